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

/** Changes of one type that rest together, not read before somebody asks for that type. */
export interface Drawer {
  readonly type: string;
  /** Something in it is not confirmed, and somebody may have to answer for it. */
  readonly unsettled: boolean;
  /** Somebody said in it that two records are the same. */
  readonly aliases: boolean;
  open(): Rested;
}

export interface Rested {
  readonly run: Run;
  /** Number of the writing that put each row there, or one for all: of two copies of a change the later written one is right. */
  readonly w: number | readonly number[];
  /** Rows that the person who opens may read; null for every one. */
  readonly reads: ((row: number) => boolean) | null;
}

/** Where a change lies packed. */
export interface Row {
  readonly run: Run;
  readonly row: number;
}

const NONE: readonly Row[] = [];

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

export class Shelf {
  readonly #rested: Rested[] = [];
  /** Per run and row, where in the order it stands. */
  readonly #ranks: Int32Array[] = [];
  /** Where each change stands, by device and seq. */
  readonly #changes = new Map<DeviceId, Seqs>();
  /** Changes of records that do not bear the id of one of them, in the order they were met. */
  readonly #records = new Map<RecordId, Place | Place[]>();
  /** Those of the others, by the place of the change that bears it; one that is alone is not here. */
  readonly #several = new Map<Place, Place[]>();
  /** Per type, the first change of each record that says it, in the order they were met: its place, or ~place where it does not bear the record's id. */
  readonly #types = new Map<string, Place[]>();
  readonly #order: Place[] = [];
  #someGone = false;

  /**
   * Puts more runs here. What they hold of records that bear the id of a change holds that change as well, or it lies here already.
   * @returns records of which something is not confirmed, or that were said to be the same as another, or erased: these are always looked at whole.
   */
  add(rested: readonly Rested[]): ReadonlySet<RecordId> {
    const [run, order] = [this.#rested.length, this.#order.length];
    for (const one of rested) {
      this.#rested.push(one);
      this.#ranks.push(new Int32Array(one.run.length));
    }
    this.#meet(run);
    this.#index(order);
    return this.#restless(run, order);
  }

  /** Enters the changes of runs from this one on in the order they are met, each where it stands in its latest writing. */
  #meet(first: number): void {
    let device: DeviceId | null = null;
    let seqs = new Seqs();
    for (let number = first; number < this.#rested.length; number++) {
      const one = this.#rested[number] as Rested;
      const mine = this.#ranks[number] as Int32Array;
      const { run, reads } = one;
      const { devices, seqs: numbers } = run.logs();
      for (let row = 0, { length } = run; row < length; row++) {
        if (reads && !reads(row)) continue;
        const place = (number << ROW_BITS) | row;
        if (devices[row] !== device) {
          device = devices[row] as DeviceId;
          seqs = this.#changes.get(device) ?? new Seqs();
          this.#changes.set(device, seqs);
        }
        const seq = numbers[row] as number;
        const before = seqs.get(seq);
        if (before !== undefined && this.#written(before) >= this.#written(place)) continue;
        seqs.set(seq, place);
        const isEarlier = before !== undefined && before >> ROW_BITS < first;
        if (isEarlier) this.#someGone = true;
        if (before === undefined || isEarlier) {
          mine[row] = this.#order.length;
          this.#order.push(place);
        } else {
          const rank = this.#rank(before);
          mine[row] = rank;
          this.#order[rank] = place;
        }
      }
    }
  }

  #written(place: Place): number {
    const { w } = this.#rested[place >> ROW_BITS] as Rested;
    return typeof w === 'number' ? w : (w[place & ROW_MASK] as number);
  }

  #rank(place: Place): number {
    return (this.#ranks[place >> ROW_BITS] as Int32Array)[place & ROW_MASK] as number;
  }

  #index(from: number): void {
    const several: Place[][] = [];
    // Mostly a row is of the run and the shape of the one before: what these tell is not asked again.
    let [number, run, backs] = [-1, undefined as unknown as Run, [] as ArrayLike<number>];
    let [shape, type, list] = [undefined as Shape | undefined, '', [] as Place[]];
    for (let at = from; at < this.#order.length; at++) {
      const place = this.#order[at] as Place;
      const row = place & ROW_MASK;
      if (place >> ROW_BITS !== number) {
        number = place >> ROW_BITS;
        run = this.#run(place);
        backs = run.backs();
      }
      const its = run.shape(row);
      if (its !== shape) {
        [shape, type] = [its, its.as['type'] as string];
        list = this.#listOf(type);
      }
      const back = backs[row] as number;
      if (back === 0 || (Number.isNaN(back) && run.isOwn(row))) {
        list.push(place);
        continue;
      }
      const own = this.#ownPlaceOf(run, row);
      const record = own === undefined ? run.record(row) : null;
      const before = record === null ? (this.#several.get(own as Place) ?? own) : this.#records.get(record);
      if (before === undefined) {
        list.push(~place);
        this.#records.set(record as RecordId, place);
        continue;
      }
      const places = typeof before === 'number' ? [before] : before;
      if (!places.some((other) => this.#typeAt(other) === type)) list.push(~place);
      places.push(place);
      if (places === before) continue;
      several.push(places);
      if (record === null) this.#several.set(own as Place, places);
      else this.#records.set(record, places);
    }
    // A change may have come before the one that made its record.
    for (const places of several) places.sort((a, b) => this.#rank(a) - this.#rank(b));
  }

  #restless(run: number, order: number): ReadonlySet<RecordId> {
    const found = new Set<RecordId>();
    if (!this.#rested.slice(run).some((one) => one.run.packed.shapes.some(isRestless))) return found;
    for (let at = order; at < this.#order.length; at++) {
      const place = this.#order[at] as Place;
      const row = place & ROW_MASK;
      if (isRestless(this.#run(place).shape(row))) found.add(this.#run(place).record(row));
    }
    return found;
  }

  #listOf(type: string): Place[] {
    const list = this.#types.get(type) ?? [];
    this.#types.set(type, list);
    return list;
  }

  #run(place: Place): Run {
    return (this.#rested[place >> ROW_BITS] as Rested).run;
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
    const places = this.#places(record);
    return (this.#someGone ? places.filter((place) => this.#isHere(place)) : places).map((place) => this.#known(place));
  }

  holds(device: DeviceId, seq: number): boolean {
    return this.#changes.get(device)?.get(seq) !== undefined;
  }

  has(record: RecordId): boolean {
    return this.#places(record).length > 0;
  }

  /**
   * Rows that stand for the records with changes of this type here, those since taken included: loops, for a phone asks of thousands at once.
   * @param isSilent does a change say nothing of its record?
   * @param each told of a row, and of what else is said of its record here; null where it was taken.
   */
  rows(
    type: string,
    isSilent: (run: Run, row: number) => boolean,
    each: (run: Run, row: number, more: readonly Row[] | null) => void,
  ): void {
    for (const mark of this.#types.get(type) ?? []) {
      const place = mark < 0 ? ~mark : mark;
      const run = this.#run(place);
      const row = place & ROW_MASK;
      // The name of a record is only made where its own id does not tell.
      const places = mark < 0 ? this.#records.get(run.record(row)) : (this.#several.get(place) ?? place);
      const isGone = places === undefined || (this.#someGone && !this.#isHere(place));
      if (isGone) each(run, row, null);
      else if (typeof places === 'number') each(run, row, NONE);
      else {
        const more: Row[] = [];
        for (const other of places) {
          const [its, at] = [this.#run(other), other & ROW_MASK];
          if (other !== place && !isSilent(its, at)) more.push({ run: its, row: at });
        }
        each(run, row, more);
      }
    }
  }

  *all(): Iterable<Known> {
    for (const place of this.#order) if (this.#isHere(place)) yield this.#known(place);
  }

  /** Gives a record's changes away, each with the number of the writing that put it there: from here on nothing is known of them here. */
  take(record: RecordId): readonly { readonly known: Known; readonly w: number }[] {
    const places = this.#places(record).filter((place) => this.#isHere(place));
    const taken = places.map((place) => ({ known: this.#known(place), w: this.#written(place) }));
    const own = this.#ownPlace(record);
    if (own !== undefined) this.#several.delete(own);
    if (taken.length > 0) this.#someGone = true;
    for (const { change } of taken.map(({ known }) => known)) this.#changes.get(change.device)?.delete(change.seq);
    this.#records.delete(record);
    return taken;
  }
}
