/**
 * Finds, on this device, who may be in the directory twice: in slices too short to be felt, after the screen is drawn, kept from screen to screen
 * and brought up to date when the copy changes.
 */
import { effect, signal } from '@preact/signals-core';
import { isVoided, type RecordState } from '../../../kernel/fold.ts';
import type { Replica } from '../../../kernel/replica.ts';
import type { RecordId } from '../../../kernel/types.ts';
import type { Open } from '../../../ui/open.ts';
import { leaving } from '../../../ui/toast.tsx';
import { distinctPairs, KINDS, pairKey, sheetsIn } from '../candidates.ts';
import { doublesToDo } from '../doubles.ts';
import { DoubleFinder, type FoundPair, inSlices } from '../finder.ts';
import { type May, mayGiveUp } from '../merges.ts';
import { isAside } from './aside.ts';

/** Milliseconds: half a frame, so that a letter typed meanwhile is drawn at once. */
const SLICE = 8;
/** Somebody who types may pause to think; after so many milliseconds they have stopped. */
const PAUSE = 1000;
let typed = Number.NEGATIVE_INFINITY;
addEventListener(
  'input',
  () => {
    typed = performance.now();
  },
  { capture: true, passive: true },
);

/** Until nothing else is to be done: a list that gets ready to be searched, a letter, a frame all come before. */
async function rest(): Promise<void> {
  do {
    await new Promise<void>((done) => {
      const wait = typed + PAUSE - performance.now();
      if (wait > 0) setTimeout(done, wait);
      else if ('requestIdleCallback' in globalThis) requestIdleCallback(() => done());
      else setTimeout(done, 30);
    });
  } while (performance.now() < typed + PAUSE);
}

export class Finding {
  readonly finder = new DoubleFinder();
  /** Grows when more is known. */
  readonly found = signal(0);
  /** All that the copy held when it was last followed is known, pairs included. */
  readonly done = signal(false);
  readonly #replica: Replica;
  #running: Promise<void> | null = null;
  #pairs = false;
  /** Version of the copy that is followed, and of what was wanted of it. */
  #at = '';

  constructor(replica: Replica) {
    this.#replica = replica;
  }

  /** Brings up to date, if anything changed. @param pairs whether all pairs are looked for, and not only the index made ready. */
  follow(pairs: boolean): void {
    this.#pairs ||= pairs;
    if (this.#running || this.#at === this.#wanted()) return;
    this.#running = this.#run().finally(() => {
      this.#running = null;
    });
  }

  #wanted(): string {
    return `${this.#replica.version} ${this.#pairs}`;
  }

  async #run(): Promise<void> {
    await rest();
    while (this.#at !== this.#wanted()) {
      const wanted = this.#wanted();
      this.done.value = false;
      const same = () => this.#wanted() === wanted;
      if (await inSlices(this.#work(), SLICE, rest, same)) {
        this.#at = wanted;
        this.done.value = this.#pairs;
      }
      this.found.value++;
    }
  }

  *#work(): Generator<void> {
    for (const kind of KINDS) {
      yield* this.finder.follow(kind, sheetsIn(this.#replica, this.#replica.id.decl, kind));
      yield;
    }
    if (this.#pairs) yield* this.finder.pairUp();
  }
}

const findings = new WeakMap<Replica, Finding>();

export function findingOf(replica: Replica): Finding {
  let finding = findings.get(replica);
  if (!finding) {
    finding = new Finding(replica);
    findings.set(replica, finding);
  }
  return finding;
}

/** What this person may do here and now. */
export const mayOf =
  ({ replica, me, now }: Open): May =>
  (action, type, home) =>
    replica.may(me.person, action, type, home, now);

/** Pairs this person may decide about, as they stand now, the likeliest first. */
export function pairsFor(open: Open): readonly FoundPair[] {
  const { replica } = open;
  const may = mayOf(open);
  const found = findingOf(replica).finder.pairs(distinctPairs(replica));
  return found.filter(({ a, b }) => {
    if (leaving.value.has(pairKey(a, b))) return false;
    const [one, other] = [standing(replica, a), standing(replica, b)];
    return one !== null && other !== null && (mayGiveUp(may, one) || mayGiveUp(may, other));
  });
}

/** A record that is there, neither hidden nor merged into another; null otherwise. */
export function standing(replica: Replica, id: RecordId): RecordState | null {
  const state = replica.record(id);
  return state?.created && !isVoided(state) && replica.resolve(id) === id ? state : null;
}

export const isPressing = ({ level }: Pick<FoundPair, 'level'>): boolean => level !== 'possible';

/** Counts for the first screen what waits there; what somebody put aside here does not. */
export function watch(open: Open): () => void {
  const finding = findingOf(open.replica);
  finding.follow(true);
  return effect(() => {
    void finding.found.value;
    doublesToDo.value = pairsFor(open).filter((pair) => isPressing(pair) && !isAside(pair)).length;
  });
}
