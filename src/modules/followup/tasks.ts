/** What follow-up asks of the open person today: what was promised, people to ask how they are, sums to justify, mentors with too many. */
import './messages/tasks/index.ts';
import '../stages.ts';
import { isVoided, textOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import type { Day } from '../../kernel/moment.ts';
import type { Millis, RecordId } from '../../kernel/types.ts';
import { moneyText } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import { momentText } from '../../ui/moment.ts';
import { href } from '../../ui/router.ts';
import { AHEAD, comingDay, type RuleTask, type TaskSight, type TasksOf } from '../../ui/tasks.ts';
import { titleOf } from '../../ui/words.ts';
import { enterpriseTasks } from './enterprise-tasks.ts';
import { insertionOf } from './reports.ts';
import { balanceOf, doerOf, isPromised, justifyBy, loadsOn, named, overdueOn } from './rules.ts';

const DAY: Millis = 24 * 3600 * 1000;
/** Told so many days before: time enough to call somebody. */
const SOON = 3 * DAY;
/** Each kind of task takes so many lines at most; the rest stands behind the last. */
const MOST = 3;

const dotted = (...parts: readonly string[]): string => parts.filter((one) => one !== '').join('\u00a0· ');

/** Next steps this person does, or sees to as the mentor: those that are due, and those of the week. */
function promised({ replica, me, now }: TaskSight): readonly RuleTask[] {
  const [until, week] = [dayOf(now + SOON), dayOf(now + AHEAD)];
  const all = replica
    .list('visit')
    .filter((visit) => isPromised(visit) && textOf(visit, 'by') !== '' && textOf(visit, 'by') <= week)
    .filter((visit) => doerOf(replica, visit) === me.person || named(replica, visit, 'mentor') === me.person)
    .sort((a, b) => (textOf(a, 'by') < textOf(b, 'by') ? -1 : 1));
  const due = all.filter((visit) => textOf(visit, 'by') <= until).slice(0, MOST);
  const later = all.filter((visit) => textOf(visit, 'by') > until);
  return [...due, ...later].map((visit): RuleTask => {
    const by = textOf(visit, 'by');
    const comes = by > until;
    const doer = doerOf(replica, visit);
    const mentee = named(replica, visit, 'mentee');
    return {
      key: `step ${visit.id}`,
      icon: 'flag',
      title: textOf(visit, 'next'),
      sub: dotted(
        mentee ? titleOf(replica, mentee) : '',
        doer === null || doer === mentee ? '' : doer === me.person ? t('who.you') : titleOf(replica, doer),
        comes ? '' : t(by < dayOf(now) ? 'step.late' : 'step.by', { by: momentText(by) }),
      ),
      href: href('visites', visit.id),
      ...(comes && { end: comingDay(by, dayOf(now)), on: by }),
    };
  });
}

/** People whose 6, 12 or 24 months have passed and whom nobody asked: one task a moment, which opens their list. */
function toAsk({ replica, me, now }: TaskSight, today: Day): readonly RuleTask[] {
  if (!replica.may(me.person, 'create', 'situation', me.home, now)) return [];
  return replica
    .list('programme')
    .filter((programme) => !isVoided(programme))
    .flatMap((programme) =>
      insertionOf(replica, programme.id, today).flatMap(({ months, unasked }): readonly RuleTask[] =>
        unasked.length === 0
          ? []
          : [
              {
                key: `ask ${programme.id} ${months}`,
                icon: 'clock',
                title: t('ask.task', { n: unasked.length, months }),
                sub: namesOf(replica, unasked),
                href: href('programmes', 'devenir', programme.id, String(months), 'unasked'),
              },
            ],
      ),
    );
}

const namesOf = (replica: TaskSight['replica'], ids: readonly RecordId[]): string =>
  ids
    .slice(0, 2)
    .map((id) => titleOf(replica, id))
    .filter((one) => one !== '')
    .join(t('list.comma'));

/** Requests that wait for the committee, and sums that are late: for who decides. */
function money({ replica, me, now }: TaskSight, today: Day): readonly RuleTask[] {
  if (!replica.may(me.person, 'edit', 'financing', me.home, now)) return [];
  const open = replica.list('financing').filter((one) => !isVoided(one));
  const balances = open.map((one) => ({ one, balance: balanceOf(replica, one) }));
  const waiting = balances.filter(({ balance }) => balance.granted === null);
  const late = balances.filter(({ one, balance }) => {
    const by = justifyBy(replica, one, balance);
    return by !== null && by < today;
  });
  return [
    ...(waiting.length > 0
      ? [
          {
            key: 'decide',
            icon: 'cauris' as const,
            title: t('decide.task', { n: waiting.length }),
            sub: waiting
              .slice(0, 2)
              .map(({ one }) => textOf(one, 'name'))
              .join(t('list.comma')),
            href: waiting.length === 1 ? href('appuis', waiting[0]?.one.id ?? '') : href('appuis'),
          },
        ]
      : []),
    ...late.slice(0, MOST).map(({ one, balance }) => ({
      key: `justify ${one.id}`,
      icon: 'doc' as const,
      title: t('justify.task', { sum: moneyText(balance.toJustify) }),
      sub: dotted(textOf(one, 'name'), titleOf(replica, named(replica, one, 'of') ?? one.id)),
      href: href('appuis', one.id),
    })),
  ];
}

/** People whose next visit is due by the rhythm of their programme: their mentor's, one by one; of all others together, for who can send somebody. */
function unvisited({ replica, me, now }: TaskSight, today: Day): readonly RuleTask[] {
  const all = overdueOn(replica, today);
  const own = all.filter(({ mentor }) => mentor === me.person);
  const others = replica.may(me.person, 'void', 'mentoring', me.home, now) ? all.length - own.length : 0;
  return [
    ...own.slice(0, MOST).map(
      ({ mentee, last, days, rule }): RuleTask => ({
        key: `visit ${mentee}`,
        icon: 'speech',
        title: t('visit.task', { name: titleOf(replica, mentee) }),
        sub: t(last === '' ? 'visit.task.never' : 'visit.task.sub', { days, limit: rule.limit }),
        href: href(replica.record(mentee)?.type === 'organisation' ? 'membres' : 'personnes', mentee),
      }),
    ),
    ...(others > 0
      ? [
          {
            key: 'visits',
            icon: 'speech' as const,
            title: t('visit.others', { n: others }),
            sub: t('visit.others.sub'),
            href: href('accompagnements'),
            low: true,
          },
        ]
      : []),
  ];
}

/** Mentors with more people than the programme allows: for who can give some to another. */
function overloaded({ replica, me, now }: TaskSight, today: Day): readonly RuleTask[] {
  if (!replica.may(me.person, 'void', 'mentoring', me.home, now)) return [];
  return loadsOn(replica, today)
    .filter(({ over }) => over)
    .map(({ mentor, mentees, rule }) => ({
      key: `load ${mentor}`,
      icon: 'people' as const,
      title: t('load.task', { name: titleOf(replica, mentor), n: mentees.length }),
      sub: t('load.task.sub', { limit: rule?.limit ?? 0 }),
      href: href('accompagnements'),
      low: true,
    }));
}

export const followupTasks: TasksOf = (sight) => {
  const today = dayOf(sight.now);
  return [
    ...promised(sight),
    ...unvisited(sight, today),
    ...money(sight, today),
    ...toAsk(sight, today),
    ...enterpriseTasks(sight),
    ...overloaded(sight, today),
  ];
};
