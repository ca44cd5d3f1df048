/**
 * How somebody comes in: with a code of activation, then by their personal code, to a ring of keys that stands open. Knows no records, so that it
 * is on a new phone long before what does.
 */
import { fail, type RecordId, type Refusal, type Result } from '../kernel/types.ts';
import type { Activation } from '../kernel/wire.ts';
import { Door, type Opened } from './door.ts';
import type { Found, Installation } from './installation.ts';
import type { Device } from './jekulu.ts';
import { askToJoin, identityOf } from './joining.ts';

const UNKNOWN = fail<Refusal>({ code: 'RIGHT-PERSON' });

/** Somebody whose ring stands open. */
export interface Entered extends Opened {
  readonly found: Found;
  /** What they may begin before their records have come; nothing unless they have just joined. */
  readonly begins: readonly string[];
}

export class Entrance {
  readonly door: Door;
  readonly #front: Device;
  /** What came with an activation, until its person has chosen a code. */
  readonly #fresh = new Map<string, Activation>();

  constructor(front: Device) {
    this.#front = front;
    this.door = new Door(front.env);
  }

  get #here(): Installation {
    if (!this.#front.here) throw new Error('this tab is not the one in use');
    return this.#front.here;
  }

  async activate(code: string): Promise<Result<RecordId, Refusal>> {
    const here = this.#here;
    const identity = await identityOf(here);
    const joined = await askToJoin(identity, code, this.#front.env.label);
    if (!joined.ok) return joined;
    const { card, person } = joined.value;
    this.#fresh.set(`${card.network} ${person}`, joined.value);
    await here.join(joined.value, identity, this.#front.now());
    await this.#front.joined();
    return { ok: true, value: person };
  }

  choosePin(person: RecordId, pin: string, network?: string): Promise<Result<Entered, Refusal>> {
    return this.#enter(person, network, async (found) => {
      const who = `${found.joined.row.card.network} ${person}`;
      const fresh = this.#fresh.get(who);
      const opened = await this.door.choose(found, found.joined.store.identity, pin, fresh?.holding);
      if (!opened.ok) return opened;
      this.#fresh.delete(who);
      return { ok: true, value: { ...opened.value, begins: fresh?.begins ?? [] } };
    });
  }

  open(person: RecordId, pin: string, network?: string): Promise<Result<Entered, Refusal>> {
    return this.#enter(person, network, (found) => this.door.open(found, found.joined.store.identity, pin));
  }

  recover(person: RecordId, word: string, newPin: string, network?: string): Promise<Result<Entered, Refusal>> {
    return this.#enter(person, network, (found) => this.door.recover(found, found.joined.store.identity, word, newPin));
  }

  async #enter(
    person: RecordId,
    network: string | undefined,
    way: (found: Found) => Promise<Result<Opened & Partial<Pick<Entered, 'begins'>>, Refusal>>,
  ): Promise<Result<Entered, Refusal>> {
    const found = await this.#here.find(person, network);
    if (!found) return UNKNOWN;
    const opened = await way(found);
    return opened.ok ? { ok: true, value: { begins: [], ...opened.value, found } } : opened;
  }
}
