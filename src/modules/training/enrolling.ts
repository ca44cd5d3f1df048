/** From those who were given a place to those who follow: who still waits for a group, and writing them all into one. */
import type { Act, Acts } from '../../kernel/author.ts';
import { type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import type { Glance } from '../../kernel/glance.ts';
import { derivedId, isRecordId } from '../../kernel/ids.ts';
import { glancesIn, isHidden, type LinkSource, linksTo } from '../../kernel/links.ts';
import { type Day, latest, momentFault } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';

import { statusActs } from '../people/status.ts';

import { dayOfSession, enrolledOn, LAST, sessionsOf } from './rules.ts';

/** People in a group of acts: a group holds 64 KB. */
const CHUNK = 40;

/**
 * People of this programme who were given a place and are in no group of it, each once; the best ranked first. Of thousands of requests only a few
 * values are looked at: a cohort's sheet asks each time it is drawn.
 * @returns their resolved ids.
 */
export function waitingForGroup(source: LinkSource, programme: RecordId): readonly RecordId[] {
  const groups = new Set(linksTo(source, 'cohort', 'programme', programme).map(({ id }) => id));
  const named = (glance: Glance, field: string): RecordId | null => {
    const id = isHidden(glance) ? null : glance.value(field);
    return isRecordId(id) ? source.resolve(id) : null;
  };
  const placed = new Set<RecordId>();
  for (const one of glancesIn(source, 'enrolment')) {
    const [group, person] = [named(one, 'cohort'), named(one, 'person')];
    if (group && person && groups.has(group)) placed.add(person);
  }
  const of = source.resolve(programme);
  const chosen: { readonly person: RecordId; readonly rank: number; readonly id: RecordId }[] = [];
  for (const one of glancesIn(source, 'application')) {
    if (one.value('outcome') !== 'selected' || named(one, 'programme') !== of) continue;
    const [person, rank] = [named(one, 'person'), one.value('rank')];
    if (person && !placed.has(person))
      chosen.push({ person, rank: typeof rank === 'number' ? rank : Number.MAX_SAFE_INTEGER, id: one.id });
  }
  chosen.sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
  return [...new Set(chosen.map(({ person }) => person))];
}

/** Its last session is past, or the day it ends: nobody is led there to begin. */
export function isOver(source: LinkSource, cohort: RecordState, today: Day): boolean {
  const ends = textOf(cohort, 'to');
  const last = sessionsOf(source, cohort.id).map(dayOfSession).at(-1) ?? '';
  return [last, momentFault(ends) === null ? latest(ends) : ''].some((day) => day !== '' && day < today);
}

/** Places left in a group; null where nobody said how many it has. */
export function placesLeft(source: LinkSource, cohort: RecordState): number | null {
  const capacity = valueOf(cohort, 'capacity');
  return typeof capacity === 'number' ? Math.max(0, capacity - enrolledOn(source, cohort.id, LAST).length) : null;
}

/**
 * These people written into a group from a day on, each with where they stand that day as far as this copy knows, in groups of acts to be saved in
 * their order. Done twice, it writes nobody twice: the key tells.
 */
export function enrolmentActs(
  source: Pick<LinkSource, 'record'>,
  cohort: RecordState,
  people: readonly RecordId[],
  on: Day,
): readonly Acts[] {
  const { id, home } = cohort;
  const acts = people.flatMap((person): readonly Act[] => [
    { do: 'create', type: 'enrolment', home, body: { person, cohort: id, on } },
    ...statusActs(source, person, derivedId('enrolment', person, id), home),
  ]);
  const groups: Acts[] = [];
  for (let at = 0; at < acts.length; at += CHUNK) groups.push(acts.slice(at, at + CHUNK) as unknown as Acts);
  return groups;
}
