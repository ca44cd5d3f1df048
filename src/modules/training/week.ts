/** The sessions that the open person gives in the coming seven days; where they teach a group that has none, what to do about it. */
import './messages/tasks/index.ts';
import { isVoided, type RecordState, refOf, textOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import { linksTo } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { Millis } from '../../kernel/types.ts';
import { t } from '../../ui/i18n.ts';
import { href } from '../../ui/router.ts';
import { AHEAD, comingDay, type RuleTask, type TaskSight, type TasksOf } from '../../ui/tasks.ts';
import { titleOf } from '../../ui/words.ts';
import { dayOfSession, giversOf, hourSaid, isCancelled, minutesOf, trainersOf } from './rules.ts';
import { ROLL } from './screens/addresses.ts';

/** A group whose last session was longer ago has ended, whether or not somebody wrote it. */
const ENDED: Millis = 2 * AHEAD;

export const trainingWeek: TasksOf = (sight) => {
  const { replica, me, now } = sight;
  const [today, until] = [dayOf(now), dayOf(now + AHEAD)];
  const sessions = replica
    .list('session')
    .filter((one) => dayOfSession(one) > today && dayOfSession(one) <= until && !isVoided(one) && !isCancelled(one))
    // What they give in somebody else's place is told already, and two weeks before.
    .filter((one) => refOf(one, 'replaces') === null && giversOf(replica, one).includes(me.person));
  return sessions.length > 0 ? sessions.map((one) => rowOf(sight, one, today)) : unplanned(sight, today);
};

function rowOf({ replica }: TaskSight, session: RecordState, today: Day): RuleTask {
  const [cohort, day, start] = [refOf(session, 'cohort'), dayOfSession(session), hourSaid(textOf(session, 'start'))];
  return {
    key: `coming ${session.id}`,
    icon: 'graduation',
    title: titleOf(replica, session.id),
    sub: [start, cohort ? titleOf(replica, cohort) : '', textOf(session, 'room')]
      .filter((one) => one !== '')
      .join('\u00a0· '),
    href: href(ROLL, session.id),
    end: comingDay(day, today),
    on: `${day} ${String(minutesOf(textOf(session, 'start')) ?? 0).padStart(4, '0')}`,
  };
}

/** Their group that goes on, and of which nothing is planned: one row, which opens it. */
function unplanned({ replica, me, now }: TaskSight, today: Day): readonly RuleTask[] {
  if (!replica.may(me.person, 'create', 'session', me.home, now)) return [];
  const since = dayOf(now - ENDED);
  const goesOn = (cohort: RecordState): boolean => {
    const sessions = linksTo(replica, 'session', 'cohort', cohort.id).filter((one) => !isVoided(one));
    const ended = textOf(cohort, 'to') !== '' && textOf(cohort, 'to') < today;
    return !ended && (sessions.length === 0 || sessions.some((one) => dayOfSession(one) >= since));
  };
  const mine = replica
    .list('cohort')
    .filter((one) => !isVoided(one) && trainersOf(replica, one).includes(me.person) && goesOn(one));
  return mine.slice(0, 1).map((cohort) => ({
    key: `unplanned ${cohort.id}`,
    icon: 'today',
    title: t('week.none'),
    sub: t('week.none.sub', { name: titleOf(replica, cohort.id) }),
    href: href('cohortes', cohort.id),
    on: '',
  }));
}
