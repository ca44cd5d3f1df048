/** What training asks of the open person today: rolls of the last two weeks that nobody called or finished, and what is doubtful in those that were. */
import './messages/tasks/index.ts';
import { isVoided, type RecordState, refOf, textOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import type { Day } from '../../kernel/moment.ts';
import type { Millis, RecordId } from '../../kernel/types.ts';
import { dateText } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import { href } from '../../ui/router.ts';
import type { RuleTask, TaskSight, TasksOf, WaysOf } from '../../ui/tasks.ts';
import { titleOf } from '../../ui/words.ts';
import { type Left, leftToMark, minuteOf, withoutRoll } from './calling.ts';
import { type Doubt, doubtsOf } from './doubts.ts';
import { dayOfSession, giversOf, hourSaid, isCancelled, trainersOf } from './rules.ts';
import { ROLL, TIMES, toRoll } from './screens/addresses.ts';

const DAY: Millis = 24 * 3600 * 1000;
/** Older ones wait on the sheet of their group: what nobody did in two weeks is no longer for today. */
const REACH = 14 * DAY;
const MOST = 3;

/** Is it theirs to call: they give it, or they are a trainer of the group? */
const isTheirs = ({ replica, me }: TaskSight, session: RecordState): boolean =>
  giversOf(replica, session).includes(me.person);

const sessionText = (replica: TaskSight['replica'], session: RecordState): string => {
  const cohort = refOf(session, 'cohort');
  const day = dayOfSession(session);
  return [cohort ? titleOf(replica, cohort) : '', day ? dateText(Date.parse(day), { weekday: true }, 'utc') : '']
    .filter((one) => one !== '')
    .join('\u00a0· ');
};

/** « Bamako 2 · aujourd’hui », « Bamako 2 · jeudi 11 mars · l’après-midi ». */
function callText({ replica }: TaskSight, session: RecordState, today: Day, left?: Left): string {
  const cohort = refOf(session, 'cohort');
  const when =
    dayOfSession(session) === today
      ? [cohort ? titleOf(replica, cohort) : '', t('roll.task.today')]
      : [sessionText(replica, session)];
  return [...when, left?.alone ? t(`roll.task.${left.half}`) : ''].filter((one) => one !== '').join('\u00a0· ');
}

/**
 * What is doubtful in a roll: who is there without being enrolled for whoever may enrol, the rest for whoever gives the session; where that is nobody who
 * works with a phone, for the branch.
 */
function doubts(sight: TaskSight, since: Day): readonly RuleTask[] {
  const { replica, me, now } = sight;
  const enrols = (session: RecordState): boolean =>
    session.home.startsWith(me.home) && replica.may(me.person, 'create', 'enrolment', session.home, now);
  const settles = (session: RecordState): boolean =>
    isTheirs(sight, session) ||
    (enrols(session) && !giversOf(replica, session).some((one) => replica.may(one, 'edit', 'roll', session.home, now)));
  const guests = new Map<RecordId | null, { readonly first: Doubt; readonly people: Set<RecordId> }>();
  const tasks: RuleTask[] = [];
  for (const doubt of doubtsOf(replica, since)) {
    const { kind, session, half, people, other } = doubt;
    const [first = session.id] = people;
    if (kind === 'guest') {
      if (!enrols(session)) continue;
      const cohort = refOf(session, 'cohort');
      const before = guests.get(cohort) ?? { first: doubt, people: new Set() };
      for (const person of people) before.people.add(person);
      guests.set(cohort, before);
      continue;
    }
    const sittings = [{ session, half }, ...(other ? [other] : [])];
    const mine = sittings.find((one) => settles(one.session));
    if (!mine) continue;
    const others = sittings.filter((one) => one !== mine && mine.session === session);
    tasks.push({
      key: `${kind} ${session.id} ${half} ${other?.session.id} ${other?.half}`,
      icon: 'clash',
      title: t(`doubts.${kind}`, { n: people.length, name: titleOf(replica, first) }),
      sub: [mine, ...others].map((one) => sessionText(replica, one.session)).join(' / '),
      href: toRoll(mine, first),
    });
  }
  const toEnrol = [...guests].map(
    ([cohort, { first, people }]): RuleTask => ({
      key: `guests ${cohort}`,
      icon: 'people',
      title: t('doubts.guest', { n: people.size }),
      sub: cohort ? titleOf(replica, cohort) : '',
      href: href(ROLL, first.session.id, first.people[0] ?? ''),
    }),
  );
  return [...toEnrol.slice(0, MOST), ...tasks.slice(0, MOST)];
}

/** Sessions of the next two weeks that they give in somebody else's place. */
const standingIn = ({ replica, me, now }: TaskSight, today: Day): readonly RuleTask[] =>
  replica
    .list('session')
    .filter((one) => refOf(one, 'replaces') !== null && !isVoided(one) && !isCancelled(one))
    .filter((one) => dayOfSession(one) >= today && dayOfSession(one) <= dayOf(now + REACH))
    .map((session) => ({ session, of: replica.resolve(refOf(session, 'replaces') as RecordId) }))
    .filter(({ session, of }) => of !== me.person && giversOf(replica, session).includes(me.person))
    .map(
      ({ session, of }): RuleTask => ({
        key: `instead ${session.id}`,
        icon: 'swap',
        title: t('replace.task', { name: titleOf(replica, of), what: titleOf(replica, session.id) }),
        sub: [sessionText(replica, session), hourSaid(textOf(session, 'start')), textOf(session, 'room')]
          .filter((one) => one !== '')
          .join('\u00a0· '),
        href: href(ROLL, session.id),
      }),
    );

/** Of whoever only teaches: the roll of today, their sessions, their group or groups. */
export const trainingWays: WaysOf = (sight) => {
  const { replica, me, now } = sight;
  const may = (type: string): boolean => replica.may(me.person, 'create', type, me.home, now);
  if (!may('session') || may('organisation')) return [];
  const today = dayOf(now);
  const here = replica
    .list('session')
    .filter((one) => dayOfSession(one) === today && !isVoided(one) && !isCancelled(one) && isTheirs(sight, one));
  const roll = here.find((one) => withoutRoll(replica, one, today)) ?? here[0];
  const groups = replica.list('cohort').filter((one) => !isVoided(one) && trainersOf(replica, one).includes(me.person));
  const [group] = groups;
  return [
    ...(roll ? [{ to: href(ROLL, roll.id), icon: 'check', title: t('quick.roll') } as const] : []),
    { to: href('cohortes', TIMES, 'moi'), icon: 'today', title: t('quick.sessions') },
    groups.length === 1 && group
      ? { to: href('cohortes', group.id), icon: 'people', title: titleOf(replica, group.id) }
      : { to: href('cohortes'), icon: 'people', title: t('quick.groups') },
  ];
};

export const trainingTasks: TasksOf = (sight) => {
  const { replica, now } = sight;
  const [today, since] = [dayOf(now), dayOf(now - REACH)];
  const theirs = replica
    .list('session')
    .filter((one) => !isVoided(one) && dayOfSession(one) >= since && dayOfSession(one) <= today)
    .filter((one) => isTheirs(sight, one))
    .sort((a, b) => (dayOfSession(a) < dayOfSession(b) ? 1 : -1));
  const due = theirs.filter((one) => withoutRoll(replica, one, today));
  const begun = theirs.flatMap((session) => {
    const left = leftToMark(replica, session, today, minuteOf(now));
    return left ? [{ session, left }] : [];
  });
  const calls = due.slice(0, MOST).map((session): RuleTask => {
    const start = dayOfSession(session) === today ? hourSaid(textOf(session, 'start')) : '';
    return {
      key: `roll ${session.id}`,
      icon: 'graduation',
      title: t('roll.task', { name: titleOf(replica, session.id) }),
      sub: callText(sight, session, today),
      href: href(ROLL, session.id),
      ...(start && { end: start }),
    };
  });
  const more: readonly RuleTask[] =
    due.length > MOST
      ? [
          {
            key: 'rolls',
            icon: 'graduation',
            title: t('roll.task.more', { n: due.length - MOST }),
            sub: t('roll.task.more.sub'),
            href: href('cohortes', TIMES, 'moi'),
          },
        ]
      : [];
  const rests = begun.slice(0, MOST).map(({ session, left }): RuleTask => {
    const [first = session.id] = left.people;
    return {
      key: `rest ${session.id}`,
      icon: 'graduation',
      title: t('roll.task.rest', { n: left.people.length }),
      sub: callText(sight, session, today, left),
      href: toRoll({ session, half: left.half }, first),
    };
  });
  return [...calls, ...more, ...rests, ...standingIn(sight, today), ...doubts(sight, since)];
};
