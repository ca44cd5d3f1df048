/** Dates and delays as people say them in Mali, whose clock is UTC all year. */
import '../../ui/messages/index.ts';
import { dayOf } from '../../kernel/grant.ts';
import type { Millis } from '../../kernel/types.ts';
import { dateText, hourText } from '../../ui/format.ts';

const DAY: Millis = 24 * 3600 * 1000;

/** « jeudi 12 mars », with the year when it is not this one. */
export function dayWords(time: Millis, now: Millis): string {
  const sameYear = dayOf(time).slice(0, 4) === dayOf(now).slice(0, 4);
  return dateText(time, { weekday: sameYear, year: !sameYear }, 'utc');
}

/** « jeudi 12 mars, 14:05 ». */
export const timeWords = (time: Millis, now: Millis): string => `${dayWords(time, now)}, ${hourText(time, 'utc')}`;

/** « 12 mars 2026 », for the dates of a right. */
export const dateWords = (time: Millis): string => dateText(time, { year: true }, 'utc');

/** Whole days between two instants, by the calendar. */
export const daysBetween = (from: Millis, to: Millis): number =>
  Math.round((Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / DAY);

/** « aujourd’hui 14:05 », « hier 09:12 », « il y a 5 jours ». */
export function agoWords(time: Millis, now: Millis): string {
  const days = daysBetween(time, now);
  if (days <= 0) return `aujourd’hui ${hourText(time, 'utc')}`;
  if (days === 1) return `hier ${hourText(time, 'utc')}`;
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
