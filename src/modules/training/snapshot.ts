/**
 * Figures of a programme as they stood on a day, to be presented: counts alone, small ones hidden, and when the last of it was received. Kept in a record,
 * they do not change when more arrives.
 */
import * as v from 'valibot';
import { millisOf } from '../../kernel/clock.ts';
import type { Day } from '../../kernel/moment.ts';
import type { Millis } from '../../kernel/types.ts';
import { type Cell, hideSmallList, hideSmallSteps, SMALLEST } from '../small-cells.ts';
import { ageDayOf } from './ages.ts';
import { type Dimension, type Funnel, STAGES, type Stage, slicesOf } from './reports.ts';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Null is hidden: too few people. */
const Shown = v.nullable(Count);
const Frozen = v.object({
  v: v.literal(1),
  day: v.string(),
  /** When the hub heard the latest of it; 0 when nothing was ever heard. */
  received: Count,
  target: Count,
  rule: v.string(),
  trained: Shown,
  women: Shown,
  /** Stage, all of them, women; the first packs told men and not said too. */
  stages: v.array(v.tupleWithRest([v.string(), Shown, Shown], Shown)),
  /** Outcome, persons, of whom it is known. Not hidden and null: nobody has to be asked. */
  after: v.array(v.tuple([v.string(), Shown, Shown])),
  /** Those who count as trained. */
  by: v.record(v.string(), v.array(v.tuple([v.string(), Shown]))),
  /** The day of their ages; the first packs told that of the pack. */
  aged: v.optional(v.string()),
  /** Jobs that run on that day, and how many in each part. */
  jobs: v.optional(v.object({ all: Shown, by: v.record(v.string(), v.array(v.tuple([v.string(), Shown]))) })),
  groups: Count,
  /** Groups and sessions of which a roll has not come. */
  silent: v.tuple([Count, Count]),
});
export type Frozen = v.InferOutput<typeof Frozen>;

const TOLD: readonly Dimension[] = ['sex', 'age', 'commune'];
/** Places told by name; the rest is one line. */
const PLACES = 12;
export const REST = '…';

/** Of each part of something how many, by what tells them apart. */
export type Parts = { readonly [by: string]: readonly (readonly [key: string, n: number])[] };

const hiddenParts = (parts: Parts[string]): [string, Cell][] => {
  const { cells } = hideSmallList(parts.map(([, n]) => n));
  return parts.map(([key], at) => [key, cells[at] ?? null]);
};

/**
 * @param received when something of the network was last received.
 * @param jobs those that run on that day, where another module keeps them.
 */
export function freeze(funnel: Funnel, day: Day, received: Millis, jobs?: { all: number; by: Parts }): Frozen {
  const womenOf = (ids: readonly string[]): number | null => {
    const all = { f: 0, m: 0, '': 0 };
    for (const id of ids) all[funnel.person(id as never).sex]++;
    return hideSmallList([all.f, all.m, all['']]).cells[0] ?? null;
  };
  const rule = funnel.programme.fields['counts']?.[0]?.value;
  const latest = Math.max(0, ...funnel.news.values());
  return withoutSmall({
    v: 1,
    day,
    received: received || (latest > 0 ? millisOf(latest) : 0),
    target: funnel.target,
    rule: typeof rule === 'string' ? rule : 'completed',
    trained: funnel.trained.length,
    women: womenOf(funnel.trained),
    stages: STAGES.map((stage) => [stage, funnel.stages[stage].length, womenOf(funnel.stages[stage])]),
    after: funnel.after.map(({ outcome, persons, known }) => [outcome, persons.length, known?.length ?? null]),
    by: Object.fromEntries(
      TOLD.map((by) => {
        const slices = slicesOf(funnel, funnel.trained, by).map(({ key, persons }) => [key, persons.length] as const);
        const [some, rest] = [slices.slice(0, PLACES), slices.slice(PLACES)];
        const more = rest.reduce((sum, [, n]) => sum + n, 0);
        const all = more > 0 ? [...some, [REST, more] as const] : some;
        return [by, hiddenParts(all)];
      }),
    ),
    aged: ageDayOf(funnel.programme),
    ...(jobs && {
      jobs: {
        all: hideSmallSteps([jobs.all], [0])[0] ?? null,
        by: Object.fromEntries(Object.entries(jobs.by).map(([by, parts]) => [by, hiddenParts(parts)])),
      },
    }),
    groups: funnel.cohorts.length,
    silent: [funnel.silent.size, [...funnel.silent.values()].reduce((sum, n) => sum + n, 0)],
  });
}

/** After those who count as trained, what a funder asks first. */
const FIRST: readonly Stage[] = ['certified', 'applied', 'enrolled', 'completed', 'started', 'selected'];

/**
 * A pack leaves the house: no figure of it stands for fewer than five people, nor does the difference of two. Packs of before this rule are read by it too;
 * what is hidden already stays so.
 */
function withoutSmall(frozen: Frozen): Frozen {
  const names = frozen.stages.map(([stage]) => stage);
  const order = [...new Set([frozen.rule, ...FIRST])].map((stage) => names.indexOf(stage));
  const sums = hideSmallSteps(
    frozen.stages.map(([, n]) => n),
    order,
  );
  const women = frozen.stages.map(([, n, f], at) => (sums[at] === null || n === null ? null : f));
  const others = women.map((f, at) => (f === null ? null : (sums[at] ?? 0) - f));
  const [hers, theirs] = [hideSmallSteps(women, order), hideSmallSteps(others, order)];
  const trained = hideSmallSteps([frozen.trained], [0])[0] ?? null;
  const certified = sums[names.indexOf('certified')] ?? null;
  return {
    ...frozen,
    trained,
    women: trained === null ? null : frozen.women,
    stages: frozen.stages.map(([stage], at) => [
      stage,
      sums[at] ?? null,
      theirs[at] === null ? null : (hers[at] ?? null),
    ]),
    after: frozen.after.map(([outcome, n, known]) => [outcome, ...amongCertified(n, known, certified)]),
  };
}

/** Who works, who was reached and does not, who was not reached: together they are those certified. */
function amongCertified(n: Cell, known: Cell, certified: Cell): [Cell, Cell] {
  if (n === null) return [null, known];
  const without = known === null ? 0 : known - n;
  const rest = certified === null ? 0 : certified - n - without;
  const [work = null, , unknown = null] = hideSmallList([n, without, rest]).cells;
  const isTold = known !== null && unknown !== null && (known === 0 || known >= SMALLEST);
  return [work, isTold ? known : null];
}

/** The figures a record holds; null when it holds none. */
export function frozenOf(text: string): Frozen | null {
  try {
    const read = v.safeParse(Frozen, JSON.parse(text));
    return read.success ? withoutSmall(read.output) : null;
  } catch {
    return null;
  }
}
