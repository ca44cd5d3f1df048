/**
 * What comes in beside each record of a list, in the same group: with a person, the place they ask for in a programme. It is written once for each
 * person and programme; a row that says more of what is there completes it. The rules are those of the form and of the declaration, no others.
 */
import type { Acts } from '../../kernel/author.ts';
import type { TypeDecl } from '../../kernel/declare.ts';
import { isVoided, type RecordState, refOf } from '../../kernel/fold.ts';
import { linksTo } from '../../kernel/links.ts';
import type { RecordId } from '../../kernel/types.ts';
import { type Answers, asking, createActs, editActs, formOf, type RecordForm } from '../../ui/record-form.ts';
import { homeFor, newRecord } from '../../ui/records/save.ts';
import { answersOfRow, type RowReader } from './answers.ts';
import { type CheckedRow, type Ground, showsAgain } from './check.ts';
import { besideKey } from './columns.ts';
import type { Row } from './csv.ts';
import { BACK, type Remark, remarksOn, right } from './remarks.ts';

/** What a row asks for beside its record. */
export interface Asked {
  /** Which of those beside one record: the programme. */
  readonly what: RecordId;
  readonly answers: Answers;
  /** What all rows share: said of something new, it changes nothing that is there. */
  readonly common: ReadonlySet<string>;
  /** Errors and warnings, whoever asks. */
  readonly remarks: readonly Remark[];
  /** Errors where it is not there yet. */
  readonly missing: readonly Remark[];
}

export class Beside {
  readonly #type: TypeDecl;
  readonly #ground: Ground;
  readonly #reader: RowReader;
  readonly #form: RecordForm;
  /** The field that names the record it stands beside, and the field that tells it from others beside the same record. */
  readonly #link: string;
  readonly #what: string;
  readonly #lines = new Map<RecordId, number>();

  constructor(type: TypeDecl, reader: RowReader, ground: Ground) {
    this.#type = type;
    this.#ground = ground;
    this.#link = type.livesWith ?? '';
    this.#what = type.keys?.find((key) => key !== this.#link) ?? '';
    this.#form = asking(formOf(ground.decl, type.name), ({ field }) => field !== this.#link);
    // A row with too many cells is said once, of its own record.
    this.#reader = { ...reader, width: Number.POSITIVE_INFINITY };
  }

  /** Null for a row that asks for nothing: what all rows share but the programme asks for nothing by itself. */
  asked(row: Row): Asked | null {
    const { answers, common, remarks } = answersOfRow(this.#reader, row);
    const isAsked = Object.keys(answers).some((field) => field === this.#what || !common.has(field));
    if (!isAsked && remarks.length === 0) return null;
    const unread = new Set(remarks.flatMap(({ kind, target }) => (kind === 'error' ? [target] : [])));
    const rules = remarksOn(this.#form, answers, true, this.#ground.now)
      .map((remark) => ({ ...remark, target: besideKey(this.#type, remark.target) }))
      .filter(({ target }) => !unread.has(target));
    const isLater = ({ code, target }: Remark): boolean =>
      code === 'missing' && target !== besideKey(this.#type, this.#what);
    return {
      what: this.#ground.source.resolve((answers[this.#what] ?? '') as RecordId),
      answers,
      common,
      remarks: [...remarks, ...rules.filter((remark) => !isLater(remark))],
      missing: rules.filter(isLater),
    };
  }

  /**
   * The row with what it asks for.
   * @param checked what becomes of its record; @param of that record where it is there, null where the row makes it.
   * @param remarks warnings of the row, for one whose record has nothing to be told of.
   */
  with(asked: Asked, checked: CheckedRow, of: RecordId | null, remarks: readonly Remark[]): CheckedRow {
    const refused = (...errors: readonly Remark[]): CheckedRow => ({
      ...checked,
      fate: 'error',
      remarks: errors,
      acts: null,
    });
    if (checked.fate === 'error') return checked;
    const there = of && this.#there(of, asked);
    if (!there && asked.missing.length > 0) return refused(...asked.missing);
    const done = of === null ? this.#added(asked, checked) : this.#written(asked, of, there, checked.row.line);
    if ('error' in done) return refused(done.error);
    const { acts, remarks: also = [] } = done;
    if (acts === null) return checked;
    const both: Acts = (ids) => [...listOf(checked.acts ?? [], ids), ...listOf(acts, ids)];
    const isHere = checked.fate === 'here';
    return {
      ...checked,
      fate: isHere ? 'change' : checked.fate,
      remarks: [...(isHere ? remarks : checked.remarks.map(kept)), ...also],
      acts: both,
    };
  }

  #added({ answers }: Asked, { acts }: CheckedRow): Done {
    const [made] = listOf(acts ?? [], (act) => String(act) as RecordId);
    if (made?.do !== 'create' || !this.#ground.may('create', this.#type.name, made.home))
      return { error: right('create') };
    const { home } = made;
    const form = this.#filled(answers);
    return { acts: (ids) => listOf(createActs(form, answers, home, { [this.#link]: ids(0) }), ids) };
  }

  #written({ what, answers, common }: Asked, of: RecordId, there: RecordState | null, line: number): Done {
    const { source, home, may } = this.#ground;
    const { name } = this.#type;
    if (there) {
      const own = Object.fromEntries(Object.entries(answers).filter(([field]) => !common.has(field)));
      const acts = editActs(source, this.#filled({ ...own, [this.#what]: '' }), there.id, own);
      const twice = this.#twice(there.id, line);
      if (acts === null) return { acts };
      return may('edit', name, there.home) ? (twice ?? { acts }) : { error: right('edit') };
    }
    const place = homeFor({ replica: source, me: { home } }, this.#type, { [this.#link]: of });
    const asked = { ...answers, [this.#what]: what };
    const { acts, record } = newRecord(source, this.#filled(asked), asked, place, { [this.#link]: of });
    if (!may('create', name, place)) return { error: right('create') };
    const hidden = record && source.record(record);
    if (hidden && !showsAgain(this.#ground, hidden)) return { error: right('edit') };
    return (record && this.#twice(record, line)) ?? { acts, remarks: hidden ? [BACK] : [] };
  }

  /** An earlier row asks for the same, with other words. */
  said(line: number): Remark {
    return { kind: 'error', code: 'twice', target: besideKey(this.#type, this.#what), value: String(line) };
  }

  /** Two rows that write the same one are told apart only by a person. */
  #twice(record: RecordId, line: number): Done | null {
    const before = this.#lines.get(record);
    if (before === undefined) {
      this.#lines.set(record, line);
      return null;
    }
    return { error: this.said(before) };
  }

  #there(of: RecordId, { what }: Asked): RecordState | null {
    const { source } = this.#ground;
    const same = (one: RecordState): boolean => {
      const named = refOf(one, this.#what);
      return named !== null && source.resolve(named) === what && !isVoided(one);
    };
    return linksTo(source, this.#type.name, this.#link, of).find(same) ?? null;
  }

  #filled(answers: Answers): RecordForm {
    return asking(this.#form, ({ field }) => (answers[field] ?? '') !== '');
  }
}

/** A row that looks like somebody known is not simply taken out: what it asks for would be lost. */
const kept = (remark: Remark): Remark => (remark.code === 'double' ? { ...remark, code: 'double.asked' } : remark);

type Done = { readonly acts: Acts | null; readonly remarks?: readonly Remark[] } | { readonly error: Remark };

const listOf = (acts: Acts, ids: (act: number) => RecordId) => (typeof acts === 'function' ? acts(ids) : acts);
