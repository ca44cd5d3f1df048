/**
 * Keys of what is stored on a device. One copy serves several people and none opens what another alone may read.
 *
 * Each class has its own tree of keys along the tree of scopes: whoever holds the key of a scope derives those below it, nobody climbs.
 * `open` is ordinary work, `sensitive` what lies under `sensitive/`, `person` a person's own scope, `steward` opens nothing by itself: from it
 * the steward of a branch derives the word that re-opens a forgotten code, on the telephone, with no network.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { base32 } from './ids.ts';
import type { DeviceId, RecordId, Scope } from './types.ts';

export const KEY_CLASSES = ['open', 'sensitive', 'person', 'steward'] as const;
export type KeyClass = (typeof KEY_CLASSES)[number];

export interface ScopeKey {
  readonly scope: Scope;
  readonly class: KeyClass;
  /** 32 bytes, base64url. */
  readonly key: string;
}

const encoder = new TextEncoder();
const mac = (key: Uint8Array, text: string): Uint8Array => hmac(sha256, key, encoder.encode(text));

export function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
/** Throws on text that is not base64url. */
export const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));

/** Which tree of keys the content of a scope is sealed with. */
export function classOf(scope: Scope): KeyClass {
  if (scope.includes('/person/')) return 'person';
  return scope.includes('/sensitive/') ? 'sensitive' : 'open';
}

const descend = (key: Uint8Array, path: string): Uint8Array =>
  path.split('/').reduce((at, segment) => (segment === '' ? at : mac(at, segment)), key);

/** Key of a scope from the network's master secret (hub only). */
export const scopeKey = (master: Uint8Array, keyClass: KeyClass, scope: Scope): ScopeKey => ({
  scope,
  class: keyClass,
  key: toBase64Url(descend(mac(master, keyClass), scope)),
});

/** The 32-byte key for a scope from a ring, or null when the ring does not reach it. */
export function openWith(ring: readonly ScopeKey[], keyClass: KeyClass, scope: Scope): Uint8Array | null {
  const from = ring.find((one) => one.class === keyClass && scope.startsWith(one.scope));
  return from ? descend(fromBase64Url(from.key), scope.slice(from.scope.length)) : null;
}

/** Narrows a ring to what another person's grants reach: what an animator hands over when enrolling somebody offline. */
export function narrow(
  ring: readonly ScopeKey[],
  wanted: readonly { scope: Scope; class: KeyClass }[],
): readonly ScopeKey[] {
  return wanted.flatMap(({ scope, class: keyClass }) => {
    const key = openWith(ring, keyClass, scope);
    return key ? [{ scope, class: keyClass, key: toBase64Url(key) }] : [];
  });
}

/**
 * The word a steward reads out so that a person can choose a new code: 16 letters, 80 bits. `n` is shown on the locked device
 * and grows with each use, so an old word opens nothing.
 */
export function recoveryWord(stewardKey: Uint8Array, device: DeviceId, person: RecordId, n: number): string {
  return base32(mac(stewardKey, `recover|${device}|${person}|${n}`).subarray(0, 10));
}
