/**
 * A device's copy: what it knows, what it wrote, and what it has heard of it. Pure state, no I/O: the device stores what `drain` names,
 * the simulator drops it on the floor.
 *
 * The log of a device is one even when several people share it. Own rows of people whose work is sealed to others have no `change` here; they
 * travel sealed to the hub.
 */
import { type Acts, type Desk, type WriteEnv, write } from './author.ts';
import { type ClockState, effective, estimate, hearHub, NEW_CLOCK } from './clock.ts';
import type { Action, Declarations } from './declare.ts';
import { fold, type RecordState } from './fold.ts';
import { allows, GRANT, type Grant, grantOf, isCurrent, isReached, type Reach } from './grant.ts';
import { EMPTY_CHAIN } from './hash.ts';
import { changeIdOf } from './ids.ts';
import { judge, type RulingSettings, type Verdict } from './judge.ts';
import type { Change, ChangeId, ChangeState, DeviceId, Known, Millis, NetworkId, RecordId, Ruling } from './types.ts';
import { type Cursor, LIMITS, type Push, reachDigest, reachId, type SyncAnswer, type SyncRequest } from './wire.ts';

/** One own change in the device's log. */
export interface OwnRow {
  readonly seq: number;
  readonly by: RecordId | '';
  readonly group: readonly [first: number, size: number];
  readonly link: string;
  readonly state: ChangeState;
  readonly ruling?: Ruling;
  /** Absent when the person who opened the device cannot read it. */
  readonly change?: Change;
  /** The change sealed to the hub, until the hub has it. */
  readonly sealed?: string;
}

export interface ReplicaIdentity {
  readonly network: NetworkId;
  readonly device: DeviceId;
  readonly authority: DeviceId;
  readonly settings: RulingSettings;
  readonly decl: Declarations;
}

/** Small facts a device remembers besides changes. */
export interface ReplicaMeta {
  readonly clock: ClockState;
  readonly epoch: string;
  /** Request counter. */
  readonly n: number;
  /** Highest own seq a hub acknowledged. */
  readonly acked: number;
  /** Per part of a reach, the position it is caught up to. */
  readonly at: { readonly [reachId: string]: number };
  readonly lastExchange: Millis;
}
export const NEW_META: ReplicaMeta = { clock: NEW_CLOCK, epoch: '', n: 0, acked: 0, at: {}, lastExchange: 0 };

/** The four numbers of the sync line, in groups (what a person did at one go). */
export interface FourNumbers {
  readonly pending: number;
  readonly received: number;
  readonly confirmed: number;
  readonly fix: number;
}

/** A returned or quarantined group, as its author or its new owner meets it. */
export interface FixItem {
  readonly changes: readonly Change[];
  readonly ruling: Ruling;
  /** Held groups that wait for this one. */
  readonly dependants: number;
}

/** What has to be stored after an act or an exchange. */
export interface Dirty {
  readonly known: readonly Known[];
  readonly own: readonly OwnRow[];
  readonly meta: boolean;
}

export class Replica {
  readonly id: ReplicaIdentity;
  meta: ReplicaMeta;
  reach: readonly Reach[] = [];
  readonly #known = new Map<ChangeId, Known>();
  readonly #byRecord = new Map<RecordId, ChangeId[]>();
  readonly #states = new Map<RecordId, RecordState | null>();
  readonly #byType = new Map<string, Set<RecordId>>();
  readonly #own = new Map<number, OwnRow>();
  #last = 0;
  #link = EMPTY_CHAIN;
  #dirtyKnown = new Set<ChangeId>();
  #dirtyOwn = new Set<number>();
  #dirtyMeta = false;

  constructor(id: ReplicaIdentity, meta: ReplicaMeta = NEW_META) {
    this.id = id;
    this.meta = meta;
  }

  /** Puts stored things back; marks nothing to be stored. */
  load(known: readonly Known[], own: readonly OwnRow[]): void {
    for (const one of known) this.#put(one);
    for (const row of own) {
      this.#own.set(row.seq, row);
      if (row.seq > this.#last) {
        this.#last = row.seq;
        this.#link = row.link;
      }
      if (row.change) this.#put(this.#asKnown(row, row.change));
    }
    this.#dirtyKnown.clear();
  }

  /** What changed since the last call. */
  drain(): Dirty {
    const dirty = {
      known: [...this.#dirtyKnown].flatMap((id) => this.#known.get(id) ?? []),
      own: [...this.#dirtyOwn].flatMap((seq) => this.#own.get(seq) ?? []),
      meta: this.#dirtyMeta,
    };
    this.#dirtyKnown = new Set();
    this.#dirtyOwn = new Set();
    this.#dirtyMeta = false;
    return dirty;
  }

  get last(): number {
    return this.#last;
  }

  #asKnown(row: OwnRow, change: Change): Known {
    const eff = row.ruling ? effective(change.stamp, row.ruling.received) : change.stamp;
    return { change, eff, state: row.state, ...(row.ruling && { ruling: row.ruling }) };
  }

  #put(known: Known): void {
    const id = changeIdOf(known.change);
    const { record, type } = known.change;
    if (!this.#known.has(id)) {
      const list = this.#byRecord.get(record);
      if (list) list.push(id);
      else this.#byRecord.set(record, [id]);
      const ofType = this.#byType.get(type);
      if (ofType) ofType.add(record);
      else this.#byType.set(type, new Set([record]));
    }
    this.#known.set(id, known);
    this.#states.delete(record);
    if (known.change.device !== this.id.device) this.#dirtyKnown.add(id);
  }

  // ---- reading -------------------------------------------------------------------------------------------------------------------

  /** All known changes of a record, oldest first as they were learnt. */
  history(record: RecordId): readonly Known[] {
    return (this.#byRecord.get(record) ?? []).flatMap((id) => this.#known.get(id) ?? []);
  }

  record(id: RecordId): RecordState | null {
    const cached = this.#states.get(id);
    if (cached !== undefined) return cached;
    const state = fold(this.history(id));
    this.#states.set(id, state);
    return state;
  }

  /** The record as the authority sees it. */
  confirmed(id: RecordId): RecordState | null {
    const state = this.record(id);
    return state && state.unconfirmed === 0
      ? state
      : fold(this.history(id).filter((known) => known.state === 'confirmed'));
  }

  /** Records of a type that exist, hidden ones included. */
  list(type: string): readonly RecordState[] {
    return [...(this.#byType.get(type) ?? [])].flatMap((id) => {
      const state = this.record(id);
      return state?.created ? [state] : [];
    });
  }

  known(id: ChangeId): Known | null {
    return this.#known.get(id) ?? null;
  }

  grantsOf(person: RecordId): readonly Grant[] {
    return this.list(GRANT).flatMap((state) => {
      const grant = grantOf(state);
      return grant?.person === person ? [grant] : [];
    });
  }

  /** Would one of this person's grants in force allow the act? Asked before a form opens, so that nobody types for nothing. */
  may(person: RecordId, action: Action, type: string, home: Change['scope'], now: Millis): boolean {
    const at = estimate(this.meta.clock, now);
    return this.grantsOf(person).some(
      (grant) => isCurrent(grant, at) && allows(this.id.decl, grant, action, type, home),
    );
  }

  own(): readonly OwnRow[] {
    return [...this.#own.values()].sort((a, b) => a.seq - b.seq);
  }

  /** The four numbers of one person, or of the whole device. With `settled` their sum is everything written here. */
  numbers(person?: RecordId): FourNumbers & { readonly settled: number } {
    const sum = { pending: 0, received: 0, confirmed: 0, fix: 0, settled: 0 };
    for (const row of this.#own.values()) {
      if (row.seq !== row.group[0] || (person !== undefined && row.by !== person)) continue;
      sum[numberOf(row.state)]++;
    }
    return sum;
  }

  /** Returned and quarantined groups this person answers for: written by them and not handed over, or handed to them. */
  toFix(person: RecordId): readonly FixItem[] {
    const groups = new Map<string, { changes: Change[]; ruling: Ruling }>();
    for (const known of this.#known.values()) {
      const { change, ruling, state } = known;
      if (!ruling || (state !== 'returned' && state !== 'quarantined')) continue;
      if ((ruling.handed ?? change.by) !== person) continue;
      const key = `${change.device}.${ruling.first}`;
      const group = groups.get(key);
      if (group) group.changes.push(change);
      else groups.set(key, { changes: [change], ruling });
    }
    return [...groups.values()].map(({ changes, ruling }) => {
      changes.sort((a, b) => a.seq - b.seq);
      const records = new Set(changes.map((change) => change.record as string));
      return { changes, ruling, dependants: this.#waitingFor(records) };
    });
  }

  #waitingFor(causes: ReadonlySet<string>): number {
    const groups = new Set<string>();
    for (const { change, state, ruling } of this.#known.values())
      if (state === 'held' && ruling?.cause && causes.has(ruling.cause)) groups.add(`${change.device}.${ruling.first}`);
    return groups.size;
  }

  // ---- writing -------------------------------------------------------------------------------------------------------------------

  /** Records what a person did, as one group, ready to be stored and sent. Nothing is refused here. */
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
      originSalt: (id) => this.#known.get(id as string as ChangeId)?.change.salt ?? null,
    };
    const { changes, links, clock } = write(acts, desk, env);
    this.meta = { ...this.meta, clock };
    this.#dirtyMeta = true;
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
    const { decl, settings, authority } = this.id;
    const fresh = new Set(changes.map((change) => changeIdOf(change)));
    const received = estimate(this.meta.clock, now);
    return judge(changes, {
      decl,
      settings,
      authority,
      received,
      toldAt: this.meta.lastExchange,
      record: (id) => {
        const before = this.history(id).filter((known) => !fresh.has(changeIdOf(known.change)));
        return before.length === this.history(id).length ? this.record(id) : fold(before);
      },
      grantsOf: (person) => this.grantsOf(person),
      known: (id) => this.#known.get(id as ChangeId) ?? null,
    });
  }

  #setOwn(row: OwnRow): void {
    this.#own.set(row.seq, row);
    this.#dirtyOwn.add(row.seq);
    if (row.change) this.#put(this.#asKnown(row, row.change));
  }

  // ---- exchanging ----------------------------------------------------------------------------------------------------------------

  /** Next request. Rows that this person cannot read go sealed. */
  request(
    as: RecordId,
    now: Millis,
    app: string,
    budget: { changes: number } = { changes: LIMITS.pushChanges },
  ): SyncRequest {
    this.meta = { ...this.meta, n: this.meta.n + 1 };
    this.#dirtyMeta = true;
    const ids = this.reach.map(reachId);
    const top = Math.max(0, ...ids.map((id) => this.meta.at[id] ?? 0));
    const behind = Object.fromEntries(
      ids.filter((id) => (this.meta.at[id] ?? 0) !== top).map((id) => [id, this.meta.at[id] ?? 0]),
    );
    const push = this.#push(budget.changes);
    return {
      v: 1,
      network: this.id.network,
      device: this.id.device,
      as,
      n: this.meta.n,
      clock: Math.max(0, Math.floor(now)),
      app,
      last: this.#last,
      cursor: this.meta.epoch ? { epoch: this.meta.epoch, pos: top } : null,
      ...(Object.keys(behind).length > 0 && { behind }),
      held: reachDigest(this.reach),
      ...(push && { push }),
    };
  }

  #push(budget: number): Push | null {
    const from = this.meta.acked + 1;
    const changes: (Change | { seq: number; sealed: string })[] = [];
    for (let seq = from; seq <= this.#last; ) {
      const row = this.#own.get(seq) as OwnRow;
      const size = row.group[1];
      if (changes.length > 0 && changes.length + size > budget) break;
      for (let end = seq + size; seq < end; seq++) {
        const one = this.#own.get(seq) as OwnRow;
        changes.push(one.change ?? { seq, sealed: one.sealed ?? '' });
      }
    }
    if (changes.length === 0) return null;
    return {
      from,
      prev: from === 1 ? EMPTY_CHAIN : (this.#own.get(from - 1)?.link ?? EMPTY_CHAIN),
      changes: changes as Change[],
    };
  }

  /** The hub has everything up to here although no answer came through: nothing is sent twice. */
  acknowledge(seq: number): void {
    this.meta = { ...this.meta, acked: Math.min(seq, this.#last) };
    this.#dirtyMeta = true;
  }

  /** A hub that knows another request counter (a restored phone) says which: go on from there. */
  raiseCounter(n: number): void {
    this.meta = { ...this.meta, n: Math.max(this.meta.n, n) };
    this.#dirtyMeta = true;
  }

  /** Takes in an answer. Idempotent, in any order. */
  receive(answer: SyncAnswer, now: Millis): void {
    const fresh = this.meta.epoch !== '' && this.meta.epoch !== answer.epoch;
    for (const { change, eff, state, ruling } of answer.changes) {
      if (change.device === this.id.device && change.seq <= this.#last) continue;
      this.#put({ change, eff, state: state ?? 'confirmed', ...(ruling && { ruling }) });
    }
    for (const row of this.#own.values())
      if (row.state === 'pending' && row.seq <= answer.ack) this.#setOwn({ ...row, state: 'received' });
    for (const [first, last, received] of answer.confirmed)
      for (let seq = first; seq <= last; seq++)
        this.#rule({ device: this.id.device, first: seq, size: 1, state: 'confirmed', received });
    for (const ruling of answer.rulings) this.#rule(ruling);
    if (answer.holding) this.reach = answer.holding.reach;
    const before = fresh ? {} : this.meta.at;
    const at: Record<string, number> = { ...before };
    // An answer that tells a new reach carries no changes: the next request names what is behind.
    for (const id of this.reach.map(reachId))
      at[id] = answer.holding ? (before[id] ?? 0) : (answer.behind?.[id] ?? answer.cursor.pos);
    const unsent = Math.max(
      0,
      ...[...this.#own.values()].flatMap((row) => (row.state === 'pending' && row.change ? [row.change.stamp] : [])),
    );
    const acked = Math.max(answer.ack, 0);
    this.meta = {
      ...this.meta,
      epoch: answer.epoch,
      acked: Math.min(acked, this.#last),
      at,
      clock: hearHub(this.meta.clock, answer.time, now, unsent),
      lastExchange: answer.time,
    };
    this.#dirtyMeta = true;
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
    const positions = this.reach.map((one) => this.meta.at[reachId(one)] ?? 0);
    return new Set(positions).size > 1;
  }

  /** Changes of others that the present reach no longer covers: to be dropped, after everything own was sent. */
  leaving(): readonly Known[] {
    return [...this.#known.values()].filter(({ change }) => {
      if (change.device === this.id.device) return false;
      const state = this.record(change.record);
      const scopes = state ? [state.home, ...state.shared] : [change.scope, ...(change.shared ?? [])];
      return !isReached(this.reach, change.type, scopes);
    });
  }

  drop(list: readonly Known[]): void {
    for (const { change } of list) {
      const id = changeIdOf(change);
      this.#known.delete(id);
      this.#dirtyKnown.delete(id);
      this.#byRecord.set(
        change.record,
        (this.#byRecord.get(change.record) ?? []).filter((other) => other !== id),
      );
      this.#states.delete(change.record);
    }
  }

  get cursor(): Cursor {
    return { epoch: this.meta.epoch, pos: Math.max(0, ...this.reach.map((one) => this.meta.at[reachId(one)] ?? 0)) };
  }
}

/** Which of the four numbers a state counts in; held work was received and waits by itself. */
function numberOf(state: ChangeState): 'pending' | 'received' | 'confirmed' | 'fix' | 'settled' {
  switch (state) {
    case 'pending':
      return 'pending';
    case 'received':
    case 'held':
      return 'received';
    case 'confirmed':
    case 'erased':
      return 'confirmed';
    case 'returned':
    case 'quarantined':
      return 'fix';
    case 'settled':
      return 'settled';
  }
}
