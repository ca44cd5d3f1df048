/**
 * Jobs told apart: by the sex of who has them, by their age when they were hired (a programme counts who was young then), by kind, and by what they changed.
 * Every job is in one part, the parts add up, and what nobody said is a part.
 */
import { type RecordState, textOf } from '../../kernel/fold.ts';
import type { LinkSource } from '../../kernel/links.ts';
import { momentFault } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import { type Band, SEX_ROWS } from '../people/rules.ts';
import { hideSmall, type PublicTable } from '../small-cells.ts';
import { bandAt, bandKey, bandsAround, bandsOf, ownAges } from '../training/ages.ts';
import { dayOfField, named } from './rules.ts';

export const JOB_DIMENSIONS = ['sex', 'age', 'kind', 'effect', 'evidence'] as const;
export type JobDimension = (typeof JOB_DIMENSIONS)[number];

export interface JobSlice {
  /** `f`, `m`, a band (`18-24`), a kind, an effect; '' for what is not known. */
  readonly key: string;
  readonly jobs: readonly RecordState[];
}

const personOf = (source: LinkSource, job: RecordState): RecordState | null => {
  const id = named(source, job, 'person');
  return id && source.record(id);
};
const sexOf = (person: RecordState | null): 'f' | 'm' | '' => {
  const said = person ? textOf(person, 'sex') : '';
  return said === 'f' || said === 'm' ? said : '';
};

/** @param programme whose ages make the bands. */
export function jobsBy(
  source: LinkSource,
  programme: RecordState,
  jobs: readonly RecordState[],
  by: JobDimension,
): readonly JobSlice[] {
  const ageOf = hiredIn(source, bandsOf(programme));
  const keyOf = (job: RecordState): string =>
    by === 'sex' ? sexOf(personOf(source, job)) : by === 'age' ? ageOf(job) : textOf(job, by);
  const slices = new Map<string, RecordState[]>();
  for (const job of jobs) {
    const key = keyOf(job);
    const list = slices.get(key);
    if (list) list.push(job);
    else slices.set(key, [job]);
  }
  const order: readonly string[] = by === 'age' ? bandsOf(programme).map(bandKey) : by === 'sex' ? ['f', 'm'] : [];
  return [...slices]
    .map(([key, list]): JobSlice => ({ key, jobs: list }))
    .sort(
      (a, b) =>
        Number(a.key === '') - Number(b.key === '') ||
        order.indexOf(a.key) - order.indexOf(b.key) ||
        b.jobs.length - a.jobs.length,
    );
}

/** The band somebody was in for sure when they were hired. */
function hiredIn(source: LinkSource, bands: readonly Band[]): (job: RecordState) => string {
  return (job) => {
    const person = personOf(source, job);
    const [birth, from] = [person ? textOf(person, 'birth') : '', textOf(job, 'from')];
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

/** What somebody declared at all: a dimension nobody spoke of tells nothing. */
export const jobsTold = (source: LinkSource, programme: RecordState, jobs: readonly RecordState[]) =>
  JOB_DIMENSIONS.map((by) => ({ by, slices: jobsBy(source, programme, jobs, by) })).filter(({ slices }) =>
    slices.some(({ key }) => key !== ''),
  );

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
    const row = counts[SEX_ROWS.indexOf(sexOf(source.record(id)))] as number[];
    const at = bands.indexOf(ageOf(job));
    row[at] = (row[at] ?? 0) + 1;
  }
  return { bands, table: hideSmall(counts) };
}
