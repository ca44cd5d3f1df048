/** The rules a group gave itself for a cycle; what it did not say is the usual of the method (`methods.json`). */
import { type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import methods from './methods.json';
import { WAYS, type Way } from './model.ts';

export const numberIn = (state: RecordState, field: string): number | undefined => {
  const value = valueOf(state, field);
  return typeof value === 'number' ? value : undefined;
};
/** Nothing said is nothing in a box. */
export const sumIn = (state: RecordState, field: string): number => numberIn(state, field) ?? 0;

export interface Rules {
  readonly value: number;
  readonly social: number;
  readonly fine: number;
  readonly rate: number;
  readonly way: Way;
  readonly months: number;
  readonly most: number;
  readonly times: number;
  readonly days: number;
}

export function rulesOf(cycle: RecordState): Rules {
  const way = textOf(cycle, 'way');
  return {
    value: sumIn(cycle, 'value'),
    social: sumIn(cycle, 'social'),
    fine: sumIn(cycle, 'fine'),
    rate: sumIn(cycle, 'rate'),
    way: WAYS.find(({ value }) => value === way)?.value ?? 'flat',
    months: numberIn(cycle, 'months') ?? methods.months,
    most: numberIn(cycle, 'most') ?? methods.most,
    times: numberIn(cycle, 'times') ?? methods.times,
    days: numberIn(cycle, 'days') || methods.days,
  };
}

/** It was shared out: nothing is added any more. */
export const isEnded = (cycle: RecordState): boolean => textOf(cycle, 'ended') !== '';

const SIGNS = ['fish', 'hoe', 'cow', 'sprout', 'loom', 'pot', 'calabash', 'cauris', 'hut', 'book', 'tree'] as const;
const COLORS = 6;

/** What a passbook is found by without reading: its sign and colour follow from its number, and no two of the first 66 are alike. */
export function signOf(no: number): { readonly sign: (typeof SIGNS)[number]; readonly color: string } {
  const nth = Math.max(0, no - 1);
  return { sign: SIGNS[nth % SIGNS.length] ?? 'fish', color: `p${1 + (nth % COLORS)}` };
}
