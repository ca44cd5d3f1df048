/**
 * Clubs on a day: how far each came, who is in it, and whether somebody should be asked if it sleeps. Nothing here changes a club: a person decides
 * (`acts.ts`). The months stand in `sleep.json`.
 */

import { millisOf } from '../../kernel/clock.ts';
import { partOf } from '../../kernel/declare.ts';
import { entriesOf, isVoided, type RecordState, refOf, textOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import { compareMoments, countsOn, type Day, firstDay, latest, type Moment, momentFault } from '../../kernel/moment.ts';
import type { Json, RecordId } from '../../kernel/types.ts';
import { monthsAfter } from '../followup/rules.ts';
import { countPersons, type Persons } from '../people/rules.ts';
import { STATES, type State } from './model.ts';
import sleep from './sleep.json';

const momentIn = (entry: Json, part: string): Moment => {
  const said = partOf(entry, part);
  return typeof said === 'string' && momentFault(said) === null ? said : '';
};
const ORDER: readonly State[] = STATES.map(({ value }) => value);

interface Step {
  readonly is: State;
  readonly from: Moment;
}

/** What it became and when, in the order of time. */
const stepsOf = (club: RecordState): readonly Step[] =>
  entriesOf(club, 'states')
    .flatMap(([, entry]): readonly Step[] => {
      const is = ORDER.find((one) => one === partOf(entry, 'is'));
      const from = momentIn(entry, 'from');
      return is && from !== '' ? [{ is, from }] : [];
    })
    .sort((a, b) => compareMoments(a.from, b.from) || ORDER.indexOf(a.is) - ORDER.indexOf(b.is));

const stepOn = (club: RecordState, day: Day): Step | null =>
  stepsOf(club).findLast(({ from }) => firstDay(from) <= day) ?? null;

const foundedOf = (club: RecordState): Moment => {
  const said = textOf(club, 'founded');
  return said !== '' && momentFault(said) === null
    ? said
    : (stepsOf(club).find(({ is }) => is === 'created')?.from ?? '');
};

/** What it was on a day: created where nobody said more; null before it was founded. */
export function stateOn(club: RecordState, day: Day): State | null {
  const founded = foundedOf(club);
  if (founded !== '' && day < firstDay(founded)) return null;
  return stepOn(club, day)?.is ?? 'created';
}

/** The last day it did something by `today`; '' where nothing is known. */
function lastActivity(source: LinkSource, club: RecordState, today: Day): Day | '' {
  const days = linksTo(source, 'action', 'club', club.id)
    .map((action) => textOf(action, 'on'))
    .filter((on) => on !== '' && momentFault(on) === null)
    .map(firstDay);
  return (
    days
      .filter((on) => on <= today)
      .sort()
      .at(-1) ?? ''
  );
}

/** What somebody is asked about a club: that it sleeps, or that it is active. */
export interface Proposal {
  readonly is: 'sleeping' | 'active';
  /** Day of its last activity; '' where none is known. */
  readonly last: Day | '';
}

/**
 * What to ask about a club today; null for nothing. A club that did nothing for so many months may sleep; one that sleeps, or was only created, and did
 * something since, may be active. Where no date is known at all the months are reckoned from the day it was written down.
 */
export function proposalOn(source: LinkSource, club: RecordState, today: Day): Proposal | null {
  const state = stateOn(club, today);
  if (state === null || state === 'closed' || today < textOf(club, 'askAgain')) return null;
  const last = lastActivity(source, club, today);
  const since = stepOn(club, today)?.from ?? '';
  if (state !== 'active' && last !== '' && (since === '' || last > firstDay(since))) return { is: 'active', last };
  if (state === 'sleeping') return null;
  const dates = [last, ...[foundedOf(club), since].map((moment) => (moment === '' ? '' : latest(moment)))].sort();
  const quietSince = dates.at(-1) || (club.created ? dayOf(millisOf(club.created.eff)) : today);
  return monthsAfter(quietSince, sleep.months) <= today ? { is: 'sleeping', last } : null;
}

/** The first day on which somebody who said « not now » today is asked again. */
export const askAgainOn = (today: Day): Day => monthsAfter(today, sleep.againMonths);
export const QUIET_MONTHS = sleep.months;

/** Who is in a club on a day, each once, with their year of study; '' where nobody said. */
export function studentsOn(source: LinkSource, club: RecordId, day: Day): ReadonlyMap<RecordId, string> {
  const found = new Map<RecordId, string>();
  for (const link of linksTo(source, 'club_member', 'club', club)) {
    const person = refOf(link, 'person');
    const state = person && source.record(source.resolve(person));
    if (!person || (state && isVoided(state))) continue;
    const spans = entriesOf(link, 'spans').map(([, span]) => span);
    const now = spans.filter((span) => countsOn({ from: momentIn(span, 'from'), to: momentIn(span, 'to') }, day));
    if (spans.length > 0 && now.length === 0) continue;
    const id = source.resolve(person);
    const years = now.map((span) => String(partOf(span, 'year') ?? ''));
    // One who is in two clubs, or whose last year was not ended, is in the higher one.
    found.set(id, [found.get(id) ?? '', ...years].sort().at(-1) ?? '');
  }
  return found;
}

export interface Figures {
  /** Those with a club that is not closed. */
  readonly institutions: readonly RecordId[];
  /** Each club founded by that day, in one state. */
  readonly clubs: { readonly [state in State]: readonly RecordId[] };
  /** In clubs that are not closed, each once whatever the clubs they are in. */
  readonly students: Persons;
  /** The same by year of study, '' last; they add up. */
  readonly byStudy: readonly (readonly [year: string, students: readonly RecordId[]])[];
}

const clubsOf = (source: LinkSource, programme: RecordId | null): readonly RecordState[] =>
  (programme ? linksTo(source, 'club', 'programme', programme) : source.list('club')).filter(
    (club) => !isVoided(club) && source.resolve(club.id) === club.id,
  );

/** @param programme null for all clubs of the copy. */
export function figuresOn(source: LinkSource, programme: RecordId | null, day: Day): Figures {
  const clubs: { [state in State]: RecordId[] } = { created: [], active: [], sleeping: [], closed: [] };
  const institutions = new Set<RecordId>();
  const years = new Map<RecordId, string>();
  for (const club of clubsOf(source, programme)) {
    const state = stateOn(club, day);
    if (state === null) continue;
    clubs[state].push(club.id);
    if (state === 'closed') continue;
    const institution = refOf(club, 'institution');
    if (institution) institutions.add(source.resolve(institution));
    for (const [person, year] of studentsOn(source, club.id, day))
      if (year >= (years.get(person) ?? '')) years.set(person, year);
  }
  const byStudy = new Map<string, RecordId[]>();
  for (const [person, year] of years) byStudy.set(year, [...(byStudy.get(year) ?? []), person]);
  return {
    institutions: [...institutions],
    clubs,
    students: countPersons(source, years.keys(), [], day),
    byStudy: [...byStudy].sort(([a], [b]) => Number(a === '') - Number(b === '') || a.localeCompare(b)),
  };
}

/** Clubs of which somebody should be asked today whether their state has changed. */
export const toAsk = (source: LinkSource, programme: RecordId | null, today: Day): readonly RecordState[] =>
  clubsOf(source, programme).filter((club) => proposalOn(source, club, today) !== null);
