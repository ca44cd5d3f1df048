/** Wrong tries of a personal code cost a wait, however often the app is closed, the clock moved or the battery pulled. */
import type { Millis } from '../kernel/types.ts';
import type { Tries } from './db.ts';

const FREE = 5;
const FIRST_WAIT: Millis = 30_000;
const LONGEST_WAIT: Millis = 15 * 60_000;
/** What a wait still costs in a later run of the app, where only the wall clock, which anybody can move, knows when it began. */
const RESTART_WAIT: Millis = 60_000;

/** One more wrong try. On the disk before anybody sees what the code opens: pulling the battery forgives nothing. */
export function wrongTry(tries: Tries, now: Millis): Tries {
  const count = tries.count + 1;
  const wait = count < FREE ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (count - FREE));
  return { count, since: now, wait };
}

/** The two clocks of a device: the one anybody can set, and the one that only runs while the app does. */
export interface Clocks {
  now(): Millis;
  elapsed(): Millis;
}

/** How long people still have to wait. Remembers, per person, when this run of the app first met their wait. */
export class Patience {
  readonly #clocks: Clocks;
  readonly #met = new Map<string, { readonly tries: Tries; readonly at: Millis; readonly begunHere: boolean }>();

  constructor(clocks: Clocks) {
    this.#clocks = clocks;
  }

  /** A wrong try was counted in this run. Kept here too: a disk too full to count must not forgive. */
  counted(who: string, tries: Tries): void {
    this.#met.set(who, { tries, at: this.#clocks.elapsed(), begunHere: true });
  }

  forgive(who: string): void {
    this.#met.delete(who);
  }

  /** The tries that count: those on the disk, or those of this run when there are more. */
  triesOf(who: string, stored: Tries): Tries {
    const met = this.#met.get(who);
    return met && met.tries.count > stored.count ? met.tries : stored;
  }

  left(who: string, stored: Tries): Millis {
    const tries = this.triesOf(who, stored);
    if (tries.wait === 0) return 0;
    let met = this.#met.get(who);
    if (met?.tries.count !== tries.count) {
      met = { tries, at: this.#clocks.elapsed(), begunHere: false };
      this.#met.set(who, met);
    }
    const passed = this.#clocks.elapsed() - met.at;
    const now = this.#clocks.now();
    // A wall clock set back says nothing: then only the time of this run counts, in full.
    if (now < tries.since) return Math.max(0, tries.wait - passed);
    const byRun = (met.begunHere ? tries.wait : Math.min(tries.wait, RESTART_WAIT)) - passed;
    return Math.max(0, tries.since + tries.wait - now, byRun);
  }
}
