/** Dates and hours as people say them, in the language of the screen and the hour of the phone. */
import type { Millis } from '../kernel/types.ts';
import { language } from './i18n.ts';
import { momentText } from './moment.ts';

const DAY = 24 * 3600 * 1000;
/** English as written outside America: day before month, 24 hours. */
const locale = (): string => (language.value === 'en' ? 'en-GB' : 'fr-FR');
/** Making one costs a slow phone more than a row of a list. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(at: Millis, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale()} ${JSON.stringify(options)}`;
  let one = formats.get(key);
  if (!one) {
    one = new Intl.DateTimeFormat(locale(), options);
    formats.set(key, one);
  }
  return one.format(at);
}

const midnight = (at: Millis): Millis => new Date(at).setHours(0, 0, 0, 0);
/** Whole days from `at` to `now`: 0 today, 1 yesterday. A day of 23 or 25 hours still counts as one. */
export const daysSince = (at: Millis, now: Millis): number => Math.round((midnight(now) - midnight(at)) / DAY);

export const hour = (at: Millis): string => format(at, { hour: '2-digit', minute: '2-digit' });

/** `aujourd’hui`, `hier`, `mardi`, `3 mars`, `3 mars 2025`. */
export function day(at: Millis, now: Millis): string {
  const days = daysSince(at, now);
  if (days === 0 || days === 1) return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(-days, 'day');
  if (days > 1 && days < 7) return format(at, { weekday: 'long' });
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return format(at, sameYear ? { day: 'numeric', month: 'long' } : { day: 'numeric', month: 'long', year: 'numeric' });
}

/** `14:05` for today, else `mardi 14:05`: as short as the sync line needs it. */
export function moment(at: Millis, now: Millis): string {
  const days = daysSince(at, now);
  if (days === 0) return hour(at);
  return days > 0 && days < 7 ? `${day(at, now)} ${hour(at)}` : day(at, now);
}

/** `aujourd’hui, 08:30`, `mardi, 14:05`, `3 mars, 14:05`: for lists. */
export const dayAndHour = (at: Millis, now: Millis): string => `${day(at, now)}, ${hour(at)}`;

/** `mercredi 10 mars, 17:20`: for histories. */
export function exact(at: Millis, now: Millis): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const date = format(at, { weekday: 'long', day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) });
  return `${date}, ${hour(at)}`;
}

/** `jeudi 11 mars 2027`. */
export const longDay = (at: Millis): string =>
  format(at, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** A date without an hour, `2027-04-03`, as `3 avril`; one known by its month or year stays so; as it is when it is none. */
export function plainDate(date: string, now: Millis): string {
  // `2019-01T12:00` is the first of January to a browser.
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return momentText(date);
  const at = Date.parse(`${date}T12:00:00`);
  return Number.isNaN(at) ? date : day(at, now);
}
