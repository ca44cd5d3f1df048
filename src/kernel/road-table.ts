/** A table of the road (`dense.ts`), opened: asked row by row, and cut into columns of rest (`columns.ts`) as columns. */
import {
  type Column,
  isStem,
  type Numbers,
  numbersOf,
  type Packed,
  type RestColumn,
  restColumnOf,
  type Shape,
  stemOf,
  textsOf,
} from './columns.ts';
import type { TypeDecl } from './declare.ts';
import type { Dense, Table } from './dense.ts';
import { creates } from './fold.ts';
import { isDerived, isDeviceId, isRecordId } from './id-shapes.ts';
import { changeIdOf, isScope } from './ids.ts';
import { numberArray } from './run.ts';
import { idOf, isNamed, named } from './segments.ts';
import type { Body, Change, DeviceId, Json, RecordId, Scope } from './types.ts';

export type Place = Pick<Change, 'scope' | 'shared'>;
export type Types = { readonly [name: string]: TypeDecl };

type Form = Table['forms'][number];
type Columns = ReadonlyMap<string, OpenColumn>;
/** A column, and per row of the table how many rows before it have one; null when all have. */
interface OpenColumn {
  readonly column: Column;
  readonly at: Int32Array | null;
}

/** Rows that become one shape: of one form, or of forms that differ only by what their fields are named after. */
interface Kind {
  readonly as: Shape['as'];
  readonly fields: readonly string[];
  readonly isStem: readonly boolean[];
}

/** Kinds of change that say nothing of other records, and can be said in any order. */
const PLAIN: ReadonlySet<unknown> = new Set(['set', 'fact', 'void', 'move']);

function kindOf({ as, keys }: Form, fields: readonly string[], isNamed: boolean): Kind {
  const columns = ['device', 'seq', 'stamp', 'by', 'grant', ...keys, ...(as['body'] === null ? [] : ['body'])];
  const zeros = Object.fromEntries(columns.map((key) => [key, 0]));
  return { as: { ...as, ...(isNamed && { shared: 0 }), ...zeros }, fields, isStem: fields.map(isStem) };
}

/** Has a column as many values as rows ask it for? */
function reaches(column: Column, count: number): boolean {
  if (Array.isArray(column)) return column.length === count;
  if ('back' in column)
    return Number.isSafeInteger(column.back) || (column.back as readonly unknown[]).length === count;
  const { d, x } = column as Extract<Column, { d: unknown }>;
  return x ? x.length === count && x.every((number) => d[number] !== undefined) : d.length === 1;
}

/** Each how far back the first of a group is, and how many it has. */
const areGroups = (column: Column): boolean =>
  !('back' in column) &&
  (Array.isArray(column) ? column : (column as Extract<Column, { d: unknown }>).d).every(
    (group: Json) => Array.isArray(group) && group.length === 2 && group.every(Number.isSafeInteger),
  );

/** Is it said of each change what it is about, what it does, and where? */
function isForm({ as, keys, fields }: Form): boolean {
  const shared = as['shared'];
  const isShared = Array.isArray(shared) && named(shared as Scope[], 'org').every(isScope);
  return (
    typeof as['kind'] === 'string' &&
    isScope(as['scope']) &&
    (shared === undefined || isShared) &&
    keys.includes('record') &&
    // Assigning to it would not make a field of it.
    !fields.includes('__proto__')
  );
}

/** A table of the road, opened. Throws on what `dense` cannot have made. */
export class RoadTable {
  readonly type: string;
  readonly length: number;
  readonly forms: readonly Form[];
  readonly #decl: TypeDecl | undefined;
  readonly #who: Dense['who'];
  readonly #author: ArrayLike<number>;
  readonly #seq: ArrayLike<number>;
  readonly #stamp: ArrayLike<number>;
  readonly #eff: ArrayLike<number>;
  readonly #of: ArrayLike<number>;
  readonly #keys: Columns;
  readonly #body: Columns;
  /** Per form the number of its kind. */
  readonly #kindOf: readonly number[];
  readonly #kinds: readonly Kind[];
  readonly #named: readonly boolean[];
  readonly #plain: readonly boolean[];
  readonly #records: readonly RecordId[];

  constructor(table: Table, who: Dense['who'], types: Types) {
    const { rows, forms } = table;
    this.length = rows;
    this.forms = forms;
    this.type = forms[0]?.as['type'] as string;
    this.#decl = types[this.type];
    this.#who = who;
    const numbers = (column: Numbers): ArrayLike<number> => numberArray(column, rows);
    [this.#author, this.#seq, this.#stamp] = [numbers(table.who), numbers(table.seq), numbers(table.stamp)];
    [this.#eff, this.#of] = [numbers(table.eff), numbers(table.of)];
    this.#check();
    this.#keys = this.#opened(table.keys, (form) => form.keys);
    this.#body = this.#opened(table.body, (form) => form.fields);
    const { group } = table.keys;
    if (group && !areGroups(group)) throw new Error('not a group');
    this.#named = forms.map(
      ({ as, fields }) => fields.includes(this.#decl?.sharedWith ?? '') && isNamed(as as unknown as Place),
    );
    this.#plain = forms.map(({ as, state }) => state === 'confirmed' && PLAIN.has(as['kind']) && as['body'] !== null);
    const kinds = new Map<string, number>();
    const made: Kind[] = [];
    this.#kindOf = forms.map((form, i) => {
      const fields = form.fields.map(stemOf);
      const name = JSON.stringify([form.as, form.state, form.keys, fields]);
      const kind = kinds.get(name) ?? made.push(kindOf(form, fields, this.#named[i] as boolean)) - 1;
      kinds.set(name, kind);
      return kind;
    });
    this.#kinds = made;
    this.#records = Array.from({ length: rows }, (_, row) => this.#recordOf(row));
  }

  #check(): void {
    const { length, forms } = this;
    if (!forms.every((form) => form.as['type'] === this.type && isForm(form)) && length > 0) throw new Error('no form');
    for (let row = 0; row < length; row++) {
      const isRow =
        forms[this.#of[row] as number] !== undefined &&
        isDeviceId(this.#who[this.#author[row] as number]?.[0]) &&
        Number.isSafeInteger(this.#seq[row]) &&
        Number.isSafeInteger(this.#stamp[row]) &&
        Number.isSafeInteger(this.#eff[row]);
      if (!isRow) throw new Error('not a row');
    }
  }

  #opened(columns: Table['keys'], names: (form: Form) => readonly string[]): Columns {
    if (!this.forms.every((form) => names(form).every((name) => Object.hasOwn(columns, name))))
      throw new Error('a column is missing');
    return new Map(
      Object.entries(columns).map(([name, column]) => {
        const has = this.forms.map((form) => names(form).includes(name));
        let [at, count] = [null as Int32Array | null, this.length];
        if (!has.every(Boolean)) {
          [at, count] = [new Int32Array(this.length), 0];
          for (let row = 0; row < this.length; row++) {
            at[row] = count;
            if (has[this.#of[row] as number]) count++;
          }
        }
        if (!reaches(column, count)) throw new Error('not a column');
        return [name, { column, at }];
      }),
    );
  }

  /** Where those live that are made here, by record. Empty where every row makes its own. */
  made(): ReadonlyMap<RecordId, Place> {
    const made = new Map<RecordId, Place>();
    let onlyOwn = true;
    for (let row = 0; row < this.length && onlyOwn; row++) onlyOwn = this.isOwn(row);
    for (let row = 0; row < this.length && !onlyOwn; row++)
      if (creates(this.bare(row)) && (this.isOwn(row) || isDerived(this.record(row))))
        made.set(this.record(row), { scope: this.bare(row).scope, shared: this.shared(row) });
    return made;
  }

  /** Does the record bear the id of this change? */
  isOwn(row: number): boolean {
    const { column, at } = this.#keys.get('record') as OpenColumn;
    if ('back' in column)
      return (typeof column.back === 'number' ? column.back : column.back[at ? (at[row] as number) : row]) === 0;
    return (this.record(row) as string) === (changeIdOf({ device: this.device(row), seq: this.seq(row) }) as string);
  }

  device = (row: number): DeviceId => (this.#who[this.#author[row] as number] as Dense['who'][number])[0];
  seq = (row: number): number => this.#seq[row] as number;
  form = (row: number): number => this.#of[row] as number;
  /** What a row shares with others: its type, kind and scope. */
  bare = (row: number): Change => (this.forms[this.form(row)] as Form).as as unknown as Change;
  record = (row: number): RecordId => this.#records[row] as RecordId;
  /** Can it be read where it lies, without looking at others? */
  isPlain = (row: number): boolean => this.#plain[this.form(row)] as boolean;
  /** Is it shared with an organisation that it names? */
  isNamed = (row: number): boolean => this.#named[this.form(row)] as boolean;

  shared(row: number): readonly Scope[] {
    const { shared = [] } = this.bare(row);
    if (!this.isNamed(row)) return shared;
    return named(shared, this.#value(this.#body, this.#decl?.sharedWith ?? '', row));
  }

  #recordOf(row: number): RecordId {
    const record = this.#value(this.#keys, 'record', row) as RecordId;
    const keys = this.#decl?.keys;
    if (isRecordId(record)) return record;
    if ((record as string) !== '' || !keys) throw new Error('about nothing');
    const { fields } = this.forms[this.form(row)] as Form;
    const body: Body = Object.fromEntries(
      keys.flatMap((key) => (fields.includes(key) ? [[key, this.#value(this.#body, key, row)]] : [])),
    );
    return idOf({ type: this.type, body }, keys);
  }

  #value(columns: Columns, name: string, row: number): Json {
    const { column, at } = columns.get(name) as OpenColumn;
    const i = at ? (at[row] as number) : row;
    if (Array.isArray(column)) return column[i] as Json;
    if ('back' in column) {
      const back = typeof column.back === 'number' ? column.back : (column.back[i] as number | string);
      return typeof back === 'string' ? back : `${this.device(row)}.${this.seq(row) - back}`;
    }
    const { d, x } = column as Extract<Column, { d: unknown }>;
    return d[x ? (x[i] as number) : 0] as Json;
  }

  /** These rows, in their order, as a run. */
  cut(rows: readonly number[]): Packed {
    const authors = new Map<number, number>();
    const shapes = new Map<number, { readonly number: number; readonly rows: number[] }>();
    const of: number[] = [];
    for (const row of rows) {
      const kind = this.#kindOf[this.form(row)] as number;
      const shape = shapes.get(kind) ?? { number: shapes.size, rows: [] };
      shapes.set(kind, shape);
      shape.rows.push(row);
      of.push(shape.number);
      const author = this.#author[row] as number;
      if (!authors.has(author)) authors.set(author, authors.size);
    }
    return {
      v: 1,
      n: rows.length,
      who: [...authors.keys()].map((author) => this.#who[author] as Dense['who'][number]),
      shapes: [...shapes].map(([kind, shape]) => this.#shape(this.#kinds[kind] as Kind, shape.rows, authors)),
      of: numbersOf(of),
    };
  }

  #shape({ as, fields, isStem }: Kind, rows: readonly number[], authors: ReadonlyMap<number, number>): Shape {
    const numbers = (column: ArrayLike<number>): Numbers => numbersOf(rows.map((row) => column[row] as number));
    const first = this.forms[this.form(rows[0] as number)] as Form;
    const groups = first.keys.includes('group') ? rows.map((row) => this.#value(this.#keys, 'group', row)) : null;
    const name = (row: number, i: number): string => (this.forms[this.form(row)] as Form).fields[i] as string;
    const more: Record<string, RestColumn> = {};
    if (as['shared'] === 0)
      more['shared'] = restColumnOf(
        rows.map((row) => this.shared(row) as Json),
        null,
      );
    for (const key of first.keys)
      if (key === 'record' && this.#decl?.keys) more[key] = textsOf(rows.map((row) => this.record(row)));
      else if (key !== 'group') more[key] = this.#picked(this.#keys, key, rows);
    return {
      as,
      state: first.state,
      who: numbersOf(rows.map((row) => authors.get(this.#author[row] as number) as number)),
      seq: numbers(this.#seq),
      stamp: numbers(this.#stamp),
      eff: numbers(this.#eff),
      after: true,
      ...(groups && {
        group: [
          numbersOf(groups.map((group) => (group as number[])[0] as number)),
          numbersOf(groups.map((group) => (group as number[])[1] as number)),
        ] as const,
      }),
      ...(as['body'] !== null && {
        fields,
        ...(isStem.includes(true) && {
          tails: fields.map((stem, i) =>
            isStem[i]
              ? restColumnOf(
                  rows.map((row) => name(row, i).slice(stem.length)),
                  null,
                )
              : 0,
          ),
        }),
        body: fields.map((field, i) =>
          isStem[i]
            ? restColumnOf(
                rows.map((row) => this.#value(this.#body, name(row, i), row)),
                null,
              )
            : this.#picked(this.#body, field, rows),
        ),
      }),
      more,
    };
  }

  /** Of a column, what these rows say. */
  #picked(columns: Columns, name: string, rows: readonly number[]): RestColumn {
    const { column, at } = columns.get(name) as OpenColumn;
    const of = <T>(list: readonly T[]): T[] => rows.map((row) => list[at ? (at[row] as number) : row] as T);
    if (Array.isArray(column)) return textsOf(of(column));
    if ('back' in column) return typeof column.back === 'number' ? column : { back: of(column.back) };
    const { d, x } = column as Extract<Column, { d: unknown }>;
    if (!x) return column;
    const numbers = new Map<number, number>();
    const its = of(x).map((number) => {
      const before = numbers.get(number);
      if (before !== undefined) return before;
      numbers.set(number, numbers.size);
      return numbers.size - 1;
    });
    const said = [...numbers.keys()].map((number) => d[number] as Json);
    return said.length === 1 ? { d: said } : { d: said, x: its };
  }
}
