/**
 * The words of an import in both languages. They come with it and with nothing else: a file with French headings is told of in English to whom reads
 * English, so both are there at once, on a hub and on a phone.
 */

import type { Declarations, TypeDecl } from '../../kernel/declare.ts';
import { catalogue } from '../catalogue.ts';
import { type Language, type Target, targetLabel, targetsOf } from './columns.ts';
import en from './messages/en.json';
import fr from './messages/fr.json';
import { type Remark, type Say, sayRemark } from './remarks.ts';

const WORDS: { readonly [language in Language]: { readonly [key: string]: string } } = { fr, en };
const plurals = { fr: new Intl.PluralRules('fr'), en: new Intl.PluralRules('en') };
const numbers = { fr: new Intl.NumberFormat('fr'), en: new Intl.NumberFormat('en') };

/** The language of an import for somebody who reads this one: French stands in for what it is not told in. */
export const languageOf = (chosen: string): Language => (chosen === 'en' ? 'en' : 'fr');

/** The texts of a language: `{name}` replaced by its value; a number called `n` chooses the plural form. */
export const sayIn =
  (language: Language): Say =>
  (key, values = {}) => {
    const { n } = values;
    const plural = typeof n === 'number' ? WORDS[language][`${key}.${plurals[language].select(n)}`] : undefined;
    const text = WORDS[language][key] ?? plural ?? WORDS[language][`${key}.other`] ?? catalogue[language][key] ?? key;
    return text.replace(/\{(\w+)\}/g, (hole, name: string) => {
      const value = values[name];
      return value === undefined ? hole : typeof value === 'number' ? numbers[language].format(value) : value;
    });
  };

/** What is said of a row, sentence and remedy in one line. */
export function remarkWords(decl: Declarations, type: TypeDecl, language: Language): (remark: Remark) => string {
  const targets = new Map<string, Target>(targetsOf(decl, type).map((target) => [target.key, target]));
  const say = sayIn(language);
  return (remark) => {
    const target = targets.get(remark.target);
    const { what, way } = sayRemark(remark, target, target ? targetLabel(target, language) : '', say);
    return `${what} ${way}`;
  };
}
