// What is told with its dates: how long an organisation has existed on a day, and who was what in a delegation of years ago.
import { expect, it, vi } from 'vitest';
import { branchScope } from '../../src/kernel/ids.ts';
import { delegatesOf } from '../../src/modules/directory/delegation.ts';
import { seniorityOn } from '../../src/modules/directory/rules.ts';
import { publicFace } from '../../src/modules/directory/shown.ts';
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

it('awards are shown outside only with a yes for them', () => {
  const copy = new Copy();
  const award = { 'awards.a': { name: 'Prix', from: 'RAESS', on: '2023' } };
  const shown = (what: readonly string[]) => {
    const id = copy.organisation('A', { ...award, listed: true, shown: [...what] });
    return Object.keys(publicFace(copy.replica.record(id)!)?.fields ?? {}).includes('awards.a');
  };
  expect([shown(['about']), shown(['awards'])]).toEqual([false, true]);
});
