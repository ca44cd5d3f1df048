/**
 * Stages that training does not know by itself: who has a certificate, a mentor, money, an enterprise, a job after 6, 12, 24 months. The module that keeps those records
 * says so, once, from a file that `src/modules/stages.ts` imports; the funnel asks every one of them, on a phone and on the hub alike.
 */
import type { RecordState } from '../../kernel/fold.ts';
import type { LinkSource } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';

/** What may come after a certificate. None stands for another: a job needs no enterprise. */
export const OUTCOMES = ['mentored', 'financed', 'enterprise', 'job6', 'job12', 'job24'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export type PluggedStage = 'certified' | Outcome;

/** Somebody reached a stage. */
export interface Arrival {
  readonly person: RecordId;
  /** As precisely as it is known; '' when it is not. */
  readonly on: string;
  /** What says so: the figure opens it. */
  readonly record: RecordId;
  /** Where it belongs to one enrolment and not to the person at large. */
  readonly enrolment?: RecordId;
}

/** Whom a funnel asks about. */
export interface Asked {
  readonly persons: ReadonlySet<RecordId>;
  readonly programme: RecordId;
  readonly today: Day;
}

/** Records a stage reads: those of a type whose field names the person, and what is looked up by its id beside each. */
export interface Reads {
  readonly type: string;
  /** That field; `programme`, in it or in its entries (`supports.*.programme`), names the programme instead. */
  readonly by: string;
  /** The type of record that field names, where it is neither: one that stands before this in the list. */
  readonly of?: string;
  /** Another field, of which it matters what it names now: two sheets of one group are one. */
  readonly resolves?: string;
  beside?(record: RecordState): RecordId | null;
}

export interface StageSource {
  readonly stage: PluggedStage;
  /** For a hub, which brings only what is read. */
  readonly reads: readonly Reads[];
  /** Who of these people reached it; several times is once. */
  arrivals(source: LinkSource, asked: Asked): Iterable<Arrival>;
  /** Of whom it is known at all, where somebody has to be asked: « 1 140 sur 1 900 joints ». */
  known?(source: LinkSource, asked: Asked): Iterable<RecordId>;
  /** Enrolments of which it was taken back: whoever wrote by hand that they reached it is no longer heard. */
  revoked?(source: LinkSource): Iterable<RecordId>;
}

const plugged = new Map<PluggedStage, StageSource>();

/** Says who reaches a stage; said again, the later counts. */
export const plugStage = (source: StageSource): void => void plugged.set(source.stage, source);
export const stageSources = (): readonly StageSource[] => [...plugged.values()];

/** Types of record that a stage is told from: who may not read one of them is not told how many reached it. */
export const readFor = (stage: PluggedStage): readonly string[] =>
  plugged.get(stage)?.reads.map(({ type }) => type) ?? [];

/** Enrolments whose certificate was withdrawn, and that have no other. */
export const uncertified = (source: LinkSource): ReadonlySet<RecordId> =>
  new Set(plugged.get('certified')?.revoked?.(source));
