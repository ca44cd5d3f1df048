/** Counting people: each once however often they come, by sex and age, with those of whom it was not said in every sum. */
import { isVoided, type RecordState, refOf, textOf } from '../../kernel/fold.ts';
import { linksTo, type LinkSource as Source } from '../../kernel/links.ts';
import { ageOn, countsOn, type Day, momentFault } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';

/** An age band, both ends in whole years, `to` absent for "and above". Bands belong to each programme: no law of Mali says who is young. */
export interface Band {
  readonly from: number;
  readonly to?: number;
}

export const SEX_ROWS = ['f', 'm', ''] as const;
export type SexRow = (typeof SEX_ROWS)[number];

export interface Persons {
  /** People, each once. */
  readonly total: number;
  /** Women, men, not said; their sizes add up to `total`. */
  readonly bySex: { readonly [sex in SexRow]: readonly RecordId[] };
  /** One list a band, in their order, then those whose age is not known or too vague to tell; they add up to `total`. */
  readonly byBand: readonly (readonly RecordId[])[];
  /** `cells[sex][band]`: how many; every row and column adds up. */
  readonly cells: { readonly [sex in SexRow]: readonly number[] };
}

/** Which band a person is in on a day; `bands.length` when their birth does not say. */
function bandOf(state: RecordState | null, bands: readonly Band[], day: Day): number {
  const birth = state ? textOf(state, 'birth') : '';
  const age = birth && momentFault(birth) === null ? ageOn(birth, day) : null;
  if (!age) return bands.length;
  const [min, max] = age;
  const at = bands.findIndex(({ from, to = Number.POSITIVE_INFINITY }) => min >= from && max <= to);
  return at < 0 ? bands.length : at;
}

/** People by sex and age band on a day. People found to be one count once; nobody disappears for what they did not say. */
export function countPersons(source: Source, ids: Iterable<RecordId>, bands: readonly Band[], day: Day): Persons {
  const bySex: Record<SexRow, RecordId[]> = { f: [], m: [], '': [] };
  const byBand: RecordId[][] = Array.from({ length: bands.length + 1 }, () => []);
  const cells: Record<SexRow, number[]> = {
    f: byBand.map(() => 0),
    m: byBand.map(() => 0),
    '': byBand.map(() => 0),
  };
  const persons = new Set([...ids].map((id) => source.resolve(id)));
  for (const id of persons) {
    const state = source.record(id);
    const said = state ? textOf(state, 'sex') : '';
    const sex: SexRow = said === 'f' || said === 'm' ? said : '';
    const band = bandOf(state, bands, day);
    bySex[sex].push(id);
    byBand[band]?.push(id);
    cells[sex][band] = (cells[sex][band] ?? 0) + 1;
  }
  return { total: persons.size, bySex, byBand, cells };
}

/** Qualities in which a person is a member. Somebody helped is no member, nor is somebody employed. */
export const MEMBERS: readonly string[] = ['member', 'founder'];

/** Qualities in which a person belongs to an organisation: everything but being helped by it. */
export const BELONGING: readonly string[] = [...MEMBERS, 'function', 'employee'];

/** What people are to an organisation, as its registers keep them apart: whoever is only helped stands in none of the others. */
export const LINKS = ['members', 'functions', 'employees', 'helped'] as const;
export type Link = (typeof LINKS)[number];
const KINDS: { readonly [link in Link]: readonly string[] } = {
  members: MEMBERS,
  functions: ['function'],
  employees: ['employee'],
  helped: ['beneficiary'],
};
/** The register a tie stands in by its kind; null for a kind that only a newer version knows. */
export const linkOf = (tie: RecordState): Link | null =>
  LINKS.find((link) => KINDS[link].includes(textOf(tie, 'kind'))) ?? null;

/** Ties that count on a day, of one organisation or of all. */
function tiesOn(
  source: Source,
  organisation: RecordId | null,
  kinds: readonly string[],
  day: Day,
): readonly RecordState[] {
  const all = organisation
    ? linksTo(source, 'involvement', 'organisation', organisation)
    : source.list('involvement').filter((tie) => !isVoided(tie));
  return all.filter(
    (tie) => kinds.includes(textOf(tie, 'kind')) && countsOn({ from: textOf(tie, 'from'), to: textOf(tie, 'to') }, day),
  );
}

/** People tied to an organisation in one of these qualities on a day, each once. */
export const personsOf = (
  source: Source,
  organisation: RecordId,
  kinds: readonly string[],
  day: Day,
): readonly RecordId[] => distinct(source, tiesOn(source, organisation, kinds, day));

function distinct(source: Source, ties: readonly RecordState[]): readonly RecordId[] {
  const ids = ties.flatMap((tie) => refOf(tie, 'person') ?? []).map((id) => source.resolve(id));
  return [...new Set(ids)].filter((id) => {
    const state = source.record(id);
    return state === null || !isVoided(state);
  });
}

/**
 * One register of people on a day, of one organisation or of all: each once. Whoever is a member of what helps them is not among those helped.
 * @param organisation null for all that the source knows.
 */
export function linkedOn(source: Source, link: Link, day: Day, organisation: RecordId | null): readonly RecordId[] {
  const ties = tiesOn(source, organisation, KINDS[link], day);
  if (link !== 'helped') return distinct(source, ties);
  const pairOf = (tie: RecordState): string =>
    ['person', 'organisation'].map((field) => source.resolve(refOf(tie, field) ?? ('' as RecordId))).join(' ');
  const members = new Set(tiesOn(source, organisation, MEMBERS, day).map(pairOf));
  return distinct(
    source,
    ties.filter((tie) => !members.has(pairOf(tie))),
  );
}

/** Of members of an organisation on a day. A beneficiary is listed here only once a tie as a member says so. */
export const membersOf = (source: Source, organisation: RecordId, day: Day): readonly RecordId[] =>
  linkedOn(source, 'members', day, organisation);
/** Those it helps without their belonging to it. */
export const beneficiariesOf = (source: Source, organisation: RecordId, day: Day): readonly RecordId[] =>
  linkedOn(source, 'helped', day, organisation);

/** Organisations a person is a member of on a day, each once: two cooperatives and a savings group are three. */
export function memberOf(source: Source, person: RecordId, day: Day): readonly RecordId[] {
  const ties = linksTo(source, 'involvement', 'person', person).filter(
    (tie) =>
      MEMBERS.includes(textOf(tie, 'kind')) && countsOn({ from: textOf(tie, 'from'), to: textOf(tie, 'to') }, day),
  );
  const ids = ties.flatMap((tie) => refOf(tie, 'organisation') ?? []).map((id) => source.resolve(id));
  return [...new Set(ids)];
}
