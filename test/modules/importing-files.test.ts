// Files as people have them: CSV in any dialect, dates as they are written.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMoment } from '../../src/modules/importing/cells.ts';
import { parseCsv, separatorOf } from '../../src/modules/importing/csv.ts';
import { PHONE_BOUNDS, type Table, tableOfCsv } from '../../src/modules/importing/table.ts';
import { csvLine as lineOf, unharmed } from '../../src/ui/files/csv.ts';
import { bodyOf, bytes, check, tableFrom } from './importing-ground.ts';

const csvLine = (cells: readonly string[]): string => lineOf(cells, ';');
const spectrum = fileURLToPath(new URL('../vectors/csv-spectrum', import.meta.url));
/** As a French Excel saves: every letter one byte. */
const latin = (text: string): Uint8Array =>
  Uint8Array.from([...text], (letter) => ({ '’': 0x92, œ: 0x9c, '€': 0x80 })[letter] ?? letter.charCodeAt(0));

const refusal = (data: Uint8Array | string): string => {
  const read = tableOfCsv(typeof data === 'string' ? bytes(data) : data, PHONE_BOUNDS);
  return read.ok ? 'ok' : read.error.code;
};
const objectsOf = ({ heading, rows }: Table): object[] =>
  rows.map(({ cells }) => Object.fromEntries(heading.map((name, at) => [name, cells[at] ?? ''])));

// ---- rows ---------------------------------------------------------------------------------------------------------------------------

describe('CSV as people have it', () => {
  const names = readdirSync(`${spectrum}/csvs`).map((file) => file.replace('.csv', ''));
  it.each(names)('csv-spectrum %s, and its twin with semicolons, BOM and Windows line ends', (name) => {
    const csv = readFileSync(`${spectrum}/csvs/${name}.csv`);
    const meant: unknown = JSON.parse(readFileSync(`${spectrum}/json/${name}.json`, 'utf8'));
    const expected = Array.isArray(meant) ? meant : [meant];
    // The vector itself gives this one cell another number in its two files.
    if (name === 'location_coordinates') expected[0]['Contact Phone Number'] = '2095257564';
    const table = tableFrom(csv);
    expect(objectsOf(table)).toEqual(expected);
    const twin = [table.heading, ...table.rows.map(({ cells }) => cells)].map((cells) => csvLine(cells)).join('');
    expect(
      objectsOf(tableFrom(`\ufeff${twin}`)).map((row) => Object.values(row).map((cell) => unharmed(String(cell)))),
    ).toEqual(expected.map((row) => Object.values(row)));
  });

  it('finds what stands between cells, and the letters of a French Excel', () => {
    expect(separatorOf('Nom;Lieu;Téléphone\r\n"Bè, jɛ; kulu";Ségou;76\r\n')).toBe(';');
    expect(separatorOf('a\tb\tc\n1,5\t2\t3\n')).toBe('\t');
    expect(separatorOf('name,about\n"one; two; three",x\n')).toBe(',');
    const table = tableFrom(latin('Nom;Activité\r\nL’œuvre des éleveurs;Élevage\r\n'));
    expect(table.rows[0]?.cells).toEqual(['L’œuvre des éleveurs', 'Élevage']);
    expect(tableFrom('sep=;\nNom;Lieu\nA;B\n').rows[0]).toEqual({ line: 3, cells: ['A', 'B'] });
    const utf16 = new Uint8Array(Buffer.from('\ufeffNom\tLieu\nSɛnɛ\tKita\n', 'utf16le'));
    expect(tableFrom(utf16).rows[0]?.cells).toEqual(['Sɛnɛ', 'Kita']);
  });

  it('what was written is what is read, whatever is in the cells', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', ';', ',', '"', '\n', '\r\n', '\t', ' ', '=', "'", '|') });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 }), (rows) => {
        const read = parseCsv(rows.map((cells) => csvLine(cells)).join(''), ';');
        expect(read.ok && read.value.map(({ cells }) => cells.map(unharmed))).toEqual(rows);
      }),
    );
  });

  it('says in which line of the file a row stands, lines inside cells counted', () => {
    const table = tableFrom('Nom,Adresse\nA,"rue 1\nporte 2"\n\nB,x\n');
    expect(table.rows.map(({ line }) => line)).toEqual([2, 5]);
    expect(table.blank).toBe(1);
  });

  it('refuses in words what is no list', () => {
    expect(refusal('')).toBe('IMPORT-EMPTY');
    expect(refusal('\n \n;;\n')).toBe('IMPORT-EMPTY');
    expect(refusal('Nom;Lieu\n')).toBe('IMPORT-NO-ROWS');
    expect(refusal('Nom,Lieu\nA,"b\nc,d\n')).toBe('IMPORT-QUOTE');
    expect(refusal(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1))).toBe('IMPORT-OLD-EXCEL');
    expect(refusal('%PDF-1.4 …')).toBe('IMPORT-KIND');
    expect(refusal(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0))).toBe('IMPORT-KIND');
    expect(refusal(new Uint8Array(PHONE_BOUNDS.bytes + 1))).toBe('IMPORT-TOO-BIG');
    expect(refusal(`Nom\n${'A\n'.repeat(PHONE_BOUNDS.rows + 1)}`)).toBe('IMPORT-ROWS');
    expect(refusal(`${'a,'.repeat(201)}b\n${'1,'.repeat(202)}\n`)).toBe('IMPORT-COLUMNS');
  });
});

describe('dates as they are written', () => {
  it.each([
    ['11/8/1863', '1863-08-11'],
    ['1863-08-11', '1863-08-11'],
    ['21.01.2019', '2019-01-21'],
    ['01/2019', '2019-01'],
    ['2019', '2019'],
    ['vers 1985', '1985~'],
    ['1985~', '1985~'],
    ['21 janvier 2019', '2019-01-21'],
    ['1er mars 2003', '2003-03-01'],
    ['août 2014', '2014-08'],
    ['January 21, 2019', '2019-01-21'],
    ['43486', '2019-01-21'],
    ['2019-01-21T00:00:00.000Z', '2019-01-21'],
    ['21/01/2019 08:30', '2019-01-21'],
    ['31/2/2019', null],
    ['lundi', null],
    ['12', null],
  ])('%s', (text, moment) => expect(readMoment(text, 'dmy')).toBe(moment));

  it('day first, unless the column can only be the other way round', () => {
    const american = check('Nom,Forme,Lieu,Fondée\nA,Groupement,Kita,1/21/2019\nB,Groupement,Kita,2/3/2019\n');
    expect(american.rows.map((row) => bodyOf(row)['founded'])).toEqual(['2019-01-21', '2019-02-03']);
  });
});
