/** Meetings to hold or to close: asked of the group's own account, and, after everything else, of whoever accompanies the groups of the branch. */
import './messages/tasks/index.ts';
import { isVoided } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import { ROOT } from '../../kernel/ids.ts';
import { dateText } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import { href } from '../../ui/router.ts';
import type { RuleTask, TasksOf } from '../../ui/tasks.ts';
import { titleOf } from '../../ui/words.ts';
import { dueOf } from './due.ts';

/** So many lines at most; the rest stands behind the last. */
const MOST = 3;

export const savingsTasks: TasksOf = ({ replica, me, now }) => {
  const today = dayOf(now);
  const due = replica.list('savings_cycle').flatMap((cycle) => {
    const near = cycle.home.startsWith(me.home) && me.home !== ROOT;
    if (
      isVoided(cycle) ||
      !cycle.created ||
      !near ||
      !replica.may(me.person, 'edit', 'savings_meeting', cycle.home, now)
    )
      return [];
    const one = dueOf(replica, cycle, today);
    return one ? [{ cycle, ...one }] : [];
  });
  const more = due.length - MOST;
  return [
    ...due.slice(0, MOST).map(({ cycle, is, on, last }): RuleTask => {
      const day = (of: string) => dateText(Date.parse(of), { weekday: true }, 'utc');
      return {
        key: `savings ${cycle.id}`,
        icon: 'coins',
        title: t(`savings.task.${is}`, { name: titleOf(replica, cycle.id) }),
        sub:
          is === 'open' || last === ''
            ? t(`savings.task.${is}.sub`, { day: day(on) })
            : t('savings.task.last', { day: day(last) }),
        href: href('epargne', 'reunion', cycle.id, on),
        ...(cycle.home !== me.home && { low: true }),
      };
    }),
    ...(more > 0
      ? [
          {
            key: 'savings',
            icon: 'coins' as const,
            title: t('savings.task.more', { n: more }),
            sub: t('savings.task.more.sub'),
            href: href('epargne'),
            low: true,
          },
        ]
      : []),
  ];
};
