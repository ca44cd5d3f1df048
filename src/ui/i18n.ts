/**
 * Words on screen. French comes with the screens that use it; English is complete and comes when somebody chooses it; what is missing in a
 * language falls back to French. Keys are flat. A text that changes with a number has one key per plural form: `key.one`, `key.other`.
 */
import { signal } from '@preact/signals';
import { remember, remembered } from './prefs.ts';

export type Catalogue = { readonly [key: string]: string };
export const LANGUAGES = ['fr', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Values = { readonly [name: string]: string | number };

interface Part {
  readonly loadEnglish: () => Promise<{ readonly default: Catalogue }>;
  english: Promise<void> | null;
}

const words: Record<Language, Record<string, string>> = { fr: {}, en: {} };
const parts: Part[] = [];
/** Grows when words arrive after a screen was drawn. */
const arrived = signal(0);

const stored = remembered('language');
export const language = signal<Language>(LANGUAGES.find((one) => one === stored) ?? 'fr');

/** Adds the catalogue of a group of screens. Called once, where it is imported. */
export function addMessages(french: Catalogue, loadEnglish: Part['loadEnglish']): void {
  Object.assign(words.fr, french);
  const part: Part = { loadEnglish, english: null };
  parts.push(part);
  if (language.peek() === 'en') void bringEnglish(part);
}

function bringEnglish(part: Part): Promise<void> {
  part.english ??= part.loadEnglish().then(
    (loaded) => {
      Object.assign(words.en, loaded.default);
      arrived.value++;
    },
    () => {
      // Not on this device yet: French stands in, and the next screen tries again.
      part.english = null;
    },
  );
  return part.english;
}

/** Longest time (ms) a screen waits for its words: a line that hangs must not keep anybody from their work. */
const PATIENCE = 1000;

/** Settles once every part that is here has its words in the chosen language, could not have them, or took too long: French stands in. */
export const wordsCame = (): Promise<unknown> =>
  language.peek() === 'fr'
    ? Promise.resolve()
    : Promise.race([Promise.all(parts.map(bringEnglish)), new Promise((done) => setTimeout(done, PATIENCE))]);

export async function chooseLanguage(next: Language): Promise<void> {
  if (next === 'en') await Promise.all(parts.map(bringEnglish));
  remember('language', next);
  language.value = next;
  document.documentElement.lang = next;
}

const plurals: Record<Language, Intl.PluralRules> = {
  fr: new Intl.PluralRules('fr'),
  en: new Intl.PluralRules('en'),
};

const numbers: Record<Language, Intl.NumberFormat> = {
  fr: new Intl.NumberFormat('fr'),
  en: new Intl.NumberFormat('en'),
};

function find(lang: Language, key: string, n: string | number | undefined): string | undefined {
  const plain = words[lang][key];
  if (plain !== undefined || typeof n !== 'number') return plain;
  return words[lang][`${key}.${plurals[lang].select(n)}`] ?? words[lang][`${key}.other`];
}

/** Is there a text under this key, in French at least? */
export const has = (key: string): boolean => words.fr[key] !== undefined;

/** The text of a key, `{name}` replaced by its value. A number called `n` chooses the plural form. */
export function t(key: string, values: Values = {}): string {
  void arrived.value;
  const lang = language.value;
  const text = find(lang, key, values['n']) ?? find('fr', key, values['n']) ?? key;
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = values[name];
    if (value === undefined) return hole;
    return typeof value === 'number' ? formatNumber(value) : value;
  });
}

/** `1 234` with a narrow no-break space in French. */
export const formatNumber = (value: number): string => numbers[language.value].format(value);
