// A list of 3,000 applicants of whom 200 rows are not as they should be: each row has one fate and says why, none is lost, and whoever came in is a
// candidate once, found by the shares of the programme.
import { describe, expect, it } from 'vitest';
import type { Acts } from '../../src/kernel/author.ts';
import { isVoided, refOf, textOf } from '../../src/kernel/fold.ts';
import { branchScope } from '../../src/kernel/ids.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { undoName } from '../../src/modules/importing/batch.ts';
import { type Checked, type CheckedRow, checkTable, chosen, type Ground } from '../../src/modules/importing/check.ts';
import {
  firstMapping,
  listedAs,
  type Mapping,
  matchColumns,
  targetLabel,
  targetsOf,
} from '../../src/modules/importing/columns.ts';
import { templateTargets } from '../../src/modules/importing/files.ts';
import { bringInHere, checkHere, planHere, undoHere } from '../../src/modules/importing/screens/work.ts';
import { HUB_BOUNDS, tableOfCsv } from '../../src/modules/importing/table.ts';
import { remarkWords } from '../../src/modules/importing/words.ts';
import { declarations } from '../../src/modules/index.ts';
import { mayAsk, writtenSince } from '../../src/modules/training/listing.ts';
import { ageRuleOf, eligibleBy } from '../../src/modules/training/rules.ts';
import { roundOf } from '../../src/modules/training/selection-read.ts';
import type { Open } from '../../src/ui/open.ts';
import { NOW } from '../kernel/hands.ts';
import { Copy } from './copy.ts';
import { tableFrom } from './importing-ground.ts';

const HOME = branchScope('bamako');
const ROWS = 3000;
/** Twenty rows of each kind. */
const DIRTY: readonly ((row: string[]) => string[])[] = [
  (row) => ['', ...row.slice(1)],
  (row) => [row[0] as string, 'peut-être', ...row.slice(2)],
  (row) => [row[0] as string, row[1] as string, '31/02/2001', ...row.slice(3)],
  (row) => [row[0] as string, row[1] as string, 'avant la guerre', ...row.slice(3)],
  (row) => [row[0] as string, row[1] as string, '2031', ...row.slice(3)],
  (row) => [...row.slice(0, 4), '76 00 00', ...row.slice(5)],
  (row) => [...row.slice(0, 4), 'voir le chef', ...row.slice(5)],
  (row) => [...row.slice(0, 5), 'venu du nord'],
  (row) => [...row, 'une cellule de trop'],
  (row) => ['X'.repeat(200), ...row.slice(1)],
];
const LETTERS = 'BCDFGKLMNPRSTWZ';
/** Names that sound apart, so that the likeness of names is not what is tested here. */
const nameAt = (at: number): string => {
  const part = (n: number) =>
    `${LETTERS[n % 15]}a${LETTERS[Math.floor(n / 15) % 15]}o${LETTERS[(n * 7) % 15]}i`.toLowerCase();
  return `${part(at)} ${part(at * 31 + 7)} ${part(Math.floor(at / 225) + 3)}`.toUpperCase();
};

function rowsOf(): readonly (readonly string[])[] {
  return Array.from({ length: ROWS }, (_, at) => {
    const row = [
      nameAt(at),
      at % 2 === 0 ? 'Femme' : 'Homme',
      String(1992 + (at % 14)),
      `Commune ${['I', 'II', 'III', 'IV'][at % 4]}`,
      `7${String(1_000_000 + at * 37).padStart(7, '0')}`,
      at % 10 === 0 ? 'Personne déplacée' : '',
    ];
    return at % 15 === 14 ? (DIRTY[Math.floor(at / 15) % DIRTY.length] as (row: string[]) => string[])(row) : row;
  });
}

it('3,000 rows of which 200 are dirty: each has its fate and its reason, and whoever came in is a candidate', () => {
  const heading = ['Nom', 'Sexe', 'Naissance', 'Lieu', 'Téléphone', 'Déplacement'];
  const csv = [heading, ...rowsOf()].map((cells) => cells.join(';')).join('\r\n');
  const table = tableOfCsv(new TextEncoder().encode(csv), HUB_BOUNDS);
  if (!table.ok) throw new Error(table.error.code);
  const type = declarations.types['person'] as NonNullable<(typeof declarations.types)[string]>;
  const copy = new Copy();
  const ground: Ground = { decl: declarations, source: copy.replica, home: HOME, now: NOW, may: () => true };
  const targets = targetsOf(declarations, type);
  const mapping = firstMapping(table.value.heading, targets, null);
  expect(mapping.columns).toEqual(['name', 'sex', 'birth', 'place', 'phone', 'displacement']);
  const work = checkTable(table.value, type, mapping, ground);
  let checked: Checked | null = null;
  while (!checked) {
    const step = work.next();
    if (step.done) checked = step.value;
  }
  expect(checked.rows).toHaveLength(ROWS);
  expect(checked.ready + checked.warned + checked.errors + checked.here).toBe(ROWS);
  const told = checked.rows.filter(({ remarks }) => remarks.length > 0);
  const dirty = checked.rows.filter((_, at) => at % 15 === 14);
  expect(dirty).toHaveLength(200);
  expect(dirty.filter(({ remarks }) => remarks.length === 0)).toEqual([]);
  // A birth in the future is a date: it comes in, and is said to be checked.
  const unborn = dirty.filter(({ row }) => row.cells[2] === '2031');
  expect(unborn.length).toBeGreaterThan(15);
  for (const { acts, remarks } of unborn) {
    expect(acts).not.toBeNull();
    expect(remarks).toContainEqual({ kind: 'warning', code: 'flag-ahead', target: 'birth', value: '2031' });
  }
  expect(checked.errors).toBeGreaterThanOrEqual(120);
  // Every remark is a sentence with a way on.
  const words = remarkWords(declarations, type, 'fr');
  for (const { remarks } of told) for (const remark of remarks) expect(words(remark)).not.toMatch(/import\./);
  const programme = copy.create('programme', {
    name: 'P',
    target: 3000,
    counts: 'certified',
    ageFrom: 18,
    ageTo: 35,
    ageOn: '2026-06-30',
    'quotas.d': { group: 'displaced', share: 10 },
  });
  const rows = chosen(checked, 'valid');
  expect(rows.length + checked.errors).toBe(ROWS);
  // Of those, the first five hundred are written: the others are written alike.
  const first = rows.slice(0, 500);
  const people: RecordId[] = [];
  for (const { acts } of first) {
    const changes = copy.replica.write(acts as Acts, '', {
      now: NOW,
      random: (n) => new Uint8Array(n),
      source: 'import',
      batch: 'b',
    });
    const person = changes.find((change) => change.type === 'person')?.record;
    if (person) people.push(person);
  }
  expect(people).toHaveLength(first.length);
  for (const person of people.slice(0, 300)) copy.create('application', { person, programme, on: '2026-03-01' }, HOME);
  const rule = ageRuleOf(copy.replica.record(programme) as never, '2026-01-01');
  const future = people.filter((id) => copy.replica.record(id)?.fields['birth']?.[0]?.value === '2031');
  expect(future.length).toBeGreaterThan(1);
  expect(rule && eligibleBy('2031', rule).verdict).toBe('future');
  const selection = copy.create('selection', { name: 'S', programme, places: 10 }, HOME);
  const round = roundOf(copy.replica, copy.replica.record(selection) as never, '2026-04-01', true);
  expect(round.requests).toHaveLength(300);
}, 60_000);

it('a list makes candidates of nobody who is known for something else: a group, a right, another request, an office', () => {
  const copy = new Copy();
  const programme = copy.create('programme', { name: 'P', target: 9, counts: 'started' });
  const other = copy.create('programme', { name: 'Q', target: 9, counts: 'started' });
  const curriculum = copy.create('curriculum', { name: 'V1', programme, version: 1, attendance: 75 });
  const cohort = copy.create('cohort', { name: 'C', programme: other, curriculum }, HOME);
  const [free, learner, staff, asked, elsewhere, twin, gone] = ['A', 'B', 'C', 'D', 'E', 'A bis', 'G'].map((name) =>
    copy.person(name),
  ) as [RecordId, RecordId, RecordId, RecordId, RecordId, RecordId, RecordId];
  copy.create('enrolment', { person: learner, cohort, on: '2026-03-01' }, HOME);
  copy.create('grant', { person: staff, role: 'trainer', scope: HOME, from: '2020-01-01' }, HOME);
  copy.create('application', { person: asked, programme, on: '2026-03-01' }, HOME);
  copy.create('application', { person: elsewhere, programme: other, on: '2026-03-01' }, HOME);
  // What is a part of somebody's own sheet is no other work.
  copy.create('person_private', { of: free, displacement: 'displaced' }, HOME);
  copy.create('consent', { person: free, purpose: 'sensitive', answer: 'yes', on: '2026-03-01' }, HOME);
  copy.merge(twin, free);
  copy.replica.write([{ do: 'void', record: gone, voided: true }], '', { now: NOW, random: (n) => new Uint8Array(n) });
  const everybody = writtenSince(copy.replica, '1970-01-01');
  expect(everybody).toContain(learner);
  expect(mayAsk(copy.replica, declarations, programme, everybody)).toEqual([free]);
});

describe('the list of the commune: a person and the place they ask for in one row', () => {
  const person = declarations.types['person'] as NonNullable<(typeof declarations.types)[string]>;
  const HEADING = 'Nom;Sexe;Année de naissance;Téléphone;Commune;Projet;Date de candidature;Décision;Remarque\n';
  const AWA = 'Awa Diarra;F;2001;76000012;Kalaban;Couture;12/03/2026;;vue à la mairie\n';
  const SEKOU = 'Sékou Traoré;M;1999;;Sabalibougou;Élevage de poulets;2026-03-14;Retenu;\n';

  /** An animator with her phone, in a branch that has two programmes. */
  function world() {
    const copy = new Copy();
    const { replica } = copy;
    const me = copy.person('Aïssata');
    copy.create('grant', { person: me, role: 'animator', scope: HOME, from: '2020-01-01' });
    const [p] = ['Entreprendre', 'Métiers'].map((name) =>
      copy.create('programme', { name, target: 9, counts: 'started' }),
    ) as [RecordId, RecordId];
    const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
    const save = async (acts: Acts, how: object) => replica.write(acts, me, { now: NOW, random, ...how });
    const open = {
      replica,
      me: { person: me, home: HOME },
      now: NOW,
      jekulu: { now: () => NOW, save },
    } as unknown as Open;
    const check = (text: string, fixed: Mapping['fixed'] = { 'application.programme': p }) => {
      const table = tableFrom(text);
      const found = firstMapping(table.heading, targetsOf(declarations, person), null);
      return checkHere(open, person, table, { ...found, fixed }, () => {});
    };
    const bring = async (text: string, fixed?: Mapping['fixed']) =>
      bringInHere(open, 'mairie.csv', chosen(await check(text, fixed), 'valid'), () => {});
    /** Who asked for what, as it stands. */
    const asked = () =>
      replica
        .list('application')
        .filter((one) => !isVoided(one))
        .map((one) => {
          const of = replica.record(refOf(one, 'person') as RecordId);
          const to = replica.record(refOf(one, 'programme') as RecordId);
          const own = ['on', 'project', 'outcome'].map((field) => textOf(one, field));
          return [of && textOf(of, 'name'), to && textOf(to, 'name'), ...own].join(' · ');
        })
        .sort();
    const people = () => replica.list('person').filter((one) => !isVoided(one) && one.id !== me).length;
    return { copy, replica, p, open, check, bring, asked, people };
  }
  const said = ({ remarks }: CheckedRow) => remarks.map(({ kind, code, target }) => `${kind} ${code} ${target}`.trim());

  it('the commune of Kalaban sent its list: its projects, dates and decisions were thrown away, and who was a candidate was asked again', async () => {
    const { replica, p, open, check, bring, asked, people } = world();
    const { heading } = tableFrom(HEADING + AWA);
    // The commune of the list is where people live; what no field keeps is told before anything is brought in.
    expect(matchColumns(heading, targetsOf(declarations, person))).toEqual([
      ...['name', 'sex', 'birth', 'phone', 'place'],
      ...['application.project', 'application.on', 'application.outcome', null],
    ]);
    const batch = await bring(HEADING + AWA + SEKOU);
    const both = [
      'Awa Diarra · Entreprendre · 2026-03-12 · Couture · ',
      'Sékou Traoré · Entreprendre · 2026-03-14 · Élevage de poulets · selected',
    ];
    expect(asked()).toEqual(both);
    expect(people()).toBe(2);
    expect(replica.list('application').map(({ home }) => home)).toEqual([HOME, HOME]);

    // The same file adds nothing; what was decided since completes what is there.
    const again = await check(HEADING + AWA + SEKOU);
    expect(again.rows.map(({ fate }) => fate)).toEqual(['here', 'here']);
    const decided = await check(HEADING + AWA.replace(';;vue', ';Refusée;vue') + SEKOU);
    expect(decided.rows.map(({ fate }) => fate)).toEqual(['change', 'here']);
    const later = await bring(HEADING + AWA.replace(';;vue', ';Refusée;vue') + SEKOU);
    expect(asked()[0]).toMatch(/refused$/);
    await undoHere(open, later, planHere(open, later), 'none', () => {});
    expect(asked()).toEqual(both);
    expect(mayAsk(replica, declarations, p, writtenSince(replica, '1970-01-01'))).toEqual([]);

    // Taken back, both are; put in again, both are.
    const plan = planHere(open, batch);
    expect(plan).toMatchObject({ rows: [{ name: 'Awa Diarra' }, { name: 'Sékou Traoré' }], closed: 0 });
    await undoHere(open, batch, plan, 'none', () => {});
    expect([asked(), people()]).toEqual([[], 0]);
    await undoHere(open, undoName(batch), planHere(open, undoName(batch)), 'none', () => {});
    expect(asked()).toEqual(both);
  });

  it('somebody known already asks once for each programme, and taking the list back leaves the person', async () => {
    const { copy, replica, p, open, bring, check, asked, people } = world();
    await bring('Nom;Sexe;Téléphone\nAwa Diarra;F;76000012\n', {});
    expect(people()).toBe(1);
    expect(asked()).toEqual([]);
    // In a file that says the programme row by row, both of one person known come in.
    const rows =
      'Nom;Programme;Date de candidature\nAwa Diarra;Entreprendre;2026-03-12\nAwa Diarra;Métiers;2026-04-02\n';
    const batch = await bring(rows, {});
    expect(asked()).toEqual([
      'Awa Diarra · Entreprendre · 2026-03-12 ·  · ',
      'Awa Diarra · Métiers · 2026-04-02 ·  · ',
    ]);
    expect(people()).toBe(1);
    // What somebody did with one since is asked about.
    const like = await check(HEADING + AWA);
    expect(like.rows.map(said)).toEqual([['warning double.asked']]);
    const [first] = replica.list('application').filter((one) => refOf(one, 'programme') === p);
    copy.create('score', { application: first?.id as RecordId, juror: copy.person('Juré') }, HOME);
    expect(planHere(open, batch).asked).toHaveLength(1);
    await undoHere(open, batch, planHere(open, batch), 'none', () => {});
    expect(asked()).toEqual([]);
    expect(replica.list('person').filter((one) => textOf(one, 'name') === 'Awa Diarra' && !isVoided(one))).toHaveLength(
      1,
    );
    // Told again, both are shown again by whoever brought them in; once an office wrote there, by an office.
    const hidden = await check(rows, {});
    expect(hidden.rows.map(said)).toEqual([['warning back'], ['warning back']]);
    copy.edit(first?.id as RecordId, { why: 'Revu au bureau' });
    expect((await check(rows, {})).rows.map(said)).toEqual([['error right.edit'], ['warning back']]);
    const back = await bring(rows, {});
    expect(asked()).toEqual(['Awa Diarra · Métiers · 2026-04-02 ·  · ']);
    await undoHere(open, back, planHere(open, back), 'none', () => {});
    expect(asked()).toEqual([]);
  });

  it('what cannot be kept is told by its row, with a way on, and nothing of that row comes in', async () => {
    const { check, bring, asked, people } = world();
    const text =
      HEADING +
      AWA +
      'Fanta Coulibaly;F;2000;;Kalaban;Savon;bientôt;;\n' +
      'Moussa Keïta;M;2000;;Kalaban;Menuiserie;;;\n' +
      'Nana Sidibé;F;2000;;Kalaban;Teinture;2026-03-12;à revoir;\n' +
      AWA.replace('Couture', 'Broderie');
    const { rows } = await check(text);
    expect(rows.map(said)).toEqual([
      [],
      ['error date application.on'],
      ['error missing application.on'],
      ['warning word application.outcome'],
      ['error twice application.programme'],
    ]);
    const words = remarkWords(declarations, person, 'fr');
    for (const { remarks } of rows)
      for (const remark of remarks) expect(words(remark)).not.toMatch(/import\.|undefined/);
    expect(words(rows[1]?.remarks[0] as never)).toMatch(
      /^Candidature\u00a0: Reçue le\s: «\sbientôt\s» n’est pas une date/,
    );
    // Two places asked for by somebody whom the file makes: the second is written when the first is there, as the row says.
    const two = 'Nom;Programme;Date de candidature\nNana Bah;Entreprendre;2026-03-12\nNana Bah;Métiers;2026-03-12\n';
    expect((await check(two)).rows.map(said)).toEqual([[], ['error again']]);
    // A programme that nobody said, or that nobody knows, is no programme: the row stays out.
    expect((await check(HEADING + AWA, {})).rows.map(said)).toEqual([['error missing application.programme']]);
    const unknown = { 'application.programme': 'Autre' };
    expect((await check(HEADING + AWA, unknown)).rows.map(said)).toEqual([['error ref application.programme']]);
    await bring(text);
    expect(asked()).toHaveLength(2);
    expect(people()).toBe(2);
    // The same again: the row that says otherwise is told against the one that stands.
    expect((await check(text)).rows.at(-1)?.remarks).toMatchObject([{ code: 'twice', value: '2' }]);
    await bring(two);
    await bring(two);
    expect(asked().filter((one) => one.startsWith('Nana Bah'))).toHaveLength(2);
    expect(people()).toBe(3);
  });

  it('a list sent in as applications comes in with its people where its columns tell of them', () => {
    const application = declarations.types['application'] as typeof person;
    const of = (heading: string) => listedAs(declarations, application, heading.split(';')).name;
    expect(of(HEADING.trim())).toBe('person');
    expect(of('Nom;Programme;Date de candidature')).toBe('application');
    expect(of('id;home;person;programme;on;project;outcome')).toBe('application');
    expect(listedAs(declarations, person, ['Nom', 'Projet'])).toBe(person);
    const template = templateTargets(declarations, person).map((target) => targetLabel(target, 'fr'));
    expect(template).toEqual(
      expect.arrayContaining(['Nom', 'Candidature\u00a0: Programme', 'Candidature\u00a0: Projet']),
    );
  });
});
