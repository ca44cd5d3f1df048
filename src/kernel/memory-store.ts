/** A hub's log in memory: the store of the simulator and the reference of the storage conformance suite. */
import type { AdmitStore, DeviceLog, Entry, Logged } from './admit.ts';
import type { RecordState } from './fold.ts';
import { GRANT, isReached, type Reach } from './grant.ts';
import { changeIdOf } from './ids.ts';
import { personOf } from './judge.ts';
import type { Part, ServeStore, Told } from './serve.ts';
import { toldTypes } from './sharing.ts';
import type { ChangeId, DeviceId, RecordId } from './types.ts';

type Writes = Parameters<AdmitStore['save']>[0];

export class MemoryStore implements AdmitStore, ServeStore {
  readonly epoch: string;
  readonly #logs = new Map<DeviceId, DeviceLog>();
  readonly #records = new Map<RecordId, RecordState>();
  readonly #grants = new Set<RecordId>();
  readonly #changes = new Map<ChangeId, Logged>();
  readonly #byRecord = new Map<RecordId, Set<ChangeId>>();
  readonly #held = new Set<ChangeId>();
  /** The entry at position `n` stands at index `n - 1`. */
  readonly #entries: Entry[] = [];

  constructor(epoch = 'first') {
    this.epoch = epoch;
  }

  /** This log as another life of the database begins with it: what a backup is. */
  copy(epoch: string): MemoryStore {
    const copy = new MemoryStore(epoch);
    copy.#save(this.whole());
    return copy;
  }

  /** All of it as one write: saved into an empty store, that holds the same. */
  whole(): Writes {
    const [changes, records] = [this.changes(), this.all()];
    return { changes, restated: [], records, entries: this.#entries, logs: this.#logs };
  }

  async deviceLogs(devices: readonly DeviceId[]): Promise<ReadonlyMap<DeviceId, DeviceLog>> {
    return pick(this.#logs, devices);
  }

  async records(ids: readonly RecordId[]): Promise<ReadonlyMap<RecordId, RecordState>> {
    return pick(this.#records, ids);
  }

  async grantsOf(persons: readonly RecordId[]): Promise<readonly RecordState[]> {
    const states = [...this.#grants].map((id) => this.#records.get(id) as RecordState);
    return states.filter((state) => persons.includes(personOf(state) as RecordId));
  }

  async logged(ids: readonly ChangeId[]): Promise<readonly Logged[]> {
    return [...pick(this.#changes, ids).values()];
  }

  async changesOf(records: readonly RecordId[]): Promise<readonly Logged[]> {
    return this.logged(records.flatMap((id) => [...(this.#byRecord.get(id) ?? [])]));
  }

  async heldFor(causes: readonly string[]): Promise<readonly Logged[]> {
    const wanted = new Set(causes);
    const held = [...this.#held].map((id) => this.#changes.get(id) as Logged);
    return held.filter((one) => wanted.has(one.ruling?.cause ?? ''));
  }

  async save(writes: Writes): Promise<void> {
    this.#save(writes);
  }

  #save(writes: Writes): void {
    this.#put([...writes.changes, ...writes.restated], writes.entries);
    for (const state of writes.records) this.#keep(state.id, state);
    for (const [device, log] of writes.logs) this.#logs.set(device, log);
  }

  async read(
    parts: readonly Part[],
    limit: number,
  ): Promise<{ readonly entries: readonly Told[]; readonly top: number }> {
    const entries: Told[] = [];
    const told = parts.map(asTold);
    const from = Math.min(this.#entries.length, ...parts.map((part) => part.after));
    for (let i = from; i < this.#entries.length && entries.length < limit; i++) {
      const { scope, type, id } = this.#entries[i] as Entry;
      const reached = told.some((part) => i >= part.after && isReached([part], type, [scope]));
      if (reached) entries.push({ pos: i + 1, one: this.#changes.get(id) as Logged });
    }
    return { entries, top: this.#entries.length };
  }

  async beside(parts: readonly (Reach & { readonly upTo: number })[], device: DeviceId): Promise<readonly Told[]> {
    const told = parts.map(asTold);
    return this.#entries.flatMap(({ scope, type, id }, i): Told[] => {
      if (!told.some((part) => i < part.upTo && isReached([part], type, [scope]))) return [];
      const one = this.#changes.get(id) as Logged;
      return one.state !== 'confirmed' || one.change.device === device ? [{ pos: i + 1, one }] : [];
    });
  }

  /** Position of the last entry. */
  get top(): number {
    return this.#entries.length;
  }

  /** The log of one device, as it stands. */
  log(device: DeviceId): DeviceLog | null {
    return this.#logs.get(device) ?? null;
  }

  /** Every record, for comparisons. */
  all(): readonly RecordState[] {
    return [...this.#records.values()];
  }

  /** Every change, for comparisons. */
  changes(): readonly Logged[] {
    return [...this.#changes.values()];
  }

  #put(changes: readonly Logged[], entries: readonly Entry[]): void {
    for (const one of changes) {
      const id = changeIdOf(one.change);
      this.#changes.set(id, one);
      const list = this.#byRecord.get(one.change.record);
      if (list) list.add(id);
      else this.#byRecord.set(one.change.record, new Set([id]));
      if (one.state === 'held') this.#held.add(id);
      else this.#held.delete(id);
    }
    for (const entry of entries) this.#entries.push(entry);
  }

  #keep(id: RecordId, state: RecordState): void {
    this.#records.set(id, state);
    if (state.type === GRANT) this.#grants.add(id);
  }
}

const asTold = <P extends Reach>(part: P): P => ({ ...part, types: toldTypes(part) });

const pick = <K, V>(map: ReadonlyMap<K, V>, keys: readonly K[]): Map<K, V> =>
  new Map(keys.flatMap((key) => (map.has(key) ? [[key, map.get(key) as V] as const] : [])));
