/**
 * A run of changes on the road: the columns of `columns.ts`, with one table a type whatever its changes have and lack, because few long columns pack
 * better than many short ones. It is read from end to end, once, and then rests as a run.
 *
 * `sparse(dense(list))` equals `list` but for the order of keys, which no hash depends on.
 */
import { type Column, columnOf, isWhole, type Numbers, numbersOf } from './columns.ts';
import { unworded, type Worded } from './prose.ts';
import { numberArray } from './run.ts';
import type { Body, Change, ChangeState, DeviceId, Json, Known, RecordId } from './types.ts';

/** What changes with the same keys share: everything that has no column, and which columns its rows have. */
interface Form {
  readonly as: { readonly [key: string]: Json };
  readonly state: ChangeState;
  /** Columns of the envelope, then of the body. */
  readonly keys: readonly string[];
  readonly fields: readonly string[];
}

export interface Table {
  readonly rows: number;
  readonly who: Numbers;
  readonly seq: Numbers;
  readonly stamp: Numbers;
  /** Ordering time, as far as it is from the stamp. */
  readonly eff: Numbers;
  /** Per row its form. */
  readonly of: Numbers;
  readonly forms: readonly Form[];
  readonly keys: { readonly [key: string]: Column };
  readonly body: { readonly [field: string]: Column };
}

export interface Dense {
  readonly v: 2;
  readonly who: readonly (readonly [device: DeviceId, by: RecordId | '', grant: RecordId | ''])[];
  readonly tables: readonly Table[];
  /** Per change, in the order of the list, its table. */
  readonly of: Numbers;
}

/** Keys of an envelope that have a column; those not named here or below stand in the form. */
const COLUMNS: ReadonlySet<string> = new Set(['record', 'over', 'witness', 'batch', 'salt', 'group']);
const APART: ReadonlySet<string> = new Set(['device', 'by', 'grant', 'seq', 'stamp', 'body']);

/** A table in the making. */
interface Open {
  readonly number: number;
  readonly changes: Known[];
  readonly forms: Map<string, { readonly number: number; readonly form: Form }>;
  readonly of: number[];
  readonly who: number[];
}

export function dense(list: readonly Known[]): Dense {
  const tables = new Map<string, Open>();
  const authors = new Map<string, number>();
  const who: Dense['who'][number][] = [];
  const of = list.map((known) => {
    const { change } = known;
    const table: Open = tables.get(change.type) ?? {
      number: tables.size,
      changes: [],
      forms: new Map(),
      of: [],
      who: [],
    };
    tables.set(change.type, table);
    const name = `${change.device} ${change.by} ${change.grant}`;
    const author = authors.get(name) ?? who.push([change.device, change.by, change.grant]) - 1;
    authors.set(name, author);
    const form = formOf(known);
    const text = JSON.stringify(form);
    const kept = table.forms.get(text) ?? { number: table.forms.size, form };
    table.forms.set(text, kept);
    table.changes.push(known);
    table.of.push(kept.number);
    table.who.push(author);
    return table.number;
  });
  return { v: 2, who, tables: [...tables.values()].map(closed), of: numbersOf(of) };
}

function formOf({ change, state }: Known): Form {
  const as: Record<string, Json> = {};
  const keys: string[] = [];
  for (const [key, value] of Object.entries(change))
    if (COLUMNS.has(key)) keys.push(key);
    else if (!APART.has(key)) as[key] = value as Json;
  if (change.body === null) as['body'] = null;
  return { as, state, keys, fields: Object.keys(change.body ?? {}) };
}

function closed({ changes, forms, of, who }: Open): Table {
  const list = [...forms.values()].map(({ form }) => form);
  const rowsWith = (has: (form: Form) => boolean): readonly Change[] =>
    changes.flatMap(({ change }, row) => (has(list[of[row] as number] as Form) ? [change] : []));
  const names = (pick: (form: Form) => readonly string[]): readonly string[] => [...new Set(list.flatMap(pick))];
  const column = (key: string, rows: readonly Change[], read: (change: Change) => Json): readonly [string, Column] => [
    key,
    packed(rows.map(read), key === 'salt' ? null : rows),
  ];
  return {
    rows: changes.length,
    who: numbersOf(who),
    seq: numbersOf(changes.map(({ change }) => change.seq)),
    stamp: numbersOf(changes.map(({ change }) => change.stamp)),
    eff: numbersOf(changes.map(({ change, eff }) => eff - change.stamp)),
    of: numbersOf(of),
    forms: list,
    keys: Object.fromEntries(
      names((form) => form.keys).map((key) =>
        column(
          key,
          rowsWith((form) => form.keys.includes(key)),
          (change) => envelopeValue(change, key),
        ),
      ),
    ),
    body: Object.fromEntries(
      names((form) => form.fields).map((field) =>
        column(
          field,
          rowsWith((form) => form.fields.includes(field)),
          (change) => (change.body as Body)[field] as Json,
        ),
      ),
    ),
  };
}

/** A group is told by how far back it begins and how many it is. */
function envelopeValue(change: Change, key: string): Json {
  if (key === 'group' && change.group) return [change.seq - change.group[0], change.group[1]];
  return (change as unknown as Record<string, Json>)[key] as Json;
}

/** What comes again stands once, whatever it is; a text that names a change of its own log is a number. */
function packed(values: readonly Json[], self: readonly Change[] | null): Column {
  const dictionary = new Map<string, number>();
  const x = values.map((value) => {
    const text = JSON.stringify(value);
    const at = dictionary.get(text) ?? dictionary.size;
    dictionary.set(text, at);
    return at;
  });
  if (self && dictionary.size > values.length / 2) return columnOf(values, self);
  if (dictionary.size > values.length / 2) return values;
  return { d: [...dictionary.keys()].map((text) => JSON.parse(text) as Json), ...(dictionary.size > 1 && { x }) };
}

/** What may come of a segment: far more than a hub puts into one. */
export const SEGMENT_LIMITS = { changes: 100_000, letters: 64 * 1024 * 1024 };

/**
 * The changes again, in their order.
 * @param limits of what may come of it: a few bytes may say a long text a thousand times.
 * @returns null when it is not what `dense` makes, or too much.
 */
export function sparse(
  value: Dense | Worded,
  limits: { readonly changes: number; readonly letters: number },
): Known[] | null {
  try {
    return read(unworded(value, limits.letters), limits);
  } catch {
    return null;
  }
}

function read({ v, who, tables, of }: Dense, limits: { changes: number; letters: number }): Known[] | null {
  const count = tables.reduce((sum, table) => sum + table.rows, 0);
  // Each by itself: one table may not say that it has less than nothing, so that another may have more than there is memory.
  if (v !== 2 || !tables.every(({ rows }) => isWhole(rows)) || count > limits.changes) return null;
  let letters = limits.letters;
  const spend = (some: number): void => {
    letters -= some;
    if (letters < 0) throw new Error('too much');
  };
  const opened = tables.map((table) => rowsOf(table, who, spend));
  const order = numberArray(of, count);
  return Array.from({ length: count }, (_, i) => {
    const { value, done } = (opened[order[i] as number] as Iterator<Known>).next();
    if (done) throw new Error('a table ends too soon');
    return value;
  });
}

function* rowsOf(table: Table, who: Dense['who'], spend: (letters: number) => void): Generator<Known> {
  const { rows, forms } = table;
  const numbers = (column: Numbers): ArrayLike<number> => numberArray(column, rows);
  const [author, seqs, stamps, effs, of] = [
    numbers(table.who),
    numbers(table.seq),
    numbers(table.stamp),
    numbers(table.eff),
    numbers(table.of),
  ];
  const keys = new Map(Object.entries(table.keys).map(([key, column]) => [key, readerOf(column, spend)]));
  const body = new Map(Object.entries(table.body).map(([field, column]) => [field, readerOf(column, spend)]));
  const weights = forms.map(({ as }) => 200 + JSON.stringify(as).length);
  for (let row = 0; row < rows; row++) {
    const form = forms[of[row] as number] as Form;
    const [device, by, grant] = who[author[row] as number] as Dense['who'][number];
    const [seq, stamp] = [seqs[row] as number, stamps[row] as number];
    const self = { device, seq };
    const next = (readers: typeof keys, name: string): Json => (readers.get(name) as Reader)(self);
    spend(weights[of[row] as number] as number);
    const change: Record<string, unknown> = { ...form.as, ...self, stamp, by, grant };
    for (const key of form.keys) {
      const value = next(keys, key);
      change[key] = key === 'group' ? groupAt(seq, value) : value;
    }
    if (form.as['body'] !== null)
      change['body'] = Object.fromEntries(form.fields.map((field) => [field, next(body, field)]));
    yield {
      change: change as unknown as Change,
      eff: stamp + (effs[row] as number),
      state: form.state,
    };
  }
}

function groupAt(seq: number, value: Json): Json {
  const [back, size] = value as readonly [number, number];
  return [seq - back, size];
}

type Reader = (self: { readonly device: DeviceId; readonly seq: number }) => Json;

/** Reads a column value by value. */
function readerOf(column: Column, spend: (letters: number) => void): Reader {
  let row = 0;
  const weighed = (value: Json): Json => {
    spend(typeof value === 'string' ? value.length : typeof value === 'object' ? JSON.stringify(value).length : 8);
    return value;
  };
  if (Array.isArray(column)) return () => weighed(column[row++] as Json);
  if ('back' in column) {
    const { back } = column;
    return ({ device, seq }) => {
      const steps = typeof back === 'number' ? back : (back[row++] as number | string);
      return weighed(typeof steps === 'string' ? steps : `${device}.${seq - steps}`);
    };
  }
  const { d, x } = column as Extract<Column, { d: unknown }>;
  return () => weighed(d[x ? (x[row++] as number) : 0] as Json);
}
