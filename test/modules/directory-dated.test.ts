// What is told with its dates: how long an organisation has existed on a day, and who was what in a delegation of years ago.
import { expect, it, vi } from 'vitest';
import { checkBody } from '../../src/kernel/declare.ts';
import { entriesOf, textOf } from '../../src/kernel/fold.ts';
import { dayOf } from '../../src/kernel/grant.ts';
import { branchScope } from '../../src/kernel/ids.ts';
import { delegatesOf } from '../../src/modules/directory/delegation.ts';
import { formOn, stagesOf } from '../../src/modules/directory/forms.ts';
import { seniorityOn } from '../../src/modules/directory/rules.ts';
import { datingAlong } from '../../src/modules/directory/screens/dating.ts';
import { identified } from '../../src/modules/directory/screens/identified.ts';
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
