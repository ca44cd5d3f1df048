/**
 * What the network is in a place: members, enterprises, jobs, people trained, funds, for any commune, cercle or region. Each figure is counted where it is
 * said to lie on the map of today; what says no place, or only words that the map does not know, is counted apart and never shared out.
 */
import { millisOf } from '../../kernel/clock.ts';
import { partOf } from '../../kernel/declare.ts';
import { isVoided, type RecordState, refOf, valueOf } from '../../kernel/fold.ts';
import type { LinkSource } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { Json, Millis, RecordId } from '../../kernel/types.ts';
import { membersOn, ownNetwork } from '../../modules/directory/rules.ts';
import { isCreated, isRunning } from '../../modules/followup/life.ts';
import { balanceOf, isDirect, jobsOn, participationsOf } from '../../modules/followup/rules.ts';
import { areaNamed, communeOfBamako } from '../../modules/places/find-area.ts';
import { GEO, GEOS, type Geo, type PlaceId } from '../../modules/places/place.ts';
import { byRegion, chainOf, placeOf, placesOf, regionIn } from '../../modules/places/rules.ts';
import { placeText } from '../../ui/place.ts';

const BAMAKO: PlaceId = 'ml-00';
/** Types a territory is reckoned from. */
export const TERRITORY_TYPES = [
  'organisation',
  'membership',
  'body',
  'programme',
  'cohort',
  'enrolment',
  'certificate',
  'certificate_withdrawal',
  'person',
  'enterprise',
  'job',
  'financing',
  'payment',
  'receipt',
] as const;

export const FIGURES = ['members', 'enterprises', 'jobs', 'trained', 'funds'] as const;
export type FigureName = (typeof FIGURES)[number];
/** One thing that is counted, and where. */
export interface Fact {
  readonly figure: FigureName;
  /** The record that is counted. */
  readonly id: RecordId | null;
  readonly area: PlaceId | '';
  readonly n: number;
  /** Of a person trained: in how many groups. */
  readonly times?: number;
  readonly heard: Millis;
}
export interface Sum {
  readonly n: number;
  /** Of people trained, their participations; of the rest as much as `n`. */
  readonly times: number;
  /** When the latest of it was written; 0 for none. */
  readonly heard: Millis;
}
export type Sums = { readonly [figure in FigureName]: Sum };

/** Where it lies on today's map; '' where nobody said it so that the map knows. */
export function areaOf(place: Json | undefined): PlaceId | '' {
  const [area, geo] = [partOf(place, 'area'), partOf(place, 'geo')];
  if (typeof area === 'string') return geo === GEO ? area : ofBefore(area, geo);
  return areaNamed(placeText(place ?? ''))?.area ?? communes.get(communeOfBamako(place)) ?? '';
}
/** What was chosen on a map of before lies in today's region where that can be known: « Mopti » of 2014 was divided since, and lies nowhere. */
function ofBefore(area: PlaceId, geo: Json | undefined): PlaceId | '' {
  const from = GEOS.find((one) => one === geo);
  return (from && regionIn(area, GEO, from)) ?? '';
}
/** In Bamako people say the commune or the quarter, and every funnel reads it so. */
const communes = new Map(
  placesOf('commune')
    .filter(({ parent }) => parent === BAMAKO)
    .map(({ id, name }) => [name, id]),
);

const heardOf = ({ updated, created }: RecordState): Millis => {
  const last = updated ?? created;
  return last ? millisOf(last.eff) : 0;
};

/** Everything that is counted, each with its place. Made once for a page: places are then only looked up. */
export function factsOf(source: LinkSource, day: Day): readonly Fact[] {
  const facts: Fact[] = [];
  const placeOfRecord = (id: RecordId | null): PlaceId | '' => {
    const state = id && source.record(source.resolve(id));
    return state ? areaOf(valueOf(state, 'place')) : '';
  };
  const add = (figure: FigureName, of: RecordId | null, n: number, told: RecordState | null, times = n): void => {
    const heard = told ? heardOf(told) : 0;
    if (n > 0) facts.push({ figure, id: told?.id ?? of, area: placeOfRecord(of), n, times, heard });
  };
  const there = (type: string) => source.list(type).filter((one) => !isVoided(one));
  const us = ownNetwork(source);
  const members = us ? membersOn(source, us, day).active.map(({ member }) => source.resolve(member)) : [];
  for (const member of new Set(members)) add('members', member, 1, source.record(member));
  const founded = new Set<RecordId>();
  for (const enterprise of there('enterprise')) {
    const of = refOf(enterprise, 'organisation');
    // An organisation founded in two programmes is one enterprise.
    if (!of || founded.has(source.resolve(of))) continue;
    if (!isCreated(source, enterprise, day) || !isRunning(enterprise, day)) continue;
    founded.add(source.resolve(of));
    add('enterprises', of, 1, enterprise);
  }
  const trained = new Map<RecordId, number>();
  for (const programme of there('programme')) {
    // As the aims count them: what was said to be indirect is another figure.
    for (const job of jobsOn(source, programme.id, day).filter(isDirect))
      add('jobs', refOf(job, 'organisation') ?? refOf(job, 'person'), 1, job);
    for (const [person, times] of participationsOf(source, programme.id))
      trained.set(person, (trained.get(person) ?? 0) + times);
  }
  for (const [person, times] of trained) add('trained', person, 1, source.record(person), times);
  for (const financing of there('financing'))
    add('funds', refOf(financing, 'of'), balanceOf(source, financing).paid, financing);
  return facts;
}

/** What lies in a place, its own and all that lies in it. @param area '' for what lies nowhere on the map. */
export const factsIn = (facts: readonly Fact[], area: PlaceId | ''): readonly Fact[] =>
  facts.filter((fact) => (area === '' ? fact.area === '' : fact.area !== '' && liesIn(fact.area, area)));

/** The sums of a place. */
export function sumsIn(facts: readonly Fact[], area: PlaceId | ''): Sums {
  const sums = Object.fromEntries(FIGURES.map((figure) => [figure, { n: 0, times: 0, heard: 0 }])) as Record<
    FigureName,
    Sum
  >;
  for (const fact of factsIn(facts, area)) {
    const before = sums[fact.figure];
    sums[fact.figure] = {
      n: before.n + fact.n,
      times: before.times + (fact.times ?? fact.n),
      heard: Math.max(before.heard, fact.heard),
    };
  }
  return sums;
}

const liesIn = (inner: PlaceId, outer: PlaceId): boolean => chainOf(inner).some(({ id }) => id === outer);

const LEVELS = ['region', 'district', 'cercle', 'commune'] as const;
/** The parts of a place that have something. */
export const partsWith = (
  facts: readonly Fact[],
  area: PlaceId,
): readonly { readonly id: PlaceId; readonly name: string; readonly sums: Sums }[] =>
  LEVELS.flatMap((level) => placesOf(level))
    .filter(({ parent }) => parent === area)
    .map(({ id, name }) => ({ id, name, sums: sumsIn(facts, id) }))
    .filter(({ sums }) => FIGURES.some((figure) => sums[figure].n > 0))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr', { numeric: true }));

/** What the figures of today come to in the regions of an older map, for whoever compares with what was counted then. */
export interface OlderRegions {
  readonly regions: readonly {
    readonly id: PlaceId;
    readonly name: string;
    readonly n: { readonly [figure in FigureName]: number };
  }[];
  /** What cannot be said to lie in one of them, or lies nowhere on the map: never shared out. */
  readonly left: { readonly [figure in FigureName]: number };
}

/** @param to an older map. Regions made since are read as what they were split from (`places/rules.ts` `byRegion`). */
export function olderRegions(facts: readonly Fact[], to: Geo): OlderRegions {
  const each = FIGURES.map((figure) => {
    const told = facts.filter((fact) => fact.figure === figure);
    const [placed, lost] = [told.filter(({ area }) => area !== ''), told.filter(({ area }) => area === '')];
    const { regions, indivisible } = byRegion(
      placed.map(({ area, n }) => ({ place: area, value: n })),
      to,
      GEO,
    );
    const left = [...indivisible.map(({ value }) => value), ...lost.map(({ n }) => n)].reduce((all, n) => all + n, 0);
    return { figure, regions, left };
  });
  const ids = [...new Set(each.flatMap(({ regions }) => [...regions.keys()]))].sort();
  const row = (read: (one: (typeof each)[number]) => number) =>
    Object.fromEntries(each.map((one) => [one.figure, read(one)])) as Record<FigureName, number>;
  return {
    regions: ids.map((id) => ({
      id,
      name: placeOf(id)?.name ?? id,
      n: row(({ regions }) => regions.get(id) ?? 0),
    })),
    left: row(({ left }) => left),
  };
}
