// What is doubtful in a roll waited on its sheet until somebody happened to open it; now it comes to whoever can settle it, and to nobody else.
import { expect, it, vi } from 'vitest';
import '../../src/modules/words.ts';
import '../../src/ui/messages/index.ts';
import { branchScope } from '../../src/kernel/ids.ts';
import type { Body, RecordId } from '../../src/kernel/types.ts';
import { replaceActs, standIns } from '../../src/modules/training/replacing.ts';
import { rollId } from '../../src/modules/training/rules.ts';
import { trainingTasks, trainingWays } from '../../src/modules/training/tasks.ts';
import { trainingWeek } from '../../src/modules/training/week.ts';
import type { Me } from '../../src/ui/contract.ts';
import { NOW } from '../kernel/hands.ts';
import { Copy } from './copy.ts';

// The router reads the address of the page once; here there is no page.
vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' } }));

const HOME = branchScope('segou');
const YESTERDAY = new Date(NOW - 24 * 3600 * 1000).toISOString().slice(0, 10);

function rooms() {
  const copy = new Copy();
  const programme = copy.create('programme', { name: 'Former', target: 9, counts: 'started' });
  const curriculum = copy.create('curriculum', { name: 'V1', programme, version: 1, attendance: 75 });
  const module = copy.create('course_module', { name: 'Tenir ses comptes', curriculum, hours: 8 });
  const someone = (role: string): Me => {
    const person = copy.create('person', { name: role }, HOME);
    copy.create('grant', { person, role, scope: HOME, from: '2020-01-01' }, HOME);
    return { person, name: role, sign: 'hut', color: 'p1', role, home: HOME, place: '' };
  };
  const cohort = (name: string): RecordId => copy.create('cohort', { name, programme, curriculum }, HOME);
  const enrol = (person: RecordId, to: RecordId): RecordId =>
    copy.create('enrolment', { person, cohort: to, on: '2026-03-01' }, HOME);
  const call = (to: RecordId, trainer: RecordId | null, marks: Body, more: Body = {}): RecordId => {
    const body = {
      module,
      cohort: to,
      on: YESTERDAY,
      start: '8h30',
      end: '12h30',
      ...(trainer && { trainer }),
      ...more,
    };
    const session = copy.create('session', body, HOME);
    copy.create('roll', { session, ...marks }, HOME);
    return session;
  };
  const asked = (me: Me, now = NOW) =>
    trainingTasks({ replica: copy.replica, me, now }).map(({ title, sub, href }) =>
      `${title} | ${sub} | ${href}`.replaceAll(/[\u00a0\u202f]/g, ' '),
    );
  return { copy, someone, cohort, enrol, call, asked };
}
const there = (...people: readonly RecordId[]): Body =>
  Object.fromEntries(people.map((person) => [`marks.${person}`, { is: 'present' }]));

it('who is there without being enrolled comes to whoever may enrol, once a group, and goes when they are enrolled or were not there', () => {
  const { copy, someone, cohort, enrol, call, asked } = rooms();
  const [trainer, field] = [someone('trainer'), someone('animator')];
  const [awa, ali] = [copy.person('Awa'), copy.person('Ali')];
  const group = cohort('Ségou 2');
  const session = call(group, trainer.person, {
    ...there(awa, ali),
    [`marks.${copy.person('Oumou')}`]: { is: 'absent' },
  });
  call(group, trainer.person, there(awa), { start: '14h', end: '17h' });
  expect(asked(trainer)).toEqual([]);
  expect(asked(field)).toHaveLength(1);
  expect(asked(field)[0]).toMatch(/^2 personnes pointées sans être inscrites \| Ségou 2 \| #\/appel\//);
  enrol(awa, group);
  expect(asked(field)[0]).toBe(`1 personne pointée sans être inscrite | Ségou 2 | #/appel/${session}/${ali}`);
  enrol(ali, group);
  expect(asked(field)).toEqual([]);
  call(group, trainer.person, there(copy.person('Issa')), { state: 'cancelled' });
  call(group, trainer.person, there(copy.person('Issa')), { on: '2026-01-05' });
  expect(asked(field)).toEqual([]);
});

it('a roll that is begun is not called: who is left comes to whoever gives the session, of today the afternoon from noon', () => {
  const { copy, someone, cohort, enrol, call, asked } = rooms();
  const trainer = someone('trainer');
  const [awa, ali, oumou] = [copy.person('Awa'), copy.person('Ali'), copy.person('Oumou')];
  const group = cohort('Ségou 2');
  for (const person of [awa, ali, oumou]) enrol(person, group);
  const session = call(group, trainer.person, there(awa));
  expect(asked(trainer)).toEqual([
    expect.stringMatching(`^Appel à finir : 2 personnes \\| Ségou 2 · .* \\| #/appel/${session}/${ali}$`),
  ]);
  copy.edit(rollId(session), there(ali, oumou));
  expect(asked(trainer)).toEqual([]);
  const today = new Date(NOW).toISOString().slice(0, 10);
  const whole = call(group, trainer.person, there(awa, ali, oumou), { on: today, halves: 'two', end: '16h30' });
  const at = (hour: number) => Date.parse(today) + hour * 3600 * 1000;
  expect(asked(trainer, at(10))).toEqual([]);
  expect(asked(trainer, at(14))).toEqual([
    `Appel à finir : 3 personnes | Ségou 2 · aujourd’hui · l’après-midi | #/appel/${whole}/apres-midi/${awa}`,
  ]);
  copy.edit(whole, { state: 'cancelled' });
  expect(asked(trainer, at(14))).toEqual([]);
});

it('who is in two rooms at once comes to those who give the sessions; to the branch where nobody with a phone does', () => {
  const { copy, someone, cohort, enrol, call, asked } = rooms();
  const [one, two, field] = [someone('trainer'), someone('trainer'), someone('animator')];
  const awa = copy.person('Awa');
  const [here, other] = [cohort('Ségou 1'), cohort('Ségou 2')];
  for (const group of [here, other]) enrol(awa, group);
  const [a, b] = [call(here, one.person, there(awa)), call(other, two.person, there(awa))];
  for (const [me, session] of [
    [one, a],
    [two, b],
  ] as const)
    expect(asked(me)).toEqual([
      expect.stringMatching(`^Dans deux salles à la fois : Awa .* #/appel/${session}/${awa}$`),
    ]);
  expect(asked(field)).toEqual([]);
  const guest = copy.person('Formateur de passage');
  copy.edit(a, { trainer: guest });
  copy.edit(b, { trainer: guest });
  expect(asked(field)).toHaveLength(1);
  // Not at the same time any more.
  copy.edit(b, { start: '14h', end: '17h' });
  expect(asked(field)).toEqual([]);
});

it('who replaces is told, with who should have given it; who is busy then is said, and who gives it back replaces nobody', () => {
  const { copy, someone, cohort, call, asked } = rooms();
  const [one, two, three] = [someone('trainer'), someone('trainer'), someone('trainer')];
  const day = new Date(NOW + 3 * 24 * 3600 * 1000).toISOString().slice(0, 10);
  const at = { on: day, start: '8h30', end: '12h30' };
  const session = call(cohort('Ségou 1'), one.person, {}, at);
  const other = call(cohort('Ségou 2'), three.person, {}, at);
  const here = () => copy.replica.record(session) as NonNullable<ReturnType<typeof copy.replica.record>>;
  const free = standIns(copy.replica, here(), NOW).map(({ person, busy }) => [person, busy?.session.id ?? null]);
  expect(free).toEqual([
    [two.person, null],
    [three.person, other],
  ]);
  const replace = (by: RecordId) => {
    const acts = replaceActs(copy.replica, here(), by, 'away');
    for (const act of typeof acts === 'function' ? [] : acts) if (act.do === 'edit') copy.edit(act.record, act.body);
  };
  replace(two.person);
  expect(asked(two)).toEqual([expect.stringMatching(/^Vous remplacez trainer : Tenir ses comptes \| Ségou 1/)]);
  expect(asked(one)).toEqual([]);
  // A third in the place of the second still stands in for the first.
  replace(three.person);
  expect(here().fields['replaces']?.[0]?.value).toBe(one.person);
  replace(one.person);
  expect(here().fields['replaces']?.[0]?.value).toBeNull();
  expect([asked(one), asked(two), asked(three)]).toEqual([[], [], []]);
});

it('whoever only teaches begins with her own: the roll of today, her sessions, her group', () => {
  const { copy, someone, cohort, call } = rooms();
  const [trainer, field] = [someone('trainer'), someone('animator')];
  const ways = (me: Me) =>
    trainingWays({ replica: copy.replica, me, now: NOW }).map(({ title, to }) => `${title} ${to}`);
  const group = cohort('Ségou 1');
  copy.edit(group, { 'trainers.a': { person: trainer.person } });
  cohort('Ségou 2');
  const today = call(group, trainer.person, {}, { on: new Date(NOW).toISOString().slice(0, 10) });
  expect(ways(field)).toEqual([]);
  expect(ways(trainer)).toEqual([
    `Appel du jour #/appel/${today}`,
    'Mes séances #/cohortes/emploi-du-temps/moi',
    `Ségou 1 #/cohortes/${group}`,
  ]);
});

it('SX-17: today says the hour of its session and how many rolls wait; the week its sessions, each once, or that none is planned', () => {
  const { copy, someone, cohort } = rooms();
  const [trainer, other, field] = [someone('trainer'), someone('trainer'), someone('animator')];
  const on = (days: number) => new Date(NOW + days * 24 * 3600 * 1000).toISOString().slice(0, 10);
  const week = (me: Me) =>
    trainingWeek({ replica: copy.replica, me, now: NOW }).map(({ title, sub, end }) =>
      [title, sub, end].join(' | ').replaceAll(/[\u00a0\u202f]/g, ' '),
    );
  const group = cohort('Ségou 1');
  expect(week(trainer)).toEqual([]);
  copy.edit(group, { 'trainers.a': { person: trainer.person } });
  expect(week(trainer)).toEqual(['Aucune séance cette semaine | Planifiez-la sur la fiche de Ségou 1 | ']);
  const plan = (days: number, more: Body = {}) =>
    copy.create(
      'session',
      {
        cohort: group,
        module: copy.create('course_module', { name: `M${days}` }),
        on: on(days),
        start: '15h',
        ...more,
      },
      HOME,
    );
  for (const days of [0, -1, -2, -3, -4, 1, 7, 8]) plan(days, days === 1 ? { room: 'Grande salle' } : {});
  plan(2, { state: 'cancelled' });
  plan(3, { trainer: other.person, replaces: trainer.person });
  const asked = trainingTasks({ replica: copy.replica, me: trainer, now: NOW });
  expect(asked.map(({ title, end }) => [title, end])).toEqual([
    ['Faire l’appel\u00a0: M0', '15:00'],
    ['Faire l’appel\u00a0: M-1', undefined],
    ['Faire l’appel\u00a0: M-2', undefined],
    ['Encore 2 appels à faire', undefined],
  ]);
  const last = `${new Date(NOW).toLocaleDateString('fr', { weekday: 'long', timeZone: 'UTC' })} ${Number(on(7).slice(8))}`;
  expect(week(trainer)).toEqual(['M1 | 15:00 · Ségou 1 · Grande salle | demain', `M7 | 15:00 · Ségou 1 | ${last}`]);
  expect([week(other), week(field)]).toEqual([[], []]);
  // A group that has ended asks for nothing more.
  const ended = cohort('Ségou 3');
  copy.edit(ended, { 'trainers.a': { person: other.person }, to: on(-1) });
  expect(week(other)).toEqual([]);
});
