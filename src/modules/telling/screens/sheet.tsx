/** On the sheet of a story: whether anybody may read it outside, since when, or what is still missing for that. */
import '../messages/screens/index.ts';
import { refOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { t } from '../../../ui/i18n.ts';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Notice } from '../../../ui/parts.tsx';
import { extend, type SheetPart } from '../../../ui/records/extend.ts';
import { href } from '../../../ui/router.ts';
import { toldOn } from '../rules.ts';

function Told({ state }: SheetPart) {
  const { replica, now } = useOpen();
  const told = toldOn(replica, state, dayOf(now));
  const person = refOf(state, 'person');
  if ('on' in told)
    return (
      <Notice tone="ok" icon="globe" title={t('story.told')}>
        <p>{t('story.told.since', { when: momentText(told.on) })}</p>
      </Notice>
    );
  return (
    <Notice tone="wait" icon="lock" title={t('story.inside')}>
      <p>{t(`story.kept.${told.kept}`)}</p>
      {person && told.kept !== 'not-shown' && (
        <a class="btn" href={href('personnes', replica.resolve(person), 'consent.person')}>
          {t('story.consents')}
        </a>
      )}
    </Notice>
  );
}

extend('story', { Check: Told });
