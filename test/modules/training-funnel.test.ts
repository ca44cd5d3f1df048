// The funnel of a programme counts nobody twice: not who is in two groups, not who moved, not who lives where people write it another way.
import { expect, it } from 'vitest';
import type { RecordId } from '../../src/kernel/types.ts';
import { funnelOf, monthsLeft, slicesOf } from '../../src/modules/training/reports.ts';
import { rollId } from '../../src/modules/training/rules.ts';
import { Ground, get, HOME } from './training-ground.ts';

it('the funnel counts each person once, at the furthest stage, by sex, age, place and group', () => {
  const ground = new Ground();
  const { programme } = ground;
  const people = ['f', 'f', 'm', 'm', ''].map((sex, at) =>
    ground.person(`P${at}`, {
      ...(sex && { sex }),
      place: at < 3 ? 'Commune I' : 'Commune II',
      birth: `${1990 + at * 5}`,
    }),
  );
  const [a, b, c, d, e] = people as [RecordId, RecordId, RecordId, RecordId, RecordId];
  const [first, second] = [ground.cohort(ground.one, 'Un'), ground.cohort(ground.two, 'Deux')];
  for (const [person, outcome] of [
    [a, 'selected'],
    [b, 'selected'],
    [c, 'refused'],
    [d, 'selected'],
  ] as const)
    ground.create('application', { person, programme, on: '2026-01', outcome }, HOME);
  // A was in the first group and again in the second; her sheet was written twice.
  const twin = ground.person('P0 bis');
  ground.merge(twin, a);
  ground.enrol(a, first);
  ground.enrol(twin, second);
  ground.enrol(b, first, { 'steps.a': { is: 'certified', on: '2026-06-01' } });
  // Walked in without an application.
  ground.enrol(e, first);
  const session = ground.session(first, ground.one.modules[0] as RecordId, '2026-03-02');
  ground.session(first, ground.one.modules[0] as RecordId, '2026-03-03');
  ground.roll(session, { [a]: 'present', [e]: 'absent' });
  const funnel = funnelOf(ground.replica, get(ground, programme), '2026-06-30');
  const sizes = Object.fromEntries(Object.entries(funnel.stages).map(([stage, ids]) => [stage, ids.length]));
  expect(sizes).toEqual({ applied: 5, selected: 4, enrolled: 3, started: 2, completed: 1, certified: 1 });
  expect([funnel.target, [...funnel.trained]]).toEqual([3000, [b]]);
  expect([...funnel.silent]).toEqual([[first, 1]]);
  // B is of the group and was not marked: that roll is begun, and not called.
  expect([...funnel.unfinished]).toEqual([[first, 1]]);
  expect([...funnelOf(ground.replica, get(ground, programme), '2026-03-02').unfinished]).toEqual([]);
  ground.edit(rollId(session), { [`marks.${b}`]: { is: 'absent' } });
  expect([...funnelOf(ground.replica, get(ground, programme), '2026-06-30').unfinished]).toEqual([]);
  expect(monthsLeft(get(ground, programme), '2026-06-30')).toBe(9);
  const slices = (by: 'sex' | 'age' | 'commune' | 'cohort') =>
    Object.fromEntries(slicesOf(funnel, funnel.stages.applied, by).map(({ key, persons }) => [key, persons.length]));
  expect(slices('sex')).toEqual({ f: 2, m: 2, '': 1 });
  // 1990 is 35 or 36: in no band for sure.
  expect(slices('age')).toEqual({ '25-35': 2, '15-24': 2, '': 1 });
  expect(slices('commune')).toEqual({ 'Commune I': 3, 'Commune II': 2 });
  expect(slices('cohort')).toEqual({ [first]: 3, [second]: 1, '': 2 });
  const hers = funnelOf(ground.replica, get(ground, programme), '2026-06-30', second);
  expect(hers.stages.applied.length).toBe(1);
});

it('Hawa moved from one group to another: she has not left, whichever group a telephone heard of first', () => {
  const statuses = [false, true].map((turned) => {
    const ground = new Ground();
    const hawa = ground.person('Hawa');
    const groups = [ground.cohort(ground.one, 'Un'), ground.cohort(ground.one, 'Deux')];
    const [from, to] = (turned ? groups.reverse() : groups) as [RecordId, RecordId];
    ground.enrol(hawa, from, { 'steps.a': { is: 'moved', on: '2026-03-10' } });
    const next = ground.enrol(hawa, to, { on: '2026-03-11' });
    const funnel = () => funnelOf(ground.replica, get(ground, ground.programme), '2026-06-30').standings.get(hawa);
    const before = funnel()?.status;
    ground.edit(next, { 'steps.a': { is: 'left', on: '2026-04-01' } });
    const after = funnel();
    // Back in that group under a second sheet: two enrolments of one person in one group.
    const twin = ground.person('HAWA');
    ground.merge(twin, hawa);
    ground.enrol(twin, to, { on: '2026-05-01' });
    return [before, after?.status, funnel()?.status];
  });
  expect(statuses).toEqual([
    ['enrolled', 'left', 'enrolled'],
    ['enrolled', 'left', 'enrolled'],
  ]);
});

it('one commune is one slice, however people wrote it, once the map is here', async () => {
  const ground = new Ground();
  const { programme } = ground;
  const first = ground.cohort(ground.one);
  for (const place of [
    'Commune 4',
    'Commune IV',
    'commune iv de Bamako',
    { text: 'Chez Sira', area: 'ml-00.commune-iv', geo: 'ml-2023' },
  ])
    ground.enrol(ground.person('P', { place }), first);
  await import('../../src/modules/places/naming.ts');
  const funnel = funnelOf(ground.replica, get(ground, programme), '2026-06-30');
  expect(slicesOf(funnel, funnel.stages.enrolled, 'commune')).toMatchObject([
    { key: 'Commune IV', persons: { length: 4 } },
  ]);
});
