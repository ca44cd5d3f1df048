/** The end of a cycle: what there is to share, what each is handed to the franc, and that it was done. */
import '../messages/screens/index.ts';
import { useState } from 'preact/hooks';
import type { Act } from '../../../kernel/author.ts';
import { type RecordState, textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { derivedId, isRecordId } from '../../../kernel/ids.ts';
import type { Refusal } from '../../../kernel/types.ts';
import { dateText, formatNumber, moneyText } from '../../../ui/format.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Listen } from '../../../ui/listen.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Head, Notice, PersonSign, Row } from '../../../ui/parts.tsx';
import { RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { go, href, type Path } from '../../../ui/router.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { toast } from '../../../ui/toast.tsx';
import { titleOf } from '../../../ui/words.ts';
import { nextCycleActs, sharedActs, unsharedActs } from '../acts.ts';
import { type Book, bookOf, gapOf } from '../book.ts';
import { type Ending, endingOf } from '../ending.ts';
import { isEnded, sumIn } from '../rules-of.ts';
import { PAPER, SAVINGS, SHARE_OUT, toCycle, toMeeting } from './addresses.ts';
import { type Line, Sum } from './boxes.tsx';
import { useBookLook } from './look.ts';
import { SharePaper } from './share-paper.tsx';

/** `epargne/partage/<cycle>[/papier]`. */
export default function SharingOut({ rest: [id, part] }: { readonly rest: Path }) {
  const { replica } = useOpen();
  const cycle = isRecordId(id) ? replica.record(id) : null;
  if (!cycle?.created || cycle.type !== 'savings_cycle')
    return (
      <Frame title={t('savings.share')} back={{ href: href(SAVINGS), label: t('savings.back.list') }}>
        <Empty text={t('records.unknown')} />
      </Frame>
    );
  return part === PAPER ? <SharePaper cycle={cycle} /> : <Shown cycle={cycle} />;
}

/** What each was handed, or would be. */
export const handedTo = ({ cycle, handed }: Book, { id, payout }: Ending['members'][number]): number =>
  isEnded(cycle) ? (handed.get(id) ?? 0) : payout;

function Shown({ cycle }: { readonly cycle: RecordState }) {
  useBookLook();
  const { replica, me, now } = useOpen();
  const book = bookOf(replica, cycle);
  const ending = endingOf(book);
  const ended = isEnded(cycle);
  const open = book.sittings.find(({ isClosed }) => !isClosed);
  const may = replica.may(me.person, 'edit', 'savings_cycle', cycle.home, now);
  const total = ending.members.reduce((sum, one) => sum + handedTo(book, one), 0);
  return (
    <Frame
      title={t('savings.share')}
      sub={titleOf(replica, cycle.id)}
      back={{ href: toCycle(cycle.id), label: t('savings.back.cycle') }}
      end={
        <>
          <Listen of="#main" />
          <a class="ib" href={href(SAVINGS, SHARE_OUT, cycle.id, PAPER)} aria-label={t('savings.share.paper')}>
            <Icon name="print" />
          </a>
        </>
      }
      {...(may && { acts: <Acts book={book} ending={ending} isReady={!open && ending.shortfall === 0} /> })}
    >
      <div class="stack book">
        {ended && (
          <Notice
            tone="ok"
            icon="check"
            title={t('savings.shared', {
              day: dateText(Date.parse(textOf(cycle, 'ended')), { weekday: true, year: true }, 'utc'),
            })}
          />
        )}
        {open && !ended && (
          <Notice tone="fix" icon="warning" title={t('savings.share.open', { no: open.no })}>
            <a class="btn" href={toMeeting(cycle.id, open.on)}>
              {t('savings.goon', { no: open.no })}
            </a>
          </Notice>
        )}
        {!ended && ending.shortfall > 0 && (
          <Notice tone="fix" icon="warning" title={t('savings.share.short', { sum: moneyText(ending.shortfall) })}>
            <p>{t('savings.share.short.way')}</p>
          </Notice>
        )}
        {ending.late !== 0 && (
          <Notice tone="fix" icon="warning" title={t('savings.share.late')}>
            <p>
              {t(ending.late < 0 ? 'savings.gap.less' : 'savings.gap.more', { sum: moneyText(Math.abs(ending.late)) })}
            </p>
          </Notice>
        )}
        <section class="stack s3">
          <Head title={t('savings.share.fund')} />
          <Sum lines={linesOf(book, ending)} total={ending.worth} box={t('savings.share.worth')} />
          <p class="sm dim">{t('savings.share.social', { sum: moneyText(ending.social) })}</p>
        </section>
        <section class="stack s3">
          <Head title={t('savings.share.each')} count={ending.members.length} />
          <nav class="card rows sums" aria-label={t('savings.share.each')}>
            {ending.members.map((one) => (
              <Row
                key={one.id}
                href={href(SAVINGS, cycle.id, 'passbook.cycle', one.id)}
                sign={<PersonSign sign={one.sign} color={one.color} />}
                title={one.name}
                sub={partText(one)}
                end={<b class="num">{moneyText(handedTo(book, one))}</b>}
              />
            ))}
          </nav>
          <p class="line wrap total">
            <span class="grow">{t('savings.share.total')}</span>
            <b class="num">{moneyText(total)}</b>
          </p>
        </section>
      </div>
    </Frame>
  );
}

/** Their shares; and how these come to less in the hand, where something is kept back. */
const partText = ({ shares, entitled, owes, stillOwed }: Ending['members'][number]): string =>
  owes === 0
    ? t('savings.share.parts', { n: shares })
    : [
        t('savings.share.own', { n: shares, sum: moneyText(entitled) }),
        t('savings.share.owes', { sum: moneyText(owes) }),
        ...(stillOwed > 0 ? [t('savings.share.still', { sum: moneyText(stillOwed) })] : []),
      ].join('\u00a0· ');

/** A line of what may be more or less than nothing. */
const signed = (label: string, sum: number, to: string): Line => ({
  label,
  sum: Math.abs(sum),
  sign: sum < 0 ? '−' : '+',
  to,
});

function linesOf({ cycle, members, rules, sittings }: Book, { fund, gaps }: Ending): readonly Line[] {
  const shares = members.reduce((sum, one) => sum + one.shares, 0);
  const differed = sittings.findLast((one) => one.isClosed && gapOf(one).loan !== 0);
  const to = toCycle(cycle.id);
  const how = `${formatNumber(shares)} × ${formatNumber(rules.value)}`;
  return [
    {
      label: t('savings_meeting.bought'),
      how,
      sum: fund.shares,
      sign: '',
      to: href(SAVINGS, cycle.id, 'passbook.cycle'),
    },
    { label: t('savings.share.interest'), sum: fund.interest, sign: '+', to },
    { label: t('savings_meeting.fines'), sum: fund.fines, sign: '+', to },
    { label: t('savings_meeting.expense'), sum: fund.expenses, sign: '−', to },
    signed(t('savings.share.start'), fund.other - gaps, to),
    signed(t('savings.share.gaps'), gaps, differed ? toMeeting(cycle.id, differed.on, 'close') : to),
  ];
}

/** It was shared out; or, once it was, the next cycle begins with the same members. */
function Acts(props: { readonly book: Book; readonly ending: Ending; readonly isReady: boolean }) {
  const { book, ending, isReady } = props;
  const { jekulu, replica, now } = useOpen();
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const today = dayOf(now);
  const no = sumIn(book.cycle, 'no') + 1;
  const next = derivedId('savings_cycle', textOf(book.cycle, 'group'), String(no));
  const write = async (acts: readonly Act[], then?: () => void) => {
    setAsking(false);
    try {
      await jekulu.save(acts);
      toast(t('form.saved'));
      then?.();
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  };
  return (
    <>
      {refusal && <RefusalNotice refusal={refusal} />}
      {!isEnded(book.cycle) ? (
        <button type="button" class="btn go" disabled={!isReady} onClick={() => setAsking(true)}>
          <Icon name="check" />
          {t('savings.share.done')}
        </button>
      ) : replica.record(next)?.created ? (
        <a class="btn go" href={toCycle(next)}>
          {t('savings.next.see', { no })}
          <Icon name="next" />
        </a>
      ) : (
        <>
          <button type="button" class="btn" onClick={() => write(unsharedActs(book))}>
            <Icon name="undo" />
            {t('undo')}
          </button>
          <button
            type="button"
            class="btn go"
            onClick={() => write(nextCycleActs(book, no, today), () => go(toCycle(next)))}
          >
            <Icon name="plus" />
            {t('savings.next', { no })}
          </button>
        </>
      )}
      {asking && (
        <Sheet title={t('savings.share.sure')} onClose={() => setAsking(false)}>
          <p>{t('savings.share.sure.hint', { sum: moneyText(ending.needed) })}</p>
          <button type="button" class="btn go full" onClick={() => write(sharedActs(book, ending, today))}>
            <Icon name="check" />
            {t('savings.share.yes')}
          </button>
        </Sheet>
      )}
    </>
  );
}
