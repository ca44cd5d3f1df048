// Which form for us, and the way to it: what the law asks comes from its file with its article, nothing is refused, and a group is told what is missing.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type RecordState, textOf } from '../../src/kernel/fold.ts';
import type { Body, RecordId } from '../../src/kernel/types.ts';
import minimums from '../../src/modules/directory/auscoop.json';
import { KINDS } from '../../src/modules/directory/model.ts';
import { cardActs, pointActs, stepActs } from '../../src/modules/legalform/acts.ts';
import data from '../../src/modules/legalform/law.json';
import { formCalled, forms, minimumOf, questions, ruleOf } from '../../src/modules/legalform/law.ts';
import words from '../../src/modules/legalform/messages/screens/fr.json';
import { FORMS, STEPS } from '../../src/modules/legalform/model.ts';
import { membersOfGroup, suggest, type Way, wayOf, waysOn } from '../../src/modules/legalform/rules.ts';
import { Copy } from './copy.ts';

const TODAY = '2026-11-26';
const minimum = (form: string): number => {
  const known = formCalled(form);
  return known ? minimumOf(known) : 0;
};
const SCOOPS = minimum('scoops');
const TRADE = { why: 'trade', gains: 'work', vote: 'each' };

/** A group with so many founders, on its way, with these steps done on these days. */
function onItsWay(members: number, steps: { readonly [step: string]: string } = {}, form = 'scoops') {
  const copy = new Copy();
  const group = copy.organisation('Teinturières');
  const people = Array.from({ length: members }, (_, at) => copy.person(`Membre ${at}`));
  for (const person of people) copy.tie(person, group, 'founder');
  const done = Object.fromEntries(Object.entries(steps).map(([step, on]) => [`steps.${step}`, { step, on }]));
  const record = copy.create('formalisation', { organisation: group, form, ...done });
  const way = (day = TODAY): Way => wayOf(copy.replica, copy.replica.record(record) as RecordState, day) as Way;
  return { copy, group, people, record, way };
}
/** Everything before the file is handed in, a day each. */
const toTheDoor = Object.fromEntries(
  (formCalled('scoops')?.steps ?? [])
    .slice(
      0,
      (formCalled('scoops')?.steps ?? []).findIndex(({ step }) => step === 'deposit'),
    )
    .map(({ step }, at) => [step, `2026-10-${String(at + 1).padStart(2, '0')}`]),
);
const codes = ({ warnings }: Way): readonly string[] => warnings.map(({ code }) => code);

describe('the file of rules', () => {
  it('every rule has its words, its article or a mark, and a source that is named', () => {
    for (const [id, rule] of Object.entries(data.rules)) {
      expect(words, id).toHaveProperty([`law.${id}`]);
      expect(data.sources, id).toHaveProperty([rule.source]);
      if (rule.verified) expect(rule.article, id).not.toBe('');
      if (rule.source === 'known') expect(rule.verified, id).toBe(false);
      if (rule.law) expect(words, id).toHaveProperty([`law.of.${rule.law}`]);
    }
  });

  it('every step, form, paper and office is known to the declarations and the catalogue; needs come before', () => {
    const declared = STEPS.map(({ value }) => value as string);
    expect(forms.map(({ form }) => form).sort()).toEqual(FORMS.map(({ value }) => value as string).sort());
    for (const form of forms) {
      expect(KINDS.map(({ value }) => value as string)).toContain(form.form);
      const before = new Set<string>();
      for (const { step, needs, papers, see, rules, points } of form.steps) {
        expect(declared, step).toContain(step);
        for (const need of needs) expect(before, `${form.form} ${step}`).toContain(need);
        for (const paper of papers) expect(words).toHaveProperty([`paper.${paper}`]);
        for (const point of points) expect(words).toHaveProperty([`point.${point}`]);
        for (const rule of rules) expect(ruleOf(rule), rule).not.toBeNull();
        expect(words).toHaveProperty([`office.${see}`]);
        before.add(step);
      }
      if (!form.informal) for (const step of [form.ready, form.number]) expect(before, form.form).toContain(step);
      for (const answer of Object.entries(form.fits).flatMap(([ask, fits]) => fits.map((one) => [ask, one] as const)))
        expect(questions.find(({ id }) => id === answer[0])?.answers.map(({ id }) => id)).toContain(answer[1]);
    }
  });

  it('says the same as the directory about how many members a form takes', () => {
    for (const { form, members, article } of minimums.minimum) {
      expect(minimum(form)).toBe(members);
      expect(formCalled(form)?.minimum?.article).toBe(article);
    }
  });

  it('no number of the law stands in the code or in the words', () => {
    const rules: {
      readonly [id: string]: { readonly law: string; readonly data?: { readonly [name: string]: number } };
    } = data.rules;
    const numbers = Object.values(rules).flatMap((rule) => Object.values(rule.data ?? {}));
    const folder = 'src/modules/legalform';
    const code = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
    const inLogic = ['rules.ts', 'law.ts', 'acts.ts'].filter((name) => code.includes(name));
    // The largest figures only: 3 forms beside each other is no law.
    for (const name of inLogic)
      for (const n of numbers.filter((one) => one >= 5))
        expect(
          readFileSync(`${folder}/${name}`, 'utf8').match(new RegExp(`(?<![\\w.])${n}(?![\\w.])`)),
          `${name} ${n}`,
        ).toBe(null);
    for (const [key, text] of Object.entries(words).filter(([name]) => /^law\.(?!of)/.test(name)))
      expect(text.replace(/\d{4}/g, '').match(/\d/), key).toBe(null);
  });
});

describe('which form for us', () => {
  it('four people who share by work: a SCOOPS, of whom one is missing (art. 204); five: possible', () => {
    const [first] = suggest(TRADE, SCOOPS - 1);
    expect(first).toMatchObject({ form: { form: 'scoops' }, missing: 1, unlike: [] });
    expect(first?.form.minimum).toMatchObject({ article: '204', verified: true });
    expect(suggest(TRADE, SCOOPS)[0]).toMatchObject({ form: { form: 'scoops' }, missing: 0 });
    expect(suggest(TRADE, SCOOPS)[0]?.form.steps.flatMap(({ papers }) => papers)).toContain('statutes');
  });

  it.each([
    [{ why: 'means', gains: 'own', vote: 'agreed' }, 'gie'],
    [{ why: 'help', gains: 'none', vote: 'each' }, 'association'],
    [{ why: 'care', gains: 'none', vote: 'each' }, 'mutual'],
    [{ why: 'invest', gains: 'money', vote: 'money' }, 'enterprise'],
  ])('%j: %s', (answers, form) => {
    const found = suggest(answers, 20);
    expect(found[0]?.form.form).toBe(form);
    expect(found.length).toBeLessThanOrEqual(3);
  });

  it('cooperatives that come together are told of unions, people never; what nobody read is marked', () => {
    const found = suggest({ why: 'unite', gains: 'work', vote: 'each' }, 1);
    expect(found.map(({ form }) => form.form)).toEqual(['union', 'federation', 'confederation']);
    expect(found.map(({ form }) => form.minimum?.verified)).toEqual([true, false, false]);
    expect(found.every(({ missing }) => missing === 0)).toBe(true);
    expect(suggest(TRADE, 3).some(({ form }) => form.of.length > 0)).toBe(false);
  });

  it('answers that no form gives together: the nearest, with what they do otherwise', () => {
    const found = suggest({ why: 'help', gains: 'work', vote: 'money' }, 20);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ unlike }) => unlike.length > 0)).toBe(true);
  });
});

describe('a group on its way', () => {
  it('a SCOOPS with four is recorded and warned, and is ready with five', () => {
    const { copy, group, way } = onItsWay(SCOOPS - 1, toTheDoor);
    expect(way().standing).toBe('few');
    expect(way().warnings).toEqual([
      expect.objectContaining({ code: 'few', missing: 1, rule: expect.objectContaining({ article: '204' }) }),
    ]);
    expect([way().done, way().lines.length, way().next?.step.step]).toEqual([8, 11, 'deposit']);
    copy.tie(copy.person('La cinquième'), group, 'member');
    expect(way()).toMatchObject({ standing: 'ready', warnings: [] });
  });

  it('the same person twice, or merged with another sheet, counts once; an organisation is a member too', () => {
    const { copy, group, people, way } = onItsWay(SCOOPS);
    copy.tie(people[0] as RecordId, group, 'member');
    expect(way().members.count).toBe(SCOOPS);
    copy.merge(people[1] as RecordId, people[0] as RecordId);
    expect(way()).toMatchObject({ members: { count: SCOOPS - 1 }, standing: 'few' });
    copy.joins(copy.organisation('Une union'), group, '2020');
    expect(way()).toMatchObject({ members: { count: SCOOPS }, standing: 'going' });
  });

  it('those helped, those who left and those who come later are no members', () => {
    const copy = new Copy();
    const group = copy.organisation('Benkadi', { women: 12 });
    copy.tie(copy.person('Aidée'), group, 'beneficiary');
    copy.tie(copy.person('Partie'), group, 'member', { from: '2019', to: '2024' });
    copy.tie(copy.person('Bientôt'), group, 'member', { from: '2027-01-01' });
    expect(membersOfGroup(copy.replica, group, TODAY)).toMatchObject({ count: 0, declared: 12 });
  });

  it('somebody under age is counted and said; a birth known by its year alone gets the benefit', () => {
    const { copy, people, way } = onItsWay(SCOOPS);
    copy.edit(people[0] as RecordId, { birth: '2012' });
    copy.edit(people[1] as RecordId, { birth: '2008' });
    expect(way().warnings).toEqual([expect.objectContaining({ code: 'young', person: people[0], age: 14 })]);
    expect(way().members.count).toBe(SCOOPS);
    expect(ruleOf('majority')?.verified).toBe(false);
  });

  it('a step before the one it needs, without it, or in the future is kept and said; the future counts on its day', () => {
    const odd = (steps: { readonly [step: string]: string }) => onItsWay(SCOOPS, steps).way();
    expect(codes(odd({ meet: '2026-05-02', members: '2026-05-01' }))).toEqual(['early']);
    expect(codes(odd({ meet: '2026-05-02', members: '2026-05' }))).toEqual([]);
    expect(odd({ meet: '2026-05-02', officers: '2026-06' }).warnings).toEqual([
      { code: 'skipped', step: 'officers', before: 'assembly' },
    ]);
    const planned = onItsWay(SCOOPS, { meet: '2026-12-01' });
    expect([planned.way().done, codes(planned.way())]).toEqual([0, ['future']]);
    expect([planned.way('2026-12-01').done, codes(planned.way('2026-12-01'))]).toEqual([1, []]);
  });

  it('an assembly called too late is said with its article', () => {
    const steps = { meet: '2026', members: '2026', name: '2026', statutes: '2026', shares: '2026' };
    const { way } = onItsWay(minimum('coop-ca'), { ...steps, notice: '2026-06-01', assembly: '2026-06-05' }, 'coop-ca');
    expect(way().warnings).toEqual([
      expect.objectContaining({ code: 'soon', rule: expect.objectContaining({ article: '280' }) }),
    ]);
  });

  it('a union counts cooperatives by what they are that day, never people or groups, and is ready with two', () => {
    const steps = (formCalled('union')?.steps ?? []).map(({ step }) => step);
    const before = steps.slice(0, steps.indexOf('deposit'));
    const dated = Object.fromEntries(before.map((step, at) => [step, `2026-10-${String(at + 1).padStart(2, '0')}`]));
    const { copy, group, way } = onItsWay(30, dated, 'union');
    const join = (name: string, more: Body) => copy.joins(copy.organisation(name, more), group, '2026-01');
    join('Coop', { kind: 'scoops' });
    join('Groupe', { kind: 'group' });
    // A group that becomes a cooperative next year is none today.
    join('Bientôt', {
      kind: 'scoops',
      'forms.a': { kind: 'group', from: '2020-01-01' },
      'forms.b': { kind: 'scoops', from: '2027-01-01' },
    });
    expect(way()).toMatchObject({ standing: 'few', members: { count: 1 } });
    expect(way().warnings.find(({ code }) => code === 'few')).toMatchObject({ missing: 1, rule: { verified: true } });
    join('Coop 2', { kind: 'coop-ca' });
    expect(way()).toMatchObject({ standing: 'ready', members: { count: 2 } });
  });

  it('a form that the file does not know is kept, said and counts nothing', () => {
    const { way } = onItsWay(2, { meet: '2026' }, 'network');
    expect(way()).toMatchObject({ standing: 'unknown', form: null, warnings: [{ code: 'unknown' }], next: null });
  });

  it('a step is corrected under its own key, taken out with every other entry of it, and points are ticked', () => {
    const { copy, record, way } = onItsWay(SCOOPS, { meet: '2026-03' });
    copy.edit(record, { 'steps.2026-01_ab': { step: 'meet', on: '2026-01' } });
    expect(way().lines[0]?.done?.on).toBe('2026-01');
    const act = (acts: ReturnType<typeof stepActs>) =>
      copy.replica.write(acts, '', { now: 0, random: () => new Uint8Array(8) });
    act(stepActs(way().record, 'meet', { on: '2026-02', by: 'Awa', document: '' }));
    expect(way().lines[0]?.done).toEqual({ on: '2026-02', by: 'Awa', document: '' });
    act(stepActs(way().record, 'meet', null));
    expect(way().done).toBe(0);
    act(pointActs(way().record, 'name', TODAY));
    expect(way().lines.find(({ step }) => step.step === 'statutes')?.points).toEqual(['name']);
    act(pointActs(way().record, 'name', null));
    expect(way().lines.find(({ step }) => step.step === 'statutes')?.points).toEqual([]);
  });

  it('with its number the group can be written down as what it became, and stays known as what it was', () => {
    const { copy, group, record, way } = onItsWay(SCOOPS, toTheDoor);
    copy.edit(group, { founded: '2019' });
    const card = () => copy.replica.record(group) as RecordState;
    expect(cardActs(way(), card())).toBe(null);
    copy.edit(record, { 'steps.number': { step: 'number', on: '2026-11-20', by: 'Le registre', document: 'N° 12' } });
    const [act] = cardActs(way(), card()) as readonly { readonly body: Body }[];
    expect(
      Object.entries(act?.body ?? {})
        .filter(([key]) => key.startsWith('forms.'))
        .map(([, form]) => form),
    ).toEqual([
      { kind: 'group', from: '2019' },
      { kind: 'scoops', from: '2026-11-20', number: 'N° 12', authority: 'Le registre' },
    ]);
    copy.edit(group, act?.body ?? {});
    expect([textOf(card(), 'kind'), cardActs(way(), card())]).toEqual(['scoops', null]);
  });

  it('the list begins with those who wait: for members, for an office; stopped ones come last', () => {
    const { copy, group } = onItsWay(SCOOPS, toTheDoor);
    copy.create('formalisation', { organisation: group, form: 'association', outcome: 'stopped' });
    copy.create('formalisation', { organisation: copy.organisation('Petite'), form: 'scoops' });
    expect(waysOn(copy.replica, TODAY).map(({ standing }) => standing)).toEqual(['few', 'ready', 'stopped']);
  });
});
