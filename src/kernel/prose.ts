/**
 * Free text on the road: most of a network's bytes are what people write in words, and most words come again. Columns of text say each word once, in a
 * list sorted so that neighbours begin alike, and a text as one or two signs a word; what packs them further sees short even texts. Reading is
 * joining words: as quick as a phone can put texts together.
 *
 * `unworded(worded(columns))` equals `columns`.
 */
import type { Column } from './columns.ts';
import type { Dense } from './dense.ts';
import type { Json } from './types.ts';

/** Columns of which some are told in words. */
export interface Worded extends Omit<Dense, 'v'> {
  readonly v: 3;
  /** Each a digit, how many letters it shares with the one before, and its other letters. */
  readonly words: string;
  /** Words with digits in them, after the others. */
  readonly numbers: readonly string[];
  /** Per table, fields whose texts stand in signs. */
  readonly told: readonly (readonly string[])[];
}

/** What a segment holds. */
export type Segment = Dense | Worded;

/** Signs that JSON writes as they are, one byte each: from the space on, without the quote and the backslash. */
const [QUOTE, BACKSLASH, FIRST, LAST] = [34, 92, 32, 126];
const SIGNS = Array.from({ length: LAST - FIRST + 1 }, (_, i) => FIRST + i)
  .filter((code) => code !== QUOTE && code !== BACKSLASH)
  .map((code) => String.fromCharCode(code));
const BASE = SIGNS.length;
const signAt = (text: string, i: number): number => {
  const code = text.charCodeAt(i);
  if (!(code >= FIRST && code <= LAST)) throw new Error('no sign');
  return code - FIRST - Number(code > QUOTE) - Number(code > BACKSLASH);
};

/** How many of so many words have one sign: as many as leave two for all others. */
const singles = (words: number): number => Math.max(0, Math.floor((BASE * BASE - words) / (BASE - 1)));

/** Between words: what this says must never change, because two words in a row mean a space. */
const BETWEEN = ' -/:-@\\[-`{-~\\n\\u00a0\\u202f’«»…';
const PARTS = new RegExp(`[${BETWEEN}]+|[^${BETWEEN}]+`, 'g');
const HEAD = new RegExp(`^[${BETWEEN}]`);
const isBetween = (part: string): boolean => HEAD.test(part);

/** Words and what stands between them other than one space. */
const partsOf = (text: string): readonly string[] =>
  (text.match(PARTS) ?? []).filter((part, i, all) => part !== ' ' || i === 0 || i === all.length - 1);

/** A list of words pays when each is used as often as this. */
const WORTH = 3;

/** @returns the columns as they are where words hardly come again, or are too many. */
export function worded(columns: Dense): Dense | Worded {
  const uses = new Map<string, number>();
  let all = 0;
  const told = columns.tables.map(({ body }) =>
    Object.entries(body).flatMap(([field, column]) => {
      const parts = textsOf(column).map(partsOf);
      // Names and telephones have two words or more; ids and dates one.
      if (parts.reduce((sum, { length }) => sum + length, 0) < 2 * parts.length) return [];
      for (const part of parts.flat()) uses.set(part, (uses.get(part) ?? 0) + 1);
      all += parts.reduce((sum, { length }) => sum + length, 0);
      return parts.length > 0 ? [field] : [];
    }),
  );
  if (all === 0 || uses.size * WORTH > all || uses.size > BASE * BASE) return columns;
  // As often used as each other, roughly: by the alphabet.
  const rank = (part: string): number => Math.floor(Math.log2(uses.get(part) as number));
  const sorted = [...uses.keys()].sort((a, b) => rank(b) - rank(a) || (a < b ? -1 : 1));
  const [letters, numbers] = [sorted.filter((part) => !/\d/.test(part)), sorted.filter((part) => /\d/.test(part))];
  const one = singles(uses.size);
  const signs = new Map([...letters, ...numbers].map((part, i) => [part, signsOf(i, one)]));
  const coded = (value: Json): Json =>
    typeof value === 'string'
      ? partsOf(value)
          .map((part) => signs.get(part) as string)
          .join('')
      : value;
  return {
    ...columns,
    v: 3,
    words: fronted(letters),
    numbers,
    told,
    tables: columns.tables.map((table, t) => ({ ...table, body: mapped(table.body, told[t] as string[], coded) })),
  };
}

const textsOf = (column: Column): readonly string[] =>
  Array.isArray(column) ? column.filter((value): value is string => typeof value === 'string') : [];

const signsOf = (i: number, one: number): string =>
  i < one ? (SIGNS[i] as string) : `${SIGNS[one + Math.floor((i - one) / BASE)]}${SIGNS[(i - one) % BASE]}`;

function fronted(words: readonly string[]): string {
  let before = '';
  return words
    .map((word) => {
      let same = 0;
      while (same < 9 && same < word.length && word[same] === before[same]) same++;
      before = word;
      return `${same}${word.slice(same)}`;
    })
    .join('');
}

function mapped(
  body: Dense['tables'][number]['body'],
  fields: readonly string[],
  change: (value: Json) => Json,
): Dense['tables'][number]['body'] {
  // Each once, however often it is named.
  const told = new Set(fields);
  return Object.fromEntries(
    Object.entries(body).map(([field, column]) => [
      field,
      told.has(field) ? (column as readonly Json[]).map(change) : column,
    ]),
  );
}

/**
 * @param letters that may come of it: two signs may say a long word.
 * Throws on what `worded` cannot have made, and on too much.
 */
export function unworded(value: Dense | Worded, letters: number): Dense {
  if (value.v !== 3) return value;
  const { words, numbers, told, ...rest } = value;
  const read = reader(words, numbers, letters);
  const tables = rest.tables.map((table, t) => ({ ...table, body: mapped(table.body, told[t] as string[], read) }));
  return { ...rest, v: 2, tables };
}

function reader(fronts: string, numbers: readonly string[], letters: number): (value: Json) => Json {
  let [before, left] = ['', letters];
  const list = [...fronts.matchAll(/(\d)(\D*)/g)].map(([, same, rest]) => {
    before = before.slice(0, Number(same)) + rest;
    return before;
  });
  list.push(...numbers);
  const between = list.map(isBetween);
  const one = singles(list.length);
  return (value) => {
    if (typeof value !== 'string') return value;
    let [text, afterWord] = ['', false];
    for (let i = 0; i < value.length; i++) {
      const sign = signAt(value, i);
      const at = sign < one ? sign : one + (sign - one) * BASE + signAt(value, ++i);
      if (at >= list.length) throw new Error('no such word');
      const isWord = !between[at];
      text += isWord && afterWord ? ` ${list[at] as string}` : (list[at] as string);
      afterWord = isWord;
      if (text.length > left) throw new Error('too much');
    }
    left -= text.length;
    return text;
  };
}
