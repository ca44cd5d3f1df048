/** A file as a table: a heading, and rows that each stand somewhere in the file. What is no table is refused in words. */
import { fail, ok, type Refusal, type Result } from '../../kernel/types.ts';
import { parseCsv, type Row, sniff, textOf } from './csv.ts';

export interface Table {
  readonly heading: readonly string[];
  readonly rows: readonly Row[];
  /** Lines with nothing in them: passed over, and counted. */
  readonly blank: number;
}

export interface Bounds {
  readonly bytes: number;
  readonly rows: number;
}
/** Of a hub, and of a telephone. */
export const HUB_BOUNDS: Bounds = { bytes: 12 * 1024 * 1024, rows: 20_000 };
export const PHONE_BOUNDS: Bounds = { bytes: 2 * 1024 * 1024, rows: 2_000 };
const COLUMNS = 200;

/** The table of a CSV file, whatever its name says. */
export function tableOfCsv(bytes: Uint8Array, bounds: Bounds): Result<Table, Refusal> {
  if (bytes.length > bounds.bytes) return fail({ code: 'IMPORT-TOO-BIG' });
  const kind = sniff(bytes);
  if (kind === 'old-excel') return fail({ code: 'IMPORT-OLD-EXCEL' });
  if (kind !== 'text') return fail({ code: 'IMPORT-KIND' });
  const text = textOf(bytes);
  if (/^[\s;,|"]*$/.test(text)) return fail({ code: 'IMPORT-EMPTY' });
  const read = parseCsv(text);
  return read.ok ? tableOf(read.value, bounds) : read;
}

/** The first line that holds something is the heading. */
export function tableOf(all: readonly Row[], bounds: Bounds): Result<Table, Refusal> {
  const full = all.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const [first, ...rows] = full;
  if (!first) return fail({ code: 'IMPORT-EMPTY' });
  if (rows.length === 0) return fail({ code: 'IMPORT-NO-ROWS' });
  if (rows.length > bounds.rows) return fail({ code: 'IMPORT-ROWS', detail: String(rows.length) });
  const heading = first.cells.map((cell) => cell.trim());
  while (heading.at(-1) === '') heading.pop();
  if (heading.length > COLUMNS) return fail({ code: 'IMPORT-COLUMNS' });
  return ok({ heading, rows, blank: all.length - full.length });
}
