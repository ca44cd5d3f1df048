/** Dates and hours as people say them of what is near, by the hour of the phone. */
import type { Millis } from '../kernel/types.ts';
import { dateText, hourText, weekdayText } from './format.ts';
import { t } from './i18n.ts';
import { momentText } from './moment.ts';

const DAY = 24 * 3600 * 1000;

const midnight = (at: Millis): Millis => new Date(at).setHours(0, 0, 0, 0);
/** Whole days from `at` to `now`: 0 today, 1 yesterday. A day of 23 or 25 hours still counts as one. */
export const daysSince = (at: Millis, now: Millis): number => Math.round((midnight(now) - midnight(at)) / DAY);

const sameYear = (at: Millis, now: Millis): boolean => new Date(at).getFullYear() === new Date(now).getFullYear();

export const hour = (at: Millis): string => hourText(at);

/** `aujourd’hui`, `hier`, `mardi`, `3 mars`, `3 mars 2025`. */
export function day(at: Millis, now: Millis): string {
  const days = daysSince(at, now);
  if (days === 0) return t('date.today');
  if (days === 1) return t('date.yesterday');
  return days > 1 && days < 7 ? weekdayText(at) : dateText(at, { year: !sameYear(at, now) });
}

/** `depuis hier`, `depuis mardi`, `depuis le 3 mars`. */
export function sinceDay(at: Millis, now: Millis): string {
  const days = daysSince(at, now);
  return t(days >= 0 && days < 7 ? 'moment.since' : 'moment.since.day', { when: day(at, now) });
}

/** `jusqu’à ce soir`, `jusqu’au 13 mars`: of what is still to come. */
export const untilDay = (at: Millis, now: Millis): string =>
  daysSince(at, now) === 0
    ? t('moment.until.today')
    : t('moment.until.day', { when: dateText(at, { year: !sameYear(at, now) }) });

/** `14:05` for today, else `mardi 14:05`: as short as the sync line needs it. */
export function moment(at: Millis, now: Millis): string {
  const days = daysSince(at, now);
  if (days === 0) return hour(at);
  return days > 0 && days < 7 ? `${day(at, now)} ${hour(at)}` : day(at, now);
}

/** `aujourd’hui, 08:30`, `mardi, 14:05`, `3 mars, 14:05`: for lists. */
export const dayAndHour = (at: Millis, now: Millis): string => `${day(at, now)}, ${hour(at)}`;

/** `mercredi 10 mars, 17:20`: for histories. */
export const exact = (at: Millis, now: Millis): string =>
  `${dateText(at, { weekday: true, year: !sameYear(at, now) })}, ${hour(at)}`;

/** `jeudi 11 mars 2027`. */
export const longDay = (at: Millis): string => dateText(at, { weekday: true, year: true });

/** A date without an hour, `2027-04-03`, as `3 avril`; one known by its month or year stays so; as it is when it is none. */
export function plainDate(date: string, now: Millis): string {
  // `2019-01T12:00` is the first of January to a browser.
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return momentText(date);
  const at = Date.parse(`${date}T12:00:00`);
  return Number.isNaN(at) ? date : day(at, now);
}
