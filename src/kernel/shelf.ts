/**
 * Changes taken off the disk and left packed: found by id, record and type, without making a single one before it is asked for.
 *
 * Only records of which everything is confirmed stay here, and they leave as soon as anything new is heard of them (`take`): what is packed never
 * changes.
 */
import type { Shape } from './columns.ts';
import { isDerived } from './id-shapes.ts';
import { isChangeId, parseChangeId } from './ids.ts';
import type { Run } from './run.ts';
import type { ChangeId, DeviceId, Known, RecordId } from './types.ts';

/** Run and row in one number: at most 16,384 runs of 65,536 rows. */
export type Place = number;
const ROW_BITS = 16;
const ROW_MASK = 0xffff;

export interface Rested {
  readonly run: Run;
  /** Number of the writing that put each row there, or one for all: of two copies of a change the later written one is right. */
  readonly w: number | readonly number[];
  /** Rows that the person who opens may read. */
  reads(row: number): boolean;
}

const isRestless = ({ state, as }: Shape): boolean =>
  state !== 'confirmed' || as['kind'] === 'alias' || as['kind'] === 'erase';

/**
 * The places of one device's changes, by seq, in pages of neighbours: a log is mostly here from end to end, and entering each of tens of thousands
 * of numbers in a Map costs a slow phone several times as much.
 */
class Seqs {
  /** Per page, place + 1 of each of its changes, or 0. */
  readonly #pages = new Map<number, Int32Array>();
  #number = -1;
  #page: Int32Array | undefined;

  get(seq: number): Place | undefined {
    const page = this.#at(seq);
    const found = page === undefined ? 0 : (page[seq % PAGE] as number);
    return found === 0 ? undefined : found - 1;
  }

  set(seq: number, place: Place): void {
    let page = this.#at(seq);
    if (page === undefined) {
      page = new Int32Array(PAGE);
      this.#page = page;
      this.#pages.set(this.#number, page);
    }
    page[seq % PAGE] = place + 1;
  }

  delete(seq: number): void {
    const page = this.#at(seq);
    if (page) page[seq % PAGE] = 0;
  }

  #at(seq: number): Int32Array | undefined {
    const number = Math.floor(seq / PAGE);
    if (number !== this.#number) {
      this.#number = number;
      this.#page = this.#pages.get(number);
    }
    return this.#page;
  }
}
const PAGE = 128;

const rankIn = (ranks: readonly Int32Array[], place: Place): number =>
  (ranks[place >> ROW_BITS] as Int32Array)[place & ROW_MASK] as number;

export class Shelf {
  readonly #runs: readonly Run[];
  /** Where each change stands, by device and seq. */
  readonly #changes = new Map<DeviceId, Seqs>();
  /** Changes of records that do not bear the id of one of them, in the order they were met. */
  readonly #records = new Map<RecordId, Place | Place[]>();
  /** Those of the others, by the place of the change that bears it; one that is alone is not here. */
  readonly #several = new Map<Place, Place[]>();
  /** Per type, the first change of each record that says it, in the order they were met. */
  readonly #types = new Map<string, Place[]>();
  readonly #order: readonly Place[];
  #someTaken = false;

  constructor(rested: readonly Rested[]) {
    this.#runs = rested.map(({ run }) => run);
    const ranks = rested.map(({ run }) => new Int32Array(run.length));
    this.#order = this.#latest(rested, ranks);
    this.#index(ranks);
  }

  /**
   * All changes in the order they were first met, each where it stands in its latest writing.
   * @param ranks filled in: per run and row, where in that order it stands.
   */
  #latest(rested: readonly Rested[], ranks: readonly Int32Array[]): readonly Place[] {
    const order: Place[] = [];
    const written = (place: Place): number => {
      const { w } = rested[place >> ROW_BITS] as Rested;
      return typeof w === 'number' ? w : (w[place & ROW_MASK] as number);
    };
    let device: DeviceId | null = null;
    let seqs = new Seqs();
    for (const [number, one] of rested.entries()) {
      const { run } = one;
      const mine = ranks[number] as Int32Array;
      const logs = run.logs();
      for (let row = 0; row < run.length; row++) {
        if (!one.reads(row)) continue;
        const place = (number << ROW_BITS) | row;
        if (logs.devices[row] !== device) {
          device = logs.devices[row] as DeviceId;
          seqs = this.#changes.get(device) ?? new Seqs();
          this.#changes.set(device, seqs);
        }
        const seq = logs.seqs[row] as number;
        const before = seqs.get(seq);
        if (before === undefined) {
          seqs.set(seq, place);
          mine[row] = order.length;
          order.push(place);
        } else if (written(before) < written(place)) {
          seqs.set(seq, place);
          const rank = rankIn(ranks, before);
          mine[row] = rank;
          order[rank] = place;
        }
      }
    }
    return order;
  }

  #index(ranks: readonly Int32Array[]): void {
    const several: Place[][] = [];
    // Mostly a row is of the shape of the one before: what that tells is not asked again.
    let [shape, type] = [undefined as Shape | undefined, ''];
    for (const place of this.#order) {
      const run = this.#run(place);
      const row = place & ROW_MASK;
      const its = run.shape(row);
      if (its !== shape) [shape, type] = [its, its.as['type'] as string];
      if (run.isOwn(row)) {
        this.#enter(type, place);
        continue;
      }
      const own = this.#ownPlaceOf(run, row);
      const record = own === undefined ? run.record(row) : null;
      const before = record === null ? (this.#several.get(own as Place) ?? own) : this.#records.get(record);
      if (before === undefined) {
        this.#enter(type, place);
        this.#records.set(record as RecordId, place);
        continue;
      }
      const places = typeof before === 'number' ? [before] : before;
      if (!places.some((other) => this.#typeAt(other) === type)) this.#enter(type, place);
      places.push(place);
      if (places === before) continue;
      several.push(places);
      if (record === null) this.#several.set(own as Place, places);
      else this.#records.set(record, places);
    }
    // A change may have come before the one that made its record.
    for (const places of several) places.sort((a, b) => rankIn(ranks, a) - rankIn(ranks, b));
  }

  #enter(type: string, place: Place): void {
    const list = this.#types.get(type);
    if (list) list.push(place);
    else this.#types.set(type, [place]);
  }

  #run(place: Place): Run {
    return this.#runs[place >> ROW_BITS] as Run;
  }

  #known(place: Place): Known {
    return this.#run(place).known(place & ROW_MASK);
  }

  #typeAt(place: Place): string {
    return this.#run(place).shape(place & ROW_MASK).as['type'] as string;
  }

  /** Has nobody taken the change that stands here? */
  #isHere(place: Place): boolean {
    const run = this.#run(place);
    const row = place & ROW_MASK;
    return this.#changes.get(run.device(row))?.get(run.seq(row)) === place;
  }

  #place(id: ChangeId): Place | undefined {
    const { device, seq } = parseChangeId(id);
    return this.#changes.get(device)?.get(seq);
  }

  /** The change whose id this record bears, when it is about that record. */
  #ownPlace(record: RecordId): Place | undefined {
    const place = !isDerived(record) && isChangeId(record) ? this.#place(record) : undefined;
    return place !== undefined && this.#run(place).isOwn(place & ROW_MASK) ? place : undefined;
  }

  /** The same for the record that a row is about, whose name is not made where the row tells how far back it lies. */
  #ownPlaceOf(run: Run, row: number): Place | undefined {
    const back = run.back(row);
    if (back === null) return this.#ownPlace(run.record(row));
    const place = this.#changes.get(run.device(row))?.get(run.seq(row) - back);
    return place !== undefined && this.#run(place).isOwn(place & ROW_MASK) ? place : undefined;
  }

  #places(record: RecordId): readonly Place[] {
    const own = this.#ownPlace(record);
    const places = own === undefined ? this.#records.get(record) : (this.#several.get(own) ?? own);
    return places === undefined ? [] : typeof places === 'number' ? [places] : places;
  }

  // ---- asking ------------------------------------------------------------------------------------------------------------------------

  get(id: ChangeId): Known | null {
    const place = this.#place(id);
    return place === undefined ? null : this.#known(place);
  }

  /** The record that a change here is about. */
  recordOf(id: ChangeId): RecordId | null {
    const place = this.#place(id);
    return place === undefined ? null : this.#run(place).record(place & ROW_MASK);
  }

  history(record: RecordId): readonly Known[] {
    return this.#places(record).map((place) => this.#known(place));
  }

  /**
   * Rows that stand for the records with changes of this type here, those since taken included. `alone`: the row is the only change of its record
   * still here, so that reading it is reading the record.
   */
  *rows(type: string): Iterable<{ readonly run: Run; readonly row: number; readonly alone: boolean }> {
    for (const place of this.#types.get(type) ?? []) {
      const run = this.#run(place);
      const row = place & ROW_MASK;
      // The name of a record is only made where its own id does not tell.
      const alone = run.isOwn(row) ? !this.#several.has(place) : this.#records.get(run.record(row)) === place;
      yield { run, row, alone: alone && (!this.#someTaken || this.#isHere(place)) };
    }
  }

  *all(): Iterable<Known> {
    for (const place of this.#order) if (this.#isHere(place)) yield this.#known(place);
  }

  /** Records of which something is not confirmed, or that were said to be the same as another: these are always looked at whole. */
  restless(): ReadonlySet<RecordId> {
    const found = new Set<RecordId>();
    if (!this.#runs.some((run) => run.packed.shapes.some(isRestless))) return found;
    for (const place of this.#order) {
      const run = this.#run(place);
      const row = place & ROW_MASK;
      if (isRestless(run.shape(row))) found.add(run.record(row));
    }
    return found;
  }

  /** Gives a record's changes away: from here on nothing is known of them here. */
  take(record: RecordId): readonly Known[] {
    const known = this.history(record);
    const own = this.#ownPlace(record);
    if (own !== undefined) this.#several.delete(own);
    if (known.length > 0) this.#someTaken = true;
    for (const { change } of known) this.#changes.get(change.device)?.delete(change.seq);
    this.#records.delete(record);
    return known;
  }
}
