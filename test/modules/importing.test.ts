// Lists come in without fear: whatever a spreadsheet writes is read as it was meant, and every row has exactly one fate.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mapOf, partOf } from '../../src/kernel/declare.ts';
import type { RecordState } from '../../src/kernel/fold.ts';
import type { Body } from '../../src/kernel/types.ts';
import { formOn, stageOn } from '../../src/modules/directory/forms.ts';
import type { CheckedRow } from '../../src/modules/importing/check.ts';
import {
  firstMapping,
  importable,
  isMapping,
  type Mapping,
  matchColumns,
  targetLabel,
  targetsOf,
} from '../../src/modules/importing/columns.ts';
import { templateTargets } from '../../src/modules/importing/files.ts';
import { remarkWords, sayIn } from '../../src/modules/importing/words.ts';
import { declarations } from '../../src/modules/index.ts';
import { csvLine as lineOf } from '../../src/ui/files/csv.ts';
import { actsOf, bodyOf, check, ground, HOME, idAt, type } from './importing-ground.ts';

const csvLine = (cells: readonly string[]): string => lineOf(cells, ';');
const targets = targetsOf(declarations, type);

const head = (id: string, value: unknown) => ({ id, value, eff: 1, by: '' });
function state(id: string, body: Body, of = 'organisation'): RecordState {
  const fields = Object.fromEntries(Object.entries(body).map(([name, value]) => [name, [head(`${id}`, value)]]));
  const made = head(id, null);
  return {
    id,
    type: of,
    home: HOME,
    shared: [],
    salt: '',
    created: made,
    updated: made,
    fields,
    unconfirmed: 0,
  } as never;
}

const said = ({ remarks }: CheckedRow) => remarks.map(({ kind, code, target }) => `${kind} ${code} ${target}`.trim());

describe('columns', () => {
  it('of a template of ours are all known', () => {
    for (const one of importable(declarations))
      for (const language of ['fr', 'en'] as const) {
        const heading = templateTargets(declarations, one).map((target) => targetLabel(target, language));
        expect(
          matchColumns(heading, targetsOf(declarations, one)).filter((key) => key === null),
          one.name,
        ).toEqual([]);
      }
  });

  it('are found by labels in both languages, names of fields, SSE headings, accents and case folded', () => {
    const of = (...heading: string[]) => matchColumns(heading, targets);
    expect(of('NOM', 'forme', 'Lieu', 'Telephone', 'Activites')).toEqual(['name', 'kind', 'place', 'phone', 'sectors']);
    expect(of('name', 'kind', 'place_area', 'accordUntil')).toEqual(['name', 'kind', 'place.area', 'accordUntil']);
    expect(of('Locality', 'Region', 'Country Name', 'Organisational Structure', 'Companies House Number')).toEqual([
      'place',
      'place.region',
      'place.country',
      'kind',
      'registration',
    ]);
    expect(of('Nom (obligatoire)', 'Nom', 'Rien de connu')).toEqual(['name', null, null]);
  });

  it('what was corrected by hand is remembered, and nothing unknown comes back from a shelf', () => {
    const kept: Mapping = { columns: ['about', 'nothing', null], fixed: { kind: 'group' }, words: {} };
    expect(firstMapping(['a', 'b', 'c'], targets, kept).columns).toEqual(['about', null, null]);
    expect(isMapping(kept)).toBe(true);
    for (const wrong of [null, {}, { columns: [1], fixed: {}, words: {} }, { columns: [], fixed: {}, words: { a: 1 } }])
      expect(isMapping(wrong)).toBe(false);
  });

  it('lists come in for what people meet and what lives with it, never for rights or devices', () => {
    const names = importable(declarations).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['organisation', 'person', 'membership', 'involvement', 'contact']));
    for (const closed of ['grant', 'device', 'holder', 'distinct', 'organisation_contact'])
      expect(names).not.toContain(closed);
  });
});

describe('rows', () => {
  it('become the acts of a form: companions, choices by their words, places, figures, telephones', () => {
    const { rows } = check(
      'Nom;Forme;Lieu;Région;Activités;Femmes;Fondée;Téléphone;Adresse\n' +
        'Bɛnkadi;coopérative simplifiée;Kignan;Sikasso;Agriculture, Élevage;1 234;12/3/2009;76000012;"Quartier Médine\nprès du marché, BP 12"\n',
    );
    const [row] = rows;
    expect(said(row!)).toEqual([]);
    expect(bodyOf(row!)).toEqual({
      name: 'Bɛnkadi',
      kind: 'scoops',
      place: { text: 'Kignan', area: 'ml-03', geo: 'ml-2023' },
      sectors: ['agriculture', 'livestock'],
      women: 1234,
      founded: '2009-03-12',
      quarter: 'Quartier Médine',
      landmark: 'près du marché',
      poBox: 'BP 12',
    });
    expect(actsOf(row!)[1]).toMatchObject({
      type: 'organisation_contact',
      body: { of: idAt(0), phone: '76 00 00 12' },
    });
  });

  it('are refused with the remedy where a form would refuse them', () => {
    const text =
      'Nom;Forme;Lieu;Fondée;Femmes;E-mail;Téléphone\n;Groupement;Kita;;;;\nA;Groupement;;;;;\nB;Groupement;Kita;hier;;;\n' +
      `C;Groupement;Kita;;12,5;;\nD;Groupement;Kita;;;nulle part;\nE;Groupement;Kita;;;;76 00 00 12 / 66 00 00 12\n${'F'.repeat(121)};Groupement;Kita;;;;\n` +
      'G;Groupement;Kita;;;;;;trop\nH;Groupement;Kita;;;;7600\nI;Coopérative agricole;Kita;;;;\n';
    const { rows } = check(text);
    expect(rows.map(said)).toEqual([
      ['error missing name'],
      ['error missing place'],
      ['error date founded'],
      ['error number women'],
      ['error email email'],
      ['error phone phone'],
      ['error long name'],
      ['error wide'],
      ['warning flag-phone phone'],
      ['warning word kind'],
    ]);
    // Every remark has its sentence and its remedy, in both languages.
    for (const language of ['fr', 'en'] as const)
      for (const words of rows.flatMap(({ remarks }) => remarks.map(remarkWords(declarations, type, language))))
        expect(words).not.toMatch(/import\.|\{/);
  });

  it('formulas are words, and our own protection comes off', () => {
    const { rows } = check('Nom;Forme;Lieu;Présentation\n=1+1;Groupement;Kita;\'=HYPERLINK("x")\n');
    expect(bodyOf(rows[0]!)).toMatchObject({ name: '=1+1', about: '=HYPERLINK("x")' });
  });

  it('the same list twice is already here, and a line that is there twice is one', () => {
    const there = state('bbbbbbbbbbbbbbbb.1', {
      name: 'Bɛnkadi',
      kind: 'group',
      place: { text: 'Kita', area: 'ml-01', geo: 'ml-2023' },
    });
    const text =
      'Nom;Forme;Lieu\nBenkadi;Groupement;Kita\nBɛnkadi;Groupement;Kita\nAutre;Groupement;Kita\nAutre;Groupement;Kita\n';
    const { rows, here } = check(text, ground([there]));
    expect(rows.map(({ fate }) => fate)).toEqual(['new', 'here', 'new', 'here']);
    expect(here).toBe(2);
    // Written another way it is not the same: it is said that it looks like it.
    expect(said(rows[0]!)).toEqual(['warning double']);
    const others = ground([
      state('bbbbbbbbbbbbbbbb.1', { name: 'Coopérative des maraîchères de Kati', kind: 'scoops', place: 'Kati' }),
    ]);
    const alike = check('Nom;Forme;Lieu\nCoopérative des maraichères de Kati;Coopérative simplifiée;Kati\n', others);
    expect(alike.rows.map(said)).toEqual([['warning double']]);
  });

  it('a row that names a record completes it: what differs is written, an empty cell takes nothing away', () => {
    const there = state('bbbbbbbbbbbbbbbb.7', { name: 'Bɛnkadi', kind: 'group', place: 'Kita', women: 3, forms: null });
    const text =
      'Identifiant;Nom;Femmes;Lieu\nbbbbbbbbbbbbbbbb.7;Bɛnkadi;;Kita\nbbbbbbbbbbbbbbbb.7;Bɛnkadi;12;\nbbbbbbbbbbbbbbbb.7;Bɛnkadi;13;\n';
    const { rows } = check(text, ground([there]));
    expect(rows.map(({ fate }) => fate)).toEqual(['here', 'change', 'error']);
    expect(actsOf(rows[1]!)).toEqual([{ do: 'edit', record: 'bbbbbbbbbbbbbbbb.7', body: { women: 12 } }]);
    expect(said(rows[2]!)).toEqual(['error twice :id']);
  });

  it('a list of 2026 called the ministry otherwise and its old name was gone: it stays among its names, and the check says so', () => {
    const id = 'bbbbbbbbbbbbbbbb.7';
    const there = state(id, { name: 'Ministère de la Solidarité', kind: 'public', place: 'Bamako' });
    const rename = (cells: string) =>
      check(`Identifiant;Nom;Noms : Nom;Noms : À\n${id};${cells}\n`, ground([there]), {
        columns: [':id', 'name', 'names.name', 'names.to'],
      }).rows[0]!;
    const renamed = rename('Ministère de la Santé;;');
    expect(said(renamed)).toEqual(['warning name name']);
    expect(remarkWords(declarations, type, 'fr')(renamed.remarks[0]!)).toContain('Ministère de la Solidarité');
    const namesIn = (row: CheckedRow) =>
      Object.entries(bodyOf(row)).flatMap(([key, value]) => (key.startsWith('names.') ? [value] : []));
    expect([bodyOf(renamed)['name'], namesIn(renamed)]).toEqual([
      'Ministère de la Santé',
      [{ name: 'Ministère de la Solidarité', to: '2026-05-31' }],
    ]);
    // Accents put right are no new name, and what the list says of the former name itself is not said twice.
    const told = rename('Ministère de la Santé;Ministère de la Solidarité;2018');
    expect([rename('Ministere de la solidarite;;'), told].map((row) => [said(row), namesIn(row)])).toEqual([
      [[], []],
      [[], [{ name: 'Ministère de la Solidarité', to: '2018' }]],
    ]);
  });

  it('a list called the group of 2019 a cooperative: on a day before the list it is still a group, and nobody had to say since when', () => {
    const id = 'bbbbbbbbbbbbbbbb.7';
    const tell = (there: Body, heading: string, cells: string, columns: (string | null)[] = []) => {
      const before = state(id, { name: 'Bɛnkadi', kind: 'group', place: 'Kita', ...there });
      const change = columns.length > 0 ? { columns } : {};
      const row = check(`Identifiant;${heading}\n${id};${cells}\n`, ground([before]), change).rows[0]!;
      const after = state(id, { name: 'Bɛnkadi', kind: 'group', place: 'Kita', ...there, ...bodyOf(row) });
      const dated = Object.entries(bodyOf(row)).flatMap(([key, value]) => (mapOf(key) ? [value] : []));
      return { row, after, dated };
    };
    const { row, after, dated } = tell({ founded: '2019' }, 'Forme', 'Coopérative simplifiée');
    expect(said(row)).toEqual(['warning before kind']);
    expect(remarkWords(declarations, type, 'fr')(row.remarks[0]!)).toContain('Groupement');
    expect(dated).toEqual([
      { kind: 'group', from: '2019' },
      { kind: 'scoops', from: '2026-06-01' },
    ]);
    expect(['2018-12-31', '2026-05-31', '2026-06-01'].map((day) => formOn(after, day)?.kind)).toEqual([
      undefined,
      'group',
      'scoops',
    ]);
    // A stage, and a form of which nobody knows the founding: known from the day it was written on the card.
    const both = tell({ stage: 'identified' }, 'Forme;Étape', 'Coopérative simplifiée;Regroupée', [
      ':id',
      'kind',
      'stage',
    ]);
    expect(both.dated.map((entry) => partOf(entry, 'from'))).toEqual([
      '1970-01-01',
      '2026-06-01',
      '1970-01-01',
      '2026-06-01',
    ]);
    expect(['2026-05-31', '2026-06-01'].map((day) => stageOn(both.after, day))).toEqual(['identified', 'grouped']);
    // A dated list goes on; two lists of one day leave the later one; the same form, a first stage, and dates in the row itself need nothing.
    const listed = { 'forms.a': { kind: 'group', from: '2019' } };
    expect(tell(listed, 'Forme', 'Coopérative simplifiée').dated).toEqual([{ kind: 'scoops', from: '2026-06-01' }]);
    expect(tell({ 'forms.a': { kind: 'group', from: '2026-06-01' } }, 'Forme', 'Coopérative simplifiée').dated).toEqual(
      [{ kind: 'scoops', from: '2026-06-01' }],
    );
    const first = tell({}, 'Étape;Femmes', 'Regroupée;3', [':id', 'stage', 'women']);
    const own = tell({}, 'F;K;D', 'Coopérative simplifiée;Coopérative simplifiée;2024', [
      ':id',
      'kind',
      'forms.kind',
      'forms.from',
    ]);
    expect([said(first.row), first.dated, said(own.row), own.dated]).toEqual([
      [],
      [],
      [],
      [{ kind: 'scoops', from: '2024' }],
    ]);
  });

  it('what only an office may write is refused row by row', () => {
    const { rows } = check(
      'Nom;Forme;Lieu\nA;Groupement;Kita\n',
      ground([], () => false),
    );
    expect(rows.map(said)).toEqual([['error right.create']]);
  });

  it('memberships name organisations by what they are called, and say their period', () => {
    const of = declarations.types['membership']!;
    const orgs = ['Bɛnkadi', 'Union', 'Deux', 'Deux'].map((name, at) =>
      state(`bbbbbbbbbbbbbbbb.${at + 1}`, { name, kind: 'group', place: 'Kita' }),
    );
    const { rows } = check(
      'Membre;Groupe;Lien;Depuis;Décision\nbenkadi;UNION;Membre;2019;AG 2019\nInconnue;Union;Membre;2019;\nDeux;Union;Membre;2019;\n',
      ground(orgs),
      { columns: ['member', 'group', 'kind', 'spans.from', 'spans.decision'] },
      of,
    );
    const body = bodyOf(rows[0]!);
    expect(body).toMatchObject({ member: 'bbbbbbbbbbbbbbbb.1', group: 'bbbbbbbbbbbbbbbb.2', kind: 'member' });
    const entry = Object.entries(body).find(([key]) => key.startsWith('spans.'));
    expect(entry?.[1]).toEqual({ from: '2019', decision: 'AG 2019' });
    expect(rows.slice(1).map(said)).toEqual([['error ref member'], ['error refs member']]);
  });

  it('200 dirty rows: each has a fate and a reason, and nothing throws', () => {
    const cells = [
      '',
      ' ',
      'A',
      'oui',
      '=1',
      '12',
      '-3',
      '31/02/2020',
      '2020',
      '76',
      'x'.repeat(700),
      '"',
      'Groupement',
      '{}',
      '{"a":1}',
      '[',
      'n/',
      '😀',
      'a@b',
    ];
    const names = targets.map(({ key }) => key);
    const rows = Array.from({ length: 200 }, (_, row) =>
      names.map((_name, at) => (at === 0 ? `N${row}` : (cells[(row * 7 + at * (1 + (row % 5))) % cells.length] ?? ''))),
    );
    const { rows: checked, errors } = check([names, ...rows].map((row) => csvLine(row)).join(''));
    for (const one of checked) if (one.acts === null) expect(one.remarks.length).toBeGreaterThan(0);
    expect(errors).toBeGreaterThan(50);
  });

  it('a sample of a real register: multi-line cells, d/m/yyyy, every row accounted for', () => {
    const text = readFileSync(new URL('../vectors/coops-uk-sample.csv', import.meta.url), 'utf8');
    const checked = check(text, ground(), {
      fixed: { kind: 'other' },
      words: { kind: { society: 'scoops', company: 'enterprise', unincorporated: 'group' } },
    });
    expect(
      checked.rows
        .filter(({ fate }) => fate === 'error')
        .flatMap(said)
        .every((one) => /missing place|choice kind/.test(one)),
    ).toBe(true);
    expect(checked.ready).toBeGreaterThan(150);
    const named = (name: string) => checked.rows.filter((row) => row.name === name);
    expect(named('Winsham Shop Limited').flatMap(said)).toEqual([expect.stringMatching(/^warning double\.line/)]);
  });
});

it('says numbers and plurals in the language asked for', () => {
  expect(sayIn('fr')('import.sum.ready', { n: 8371 })).toBe('8\u202f371 lignes prêtes');
  expect(sayIn('en')('import.sum.errors', { n: 1 })).toBe('1 error');
});
