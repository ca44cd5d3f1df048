/** What choosing and conventions ask of the open person today: requests to mark, a round to decide, those chosen to enrol, and what was promised and is late. */
import './messages/tasks/index.ts';
import { isVoided, type RecordState, textOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import { type Day, firstDay, lastDay, momentFault } from '../../kernel/moment.ts';
import type { Scope } from '../../kernel/types.ts';
import { t } from '../../ui/i18n.ts';
import { href } from '../../ui/router.ts';
import type { RuleTask, TaskSight, TasksOf } from '../../ui/tasks.ts';
import { titleOf } from '../../ui/words.ts';
import { promisedOf } from './convention.ts';
import { placesLeft, waitingForGroup } from './enrolling.ts';
import { dayOfSession } from './rules.ts';
import { ENROL_ALL, RANKING } from './screens/selection-addresses.ts';
import { roundOf, roundsToMark, toMark } from './selection-read.ts';
import { marksAreIn, roundsToDecide } from './selection-ready.ts';

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

/** Everything is marked: whoever decides need not look every day whether the last juror has finished. */
const deciding = ({ replica, me, now }: TaskSight): readonly RuleTask[] =>
  roundsToDecide(replica, dayOf(now))
    .filter((selection) => replica.may(me.person, 'edit', 'selection', selection.home, now))
    .filter((selection) => marksAreIn(replica, selection, dayOf(now)))
    .map(
      (selection): RuleTask => ({
        key: `decide ${selection.id}`,
        icon: 'flag',
        title: t('selection.decide.task'),
        sub: titleOf(replica, selection.id),
        href: href('selections', RANKING, selection.id),
      }),
    );

/** Those who were given a place and are in no group: straight to the list where one group has room, else to the groups of the programme. */
const enrolling = ({ replica, me, now }: TaskSight): readonly RuleTask[] => {
  const today = dayOf(now);
  const may = (type: 'enrolment' | 'cohort', home: Scope): boolean => replica.may(me.person, 'create', type, home, now);
  if (!may('enrolment', me.home)) return [];
  return replica.list('programme').flatMap((programme): readonly RuleTask[] => {
    if (isVoided(programme) || replica.resolve(programme.id) !== programme.id) return [];
    const n = waitingForGroup(replica, programme.id).length;
    if (n === 0) return [];
    const open = linksTo(replica, 'cohort', 'programme', programme.id).filter(
      (one) => may('enrolment', one.home) && !isOver(replica, one, today) && placesLeft(replica, one) !== 0,
    );
    // Nobody joins in the middle while another group is about to begin.
    const coming = open.filter((one) => dayOr(textOf(one, 'from'), firstDay) > today);
    const groups = coming.length > 0 ? coming : open;
    const [group] = groups;
    return [
      {
        key: `enrol ${programme.id}`,
        icon: 'people',
        title: t('enrol.task', { n }),
        sub: [titleOf(replica, programme.id), groups.length === 0 ? t('enrol.task.nogroup') : '']
          .filter((one) => one !== '')
          .join('\u00a0· '),
        href:
          group && groups.length === 1
            ? href('cohortes', ENROL_ALL, group.id)
            : href('programmes', programme.id, 'cohort.programme'),
      },
    ];
  });
};

const dayOr = (moment: string, end: (moment: string) => Day): Day | '' =>
  moment !== '' && momentFault(moment) === null ? end(moment) : '';

/** Has this group ended? By the day somebody gave, else by its last session. */
function isOver(source: LinkSource, cohort: RecordState, today: Day): boolean {
  const to = dayOr(textOf(cohort, 'to'), lastDay);
  if (to !== '') return to < today;
  const days = linksTo(source, 'session', 'cohort', cohort.id).map(dayOfSession);
  return days.length > 0 && days.every((day) => day !== '' && day < today);
}

const late = ({ replica, me, now }: TaskSight): readonly RuleTask[] =>
  replica
    .list('obligation')
    .filter((one) => !isVoided(one) && replica.may(me.person, 'edit', 'obligation', one.home, now))
    .map((one) => promisedOf(replica, one, dayOf(now)))
    .filter(({ standing }) => standing === 'late')
    .sort((a, b) => (a.days ?? 0) - (b.days ?? 0))
    .slice(0, MOST)
    .map(
      ({ obligation, by, days, holds }): RuleTask => ({
        key: `promise ${obligation.id}`,
        icon: 'handshake',
        title: t('promise.task', { name: textOf(obligation, 'name') }),
        sub: [
          t('promise.task.late', { who: by ? titleOf(replica, by) : '', n: Math.abs(days ?? 0) }),
          ...holds.map((one) => t('promise.task.holds', { name: textOf(one, 'name') })),
        ].join('\u00a0· '),
        href: href('conventions', textOf(obligation, 'convention'), 'obligation.convention', obligation.id),
      }),
    );

export const selectionTasks: TasksOf = (sight) => [
  ...marking(sight),
  ...deciding(sight),
  ...enrolling(sight),
  ...late(sight),
];
