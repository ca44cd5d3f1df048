/** Money of a programme: every sum opens the requests it is made of, each with its part. */
import '../messages/screens/index.ts';
import type { RecordState } from '../../../kernel/fold.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { moneyText } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { useOpen } from '../../../ui/open.ts';
import { Behind } from '../../../ui/records/behind.tsx';
import { href } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { behindFunds, FUND_LISTS, type FundList } from '../enterprise-lists.ts';
import { fundsOf } from '../reports.ts';
import { FUNDS, OUTCOME } from './addresses.ts';
import { elsewhere } from './outcome-people.tsx';

const SUMS = ['granted', 'paid', 'justified'] as const;

export function Money({ programme }: { readonly programme: RecordId }) {
  const { replica } = useOpen();
  const funds = fundsOf(replica, programme);
  if (funds.requests.length === 0) return null;
  const to = (list: FundList): string => href('programmes', OUTCOME, programme, FUNDS, list);
  return (
    <section class="card pad stack s2" aria-labelledby="money">
      <h2 id="money">{t('after.money')}</h2>
      <p class="big">
        <a href={to(funds.toJustify > 0 ? 'toJustify' : 'all')}>
          {funds.toJustify > 0 ? t('after.head.justify', { sum: moneyText(funds.toJustify) }) : t('after.money.all')}
        </a>
      </p>
      <ul class="mini">
        {SUMS.map((sum) => (
          <li key={sum}>
            <span>{t(`after.money.${sum}`)}</span>
            <a
              class="num"
              href={to(sum)}
              aria-label={`${t(`after.money.${sum}`)}${t('list.of')}${moneyText(funds[sum])}`}
            >
              {moneyText(funds[sum])}
            </a>
          </li>
        ))}
      </ul>
      {funds.undecided.length > 0 && (
        <p class="sm">
          <a class="tall" href={to('undecided')}>
            {t('after.money.waiting', { n: funds.undecided.length })}
          </a>
        </p>
      )}
    </section>
  );
}

/** `programmes/devenir/<programme>/fonds/<which>`. */
export function Requests({ programme, which = '' }: { readonly programme: RecordState; readonly which?: string }) {
  const { replica } = useOpen();
  const list = FUND_LISTS.find((one) => one === which) ?? 'all';
  const lines = behindFunds(fundsOf(replica, programme.id), list);
  const sums = new Map(lines.map(({ request, sum }) => [request.id, sum]));
  return (
    <Behind
      title={t(`after.funds.${list}`)}
      sub={moneyText(lines.reduce((all, { sum }) => all + sum, 0))}
      back={{ href: href('programmes', OUTCOME, programme.id), label: t('after.back.figures') }}
      ids={lines.map(({ request }) => request.id)}
      none={t('after.funds.none')}
      elsewhere={elsewhere}
      opens={({ id }) => href('appuis', id)}
      words={({ id }) => [titleOf(replica, id), moneyText(sums.get(id) ?? 0)]}
    />
  );
}
