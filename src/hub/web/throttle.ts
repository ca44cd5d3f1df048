/**
 * Slows down whoever guesses passwords: the first wrong tries cost a little time, the next ones a wait. Counted per account and per
 * address, because one machine may try many names, and many machines one name. In memory: a restart forgives, and costs the guesser as much.
 */
import type { Millis } from '../../kernel/types.ts';

/** Wrong tries without a wait. An address is given more, because a whole office may stand behind it. */
const FREE = { login: 5, step: 5, address: 30 } as const;
const WINDOW: Millis = 15 * 60 * 1000;
const FIRST_WAIT: Millis = 15 * 1000;
const LONGEST_WAIT: Millis = 15 * 60 * 1000;
/** Beyond this many names and addresses the oldest are forgotten, so that a flood cannot fill the memory. */
const ROOM = 10_000;

interface Tries {
  count: number;
  last: Millis;
}

/** `login:…` (its password), `step:…` (its second step) or `address:…`. */
export type TryKey = `${keyof typeof FREE}:${string}`;
const freeOf = (key: TryKey): number => FREE[key.slice(0, key.indexOf(':')) as keyof typeof FREE];

export class Throttle {
  readonly #tries = new Map<string, Tries>();

  /** How long these keys still have to wait, 0 when they may try now. */
  waitOf(keys: readonly TryKey[], now: Millis): Millis {
    return Math.max(
      ...keys.map((key) => {
        const tries = this.#tries.get(key);
        const over = (tries?.count ?? 0) - freeOf(key);
        if (!tries || over < 0 || now - tries.last > WINDOW) return 0;
        const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** over);
        return Math.max(0, tries.last + wait - now);
      }),
    );
  }

  /** Notes a wrong try; returns how long its answer is held back. */
  wrong(keys: readonly TryKey[], now: Millis): Millis {
    let most = 1;
    for (const key of keys) {
      const before = this.#tries.get(key);
      const count = before && now - before.last <= WINDOW ? before.count + 1 : 1;
      this.#tries.delete(key);
      this.#tries.set(key, { count, last: now });
      if (!key.startsWith('address:')) most = count;
    }
    while (this.#tries.size > ROOM) this.#tries.delete(this.#tries.keys().next().value as string);
    return Math.min(1600, 100 * 2 ** (most - 1));
  }

  /** A right password clears its account; the address stays counted, or one good account would cover for guessing others. */
  right(login: TryKey): void {
    this.#tries.delete(login);
  }
}
