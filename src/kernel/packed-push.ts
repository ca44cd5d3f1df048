/** A long push on the road: columns, without what follows from the rest (ids of key fields, salts of one seed). */
import type { Declarations } from './declare.ts';
import { type Dense, dense, sparse } from './dense.ts';
import { isShareOnly, SHARE } from './fold.ts';
import { salted, unsalted } from './salts.ts';
import { withId, withoutId } from './segments.ts';
import { orgOf, shareKey } from './sharing.ts';
import type { Change, Known, RecordId, Scope } from './types.ts';
import { LIMITS, type Push } from './wire.ts';

export interface PackedPush extends Omit<Push, 'changes'> {
  readonly dense: Dense;
  readonly seed: string;
}

/** Body key of a share that follows from a record made so many changes before: `sharing.ts` says which record is shared, and where. */
const FOLLOWS = `${SHARE}@`;

/** The share that the making of a record brings along, as the packed push tells it; other changes as they are. */
function following(change: Change, made: Change | undefined, decl: Declarations): Change {
  const type = made && decl.types[made.type];
  if (!made || !type?.brings || !isShareOnly(change)) return change;
  const [[key, scope] = []] = Object.entries(change.body ?? {});
  const isIt =
    Object.keys(change.body ?? {}).length === 1 &&
    key === shareKey(made.record) &&
    scope === ledTo(made) &&
    change.record === made.body?.[type.brings];
  return isIt ? { ...change, record: '' as RecordId, body: { [FOLLOWS]: change.seq - made.seq } } : change;
}

const ledTo = ({ shared = [] }: Change): Scope | undefined => shared.find((scope) => orgOf(scope) !== null);

/** @param seed from which the salts of a session were made; others travel as they are. */
export function packedPush({ changes, ...rest }: Push, seed: string, decl: Declarations): PackedPush {
  const made = new Map(changes.map((change) => [shareKey(change.record), change]));
  const known = changes.map((change): Known => {
    const [key = ''] = Object.keys(change.body ?? {});
    const short = following(unsalted(change, seed), made.get(key), decl);
    const one: Known = { change: short, eff: change.stamp, state: 'pending' };
    return withoutId(one, decl.types[change.type]);
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
    const changes: Change[] = [];
    for (const one of known) {
      const { change } = withId(one, decl.types[one.change.type]);
      const back = change.body?.[FOLLOWS];
      changes.push(salted(back === undefined ? change : told(change, changes.at(-Number(back)), decl), seed));
    }
    return changes;
  } catch {
    return null;
  }
}

function told(change: Change, made: Change | undefined, decl: Declarations): Change {
  const brings = made && decl.types[made.type]?.brings;
  if (!made || !brings) throw new Error('a share that follows from nothing');
  const body = { [shareKey(made.record)]: ledTo(made) ?? null };
  return { ...change, record: made.body?.[brings] as RecordId, body };
}
