/** After the decision: who was given a place waits for a group, and the groups that have room are one touch away. */
import '../messages/selection/index.ts';
import { isVoided } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { linksTo } from '../../../kernel/links.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Head, Row, Sign } from '../../../ui/parts.tsx';
import { href } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { isOver, placesLeft, waitingForGroup } from '../enrolling.ts';
import { ENROL_ALL } from './selection-addresses.ts';

export function ToGroups({ programme }: { readonly programme: RecordId }) {
  const { replica, me, now } = useOpen();
  const n = waitingForGroup(replica, programme).length;
  if (n === 0 || !replica.may(me.person, 'create', 'enrolment', me.home, now)) return null;
  const groups = linksTo(replica, 'cohort', 'programme', programme)
    .filter((one) => !isVoided(one) && !isOver(replica, one, dayOf(now)))
    .map((one) => ({ id: one.id, left: placesLeft(replica, one) }))
    .filter(({ left }) => left !== 0);
  return (
    <section class="stack s2 narrow">
      <Head title={t('enrol.all.waiting', { n })} />
      {groups.length === 0 ? (
        <>
          <p>{t('enrol.next.none')}</p>
          <a class="btn" href={href('programmes', programme, 'cohort.programme', 'nouvelle')}>
            <Icon name="plus" />
            {t('enrol.next.new')}
          </a>
        </>
      ) : (
        <div class="card rows">
          {groups.map(({ id, left }) => (
            <Row
              key={id}
              href={href('cohortes', ENROL_ALL, id)}
              sign={<Sign icon="people" tone="wait" />}
              title={t('enrol.next.into', { name: titleOf(replica, id) })}
              sub={left === null ? '' : t('enrol.next.left', { n: left })}
              end={<Icon name="next" />}
            />
          ))}
        </div>
      )}
    </section>
  );
}
