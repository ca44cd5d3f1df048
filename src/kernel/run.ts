/** Reading in a run of changes (`columns.ts`): row by row, value by value. What is not asked for is never made. */
import { isWhole, type Numbers, type Packed, type RestColumn, type Shape } from './columns.ts';
import { isDerived } from './id-shapes.ts';
import { changeIdOf } from './ids.ts';
import type { Change, DeviceId, Json, Known, RecordId, Ruling, Stamp } from './types.ts';

export function numberArray(column: Numbers, length: number): ArrayLike<number> {
  if (Array.isArray(column)) return column;
  const { from, u = 1, by } = column as Exclude<Numbers, readonly number[]>;
  const out = new Float64Array(length);
  const steps = typeof by === 'number' ? null : by;
  let at = from;
  for (let i = 0; i < length; i++) {
    out[i] = at;
    at += steps ? (steps[i] as number) * u : (by as number) * u;
  }
  return out;
}

/** A shape opened for reading. Columns of numbers are summed when first asked for. */
class OpenShape {
  readonly shape: Shape;
  readonly #run: Run;
  length = 0;
  #who: ArrayLike<number> | undefined;
  #seq: ArrayLike<number> | undefined;
  #stamp: ArrayLike<number> | undefined;
  #eff: ArrayLike<number> | undefined;
  #group: readonly [ArrayLike<number>, ArrayLike<number>] | undefined;

  constructor(run: Run, shape: Shape) {
    this.#run = run;
    this.shape = shape;
  }

  who(row: number): Packed['who'][number] {
    const { who, as } = this.shape;
    if (!who) return [as['device'], as['by'], as['grant']] as unknown as Packed['who'][number];
    this.#who ??= numberArray(who, this.length);
    return this.#run.packed.who[this.#who[row] as number] as Packed['who'][number];
  }

  devices(): readonly DeviceId[] {
    const { who, as } = this.shape;
    if (!who) return new Array<DeviceId>(this.length).fill(as['device'] as DeviceId);
    this.#who ??= numberArray(who, this.length);
    const { who: authors } = this.#run.packed;
    const devices: DeviceId[] = [];
    for (let row = 0; row < this.length; row++)
      devices.push((authors[this.#who[row] as number] as Packed['who'][number])[0]);
    return devices;
  }

  seqs(): ArrayLike<number> {
    this.#seq ??= numberArray(this.shape.seq ?? { from: this.shape.as['seq'] as number, by: 0 }, this.length);
    return this.#seq;
  }

  seq(row: number): number {
    return this.seqs()[row] as number;
  }

  stamp(row: number): Stamp {
    if (!this.shape.stamp) return this.shape.as['stamp'] as number;
    this.#stamp ??= numberArray(this.shape.stamp, this.length);
    return this.#stamp[row] as number;
  }

  eff(row: number): Stamp {
    this.#eff ??= numberArray(this.shape.eff, this.length);
    const eff = this.#eff[row] as number;
    return this.shape.after ? eff + this.stamp(row) : eff;
  }

  group(row: number): readonly [number, number] {
    const { group } = this.shape;
    this.#group ??= group && [numberArray(group[0], this.length), numberArray(group[1], this.length)];
    const [back, size] = this.#group as readonly [ArrayLike<number>, ArrayLike<number>];
    return [this.seq(row) - (back[row] as number), size[row] as number];
  }

  value(column: RestColumn, row: number): Json {
    if (Array.isArray(column)) return column[row] as Json;
    if ('t' in column) return column.t.substring(row * column.w, (row + 1) * column.w);
    if ('back' in column) {
      const back = typeof column.back === 'number' ? column.back : (column.back[row] as number | string);
      return typeof back === 'string' ? back : `${this.who(row)[0]}.${this.seq(row) - back}`;
    }
    const { d, x } = column as Extract<RestColumn, { d: unknown }>;
    return d[x ? (x[row] as number) : 0] as Json;
  }

  /** Name of a field in this row. */
  field(i: number, row: number): string {
    const { fields, tails } = this.shape;
    const [name, tail] = [(fields as readonly string[])[i] as string, tails?.[i]];
    return tail ? `${name}${this.value(tail, row)}` : name;
  }

  change(row: number): Change {
    const { as, who, seq, stamp, group, fields, body, more } = this.shape;
    const change: Record<string, unknown> = { ...as };
    if (who) [change['device'], change['by'], change['grant']] = this.who(row);
    if (seq) change['seq'] = this.seq(row);
    if (stamp) change['stamp'] = this.stamp(row);
    if (group) change['group'] = this.group(row);
    for (const key in more) change[key] = this.value(more[key] as RestColumn, row);
    if (fields) {
      const values: Record<string, Json> = {};
      for (let i = 0; i < fields.length; i++)
        values[this.field(i, row)] = this.value((body as readonly RestColumn[])[i] as RestColumn, row);
      change['body'] = values;
    }
    return change as unknown as Change;
  }
}

/** A packed run, opened. Throws on what `pack` cannot have written. */
export class Run {
  readonly packed: Packed;
  readonly #shapes: readonly OpenShape[];
  readonly #of: Uint16Array;
  readonly #rows: Uint16Array;

  constructor(packed: Packed) {
    if (packed.v !== 1 || !isWhole(packed.n) || packed.n > 0xffff) throw new Error('not a run');
    this.packed = packed;
    this.#shapes = packed.shapes.map((shape) => new OpenShape(this, shape));
    this.#of = new Uint16Array(numberArray(packed.of, packed.n));
    this.#rows = new Uint16Array(packed.n);
    for (let i = 0; i < packed.n; i++) this.#rows[i] = (this.#shapes[this.#of[i] as number] as OpenShape).length++;
  }

  get length(): number {
    return this.packed.n;
  }

  #at(i: number): OpenShape {
    return this.#shapes[this.#of[i] as number] as OpenShape;
  }

  /** What the row shares with others of its kind: everything that has no column. */
  shape(i: number): Shape {
    return this.#at(i).shape;
  }

  device(i: number): DeviceId {
    return this.#at(i).who(this.#rows[i] as number)[0];
  }

  /** Device and seq of every row, for whoever asks for all of them: read shape by shape, many times as quick as one by one. */
  logs(): { readonly devices: readonly DeviceId[]; readonly seqs: ArrayLike<number> } {
    const [only] = this.#shapes;
    if (this.#shapes.length === 1 && only) return { devices: only.devices(), seqs: only.seqs() };
    const columns = this.#shapes.map((shape) => ({ devices: shape.devices(), seqs: shape.seqs() }));
    const devices: DeviceId[] = [];
    const seqs = new Float64Array(this.length);
    for (let i = 0; i < this.length; i++) {
      const column = columns[this.#of[i] as number] as (typeof columns)[number];
      const row = this.#rows[i] as number;
      devices.push(column.devices[row] as DeviceId);
      seqs[i] = column.seqs[row] as number;
    }
    return { devices, seqs };
  }

  /** `back` of every row, NaN for null: read shape by shape, as above. */
  backs(): ArrayLike<number> {
    const backs = new Float64Array(this.length);
    const columns = this.#shapes.map(({ shape }) => {
      const column = shape.more['record'];
      return column && 'back' in column ? column.back : Number.NaN;
    });
    for (let i = 0; i < this.length; i++) {
      const column = columns[this.#of[i] as number] as (typeof columns)[number];
      const back = typeof column === 'number' ? column : column[this.#rows[i] as number];
      backs[i] = typeof back === 'number' ? back : Number.NaN;
    }
    return backs;
  }

  by(i: number): RecordId | '' {
    return this.#at(i).who(this.#rows[i] as number)[1];
  }

  seq(i: number): number {
    return this.#at(i).seq(this.#rows[i] as number);
  }

  eff(i: number): Stamp {
    return this.#at(i).eff(this.#rows[i] as number);
  }

  /** How many seqs before this change its record's name lies in the same log; null where the name must be read. */
  back(i: number): number | null {
    const column = this.#at(i).shape.more['record'];
    if (!column || !('back' in column)) return null;
    const back = typeof column.back === 'number' ? column.back : column.back[this.#rows[i] as number];
    return typeof back === 'number' ? back : null;
  }

  /** Is the record the one that bears this change's own id? */
  isOwn(i: number): boolean {
    const back = this.back(i);
    if (back !== null) return back === 0;
    const record = this.record(i) as string;
    return !isDerived(record) && (changeIdOf({ device: this.device(i), seq: this.seq(i) }) as string) === record;
  }

  record(i: number): RecordId {
    const shape = this.#at(i);
    return shape.value(shape.shape.more['record'] as RestColumn, this.#rows[i] as number) as RecordId;
  }

  /** Where it is shared, or undefined where it does not say; of rows that say the same, mostly the same list. */
  shared(i: number): Json | undefined {
    const shape = this.#at(i);
    const column = shape.shape.more['shared'];
    return column ? shape.value(column, this.#rows[i] as number) : shape.shape.as['shared'];
  }

  /** What the change names as replaced, by field. */
  over(i: number): Change['over'] {
    const shape = this.#at(i);
    const column = shape.shape.more['over'];
    return (column ? shape.value(column, this.#rows[i] as number) : shape.shape.as['over']) as Change['over'];
  }

  /** Value that the change writes to a field; undefined when it writes none. */
  value(i: number, field: string): Json | undefined {
    const shape = this.#at(i);
    const row = this.#rows[i] as number;
    const { fields = [], tails, body } = shape.shape;
    const at = tails ? fields.findIndex((_, one) => shape.field(one, row) === field) : fields.indexOf(field);
    return at < 0 ? undefined : shape.value((body as readonly RestColumn[])[at] as RestColumn, row);
  }

  known(i: number): Known {
    const shape = this.#at(i);
    const row = this.#rows[i] as number;
    const { state, ruling } = shape.shape;
    const known = { change: shape.change(row), eff: shape.eff(row), state };
    return ruling ? { ...known, ruling: shape.value(ruling, row) as unknown as Ruling } : known;
  }
}

/** All changes of a run, in their order. */
export function unpack(packed: Packed): readonly Known[] {
  const run = new Run(packed);
  return Array.from({ length: run.length }, (_, i) => run.known(i));
}
