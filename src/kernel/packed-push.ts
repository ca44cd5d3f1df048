/** A long push on the road: columns, without what follows from the rest (ids of key fields, salts of one seed). */
import type { Declarations } from './declare.ts';
import { type Dense, dense, sparse } from './dense.ts';
import { salted, unsalted } from './salts.ts';
import { withId, withoutId } from './segments.ts';
import type { Change, Known } from './types.ts';
import { LIMITS, type Push } from './wire.ts';

export interface PackedPush extends Omit<Push, 'changes'> {
  readonly dense: Dense;
  readonly seed: string;
}

/** @param seed from which the salts of a session were made; others travel as they are. */
export function packedPush({ changes, ...rest }: Push, seed: string, decl: Declarations): PackedPush {
  const known = changes.map((change): Known => {
    const one: Known = { change: unsalted(change, seed), eff: change.stamp, state: 'pending' };
    return withoutId(one, decl.types[change.type]?.keys);
  });
  return { ...rest, dense: dense(known), seed };
}

/** Letters that may come of columns: what a push of the greatest size would be, written out. */
const UNPACKED = 8 * LIMITS.bodyBytes;

/** The changes of a packed push, still to be checked like any others; null when it is none. */
export function unpackedPush(sent: object, decl: Declarations): readonly Change[] | null {
  const { dense: columns, seed } = sent as Partial<PackedPush>;
  if (typeof seed !== 'string' || seed.length > 40) return null;
  const known = sparse(columns as Dense, { changes: LIMITS.pushChanges, letters: UNPACKED });
  if (!known) return null;
  try {
    return known.map((one) => salted(withId(one, decl.types[one.change.type]?.keys).change, seed));
  } catch {
    return null;
  }
}
