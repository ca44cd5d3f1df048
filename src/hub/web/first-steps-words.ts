/** Words of the first steps, in either language: who founds a network may read English. */
import type { Language } from '../derived/words.ts';
import en from './messages/en.json';
import fr from './messages/fr.json';

export type Values = Readonly<Record<string, string | number>>;
const CATALOGUES: Readonly<Record<Language, Readonly<Record<string, string>>>> = { fr, en };

/** A text with its values put in; where there are two forms, the one that goes with `n`. French counts zero with one. */
export function say(lang: Language, key: string, values: Values = {}): string {
  const words = CATALOGUES[lang];
  const n = values['n'];
  const isOne = n === 1 || (n === 0 && lang === 'fr');
  const text = words[key] ?? words[`${key}.${isOne ? 'one' : 'other'}`] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
