/**
 * The changes a device knows, by record and by type, and the records they make. What was taken off the disk stays packed until something new is
 * heard of its record; records are folded when asked for, not before.
 */
import type { Shape } from './columns.ts';
import { fold, isPlain, type RecordState } from './fold.ts';
import { FoldedGlance, type Glance, KnownGlance, PackedGlance } from './glance.ts';
import { GRANT, type Grant, grantOf } from './grant.ts';
import { changeIdOf } from './ids.ts';
import { resolveIn } from './links.ts';
import type { Run } from './run.ts';
import { type Rested, Shelf } from './shelf.ts';
import type { ChangeId, Known, RecordId } from './types.ts';

export class WorkingCopy {
  #shelf = new Shelf([]);
  readonly #known = new Map<ChangeId, Known>();
  readonly #byRecord = new Map<RecordId, Set<ChangeId>>();
  readonly #byType = new Map<string, Set<RecordId>>();
  readonly #states = new Map<RecordId, RecordState | null>();
  /** Changes that are not confirmed. */
  readonly #open = new Set<ChangeId>();
  /** Records that left the shelf, with their types: lists find them at their old place there. */
  readonly #left = new Set<string>();
  readonly #touched: RecordId[] = [];
  readonly #plain = new Map<Shape, boolean>();
  /** Records of which somebody said that they are the same as another. */
  readonly #aliased = new Set<RecordId>();
  /** Records that were erased. */
  readonly #erased = new Set<RecordId>();

  /** Begins with what rests on the disk. Only before anything else. */
  begin(rested: readonly Rested[]): void {
    this.#shelf = new Shelf(rested);
    for (const record of this.#shelf.restless()) this.#takeDown(record);
  }

  /** Takes a change in, or what is now said of one already here. */
  put(known: Known): void {
    const id = changeIdOf(known.change);
    const { record, type } = known.change;
    // A restored hub may give one id to another change: the later word is right.
    const before = this.#known.get(id)?.change.record ?? this.#shelf.recordOf(id);
    if (before !== null && before !== record) this.forget(id);
    this.#takeDown(record);
    insert(this.#byRecord, record, id);
    if (!this.#left.has(`${type} ${record}`)) insert(this.#byType, type, record);
    this.#set(id, known);
    this.#states.delete(record);
    this.#touched.push(record);
  }

  forget(id: ChangeId): void {
    const shelved = this.#shelf.recordOf(id);
    if (shelved !== null) this.#takeDown(shelved);
    const known = this.#known.get(id);
    if (!known) return;
    this.#known.delete(id);
    this.#open.delete(id);
    this.#byRecord.get(known.change.record)?.delete(id);
    this.#states.delete(known.change.record);
    this.#touched.push(known.change.record);
  }

  #set(id: ChangeId, known: Known): void {
    this.#known.set(id, known);
    if (known.change.kind === 'alias') this.#aliased.add(known.change.record);
    if (known.state !== 'confirmed') this.#open.add(id);
    else {
      this.#open.delete(id);
      if (known.change.kind === 'erase') this.#erased.add(known.change.record);
    }
  }

  /** From here on the record's changes stand one by one. */
  #takeDown(record: RecordId): void {
    for (const known of this.#shelf.take(record)) {
      const id = changeIdOf(known.change);
      insert(this.#byRecord, record, id);
      this.#left.add(`${known.change.type} ${record}`);
      this.#set(id, known);
    }
  }

  get(id: ChangeId): Known | null {
    return this.#known.get(id) ?? this.#shelf.get(id);
  }

  *all(): Iterable<Known> {
    yield* this.#shelf.all();
    yield* this.#known.values();
  }

  /** Every change that is not confirmed. */
  *unsettled(): Iterable<Known> {
    for (const id of this.#open) yield this.#known.get(id) as Known;
  }

  /** All known changes of a record, in the order they were learnt. */
  history(record: RecordId): readonly Known[] {
    const ids = this.#byRecord.get(record);
    return ids ? [...ids].flatMap((id) => this.#known.get(id) ?? []) : this.#shelf.history(record);
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
    const states: RecordState[] = [];
    for (const id of this.#ids(type)) {
      const state = this.record(id);
      if (state?.created && state.type === type) states.push(state);
    }
    return states;
  }

  /** The same records in the same order, without folding those of which there is only one change. */
  *glances(type: string): Iterable<Glance> {
    for (const { run, row, alone } of this.#shelf.rows(type)) {
      if (alone && this.#isPlain(run, row)) yield new PackedGlance(run, row);
      else yield* this.#folded(run.record(row), type);
    }
    for (const id of this.#byType.get(type) ?? []) yield* this.#folded(id, type);
  }

  /** Told by what a change shares with others of its shape: asked once for each. */
  #isPlain(run: Run, row: number): boolean {
    const shape = run.shape(row);
    const before = this.#plain.get(shape);
    if (before !== undefined) return before;
    const plain = isPlain(run.known(row));
    this.#plain.set(shape, plain);
    return plain;
  }

  /** One of them; null when there is no such record, or it is of another type. */
  glance(id: RecordId, type: string): Glance | null {
    const [one] = this.#folded(id, type);
    return one ?? null;
  }

  #folded(id: RecordId, type: string): readonly Glance[] {
    const ids = this.#byRecord.get(id);
    const alone = ids?.size === 1 ? this.#known.get([...ids][0] as ChangeId) : undefined;
    if (alone && isPlain(alone)) return alone.change.type === type ? [new KnownGlance(alone)] : [];
    const state = this.record(id);
    return state?.created && state.type === type ? [new FoldedGlance(state)] : [];
  }

  *#ids(type: string): Iterable<RecordId> {
    for (const { run, row } of this.#shelf.rows(type)) yield run.record(row);
    yield* this.#byType.get(type) ?? [];
  }

  /** How far the story of this copy has come; grows with everything learnt or forgotten, and is given to `touched` later. */
  get version(): number {
    return this.#touched.length;
  }

  /** Records of which something was heard since then. */
  touched(since: number): ReadonlySet<RecordId> {
    return new Set(this.#touched.slice(since));
  }

  /** The record that stands for this one now, see `resolveIn`. */
  resolve(id: RecordId): RecordId {
    return this.#aliased.has(id) ? resolveIn((one) => this.record(one), id) : id;
  }

  isErased(record: RecordId): boolean {
    return this.#erased.has(record);
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
