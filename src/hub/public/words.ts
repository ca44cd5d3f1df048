/** What the public pages say, in the language of their address. Two visitors may read in two languages at once: nothing here is shared between them. */
import { firstDay, isAbout, type Moment, momentFault, precisionOf } from '../../kernel/moment.ts';
import type { Language } from '../derived/words.ts';
import en from './messages/en.json';
import fr from './messages/fr.json';

export type Key = keyof typeof fr;
export type Values = Readonly<Record<string, string | number>>;
const CATALOGUES: Readonly<Record<Language, Readonly<Record<Key, string>>>> = { fr, en };

const NUMBERS = { fr: new Intl.NumberFormat('fr-FR'), en: new Intl.NumberFormat('en-GB') };
export const numberText = (lang: Language, n: number): string => NUMBERS[lang].format(n);

/** A text with its values put in. */
export const say = (lang: Language, key: Key, values: Values = {}): string =>
  CATALOGUES[lang][key].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? '';
    return typeof value === 'number' ? numberText(lang, value) : value;
  });

/** The one of two texts that goes with a number. French counts zero with one. */
export const counted = (
  lang: Language,
  key:
    | 'public.count.members'
    | 'public.count.shown'
    | 'public.map'
    | 'public.about.seats'
    | 'public.about.filled'
    | 'public.about.vacant'
    | 'public.about.unshown'
    | 'public.offers.count'
    | 'public.offer.left',
  n: number,
  values: Values = {},
) => say(lang, `${key}.${n === 1 || (n === 0 && lang === 'fr') ? 'one' : 'other'}`, { n, ...values });

const PARTS = {
  year: { year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  day: { day: 'numeric', month: 'long', year: 'numeric' },
} as const;

/** `10 juillet 2003`, `janvier 2019`, `vers 1985`: never more precise than what is known. */
export function momentText(lang: Language, moment: Moment): string {
  if (momentFault(moment) !== null) return moment;
  const format = new Intl.DateTimeFormat(lang === 'fr' ? 'fr-FR' : 'en-GB', {
    ...PARTS[precisionOf(moment)],
    timeZone: 'UTC',
  });
  const when = format.format(Date.parse(firstDay(moment))).replace(/^1 /, lang === 'fr' ? '1er ' : '1 ');
  return isAbout(moment) ? say(lang, 'public.moment.about', { when }) : when;
}
