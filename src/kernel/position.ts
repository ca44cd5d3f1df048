/** Where somebody has read up to in a hub's log, part of their reach by part, and how an answer moves that. */
import type { Reach } from './grant.ts';
import { canonical } from './hash.ts';
import { fingerprint } from './ids.ts';
import { type Cursor, reachDigest, reachId, type SyncAnswer, type SyncRequest } from './wire.ts';

/**
 * Per part of a reach (by `reachId`), the position it is caught up to. 0 stands for a part of which nothing is known here yet: it may be told as a
 * snapshot. Where something is known already (the hub was restored, another part told it), the log is read from its beginning: that is `AGAIN`.
 */
export type Positions = { readonly [reachId: string]: number };

export const AGAIN = -1;

export interface ReadUpTo {
  /** Life of the hub's database these positions belong to, '' before the first exchange. */
  readonly epoch: string;
  readonly at: Positions;
}

/** The furthest position of the parts of this reach. */
export const cursorOf = ({ epoch, at }: ReadUpTo, reach: readonly Reach[]): Cursor => ({
  epoch,
  pos: Math.max(0, ...reach.map((part) => at[reachId(part)] ?? 0)),
});

/** As a request says it. */
export function positionOf(read: ReadUpTo, reach: readonly Reach[]): Pick<SyncRequest, 'cursor' | 'behind' | 'held'> {
  const cursor = cursorOf(read, reach);
  const at = reach.map((part) => [reachId(part), Math.max(0, read.at[reachId(part)] ?? 0)] as const);
  const behind = Object.fromEntries(at.filter(([, pos]) => pos !== cursor.pos));
  return {
    cursor: read.epoch ? cursor : null,
    ...(Object.keys(behind).length > 0 && { behind }),
    held: reachDigest(reach),
  };
}

/**
 * Parts of this reach of which nothing is known yet.
 * @param knows is something of this part known here already?
 */
export const freshParts = (
  { at }: ReadUpTo,
  reach: readonly Reach[],
  knows: (part: Reach) => boolean,
): readonly string[] => reach.filter((part) => (at[reachId(part)] ?? (knows(part) ? AGAIN : 0)) === 0).map(reachId);

/** Short name of a position, by which an answer is known to be meant for it. */
export function baseOf(read: ReadUpTo, reach: readonly Reach[]): string {
  const { cursor, behind, held } = positionOf(read, reach);
  return nameOf(cursor, behind ?? {}, held);
}

const nameOf = (cursor: Cursor | null, behind: { readonly [part: string]: number }, held: string): string =>
  fingerprint(new TextEncoder().encode(canonical([cursor ? { ...cursor } : null, behind, held])));

/** The base of whoever reads all of a reach from one position. */
export const baseAt = (cursor: Cursor, held: string): string => nameOf(cursor, {}, held);

/**
 * Positions after an answer. One that tells a new reach carries no changes: what is new in it starts from nothing, what left it is forgotten.
 * Another epoch starts from nothing too.
 * @param knew was something of this part known here before this answer?
 */
export function advance(
  read: ReadUpTo,
  reach: readonly Reach[],
  answer: SyncAnswer,
  knew: (part: Reach) => boolean,
): Positions {
  const before = read.epoch === answer.epoch ? read.at : {};
  const left = new Set(reach.map(reachId));
  const parts = answer.holding?.reach ?? reach;
  for (const part of parts) left.delete(reachId(part));
  const kept = Object.entries(before).filter(([id]) => !left.has(id));
  const moved = parts.map((part): [string, number] => {
    const id = reachId(part);
    const told = answer.holding ? 0 : (answer.behind?.[id] ?? answer.cursor.pos);
    if (told > 0) return [id, told];
    return [id, before[id] ?? (knew(part) ? AGAIN : 0)];
  });
  return Object.fromEntries([...kept, ...moved]);
}
