/**
 * Enterprises of a programme: what support each was given and when, and whether it goes on 6, 12 and 24 months later. One that was created and strengthened
 * counts once in each and once in all; one that nobody could reach is in the survival over all and not in the one over those reached.
 */
import { entriesOf, isVoided, type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import { aimsOf } from '../training/aims.ts';
import type { Creation } from '../training/created.ts';
import {
  closingLook,
  creationOf,
  helpedSince,
  isActive,
  isCreated,
  isHelpedBy,
  lacksPaper,
  looksOf,
  reachedOn,
  type Support,
  stageOn,
  wasGiven,
} from './life.ts';
import { dayOfField, MONTHS, type Months, monthsAfter, named } from './rules.ts';
import grid from './sse-criteria.json';

export const CRITERIA: readonly string[] = grid.criteria;
/** Where the criteria are written, and which version of them this is. */
export const CRITERIA_FROM: { readonly source: string; readonly date: string; readonly version: string } = grid;

/** What was written of it: of two records of one group the one that tells more stands. */
const saidOf = (enterprise: RecordState): number =>
  ['stages', 'supports', 'looks'].reduce((sum, field) => sum + entriesOf(enterprise, field).length, 0);

/**
 * The enterprise of each group in a programme, known through it or helped by it too: two sheets of the directory found to be one are one enterprise.
 */
export function enterpriseByGroup(source: LinkSource, programme: RecordId): ReadonlyMap<RecordId, RecordState> {
  const found = new Map<RecordId, RecordState>();
  const known = linksTo(source, 'enterprise', 'programme', programme);
  const helped = source.list('enterprise').filter((one) => !isVoided(one) && isHelpedBy(source, one, programme));
  for (const one of new Set([...known, ...helped])) {
    const group = named(source, one, 'organisation') ?? one.id;
    const before = found.get(group);
    const more = before ? saidOf(one) - saidOf(before) || (one.id < before.id ? 1 : -1) : 1;
    if (more > 0) found.set(group, one);
  }
  return found;
}

/** Enterprises a programme supported, each group once: all, and those it gave one kind of support. */
export const supportedBy = (source: LinkSource, programme: RecordId, support?: Support): readonly RecordState[] =>
  [...enterpriseByGroup(source, programme).values()].filter(
    (one) => !support || wasGiven(source, one, support, programme),
  );

/** `early`: so many months have not passed. `unasked`: they have, and nobody looked. */
export const FATES = ['alive', 'closed', 'unreached', 'unasked', 'early'] as const;
export type Fate = (typeof FATES)[number];

/** How one stood so many months after its first support: as the latest look says, else as its end does. One that is not created yet is too early. */
export function fateAt(source: LinkSource, enterprise: RecordState, months: Months, today: Day): Fate {
  const look = looksOf(enterprise).findLast(({ at }) => at === months);
  const is = FATES.slice(0, 3).find((one) => one === look?.is);
  if (is) return is;
  const since = helpedSince(source, enterprise, today);
  if (since === null) return 'early';
  if (since === '') return 'unasked';
  const by = monthsAfter(since, months);
  if (by > today) return 'early';
  // Found closed at an earlier moment, however late somebody went: nobody has to go again.
  const closing = closingLook(enterprise);
  return (closing !== null && closing.at < months) || !isActive(enterprise, by) ? 'closed' : 'unasked';
}

export type Survival = { readonly months: Months; readonly all: number; readonly reached: number } & {
  readonly [fate in Fate]: readonly RecordState[];
};

/** Who goes on, over those reached and over all whose months have passed: 8 of 9, and 8 of 10. An idea has nothing to survive yet. */
export function survivalOf(source: LinkSource, programme: RecordId, today: Day): readonly Survival[] {
  // Looks are so many months after the first support of the programme through which it is known: another one's would be read on the wrong clock.
  const enterprises = supportedBy(source, programme).filter(
    (one) => named(source, one, 'programme') === source.resolve(programme) && helpedSince(source, one, today) !== null,
  );
  return MONTHS.map((months) => {
    const by: Record<Fate, RecordState[]> = { alive: [], closed: [], unreached: [], unasked: [], early: [] };
    for (const one of enterprises) by[fateAt(source, one, months, today)].push(one);
    const reached = by.alive.length + by.closed.length;
    return { months, ...by, reached, all: reached + by.unreached.length + by.unasked.length };
  });
}

/** An enterprise of a programme that somebody founded. */
export interface Founded {
  readonly organisation: RecordId;
  readonly on: Day;
  /** Still there on the day that was asked about. */
  readonly alive: boolean;
}

/**
 * The first enterprise this person founded in a programme, by the day it began; null when none is known. For the funnel.
 * @param day on which it is to be still alive.
 */
export function enterpriseOf(source: LinkSource, person: RecordId, programme: RecordId, day: Day): Founded | null {
  const founded = linksTo(source, 'involvement', 'person', person)
    .filter((tie) => textOf(tie, 'kind') === 'founder')
    .flatMap((tie) => named(source, tie, 'organisation') ?? [])
    .flatMap((organisation) =>
      linksTo(source, 'enterprise', 'organisation', organisation)
        .filter((one) => named(source, one, 'programme') === source.resolve(programme))
        .map((one): Founded => ({ organisation, on: dayOfField(one, 'on'), alive: isActive(one, day) })),
    );
  return founded.sort((a, b) => (a.on < b.on ? -1 : 1))[0] ?? null;
}

// ---- from an idea to work ----------------------------------------------------------------------------------------------------------------

/** Where they are now: on one of the steps, stopped before or after, or with no step that has come. */
export const PLACES = ['idea', 'plan', 'registered', 'operating', 'ended'] as const;
export type Place = (typeof PLACES)[number];

export interface Pipeline {
  /** Those it helps, or helped, to come into being: the five places add up to them. */
  readonly all: readonly RecordState[];
  readonly at: { readonly [place in Place]: readonly RecordState[] };
  /** What the programme calls « créée », and those that are, even if they stopped since. */
  readonly how: Creation;
  readonly created: readonly RecordState[];
  /** They would be registered, and their paper is missing. */
  readonly lacking: readonly RecordState[];
}

/** From an idea to work: 7 that work, 2 registered and 1 idea are 7 created of 10 where « créée » means that it works, and no more. */
export function pipelineOf(source: LinkSource, programme: RecordId, today: Day): Pipeline {
  const all = supportedBy(source, programme, 'created');
  const how = creationOf(source, programme);
  const at: Record<Place, RecordState[]> = { idea: [], plan: [], registered: [], operating: [], ended: [] };
  for (const one of all) at[isActive(one, today) ? (stageOn(one, today) ?? 'idea') : 'ended'].push(one);
  const isInformal = (one: RecordState): boolean =>
    how === 'registered' && stageOn(one, today) === 'operating' && reachedOn(one, 'registered') === null;
  return {
    all,
    at,
    how,
    created: all.filter((one) => isCreated(source, one, today, programme)),
    lacking: all.filter((one) => lacksPaper(one) || isInformal(one)),
  };
}

/** How many a programme said it would help to create; null where it said nothing. */
export const createdTarget = (source: LinkSource, programme: RecordId): number | null =>
  aimsOf(source, programme)
    .flatMap(({ indicators }) => indicators)
    .find(({ what, target }) => what === 'enterprises' && target !== null)?.target ?? null;

// ---- is it of the social and solidarity economy? -----------------------------------------------------------------------------------------

/** Criteria it does not meet, or of which nobody said; null where nobody looked at any. */
export function criteriaLeft(enterprise: RecordState): readonly string[] | null {
  const met = valueOf(enterprise, 'criteria');
  if (!Array.isArray(met) || met.length === 0) return null;
  return CRITERIA.filter((one) => !met.includes(one));
}

/** All of them: three of four are not enough. */
export const qualifies = (enterprise: RecordState): boolean => criteriaLeft(enterprise)?.length === 0;

/** Does it work in none of the sectors its programme names? Not where one of the two says nothing. */
export function isOutside(source: LinkSource, programme: RecordId | null, domain: string): boolean {
  const state = programme && source.record(source.resolve(programme));
  const sectors = state ? valueOf(state, 'sectors') : null;
  return domain !== '' && Array.isArray(sectors) && sectors.length > 0 && !sectors.includes(domain);
}
