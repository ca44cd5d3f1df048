/**
 * Figures of a programme as they stood on a day, to be presented: counts alone, small ones hidden, and when the last of it was received. Kept in a record,
 * they do not change when more arrives.
 */
import * as v from 'valibot';
import { millisOf } from '../../kernel/clock.ts';
import { type RecordState, textOf } from '../../kernel/fold.ts';
import type { Day } from '../../kernel/moment.ts';
import type { Millis } from '../../kernel/types.ts';
import type { Band } from '../people/rules.ts';
import { type Cell, hideSmallList, hideSmallSteps, SMALLEST } from '../small-cells.ts';
import { ageDayOf, ownAges } from './ages.ts';
import type { Aim, Followed } from './aims.ts';
import { creationIn } from './created.ts';
import { type Dimension, type Funnel, STAGES, type Stage, slicesOf } from './reports.ts';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Null is hidden: too few people. */
const Shown = v.nullable(Count);
const FrozenIndicator = v.object({
  name: v.string(),
  level: v.string(),
  /** What it counts by itself; null for one typed by hand, with the day of its reading. */
  what: v.nullable(v.string()),
  on: v.string(),
  /** Nobody knew then: neither none nor hidden. */
  known: v.boolean(),
  value: Shown,
  of: v.optional(Shown),
  target: v.nullable(Count),
  baseline: v.nullable(Count),
  more: v.boolean(),
});
export type FrozenIndicator = v.InferOutput<typeof FrozenIndicator>;
const FrozenAims = v.object({
  /** The ages a programme is for, last one null where there is none. */
  ages: v.nullable(v.tuple([Count, v.nullable(Count)])),
  list: v.array(v.object({ name: v.string(), indicators: v.array(FrozenIndicator) })),
});
const Frozen = v.object({
  v: v.literal(1),
  day: v.string(),
  /** When the hub heard the latest of it; 0 when nothing was ever heard. */
  received: Count,
  /** Branches heard lately, of how many; absent in the first packs and where there is no branch. */
  heard: v.optional(v.tuple([Count, Count])),
  target: Count,
  rule: v.string(),
  /** What made an enterprise « créée » then; the first packs did not say. */
  created: v.optional(v.string()),
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
  jobs: v.optional(
    v.object({
      all: Shown,
      by: v.record(v.string(), v.array(v.tuple([v.string(), Shown]))),
      /** Said to be indirect, and in neither of the two; the first packs counted them in. */
      indirect: v.optional(Shown),
    }),
  ),
  /** The aims with what each indicator told that day; absent where none was written. */
  aims: v.optional(FrozenAims),
  groups: Count,
  /** Groups and sessions of which a roll has not come. */
  silent: v.tuple([Count, Count]),
  /** Rolls that were begun and do not say of everybody whether they were there; absent where none is. */
  unfinished: v.optional(Count),
});
export type Frozen = v.InferOutput<typeof Frozen>;

const TOLD: readonly Dimension[] = ['sex', 'age', 'commune'];
/** Places told by name; the rest is one line. */
const PLACES = 12;
export const REST = '…';

/** Of each part of something how many, by what tells them apart. */
export type Parts = { readonly [by: string]: readonly (readonly [key: string, n: number])[] };

/** Jobs as whoever keeps them tells them. */
export interface FrozenJobs {
  readonly all: number;
  readonly by: Parts;
  readonly indirect: number;
}

const hiddenParts = (parts: Parts[string]): [string, Cell][] => {
  const { cells } = hideSmallList(parts.map(([, n]) => n));
  return parts.map(([key], at) => [key, cells[at] ?? null]);
};

const sumOf = (counts: ReadonlyMap<unknown, number>): number => [...counts.values()].reduce((sum, n) => sum + n, 0);

/**
 * @param received when something of the network was last received.
 * @param jobs those that run on that day, where another module keeps them.
 * @param aims as they are counted that day.
 * @param heard branches whose telephones were heard lately, of how many.
 */
export function freeze(
  funnel: Funnel,
  day: Day,
  received: Millis,
  jobs?: FrozenJobs,
  aims: readonly Aim[] = [],
  heard?: readonly [heard: number, branches: number],
): Frozen {
  const womenOf = (ids: readonly string[]): number | null => {
    const all = { f: 0, m: 0, '': 0 };
    for (const id of ids) all[funnel.person(id as never).sex]++;
    return hideSmallList([all.f, all.m, all['']]).cells[0] ?? null;
  };
  const rule = funnel.programme.fields['counts']?.[0]?.value;
  const latest = Math.max(0, ...funnel.news.values());
  const frozen = withoutSmall({
    v: 1,
    day,
    received: received || (latest > 0 ? millisOf(latest) : 0),
    ...(heard && heard[1] > 0 && { heard: [...heard] }),
    target: funnel.target,
    rule: typeof rule === 'string' ? rule : 'completed',
    created: creationIn(funnel.programme),
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
        indirect: hideSmallSteps([jobs.indirect], [0])[0] ?? null,
      },
    }),
    groups: funnel.cohorts.length,
    silent: [funnel.silent.size, sumOf(funnel.silent)],
    ...(funnel.unfinished.size > 0 && { unfinished: sumOf(funnel.unfinished) }),
  });
  return aims.length === 0 ? frozen : { ...frozen, aims: frozenAims(frozen, funnel.programme, aims, jobs?.by) };
}

/** The aims beside the other figures of a pack: what is hidden there is hidden here, so that neither gives the other back. */
function frozenAims(
  frozen: Frozen,
  programme: RecordState,
  aims: readonly Aim[],
  parts: Parts = {},
): NonNullable<Frozen['aims']> {
  const own = ownAges(programme);
  const ages = parts['age'] ?? [];
  const values = new Map(aims.flatMap(({ indicators }) => indicators.map((one) => [one.what, one.value] as const)));
  // Each holds the next, or is a part of the first: told as far as they lie apart.
  const kinds = ['supported', 'enterprises', 'active', 'sse', 'strengthened'] as const;
  const enterprises = hideSmallSteps(
    kinds.map((kind) => values.get(kind) ?? null),
    kinds.map((_, at) => at),
  );
  const cell = ({ what, value, counted }: Followed): readonly [value: Cell, of?: Cell] => {
    if (what === null) return [hideSmallSteps([value], [0])[0] ?? null];
    if (what === 'trained') return [frozen.trained];
    const kind = (kinds as readonly string[]).indexOf(what);
    if (kind >= 0) return [enterprises[kind] ?? null];
    if (what === 'jobs') return [frozen.jobs?.all ?? null];
    if (what === 'young') return [own && value !== null ? youngCell(frozen, own, value, ages) : null];
    if (what === 'hours') return [(counted?.records.length ?? 0) >= SMALLEST ? value : null];
    if (what === 'jobsnew' && value !== null) return [newCell(frozen, value)];
    if (what === 'youngnew' && value !== null) return [own && youngNewCell(frozen, own, value, parts)];
    const after = frozen.after.find(([outcome]) => outcome === what);
    if (after) return [after[1], after[2]];
    return [frozen.stages.find(([stage]) => stage === what)?.[1] ?? null];
  };
  return {
    ages: own && [own.from, own.to ?? null],
    list: aims.map(({ aim, indicators }) => ({
      name: textOf(aim, 'name'),
      indicators: indicators.map((one): FrozenIndicator => {
        const { indicator, level, what, value, last, target, baseline, more } = one;
        const [shown, of] = value === null ? [null] : cell(one);
        const on = what === null ? (last?.on ?? '') : frozen.day;
        return {
          name: textOf(indicator, 'name'),
          level,
          what,
          on,
          known: value !== null,
          value: shown,
          ...(of !== undefined && { of }),
          target,
          baseline,
          more,
        };
      }),
    })),
  };
}

/** Jobs of the young beside the same jobs by age: shown where it gives back neither a hidden age nor those outside. */
function youngCell(frozen: Frozen, own: Band, young: number, ages: Parts[string]): Cell {
  const all = frozen.jobs?.all ?? null;
  const shown = new Map(frozen.jobs?.by['age']);
  const isOwn = (key: string): boolean => {
    const [from, to] = key.split('-');
    return key !== '' && Number(from) >= own.from && (to ? Number(to) : Infinity) <= (own.to ?? Infinity);
  };
  const hidden = ages.filter(([key, n]) => n > 0 && isOwn(key) && shown.get(key) === null);
  const told = hidden.length === 1 || (hidden.length > 0 && hidden.reduce((sum, [, n]) => sum + n, 0) < SMALLEST);
  return all === null || told ? null : (hideSmallSteps([all, young], [0, 1])[1] ?? null);
}

/** Created jobs stand among the jobs told by what they changed: shown as they are there. None at all has no line of its own. */
const newCell = (frozen: Frozen, value: number): Cell =>
  (frozen.jobs?.by['effect'] ?? []).find(([key]) => key === 'created')?.[1] ??
  (value === 0 ? (frozen.jobs?.all ?? null) && 0 : null);

/** Those of the young that were created, beside the young and the created: shown where no part of either, nor what is neither, is few. */
function youngNewCell(frozen: Frozen, own: Band, value: number, { age = [], effect = [] }: Parts): Cell {
  const [from, to] = [own.from, own.to ?? Number.POSITIVE_INFINITY];
  const isOwn = (key: string): boolean => {
    const [low, high] = key.split('-');
    return key !== '' && Number(low) >= from && (high ? Number(high) : Number.POSITIVE_INFINITY) <= to;
  };
  const young = age.reduce((sum, [key, n]) => sum + (isOwn(key) ? n : 0), 0);
  const created = effect.find(([key]) => key === 'created')?.[1] ?? 0;
  const all = age.reduce((sum, [, n]) => sum + n, 0);
  const shown = youngCell(frozen, own, young, age) !== null && newCell(frozen, created) !== null;
  const parts = [value, young - value, created - value, all - young - created + value];
  return shown && parts.every((n) => n === 0 || n >= SMALLEST) ? value : null;
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
