/** A hub's log in memory: the store of the simulator and the reference of the storage conformance suite. */
import type { AdmitStore, DeviceLog, Entry, Logged } from './admit.ts';
import type { RecordState } from './fold.ts';
import { GRANT, isReached, type Reach } from './grant.ts';
import { changeIdOf } from './ids.ts';
import { personOf } from './judge.ts';
import type { ChangeId, DeviceId, RecordId } from './types.ts';

export interface PositionedEntry extends Entry {
  readonly pos: number;
}

export class MemoryStore implements AdmitStore {
  readonly #logs = new Map<DeviceId, DeviceLog>();
  readonly #records = new Map<RecordId, RecordState>();
  readonly #changes = new Map<ChangeId, Logged>();
  readonly #byRecord = new Map<RecordId, Set<ChangeId>>();
  readonly #entries: PositionedEntry[] = [];

  async deviceLogs(devices: readonly DeviceId[]): Promise<ReadonlyMap<DeviceId, DeviceLog>> {
    return new Map(
      devices.flatMap((id) => (this.#logs.has(id) ? [[id, this.#logs.get(id) as DeviceLog] as const] : [])),
    );
  }

  async records(ids: readonly RecordId[]): Promise<ReadonlyMap<RecordId, RecordState>> {
    return new Map(
      ids.flatMap((id) => (this.#records.has(id) ? [[id, this.#records.get(id) as RecordState] as const] : [])),
    );
  }

  async grantsOf(persons: readonly RecordId[]): Promise<readonly RecordState[]> {
    return [...this.#records.values()].filter(
      (state) => state.type === GRANT && persons.includes(personOf(state) as RecordId),
    );
  }

  async logged(ids: readonly ChangeId[]): Promise<readonly Logged[]> {
    return ids.flatMap((id) => this.#changes.get(id) ?? []);
  }

  async changesOf(records: readonly RecordId[]): Promise<readonly Logged[]> {
    return records.flatMap((id) =>
      [...(this.#byRecord.get(id) ?? [])].flatMap((change) => this.#changes.get(change) ?? []),
    );
  }

  async heldFor(causes: readonly string[]): Promise<readonly Logged[]> {
    return [...this.#changes.values()].filter(
      (one) => one.state === 'held' && causes.includes(one.ruling?.cause ?? ''),
    );
  }

  async save(writes: Parameters<AdmitStore['save']>[0]): Promise<void> {
    for (const one of [...writes.changes, ...writes.restated]) {
      const id = changeIdOf(one.change);
      this.#changes.set(id, one);
      const list = this.#byRecord.get(one.change.record) ?? new Set();
      this.#byRecord.set(one.change.record, list.add(id));
    }
    for (const state of writes.records) this.#records.set(state.id, state);
    for (const entry of writes.entries) this.#entries.push({ ...entry, pos: this.#entries.length + 1 });
    for (const [device, log] of writes.logs) this.#logs.set(device, log);
  }

  get top(): number {
    return this.#entries.length;
  }

  /** Every record, for comparisons. */
  all(): readonly RecordState[] {
    return [...this.#records.values()];
  }

  /** Entries after each part's own position, in order, each change once (its last entry). */
  entriesFor(reach: readonly (Reach & { readonly after: number })[], limit: number): readonly PositionedEntry[] {
    const wanted = this.#entries.filter((entry) =>
      reach.some((part) => entry.pos > part.after && isReached([part], entry.type, [entry.scope])),
    );
    return wanted.slice(0, limit);
  }
}
