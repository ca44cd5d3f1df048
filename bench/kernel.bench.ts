/**
 * How fast records are made from changes, on one core: 20,000 records of five changes each (a creation and four edits by two devices, some
 * without having seen each other), folded whole. Median of seven runs after two that are not counted.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fold } from '../src/kernel/fold.ts';
import { changeIdOf, deviceIdOf } from '../src/kernel/ids.ts';
import type { Change, Known, RecordId, Scope } from '../src/kernel/types.ts';
import { median, table } from './table.ts';

const RECORDS = 20_000;
const EDITS = 4;

function corpus(): readonly (readonly Known[])[] {
  const devices = [1, 2].map((n) => deviceIdOf(new Uint8Array(65).fill(n)));
  const seqs = [0, 0];
  const records: Known[][] = [];
  for (let r = 0; r < RECORDS; r++) {
    const list: Known[] = [];
    let record = '' as RecordId;
    for (let c = 0; c <= EDITS; c++) {
      const who = (r + c) % 2;
      const seq = ++seqs[who]!;
      const id = changeIdOf({ device: devices[who]!, seq });
      if (c === 0) record = id as string as RecordId;
      const field = c % 2 === 0 ? 'place' : 'name';
      const change: Change = {
        device: devices[who]!,
        seq,
        stamp: (1_700_000_000_000 + r * 10 + c) * 1024,
        by: record,
        grant: record,
        schema: 1,
        kind: 'set',
        type: 'organisation',
        record,
        scope: 'n/branch/sikasso/' as Scope,
        ...(c === 0 && { shared: ['n/shared/' as Scope], salt: 'AAAAAAAAAAA' }),
        ...(c === 3 && { over: { [field]: [changeIdOf(list[1]!.change)] } }),
        body: c === 0 ? { name: `Groupement ${r}`, kind: 'group', place: 'Sikasso' } : { [field]: `${field} ${c}` },
      };
      list.push({ change, eff: change.stamp, state: 'confirmed' });
    }
    records.push(list);
  }
  return records;
}

export default async function run(): Promise<Record<string, number>> {
  const records = corpus();
  const changes = RECORDS * (EDITS + 1);
  const rates: number[] = [];
  let fields = 0;
  for (let round = 0; round < 9; round++) {
    const start = performance.now();
    for (const list of records) fields += Object.keys(fold(list)!.fields).length;
    if (round >= 2) rates.push(changes / ((performance.now() - start) / 1000));
  }
  if (fields !== RECORDS * 3 * 9) throw new Error('the fold lost a field');
  const lines = new Map(
    readdirSync('src/kernel')
      .filter((file) => file.endsWith('.ts'))
      .map((file) => [
        file,
        readFileSync(`src/kernel/${file}`, 'utf8')
          .split('\n')
          .filter((line) => line.trim() !== '').length,
      ]),
  );
  const sum = (kept: (file: string) => boolean): number =>
    [...lines].reduce((total, [file, count]) => total + (kept(file) ? count : 0), 0);
  const figures = {
    fold_per_s: Math.round(median(rates)),
    kernel_lines: sum(() => true),
    kernel_lines_without_codes: sum((file) => !file.startsWith('codes')),
  };
  table([
    ['changes folded', figures.fold_per_s, 'per second, one core', '≥ 100000'],
    ['kernel', figures.kernel_lines, 'lines that are not blank', ''],
    ['kernel without the list of codes', figures.kernel_lines_without_codes, 'lines that are not blank', 'about 1500'],
  ]);
  return figures;
}
