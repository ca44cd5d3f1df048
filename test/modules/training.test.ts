// Rules of training, each against figures reckoned by hand: ages with uncertain births, hours as people write them, completion on one’s own version of
// the contents.
import { describe, expect, it } from 'vitest';
import type { Body, RecordId } from '../../src/kernel/types.ts';
import { followedText } from '../../src/modules/training/reasons.ts';
import {
  ageRuleOf,
  calledIn,
  eligibleBy,
  type Half,
  hourSaid,
  hoursOf,
  minutesOf,
} from '../../src/modules/training/rules.ts';
import { comesLate } from '../../src/modules/training/stay.ts';
import { Copy } from './copy.ts';
import { Ground, get, HOME } from './training-ground.ts';

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
  expect(['8h30', '08:05', '12h', 'midi', ''].map(hourSaid)).toEqual(['08:30', '08:05', '12:00', 'midi', '']);
});

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
    const decided = ground.completion(of, cohort);
    expect(decided).toMatchObject({ done: true, by: 'decision', why: [] });
    // Never that they lack hours: somebody decided that it is enough.
    expect(followedText(decided)).toBe('A terminé, par décision (16\u00a0h suivies sur 40).');
    const byHours = { ...decided, by: 'hours' as const, attended: 31 + 19 / 60, needed: 30 };
    expect(followedText(byHours)).toBe('31\u00a0h\u00a019 suivies, il en fallait 30.');
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
