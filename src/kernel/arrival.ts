/**
 * A segment as it arrives: what a snapshot tells of records goes from the columns of the road (`dense.ts`) into those of rest (`columns.ts`) as columns.
 * No change is made of it before somebody asks for one.
 *
 * Only what is plain stays packed. Changes of a record of which something has to be looked at (it is here already and stands alone, it was erased, it
 * is the same as another) come out one by one, all of them.
 */
import { isWhole, type Packed } from './columns.ts';
import { SEGMENT_LIMITS } from './dense.ts';
import { isDerived } from './id-shapes.ts';
import { type Segment, unworded } from './prose.ts';
import { type Place, RoadTable, type Types } from './road-table.ts';
import { unpack } from './run.ts';
import type { Rested } from './shelf.ts';
import type { DeviceId, Known, RecordId, Scope } from './types.ts';
import type { WorkingCopy } from './working-copy.ts';

/** Changes of one type that rest under one scope. */
export interface Lot {
  readonly under: Scope;
  readonly type: string;
  readonly length: number;
  /** Those from one on to before another. */
  cut(from: number, to: number): Packed;
}

export interface Arrival {
  readonly lots: readonly Lot[];
  /** To be taken in one by one, after the lots. */
  readonly loose: readonly Known[];
}

/** What is asked of the copy at which a segment arrives. */
type Ground = Pick<WorkingCopy, 'isHere' | 'isLoose' | 'origin'>;

/** How columns are taken in, given with whatever has them: most exchanges of a phone bring none. */
export interface Resting {
  readonly arrivalOf: typeof arrivalOf;
  /** The scope under which a record rests that lives there. */
  compartment(home: Scope, shared: readonly Scope[]): Scope;
  /** Plain changes as runs, kept for the disk. */
  rest(lots: readonly Lot[]): readonly Rested[];
}

/**
 * @param self own changes stand in the log of this device.
 * @returns null when it is not what `dense` makes, or too much.
 */
export function arrivalOf(
  value: Segment,
  types: Types,
  self: DeviceId,
  ground: Ground,
  compartment: Resting['compartment'],
): Arrival | null {
  try {
    const { v, who, tables } = unworded(value, SEGMENT_LIMITS.letters);
    const count = tables.reduce((sum, { rows }) => sum + rows, 0);
    if (v !== 2 || !tables.every(({ rows }) => isWhole(rows)) || count > SEGMENT_LIMITS.changes) return null;
    const sorted = tables.map((table) => sort(new RoadTable(table, who, types), self, ground, compartment));
    return { lots: sorted.flatMap(({ lots }) => lots), loose: sorted.flatMap(({ loose }) => loose) };
  } catch {
    return null;
  }
}

/** So many at a time are made whole. */
const PIECE = 10_000;

function sort(rows: RoadTable, self: DeviceId, ground: Ground, compartment: Resting['compartment']): Arrival {
  const { type } = rows;
  const made = rows.made();
  /** What made the records that do not bear their own change's id. */
  const origins = new Map<RecordId, Place>();
  // Of a record of which one change has to be looked at, all are.
  const looked = new Set<RecordId>();
  for (let row = 0; row < rows.length; row++) {
    const [record, device, seq] = [rows.record(row), rows.device(row), rows.seq(row)];
    const isKnown = device === self || ground.isHere(type, device, seq) || ground.isLoose(type, record);
    if (isKnown || !rows.isPlain(row)) looked.add(record);
    if (rows.isOwn(row)) continue;
    const origin = made.get(record) ?? ground.origin(record);
    if (origin) origins.set(record, origin);
    // What made it is told later, or was never told.
    else if (!isDerived(record)) looked.add(record);
  }
  const packed = new Map<Scope, number[]>();
  const loose: number[] = [];
  const places = new Map<number, Scope>();
  for (let row = 0; row < rows.length; row++) {
    const record = rows.record(row);
    if (looked.size > 0 && looked.has(record)) {
      loose.push(row);
      continue;
    }
    const form = rows.form(row);
    let under = places.get(form);
    if (under === undefined) {
      const { scope, shared } = rows.bare(row);
      const origin: Place = shared ? { scope, shared: rows.shared(row) } : (origins.get(record) ?? { scope });
      under = compartment(origin.scope, origin.shared ?? []);
      if (shared && !rows.isNamed(row)) places.set(form, under);
    }
    const some = packed.get(under);
    if (some) some.push(row);
    else packed.set(under, [row]);
  }
  const pieces = Array.from({ length: Math.ceil(loose.length / PIECE) }, (_, i) =>
    loose.slice(i * PIECE, (i + 1) * PIECE),
  );
  return {
    lots: [...packed].map(([under, list]) => ({
      under,
      type,
      length: list.length,
      cut: (from, to) => rows.cut(list.slice(from, to)),
    })),
    loose: pieces.flatMap((piece) => unpack(rows.cut(piece))),
  };
}
