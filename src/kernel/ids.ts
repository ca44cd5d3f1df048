/**
 * Ids: constructors that check, and the few questions asked of them. Scopes stand beside.
 * Collision odds: 80 bits of SHA-256; a million devices in one network meet with probability 4·10⁻¹³.
 */

import { canonical, sha256 } from './hash.ts';
import { base32, isChangeId } from './id-shapes.ts';
import type { Change, ChangeId, DeviceId, NetworkId, RecordId } from './types.ts';

export * from './id-shapes.ts';
export * from './scopes.ts';

const encoder = new TextEncoder();
const room = new Uint8Array(256);

/** 16 letters that stand for these bytes. */
export const fingerprint = (bytes: Uint8Array): string => base32(sha256(bytes).subarray(0, 10));

/** Fingerprint of a public key (raw uncompressed P-256 point, 65 bytes). */
export const deviceIdOf = (publicKey: Uint8Array): DeviceId => fingerprint(publicKey) as DeviceId;
export const networkIdOf = (publicKey: Uint8Array): NetworkId => fingerprint(publicKey) as NetworkId;

export const changeIdOf = (change: Pick<Change, 'device' | 'seq'>): ChangeId =>
  `${change.device}.${change.seq}` as ChangeId;

/** Splits `device.seq`. */
export function parseChangeId(id: ChangeId): { device: DeviceId; seq: number } {
  const dot = id.indexOf('.');
  return { device: id.slice(0, dot) as DeviceId, seq: Number(id.slice(dot + 1)) };
}

/** Does this record bear the id of a change of that log, before this place? */
export function isEarlierIn(record: RecordId, device: DeviceId, seq: number): boolean {
  if (!isChangeId(record)) return false;
  const origin = parseChangeId(record);
  return origin.device === device && origin.seq < seq;
}

/** Id of a thing that two people may create independently: computed from its type and key fields, never sent apart. */
export function derivedId(type: string, ...keys: readonly string[]): RecordId {
  const text = canonical([type, ...keys]);
  // Asked of tens of thousands while a snapshot comes in: mostly written where the last one was.
  const { read, written } = encoder.encodeInto(text, room);
  return `~${fingerprint(read === text.length ? room.subarray(0, written) : encoder.encode(text))}` as RecordId;
}

/** The same for ids asked for over and over, of a few things: worth more than the hash each time. */
const kept = new Map<string, RecordId>();
export function rememberedId(...key: readonly [string, ...string[]]): RecordId {
  const text = key.join(' ');
  const before = kept.get(text);
  if (before !== undefined) return before;
  if (kept.size >= 10_000) kept.clear();
  const id = derivedId(...key);
  kept.set(text, id);
  return id;
}
