/**
 * Figures of what follows a training. Every figure is a list of people or records, each once; every rate keeps both numbers it is made of, and who is
 * not known of is never counted as nought.
 */
import type { RecordState } from '../../kernel/fold.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import { fteOf } from './jobs.ts';
import {
  type Balance,
  balanceOf,
  certificatesOf,
  fullTimeOf,
  jobAt,
  jobsOn,
  type Limit,
  MONTHS,
  type Months,
  named,
  type Standing,
} from './rules.ts';

/** Insertion so many months after the certificate. Certified is whoever could be asked by now: reached, not reached and not asked add up to it. */
export interface Insertion {
  readonly months: Months;
  readonly certified: readonly RecordId[];
  readonly reached: readonly RecordId[];
  readonly inserted: readonly RecordId[];
  readonly unreached: readonly RecordId[];
  readonly unasked: readonly RecordId[];
  /** Certified too recently to be asked. */
  readonly early: readonly RecordId[];
}

/** @param certified as `certificatesOf` gives it, where it is at hand. */
export function insertionOf(
  source: LinkSource,
  programme: RecordId,
  today: Day,
  certified: ReadonlyMap<RecordId, Day> = certificatesOf(source, programme),
): readonly Insertion[] {
  return MONTHS.map((months): Insertion => {
    const by: Record<Standing, RecordId[]> = { early: [], unasked: [], unreached: [], inserted: [], not: [] };
    for (const [person, day] of certified) by[jobAt(source, person, programme, months, day, today)].push(person);
    const reached = [...by.inserted, ...by.not];
    return {
      months,
      certified: [...reached, ...by.unreached, ...by.unasked],
      reached,
      inserted: by.inserted,
      unreached: by.unreached,
      unasked: by.unasked,
      early: by.early,
    };
  });
}

export interface Work {
  readonly jobs: readonly RecordState[];
  /** People who have them, each once. */
  readonly persons: readonly RecordId[];
  /** Jobs of somebody whose name nobody wrote: in no count of people. */
  readonly nameless: number;
  readonly fte: number;
  /** Jobs of which nobody said how many hours: in no full-time figure. */
  readonly without: number;
  readonly fullTime: Limit & { readonly checked: boolean };
}

/** Work of the people of a programme on a day. */
export function workOn(source: LinkSource, programme: RecordId, day: Day): Work {
  const jobs = jobsOn(source, programme, day);
  const fullTime = fullTimeOf(source, programme);
  const parts = jobs.map((job) => fteOf(job, fullTime.limit));
  return {
    jobs,
    persons: [...new Set(jobs.flatMap((job) => named(source, job, 'person') ?? []))],
    nameless: jobs.filter((job) => !named(source, job, 'person')).length,
    fte: parts.reduce<number>((sum, part) => sum + (part ?? 0), 0),
    without: parts.filter((part) => part === null).length,
    fullTime,
  };
}

/** Money of a programme. */
export interface Funds {
  readonly requests: readonly RecordState[];
  readonly undecided: readonly RecordState[];
  readonly granted: number;
  readonly paid: number;
  readonly justified: number;
  readonly toJustify: number;
  readonly balances: ReadonlyMap<RecordId, Balance>;
}

export function fundsOf(source: LinkSource, programme: RecordId): Funds {
  const requests = linksTo(source, 'financing', 'programme', programme);
  const balances = new Map(requests.map((one) => [one.id, balanceOf(source, one)]));
  const sum = (of: (balance: Balance) => number) => [...balances.values()].reduce((all, one) => all + of(one), 0);
  return {
    requests,
    undecided: requests.filter(({ id }) => balances.get(id)?.granted === null),
    granted: sum((one) => one.granted ?? 0),
    paid: sum((one) => one.paid),
    justified: sum((one) => one.justified),
    toJustify: sum((one) => one.toJustify),
    balances,
  };
}
