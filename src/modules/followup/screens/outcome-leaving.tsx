/** The wish to leave, at the beginning and later, each of those who said; the difference on those who answered twice, and on nobody else. */
import '../messages/screens/index.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { percentText } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { useOpen } from '../../../ui/open.ts';
import { href } from '../../../ui/router.ts';
import { changeText } from '../leaving.ts';
import { type Part, profilesOf, toldIn } from '../profile.ts';
import { PROFILE } from './addresses.ts';

export function Leaves({ programme }: { readonly programme: RecordId }) {
  const { replica } = useOpen();
  const [profile] = profilesOf(replica, programme, ['leaving']);
  if (!profile) return null;
  const line = (label: string, part: Part) => {
    const { ids, known } = toldIn(profile, part, 'yes');
    return (
      <li>
        <span>{label}</span>
        {known === 0 ? (
          <span>{t('after.nobody.said')}</span>
        ) : (
          <>
            <a class="num" href={href('programmes', PROFILE, programme, 'leaving', 'yes', part)}>
              {t('after.of', { n: ids.length, of: known })}
            </a>
            <small class="num">{percentText(ids.length / known)}</small>
          </>
        )}
      </li>
    );
  };
  return (
    <section class="card pad stack s2" aria-labelledby="leaving">
      <h2 id="leaving">{t('after.leaving')}</h2>
      <ul class="mini">
        {line(t('after.leaving.entry'), 'tous')}
        {line(t('after.leaving.later'), 'plus')}
      </ul>
      <p>{changeText(profile)}</p>
      <p class="sm dim">{t('after.leaving.how')}</p>
    </section>
  );
}
