import { useJekulu } from '../../ui/context.ts';
import { Frame } from '../../ui/frame.tsx';
import { t } from '../../ui/i18n.ts';
import { href } from '../../ui/router.ts';
import { PublicLink } from './languages.tsx';

/** What this program is, whose it is, and under which licence. */
export default function About() {
  const network = useJekulu().network.value;
  return (
    <Frame title={t('about.title')} back={{ href: href('plus'), label: t('back.more') }}>
      <div class="card column">
        <div class="band" aria-hidden="true" />
        <div class="pad stack s3">
          <p class="big">{t('motto')}</p>
          <p>{t('about.what')}</p>
          {network && <p>{t('about.network', { name: network.name })}</p>}
          <p>{t('about.data')}</p>
          <p>{t('about.licence')}</p>
          <p class="center">
            <PublicLink />
          </p>
        </div>
      </div>
    </Frame>
  );
}
