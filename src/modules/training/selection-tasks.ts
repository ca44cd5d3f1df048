/** What choosing and conventions ask of the open person today: requests to mark, and what was promised and is late. */
import './messages/tasks/index.ts';
import { isVoided, textOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import { t } from '../../ui/i18n.ts';
import { href } from '../../ui/router.ts';
import type { RuleTask, TaskSight, TasksOf } from '../../ui/tasks.ts';
import { titleOf } from '../../ui/words.ts';
import { promisedOf } from './convention.ts';
import { roundOf, roundsToMark, toMark } from './selection-read.ts';

/** More of them wait on the sheet of the convention. */
const MOST = 2;

const marking = ({ replica, me, now }: TaskSight): readonly RuleTask[] =>
  roundsToMark(replica, me.person).flatMap((selection): readonly RuleTask[] => {
    // Shares play no part in what is left to mark.
    const left = toMark(replica, roundOf(replica, selection, dayOf(now), false), me.person).length;
    if (left === 0) return [];
    return [
      {
        key: `mark ${selection.id}`,
        icon: 'pencil',
        title: t('selection.task', { n: left }),
        sub: titleOf(replica, selection.id),
        href: href('selections', 'noter', selection.id),
      },
    ];
  });

const late = ({ replica, me, now }: TaskSight): readonly RuleTask[] =>
  replica
    .list('obligation')
    .filter((one) => !isVoided(one) && replica.may(me.person, 'edit', 'obligation', one.home, now))
    .map((one) => promisedOf(replica, one, dayOf(now)))
    .filter(({ standing }) => standing === 'late')
    .sort((a, b) => (a.days ?? 0) - (b.days ?? 0))
    .slice(0, MOST)
    .map(
      ({ obligation, by, days }): RuleTask => ({
        key: `promise ${obligation.id}`,
        icon: 'handshake',
        title: t('promise.task', { name: textOf(obligation, 'name') }),
        sub: t('promise.task.late', { who: by ? titleOf(replica, by) : '', n: Math.abs(days ?? 0) }),
        href: href('conventions', textOf(obligation, 'convention'), 'obligation.convention', obligation.id),
      }),
    );

export const selectionTasks: TasksOf = (sight) => [...marking(sight), ...late(sight)];
