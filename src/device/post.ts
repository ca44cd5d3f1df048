/**
 * One signed request to the hub. Nothing here throws; whatever goes wrong on the way (no network, a café's sign-in page, a cut line) is "unreachable".
 */
import { toBase64Url } from '../kernel/key-class.ts';
import type { Millis, Refusal } from '../kernel/types.ts';
import { gzip, WORTH_PACKING } from './box.ts';
import type { Identity } from './db.ts';

export type Reply =
  /** `heard`: what the device's clock said when it began to arrive; the rest may take a minute to come. */
  | { readonly kind: 'answer'; readonly body: unknown; readonly heard: Millis }
  /** The hub refused; `last` as in the protocol. */
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly last?: number }
  | { readonly kind: 'unreachable'; readonly slow: boolean };

const TIMEOUT = 60_000;

export async function sign(identity: Pick<Identity, 'privateKey'>, body: Uint8Array<ArrayBuffer>): Promise<string> {
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, identity.privateKey, body);
  return toBase64Url(new Uint8Array(signature));
}

/** @param bytes null for a question that its path says whole. */
export async function post(
  path: string,
  bytes: Uint8Array<ArrayBuffer> | null,
  identity: Identity,
  now: () => Millis = Date.now,
): Promise<Reply> {
  const packed = bytes !== null && bytes.length > WORTH_PACKING;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), TIMEOUT);
  try {
    const response = await fetch(path, {
      ...(bytes && { method: 'POST', body: packed ? await gzip(bytes) : bytes }),
      // Nothing that can be left out: where nothing is new, heads weigh more than bodies.
      headers: {
        'x-jekulu-signature': await sign(identity, bytes ?? new TextEncoder().encode(path)),
        'accept-language': '*',
        ...(packed && { 'content-encoding': 'gzip' }),
      },
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      // By the connection the app came by: for requests that leave cookies out, browsers open another, which on a poor line costs two seconds.
      signal: stop.signal,
    });
    const heard = now();
    const answer: unknown = await response.json();
    if (response.ok) return { kind: 'answer', body: answer, heard };
    const { error, last } = answer as { error?: { code?: unknown; fields?: unknown }; last?: unknown };
    if (typeof error?.code !== 'string') return { kind: 'unreachable', slow: false };
    return { kind: 'refused', refusal: { code: error.code }, ...(typeof last === 'number' && { last }) };
  } catch {
    return { kind: 'unreachable', slow: stop.signal.aborted };
  } finally {
    clearTimeout(timer);
  }
}
