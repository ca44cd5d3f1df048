/** How it is said that something ends on a day, and the order of a list by it. */
import { dayOf } from '../../kernel/grant.ts';
import { type Day, lastDay } from '../../kernel/moment.ts';
import type { Json, Millis } from '../../kernel/types.ts';
import { daysLeft } from '../ending.ts';
import { dateText } from '../format.ts';
import { t } from '../i18n.ts';
import type { Line } from './lines.ts';

/** Further than this, the date says more than the number of days. */
const NEAR = 14;

/** `Dernier jour`, `Plus que 3 jours`, `Jusqu’au 3 décembre`, `C’était jusqu’au 3 mars`. */
export function leftText(end: Json | undefined, now: Millis): string {
  const today = dayOf(now);
  const days = daysLeft(end, today);
  if (days === null) return '';
  const last = lastDay(String(end));
  const when = dateText(Date.parse(last), { year: last.slice(0, 4) !== today.slice(0, 4) }, 'utc');
  if (days < 0) return t('ending.over', { when });
  if (days === 0) return t('ending.last');
  return days <= NEAR ? t('ending.left', { n: days }) : t('ending.until', { when });
}

/** The lines that go on, the one that ends first first; or those that are over, the latest first. */
export function byEnd(lines: readonly Line[], field: string, today: Day, over: boolean): readonly Line[] {
  const left = (line: Line): number => daysLeft(line.read(field), today) ?? Number.MAX_SAFE_INTEGER;
  return lines
    .filter((line) => left(line) < 0 === over)
    .sort((a, b) => (over ? left(b) - left(a) : left(a) - left(b)) || a.name.localeCompare(b.name));
}
