/** What people were on a day: the mayor of 2018 is the mayor in the delegation of 2018, whoever is today. */
import { partOf } from '../../kernel/declare.ts';
import { entriesOf, isVoided, type RecordState, refOf, textOf } from '../../kernel/fold.ts';
import { isRecordId } from '../../kernel/ids.ts';
import { linksTo } from '../../kernel/links.ts';
import { compareMoments, countsOn, type Day, firstDay, momentFault } from '../../kernel/moment.ts';
import type { Json, RecordId } from '../../kernel/types.ts';
import { nameOn } from './forms.ts';
import { remembered, type Source } from './source.ts';

/** What somebody was in an organisation on a day, or in any where none is named: their function, else their employment. */
export function functionOn(
  source: Source,
  person: RecordId,
  organisation: RecordId | null,
  day: Day,
): { readonly title: string; readonly organisation: RecordId } | null {
  const ties = linksTo(source, 'involvement', 'person', person).filter((tie) => {
    const of = refOf(tie, 'organisation');
    return (
      of !== null &&
      (organisation === null || source.resolve(of) === source.resolve(organisation)) &&
      textOf(tie, 'title') !== '' &&
      countsOn({ from: textOf(tie, 'from'), to: textOf(tie, 'to') }, day)
    );
  });
  const tie = ties.find((one) => textOf(one, 'kind') === 'function') ?? ties[0];
  const of = tie && refOf(tie, 'organisation');
  return tie && of ? { title: textOf(tie, 'title'), organisation: source.resolve(of) } : null;
}

export interface Delegate {
  readonly key: string;
  readonly person: RecordId | null;
  /** Where nobody was named, the organisation that was there. */
  readonly name: string;
  /** Function of that day, and the organisation as it was called then; '' where nobody knows. */
  readonly as: string;
  readonly of: string;
  /** Where nobody was named: it opens. */
  readonly organisation: RecordId | null;
}

/** The day of a meeting; '' where nobody said one. */
function dayOfMeeting(delegation: RecordState): Day | '' {
  const on = textOf(delegation, 'on');
  return on !== '' && momentFault(on) === null ? firstDay(on) : '';
}

/** What an organisation was called on a day; '' for one this copy does not hold. */
function calledOn(source: Source, organisation: RecordId | null, day: Day | ''): string {
  const house = organisation && source.record(organisation);
  if (!house) return '';
  return (day === '' ? '' : nameOn(house, day)) || textOf(house, 'name');
}

const knownIn = (source: Source, entry: Json, part: string): RecordId | null => {
  const id = partOf(entry, part);
  return isRecordId(id) ? source.resolve(id) : null;
};

/** Who was in a delegation; what was written of somebody stands before what their sheet says. */
export function delegatesOf(source: Source, delegation: RecordState): readonly Delegate[] {
  const day = dayOfMeeting(delegation);
  return entriesOf(delegation, 'members').flatMap(([key, entry]): readonly Delegate[] => {
    const part = (name: string): string => String(partOf(entry, name) ?? '');
    const person = knownIn(source, entry, 'person');
    const named = knownIn(source, entry, 'of');
    const was = person && day !== '' ? functionOn(source, person, named, day) : null;
    const organisation = named ?? was?.organisation ?? null;
    const sheet = person && source.record(person);
    const house = calledOn(source, organisation, day);
    const who = (sheet && textOf(sheet, 'name')) || part('name');
    const as = part('as') || (was?.title ?? '');
    if (who !== '') return [{ key, person, name: who, as, of: house, organisation: null }];
    return house === '' ? [] : [{ key, person: null, name: house, as, of: '', organisation }];
  });
}

export interface Organiser {
  readonly key: string;
  readonly organisation: RecordId;
  /** As it was called on the day of the meeting. */
  readonly name: string;
  readonly role: string;
  readonly task: string;
}

/** Who organised a meeting, and what each did: the ministry of 2005 under its name of 2005, on the sheet it has today. */
export function organisersOf(source: Source, delegation: RecordState): readonly Organiser[] {
  const day = dayOfMeeting(delegation);
  return entriesOf(delegation, 'organisers').flatMap(([key, entry]) => {
    const organisation = knownIn(source, entry, 'organisation');
    const name = calledOn(source, organisation, day);
    if (!organisation || name === '') return [];
    const part = (of: string): string => String(partOf(entry, of) ?? '');
    return [{ key, organisation, name, role: part('role'), task: part('task') }];
  });
}

export interface Organised {
  readonly meeting: RecordState;
  readonly by: Organiser;
}

/** Meetings that an organisation organised, the last one first; those this copy holds. */
export const meetingsBy = (source: Source, organisation: RecordId): readonly Organised[] =>
  byOrganiser(source).get(source.resolve(organisation)) ?? [];

const byOrganiser = remembered((source: Source): ReadonlyMap<RecordId, readonly Organised[]> => {
  const all = source
    .list('delegation')
    .filter((meeting) => !isVoided(meeting))
    .flatMap((meeting) => organisersOf(source, meeting).map((by) => ({ meeting, by })))
    .sort((a, b) => compareMoments(textOf(b.meeting, 'on'), textOf(a.meeting, 'on')));
  const houses = new Map<RecordId, Organised[]>();
  for (const one of all) {
    const list = houses.get(one.by.organisation);
    if (list) list.push(one);
    else houses.set(one.by.organisation, [one]);
  }
  return houses;
});
