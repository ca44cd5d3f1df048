/**
 * Canonical bytes, body hashes and the chain of a device's log.
 *
 * The chain makes two things provable: a log that was altered, and a phone that was cloned (same device and seq, other hash).
 * Hashes are recomputed by whoever receives a change and never travel, because they do not compress. The chain covers the hash of the
 * body, not the body: a body can be blanked and the chain still verifies. The body hash is salted with the record's salt, which is blanked
 * with it; without the salt a short body (a name and a phone number) could be guessed back.
 */
import { sha256 as sha256Bytes } from '@noble/hashes/sha2.js';
import { bytesToHex as hex } from '@noble/hashes/utils.js';
import type { Change, Json, NetworkId } from './types.ts';

export const sha256 = (bytes: Uint8Array): Uint8Array => sha256Bytes(bytes);

const encoder = new TextEncoder();

// biome-ignore lint/suspicious/noControlCharactersInRegex: what JSON writes otherwise than it stands
const ESCAPED = /["\\\x00-\x1f\ud800-\udfff]/;
const quoted = (text: string): string => (ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`);

/** JSON with keys in code-unit order and without `undefined`: equal values give equal text on every engine. Asked for every change that comes in. */
export function canonical(value: Json | undefined): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item as Json)).join(',')}]`;
  const object = value as { readonly [key: string]: Json | undefined };
  let text = '{';
  for (const key of Object.keys(object).sort()) {
    const item = object[key];
    if (item !== undefined) text += `${text.length > 1 ? ',' : ''}${quoted(key)}:${canonical(item)}`;
  }
  return `${text}}`;
}

/** Start of every chain: nothing was written yet. */
export const EMPTY_CHAIN = '';

/**
 * Hash of a body, 64 hex digits.
 * @param salt the change's own salt, else that of the change whose id the record bears where it comes earlier in the same log, else ''.
 */
export function bodyHash(change: Change, salt: string): string {
  return hex(sha256(encoder.encode(`${salt}|${change.device}.${change.seq}|${canonical(change.body as Json)}`)));
}

/** Next link of a device's chain, 64 hex digits: previous link, envelope v1 without its body, hash of the body. */
export const chainNext = (previous: string, network: NetworkId, change: Change, salt: string): string =>
  chainOver(previous, network, change, change.blank ?? bodyHash(change, salt));

/** The same where the body is gone and only its hash was kept: an erased log still verifies. */
export function chainOver(previous: string, network: NetworkId, change: Change, hashOfBody: string): string {
  const { body: _body, salt: _salt, blank: _blank, ...envelope } = change;
  const head = canonical({ v: 1, network, change: envelope as { [key: string]: Json } });
  return hex(sha256(encoder.encode(`${previous}|${head}|${hashOfBody}`)));
}
