/** Who may open: personal codes, the steward's word, and new codes. Each way ends with a ring in hand and the code that locks it proved. */
import { fail, ok, type Refusal, type Result } from '../kernel/types.ts';
import type { Holding } from '../kernel/wire.ts';
import { faultOf, type Identity, NO_TRIES, type PersonRow } from './db.ts';
import type { Found } from './installation.ts';
import { type Lock, locked, newLock, unlock, unlockByWord } from './lock.ts';
import { type Clocks, isGoodPin, Patience, wrongTry } from './pin.ts';
import { Ring } from './ring.ts';
import type { NetworkStore } from './store.ts';

export interface Opened {
  readonly row: PersonRow;
  readonly ring: Ring;
  readonly lock: Lock;
}

const seconds = (ms: number): string => String(Math.ceil(ms / 1000));

export class Door {
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
    // Counted before it is looked at: pulling the battery forgives nothing.
    const tries = wrongTry(this.#patience.triesOf(who, row.tries), this.#clocks.now());
    await unlessFull(joined.store.putPerson(row.person, (now) => ({ ...(now ?? row), tries })));
    this.#patience.counted(who, tries);
    const opened = await unlock(joined.store, identity, row, pin);
    if (!opened) return fail({ code: 'KEY-WRONG', detail: seconds(tries.wait) });
    this.#patience.forgive(who);
    // Nobody waits for it: where it does not reach the disk a try too many is counted, and whatever is written next says why.
    joined.store.putPerson(row.person, (now) => ({ ...(now ?? row), tries: NO_TRIES })).catch(() => undefined);
    return ok({ ...opened, row: { ...row, tries: NO_TRIES } });
  }

  /** First code: the ring is what the hub gave with the activation, if it is still in memory. */
  async choose(
    { joined, row }: Found,
    identity: Identity,
    pin: string,
    holding?: Holding,
  ): Promise<Result<Opened, Refusal>> {
    if (joined.row.blocked) return fail({ code: 'DEVICE-BLOCKED' });
    if (!row.choosing) return fail({ code: 'KEY-WRONG', detail: '0' });
    const ring = holding ? Ring.empty(row.person).with(holding) : Ring.empty(row.person);
    const more = { asks: holding === undefined, ...(holding && { reach: holding.reach }) };
    return this.give(joined.store, identity, ring, pin, (before) => ({ ...(before ?? row), ...more }));
  }

  async recover(
    { joined, row }: Found,
    identity: Identity,
    word: string,
    pin: string,
  ): Promise<Result<Opened, Refusal>> {
    if (joined.row.blocked) return fail({ code: 'DEVICE-BLOCKED' });
    if (!isGoodPin(pin)) return fail({ code: 'KEY-SIX' });
    const ring = await unlockByWord(joined.store, row, word);
    if (!ring || !row.second) return fail({ code: 'KEY-WORD' });
    const more = { asks: true, recovered: row.second.n };
    return this.give(joined.store, identity, ring, pin, (before) => ({ ...(before ?? row), ...more }));
  }

  /** Puts a ring under a new code, on the row that `fill` makes. */
  async give(
    store: NetworkStore,
    identity: Identity,
    ring: Ring,
    pin: string,
    fill: (before: PersonRow | undefined) => PersonRow,
  ): Promise<Result<Opened, Refusal>> {
    if (!isGoodPin(pin)) return fail({ code: 'KEY-SIX' });
    const lock = await newLock(identity, pin);
    const locks = await locked(store, ring, lock);
    let row: PersonRow | undefined;
    try {
      await store.putPerson(ring.person, (before) => {
        const { second: _second, ...filled } = fill(before);
        row = { ...filled, ...locks, choosing: false, tries: NO_TRIES };
        return row;
      });
    } catch (error) {
      return fail(faultOf(error).refusal);
    }
    this.#patience.forgive(`${store.card.network} ${ring.person}`);
    return ok({ row: row as PersonRow, ring, lock });
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
