/** A cycle at a glance: its two boxes, the meeting to begin or to go on with, and the meetings that made them. */
import '../messages/screens/index.ts';
import { type RecordState, textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { dateText, formatNumber } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Head, Notice, Row, State } from '../../../ui/parts.tsx';
import { NEW } from '../../../ui/records/routes.ts';
import { href } from '../../../ui/router.ts';
import { standOf } from '../../../ui/work.ts';
import { bookOf, closingIn, gapOf, type Sitting } from '../book.ts';
import { isEnded } from '../rules-of.ts';
import { SAVINGS, SHARE_OUT, toMeeting } from './addresses.ts';
import { TwoBoxes } from './boxes.tsx';
import { useBookLook } from './look.ts';

export default function Group({ state: cycle }: { readonly state: RecordState }) {
  useBookLook();
  const { replica, me, now } = useOpen();
  const book = bookOf(replica, cycle);
  const today = dayOf(now);
  const may = replica.may(me.person, 'edit', 'savings_meeting', cycle.home, now) && !isEnded(cycle);
  const open = book.sittings.findLast(({ isClosed }) => !isClosed);
  const isHeld = book.sittings.some(({ on }) => on === today);
  const told = [...book.sittings.map(({ state }) => state), ...book.loans.map(({ state }) => state)];
  const stand = standOf(replica, told);
  return (
    <>
      {isEnded(cycle) && (
        <Notice tone="ok" icon="lock">
          <p>{t('savings.ended')}</p>
        </Notice>
      )}
      {may && book.members.length > 0 && (open || !isHeld) && (
        <p class="tall leads">
          <a class="btn go full" href={toMeeting(cycle.id, open?.on ?? today)}>
            <Icon name="coins" />
            {open ? t('savings.goon', { no: open.no }) : t('savings.begin', { no: book.sittings.length + 1 })}
          </a>
        </p>
      )}
      {book.members.length === 0 && (
        <Notice tone="wait" icon="info" title={t('savings.nobody')}>
          <p>{t('savings.nobody.hint')}</p>
          {may && (
            <a class="btn go" href={href(SAVINGS, cycle.id, 'passbook.cycle', NEW)}>
              <Icon name="plus" />
              {t('passbook.new')}
            </a>
          )}
        </Notice>
      )}
      <section class="stack s3">
        <Head title={t('savings.inbox')}>{told.length > 0 && <State of={stand} />}</Head>
        <TwoBoxes boxes={book.boxes} />
      </section>
      {book.sittings.length > 0 && (
        <section class="stack s3">
          <Head title={t('type.savings_meeting.many')} count={book.sittings.length} />
          <nav class="card rows" aria-label={t('type.savings_meeting.many')}>
            {[...book.sittings].reverse().map((sitting) => (
              <Held key={sitting.on} cycle={cycle} sitting={sitting} />
            ))}
          </nav>
        </section>
      )}
      {book.sittings.length > 0 && (
        <a class="btn full" href={href(SAVINGS, SHARE_OUT, cycle.id)}>
          <Icon name="people" />
          {t(isEnded(cycle) ? 'savings.shared.see' : 'savings.share.see')}
        </a>
      )}
    </>
  );
}

function Held({ cycle, sitting }: { readonly cycle: RecordState; readonly sitting: Sitting }) {
  const { replica } = useOpen();
  const { no, on, isClosed } = sitting;
  const { loan, social } = closingIn(sitting);
  const gap = gapOf(sitting);
  const differs = isClosed && (gap.loan !== 0 || gap.social !== 0);
  const sums = t('savings.held', { loan: formatNumber(loan), social: formatNumber(social) });
  return (
    <Row
      href={toMeeting(cycle.id, on, isClosed ? 'close' : undefined)}
      title={t('list.dot', {
        a: t('savings.no', { no }),
        b: dateText(Date.parse(textOf(sitting.state, 'on')), { year: true }, 'utc'),
      })}
      sub={differs ? t('list.dot', { a: sums, b: t('savings.held.gap') }) : sums}
      end={<State of={standOf(replica, [sitting.state])} {...(!isClosed && { text: t('savings.held.open') })} />}
    />
  );
}
