/**
 * Who is in the directory twice. Pure: runs on a phone while somebody fills in a form, and on the hub over all entries. It proposes; a person
 * decides, and nothing is merged by itself.
 *
 * Method: record linkage after Fellegi and Sunter (see duplicates/weights.ts), names compared as they sound (duplicates/sounds.ts), pairs found
 * through blocks (duplicates/blocks.ts).
 */
import { blocksOf, CROWD } from './duplicates/blocks.ts';
import { compareEntries, compareIfClose, type Level, type Verdict } from './duplicates/compare.ts';
import { type Candidate, type Entry, Hall } from './duplicates/entry.ts';

export type { Level, Reason, Verdict } from './duplicates/compare.ts';
export type { Candidate } from './duplicates/entry.ts';
export { canonicalPhone } from './duplicates/phones.ts';

/** Two entries that may be the same. `a` comes before `b` by id. */
export interface Pair extends Verdict {
  readonly a: string;
  readonly b: string;
  readonly level: Level;
}

/** An entry that may be the one being written. */
export interface Hint extends Verdict {
  readonly id: string;
  readonly level: Level;
}

interface Part {
  readonly hall: Hall;
  /** By slot; null where an entry was taken out. */
  readonly entries: (Entry | null)[];
  readonly slots: Map<string, number>;
  /** Slots of each block; a block of one is the slot itself, which spares most of the memory. */
  readonly blocks: Map<number, number | number[]>;
}

/** Grows with the directory: an entry costs some ten microseconds, so a screen can add them in slices. */
export class DuplicateIndex {
  readonly #parts: Record<Candidate['kind'], Part> = {
    person: newPart('person'),
    organisation: newPart('organisation'),
  };

  /** Entries in it, of both kinds. */
  get size(): number {
    return this.#parts.person.hall.size + this.#parts.organisation.hall.size;
  }

  /** Takes an entry in, or what it says now. */
  put(candidate: Candidate): void {
    this.remove(candidate.id);
    const { hall, entries, slots, blocks } = this.#parts[candidate.kind];
    const entry = hall.ready(candidate, true);
    const slot = entries.push(entry) - 1;
    slots.set(candidate.id, slot);
    hall.count(entry, 1);
    for (const key of blocksOf(entry)) {
      const block = blocks.get(key);
      if (block === undefined) blocks.set(key, slot);
      else if (typeof block === 'number') blocks.set(key, [block, slot]);
      else block.push(slot);
    }
  }

  remove(id: string): void {
    for (const { hall, entries, slots, blocks } of Object.values(this.#parts)) {
      const slot = slots.get(id);
      const entry = slot === undefined ? null : entries[slot];
      if (slot === undefined || !entry) continue;
      for (const key of blocksOf(entry)) {
        const block = blocks.get(key);
        const left = typeof block === 'number' || !block ? [] : block.filter((other) => other !== slot);
        if (left.length === 0) blocks.delete(key);
        else blocks.set(key, left.length === 1 ? left[0]! : left);
      }
      hall.count(entry, -1);
      entries[slot] = null;
      slots.delete(id);
    }
  }

  /** Compares two descriptions as members of this directory would be; they need not be in it. Null for two of different kinds. */
  compare(a: Candidate, b: Candidate): Verdict | null {
    if (a.kind !== b.kind) return null;
    const { hall } = this.#parts[a.kind];
    return compareEntries(hall.ready(a, false), hall.ready(b, false), hall);
  }

  /** Entries that may be this one, the likeliest first; itself left out. */
  hintsFor(candidate: Candidate): readonly Hint[] {
    const { hall, entries, blocks } = this.#parts[candidate.kind];
    const entry = hall.ready(candidate, false);
    const near = new Set<number>();
    for (const key of blocksOf(entry)) {
      const block = blocks.get(key);
      if (typeof block === 'number') near.add(block);
      else if (block && block.length <= CROWD) for (const slot of block) near.add(slot);
    }
    const hints: Hint[] = [];
    for (const slot of near) {
      const other = entries[slot];
      if (!other || other.candidate.id === candidate.id) continue;
      const verdict = compareIfClose(entry, other, hall);
      if (verdict?.level) hints.push({ id: other.candidate.id, ...verdict, level: verdict.level });
    }
    return hints.sort((x, y) => y.score - x.score || (x.id < y.id ? -1 : 1));
  }

  /** All pairs, the likeliest first. */
  pairs(): readonly Pair[] {
    const found = Object.values(this.#parts).flatMap((part) => pairsIn(part));
    return found.sort((x, y) => y.score - x.score || order(x.a, y.a) || order(x.b, y.b));
  }
}

const order = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0);

const newPart = (kind: Candidate['kind']): Part => ({
  hall: new Hall(kind),
  entries: [],
  slots: new Map(),
  blocks: new Map(),
});

function pairsIn({ hall, entries, blocks }: Part): readonly Pair[] {
  const found: Pair[] = [];
  /** The last slot that each slot was compared with: pairs meet in several blocks. */
  const met = new Int32Array(entries.length).fill(-1);
  for (const [slot, entry] of entries.entries()) {
    if (!entry) continue;
    for (const key of blocksOf(entry)) {
      const block = blocks.get(key);
      if (typeof block === 'number' || !block || block.length > CROWD) continue;
      for (const other of block) {
        if (other >= slot || met[other] === slot) continue;
        met[other] = slot;
        const verdict = compareIfClose(entry, entries[other]!, hall);
        if (!verdict?.level) continue;
        const [a, b] = [entry.candidate.id, entries[other]!.candidate.id].sort();
        found.push({ a: a!, b: b!, ...verdict, level: verdict.level });
      }
    }
  }
  return found;
}

/** Entries of `index` that may be `candidate`: what a form shows while somebody types. At most some 500 comparisons. */
export const hintsFor = (candidate: Candidate, index: DuplicateIndex): readonly Hint[] => index.hintsFor(candidate);

/** All pairs of these that may be the same. */
export function duplicatesIn(candidates: Iterable<Candidate>): readonly Pair[] {
  const index = new DuplicateIndex();
  for (const candidate of candidates) index.put(candidate);
  return index.pairs();
}
