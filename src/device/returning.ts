/**
 * How somebody who has a code comes back: by the code, or by the steward's word once it was forgotten. A new phone, which has nobody yet, does not wait
 * for this part.
 */
import { fail, ok, type Refusal, type Result } from '../kernel/types.ts';
import { faultOf, type Identity, NO_TRIES } from './db.ts';
import type { Door, Opened } from './door.ts';
import type { Found } from './installation.ts';
import { type Clocks, Patience, wrongTry } from './patience.ts';
import { isGoodPin } from './pin.ts';
import { unlock, unlockByWord } from './unlock.ts';

const seconds = (ms: number): string => String(Math.ceil(ms / 1000));

export class Returning {
  readonly #clocks: Clocks;
  readonly #patience: Patience;

  constructor(clocks: Clocks) {
    this.#clocks = clocks;
    this.#patience = new Patience(clocks);
  }

  async open({ joined, row }: Found, identity: Identity, pin: string): Promise<Result<Opened, Refusal>> {
    if (joined.row.blocked) return fail({ code: 'DEVICE-BLOCKED' });
    const who = `${joined.row.card.network} ${row.person}`;
    const wait = this.#patience.left(who, row.tries);
    if (wait > 0) return fail({ code: 'KEY-WAIT', detail: seconds(wait) });
    joined.store.readAhead();
    // Looked at while it is counted, and shown to nobody before that: pulling the battery forgives nothing.
    const tries = wrongTry(this.#patience.triesOf(who, row.tries), this.#clocks.now());
    const counted = unlessFull(joined.store.putPerson(row.person, (now) => ({ ...(now ?? row), tries })));
    counted.catch(() => undefined);
    this.#patience.counted(who, tries);
    const opened = await unlock(joined.store, identity, row, pin);
    if (!opened) {
      await counted;
      return fail({ code: 'KEY-WRONG', detail: seconds(tries.wait) });
    }
    this.#patience.forgive(who);
    // Nobody waits for it: where it does not reach the disk a try too many is counted, and whatever is written next says why.
    joined.store.putPerson(row.person, (now) => ({ ...(now ?? row), tries: NO_TRIES })).catch(() => undefined);
    return ok({ ...opened, row: { ...row, tries: NO_TRIES }, counted });
  }

  /** @param door puts the ring that the word opens under the new code. */
  async recover(
    { joined, row }: Found,
    identity: Identity,
    word: string,
    pin: string,
    door: Door,
  ): Promise<Result<Opened, Refusal>> {
    if (joined.row.blocked) return fail({ code: 'DEVICE-BLOCKED' });
    if (!isGoodPin(pin)) return fail({ code: 'KEY-SIX' });
    const ring = await unlockByWord(joined.store, row, word);
    if (!ring || !row.second) return fail({ code: 'KEY-WORD' });
    const more = { asks: true, recovered: row.second.n };
    return door.give(joined.store, identity, ring, pin, (before) => ({ ...(before ?? row), ...more }));
  }

  /** Who has a new code has tried nothing wrong with it. @param who network and person. */
  forgive(who: string): void {
    this.#patience.forgive(who);
  }
}

/** A disk that is full must not keep people from reading and sending; everything else is a real failure. */
async function unlessFull(writing: Promise<void>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    if (faultOf(error).refusal.code !== 'STORE-FULL') throw error;
  }
}
