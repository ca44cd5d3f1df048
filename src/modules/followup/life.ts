/**
 * The life of one enterprise, from what was written of it: how far it came, what support it was given and when, how it was found later, and when it ended.
 * Somebody who found it closed says that it ended, unless it was found alive afterwards; nobody's word makes it registered, only its paper does.
 */
import { entriesOf, type RecordState, textOf } from '../../kernel/fold.ts';
import { isRecordId } from '../../kernel/ids.ts';
import type { LinkSource } from '../../kernel/links.ts';
import { type Day, firstDay, momentFault } from '../../kernel/moment.ts';
import type { Json, RecordId } from '../../kernel/types.ts';
import { type Creation, creationIn } from '../training/created.ts';
import { STAGES, type Stage } from './declared.ts';
import { dayOfField, named } from './rules.ts';

export const SUPPORTS = ['created', 'strengthened'] as const;
export type Support = (typeof SUPPORTS)[number];

type Parts = { readonly [part: string]: Json };
const isMap = (value: Json): value is Parts => typeof value === 'object' && value !== null && !Array.isArray(value);
const partsOf = (state: RecordState, field: string): readonly Parts[] =>
  entriesOf(state, field).flatMap(([, one]) => (isMap(one) ? [one] : []));
const dayIn = (value: Json | undefined): Day | '' =>
  typeof value === 'string' && value !== '' && momentFault(value) === null ? firstDay(value) : '';

const textIn = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** The programme a support was of: one that names none is of the programme through which the enterprise is known. */
const programmeIn = (source: LinkSource, enterprise: RecordState, { programme }: Parts): RecordId | null =>
  isRecordId(programme) ? source.resolve(programme) : named(source, enterprise, 'programme');

/** Was it written that this programme gave it something? */
export const isHelpedBy = (source: LinkSource, enterprise: RecordState, programme: RecordId): boolean =>
  partsOf(enterprise, 'supports').some((one) => programmeIn(source, enterprise, one) === source.resolve(programme));

/**
 * What a programme gave it, each with its day. Where nobody said what its own programme did, that one helped to create it on the day it began; any other
 * did nothing.
 * @param by its own, left out.
 */
export function supportsOf(
  source: LinkSource,
  enterprise: RecordState,
  by?: RecordId,
): readonly { readonly kind: string; readonly on: Day | '' }[] {
  const own = named(source, enterprise, 'programme');
  const asked = by ? source.resolve(by) : own;
  const told = partsOf(enterprise, 'supports').filter((one) => programmeIn(source, enterprise, one) === asked);
  if (told.length === 0 && asked === own) return [{ kind: 'created', on: dayOfField(enterprise, 'on') }];
  return told.map(({ kind, on }) => ({ kind: String(kind ?? ''), on: dayIn(on) }));
}

export const wasGiven = (source: LinkSource, enterprise: RecordState, support: Support, by?: RecordId): boolean =>
  supportsOf(source, enterprise, by).some(({ kind }) => kind === support);

// ---- from an idea to work ----------------------------------------------------------------------------------------------------------------

export interface Step {
  readonly is: Stage;
  readonly on: Day | '';
  /** The same as it was written: a month, a year. */
  readonly said: string;
  readonly proof: string;
  readonly paper: string;
  /** Said, and no paper for it: it does not count as registered. */
  readonly unproven: boolean;
}

const NAMES: readonly Stage[] = STAGES.map(({ value }) => value);

/** The steps it is said to have taken, in their order, the first of each kind first. Nothing said: it has worked since it began. */
export function stepsOf(enterprise: RecordState): readonly Step[] {
  const told = partsOf(enterprise, 'stages').flatMap(({ is, on, proof, paper }): readonly Step[] => {
    const stage = NAMES.find((one) => one === is);
    const by = textIn(proof);
    const unproven = stage === 'registered' && by !== 'paper';
    return stage ? [{ is: stage, on: dayIn(on), said: textIn(on), proof: by, paper: textIn(paper), unproven }] : [];
  });
  if (told.length === 0) {
    const [on, said] = [dayOfField(enterprise, 'on'), textOf(enterprise, 'on')];
    return [{ is: 'operating', on, said, proof: '', paper: '', unproven: false }];
  }
  return told.sort((a, b) => NAMES.indexOf(a.is) - NAMES.indexOf(b.is) || (a.on < b.on ? -1 : 1));
}

/** The first day it had taken this step for sure; '' where the day is not known, null where it has not. */
export const reachedOn = (enterprise: RecordState, stage: Stage): Day | '' | null =>
  stepsOf(enterprise).find((one) => one.is === stage && !one.unproven)?.on ?? null;

/** The furthest step it had taken for sure by a day. One that is registered on somebody's word alone has its plan. */
export function stageOn(enterprise: RecordState, day: Day): Stage | null {
  const by = stepsOf(enterprise).filter(({ on }) => on <= day);
  const furthest = by.findLast(({ unproven }) => !unproven);
  const least = by.some(({ unproven }) => unproven) ? NAMES.indexOf('plan') : -1;
  return NAMES[Math.max(least, furthest ? NAMES.indexOf(furthest.is) : -1)] ?? null;
}

/** Said to be registered, and there is no paper. */
export const lacksPaper = (enterprise: RecordState): boolean =>
  stepsOf(enterprise).some(({ unproven }) => unproven) && reachedOn(enterprise, 'registered') === null;

/** The step to write next: the paper that is missing first; and one that works may still be registered. */
export function nextStep(enterprise: RecordState): Stage | null {
  if (lacksPaper(enterprise)) return 'registered';
  const furthest = Math.max(...stepsOf(enterprise).map(({ is }) => NAMES.indexOf(is)));
  return NAMES[furthest + 1] ?? (reachedOn(enterprise, 'registered') === null ? 'registered' : null);
}

/** What a programme calls « créée ». */
export const creationOf = (source: LinkSource, programme: RecordId | null): Creation =>
  creationIn(programme && source.record(source.resolve(programme)));

/** Since when a programme, its own or another, may say that it helped to create it; null where it may not by that day. */
export function createdOn(source: LinkSource, enterprise: RecordState, day: Day, by?: RecordId): Day | '' | null {
  if (!wasGiven(source, enterprise, 'created', by)) return null;
  const since = reachedOn(enterprise, creationOf(source, by ?? named(source, enterprise, 'programme')));
  return since !== null && since <= day ? since : null;
}
export const isCreated = (source: LinkSource, enterprise: RecordState, day: Day, by?: RecordId): boolean =>
  createdOn(source, enterprise, day, by) !== null;

/** Did anybody write its way? */
export const saysSteps = (enterprise: RecordState): boolean => partsOf(enterprise, 'stages').length > 0;

/** The first day its programme did something for it that counts; '' where the day is not known, null where nothing did by that day. */
export function helpedSince(source: LinkSource, enterprise: RecordState, day: Day): Day | '' | null {
  const created = createdOn(source, enterprise, day);
  const days = supportsOf(source, enterprise).flatMap(({ kind, on }) =>
    kind !== 'created' ? [on] : created === null ? [] : [saysSteps(enterprise) ? created : on],
  );
  return days.length === 0 ? null : (days.filter((one) => one !== '').sort()[0] ?? '');
}

// ---- afterwards --------------------------------------------------------------------------------------------------------------------------

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

/** Does it work on that day? */
export const isRunning = (enterprise: RecordState, day: Day): boolean =>
  stageOn(enterprise, day) === 'operating' && isActive(enterprise, day);

/** Has it not stopped by that day? */
export function isActive(enterprise: RecordState, day: Day): boolean {
  const end = endOf(enterprise);
  return end === '' || end > day;
}
