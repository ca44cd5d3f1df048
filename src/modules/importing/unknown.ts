/** Words of a file that are none of our choices, the commonest first: a person says once what each means. */
import { folded } from '../../ui/search.ts';
import { readCell } from './cells.ts';
import type { Mapping, Target } from './columns.ts';
import type { Table } from './table.ts';

export interface UnknownWord {
  readonly target: Target;
  readonly word: string;
  /** As it is looked up. */
  readonly plain: string;
  readonly times: number;
}

/** Words that are asked about at once; a column with more is no choice. */
const ASKED = 24;

export function unknownWords(table: Table, targets: readonly Target[], mapping: Mapping): readonly UnknownWord[] {
  const found = new Map<string, UnknownWord>();
  for (const [at, key] of mapping.columns.entries()) {
    const target = targets.find((one) => one.key === key);
    if (!target?.decl?.choices) continue;
    const path = `${target.type.name}.${target.field}${target.part ? `.${target.part}` : ''}`;
    for (const { cells } of table.rows) {
      const text = (cells[at] ?? '').trim();
      const read = text === '' ? null : readCell(target.decl, text, { path, order: 'dmy', words: {} });
      for (const word of read?.ok ? read.value.unknown : []) {
        const plain = folded(word);
        const before = found.get(`${key} ${plain}`);
        found.set(`${key} ${plain}`, { target, word, plain, times: (before?.times ?? 0) + 1 });
      }
    }
  }
  return [...found.values()].sort((a, b) => b.times - a.times).slice(0, ASKED);
}
