/**
 * What the device does once somebody acts: records, exchanges, helps somebody else. Wiring only; how things are sealed, stored, exchanged and
 * handed over stands in the files beside.
 */
import type { Acts } from '../kernel/author.ts';
import { ODD_CLOCK } from '../kernel/clock.ts';
import { creates } from '../kernel/fold.ts';
import { PERSON } from '../kernel/judge.ts';
import type { Replica } from '../kernel/replica.ts';
import { saltOf } from '../kernel/salts.ts';
import { type Change, fail, ok, type RecordId, type Refusal, type Result, type Source } from '../kernel/types.ts';
import type { Draft } from '../ui/contract.ts';
import { bundleOf } from './bundle.ts';
import { Copy } from './copy.ts';
import { sealedReplica } from './courier.ts';
import { faultOf, type PersonRow, type StoreFault } from './db.ts';
import type { Door } from './door.ts';
import { draftOf, draftsOf, dropDraft, keepDraft } from './drafts.ts';
import type { Entered, Entrance } from './entrance.ts';
import { enrolment, type Newcomer, reopen, welcome, wordFor } from './helping.ts';
import { type Installation, type Joined, newPerson } from './installation.ts';
import { type Device, NO_NUMBERS, NO_SYNC } from './jekulu.ts';
import { Line, type Session } from './line.ts';
import { looksOf, meOf, rightsOf, sameLooks } from './looks.ts';
import { isGoodPin } from './pin.ts';
import { renewed, rewrite } from './renewal.ts';

const UNKNOWN = fail<Refusal>({ code: 'RIGHT-PERSON' });

export class Behind {
  readonly #front: Device;
  readonly #door: Door;
  readonly #line: Line;
  #session: Session | null = null;
  #kept = false;
  /** Up to where its story was looked through for news of who opened it. */
  #looked = 0;
  /** Work of a former identity is being written again: whoever records waits for it. */
  #renewing: Promise<void> | null = null;

  constructor(front: Device, entrance: Entrance) {
    this.#front = front;
    this.#door = entrance.door;
    this.#line = new Line({
      sync: front.sync,
      now: () => front.now(),
      session: () => this.#session,
      here: () => front.here,
      shown: () => this.#shown(),
      failed: (copy, fault) => this.#failed(copy, fault),
      exchanged: (session) => this.#refreshFace(session),
      carried: () => front.toDoor(),
      blocked: (joined) => this.#blocked(joined),
    });
  }

  get replica(): Replica {
    return this.#opened().copy.replica;
  }

  #opened(): Session {
    if (!this.#session) throw new Error('nobody has opened this device');
    return this.#session;
  }

  get #here(): Installation {
    if (!this.#front.here) throw new Error('this tab is not the one in use');
    return this.#front.here;
  }

  // ---- coming in -----------------------------------------------------------------------------------------------------------------

  /** Somebody joined: whoever is open in a network that was opened anew is no longer in it. */
  joined(): void {
    if (this.#session && !this.#here.joined.includes(this.#session.joined)) this.leave();
  }

  /** From a ring that stands open to the records it opens. */
  async enter({ found, row, ring, lock, counted }: Entered): Promise<Result<true, Refusal>> {
    const { person } = row;
    const { identity } = found.joined.store;
    const { written, waits, rest } = await renewed(found.joined.store, ring);
    if (written > 0 && !(await found.joined.store.person(person))) {
      // Their own enrolment was among what was written again: they go by their new name.
      await this.#front.toDoor();
      return UNKNOWN;
    }
    const { copy, damaged } = await Copy.load(found.joined.store, row, ring, rest);
    await counted;
    const front = this.#front;
    this.leave();
    this.#session = { joined: found.joined, identity, lock, copy };
    this.#looked = 0;
    front.trouble.value = damaged ?? (waits ? { code: 'CLONE-WAITS' } : null);
    front.showNetwork(found.joined);
    // Their name is as it was last kept here (`#refreshLooks`): among thousands of people nobody is looked for before the first screen.
    front.me.value = meOf({ ...row, ...rightsOf(copy.replica, row, front.now()) }, found.joined.row.card.name);
    this.#shown();
    front.phase.value = 'open';
    return ok(true);
  }

  /** Closes whoever is open. */
  leave(): void {
    this.#session = null;
    this.#front.me.value = null;
    this.#front.numbers.value = NO_NUMBERS;
    this.#front.sync.value = NO_SYNC;
  }

  /** What the screens show may have changed. */
  #shown(): void {
    const session = this.#session;
    if (!session) return;
    const { numbers, sync, version } = this.#front;
    const { replica, person } = session.copy;
    const { pending, received, confirmed, fix } = replica.numbers(person);
    const { hubTime, deviceTime } = replica.meta.clock;
    const off = hubTime > 0 ? deviceTime - hubTime : 0;
    numbers.value = { pending, received, confirmed, fix };
    sync.value = {
      ...sync.value,
      last: replica.meta.lastExchange,
      clockOff: Math.abs(off) > ODD_CLOCK ? off : 0,
    };
    version.value++;
  }

  // ---- helping each other --------------------------------------------------------------------------------------------------------

  stewardWord(device: string, person: RecordId, n: number): Result<string, Refusal> {
    return wordFor(this.#opened().copy, device, person, n);
  }

  async resetPin(person: RecordId, newPin: string): Promise<Result<true, Refusal>> {
    const { copy, identity, joined } = this.#opened();
    const row = await joined.store.person(person);
    if (!row) return UNKNOWN;
    if (person === copy.person) return this.#changePin(newPin, row);
    const given = reopen(copy, person, this.#front.now());
    if (!given.ok) return given;
    const { ring, reach } = given.value;
    const done = await this.#door.give(joined.store, identity, ring, newPin, (before) => ({
      ...(before ?? row),
      reach,
      asks: true,
    }));
    await this.#front.toDoor();
    return done.ok ? ok(true) : done;
  }

  /** One's own code: whoever has opened has proved the old one. */
  async #changePin(newPin: string, row: PersonRow): Promise<Result<true, Refusal>> {
    const session = this.#opened();
    const { copy, identity, joined } = session;
    const done = await this.#door.give(joined.store, identity, copy.ring, newPin, (before) => before ?? row);
    if (!done.ok) return done;
    if (this.#session?.copy === copy) this.#session = { ...session, lock: done.value.lock };
    return ok(true);
  }

  async enrol(newcomer: Newcomer, pin: string): Promise<Result<RecordId, Refusal>> {
    if (!isGoodPin(pin)) return fail({ code: 'KEY-SIX' });
    const { copy, identity, joined } = this.#opened();
    const acts = enrolment(copy, newcomer, this.#front.now());
    if (!acts.ok) return acts;
    const [first] = await this.save(acts.value);
    const person = (first as Change).record;
    const { ring, reach } = welcome(this.#opened().copy, person, this.#front.now());
    const { name, role, sign, color } = newcomer;
    const row = newPerson({ person, name, reach, role, sign, color, home: (first as Change).scope, asks: true });
    const done = await this.#door.give(joined.store, identity, ring, pin, () => row);
    await this.#front.toDoor();
    return done.ok ? ok(person) : done;
  }

  // ---- recording -----------------------------------------------------------------------------------------------------------------

  async save(
    acts: Acts,
    how: { readonly source?: Source; readonly witness?: string; readonly batch?: string } = {},
  ): Promise<readonly Change[]> {
    if (this.#renewing) await this.#renewing;
    const session = this.#opened();
    const { copy } = session;
    const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes));
    const salt = (seq: number): string => saltOf(copy.seed, seq);
    const changes = copy.replica.write(acts, copy.person, { now: this.#front.now(), random, salt, ...how });
    try {
      await copy.keep();
    } catch (error) {
      const fault = faultOf(error);
      await this.#failed(copy, fault);
      throw fault;
    }
    if (!this.#kept) this.#front.env.persist();
    this.#kept = true;
    // Nobody waits for it: an exchange looks again.
    for (const change of changes)
      if (change.type === PERSON && !creates(change)) this.#refreshLooks(session, change.record).catch(() => undefined);
    this.#shown();
    this.#front.recorded.value++;
    return changes;
  }

  /** The disk did not take something: memory goes back to what is on it, so that nothing seems kept that is not. */
  async #failed(copy: Copy, fault: StoreFault): Promise<void> {
    const session = this.#session;
    if (session?.copy !== copy) return;
    if (fault.refusal.code === 'TAB-ELSEWHERE') return this.#front.lost();
    try {
      await this.#reload(session);
    } catch (error) {
      if (this.#session === session) this.#front.broken(faultOf(error).refusal);
    }
  }

  /** Memory becomes what is on the disk. */
  async #reload(session: Session): Promise<void> {
    const { store, person, ring } = session.copy;
    const row = await store.person(person);
    if (!row) throw new Error('the person is gone');
    const { copy } = await Copy.load(store, row, ring);
    if (this.#session !== session) return;
    this.#session = { ...session, copy };
    this.#looked = 0;
    this.#shown();
  }

  drafts(): Promise<readonly Draft[]> {
    return draftsOf(this.#opened().copy);
  }

  draft(key: string): Promise<Draft | null> {
    return draftOf(this.#opened().copy, key);
  }

  keepDraft(draft: Omit<Draft, 'at'>): Promise<void> {
    return keepDraft(this.#opened().copy, { ...draft, at: this.#front.now() });
  }

  dropDraft(key: string): Promise<void> {
    return dropDraft(this.#opened().copy, key);
  }

  // ---- exchanging ----------------------------------------------------------------------------------------------------------------

  async exchange(): Promise<void> {
    await this.#line.exchange();
    if (this.#front.trouble.value?.code !== 'CLONE-WAITS') return;
    this.#renewing ??= this.#writeAgain().finally(() => {
      this.#renewing = null;
    });
    await this.#renewing;
  }

  /** Keys that came with an exchange may open what was left behind at the door. */
  async #writeAgain(): Promise<void> {
    const session = this.#session;
    if (!session) return;
    const { store } = session.joined;
    try {
      const { written, waits } = await rewrite(store, session.copy.ring);
      if (written === 0 || this.#session !== session) return;
      await this.#reload(session);
      if (!waits) this.#front.trouble.value = null;
      this.#front.recorded.value++;
    } catch (error) {
      await this.#failed(session.copy, faultOf(error));
    }
  }

  async past(records: readonly RecordId[]): Promise<number | null> {
    const { copy, identity } = this.#opened();
    const { fetchPast } = await import('./past.ts');
    const came = await fetchPast(copy, identity, records);
    this.#shown();
    return came;
  }

  /** The open person's network, or with nobody there the first that has something to send: what is not readable goes sealed. */
  async exportUnsent(): Promise<Blob> {
    const session = this.#session;
    if (session) return bundleOf(session.copy.replica, session.copy.person, session.identity, this.#front.now());
    for (const { store } of this.#here.joined) {
      const [replica, [someone]] = [await sealedReplica(store), await store.people()];
      if (someone && replica.last > replica.meta.acked)
        return bundleOf(replica, someone.person, store.identity, this.#front.now());
    }
    throw new Error('nothing waits to be sent');
  }

  async #blocked(joined: Joined): Promise<void> {
    this.leave();
    await this.#here.block(joined);
    await this.#front.toDoor();
  }

  /** What the copy says of its person may have changed with an exchange. */
  async #refreshFace(session: Session): Promise<void> {
    const { sync, trouble } = this.#front;
    const { unreachable, refused } = sync.value;
    // What was damaged has come back.
    if (!unreachable && !refused && trouble.value?.code === 'STORE-PART') trouble.value = null;
    const { replica, person } = session.copy;
    const news = replica.touched(this.#looked);
    this.#looked = replica.version;
    await this.#refreshLooks(session, person, news.has(person));
    if (this.#session?.copy === session.copy) await this.#front.toDoor();
  }

  /** What the copy says of somebody who has a code here is kept with their code. @param news was anything heard of them? */
  async #refreshLooks({ copy, joined }: Session, person: RecordId, news = true): Promise<void> {
    const row = await joined.store.person(person);
    if (!row) return;
    const now = this.#front.now();
    const looks = news ? looksOf(copy.replica, row, now) : { ...row, ...rightsOf(copy.replica, row, now) };
    const { name, sign, color, role, home } = looks;
    if (!sameLooks(looks, row))
      await joined.store.putPerson(person, (before) => ({ ...(before ?? row), name, sign, color, role, home }));
    if (this.#session?.copy === copy && person === copy.person)
      this.#front.me.value = meOf({ ...row, ...looks }, joined.row.card.name);
  }
}
