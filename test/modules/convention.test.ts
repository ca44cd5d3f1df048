// Conventions and aims: an amendment moves a date and leaves the old one in sight; what nobody counted is not zero.
import { expect, it } from 'vitest';
import type { RecordId } from '../../src/kernel/types.ts';
import { aimsOf } from '../../src/modules/training/aims.ts';
import { budgetOf, componentsOf, promisedOf, promisesBy } from '../../src/modules/training/convention.ts';
import { Copy } from './copy.ts';

const get = (copy: Copy, id: RecordId) => copy.replica.record(id) as never;

it('S2-05: a room for 1 March is late; amendment 1 changes the date from the day it is signed, the old one stays', () => {
  const copy = new Copy();
  const [city, us] = [copy.organisation('Ville'), copy.organisation('Réseau')];
  const convention = copy.create('convention', {
    name: 'C',
    signed: '2026-01-10',
    'parties.1': { organisation: city },
  });
  const room = copy.create('obligation', { name: 'Salle', convention, by: city, due: '2026-03-01' });
  const money = copy.create('obligation', { name: 'Tranche', convention, by: us, due: '2026-04', amount: 10_000_000 });
  const on = (id: RecordId, day: string) => promisedOf(copy.replica, get(copy, id), day);
  expect(on(room, '2026-02-10')).toMatchObject({ standing: 'soon', days: 19 });
  expect(on(room, '2026-03-01').standing).toBe('soon');
  expect(on(room, '2026-03-02')).toMatchObject({ standing: 'late', days: -1 });
  // A month is over on its last day.
  expect([on(money, '2026-04-30').standing, on(money, '2026-05-01').standing]).toEqual(['soon', 'late']);
  copy.create('amendment', {
    name: 'Avenant 1',
    convention,
    number: 1,
    signed: '2026-03-20',
    'changes.1': { obligation: room, due: '2026-05-15' },
    'changes.2': { obligation: money, amount: 6_000_000 },
  });
  expect(on(room, '2026-03-19').standing).toBe('late');
  const moved = on(room, '2026-03-20');
  expect([moved.standing, moved.now.due, moved.wordings.map(({ due }) => due)]).toEqual([
    'coming',
    '2026-05-15',
    ['2026-03-01', '2026-05-15'],
  ]);
  expect(on(money, '2026-03-20').now).toMatchObject({ due: '2026-04', amount: 6_000_000 });
  copy.edit(room, { done: '2026-05-10' });
  expect(on(room, '2026-06-01').standing).toBe('done');
  copy.create('amendment', {
    name: 'Avenant 2',
    convention,
    number: 2,
    signed: '2026-06-02',
    'changes.1': { obligation: money, dropped: 'yes' },
  });
  expect(on(money, '2026-06-02')).toMatchObject({ standing: 'dropped', wordings: { length: 3 } });
  expect(promisesBy(copy.replica, city, '2026-06-02').map(({ obligation }) => obligation.id)).toEqual([room]);
});

it('S1-36, S2-18: the instalment waits for the late report; 6 of 10 million received is 60 %, and no sum has no share', () => {
  const copy = new Copy();
  const [city, us] = [copy.organisation('Ville'), copy.organisation('Réseau')];
  const convention = copy.create('convention', { name: 'C', signed: '2026-01-10' });
  const report = copy.create('obligation', { name: 'Rapport', convention, by: us, due: '2026-03-01' });
  const second = copy.create('obligation', {
    name: 'Tranche 2',
    convention,
    by: city,
    due: '2026-04-01',
    amount: 10_000_000,
    after: report,
    asked: 12_000_000,
    'received.1': { on: '2026-03-02', amount: 2_000_000 },
    'received.2': { on: '2026-03-20', amount: 4_000_000 },
  });
  const gift = copy.create('obligation', {
    name: 'Don',
    convention,
    by: city,
    'received.1': { on: '2026', amount: 5 },
  });
  const on = (id: RecordId) => promisedOf(copy.replica, get(copy, id), '2026-05-01');
  expect(on(second)).toMatchObject({
    standing: 'waits',
    first: { id: report },
    asked: 12_000_000,
    received: { sum: 6_000_000, of: 10_000_000 },
  });
  expect(on(report)).toMatchObject({ standing: 'late', holds: [{ id: second }], received: null });
  expect(on(gift)).toMatchObject({ asked: null, received: { sum: 5, of: null } });
  copy.edit(report, { done: '2026-04-28' });
  expect(on(second)).toMatchObject({ standing: 'late', first: null });
  // Two that wait for each other do not hang, and one given up holds nothing.
  copy.edit(report, { done: null, after: second });
  expect([on(report).standing, on(second).standing]).toEqual(['waits', 'waits']);
  copy.hide(report);
  expect(on(second).standing).toBe('late');
});

it('an aim without data says so, and without a baseline there is no progress', () => {
  const copy = new Copy();
  const programme = copy.create('programme', { name: 'P', target: 3000, counts: 'certified' });
  const aims = [2, 1].map((rank) => copy.create('aim', { name: `But ${rank}`, programme, rank })) as [
    RecordId,
    RecordId,
  ];
  const indicator = (more: object) => copy.create('indicator', { name: 'I', aim: aims[0], level: 'outcome', ...more });
  indicator({
    baseline: 40,
    target: 20,
    'values.1': { on: '2026-02', value: 40 },
    'values.2': { on: '2026-09-01', value: 25 },
  });
  copy.create('indicator', {
    name: 'J',
    aim: aims[0],
    level: 'output',
    target: 100,
    'values.1': { on: '2026-01', value: 0 },
  });
  const told = aimsOf(copy.replica, programme);
  expect(told.map(({ aim, indicators }) => [aim.id, indicators.length])).toEqual([
    [aims[1], 0],
    [aims[0], 2],
  ]);
  // A figure that should fall: from 40 to 25 on the way to 20 is three quarters.
  expect(told[1]?.indicators.map(({ last, progress }) => [last?.value, progress])).toEqual([
    [0, null],
    [25, 0.75],
  ]);
  const component = copy.create('component', { name: 'Former', programme, share: 40, 'aims.1': { aim: aims[1] } });
  copy.create('budget_line', { name: 'Salles', programme, component, planned: 5_000_000, spent: 1_250_000 });
  copy.create('budget_line', { name: 'Formateurs', programme, planned: 9_000_000 });
  expect(budgetOf(copy.replica, programme)).toMatchObject({ planned: 14_000_000, spent: 1_250_000, told: 1 });
  // What the agreement gives it and what its lines give it stand side by side.
  expect(componentsOf(copy.replica, programme)).toMatchObject([
    { share: 40, planned: 5_000_000, all: 14_000_000, spent: 1_250_000, lines: 1, aims: [aims[1]] },
  ]);
});
