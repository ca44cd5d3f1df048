/** From the cells of a row to the answers of a form, by the mapping of the columns; what cannot be read is remarked. */
import { type FieldDecl, partOf, refsOf } from '../../kernel/declare.ts';
import { entriesOf, isVoided, textOf, valueOf } from '../../kernel/fold.ts';
import { canonical } from '../../kernel/hash.ts';
import { isRecordId, isScope } from '../../kernel/ids.ts';
import type { LinkSource } from '../../kernel/links.ts';
import type { Json, RecordId, Scope } from '../../kernel/types.ts';
import { unharmed } from '../../ui/files/csv.ts';
import { heldIn, placeAnswer, placeText } from '../../ui/place.ts';
import { type Answers, companionId, type RecordForm } from '../../ui/record-form.ts';
import {
  decode,
  decodeEntry,
  type Entries,
  encode,
  entriesAnswer,
  entriesIn,
  isObject,
} from '../../ui/records/codec.ts';
import { folded } from '../../ui/search.ts';
import { areaNamed, areaSaid } from '../places/find-area.ts';
import { chainOf } from '../places/rules.ts';
import { type DayOrder, orderOf, readCell } from './cells.ts';
import type { Mapping, Target } from './columns.ts';
import type { Row } from './csv.ts';
import { ADDRESS, CODED, countryCode, saidAbroad } from './dialects.ts';
import { type Remark, short } from './remarks.ts';
import type { Table } from './table.ts';

export interface RowAnswers {
  readonly answers: Answers;
  /** What is written though no form asks it. */
  readonly known: Answers;
  /** The record that the row says it is about; '' when it says nothing. */
  readonly id: string;
  readonly home: Scope | null;
  /** Fields that all rows share: they are said of something new, and change nothing that is there. */
  readonly common: ReadonlySet<string>;
  readonly remarks: readonly Remark[];
}

export interface RowReader {
  readonly targets: ReadonlyMap<string, Target>;
  readonly mapping: Mapping;
  /** Of each column, how it writes days and months. */
  readonly orders: readonly DayOrder[];
  readonly width: number;
  readonly source: LinkSource;
  /** Records by what they are called, for references; made when first asked for. */
  named(types: readonly string[], name: string): readonly RecordId[];
  completed(answers: Answers, record: RecordId, form: RecordForm, abroad: boolean): Answers;
}

export function rowReader({
  table,
  targets,
  mapping,
  source,
}: {
  readonly table: Table;
  readonly targets: readonly Target[];
  readonly mapping: Mapping;
  readonly source: LinkSource;
}): RowReader {
  const byKey = new Map(targets.map((target) => [target.key, target]));
  const isDate = (at: number): boolean =>
    ['moment', 'date'].includes(byKey.get(mapping.columns[at] ?? '')?.decl?.widget ?? '');
  const orders = table.heading.map(
    (_, at): DayOrder => (isDate(at) ? orderOf(table.rows.map(({ cells }) => cells[at] ?? '')) : 'dmy'),
  );
  const names = new Map<string, Map<string, RecordId[]>>();
  const namesOf = (type: string): Map<string, RecordId[]> => {
    let known = names.get(type);
    if (!known) {
      known = new Map();
      for (const state of source.list(type)) {
        if (isVoided(state) || source.resolve(state.id) !== state.id) continue;
        const name = folded(textOf(state, 'name'));
        known.set(name, [...(known.get(name) ?? []), state.id]);
      }
      names.set(type, known);
    }
    return known;
  };
  return {
    targets: byKey,
    mapping,
    orders,
    width: table.heading.length,
    source,
    named: (types, name) => types.flatMap((type) => namesOf(type).get(folded(name)) ?? []),
    completed: (answers, record, form, abroad) => completed({ source, record, form, abroad }, answers),
  };
}

const COMMON = -1;

/** Reads one row: its own cells, and where they are empty what all rows share. */
export function answersOfRow(reader: RowReader, row: Row): RowAnswers {
  const reading = new Reading(reader);
  for (const [at, key] of reader.mapping.columns.entries())
    if (key !== null) reading.take(key, row.cells[at] ?? '', at);
  for (const [key, text] of Object.entries(reader.mapping.fixed))
    if (!reading.has(key)) reading.take(key, text, COMMON);
  if (row.cells.slice(reader.width).some((cell) => cell.trim() !== '')) reading.wide(row.cells.length);
  return reading.end();
}

class Reading {
  readonly #reader: RowReader;
  readonly #texts = new Map<string, string>();
  readonly #answers: Record<string, string> = {};
  readonly #known: Record<string, string> = {};
  readonly #entries = new Map<string, Record<string, string>>();
  readonly #remarks: Remark[] = [];
  readonly #common = new Set<string>();

  constructor(reader: RowReader) {
    this.#reader = reader;
  }

  has(key: string): boolean {
    return this.#texts.has(key);
  }

  take(key: string, cell: string, at: number): void {
    const text = unharmed(cell.trim()).trim();
    const target = this.#reader.targets.get(key);
    if (text === '' || !target) return;
    this.#texts.set(key, text);
    const { decl, field, part } = target;
    if (!decl) {
      if (field !== '' && part === '') this.#takeEntries(key, field, text);
      return;
    }
    const answer = decl.ref === undefined ? this.#read(target, decl, text, at) : this.#refer(key, decl, text);
    if (answer === null) return;
    if (part !== '') this.#entries.set(field, { ...this.#entries.get(field), [part]: answer });
    else if (decl.widget === 'hidden') this.#known[field] = answer;
    else this.#answers[field] = answer;
    if (at === COMMON) this.#common.add(field);
  }

  wide(cells: number): void {
    this.#say('error', 'wide', '', String(cells));
  }

  #say(kind: Remark['kind'], code: string, target: string, value: string): void {
    this.#remarks.push({ kind, code, target, value: short(value) });
  }

  #read({ key, type, field, part }: Target, decl: FieldDecl, text: string, at: number): string | null {
    const path = `${type.name}.${field}${part ? `.${part}` : ''}`;
    const order = this.#reader.orders[at] ?? 'dmy';
    const read = readCell(decl, text, { path, order, words: this.#reader.mapping.words[key] ?? {} });
    if (!read.ok) {
      this.#say('error', read.error, key, text);
      return null;
    }
    for (const word of read.value.unknown) this.#say('warning', 'word', key, word);
    return read.value.answer;
  }

  /** Another record, by its id or by what it is called. */
  #refer(key: string, decl: FieldDecl, text: string): string | null {
    const { source } = this.#reader;
    if (isRecordId(text) && source.record(text)) return text;
    const found = this.#reader.named(refsOf(decl), text);
    if (found.length === 1) return found[0] as string;
    this.#say('error', found.length === 0 ? 'ref' : 'refs', key, text);
    return null;
  }

  /** Entries of a map, as our own files for programs tell them. */
  #takeEntries(key: string, field: string, text: string): void {
    const decl = this.#reader.targets.get(key)?.type.fields[field];
    try {
      const entries: unknown = JSON.parse(text);
      if (decl && isObject(entries as never)) {
        const asked = Object.entries(entries as Entries).map(([name, entry]) => [
          name,
          decodeEntry(decl, entry as never),
        ]);
        this.#answers[field] = entriesAnswer(Object.fromEntries(asked));
        return;
      }
    } catch {
      // Words, not the JSON of our files.
    }
    this.#say('warning', 'entries', key, text);
  }

  end(): RowAnswers {
    for (const [field, entry] of this.#entries)
      this.#answers[field] = entriesAnswer({ ...entriesIn(this.#answers[field] ?? ''), '+1': entry });
    if (this.#texts.has(':address')) this.#address(this.#texts.get(':address') as string);
    for (const field of Object.keys(this.#answers))
      if (this.#reader.targets.get(field)?.decl?.widget === 'place') this.#place(field);
    const home = this.#texts.get(':home') ?? '';
    return {
      answers: this.#answers,
      known: this.#known,
      id: this.#texts.get(':id') ?? '',
      home: isScope(home) ? home : null,
      common: this.#common,
      remarks: this.#remarks,
    };
  }

  /** One line of an address: its first part, what is near, and the post box, as the SSE standard joins them. */
  #address(text: string): void {
    const parts = text.split(/\s*(?:[\r\n]+|,\s)\s*/).filter((part) => part !== '');
    const [quarter, landmark, poBox] = ADDRESS;
    const box = parts.length > 1 && /^b\.?p\.?\s?\d/i.test(parts.at(-1) ?? '') ? parts.pop() : undefined;
    const [first, ...rest] = parts;
    for (const [field, value] of [
      [quarter, first],
      [landmark, rest.join(', ')],
      [poBox, box],
    ] as const)
      if (value && !this.#answers[field]) this.#answers[field] = value;
  }

  /** Where a place lies, as far as other columns tell. */
  #place(field: string): void {
    const part = (name: string): string => this.#texts.get(`${field}.${name}`) ?? '';
    const text = this.#answers[field] ?? '';
    if (text.startsWith('{')) return;
    const country = part('country') === '' ? '' : countryCode(part('country'), folded);
    if (country === null) this.#say('warning', 'country', `${field}.country`, part('country'));
    if (country) {
      this.#answers[field] = placeAnswer({ text, country });
      return;
    }
    const given = part('area');
    if (/^ml(-[\w.-]+)?$/.test(given)) {
      this.#answers[field] = placeAnswer({ text, area: given, geo: part('geo') || 'ml-2023' });
      return;
    }
    const region = part('region') || given;
    if (region === '') {
      // A file that has a column for it says that it does not know.
      const said = this.#texts.has(`${field}.area`) || this.#texts.has(`${field}.region`) ? null : areaSaid(text);
      if (said) this.#answers[field] = placeAnswer({ text, ...said });
      return;
    }
    const area = areaNamed(region);
    if (area) this.#answers[field] = placeAnswer({ text, ...area });
    else this.#say('warning', 'region', `${field}.region`, region);
  }
}

interface About {
  readonly source: LinkSource;
  readonly record: RecordId;
  readonly form: RecordForm;
  /** Told by another register in its own, coarser words: what it says alike stays as it is here. */
  readonly abroad: boolean;
}

/** The answers of a row about a record that is there, beside what it says already and the row does not. */
function completed({ source, record, form, abroad }: About, answers: Answers): Answers {
  const all: Record<string, string> = { ...answers };
  const main = source.record(record);
  for (const { type, field, decl } of form.questions) {
    const answer = answers[field] ?? '';
    const state = type === form.type ? main : source.record(companionId(type, record));
    if (answer === '' || !state) continue;
    const there = valueOf(state, field);
    const path = `${type.name}.${field}`;
    if (decl.merge === 'map') all[field] = withEntries(decl, entriesOf(state, field), entriesIn(answer));
    else if (decl.widget === 'place') {
      const finer = partOf(there, 'area') ?? partOf(there, 'country');
      const given = heldIn(answer);
      const sameWords = placeText(there) === (given ? placeText(given) : answer);
      if (sameWords && finer !== undefined && (!given || (abroad && isInside(finer, given['area']))))
        all[field] = placeAnswer(there);
    } else if (abroad && CODED.includes(path)) {
      const said = saidAbroad(path, encode(decl, answer));
      if (said === saidAbroad(path, there)) all[field] = decode(decl, there);
    }
  }
  if (abroad && main && addressIn((field) => all[field] ?? '') === addressIn((field) => textOf(main, field)))
    for (const field of ADDRESS) all[field] = textOf(main, field);
  return all;
}

const addressIn = (read: (field: string) => string): string =>
  ADDRESS.map(read)
    .filter((part) => part !== '')
    .join(', ');
/** Does an area lie in another, or is it that one? */
const isInside = (area: Json, in_: Json | undefined): boolean => chainOf(String(area)).some(({ id }) => id === in_);

/** Entries that are there, and of those given the ones that say something else. */
function withEntries(decl: FieldDecl, there: ReturnType<typeof entriesOf>, given: Entries): string {
  const known = Object.fromEntries(there.map(([key, value]) => [key, decodeEntry(decl, value)]));
  const said = new Set(Object.values(known).map((entry) => canonical(entry)));
  const added = Object.entries(given).filter(([key, entry]) => !(key in known) && !said.has(canonical(entry)));
  const changed = Object.entries(given).filter(([key]) => key in known);
  return entriesAnswer({ ...known, ...Object.fromEntries(changed), ...Object.fromEntries(added) });
}
