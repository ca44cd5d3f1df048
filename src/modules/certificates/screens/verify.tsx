/** Verifying a certificate behind the door, by the keys and withdrawals that came with the ordinary exchange. */
import { useMemo } from 'preact/hooks';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { useOpen } from '../../../ui/open.ts';
import { href } from '../../../ui/router.ts';
import { ledgerOf } from '../ledger.ts';
import { Checking } from './checking.tsx';

export default function Verify() {
  const { replica } = useOpen();
  const version = replica.version;
  const ledgers = useMemo(() => [ledgerOf(replica)], [replica, version]);
  return (
    <Frame title={t('verify.title')} sub={t('verify.sub')} back={{ href: href('plus'), label: t('back.more') }}>
      <Checking source={{ asked: 'copy', ledgers, at: replica.meta.lastExchange }} />
    </Frame>
  );
}
