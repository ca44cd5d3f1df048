/**
 * A run of changes as columns: the one container of data in motion and at rest. What many changes of a run have in common (who, what kind, which
 * keys) is written once, what differs stands in columns, so that hundreds of changes are a few long arrays: small once compressed, quick to parse,
 * and readable in single values without making the changes.
 *
 * Nothing is lost: `unpack(pack(list))` (`run.ts`) equals `list`, the order of keys included, whatever keys a newer version put into an envelope.
 *
 * A **shape** is what changes with the same keys share. Its `as` is the change itself with a 0 wherever a column speaks. Rows keep their order by
 * `of`, the number of each row's shape.
 */
import type { Body, Change, ChangeState, DeviceId, Json, Known, RecordId } from './types.ts';

/** Whole numbers: as they are, or the first one and the steps between them (one number when all steps are equal), in units of `u`. */
export type Numbers =
  | readonly number[]
  | { readonly from: number; readonly u?: number; readonly by: number | readonly number[] };

/**
 * Values: as they are; or numbers (`x`) into a dictionary (`d`), without `x` when there is only one; or, where a text names a change of the row's
 * own log, how far back that is (0 is the row itself) and other texts as they are.
 */
export type Column =
  | readonly Json[]
  | { readonly d: readonly Json[]; readonly x?: readonly number[] }
  | { readonly back: number | readonly (number | string)[] };

/** Texts that are all `w` letters long, one after the other: a phone reads one long text many times faster than as many short ones. */
export interface Texts {
  readonly w: number;
  readonly t: string;
}
export type RestColumn = Column | Texts;

export interface Shape {
  readonly as: { readonly [key: string]: Json };
  readonly state: ChangeState;
  /** Per row its author, as a number into `who`. */
  readonly who?: Numbers;
  readonly seq?: Numbers;
  readonly stamp?: Numbers;
  /** Ordering time; with `after`, how far it is from the stamp. */
  readonly eff: Numbers;
  readonly after?: true;
  /** Place in the group (how far back its first is) and its size. */
  readonly group?: readonly [Numbers, Numbers];
  /**
   * Fields of the body, in their order, and a column for each. One that is named after something (`shared.~…`) is written up to its full stop,
   * and what follows in its column of `tails`: thousands of shares are one shape.
   */
  readonly fields?: readonly string[];
  readonly tails?: readonly (RestColumn | 0)[];
  readonly body?: readonly RestColumn[];
  readonly ruling?: Column;
  /** Other keys of the envelope that have a column. */
  readonly more: { readonly [key: string]: RestColumn };
}

export interface Packed {
  readonly v: 1;
  readonly n: number;
  readonly who: readonly (readonly [device: DeviceId, by: RecordId | '', grant: RecordId | ''])[];
  readonly shapes: readonly Shape[];
  readonly of: Numbers;
}

/** Keys that differ from change to change, each with a column of its own. Keys not known here stay in the shape. */
const MORE: ReadonlySet<string> = new Set(['record', 'salt', 'over', 'witness', 'batch', 'shared']);
const TICKS = 1024;

/** A shape in the making. */
interface Open {
  readonly number: number;
  readonly as: Record<string, Json>;
  readonly keys: readonly string[];
  /** Keys without a column. */
  readonly literal: readonly string[];
  readonly fields: readonly string[];
  readonly state: ChangeState;
  /** Which of its parts have the usual form (`formOf`). */
  readonly form: number;
  readonly rows: Known[];
  readonly who: number[];
}

/** Columns of these changes, as a JSON value. At most 65,535 in one run. */
export function pack(list: readonly Known[]): Packed {
  // The shape met last comes first: there are few, and the same follow each other.
  const shapes: Open[] = [];
  const authors = new Authors();
  const of: number[] = [];
  for (const known of list) {
    const { change } = known;
    const form = formOf(known);
    let at = 0;
    while (at < shapes.length && !fits(shapes[at] as Open, known, form)) at++;
    const shape = shapes[at] ?? openShape(known, form, shapes.length);
    for (; at > 0; at--) shapes[at] = shapes[at - 1] as Open;
    shapes[0] = shape;
    shape.rows.push(known);
    if (form & AUTHOR) shape.who.push(authors.numberOf(change));
    of.push(shape.number);
  }
  shapes.sort((a, b) => a.number - b.number);
  return { v: 1, n: list.length, who: authors.list, shapes: shapes.map(closed), of: numbersOf(of) };
}

/** Can the fields of this body stand in columns? */
const isColumns = (body: Change['body']): boolean =>
  typeof body === 'object' &&
  body !== null &&
  !Array.isArray(body) &&
  // Assigning to it would not make a field of it.
  !Object.hasOwn(body, '__proto__');

// Parts of a change that have a column of their own kind when they have the usual form.
const AUTHOR = 1;
const SEQ = 2;
const STAMP = 4;
const GROUP = 8;
const BODY = 16;
const EFF = 32;
const RULING = 64;
/** The key and the part that its column depends on. */
const PARTS: { readonly [key: string]: number } = {
  device: AUTHOR,
  by: AUTHOR,
  grant: AUTHOR,
  seq: SEQ,
  stamp: STAMP,
  group: GROUP,
  body: BODY,
};

function formOf({ change, eff, ruling }: Known): number {
  const { device, by, grant, seq, stamp, group, body } = change;
  let form = 0;
  if (typeof device === 'string' && typeof by === 'string' && typeof grant === 'string') form |= AUTHOR;
  if (isWhole(seq)) form |= SEQ;
  if (isWhole(stamp)) form |= STAMP;
  if (form & SEQ && Array.isArray(group) && group.length === 2 && isWhole(group[0]) && isWhole(group[1])) form |= GROUP;
  if (isColumns(body)) form |= BODY;
  if (isWhole(eff)) form |= EFF;
  return ruling ? form | RULING : form;
}

const hasColumn = (form: number, key: string): boolean =>
  Object.hasOwn(PARTS, key) ? (form & (PARTS[key] as number)) !== 0 : MORE.has(key);

function openShape({ change, state }: Known, form: number, number: number): Open {
  const keys = Object.keys(change);
  const fields = form & BODY ? Object.keys(change.body as Body).map(stemOf) : [];
  const values = change as unknown as Record<string, Json>;
  const literal = keys.filter((key) => !hasColumn(form, key));
  const as = Object.fromEntries(keys.map((key) => [key, hasColumn(form, key) ? 0 : (values[key] as Json)]));
  return { number, as, keys, literal, fields, state, form, rows: [], who: [] };
}

/** Has this change the same keys in the same order, and the same values where there is no column? */
function fits(shape: Open, known: Known, form: number): boolean {
  if (shape.form !== form || shape.state !== known.state) return false;
  const change = known.change as unknown as Record<string, Json>;
  for (const key of shape.literal) if (!isSame(shape.as[key], change[key])) return false;
  return areKeys(shape.keys, change) && (!(form & BODY) || areFields(shape.fields, change['body'] as Body));
}

/** Are these the keys of a value that came from JSON, in their order? No list of them is made to see. */
function areKeys(keys: readonly string[], value: object): boolean {
  let at = 0;
  for (const key in value) if (key !== keys[at++]) return false;
  return at === keys.length;
}

/** The same of fields, where what is named after something has the same stem. */
function areFields(fields: readonly string[], body: Body): boolean {
  let at = 0;
  for (const field in body) {
    const stem = fields[at++];
    if (field !== stem && (stem === undefined || !isStem(stem) || stemOf(field) !== stem)) return false;
  }
  return at === fields.length;
}

/** The name of a field, up to its first full stop where it has one. */
export const stemOf = (field: string): string => field.slice(0, field.indexOf('.') + 1) || field;
export const isStem = (field: string): boolean => field.endsWith('.');

function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  if (!Array.isArray(a) || !Array.isArray(b)) return JSON.stringify(a) === JSON.stringify(b);
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!isSame(a[i], b[i])) return false;
  return true;
}

export const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** Who wrote, on what device, under which grant: numbered as they are met. */
class Authors {
  readonly list: Packed['who'][number][] = [];
  readonly #numbers = new Map<string, number>();
  #last = -1;

  numberOf({ device, by, grant }: Change): number {
    const last = this.list[this.#last];
    if (last && last[0] === device && last[1] === by && last[2] === grant) return this.#last;
    const name = JSON.stringify([device, by, grant]);
    this.#last = this.#numbers.get(name) ?? this.list.push([device, by, grant]) - 1;
    this.#numbers.set(name, this.#last);
    return this.#last;
  }
}

function closed({ as, keys, fields, state, form, rows, who }: Open): Shape {
  const has = (key: string): boolean => keys.includes(key) && hasColumn(form, key);
  const changes = rows.map(({ change }) => change);
  const [timed, ruled] = [has('stamp'), (form & RULING) !== 0];
  const after = timed && (form & EFF) !== 0;
  const self = has('seq') && has('device') ? changes : null;
  return {
    as,
    state,
    ...(has('device') && { who: numbersOf(who) }),
    ...(has('seq') && { seq: numbersOf(changes.map((change) => change.seq)) }),
    ...(timed && { stamp: numbersOf(changes.map((change) => change.stamp)) }),
    eff: numbersOf(rows.map(({ change, eff }) => (after ? eff - change.stamp : eff))),
    ...(after && { after }),
    ...(has('group') && {
      group: [
        numbersOf(changes.map(({ seq, group }) => seq - (group?.[0] as number))),
        numbersOf(changes.map(({ group }) => group?.[1] as number)),
      ] as const,
    }),
    ...(has('body') && { fields, ...bodyOf(fields, changes, self) }),
    ...(ruled && { ruling: rows.map(({ ruling }) => ruling as unknown as Json) }),
    more: Object.fromEntries(
      [...MORE].filter(has).map((key) => {
        const values = changes.map((change) => (change as unknown as Record<string, Json>)[key] as Json);
        // A salt is unlike any other; most records are named after a change of the same log.
        if (key === 'salt') return [key, textsOf(values)];
        if (key === 'shared') return [key, listsOf(values)];
        return [key, key === 'record' && self ? textsOf(backOf(values, self)) : restColumnOf(values, self)];
      }),
    ),
  };
}

function bodyOf(
  fields: readonly string[],
  changes: readonly Change[],
  self: readonly Change[] | null,
): Pick<Shape, 'tails' | 'body'> {
  const bodies = changes.map(({ body }) => body as Body);
  const body = fields.map((field, i) =>
    restColumnOf(
      isStem(field) ? bodies.map((one) => Object.values(one)[i] as Json) : bodies.map((one) => one[field] as Json),
      self,
    ),
  );
  if (!fields.some(isStem)) return { body };
  const tail = (one: Body, i: number): string => (Object.keys(one)[i] as string).slice((fields[i] as string).length);
  return {
    tails: fields.map((field, i) =>
      isStem(field)
        ? restColumnOf(
            bodies.map((one) => tail(one, i)),
            self,
          )
        : 0,
    ),
    body,
  };
}

export const restColumnOf = (values: readonly Json[], self: readonly Change[] | null): RestColumn =>
  textsOf(columnOf(values, self));

/** A column of texts of one length as one text; any other as it is. */
export function textsOf(column: Column): RestColumn {
  if (!Array.isArray(column) || column.length < 2) return column;
  const w = typeof column[0] === 'string' ? column[0].length : 0;
  if (w === 0) return column;
  for (let i = 1; i < column.length; i++) {
    const value = column[i];
    if (typeof value !== 'string' || value.length !== w) return column;
  }
  return { w, t: column.join('') };
}

export function numbersOf(values: readonly number[]): Numbers {
  const { length } = values;
  const from = values[0] ?? 0;
  const first = length > 1 ? (values[1] as number) - from : 0;
  let same = Number.isSafeInteger(from);
  for (let i = 1; i < length && same; i++) same = (values[i] as number) - (values[i - 1] as number) === first;
  if (same && Number.isSafeInteger(first)) return { from, by: first };
  let ticks = true;
  const by: number[] = [];
  for (let i = 1; i < length; i++) {
    const step = (values[i] as number) - (values[i - 1] as number);
    if (!Number.isSafeInteger(step)) return values;
    if (ticks) ticks = Number.isInteger(step / TICKS);
    by.push(step);
  }
  if (!Number.isSafeInteger(from)) return values;
  return ticks ? { from, u: TICKS, by: by.map((step) => step / TICKS) } : { from, by };
}

/** @param self the changes the values stand in, where a value may name one of their log. */
export function columnOf(values: readonly Json[], self: readonly Change[] | null): Column {
  const dictionary = new Map<Json, number>();
  const x: number[] = [];
  const enough = values.length > 1 ? values.length / 2 : 1;
  let [last, at] = [undefined as Json | undefined, undefined as number | undefined];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as Json;
    // What many say one after the other is not looked up.
    if (value === last) {
      x.push(at as number);
      continue;
    }
    if (typeof value === 'object' && value !== null) return values;
    last = value;
    at = dictionary.get(value);
    if (at === undefined) {
      at = dictionary.size;
      if (at >= enough) return self ? backOf(values, self) : values;
      dictionary.set(value, at);
    }
    x.push(at);
    // Names and numbers of telephones: what hardly ever comes back needs no dictionary.
    if (x.length === 64 && dictionary.size > 61) return self ? backOf(values, self) : values;
  }
  // Not told apart by a Map, told apart by JSON: minus zero never comes from JSON.
  const d = [...dictionary.keys()];
  return d.length === 1 ? { d } : { d, x };
}

/** A column of lists, of which there are few different ones: the places where records live, or are shared with. */
function listsOf(values: readonly Json[]): Column {
  const numbers = new Map<string, number>();
  const d: Json[] = [];
  const x: number[] = [];
  let [last, at] = [undefined as Json | undefined, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as Json;
    if (!isSame(last, value)) {
      const name = JSON.stringify(value);
      at = numbers.get(name) ?? d.push(value) - 1;
      numbers.set(name, at);
      last = value;
    }
    x.push(at);
  }
  return d.length === 1 ? { d } : { d, x };
}

function backOf(values: readonly Json[], self: readonly Change[]): Column {
  const back: (number | string)[] = [];
  let [named, equal] = [0, true];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value !== 'string') return values;
    const { device, seq } = self[i] as Change;
    const other = seqIn(value, device);
    if (other === null) back.push(value);
    else {
      back.push(seq - other);
      named++;
    }
    equal &&= back[i] === back[0];
    // Names, phones: no use looking on.
    if (i === 16 && named === 0) return values;
  }
  if (equal && named > 0) return { back: back[0] as number };
  return named > 0 ? { back } : values;
}

/** The seq that `device.seq` tells, or null for another text. Asked for every record: nothing is cut out of the text to see. */
function seqIn(text: string, device: DeviceId): number | null {
  const from = device.length + 1;
  if (text.charCodeAt(device.length) !== 46 || text.length - from > 15 || !text.startsWith(device)) return null;
  if (text.charCodeAt(from) === 48) return null;
  let seq = 0;
  for (let i = from; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return null;
    seq = seq * 10 + digit;
  }
  return seq > 0 ? seq : null;
}
