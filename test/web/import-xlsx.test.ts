// Files of Excel, and what only says that it is one: read with no hub around.
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { tableOfFile } from '../../src/hub/importing/xlsx.ts';
import { HUB_BOUNDS } from '../../src/modules/importing/table.ts';

const sheet = (rows: string): Record<string, Uint8Array> => ({
  '[Content_Types].xml': strToU8(
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
  ),
  'xl/workbook.xml': strToU8(
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Feuille" sheetId="1" r:id="rId1"/></sheets></workbook>',
  ),
  'xl/_rels/workbook.xml.rels': strToU8(
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>',
  ),
  'xl/styles.xml': strToU8(
    '<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
  ),
  'xl/worksheets/sheet1.xml': strToU8(
    `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`,
  ),
});
const text = (at: string, words: string): string => `<c r="${at}" t="inlineStr"><is><t>${words}</t></is></c>`;
const GOOD = `<row r="1">${text('A1', 'Nom')}${text('B1', 'Création')}${text('C1', 'Femmes')}</row><row r="3">${text('A3', 'Bɛnkadi')}<c r="B3" s="1"><v>43486</v></c><c r="C3"><v>12</v></c></row>`;

describe('XLSX', () => {
  it('is read with its dates and figures, empty rows passed over, whatever its name', async () => {
    const read = await tableOfFile(zipSync(sheet(GOOD)), HUB_BOUNDS);
    expect(read.ok && [read.value.heading, read.value.rows]).toEqual([
      ['Nom', 'Création', 'Femmes'],
      [{ line: 3, cells: ['Bɛnkadi', '2019-01-21', '12'] }],
    ]);
  });

  it('bombs and broken files are told in words, and the hub goes on', async () => {
    const code = async (data: Uint8Array) => {
      const read = await tableOfFile(data, HUB_BOUNDS);
      return read.ok ? 'ok' : read.error.code;
    };
    expect(await code(zipSync({ 'a.txt': strToU8('x') }))).toBe('IMPORT-KIND');
    expect(await code(zipSync(sheet(GOOD)).subarray(0, 400))).toBe('IMPORT-DAMAGED');
    // What its directory says of the first part: 2 GB.
    const bomb = Buffer.from(zipSync(sheet(GOOD)));
    bomb.writeUInt32LE(0x7fffffff, bomb.indexOf('PK\u0001\u0002', 0, 'latin1') + 24);
    expect(await code(bomb)).toBe('IMPORT-UNFOLDS');
    // What it does not say, it does not get room for.
    const liar = Buffer.from(
      zipSync({ ...sheet(GOOD), 'xl/worksheets/sheet1.xml': new Uint8Array(16 * 1024 * 1024).fill(32) }),
    );
    liar.writeUInt32LE(16, liar.lastIndexOf('PK\u0001\u0002', undefined, 'latin1') + 24);
    expect(await code(liar)).toMatch(/^IMPORT-/);
    // One cell at the far corner of a sheet of seventeen thousand million.
    const corner = `<row r="1">${text('A1', 'Nom')}</row><row r="1048576">${text('XFD1048576', 'x')}</row>`;
    expect(await code(zipSync(sheet(corner)))).toMatch(/^IMPORT-/);
  }, 30_000);
});
