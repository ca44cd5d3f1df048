/**
 * How somebody comes in by their personal code, to a ring of keys that stands open. Knows no records, so that it is on a new phone long before what
 * does.
 */
import { fail, type RecordId, type Refusal, type Result } from '../kernel/types.ts';
import type { Activation } from '../kernel/wire.ts';
import type { Beginning } from '../ui/contract.ts';
import { Door, type Opened } from './door.ts';
import { beginningOf } from './first-draft.ts';
import type { Found, Installation } from './installation.ts';
import type { Device } from './jekulu.ts';
import type { Returning } from './returning.ts';

const UNKNOWN = fail<Refusal>({ code: 'RIGHT-PERSON' });

/** Somebody whose ring stands open. */
export interface Entered extends Opened {
  readonly found: Found;
  /** What they may begin, or had begun, before their records have come. */
  readonly beginning: Beginning | null;
}

type Way = (found: Found, fresh: Activation | undefined) => Promise<Result<Opened, Refusal>>;

export class Entrance {
  readonly door: Door;
  readonly #front: Device;

  constructor(front: Device) {
    this.#front = front;
    this.door = new Door(front.env);
    if (front.faces.value.length > 0) this.#ahead();
  }

  get #here(): Installation {
    if (!this.#front.here) throw new Error('this tab is not the one in use');
    return this.#front.here;
  }

  choosePin(person: RecordId, pin: string, network?: string): Promise<Result<Entered, Refusal>> {
    return this.#enter(person, network, (found, fresh) =>
      this.door.choose(found, found.joined.store.identity, pin, fresh?.holding),
    );
  }

  open(person: RecordId, pin: string, network?: string): Promise<Result<Entered, Refusal>> {
    return this.#enter(
      person,
      network,
      this.#back((part, found) => part.open(found, found.joined.store.identity, pin)),
    );
  }

  recover(person: RecordId, word: string, newPin: string, network?: string): Promise<Result<Entered, Refusal>> {
    return this.#enter(
      person,
      network,
      this.#back((part, found) => part.recover(found, found.joined.store.identity, word, newPin, this.door)),
    );
  }

  /** Wanted as soon as a code is typed: here before, on a phone where somebody stands at the door, and after, for when they come again. */
  #ahead(): void {
    this.door.returning().catch(() => undefined);
  }

  /** A way in that the part for those who come back knows. */
  #back(way: (part: Returning, found: Found) => Promise<Result<Opened, Refusal>>): Way {
    return async (found) => {
      const part = await this.door.returning().catch(() => null);
      return part ? way(part, found) : fail({ code: 'NET-UNREACHABLE' });
    };
  }

  async #enter(person: RecordId, network: string | undefined, way: Way): Promise<Result<Entered, Refusal>> {
    const found = await this.#here.find(person, network);
    if (!found) return UNKNOWN;
    const front = this.#front;
    const who = `${found.joined.row.card.network} ${person}`;
    const fresh = front.fresh.get(who);
    const opened = await way(found, fresh);
    if (!opened.ok) return opened;
    front.fresh.delete(who);
    this.#ahead();
    const { row, ring } = opened.value;
    const beginning = await beginningOf(found.joined.store, row, ring, fresh?.begins ?? [], () => front.now());
    return { ok: true, value: { ...opened.value, found, beginning } };
  }
}
