/**
 * Watches the hub's own clock. Everything the hub orders stands on it, yet a wrong one is never a reason to refuse: those in charge are told.
 * Three signs: it jumps while we look at it; it says less than what this hub wrote down before; or most phones agree that it is wrong.
 */
import type { Millis } from '../kernel/types.ts';
import type { Contact } from './network.ts';

const LOOK_EVERY: Millis = 30_000;
/** Less is the ordinary work of a time server. */
const JUMP: Millis = 60_000;
const WEEK: Millis = 7 * 24 * 3600 * 1000;
/** A jump is told for this long. */
const TOLD: Millis = 24 * 3600 * 1000;
/** So many phones, so far off on the whole: then it is rather the hub. */
const WITNESSES = 3;
const FAR: Millis = 10 * 60_000;

export interface ClockJump {
  readonly at: Millis;
  /** Negative: it went back. */
  readonly by: Millis;
}

/** What is wrong with the hub's clock, as far as anybody can tell. */
export type ClockDoubt =
  | { readonly sign: 'jumped'; readonly by: Millis }
  | { readonly sign: 'behind'; readonly by: Millis }
  | { readonly sign: 'phones'; readonly by: Millis; readonly phones: number };

export class ClockWatch {
  readonly #now: () => Millis;
  readonly #steady: () => number;
  readonly #timer: NodeJS.Timeout;
  #last: { readonly clock: Millis; readonly steady: number };
  jumps = 0;
  jump: ClockJump | null = null;

  /** @param steady a clock nobody can set. */
  constructor(now: () => Millis, steady: () => number = () => performance.now()) {
    this.#now = now;
    this.#steady = steady;
    this.#last = { clock: now(), steady: steady() };
    this.#timer = setInterval(() => this.look(), LOOK_EVERY);
    this.#timer.unref();
  }

  /** A machine that slept looks like a jump forward: its steady clock stood still too, and nothing is wrong with either. */
  look(): void {
    const [clock, steady] = [this.#now(), this.#steady()];
    const by = clock - this.#last.clock - (steady - this.#last.steady);
    this.#last = { clock, steady };
    if (Math.abs(by) < JUMP) return;
    this.jumps++;
    this.jump = { at: clock, by };
  }

  /** The strongest doubt, or null. */
  doubt(contacts: readonly Contact[]): ClockDoubt | null {
    this.look();
    const now = this.#now();
    const ahead = Math.max(0, ...contacts.map((contact) => contact.servedAt)) - now;
    if (ahead > JUMP) return { sign: 'behind', by: -ahead };
    const skew = medianSkew(contacts, now);
    if (skew && Math.abs(skew.median) > FAR) return { sign: 'phones', by: -skew.median, phones: skew.phones };
    const { jump } = this;
    return jump && jump.by < 0 && Math.abs(now - jump.at) < TOLD ? { sign: 'jumped', by: jump.by } : null;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

/** How far the phones of the last week are from the hub, the middle one; null when there are too few to say. */
export function medianSkew(
  contacts: readonly Contact[],
  now: Millis,
): { readonly median: Millis; readonly phones: number } | null {
  const skews = contacts.filter((one) => now - one.servedAt < WEEK).map((one) => one.skew);
  if (skews.length < WITNESSES) return null;
  const sorted = skews.sort((a, b) => a - b);
  return { median: sorted[Math.floor((sorted.length - 1) / 2)] ?? 0, phones: sorted.length };
}
