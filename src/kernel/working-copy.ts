/** The changes a device knows, by record and by type, and the records they make. Folded when asked for, not before. */
import { fold, type RecordState } from './fold.ts';
import { GRANT, type Grant, grantOf } from './grant.ts';
import { changeIdOf } from './ids.ts';
import { resolveIn } from './links.ts';
import type { ChangeId, Known, RecordId } from './types.ts';

export class WorkingCopy {
  readonly #known = new Map<ChangeId, Known>();
  readonly #byRecord = new Map<RecordId, Set<ChangeId>>();
  readonly #byType = new Map<string, Set<RecordId>>();
  readonly #states = new Map<RecordId, RecordState | null>();
  /** Grows with everything learnt or forgotten. */
  version = 0;

  /** Takes a change in, or what is now said of one already here. */
  put(known: Known): void {
    const id = changeIdOf(known.change);
    const { record, type } = known.change;
    const before = this.#known.get(id);
    // A restored hub may give one id to another change: the later word is right.
    if (before && before.change.record !== record) this.forget(id);
    insert(this.#byRecord, record, id);
    insert(this.#byType, type, record);
    this.#known.set(id, known);
    this.#states.delete(record);
    this.version++;
  }

  forget(id: ChangeId): void {
    const known = this.#known.get(id);
    if (!known) return;
    this.#known.delete(id);
    this.#byRecord.get(known.change.record)?.delete(id);
    this.#states.delete(known.change.record);
    this.version++;
  }

  get(id: ChangeId): Known | null {
    return this.#known.get(id) ?? null;
  }

  all(): IterableIterator<Known> {
    return this.#known.values();
  }

  /** All known changes of a record, in the order they were learnt. */
  history(record: RecordId): readonly Known[] {
    return [...(this.#byRecord.get(record) ?? [])].flatMap((id) => this.#known.get(id) ?? []);
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
    if (state?.unconfirmed === 0) return state;
    return fold(
      this.history(id).map((known) => (known.state === 'confirmed' ? known : { ...known, state: 'returned' })),
    );
  }

  /** Records of a type that exist, hidden ones included. */
  list(type: string): readonly RecordState[] {
    return [...(this.#byType.get(type) ?? [])].flatMap((id) => {
      const state = this.record(id);
      return state?.created && state.type === type ? [state] : [];
    });
  }

  /** The record that stands for this one now, see `resolveIn`. */
  resolve(id: RecordId): RecordId {
    return resolveIn((one) => this.record(one), id);
  }

  /** Rights are what the authority confirmed of them; one that was only given here so far counts as it was given. */
  grantsOf(person: RecordId): readonly Grant[] {
    return this.list(GRANT).flatMap((state) => {
      const grant = grantOf(this.confirmed(state.id) ?? state);
      return grant?.person === person ? [grant] : [];
    });
  }
}

function insert<K, V>(index: Map<K, Set<V>>, key: K, value: V): void {
  const set = index.get(key);
  if (set) set.add(value);
  else index.set(key, new Set([value]));
}
