/**
 * Sealing one text to the hub's public key (ECDH P-256, HKDF-SHA-256, AES-256-GCM; the cipher suite of HPKE base mode, without its framing).
 *
 * Why: the log of a shared phone is one, but its people cannot open each other's work. What one of them has not sent yet is also kept sealed to
 * the hub, so that whoever next meets the network carries it home without being able to read it. Cryptography is passed in.
 */
import { fromBase64Url, toBase64Url } from './keys.ts';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;
const INFO = new TextEncoder().encode('jekulu seal v1');

async function sharedKey(
  subtle: SubtleCrypto,
  privateKey: CryptoKey,
  publicKey: CryptoKey,
  use: KeyUsage,
): Promise<CryptoKey> {
  const bits = await subtle.deriveBits({ name: 'ECDH', public: publicKey }, privateKey, 256);
  const base = await subtle.importKey('raw', bits, 'HKDF', false, ['deriveKey']);
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: INFO };
  return subtle.deriveKey(derivation, base, { name: 'AES-GCM', length: 256 }, false, [use]);
}

/** @param hubKey raw uncompressed point (65 bytes). Returns `ephemeral point . ciphertext`, base64url. The key is used once, so the nonce is zero. */
export async function sealTo(subtle: SubtleCrypto, hubKey: Uint8Array<ArrayBuffer>, text: string): Promise<string> {
  const pair = await subtle.generateKey(CURVE, false, ['deriveBits']);
  const peer = await subtle.importKey('raw', hubKey, CURVE, false, []);
  const key = await sharedKey(subtle, pair.privateKey, peer, 'encrypt');
  const point = new Uint8Array(await subtle.exportKey('raw', pair.publicKey));
  const data = await subtle.encrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, key, new TextEncoder().encode(text));
  return `${toBase64Url(point)}.${toBase64Url(new Uint8Array(data))}`;
}

/** The text, or null when it was not sealed to this key or was altered. */
export async function unseal(subtle: SubtleCrypto, privateKey: CryptoKey, sealed: string): Promise<string | null> {
  const [point, data] = sealed.split('.');
  if (!point || !data) return null;
  try {
    const peer = await subtle.importKey('raw', fromBase64Url(point), CURVE, false, []);
    const key = await sharedKey(subtle, privateKey, peer, 'decrypt');
    return new TextDecoder().decode(
      await subtle.decrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, key, fromBase64Url(data)),
    );
  } catch {
    return null;
  }
}
