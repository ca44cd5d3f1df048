// The number on a badge stays right: whoever joins comes after the others, whoever leaves keeps theirs.
import { expect, it } from 'vitest';
import { textOf } from '../../src/kernel/fold.ts';
import { branchScope } from '../../src/kernel/ids.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { numbersIn } from '../../src/modules/training/numbers.ts';
import { Copy } from './copy.ts';

const HOME = branchScope('segou');

it('numbers a group by the day people came, then by name; nothing that happens later moves a number', () => {
  const copy = new Copy();
  const programme = copy.create('programme', { name: 'P', target: 1, counts: 'started' });
  const curriculum = copy.create('curriculum', { name: 'V', programme, version: 1, attendance: 75 });
  const cohort = copy.create('cohort', { name: 'A', programme, curriculum }, HOME);
  const enrol = (name: string, on: string, more = {}): RecordId => {
    const person = copy.person(name);
    copy.create('enrolment', { person, cohort, on, ...more }, HOME);
    return person;
  };
  const said = () =>
    [...numbersIn(copy.replica, cohort)].map(([id, n]) => `${n} ${textOf(copy.replica.record(id) as never, 'name')}`);
  enrol('Oumar', '2027-01-04');
  enrol('Éva', '2027-01-04', { 'steps.a': { is: 'left', on: '2027-01-10' } });
  enrol('Fanta', '2027-01-04');
  expect(said()).toEqual(['1 Éva', '2 Fanta', '3 Oumar']);
  enrol('Awa', '2027-01-20');
  expect(said()).toEqual(['1 Éva', '2 Fanta', '3 Oumar', '4 Awa']);
  expect(numbersIn(copy.replica, null).size).toBe(0);
});
