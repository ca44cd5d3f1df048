/** From those who were given a place to those who follow: who still waits for a group, and writing them all into one. */
import type { Act, Acts } from '../../kernel/author.ts';
import { isVoided, type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import { enrolledOn, LAST } from './rules.ts';

/** People in a group of acts: a group holds 32 KB. */
const CHUNK = 40;

/**
 * People of this programme who were given a place and are in no group of it, each once; the best ranked first.
 * @returns their resolved ids.
 */
export function waitingForGroup(source: LinkSource, programme: RecordId): readonly RecordId[] {
  const placed = new Set(
    linksTo(source, 'cohort', 'programme', programme).flatMap((cohort) =>
      linksTo(source, 'enrolment', 'cohort', cohort.id).flatMap((one) => {
        const person = isVoided(one) ? null : refOf(one, 'person');
        return person ? [source.resolve(person)] : [];
      }),
    ),
  );
  const rank = (one: RecordState): number => Number(valueOf(one, 'rank') ?? Number.MAX_SAFE_INTEGER);
  const chosen = linksTo(source, 'application', 'programme', programme)
    .filter((one) => !isVoided(one) && textOf(one, 'outcome') === 'selected')
    .sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
  const people = chosen.flatMap((one) => {
    const person = refOf(one, 'person');
    return person ? [source.resolve(person)] : [];
  });
  return [...new Set(people)].filter((person) => !placed.has(person));
}

/** Places left in a group; null where nobody said how many it has. */
export function placesLeft(source: LinkSource, cohort: RecordState): number | null {
  const capacity = valueOf(cohort, 'capacity');
  return typeof capacity === 'number' ? Math.max(0, capacity - enrolledOn(source, cohort.id, LAST).length) : null;
}

/** These people written into a group from a day on, in groups of acts to be saved in their order. Done twice, it writes nobody twice: the key tells. */
export function enrolmentActs(cohort: RecordState, people: readonly RecordId[], on: Day): readonly Acts[] {
  const acts = people.map(
    (person): Act => ({
      do: 'create',
      type: 'enrolment',
      home: cohort.home,
      body: { person, cohort: cohort.id, on },
    }),
  );
  const groups: Acts[] = [];
  for (let at = 0; at < acts.length; at += CHUNK) groups.push(acts.slice(at, at + CHUNK) as unknown as Acts);
  return groups;
}
