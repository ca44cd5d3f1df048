// A trainer marked the test of a group of twenty-five through twenty-five forms, and could not; now each name has its number, on one sheet whoever writes it.
import { expect, it } from 'vitest';
import { branchScope } from '../../src/kernel/ids.ts';
import { DEFAULT_SETTINGS } from '../../src/kernel/judge.ts';
import { Replica } from '../../src/kernel/replica.ts';
import type { Change, Known, RecordId } from '../../src/kernel/types.ts';
import { declarations } from '../../src/modules/index.ts';
import { lastOf, needed, pointsOf, sheetsOf, testActs, testsOf } from '../../src/modules/training/testing.ts';
import { dev, NETWORK, NOW } from '../kernel/hands.ts';
import { Copy } from './copy.ts';

const HOME = branchScope('segou');

function ground() {
  const copy = new Copy();
  const person = copy.person('Awa');
  const cohort = copy.create(
    'cohort',
    { name: 'C', programme: 'aaaaaaaaaaaaaaaa.1', curriculum: 'aaaaaaaaaaaaaaaa.2' },
    HOME,
  );
  const old = { which: 'post', on: '2026-03-01', points: 6, of: 20 } as const;
  const enrolment = copy.create('enrolment', { person, cohort, on: '2026-02-01', 'tests.old': old }, HOME);
  const get = (id: RecordId) => copy.replica.record(id) as NonNullable<ReturnType<typeof copy.replica.record>>;
  const tests = () => testsOf(get(enrolment), sheetsOf(copy.replica, cohort).get(copy.replica.resolve(person)));
  const mark = (on: string, points: number | '', which: 'pre' | 'post' = 'post', of = 20) => {
    const acts = testActs(copy.replica, get(cohort), { which, on, of, person, points });
    for (const act of typeof acts === 'function' ? [] : acts) {
      if (act.do === 'edit') copy.edit(act.record as RecordId, act.body);
      if (act.do === 'create') copy.create(act.type, act.body, act.home);
    }
  };
  return { copy, person, cohort, enrolment, old, tests, mark };
}

it('a test is one mark however often it is corrected, on the sheet or on the enrolment: what was written last stands', () => {
  const { copy, enrolment, old, tests, mark } = ground();
  expect(tests()).toEqual([old]);
  mark('2026-03-01', 7);
  expect(tests()).toEqual([{ ...old, points: 7 }]);
  copy.edit(enrolment, { 'tests.old': { ...old, points: 9 } });
  expect(tests()).toEqual([{ ...old, points: 9 }]);
  // Taken again another day: both are kept, the later counts.
  mark('2026-04-01', 12);
  mark('2026-04-01', 13);
  expect(tests().map(({ points }) => points)).toEqual([9, 13]);
  expect(lastOf(tests(), 'post')?.points).toBe(13);
  expect(lastOf(tests(), 'pre')).toBeNull();
  mark('2026-04-01', '');
  expect(tests().map(({ points }) => points)).toEqual([9]);
  // What an office once wrote on the enrolment is taken back on the sheet too.
  mark('2026-03-01', '');
  expect(tests()).toEqual([]);
});

it('two phones that never met write one sheet; where they do not agree the later shows, and both are told', () => {
  const { person: awa, cohort, copy } = ground();
  const ali = copy.person('Ali');
  const on = (name: string) =>
    new Replica({
      network: NETWORK,
      device: dev(name),
      authority: dev('a'),
      settings: DEFAULT_SETTINGS,
      decl: declarations,
    });
  const group = copy.replica.record(cohort) as NonNullable<ReturnType<typeof copy.replica.record>>;
  const phone = (name: string, points: ReadonlyMap<RecordId, number>): readonly Change[] => {
    const replica = on(name);
    const env = { now: NOW + name.charCodeAt(0), random: (n: number) => new Uint8Array(n) };
    return [...points].flatMap(([person, n]) => {
      const test = { which: 'post', on: '2026-04-01', of: 20, person, points: n } as const;
      return replica.write(testActs(replica, group, test), '', env);
    });
  };
  const b = phone('b', new Map([[awa, 12]]));
  const c = phone(
    'c',
    new Map([
      [awa, 14],
      [ali, 9],
    ]),
  );
  for (const order of [
    [...b, ...c],
    [...c, ...b],
  ]) {
    const replica = on('z');
    replica.load(
      order.map((change): Known => ({ change, eff: change.stamp, state: 'confirmed' })),
      [],
    );
    expect(replica.list('test_sheet').length).toBe(1);
    const sheets = sheetsOf(replica, cohort);
    expect(sheets.get(awa)).toMatchObject([{ points: 14, other: 12 }]);
    expect(sheets.get(ali)?.[0]).toMatchObject({ points: 9 });
    expect(sheets.get(ali)?.[0]).not.toHaveProperty('other');
  }
});

it('marks follow a person whose two sheets were found to be one', () => {
  const { copy, person, tests, mark } = ground();
  mark('2026-04-01', 12);
  copy.merge(person, copy.person('Awa Traoré'));
  expect(tests().map(({ points }) => points)).toEqual([6, 12]);
});

it('a trainer may write a sheet and cannot change an enrolment', () => {
  const { test_sheet: sheet, enrolment } = declarations.types;
  expect(sheet?.access.create).toContain('trainer');
  expect(sheet?.access.edit).toContain('trainer');
  expect(enrolment?.access.edit).not.toContain('trainer');
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
