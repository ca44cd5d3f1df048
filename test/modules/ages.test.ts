// Age bands are a programme's own, and its people are of the age they had on its own day, whenever one looks.
import { expect, it } from 'vitest';
import type { RecordState } from '../../src/kernel/fold.ts';
import { branchScope } from '../../src/kernel/ids.ts';
import type { Body } from '../../src/kernel/types.ts';
import { ageDayOf, BANDS, bandAt, bandKey, bandsOf } from '../../src/modules/training/ages.ts';
import { funnelOf, peopleAt, slicesOf, stepsIn } from '../../src/modules/training/reports.ts';
import '../../src/modules/stages.ts';
import { Copy } from './copy.ts';

const HOME = branchScope('bamako');
const programmeOf = (copy: Copy, more: Body) =>
  copy.replica.record(copy.create('programme', { name: 'P', target: 10, counts: 'certified', ...more })) as RecordState;

it('bands are cut within the ages a programme is for, and leave nobody out', () => {
  const copy = new Copy();
  const keys = (more: Body) => bandsOf(programmeOf(copy, more)).map(bandKey);
  expect(keys({ ageFrom: 18, ageTo: 40 })).toEqual(['0-17', '18-24', '25-29', '30-35', '36-40', '41-']);
  expect(keys({ ageFrom: 15, ageTo: 35 })).toEqual(['0-14', '15-24', '25-29', '30-35', '36-']);
  expect(keys({ ageFrom: 25 })).toEqual(['0-24', '25-29', '30-35', '36-']);
  expect(keys({ ageTo: 25 })).toEqual(['0-24', '25-25', '26-']);
  expect(keys({})).toEqual(BANDS.map(bandKey));
  expect(bandAt('1996', '2025-06', BANDS)).toBe('25-35');
  // Born in a year, hired in a year: 24, 25 or 26.
  expect(bandAt('2000', '2025', BANDS)).toBe('');
});

it('a group that is over does not grow older, and enterprises and jobs are told apart as earlier stages are', () => {
  const copy = new Copy();
  const programme = programmeOf(copy, { ageFrom: 18, ageTo: 40, from: '2024-01', ageOn: '2024-03-01' });
  expect(ageDayOf(programme)).toBe('2024-03-01');
  expect(ageDayOf(programmeOf(copy, { from: '2024-01' }))).toBe('2024-01-01');
  const cohort = copy.create('cohort', { name: 'C', programme: programme.id }, HOME);
  const people = ['1999-06-01', '1999-06-01', '1990'].map((birth, at) => {
    const person = copy.person(`P${at}`, { birth, place: at === 0 ? 'Commune I' : 'Commune II', sex: 'f' });
    const steps = { 'steps.a': { is: 'certified', on: '2024-06-01' } };
    copy.create('enrolment', { person, cohort, on: '2024-01-05', ...steps }, HOME);
    return person;
  });
  for (const person of people.slice(1))
    copy.create(
      'situation',
      { person, programme: programme.id, at: '12', on: '2025-06-10', reached: 'yes', is: 'job' },
      HOME,
    );
  for (const today of ['2025-06-30', '2031-06-30']) {
    const funnel = funnelOf(copy.replica, programme, today);
    expect(stepsIn(funnel).slice(-4)).toEqual(['enterprise', 'job6', 'job12', 'job24']);
    const told = (by: 'age' | 'commune' | 'cohort' | 'status') =>
      slicesOf(funnel, peopleAt(funnel, 'job12'), by).map(({ key, persons }) => [key, persons.length]);
    expect(told('age')).toEqual([
      ['18-24', 1],
      ['30-35', 1],
    ]);
    expect(told('commune')).toEqual([['Commune II', 2]]);
    expect(told('cohort')).toEqual([[cohort, 2]]);
    expect(told('status')).toEqual([['certified', 2]]);
  }
});
