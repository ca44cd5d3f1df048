/**
 * Enterprises of a programme: what support each was given and when, and whether it goes on 6, 12 and 24 months later. One that was created and strengthened
 * counts once in each and once in all; one that nobody could reach is in the survival over all and not in the one over those reached.
 */
import { type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import { closingLook, isActive, looksOf, type Support, supportsOf, wasGiven } from './life.ts';
import { dayOfField, MONTHS, type Months, monthsAfter, named } from './rules.ts';
import grid from './sse-criteria.json';

export const CRITERIA: readonly string[] = grid.criteria;
/** Where the criteria are written. */
export const CRITERIA_FROM: { readonly source: string; readonly date: string } = grid;

/** Enterprises a programme supported: all, and those it gave one kind of support. */
export const supportedBy = (source: LinkSource, programme: RecordId, support?: Support): readonly RecordState[] =>
  linksTo(source, 'enterprise', 'programme', programme).filter((one) => !support || wasGiven(one, support));

/** `early`: so many months have not passed. `unasked`: they have, and nobody looked. */
export const FATES = ['alive', 'closed', 'unreached', 'unasked', 'early'] as const;
export type Fate = (typeof FATES)[number];

/** How one stood so many months after its first support: as the latest look says, else as its end does. */
export function fateAt(enterprise: RecordState, months: Months, today: Day): Fate {
  const look = looksOf(enterprise).findLast(({ at }) => at === months);
  const is = FATES.slice(0, 3).find((one) => one === look?.is);
  if (is) return is;
  const since = supportsOf(enterprise)
    .flatMap(({ on }) => (on === '' ? [] : [on]))
    .sort()[0];
  if (since === undefined) return 'unasked';
  const by = monthsAfter(since, months);
  if (by > today) return 'early';
  // Found closed at an earlier moment, however late somebody went: nobody has to go again.
  const closing = closingLook(enterprise);
  return (closing !== null && closing.at < months) || !isActive(enterprise, by) ? 'closed' : 'unasked';
}

export type Survival = { readonly months: Months; readonly all: number; readonly reached: number } & {
  readonly [fate in Fate]: readonly RecordState[];
};

/** Who goes on, over those reached and over all whose months have passed: 8 of 9, and 8 of 10. */
export function survivalOf(source: LinkSource, programme: RecordId, today: Day): readonly Survival[] {
  const enterprises = supportedBy(source, programme);
  return MONTHS.map((months) => {
    const by: Record<Fate, RecordState[]> = { alive: [], closed: [], unreached: [], unasked: [], early: [] };
    for (const one of enterprises) by[fateAt(one, months, today)].push(one);
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
