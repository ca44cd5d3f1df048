/**
 * Answers and values. A form and its draft hold every answer as text, exactly as it was typed, so that nothing half written is lost; a record holds
 * what the declaration says: numbers, lists, places with their area, entries of a map. One pair of functions a widget; nothing else converts.
 *
 * | widget | answer | value |
 * |---|---|---|
 * | text, long, phone, email, choice, date, moment, person, record | the text, trimmed | the same |
 * | place | the words, or JSON of `{text, area, geo, country}` | text or object |
 * | number, money | digits, spaces between them welcome | integer (money: whole francs CFA) |
 * | yesno | `yes`, `no` | boolean |
 * | choices, zone | JSON list, in order | list of text |
 * | entries | JSON of `{key: {part: answer} or null}` | one value a key, null takes it out |
 */
import type { FieldDecl } from '../../kernel/declare.ts';
import { canonical } from '../../kernel/hash.ts';
import { fingerprint } from '../../kernel/ids.ts';
import type { Json } from '../../kernel/types.ts';
import { encodePlace, placeAnswer } from '../place.ts';

type Object_ = { readonly [key: string]: Json };
export const isObject = (value: Json | undefined): value is Object_ =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parsed = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

/** Groups of a number may be apart: `1 234 500`, `1.234.500`, with or without the name of the franc. */
function integer(text: string): Json {
  const digits = text.replace(/(?:F\s*CFA|FCFA|XOF|F)\s*$/i, '').replace(/[\s.\u00a0\u202f]/g, '');
  return /^\d{1,15}$/.test(digits) ? Number(digits) : text;
}

/** The value of an answer; null when nothing was answered. What cannot be read stays text, so that the declaration finds it wrong. */
export function encode(decl: FieldDecl, answer: string): Json {
  const text = answer.trim();
  if (text === '') return null;
  switch (decl.widget) {
    case 'number':
    case 'money':
      return integer(text);
    case 'yesno':
      return text === 'yes' ? true : text === 'no' ? false : text;
    case 'choices':
    case 'zone': {
      const list = listOf(text);
      return list.length > 0 ? list : null;
    }
    case 'place':
      return encodePlace(text);
    default:
      return text;
  }
}

/** A value as an answer; '' for none. */
export function decode(decl: FieldDecl, value: Json | undefined): string {
  if (value === null || value === undefined) return '';
  if (decl.widget === 'place') return placeAnswer(value);
  if (decl.widget === 'yesno') return value === true ? 'yes' : value === false ? 'no' : '';
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}

/** Values of an answer that is a list. */
export function listOf(answer: string): readonly string[] {
  const list = parsed(answer);
  return Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [];
}
export const listAnswer = (list: readonly string[]): string => (list.length > 0 ? JSON.stringify(list) : '');

/** One entry while it is asked: an answer a part; null once it was taken out. */
export type EntryAnswer = { readonly [part: string]: string } | null;
export type Entries = { readonly [key: string]: EntryAnswer };

export function entriesIn(answer: string): Entries {
  const value = answer === '' ? {} : parsed(answer);
  return isObject(value) ? (value as Entries) : {};
}
export const entriesAnswer = (entries: Entries): string =>
  Object.keys(entries).length > 0 ? JSON.stringify(entries) : '';

/** An entry of the record as answers. */
export const decodeEntry = (decl: FieldDecl, value: Json): EntryAnswer =>
  Object.fromEntries(
    Object.entries(decl.entry ?? {}).flatMap(([part, one]) => {
      const answer = decode(one, isObject(value) ? value[part] : undefined);
      return answer === '' ? [] : [[part, answer] as const];
    }),
  );

/** The value of an entry. Parts that this version does not ask (`before` had them) stay as they were. */
export function encodeEntry(decl: FieldDecl, entry: EntryAnswer, before?: Json): Json {
  if (entry === null) return null;
  const parts = decl.entry ?? {};
  const unknown = Object.entries(isObject(before) ? before : {}).filter(([part]) => !parts[part]);
  const known = Object.entries(parts).flatMap(([part, one]) => {
    const value = encode(one, entry[part] ?? '');
    return value === null ? [] : [[part, value] as const];
  });
  return Object.fromEntries([...unknown, ...known]);
}

/** Keys of entries that were added in a form and not recorded yet: no key of a record begins with `+`. */
export const isNewEntry = (key: string): boolean => key.startsWith('+');

/**
 * Key of a new entry: its date where it has one, and five letters of a hash of what it says. No device and no chance in it: two people who
 * write down the same entry write the same one, two who write different ones for the same year (33 million to one) keep both.
 */
export function entryKeyFor(value: Json): string {
  const from = isObject(value) ? (value['from'] ?? value['on']) : undefined;
  const date = typeof from === 'string' && /^[\d~-]{4,12}$/.test(from) ? from : 'e';
  return `${date}_${fingerprint(new TextEncoder().encode(canonical(value))).slice(0, 5)}`;
}
