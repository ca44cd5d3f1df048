/**
 * Ids and scopes: constructors that check, and the few questions asked of them.
 * Collision odds: 80 bits of SHA-256; a million devices in one network meet with probability 4·10⁻¹³.
 */

import { canonical, sha256 } from './hash.ts';
import type { Change, ChangeId, DeviceId, NetworkId, RecordId, Scope } from './types.ts';

const ALPHABET = 'abcdefghjkmnpqrstuvwxyz023456789';
const FINGERPRINT = /^[a-hj-km-np-z0-9]{16}$/;
const CHANGE = /^[a-hj-km-np-z0-9]{16}\.[1-9][0-9]{0,14}$/;
const DERIVED = /^~[a-hj-km-np-z0-9]{16}$/;
const SCOPE = /^n\/([a-z0-9~.-]{1,40}\/){0,10}$/;

/** Bytes to base32 without i, l, o and 1, so that an id can be read aloud. */
export function base32(bytes: Uint8Array): string {
  let out = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      out += ALPHABET[(value >>> (bits - 5)) & 31];
      bits -= 5;
    }
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? out + ALPHABET[(value << (5 - bits)) & 31] : out;
}

/** 16 letters that stand for these bytes. */
export const fingerprint = (bytes: Uint8Array): string => base32(sha256(bytes).subarray(0, 10));

/** Fingerprint of a public key (raw uncompressed P-256 point, 65 bytes). */
export const deviceIdOf = (publicKey: Uint8Array): DeviceId => fingerprint(publicKey) as DeviceId;
export const networkIdOf = (publicKey: Uint8Array): NetworkId => fingerprint(publicKey) as NetworkId;

export const isDeviceId = (value: unknown): value is DeviceId => typeof value === 'string' && FINGERPRINT.test(value);
export const isNetworkId = (value: unknown): value is NetworkId => typeof value === 'string' && FINGERPRINT.test(value);
export const isChangeId = (value: unknown): value is ChangeId => typeof value === 'string' && CHANGE.test(value);
export const isRecordId = (value: unknown): value is RecordId =>
  typeof value === 'string' && (CHANGE.test(value) || DERIVED.test(value));
export const isScope = (value: unknown): value is Scope => typeof value === 'string' && SCOPE.test(value);

export const changeIdOf = (change: Pick<Change, 'device' | 'seq'>): ChangeId =>
  `${change.device}.${change.seq}` as ChangeId;

/** Splits `device.seq`. */
export function parseChangeId(id: ChangeId): { device: DeviceId; seq: number } {
  const dot = id.indexOf('.');
  return { device: id.slice(0, dot) as DeviceId, seq: Number(id.slice(dot + 1)) };
}

/** Id of a thing that two people may create independently: computed from its type and key fields, never sent apart. */
export function derivedId(type: string, ...keys: readonly string[]): RecordId {
  return `~${fingerprint(new TextEncoder().encode(canonical([type, ...keys])))}` as RecordId;
}

export const ROOT = 'n/' as Scope;
/** Cards that every member of the network may read. */
export const SHARED = 'n/shared/' as Scope;

/** Appends segments: `within(ROOT, 'branch', 'sikasso')` is `n/branch/sikasso/`. Throws on a segment that is not a path name. */
export function within(scope: Scope, ...segments: readonly string[]): Scope {
  const path = `${scope}${segments.map((segment) => `${segment}/`).join('')}`;
  if (!isScope(path)) throw new Error(`not a scope: ${path}`);
  return path;
}

export const branchScope = (branch: string): Scope => within(ROOT, 'branch', branch);
export const personScope = (person: RecordId): Scope => within(ROOT, 'person', person);

/** The branch a scope lies in, or null for what belongs to the whole network. */
export function branchOf(scope: Scope): string | null {
  return /^n\/branch\/([^/]+)\//.exec(scope)?.[1] ?? null;
}

/** Segments whose content a grant further up the tree does not open by itself. */
const CLOSED = /\/(sensitive|person)\//;
export const isClosed = (scope: Scope): boolean => CLOSED.test(scope);
/** Home of the companion record that holds the sensitive fields of a record. */
export const sensitiveScope = (home: Scope): Scope => within(home, 'sensitive');

/**
 * Does standing at `at` reach `scope`? Prefix test; what lies in a person's own scope is reached from that scope alone,
 * what lies under `sensitive/` only by those who may open closed records.
 */
export function reaches(at: Scope, scope: Scope, opensClosed: boolean): boolean {
  if (!scope.startsWith(at)) return false;
  const below = `/${scope.slice(at.length)}`;
  if (below.includes('/person/')) return false;
  return opensClosed || !below.includes('/sensitive/');
}
