/**
 * Keeps who may be in the directory twice up to date with a copy, a little at a time: on a phone between two letters that somebody types, on the hub
 * between two requests. The work comes as generators; whoever drives them decides when to rest, and may let one go in the middle.
 */
import type { RecordState } from '../../kernel/fold.ts';
import type { RecordId } from '../../kernel/types.ts';
import { candidateOf, type Kind, pairKey, type Sheet } from './candidates.ts';
import { type Candidate, DuplicateIndex, type Hint, type Pair } from './duplicates.ts';

interface Kept {
  readonly candidate: Candidate;
  /** What it says, to see whether it says something else. */
  readonly text: string;
  readonly from: readonly RecordState[];
}

export class DoubleFinder {
  readonly #index = new DuplicateIndex();
  readonly #kept = new Map<string, Kept>();
  /** Both ways: of each record, who it may be. */
  readonly #pairs = new Map<string, Map<string, Hint>>();
  readonly #unpaired = new Set<string>();
  readonly #remembers: boolean;

  /** @param remembers keeps the records it described: where they stay in memory anyway, an unchanged one is then known at a glance. */
  constructor(remembers = true) {
    this.#remembers = remembers;
  }

  /** Takes in what all sheets of a kind say now, and lets go of those that are not among them. One step a sheet. */
  *follow(kind: Kind, sheets: Iterable<Sheet>): Generator<void> {
    const there = new Set<string>();
    for (const sheet of sheets) {
      there.add(sheet.state.id);
      this.#take(sheet);
      yield;
    }
    for (const [id, { candidate }] of this.#kept) if (candidate.kind === kind && !there.has(id)) this.#forget(id);
  }

  #take(sheet: Sheet): void {
    const { id } = sheet.state;
    const from = [sheet.state, ...sheet.parts];
    const before = this.#kept.get(id);
    if (before && before.from.length === from.length && before.from.every((one, at) => one === from[at])) return;
    const candidate = candidateOf(sheet);
    const text = JSON.stringify(candidate);
    this.#kept.set(id, { candidate, text, from: this.#remembers ? from : [] });
    if (before?.text === text) return;
    this.#index.put(candidate);
    this.#unpaired.add(id);
  }

  #forget(id: string): void {
    this.#kept.delete(id);
    this.#index.remove(id);
    this.#unpaired.delete(id);
    this.#part(id);
  }

  #part(id: string): void {
    for (const other of this.#pairs.get(id)?.keys() ?? []) this.#pairs.get(other)?.delete(id);
    this.#pairs.delete(id);
  }

  /** Looks for the doubles of everything new. One step a record: at most some 500 comparisons. */
  *pairUp(): Generator<void> {
    for (const id of this.#unpaired) {
      const candidate = this.#kept.get(id)?.candidate;
      this.#part(id);
      for (const hint of candidate ? this.#index.hintsFor(candidate) : []) {
        this.#pair(id, hint);
        this.#pair(hint.id, { ...hint, id });
      }
      this.#unpaired.delete(id);
      yield;
    }
  }

  #pair(id: string, hint: Hint): void {
    const pairs = this.#pairs.get(id);
    if (pairs) pairs.set(hint.id, hint);
    else this.#pairs.set(id, new Map([[hint.id, hint]]));
  }

  /** Who may be the one described, the likeliest first. */
  hintsFor(candidate: Candidate): readonly Hint[] {
    return this.#index.hintsFor(candidate);
  }

  /** How it was described when it was last taken in; null for what is not in it. */
  candidate(id: string): Candidate | null {
    return this.#kept.get(id)?.candidate ?? null;
  }

  /** Pairs found so far, the likeliest first, without those known to be two. */
  pairs(distinct: ReadonlySet<string>): readonly FoundPair[] {
    const found: FoundPair[] = [];
    for (const [a, hints] of this.#pairs)
      for (const { id: b, ...verdict } of hints.values())
        if (a < b && !distinct.has(pairKey(a, b))) found.push({ a: a as RecordId, b: b as RecordId, ...verdict });
    return found.sort((x, y) => y.score - x.score || (x.a + x.b < y.a + y.b ? -1 : 1));
  }
}

export interface FoundPair extends Pair {
  readonly a: RecordId;
  readonly b: RecordId;
}

/**
 * Does the work in slices.
 * @param slice milliseconds without a rest. @param rest resolves when others had their turn.
 * @param goesOn asked after every rest: false lets go. Resolves to whether all was done.
 */
export async function inSlices(
  work: Iterator<void>,
  slice: number,
  rest: () => Promise<void>,
  goesOn: () => boolean,
): Promise<boolean> {
  for (;;) {
    const until = performance.now() + slice;
    while (performance.now() < until) if (work.next().done) return true;
    await rest();
    if (!goesOn()) return false;
  }
}
