// Rules of what follows a training, each against figures reckoned by hand: who accompanies whom and is due a visit, insertion over those reached and
// those certified, the end of the funnel, where people came from, and what cannot be.
import { describe, expect, it, vi } from 'vitest';
import '../../src/modules/words.ts';
import '../../src/ui/messages/index.ts';
import { sensitiveScope } from '../../src/kernel/ids.ts';
import type { Body, RecordId } from '../../src/kernel/types.ts';
import { originsOf, publicOrigins } from '../../src/modules/followup/origins.ts';
import { insertionOf } from '../../src/modules/followup/reports.ts';
import {
  certifiedOn,
  futureFault,
  jobAt,
  loadsOn,
  monthsAfter,
  overdueOn,
  situationFault,
  visitsOf,
} from '../../src/modules/followup/rules.ts';
import { followupTasks } from '../../src/modules/followup/tasks.ts';
import { communeOfBamako } from '../../src/modules/places/find-area.ts';
import '../../src/modules/stages.ts';
import { declarations } from '../../src/modules/index.ts';
import { funnelOf, toldTo } from '../../src/modules/training/reports.ts';
import type { Me } from '../../src/ui/contract.ts';
import { Ground, HOME, TODAY } from './followup-ground.ts';

// The router reads the address of the page once; here there is no page.
vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' } }));

describe('accompaniment', () => {
  it('25 people where the limit is 20: flagged; without a rule nobody is; a person written twice counts once (S2-19)', () => {
    const ground = new Ground();
    const mentor = ground.person('Salif');
    const people = Array.from({ length: 26 }, (_, n) => ground.person(`P${n}`));
    for (const mentee of people)
      ground.create('mentoring', { mentee, mentor, programme: ground.programme, from: '2026-01' }, HOME);
    ground.merge(people[25] as RecordId, people[0] as RecordId);
    expect(loadsOn(ground.replica, TODAY)[0]).toMatchObject({ mentor, over: false, rule: null });
    expect(loadsOn(ground.replica, TODAY)[0]?.mentees).toHaveLength(25);
    ground.rule('load', 20);
    expect(loadsOn(ground.replica, TODAY)[0]).toMatchObject({
      over: true,
      rule: { limit: 20, source: 'Convention, art. 6' },
    });
    expect(loadsOn(ground.replica, '2025-06-30')).toEqual([]);
  });

  it('visits stand by the day they took place, whenever they were typed; one of tomorrow cannot have been', () => {
    const ground = new Ground();
    const [mentee, mentor] = [ground.person('Awa'), ground.person('Salif')];
    const visit = (on: string) => ground.create('visit', { mentee, mentor, on, way: 'there' }, HOME);
    const [late, early] = [visit('2026-05-02'), visit('2026-03-02')];
    expect(visitsOf(ground.replica, mentee).map(({ id }) => id)).toEqual([late, early]);
    expect(futureFault('2026-07-01', TODAY)).toEqual({ why: 'future' });
    expect(['2026-06-30', '2026-06', ''].map((on) => futureFault(on, TODAY))).toEqual([null, null, null]);
  });
});

it('SX-17: what was promised for the next three days is to be done; for the rest of the week it stands in the week, with its day', () => {
  const ground = new Ground();
  const [mentee, mentor] = [ground.person('Awa'), ground.person('Salif')];
  const me: Me = { person: mentor, name: 'Salif', sign: 'hut', color: 'p1', role: 'mentor', home: HOME, place: '' };
  for (const by of ['2026-07-08', '2026-07-07', '2026-07-05', '2026-07-02', '2026-06-29'])
    ground.create('visit', { mentee, mentor, on: '2026-06-01', way: 'there', next: by, by }, HOME);
  const told = followupTasks({ replica: ground.replica, me, now: Date.parse(`${TODAY}T09:00:00Z`) });
  const steps = told.filter(({ key }) => key.startsWith('step'));
  expect(steps.map(({ title, sub, end, on }) => [title, sub.replaceAll('\u00a0', ' '), end, on])).toEqual([
    ['2026-06-29', 'Awa · c’était pour le 29 juin 2026', undefined, undefined],
    ['2026-07-02', 'Awa · pour le 2 juillet 2026', undefined, undefined],
    ['2026-07-05', 'Awa', 'dimanche', '2026-07-05'],
    ['2026-07-07', 'Awa', 'mardi 7', '2026-07-07'],
  ]);
});

describe('insertion', () => {
  it('is told over those reached and over those certified; not reached and not asked yet are neither (S2-24)', () => {
    const ground = new Ground();
    const people = Array.from({ length: 10 }, (_, n) =>
      ground.certified(`P${n}`, n === 9 ? '2026-03-01' : '2025-11-15'),
    );
    const say = (at: number, more: Body) => ground.situation(people[at] as RecordId, '6', more);
    for (const at of [0, 1, 2]) say(at, { reached: 'yes', is: 'job' });
    say(3, { reached: 'yes', is: 'own' });
    say(4, { reached: 'yes', is: 'seeking' });
    say(5, { reached: 'no' });
    say(6, { reached: 'no' });
    const [six, twelve] = insertionOf(ground.replica, ground.programme, TODAY);
    expect(
      [six?.certified, six?.reached, six?.inserted, six?.unreached, six?.unasked, six?.early].map((x) => x?.length),
    ).toEqual([9, 5, 4, 2, 2, 1]);
    expect([twelve?.certified.length, twelve?.early.length]).toEqual([0, 10]);
    const [first] = people as [RecordId];
    expect(certifiedOn(ground.replica, first, ground.programme)).toBe('2025-11-15');
    expect(jobAt(ground.replica, first, ground.programme, 6, '2025-11-15', TODAY)).toBe('inserted');
    expect(jobAt(ground.replica, first, ground.programme, 12, '2025-11-15', TODAY)).toBe('early');
  });

  it('a follow-up before the certificate, or months too early, is told', () => {
    expect(situationFault('', '6', '2026-06-01', TODAY)).toEqual({ why: 'uncertified' });
    expect(situationFault('2026-03-01', '6', '2026-06-01', TODAY)).toEqual({ why: 'early', from: '2026-08-01' });
    expect(situationFault('2025-12-01', '6', '2026-06-01', TODAY)).toBeNull();
    expect(situationFault('', 'entry', '2026-06-01', TODAY)).toBeNull();
    expect(monthsAfter('2025-08-31', 6)).toBe('2026-02-28');
  });
});

it('what may harm somebody lives apart, is read by who answers for it, and leaves in no table', () => {
  for (const name of ['payment_signature', 'job_private', 'situation_private', 'person_path', 'person_private']) {
    const type = declarations.types[name];
    expect([name, type?.stays, type?.companionOf !== undefined]).toEqual([name, true, true]);
    expect(type?.access.read).not.toContain('trainer');
    expect(Object.values(type?.fields ?? {}).every((field) => field.class === 'restricted')).toBe(true);
  }
});

it('the funnel goes on: who founded an enterprise, and who works of those who were reached; another programme counts none of them', () => {
  const ground = new Ground();
  const people = Array.from({ length: 4 }, (_, n) => ground.certified(`P${n}`, '2025-11-15'));
  const organisation = ground.organisation('Benkadi');
  for (const person of people.slice(0, 2)) ground.tie(person, organisation, 'founder');
  ground.create('enterprise', { organisation, programme: ground.programme, on: '2026-02' }, HOME);
  ground.situation(people[0] as RecordId, '6', { reached: 'yes', is: 'own' });
  ground.situation(people[1] as RecordId, '6', { reached: 'yes', is: 'seeking' });
  ground.situation(people[2] as RecordId, '6', { reached: 'no' });
  const sizes = (programme: RecordId) =>
    funnelOf(ground.replica, ground.get(programme), TODAY).after.map(
      ({ outcome, persons, known }) => `${outcome} ${persons.length}/${known?.length ?? '-'}`,
    );
  const then = ['enterprise 2/-', 'job6 1/2', 'job12 0/0', 'job24 0/0'];
  expect(sizes(ground.programme)).toEqual(['mentored 0/-', 'financed 0/-', ...then]);
  // One accompanied by herself, two through the group they founded: each once; what begins tomorrow has not begun.
  const { programme } = ground;
  const mentor = ground.person('M');
  for (const mentee of [organisation, people[0] as RecordId, people[2] as RecordId])
    ground.create('mentoring', { mentee, mentor, programme, from: '2026-01' }, HOME);
  ground.create('mentoring', { mentee: people[3] as RecordId, mentor, programme, from: '2027-03' }, HOME);
  expect(sizes(programme)).toEqual(['mentored 3/-', 'financed 0/-', ...then]);
  // Granted is not paid; paid to the group, its founders have it.
  const ask = {
    name: 'Kit',
    programme,
    kind: 'kit',
    asked: 90_000,
    on: '2026-01-10',
    outcome: 'granted',
    granted: 90_000,
  };
  const [kit] = [organisation, people[3] as RecordId].map((of) => ground.create('financing', { ...ask, of }, HOME));
  expect(sizes(programme)).toEqual(['mentored 3/-', 'financed 0/-', ...then]);
  ground.create('payment', { financing: kit as RecordId, on: '2026-02-01', amount: 90_000, way: 'goods' }, HOME);
  expect(sizes(programme)).toEqual(['mentored 3/-', 'financed 2/-', ...then]);
  // Who may not read money, or who founded a group, is not told a nought that is untrue: the line is not there.
  const told = (reads: (type: string) => boolean) =>
    toldTo(funnelOf(ground.replica, ground.get(programme), TODAY), reads).after.map(({ outcome }) => outcome);
  const jobs = ['job6', 'job12', 'job24'];
  expect(told((type) => type !== 'payment')).toEqual(['mentored', 'enterprise', ...jobs]);
  expect(told((type) => declarations.types[type]?.access.read.includes('trainer') ?? false)).toEqual(jobs);
  const other = ground.create('programme', { name: 'Q', target: 10, counts: 'certified' });
  const cohort = ground.create('cohort', { name: 'D', programme: other }, HOME);
  ground.create(
    'enrolment',
    { person: people[0] as RecordId, cohort, on: '2025', 'steps.a': { is: 'certified', on: '2025-12' } },
    HOME,
  );
  expect(sizes(other)).toEqual([
    'mentored 0/-',
    'financed 0/-',
    'enterprise 0/-',
    'job6 0/0',
    'job12 0/0',
    'job24 0/0',
  ]);
});

it('origin by commune of today: words and the map are read alike, the latest home counts, and the public table hides small cells and their neighbours (S2-15)', () => {
  const ground = new Ground();
  const from = (n: number, origin: string, place: string, more: Body = {}) =>
    Array.from({ length: n }, (_, at) => {
      const person = ground.person(`${origin} ${place} ${at}`, { place });
      ground.create('person_path', { of: person, origin, ...more }, sensitiveScope(HOME));
      return person;
    });
  const moved = {
    'homes.a': { place: 'Commune IV', from: '2026-01' },
    'homes.b': { place: 'Sotuba, Commune I', from: '2020', to: '2025' },
  };
  const people = [
    ...from(9, 'ségou', 'Commune I'),
    ...from(2, 'kayes', 'Commune I'),
    ...from(6, 'ségou', 'Sikoroni', moved),
    ...from(8, 'kayes', 'Lafiabougou'),
  ];
  const map = { regionOf: (place: unknown) => String(place ?? ''), communeOf: communeOfBamako };
  const table = originsOf(ground.replica, people, TODAY, map);
  expect(table).toEqual({
    regions: ['kayes', 'ségou'],
    communes: ['Commune I', 'Commune IV'],
    counts: [
      [2, 8],
      [9, 6],
    ],
  });
  const { cells, total } = publicOrigins(table);
  expect(cells[0]?.[0]).toBe(null);
  // One hidden cell is found again from the total of its row: another goes with it.
  expect(cells.flat().filter((one) => one === null).length).toBeGreaterThan(1);
  expect(total).toBe(25);
});

it('who was not visited within the rhythm of the programme is due, longest first; without a rhythm nobody is', () => {
  const ground = new Ground();
  const mentor = ground.person('Mentor');
  const pair = (name: string, visits: readonly string[]) => {
    const mentee = ground.person(name);
    ground.create('mentoring', { mentee, mentor, programme: ground.programme, from: '2026-01-01' }, HOME);
    for (const on of visits) ground.create('visit', { mentee, mentor, on, way: 'there' }, HOME);
    return mentee;
  };
  const [seen, long, never] = [pair('A', ['2026-06-20', '2026-02-01']), pair('B', ['2026-03-01']), pair('C', [])];
  expect(overdueOn(ground.replica, TODAY)).toEqual([]);
  ground.rule('rhythm', 45);
  const due = overdueOn(ground.replica, TODAY);
  expect(due.map(({ mentee, last, days }) => [mentee, last, days])).toEqual([
    [never, '', 180],
    [long, '2026-03-01', 121],
  ]);
  expect(due.some(({ mentee }) => mentee === seen)).toBe(false);
});
