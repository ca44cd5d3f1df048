/** Enterprises whose 6, 12 or 24 months have passed and at which nobody looked again: one task a moment, which opens their list. */
import './messages/tasks/index.ts';
import { isVoided, type RecordState } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import { t } from '../../ui/i18n.ts';
import { href } from '../../ui/router.ts';
import type { RuleTask, TasksOf } from '../../ui/tasks.ts';
import { titleOf } from '../../ui/words.ts';
import { survivalOf } from './enterprises.ts';

const NAMED = 2;

export const enterpriseTasks: TasksOf = ({ replica, me, now }) => {
  if (!replica.may(me.person, 'edit', 'enterprise', me.home, now)) return [];
  const name = ({ id }: RecordState): string => titleOf(replica, id);
  return replica
    .list('programme')
    .filter((programme) => !isVoided(programme))
    .flatMap((programme) =>
      survivalOf(replica, programme.id, dayOf(now)).flatMap(({ months, unasked }): readonly RuleTask[] =>
        unasked.length === 0
          ? []
          : [
              {
                key: `look ${programme.id} ${months}`,
                icon: 'stall',
                title: t('look.task', { n: unasked.length, months }),
                sub: unasked.slice(0, NAMED).map(name).join(t('list.comma')),
                href: href('programmes', 'devenir', programme.id, 'entreprises', String(months), 'unasked'),
              },
            ],
      ),
    );
};
