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
import { balanceOf, certificatesOf, jobsOn } from '../../modules/followup/rules.ts';
import { areaNamed, communeOfBamako } from '../../modules/places/find-area.ts';
import { GEO, type PlaceId } from '../../modules/places/place.ts';
import { chainOf, placesOf } from '../../modules/places/rules.ts';
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
  readonly heard: Millis;
}
export interface Sum {
  readonly n: number;
  /** When the latest of it was written; 0 for none. */
  readonly heard: Millis;
}
export type Sums = { readonly [figure in FigureName]: Sum };

/** Where it lies on today's map; '' where nobody said it so that the map knows. */
export function areaOf(place: Json | undefined): PlaceId | '' {
  const [area, geo] = [partOf(place, 'area'), partOf(place, 'geo')];
  if (typeof area === 'string') return geo === GEO ? area : '';
  return areaNamed(placeText(place ?? ''))?.area ?? communes.get(communeOfBamako(place)) ?? '';
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
  const add = (figure: FigureName, of: RecordId | null, n: number, told: RecordState | null): void => {
    if (n > 0) facts.push({ figure, id: told?.id ?? of, area: placeOfRecord(of), n, heard: told ? heardOf(told) : 0 });
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
  const trained = new Set<RecordId>();
  for (const programme of there('programme')) {
    for (const job of jobsOn(source, programme.id, day))
      add('jobs', refOf(job, 'organisation') ?? refOf(job, 'person'), 1, job);
    for (const person of certificatesOf(source, programme.id).keys()) trained.add(source.resolve(person));
  }
  for (const person of trained) add('trained', person, 1, source.record(person));
  for (const financing of there('financing'))
    add('funds', refOf(financing, 'of'), balanceOf(source, financing).paid, financing);
  return facts;
}

/** What lies in a place, its own and all that lies in it. @param area '' for what lies nowhere on the map. */
export const factsIn = (facts: readonly Fact[], area: PlaceId | ''): readonly Fact[] =>
  facts.filter((fact) => (area === '' ? fact.area === '' : fact.area !== '' && liesIn(fact.area, area)));

/** The sums of a place. */
export function sumsIn(facts: readonly Fact[], area: PlaceId | ''): Sums {
  const sums = Object.fromEntries(FIGURES.map((figure) => [figure, { n: 0, heard: 0 }])) as Record<FigureName, Sum>;
  for (const fact of factsIn(facts, area)) {
    const before = sums[fact.figure];
    sums[fact.figure] = { n: before.n + fact.n, heard: Math.max(before.heard, fact.heard) };
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
