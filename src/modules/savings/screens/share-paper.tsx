/** The share-out on A4: who was handed what, with room to sign. */
import '../../../ui/messages/out/index.ts';
import type { RecordState } from '../../../kernel/fold.ts';
import { formatNumber, moneyText } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { useOpen } from '../../../ui/open.ts';
import { DocHead, PaperScreen } from '../../../ui/records/out/paper.tsx';
import { href } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { bookOf } from '../book.ts';
import { endingOf } from '../ending.ts';
import { SAVINGS, SHARE_OUT } from './addresses.ts';
import { handedTo } from './sharing-out.tsx';

const COLUMNS = 7;

export function SharePaper({ cycle }: { readonly cycle: RecordState }) {
  const { replica } = useOpen();
  const book = bookOf(replica, cycle);
  const { members, worth, social } = endingOf(book);
  const total = members.reduce((sum, one) => sum + handedTo(book, one), 0);
  return (
    <PaperScreen
      title={t('savings.share.paper')}
      back={{ href: href(SAVINGS, SHARE_OUT, cycle.id), label: t('savings.share') }}
    >
      <table class="to-sign">
        <thead>
          <DocHead
            title={titleOf(replica, cycle.id)}
            sub={t('savings.share.head', { worth: moneyText(worth), social: moneyText(social) })}
            columns={COLUMNS}
          />
          <tr>
            <th scope="col" class="n">
              {t('savings.share.no')}
            </th>
            <th scope="col">{t('passbook.name')}</th>
            <th scope="col">{t('savings_meeting.step.shares')}</th>
            <th scope="col">{t('savings.share.right')}</th>
            <th scope="col">{t('savings.share.debt')}</th>
            <th scope="col">{t('savings.share.gets')}</th>
            <th scope="col" class="sg">
              {t('savings.share.sign')}
            </th>
          </tr>
        </thead>
        <tbody>
          {members.map((one) => (
            <tr key={one.id}>
              <td class="n">{one.no}</td>
              <th scope="row">{one.name}</th>
              <td class="ph">{formatNumber(one.shares)}</td>
              <td class="ph">{formatNumber(one.entitled)}</td>
              <td class="ph">{formatNumber(one.owes)}</td>
              <td class="ph">
                <b>{formatNumber(handedTo(book, one))}</b>
              </td>
              <td />
            </tr>
          ))}
          <tr>
            <td />
            <th scope="row">{t('savings.share.total')}</th>
            <td class="ph">{formatNumber(members.reduce((sum, { shares }) => sum + shares, 0))}</td>
            <td class="ph">{formatNumber(members.reduce((sum, { entitled }) => sum + entitled, 0))}</td>
            <td class="ph">{formatNumber(members.reduce((sum, { owes }) => sum + owes, 0))}</td>
            <td class="ph">
              <b>{formatNumber(total)}</b>
            </td>
            <td />
          </tr>
        </tbody>
      </table>
    </PaperScreen>
  );
}
