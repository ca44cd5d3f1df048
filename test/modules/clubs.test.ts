// Clubs of entrepreneurs: how many, where, with how many students, on a day; and whose state somebody should be asked about.
import { expect, it, vi } from 'vitest';
import { checkBody } from '../../src/kernel/declare.ts';
import type { RecordState } from '../../src/kernel/fold.ts';
import { branchScope, ROOT } from '../../src/kernel/ids.ts';
import type { Body, RecordId } from '../../src/kernel/types.ts';
import { putOff, settled } from '../../src/modules/clubs/acts.ts';
import { figuresOn, proposalOn, stateOn, studentsOn, toAsk } from '../../src/modules/clubs/rules.ts';
import { clubTasks } from '../../src/modules/clubs/tasks.ts';
import { groupsOf, othersAt, peopleIn } from '../../src/modules/community/hours.ts';
import { EDUCATION } from '../../src/modules/directory/model.ts';
import { declarations } from '../../src/modules/index.ts';
import { Copy } from './copy.ts';
import { bodyOf, check, ground } from './importing-ground.ts';

// The router reads the address of the page once; here there is no page.
vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' } }));

const TODAY = '2026-06-30';
const sizes = (lists: { readonly [key: string]: readonly RecordId[] }) =>
  Object.fromEntries(Object.entries(lists).map(([key, ids]) => [key, ids.length]));

const school = (copy: Copy, name: string, kind = 'technical') => copy.organisation(name, { kind, place: 'Bamako' });
const club = (copy: Copy, name: string, more: Body = {}, home = ROOT) =>
  copy.create('club', { name, institution: school(copy, `Lycée ${name}`), ...more }, home);
const joins = (copy: Copy, person: RecordId, to: RecordId, span?: Body) =>
  copy.create('club_member', { person, club: to, ...(span && { 'spans.a': { ...span } }) });
const acts = (copy: Copy, of: RecordId, on: string, more: Body = {}) =>
  copy.create('action', { name: 'Foire', on, place: 'Bamako', hours: 2, club: of, ...more });

it('S1-45: 30 institutions, 587 students by sex and by year of study, somebody in two clubs counted once', () => {
  const copy = new Copy();
  const programme = copy.create('programme', { name: 'Carrefour', target: 600, counts: 'started' });
  const schools = Array.from({ length: 30 }, (_, at) => school(copy, `École ${at}`, EDUCATION[at % 3]));
  // Thirty-four clubs: four institutions have two, and one club is of no programme.
  const clubs = Array.from({ length: 34 }, (_, at) =>
    copy.create('club', {
      name: `Club ${at}`,
      institution: schools[at % 30] as RecordId,
      founded: '2014',
      ...(at !== 33 && { programme }),
    }),
  );
  const people = Array.from({ length: 587 }, (_, at) =>
    copy.person(`Étudiant ${at}`, at % 10 < 5 ? { sex: 'f' } : at % 10 < 9 ? { sex: 'm' } : {}),
  );
  people.forEach((person, at) => {
    const year = at % 6 === 0 ? {} : { year: String(at % 6) };
    joins(copy, person, clubs[at % 33] as RecordId, { from: '2025-10', ...year });
    // Every seventh is in a second club, where nobody asked the year.
    if (at % 7 === 0) joins(copy, person, clubs[(at + 5) % 33] as RecordId, { from: '2026-01' });
  });
  // Two phones made two sheets of one student; another has left.
  copy.merge(people[1] as RecordId, people[11] as RecordId);
  joins(copy, copy.person('Ancien', { sex: 'm' }), clubs[0] as RecordId, { from: '2019', to: '2021-06', year: '3' });
  joins(copy, copy.person('Ailleurs'), clubs[33] as RecordId);

  const { institutions, clubs: states, students, byStudy } = figuresOn(copy.replica, programme, TODAY);
  expect(institutions).toHaveLength(30);
  expect(sizes(states)).toEqual({ created: 33, active: 0, sleeping: 0, closed: 0 });
  expect(students.total).toBe(586);
  expect(sizes(students.bySex)).toEqual({ f: 294, m: 234, '': 58 });
  expect(byStudy.map(([year]) => year)).toEqual(['1', '2', '3', '4', '5', '']);
  expect(byStudy.reduce((sum, [, ids]) => sum + ids.length, 0)).toBe(students.total);
  expect(byStudy.at(-1)?.[1]).toHaveLength(98);
  copy.merge(people[1] as RecordId, null);
  expect(figuresOn(copy.replica, programme, TODAY).students.total).toBe(587);
  // All clubs, and other days: before anybody came, when the one who left was there, before any club.
  expect(figuresOn(copy.replica, null, TODAY).students.total).toBe(588);
  expect(figuresOn(copy.replica, programme, '2020-05-01').students.total).toBe(1);
  expect(figuresOn(copy.replica, programme, '2013-12-31')).toMatchObject({ institutions: [], students: { total: 0 } });
});

it('clubs stand in one state a day; those of a closed one are no students of today, nor is it at its institution', () => {
  const copy = new Copy();
  const one = club(copy, 'A', {
    'states.a': { is: 'created', from: '2020' },
    'states.b': { is: 'active', from: '2021-03' },
    'states.c': { is: 'closed', from: '2025' },
  });
  joins(copy, copy.person('Awa'), one);
  const state = copy.replica.record(one) as RecordState;
  expect(['2019-06-01', '2020-06-01', '2024-06-01', TODAY].map((day) => stateOn(state, day))).toEqual([
    null,
    'created',
    'active',
    'closed',
  ]);
  expect(figuresOn(copy.replica, null, '2024-06-01')).toMatchObject({ institutions: [{}], students: { total: 1 } });
  expect(figuresOn(copy.replica, null, TODAY)).toMatchObject({ institutions: [], students: { total: 0 } });
});

it('S1-44: after 12 months without activity a club is proposed as sleeping, and changes only when somebody says so', () => {
  const copy = new Copy();
  const id = club(copy, 'A', { founded: '2020', 'states.a': { is: 'active', from: '2021' } });
  const now = () => copy.replica.record(id) as RecordState;
  const asks = (day: string) => proposalOn(copy.replica, now(), day);
  expect(asks('2022-12-30')).toBeNull();
  expect(asks('2022-12-31')).toEqual({ is: 'sleeping', last: '' });
  acts(copy, id, '2025-07-01');
  copy.hide(acts(copy, id, '2026-01-01'));
  acts(copy, id, '2026-09-01');
  expect(asks('2026-06-30')).toBeNull();
  const proposed = asks('2026-07-01');
  expect(proposed).toEqual({ is: 'sleeping', last: '2025-07-01' });
  expect(stateOn(now(), '2026-07-01')).toBe('active');
  // Not now: asked again three months later; meanwhile it did something.
  copy.edit(id, putOff('2026-07-01'));
  expect(asks('2026-08-31')).toBeNull();
  expect(asks('2026-10-01')).toBeNull();
  copy.edit(id, settled(proposed as never, '2026-07-02'));
  expect(stateOn(now(), '2026-07-02')).toBe('sleeping');
  const woken = asks('2026-10-01');
  expect(woken).toEqual({ is: 'active', last: '2026-09-01' });
  copy.edit(id, settled(woken as never, '2026-10-01'));
  expect(['2026-08-31', '2026-09-01'].map((day) => stateOn(now(), day))).toEqual(['sleeping', 'active']);
  expect(asks('2026-10-02')).toBeNull();
  copy.edit(id, { 'states.z': { is: 'closed', from: '2026-11' } });
  expect(asks('2030-01-01')).toBeNull();
});

it('a club that was only created is active from what it does; one without any date is asked about a year after it was written down', () => {
  const copy = new Copy();
  const [plain, busy] = [club(copy, 'A'), club(copy, 'B')];
  acts(copy, busy, '2026-06-01');
  expect(toAsk(copy.replica, null, TODAY).map(({ id }) => id)).toEqual([busy]);
  expect(toAsk(copy.replica, null, '2027-11-21').map(({ id }) => id)).toEqual([busy]);
  expect(toAsk(copy.replica, null, '2027-11-22').map(({ id }) => id)).toEqual([plain, busy]);
});

it('the question goes to those of the place of the club and to its mentor, three lines and the way to the others', () => {
  const copy = new Copy();
  const [awa, ali] = [copy.person('Awa'), copy.person('Ali')];
  const segou = branchScope('segou');
  const old = { founded: '2020' };
  for (const name of ['A', 'B', 'C', 'D', 'E'])
    club(copy, name, old, name < 'D' ? segou : (`${segou}centre/` as typeof segou));
  club(copy, 'F', { ...old, mentor: ali }, branchScope('kayes'));
  const told = (person: RecordId, may = true, home = segou) => {
    vi.spyOn(copy.replica, 'may').mockReturnValue(may);
    const sight = { replica: copy.replica, me: { person, home } as never, now: Date.parse(TODAY) };
    return clubTasks(sight).map(({ key }) => key);
  };
  expect(told(awa)).toEqual([...['A', 'B', 'C'].map(() => expect.stringMatching(/^club /)), 'clubs']);
  expect(told(ali)).toHaveLength(4);
  expect(told(ali, false)).toEqual([]);
  expect(told(awa, true, ROOT)).toEqual([]);
});

it('what a club does needs no programme, what nobody does needs one; its members are the list that is ticked', () => {
  const copy = new Copy();
  const id = club(copy, 'A');
  const [awa, twin, gone] = ['Awa', 'Awa T.', 'Ali'].map((name) => copy.person(name)) as [never, never, never];
  for (const person of [awa, twin]) joins(copy, person, id, { from: '2026-01' });
  joins(copy, gone, id, { to: '2025' });
  copy.merge(twin, awa);
  // Two animators who write down the same student write the same record.
  expect(joins(copy, awa, id, { from: '2025', year: '2' })).toBe(joins(copy, awa, id));
  const action = copy.replica.record(acts(copy, id, '2026-06-01', { [`people.${gone}`]: {} })) as RecordState;
  expect(groupsOf(copy.replica, action)).toEqual([id]);
  expect(peopleIn(copy.replica, id, '2026-06-01')).toEqual([awa]);
  expect([...studentsOn(copy.replica, id, '2025-06-01').keys()]).toEqual([awa, gone]);
  expect(othersAt(copy.replica, action)).toEqual([gone]);
  const type = declarations.types['action'] as never;
  const body = { name: 'Foire', on: '2026-06-01', place: 'Bamako', hours: 2 };
  expect(checkBody(type, { ...body, club: id }, true)).toBeNull();
  expect(checkBody(type, body, true)).toEqual({ code: 'RULE-REQUIRED', fields: ['programme'] });
});

it('lists of clubs and of their members come in with the words that schools write', () => {
  const copy = new Copy();
  school(copy, 'Université de Ségou', 'university');
  copy.person('Awa TRAORÉ');
  const on = { ...ground(), source: copy.replica };
  const clubs = check(
    'Nom;Université;Créé en\nClub Espoir;Université de Ségou;2019\n',
    on,
    {},
    declarations.types['club'],
  );
  expect(clubs.rows.map(({ remarks }) => remarks)).toEqual([[]]);
  expect(bodyOf(clubs.rows[0]!)).toMatchObject({ name: 'Club Espoir', founded: '2019' });
  const home = club(copy, 'Avenir');
  const members = check(
    'Étudiante;Club;Niveau;Depuis\nAwa TRAORÉ;Avenir;L2;10/2025\n',
    on,
    {},
    declarations.types['club_member'],
  );
  expect(members.rows.map(({ remarks }) => remarks)).toEqual([[]]);
  const body = bodyOf(members.rows[0]!);
  expect(body['club']).toBe(home);
  expect(Object.entries(body).find(([key]) => key.startsWith('spans.'))?.[1]).toEqual({ from: '2025-10', year: '2' });
  const kinds = check('Nom;Type;Commune\nLycée Kankou;Lycée technique;Commune II\n', on);
  expect(bodyOf(kinds.rows[0]!)).toMatchObject({ kind: 'technical' });
});
