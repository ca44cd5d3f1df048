/** Who may open: new codes here, those that were chosen before in `returning.ts`. Each way ends with a ring in hand and the code that locks it proved. */
import { fail, ok, type Refusal, type Result } from '../kernel/types.ts';
import type { Holding } from '../kernel/wire.ts';
import { faultOf, type Identity, NO_TRIES, type PersonRow } from './db.ts';
import type { Found } from './installation.ts';
import { type Lock, locked, newLock } from './lock.ts';
import type { Clocks } from './patience.ts';
import { isGoodPin } from './pin.ts';
import type { Returning } from './returning.ts';
import { Ring } from './ring.ts';
import type { NetworkStore } from './store.ts';

export interface Opened {
  readonly row: PersonRow;
  readonly ring: Ring;
  readonly lock: Lock;
  /** The try is on the disk: until then nothing is shown of what it opened. */
  readonly counted?: Promise<void>;
}

export class Door {
  readonly #clocks: Clocks;
  #returning: Promise<Returning> | null = null;

  constructor(clocks: Clocks) {
    this.#clocks = clocks;
  }

  /** The part for those who have a code already; one for the life of the app, which remembers wrong tries. Rejects where it cannot come. */
  returning(): Promise<Returning> {
    this.#returning ??= import('./returning.ts').then(
      (part) => new part.Returning(this.#clocks),
      (error) => {
        this.#returning = null;
        throw error;
      },
    );
    return this.#returning;
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
    // Where that part has not come, nobody tried wrong.
    this.#returning?.then((part) => part.forgive(`${store.card.network} ${ring.person}`)).catch(() => undefined);
    return ok({ row: row as PersonRow, ring, lock });
  }
}
