/** Moments as people say them: `janvier 2019`, `vers 1985`, `depuis 2003`. Nothing more precise than what is known is ever written. */
import { firstDay, isAbout, type Moment, momentFault, precisionOf } from '../kernel/moment.ts';
import { dateText, monthText } from './format.ts';
import { t } from './i18n.ts';

/** The date without its « vers ». Reckoned in UTC: a day has no hour, and no time zone may move it. */
function bare(m: Moment): string {
  const first = firstDay(m);
  const at = Date.parse(first);
  switch (precisionOf(m)) {
    case 'year':
      return first.slice(0, 4);
    case 'month':
      return monthText(at, 'utc');
    case 'day':
      return dateText(at, { year: true }, 'utc');
  }
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

/** `depuis 2003` while it lasts, `2003 – janvier 2019` once it ended, `10 juillet 2003` where that is one day, `jusqu’en 2019` when nobody knows since when; '' without either. */
export function spanText(from: Moment | '', to: Moment | ''): string {
  if (from && from === to) return momentText(from);
  if (from && to) return t('moment.span', { from: momentText(from), to: momentText(to) });
  return from ? sinceText(from) : to ? untilText(to) : '';
}
