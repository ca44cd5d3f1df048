/** How the seats of a body are said: on its sheet, and beside the form of a seat that there is none for. */
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import type { Day } from '../../../kernel/moment.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { formatNumber, t } from '../../../ui/i18n.ts';
import type { Open } from '../../../ui/open.ts';
import { Notice } from '../../../ui/parts.tsx';
import type { Answers } from '../../../ui/record-form.ts';
import { entriesIn } from '../../../ui/records/codec.ts';
import type { Counter } from '../../../ui/records/extend.ts';
import { href } from '../../../ui/router.ts';
import { type Seats, seatsOn, seatTooMany } from '../seats.ts';
import { belongsOn, periodOf } from '../source.ts';
import { SEATS } from './addresses.ts';
import '../messages/rules/index.ts';

/** What there is besides those that are filled; '' for a body that is full. */
const rest = ({ vacant, over }: Seats): string =>
  over > 0 ? t('seats.over', { n: over }) : vacant > 0 ? t('seats.vacant', { n: vacant }) : '';
const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(t('list.comma'));

/** « 21 sièges pourvus sur 23, 2 vacants ». */
export const seatsText = (seats: Seats): string =>
  joined(t('seats.full', { n: seats.held.length, of: seats.seats }), rest(seats));

/** The same as a figure under the name of the body; it opens who sits there. */
export function seatsCounter({ replica, now }: Open, body: RecordId): readonly Counter[] {
  const seats = seatsOn(replica, body, dayOf(now));
  if (!seats) return [];
  const { length } = seats.held;
  const label = joined(t('seats.counter', { n: length, of: seats.seats }), rest(seats));
  return [{ figure: formatNumber(length), label, href: href('instances', SEATS, body) }];
}

/** Of the periods that are being written down, is one in force on the day? */
const isInForce = (spans: string, day: Day): boolean =>
  belongsOn(
    Object.values(entriesIn(spans)).flatMap((entry) => (entry === null ? [] : [periodOf(entry)])),
    day,
  );

/** One seat too many, said while it is written down and refused by nobody. */
export function tooManySeats({ replica, now }: Open, answers: Answers) {
  const { member = '', group = '', kind = '', spans = '' } = answers;
  const day = dayOf(now);
  if (!isRecordId(group) || !isInForce(spans, day)) return null;
  const asked = { body: group, member: isRecordId(member) ? member : null, kind };
  const found = seatTooMany(replica, asked, day);
  return (
    found && (
      <Notice tone="wait" icon="info" title={t('seats.many.title', { seat: found.seat, of: found.seats })}>
        <p>{t('seats.many.hint')}</p>
        <a class="btn" href={href('instances', SEATS, group)}>
          {t('seats.many.see')}
        </a>
      </Notice>
    )
  );
}
