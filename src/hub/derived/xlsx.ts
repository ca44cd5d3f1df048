/**
 * Tables as a workbook (Office Open XML, ECMA-376): dates are dates, numbers numbers, telephones text, the first line stays in sight and filters.
 * Every word is an inline text, never a formula; one that begins like a formula stays a text when somebody edits its cell.
 */
import type { Millis } from '../../kernel/types.ts';
import { type Cell, harmless } from '../../ui/files/csv.ts';
import { type Leaf, zip } from './zip.ts';

export interface SheetColumn {
  readonly header: string;
  readonly as?: 'date' | 'phone' | undefined;
}

/** Places in the list of styles below. */
const STYLE = { plain: 0, head: 1, date: 2, text: 3, quoted: 4 } as const;
const WIDTHS = { date: 13, phone: 18 } as const;
const LONGEST = 32_767;
const DAY = 24 * 3600 * 1000;
/** Day 0 of spreadsheets. Before March 1900 their calendar has a day that never was. */
const EPOCH = Date.UTC(1899, 11, 30);
const FIRST_DAY = '1900-03-01';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org';
const MAIN = `${OFFICE}/spreadsheetml/2006/main`;
const RELATIONS = `${OFFICE}/package/2006/relationships`;
const RELATED = `${OFFICE}/officeDocument/2006/relationships`;
const KIND = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What XML cannot hold becomes the sign for what cannot be shown; `_x0041_` would be read as a letter. */
const words = (text: string): string =>
  (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/gu, '\ufffd')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>"]/g, (sign) => ESCAPES[sign] as string);

/** `A`, `Z`, `AA`: the column's letters. */
export const columnName = (at: number): string =>
  (at >= 26 ? columnName(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26));

const inline = (at: string, style: number, text: string): string =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${words(text)}</t></is></c>`;

function cellXml(at: string, cell: Cell, as: SheetColumn['as']): string {
  if (cell === '') return '';
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  // What is known by its month only stays in words: nobody invents a day.
  if (as === 'date' && /^\d{4}-\d\d-\d\d$/.test(cell) && cell >= FIRST_DAY)
    return `<c r="${at}" s="${STYLE.date}"><v>${(Date.parse(`${cell}T00:00:00Z`) - EPOCH) / DAY}</v></c>`;
  if (harmless(cell) !== cell) return inline(at, STYLE.quoted, cell);
  return inline(at, as === 'phone' ? STYLE.text : STYLE.plain, cell);
}

const row = (at: number, cells: readonly string[]): string => `<row r="${at}">${cells.join('')}</row>`;

/** The sheet itself, line by line. */
export async function* sheetXml(
  columns: readonly SheetColumn[],
  lines: AsyncIterable<readonly (readonly Cell[])[]>,
): AsyncGenerator<string> {
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns
    .map(({ as }, i) => `<col min="${i + 1}" max="${i + 1}" width="${as ? WIDTHS[as] : 22}" customWidth="1"/>`)
    .join('')}</cols><sheetData>${row(
    1,
    columns.map(({ header }, i) => inline(`${columnName(i)}1`, STYLE.head, header)),
  )}`;
  let n = 1;
  for await (const page of lines)
    yield page
      .map((line) => {
        n++;
        return row(
          n,
          line.map((cell, i) => cellXml(`${columnName(i)}${n}`, cell, columns[i]?.as)),
        );
      })
      .join('');
  const last = columnName(Math.max(0, columns.length - 1));
  yield `</sheetData><autoFilter ref="A1:${last}${n}"/></worksheet>`;
}

const styles = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE6E8F5"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf xfId="0"/><xf xfId="0" fontId="1" fillId="2" applyFont="1" applyFill="1"/><xf xfId="0" numFmtId="14" applyNumberFormat="1"/><xf xfId="0" numFmtId="49" applyNumberFormat="1"/><xf xfId="0" numFmtId="49" applyNumberFormat="1" quotePrefix="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/** Sheets are named with 31 signs at most, some of them forbidden. */
const sheetName = (title: string): string =>
  words(
    title
      .replace(/[[\]:*?/\\']/g, ' ')
      .slice(0, 31)
      .trim() || 'Jɛkulu',
  );

export interface Sheet {
  readonly title: string;
  readonly columns: readonly SheetColumn[];
  readonly lines: AsyncIterable<readonly (readonly Cell[])[]>;
}

/** The whole file of one table, as it is made. */
export const workbook = (
  title: string,
  columns: readonly SheetColumn[],
  lines: AsyncIterable<readonly (readonly Cell[])[]>,
  at: Millis,
): AsyncGenerator<Uint8Array> => workbookOf([{ title, columns, lines }], at);

/** The same of several tables, each a sheet. */
export function workbookOf(sheets: readonly Sheet[], at: Millis): AsyncGenerator<Uint8Array> {
  const each = (say: (sheet: Sheet, n: number) => string): string => sheets.map((one, i) => say(one, i + 1)).join('');
  const files: readonly Leaf[] = [
    {
      name: '[Content_Types].xml',
      text: [
        `${HEAD}<Types xmlns="${OFFICE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${KIND}.sheet.main+xml"/>${each((_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${KIND}.worksheet+xml"/>`)}<Override PartName="/xl/styles.xml" ContentType="${KIND}.styles+xml"/></Types>`,
      ],
    },
    {
      name: '_rels/.rels',
      text: [
        `${HEAD}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ],
    },
    {
      name: 'xl/workbook.xml',
      text: [
        `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATED}"><sheets>${each(({ title }, n) => `<sheet name="${sheetName(title)}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
      ],
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: [
        `${HEAD}<Relationships xmlns="${RELATIONS}">${each((_, n) => `<Relationship Id="rId${n}" Type="${RELATED}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId${sheets.length + 1}" Type="${RELATED}/styles" Target="styles.xml"/></Relationships>`,
      ],
    },
    { name: 'xl/styles.xml', text: [styles] },
    ...sheets.map(({ columns, lines }, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      text: sheetXml(columns, lines),
    })),
  ];
  return zip(files, at);
}
