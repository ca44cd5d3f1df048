import { useJekulu } from './context.ts';
import { t } from './i18n.ts';

/** What the network is, when it does not count: said on every screen. */
export function Strip() {
  const network = useJekulu().network.value;
  if (!network) return null;
  if (!network.practice && !network.demo) return null;
  return (
    <aside class={network.practice ? 'demo practice' : 'demo'} aria-label={t('strip')}>
      {t(network.practice ? 'strip.practice' : 'strip.demo')}
    </aside>
  );
}
