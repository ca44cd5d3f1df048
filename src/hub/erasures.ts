/**
 * The book of erasures: which records were erased, kept in the data folder apart from the database. A database restored from a backup of before brings
 * back what was erased since; the book takes it out again at the next start. It holds ids only.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isRecordId } from '../kernel/ids.ts';
import type { NetworkId, RecordId } from '../kernel/types.ts';

export class ErasureBook {
  readonly #file: string;

  constructor(dataDir: string, network: NetworkId) {
    this.#file = join(dataDir, 'erased', `${network}.txt`);
  }

  note(records: readonly RecordId[]): void {
    if (records.length === 0) return;
    mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 });
    appendFileSync(this.#file, records.map((record) => `${record}\n`).join(''), { mode: 0o600, flush: true });
  }

  read(): readonly RecordId[] {
    if (!existsSync(this.#file)) return [];
    return [...new Set(readFileSync(this.#file, 'utf8').split('\n'))].filter(isRecordId);
  }
}
