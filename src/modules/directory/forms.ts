/** Forms, names and stages in their time: the informal group of 2019 that is a SCOOPS since 2021 is one organisation, and a ministry keeps its sheet. */
import { entriesOf, type RecordState, textOf } from '../../kernel/fold.ts';
import { glancesIn } from '../../kernel/links.ts';
import { compareMoments, countsOn, type Day, earliest, firstDay, latest, type Moment } from '../../kernel/moment.ts';
import type { Json, RecordId } from '../../kernel/types.ts';
import { isThere, remembered, type Source } from './source.ts';

export interface Form {
  readonly kind: string;
  /** '' where nobody said since when. */
  readonly from: Moment;
  readonly number: string;
  readonly authority: string;
  /** False where its date is too vague to be sure of that day. */
  readonly sure: boolean;
}

const part = (entry: Json, name: string): string => {
  const value = (entry as { readonly [part: string]: Json })[name];
  return typeof value === 'string' ? value : '';
};

/**
 * The form an organisation had on a day. Without any dated form it is the one on its card, whenever it was founded. Null before its first dated
 * form, and before it was founded: nobody says what it was then.
 */
export function formOn(state: RecordState, day: Day): Form | null {
  const founded = textOf(state, 'founded');
  if (founded && day < firstDay(founded)) return null;
  const forms = entriesOf(state, 'forms')
    .map(([, entry]) => entry)
    .filter((entry) => part(entry, 'from') !== '')
    .sort((a, b) => compareMoments(part(a, 'from'), part(b, 'from')));
  if (forms.length === 0) {
    const kind = textOf(state, 'kind');
    return kind ? { kind, from: founded, number: textOf(state, 'registration'), authority: '', sure: true } : null;
  }
  const at = forms.findLastIndex((entry) => firstDay(part(entry, 'from')) <= day);
  const form = forms[at];
  if (!form) return null;
  const next = forms[at + 1];
  return {
    kind: part(form, 'kind'),
    from: part(form, 'from'),
    number: part(form, 'number'),
    authority: part(form, 'authority'),
    sure: day >= latest(part(form, 'from')) && (!next || day < earliest(part(next, 'from'))),
  };
}

/** Organisations by the form they had on a day, each in one row; '' for those whose form then is not known. The rows add up to all of them. */
export function byFormOn(source: Source, ids: readonly RecordId[], day: Day): ReadonlyMap<string, readonly RecordId[]> {
  const rows = new Map<string, RecordId[]>();
  for (const id of ids) {
    const state = source.record(id);
    const kind = (state && formOn(state, day)?.kind) ?? '';
    rows.set(kind, [...(rows.get(kind) ?? []), id]);
  }
  return rows;
}

/** The whole directory on a day, each once, but for what was founded after it; `undated` of them say no date at all and count as they are today. */
export const directoryOn: (source: Source, day: Day) => Directory = remembered(wholeOn);

export interface Directory {
  readonly all: readonly RecordId[];
  readonly undated: readonly RecordId[];
}

function wholeOn(source: Source, day: Day): Directory {
  const all: RecordId[] = [];
  const undated: RecordId[] = [];
  for (const glance of glancesIn(source, 'organisation')) {
    const { id } = glance;
    const founded = glance.text('founded');
    if (source.resolve(id) !== id || !isThere(source, id) || (founded && day < firstDay(founded))) continue;
    const state = founded ? null : source.record(id);
    if (state && !entriesOf(state, 'forms').some(([, entry]) => part(entry, 'from') !== '')) undated.push(id);
    all.push(id);
  }
  return { all, undated };
}

/**
 * What it was called on a day: the name that was in force then, else the name on its card. A name with no date at all (the everyday one, the one in
 * Bambara) is another way to find it and replaces none. Where several were in force, the one that began last.
 */
export function nameOn(state: RecordState, day: Day): string {
  const then = entriesOf(state, 'names')
    .map(([, entry]) => ({ name: part(entry, 'name'), from: part(entry, 'from'), to: part(entry, 'to') }))
    .filter((one) => one.name && (one.from || one.to) && countsOn(one, day))
    .sort((a, b) => compareMoments(a.from, b.from));
  return then.at(-1)?.name ?? textOf(state, 'name');
}

/** The same of an organisation that this copy may not hold; '' where nobody knows. */
export const calledOn = (source: Source, id: RecordId, day: Day): string => {
  const state = source.record(id);
  return state ? nameOn(state, day) : '';
};

/** Stages of the accompaniment that have a date, in the order of time. */
export const stagesOf = (state: RecordState): readonly { readonly stage: string; readonly from: Moment }[] =>
  entriesOf(state, 'stages')
    .map(([, entry]) => ({ stage: part(entry, 'stage'), from: part(entry, 'from') }))
    .filter(({ stage, from }) => stage !== '' && from !== '')
    .sort((a, b) => compareMoments(a.from, b.from));

/** The stage an organisation had come to on a day; without any dated stage, the one on its card; '' before the first and where nobody said. */
export function stageOn(state: RecordState, day: Day): string {
  const stages = stagesOf(state);
  if (stages.length === 0) return textOf(state, 'stage');
  return stages.findLast(({ from }) => firstDay(from) <= day)?.stage ?? '';
}
