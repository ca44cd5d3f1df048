/**
 * Words on screen. French comes with the screens that use it; the other languages come when somebody chooses them, and what is missing there is
 * said in French. Keys are flat. A text that changes with a number has one key per plural form: `key.one`, `key.other`.
 */
import { signal } from '@preact/signals-core';
import { type Folded, isFolded, named, unfolded, unfoldedUnder } from './folded-words.ts';
import { remember, remembered } from './prefs.ts';

export type Catalogue = { readonly [key: string]: string };
export const LANGUAGES = ['fr', 'en', 'bm'] as const;
export type Language = (typeof LANGUAGES)[number];
/** Spanish is written by the hub, in papers for partners abroad; no screen speaks it. */
export type Written = Language | 'es';
export type Values = { readonly [name: string]: string | number };
type Load = () => Promise<{ readonly default: Catalogue }>;

const words: Record<Written, Record<string, string>> = { fr: {}, en: {}, bm: {}, es: {} };
/** Brings in the words of a language, each load once. */
const loads: Record<Written, (() => Promise<void>)[]> = { fr: [], en: [], bm: [], es: [] };
/** Grows when words arrive after a screen was drawn. */
const arrived = signal(0);

const stored = remembered('language');
export const language = signal<Language>(LANGUAGES.find((one) => one === stored) ?? 'fr');

/** French that nobody said yet, as it came, by the first part of its keys: a phone that opens one list unfolds the words of no other. */
const unsaid = new Map<string, readonly string[]>();

/** Adds the catalogue of a group of screens. Called once, where it is imported. In the built app it comes folded, and English as its texts alone. */
export function addMessages(
  french: Catalogue | Folded,
  loadEnglish: () => Promise<{ readonly default: Catalogue | string }>,
): void {
  if (!isFolded(french)) Object.assign(words.fr, french);
  else
    for (const [head, lines] of Object.entries(french.folded)) unsaid.set(head, [...(unsaid.get(head) ?? []), lines]);
  addWords('en', async () => {
    const { default: english } = await loadEnglish();
    if (typeof english !== 'string') return { default: english };
    return { default: named(isFolded(french) ? unfolded(french) : french, english) };
  });
}

/** The text of a key in French, whatever the language of the screen. */
export function french(key: string): string | undefined {
  const text = words.fr[key];
  if (text !== undefined) return text;
  const head = key.split('.', 1)[0] as string;
  const lines = unsaid.get(head);
  if (!lines) return undefined;
  unsaid.delete(head);
  for (const one of lines) Object.assign(words.fr, unfoldedUnder(head, one));
  return words.fr[key];
}

/** Says where more words of a language are. */
export function addWords(of: Written, load: Load): void {
  let coming: Promise<void> | null = null;
  const bring = () => {
    coming ??= load().then(
      (loaded) => {
        Object.assign(words[of], loaded.default);
        arrived.value++;
      },
      () => {
        // Not on this device yet: French stands in, and the next screen tries again.
        coming = null;
      },
    );
    return coming;
  };
  loads[of].push(bring);
  if (language.peek() === of) void bring();
}

const bringAll = (of: Written) => Promise.all(loads[of].map((bring) => bring()));

/** Longest time (ms) a screen waits for its words: a line that hangs must not keep anybody from their work. */
const PATIENCE = 1000;

/** Settles once every part that is here has its words in the chosen language, could not have them, or took too long: French stands in. */
export const wordsCame = (): Promise<unknown> =>
  Promise.race([bringAll(language.peek()), new Promise((done) => setTimeout(done, PATIENCE))]);

/** Brings in every word of a language that is known by now. What cannot be had is said in French. */
export const bringWords = async (of: Written): Promise<void> => void (await bringAll(of));

/** Who says in which language the next text is, where it is not the screen's: a hub answers many at once, each in their own. */
let asked: () => Written | undefined = () => undefined;
/** Said aloud just now, whatever the language of the screen. */
let aloud: Written | null = null;

export function speakBy(ask: () => Written | undefined): void {
  asked = ask;
}

/** Says something in a language whose words are here (`bringWords`). Nothing may wait inside: others speak meanwhile. */
export function saidIn<T>(of: Written, say: () => T): T {
  const before = aloud;
  aloud = of;
  try {
    return say();
  } finally {
    aloud = before;
  }
}

/** The language of the next text. */
export const spoken = (): Written => aloud ?? asked() ?? language.value;

export async function chooseLanguage(next: Language): Promise<void> {
  await bringAll(next);
  remember('language', next);
  language.value = next;
  tellLanguage();
}

/** The language whose numbers, countries and codes are shown: Bambara uses those of French, as its readers do. */
export const plainLanguage = (): 'fr' | 'en' => (spoken() === 'en' ? 'en' : 'fr');

/** Tells screen readers. Of Bambara only some words are known: the page is French, and those words say so themselves (`ui/spoken`). */
export const tellLanguage = (): void => {
  document.documentElement.lang = plainLanguage();
};

/** French counts 0 and 1½ as one; Bambara has no plural form. */
export const isOne = (lang: Written, n: number): boolean =>
  lang === 'fr' ? n > -2 && n < 2 : lang !== 'bm' && n === 1;

function find(lang: Written, key: string, n: string | number | undefined): string | undefined {
  const said = (key: string) => (lang === 'fr' ? french(key) : words[lang][key]);
  const plain = said(key);
  if (plain !== undefined || typeof n !== 'number') return plain;
  return (isOne(lang, n) ? said(`${key}.one`) : undefined) ?? said(`${key}.other`);
}

/** Is there a text under this key, in French at least? */
export const has = (key: string): boolean => french(key) !== undefined;

/** The text of a key, `{name}` replaced by its value. A number called `n` chooses the plural form. */
export function t(key: string, values: Values = {}): string {
  void arrived.value;
  const text = find(spoken(), key, values['n']) ?? find('fr', key, values['n']) ?? key;
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = values[name];
    if (value === undefined) return hole;
    return typeof value === 'number' ? formatNumber(value) : value;
  });
}

const numbers: { [lang: string]: Intl.NumberFormat } = {};
/** Between thousands; what is written so is known. A narrow no-break space in French. */
const THOUSANDS: { readonly [lang: string]: string } = { fr: '\u202f', en: ',' };
/** Spanish parts no number of four digits (Ortografía de la lengua española, 2010, VIII 2.1.2). */
const PARTED = 10_000;

/** `1 234` with a narrow no-break space in French, `1,234` in English; `1234` and `12 345` in Spanish. */
export function formatNumber(value: number): string {
  const lang = plainLanguage();
  const between = THOUSANDS[lang];
  // Whole numbers are on nearly every screen, and a formatter keeps a slow phone for a fifth of a second the first time.
  if (spoken() === 'es' && value < PARTED && Number.isSafeInteger(value)) return String(value);
  if (between !== undefined && Number.isSafeInteger(value) && value >= 0)
    return String(value).replace(/\B(?=(\d{3})+$)/g, between);
  numbers[lang] ??= new Intl.NumberFormat(lang);
  return numbers[lang].format(value);
}
