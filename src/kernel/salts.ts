/**
 * Salts of many changes from one seed. What cannot be guessed is what takes room on the road: a push then brings one seed instead of a thousand salts.
 * Whoever keeps changes keeps each with its own salt and the seed nowhere: a salt that was destroyed cannot be made again.
 */
import { sha256 } from './hash.ts';
import { toBase64Url } from './keys.ts';
import type { Change } from './types.ts';

const encoder = new TextEncoder();

/** @param seed 16 random bytes, base64url. */
export const saltOf = (seed: string, seq: number): string =>
  toBase64Url(sha256(encoder.encode(`${seed}|${seq}`)).subarray(0, 8));

/** The change without the salt that the seed tells. */
export const unsalted = (change: Change, seed: string): Change =>
  change.salt !== undefined && change.salt === saltOf(seed, change.seq) ? { ...change, salt: '' } : change;

export const salted = (change: Change, seed: string): Change =>
  change.salt === '' ? { ...change, salt: saltOf(seed, change.seq) } : change;
