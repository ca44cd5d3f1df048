/**
 * Figures of a programme as they stood on a day, to be presented: counts alone, small ones hidden, and when the last of it was received. Kept in a record,
 * they do not change when more arrives.
 */
import * as v from 'valibot';
import { millisOf } from '../../kernel/clock.ts';
import type { Day } from '../../kernel/moment.ts';
import type { Millis } from '../../kernel/types.ts';
import { hideSmallList } from '../small-cells.ts';
import { type Dimension, type Funnel, STAGES, slicesOf } from './reports.ts';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Null is hidden: too few people. */
const Cell = v.nullable(Count);
const Frozen = v.object({
  v: v.literal(1),
  day: v.string(),
  /** When the hub heard the latest of it; 0 when nothing was ever heard. */
  received: Count,
  target: Count,
  rule: v.string(),
  trained: Count,
  women: Cell,
  /** Stage, all of them, women, men, not said. */
  stages: v.array(v.tuple([v.string(), Count, Cell, Cell, Cell])),
  /** Outcome, persons, of whom it is known. */
  after: v.array(v.tuple([v.string(), Count, v.nullable(Count)])),
  /** Those who count as trained. */
  by: v.record(v.string(), v.array(v.tuple([v.string(), Cell]))),
  groups: Count,
  /** Groups and sessions of which a roll has not come. */
  silent: v.tuple([Count, Count]),
});
export type Frozen = v.InferOutput<typeof Frozen>;

const TOLD: readonly Dimension[] = ['sex', 'age', 'commune'];
/** Places told by name; the rest is one line. */
const PLACES = 12;
export const REST = '…';

/** @param received when something of the network was last received. */
export function freeze(funnel: Funnel, day: Day, received: Millis): Frozen {
  const sums = (ids: readonly string[]): readonly number[] => {
    const all = { f: 0, m: 0, '': 0 };
    for (const id of ids) all[funnel.person(id as never).sex]++;
    return [all.f, all.m, all['']];
  };
  const rule = funnel.programme.fields['counts']?.[0]?.value;
  const latest = Math.max(0, ...funnel.news.values());
  return {
    v: 1,
    day,
    received: received || (latest > 0 ? millisOf(latest) : 0),
    target: funnel.target,
    rule: typeof rule === 'string' ? rule : 'completed',
    trained: funnel.trained.length,
    women: hideSmallList(sums(funnel.trained)).cells[0] ?? null,
    stages: STAGES.map((stage) => {
      const ids = funnel.stages[stage];
      const [f = null, m = null, x = null] = hideSmallList(sums(ids)).cells;
      return [stage, ids.length, f, m, x];
    }),
    after: funnel.after.map(({ outcome, persons, known }) => [outcome, persons.length, known?.length ?? null]),
    by: Object.fromEntries(
      TOLD.map((by) => {
        const slices = slicesOf(funnel, funnel.trained, by, day).map(
          ({ key, persons }) => [key, persons.length] as const,
        );
        const [some, rest] = [slices.slice(0, PLACES), slices.slice(PLACES)];
        const more = rest.reduce((sum, [, n]) => sum + n, 0);
        const all = more > 0 ? [...some, [REST, more] as const] : some;
        const { cells } = hideSmallList(all.map(([, n]) => n));
        return [by, all.map(([key], at): [string, number | null] => [key, cells[at] ?? null])];
      }),
    ),
    groups: funnel.cohorts.length,
    silent: [funnel.silent.size, [...funnel.silent.values()].reduce((sum, n) => sum + n, 0)],
  };
}

/** The figures a record holds; null when it holds none. */
export function frozenOf(text: string): Frozen | null {
  try {
    const read = v.safeParse(Frozen, JSON.parse(text));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
}
