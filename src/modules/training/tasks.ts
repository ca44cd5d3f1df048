/** What training asks of the open person today: sessions of today and of the last two weeks whose roll nobody called. */
import './messages/tasks/index.ts';
import { entriesOf, isVoided, type RecordState, refOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import type { Millis, RecordId } from '../../kernel/types.ts';
import { dateText } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import { href } from '../../ui/router.ts';
import type { RuleTask, TaskSight, TasksOf } from '../../ui/tasks.ts';
import { titleOf } from '../../ui/words.ts';
import { withoutRoll } from './reports.ts';
import { dayOfSession } from './rules.ts';

const DAY: Millis = 24 * 3600 * 1000;
/** Older ones wait on the sheet of their group: what nobody did in two weeks is no longer for today. */
const REACH = 14 * DAY;
const MOST = 3;

/** Is it theirs to call: they give it, or they are a trainer of the group? */
function isTheirs({ replica, me }: TaskSight, session: RecordState, cohort: RecordId | null): boolean {
  const given = refOf(session, 'trainer');
  if (given) return replica.resolve(given) === me.person;
  const group = cohort ? replica.record(cohort) : null;
  return (
    group !== null &&
    entriesOf(group, 'trainers').some(
      ([, one]) => typeof one === 'object' && one !== null && 'person' in one && one['person'] === me.person,
    )
  );
}

export const trainingTasks: TasksOf = (sight) => {
  const { replica, now } = sight;
  const [today, since] = [dayOf(now), dayOf(now - REACH)];
  const due = replica
    .list('session')
    .filter((one) => !isVoided(one) && dayOfSession(one) >= since && withoutRoll(replica, one, today))
    .filter((one) => isTheirs(sight, one, refOf(one, 'cohort')))
    .sort((a, b) => (dayOfSession(a) < dayOfSession(b) ? 1 : -1));
  return due.slice(0, MOST).map((session): RuleTask => {
    const cohort = refOf(session, 'cohort');
    const day = dayOfSession(session);
    const when = day === today ? t('roll.task.today') : dateText(Date.parse(day), { weekday: true }, 'utc');
    return {
      key: `roll ${session.id}`,
      icon: 'graduation',
      title: t('roll.task', { name: titleOf(replica, session.id) }),
      sub: [cohort ? titleOf(replica, cohort) : '', when].filter((one) => one !== '').join('\u00a0· '),
      href: href('appel', session.id),
    };
  });
};
