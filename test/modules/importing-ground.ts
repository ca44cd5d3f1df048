// What tests of an import stand on: a table as it is read, what is there already, and the check of every row to its end.
import { expect } from 'vitest';
import type { RecordState } from '../../src/kernel/fold.ts';
import type { Body, RecordId, Scope } from '../../src/kernel/types.ts';
import { type Checked, type CheckedRow, checkTable, type Ground } from '../../src/modules/importing/check.ts';
import { firstMapping, type Mapping, targetsOf } from '../../src/modules/importing/columns.ts';
import { PHONE_BOUNDS, type Table, tableOfCsv } from '../../src/modules/importing/table.ts';
import { declarations } from '../../src/modules/index.ts';

export const HOME = 'n/branch/segou/' as Scope;
export const type = declarations.types['organisation']!;
export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export function tableFrom(data: Uint8Array | string): Table {
  const read = tableOfCsv(typeof data === 'string' ? bytes(data) : data, PHONE_BOUNDS);
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}

export function ground(records: readonly RecordState[] = [], may = () => true): Ground {
  const byId = new Map(records.map((one) => [one.id, one]));
  return {
    decl: declarations,
    home: HOME,
    now: Date.UTC(2026, 5, 1),
    may,
    source: {
      version: 1,
      list: (name) => records.filter((one) => one.type === name),
      record: (id) => byId.get(id) ?? null,
      resolve: (id) => id,
    },
  };
}

export function check(text: string, on: Ground = ground(), change: Partial<Mapping> = {}, of = type): Checked {
  const table = tableFrom(text);
  const mapping = { ...firstMapping(table.heading, targetsOf(declarations, of), null), ...change };
  const work = checkTable(table, of, mapping, on);
  for (;;) {
    const step = work.next();
    if (!step.done) continue;
    const { rows, ready, warned, errors, here } = step.value;
    // Every row has one fate, and the four figures add up to the file.
    expect(rows.length).toBe(table.rows.length);
    expect(ready + warned + errors + here).toBe(rows.length);
    return step.value;
  }
}
export const idAt = (n: number): RecordId => `aaaaaaaaaaaaaaaa.${n + 1}` as RecordId;
export const actsOf = ({ acts }: CheckedRow) => (typeof acts === 'function' ? acts(idAt) : (acts ?? []));
export const bodyOf = (row: CheckedRow, at = 0): Body => (actsOf(row)[at] as { body?: Body } | undefined)?.body ?? {};
