/** The two numbers that everybody remembers, how they came about, and whether the boxes hold them. */
import { entryKey } from '../../../kernel/declare.ts';
import { formatNumber, moneyText } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Notice } from '../../../ui/parts.tsx';
import { toast } from '../../../ui/toast.tsx';
import { type Book, closingIn, gapOf, type Here } from '../book.ts';
import type { Boxes } from '../closing.ts';
import type { Step } from '../model.ts';
import { toCycle, toMeeting } from './addresses.ts';
import { type Line, Sum, TwoBoxes } from './boxes.tsx';
import type { StepProps } from './parts.tsx';
import { SumPad } from './sum-pad.tsx';

function linesOf(book: Book, { on, opening, flows, entries, state }: Here) {
  const cycle = book.cycle.id;
  const at = (step: Step): string => toMeeting(cycle, on, step);
  const before = book.sittings.findLast((one) => one.on < on);
  const start = before ? toMeeting(cycle, before.on, 'close') : toCycle(cycle);
  const shares = [...entries.bought.values()].reduce((sum, n) => sum + n, 0);
  const lent = book.loans.filter(({ meeting }) => meeting === state?.id).length;
  const loan: readonly Line[] = [
    { label: t('savings.line.start'), sum: opening.loan, sign: '', to: start },
    {
      label: t('savings_meeting.bought'),
      how: `${formatNumber(shares)} × ${formatNumber(book.rules.value)}`,
      sum: flows.shares,
      sign: '+',
      to: at('shares'),
    },
    { label: t('savings_meeting.fines'), sum: flows.fines, sign: '+', to: at('fines') },
    { label: t('savings_meeting.repaid'), sum: flows.repaid, sign: '+', to: at('loans') },
    { label: t('savings.lent'), how: formatNumber(lent), sum: flows.lent, sign: '−', to: at('loans') },
    { label: t('savings_meeting.expense'), sum: flows.expense, sign: '−', to: at('loans') },
  ];
  const social: readonly Line[] = [
    { label: t('savings.line.start'), sum: opening.social, sign: '', to: start },
    { label: t('savings.line.social'), sum: flows.social, sign: '+', to: at('social') },
    { label: t('savings_meeting.helped'), sum: flows.helped, sign: '−', to: at('social') },
  ];
  return { loan, social };
}

/** « Il manque 50 F CFA », « Il y a 50 F CFA de trop », and of which two sums it is the difference; nothing where it is right. */
function Gap({ of, sitting }: { readonly of: keyof Boxes; readonly sitting: Here }) {
  const { counted, reckoned } = sitting;
  const gap = gapOf(sitting)[of];
  if (!counted || gap === 0) return null;
  const sum = moneyText(Math.abs(gap));
  const sums = {
    reckoned: formatNumber(reckoned[of]),
    counted: formatNumber(counted[of]),
    gap: `${gap < 0 ? '−' : '+'}${sum}`,
  };
  return (
    <p>
      <b>{t(`savings.box.${of}`)}</b>
      {t('list.of')}
      {t(gap < 0 ? 'savings.gap.less' : 'savings.gap.more', { sum })}
      <span class="block sm">{t('savings.gap.sums', sums)}</span>
    </p>
  );
}

export function Close({ book, sitting, keeper, closed }: StepProps) {
  const { reckoned, isClosed } = sitting;
  const gap = gapOf(sitting);
  const differs = gap.loan !== 0 || gap.social !== 0;
  const lines = linesOf(book, sitting);
  /** Once it is closed the box of that name holds what was counted: the sum of the lines says that it is another. */
  const total = (of: keyof Boxes): string => {
    const box = t(`savings.box.${of}`);
    return isClosed && gap[of] !== 0 ? t('savings.box.reckoned', { box }) : box;
  };
  return (
    <>
      {!isClosed && <p class="big center">{t('savings.count')}</p>}
      {isClosed && !differs && <Notice tone="ok" icon="check" title={t('savings.closed')} />}
      <TwoBoxes boxes={closingIn(sitting)} />
      {differs && (
        <Notice tone="fix" icon="warning" title={t(isClosed ? 'savings.gap.kept' : 'savings.gap')}>
          <Gap of="loan" sitting={sitting} />
          <Gap of="social" sitting={sitting} />
          <p>{t('savings.gap.hint')}</p>
        </Notice>
      )}
      <Sum lines={lines.loan} total={reckoned.loan} box={total('loan')} />
      <Sum lines={lines.social} total={reckoned.social} box={total('social')} />
      {isClosed && !closed && (
        <button
          type="button"
          class="btn full"
          onClick={() => keeper.put({ closed: null, loanBox: null, socialBox: null })}
        >
          <Icon name="undo" />
          {t('savings.reopen')}
        </button>
      )}
    </>
  );
}

/** Under the thumb: is it right? Where it is not, both boxes are counted on the keys, and the difference is kept. */
export function CloseActs({ sitting, keeper, typing }: Pick<StepProps, 'sitting' | 'keeper' | 'typing'>) {
  const of = typing.of('count');
  const counting: keyof Boxes | null = of === 'loan' || of === 'social' ? of : null;
  const gap = gapOf(sitting);
  const differs = gap.loan !== 0 || gap.social !== 0;
  const shut = ({ loan: loanBox, social: socialBox }: Boxes) => {
    keeper.put({ closed: true, loanBox, socialBox, [entryKey('steps', 'close')]: { is: true } });
    toast(t('savings.closed'));
  };
  return (
    <>
      <button type="button" class="btn" onClick={() => typing.open('count', 'loan')}>
        <Icon name="x" />
        {t(differs ? 'savings.recount' : 'savings.wrong')}
      </button>
      <button type="button" class="btn go" onClick={() => shut((differs && sitting.counted) || sitting.reckoned)}>
        <Icon name="check" />
        {t(differs ? 'savings.close.gap' : 'clash.right')}
      </button>
      {counting && (
        <SumPad
          key={counting}
          title={t(`savings.box.${counting}`)}
          ask={t('savings.count.ask')}
          done={t('savings.counted')}
          zero
          typing={typing}
          onDone={(sum) => {
            if (counting === 'loan') return typing.open('count', 'social', String(sum));
            keeper.put({ loanBox: Number(typing.beside), socialBox: sum });
            typing.close();
          }}
        />
      )}
    </>
  );
}
