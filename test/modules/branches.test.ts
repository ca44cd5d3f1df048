// A branch that somebody writes down on a phone is one a hub takes: its path follows from its name, and it lives where it works. Its sheet says who it is.
import { expect, it, vi } from 'vitest';
import { millisOf } from '../../src/kernel/clock.ts';
import { checkBody } from '../../src/kernel/declare.ts';
import { branchScope, ROOT } from '../../src/kernel/ids.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { lastOf, latestByAuthor, organisationsOf, workersOf } from '../../src/modules/directory/branches.ts';
import { branchCard } from '../../src/modules/directory/own.ts';
import { declarations } from '../../src/modules/index.ts';
import '../../src/modules/directory/screens/branch.tsx';
import type { Open } from '../../src/ui/open.ts';
import { formOf } from '../../src/ui/record-form.ts';
import { extensionsOf } from '../../src/ui/records/extend.ts';
import { newRecord } from '../../src/ui/records/save.ts';
import { DAY, NOW } from '../kernel/hands.ts';
import { Copy } from './copy.ts';

// The router reads the address of the page once; here there is no page.
vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' } }));

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

it('has the people who have a right there now, who answers for it first, and the organisations at home there, each once', () => {
  const copy = new Copy();
  const [gao, segou] = ['gao', 'segou'].map((code) => copy.create('branch', { name: code, code }, branchScope(code)));
  const right = (role: string, code: string, more = {}): RecordId => {
    const home = branchScope(code);
    const person = copy.create('person', { name: `${role} ${code}` }, home);
    copy.create('grant', { person, role, scope: home, from: '2020-01-01', ...more }, home);
    return person;
  };
  const animator = right('animator', 'gao');
  const head = right('coordinator', 'gao');
  right('animator', 'gao', { to: '2024-12-31' });
  right('animator', 'segou');
  const read = (id: RecordId | undefined) => copy.replica.record(id as RecordId) as never;
  // Somebody of the office has a right over every branch, and works in none.
  copy.create('grant', { person: copy.person('Siège'), role: 'secretariat', scope: ROOT, from: '2020-01-01' });
  expect(workersOf(copy.replica, read(gao), NOW).map(({ person }) => person)).toEqual([head, animator]);

  const at = (name: string) => copy.create('organisation', { name, kind: 'group', place: 'Gao' }, branchScope('gao'));
  const [one, same, hidden] = ['Une', 'La même', 'Retirée'].map(at) as [RecordId, RecordId, RecordId];
  copy.organisation('De Ségou');
  copy.merge(same, one);
  copy.hide(hidden);
  expect(organisationsOf(copy.replica, read(gao))).toEqual([one]);
  expect(organisationsOf(copy.replica, read(segou))).toHaveLength(1);

  // Heard from whoever is of the branch, wherever they wrote.
  const last = () => lastOf(copy.replica, read(gao), latestByAuthor(copy.replica));
  expect(last()).toBe(0);
  copy.replica.write([{ do: 'create', type: 'person', body: { name: 'Vue' }, home: branchScope('segou') }], animator, {
    now: NOW + DAY,
    random: (n) => new Uint8Array(n),
  });
  expect(millisOf(last())).toBe(NOW + DAY);
});
