/** Records folded from their whole history, for what cannot be told from the record and one more change. Read from the store once a batch. */
import type { AdmitStore, Logged } from './admit.ts';
import { fold, type RecordState } from './fold.ts';
import { changeIdOf } from './ids.ts';
import type { ChangeId, RecordId } from './types.ts';

export class Histories {
  readonly #store: Pick<AdmitStore, 'changesOf'>;
  /** What this batch says of changes, by record. */
  readonly #here = new Map<RecordId, Map<ChangeId, Logged>>();
  readonly #stored = new Map<RecordId, readonly Logged[]>();

  constructor(store: Pick<AdmitStore, 'changesOf'>) {
    this.#store = store;
  }

  note(one: Logged): void {
    const { record } = one.change;
    const list = this.#here.get(record);
    if (list) list.set(changeIdOf(one.change), one);
    else this.#here.set(record, new Map([[changeIdOf(one.change), one]]));
  }

  /** What is known here of a record that was folded. */
  of(record: RecordId): readonly Logged[] {
    const all = new Map((this.#stored.get(record) ?? []).map((one) => [changeIdOf(one.change), one]));
    for (const [changeId, one] of this.#here.get(record) ?? []) all.set(changeId, one);
    return [...all.values()];
  }

  /** Brings in what the store has of these, in one question for all that were not asked before. */
  async load(records: readonly RecordId[]): Promise<void> {
    const missing = [...new Set(records)].filter((id) => !this.#stored.has(id));
    if (missing.length === 0) return;
    const found = await this.#store.changesOf(missing);
    for (const id of missing) this.#stored.set(id, []);
    for (const one of found) (this.#stored.get(one.change.record) as Logged[]).push(one);
  }

  async fold(records: readonly RecordId[]): Promise<readonly RecordState[]> {
    await this.load(records);
    return records.flatMap((id) => fold(this.of(id).map(forRecord)) ?? []);
  }
}

/** A hub's records are made of what is confirmed; the rest is known and does not count. */
export const forRecord = (one: Logged): Logged => (one.state === 'confirmed' ? one : { ...one, state: 'returned' });
