/**
 * Personal codes: six digits, stretched, mixed with a secret that cannot leave this device, and slowed down after wrong tries (`patience.ts`).
 *
 * Six digits protect against curious hands and a lost phone because guessing must happen here, one try at a time.
 */
import type { Identity } from './db.ts';

/** About 300 ms on a slow phone; stored with each lock, so that it can grow. */
export const ITERATIONS = 250_000;

/** Six digits that are no run (123456, 987654) and no repetition (111111, 121212, 123123). */
export function isGoodPin(pin: string): boolean {
  if (!/^\d{6}$/.test(pin)) return false;
  if ([1, 2, 3].some((period) => pin === pin.slice(0, period).repeat(6 / period))) return false;
  return !'01234567890123456789'.includes(pin) && !'98765432109876543210'.includes(pin);
}

/** The key that a code stands for on this device. */
export async function pinKey(
  identity: Pick<Identity, 'secret'>,
  pin: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits']);
  const stretched = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, base, 256);
  const raw = await crypto.subtle.sign('HMAC', identity.secret, stretched);
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}
