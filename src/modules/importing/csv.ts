/**
 * CSV as people have it: saved by a French Excel (semicolons, Windows-1252), by another one (commas, UTF-8 with BOM), by a program (tabs), with line ends
 * and quotes inside cells. One reader for the hub and the phone, so that a file means the same on both: a library would weigh ten times as much there.
 */
import { fail, ok, type Refusal, type Result } from '../../kernel/types.ts';

/** One line of a table: where it stands in the file, as a person counts, and its cells. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

export const SEPARATORS = [';', ',', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

const starts = (bytes: Uint8Array, ...first: readonly number[]): boolean =>
  first.every((byte, at) => bytes[at] === byte);

/** What the first bytes say a file is. A `.csv` may be anything: the name is not believed. */
export type Sniffed = 'text' | 'zip' | 'old-excel' | 'other';

export function sniff(bytes: Uint8Array): Sniffed {
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04)) return 'zip';
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'old-excel';
  if (starts(bytes, 0xff, 0xfe) || starts(bytes, 0xfe, 0xff)) return 'text';
  // No text holds a NUL; pictures, PDF and programs soon do, or say what they are.
  const head = bytes.subarray(0, 4096);
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46) || head.includes(0)) return 'other';
  return 'text';
}

/** The text of a file: UTF-16 or UTF-8 where it says so or is so, else Windows-1252, in which every byte is a letter. */
export function textOf(bytes: Uint8Array): string {
  if (starts(bytes, 0xff, 0xfe)) return new TextDecoder('utf-16le').decode(bytes);
  if (starts(bytes, 0xfe, 0xff)) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return windows1252(bytes);
  }
}

/** The letters that Windows-1252 has where Latin-1 has none. Node 20 takes the one for the other. */
const FROM_80 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const windows1252 = (bytes: Uint8Array): string =>
  new TextDecoder('latin1')
    .decode(bytes)
    .replace(/[\x80-\x9f]/g, (letter) => FROM_80[letter.charCodeAt(0) - 0x80] as string);

/** Excel's own way to say what stands between cells, on a first line of its own: `sep=;`. */
const SAID = /^sep=([;,\t|])\r?\n/i;

/** How many lines are looked at to find what stands between cells. */
const LOOKED_AT = 30;

/** What stands between cells: that which gives the heading most cells, and the lines after it as many. */
export function separatorOf(text: string): Separator {
  const head = text.slice(0, 64 * 1024);
  const scores = SEPARATORS.map((separator) => {
    const read = cellsOf(head, separator, LOOKED_AT);
    const rows = (read.ok ? read.value : read.error.rows).filter(({ cells }) => cells.join('') !== '');
    const width = rows[0]?.cells.length ?? 0;
    const same = rows.filter(({ cells }) => cells.length === width).length / Math.max(1, rows.length);
    return { separator, score: width > 1 ? width * same * same : 0 };
  });
  return scores.reduce((best, one) => (one.score > best.score ? one : best), { separator: ',' as Separator, score: 0 })
    .separator;
}

/** Rows of a CSV text (RFC 4180). A quote that is never closed is refused, with the line it opens on: it would swallow the rest of the file. */
export function parseCsv(text: string, separator?: Separator): Result<readonly Row[], Refusal> {
  const said = SAID.exec(text);
  const body = said ? text.slice(said[0].length) : text;
  const read = cellsOf(
    body,
    separator ?? (said?.[1] as Separator | undefined) ?? separatorOf(body),
    Number.POSITIVE_INFINITY,
    said ? 2 : 1,
  );
  return read.ok ? read : fail({ code: 'IMPORT-QUOTE', detail: String(read.error.line) });
}

interface Open {
  readonly line: number;
  readonly rows: readonly Row[];
}

function cellsOf(text: string, separator: string, most: number, firstLine = 1): Result<readonly Row[], Open> {
  const rows: Row[] = [];
  let cells: string[] = [];
  let at = 0;
  let line = firstLine;
  let began = line;
  while (at < text.length && rows.length < most) {
    let cell = '';
    if (text[at] === '"') {
      const opened = line;
      for (at++; ; ) {
        const close = text.indexOf('"', at);
        if (close < 0) return fail({ line: opened, rows });
        cell += text.slice(at, close);
        at = close + 1;
        if (text[at] !== '"') break;
        cell += '"';
        at++;
      }
      line += linesIn(cell);
    }
    // What stands behind a closing quote is kept as it is: some programs write `"a" ,`.
    const from = at;
    while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++;
    cells.push(cell + text.slice(from, at));
    if (text[at] === separator) {
      at++;
      if (at < text.length) continue;
      cells.push('');
    }
    rows.push({ line: began, cells });
    cells = [];
    at += text.startsWith('\r\n', at) ? 2 : 1;
    began = ++line;
  }
  return ok(rows);
}

function linesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
