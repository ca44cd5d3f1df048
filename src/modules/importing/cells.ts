/**
 * From the text of a cell to the answer a form would hold (`ui/records/codec`), the ways people write it told apart: dates by day or by year, Excel's
 * numbers of days, figures in groups, words for choices in two languages. What cannot be read says why; nothing is guessed.
 */
import type { FieldDecl } from '../../kernel/declare.ts';
import { type Moment, momentFault } from '../../kernel/moment.ts';
import { normalPhone } from '../../kernel/phone.ts';
import { fail, ok, type Result } from '../../kernel/types.ts';
import { inPairs } from '../../ui/phone.ts';
import { listAnswer } from '../../ui/records/codec.ts';
import { folded } from '../../ui/search.ts';
import { catalogue } from '../catalogue.ts';
import { foreignChoice } from './dialects.ts';

/** Why a cell could not be read; its sentence and remedy are `import.error.<why>`. */
export type CellFault = 'date' | 'number' | 'yesno';

/** In which order a column writes day and month, where it writes both as figures. */
export type DayOrder = 'dmy' | 'mdy';

export interface Reading {
  /** `type.field`, or `type.field.part`: where the words of its choices stand. */
  readonly path: string;
  readonly order: DayOrder;
  /** What the file's own words mean, folded. */
  readonly words: { readonly [word: string]: string };
}

export interface ReadCell {
  readonly answer: string;
  /** Words that are none of the choices: kept as they are, to be looked at. */
  readonly unknown: readonly string[];
}

const plainly = (answer: string): Result<ReadCell, CellFault> => ok({ answer, unknown: [] });

/** Reads a cell that is not empty. References to other records are not read here: they take the directory to be found. */
export function readCell(decl: FieldDecl, text: string, reading: Reading): Result<ReadCell, CellFault> {
  switch (decl.widget) {
    case 'moment':
    case 'date': {
      const moment = readMoment(text, reading.order);
      return moment === null ? fail('date') : plainly(moment);
    }
    case 'number':
    case 'money': {
      const whole = readWhole(text);
      return whole === null ? fail('number') : plainly(whole);
    }
    case 'yesno': {
      const yes = readYesNo(text);
      return yes === null ? fail('yesno') : plainly(yes);
    }
    case 'choice': {
      const value = choiceOf(decl, text, reading);
      return ok(value === null ? { answer: text, unknown: [text] } : { answer: value, unknown: [] });
    }
    case 'choices':
      return ok(readChoices(decl, text, reading));
    case 'phone': {
      // Several in one cell: what stands first is the number; forms know one, and the rest is said not to fit.
      const read = normalPhone(text);
      return plainly(read.ok ? inPairs(text) : text);
    }
    case 'long':
      return plainly(text);
    default:
      return plainly(text.replace(/\s*[\r\n]+\s*/g, ', '));
  }
}

const MONTHS = ['fr', 'en'].flatMap((language) =>
  Array.from({ length: 12 }, (_, month) =>
    (['long', 'short'] as const).map((style) => {
      const name = new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' }).format(Date.UTC(2001, month));
      return [folded(name), month + 1] as const;
    }),
  ).flat(),
);
const monthNamed = new Map<string, number>(MONTHS);

const two = (n: number | string): string => String(n).padStart(2, '0');
const whole = (moment: Moment): Moment | null => (momentFault(moment) === null ? moment : null);

/** The first of January 1900 is 1 to Excel, and 1900 had 366 days to it. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
const DAY = 86_400_000;

/**
 * A moment, however it is written: `2019`, `2019-01-21`, `21/1/2019`, `01/2019`, `21 janvier 2019`, `vers 1985`, or Excel's number of days (of 1927 to
 * 2119: what is less is a year). A time of day behind it is left out. Null where it is no date.
 */
export function readMoment(text: string, order: DayOrder): Moment | null {
  const about =
    /^(?:vers|environ|env\.?|about|circa|ca?\.|~)\s*(.*)$/i.exec(text.trim()) ?? /^(.*?)~$/.exec(text.trim());
  if (about) {
    const read = readMoment(about[1] ?? '', order);
    return read && !read.endsWith('~') ? `${read}~` : null;
  }
  const plain = text
    .trim()
    .replace(/[T\s]+\d{1,2}:\d\d(:\d\d([.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?$/i, '')
    .replace(/^le\s+/i, '');
  if (/^\d{4}$/.test(plain)) return whole(plain);
  if (/^\d{5}([.,]\d+)?$/.test(plain)) return serial(Number.parseInt(plain, 10));
  const iso = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$/.exec(plain);
  if (iso) return whole([iso[1], ...[iso[2], iso[3]].filter(Boolean).map((part) => two(part as string))].join('-'));
  const figures = /^(?:(\d{1,2})\s*[-/.]\s*)?(\d{1,2})\s*[-/.]\s*(\d{4})$/.exec(plain);
  if (figures) {
    const [, first, second = '', year = ''] = figures;
    if (!first) return whole(`${year}-${two(second)}`);
    const [day, month] = order === 'dmy' ? [first, second] : [second, first];
    return whole(`${year}-${two(month)}-${two(day)}`);
  }
  return named(plain);
}

const serial = (days: number): Moment | null =>
  days >= 10_000 && days <= 80_000 ? new Date(EXCEL_EPOCH + days * DAY).toISOString().slice(0, 10) : null;

/** `21 janvier 2019`, `1er mars 2003`, `janvier 2019`, `January 21, 2019`. */
function named(text: string): Moment | null {
  const words = folded(text).split(' ');
  const month = words.map((word) => monthNamed.get(word)).find((found) => found !== undefined);
  const year = words.find((word) => /^\d{4}$/.test(word));
  const days = words.filter((word) => /^\d{1,2}(er|st|nd|rd|th)?$/.test(word));
  if (!month || !year || days.length > 1 || words.length > 2 + days.length) return null;
  const [day] = days;
  return whole(day ? `${year}-${two(month)}-${two(Number.parseInt(day, 10))}` : `${year}-${two(month)}`);
}

/** Day first, as here, unless a column has a second figure that can only be a day and no first one that can. */
export function orderOf(cells: Iterable<string>): DayOrder {
  let american = false;
  for (const cell of cells) {
    const figures = /^\s*(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}\b/.exec(cell);
    if (!figures) continue;
    if (Number(figures[1]) > 12) return 'dmy';
    if (Number(figures[2]) > 12) american = true;
  }
  return american ? 'mdy' : 'dmy';
}

/** A whole number in figures: `1 234`, `1.234`, `1,234`, `12,0`, `5000 F CFA`. Null for anything else, halves and amounts below zero included. */
function readWhole(text: string): string | null {
  const plain = text
    .replace(/(?:F\s*CFA|FCFA|XOF|F)\s*$/i, '')
    .replace(/[\u00a0\u202f\u2009]/g, ' ')
    .trim();
  if (/^\d{1,3}(?:([ .,'’])\d{3})(?:\1\d{3})*$/.test(plain)) return plain.replace(/\D/g, '');
  const figures = /^(\d{1,15})(?:[.,]0+)?$/.exec(plain);
  return figures?.[1] ?? null;
}

const YES = new Set(['oui', 'yes', 'vrai', 'true', 'x', '1', 'o', 'y', 'ok', 'awo']);
const NO = new Set(['non', 'no', 'faux', 'false', '0', 'n', 'ayi']);
function readYesNo(text: string): string | null {
  const plain = folded(text);
  return YES.has(plain) ? 'yes' : NO.has(plain) ? 'no' : null;
}

const choicesKnown = new Map<string, ReadonlyMap<string, string>>();

/** Every word for a choice, folded: its value, its label in both languages. */
function wordsFor(decl: FieldDecl, path: string): ReadonlyMap<string, string> {
  const before = choicesKnown.get(path);
  if (before) return before;
  const words = new Map<string, string>();
  for (const { value } of decl.choices ?? [])
    for (const word of [
      value,
      ...(['fr', 'en'] as const).map((language) => catalogue[language][`${path}.${value}`] ?? ''),
    ])
      if (word !== '' && !words.has(folded(word))) words.set(folded(word), value);
  choicesKnown.set(path, words);
  return words;
}

function choiceOf(decl: FieldDecl, text: string, { path, words }: Reading): string | null {
  const plain = folded(text);
  if (Object.hasOwn(words, plain)) return words[plain] as string;
  return wordsFor(decl, path).get(plain) ?? foreignChoice(path, text, plain) ?? null;
}

/** The values of choices with a space between, as programs for forms write them; null where it is anything else. */
function spaced(decl: FieldDecl, text: string): readonly string[] | null {
  const parts = text.trim().split(' ');
  return parts.every((part) => decl.choices?.some(({ value }) => value === part)) ? parts : null;
}

/** Bars, semicolons, line ends or commas between; a list of ours has a backslash before a bar inside a word. */
function readChoices(decl: FieldDecl, text: string, reading: Reading): ReadCell {
  // A label may hold a comma or « et »: the whole is tried before its parts.
  const once = choiceOf(decl, text, reading);
  const parts =
    once !== null
      ? [text]
      : (spaced(decl, text) ?? text.split(/[|;\r\n,]/).map((part) => part.trim().replace(/\\(.)/g, '$1')));
  const values: string[] = [];
  const unknown: string[] = [];
  for (const part of parts.filter((one) => one !== '')) {
    const value = choiceOf(decl, part, reading);
    if (value === null) unknown.push(part);
    const kept = value ?? part;
    if (kept !== '' && !values.includes(kept)) values.push(kept);
  }
  return { answer: listAnswer(values), unknown };
}
