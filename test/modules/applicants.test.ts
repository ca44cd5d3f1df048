// A list of 3,000 applicants of whom 200 rows are not as they should be: each row has one fate and says why, none is lost, and whoever came in is a
// candidate once, found by the shares of the programme.
import { expect, it } from 'vitest';
import type { Acts } from '../../src/kernel/author.ts';
import { branchScope } from '../../src/kernel/ids.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { type Checked, checkTable, chosen, type Ground } from '../../src/modules/importing/check.ts';
import { firstMapping, targetsOf } from '../../src/modules/importing/columns.ts';
import { HUB_BOUNDS, tableOfCsv } from '../../src/modules/importing/table.ts';
import { remarkWords } from '../../src/modules/importing/words.ts';
import { declarations } from '../../src/modules/index.ts';
import { mayAsk, writtenSince } from '../../src/modules/training/listing.ts';
import { ageRuleOf, eligibleBy } from '../../src/modules/training/rules.ts';
import { roundOf } from '../../src/modules/training/selection-read.ts';
import { NOW } from '../kernel/hands.ts';
import { Copy } from './copy.ts';

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
