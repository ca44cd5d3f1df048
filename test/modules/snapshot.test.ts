// A pack is read outside the house: no figure of it stands for fewer than five people, nor can one be reckoned from two others; a pack frozen before that
// rule is read by it too.
import { expect, it } from 'vitest';
import type { RecordState } from '../../src/kernel/fold.ts';
import { branchScope } from '../../src/kernel/ids.ts';
import { aimsOf, countingOf } from '../../src/modules/training/aims.ts';
import { curveOf, packsOf, pointsOf } from '../../src/modules/training/aims-over-time.ts';
import { COUNTS, type Count } from '../../src/modules/training/counts.ts';
import { PACK_LANGUAGES, packWords } from '../../src/modules/training/pack-words.ts';
import { funnelOf, STAGES } from '../../src/modules/training/reports.ts';
import { type Frozen, freeze, frozenOf } from '../../src/modules/training/snapshot.ts';
import { OUTCOMES } from '../../src/modules/training/stages.ts';
import '../../src/modules/stages.ts';
import { Copy } from './copy.ts';

const HOME = branchScope('bamako');
const TODAY = '2026-06-30';

it('hides the few of a stage, of an outcome and between two stages, and says so in each language', async () => {
  const copy = new Copy();
  const programme = copy.create('programme', { name: 'P', target: 100, counts: 'certified' });
  const cohort = copy.create('cohort', { name: 'C', programme }, HOME);
  for (let at = 0; at < 23; at++) {
    const person = copy.person(`P${at}`, { sex: at < 10 ? 'f' : 'm', birth: '2003' });
    // 20 of 23 enrolled have their certificate: three do not, and that is few.
    const steps = at < 20 ? { 'steps.a': { is: 'certified', on: '2025-11-15' } } : {};
    copy.create('enrolment', { person, cohort, on: '2025-01-05', ...steps }, HOME);
    if (at < 12)
      copy.create(
        'situation',
        { person, programme, at: '6', on: '2026-06-01', reached: 'yes', is: at < 3 ? 'job' : 'seeking' },
        HOME,
      );
  }
  const funnel = funnelOf(copy.replica, copy.replica.record(programme) as RecordState, TODAY);
  const by = { kind: [['own', 9] as const, ['member', 6] as const, ['family', 2] as const], sex: [['f', 3] as const] };
  const frozen = freeze(funnel, TODAY, 0, { all: 17, by, indirect: 6 });
  expect(frozen.jobs?.by['kind']).toEqual([
    ['own', 9],
    ['member', null],
    ['family', null],
  ]);
  expect(frozen.jobs?.by['sex']).toEqual([['f', null]]);
  expect(frozen.trained).toBe(20);
  expect(frozen.stages.map(([stage, n, women]) => `${stage} ${n} ${women}`)).toEqual([
    // Three more than those certified: one of the two is hidden, and what the programme counts is shown.
    'applied null null',
    'selected null null',
    'enrolled null null',
    'started 20 10',
    'completed 20 10',
    'certified 20 10',
  ]);
  expect(frozen.after.find(([outcome]) => outcome === 'job6')).toEqual(['job6', null, null]);
  const about = {
    fr: [/indirects \(6\) ne sont pas/, /petits nombres.*moins de 5/],
    en: [/Indirect jobs \(6\) are not/, /Small numbers.*fewer than 5/],
    es: [/indirectos \(6\) no están/, /números pequeños.*[Mm]enos de 5/],
  } as const;
  for (const language of PACK_LANGUAGES) {
    const words = await packWords(frozen, language);
    expect(words.after.lines.map(({ text }) => text)).toEqual(['0', '0', '0', 'n.p.', '', '']);
    expect(words.jobs?.groups[0]?.rows.map(({ text }) => text)).toEqual(['9', 'n.p.', 'n.p.']);
    expect(words.page(3)).toContain('3');
    // S1-48: a pack tells the jobs a programme counts, and how many were said to be indirect.
    expect(words.how.join(' ')).toMatch(about[language][0]);
    expect(words.how.at(-1)).toMatch(about[language][1]);
  }
});

it('created jobs of the young are told only where neither the young, the created nor the others give back a few', () => {
  const told = (youngNew: number, oldNew: number) => {
    const copy = new Copy();
    const programme = copy.create('programme', { name: 'P', target: 100, counts: 'certified', ageFrom: 18, ageTo: 30 });
    for (let at = 0; at < 23; at++) {
      const person = copy.person(`P${at}`, { birth: at < 12 ? '2003' : '1980' });
      const effect = at < youngNew || (at >= 12 && at < 12 + oldNew) ? 'created' : 'kept';
      copy.create('job', { name: 'Métier', person, programme, kind: 'own', from: '2026-01-09', effect }, HOME);
    }
    const aim = copy.create('aim', { name: 'But', programme, rank: 1 });
    for (const counts of ['jobsnew', 'youngnew'])
      copy.create('indicator', { name: counts, aim, level: 'output', counts });
    const state = copy.replica.record(programme) as RecordState;
    const funnel = funnelOf(copy.replica, state, TODAY);
    const counting = countingOf(copy.replica, state, TODAY, () => funnel);
    const created = youngNew + oldNew;
    const parts = [['created', created] as const, ['kept', 23 - created] as const];
    const age = [['18-30', 12] as const, ['31-', 11] as const];
    const aims = aimsOf(copy.replica, programme, counting);
    const frozen = freeze(funnel, TODAY, 0, { all: 23, by: { age, effect: parts }, indirect: 0 }, aims);
    const lines = frozen.aims?.list[0]?.indicators ?? [];
    return Object.fromEntries(lines.map(({ name, value }) => [name, value]));
  };
  expect(told(7, 6)).toEqual({ jobsnew: 13, youngnew: 7 });
  // Four of the young would be left, then four of the others.
  expect(told(8, 6)).toEqual({ jobsnew: 14, youngnew: null });
  expect(told(7, 7)).toEqual({ jobsnew: 14, youngnew: null });
});

it('the aims of a pack hide what its other figures hide, and tell no data from few and from none', async () => {
  const copy = new Copy();
  const programme = copy.create('programme', { name: 'P', target: 100, counts: 'certified', ageFrom: 18, ageTo: 30 });
  const cohort = copy.create('cohort', { name: 'C', programme }, HOME);
  for (let at = 0; at < 23; at++) {
    const person = copy.person(`P${at}`, { birth: at < 12 ? '2003' : '1980' });
    const steps = at < 20 ? { 'steps.a': { is: 'certified', on: '2025-11-15' } } : {};
    copy.create('enrolment', { person, cohort, on: '2025-01-05', ...steps }, HOME);
    copy.create('job', { name: 'Métier', person, programme, kind: 'own', from: '2026-01-09' }, HOME);
  }
  const aim = copy.create('aim', { name: 'But', programme, rank: 1 });
  for (const [level, body] of [
    ['output', { counts: 'certified', target: 20, more: true }],
    ['output', { counts: 'enrolled' }],
    ['output', { 'values.1': { on: '2026-05', value: 3 } }],
    ['outcome', { counts: 'young', target: 12 }],
    ['outcome', { counts: 'job12' }],
  ] as const)
    copy.create('indicator', { name: String(body['counts' as never] ?? 'typed'), aim, level, ...body });
  const state = copy.replica.record(programme) as RecordState;
  const funnel = funnelOf(copy.replica, state, TODAY);
  const aims = aimsOf(
    copy.replica,
    programme,
    countingOf(copy.replica, state, TODAY, () => funnel),
  );
  const told = (byAge: readonly (readonly [string, number])[]) =>
    Object.fromEntries(
      (
        freeze(funnel, TODAY, 0, { all: 23, by: { age: byAge }, indirect: 0 }, aims).aims?.list[0]?.indicators ?? []
      ).map(({ name, known, value }) => [name, known ? value : 'no data']),
    );
  const ages: readonly (readonly [string, number])[] = [
    ['18-24', 12],
    ['31-', 11],
  ];
  // 23 enrolled beside 20 certified would tell of three; three typed by hand are few.
  expect(told(ages)).toEqual({ certified: 20, enrolled: null, typed: null, young: 12, job12: 'no data' });
  // One hidden age among those of the young would be what is left of them.
  expect(
    told([
      ['18-24', 9],
      ['25-30', 3],
      ['31-', 6],
    ])['young'],
  ).toBeNull();
  const frozen = freeze(funnel, TODAY, 0, { all: 23, by: { age: ages }, indirect: 3 }, aims);
  const words = await packWords(frozenOf(JSON.stringify(frozen)) as Frozen, 'fr');
  const lines = words.aims?.pages.flat() ?? [];
  expect(lines.map(({ is }) => is)).toEqual(['aim', 'level', 'line', 'line', 'line', 'level', 'line', 'line']);
  expect(lines.find(({ label }) => label === 'certified')?.text).toBe('20 sur plus de 20 voulus (pas encore atteint)');
  expect(lines.find(({ label }) => label === 'young')?.how).toContain('18 à 30 ans');
  expect(lines.find(({ label }) => label === 'young')?.how).toContain('Sans les emplois indirects.');
  expect(words.how.join(' ')).toContain('Les emplois indirects (n.p.) ne sont pas dans ces chiffres.');
  // One frozen before they were left out does not say that they are.
  const jobs = { ...frozen.jobs, indirect: undefined };
  const old = await packWords(frozenOf(JSON.stringify({ ...frozen, jobs })) as Frozen, 'fr');
  expect(JSON.stringify([old.how, old.aims])).not.toContain('indirects');
  expect(words.page(4)).toContain('4 sur 4');
});

it('reads a pack of before by the same rule', async () => {
  const before = {
    v: 1,
    day: TODAY,
    received: 0,
    target: 10,
    rule: 'certified',
    trained: 3,
    women: null,
    stages: [
      ['applied', 30, 20, 10, 0],
      ['certified', 3, null, null, 0],
    ],
    after: [['job12', 1, 2]],
    by: { sex: [['f', null]] as [string, number | null][] },
    groups: 1,
    silent: [0, 0],
  };
  const read = frozenOf(JSON.stringify(before)) as Frozen;
  expect([read.trained, read.stages, read.after]).toEqual([
    null,
    [
      ['applied', 30, 20],
      ['certified', null, null],
    ],
    [['job12', null, null]],
  ]);
  const words = await packWords(read, 'fr');
  expect(words.sum).toBe('Moins de 5 personnes formées sur 10');
  expect(words.path.lines.map(({ text }) => text)).toEqual(['30', 'n.p.']);
});

it('a pack in Spanish or English leaves no word in French, whatever it has to tell', async () => {
  const parts = (keys: readonly string[]): [string, number][] => keys.map((key) => [key, 20]);
  const known = { on: '2026-05', known: true, value: 20, target: 30, baseline: 10, more: true };
  const indicator = (what: Count | null, level: string, more: object = {}) => ({
    name: '1',
    level,
    what,
    ...known,
    ...more,
  });
  const whole = (rule: string, created: string): Frozen => ({
    v: 1,
    day: '2026-05-01',
    received: Date.parse('2026-12-01T00:00:00Z'),
    heard: [8, 10],
    target: 3000,
    rule,
    created,
    trained: 2044,
    women: 1084,
    stages: STAGES.map((stage) => [stage, 2044, 1084]),
    after: OUTCOMES.map((outcome, at) => [outcome, 100, at === 0 ? null : at === 1 ? 0 : 200]),
    by: { sex: parts(['f', 'm', '']), age: parts(['18-24', '31-', '']), commune: parts(['…', '']) },
    jobs: {
      all: 1200,
      indirect: 40,
      by: {
        sex: parts(['f', 'm', '']),
        age: parts(['18-24', '31-', '']),
        kind: parts(['employee', 'own', 'member', 'family', 'apprentice', 'seasonal']),
        effect: parts(['created', 'kept', 'improved']),
        direct: parts(['yes', 'no', '']),
        evidence: parts(['contract', 'seen', 'employer', 'said']),
      },
    },
    aims: {
      ages: [18, 35],
      list: [
        { name: '1', indicators: [] },
        {
          name: '1',
          indicators: [
            ...COUNTS.map(({ value: what }) => indicator(what, 'output', { of: 20 })),
            indicator(null, 'outcome', { target: 5, more: false }),
            indicator(null, 'impact', { known: false, value: null, on: '' }),
          ],
        },
      ],
    },
    groups: 112,
    silent: [4, 11],
    unfinished: 2,
  });
  const textsOf = (value: unknown): readonly string[] =>
    typeof value === 'string'
      ? [value]
      : Object.entries(value ?? {}).flatMap(([key, one]) => (key === 'is' ? [] : textsOf(one)));
  for (const [rule, created] of [
    ['started', 'operating'],
    ['completed', 'registered'],
    ['certified', 'operating'],
  ] as const) {
    const frozen = frozenOf(JSON.stringify(whole(rule, created))) as Frozen;
    const french = textsOf(await packWords(frozen, 'fr'));
    for (const language of ['en', 'es'] as const) {
      const said = textsOf(await packWords(frozen, language));
      expect(said.length).toBe(french.length);
      const same = said.filter((text, at) => text === french[at] && /[a-z]/i.test(text));
      expect(same, language).toEqual([]);
    }
  }
});

it('a figure over time is what was typed and what packs froze; a hidden one is a gap in the line, and what nobody knew is no point', () => {
  const copy = new Copy();
  const programme = copy.create('programme', { name: 'P', target: 100, counts: 'certified' });
  const cohort = copy.create('cohort', { name: 'C', programme }, HOME);
  const aim = copy.create('aim', { name: 'But', programme, rank: 1 });
  copy.create('indicator', { name: 'Certifiés', aim, level: 'output', counts: 'certified' });
  copy.create('indicator', {
    name: 'Revenu',
    aim,
    level: 'outcome',
    'values.a': { on: '2026-05', value: 40 },
    'values.b': { on: '2025', value: 12 },
  });
  const state = () => copy.replica.record(programme) as RecordState;
  const enrol = (many: number) => {
    for (let at = 0; at < many; at++) {
      const certified = { 'steps.a': { is: 'certified', on: '2025-01-15' } };
      copy.create('enrolment', { person: copy.person(`P${at}`), cohort, on: '2025-01-05', ...certified }, HOME);
    }
  };
  const aims = (day: string) =>
    aimsOf(
      copy.replica,
      programme,
      countingOf(copy.replica, state(), day, () => funnelOf(copy.replica, state(), day)),
    );
  const pack = (on: string) => {
    const figures = JSON.stringify(freeze(funnelOf(copy.replica, state(), on), on, 0, undefined, aims(on)));
    return copy.create('programme_figures', { programme, on, figures });
  };
  const points = () => {
    const [one] = aims(TODAY);
    return one?.indicators.map((indicator) => pointsOf(one.aim, indicator, packsOf(copy.replica, programme))) ?? [];
  };
  pack('2025-01-31');
  for (const [many, day] of [
    [3, '2025-02-28'],
    [3, '2025-03-31'],
    [7, '2025-04-30'],
  ] as const) {
    enrol(many);
    pack(day);
  }
  const late = pack('2025-05-31');
  const [counted = [], typed = []] = points();
  expect(counted.map(({ on, value }) => [on, value])).toEqual([
    ['2025-02-28', null],
    ['2025-03-31', 6],
    ['2025-04-30', 13],
    ['2025-05-31', 13],
  ]);
  expect(typed).toEqual([
    { on: '2025', value: 12 },
    { on: '2026-05', value: 40 },
  ]);
  const curve = curveOf([{ on: '2025-01', value: 8 }, ...counted]);
  expect([curve?.lines.length, curve?.lines[0]?.split(' ').length, curve?.dots.length]).toEqual([1, 3, 4]);
  expect(curveOf(typed)?.dots).toEqual([
    [4, 40.4],
    [296, 4],
  ]);
  // 12 and 40 stand over nothing, which is drawn.
  expect(curveOf(typed)?.zero).toBe(56);
  expect(curveOf(counted.slice(0, 2))).toBeNull();
  copy.hide(late);
  expect(points()[0]).toHaveLength(3);
});
