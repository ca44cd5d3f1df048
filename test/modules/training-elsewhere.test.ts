// Hours followed with another group, whether somebody moved there or made up what they had missed: they count, and once.
import { expect, it } from 'vitest';
import type { Body, RecordId } from '../../src/kernel/types.ts';
import { doubtsOf } from '../../src/modules/training/doubts.ts';
import { ownGroup } from '../../src/modules/training/makeup.ts';
import { funnelOf, STAGES } from '../../src/modules/training/reports.ts';
import { rollId } from '../../src/modules/training/rules.ts';
import { Ground, get } from './training-ground.ts';

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
