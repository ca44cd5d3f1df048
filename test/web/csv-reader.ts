/** Reads the hub's CSV back: an independent RFC 4180 reader, and, from a table with the names of fields, the records it was made of. */
import type { FieldDecl, TypeDecl } from '../../src/kernel/declare.ts';

type Value = unknown;

/** Rows of cells. Throws on a quote that is never closed and on a line end that is not CRLF. */
export function parseCsv(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        if (at >= text.length) throw new Error('a quote is never closed');
        cell += text[at];
        if (text[at] === '"') at++;
      }
      at++;
    } else
      while (at < text.length && text[at] !== separator && !text.startsWith('\r\n', at)) {
        if (text[at] === '\n' || text[at] === '\r') throw new Error(`a bare line end at ${at}`);
        cell += text[at++];
      }
    row.push(cell);
    if (text.startsWith('\r\n', at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else if (text[at] === separator) at++;
    else throw new Error(`nothing ends the cell before ${at}`);
  }
  return rows;
}

/** The apostrophe that keeps a spreadsheet from reading a formula, taken off. */
const bare = (cell: string): string => (/^''*[=+\-@\t\r\n＝＋－＠]/.test(cell) ? cell.slice(1) : cell);

function listOf(cell: string): string[] {
  const items: string[] = [];
  let item = '';
  for (let at = 0; at < cell.length; at++) {
    if (cell[at] === '|') {
      items.push(item);
      item = '';
    } else item += cell[at] === '\\' ? cell[++at] : cell[at];
  }
  return cell === '' ? [] : [...items, item];
}

const isMany = (field: FieldDecl): boolean => field.widget === 'choices' || field.widget === 'zone';

/** Records as the API tells them, fields without a value left out. */
export function recordsOf(text: string, type: TypeDecl): { id: string; fields: Record<string, Value> }[] {
  const [header = [], ...rows] = parseCsv(text.replace('\ufeff', ''), ';');
  return rows.map((row) => {
    const cells = Object.fromEntries(header.map((name, i) => [name, bare(row[i] ?? '')]));
    const fields: Record<string, Value> = cells['more'] ? JSON.parse(cells['more']) : {};
    for (const [name, field] of Object.entries(type.fields)) {
      const cell = cells[name] ?? '';
      if (cell === '') continue;
      if (field.entry) for (const [key, entry] of Object.entries(JSON.parse(cell))) fields[`${name}.${key}`] = entry;
      else if (field.widget === 'place') {
        const parts = ['area', 'geo', 'country'].flatMap((part) => {
          const value = cells[`${name}_${part}`];
          return value ? [[part, value] as const] : [];
        });
        fields[name] = parts.length > 0 ? { text: cell, ...Object.fromEntries(parts) } : cell;
      } else if (isMany(field)) fields[name] = listOf(cell);
      else if (['number', 'money', 'yesno'].includes(field.widget) || field.schema.type === 'boolean')
        fields[name] = JSON.parse(cell);
      else fields[name] = cell;
    }
    return { id: cells['id'] ?? '', fields };
  });
}
