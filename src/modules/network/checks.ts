/** What was checked of the settings of a network: of each rule of the statutes, where it was read and when. */
import { partOf } from '../../kernel/declare.ts';
import { type RecordState, valueOf } from '../../kernel/fold.ts';

export interface Check {
  /** Article and date of the text. */
  readonly source: string;
  readonly on: string;
}

/** Null while the rule is still to be checked. */
export function checkOf(state: RecordState | null, rule: string): Check | null {
  const entry = state ? valueOf(state, `verified.${rule}`) : null;
  const [source, on] = [partOf(entry ?? undefined, 'source'), partOf(entry ?? undefined, 'on')];
  return typeof source === 'string' && source !== '' && typeof on === 'string' && on !== '' ? { source, on } : null;
}
