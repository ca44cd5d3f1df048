// What is told with its dates: how long an organisation has existed on a day, and who was what in a delegation of years ago.
import { describe, expect, it, vi } from 'vitest';
import { checkBody } from '../../src/kernel/declare.ts';
import { entriesOf, type RecordState, textOf } from '../../src/kernel/fold.ts';
import { dayOf } from '../../src/kernel/grant.ts';
import { branchScope, ROOT, sensitiveScope } from '../../src/kernel/ids.ts';
import { linksTo } from '../../src/kernel/links.ts';
import type { Body, RecordId } from '../../src/kernel/types.ts';
import { helpedBy } from '../../src/modules/directory/belongings.ts';
import { delegatesOf, meetingsBy, organisersOf } from '../../src/modules/directory/delegation.ts';
import { byFormOn, directoryOn, formOn, nameOn, stagesOf } from '../../src/modules/directory/forms.ts';
import { levelsOf, topsOn } from '../../src/modules/directory/levels.ts';
import { seniorityOn } from '../../src/modules/directory/rules.ts';
import { datingAlong } from '../../src/modules/directory/screens/dating.ts';
import { identified } from '../../src/modules/directory/screens/identified.ts';
import '../../src/modules/directory/screens/sheet.ts';
import { publicFace } from '../../src/modules/directory/shown.ts';
import { declarations } from '../../src/modules/index.ts';
import type { Open } from '../../src/ui/open.ts';
import { type Answers, answersOf, askedOf, asking, editActs, formOf, groupOf } from '../../src/ui/record-form.ts';
import { entriesAnswer } from '../../src/ui/records/codec.ts';
import { linkWords } from '../../src/ui/records/describe.tsx';
import { atOnce } from '../../src/ui/records/save.ts';
import { tabsOf } from '../../src/ui/records/sheet-tabs.ts';
import { NOW } from '../kernel/hands.ts';
import { Copy } from './copy.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' } }));

const HOME = branchScope('segou');

it('ten years on the day, nine the day before; a year alone is one or the other', () => {
  expect(seniorityOn('2003-07-10', '2013-07-10')).toEqual([10, 10]);
  expect(seniorityOn('2003-07-10', '2013-07-09')).toEqual([9, 9]);
  expect(seniorityOn('2003', '2013-07-09')).toEqual([9, 10]);
  expect([seniorityOn('', '2013-07-09'), seniorityOn('2014', '2013-07-09')]).toEqual([null, null]);
});

it('the mayor of 2018 stays the mayor in the delegation of 2018, and his town is called as it was then', () => {
  const copy = new Copy();
  const town = copy.organisation('Ville de Bamako', {
    'names.a': { name: 'District de Bamako', from: '2010', to: '2020' },
  });
  const [before, now] = [copy.person('Bréhima'), copy.person('Safiatou')];
  copy.tie(before, town, 'function', { title: 'Maire', from: '2013', to: '2021-03' });
  copy.tie(now, town, 'function', { title: 'Maire', from: '2021-04' });
  const of = (on: string) => {
    const id = copy.create(
      'delegation',
      {
        name: `Forum ${on}`,
        on,
        'members.a': { person: before, of: town },
        'members.b': { person: now, of: town },
        'members.c': { name: 'Une invitée', as: 'Chargée de l’ESS', of: town },
      },
      HOME,
    );
    return delegatesOf(copy.replica, copy.replica.record(id)!).map(({ name, as, of }) => [name, as, of]);
  };
  expect(of('2018-10-01')).toEqual([
    ['Bréhima', 'Maire', 'District de Bamako'],
    ['Safiatou', '', 'District de Bamako'],
    ['Une invitée', 'Chargée de l’ESS', 'District de Bamako'],
  ]);
  expect(of('2026-01')).toEqual([
    ['Bréhima', '', 'Ville de Bamako'],
    ['Safiatou', 'Maire', 'Ville de Bamako'],
    ['Une invitée', 'Chargée de l’ESS', 'Ville de Bamako'],
  ]);
});

it('The 2005 edition shows the ministry’s name of 2005, the 2026 one today’s; both open the same sheet', () => {
  const copy = new Copy();
  const ministry = copy.organisation('Ministère de la Santé', {
    kind: 'public',
    'names.a': { name: 'Ministère de la Solidarité', from: '2002', to: '2012' },
  });
  const edition = (on: string) => {
    const organisers = { 'organisers.a': { organisation: ministry, role: 'Co-organisateur', task: 'Accueil' } };
    // A house that sent nobody by name was there all the same; a line that says nothing is nobody.
    const members = { 'members.a': { of: ministry }, 'members.b': { as: 'Témoin' } };
    const id = copy.create('delegation', { name: `Forum ${on}`, on, ...organisers, ...members }, HOME);
    const state = copy.replica.record(id)!;
    const there = delegatesOf(copy.replica, state).map(({ name, of, organisation }) => [name, of, organisation]);
    return [organisersOf(copy.replica, state), there];
  };
  const told = (name: string) => [
    [{ key: 'a', organisation: ministry, name, role: 'Co-organisateur', task: 'Accueil' }],
    [[name, '', ministry]],
  ];
  expect(edition('2005-11')).toEqual(told('Ministère de la Solidarité'));
  expect(edition('2026')).toEqual(told('Ministère de la Santé'));
  // Its sheet names both, the last one first, one that was taken off the list no more; the other ministry made none.
  const twin = copy.organisation('Ministère de la Santé et des Affaires sociales');
  copy.merge(twin, ministry);
  const other = copy.create(
    'delegation',
    { name: 'Atelier', on: '2015', 'organisers.a': { organisation: twin } },
    HOME,
  );
  const meetings = (of: RecordId) =>
    meetingsBy(copy.replica, of).map(({ meeting, by }) => [textOf(meeting, 'on'), by.name]);
  const all = [
    ['2026', 'Ministère de la Santé'],
    ['2015', 'Ministère de la Santé'],
    ['2005-11', 'Ministère de la Solidarité'],
  ];
  expect([meetings(ministry), meetings(twin), meetings(copy.organisation('Autre'))]).toEqual([all, all, []]);
  copy.hide(other);
  expect(meetings(ministry)).toEqual([all[0], all[2]]);
});

it('an assembly or a board showed an empty tab of programmes: it stands on poles, and wherever a programme names the body', () => {
  const copy = new Copy();
  const us = copy.organisation('Réseau');
  const body = (kind: string) => copy.create('body', { name: kind, kind, of: us });
  const [board, pole] = [body('board'), body('pole')];
  const open = { replica: copy.replica, me: { person: us, home: ROOT }, now: NOW } as unknown as Open;
  const has = (id: RecordId) => tabsOf(open, copy.replica.record(id)!).some(({ name }) => name === 'programme.pole');
  expect([has(board), has(pole)]).toEqual([false, true]);
  const programme = copy.create('programme', { name: 'Former', pole: board });
  expect(has(board)).toBe(true);
  copy.hide(programme);
  expect(has(board)).toBe(false);
});

it('S3-34: a group registered in the field is identified that day, without being asked; an office says the stage itself', () => {
  const copy = new Copy();
  const by = (role: string) => ({ me: { role } as Open['me'], now: NOW });
  const group = copy.organisation('Groupement informel', identified(by('animator'), {}));
  const state = copy.replica.record(group)!;
  expect(checkBody(declarations.types['organisation']!, identified(by('animator'), {}), false)).toBeNull();
  expect(textOf(state, 'stage')).toBe('identified');
  expect(stagesOf(state)).toEqual([{ stage: 'identified', from: dayOf(NOW) }]);
  // Two who met it the same day and did not see each other wrote the same entry.
  expect(identified(by('animator'), {})).toEqual(identified({ ...by('animator'), now: NOW + 60_000 }, {}));
  expect(identified(by('coordinator'), {})).toEqual({});
  expect(identified(by('animator'), { stage: 'active' })).toEqual({});
});

it('a new form on the card asks since when, and the register of an old day is as it was', () => {
  const copy = new Copy();
  const id = copy.organisation('Teinturières', { stage: 'identified' });
  const state = () => copy.replica.record(id)!;
  const onCard = () => [textOf(state(), 'kind'), textOf(state(), 'stage')];
  const answer = (said: Answers, asked: readonly string[]) => {
    const form = asking(formOf(declarations, 'organisation'), ({ field }) => asked.includes(field));
    const along = datingAlong({ replica: copy.replica, now: NOW } as Open, form, id);
    const answers = { ...answersOf(copy.replica, form, id), ...said };
    const whole = along?.form ?? form;
    const acts = [...(editActs(copy.replica, whole, id, answers) ?? []), ...(along?.acts(answers, id) ?? [])];
    const [act, more] = atOnce(acts);
    expect(more).toBeUndefined();
    if (act?.do === 'edit') copy.edit(id, act.body);
    return askedOf(whole.questions, answers).map(({ field }) => field);
  };
  expect(answer({ kind: 'group' }, ['kind'])).toEqual(['kind']);
  expect(answer({ kind: 'scoops', kindSince: '2021-04', founded: '2015' }, ['kind'])).toEqual([
    'kind',
    'kindSince',
    'founded',
  ]);
  expect(['2014-01-01', '2019-01-01', '2022-01-01'].map((day) => formOn(state(), day)?.kind)).toEqual([
    undefined,
    'group',
    'scoops',
  ]);
  // A mistake put right is one in both places; what is added to the list is said by the card, and so is what is left of it.
  answer({ kind: 'coop-ca' }, ['kind']);
  expect([formOn(state(), '2019-01-01')?.kind, formOn(state(), '2022-01-01')?.kind]).toEqual(['group', 'coop-ca']);
  answer({ stages: entriesAnswer({ '+1': { stage: 'organised', from: '2022' } }) }, ['stages']);
  expect(onCard()).toEqual(['coop-ca', 'organised']);
  const [first] = entriesOf(state(), 'forms').map(([key, value]) => [key, value] as const);
  const left = Object.fromEntries(entriesOf(state(), 'forms').map(([key]) => [key, null]));
  answer({ forms: entriesAnswer({ ...left, [first![0]]: { kind: 'group', from: '2015' } }) }, ['forms']);
  expect(onCard()).toEqual(['group', 'organised']);
});

it('awards are shown outside only with a yes for them', () => {
  const copy = new Copy();
  const award = { 'awards.a': { name: 'Prix', from: 'RAESS', on: '2023' } };
  const shown = (what: readonly string[]) => {
    const id = copy.organisation('A', { ...award, listed: true, shown: [...what] });
    return Object.keys(publicFace(copy.replica.record(id)!)?.fields ?? {}).includes('awards.a');
  };
  expect([shown(['about']), shown(['awards'])]).toEqual([false, true]);
});

describe('a name that changes', () => {
  /** Answers the question of its name, and of since when. */
  const renaming = (more: Body = {}) => {
    const copy = new Copy();
    const id = copy.organisation('Ministère du Développement social', more);
    const state = () => copy.replica.record(id)!;
    const rename = (said: Answers) => {
      const form = asking(formOf(declarations, 'organisation'), ({ field }) => field === 'name');
      const along = datingAlong({ replica: copy.replica, now: NOW } as Open, form, id)!;
      const answers = { ...answersOf(copy.replica, form, id), ...said };
      const asked = askedOf(along.form.questions, answers).map(({ field }) => field);
      const acts = [...(editActs(copy.replica, along.form, id, answers) ?? []), ...along.acts(answers, id)];
      const [act] = atOnce(acts);
      if (act?.do === 'edit') copy.edit(id, act.body);
      return asked;
    };
    const names = () => entriesOf(state(), 'names').map(([, entry]) => entry);
    return { copy, id, state, rename, names };
  };

  it('keeps the former one until the day before; the delegation of 2005 still shows it', () => {
    const { copy, id, state, rename, names } = renaming();
    const whole = datingAlong(
      { replica: copy.replica, now: NOW } as Open,
      formOf(declarations, 'organisation'),
      id,
    )!.form;
    // Each stands with what it hangs on, not among what a branch keeps apart.
    const sinces = whole.questions.filter(({ field }) => field.endsWith('Since'));
    expect(sinces.map((one) => groupOf(one, whole))).toEqual(['first', 'first', 'later']);
    expect(rename({})).toEqual(['name']);
    expect(rename({ name: 'Ministère de la Solidarité', nameSince: '2012' })).toEqual(['name', 'nameSince']);
    rename({ name: 'Ministère de la Santé', nameSince: '2018-10' });
    expect(names()).toEqual([
      { name: 'Ministère de la Solidarité', from: '2012', to: '2018-09' },
      { name: 'Ministère du Développement social', to: '2011' },
    ]);
    const on = (day: string) => nameOn(state(), day);
    expect(['2005-03-01', '2011-12-31', '2012-01-01', '2018-09-30', '2018-10-01'].map(on)).toEqual([
      'Ministère du Développement social',
      'Ministère du Développement social',
      'Ministère de la Solidarité',
      'Ministère de la Solidarité',
      'Ministère de la Santé',
    ]);
    const member = { name: 'Awa', of: id };
    const delegation = copy.create('delegation', { name: 'Dakar', on: '2005-03', 'members.a': member }, HOME);
    const [delegate] = delegatesOf(copy.replica, copy.replica.record(delegation)!);
    expect(delegate?.of).toBe('Ministère du Développement social');
  });

  it('a spelling mistake leaves nothing behind, and what was written by hand is not written twice', () => {
    const { state, rename, names } = renaming({
      'names.a': { name: 'Ministère du Développement social', from: '2004' },
    });
    rename({ name: 'Ministère du Dévelopement social' });
    expect([textOf(state(), 'name'), names().length]).toEqual(['Ministère du Dévelopement social', 1]);
    rename({ name: 'Ministère du Développement social' });
    rename({ name: 'Ministère de la Solidarité', nameSince: '2012-05-12' });
    expect(names()).toEqual([{ name: 'Ministère du Développement social', from: '2004', to: '2012-05-11' }]);
  });

  it('twice in a year of which only the first end is vague, the one between them is not lost', () => {
    const { state, rename } = renaming({ 'names.a': { name: 'A', to: '2018' } });
    rename({ name: 'C', nameSince: '2018-06' });
    expect(['2017-01-01', '2018-03-01', '2019-01-01'].map((day) => nameOn(state(), day))).toEqual([
      'A',
      'Ministère du Développement social',
      'C',
    ]);
  });
});

it('the whole directory by form on a day: members or not, each in the form it had, and none before it was founded', () => {
  const copy = new Copy();
  const group = copy.organisation('Teinturières', {
    founded: '2019',
    kind: 'scoops',
    'forms.a': { kind: 'group', from: '2019' },
    'forms.b': { kind: 'scoops', from: '2021' },
  });
  const [union, twin] = [copy.organisation('Union', { kind: 'union', founded: '2010' }), copy.organisation('Gpt')];
  copy.merge(twin, group);
  copy.hide(copy.organisation('Retirée'));
  copy.organisation('Sans date', { kind: 'mutual' });
  copy.joins(group, union, '2020');
  const on = (day: string) => {
    const { all, undated } = directoryOn(copy.replica, day);
    const forms = [...byFormOn(copy.replica, all, day)].map(([kind, ids]) => `${kind} ${ids.length}`);
    return [...forms.sort(), ...undated.map((id) => textOf(copy.replica.record(id) as RecordState, 'name'))];
  };
  expect(on('2009-01-01')).toEqual(['mutual 1', 'Sans date']);
  expect(on('2020-01-01')).toEqual(['group 1', 'mutual 1', 'union 1', 'Sans date']);
  expect(on('2022-01-01')).toEqual(['mutual 1', 'scoops 1', 'union 1', 'Sans date']);
});

it('the levels of an old day are those that stood then: by its form of that day, with who belonged to it', () => {
  const copy = new Copy();
  const [base, later] = [copy.organisation('Base'), copy.organisation('Plus tard')];
  const union = copy.organisation('Union de Klela', {
    kind: 'scoops',
    'forms.a': { kind: 'union', from: '2010' },
    'forms.b': { kind: 'scoops', from: '2020' },
  });
  copy.joins(base, union, [{ from: '2012', to: '2021' }]);
  copy.joins(later, union, '2018');
  const on = (day: string) => topsOn(copy.replica, day).map((id) => [id, levelsOf(copy.replica, id, day).base.length]);
  expect(['2011-01-01', '2013-01-01', '2019-01-01', '2020-06-01'].map(on)).toEqual([
    [],
    [[union, 1]],
    [[union, 2]],
    [],
  ]);
});

describe('who was helped by a support', () => {
  it('is counted by name where nobody counted, never less than are known, and each once; the names are for those who keep the sheets of people', () => {
    const copy = new Copy();
    const house = copy.organisation('Teinturières');
    const support = (what: string, more: Body = {}) =>
      copy.create('support', { of: house, kind: 'training', what, from: '2024-11', ...more }, HOME);
    const [counted, named] = [support('Savon', { women: 9, men: 0 }), support('Karité')];
    const [awa, twin, ali, other] = [
      copy.person('Awa', { sex: 'f' }),
      copy.person('Awa Sanogho', { sex: 'f' }),
      copy.person('Ali', { sex: 'm' }),
      copy.person('Sidi'),
    ];
    copy.merge(twin, awa);
    const help = (to: RecordId, ...people: readonly RecordId[]) =>
      people.map((person) => copy.create('helped', { support: to, person }, sensitiveScope(HOME)));
    help(counted, awa, ali);
    const [first] = help(named, awa, twin, ali, other);
    const sums = (id: RecordId) => helpedBy(copy.replica, copy.replica.record(id)!);
    expect([sums(counted), sums(named)]).toEqual([
      { women: 9, men: 1 },
      { women: 1, men: 1 },
    ]);
    // Her sheet says of each what it was, and whose: two of one organisation are told apart.
    const open = { replica: copy.replica, now: NOW };
    const rows = (by: string, id: RecordId) =>
      linksTo(copy.replica, 'helped', by, id)
        .map((one) => linkWords(open, one, by))
        .map(({ title, sub }) => [title, sub]);
    expect(rows('person', ali).map(([title, sub]) => [title, sub?.split('\u00a0')[0]])).toEqual([
      ['Teinturières', 'Savon'],
      ['Teinturières', 'Karité'],
    ]);
    expect(rows('support', named).map(([title]) => title)).toEqual(['Awa', 'Awa', 'Ali', 'Sidi']);
    // One that was written by mistake counts no more; who was counted is not who it was: only those who keep people's sheets read the names.
    copy.hide(first!);
    expect(sums(named)).toEqual({ women: 1, men: 1 });
    const reads = (role: string, type: string) => {
      const me = copy.person(role);
      copy.create('grant', { person: me, role, scope: HOME, from: '2020-01-01' }, HOME);
      return copy.replica.may(me, 'read', type, type === 'helped' ? sensitiveScope(HOME) : HOME, NOW);
    };
    const roles = ['animator', 'coordinator', 'organisation', 'trainer', 'juror', 'member'];
    expect(roles.map((role) => reads(role, 'helped'))).toEqual([true, true, false, false, false, false]);
  });
});
