/** Clubs that may sleep, or be active again: asked of those who may say so at their place or answer for the branch around it, and of their mentor. */
import './messages/tasks/index.ts';
import { refOf, textOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import { ROOT } from '../../kernel/ids.ts';
import { t } from '../../ui/i18n.ts';
import { momentText } from '../../ui/moment.ts';
import { href } from '../../ui/router.ts';
import type { RuleTask, TasksOf } from '../../ui/tasks.ts';
import { CLUBS, EVERY, FIGURES, TO_ASK } from './addresses.ts';
import { proposalOn, toAsk } from './rules.ts';

/** So many lines at most; the rest stands behind the last. */
const MOST = 3;

export const clubTasks: TasksOf = ({ replica, me, now }) => {
  const today = dayOf(now);
  const ours = toAsk(replica, null, today).filter((club) => {
    const mentor = refOf(club, 'mentor');
    const isOurs = club.home === me.home || (me.home !== ROOT && club.home.startsWith(me.home));
    const mine = isOurs || (mentor !== null && replica.resolve(mentor) === me.person);
    return mine && replica.may(me.person, 'edit', 'club', club.home, now);
  });
  const more = ours.length - MOST;
  return [
    ...ours.slice(0, MOST).flatMap((club): readonly RuleTask[] => {
      const proposal = proposalOn(replica, club, today);
      if (!proposal) return [];
      const { is, last } = proposal;
      return [
        {
          key: `club ${club.id}`,
          icon: is === 'active' ? 'sprout' : 'hold',
          title: t(`club.task.${is}`, { name: textOf(club, 'name') }),
          sub: last === '' ? t('club.task.never') : t('club.task.last', { day: momentText(last) }),
          href: href(CLUBS, club.id),
          low: true,
        },
      ];
    }),
    ...(more > 0
      ? [
          {
            key: 'clubs',
            icon: 'hold' as const,
            title: t('club.task.more', { n: more }),
            sub: t('club.task.more.sub'),
            href: href(CLUBS, FIGURES, EVERY, today, TO_ASK),
            low: true,
          },
        ]
      : []),
  ];
};
