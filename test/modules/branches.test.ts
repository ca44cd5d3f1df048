// A branch that somebody writes down on a phone is one a hub takes: its path follows from its name, and it lives where it works.
import { expect, it } from 'vitest';
import { checkBody } from '../../src/kernel/declare.ts';
import { ROOT } from '../../src/kernel/ids.ts';
import { branchCard } from '../../src/modules/directory/own.ts';
import { declarations } from '../../src/modules/index.ts';
import '../../src/modules/directory/screens/branch.ts';
import type { Open } from '../../src/ui/open.ts';
import { formOf } from '../../src/ui/record-form.ts';
import { extensionsOf } from '../../src/ui/records/extend.ts';
import { newRecord } from '../../src/ui/records/save.ts';

const [extension] = extensionsOf('branch');

it('has every field it must have, the one nobody is asked too', () => {
  const answers = { name: 'San-Tominian' };
  const { known = {}, home = ROOT } = extension?.follows?.(answers, {} as Open) ?? {};
  const nothing = { record: () => null } as never;
  const { acts } = newRecord(nothing, formOf(declarations, 'branch'), answers, home, known);
  const [act] = typeof acts === 'function' ? acts(() => '' as never) : acts;
  if (act?.do !== 'create') throw new Error('not made');
  expect([act.home, act.body]).toEqual(['n/branch/san-tominian/', { name: 'San-Tominian', code: 'san-tominian' }]);
  const type = declarations.types['branch'];
  expect(type && checkBody(type, act.body, true)).toBeNull();
});

it('is told of a name no path can be made of before it is written', () => {
  expect(extension?.refuse?.({} as never, { name: 'ߛߋߜߎ' })).not.toBeNull();
  expect(extension?.refuse?.({} as never, { name: 'Ségou' })).toBeNull();
});

it('on a hub bears the name people typed, and Ségou its accent when they typed its path', () => {
  expect(branchCard('Kéniéba')?.body).toMatchObject({ name: 'Kéniéba', code: 'kenieba' });
  expect(branchCard('segou')?.body).toMatchObject({ name: 'Ségou', place: { text: 'Ségou', area: 'ml-04' } });
  expect(branchCard('ߛߋߜߎ')).toBeNull();
});
