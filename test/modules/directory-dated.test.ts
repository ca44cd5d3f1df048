// What is told with its dates: how long an organisation has existed on a day, and who was what in a delegation of years ago.
import { expect, it, vi } from 'vitest';
import { entriesOf, textOf } from '../../src/kernel/fold.ts';
import { branchScope } from '../../src/kernel/ids.ts';
import { delegatesOf, organisersOf } from '../../src/modules/directory/delegation.ts';
import { formOn } from '../../src/modules/directory/forms.ts';
import { seniorityOn } from '../../src/modules/directory/rules.ts';
import { datingAlong } from '../../src/modules/directory/screens/dating.ts';
import { publicFace } from '../../src/modules/directory/shown.ts';
import { declarations } from '../../src/modules/index.ts';
import type { Open } from '../../src/ui/open.ts';
import { type Answers, answersOf, askedOf, asking, editActs, formOf } from '../../src/ui/record-form.ts';
import { entriesAnswer } from '../../src/ui/records/codec.ts';
import { atOnce } from '../../src/ui/records/save.ts';
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
