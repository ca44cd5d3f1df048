/**
 * The first sheet of an Excel file. It is read by a library in a thread of its own with little memory and little time, after a look at what the archive
 * says it holds: a file of a few kilobytes can unfold to gigabytes, and nobody else must feel it.
 */
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { fail, type Refusal, type Result } from '../../kernel/types.ts';
import type { Row } from '../../modules/importing/csv.ts';
import { sniff } from '../../modules/importing/csv.ts';
import { type Bounds, type Table, tableOf, tableOfCsv } from '../../modules/importing/table.ts';

/** Unfolded bytes and parts that an honest list may have, and the time to read it. */
const UNFOLDED = 96 * 1024 * 1024;
const PARTS = 1_000;
const PATIENCE = 20_000;
const MEMORY = 384;

/** The table of a file of either kind, whatever its name says. */
export async function tableOfFile(bytes: Uint8Array, bounds: Bounds): Promise<Result<Table, Refusal>> {
  if (bytes.length > bounds.bytes) return fail({ code: 'IMPORT-TOO-BIG' });
  if (sniff(bytes) !== 'zip') return tableOfCsv(bytes, bounds);
  const parts = partsOf(bytes);
  if (parts === null) return fail({ code: 'IMPORT-DAMAGED' });
  if (!parts.some(({ name }) => name === 'xl/workbook.xml')) return fail({ code: 'IMPORT-KIND' });
  if (parts.length > PARTS || parts.reduce((sum, { size }) => sum + size, 0) > UNFOLDED)
    return fail({ code: 'IMPORT-UNFOLDS' });
  const rows = await readInThread(bytes);
  return rows === null ? fail({ code: 'IMPORT-DAMAGED' }) : tableOf(rows, bounds);
}

interface ZipPart {
  readonly name: string;
  /** Unfolded, as the archive says: the reader gives a part no more room than that. */
  readonly size: number;
}

/** What the directory at the end of an archive lists (APPNOTE 4.3.12); null when it has none. */
function partsOf(bytes: Uint8Array): readonly ZipPart[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const latest = Math.max(0, bytes.length - 22 - 65_535);
  let end = bytes.length - 22;
  while (end >= latest && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < latest || end < 0) return null;
  const count = view.getUint16(end + 10, true);
  const parts: ZipPart[] = [];
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return null;
    const [size, name, extra, comment] = [24, 28, 30, 32].map((offset) =>
      offset === 24 ? view.getUint32(at + offset, true) : view.getUint16(at + offset, true),
    ) as [number, number, number, number];
    parts.push({ name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)), size });
    at += 46 + name + extra + comment;
  }
  return parts;
}

/** Cells of the smallest rectangle that holds a sheet; the library makes all of them, empty or not. */
const CELLS = 8_000_000;

/** Days have no hour here, and a truth is a word: everything a cell can be, as text. A sheet is measured before it is laid out. */
const THREAD = `
const { createRequire } = require('node:module');
const { parentPort, workerData } = require('node:worker_threads');
const { readSheet } = require(workerData.library);
const { strFromU8, unzipSync } = createRequire(workerData.library)('fflate');
const sheets = unzipSync(new Uint8Array(workerData.bytes), { filter: ({ name }) => name.startsWith('xl/worksheets/sheet') });
let [across, down] = [0, 0];
for (const sheet of Object.values(sheets))
  for (const [, column, row] of strFromU8(sheet).matchAll(/ r="([A-Z]{1,3})(\\d{1,7})"/g)) {
    down = Math.max(down, Number(row));
    across = Math.max(across, [...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0));
  }
if (across * down > workerData.cells) throw new Error('too wide');
const text = (cell) => cell === null || cell === undefined ? '' : cell instanceof Date
  ? cell.toISOString().slice(0, 10) : cell === true ? 'oui' : cell === false ? 'non' : String(cell);
readSheet(workerData.bytes).then(
  (rows) => parentPort.postMessage(rows.map((cells) => cells.map(text))),
  () => parentPort.postMessage(null),
);`;

async function readInThread(bytes: Uint8Array): Promise<readonly Row[] | null> {
  const library = createRequire(import.meta.url).resolve('read-excel-file/universal');
  const copy = bytes.slice().buffer;
  const worker = new Worker(THREAD, {
    eval: true,
    workerData: { library, bytes: copy, cells: CELLS },
    transferList: [copy],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((done) => {
      timer = setTimeout(() => done(null), PATIENCE);
      worker.once('message', (rows: readonly (readonly string[])[] | null) =>
        done(rows?.map((cells, at) => ({ line: at + 1, cells })) ?? null),
      );
      // Out of memory, or whatever else the library met.
      worker.once('error', () => done(null));
      worker.once('exit', () => done(null));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
