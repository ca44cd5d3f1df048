/**
 * What anybody may know of certificates without an account: whose keys sign, and which no longer count. A hub makes it, a device keeps it. It holds
 * no name; a number that was withdrawn stands in it as a hash, found by whoever has the paper and read by nobody else.
 */
import { sha256 } from '../../kernel/hash.ts';
import { plainNumber } from './model.ts';
import type { Key, Ledger } from './verify.ts';

/** Where a hub gives it. A service worker and phones of years ago ask for it by this name. */
export const LIST_PATH = '/certificats.json';

/** A withdrawal: hash of the number, day, and 1 where a corrected certificate replaces it. Why else is nobody's business. */
export type Gone = readonly [hash: string, day: string, corrected?: 1];

/** One network's part of the list. */
export interface Published {
  readonly name: string;
  /** A demonstration: what it gives is worth nothing. */
  readonly demo?: true;
  readonly keys: readonly Key[];
  readonly gone: readonly Gone[];
}

export interface PublicList {
  readonly networks: readonly Published[];
}

/** 72 bits of the hash: no two numbers share them. */
export function hashOf(number: string): string {
  const bytes = sha256(new TextEncoder().encode(`jekulu:certificate:${plainNumber(number)}`)).subarray(0, 9);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** By which a device without any copy verifies: one ledger a network, so that none speaks for another's numbers. */
export const ledgersOf = (list: PublicList): readonly Ledger[] =>
  list.networks.map(({ keys, gone, demo }) => {
    const byHash = new Map(gone.map((one) => [one[0], one]));
    return {
      keys,
      ...(demo && { demo }),
      withdrawal(number) {
        const found = byHash.get(hashOf(number));
        return found ? { number, day: found[1], why: found[2] ? 'corrected' : 'other' } : null;
      },
      noted: () => null,
    };
  });

/** The list in a text that came over a line; null when something else came, as from a café that asks its guests to sign in. */
export function readList(text: string): PublicList | null {
  try {
    const list = JSON.parse(text) as PublicList | null;
    const whole = (one: Published): boolean => Array.isArray(one?.keys) && Array.isArray(one.gone);
    return Array.isArray(list?.networks) && list.networks.every(whole) ? list : null;
  } catch {
    return null;
  }
}
