/**
 * Keys of what is stored on a device. One copy serves several people and none opens what another alone may read.
 *
 * Each class has its own tree of keys along the tree of scopes: whoever holds the key of a scope derives those below it, nobody climbs.
 * `open` is ordinary work, `sensitive` what lies under `sensitive/`, `person` a person's own scope, `steward` opens nothing by itself: from it
 * the steward of a branch derives the word that re-opens a forgotten code, on the telephone, with no network.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { base32 } from './id-shapes.ts';
import { fromBase64Url, type KeyClass, type ScopeKey, toBase64Url } from './key-class.ts';
import type { DeviceId, RecordId, Scope } from './types.ts';

export * from './key-class.ts';

const encoder = new TextEncoder();
const mac = (key: Uint8Array, text: string): Uint8Array => hmac(sha256, key, encoder.encode(text));

const descend = (key: Uint8Array, path: string): Uint8Array =>
  path.split('/').reduce((at, segment) => (segment === '' ? at : mac(at, segment)), key);

/** A key on the way down. Hundreds of places lie under one branch: what their keys begin alike is computed once. */
class Step {
  readonly key: Uint8Array;
  #begun: ReturnType<typeof hmac.create> | null = null;

  constructor(key: Uint8Array) {
    this.key = key;
  }

  down(segment: string): Step {
    this.#begun ??= hmac.create(sha256, this.key);
    return new Step(this.#begun.clone().update(encoder.encode(segment)).digest());
  }
}

/** Keys found on the way down with one ring, by class and scope. */
export type Steps = Map<string, Step>;

/** Key of a scope from the network's master secret (hub only). */
export const scopeKey = (master: Uint8Array, keyClass: KeyClass, scope: Scope): ScopeKey => ({
  scope,
  class: keyClass,
  key: toBase64Url(descend(mac(master, keyClass), scope)),
});

/**
 * The 32-byte key for a scope from a ring, or null when the ring does not reach it.
 * @param steps those of this ring, kept from one scope to the next.
 */
export function openWith(
  ring: readonly ScopeKey[],
  keyClass: KeyClass,
  scope: Scope,
  steps: Steps = new Map(),
): Uint8Array | null {
  const from = ring.find((one) => one.class === keyClass && scope.startsWith(one.scope));
  if (!from) return null;
  const at = (end: number): Step => {
    const here = scope.slice(0, end);
    const known = steps.get(`${keyClass} ${here}`);
    if (known) return known;
    const above = here.lastIndexOf('/', here.length - 2) + 1;
    const step =
      here.length <= from.scope.length
        ? new Step(fromBase64Url(from.key))
        : at(above).down(here.slice(above).replace('/', ''));
    steps.set(`${keyClass} ${here}`, step);
    return step;
  };
  return at(scope.length).key;
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
