// A trainer marked the test of a group of twenty-five through twenty-five forms; now each name has its number, written once whatever is corrected.
import { expect, it } from 'vitest';
import { branchScope } from '../../src/kernel/ids.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { testsOf } from '../../src/modules/training/completion.ts';
import { lastTest, needed, pointsOf, testAct } from '../../src/modules/training/testing.ts';
import { Copy } from './copy.ts';

const HOME = branchScope('segou');

it('a test is one entry however often it is corrected, and one that was written through the form is corrected in its place', () => {
  const copy = new Copy();
  const person = copy.person('Awa');
  const cohort = copy.create('cohort', {
    name: 'C',
    programme: 'aaaaaaaaaaaaaaaa.1',
    curriculum: 'aaaaaaaaaaaaaaaa.2',
  });
  const old = { which: 'post', on: '2026-03-01', points: 6, of: 20 };
  const id = copy.create('enrolment', { person, cohort, on: '2026-02-01', 'tests.old': old }, HOME);
  const now = () => copy.replica.record(id as RecordId) as NonNullable<ReturnType<typeof copy.replica.record>>;
  const mark = (on: string, points: number | '', which: 'pre' | 'post' = 'post') => {
    const act = testAct(now(), { which, on, points, of: 20 });
    if (act.do === 'edit') copy.edit(act.record as RecordId, act.body);
  };
  mark('2026-03-01', 7);
  expect(testsOf(now())).toEqual([{ ...old, points: 7 }]);
  // Taken again another day: both are kept, the later counts.
  mark('2026-04-01', 12);
  mark('2026-04-01', 13);
  expect(testsOf(now()).map(({ points }) => points)).toEqual([7, 13]);
  expect(lastTest(now(), 'post')?.points).toBe(13);
  expect(lastTest(now(), 'pre')).toBeNull();
  mark('2026-05-01', '');
  expect(testsOf(now()).map(({ points }) => points)).toEqual([7]);
});

it('points are whole numbers within what the test is marked over, and what is needed is rounded up', () => {
  expect(['', ' 12 ', '20', '21', '-1', '12,5', 'absent'].map((typed) => pointsOf(typed, 20))).toEqual([
    '',
    12,
    20,
    null,
    null,
    null,
    null,
  ]);
  expect([needed(50, 20), needed(55, 15), needed(null, 20)]).toEqual([10, 9, null]);
});
