// Rules of training, each against figures reckoned by hand: ages with uncertain births, rolls of phones that never met, completion on one's own version
// of the contents, a funnel that counts nobody twice.
import { describe, expect, it } from 'vitest';
import { conflictsOf } from '../../src/kernel/fold.ts';
import { branchScope } from '../../src/kernel/ids.ts';
import { DEFAULT_SETTINGS } from '../../src/kernel/judge.ts';
import { Replica } from '../../src/kernel/replica.ts';
import type { Body, Change, Known, RecordId } from '../../src/kernel/types.ts';
import { declarations } from '../../src/modules/index.ts';
import { uncountedIn } from '../../src/modules/training/calling.ts';
import { completionOf, courseOf } from '../../src/modules/training/completion.ts';
import { doubtsOf } from '../../src/modules/training/doubts.ts';
import { figuresOf } from '../../src/modules/training/figures.ts';
import { ownGroup } from '../../src/modules/training/makeup.ts';
import { rollHere } from '../../src/modules/training/marks.ts';
import { funnelOf, monthsLeft, STAGES, slicesOf } from '../../src/modules/training/reports.ts';
import { elsewhere } from '../../src/modules/training/rooms.ts';
import {
  ageRuleOf,
  calledIn,
  disputed,
  eligibleBy,
  type Half,
  hourSaid,
  hoursOf,
  marksOf,
  minutesOf,
  rollId,
} from '../../src/modules/training/rules.ts';
import { comesLate } from '../../src/modules/training/stay.ts';
import { dev, NETWORK, NOW } from '../kernel/hands.ts';
import { Copy } from './copy.ts';

const HOME = branchScope('segou');
const get = (copy: Copy, id: RecordId) => copy.replica.record(id) as NonNullable<ReturnType<Replica['record']>>;

describe('ages on the day of reference', () => {
  it.each([
    // S2-03: exactly the birthday.
    ['2000-03-01', { from: 26, on: '2026-02-28' }, 'no', [25, 25]],
    ['2000-03-01', { from: 26, on: '2026-03-01' }, 'yes', [26, 26]],
    // Born in a year only, at the upper end of the band: to be checked, never refused.
    ['1990', { to: 35, on: '2026-06-30' }, 'check', [35, 36]],
    ['1990', { to: 36, on: '2026-06-30' }, 'yes', [35, 36]],
    ['1989', { to: 35, on: '2026-06-30' }, 'no', [36, 37]],
    ['2008-07', { from: 18, on: '2026-07-15' }, 'check', [17, 18]],
    // About 2006: 2004 to 2008.
    ['2006~', { from: 18, to: 35, on: '2026-01-01' }, 'check', [17, 22]],
    ['', { from: 18, on: '2026-01-01' }, 'unknown', null],
    ['2031', { from: 0, on: '2026-01-01' }, 'future', null],
  ] as const)('born %s, %o: %s', (birth, rule, verdict, ages) => {
    expect(eligibleBy(birth, rule)).toEqual({ verdict, ages });
  });

  it('are asked on the programme’s own day, where it has one', () => {
    const copy = new Copy();
    const id = copy.create('programme', { name: 'P', target: 10, counts: 'started', ageTo: 35, ageOn: '2026-06-30' });
    expect(ageRuleOf(get(copy, id), '2027-01-01')).toEqual({ from: undefined, to: 35, on: '2026-06-30' });
    const free = copy.create('programme', { name: 'Q', target: 10, counts: 'started' });
    expect(ageRuleOf(get(copy, free), '2027-01-01')).toBeNull();
  });
});

it('hours are read as people write them', () => {
  expect(['8h30', '08:30', '8 h', '12h', '9.15', 'midi'].map(minutesOf)).toEqual([510, 510, 480, 720, 555, null]);
  expect(['8h30', '08:05', '12h', 'midi', ''].map(hourSaid)).toEqual([
    '8\u00a0h\u00a030',
    '8\u00a0h\u00a005',
    '12\u00a0h',
    'midi',
    '',
  ]);
});

/** One programme; version 1 has 40 hours in two modules, version 2 has 48. */
class Ground extends Copy {
  readonly programme = this.create('programme', { name: 'P', target: 3000, counts: 'completed', to: '2027-03' });
  readonly one = this.#version(1, [16, 24]);
  readonly two = this.#version(2, [16, 32]);

  #version(version: number, hours: readonly number[]) {
    const { programme } = this;
    const curriculum = this.create('curriculum', { name: `V${version}`, programme, version, attendance: 75 });
    const modules = hours.map((n, at) => this.create('course_module', { name: `M${at}`, curriculum, hours: n }));
    return { curriculum, modules };
  }
  cohort(of: { readonly curriculum: RecordId }, name = 'C'): RecordId {
    return this.create('cohort', { name, programme: this.programme, curriculum: of.curriculum }, HOME);
  }
  enrol(person: RecordId, cohort: RecordId, more: Body = {}): RecordId {
    return this.create('enrolment', { person, cohort, on: '2026-03-01', ...more }, HOME);
  }
  session(cohort: RecordId, module: RecordId, on: string, more: Body = {}): RecordId {
    return this.create('session', { cohort, module, on, hours: 8, ...more }, HOME);
  }
  roll(session: RecordId, marks: { readonly [person: string]: string }): void {
    const entries = Object.entries(marks).map(([person, is]) => [`marks.${person}`, { is }]);
    this.create('roll', { session, ...Object.fromEntries(entries) }, HOME);
  }
  completion(enrolment: RecordId, cohort: RecordId) {
    const group = get(this, cohort);
    const lent = figuresOf(this.replica).lent(group);
    return completionOf(this.replica, get(this, enrolment), courseOf(this.replica, group, { lent }));
  }
}

describe('completion', () => {
  it('is reckoned on the version one’s group began with, with every reason why not', () => {
    const ground = new Ground();
    const [awa, ali] = [ground.person('Awa'), ground.person('Ali')];
    const cohort = ground.cohort(ground.one);
    const [a, b] = ground.one.modules as [RecordId, RecordId];
    const [of, other] = [ground.enrol(awa, cohort), ground.enrol(ali, cohort)];
    // 16 + 16 = 32 hours of 40; 30 are needed.
    for (const [module, on] of [
      [a, '2026-03-02'],
      [a, '2026-03-03'],
      [b, '2026-03-09'],
      [b, '2026-03-10'],
    ] as const) {
      const late = on === '2026-03-03' ? 'late' : 'present';
      ground.roll(ground.session(cohort, module, on), {
        [awa]: late,
        [ali]: on < '2026-03-09' ? 'present' : 'excused',
      });
    }
    expect(ground.completion(of, cohort)).toMatchObject({ done: true, by: 'hours', attended: 32, needed: 30, why: [] });
    expect(ground.completion(other, cohort)).toMatchObject({
      done: false,
      attended: 16,
      why: ['short', 'untaught'],
      untaught: 8,
    });
    // The same hours on version 2: 32 of 48, and 36 are needed.
    const later = ground.cohort(ground.two);
    const [c, d] = ground.two.modules as [RecordId, RecordId];
    const again = ground.enrol(awa, later);
    for (const [module, on] of [
      [c, '2026-04-02'],
      [c, '2026-04-03'],
      [d, '2026-04-09'],
      [d, '2026-04-10'],
    ] as const)
      ground.roll(ground.session(later, module, on), { [awa]: 'present' });
    expect(ground.completion(again, later)).toMatchObject({ done: false, attended: 32, needed: 36, total: 48 });
  });

  it('not marked is not absent, cancelled does not count, one subject does not stand in for another, a decision is enough', () => {
    const ground = new Ground();
    const awa = ground.person('Awa');
    const cohort = ground.cohort(ground.one);
    const [a, b] = ground.one.modules as [RecordId, RecordId];
    const of = ground.enrol(awa, cohort);
    for (const day of [2, 3, 4, 5]) ground.roll(ground.session(cohort, a, `2026-03-0${day}`), { [awa]: 'present' });
    ground.session(cohort, b, '2026-03-09', { state: 'held' });
    const off = ground.session(cohort, b, '2026-03-10', { state: 'cancelled' });
    ground.roll(off, { [awa]: 'present' });
    // 32 hours of the first module are 16.
    expect(ground.completion(of, cohort)).toMatchObject({
      done: false,
      attended: 16,
      given: 40,
      unmarked: 1,
      untaught: 16,
      why: ['short', 'unmarked', 'untaught'],
    });
    ground.edit(of, { 'steps.a': { is: 'completed', on: '2026-04-01', why: 'Acquis reconnus' } });
    expect(ground.completion(of, cohort)).toMatchObject({ done: true, by: 'decision', why: [] });
  });

  it('half a day of a full day is half its hours; who left is no longer called', () => {
    const ground = new Ground();
    const [awa, ali] = [ground.person('Awa'), ground.person('Ali')];
    const cohort = ground.cohort(ground.one);
    const of = ground.enrol(awa, cohort);
    ground.enrol(ali, cohort, { 'steps.a': { is: 'left', on: '2026-03-05' } });
    const session = ground.session(cohort, ground.one.modules[0] as RecordId, '2026-03-09', {
      halves: 'two',
      hours: 7,
    });
    expect(hoursOf(get(ground, session))).toBe(7);
    ground.create(
      'roll',
      { session, [`marks.${awa}`]: { is: 'present' }, [`afternoon.${awa}`]: { is: 'absent' } },
      HOME,
    );
    expect(ground.completion(of, cohort).attended).toBe(3.5);
    expect(calledIn(ground.replica, get(ground, session)).enrolled).toEqual([awa]);
  });

  it('who leaves before the end followed what came before, on whichever phone it was said', () => {
    const ground = new Ground();
    const [awa, ali] = [ground.person('Awa'), ground.person('Ali')];
    const cohort = ground.cohort(ground.one);
    const [of, his] = [ground.enrol(awa, cohort), ground.enrol(ali, cohort)];
    const module = ground.one.modules[0] as RecordId;
    const day = ground.session(cohort, module, '2026-03-09', { halves: 'two', hours: 7, start: '8h30', end: '17h' });
    const marks = {
      [`marks.${awa}`]: { is: 'present', out: '10:00' },
      [`afternoon.${awa}`]: { is: 'late', at: '15:00', out: '16:00' },
      [`marks.${ali}`]: { is: 'late', at: '9:30', out: '9:00' },
    };
    ground.create('roll', { session: day, ...marks }, HOME);
    // An hour and a half of the morning; of the afternoon the hour between arrival and leaving.
    expect(ground.completion(of, cohort)).toMatchObject({ attended: 2.5, present: 2 });
    // Out before in: nothing was followed, and nothing is taken away.
    expect(ground.completion(his, cohort)).toMatchObject({ attended: 0, present: 1 });
    // Where nobody said when the session begins, what was missed cannot be told.
    const open = ground.session(cohort, module, '2026-03-10', { hours: 4 });
    ground.create('roll', { session: open, [`marks.${awa}`]: { is: 'present', out: '10:00' } }, HOME);
    expect(ground.completion(of, cohort).attended).toBe(6.5);
  });
});

describe('hours of a half day', () => {
  const day = { halves: 'two', hours: 7, start: '8h30', end: '17h' };
  const attended = (mark: Body, half: Half, more: Body = {}) => {
    const ground = new Ground();
    const awa = ground.person('Awa');
    const cohort = ground.cohort(ground.one);
    const of = ground.enrol(awa, cohort);
    const session = ground.session(cohort, ground.one.modules[0] as RecordId, '2026-03-09', { ...day, ...more });
    ground.create('roll', { session, [`${half}.${awa}`]: mark }, HOME);
    return ground.completion(of, cohort).attended;
  };

  it.each([
    // Within the grace nothing is taken away; beyond it everything since the beginning is, badge out or not.
    [{ is: 'late', at: '8h45' }, 'marks', 3.5],
    [{ is: 'late', at: '10h' }, 'marks', 2],
    [{ is: 'late', at: '10:00', out: '12:00' }, 'marks', 2],
    [{ is: 'late', at: '10:00', out: '12:30' }, 'marks', 2],
    [{ is: 'late', at: '15:00' }, 'afternoon', 2],
    [{ is: 'late', at: '15:00', out: '17:00' }, 'afternoon', 2],
    [{ is: 'late', at: '9h10' }, 'afternoon', 3.5],
    // Nobody said when: nothing can be told. After the end, nothing was followed.
    [{ is: 'late' }, 'marks', 3.5],
    [{ is: 'late', at: '13h' }, 'marks', 0],
  ] as const)('%o at %s: %d', (mark, half, hours) => {
    expect(attended(mark, half)).toBe(hours);
  });

  it('a session without its hours counts whole; the contents may say another grace', () => {
    const half = { halves: 'one', hours: 4 };
    expect(attended({ is: 'late', at: '10h' }, 'marks', { ...half, start: null, end: null })).toBe(4);
    const ground = new Ground();
    ground.edit(ground.one.curriculum, { grace: 30 });
    const [awa, ali] = [ground.person('Awa'), ground.person('Ali')];
    const cohort = ground.cohort(ground.one);
    const [of, his] = [ground.enrol(awa, cohort), ground.enrol(ali, cohort)];
    const times = { ...half, start: '8h30', end: '12h30' };
    const session = ground.session(cohort, ground.one.modules[0] as RecordId, '2026-03-09', times);
    ground.create(
      'roll',
      { session, [`marks.${awa}`]: { is: 'late', at: '9h' }, [`marks.${ali}`]: { is: 'late', at: '9h01' } },
      HOME,
    );
    expect(ground.completion(of, cohort).attended).toBe(4);
    expect(ground.completion(his, cohort).attended).toBeCloseTo(4 - 31 / 60);
    const late = (hour: string) => comesLate(get(ground, session), 'marks', minutesOf(hour) ?? 0, 30);
    // Once it is over the roll is called afterwards: a badge says who was there, not when they came.
    expect(['8h', '9h', '9h01', '12h29', '12h30', '14h'].map(late)).toEqual([false, false, true, true, false, false]);
  });
});

describe('the roll', () => {
  /** A phone that heard these changes, in this order. */
  const heard = (changes: readonly Change[]) => {
    const [network, device] = [NETWORK, dev('z')];
    const replica = new Replica({
      network,
      device,
      authority: dev('a'),
      settings: DEFAULT_SETTINGS,
      decl: declarations,
    });
    replica.load(
      changes.map((change): Known => ({ change, eff: change.stamp, state: 'confirmed' })),
      [],
    );
    return replica;
  };
  const orders = <T>(list: readonly T[]): T[][] =>
    list.length < 2
      ? [[...list]]
      : list.flatMap((one, at) => orders([...list.slice(0, at), ...list.slice(at + 1)]).map((rest) => [one, ...rest]));

  /** What a phone of that name writes without meeting another. */
  const phone = (session: RecordId, name: string, marks: Body, more: Body | null = null): readonly Change[] => {
    const device = dev(name);
    const replica = new Replica({
      network: NETWORK,
      device,
      authority: dev('a'),
      settings: DEFAULT_SETTINGS,
      decl: declarations,
    });
    const env = { now: NOW + name.charCodeAt(0), random: (n: number) => new Uint8Array(n) };
    const first = replica.write([{ do: 'create', type: 'roll', home: HOME, body: { session, ...marks } }], '', env);
    const rest = more ? replica.write([{ do: 'edit', record: rollId(session), body: more }], '', env) : [];
    return [...first, ...rest];
  };

  it('called on phones that never meet is one roll, whatever the order in which they are heard', () => {
    const ground = new Ground();
    const [awa, ali, oumou] = [ground.person('Awa'), ground.person('Ali'), ground.person('Oumou')];
    const session = ground.session(ground.cohort(ground.one), ground.one.modules[0] as RecordId, '2026-03-02');
    const b = phone(session, 'b', { [`marks.${awa}`]: { is: 'present' } }, { [`marks.${ali}`]: { is: 'absent' } });
    const c = phone(
      session,
      'c',
      { [`marks.${oumou}`]: { is: 'late', at: '9h10' } },
      { [`marks.${ali}`]: { is: 'excused', why: 'illness' } },
    );
    const seen = orders([...b, ...c]).map((order) => {
      const replica = heard(order);
      const roll = replica.record(rollId(session));
      expect(replica.list('roll').length).toBe(1);
      return JSON.stringify([
        [...marksOf(replica, roll, 'marks')].sort(),
        [...disputed(replica, roll, 'marks')].map(([who, versions]) => [
          who,
          versions.map(({ mark }) => mark.is).sort(),
        ]),
        roll && conflictsOf(roll).length,
      ]);
    });
    expect(new Set(seen).size).toBe(1);
    const [marks, clash] = JSON.parse(seen[0] as string);
    expect(Object.fromEntries(marks)).toEqual({
      [awa]: { is: 'present' },
      [oumou]: { is: 'late', at: '9h10' },
      // Both are kept; the later is shown until somebody settles it.
      [ali]: { is: 'excused', why: 'illness' },
    });
    expect(clash).toEqual([[ali, ['absent', 'excused']]]);
  });

  it('two trainers call the same roll out of reach, each with « Tous présents » and one exception: both exceptions hold, in any order', () => {
    const ground = new Ground();
    const [awa, ali, oumou] = [ground.person('Awa'), ground.person('Ali'), ground.person('Oumou')];
    const session = ground.session(ground.cohort(ground.one), ground.one.modules[0] as RecordId, '2026-03-02');
    const all = Object.fromEntries([awa, ali, oumou].map((one) => [`marks.${one}`, { is: 'present', together: true }]));
    // The second says « Tous présents » after the exception of the first: it stands all the same.
    const b = phone(session, 'b', all, { [`marks.${ali}`]: { is: 'absent', why: 'illness' } });
    const c = phone(session, 'c', all, { [`marks.${oumou}`]: { is: 'late', at: '9h10' } });
    for (const order of orders([...b, ...c])) {
      const replica = heard(order);
      const roll = replica.record(rollId(session));
      const told = new Map([...marksOf(replica, roll, 'marks')].map(([who, { is }]) => [who, is]));
      expect([told.get(awa), told.get(ali), told.get(oumou)]).toEqual(['present', 'absent', 'late']);
      expect(disputed(replica, roll, 'marks').size).toBe(0);
      // What figures read in passing is the same.
      expect(rollHere(replica, rollId(session), new Set()).marks('marks')).toEqual(marksOf(replica, roll, 'marks'));
    }
  });

  it('keeps who is not enrolled apart, and counts two sheets of one person once', () => {
    const ground = new Ground();
    const [awa, twin, guest] = [ground.person('Awa'), ground.person('AWA'), ground.person('Invitée')];
    const cohort = ground.cohort(ground.one);
    ground.enrol(awa, cohort);
    ground.enrol(twin, cohort);
    ground.merge(twin, awa);
    const session = ground.session(cohort, ground.one.modules[0] as RecordId, '2026-03-02');
    ground.roll(session, { [awa]: 'absent', [guest]: 'present' });
    ground.edit(rollId(session), { [`marks.${twin}`]: { is: 'present' } });
    expect(calledIn(ground.replica, get(ground, session))).toEqual({ enrolled: [awa], guests: [guest] });
    expect(marksOf(ground.replica, ground.replica.record(rollId(session)), 'marks').size).toBe(2);
  });

  it('says who is present in two rooms at once', () => {
    const ground = new Ground();
    const [awa, ali] = [ground.person('Awa'), ground.person('Ali')];
    const [room, other] = [ground.cohort(ground.one), ground.cohort(ground.one)];
    const module = ground.one.modules[0] as RecordId;
    const here = ground.session(room, module, '2026-03-02', { start: '8h', end: '12h' });
    const there = ground.session(other, module, '2026-03-02', { start: '11:30', end: '13:00' });
    const after = ground.session(other, module, '2026-03-02', { start: '12h', end: '14h' });
    ground.roll(here, { [awa]: 'present', [ali]: 'present' });
    ground.roll(there, { [awa]: 'late', [ali]: 'absent' });
    ground.roll(after, { [ali]: 'present' });
    const twice = (session: RecordId, half: Half) =>
      [...elsewhere(ground.replica, { session: get(ground, session), half })].map(([who, other]) => [
        who,
        other.session.id,
        other.half,
      ]);
    expect(twice(here, 'marks')).toEqual([[awa, there, 'marks']]);
    // A morning here and a day of which only the afternoon was followed are one day like another.
    const whole = ground.session(other, module, '2026-03-02', { start: '8h', end: '17h', halves: 'two', hours: 8 });
    ground.create('roll', { session: whole, [`afternoon.${ali}`]: { is: 'present' } }, HOME);
    expect(twice(here, 'marks')).toEqual([[awa, there, 'marks']]);
    // Its afternoon begins at 13 h: there is another session then.
    expect(twice(whole, 'afternoon')).toEqual([[ali, after, 'marks']]);
    ground.edit(rollId(whole), { [`marks.${ali}`]: { is: 'late' } });
    expect(twice(here, 'marks')).toEqual([
      [awa, there, 'marks'],
      [ali, whole, 'marks'],
    ]);
  });
});

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

it('Hawa followed half in one group and, having moved, half in another of the same contents: she completed, and no hour counts twice', () => {
  const ground = new Ground();
  const { programme } = ground;
  const [hawa, ali] = [ground.person('Hawa'), ground.person('Ali')];
  const [a, b] = ground.one.modules as [RecordId, RecordId];
  const [one, two, other] = [ground.cohort(ground.one), ground.cohort(ground.one), ground.cohort(ground.two)];
  const first = ground.enrol(hawa, one);
  const teach = (cohort: RecordId, module: RecordId, day: number, people = [hawa, ali]) => {
    const session = ground.session(cohort, module, `2026-03-${String(day).padStart(2, '0')}`);
    ground.roll(session, Object.fromEntries(people.map((person) => [person, 'present'])));
    return session;
  };
  teach(one, a, 2);
  const second = teach(one, a, 3);
  const next = ground.enrol(hawa, two, { on: '2026-03-10' });
  const stays = ground.enrol(ali, two, { on: '2026-03-10' });
  const elsewhere = ground.enrol(hawa, other, { on: '2026-03-10' });
  teach(two, b, 11);
  teach(two, b, 12);
  const stageOf = (person: RecordId) =>
    STAGES[funnelOf(ground.replica, get(ground, programme), '2026-06-30').standings.get(person)?.stage ?? 0];
  // Nobody said that she moved: two enrolments, each short.
  expect(ground.completion(next, two)).toMatchObject({ done: false, attended: 16, brought: { hours: 0, from: [] } });
  expect(stageOf(hawa)).toBe('started');
  ground.edit(first, { 'steps.a': { is: 'moved', on: '2026-03-09' } });
  expect(ground.completion(next, two)).toMatchObject({ done: true, attended: 32, brought: { hours: 16, from: [one] } });
  expect([stageOf(hawa), stageOf(ali)]).toEqual(['completed', 'started']);
  // Another version asks for other hours, what was followed before she moved stays where it was, and Ali was only a guest there.
  expect(ground.completion(elsewhere, other)).toMatchObject({ attended: 0, brought: { hours: 0 } });
  expect(ground.completion(first, one)).toMatchObject({ attended: 16, brought: { hours: 0 } });
  expect(ground.completion(stays, two)).toMatchObject({ attended: 16, brought: { hours: 0 } });
  // What is heard of the group she left changes the other, and so does the move taken back.
  ground.edit(rollId(second), { [`marks.${hawa}`]: { is: 'absent' } });
  expect(stageOf(hawa)).toBe('started');
  ground.edit(rollId(second), { [`marks.${hawa}`]: { is: 'late' } });
  expect(stageOf(hawa)).toBe('completed');
  // A third time on the same subject: no more than the contents ask of it.
  teach(two, a, 13);
  expect(ground.completion(next, two)).toMatchObject({ attended: 32, brought: { hours: 8 } });
  ground.edit(first, { 'steps.a': null });
  expect(stageOf(hawa)).toBe('started');
});

it('Hawa missed a session of her group and went to that of another group of the same contents: it counts in hers, once, and nobody is asked to enrol her there', () => {
  const ground = new Ground();
  const [hawa, ali] = [ground.person('Hawa'), ground.person('Ali')];
  const [a, b] = ground.one.modules as [RecordId, RecordId];
  const [one, two, other] = [ground.cohort(ground.one), ground.cohort(ground.one), ground.cohort(ground.two)];
  const hers = ground.enrol(hawa, two, { on: '2026-03-03' });
  ground.enrol(ali, one);
  const teach = (cohort: RecordId, module: RecordId, day: number, marks: { readonly [person: string]: string }) => {
    const session = ground.session(cohort, module, `2026-03-${String(day).padStart(2, '0')}`);
    ground.roll(session, marks);
    return session;
  };
  const stageOf = () =>
    STAGES[funnelOf(ground.replica, get(ground, ground.programme), '2026-06-30').standings.get(hawa)?.stage ?? 0];
  teach(two, a, 9, { [hawa]: 'present' });
  teach(two, b, 10, { [hawa]: 'present' });
  teach(two, b, 11, { [hawa]: 'present' });
  const missed = teach(two, b, 12, { [hawa]: 'absent' });
  expect(ground.completion(hers, two)).toMatchObject({ done: false, attended: 24, brought: { hours: 0, from: [] } });
  expect(stageOf()).toBe('started');
  // Another version; a day before she was enrolled anywhere; an hour at which she was in her own room.
  teach(other, ground.two.modules[1] as RecordId, 13, { [hawa]: 'present' });
  teach(one, a, 2, { [hawa]: 'present' });
  teach(one, a, 10, { [hawa]: 'present', [ali]: 'present' });
  expect(ground.completion(hers, two)).toMatchObject({ done: false, attended: 24, brought: { hours: 0, from: [] } });
  expect(stageOf()).toBe('started');
  const made = teach(one, b, 16, { [hawa]: 'late', [ali]: 'present' });
  expect(ground.completion(hers, two)).toMatchObject({ done: true, attended: 32, brought: { hours: 8, from: [one] } });
  expect(stageOf()).toBe('completed');
  expect(ownGroup(ground.replica, get(ground, made), hawa)?.id).toBe(two);
  const guests = doubtsOf(ground.replica, '2026-03-16').filter(({ kind }) => kind === 'guest');
  expect(guests).toEqual([]);
  // Present at both of two rooms at one time is one presence; a mark put right, or her enrolment ended before, gives it back.
  ground.edit(rollId(missed), { [`marks.${hawa}`]: { is: 'present' } });
  teach(one, b, 12, { [hawa]: 'present' });
  expect(ground.completion(hers, two)).toMatchObject({ attended: 32, brought: { hours: 0 } });
  ground.edit(rollId(missed), { [`marks.${hawa}`]: { is: 'absent' } });
  expect(ground.completion(hers, two)).toMatchObject({ attended: 32, brought: { hours: 8 } });
  ground.edit(rollId(made), { [`marks.${hawa}`]: { is: 'absent' } });
  expect(stageOf()).toBe('completed');
  ground.edit(hers, { 'steps.a': { is: 'left', on: '2026-03-11' } });
  expect([stageOf(), ground.completion(hers, two).attended]).toEqual(['started', 24]);
  // Once somebody enrols her there from that day, she is no guest.
  ground.edit(hers, { 'steps.a': null });
  expect(stageOf()).toBe('completed');
  ground.enrol(hawa, one, { on: '2026-03-12' });
  expect(stageOf()).toBe('started');
});

it('Hawa made up half of it in another group, then moved there, then on to other contents: what she made up is taken away by neither move', () => {
  const ground = new Ground();
  const hawa = ground.person('Hawa');
  const [a, b] = ground.one.modules as [RecordId, RecordId];
  const [one, two, other] = [ground.cohort(ground.one), ground.cohort(ground.one), ground.cohort(ground.two)];
  const teach = (cohort: RecordId, module: RecordId, on: string, more: Body = {}) => {
    const session = ground.session(cohort, module, on, more);
    ground.roll(session, { [hawa]: 'present' });
    return session;
  };
  const stageOf = () =>
    STAGES[funnelOf(ground.replica, get(ground, ground.programme), '2026-06-30').standings.get(hawa)?.stage ?? 0];
  const first = ground.enrol(hawa, one);
  teach(one, a, '2026-03-02');
  teach(one, b, '2026-03-03');
  const made = [teach(two, a, '2026-03-04'), teach(two, b, '2026-03-05')];
  expect([stageOf(), ground.completion(first, one).attended]).toEqual(['completed', 32]);
  // In two rooms at one time she was in her own: it adds nothing, before she moved and after.
  for (const cohort of [one, two]) teach(cohort, b, '2026-03-06', { start: '8h', end: '12h' });
  expect(ground.completion(first, one)).toMatchObject({ attended: 40, brought: { hours: 16, from: [two] } });
  ground.edit(first, { 'steps.a': { is: 'moved', on: '2026-03-09' } });
  expect(ground.completion(first, one)).toMatchObject({ done: true, attended: 40, brought: { hours: 16 } });
  const next = ground.enrol(hawa, two, { on: '2026-03-10' });
  expect(ground.completion(next, two)).toMatchObject({ done: true, attended: 40, brought: { hours: 24, from: [one] } });
  // Before anybody enrolled her in either, she was of no group.
  teach(two, a, '2026-02-27');
  ground.edit(rollId(made[0] as RecordId), { [`marks.${hawa}`]: { is: 'absent' } });
  expect(ground.completion(next, two)).toMatchObject({ attended: 32, brought: { hours: 24 } });
  ground.edit(next, { 'steps.a': { is: 'moved', on: '2026-03-20' } });
  const last = ground.enrol(hawa, other, { on: '2026-03-21' });
  expect(ground.completion(last, other)).toMatchObject({ attended: 0 });
  expect(ground.completion(next, two)).toMatchObject({ done: true, attended: 32, brought: { hours: 24 } });
  expect([stageOf(), ground.completion(first, one).attended]).toEqual(['completed', 32]);
});

it('an office cancels a session whose roll a trainer called out of reach: nobody has hours of it, and both are told how many were there', () => {
  const ground = new Ground();
  const cohort = ground.cohort(ground.one);
  const [awa, ali] = [ground.person('Awa'), ground.person('Ali')];
  for (const person of [awa, ali]) ground.enrol(person, cohort);
  const session = ground.session(cohort, ground.one.modules[0] as RecordId, '2026-03-02');
  ground.roll(session, { [awa]: 'present', [ali]: 'absent' });
  const told = () => {
    const { uncounted, stages } = funnelOf(ground.replica, get(ground, ground.programme), '2026-06-30');
    return [uncountedIn(ground.replica, get(ground, session)), [...uncounted], stages.started.length];
  };
  expect(told()).toEqual([0, [], 1]);
  ground.edit(session, { state: 'cancelled', why: 'Pluie' });
  expect(told()).toEqual([1, [[cohort, 1]], 0]);
  // Marked by mistake: nobody was there, and nothing is missing.
  ground.edit(rollId(session), { [`marks.${awa}`]: { is: 'absent' } });
  expect(told()).toEqual([0, [], 0]);
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
