/** Moments as people say them: `janvier 2019`, `vers 1985`, `depuis 2003`. Nothing more precise than what is known is ever written. */
import { firstDay, isAbout, type Moment, momentFault, type Precision, precisionOf } from '../kernel/moment.ts';
import { language, t } from './i18n.ts';

const SHOWN: { readonly [precision in Precision]: Intl.DateTimeFormatOptions } = {
  year: { year: 'numeric' },
  month: { year: 'numeric', month: 'long' },
  day: { year: 'numeric', month: 'long', day: 'numeric' },
};

/** The date without its « vers ». Reckoned in UTC: a day has no hour, and no time zone may move it. */
function bare(m: Moment): string {
  const french = language.value !== 'en';
  const format = new Intl.DateTimeFormat(french ? 'fr-FR' : 'en-GB', { timeZone: 'UTC', ...SHOWN[precisionOf(m)] });
  const text = format.format(Date.parse(firstDay(m)));
  // The first of a month is an ordinal in French; the language data of browsers forgets it.
  return french ? text.replace(/^1 /, '1er ') : text;
}

/** `2019`, `janvier 2019`, `10 juillet 2003`, `vers 1985`; what is no moment stays as it was written. */
export function momentText(m: Moment): string {
  if (momentFault(m) !== null) return m;
  return isAbout(m) ? t('moment.about', { when: bare(m) }) : bare(m);
}

/** `depuis 2003`, `depuis le 10 juillet 2003`, `depuis environ 1985`. */
export function sinceText(from: Moment): string {
  if (momentFault(from) !== null) return from;
  if (isAbout(from)) return t('moment.since.about', { when: bare(from) });
  return t(precisionOf(from) === 'day' ? 'moment.since.day' : 'moment.since', { when: bare(from) });
}

/** `jusqu’en 2019`, `jusqu’au 10 juillet 2003`, `jusque vers 1985`. */
export function untilText(to: Moment): string {
  if (momentFault(to) !== null) return to;
  if (isAbout(to)) return t('moment.until.about', { when: bare(to) });
  return t(precisionOf(to) === 'day' ? 'moment.until.day' : 'moment.until', { when: bare(to) });
}

/** `depuis 2003` while it lasts, `2003 – janvier 2019` once it ended, `jusqu’en 2019` when nobody knows since when; '' without either. */
export function spanText(from: Moment | '', to: Moment | ''): string {
  if (from && to) return t('moment.span', { from: momentText(from), to: momentText(to) });
  return from ? sinceText(from) : to ? untilText(to) : '';
}

/** Names of the months, January first, in the language of the screen. */
export function monthNames(): readonly string[] {
  const format = new Intl.DateTimeFormat(language.value === 'en' ? 'en-GB' : 'fr-FR', {
    timeZone: 'UTC',
    month: 'long',
  });
  return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2001, month, 1)));
}
