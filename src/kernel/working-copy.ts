/**
 * The changes a device knows, by record and by type, and the records they make. What was taken off the disk stays in closed drawers until its type
 * is asked for, and packed until something new is heard of its record; records are folded when asked for, not before.
 */
import type { Shape } from './columns.ts';
import { creates, fold, isPlain, isShareOnly, type RecordState } from './fold.ts';
import { EditedGlance, FoldedGlance, type Glance, KnownGlance, PackedGlance, standingEdits } from './glance.ts';
import { GRANT, type Grant, grantOf } from './grant.ts';
import { changeIdOf } from './ids.ts';
import { resolveIn } from './links.ts';
import type { Run } from './run.ts';
import { joined } from './segments.ts';
import { type Drawer, type Rested, type Row, Shelf } from './shelf.ts';
import type { ChangeId, DeviceId, Known, RecordId, Ruling } from './types.ts';

export class WorkingCopy {
  readonly #shelf = new Shelf();
  /** By type, what nobody asked for yet, the fewest first. */
  #closed: ReadonlyMap<string, readonly Drawer[]> = new Map();
  #closedAliases = false;
  readonly #known = new Map<ChangeId, Known>();
  /** Of those that were taken off the disk, in which writing. */
  readonly #writings = new Map<ChangeId, number>();
  readonly #byRecord = new Map<RecordId, Set<ChangeId>>();
  readonly #byType = new Map<string, Set<RecordId>>();
  readonly #states = new Map<RecordId, RecordState | null>();
  /** Changes that are not confirmed. */
  readonly #open = new Set<ChangeId>();
  /** Records that left the shelf, with their types: lists find them at their old place there. */
  readonly #left = new Set<string>();
  readonly #touched: RecordId[] = [];
  readonly #looks = new Map<Shape, Looks>();
  /** The type that was looked through last: whatever stands around a list asks of it what the list did. */
  #glances = { type: '', version: -1, closed: this.#closed, found: [] as readonly Glance[] };
  /** Rights of whoever was asked for, as long as nothing new is heard. */
  #grants = { version: -1, of: new Map<RecordId, readonly Grant[]>() };
  /** Records of which somebody said that they are the same as another. */
  readonly #aliased = new Set<RecordId>();
  /** Records that were erased. */
  readonly #erased = new Set<RecordId>();

  readonly #onErased: (record: RecordId) => void;

  /** @param onErased told of records that are found to be erased when their drawer is opened. */
  constructor(onErased: (record: RecordId) => void = () => {}) {
    this.#onErased = onErased;
  }

  /** Begins with what rests on the disk. Only before anything else. Of one record everything lies in drawers of one type. */
  begin(drawers: readonly Drawer[]): void {
    const byType = new Map<string, Drawer[]>();
    for (const drawer of drawers) byType.set(drawer.type, [...(byType.get(drawer.type) ?? []), drawer]);
    this.#close([...byType].sort(([, a], [, b]) => a.length - b.length));
    for (const [type, some] of this.#closed) if (some.some((one) => one.unsettled)) this.need(type);
  }

  /** Opens what rests of a type. Whatever was heard meanwhile of its records stays the later word. */
  need(type: string): void {
    const drawers = this.#closed.get(type);
    if (!drawers) return;
    this.#close([...this.#closed].filter(([other]) => other !== type));
    const restless = this.#shelf.add(drawers.map((one) => one.open()));
    const open = [...this.#open].map((id) => (this.#known.get(id) as Known).change.record);
    for (const record of new Set([...(this.#byType.get(type) ?? []), ...open])) {
      const said = this.#byRecord.get(record);
      if (!said || !this.#shelf.has(record)) continue;
      this.#byType.get(type)?.delete(record);
      this.#byRecord.delete(record);
      this.#takeDown(record);
      for (const id of said) insert(this.#byRecord, record, id);
      this.#states.delete(record);
    }
    for (const record of restless) {
      this.#takeDown(record);
      if (this.#erased.has(record)) this.#onErased(record);
    }
  }

  #close(types: readonly (readonly [string, readonly Drawer[]])[]): void {
    this.#closed = new Map(types);
    this.#closedAliases = types.some(([, drawers]) => drawers.some((one) => one.aliases));
  }

  #needAll(): void {
    for (const type of this.#closed.keys()) this.need(type);
  }

  /** Opens drawers until this record is found, the small ones first. Of which type it is, no change tells that came back: who wrote that may lie. */
  #find(record: RecordId): void {
    if (this.#closed.size === 0) return;
    for (const id of this.#byRecord.get(record) ?? []) {
      const { change, state } = this.#known.get(id) as Known;
      if (state !== 'confirmed' && state !== 'pending') continue;
      this.need(change.type);
      return;
    }
    for (const type of this.#closed.keys()) {
      if (this.#shelf.has(record)) return;
      this.need(type);
    }
  }

  /** Takes a change in, or what is now said of one already here; its drawer is open then (`get`). */
  put(known: Known): ChangeId {
    const id = changeIdOf(known.change);
    const { record, type } = known.change;
    // A restored hub may give one id to another change: the later word is right.
    const before = this.#known.get(id)?.change.record ?? this.#shelf.recordOf(id);
    if (before !== null && before !== record) this.forget(id);
    this.#takeDown(record);
    insert(this.#byRecord, record, id);
    if (!this.#left.has(`${type} ${record}`)) insert(this.#byType, type, record);
    // What it was once said to replace, it replaces: a snapshot tells no more of that.
    this.#set(id, joined(known, this.#known.get(id) ?? null));
    this.#writings.delete(id);
    this.#states.delete(record);
    this.#touched.push(record);
    return id;
  }

  // ---- columns as they arrive (`arrival.ts`) ----

  isHere(type: string, device: DeviceId, seq: number): boolean {
    this.need(type);
    return this.#shelf.holds(device, seq) || (this.#known.size > 0 && this.#known.has(changeIdOf({ device, seq })));
  }

  isLoose(type: string, record: RecordId): boolean {
    return this.#byRecord.has(record) || (this.#left.size > 0 && this.#left.has(`${type} ${record}`));
  }

  /** The change that made a record of which nothing is loose. */
  origin(record: RecordId): Known['change'] | null {
    return this.#shelf.history(record).find(({ change }) => creates(change))?.change ?? null;
  }

  /** Takes in runs of plain changes, none of them here yet and none of a record that is loose. */
  shelve(rested: readonly Rested[]): void {
    this.#shelf.add(rested);
    for (const { run } of rested)
      for (let row = 0; row < run.length; row++) {
        const record = run.record(row);
        this.#states.delete(record);
        this.#touched.push(record);
      }
  }

  forget(id: ChangeId): void {
    const type = this.get(id)?.change.type;
    if (type !== undefined) this.need(type);
    const shelved = this.#shelf.recordOf(id);
    if (shelved !== null) this.#takeDown(shelved);
    const known = this.#known.get(id);
    if (!known) return;
    this.#known.delete(id);
    this.#open.delete(id);
    const said = this.#byRecord.get(known.change.record);
    said?.delete(id);
    if (said?.size === 0) this.#byRecord.delete(known.change.record);
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
    for (const { known, w } of this.#shelf.take(record)) {
      const id = changeIdOf(known.change);
      const before = this.#known.get(id);
      // A restored hub gave the id to a change of another type, which lay in another drawer.
      if (before && before.change.record !== record) {
        if ((this.#writings.get(id) ?? w) >= w) continue;
        this.forget(id);
      }
      insert(this.#byRecord, record, id);
      this.#left.add(`${known.change.type} ${record}`);
      const said = this.#known.get(id);
      this.#set(id, said ? joined(said, known) : known);
      if (!said) this.#writings.set(id, w);
    }
  }

  /** @param type its type, where that is known: all else stays closed. */
  get(id: ChangeId, type?: string): Known | null {
    if (type !== undefined) this.need(type);
    const known = this.#here(id);
    if (known || type !== undefined) return known;
    for (const closed of this.#closed.keys()) {
      this.need(closed);
      const found = this.#here(id);
      if (found) return found;
    }
    return null;
  }

  #here(id: ChangeId): Known | null {
    return this.#known.get(id) ?? this.#shelf.get(id);
  }

  *all(): Iterable<Known> {
    this.#needAll();
    yield* this.#shelf.all();
    yield* this.#known.values();
  }

  /** Every change that is not confirmed. */
  *unsettled(): Iterable<Known> {
    for (const id of this.#open) yield this.#known.get(id) as Known;
  }

  /** All known changes of a record, in the order they were learnt. */
  history(record: RecordId): readonly Known[] {
    this.#find(record);
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

  /** The same records in the same order, without folding those that are plain. */
  glances(type: string): readonly Glance[] {
    this.need(type);
    const last = this.#glances;
    if (last.type === type && last.version === this.version && last.closed === this.#closed) return last.found;
    const found: Glance[] = [];
    const isSilent = (run: Run, row: number): boolean => this.#looksOf(run.shape(row)).isSilent;
    this.#shelf.rows(type, isSilent, (run, row, more) => {
      const one = this.#glanced(run, row, more);
      if (one) found.push(one);
      else found.push(...this.#folded(run.record(row), type));
    });
    for (const id of this.#byType.get(type) ?? []) found.push(...this.#folded(id, type));
    this.#glances = { type, version: this.version, closed: this.#closed, found };
    return found;
  }

  /** A record of which one change says everything, or one and edits of which each saw what it replaces; null when it has to be folded. */
  #glanced(run: Run, row: number, more: readonly Row[] | null): Glance | null {
    if (!more || !this.#looksOf(run.shape(row)).isPlain) return null;
    const made = new PackedGlance(run, row);
    if (more.length === 0) return made;
    if (!run.isOwn(row) || !more.every((one) => this.#looksOf(one.run.shape(one.row)).isEdit)) return null;
    const fields = standingEdits({ run, row }, more);
    return (
      fields &&
      new EditedGlance(
        made,
        more.map((one) => new PackedGlance(one.run, one.row)),
        fields,
      )
    );
  }

  /** What a change is, told by what it shares with others of its shape: asked once for each. */
  #looksOf(shape: Shape): Looks {
    const before = this.#looks.get(shape);
    if (before) return before;
    const known = sampleOf(shape);
    const looks = { isPlain: isPlain(known), isSilent: saysNothing(known), isEdit: isEdit(known) };
    this.#looks.set(shape, looks);
    return looks;
  }

  /** One of them; null when there is no such record, or it is of another type. */
  glance(id: RecordId, type: string): Glance | null {
    const [one] = this.#folded(id, type);
    return one ?? null;
  }

  #folded(id: RecordId, type: string): readonly Glance[] {
    this.need(type);
    const ids = this.#byRecord.get(id);
    const alone = ids?.size === 1 ? this.#known.get([...ids][0] as ChangeId) : undefined;
    if (alone && isPlain(alone)) return alone.change.type === type ? [new KnownGlance(alone)] : [];
    const state = this.record(id);
    return state?.created && state.type === type ? [new FoldedGlance(state)] : [];
  }

  #ids(type: string): readonly RecordId[] {
    this.need(type);
    const ids: RecordId[] = [];
    const each = (run: Run, row: number): unknown => ids.push(run.record(row));
    this.#shelf.rows(type, () => true, each);
    return [...ids, ...(this.#byType.get(type) ?? [])];
  }

  /** How far the story of this copy has come; grows with everything learnt or forgotten, and is given to `touched` later. */
  get version(): number {
    return this.#touched.length;
  }

  /** Records of which something was heard since then. */
  touched(since: number): ReadonlySet<RecordId> {
    return new Set(this.#touched.slice(since));
  }

  /** The record that stands for this one now, see `resolveIn`. @param type its type, where that is known. */
  resolve(id: RecordId, type?: string): RecordId {
    // Mostly nothing closed says of any record that it is the same as another.
    if (this.#closedAliases) {
      if (type === undefined) this.#find(id);
      else this.need(type);
    }
    return this.#aliased.has(id) ? resolveIn((one) => this.record(one), id) : id;
  }

  isErased(record: RecordId): boolean {
    return this.#erased.has(record);
  }

  /** Rights are what the authority confirmed of them; one that was only given here so far counts as it was given. */
  grantsOf(person: RecordId): readonly Grant[] {
    // Asked for every button of a screen, where thousands may have a right.
    if (this.#grants.version !== this.version) this.#grants = { version: this.version, of: new Map() };
    const before = this.#grants.of.get(person);
    if (before) return before;
    const found: Grant[] = [];
    for (const glance of this.glances(GRANT)) {
      if (glance.state === null && glance.text('person') !== person) continue;
      const grant = grantOf(this.confirmed(glance.id) ?? (this.record(glance.id) as RecordState));
      if (grant?.person === person) found.push(grant);
    }
    this.#grants.of.set(person, found);
    return found;
  }
}

interface Looks {
  readonly isPlain: boolean;
  readonly isSilent: boolean;
  readonly isEdit: boolean;
}

/** A change of a shape, with 0 for everything that a column says. */
function sampleOf({ as, state, ruling, fields }: Shape): Known {
  const body = fields ? Object.fromEntries(fields.map((field) => [field, 0])) : as['body'];
  const change = { ...as, body } as unknown as Known['change'];
  return { change, eff: 0, state, ...(ruling && { ruling: {} as Ruling }) };
}

/** Only who may read the record, and nothing of it. */
const saysNothing = ({ change, state, ruling }: Known): boolean =>
  state === 'confirmed' && ruling === undefined && isShareOnly(change);

/** Writes fields over what was said before, and nothing else. */
const isEdit = ({ change, state, ruling }: Known): boolean =>
  state === 'confirmed' &&
  ruling === undefined &&
  change.kind === 'set' &&
  change.shared === undefined &&
  change.body !== null &&
  Object.keys(change.body).every((field) => !/[.:]/.test(field));

function insert<K, V>(index: Map<K, Set<V>>, key: K, value: V): void {
  const set = index.get(key);
  if (set) set.add(value);
  else index.set(key, new Set([value]));
}
