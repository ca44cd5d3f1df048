/**
 * What would become of each row of a file: made, completed, already here, or refused with the remedy; with remarks that stop nothing. The rules are those
 * of the forms and of the declarations, no others. Every row has exactly one fate, so that none is lost in silence.
 *
 * Pure: the records it reads are given. It comes as a generator, one step a row, so that a screen or a hub can rest in between.
 */
import type { Act, Acts } from '../../kernel/author.ts';
import { type Action, type Declarations, mapOf, type TypeDecl } from '../../kernel/declare.ts';
import { isVoided, type RecordState, refOf, textOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import { canonical } from '../../kernel/hash.ts';
import { fingerprint, isRecordId } from '../../kernel/ids.ts';
import type { LinkSource } from '../../kernel/links.ts';
import type { Millis, RecordId, Scope } from '../../kernel/types.ts';
import { type Answers, asking, editActs, formOf, type RecordForm } from '../../ui/record-form.ts';
import { homeFor, newRecord } from '../../ui/records/save.ts';
import { folded } from '../../ui/search.ts';
import { candidateOf, candidateOfAnswers, isKind, sheetsIn } from '../directory/candidates.ts';
import { DuplicateIndex, type Level } from '../directory/duplicates.ts';
import { answersOfRow, type RowAnswers, rowReader } from './answers.ts';
import { type Asked, Beside } from './beside.ts';
import { besideOf, isBeside, type Mapping, targetsOf } from './columns.ts';
import type { Row } from './csv.ts';
import { Joining } from './joining.ts';
import { keepingBefore } from './keeping.ts';
import { BACK, type Remark, remarksOn, right } from './remarks.ts';
import type { Table } from './table.ts';

/** What the check reads, and who brings the file in. */
export interface Ground {
  readonly decl: Declarations;
  readonly source: LinkSource;
  /** Where what is new will be kept, unless the row or its kind says otherwise. */
  readonly home: Scope;
  /** True time, as well as it is known. */
  readonly now: Millis;
  may(action: Action, type: string, home: Scope): boolean;
  /** May what is hidden be shown again without the right to hide, as by whoever brought it in? Where nobody says, it may not. */
  mayShow?(state: RecordState): boolean;
}

/** May a row that tells of a hidden record show it again? */
export const showsAgain = ({ may, mayShow }: Ground, state: RecordState): boolean =>
  may('void', state.type, state.home) || mayShow?.(state) === true;

export type Fate = 'new' | 'change' | 'here' | 'error';

export interface CheckedRow {
  readonly row: Row;
  readonly fate: Fate;
  /** What it is called, for people. */
  readonly name: string;
  readonly remarks: readonly Remark[];
  /** The acts of its group; null where there is nothing to do. */
  readonly acts: Acts | null;
}

export interface Checked {
  readonly rows: readonly CheckedRow[];
  /** Rows of the file = ready + warned + errors + here. */
  readonly ready: number;
  readonly warned: number;
  readonly errors: number;
  readonly here: number;
}

/** Rows that may be brought in: all but errors, or only those without a remark. */
export type Choice = 'valid' | 'ready';

export const chosen = ({ rows }: Checked, choice: Choice): readonly CheckedRow[] =>
  rows.filter(({ acts, remarks }) => acts !== null && (choice === 'valid' || remarks.length === 0));

/** Levels of likeness that are worth a word. */
const LIKELY: readonly Level[] = ['sure', 'likely'];

/** Checks the rows of a table one by one. */
export function* checkTable(table: Table, type: TypeDecl, mapping: Mapping, ground: Ground): Generator<void, Checked> {
  const checker = new Checker(table, type, mapping, ground);
  yield* checker.prepare();
  const rows: CheckedRow[] = [];
  for (const row of table.rows) {
    rows.push(checker.check(row));
    yield;
  }
  const count = (is: (one: CheckedRow) => boolean): number => rows.filter(is).length;
  return {
    rows,
    ready: count(({ acts, remarks }) => acts !== null && remarks.length === 0),
    warned: count(({ acts, remarks }) => acts !== null && remarks.length > 0),
    errors: count(({ fate }) => fate === 'error'),
    here: count(({ fate }) => fate === 'here'),
  };
}

/** The first row about a record, and the entries of its maps that were written since. */
interface Before {
  readonly line: number;
  readonly entries: Set<string>;
}

class Checker {
  readonly #type: TypeDecl;
  readonly #ground: Ground;
  readonly #form: RecordForm;
  readonly #reader: ReturnType<typeof rowReader>;
  /** By what the external name of a record is, and by what it is called. */
  readonly #foreign = new Map<string, RecordId>();
  readonly #named = new Map<string, RecordId[]>();
  readonly #doubles = new DuplicateIndex();
  /** What rows before this one said, and what they were about. */
  readonly #said = new Map<string, number>();
  readonly #about = new Map<RecordId, Before>();
  readonly #lines = new Map<string, number>();
  /** Of lists of memberships: circles and seats. */
  readonly #joining: Joining | null;
  /** Of lists of people: the place that each asks for. */
  readonly #beside: Beside | null;

  constructor(table: Table, type: TypeDecl, mapping: Mapping, ground: Ground) {
    this.#type = type;
    this.#ground = ground;
    this.#form = formOf(ground.decl, type.name);
    this.#joining = type.name === 'membership' ? new Joining(ground.source, dayOf(ground.now)) : null;
    const targets = targetsOf(ground.decl, type);
    const readerOf = (some: typeof targets) => rowReader({ table, targets: some, mapping, source: ground.source });
    this.#reader = readerOf(targets.filter((target) => !isBeside(target)));
    const beside = besideOf(ground.decl, type);
    this.#beside = beside && new Beside(beside, readerOf(targets.filter(isBeside)), ground);
  }

  /** What is already there, as this check looks at it. */
  *prepare(): Generator<void> {
    const { source, decl } = this.#ground;
    const { name } = this.#type;
    for (const state of source.list(name)) {
      if (isVoided(state) || source.resolve(state.id) !== state.id) continue;
      this.#foreign.set(foreignName(state.id), state.id);
      const called = folded(this.#calledIn(state));
      const list = this.#named.get(called);
      if (list) list.push(state.id);
      else this.#named.set(called, [state.id]);
      yield;
    }
    if (!isKind(name)) return;
    for (const sheet of sheetsIn(source, decl, name)) {
      this.#doubles.put(candidateOf(sheet));
      yield;
    }
  }

  /** The first words of a record that are its own. */
  get #title(): string {
    const words = Object.entries(this.#type.fields).filter(([, { widget }]) => widget === 'text' || widget === 'long');
    return (words.find(([field]) => field === 'name') ?? words.find(([, { required }]) => required))?.[0] ?? '';
  }
  readonly #calledIn = (state: RecordState): string => (this.#title === '' ? '' : textOf(state, this.#title));

  check(row: Row): CheckedRow {
    const read = answersOfRow(this.#reader, row);
    const checked = this.#fateOf(row, read, this.#beside?.asked(row) ?? null);
    if (checked.acts) this.#joining?.take(read.answers);
    return checked;
  }

  #fateOf(row: Row, read: RowAnswers, asked: Asked | null): CheckedRow {
    const name = this.#nameOf(read);
    const refused = (...remarks: readonly Remark[]): CheckedRow => ({ row, fate: 'error', name, remarks, acts: null });
    const here = (code: string, value: string): CheckedRow => {
      const remarks: readonly Remark[] = [{ kind: 'here', code, target: '', value }];
      return { row, fate: 'here', name, remarks, acts: null };
    };
    const known = this.#recordNamed(read.id);
    if (known !== null && isVoided(this.#ground.source.record(known) as RecordState))
      return here('hidden', this.#titleOf(known));
    // What could not be read is not missing as well.
    const unread = new Set(read.remarks.flatMap(({ kind, target }) => (kind === 'error' ? [target] : [])));
    const rules = remarksOn(this.#form, read.answers, known === null, this.#ground.now).filter(
      ({ target }) => !unread.has(target),
    );
    const joins = this.#joining?.remarkOn(read.answers);
    const remarks = [...read.remarks, ...rules, ...(joins ? [joins] : []), ...(asked?.remarks ?? [])];
    const errors = remarks.filter(({ kind }) => kind === 'error');
    if (errors.length > 0) return refused(...errors);

    const said = canonical({ ...read.answers, ':id': known ?? '' });
    const whole = asked ? `${said} ${canonical(asked.answers)}` : said;
    const before = this.#said.get(whole);
    if (before !== undefined) return here('same', String(before));
    const what = `${said} ${asked?.what ?? ''}`;
    const [other, asks] = [this.#said.get(said), this.#said.get(what)];
    for (const one of [whole, what, said]) this.#said.set(one, this.#said.get(one) ?? row.line);
    const about = { row, name, remarks };
    const and = (checked: CheckedRow, of: RecordId | null): CheckedRow =>
      asked && this.#beside ? this.#beside.with(asked, checked, of, remarks) : checked;
    if (known !== null) return and(this.#change(about, known, read, refused, here), known);

    const twin = this.#same(read.answers, name);
    if (twin !== null) return and(here('here', this.#titleOf(twin)), twin);
    // Somebody whom an earlier row makes has no name yet by which this one could be written.
    if (asks !== undefined && this.#beside) return refused(this.#beside.said(asks));
    if (other !== undefined) return refused({ kind: 'error', code: 'again', target: '', value: String(other) });
    return and(this.#make(about, read, refused, here), null);
  }

  /** A row that names a record: only what differs is written, and an empty cell takes nothing away. One that was hidden and is told again is shown again. */
  #change(
    about: Pick<CheckedRow, 'row' | 'name' | 'remarks'>,
    record: RecordId,
    read: RowAnswers,
    refused: (...remarks: readonly Remark[]) => CheckedRow,
    here: (code: string, value: string) => CheckedRow,
  ): CheckedRow {
    const { source } = this.#ground;
    const there = source.record(record) as RecordState;
    const before = this.#about.get(record);
    const isBack = isVoided(there) && !before;
    const own = Object.entries(read.answers).filter(([field]) => !read.common.has(field));
    const answers = this.#completed(Object.fromEntries(own), record, read.id !== '' && !isRecordId(read.id));
    const acts = editActs(source, this.#filled(answers), record, answers);
    if (acts === null && !isBack) return here('here', about.name || this.#titleOf(record));
    if (isBack && !showsAgain(this.#ground, there)) return here('hidden', this.#titleOf(record));
    if (!this.#ground.may('edit', this.#type.name, there.home)) return refused(right('edit'));
    if (before) return this.#again({ ...about, acts }, record, before, ':id', refused, here);
    this.#note(record, about.row.line, acts ?? []);
    const kept = keepingBefore(acts ?? [], there, dayOf(this.#ground.now));
    const shown: Act[] = isBack ? [{ do: 'void', record, voided: false }] : [];
    const remarks = [...about.remarks, ...kept.remarks, ...(isBack ? [BACK] : [])];
    return { ...about, remarks, fate: 'change', acts: [...kept.acts, ...shown] };
  }

  #make(
    about: Pick<CheckedRow, 'row' | 'name' | 'remarks'>,
    read: RowAnswers,
    refused: (...remarks: readonly Remark[]) => CheckedRow,
    here: (code: string, value: string) => CheckedRow,
  ): CheckedRow {
    const { source, home } = this.#ground;
    const me = {
      home: read.home !== null && this.#ground.may('create', this.#type.name, read.home) ? read.home : home,
    };
    const place = homeFor({ replica: source, me }, this.#type, { ...read.answers, ...read.known });
    if (!this.#ground.may('create', this.#type.name, place)) return refused(right('create'));
    const { acts, record } = newRecord(source, this.#filled(read.answers), read.answers, place, read.known);
    if (record !== null) {
      if (Array.isArray(acts)) return this.#change(about, record, read, refused, here);
      const before = this.#about.get(record);
      if (before) return this.#again({ ...about, acts }, record, before, '', refused, here);
      this.#note(record, about.row.line, acts);
    }
    const double = this.#doubleOf(read.answers, about.name, about.row.line);
    return { ...about, remarks: double ? [...about.remarks, double] : about.remarks, fate: 'new', acts };
  }

  /**
   * A row about a record that an earlier row is about: what it adds to the lists of the record, another period of a membership, stands beside what that
   * row says; it is told. Whatever else two rows say of one record is told apart only by a person.
   */
  #again(
    about: Pick<CheckedRow, 'row' | 'name' | 'remarks' | 'acts'>,
    record: RecordId,
    { line, entries }: Before,
    target: string,
    refused: (...remarks: readonly Remark[]) => CheckedRow,
    here: (code: string, value: string) => CheckedRow,
  ): CheckedRow {
    const written = this.#written(about.acts ?? [], record);
    if (written.some((key) => mapOf(key) === null || entries.has(key)))
      return refused({ kind: 'error', code: 'twice', target, value: String(line) });
    const [first] = written;
    if (first === undefined) return here('same', String(line));
    for (const key of written) entries.add(key);
    const also: Remark = { kind: 'warning', code: 'also', target: mapOf(first) ?? '', value: String(line) };
    return { ...about, remarks: [...about.remarks, also], fate: 'change' };
  }

  /** What acts write of a record besides what names it: keys of its body, and '' for anything beside it. */
  #written(acts: Acts, record: RecordId): readonly string[] {
    const list = typeof acts === 'function' ? acts(() => record) : acts;
    const { keys = [], name } = this.#type;
    return list
      .flatMap((act) => {
        if (act.do === 'create' && act.type === name) return Object.keys(act.body);
        return act.do === 'edit' && act.record === record ? Object.keys(act.body) : [''];
      })
      .filter((field) => !keys.includes(field));
  }

  #note(record: RecordId, line: number, acts: Acts): void {
    this.#about.set(record, { line, entries: new Set(this.#written(acts, record).filter(mapOf)) });
  }

  /** The form, asking only what the row says something about. */
  #filled(answers: Answers): RecordForm {
    return asking(this.#form, ({ field }) => (answers[field] ?? '') !== '');
  }

  /** Entries that are there stay beside those that the row adds; a place said in the same words stays where it was put on the map. */
  #completed(answers: Answers, record: RecordId, abroad: boolean): Answers {
    return this.#reader.completed(answers, record, this.#form, abroad);
  }

  #recordNamed(id: string): RecordId | null {
    if (id === '') return null;
    const { source } = this.#ground;
    const named = isRecordId(id) ? source.resolve(id) : this.#foreign.get(id);
    const state = named ? source.record(named) : null;
    return state?.created && state.type === this.#type.name ? state.id : null;
  }

  /** A record of that name to which the row would add nothing. */
  #same(answers: Answers, name: string): RecordId | null {
    if (name === '' || this.#type.keys) return null;
    const form = this.#filled(answers);
    const same = (id: RecordId) =>
      editActs(this.#ground.source, form, id, this.#completed(answers, id, false)) === null;
    return this.#named.get(folded(name))?.find(same) ?? null;
  }

  /** Somebody like it: by the finder of the directory, and, but for people, who share their names, by the same name. */
  #doubleOf(answers: Answers, called: string, line: number): Remark | null {
    const { name } = this.#type;
    const same = name === 'person' || called === '' ? undefined : this.#named.get(folded(called))?.[0];
    const twin = name === 'person' || called === '' ? undefined : this.#lines.get(folded(called));
    this.#lines.set(folded(called), line);
    let like: string | undefined = same ?? (twin === undefined ? undefined : `${LINE}${twin}`);
    if (isKind(name)) {
      const candidate = candidateOfAnswers(name, answers);
      like ??= this.#doubles.hintsFor(candidate).find(({ level }) => LIKELY.includes(level))?.id;
      this.#doubles.put({ ...candidate, id: `${LINE}${line}` });
    }
    if (like === undefined) return null;
    const inFile = like.startsWith(LINE);
    const value = inFile ? like.slice(LINE.length) : this.#titleOf(like as RecordId);
    return { kind: 'warning', code: inFile ? 'double.line' : 'double', target: '', value };
  }

  #nameOf({ answers }: RowAnswers): string {
    return this.#title === '' ? '' : (answers[this.#title] ?? '');
  }

  #titleOf(id: RecordId): string {
    const { source } = this.#ground;
    const state = source.record(id);
    if (!state || this.#title !== '') return state ? this.#calledIn(state) : '';
    // What has no name of its own is called by what it is about.
    const about = Object.entries(this.#type.fields).flatMap(([field, { ref }]) => (ref && refOf(state, field)) || []);
    const first = about[0] && source.record(source.resolve(about[0]));
    return first ? textOf(first, 'name') : '';
  }
}

const LINE = 'line ';

/** The name under which the SSE standard CSV tells of a record (`hub/derived/sse`). */
const foreignName = (id: string): string => fingerprint(new TextEncoder().encode(id)).slice(0, 14);
