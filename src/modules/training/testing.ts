/** The marks of a test for a whole group, written person by person: the same test of the same day is one entry, whichever phone wrote it. */
import type { Act } from '../../kernel/author.ts';
import { entryKey } from '../../kernel/declare.ts';
import { entriesOf, type RecordState } from '../../kernel/fold.ts';
import { type Tested, testsOf } from './completion.ts';
import type { Test } from './model.ts';

/** Most points a test is marked over. */
export const MOST_POINTS = 1000;

/** A test somebody took, and the entry that says so. */
export interface Kept extends Tested {
  readonly key: string;
}

/** The last test of this kind that somebody took. */
export function lastTest(enrolment: RecordState, which: Test): Kept | null {
  const last = testsOf(enrolment).findLast((one) => one.which === which);
  const [key] = entriesOf(enrolment, 'tests').find(([, value]) => (value as unknown) === last) ?? [];
  return last && key !== undefined ? { ...last, key } : null;
}

/** What somebody typed as points; `''` takes the mark back, null is no mark of this test. */
export function pointsOf(typed: string, of: number): number | '' | null {
  const text = typed.trim();
  if (text === '') return '';
  const points = Number(text);
  return /^\d+$/.test(text) && points <= of ? points : null;
}

/** Writes, corrects or takes back the mark of somebody. */
export function testAct(enrolment: RecordState, test: Omit<Tested, 'points'> & { readonly points: number | '' }): Act {
  const { which, on, of, points } = test;
  const kept = lastTest(enrolment, which);
  const key = kept && (points === '' || kept.on === on) ? kept.key : `${which}-${on}`;
  const body = { [entryKey('tests', key)]: points === '' ? null : { which, on, points, of } };
  return { do: 'edit', record: enrolment.id, body };
}

/** Points that the contents ask for over this many; null where the test does not decide. */
export const needed = (pass: number | null, of: number): number | null =>
  pass === null ? null : Math.ceil((pass * of) / 100);
