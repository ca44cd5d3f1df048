/** The next step of each group that somebody accompanies, at home. */
import './messages/tasks/index.ts';
import { refOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import { t } from '../../ui/i18n.ts';
import { href } from '../../ui/router.ts';
import type { RuleTask, TaskSight, TasksOf } from '../../ui/tasks.ts';
import { titleOf } from '../../ui/words.ts';
import { type Way, waysOn } from './rules.ts';
import { WAYS } from './screens/addresses.ts';

const MOST = 3;

/** Theirs to follow: they are named as the guide, or nobody is and they began it. */
function isTheirs({ replica, me }: TaskSight, { record }: Way): boolean {
  const guide = refOf(record, 'guide');
  return guide ? replica.resolve(guide) === me.person : record.created?.by === me.person;
}

export const legalformTasks: TasksOf = (sight) => {
  const { replica, me, now } = sight;
  return waysOn(replica, dayOf(now))
    .filter((way) => way.standing === 'few' || way.standing === 'ready' || way.standing === 'going')
    .filter((way) => isTheirs(sight, way) && replica.may(me.person, 'edit', 'formalisation', way.record.home, now))
    .slice(0, MOST)
    .map((way): RuleTask => {
      const name = titleOf(replica, way.organisation);
      const next = way.next ? t(`formalisation.steps.step.${way.next.step.step}`) : '';
      const step = next.charAt(0).toLowerCase() + next.slice(1);
      const few = way.warnings.find((one) => one.code === 'few');
      return {
        key: `way ${way.record.id}`,
        icon: way.standing === 'few' ? 'people' : 'flag',
        title:
          way.standing === 'few' && few
            ? t('way.task.few', { n: few.missing })
            : t(way.standing === 'ready' ? 'way.task.ready' : 'way.task', { step }),
        sub: t('way.task.sub', { name, n: way.done, all: way.lines.length }),
        href: href(WAYS, way.record.id),
        // Somebody waits for an answer only where everything is ready.
        ...(way.standing !== 'ready' && { low: true }),
      };
    });
};
