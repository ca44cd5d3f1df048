// Enterprises a programme supported: each counts once however often it was helped, and survival is told over those reached and over all.
import { expect, it } from 'vitest';
import type { RecordState } from '../../src/kernel/fold.ts';
import { branchScope } from '../../src/kernel/ids.ts';
import type { Body, RecordId } from '../../src/kernel/types.ts';
import {
  criteriaLeft,
  isOutside,
  PLACES,
  pipelineOf,
  qualifies,
  supportedBy,
  survivalOf,
} from '../../src/modules/followup/enterprises.ts';
import { endOf, isActive, isRunning, lacksPaper, stageOn } from '../../src/modules/followup/life.ts';
import { goesOn } from '../../src/modules/followup/screens/step-body.ts';
import { gridOf, verifiedBy } from '../../src/modules/followup/screens/verified.ts';
import { countingOf } from '../../src/modules/training/aims.ts';
import { funnelOf } from '../../src/modules/training/reports.ts';
import '../../src/modules/stages.ts';
import { type Answers, answersOf, askedOf, asking, formOf } from '../../src/ui/record-form.ts';
import { Copy } from './copy.ts';

const HOME = branchScope('bamako');
const TODAY = '2026-06-30';

function ground() {
  const copy = new Copy();
  const programme = copy.create('programme', { name: 'P', target: 10, counts: 'certified' });
  let n = 0;
  const enterprise = (on: string, more: Body = {}) =>
    copy.create('enterprise', { organisation: copy.organisation(`E${++n}`), programme, on, ...more }, HOME);
  return { copy, programme, enterprise };
}

it('S1-42: created in 2025 and strengthened in 2026 is one in each and one in all', () => {
  const { copy, programme, enterprise } = ground();
  const both = enterprise('2025-03', {
    'supports.1': { kind: 'created', on: '2025-03' },
    'supports.2': { kind: 'strengthened', on: '2026-02' },
  });
  const helped = enterprise('2011', { 'supports.1': { kind: 'strengthened', on: '2026-01' } });
  // Nobody said: the programme helped to create it.
  const silent = enterprise('2026-01');
  const ids = (list: readonly RecordState[]) => list.map(({ id }) => id).sort();
  expect(ids(supportedBy(copy.replica, programme))).toEqual([both, helped, silent].sort());
  expect(ids(supportedBy(copy.replica, programme, 'created'))).toEqual([both, silent].sort());
  expect(ids(supportedBy(copy.replica, programme, 'strengthened'))).toEqual([both, helped].sort());
  const state = copy.replica.record(programme) as RecordState;
  const count = countingOf(copy.replica, state, TODAY, () => funnelOf(copy.replica, state, TODAY));
  expect((['supported', 'enterprises', 'strengthened'] as const).map((what) => count(what).value)).toEqual([3, 2, 2]);
});

it('S1-42: created in one programme and strengthened in another is one in each, and neither takes what the other did', () => {
  const { copy, programme, enterprise } = ground();
  const next = copy.create('programme', { name: 'Q', target: 10, counts: 'certified' });
  // Nobody said what its own programme did: it helped to create it, whatever another gave it since.
  const both = enterprise('2025-03', { 'supports.1': { kind: 'strengthened', on: '2026-02', programme: next } });
  const own = enterprise('2025-04', { 'supports.1': { kind: 'strengthened', on: '2026-02', programme } });
  const counted = (of: RecordId) => {
    const state = copy.replica.record(of) as RecordState;
    const count = countingOf(copy.replica, state, TODAY, () => funnelOf(copy.replica, state, TODAY));
    return (['supported', 'enterprises', 'strengthened', 'active'] as const).map((what) => count(what).value);
  };
  expect([counted(programme), counted(next)]).toEqual([
    [2, 1, 1, 1],
    [1, 0, 1, 0],
  ]);
  expect(supportedBy(copy.replica, next).map(({ id }) => id)).toEqual([both]);
  // Looks are months after what its own programme did.
  expect(survivalOf(copy.replica, next, TODAY)[0]?.all).toBe(0);
  const twin = copy.create('programme', { name: 'Q bis', target: 10, counts: 'certified' });
  copy.merge(next, twin);
  expect(counted(twin)).toEqual([1, 0, 1, 0]);
  copy.hide(both);
  expect([counted(programme), counted(twin)]).toEqual([
    [1, 0, 1, 0],
    [null, null, null, null],
  ]);
  expect(supportedBy(copy.replica, programme).map(({ id }) => id)).toEqual([own]);
});

it('S1-43: 8 alive, 1 closed, 1 not reached: 8 of 9 reached, 8 of 10 in all', () => {
  const { copy, programme, enterprise } = ground();
  const look = (is: string, on = '2026-02-10'): Body => ({ 'looks.1': { at: '12', on, is } });
  for (let at = 0; at < 7; at++) enterprise('2025-02-01', look('alive'));
  // Two phones looked: the later answer stands.
  enterprise('2025-02-01', { ...look('unreached'), 'looks.2': { at: '12', on: '2026-03', is: 'alive' } });
  // Nobody looked, and it is known to have stopped before.
  enterprise('2025-02-01', { ended: '2025-11' });
  enterprise('2025-02-01', look('unreached'));
  enterprise('2026-01-15');
  // It stopped later than that: how it was then is still to be asked.
  const asked = enterprise('2025-02-01', { ended: '2026-05' });
  const [six, twelve] = survivalOf(copy.replica, programme, TODAY);
  expect(twelve).toMatchObject({ months: 12, reached: 9, all: 11, alive: { length: 8 }, closed: { length: 1 } });
  expect(twelve?.unreached).toHaveLength(1);
  expect(twelve?.unasked.map(({ id }) => id)).toEqual([asked]);
  expect(six?.early).toHaveLength(1);
  copy.hide(asked);
  expect(survivalOf(copy.replica, programme, TODAY)[1]).toMatchObject({ reached: 9, all: 10, alive: { length: 8 } });
});

it('S1-43: one that was found closed has ended: it is in no figure of those that go on, and nobody has to look again', () => {
  const { copy, programme, enterprise } = ground();
  const look = (n: number, at: string, on: string, is: string): Body => ({ [`looks.${n}`]: { at, on, is } });
  // Found closed at 6 months, so late that 12 months had passed.
  const closed = enterprise('2025-02-01', look(1, '6', '2026-03', 'closed'));
  // One went by an empty stall, the next found them at work.
  const wrong = enterprise('2025-02-01', {
    ...look(1, '6', '2025-08-10', 'closed'),
    ...look(2, '12', '2026-02-10', 'alive'),
  });
  const said = enterprise('2025-02-01', { ...look(1, '12', '2026-02-10', 'closed'), ended: '2025-11' });
  const get = (id: ReturnType<typeof enterprise>) => copy.replica.record(id) as RecordState;
  expect([closed, wrong, said].map((id) => endOf(get(id)))).toEqual(['2026-03-01', '', '2025-11-01']);
  expect([closed, wrong, said].map((id) => isActive(get(id), TODAY))).toEqual([false, true, false]);
  expect(isActive(get(closed), '2026-02-28')).toBe(true);
  const twelve = survivalOf(copy.replica, programme, TODAY)[1];
  expect(twelve).toMatchObject({ reached: 3, all: 3, alive: { length: 1 }, closed: { length: 2 }, unasked: [] });
  const state = get(programme);
  const count = countingOf(copy.replica, state, TODAY, () => funnelOf(copy.replica, state, TODAY));
  expect(count('active').value).toBe(1);
});

it('S1-46: 7 that work, 2 registered, 1 idea: 7 of 10 are created where that means to work, and those with their paper where it means that', () => {
  const { copy, programme, enterprise } = ground();
  const step = (n: number, is: string, on: string, proof = ''): Body => ({
    [`stages.${n}`]: { is, on, ...(proof && { proof }), ...(proof === 'paper' && { paper: 'RCCM 12' }) },
  });
  const paper = step(3, 'registered', '2025-09', 'paper');
  const way = { ...step(1, 'idea', '2025-02'), ...step(2, 'plan', '2025-05') };
  // Of old nobody wrote the way: it has worked since it began.
  enterprise('2025-02-01');
  for (let at = 0; at < 6; at++) enterprise('2025-02', { ...way, ...paper, ...step(4, 'operating', '2026-01') });
  for (let at = 0; at < 2; at++) enterprise('2025-02', { ...way, ...paper });
  const idea = enterprise('2026-05', step(1, 'idea', '2026-05'));
  const get = (id: RecordId) => copy.replica.record(id) as RecordState;
  const told = () => {
    const { all, at, created, lacking, how } = pipelineOf(copy.replica, programme, TODAY);
    return [how, created.length, all.length, ...PLACES.map((place) => at[place].length), lacking.length];
  };
  const counted = (what: 'supported' | 'enterprises' | 'active') => {
    const state = get(programme);
    return countingOf(copy.replica, state, TODAY, () => funnelOf(copy.replica, state, TODAY))(what).value;
  };
  expect(told()).toEqual(['operating', 7, 10, 1, 0, 2, 7, 0, 0]);
  expect([counted('supported'), counted('enterprises'), counted('active')]).toEqual([10, 7, 7]);
  // An idea has nothing to survive; months count from the day it is created, not from its first idea.
  expect(survivalOf(copy.replica, programme, TODAY)[0]).toMatchObject({ early: { length: 6 }, unasked: { length: 1 } });
  copy.edit(programme, { created: 'registered' });
  expect(told()).toEqual(['registered', 8, 10, 1, 0, 2, 7, 0, 1]);
  expect([counted('enterprises'), counted('active')]).toEqual([8, 6]);

  // The word of its founders registers nobody: it stays at its plan until there is a paper.
  copy.edit(idea, step(9, 'registered', '2026-06', 'said'));
  expect([stageOn(get(idea), TODAY), lacksPaper(get(idea))]).toEqual(['plan', true]);
  expect(told()).toEqual(['registered', 8, 10, 0, 1, 2, 7, 0, 2]);
  copy.edit(idea, step(9, 'registered', '2026-06', 'paper'));
  expect([stageOn(get(idea), '2026-05-31'), stageOn(get(idea), TODAY)]).toEqual(['idea', 'registered']);
  expect(told()).toEqual(['registered', 9, 10, 0, 0, 3, 7, 0, 1]);
  // Given up: still created, and no more on the way.
  copy.edit(idea, { ended: '2026-06-20' });
  expect(told()).toEqual(['registered', 9, 10, 0, 0, 2, 7, 1, 1]);
});

it('S1-46: in the funnel somebody has an enterprise from the day it is created, as their programme means it', () => {
  const { copy, programme } = ground();
  const cohort = copy.create('cohort', { name: 'C', programme }, HOME);
  const shops = ['operating', 'idea'].map((is) => {
    const person = copy.person(is);
    const steps = { 'steps.a': { is: 'certified', on: '2025-06-01' } };
    copy.create('enrolment', { person, cohort, on: '2025-01-05', ...steps }, HOME);
    const organisation = copy.organisation(is);
    copy.tie(person, organisation, 'founder');
    copy.create('enterprise', { organisation, programme, on: '2026', 'stages.1': { is, on: '2026-02' } }, HOME);
    return person;
  });
  const founders = (day: string) => {
    const { after } = funnelOf(copy.replica, copy.replica.record(programme) as RecordState, day);
    return after.find(({ outcome }) => outcome === 'enterprise')?.persons;
  };
  expect([founders('2026-01-31'), founders(TODAY)]).toEqual([[], [shops[0]]]);
});

it('S1-46: « enregistrée » added in the form of an enterprise that has long worked does not make it stop working', () => {
  const { copy, enterprise } = ground();
  const old = enterprise('2024-03');
  const get = () => copy.replica.record(old) as RecordState;
  const registered: Body = { is: 'registered', on: '2026-05-02', proof: 'paper' };
  const answer = JSON.stringify({ 'new-1': registered });
  expect([goesOn(get(), ''), goesOn(null, answer)]).toEqual([{}, {}]);
  expect(goesOn(get(), JSON.stringify({ 'new-1': { is: 'operating', on: '2025' } }))).toEqual({});
  copy.edit(old, { 'stages.1': registered, ...goesOn(get(), answer) });
  expect([stageOn(get(), '2026-06-30'), isRunning(get(), TODAY), stageOn(get(), '2025-01-01')]).toEqual([
    'operating',
    true,
    'operating',
  ]);
  // It says its way now: what is added next is all that is added.
  expect(goesOn(get(), answer)).toEqual({});
});

it('two sheets of one group, found to be one, are one enterprise; who founded it under either sheet has it in the funnel', () => {
  const { copy, programme, enterprise } = ground();
  const cohort = copy.create('cohort', { name: 'C', programme }, HOME);
  const [kept, other] = [copy.organisation('Benkadi'), copy.organisation('BENKADI')];
  const people = [kept, other].map((organisation, at) => {
    const person = copy.person(`P${at}`);
    const steps = { 'steps.a': { is: 'certified', on: '2025-06-01' } };
    copy.create('enrolment', { person, cohort, on: '2025-01-05', ...steps }, HOME);
    copy.tie(person, organisation, 'founder');
    return person;
  });
  enterprise('2026-01');
  // Written under the sheet that goes: what more was said of it stands, whichever was heard first.
  copy.create(
    'enterprise',
    { organisation: other, programme, on: '2026', 'supports.1': { kind: 'strengthened' } },
    HOME,
  );
  const told = () => {
    const state = copy.replica.record(programme) as RecordState;
    const funnel = funnelOf(copy.replica, state, TODAY);
    const count = countingOf(copy.replica, state, TODAY, () => funnel);
    return [
      [...(funnel.after.find(({ outcome }) => outcome === 'enterprise')?.persons ?? [])].sort(),
      ...(['supported', 'enterprises', 'strengthened'] as const).map((what) => count(what).value),
    ];
  };
  expect(told()).toEqual([[], 2, 1, 1]);
  copy.create('enterprise', { organisation: kept, programme, on: '2026-02' }, HOME);
  expect(told()).toEqual([[people[0]], 3, 2, 1]);
  copy.edit(copy.replica.list('enterprise').at(-1)!.id, {
    'supports.1': { kind: 'created', on: '2026-02' },
    'supports.2': { kind: 'strengthened', on: '2026-05' },
  });
  copy.merge(other, kept);
  expect(told()).toEqual([[...people].sort(), 2, 2, 1]);
});

it('S1-47: who opens the criteria says who verified them and when; the version of the grid is written with what is verified, and with nothing else', () => {
  const { copy, enterprise } = ground();
  const one = enterprise('2025-03');
  const whole = formOf(copy.replica.id.decl, 'enterprise');
  const alone = asking(whole, ({ field }) => field === 'criteria');
  const me = { person: 'me' } as Parameters<typeof verifiedBy>[0]['me'];
  const open = { replica: copy.replica, me, now: Date.UTC(2026, 5, 30) };
  const { form, before } = verifiedBy(open, alone, one);
  expect(form.questions.map(({ field }) => field)).toEqual(['criteria', 'criteriaBy', 'criteriaOn']);
  expect(before).toEqual({ criteriaBy: 'me', criteriaOn: '2026-06-30' });
  const shown = (criteria: string) => askedOf(form.questions, { criteria }).length;
  expect([shown(''), shown('[]'), shown('["profit"]')]).toEqual([1, 1, 3]);

  const body = (answers: Answers) => gridOf(copy.replica, form, one, answers);
  const told = { criteria: '["profit"]', ...before };
  expect([body(told), body(before), body({ criteria: '[]', ...before })]).toEqual([
    { criteriaVersion: '2022' },
    {},
    {},
  ]);
  copy.edit(one, {
    criteria: ['profit'],
    criteriaBy: copy.person('Awa'),
    criteriaOn: '2026-06',
    criteriaVersion: '2015',
  });
  // Saved as they stand, or with another answer beside, they are as they were verified.
  const stands = answersOf(copy.replica, whole, one);
  expect(body({ ...stands, service: 'Savons' })).toEqual({});
  expect(body({ ...stands, criteriaOn: '2026-06-30' })).toEqual({ criteriaVersion: '2022' });
  expect(verifiedBy(open, whole, one).before).toEqual({});
});

it('S1-47, S1-50: three criteria of four are to be completed and do not count; another sector is warned of, not refused', () => {
  const { copy, programme, enterprise } = ground();
  const get = (id: ReturnType<typeof enterprise>) => copy.replica.record(id) as RecordState;
  const whole = enterprise('2025-03', { criteria: ['purpose', 'governance', 'profit', 'autonomy'] });
  const three = enterprise('2025-03', { criteria: ['purpose', 'governance', 'profit'], domain: 'transport' });
  const unseen = enterprise('2025-03');
  enterprise('2025-03', { criteria: ['purpose', 'governance', 'profit', 'autonomy'], ended: '2026-01' });
  expect([whole, three, unseen].map((id) => criteriaLeft(get(id)))).toEqual([[], ['autonomy'], null]);
  expect([whole, three, unseen].map((id) => qualifies(get(id)))).toEqual([true, false, false]);
  const state = get(programme);
  const count = countingOf(copy.replica, state, TODAY, () => funnelOf(copy.replica, state, TODAY));
  expect(count('sse')).toEqual({ value: 1, records: [whole], unknown: 2 });
  expect(isOutside(copy.replica, programme, 'transport')).toBe(false);
  copy.edit(programme, { sectors: ['agro', 'craft', 'health'] });
  expect(['transport', 'health', ''].map((one) => isOutside(copy.replica, programme, one))).toEqual([
    true,
    false,
    false,
  ]);
});
