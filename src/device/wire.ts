/**
 * One signed request to the hub and its answer, checked: what comes from outside is never half taken. Nothing here throws; whatever goes wrong
 * on the way (no network, a café's sign-in page, a cut line) is "unreachable".
 */
import { isDeviceId, isRecordId, isScope } from '../kernel/ids.ts';
import { toBase64Url } from '../kernel/keys.ts';
import type { Refusal } from '../kernel/types.ts';
import type { PastAnswer, SameAnswer, SyncAnswer } from '../kernel/wire.ts';
import { gzip, WORTH_PACKING } from './box.ts';
import type { Identity } from './db.ts';

export type Reply =
  | { readonly kind: 'answer'; readonly body: unknown }
  /** The hub refused; `last` as in the protocol. */
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly last?: number }
  | { readonly kind: 'unreachable'; readonly slow: boolean };

const TIMEOUT = 60_000;

export async function sign(identity: Pick<Identity, 'privateKey'>, body: Uint8Array<ArrayBuffer>): Promise<string> {
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, identity.privateKey, body);
  return toBase64Url(new Uint8Array(signature));
}

/** @param bytes null for a question that its path says whole. */
export async function post(path: string, bytes: Uint8Array<ArrayBuffer> | null, identity: Identity): Promise<Reply> {
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
      credentials: 'omit',
      signal: stop.signal,
    });
    const answer: unknown = await response.json();
    if (response.ok) return { kind: 'answer', body: answer };
    const { error, last } = answer as { error?: { code?: unknown; fields?: unknown }; last?: unknown };
    if (typeof error?.code !== 'string') return { kind: 'unreachable', slow: false };
    return { kind: 'refused', refusal: { code: error.code }, ...(typeof last === 'number' && { last }) };
  } catch {
    return { kind: 'unreachable', slow: stop.signal.aborted };
  } finally {
    clearTimeout(timer);
  }
}

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isRuling = (value: unknown): boolean =>
  isObject(value) &&
  typeof value['device'] === 'string' &&
  Number.isSafeInteger(value['first']) &&
  Number.isSafeInteger(value['size']) &&
  typeof value['state'] === 'string';
/** Enough of a change to be put where it belongs; what a newer version wrote in it is kept. A body that is null was erased. */
const isDelivered = (value: unknown): boolean => {
  if (!isObject(value) || !Number.isSafeInteger(value['eff']) || !isObject(value['change'])) return false;
  const { device, seq, stamp, record, scope, shared, kind, type, body } = value['change'];
  return (
    isDeviceId(device) &&
    Number.isSafeInteger(seq) &&
    Number.isSafeInteger(stamp) &&
    isRecordId(record) &&
    isScope(scope) &&
    (shared === undefined || (Array.isArray(shared) && shared.every(isScope))) &&
    typeof kind === 'string' &&
    typeof type === 'string' &&
    (body === null || isObject(body))
  );
};
const isHolding = (value: unknown): boolean =>
  isObject(value) && Array.isArray(value['reach']) && Array.isArray(value['keys']);

/** The answer of an exchange, or null when it is none. */
export function readAnswer(value: unknown): SyncAnswer | null {
  if (!isObject(value) || value['v'] !== 1) return null;
  const { epoch, time, ack, confirmed, rulings, changes, cursor, holding } = value;
  const whole =
    typeof epoch === 'string' &&
    Number.isSafeInteger(time) &&
    Number.isSafeInteger(ack) &&
    Array.isArray(confirmed) &&
    confirmed.every((run) => Array.isArray(run) && run.length === 3 && run.every(Number.isSafeInteger)) &&
    Array.isArray(rulings) &&
    rulings.every(isRuling) &&
    Array.isArray(changes) &&
    changes.every(isDelivered) &&
    isObject(cursor) &&
    Number.isSafeInteger(cursor['pos']) &&
    (holding === undefined || isHolding(holding));
  return whole ? (value as unknown as SyncAnswer) : null;
}

/** The answer that nothing is new, or null when it is another. */
export function readSame(value: unknown): SameAnswer | null {
  return isObject(value) && value['v'] === 1 && value['same'] === true && Number.isSafeInteger(value['time'])
    ? (value as unknown as SameAnswer)
    : null;
}

/** Changes of a record as the hub tells them, or null when it is no such answer. */
export function readPast(value: unknown): PastAnswer['past'] | null {
  if (!isObject(value) || value['v'] !== 1 || !Array.isArray(value['past'])) return null;
  return value['past'].every(isDelivered) ? (value['past'] as PastAnswer['past']) : null;
}
