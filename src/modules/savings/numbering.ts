/** Numbers that are given once: of the cycles of a group, and of the passbooks of a cycle, whose sign follows from it. */
import type { RecordState } from '../../kernel/fold.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import type { RecordId } from '../../kernel/types.ts';
import { sumIn } from './rules-of.ts';

export const cyclesOf = (source: LinkSource, group: RecordId): readonly RecordState[] =>
  linksTo(source, 'savings_cycle', 'group', group);
export const passbooksOf = (source: LinkSource, cycle: RecordId): readonly RecordState[] =>
  linksTo(source, 'passbook', 'cycle', cycle);

/** The number after the highest of these. */
export const nextNo = (of: readonly RecordState[]): number => Math.max(0, ...of.map((one) => sumIn(one, 'no'))) + 1;

/** Who has this number already; undefined where it is free. `but` is the record that is being changed. */
export const whoHas = (of: readonly RecordState[], no: number, but?: RecordId): RecordState | undefined =>
  of.find((one) => one.id !== but && sumIn(one, 'no') === no);
