/** Hostile lists: what a broken program, a strange spreadsheet or somebody with bad intentions brings in, and the parts that read it. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { workbook } from '../../src/hub/derived/xlsx.ts';
import { tableOfFile } from '../../src/hub/importing/xlsx.ts';
import { codeEntry } from '../../src/kernel/codes.ts';
import { type Checked, checkTable, type Ground } from '../../src/modules/importing/check.ts';
import { firstMapping, importable, isMapping, type Mapping, targetsOf } from '../../src/modules/importing/columns.ts';
import { linesFile, templateFile } from '../../src/modules/importing/files.ts';
import { type Bounds, type Table, tableOfCsv } from '../../src/modules/importing/table.ts';
import { declarations } from '../../src/modules/index.ts';
import { SIKASSO } from '../hub/world.ts';
import type { Random } from '../sim/random.ts';
import { parseCsv } from '../web/csv-reader.ts';
import { bent, bentBytes, bentText, hostileText } from './hostile.ts';
import type { Source } from './run.ts';

const TYPES = importable(declarations);
export const FILE_TYPES = TYPES.map(({ name }) => name);
const BOUNDS: Bounds = { bytes: 64 * 1024, rows: 60 };

/** What people write into cells, good and odd. */
const CELLS = [
  'Benkadi',
  'Coopérative des femmes de Loulouni',
  'SCOOPS',
  '70 12 34 56',
  '12/03/2019',
  'vers 1985',
  'Sikasso',
  'Femme',
  'oui',
  '1 200 000 F CFA',
  '-',
  'n/a',
];

/** A list about a type, as somebody might write it by its template. */
function goodList(random: Random, type: (typeof TYPES)[number]): string[][] {
  const heading = templateFile(declarations, type, 'fr')
    .replace(/^\ufeff|\r?\n$/g, '')
    .split(';');
  const rows = Array.from({ length: 1 + random.below(4) }, () => heading.map(() => random.pick(CELLS)));
  return [heading, ...rows];
}

export interface HostileFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly type: string;
}

/** A CSV file with anything in it, in any bytes. */
export function hostileCsv(random: Random): HostileFile {
  const type = random.pick(TYPES);
  const list = goodList(random, type).map((row) =>
    row.map((cell) =>
      random.chance(0.25) ? (random.chance(0.5) ? hostileText(random) : bentText(cell, random)) : cell,
    ),
  );
  const separator = random.pick([';', ',', '\t', '|']);
  const end = random.pick(['\n', '\r\n', '\r']);
  const quoted = (cell: string): string => (random.chance(0.7) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const text = list.map((row) => row.map(quoted).join(separator)).join(end);
  const mad = random.chance(0.3) ? bentText(text, random) : text;
  const kinds = ['utf8', 'utf8', 'latin1', 'utf16le'] as const;
  const bytes = Buffer.from(random.chance(0.2) ? `\ufeff${mad}` : mad, random.pick(kinds));
  const name = random.chance(0.3) ? hostileText(random) : random.pick(['liste.csv', 'liste.xlsx', 'x']);
  return { name, type: type.name, bytes: random.chance(0.15) ? bentBytes(bytes, random) : bytes };
}

let sheet: Promise<Uint8Array> | null = null;
async function goodSheet(): Promise<Uint8Array> {
  async function* lines() {
    yield [
      ['Benkadi', '2019-03-12', '70123456'],
      ['Sabunyuma', 12, ''],
    ];
  }
  const columns = ['Nom', 'Existe depuis', 'Téléphone'].map((header) => ({ header }));
  const pieces: Uint8Array[] = [];
  for await (const piece of workbook('Organisations', columns, lines(), 0)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** An Excel file with one part broken, or the archive itself. */
export async function hostileSheet(random: Random): Promise<HostileFile> {
  sheet ??= goodSheet();
  const good = await sheet;
  const named = (bytes: Uint8Array): HostileFile => ({ name: 'liste.xlsx', type: 'organisation', bytes });
  if (random.chance(0.4)) return named(bentBytes(good, random));
  const parts = { ...unzipSync(good) };
  const name = random.pick(Object.keys(parts));
  const text = bentText(strFromU8(parts[name] as Uint8Array), random);
  if (random.chance(0.1)) delete parts[name];
  else parts[name] = strToU8(text);
  if (random.chance(0.1))
    parts[random.pick(['../../etc/passwd', '__proto__', hostileText(random) || 'x'])] = strToU8('x');
  return named(zipSync(parts));
}

/** Somebody who may do everything, in a network where nothing is yet. */
const GROUND: Ground = {
  decl: declarations,
  source: { version: 1, list: () => [], record: () => null, resolve: (id) => id },
  home: SIKASSO,
  now: 0,
  may: () => true,
};

/** Reads, checks and gives back a table: every row has one fate, every refusal has words, and no cell that leaves is a formula. */
function feedCsv(random: Random): string | null {
  const { bytes, type: name } = hostileCsv(random);
  const read = tableOfCsv(bytes, BOUNDS);
  if (!read.ok) return codeEntry(read.error.code) ? null : `a refusal without words: ${read.error.code}`;
  return checkedFault(random, read.value, name);
}

function checkedFault(random: Random, table: Table, name: string): string | null {
  const type = TYPES.find((one) => one.name === name) as (typeof TYPES)[number];
  const targets = targetsOf(declarations, type);
  const found = firstMapping(table.heading, targets, null);
  const anything = (): string | null => (random.chance(0.3) ? null : random.pick(targets).key);
  const mapping: Mapping = random.chance(0.5)
    ? found
    : { columns: table.heading.map(anything), fixed: { [random.pick(targets).key]: hostileText(random) }, words: {} };
  const checked = finished(checkTable(table, type, mapping, GROUND), table.rows.length);
  if (typeof checked === 'string') return checked;
  const { rows, ready, warned, errors, here } = checked;
  if (rows.length !== table.rows.length || ready + warned + errors + here !== rows.length)
    return `${table.rows.length} rows, and ${JSON.stringify({ ready, warned, errors, here })}`;
  const back = parseCsv(linesFile('erreurs', table, checked, declarations, type, 'fr').slice(1), ';');
  const formula = back.flat().find((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell));
  return formula === undefined ? null : `a formula goes back: ${JSON.stringify(formula)}`;
}

/** A check that never ends would hang the hub. */
function finished(work: Generator<void, Checked>, rows: number): Checked | string {
  for (let steps = 0; steps < 10 * rows + 1000; steps++) {
    const step = work.next();
    if (step.done) return step.value;
  }
  return 'a check without end';
}

async function feedSheet(random: Random): Promise<string | null> {
  const { bytes } = await hostileSheet(random);
  const read = await tableOfFile(bytes, BOUNDS);
  if (!read.ok) return codeEntry(read.error.code) ? null : `a refusal without words: ${read.error.code}`;
  return checkedFault(random, read.value, 'organisation');
}

/** What a hub remembers of a heading comes back as it can be used. */
function feedMapping(random: Random): string | null {
  const type = random.pick(TYPES);
  const targets = targetsOf(declarations, type);
  const heading = Array.from({ length: 1 + random.below(5) }, () => hostileText(random));
  const kept = { columns: heading.map(() => random.pick(targets).key), fixed: {}, words: {} };
  const remembered = random.chance(0.5) ? kept : (bent(kept, random) as Mapping);
  if (!isMapping(remembered)) return null;
  const { columns } = firstMapping(heading, targets, remembered);
  const known = new Set<string | null>([null, ...targets.map(({ key }) => key)]);
  return columns.length === heading.length && columns.every((key) => known.has(key)) ? null : 'a column of nothing';
}

export const FILES: readonly Source[] = [
  { name: 'list', share: 12, feed: feedCsv },
  { name: 'mapping', share: 3, feed: feedMapping },
  // Each is read in a thread of its own.
  { name: 'workbook', share: 0.1, feed: feedSheet },
];
