// Rules of what follows a training, each against figures reckoned by hand: full-time jobs by their definition, who works at what, enterprises and
// whom they serve.
import { describe, expect, it } from 'vitest';
import type { Body, RecordId } from '../../src/kernel/types.ts';
import { enterpriseOf } from '../../src/modules/followup/enterprises.ts';
import { fteOf, jobsBy, jobsTold, mainDoubt, publicWorkers, shareIn } from '../../src/modules/followup/jobs.ts';
import { workOn } from '../../src/modules/followup/reports.ts';
import { fullTimeOf, spanFault } from '../../src/modules/followup/rules.ts';
import { domainsOf } from '../../src/modules/followup/served.ts';
import { Ground, HOME, TODAY } from './followup-ground.ts';

describe('work', () => {
  it('full-time jobs follow from hours and months; a job of which no hours are known is in none', () => {
    const ground = new Ground();
    const [awa, ali] = [ground.person('Awa'), ground.person('Ali')];
    const jobs = [
      ground.job(awa, { hours: 40, kind: 'employee', contract: 'yes', protection: ['amo'] }),
      ground.job(awa, { hours: 20, months: 6, contract: 'no', protection: ['none'] }),
      ground.job(ali, { contract: 'unknown' }),
      ground.job(ali, { hours: 40, from: '2025', to: '2025-12' }),
    ];
    expect(jobs.map((id) => fteOf(ground.get(id), 40))).toEqual([1, 0.25, null, 1]);
    expect(fteOf(ground.get(jobs[0] as RecordId), 35)).toBe(1);
    // Four months of full time are a third of a job, whether somebody counted the months or the two dates say it (S0-21).
    const span = (from: string, to: string, more: Body = {}) =>
      fteOf(ground.get(ground.job(ali, { hours: 40, from, to, ...more })), 40);
    expect([
      span('2026-01-01', '2026-04-30'),
      span('2026-01', '2026-04'),
      span('2025-11-16', '2026-03-15'),
      span('2026-01', '2026-04', { months: 3 }),
      span('2024-02', '2026-04'),
    ]).toEqual([1 / 3, 1 / 3, 1 / 3, 0.25, 1]);
    const work = workOn(ground.replica, ground.programme, TODAY);
    expect([work.jobs.length, work.persons.length, work.fte, work.without]).toEqual([3, 2, 1.25, 1]);
    // « 1 sur 2 connus »; who does not know has not said, and every part is a list (S2-09).
    const parts = (by: 'contract' | 'health' | 'hours') =>
      jobsBy(ground.replica, ground.get(ground.programme), work.jobs, by);
    const lists = (by: 'contract' | 'health' | 'hours') => parts(by).map(({ key, jobs }) => `${key} ${jobs.length}`);
    expect(shareIn(parts('contract'))).toEqual({ yes: 1, known: 2 });
    expect(lists('contract')).toEqual(['yes 1', 'no 1', ' 1']);
    expect(lists('health')).toEqual(['yes 1', 'no 1', ' 1']);
    expect(lists('hours')).toEqual(['known 2', ' 1']);
    expect(fullTimeOf(ground.replica, ground.programme)).toMatchObject({ limit: 40, checked: false });
    ground.rule('hours', 44);
    expect(fullTimeOf(ground.replica, ground.programme)).toMatchObject({ limit: 44, checked: true });
    expect(spanFault('2026-05', '2026-04-30')).toEqual({ why: 'backwards' });
    expect([spanFault('2026-05-10', '2026-05'), spanFault('2026', '')]).toEqual([null, null]);
  });

  it('is told by sex, by age when hired, by kind and by what it changed: every job in one part, what nobody said too (S1-48)', () => {
    const ground = new Ground();
    const programme = ground.get(
      ground.create('programme', { name: 'Q', target: 9, counts: 'certified', ageFrom: 18, ageTo: 35 }),
    );
    const [awa, ali, who] = [
      ground.person('Awa', { sex: 'f', birth: '1990-06-15' }),
      ground.person('Ali', { sex: 'm', birth: '1989' }),
      ground.person('X'),
    ];
    const at = { programme: programme.id };
    const jobs = [
      // Hired on the day before she is 36, and once more when she is.
      ground.job(awa, { ...at, from: '2026-06-14', effect: 'created' }),
      ground.job(awa, { ...at, from: '2026-06-15', kind: 'member' }),
      // Born and hired in years only: 35 to 37.
      ground.job(ali, { ...at, from: '2025' }),
      ground.job(who, { ...at, from: '2026', effect: 'kept' }),
    ].map((id) => ground.get(id));
    const told = (by: 'sex' | 'age' | 'kind' | 'effect') =>
      Object.fromEntries(jobsBy(ground.replica, programme, jobs, by).map((one) => [one.key, one.jobs.length]));
    expect(told('sex')).toEqual({ f: 2, m: 1, '': 1 });
    expect(told('age')).toEqual({ '30-35': 1, '36-': 1, '': 2 });
    expect(told('kind')).toEqual({ own: 3, member: 1 });
    expect(told('effect')).toEqual({ created: 1, kept: 1, '': 2 });
    // What nobody spoke of is no table.
    expect(jobsTold(ground.replica, programme, jobs.slice(1, 3)).map(({ by }) => by)).toEqual(['sex', 'age', 'kind']);
  });

  it('has lines without a name, told by their own sex and age, and says which are direct (S0-21); of several activities one is the main (S2-10)', () => {
    const ground = new Ground();
    const awa = ground.person('Awa', { sex: 'f', birth: '2000-01-01' });
    const at = { programme: ground.programme, from: '2026-05-01' };
    const nameless = (more: Body) => ground.create('job', { name: 'Récolte', kind: 'seasonal', ...at, ...more }, HOME);
    const jobs = [
      ground.job(awa, { ...at, direct: true }),
      nameless({ sex: 'm', age: 27, direct: false }),
      nameless({ sex: 'f' }),
    ].map((id) => ground.get(id));
    const told = (by: 'sex' | 'age' | 'direct') =>
      jobsBy(ground.replica, ground.get(ground.programme), jobs, by).map((one) => `${one.key} ${one.jobs.length}`);
    expect([told('sex'), told('age'), told('direct')]).toEqual([
      ['f 2', 'm 1'],
      ['25-35 2', ' 1'],
      ['yes 1', 'no 1', ' 1'],
    ]);
    expect(workOn(ground.replica, ground.programme, TODAY)).toMatchObject({ persons: [awa], nameless: 2 });
    const three = [{}, { main: true }, { main: true }].map((more) => ground.get(ground.job(awa, more)));
    const doubts = [three.slice(0, 1), three.slice(0, 2), three.slice(1), [three[0]!, jobs[0]!]].map(mainDoubt);
    expect(doubts).toEqual([null, null, 'several', 'none']);
  });

  it('an enterprise belongs to its founders, not to its members', () => {
    const ground = new Ground();
    const [awa, ali] = [ground.person('Awa'), ground.person('Ali')];
    const organisation = ground.organisation('Benkadi');
    ground.tie(awa, organisation, 'founder');
    ground.tie(ali, organisation, 'member');
    ground.create('enterprise', { organisation, programme: ground.programme, on: '2026-02', ended: '2026-05' }, HOME);
    const of = (person: RecordId, day: string) => enterpriseOf(ground.replica, person, ground.programme, day);
    expect(of(awa, '2026-04-01')).toEqual({ organisation, on: '2026-02-01', alive: true });
    expect(of(awa, TODAY)?.alive).toBe(false);
    expect(of(ali, TODAY)).toBeNull();
  });

  it('the public table tells nothing of few people', () => {
    const ground = new Ground();
    const people = [
      ...Array.from({ length: 9 }, (_, n) => ground.person(`F${n}`, { sex: 'f', birth: '2000' })),
      ...Array.from({ length: 2 }, (_, n) => ground.person(`M${n}`, { sex: 'm', birth: '2000' })),
    ];
    const jobs = people.map((person) => ground.get(ground.job(person)));
    const { cells, total } = publicWorkers(ground.replica, ground.get(ground.programme), jobs).table;
    expect(cells.flat()).not.toContain(2);
    expect(total === null || cells.flat().filter((one) => one === null).length > 1).toBe(true);
  });
});

it('users of a month are averaged and told as person-months, never as people; a month told twice is one (S2-25)', () => {
  const ground = new Ground();
  const firm = (domain: string, more: Body = {}) =>
    ground.create(
      'enterprise',
      {
        organisation: ground.create(
          'organisation',
          { name: `O ${domain} ${Object.keys(more).length}`, kind: 'group' },
          HOME,
        ),
        programme: ground.programme,
        on: '2026-01',
        domain,
        ...more,
      },
      HOME,
    );
  firm('food', {
    'users.a': { on: '2026-02', users: 30 },
    'users.b': { on: '2026-03', users: 50 },
    'users.c': { on: '2026-03-14', users: 50 },
  });
  firm('food');
  firm('health', { 'users.a': { on: '2026', users: 900 } });
  const told = domainsOf(ground.replica, ground.programme);
  expect(
    told.map(({ domain, enterprises, average, personMonths }) => [domain, enterprises.length, average, personMonths]),
  ).toEqual([
    ['food', 2, 40, 80],
    // A year is no month.
    ['health', 1, null, 0],
  ]);
});
