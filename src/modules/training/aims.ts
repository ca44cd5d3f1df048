/**
 * Whether the aims of a programme are reached. An indicator counts by itself what the application knows, and opens the people and facts behind it; one that
 * counts nothing is read by hand. What nobody counted is never nought.
 */
import { entriesOf, isVoided, type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import { type Day, lastDay, momentFault } from '../../kernel/moment.ts';
import type { Json, RecordId } from '../../kernel/types.ts';
import { type Count, type Counted, countNamed, countOf, countSource, NOTHING } from './counts.ts';
import type { Funnel } from './reports.ts';
import { GOALS } from './sectors.ts';

/** What was done, what it changed, what remains of it: told apart wherever aims are shown. */
export const LEVEL_ORDER = ['output', 'outcome', 'impact'] as const;

/** Somebody counted by hand and typed it. */
export interface Reading {
  readonly on: string;
  readonly value: number;
  readonly source: string;
}

export interface Followed {
  readonly indicator: RecordState;
  /** One of `LEVEL_ORDER`, or what a newer version says. */
  readonly level: string;
  /** What it counts by itself; null where somebody reads it by hand. */
  readonly what: Count | null;
  /** Null where nothing counts, or nobody asked for it to be counted. */
  readonly counted: Counted | null;
  /** The latest one typed; null while there is none. */
  readonly last: Reading | null;
  /** The figure that stands: the counted one where it counts by itself. Null while nobody knows: that is not nought. */
  readonly value: number | null;
  /** A programme's own count begins with none. */
  readonly baseline: number | null;
  readonly target: number | null;
  /** « Plus de »: the target itself is not enough. */
  readonly more: boolean;
  /** Share of the way from the baseline to the target, 0 to 1 and beyond; null where it cannot be computed. */
  readonly progress: number | null;
  /** Null where there is no figure or no target. */
  readonly reached: boolean | null;
}

/** Counts what an indicator names; each thing once, however many indicators ask. */
export type Counting = (what: Count) => Counted;

/** @param funnel asked for only when something of it is counted. */
export function countingOf(source: LinkSource, programme: RecordState, today: Day, funnel: () => Funnel): Counting {
  const known = new Map<Count, Counted>();
  const make = (what: Count): Counted => {
    const plugged = countSource(what);
    if (plugged) return plugged.count(source, programme, today, what);
    if (what !== 'selected' && what !== 'enrolled' && what !== 'trained' && what !== 'certified') return NOTHING;
    const { stages, trained, standings } = funnel();
    return countOf(what === 'trained' ? trained : stages[what], standings.size > 0);
  };
  return (what) => {
    const counted = known.get(what) ?? make(what);
    known.set(what, counted);
    return counted;
  };
}

const isMap = (value: Json | undefined): value is { readonly [part: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const numberOf = (value: Json | undefined): number | null => (typeof value === 'number' ? value : null);

/** What was typed of it, in the order of the days it was counted. */
export function readingsOf(indicator: RecordState): readonly Reading[] {
  const readings = entriesOf(indicator, 'values').flatMap(([, value]): readonly Reading[] => {
    if (!isMap(value) || typeof value['on'] !== 'string' || momentFault(value['on']) !== null) return [];
    const counted = numberOf(value['value']);
    return counted === null ? [] : [{ on: value['on'], value: counted, source: String(value['source'] ?? '') }];
  });
  return readings.sort((a, b) => (lastDay(a.on) < lastDay(b.on) ? -1 : 1));
}

/** What should fall, from a baseline above its target, is reached from above. */
export function isReached(value: number, target: number, baseline: number | null, more: boolean): boolean {
  const beyond = (value - target) * (baseline !== null && target < baseline ? -1 : 1);
  return more ? beyond > 0 : beyond >= 0;
}

/** One indicator as it stands. @param counting absent: what counts by itself is left uncounted, which costs nothing. */
export function followedOf(indicator: RecordState, counting?: Counting): Followed {
  const what = countNamed(textOf(indicator, 'counts'));
  const counted = what && counting ? counting(what) : null;
  const last = readingsOf(indicator).at(-1) ?? null;
  const value = what ? (counted?.value ?? null) : (last?.value ?? null);
  const baseline = numberOf(valueOf(indicator, 'baseline')) ?? (what ? 0 : null);
  const target = numberOf(valueOf(indicator, 'target'));
  const more = valueOf(indicator, 'more') === true;
  // Without a baseline there is no way to tell how far one came.
  const way = baseline !== null && target !== null && target !== baseline ? target - baseline : null;
  return {
    indicator,
    level: textOf(indicator, 'level'),
    what,
    counted,
    last,
    value,
    baseline,
    target,
    more,
    progress: value !== null && way !== null && baseline !== null ? (value - baseline) / way : null,
    reached: value === null || target === null ? null : isReached(value, target, baseline, more),
  };
}

export interface Aim {
  readonly aim: RecordState;
  readonly indicators: readonly Followed[];
}

/** The aims of a programme in their order, with their indicators: what was done before what it changed. */
export function aimsOf(source: LinkSource, programme: RecordId, counting?: Counting): readonly Aim[] {
  const rank = (one: RecordState): number => numberOf(valueOf(one, 'rank')) ?? Number.POSITIVE_INFINITY;
  const levels: readonly string[] = LEVEL_ORDER;
  return [...linksTo(source, 'aim', 'programme', programme)]
    .filter((one) => !isVoided(one))
    .sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
    .map((aim) => ({
      aim,
      indicators: [...linksTo(source, 'indicator', 'aim', aim.id)]
        .sort(
          (a, b) => levels.indexOf(textOf(a, 'level')) - levels.indexOf(textOf(b, 'level')) || (a.id < b.id ? -1 : 1),
        )
        .map((one) => followedOf(one, counting)),
    }));
}

/** Indicators of an aim by what they tell, in that order; a level this version does not know comes last. */
export function byLevel<One extends { readonly level: string }>(
  indicators: readonly One[],
): readonly (readonly [level: string, readonly One[]])[] {
  const levels = [...new Set([...LEVEL_ORDER, ...indicators.map(({ level }) => level)])];
  return levels
    .map((level) => [level, indicators.filter((one) => one.level === level)] as const)
    .filter(([, list]) => list.length > 0);
}

/** The goals a programme supports, in their order, each with the indicators that say so. */
export function goalsOf(aims: readonly Aim[]): readonly (readonly [goal: string, readonly Followed[]])[] {
  const all = aims.flatMap(({ indicators }) => indicators);
  const isOf = ({ indicator }: Followed, goal: string): boolean => {
    const said = valueOf(indicator, 'sdg');
    return Array.isArray(said) && said.includes(goal);
  };
  return GOALS.map(({ value }) => [value, all.filter((one) => isOf(one, value))] as const).filter(
    ([, list]) => list.length > 0,
  );
}
