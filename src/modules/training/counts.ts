/**
 * What an indicator may count by itself. Training tells what its own funnel knows; enterprises, jobs and what became of people are told by the module that
 * keeps them, from a file that `src/modules/stages.ts` imports. One definition stands behind a figure wherever it is shown.
 */
import type { RecordState } from '../../kernel/fold.ts';
import type { LinkSource } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';

/** Nothing chosen: somebody counts by hand and types it. */
export const COUNTS = [
  { value: 'selected', icon: 'check' },
  { value: 'enrolled', icon: 'doc' },
  { value: 'trained', icon: 'graduation' },
  { value: 'certified', icon: 'checks' },
  { value: 'supported', icon: 'stall' },
  { value: 'enterprises', icon: 'plus' },
  { value: 'active', icon: 'sprout' },
  { value: 'strengthened', icon: 'tree' },
  { value: 'sse', icon: 'heart' },
  { value: 'jobs', icon: 'pot' },
  { value: 'jobsnew', icon: 'plus' },
  { value: 'young', icon: 'person' },
  { value: 'youngnew', icon: 'plus' },
  { value: 'job6', icon: 'clock' },
  { value: 'job12', icon: 'clock' },
  { value: 'job24', icon: 'clock' },
  { value: 'hours', icon: 'sprout' },
] as const;
export type Count = (typeof COUNTS)[number]['value'];

export const countNamed = (said: string): Count | null => COUNTS.find(({ value }) => value === said)?.value ?? null;

/** What was counted, each record once. */
export interface Counted {
  /** Null while nobody knows: that is not none. */
  readonly value: number | null;
  /** Of how many it is known at all, where somebody has to be asked. */
  readonly of?: number;
  /** Left out because what would tell is not known. */
  readonly unknown?: number;
  /** Counted, though nobody said what might leave them out: of jobs, whether they are direct. */
  readonly unsaid?: number;
  readonly records: readonly RecordId[];
}

export const NOTHING: Counted = { value: null, records: [] };

/** @param known whether anything was ever written of it: none is told only then. */
export const countOf = (records: readonly RecordId[], known: boolean): Counted => ({
  value: known ? records.length : null,
  records,
});

export interface CountSource {
  readonly counts: readonly Count[];
  count(source: LinkSource, programme: RecordState, today: Day, what: Count): Counted;
}

/** Money paid in a programme, and where it is shown. */
export interface Paid {
  readonly sum: number;
  readonly path: readonly string[];
}
type PaidOf = (source: LinkSource, programme: RecordId) => Paid;
let paid: PaidOf | null = null;
/** Tells what was paid, beside what the lines of a budget say was spent. */
export const plugPaid = (of: PaidOf): void => {
  paid = of;
};
export const paidIn: (...of: Parameters<PaidOf>) => Paid | null = (source, programme) =>
  paid?.(source, programme) ?? null;

const plugged = new Map<Count, CountSource>();

/** Says how something is counted; said again, the later counts. */
export const plugCounts = (source: CountSource): void => {
  for (const what of source.counts) plugged.set(what, source);
};
export const countSource = (what: Count): CountSource | undefined => plugged.get(what);
