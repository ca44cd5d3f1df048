// What young people do for their quarter: hours by person and by commune, told once however many sheets, phones or groups wrote them.
import { expect, it } from 'vitest';
import type { RecordState } from '../../src/kernel/fold.ts';
import type { Body } from '../../src/kernel/types.ts';
import { actionsOf, givenBy, givenIn, givenTo, keysAt, othersAt } from '../../src/modules/community/hours.ts';
import { countingOf } from '../../src/modules/training/aims.ts';
import { funnelOf } from '../../src/modules/training/reports.ts';
import '../../src/modules/places/naming.ts';
import '../../src/modules/stages.ts';
import { Copy } from './copy.ts';

const TODAY = '2026-06-30';

it('S2-32: hours per person and per commune; somebody who came twice is one person, and what is to come has no hours', () => {
  const copy = new Copy();
  const programme = copy.create('programme', { name: 'P', target: 10, counts: 'certified' });
  const [awa, ali, twin] = ['Awa', 'Ali', 'Awa B.'].map((name) => copy.person(name)) as [never, never, never];
  const action = (place: string, on: string, hours: number, people: Body) =>
    copy.create('action', { name: 'A', place, on, programme, hours, ...people });
  action('Commune II, Bakaribougou', '2026-05-01', 4, { [`people.${awa}`]: {}, [`people.${ali}`]: { hours: 1 } });
  // Two phones wrote two sheets of one person.
  const second = action('Commune II de Bamako', '2026-06-01', 2, { [`people.${awa}`]: {}, [`people.${twin}`]: {} });
  action('Lafiabougou', '2026-06-02', 3, { [`people.${ali}`]: {} });
  action('Lafiabougou', '2026-08-01', 9, { [`people.${ali}`]: {} });
  copy.hide(action('Lafiabougou', '2026-06-03', 9, { [`people.${ali}`]: {} }));
  copy.merge(twin, awa);
  const done = actionsOf(copy.replica, programme, TODAY);
  expect(givenIn(copy.replica, done)).toMatchObject({ hours: 10, actions: { length: 3 }, people: { length: 2 } });
  expect(givenBy(copy.replica, done).map(([who, { hours }]) => [who, hours])).toEqual([
    [awa, 6],
    [ali, 4],
  ]);
  expect(givenTo(copy.replica, done).map(([name, { hours, people }]) => [name, hours, people.length])).toEqual([
    ['Commune II', 7, 2],
    ['Commune IV', 3, 1],
  ]);
  // To untick somebody takes their name out under each of their sheets.
  expect(keysAt(copy.replica, copy.replica.record(second) as RecordState, awa)).toHaveLength(2);
  // Awa is of a group of the programme: a neighbour who came too is told apart, in an action of that group as in one of all.
  const cohort = copy.create('cohort', { name: 'C', programme });
  copy.create('enrolment', { person: awa, cohort, on: '2026-01' });
  const neighbour = copy.person('Voisine');
  copy.edit(second, { [`people.${neighbour}`]: {} });
  const others = () => othersAt(copy.replica, copy.replica.record(second) as RecordState);
  expect(others()).toEqual([neighbour]);
  copy.edit(second, { cohort });
  expect(others()).toEqual([neighbour]);
  copy.edit(second, { [`people.${neighbour}`]: null });
  const state = copy.replica.record(programme) as RecordState;
  const count = countingOf(copy.replica, state, TODAY, () => funnelOf(copy.replica, state, TODAY));
  expect(count('hours')).toMatchObject({ value: 10, records: { length: 2 } });
});
