/** A figure over time: what was typed of it, and what each pack froze of it. What a pack hides stays a gap; what nobody knew is not there. */
import { isVoided, type RecordState, textOf } from '../../kernel/fold.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import { type Day, lastDay } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import { type Followed, readingsOf } from './aims.ts';
import { type Frozen, frozenOf } from './snapshot.ts';

export interface Point {
  /** As it was written: a month stays a month. */
  readonly on: string;
  /** Null where the pack hides it. */
  readonly value: number | null;
}

/** Figures that packs of a programme kept. */
export const packsOf = (source: LinkSource, programme: RecordId): readonly Frozen[] =>
  linksTo(source, 'programme_figures', 'programme', programme)
    .filter((one) => !isVoided(one))
    .flatMap((one) => frozenOf(textOf(one, 'figures')) ?? []);

/** One point a day, in their order: what was typed stands before what a pack says of the same day. A pack knows an indicator by its name and its aim's. */
export function pointsOf(aim: RecordState, { indicator, what }: Followed, packs: readonly Frozen[]): readonly Point[] {
  const points = new Map<Day, Point>();
  const name = textOf(indicator, 'name');
  for (const { aims } of packs)
    for (const one of aims?.list.find((list) => list.name === textOf(aim, 'name'))?.indicators ?? [])
      if (one.name === name && one.what === what && one.known && one.on !== '')
        points.set(lastDay(one.on), { on: one.on, value: one.value });
  if (what === null) for (const { on, value } of readingsOf(indicator)) points.set(lastDay(on), { on, value });
  return [...points].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, point]) => point);
}

/** As it is drawn, in a box of that many units: a line from each point to the next that is known beside it, and the points. */
export interface Curve {
  readonly lines: readonly string[];
  readonly dots: readonly (readonly [x: number, y: number])[];
  /** How high nothing stands: a figure is as far from there as it is large. */
  readonly zero: number;
}

export const CURVE = { width: 300, height: 60 } as const;
/** Half a point is left at each edge. */
const EDGE = 4;

/** @returns null where there is no way from one known point to another: a single figure stands above already. */
export function curveOf(points: readonly Point[]): Curve | null {
  if (points.filter(({ value }) => value !== null).length < 2) return null;
  const days = points.map(({ on }) => Date.parse(lastDay(on)));
  const values = points.flatMap(({ value }) => value ?? []);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const [first = 0, last = 0] = [days[0], days.at(-1)];
  const across = (at: number): number => EDGE + (((days[at] ?? 0) - first) / (last - first)) * (CURVE.width - 2 * EDGE);
  const up = (value: number): number =>
    CURVE.height - EDGE - ((value - low) / (high - low || 1)) * (CURVE.height - 2 * EDGE);
  const rounded = (n: number): number => Math.round(n * 10) / 10;
  const runs: (readonly [number, number])[][] = [[]];
  for (const [at, { value }] of points.entries())
    if (value === null) runs.push([]);
    else runs.at(-1)?.push([rounded(across(at)), rounded(up(value))]);
  return {
    lines: runs.filter((run) => run.length > 1).map((run) => run.map((dot) => dot.join(',')).join(' ')),
    dots: runs.flat(),
    zero: rounded(up(0)),
  };
}
