// Aims that count by themselves: one definition stands behind a figure, « plus de » is kept to the letter, and what nobody knows is not nought.
import { expect, it } from 'vitest';
import type { RecordState } from '../../src/kernel/fold.ts';
import { branchScope } from '../../src/kernel/ids.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { definingOf, definitionText, howText, targetText } from '../../src/modules/training/aim-words.ts';
import { aimsOf, byLevel, countingOf, goalsOf } from '../../src/modules/training/aims.ts';
import { funnelOf } from '../../src/modules/training/reports.ts';
import '../../src/modules/stages.ts';
import { Copy } from './copy.ts';

const HOME = branchScope('bamako');
const TODAY = '2026-06-30';

function ground(more: object = {}) {
  const copy = new Copy();
  const programme = copy.create('programme', { name: 'P', target: 3000, counts: 'certified', ...more });
  const aim = copy.create('aim', { name: 'But', programme, rank: 1 });
  const indicator = (counts: string, level: string, body: object = {}): RecordId =>
    copy.create('indicator', { name: counts, aim, level, ...(counts && { counts }), ...body });
  const told = () => {
    const state = copy.replica.record(programme) as RecordState;
    const counting = countingOf(copy.replica, state, TODAY, () => funnelOf(copy.replica, state, TODAY));
    const all = aimsOf(copy.replica, programme, counting)[0]?.indicators ?? [];
    return { all, of: (id: RecordId) => all.find((one) => one.indicator.id === id), state };
  };
  return { copy, programme, indicator, told };
}

it('S1-48, S1-49: 351 jobs, 330 of people of 18 to 40 when hired; and 350 is not more than 350', () => {
  const { copy, programme, indicator, told } = ground({ ageFrom: 18, ageTo: 40 });
  const young = indicator('young', 'outcome', { target: 350, more: true });
  const jobs = indicator('jobs', 'output', { target: 351, more: false });
  expect(told().of(young)).toMatchObject({ value: null, reached: null, progress: null });
  const people = Array.from({ length: 351 }, (_, at) =>
    // 40 on the day they were hired still counts, 41 does not; of one nobody knows.
    copy.person(
      `P${at}`,
      at < 329 ? { birth: '2000' } : at === 329 ? { birth: '1985-01-10' } : at === 350 ? {} : { birth: '1984-12-31' },
    ),
  );
  const made = people.map((person) =>
    copy.create('job', { name: 'Métier', person, programme, kind: 'own', from: '2026-01-09' }, HOME),
  );
  const { of, state } = told();
  expect(of(jobs)).toMatchObject({ value: 351, reached: true });
  expect(of(young)).toMatchObject({ value: 330, reached: false, counted: { unknown: 1, records: made.slice(0, 330) } });
  expect(targetText(of(young) as never)).toBe('sur plus de 350 voulus');
  expect(definitionText(definingOf(state), 'young')).toContain('18 à 40 ans');
  expect(howText(state, of(young) as never)).toContain('1 emploi sans âge connu');
  for (const person of people.slice(0, 20))
    copy.create('job', { name: 'Autre', person, programme, kind: 'own', from: '2026-02' }, HOME);
  expect(told().of(young)).toMatchObject({ value: 350, reached: false });
  copy.create('job', { name: 'Autre', person: people[0] as RecordId, programme, kind: 'own', from: '2026-02' }, HOME);
  expect(told().of(young)).toMatchObject({ value: 351, reached: true });
  // Somebody said it is indirect: not one of the programme's, of the young or not. Of the others nobody said.
  copy.edit(made[1] as RecordId, { direct: false });
  copy.edit(made[2] as RecordId, { direct: true });
  expect(told().of(young)).toMatchObject({ value: 350, reached: false, counted: { unsaid: 349 } });
  expect(told().of(jobs)).toMatchObject({ value: 371 });
  expect(howText(state, told().of(jobs) as never)).toContain('Sans les emplois indirects.');
  expect(howText(state, told().of(jobs) as never)).toContain('370 emplois');
  copy.edit(made[1] as RecordId, { direct: null });
  // Over by today: it is no job of today.
  copy.edit(made[0] as RecordId, { to: '2026-05-31' });
  expect(told().of(young)).toMatchObject({ value: 350, reached: false });
});

it('S1-48: jobs that were created are counted apart from those kept and improved; one of which nobody said is in neither, and is told', () => {
  const { copy, programme, indicator, told } = ground({ ageFrom: 18, ageTo: 40 });
  const [all, created, young] = ['jobs', 'jobsnew', 'youngnew'].map((what) => indicator(what, 'output')) as RecordId[];
  const job = (birth: string, more: object = {}) => {
    const person = copy.person(birth, { birth });
    return copy.create('job', { name: 'Métier', person, programme, kind: 'own', from: '2026-01-09', ...more }, HOME);
  };
  const values = () => [all, created, young].map((id) => told().of(id as RecordId)?.value);
  job('2000');
  // Nobody said of any: that is no nought.
  expect(values()).toEqual([1, null, null]);
  const first = job('2000', { effect: 'created' });
  job('1950', { effect: 'created' });
  job('2000', { effect: 'kept' });
  job('1950', { effect: 'improved' });
  const { of, state } = told();
  expect(values()).toEqual([5, 2, 1]);
  expect(of(young as RecordId)?.counted).toEqual({ value: 1, unknown: 1, unsaid: 1, records: [first] });
  expect(howText(state, of(created as RecordId) as never)).toContain('1 emploi n’y compte pas');
  expect(definitionText(definingOf(state), 'youngnew')).toContain('18 à 40 ans');
});

it('S2-07: outputs and outcomes stand apart, and no outcome is reckoned without a follow-up', () => {
  const { copy, programme, indicator, told } = ground();
  const [impact, at12, certified, hand] = [
    indicator('job24', 'impact'),
    indicator('job12', 'outcome', { target: 3 }),
    indicator('certified', 'output', { target: 4, 'values.1': { on: '2026-05', value: 9 } }),
    indicator('', 'output', { target: 20, baseline: 40, 'values.1': { on: '2026-05', value: 19, source: 'Feuilles' } }),
  ];
  expect(told().all.map(({ value }) => value)).toEqual(told().all.map((one) => (one.what ? null : 19)));
  const cohort = copy.create('cohort', { name: 'C', programme }, HOME);
  const people = [1, 2, 3, 4].map((n) => copy.person(`P${n}`));
  for (const person of people)
    copy.create(
      'enrolment',
      { person, cohort, on: '2024-01-05', 'steps.a': { is: 'certified', on: '2024-11-15' } },
      HOME,
    );
  expect(told().of(certified)).toMatchObject({ value: 4, reached: true, progress: 1, counted: { records: people } });
  expect(told().of(at12)).toMatchObject({ value: null, reached: null });
  const say = (person: RecordId | undefined, is?: string) =>
    copy.create(
      'situation',
      {
        person: person as RecordId,
        programme,
        at: '12',
        on: '2026-01-10',
        reached: is ? 'yes' : 'no',
        ...(is && { is }),
      },
      HOME,
    );
  say(people[0], 'own');
  say(people[1], 'seeking');
  say(people[2]);
  const { all, of, state } = told();
  expect(of(at12)).toMatchObject({ value: 1, reached: false, counted: { of: 2, records: [people[0]] } });
  expect(of(impact)).toMatchObject({ value: null });
  // One typed by hand beside the counted one is told as what it is, and does not stand for it.
  expect(howText(state, of(certified) as never)).toMatch(/Écrit à la main.*9/);
  // It should fall to 20: 19 is there.
  expect(of(hand)).toMatchObject({ value: 19, reached: true });
  expect(targetText(of(hand) as never)).toBe('pour 20 au plus');
  expect(byLevel(all).map(([level, list]) => [level, list.length])).toEqual([
    ['output', 2],
    ['outcome', 1],
    ['impact', 1],
  ]);
});

it('S2-17: each goal is told with the indicators that support it', () => {
  const { copy, programme, indicator } = ground();
  const jobs = indicator('jobs', 'outcome', { sdg: ['8', '1'] });
  const trained = indicator('trained', 'output', { sdg: ['4', '8'] });
  indicator('', 'output');
  expect(
    goalsOf(aimsOf(copy.replica, programme)).map(([goal, list]) => [goal, list.map((one) => one.indicator.id)]),
  ).toEqual([
    ['1', [jobs]],
    ['4', [trained]],
    ['8', [trained, jobs]],
  ]);
});
