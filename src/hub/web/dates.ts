/** Dates and delays as people say them in Mali, whose clock is UTC all year. */
import '../../ui/messages/index.ts';
import { dayOf } from '../../kernel/grant.ts';
import type { Millis } from '../../kernel/types.ts';
import { dateText, hourText } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';

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
  const hour = hourText(time, 'utc');
  return days <= 0 ? t('ago.today', { hour }) : days === 1 ? t('ago.yesterday', { hour }) : t('ago.days', { n: days });
}

/** « 3 jours », « 2 heures », « 12 minutes », « 4 ans »: a delay rounded as one would say it. */
export function delayWords(delay: Millis): string {
  const size = Math.abs(delay);
  const units: readonly (readonly [Millis, string])[] = [
    [365 * DAY, 'year'],
    [DAY, 'day'],
    [DAY / 24, 'hour'],
    [60_000, 'minute'],
  ];
  const unit = units.find(([length]) => size >= length);
  return unit ? t(`delay.${unit[1]}`, { n: Math.round(size / unit[0]) }) : t('delay.short');
}
