/** Dates and delays as people say them in Mali, whose clock is UTC all year. */
import { dayOf } from '../../kernel/grant.ts';
import type { Millis } from '../../kernel/types.ts';

const DAY: Millis = 24 * 3600 * 1000;
const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', ...options });
const weekday = format({ weekday: 'long', day: 'numeric', month: 'long' });
const dated = format({ day: 'numeric', month: 'long', year: 'numeric' });
const clock = format({ hour: '2-digit', minute: '2-digit' });

const first = (text: string): string => text.replace(/\b1 (?=[a-zéû])/, '1er ');

/** « jeudi 12 mars », with the year when it is not this one. */
export function dayWords(time: Millis, now: Millis): string {
  const sameYear = dayOf(time).slice(0, 4) === dayOf(now).slice(0, 4);
  return first((sameYear ? weekday : dated).format(time));
}

/** « jeudi 12 mars, 14:05 ». */
export const timeWords = (time: Millis, now: Millis): string => `${dayWords(time, now)}, ${clock.format(time)}`;

/** « 12 mars 2026 », for the dates of a right. */
export const dateWords = (time: Millis): string => first(dated.format(time));

/** Whole days between two instants, by the calendar. */
export const daysBetween = (from: Millis, to: Millis): number =>
  Math.round((Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / DAY);

/** « aujourd’hui 14:05 », « hier 9:12 », « il y a 5 jours ». */
export function agoWords(time: Millis, now: Millis): string {
  const days = daysBetween(time, now);
  if (days <= 0) return `aujourd’hui ${clock.format(time)}`;
  if (days === 1) return `hier ${clock.format(time)}`;
  return `il y a ${days} jours`;
}

/** « 3 jours », « 2 heures », « 12 minutes », « 4 ans »: a delay rounded as one would say it. */
export function delayWords(delay: Millis): string {
  const size = Math.abs(delay);
  const units: readonly (readonly [Millis, string, string])[] = [
    [365 * DAY, 'an', 'ans'],
    [DAY, 'jour', 'jours'],
    [DAY / 24, 'heure', 'heures'],
    [60_000, 'minute', 'minutes'],
  ];
  for (const [unit, one, many] of units) {
    const count = Math.round(size / unit);
    if (size >= unit) return `${count}\u00a0${count > 1 ? many : one}`;
  }
  return 'moins d’une minute';
}
