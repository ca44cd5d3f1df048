// Lists of memberships, as secretaries keep them: their headings, their words, and what the form would have said of each line.
import { expect, it } from 'vitest';
import { entriesOf } from '../../src/kernel/fold.ts';
import { linksTo } from '../../src/kernel/links.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { toChoose } from '../../src/kernel/versions.ts';
import type { CheckedRow } from '../../src/modules/importing/check.ts';
import { matchColumns, targetsOf } from '../../src/modules/importing/columns.ts';
import { declarations } from '../../src/modules/index.ts';
import { NOW } from '../kernel/hands.ts';
import { Copy } from './copy.ts';
import { bodyOf, check, ground } from './importing-ground.ts';

const of = declarations.types['membership']!;
const said = ({ remarks }: CheckedRow) => remarks.map(({ kind, code, target }) => `${kind} ${code} ${target}`.trim());

it('lists of memberships come with the headings and the words that secretaries write', () => {
  const heading = [
    'N°',
    'Coopérative',
    'Réseau',
    'Qualité',
    'Date d’adhésion',
    'Statut',
    'Catégorie',
    'PV',
    'Date de sortie',
  ];
  expect(matchColumns(heading, targetsOf(declarations, of))).toEqual([
    null,
    'member',
    'group',
    'kind',
    'spans.from',
    'spans.status',
    'spans.category',
    'spans.decision',
    'spans.to',
  ]);
  for (const member of ['Organisation', 'Membre du réseau', 'Nom', 'Membre', 'Adhérent'])
    expect(matchColumns([member], targetsOf(declarations, of)), member).toEqual(['member']);
  const copy = new Copy();
  for (const name of ['Bɛnkadi', 'Union']) copy.organisation(name);
  const { rows } = check(
    'Coopérative;Réseau;Qualité;Date d’adhésion;Statut;PV\nBɛnkadi;Union;Adhérente;12/03/2019;Radiée;PV 7\n',
    { ...ground(), source: copy.replica },
    {},
    of,
  );
  expect(rows.map(said)).toEqual([[]]);
  const body = bodyOf(rows[0]!);
  expect(body['kind']).toBe('member');
  expect(Object.entries(body).find(([key]) => key.startsWith('spans.'))?.[1]).toEqual({
    from: '2019-03-12',
    status: 'excluded',
    decision: 'PV 7',
  });
});

it('a circle and a seat too many are told of a list as the form tells them, rows of the same file included', () => {
  const copy = new Copy();
  const [union, a] = ['Union', 'A', 'B', 'C'].map((name) => copy.organisation(name));
  const board = copy.create('body', { name: 'Conseil', kind: 'board', of: union as RecordId, seats: 2 });
  copy.joins(copy.organisation('Siège déjà'), board, '2024', 'board');
  copy.joins(copy.organisation('Fédération'), a as RecordId, '2020');
  const { rows } = check(
    [
      'Organisation;Groupe;Lien;Depuis;Jusqu’à',
      'A;Fédération;Membre;2021;',
      'A;B;Membre;2021;',
      'B;A;Membre;2022;',
      'C;C;Membre;2022;',
      'B;Fédération;Membre;2001;2010',
      'A;Conseil;Membre du conseil;2025;',
      'Siège déjà;Conseil;Membre du conseil;2026;',
      'B;Conseil;Membre du conseil;2025;',
      'C;Conseil;Membre du conseil;2019;2022',
      '',
    ].join('\n'),
    { ...ground(), source: copy.replica },
    {},
    of,
  );
  expect(rows.map(said)).toEqual([
    ['error circle group'],
    [],
    ['error circle group'],
    ['error itself group'],
    [],
    [],
    [],
    ['warning seat group'],
    [],
  ]);
  expect(rows[2]?.remarks[0]?.value).toBe('B → A');
  expect(rows[7]?.acts).not.toBeNull();
});

it('a member that left in 2014 and came back in 2018 stood on two lines and the second was refused: both are its periods, and the check says so', () => {
  const copy = new Copy();
  const [a, union, b] = ['A', 'Union', 'B'].map((name) => copy.organisation(name));
  copy.joins(b as RecordId, union as RecordId, '2011');
  const list = [
    'Organisation;Groupe;Lien;Depuis;Jusqu’à;Statut',
    'A;Union;Membre;2010;2014;',
    'A;Union;Membre;2018;;',
    'A;Union;Membre;2018;;',
    'A;Union;Membre;2020;;Suspendue',
    'B;Union;Membre;2016;;Exclue',
    'B;Union;Membre;2019;;',
    'A;Union;Membre;;;',
    '',
  ].join('\n');
  const { rows } = check(list, { ...ground(), source: copy.replica }, {}, of);
  expect(
    rows.map(({ fate, remarks }) => [fate, ...remarks.map(({ code, target, value }) => `${code} ${target} ${value}`)]),
  ).toEqual([
    ['new'],
    ['change', 'also spans 2'],
    ['here', 'same  3'],
    ['change', 'also spans 2'],
    ['change'],
    ['change', 'also spans 6'],
    ['here', 'same  2'],
  ]);
  for (const row of rows)
    if (row.acts) copy.replica.write(row.acts, '', { now: NOW, random: (count) => new Uint8Array(count) });
  const spansOf = (member: RecordId) =>
    linksTo(copy.replica, 'membership', 'member', member).map((one) =>
      entriesOf(one, 'spans').map(([, entry]) => entry),
    );
  expect(spansOf(a as RecordId)).toEqual([
    [{ from: '2010', to: '2014' }, { from: '2018' }, { from: '2020', status: 'suspended' }],
  ]);
  expect(spansOf(b as RecordId)).toEqual([[expect.anything(), { from: '2016', status: 'excluded' }, { from: '2019' }]]);
  expect(
    linksTo(copy.replica, 'membership', 'member', a as RecordId).flatMap((one) => toChoose(declarations, one)),
  ).toEqual([]);
  // The same file again has nothing to do.
  const again = check(list, { ...ground(), source: copy.replica }, {}, of);
  expect(again.here).toBe(7);
});

it('a membership that was taken out by mistake was in the list again: the check said done and nobody saw it; the list brings it back, and says so', () => {
  const copy = new Copy();
  const [a] = ['A', 'Union'].map((name) => copy.organisation(name));
  const list = (more = '') => `Organisation;Groupe;Lien;Depuis\nA;Union;Membre;2010\n${more}`;
  const on = (may = (_action: string) => true) => ({ ...ground(), source: copy.replica, may });
  const write = (row: CheckedRow | undefined) =>
    copy.replica.write(row?.acts ?? [], '', { now: NOW, random: (count) => new Uint8Array(count) });
  write(check(list(), on(), {}, of).rows[0]);
  const membership = () => linksTo(copy.replica, 'membership', 'member', a as RecordId)[0];
  const record = membership()?.id as RecordId;
  copy.replica.write([{ do: 'void', record, voided: true }], '', {
    now: NOW,
    random: (count) => new Uint8Array(count),
  });
  expect(membership()).toBeUndefined();

  const { rows } = check(list('A;Union;Membre;2018\nA;Union;Membre;2010\n'), on(), {}, of);
  expect(rows.map((row) => [row.fate, ...said(row)])).toEqual([
    ['change', 'warning back'],
    ['change', 'warning also spans'],
    ['here', 'here same'],
  ]);
  expect(rows[0]?.acts).toEqual([{ do: 'void', record, voided: false }]);
  // Who may not show it again is told that it is hidden.
  const barred = check(
    list(),
    on((action) => action !== 'void'),
    {},
    of,
  ).rows[0];
  expect(barred && [barred.acts, barred.remarks]).toEqual([
    null,
    [{ kind: 'here', code: 'hidden', target: '', value: 'A' }],
  ]);
  for (const row of rows) if (row.acts) write(row);
  expect(entriesOf(membership()!, 'spans').map(([, entry]) => entry)).toEqual([{ from: '2010' }, { from: '2018' }]);
  expect(check(list(), on(), {}, of).rows.map(said)).toEqual([['here here']]);
});

it('what an earlier row began and a later one ends closes no circle and holds no seat', () => {
  const copy = new Copy();
  const [union] = ['Union', 'A', 'B', 'C'].map((name) => copy.organisation(name));
  copy.create('body', { name: 'Conseil', kind: 'board', of: union as RecordId, seats: 1 });
  const { rows } = check(
    [
      'Organisation;Groupe;Lien;Depuis;Statut',
      'A;B;Membre;2010;',
      'A;B;Membre;2015;Exclue',
      'B;A;Membre;2016;',
      'A;Conseil;Membre du conseil;2020;',
      'A;Conseil;Membre du conseil;2024;Partie',
      'C;Conseil;Membre du conseil;2025;',
      'B;Conseil;Membre du conseil;2025;',
      '',
    ].join('\n'),
    { ...ground(), source: copy.replica },
    {},
    of,
  );
  expect(rows.map(said)).toEqual([
    [],
    ['warning also spans'],
    [],
    [],
    ['warning also spans'],
    [],
    ['warning seat group'],
  ]);
});
