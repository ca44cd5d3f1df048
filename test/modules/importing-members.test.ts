// Lists of memberships, as secretaries keep them: their headings, their words, and what the form would have said of each line.
import { expect, it } from 'vitest';
import type { RecordId } from '../../src/kernel/types.ts';
import type { CheckedRow } from '../../src/modules/importing/check.ts';
import { matchColumns, targetsOf } from '../../src/modules/importing/columns.ts';
import { declarations } from '../../src/modules/index.ts';
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
