/**
 * The device as the screens know it. This file is the front: which phase, who is enrolled here, what is shown. How somebody comes in (codes, keys)
 * stands in `entrance.ts`, what they do then (recording, exchanging) in `behind.ts`: parts that come while the first screen is already there.
 */
import { signal } from '@preact/signals-core';
import type { Acts } from '../kernel/author.ts';
import type { FourNumbers, Replica } from '../kernel/replica.ts';
import {
  type Change,
  fail,
  type Millis,
  ok,
  type RecordId,
  type Refusal,
  type Result,
  type Source,
} from '../kernel/types.ts';
import type { Activation } from '../kernel/wire.ts';
import type { Beginning, Draft, Face, Jekulu, Me, Phase, SyncState } from '../ui/contract.ts';
import type { Behind } from './behind.ts';
import { faultOf } from './db.ts';
import type { Entered, Entrance } from './entrance.ts';
import { Installation, isCopy, type Joined } from './installation.ts';
import type { Tab } from './tab.ts';

export interface DeviceEnv {
  readonly tab: Tab;
  /** What the hub's pages call this device at first: a name, or what the browser says of itself. */
  readonly label: string;
  /** Keys and storage can be trusted here (https, or the machine itself). */
  readonly secure: boolean;
  /** The clock that anybody can set, and the one that only runs while the app does. */
  now(): Millis;
  elapsed(): Millis;
  /** Lasts as long as this tab, reloads included, and no longer. */
  readonly tabMemory: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** Asks the browser not to clear this storage when space runs out. */
  persist(): void;
}

/** A code that could not be asked about for want of a network: tried again by itself, so that a link opened in the bush is not lost. */
const WAITING_CODE = 'jekulu-code';

export const NO_NUMBERS: FourNumbers = { pending: 0, received: 0, confirmed: 0, fix: 0 };
export const NO_SYNC: SyncState = {
  running: false,
  last: 0,
  unreachable: false,
  refused: null,
  arriving: 0,
  coming: null,
  clockOff: 0,
};

export class Device implements Jekulu {
  readonly phase = signal<Phase>('loading');
  readonly faces = signal<readonly Face[]>([]);
  readonly me = signal<Me | null>(null);
  readonly beginning = signal<Beginning | null>(null);
  readonly version = signal(0);
  readonly numbers = signal<FourNumbers>(NO_NUMBERS);
  readonly sync = signal<SyncState>(NO_SYNC);
  readonly trouble = signal<Refusal | null>(null);
  readonly network = signal<{ readonly name: string; readonly demo: boolean; readonly practice: boolean } | null>(null);
  /** Counts what was recorded here, so that it leaves soon after. */
  readonly recorded = signal(0);

  /** What came with an activation, until its person has chosen a code. */
  readonly fresh = new Map<string, Activation>();

  readonly env: DeviceEnv;
  #here: Installation | null = null;
  #behind: Behind | null = null;
  #coming: Promise<Behind> | null = null;
  #entrance: Promise<Entrance> | null = null;
  #ahead: { readonly code: string; readonly answer: Promise<Result<RecordId, Refusal>> } | null = null;
  /** Somebody whose ring stands open, until their records do. */
  #entered: Entered | null = null;
  #going: { readonly who: Entered; readonly done: Promise<Result<true, Refusal>> } | null = null;

  constructor(env: DeviceEnv) {
    this.env = env;
    env.tab.onLost(() => this.lost());
  }

  /** From the first screen to the door. */
  async start(): Promise<void> {
    if (!this.env.secure) return this.broken({ code: 'STORE-INSECURE' });
    await this.#takeTurn();
  }

  /** Goes on here at once, or as soon as the other tab ends. */
  async #takeTurn(): Promise<void> {
    if (await this.env.tab.take(() => void this.#begin())) await this.#begin();
    else this.phase.value = 'elsewhere';
  }

  async takeOver(): Promise<void> {
    if (this.phase.value !== 'elsewhere') return;
    this.phase.value = 'loading';
    await this.env.tab.steal();
    await this.#begin();
  }

  async #begin(): Promise<void> {
    try {
      this.#here = await Installation.open(crypto.randomUUID());
      await this.toDoor();
      // What comes next comes while somebody looks for their sign; without a network on a first visit it is asked for again when needed.
      const next = this.faces.value.length > 0 ? this.#load() : this.#enter();
      next.then(
        () => this.#readAhead(),
        () => undefined,
      );
    } catch (error) {
      this.broken(faultOf(error).refusal);
    }
  }

  /** Of one network: which of several will be opened, nobody knows. */
  #readAhead(): void {
    const { joined = [] } = this.#here ?? {};
    if (joined.length === 1 && this.phase.value === 'door') joined[0]?.store.readAhead();
  }

  #load(): Promise<Behind> {
    this.#coming ??= Promise.all([import('./behind.ts'), this.#enter()]).then(
      ([part, entrance]) => {
        this.#behind ??= new part.Behind(this, entrance);
        return this.#behind;
      },
      (error) => {
        this.#coming = null;
        throw error;
      },
    );
    return this.#coming;
  }

  #enter(): Promise<Entrance> {
    this.#entrance ??= import('./entrance.ts').then(
      (part) => new part.Entrance(this),
      (error) => {
        this.#entrance = null;
        throw error;
      },
    );
    return this.#entrance;
  }

  // ---- for what stands behind ----------------------------------------------------------------------------------------------------

  /** What is stored here, or null once another tab took over. */
  get here(): Installation | null {
    return this.#here;
  }

  /** Another tab took over. */
  lost(): void {
    this.#left();
    this.#here?.close();
    this.#here = null;
    this.phase.value = 'elsewhere';
    void this.#takeTurn();
  }

  #left(): void {
    this.#behind?.leave();
    this.#entered = null;
    this.beginning.value = null;
  }

  broken(refusal: Refusal): void {
    this.#left();
    this.trouble.value = refusal;
    this.phase.value = 'broken';
  }

  /** Somebody joined a network with this device. */
  async joined(): Promise<void> {
    this.#behind?.joined();
    if (this.trouble.value?.code === 'DEVICE-BLOCKED') this.trouble.value = null;
    await this.toDoor();
  }

  /** Tells again who is enrolled here and, when nobody has opened, shows it. */
  async toDoor(): Promise<void> {
    const here = this.#here;
    const faces = await here?.faces();
    if (!here || !faces || this.#here !== here) return;
    this.faces.value = faces;
    if (this.me.value) return;
    const [first, ...others] = here.joined;
    this.showNetwork(first && others.length === 0 ? first : null);
    if (here.joined.some((joined) => joined.row.blocked)) this.trouble.value = { code: 'DEVICE-BLOCKED' };
    else if (here.joined.some(isCopy)) this.trouble.value = { code: 'DEVICE-CLONE' };
    else if (this.trouble.value?.code === 'DEVICE-CLONE') this.trouble.value = null;
    this.phase.value = faces.length > 0 ? 'door' : 'nobody';
  }

  showNetwork(joined: Joined | null): void {
    const card = joined?.row.card;
    this.network.value = card ? { name: card.name, demo: card.demo, practice: card.mode === 'practice' } : null;
  }

  // ---- for the screens -----------------------------------------------------------------------------------------------------------

  now(): Millis {
    return this.env.now();
  }

  get replica(): Replica {
    return this.#open().replica;
  }

  #open(): Behind {
    if (!this.#behind) throw new Error('nobody has opened this device');
    return this.#behind;
  }

  /** What fails because a part or the disk cannot be had is said like any refusal. */
  async #ask<P, T>(coming: Promise<P>, act: (part: P) => Promise<Result<T, Refusal>>): Promise<Result<T, Refusal>> {
    let part: P;
    try {
      part = await coming;
    } catch {
      return fail({ code: 'NET-UNREACHABLE' });
    }
    try {
      return await act(part);
    } catch (error) {
      return fail(faultOf(error).refusal);
    }
  }

  /** Asks about a code before the screen that shows it has come. */
  askAhead(code: string): void {
    if (this.phase.value !== 'nobody' && this.phase.value !== 'door') return;
    this.#ahead = { code, answer: this.#activate(code) };
  }

  activate(code: string): Promise<Result<RecordId, Refusal>> {
    const ahead = this.#ahead;
    this.#ahead = null;
    return ahead?.code === code ? ahead.answer : this.#activate(code);
  }

  async #activate(code: string): Promise<Result<RecordId, Refusal>> {
    const here = this.#here as Installation;
    const joined = await this.#ask(import('./joining.ts'), ({ join }) => join(this, here, code));
    const { tabMemory } = this.env;
    // It lets one person in, once: it is kept in this tab only, until a hub has answered.
    if (!joined.ok && joined.error.code === 'NET-UNREACHABLE') tabMemory.setItem(WAITING_CODE, code);
    else tabMemory.removeItem(WAITING_CODE);
    return joined;
  }

  choosePin(person: RecordId, pin: string, network?: string): Promise<Result<true, Refusal>> {
    return this.#comeIn((entrance) => entrance.choosePin(person, pin, network));
  }

  open(person: RecordId, pin: string, network?: string): Promise<Result<true, Refusal>> {
    return this.#comeIn((entrance) => entrance.open(person, pin, network));
  }

  async #comeIn(way: (entrance: Entrance) => Promise<Result<Entered, Refusal>>): Promise<Result<true, Refusal>> {
    const entered = await this.#ask(this.#enter(), async (entrance) => {
      const come = await way(entrance);
      // What they begin with is shown at once.
      if (come.ok && !this.#behind) await come.value.counted;
      return come;
    });
    if (!entered.ok) return entered;
    this.#entered = entered.value;
    // With the app on this device already, it is there at once.
    if (!this.#behind) this.beginning.value = entered.value.beginning;
    return this.goOn();
  }

  goOn(): Promise<Result<true, Refusal>> {
    const entered = this.#entered;
    if (!entered) return Promise.resolve(ok(true));
    if (this.#going?.who !== entered) this.#going = { who: entered, done: this.#goIn(entered) };
    return this.#going.done;
  }

  async #goIn(entered: Entered): Promise<Result<true, Refusal>> {
    const done = await this.#ask(this.#load(), (behind) => behind.enter(entered));
    this.#going = null;
    if (this.#entered !== entered) return done;
    if (done.ok || done.error.code !== 'NET-UNREACHABLE') this.#entered = null;
    if (!done.ok && this.#entered === null) this.beginning.value = null;
    return done;
  }

  begun(): void {
    this.beginning.value = null;
  }

  async recoveryNumber(person: RecordId, network?: string): Promise<number | null> {
    const found = await this.#here?.find(person, network);
    return found && !found.joined.row.blocked ? (found.row.second?.n ?? null) : null;
  }

  recover(person: RecordId, word: string, newPin: string, network?: string): Promise<Result<true, Refusal>> {
    return this.#comeIn((entrance) => entrance.recover(person, word, newPin, network));
  }

  close(): void {
    this.#left();
    this.phase.value = 'door';
    void this.toDoor();
  }

  stewardWord(device: string, person: RecordId, n: number): Result<string, Refusal> {
    return this.#open().stewardWord(device, person, n);
  }

  resetPin(person: RecordId, newPin: string): Promise<Result<true, Refusal>> {
    return this.#ask(this.#load(), (behind) => behind.resetPin(person, newPin));
  }

  enrol(newcomer: Parameters<Jekulu['enrol']>[0], pin: string): Promise<Result<RecordId, Refusal>> {
    return this.#ask(this.#load(), (behind) => behind.enrol(newcomer, pin));
  }

  save(
    acts: Acts,
    how?: { readonly source?: Source; readonly witness?: string; readonly batch?: string },
  ): Promise<readonly Change[]> {
    return this.#open().save(acts, how);
  }

  async exchange(): Promise<void> {
    const code = this.#here && !this.me.value && this.env.tabMemory.getItem(WAITING_CODE);
    if (code) await this.activate(code);
    // Nothing to exchange without the part that knows how: it comes with the network too.
    const behind = await this.#load().catch(() => null);
    await behind?.exchange();
  }

  async past(records: readonly RecordId[]): Promise<number | null> {
    return this.#open().past(records);
  }

  async exportUnsent(): Promise<Blob> {
    return (await this.#load()).exportUnsent();
  }

  async drafts(): Promise<readonly Draft[]> {
    return this.#open().drafts();
  }

  async draft(key: string): Promise<Draft | null> {
    return this.#open().draft(key);
  }

  async keepDraft(draft: Omit<Draft, 'at'>): Promise<void> {
    return this.#open().keepDraft(draft);
  }

  async dropDraft(key: string): Promise<void> {
    return this.#open().dropDraft(key);
  }
}
