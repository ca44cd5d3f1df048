/** Files that an import hands out: a template to fill in, and the rows that did not come in, with the reason beside them. */
import type { Declarations, TypeDecl } from '../../kernel/declare.ts';
import { BOM, csvLine } from '../../ui/files/csv.ts';
import type { Checked, CheckedRow } from './check.ts';
import { type Language, type Target, targetLabel, targetsOf } from './columns.ts';
import type { Table } from './table.ts';
import { remarkWords, sayIn } from './words.ts';

/** The heading of a list of this type, in people's words: what a form asks first, what is asked later, what is kept apart. */
export function templateTargets(decl: Declarations, type: TypeDecl): readonly Target[] {
  const asked = targetsOf(decl, type).filter(({ decl: field, part }) => field !== null && part === '');
  const later = (one: (typeof asked)[number]): number => (one.required ? 0 : one.decl?.asked === 'later' ? 2 : 1);
  return [...asked].sort((a, b) => later(a) - later(b));
}

/** The same as a CSV file. */
export const templateFile = (decl: Declarations, type: TypeDecl, language: Language): string =>
  BOM +
  csvLine(
    templateTargets(decl, type).map((target) => targetLabel(target, language)),
    ';',
  );

/** Lists of lines that a check shows in part and hands out whole, by the name of their file: what stays out, what is to be looked at, what is there. */
export const SECTIONS = {
  erreurs: ({ fate }: CheckedRow): boolean => fate === 'error',
  avertissements: ({ acts, remarks }: CheckedRow): boolean => acts !== null && remarks.length > 0,
  'deja-la': ({ fate }: CheckedRow): boolean => fate === 'here',
} as const;
export type Section = keyof typeof SECTIONS;
export const isSection = (word: string | undefined): word is Section =>
  word !== undefined && Object.hasOwn(SECTIONS, word);

/** Rows of a section, as they stood, and a last column that says why: to be corrected and brought again. */
export function linesFile(
  section: Section,
  { heading }: Table,
  checked: Checked,
  decl: Declarations,
  type: TypeDecl,
  language: Language,
): string {
  const words = remarkWords(decl, type, language);
  const reason = sayIn(language)('import.reason');
  // A file of errors that comes again has the column already: it is said anew.
  const at = heading.indexOf(reason);
  const without = (cells: readonly string[]): readonly string[] => {
    const filled = Array.from({ length: Math.max(heading.length, cells.length) }, (_, i) => cells[i] ?? '');
    return at < 0 ? filled : filled.filter((_, i) => i !== at);
  };
  return (
    BOM +
    csvLine([...without(heading), reason], ';') +
    checked.rows
      .filter(SECTIONS[section])
      .map(({ row, remarks }) => csvLine([...without(row.cells), remarks.map(words).join(' ')], ';'))
      .join('')
  );
}
