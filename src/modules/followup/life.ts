/**
 * The life of one enterprise, from what was written of it: what support it was given and when, how it was found later, and when it ended. Somebody who found
 * it closed says that it ended, unless it was found alive afterwards.
 */
import { entriesOf, type RecordState } from '../../kernel/fold.ts';
import { type Day, firstDay, momentFault } from '../../kernel/moment.ts';
import type { Json } from '../../kernel/types.ts';
import { dayOfField } from './rules.ts';

export const SUPPORTS = ['created', 'strengthened'] as const;
export type Support = (typeof SUPPORTS)[number];

type Parts = { readonly [part: string]: Json };
const isMap = (value: Json): value is Parts => typeof value === 'object' && value !== null && !Array.isArray(value);
const partsOf = (state: RecordState, field: string): readonly Parts[] =>
  entriesOf(state, field).flatMap(([, one]) => (isMap(one) ? [one] : []));
const dayIn = (value: Json | undefined): Day | '' =>
  typeof value === 'string' && value !== '' && momentFault(value) === null ? firstDay(value) : '';

/** What it was given, each with its day. Where nobody said, the programme helped to create it on the day it began. */
export function supportsOf(enterprise: RecordState): readonly { readonly kind: string; readonly on: Day | '' }[] {
  const told = partsOf(enterprise, 'supports').map(({ kind, on }) => ({ kind: String(kind ?? ''), on: dayIn(on) }));
  return told.length > 0 ? told : [{ kind: 'created', on: dayOfField(enterprise, 'on') }];
}

export const wasGiven = (enterprise: RecordState, support: Support): boolean =>
  supportsOf(enterprise).some(({ kind }) => kind === support);

export interface Look {
  /** Months after its first support. */
  readonly at: number;
  readonly on: Day | '';
  readonly is: string;
}

/** How it was found, the latest last. */
export const looksOf = (enterprise: RecordState): readonly Look[] =>
  partsOf(enterprise, 'looks')
    .map(({ at, on, is }): Look => ({ at: Number(at), on: dayIn(on), is: String(is ?? '') }))
    .sort((a, b) => (a.on === b.on ? a.at - b.at : a.on < b.on ? -1 : 1));

/** The look that found it closed and that no later one belied; null where it was never found so. */
export function closingLook(enterprise: RecordState): Look | null {
  const looks = looksOf(enterprise);
  return looks.slice(looks.findLastIndex(({ is }) => is === 'alive') + 1).find(({ is }) => is === 'closed') ?? null;
}

/** The day from which it is no more: as somebody said, or as it was found. */
export const endOf = (enterprise: RecordState): Day | '' =>
  [dayOfField(enterprise, 'ended'), closingLook(enterprise)?.on ?? ''].filter((day) => day !== '').sort()[0] ?? '';

/** Has it not stopped by that day? */
export function isActive(enterprise: RecordState, day: Day): boolean {
  const end = endOf(enterprise);
  return end === '' || end > day;
}
