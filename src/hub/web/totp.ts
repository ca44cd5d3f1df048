/** One-time codes of an application on a phone: HOTP and TOTP of RFC 4226 and RFC 6238, and the address such an application scans. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Millis } from '../../kernel/types.ts';

const STEP: Millis = 30_000;
const DIGITS = 6;
/** Codes of the step before and after count too: clocks of phones differ. */
const DRIFT = 1;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export type TotpHash = 'sha1' | 'sha256' | 'sha512';

/** 160 bits, as RFC 4226 asks for. */
export const newSecret = (): Buffer => randomBytes(20);
export const stepOf = (time: Millis): number => Math.floor(time / STEP);

/** The code of one step (RFC 4226, 5.3). */
export function codeAt(secret: Uint8Array, step: number, digits = DIGITS, hash: TotpHash = 'sha1'): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac(hash, secret).update(counter).digest();
  const at = (mac.at(-1) as number) & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 10 ** digits).padStart(digits, '0');
}

/** The step whose code this is, or null. @param after steps up to this one are used up: a code works once. */
export function matchingStep(secret: Uint8Array, code: string, now: Millis, after: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const [given, middle] = [Buffer.from(code), stepOf(now)];
  let found: number | null = null;
  for (let step = middle - DRIFT; step <= middle + DRIFT; step++)
    if (timingSafeEqual(Buffer.from(codeAt(secret, step)), given) && step > after) found ??= step;
  return found;
}

/** Base32 of RFC 4648 without padding, as applications let people type it. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** What the application scans: whose code it is, for which service. */
export function otpAddress(secret: Uint8Array, service: string, login: string): string {
  const label = `${encodeURIComponent(service)}:${encodeURIComponent(login)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(service)}`;
}
