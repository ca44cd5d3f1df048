// What choosing asks on the first screen: of whoever decides once the last mark is in, of whoever enrols while somebody chosen waits; of nobody else.
import { expect, it, vi } from 'vitest';
import '../../src/modules/words.ts';
import '../../src/ui/messages/index.ts';
import { branchScope } from '../../src/kernel/ids.ts';
import type { Body, RecordId } from '../../src/kernel/types.ts';
import { scoreId } from '../../src/modules/training/selection-read.ts';
import { marksAreIn } from '../../src/modules/training/selection-ready.ts';
import { selectionTasks } from '../../src/modules/training/selection-tasks.ts';
import type { Me } from '../../src/ui/contract.ts';
import { NOW } from '../kernel/hands.ts';
import { Copy } from './copy.ts';

// The router reads the address of the page once; here there is no page.
vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' } }));

const HOME = branchScope('segou');
const TODAY = new Date(NOW).toISOString().slice(0, 10);

function office() {
  const copy = new Copy();
  const programme = copy.create('programme', {
    name: 'Former',
    target: 9,
    counts: 'started',
    ageFrom: 18,
    ageTo: 35,
    ageOn: '2026-01-01',
  });
  const someone = (role: string): Me => {
    const person = copy.create('person', { name: role }, HOME);
    copy.create('grant', { person, role, scope: HOME, from: '2020-01-01' }, HOME);
    return { person, name: role, sign: 'hut', color: 'p1', role, home: HOME, place: '' };
  };
  const apply = (name: string, birth: string, more: Body = {}): RecordId =>
    copy.create('application', { person: copy.person(name, { birth }), programme, on: '2026-03-01', ...more }, HOME);
  const asked = (me: Me) =>
    selectionTasks({ replica: copy.replica, me, now: NOW })
      .filter(({ key }) => !key.startsWith('mark'))
      .map(({ title, sub, href }) => `${title} | ${sub} | ${href}`.replaceAll(/[\u00a0\u202f]/g, ' '));
  return { copy, programme, someone, apply, asked };
}

it('a round is to decide once every juror has said something of every request that may be ranked', () => {
  const { copy, programme, someone, apply, asked } = office();
  const [one, two, lead, field] = [someone('juror'), someone('juror'), someone('coordinator'), someone('animator')];
  const selection = copy.create(
    'selection',
    {
      name: 'Ronde',
      programme,
      places: 1,
      closes: '2026-03-31',
      'criteria.a': { name: 'Projet', weight: 1 },
      'criteria.b': { name: 'Ancrage', weight: 1 },
      'jurors.a': { person: one.person },
      'jurors.b': { person: two.person },
    },
    HOME,
  );
  const [awa, ali] = [apply('Awa', '2000'), apply('Ali', '2001')] as const;
  // Too old, too late, taken back: nobody waits for a mark of theirs.
  apply('Aïeul', '1950');
  apply('Tard', '2000', { on: '2026-05-01' });
  apply('Autre', '2000', { outcome: 'withdrawn' });
  const mark = (application: RecordId, juror: Me, body: Body) =>
    copy.replica.write(
      [
        {
          do: 'create',
          type: 'score',
          record: scoreId(application, juror.person),
          home: HOME,
          body: { application, juror: juror.person, ...body },
        },
      ],
      '',
      { now: NOW, random: (count) => new Uint8Array(count) },
    );
  const both = { 'marks.a': { is: 5 }, 'marks.b': { is: 6 } };
  mark(awa, one, both);
  mark(awa, two, both);
  mark(ali, one, both);
  expect(asked(lead)).toEqual([]);
  mark(ali, two, { 'marks.a': { is: 5 } });
  expect(asked(lead)).toEqual([]);
  copy.edit(scoreId(ali, two.person), { conflict: 'family' });
  const told = [`Décider qui a une place : toutes les notes sont là | Ronde | #/selections/classement/${selection}`];
  expect(asked(lead)).toEqual(told);
  expect(asked(field)).toEqual([]);
  const state = () => copy.replica.record(selection) as never;
  expect(marksAreIn(copy.replica, state(), TODAY)).toBe(true);
  // Somebody more who may be ranked, and the round waits again.
  apply('Neuve', '2002');
  expect(asked(lead)).toEqual([]);
  copy.edit(selection, { closes: '2030-01-01' });
  expect(asked(lead)).toEqual([]);
});

it('those chosen who are in no group are to enrol: in the one group that has room, or where groups are', () => {
  const { copy, programme, someone, apply, asked } = office();
  const [field, juror] = [someone('animator'), someone('juror')];
  apply('Awa', '2000', { outcome: 'selected' });
  apply('Ali', '2001', { outcome: 'selected' });
  apply('Oumar', '2001', { outcome: 'waiting' });
  const groups = `#/programmes/${programme}/cohort.programme`;
  expect(asked(field)).toEqual([`Inscrire 2 personnes retenues | Former · aucune cohorte n’a de place | ${groups}`]);
  expect(asked(juror)).toEqual([]);
  const curriculum = copy.create('curriculum', { name: 'V', programme, version: 1, attendance: 75 });
  const group = (name: string, more: Body) => copy.create('cohort', { name, programme, curriculum, ...more }, HOME);
  group('Finie', { to: '2020-01-01' });
  group('Pleine', { capacity: 0 });
  const open = group('Neuve', { capacity: 20 });
  expect(asked(field)).toEqual([`Inscrire 2 personnes retenues | Former | #/cohortes/inscrire/${open}`]);
  const first = `Inscrire 2 personnes retenues | Former | #/cohortes/inscrire/${open}`;
  const soon = group('Bientôt', { from: '2030-01-01' });
  expect(asked(field)).toEqual([first.replace(open, soon)]);
  group('Autre', { from: '2030-02-01' });
  expect(asked(field)).toEqual([`Inscrire 2 personnes retenues | Former | ${groups}`]);
});
