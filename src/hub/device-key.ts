/** Signatures of devices: P-256, SHA-256, raw r||s, over the very bytes that were sent. */
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { deviceIdOf } from '../kernel/ids.ts';
import { fromBase64Url, toBase64Url } from '../kernel/keys.ts';
import type { DeviceId } from '../kernel/types.ts';

const POINT = 65;
/** Reading a key costs more than using it; a hub meets the same devices again and again. */
const CACHE = 5000;
const cache = new Map<string, KeyObject>();

/** Reads a raw uncompressed point in base64url; null when it is none, or not the key of this device. */
export function readKey(text: string, device: DeviceId): KeyObject | null {
  const name = `${device} ${text}`;
  const known = cache.get(name);
  if (known) return known;
  const read = parseKey(text);
  if (!read || read.device !== device) return null;
  if (cache.size >= CACHE) cache.clear();
  cache.set(name, read.key);
  return read.key;
}

/** A key that a device brings to be registered, and the device it makes. */
export function parseKey(text: string): { readonly key: KeyObject; readonly device: DeviceId } | null {
  try {
    const point = fromBase64Url(text);
    if (point.length !== POINT || point[0] !== 4) return null;
    const [x, y] = [toBase64Url(point.subarray(1, 33)), toBase64Url(point.subarray(33))];
    const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
    return { key, device: deviceIdOf(point) };
  } catch {
    // Not base64url, or no point of the curve.
    return null;
  }
}

export function isSignedBy(key: KeyObject, bytes: Uint8Array, signature: string | undefined): boolean {
  if (!signature || !/^[\w-]{86}$/.test(signature)) return false;
  return verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
}
