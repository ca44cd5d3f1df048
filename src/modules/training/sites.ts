/** Where a session is held: in a room of a site that the network knows, or wherever somebody wrote. */
import { entriesOf, isVoided, type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import type { LinkSource } from '../../kernel/links.ts';
import { placeText } from '../../ui/place.ts';
import { folded } from '../../ui/search.ts';

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
