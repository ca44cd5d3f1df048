/**
 * How a hub takes in pushes: chain check, judgement, folding, and the release of what waited. The store is passed in (PostgreSQL on a hub,
 * memory in the simulator); everything read and written here happens in one transaction of it, one batch at a time.
 */
import { effective, millisOf } from './clock.ts';
import type { Declarations } from './declare.ts';
import { extend, fold, type RecordState } from './fold.ts';
import { type Grant, grantOf } from './grant.ts';
import { chainNext, EMPTY_CHAIN } from './hash.ts';
import { changeIdOf, isChangeId, isRecordId, personScope } from './ids.ts';
import {
  type Court,
  deviceRecord,
  HOLDER,
  holderRecord,
  judge,
  type RulingSettings,
  type SettleWay,
  type Verdict,
} from './judge.ts';
import type {
  Change,
  ChangeId,
  DeviceId,
  Known,
  Millis,
  NetworkId,
  RecordId,
  Refusal,
  Ruling,
  Scope,
} from './types.ts';
import { groupsOf, type Push } from './wire.ts';

/** A change as a hub keeps it. */
export interface Logged extends Known {
  /** Chain link after this change. */
  readonly link: string;
  /** When this hub received it, and what its device had been told by then. */
  readonly received: Millis;
  readonly toldAt: Millis;
}

/** One entry of the log that replicas read by position: this change, in its present state, for readers of this scope. */
export interface Entry {
  readonly scope: Scope;
  readonly type: string;
  readonly id: ChangeId;
}

export interface DeviceLog {
  readonly last: number;
  readonly link: string;
}

/** What `admit` needs of a store, inside one transaction. Reads see the writes of earlier batches, in commit order. */
export interface AdmitStore {
  deviceLogs(devices: readonly DeviceId[]): Promise<ReadonlyMap<DeviceId, DeviceLog>>;
  records(ids: readonly RecordId[]): Promise<ReadonlyMap<RecordId, RecordState>>;
  /** Grant records of these persons. */
  grantsOf(persons: readonly RecordId[]): Promise<readonly RecordState[]>;
  logged(ids: readonly ChangeId[]): Promise<readonly Logged[]>;
  changesOf(records: readonly RecordId[]): Promise<readonly Logged[]>;
  /** Held changes whose cause is one of these. */
  heldFor(causes: readonly string[]): Promise<readonly Logged[]>;
  /** Whole groups, by (device, first seq, size). */
  save(writes: {
    readonly changes: readonly Logged[];
    readonly restated: readonly Logged[];
    readonly records: readonly RecordState[];
    readonly entries: readonly Entry[];
    readonly logs: ReadonlyMap<DeviceId, DeviceLog>;
  }): Promise<void>;
}

export interface AdmitEnv {
  readonly decl: Declarations;
  readonly network: NetworkId;
  readonly authority: DeviceId;
  readonly settings: RulingSettings;
  readonly now: Millis;
}

export interface Arrival {
  readonly device: DeviceId;
  readonly push: Push;
  /** Last hub time the device proved to have heard. */
  readonly toldAt: Millis;
}

export type Admission =
  | { readonly ok: true; readonly ack: number; readonly rulings: readonly Ruling[] }
  | { readonly ok: false; readonly error: Refusal; readonly last: number };

/**
 * Takes in a batch of pushes in order. Pushes that fail their chain check change nothing and do not disturb the others.
 * @param solved causes of held work that went away by themselves: `schema:…` once this hub was updated.
 */
export async function admit(
  arrivals: readonly Arrival[],
  store: AdmitStore,
  env: AdmitEnv,
  solved: readonly string[] = [],
): Promise<readonly Admission[]> {
  const bench = new Bench(store, env, solved);
  await bench.open(arrivals);
  const outcomes = arrivals.map((arrival) => bench.take(arrival));
  await bench.release();
  await bench.close();
  return outcomes.map((outcome) =>
    outcome.ok ? { ...outcome, rulings: outcome.rulings.map((ruling) => bench.latest(ruling)) } : outcome,
  );
}

/** The working table of one batch. */
class Bench {
  readonly #store: AdmitStore;
  readonly #env: AdmitEnv;
  #logs = new Map<DeviceId, DeviceLog>();
  readonly #records = new Map<RecordId, RecordState>();
  readonly #loadedRecords = new Set<RecordId>();
  readonly #grantIds = new Map<RecordId, Set<RecordId>>();
  readonly #logged = new Map<ChangeId, Logged>();
  /** Confirmed changes of this batch, by record, with the record as it was before. */
  readonly #touched = new Map<RecordId, Logged[]>();
  readonly #fresh = new Set<ChangeId>();
  readonly #restated = new Set<ChangeId>();
  readonly #entries: Entry[] = [];
  /** What may be released by this batch: records that came to exist, changes that were settled. */
  readonly #causes: Set<string>;
  readonly #withdrawn: Logged[] = [];
  readonly #refold = new Set<RecordId>();

  constructor(store: AdmitStore, env: AdmitEnv, solved: readonly string[]) {
    this.#store = store;
    this.#env = env;
    this.#causes = new Set(solved);
  }

  async open(arrivals: readonly Arrival[]): Promise<void> {
    const devices = [...new Set(arrivals.map((arrival) => arrival.device))];
    this.#logs = new Map(await this.#store.deviceLogs(devices));
    const wanted: ChangeId[] = [];
    for (const { device, push } of arrivals) {
      const { last } = this.#logs.get(device) ?? { last: 0 };
      // Replayed seqs and the one before the push are compared with what is stored; the last link stands in the device's log.
      for (let seq = push.from - 1; seq <= Math.min(last, push.from + push.changes.length - 1); seq++)
        if (seq > 0 && (seq >= push.from || seq < last)) wanted.push(changeIdOf({ device, seq }));
    }
    if (wanted.length > 0)
      for (const logged of await this.#store.logged(wanted)) this.#logged.set(changeIdOf(logged.change), logged);
    await this.#load(arrivals.flatMap((arrival) => arrival.push.changes));
  }

  /** Brings in every record, grant and change that judging these may look up. */
  async #load(changes: readonly Change[]): Promise<void> {
    const records = new Set<RecordId>();
    const persons = new Set<RecordId>();
    const ids = new Set<ChangeId>();
    for (const change of changes) {
      records.add(change.record).add(deviceRecord(change.device));
      if (change.grant) records.add(change.grant);
      if (change.by) records.add(holderRecord(change.device, change.by));
      if (isChangeId(change.record) && (change.record as string) !== changeIdOf(change)) ids.add(change.record);
      for (const value of Object.values(change.body ?? {})) if (isRecordId(value)) records.add(value);
      if (change.type === HOLDER && isRecordId(change.body?.['person'])) persons.add(change.body['person']);
      if (change.kind === 'settle' && isChangeId(change.body?.['of'])) ids.add(change.body['of']);
    }
    const missing = [...records].filter((id) => !this.#loadedRecords.has(id));
    for (const id of missing) this.#loadedRecords.add(id);
    if (missing.length > 0) for (const state of (await this.#store.records(missing)).values()) this.#keep(state);
    const unknown = [...persons].filter((id) => !this.#grantIds.has(id));
    for (const person of unknown) this.#grantIds.set(person, new Set());
    if (unknown.length > 0)
      for (const state of await this.#store.grantsOf(unknown)) if (!this.#records.has(state.id)) this.#keep(state);
    // Origins are read for their salt only where the record does not carry it.
    const wanted = [...ids].filter((id) => !this.#logged.has(id) && !this.#records.has(id as unknown as RecordId));
    if (wanted.length > 0) await this.#loadGroups(await this.#store.logged(wanted));
  }

  /** A settled change stands for its whole group. */
  async #loadGroups(found: readonly Logged[]): Promise<void> {
    const rest: ChangeId[] = [];
    for (const logged of found) {
      this.#logged.set(changeIdOf(logged.change), logged);
      const [first, size] = logged.change.group ?? [logged.change.seq, 1];
      for (let seq = first; seq < first + size; seq++) rest.push(changeIdOf({ device: logged.change.device, seq }));
    }
    const missing = rest.filter((id) => !this.#logged.has(id));
    if (missing.length > 0)
      for (const logged of await this.#store.logged(missing)) this.#logged.set(changeIdOf(logged.change), logged);
  }

  #keep(state: RecordState): void {
    this.#records.set(state.id, state);
    const grant = grantOf(state);
    if (grant) this.#grantIds.get(grant.person)?.add(state.id) ?? this.#grantIds.set(grant.person, new Set([state.id]));
  }

  #saltFor(change: Change): string {
    if (change.salt !== undefined) return change.salt;
    return (
      this.#records.get(change.record)?.salt ||
      (this.#logged.get(change.record as unknown as ChangeId)?.change.salt ?? '')
    );
  }

  take(arrival: Arrival): Admission {
    const { device, push } = arrival;
    const log = this.#logs.get(device) ?? { last: 0, link: EMPTY_CHAIN };
    if (push.from > log.last + 1) return { ok: false, error: { code: 'SYNC-GAP' }, last: log.last };
    const clone: Admission = { ok: false, error: { code: 'DEVICE-CLONE' }, last: log.last };
    const before = push.from === 1 ? EMPTY_CHAIN : this.#linkAt(device, push.from - 1, log);
    if (before !== push.prev) return clone;
    const links: string[] = [];
    const own = new Map<string, string>();
    let link = before;
    for (const change of push.changes) {
      if (change.salt !== undefined) own.set(changeIdOf(change), change.salt);
      link = chainNext(link, this.#env.network, change, change.salt ?? own.get(change.record) ?? this.#saltFor(change));
      links.push(link);
      if (change.seq <= log.last && this.#linkAt(device, change.seq, log) !== link) return clone;
    }
    const groups = groupsOf(push.changes);
    if (!groups.ok) return { ok: false, error: groups.error, last: log.last };
    const rulings: Ruling[] = [];
    let last = log.last;
    for (const group of groups.value) {
      const head = group[0] as Change;
      if (head.seq > last) {
        rulings.push(
          this.#rule(group, links.slice(head.seq - push.from, head.seq - push.from + group.length), arrival.toldAt),
        );
        last = head.seq + group.length - 1;
      } else {
        const known = this.#logged.get(changeIdOf(head));
        if (known) rulings.push(plainRuling(known, group.length));
      }
    }
    if (last > log.last) this.#logs.set(device, { last, link: links[last - push.from] as string });
    return { ok: true, ack: Math.max(last, log.last), rulings };
  }

  #linkAt(device: DeviceId, seq: number, log: DeviceLog): string | undefined {
    return seq === log.last ? log.link : this.#logged.get(changeIdOf({ device, seq }))?.link;
  }

  #court(received: Millis, toldAt: Millis): Court {
    const { decl, settings, authority } = this.#env;
    return {
      decl,
      settings,
      authority,
      received,
      toldAt,
      record: (id) => this.#records.get(id) ?? null,
      grantsOf: (person) => this.#grantsOf(person),
      known: (id) => this.#logged.get(id as ChangeId) ?? null,
    };
  }

  #grantsOf(person: RecordId): readonly Grant[] {
    return [...(this.#grantIds.get(person) ?? [])].flatMap((id) => {
      const state = this.#records.get(id);
      const grant = state ? grantOf(state) : null;
      return grant ? [grant] : [];
    });
  }

  #rule(group: readonly Change[], links: readonly string[], toldAt: Millis): Ruling {
    const received = this.#env.now;
    const verdict = judge(group, this.#court(received, toldAt));
    const ruling = rulingOf(group, verdict, received);
    const logged = group.map(
      (change, i): Logged => ({
        change,
        eff: effective(change.stamp, received),
        state: verdict.state,
        ...(isPlain(ruling) ? {} : { ruling }),
        link: links[i] as string,
        received,
        toldAt,
      }),
    );
    for (const one of logged) {
      this.#logged.set(changeIdOf(one.change), one);
      this.#fresh.add(changeIdOf(one.change));
    }
    this.#apply(logged);
    return ruling;
  }

  /** Consequences of a ruling: records, entries, settlements, and what may now be released. */
  #apply(group: readonly Logged[]): void {
    for (const one of group) {
      const { change } = one;
      if (one.state === 'confirmed' && change.kind !== 'settle') this.#write(one);
      const record = this.#records.get(change.record);
      const scopes = new Set<Scope>([record?.home ?? change.scope, ...(record?.shared ?? change.shared ?? [])]);
      if (one.state !== 'confirmed') {
        if (change.by) scopes.add(personScope(change.by));
        if (one.ruling?.handed) scopes.add(personScope(one.ruling.handed));
      }
      for (const scope of scopes) this.#entries.push({ scope, type: change.type, id: changeIdOf(change) });
      if (one.state === 'confirmed' && change.kind === 'settle') this.#settle(one);
    }
  }

  #write(one: Logged): void {
    const id = one.change.record;
    const before = this.#records.get(id) ?? null;
    const list = this.#touched.get(id);
    if (list) list.push(one);
    else this.#touched.set(id, [one]);
    const after = this.#refold.has(id) ? null : extend(before, one);
    if (after === null) this.#refold.add(id);
    // A record that only its whole history can tell is folded in `close`; until then judges see it as it was before this batch.
    const state = after ?? before ?? fold([one]);
    if (state) this.#keep(state);
    if (before === null) this.#causes.add(id);
  }

  #settle(by: Logged): void {
    const of = by.change.body?.['of'] as ChangeId;
    const how = by.change.body?.['how'] as SettleWay;
    const target = this.#logged.get(of);
    if (!target) return;
    const [first, size] = target.change.group ?? [target.change.seq, 1];
    for (let seq = first; seq < first + size; seq++) {
      const one = this.#logged.get(changeIdOf({ device: target.change.device, seq }));
      if (!one) continue;
      const ruling = one.ruling as Ruling;
      if (how === 'handed')
        this.#restate({ ...one, ruling: { ...ruling, handed: by.change.body?.['to'] as RecordId } });
      else if (how === 'refused')
        this.#restate({
          ...one,
          state: 'returned',
          ruling: { ...ruling, state: 'returned', code: 'QUARANTINE-REFUSED' },
        });
      // Judged like work that waited for this decision: `release` does it below.
      else if (how === 'accepted')
        this.#restate({ ...one, state: 'held', ruling: { ...ruling, state: 'held', cause: of } });
      else {
        const next: Logged = { ...one, state: 'settled', ruling: { ...ruling, state: 'settled' } };
        this.#restate(next);
        if (how === 'withdrawn') this.#withdrawn.push(next);
      }
    }
    this.#causes.add(of);
  }

  #restate(one: Logged): void {
    const id = changeIdOf(one.change);
    this.#logged.set(id, one);
    if (!this.#fresh.has(id)) this.#restated.add(id);
    this.#apply([one]);
  }

  /** Judges again what waited for something this batch brought; what waited for withdrawn work is withdrawn with it. */
  async release(): Promise<void> {
    for (let round = 0; this.#causes.size > 0 || this.#withdrawn.length > 0; round++) {
      const causes = [...this.#causes, ...this.#withdrawn.map((one) => one.change.record as string)];
      const dropped = new Set(this.#withdrawn.map((one) => one.change.record as string));
      this.#causes.clear();
      this.#withdrawn.length = 0;
      const stored = await this.#store.heldFor(causes);
      const here = [...this.#logged.values()].filter(
        (one) => one.state === 'held' && causes.includes(one.ruling?.cause ?? ''),
      );
      const waiting = new Map([...stored, ...here].map((one) => [changeIdOf(one.change), one]));
      for (const [id, one] of waiting) if (!this.#logged.has(id)) this.#logged.set(id, one);
      await this.#load([...waiting.values()].map((one) => one.change));
      for (const group of byGroup([...waiting.keys()].map((id) => this.#logged.get(id) as Logged))) {
        const head = group[0] as Logged;
        if (head.state !== 'held') continue;
        const cause = head.ruling?.cause ?? '';
        if (dropped.has(cause) && !this.#records.has(cause as RecordId)) {
          for (const one of group) {
            const next: Logged = { ...one, state: 'settled', ruling: { ...(one.ruling as Ruling), state: 'settled' } };
            this.#restate(next);
            this.#withdrawn.push(next);
          }
          continue;
        }
        const changes = group.map((one) => one.change);
        const released = cause === changeIdOf(head.change);
        const verdict = judge(changes, { ...this.#court(head.received, head.toldAt), released });
        if (verdict.state === 'held' && verdict.cause === cause) continue;
        const ruling = rulingOf(changes, verdict, head.received);
        for (const one of group) this.#restate({ ...one, state: verdict.state, ruling });
      }
    }
  }

  /** Folds what needs its whole history and writes everything. */
  async close(): Promise<void> {
    const states = new Map<RecordId, RecordState>();
    const whole = [...this.#refold];
    const stored = whole.length > 0 ? await this.#store.changesOf(whole) : [];
    const history = new Map<RecordId, Map<ChangeId, Logged>>(whole.map((id) => [id, new Map()]));
    for (const one of stored) history.get(one.change.record)?.set(changeIdOf(one.change), one);
    for (const one of this.#logged.values()) history.get(one.change.record)?.set(changeIdOf(one.change), one);
    for (const [id, list] of history) {
      const confirmed = [...list.values()].map((one) =>
        one.state === 'held' ? { ...one, state: 'returned' as const } : one,
      );
      const state = fold(confirmed);
      if (state) states.set(id, state);
    }
    for (const id of this.#touched.keys()) {
      const state = states.get(id) ?? this.#records.get(id);
      if (state) states.set(id, state);
    }
    const pick = (ids: ReadonlySet<ChangeId>): Logged[] => [...ids].map((id) => this.#logged.get(id) as Logged);
    await this.#store.save({
      changes: pick(this.#fresh),
      restated: pick(this.#restated),
      records: [...states.values()],
      entries: this.#entries,
      logs: this.#logs,
    });
  }

  /** A ruling made early in the batch may have changed by its end. */
  latest(ruling: Ruling): Ruling {
    const one = this.#logged.get(changeIdOf({ device: ruling.device, seq: ruling.first }));
    if (!one) return ruling;
    return one.ruling ?? plainRuling(one, ruling.size);
  }
}

function rulingOf(group: readonly Change[], verdict: Verdict, received: Millis): Ruling {
  const head = group[0] as Change;
  return { device: head.device, first: head.seq, size: group.length, received, ...verdict };
}

/** The ruling of a change that carries none: confirmed without a remark. */
export const plainRuling = (one: Logged, size: number): Ruling =>
  one.ruling ?? { device: one.change.device, first: one.change.seq, size, state: one.state, received: one.received };

/** A plain confirmation needs no record of its own. */
const isPlain = (ruling: Ruling): boolean => ruling.state === 'confirmed' && ruling.flags === undefined;

/** Groups in the order they were received, then written. */
function byGroup(list: readonly Logged[]): readonly (readonly Logged[])[] {
  const groups = new Map<string, Logged[]>();
  for (const one of list) {
    const key = `${one.change.device}.${one.change.group?.[0] ?? one.change.seq}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  const all = [...groups.values()];
  for (const group of all) group.sort((a, b) => a.change.seq - b.change.seq);
  return all.sort((a, b) => {
    const [x, y] = [a[0] as Logged, b[0] as Logged];
    return (
      x.received - y.received || millisOf(x.change.stamp) - millisOf(y.change.stamp) || x.change.seq - y.change.seq
    );
  });
}
