/**
 * Jobs told apart: by the sex of who has them, by their age when they were hired (a programme counts who was young then), by kind, and by what they changed.
 * Every job is in one part, the parts add up, and what nobody said is a part.
 */
import { type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import type { LinkSource } from '../../kernel/links.ts';
import { type Day, firstDay, lastDay, momentFault } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import { type Band, SEX_ROWS } from '../people/rules.ts';
import { hideSmall, type PublicTable } from '../small-cells.ts';
import { bandAt, bandKey, bandsAround, bandsOf, ownAges } from '../training/ages.ts';
import type { FrozenJobs } from '../training/snapshot.ts';
import { dayOfField, isDirect, jobsOn, named, numberOf } from './rules.ts';
export const JOB_DIMENSIONS = ['sex', 'age', 'kind', 'effect', 'direct', 'evidence'] as const;
export type JobDimension = (typeof JOB_DIMENSIONS)[number];
/** What decent work is asked by: yes, no, or nobody knows. */
export const DECENT = ['contract', 'health', 'safe'] as const;
/** Everything jobs are told apart by where a figure opens; whose hours are not known is in no full-time figure. */
export const JOB_QUESTIONS = [...JOB_DIMENSIONS, ...DECENT, 'hours'] as const;
export type JobQuestion = (typeof JOB_QUESTIONS)[number];

export interface JobSlice {
  /** `f`, `m`, a band (`18-24`), a kind, an effect; '' for what is not known. */
  readonly key: string;
  readonly jobs: readonly RecordState[];
}

const personOf = (source: LinkSource, job: RecordState): RecordState | null => {
  const id = named(source, job, 'person');
  return id && source.record(id);
};
/** Of the person, or as a line without a name says. */
const sexOf = (job: RecordState, person: RecordState | null): 'f' | 'm' | '' => {
  const said = textOf(person ?? job, 'sex');
  return said === 'f' || said === 'm' ? said : '';
};

const wordOf = (said: unknown): string => (said === true ? 'yes' : said === false ? 'no' : '');
/** Who does not know has not said. */
const yesNo = (said: string): string => (said === 'yes' || said === 'no' ? said : '');

/** Are cares covered? « Aucune » is an answer; nothing chosen is none. */
function covered(job: RecordState): string {
  const said = valueOf(job, 'protection');
  if (!Array.isArray(said) || said.length === 0) return '';
  return said.some((one) => one === 'amo' || one === 'mutual') ? 'yes' : 'no';
}

const ORDERS: { readonly [by in JobQuestion]?: readonly string[] } = {
  sex: ['f', 'm'],
  contract: ['yes', 'no'],
  health: ['yes', 'no'],
  safe: ['yes', 'no'],
  direct: ['yes', 'no'],
};

/** @param programme whose ages make the bands. */
export function jobsBy(
  source: LinkSource,
  programme: RecordState,
  jobs: readonly RecordState[],
  by: JobQuestion,
): readonly JobSlice[] {
  const ageOf = hiredIn(source, bandsOf(programme));
  const keyOf = (job: RecordState): string => {
    if (by === 'sex') return sexOf(job, personOf(source, job));
    if (by === 'age') return ageOf(job);
    if (by === 'health') return covered(job);
    if (by === 'hours') return numberOf(job, by) === null ? '' : 'known';
    if (by === 'direct') return wordOf(valueOf(job, by));
    return by === 'contract' || by === 'safe' ? yesNo(textOf(job, by)) : textOf(job, by);
  };
  const slices = new Map<string, RecordState[]>();
  for (const job of jobs) {
    const key = keyOf(job);
    const list = slices.get(key);
    if (list) list.push(job);
    else slices.set(key, [job]);
  }
  const order = by === 'age' ? bandsOf(programme).map(bandKey) : (ORDERS[by] ?? []);
  return [...slices]
    .map(([key, list]): JobSlice => ({ key, jobs: list }))
    .sort(
      (a, b) =>
        Number(a.key === '') - Number(b.key === '') ||
        order.indexOf(a.key) - order.indexOf(b.key) ||
        b.jobs.length - a.jobs.length,
    );
}

function bandOfAge(age: number | null, bands: readonly Band[]): string {
  const band = bands.find(({ from, to = Number.POSITIVE_INFINITY }) => age !== null && age >= from && age <= to);
  return band ? bandKey(band) : '';
}

/** The band somebody was in for sure when they were hired. */
function hiredIn(source: LinkSource, bands: readonly Band[]): (job: RecordState) => string {
  return (job) => {
    const person = personOf(source, job);
    if (!person) return bandOfAge(numberOf(job, 'age'), bands);
    const [birth, from] = [textOf(person, 'birth'), textOf(job, 'from')];
    const isDated = [birth, from].every((one) => one !== '' && momentFault(one) === null);
    return isDated ? bandAt(birth, from, bands) : '';
  };
}

/** Jobs of people who were within the ages of a programme when they were hired, whatever precision is known; null where it gives none. */
export function jobsOfYoung(
  source: LinkSource,
  programme: RecordState,
  jobs: readonly RecordState[],
): { readonly within: readonly RecordState[]; readonly unknown: readonly RecordState[] } | null {
  const ages = ownAges(programme);
  if (!ages) return null;
  const own = bandKey(ages);
  const ageOf = hiredIn(source, bandsAround(ages));
  return {
    within: jobs.filter((job) => ageOf(job) === own),
    unknown: jobs.filter((job) => ageOf(job) === ''),
  };
}

/**
 * Months a year a job takes: as somebody said, else as its two dates give them, days as thirtieths of a month. One without an end goes on all the year.
 */
function monthsOf(job: RecordState): number {
  const said = numberOf(job, 'months');
  const [from, to] = [textOf(job, 'from'), textOf(job, 'to')];
  if (said !== null) return said;
  if ([from, to].some((one) => one === '' || momentFault(one) !== null)) return 12;
  const [began, over] = [new Date(firstDay(from)), new Date(Date.parse(lastDay(to)) + 24 * 3600 * 1000)];
  const months = (over.getUTCFullYear() - began.getUTCFullYear()) * 12 + over.getUTCMonth() - began.getUTCMonth();
  return Math.min(12, Math.max(0, months + (over.getUTCDate() - began.getUTCDate()) / 30));
}

/** Part of a full-time job, by hours a week and months a year; null where nobody said how many hours. */
export function fteOf(job: RecordState, fullTime: number): number | null {
  const hours = numberOf(job, 'hours');
  return hours === null || fullTime <= 0 ? null : Math.min(1, hours / fullTime) * (monthsOf(job) / 12);
}

/** Several activities at once, of which none or more than one is called the main one; null where that is clear. */
export function mainDoubt(jobs: readonly RecordState[]): 'none' | 'several' | null {
  const main = jobs.filter((job) => valueOf(job, 'main') === true).length;
  return jobs.length < 2 || main === 1 ? null : main === 0 ? 'none' : 'several';
}

/** What somebody declared at all: a dimension nobody spoke of tells nothing. */
export const jobsTold = (source: LinkSource, programme: RecordState, jobs: readonly RecordState[]) =>
  JOB_DIMENSIONS.map((by) => ({ by, slices: jobsBy(source, programme, jobs, by) })).filter(({ slices }) =>
    slices.some(({ key }) => key !== ''),
  );

/** Jobs of a programme as a pack shows them on a day: those it counts, how many in each part, and how many were said to be indirect. */
export function jobsToFreeze(source: LinkSource, programme: RecordState, day: Day): FrozenJobs {
  const all = jobsOn(source, programme.id, day);
  const jobs = all.filter(isDirect);
  const by = jobsTold(source, programme, jobs).map(
    (told) => [told.by, told.slices.map((one) => [one.key, one.jobs.length] as const)] as const,
  );
  return { all: jobs.length, by: Object.fromEntries(by), indirect: all.length - jobs.length };
}

/** Of a question with yes and no: how many yes, of how many who said. */
export function shareIn(slices: readonly JobSlice[]): { readonly yes: number; readonly known: number } {
  const count = (key: string): number => slices.find((one) => one.key === key)?.jobs.length ?? 0;
  return { yes: count('yes'), known: count('yes') + count('no') };
}

/** People who work, each once, by sex (rows: women, men, not said) and age at the first of these jobs: as the public may see it. */
export function publicWorkers(
  source: LinkSource,
  programme: RecordState,
  jobs: readonly RecordState[],
): { readonly bands: readonly string[]; readonly table: PublicTable } {
  const ageOf = hiredIn(source, bandsOf(programme));
  const bands = [...bandsOf(programme).map(bandKey), ''];
  const counts = SEX_ROWS.map(() => bands.map(() => 0));
  const met = new Set<RecordId>();
  for (const job of [...jobs].sort((a, b) => (dayOfField(a, 'from') < dayOfField(b, 'from') ? -1 : 1))) {
    const id = named(source, job, 'person');
    if (!id || met.has(id)) continue;
    met.add(id);
    const row = counts[SEX_ROWS.indexOf(sexOf(job, source.record(id)))] as number[];
    const at = bands.indexOf(ageOf(job));
    row[at] = (row[at] ?? 0) + 1;
  }
  return { bands, table: hideSmall(counts) };
}
