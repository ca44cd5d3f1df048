/**
 * The device as the screens know it: who may open, who has opened, what they see, what is going on. Everything here is wiring; how things
 * are sealed, stored, exchanged and handed over stands in the files beside.
 */
import { signal } from '@preact/signals';
import type { Acts } from '../kernel/author.ts';
import { ODD_CLOCK } from '../kernel/clock.ts';
import type { Declarations } from '../kernel/declare.ts';
import type { FourNumbers, Replica } from '../kernel/replica.ts';
import { type Change, fail, ok, type RecordId, type Refusal, type Result, type Source } from '../kernel/types.ts';
import type { Holding } from '../kernel/wire.ts';
import type { Draft, Face, Jekulu, Me, Phase, SyncState } from '../ui/contract.ts';
import { bundleOf } from './bundle.ts';
import { Copy } from './copy.ts';
import { faultOf, type Identity } from './db.ts';
import { Door, type Opened } from './door.ts';
import { draftOf, draftsOf, dropDraft, keepDraft } from './drafts.ts';
import { looksOf, meOf, sameLooks } from './face.ts';
import { enrolment, type Newcomer, reopen, welcome, wordFor } from './helping.ts';
import { type Found, Installation, type Joined, newPerson } from './installation.ts';
import { askToJoin } from './joining.ts';
import { Line, NO_SYNC, type Session } from './line.ts';
import { type Clocks, isGoodPin } from './pin.ts';
import type { Tab } from './tab.ts';

export interface DeviceEnv extends Clocks {
  readonly decl: Declarations;
  readonly tab: Tab;
  /** What the hub's pages call this device at first. */
  readonly label: string;
  /** Keys and storage can be trusted here (https, or the machine itself). */
  readonly secure: boolean;
  /** Asks the browser not to clear this storage when space runs out. */
  persist(): void;
}

const NO_NUMBERS: FourNumbers = { pending: 0, received: 0, confirmed: 0, fix: 0 };
const UNKNOWN = fail<Refusal>({ code: 'RIGHT-PERSON' });

export class Device implements Jekulu {
  readonly phase = signal<Phase>('loading');
  readonly faces = signal<readonly Face[]>([]);
  readonly me = signal<Me | null>(null);
  readonly version = signal(0);
  readonly numbers = signal<FourNumbers>(NO_NUMBERS);
  readonly sync = signal<SyncState>(NO_SYNC);
  readonly trouble = signal<Refusal | null>(null);
  readonly network = signal<{ readonly name: string; readonly demo: boolean; readonly practice: boolean } | null>(null);
  /** Counts what was recorded here and waits to be sent. */
  readonly recorded = signal(0);

  readonly #env: DeviceEnv;
  readonly #door: Door;
  readonly #line: Line;
  /** Holdings that came with an activation, until their person has chosen a code. */
  readonly #fresh = new Map<string, Holding>();
  #here: Installation | null = null;
  #session: Session | null = null;
  #kept = false;

  constructor(env: DeviceEnv) {
    this.#env = env;
    this.#door = new Door(env);
    this.#line = new Line({
      sync: this.sync,
      now: env.now,
      session: () => this.#session,
      here: () => this.#here,
      shown: () => this.#shown(),
      reload: (copy) => this.#reload(copy),
      exchanged: (session) => this.#refreshFace(session),
      carried: () => this.#toDoor(),
      blocked: (joined) => this.#blocked(joined),
    });
    env.tab.onLost(() => this.#lost());
  }

  /** From the first screen to the door. */
  async start(): Promise<void> {
    if (!this.#env.secure) return this.#broken({ code: 'STORE-INSECURE' });
    if (await this.#env.tab.take(() => void this.#begin())) await this.#begin();
    else this.phase.value = 'elsewhere';
  }

  async takeOver(): Promise<void> {
    if (this.phase.value !== 'elsewhere') return;
    this.phase.value = 'loading';
    await this.#env.tab.steal();
    await this.#begin();
  }

  async #begin(): Promise<void> {
    try {
      this.#here = await Installation.open(this.#env.decl, crypto.randomUUID());
      await this.#toDoor();
    } catch (error) {
      this.#broken(faultOf(error).refusal);
    }
  }

  #broken(refusal: Refusal): void {
    this.#session = null;
    this.me.value = null;
    this.trouble.value = refusal;
    this.phase.value = 'broken';
  }

  #lost(): void {
    this.#session = null;
    this.me.value = null;
    this.#here?.close();
    this.#here = null;
    this.phase.value = 'elsewhere';
  }

  /** Shows who is enrolled here; `blocked` says it when nobody can open any more. */
  async #toDoor(): Promise<void> {
    const here = this.#here;
    if (!here) return;
    const faces = await here.faces();
    if (this.#here !== here) return;
    this.faces.value = faces;
    if (this.#session) return;
    const [first, ...others] = here.joined;
    this.#showNetwork(first && others.length === 0 ? first : null);
    if (here.joined.some((joined) => joined.row.blocked)) this.trouble.value = { code: 'DEVICE-BLOCKED' };
    this.phase.value = faces.length > 0 ? 'door' : 'nobody';
  }

  #showNetwork(joined: Joined | null): void {
    const card = joined?.row.card;
    this.network.value = card ? { name: card.name, demo: card.demo, practice: card.mode === 'practice' } : null;
  }

  now(): number {
    return this.#env.now();
  }

  get replica(): Replica {
    return this.#opened().copy.replica;
  }

  #opened(): Session {
    if (!this.#session) throw new Error('nobody has opened this device');
    return this.#session;
  }

  #installed(): Installation {
    if (!this.#here) throw new Error('this tab is not the one in use');
    return this.#here;
  }

  // ---- coming in -----------------------------------------------------------------------------------------------------------------

  async activate(code: string): Promise<Result<RecordId, Refusal>> {
    const here = this.#installed();
    try {
      const joined = await askToJoin(await here.identity(), code, this.#env.label);
      if (!joined.ok) return joined;
      const { card, person, holding } = joined.value;
      this.#fresh.set(`${card.network} ${person}`, holding);
      await here.join(joined.value, this.now());
      if (this.trouble.value?.code === 'DEVICE-BLOCKED') this.trouble.value = null;
      await this.#toDoor();
      return ok(person);
    } catch (error) {
      return fail(faultOf(error).refusal);
    }
  }

  choosePin(person: RecordId, pin: string, network?: string): Promise<Result<true, Refusal>> {
    return this.#enter(person, network, async (found, identity) => {
      const who = `${found.joined.row.card.network} ${person}`;
      const opened = await this.#door.choose(found, identity, pin, this.#fresh.get(who));
      if (opened.ok) this.#fresh.delete(who);
      return opened;
    });
  }

  open(person: RecordId, pin: string, network?: string): Promise<Result<true, Refusal>> {
    return this.#enter(person, network, (found, identity) => this.#door.open(found, identity, pin));
  }

  async recoveryNumber(person: RecordId, network?: string): Promise<number | null> {
    const found = await this.#installed().find(person, network);
    return found && !found.joined.row.blocked ? (found.row.second?.n ?? null) : null;
  }

  recover(person: RecordId, word: string, newPin: string, network?: string): Promise<Result<true, Refusal>> {
    return this.#enter(person, network, (found, identity) => this.#door.recover(found, identity, word, newPin));
  }

  async #enter(
    person: RecordId,
    network: string | undefined,
    way: (found: Found, identity: Identity) => Promise<Result<Opened, Refusal>>,
  ): Promise<Result<true, Refusal>> {
    const here = this.#installed();
    try {
      const found = await here.find(person, network);
      if (!found) return UNKNOWN;
      const identity = await here.identity();
      const opened = await way(found, identity);
      if (!opened.ok) return opened;
      const { row, ring, lock } = opened.value;
      const { copy, damaged } = await Copy.load(found.joined.store, row, ring);
      this.#leaveSession();
      this.#session = { joined: found.joined, identity, lock, copy };
      this.trouble.value = damaged;
      this.#showNetwork(found.joined);
      this.me.value = meOf({ ...row, ...looksOf(copy.replica, row, this.now()) }, found.joined.row.card.name);
      this.#shown();
      this.phase.value = 'open';
      return ok(true);
    } catch (error) {
      return fail(faultOf(error).refusal);
    }
  }

  close(): void {
    this.#leaveSession();
    this.phase.value = 'door';
    void this.#toDoor();
  }

  #leaveSession(): void {
    this.#session = null;
    this.me.value = null;
    this.numbers.value = NO_NUMBERS;
    this.sync.value = NO_SYNC;
  }

  /** What the screens show may have changed. */
  #shown(): void {
    const session = this.#session;
    if (!session) return;
    const { replica, person } = session.copy;
    const { pending, received, confirmed, fix } = replica.numbers(person);
    const { hubTime, deviceTime } = replica.meta.clock;
    const off = hubTime > 0 ? deviceTime - hubTime : 0;
    this.numbers.value = { pending, received, confirmed, fix };
    this.sync.value = {
      ...this.sync.value,
      last: replica.meta.lastExchange,
      clockOff: Math.abs(off) > ODD_CLOCK ? off : 0,
    };
    this.version.value++;
  }

  // ---- helping each other --------------------------------------------------------------------------------------------------------

  stewardWord(device: string, person: RecordId, n: number): Result<string, Refusal> {
    return wordFor(this.#opened().copy, device, person, n);
  }

  async resetPin(person: RecordId, newPin: string): Promise<Result<true, Refusal>> {
    const { copy, identity, joined } = this.#opened();
    const row = await joined.store.person(person);
    const given = row ? reopen(copy, person, this.now()) : UNKNOWN;
    if (!row || !given.ok) return given.ok ? UNKNOWN : given;
    const { ring, reach } = given.value;
    const done = await this.#door.give(joined.store, identity, ring, newPin, (before) => ({
      ...(before ?? row),
      reach,
      asks: true,
    }));
    await this.#toDoor();
    return done.ok ? ok(true) : done;
  }

  async enrol(newcomer: Newcomer, pin: string): Promise<Result<RecordId, Refusal>> {
    if (!isGoodPin(pin)) return fail({ code: 'KEY-SIX' });
    const { copy, identity, joined } = this.#opened();
    const acts = enrolment(copy, newcomer, this.now());
    if (!acts.ok) return acts;
    try {
      const [first] = await this.save(acts.value);
      const person = (first as Change).record;
      const { ring, reach } = welcome(this.#opened().copy, person, this.now());
      const { name, role, sign, color } = newcomer;
      const looks = { person, name, reach, role, sign, color, home: (first as Change).scope, asks: true };
      const done = await this.#door.give(joined.store, identity, ring, pin, () => newPerson(looks));
      await this.#toDoor();
      return done.ok ? ok(person) : done;
    } catch (error) {
      return fail(faultOf(error).refusal);
    }
  }

  // ---- recording -----------------------------------------------------------------------------------------------------------------

  async save(
    acts: Acts,
    how: { readonly source?: Source; readonly witness?: string } = {},
  ): Promise<readonly Change[]> {
    const { copy } = this.#opened();
    const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes));
    const changes = copy.replica.write(acts, copy.person, { now: this.now(), random, ...how });
    try {
      await copy.keep();
    } catch (error) {
      await this.#reload(copy);
      throw faultOf(error);
    }
    if (!this.#kept) this.#env.persist();
    this.#kept = true;
    this.#shown();
    this.recorded.value++;
    return changes;
  }

  /** The disk did not take something: memory goes back to what is on it, so that nothing seems kept that is not. */
  async #reload(copy: Copy): Promise<void> {
    const session = this.#session;
    if (session?.copy !== copy) return;
    try {
      const row = await copy.store.person(copy.person);
      if (!row) throw new Error('the person is gone');
      const loaded = await Copy.load(copy.store, row, copy.ring);
      if (this.#session !== session) return;
      this.#session = { ...session, copy: loaded.copy };
      this.#shown();
    } catch (error) {
      if (this.#session === session) this.#broken(faultOf(error).refusal);
    }
  }

  drafts(): Promise<readonly Draft[]> {
    return draftsOf(this.#opened().copy);
  }

  draft(key: string): Promise<Draft | null> {
    return draftOf(this.#opened().copy, key);
  }

  keepDraft(draft: Omit<Draft, 'at'>): Promise<void> {
    return keepDraft(this.#opened().copy, { ...draft, at: this.now() });
  }

  dropDraft(key: string): Promise<void> {
    return dropDraft(this.#opened().copy, key);
  }

  // ---- exchanging ----------------------------------------------------------------------------------------------------------------

  exchange(): Promise<void> {
    return this.#line.exchange();
  }

  async exportUnsent(): Promise<Blob> {
    const { copy, identity } = this.#opened();
    return bundleOf(copy, identity, this.now());
  }

  async #blocked(joined: Joined): Promise<void> {
    this.#leaveSession();
    await this.#here?.block(joined);
    await this.#toDoor();
  }

  /** What the copy says of its person may have changed with an exchange. */
  async #refreshFace({ copy, joined }: Session): Promise<void> {
    const { unreachable, refused } = this.sync.value;
    // What was damaged has come back.
    if (!unreachable && !refused && this.trouble.value?.code === 'STORE-PART') this.trouble.value = null;
    const row = await joined.store.person(copy.person);
    if (!row) return;
    const looks = looksOf(copy.replica, row, this.now());
    if (!sameLooks(looks, row)) await joined.store.putPerson(copy.person, (now) => ({ ...(now ?? row), ...looks }));
    if (this.#session?.copy !== copy) return;
    this.me.value = meOf({ ...row, ...looks }, joined.row.card.name);
    await this.#toDoor();
  }
}
