/** Tables as text: RFC 4180, in the dress that spreadsheets here expect, and never a formula. */

/** Makes Excel read the file as UTF-8. */
export const BOM = '\ufeff';

/**
 * A cell that a spreadsheet would run: it begins with a sign of a formula, full-width ones included, or with white space that is dropped before one.
 * Apostrophes before it count too, so that taking one off again always gives back what was there.
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
export const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
/** The other way round: what `harmless` was given. */
export const unharmed = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;

const QUOTED = /[";,\t\r\n]|^\s|\s$/;
/** NUL ends a text for many programs: it becomes the sign for what cannot be shown. */
const quoted = (text: string): string => {
  const plain = text.replaceAll('\0', '\ufffd');
  return QUOTED.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

/** A number is written as it is; a text is made harmless first. */
export type Cell = string | number;

/** One line with its end. @param decimal the sign of decimals: French spreadsheets read `11,3`. */
export const csvLine = (cells: readonly Cell[], separator: ';' | ',', decimal: '.' | ',' = '.'): string =>
  `${cells.map((cell) => (typeof cell === 'number' ? String(cell).replace('.', decimal) : quoted(harmless(cell)))).join(separator)}\r\n`;
