/**
 * A device's copy: what it knows, wrote and has heard of it. Pure state, no I/O: the device stores what `drain` names, the simulator drops it.
 *
 * The log of a device is one even when several people share it. Own rows that the open person cannot read have no `change`: they travel sealed.
 */
import type { Resting } from './arrival.ts';
import { type Acts, type Desk, type WriteEnv, write } from './author.ts';
import { estimate, hearHub } from './clock.ts';
import type { Action } from './declare.ts';
import { blankedBeside } from './erase.ts';
import { isSaid, type RecordState } from './fold.ts';
import type { Glance } from './glance.ts';
import { allows, type Grant, isCurrent, type Reach } from './grant.ts';
import { EMPTY_CHAIN } from './hash.ts';
import { changeIdOf } from './ids.ts';
import type { Verdict } from './judge.ts';
import { knowsOf, leaving } from './leaving.ts';
import { pushOf, ruledUpTo } from './outbox.ts';
import { acknowledged, asKnown, type FourNumbers, lastUnsent, numbersOf, type OwnRow } from './own-work.ts';
import { AGAIN, advance, baseOf, cursorOf, freshParts, positionOf } from './position.ts';
import { preview } from './preview.ts';
import type { Segment } from './prose.ts';
import { type Dirty, NEW_META, type ReplicaIdentity, type ReplicaMeta } from './replica-meta.ts';
import { joined, type Offer } from './segments.ts';
import type { Drawer } from './shelf.ts';
import { type FixItem, mayEdit, toFixOf } from './to-fix.ts';
import type { Change, ChangeId, Known, Millis, RecordId, Ruling } from './types.ts';
import { type Caller, type Cursor, groupsOf, LIMITS, type SyncAnswer, type SyncRequest, told } from './wire.ts';
import { WorkingCopy } from './working-copy.ts';

export type { FixItem, FourNumbers, OwnRow } from './own-work.ts';
export * from './replica-meta.ts';

export class Replica {
  readonly id: ReplicaIdentity;
  meta: ReplicaMeta;
  reach: readonly Reach[] = [];
  readonly #copy = new WorkingCopy((record) => this.#blankOwn(record));
  readonly #own = new Map<number, OwnRow>();
  #last = 0;
  #link = EMPTY_CHAIN;
  #dirtyKnown = new Set<ChangeId>();
  #dirtyOwn = new Set<number>();
  #dirtyMeta = false;
  /** Records whose erasure was heard of since the last `drain`. */
  #erased = new Set<RecordId>();

  constructor(id: ReplicaIdentity, meta: ReplicaMeta = NEW_META) {
    this.id = id;
    this.meta = meta;
  }

  /**
   * Puts stored things back; marks nothing to be stored.
   * @param known changes that stand alone; where a run tells of the same change, it has the later word.
   * @param rested changes of others as they were taken off the disk: they stay closed and packed until they are asked for.
   */
  load(known: readonly Known[], own: readonly OwnRow[], rested: readonly Drawer[] = []): void {
    this.#copy.begin(rested);
    for (const one of known) if (rested.length === 0 || !this.#before(one.change)) this.#put(one);
    for (const row of own) {
      this.#own.set(row.seq, row);
      if (row.seq > this.#last) {
        this.#last = row.seq;
        this.#link = row.link;
      }
      if (row.change) this.#put(asKnown(row, row.change));
    }
    this.#dirtyKnown.clear();
  }

  /** What changed since the last call. */
  drain(): Dirty {
    const dirty = {
      known: [...this.#dirtyKnown].flatMap((id) => this.#copy.get(id) ?? []),
      own: [...this.#dirtyOwn].flatMap((seq) => this.#own.get(seq) ?? []),
      meta: this.#dirtyMeta,
      erased: this.#erased,
    };
    [this.#dirtyKnown, this.#dirtyOwn, this.#erased, this.#dirtyMeta] = [new Set(), new Set(), new Set(), false];
    return dirty;
  }

  get last(): number {
    return this.#last;
  }

  #note(news: Partial<ReplicaMeta>): void {
    this.meta = { ...this.meta, ...news };
    this.#dirtyMeta = true;
  }

  #put(told: Known): void {
    const { record } = told.change;
    const known = this.#copy.isErased(record) && isSaid(told.change) ? this.#blank(told) : told;
    const id = this.#copy.put(known);
    if (!this.#holds(known.change)) this.#dirtyKnown.add(id);
    if (known.change.kind !== 'erase' || known.state !== 'confirmed' || this.#erased.has(record)) return;
    this.#erased.add(record);
    for (const one of [...this.#copy.history(record)].reverse()) this.#put(one);
  }

  #blankOwn(record: RecordId): void {
    for (const one of [...this.#copy.history(record)].reverse()) if (this.#holds(one.change)) this.#put(one);
  }

  /** What was erased is not kept, in the own log either. Who lent a salt goes after those that borrowed it. */
  #blank(known: Known): Known {
    const change = blankedBeside(known.change, this.#copy.get(known.change.record as string as ChangeId)?.change);
    const row = this.#holds(change) ? this.#own.get(change.seq) : undefined;
    if (row) this.#own.set(row.seq, { ...row, change });
    if (row) this.#dirtyOwn.add(row.seq);
    return { ...known, change };
  }

  /** Is it an own change whose content stands in the log here? */
  #holds(change: Pick<Change, 'device' | 'seq'>): boolean {
    return change.device === this.id.device && this.#own.get(change.seq)?.change !== undefined;
  }

  /** All known changes, in the order they were learnt. */
  history(record: RecordId): readonly Known[] {
    return this.#copy.history(record);
  }

  record(id: RecordId): RecordState | null {
    return this.#copy.record(id);
  }

  confirmed(id: RecordId): RecordState | null {
    return this.#copy.confirmed(id);
  }

  list(type: string): readonly RecordState[] {
    return this.#copy.list(type);
  }

  /** The record that stands for this one now. @param type where it is known: spares looking for it. */
  resolve(id: RecordId, type?: string): RecordId {
    return this.#copy.resolve(id, type);
  }

  /** The same records, for lists of many: a few values of each, without folding what is plain. */
  glances(type: string): readonly Glance[] {
    return this.#copy.glances(type);
  }

  glance(id: RecordId, type: string): Glance | null {
    return this.#copy.glance(id, type);
  }

  /** How far the story of this copy has come: grows with everything that may change a record. */
  get version(): number {
    return this.#copy.version;
  }

  touched(since: number): ReadonlySet<RecordId> {
    return this.#copy.touched(since);
  }

  known(id: ChangeId): Known | null {
    return this.#copy.get(id);
  }

  grantsOf(person: RecordId): readonly Grant[] {
    return this.#copy.grantsOf(person);
  }

  /**
   * Would one of this person's grants allow the act? Asked before a form opens, so that nobody types for nothing. A grant that this device's clock
   * takes for ended still counts while no hub has said so: the clock may be wrong, and the hub takes honest backlog.
   */
  may(person: RecordId, action: Action, type: string, home: Change['scope'], now: Millis): boolean {
    const times = [estimate(this.meta.clock, now), this.meta.lastExchange];
    return this.grantsOf(person).some(
      (grant) => times.some((at) => isCurrent(grant, at)) && allows(this.id.decl, grant, action, type, home),
    );
  }

  own(): readonly OwnRow[] {
    return [...this.#own.values()].sort((a, b) => a.seq - b.seq);
  }

  /** The four numbers of one person or the device; with `settled` their sum is everything written here. */
  numbers(person?: RecordId): FourNumbers & { readonly settled: number } {
    return numbersOf(this.#own.values(), person);
  }

  /** Returned and quarantined groups this person answers for: written by them and not handed over, or handed to them or their place. */
  toFix(person: RecordId): readonly FixItem[] {
    const answers = mayEdit(this.id.decl, this.grantsOf(person), this.meta.lastExchange);
    return toFixOf(this.#copy.unsettled(), person, answers);
  }

  /**
   * Records what a person did, as one group, ready to be stored and sent. Nothing is refused here, except what could never be sent: a group
   * above the bounds throws before anything is recorded, because it would keep everything written after it from leaving.
   */
  write(acts: Acts, by: RecordId | '', env: WriteEnv): readonly Change[] {
    const desk: Desk = {
      decl: this.id.decl,
      network: this.id.network,
      device: this.id.device,
      last: this.#last,
      link: this.#link,
      clock: this.meta.clock,
      by,
      grants: by === '' ? [] : this.grantsOf(by),
      record: (id) => this.record(id),
      confirmed: (id) => this.confirmed(id),
    };
    const { changes, links, clock } = write(acts, desk, env);
    const sendable = groupsOf(changes);
    if (!sendable.ok) throw new Error(`${sendable.error.code}: ${sendable.error.detail}`);
    this.#note({ clock });
    for (const [i, change] of changes.entries()) {
      const row: OwnRow = {
        seq: change.seq,
        by,
        group: change.group ?? [change.seq, 1],
        link: links[i] as string,
        state: 'pending',
        change,
      };
      this.#setOwn(row);
      this.#last = change.seq;
      this.#link = row.link;
    }
    return changes;
  }

  /** What the rules would say today: "prévu accepté" or the likely reason of a return. Blocks nothing. */
  preview(changes: readonly Change[], now: Millis): Verdict {
    return preview(changes, this.id, {
      received: estimate(this.meta.clock, now),
      toldAt: this.meta.lastExchange,
      history: (id) => this.history(id),
      grantsOf: (person) => this.grantsOf(person),
      known: (id) => this.known(id),
    });
  }

  #setOwn(row: OwnRow): void {
    this.#own.set(row.seq, row);
    this.#dirtyOwn.add(row.seq);
    if (row.change) this.#put(asKnown(row, row.change));
  }

  /** Next request. Rows that this person cannot read go sealed. */
  request(
    as: RecordId,
    now: Millis,
    app: string,
    budget: { changes: number } = { changes: LIMITS.pushChanges },
  ): SyncRequest {
    this.#note({ n: this.meta.n + 1 });
    const push = pushOf(this.#own, this.meta.acked, budget.changes);
    const fresh = freshParts(this.meta, this.reach, (part) => this.#knows(part));
    return {
      v: 1,
      network: this.id.network,
      device: this.id.device,
      as,
      n: this.meta.n,
      clock: Math.max(0, Math.floor(now)),
      app,
      last: this.#last,
      heard: this.meta.lastExchange,
      base: this.base,
      ...positionOf(this.meta, this.reach),
      ...(fresh.length > 0 && { segments: fresh }),
      ...(push && { push }),
    };
  }

  /** Who calls, as every short question begins. */
  caller(as: RecordId): Caller {
    this.#note({ n: this.meta.n + 1 });
    return { v: 1, network: this.id.network, device: this.id.device, as, n: this.meta.n };
  }

  /** The name of where this copy stands. */
  get base(): string {
    return baseOf(this.meta, this.reach);
  }

  heardNothing(time: Millis, heard: Millis): void {
    this.#note({ clock: hearHub(time, heard, 0), lastExchange: time });
  }

  /** The hub has no more than this (SYNC-GAP): what follows is given back. Never forwards: rulings come with answers only. */
  acknowledge(seq: number): void {
    this.#note({ acked: Math.min(seq, this.meta.acked) });
  }

  /** A hub that knows another request counter (a restored phone) says which: go on from there. */
  raiseCounter(n: number): void {
    this.#note({ n: Math.max(this.meta.n, n) });
  }

  /**
   * Takes in an answer to a request made from where this person stands now. Any other (late, double, asked before somebody else opened the device), and
   * one whose columns cannot be read, is let go: nothing is lost with it, because what it told will be told again from here.
   * @param heard what the device's clock said when the answer began to arrive: one that takes a minute to come must not set stamps back by a minute
   */
  receive(answer: SyncAnswer, heard: Millis, resting?: Resting): void {
    if (answer.base !== this.base) return;
    // Before anything is put: what this answer brings of a part makes it no less new.
    const at = advance(this.meta, this.reach, answer, (part) => this.#knows(part));
    if (answer.columns && !(resting && this.arrive(answer.columns, resting, true))) return;
    for (const one of answer.changes)
      if (!this.#holds(one.change)) this.#put(joined(told(one), this.#before(one.change)));
    // What somebody else wrote no longer counts, and why is not for this person.
    for (const known of (answer.aside ?? []).map((id) => this.#copy.get(id)))
      if (known && !this.#holds(known.change)) this.#put({ change: known.change, eff: known.eff, state: 'returned' });
    const restored = this.meta.epoch !== '' && this.meta.epoch !== answer.epoch;
    for (const row of [...this.#own.values()].map((one) => acknowledged(one, answer.ack, restored)))
      if (row !== this.#own.get(row.seq)) this.#setOwn(row);
    const { device } = this.id;
    for (const [first, last, received] of answer.confirmed)
      for (let seq = first; seq <= last; seq++)
        this.#rule({ device, first: seq, size: 1, state: 'confirmed', received });
    for (const ruling of answer.rulings) this.#rule(ruling);
    this.#note({
      epoch: answer.epoch,
      acked: ruledUpTo(this.#own, this.meta.acked, answer.ack),
      at,
      clock: hearHub(answer.time, heard, lastUnsent(this.#own.values())),
      lastExchange: answer.time,
    });
    if (answer.holding) this.reach = answer.holding.reach;
  }

  #knows(part: Reach): boolean {
    return knowsOf(this.#copy.all(), part, (change) => this.#holds(change));
  }

  /** Takes in confirmed changes of others, of a segment or from before it. @param whole as the log tells them; what is known here was told so otherwise. */
  receiveKnown(changes: readonly Known[], whole = false): void {
    for (const one of changes) {
      const before = this.#before(one.change);
      const all = whole || !before ? joined(one, before) : joined(before, one);
      if (!this.#holds(one.change)) this.#put(all);
      // The own log stays as it was written: what a change of it replaces besides is kept apart.
      else if (!whole && one.change.over) this.#dirtyKnown.add(this.#copy.put(all));
    }
  }

  /** Takes in columns, what is plain of them as they are. @param whole as above. @returns can they be read? */
  arrive(columns: Segment, { arrivalOf, compartment, rest }: Resting, whole = false): boolean {
    const arrival = arrivalOf(columns, this.id.decl.types, this.id.device, this.#copy, compartment);
    if (arrival) this.#copy.shelve(rest(arrival.lots));
    this.receiveKnown(arrival?.loose ?? [], whole);
    return arrival !== null;
  }

  #before(change: Change): Known | null {
    return this.#copy.get(changeIdOf(change), change.type);
  }

  /** Every segment of a part is in, and the log goes on; or it cannot be had, and the log tells everything. */
  caughtUp({ part, pos }: Offer, whole = true): void {
    if (this.meta.at[part] !== 0) return;
    this.#note({ at: { ...this.meta.at, [part]: whole ? pos : AGAIN } });
  }

  #rule(ruling: Ruling): void {
    if (ruling.device !== this.id.device) return;
    for (let seq = ruling.first; seq < ruling.first + ruling.size; seq++) {
      const row = this.#own.get(seq);
      if (!row || row.state === 'erased') continue;
      const { sealed: _sealed, ...kept } = row;
      this.#setOwn({ ...kept, state: ruling.state, ruling });
    }
  }

  /** Parts of the reach that still have to be caught up. */
  get waiting(): boolean {
    return positionOf(this.meta, this.reach).behind !== undefined;
  }

  leaving(): readonly Known[] {
    return leaving(this.#copy.all(), this.reach, {
      isOwn: (change) => this.#holds(change),
      record: (id) => this.record(id),
    });
  }

  drop(list: readonly Known[]): void {
    for (const id of list.map(({ change }) => changeIdOf(change))) {
      this.#copy.forget(id);
      this.#dirtyKnown.delete(id);
    }
  }

  get cursor(): Cursor {
    return cursorOf(this.meta, this.reach);
  }
}
