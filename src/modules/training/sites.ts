/** Where a session is held: in a room of a site that the network knows, or wherever somebody wrote. */
import { entriesOf, isVoided, type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import { placeText } from '../../ui/place.ts';
import { folded } from '../../ui/search.ts';
import { isCalledOn } from './rules.ts';

/** The site of a session or, where it has none of its own, of its group. */
export function venueOf(
  source: LinkSource,
  session: RecordState | null,
  cohort: RecordState | null,
): RecordState | null {
  const id = (session && refOf(session, 'venue')) ?? (cohort && refOf(cohort, 'venue'));
  const state = id ? source.record(source.resolve(id)) : null;
  return state?.created && !isVoided(state) ? state : null;
}

/** Where it is, in words: the name of the site with its place, else the place written on the group. */
export function whereText(source: LinkSource, session: RecordState | null, cohort: RecordState | null): string {
  const venue = venueOf(source, session, cohort);
  if (!venue) return cohort ? placeText(valueOf(cohort, 'site')) : '';
  return [textOf(venue, 'name'), placeText(valueOf(venue, 'place')), textOf(venue, 'landmark')]
    .filter((one) => one !== '')
    .join(', ');
}

/** The same for two sessions that are at the same place. */
export function siteKey(source: LinkSource, session: RecordState | null, cohort: RecordState | null): string {
  const venue = venueOf(source, session, cohort);
  if (venue) return venue.id;
  const place = cohort && valueOf(cohort, 'site');
  return folded(typeof place === 'string' ? place : JSON.stringify(place ?? ''));
}

export interface Room {
  readonly name: string;
  /** null: nobody counted. */
  readonly seats: number | null;
}

export const roomsOf = (venue: RecordState): readonly Room[] =>
  entriesOf(venue, 'rooms')
    .flatMap(([, one]): readonly Room[] => {
      if (typeof one !== 'object' || one === null || Array.isArray(one)) return [];
      const { name, seats } = one as { readonly name?: unknown; readonly seats?: unknown };
      return typeof name === 'string' ? [{ name, seats: typeof seats === 'number' ? seats : null }] : [];
    })
    .sort((a, b) => (b.seats ?? 0) - (a.seats ?? 0) || a.name.localeCompare(b.name, 'fr'));

export const roomIn = (venue: RecordState, name: string): Room | undefined =>
  roomsOf(venue).find((room) => folded(room.name) === folded(name));

/** What is to be prepared for the people of a group, by person. */
export function needsIn(source: LinkSource, cohort: RecordId, day: Day): ReadonlyMap<RecordId, readonly string[]> {
  const found = new Map<RecordId, readonly string[]>();
  for (const enrolment of linksTo(source, 'enrolment', 'cohort', cohort)) {
    const [needs, person] = [valueOf(enrolment, 'needs'), refOf(enrolment, 'person')];
    if (person && Array.isArray(needs) && needs.length > 0 && isCalledOn(enrolment, day))
      found.set(source.resolve(person), needs as readonly string[]);
  }
  return found;
}

/** Needs that a site answers, by what it says of itself. */
const ANSWERED: Readonly<Record<string, readonly string[]>> = { ground: ['ground', 'ramp'], child: ['children'] };

/** What the site of a group does not have and somebody needs: how many people. A site that says nothing of itself is not known to lack anything. */
export function unmetIn(source: LinkSource, cohort: RecordState, day: Day): readonly (readonly [string, number])[] {
  const venue = venueOf(source, null, cohort);
  const has = venue && valueOf(venue, 'access');
  if (!Array.isArray(has)) return [];
  const needs = [...needsIn(source, cohort.id, day).values()];
  return Object.entries(ANSWERED).flatMap(([need, by]): readonly (readonly [string, number])[] => {
    const n = needs.filter((list) => list.includes(need)).length;
    return n > 0 && !by.some((one) => has.includes(one)) ? [[need, n]] : [];
  });
}
