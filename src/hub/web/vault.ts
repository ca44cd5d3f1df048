/** Small secrets that rest in the database sealed under a key that does not: whoever copies the database alone opens nothing. */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const NONCE = 12;
const TAG = 16;

/** AES-256-GCM. @param about what it belongs to: sealed for one account, it opens for no other. */
export function seal(key: Uint8Array, plain: Uint8Array, about: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Null when it was altered, sealed under another key or for something else. */
export function unseal(key: Uint8Array, sealed: Buffer, about: string): Buffer | null {
  if (sealed.length < NONCE + TAG) return null;
  const [nonce, tag] = [sealed.subarray(0, NONCE), sealed.subarray(-TAG)];
  const cipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about)).setAuthTag(tag);
  try {
    return Buffer.concat([cipher.update(sealed.subarray(NONCE, -TAG)), cipher.final()]);
  } catch {
    return null;
  }
}

/** A mark by which a short secret is known again, useless to whoever has not the key. */
export const markOf = (key: Uint8Array, text: string): Buffer => createHmac('sha256', key).update(text).digest();
