// The roll: called on phones that never met, by two trainers at once, for a session that an office cancelled.
import { describe, expect, it } from 'vitest';
import { conflictsOf } from '../../src/kernel/fold.ts';
import { DEFAULT_SETTINGS } from '../../src/kernel/judge.ts';
import { Replica } from '../../src/kernel/replica.ts';
import type { Body, Change, Known, RecordId } from '../../src/kernel/types.ts';
import { declarations } from '../../src/modules/index.ts';
import { uncountedIn } from '../../src/modules/training/calling.ts';
import { rollHere } from '../../src/modules/training/marks.ts';
import { funnelOf } from '../../src/modules/training/reports.ts';
import { elsewhere } from '../../src/modules/training/rooms.ts';
import { calledIn, disputed, type Half, marksOf, rollId } from '../../src/modules/training/rules.ts';
import { dev, NETWORK, NOW } from '../kernel/hands.ts';
import { Ground, get, HOME } from './training-ground.ts';

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
