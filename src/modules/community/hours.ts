/** Hours given to the quarter, by person and by commune, from the facts alone: the same on a phone and on the hub. */
import { partOf } from '../../kernel/declare.ts';
import { entriesOf, isVoided, type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import { isRecordId } from '../../kernel/ids.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import { type Day, earliest, momentFault } from '../../kernel/moment.ts';
import type { Json, RecordId } from '../../kernel/types.ts';
import { placeText } from '../../ui/place.ts';
import { studentsOn } from '../clubs/rules.ts';
import { placeCalled } from '../training/place-names.ts';
import { enrolledOn } from '../training/rules.ts';

const numberOf = (value: Json | undefined): number | null => (typeof value === 'number' ? value : null);

/** Hours of each person where nothing else is said of them. */
export const hoursEach = (action: RecordState): number => numberOf(valueOf(action, 'hours')) ?? 0;

/** Who was there, and for how many hours. Of two sheets found to be one person, the longer stay counts, once. */
export function thereAt(source: LinkSource, action: RecordState): ReadonlyMap<RecordId, number> {
  const each = hoursEach(action);
  const found = new Map<RecordId, number>();
  for (const [key, said] of entriesOf(action, 'people')) {
    if (!isRecordId(key) || typeof said !== 'object') continue;
    const person = source.resolve(key);
    found.set(person, Math.max(found.get(person) ?? 0, numberOf(partOf(said, 'hours')) ?? each));
  }
  return found;
}

/** Where their name is written in an action: under each sheet that was found to be theirs, or under the one they have. */
export const keysAt = (source: LinkSource, action: RecordState, person: RecordId): readonly string[] => {
  const keys = entriesOf(action, 'people').map(([key]) => key);
  const theirs = keys.filter((key) => isRecordId(key) && source.resolve(key) === person);
  return theirs.length > 0 ? theirs : [person];
};

/** The club or the group that did it, whose people are the list that is ticked; null where several did it together. */
export const doerOf = (action: RecordState): RecordId | null => refOf(action, 'club') ?? refOf(action, 'cohort');

/** Groups that did it: its club, its own, or those of its programme. */
export function groupsOf(source: LinkSource, action: RecordState): readonly RecordId[] {
  const [own, programme] = [doerOf(action), refOf(action, 'programme')];
  if (own) return [source.resolve(own)];
  return programme ? linksTo(source, 'cohort', 'programme', programme).map(({ id }) => id) : [];
}

/** People of a group, or of a club, on a day, each once. */
export const peopleIn = (source: LinkSource, group: RecordId, day: Day): readonly RecordId[] =>
  source.record(group)?.type === 'club' ? [...studentsOn(source, group, day).keys()] : enrolledOn(source, group, day);

/** Who was there and is of none of its groups: neighbours, a trainer, somebody of another programme. */
export function othersAt(source: LinkSource, action: RecordState): readonly RecordId[] {
  const day = textOf(action, 'on');
  const ours = new Set(groupsOf(source, action).flatMap((group) => peopleIn(source, group, day)));
  return [...thereAt(source, action).keys()].filter((person) => !ours.has(person));
}

const dayOfAction = (action: RecordState): Day => {
  const on = textOf(action, 'on');
  return on !== '' && momentFault(on) === null ? earliest(on) : '';
};

/** What was done until that day, the latest first; what is still to come has no hours yet. */
const doneOf = (actions: readonly RecordState[], today: Day): readonly RecordState[] =>
  actions
    .filter((one) => !isVoided(one) && dayOfAction(one) !== '' && dayOfAction(one) <= today)
    .sort((a, b) =>
      dayOfAction(a) === dayOfAction(b) ? (a.id < b.id ? -1 : 1) : dayOfAction(a) < dayOfAction(b) ? 1 : -1,
    );

export const actionsOf = (source: LinkSource, programme: RecordId, today: Day): readonly RecordState[] =>
  doneOf(linksTo(source, 'action', 'programme', programme), today);

/** What somebody took part in, of every programme. */
export const actionsWith = (source: LinkSource, person: RecordId, today: Day): readonly RecordState[] =>
  doneOf(source.list('action'), today).filter((one) => thereAt(source, one).has(person));

/** Hours given by people or in a place: of how many actions, by whom. */
export interface Given {
  readonly hours: number;
  readonly actions: readonly RecordState[];
  readonly people: readonly RecordId[];
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((all, one) => all + one, 0);

/** Person-hours: three people for two hours give six. Somebody who came twice is one person. */
export const givenIn = (source: LinkSource, actions: readonly RecordState[]): Given => ({
  hours: sum(actions.map((one) => sum(thereAt(source, one).values()))),
  actions,
  people: [...new Set(actions.flatMap((one) => [...thereAt(source, one).keys()]))],
});

const byHours = <Key extends string>(a: readonly [Key, Given], b: readonly [Key, Given]): number =>
  b[1].hours - a[1].hours || a[0].localeCompare(b[0], 'fr');

export function givenBy(
  source: LinkSource,
  actions: readonly RecordState[],
): readonly (readonly [person: RecordId, given: Given])[] {
  const all = new Map<RecordId, { hours: number; actions: RecordState[] }>();
  for (const one of actions)
    for (const [person, hours] of thereAt(source, one)) {
      const before = all.get(person);
      if (before) {
        before.hours += hours;
        before.actions.push(one);
      } else all.set(person, { hours, actions: [one] });
    }
  return [...all].map(([person, told]) => [person, { ...told, people: [person] }] as const).sort(byHours);
}

/** By commune, under the name the map gives it; the place as it was said where the map does not know it. */
export function givenTo(
  source: LinkSource,
  actions: readonly RecordState[],
): readonly (readonly [commune: string, given: Given])[] {
  const places = new Map<string, RecordState[]>();
  for (const one of actions) {
    const place = valueOf(one, 'place');
    const name = placeCalled(placeText(place ?? '').trim(), String(partOf(place, 'area') ?? ''));
    places.set(name, [...(places.get(name) ?? []), one]);
  }
  return [...places].map(([name, list]) => [name, givenIn(source, list)] as const).sort(byHours);
}
