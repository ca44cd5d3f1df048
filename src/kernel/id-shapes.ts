/** How ids are written, and whether something is one. Apart from `ids`, so that a new phone comes in before it can hash anything by itself. */
import type { ChangeId, DeviceId, NetworkId, RecordId } from './types.ts';

const ALPHABET = 'abcdefghjkmnpqrstuvwxyz023456789';
const FINGERPRINT = /^[a-hj-km-np-z0-9]{16}$/;
const CHANGE = /^[a-hj-km-np-z0-9]{16}\.[1-9][0-9]{0,14}$/;
const DERIVED = /^~[a-hj-km-np-z0-9]{16}$/;

/** Bytes to base32 without i, l, o and 1, so that an id can be read aloud. */
export function base32(bytes: Uint8Array): string {
  // Asked of tens of thousands while a snapshot comes in: one text is made, not one a letter.
  const codes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      codes.push(ALPHABET.charCodeAt((value >>> (bits - 5)) & 31));
      bits -= 5;
    }
    value &= (1 << bits) - 1;
  }
  if (bits > 0) codes.push(ALPHABET.charCodeAt((value << (5 - bits)) & 31));
  return String.fromCharCode(...codes);
}

export const isDeviceId = (value: unknown): value is DeviceId => typeof value === 'string' && FINGERPRINT.test(value);
export const isNetworkId = (value: unknown): value is NetworkId => typeof value === 'string' && FINGERPRINT.test(value);
export const isChangeId = (value: unknown): value is ChangeId => typeof value === 'string' && CHANGE.test(value);
/** Of an id: is it computed from keys, and so no change's? Asked of tens of thousands, by its first letter. */
export const isDerived = (id: string): boolean => id.charCodeAt(0) === 126;
export const isRecordId = (value: unknown): value is RecordId =>
  typeof value === 'string' && (CHANGE.test(value) || DERIVED.test(value));
