/** What is left to send of a device's own log, and how far what was sent is settled. */
import { EMPTY_CHAIN } from './hash.ts';
import type { OwnRow } from './own-work.ts';
import type { Change } from './types.ts';
import type { Push } from './wire.ts';

type Log = ReadonlyMap<number, OwnRow>;

/** The group that begins at this place of a log; empty where it ends. */
function groupAt(own: Log, seq: number): readonly (OwnRow | undefined)[] {
  const size = own.get(seq)?.group[1] ?? 0;
  return Array.from({ length: size }, (_, i) => own.get(seq + i));
}

/**
 * The next push: whole groups, as many changes as fit, at least one group. What its author alone can send (a restored hub lost it, and no sealed
 * copy is left) waits for them, and what follows with it.
 */
export function pushOf(own: Log, acked: number, budget: number): Push | null {
  const from = acked + 1;
  const changes: (Change | { seq: number; sealed: string })[] = [];
  for (let group = groupAt(own, from); group.length > 0; group = groupAt(own, from + changes.length)) {
    if (!group.every((row) => row?.change || row?.sealed)) break;
    if (changes.length > 0 && changes.length + group.length > budget) break;
    for (const row of group) if (row) changes.push(row.change ?? { seq: row.seq, sealed: row.sealed ?? '' });
  }
  if (changes.length === 0) return null;
  const prev = from === 1 ? EMPTY_CHAIN : (own.get(from - 1)?.link ?? EMPTY_CHAIN);
  return { from, prev, changes: changes as Change[] };
}

/** How far the hub has own work and said what became of it: where an answer was lost, the work is sent again and the ruling comes with it. */
export function ruledUpTo(own: Log, acked: number, ack: number): number {
  let seq = Math.min(acked, ack);
  for (;;) {
    const group = groupAt(own, seq + 1);
    if (group.length === 0 || seq + group.length > ack || !group.every((row) => row?.ruling)) return seq;
    seq += group.length;
  }
}
