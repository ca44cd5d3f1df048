/** Who teaches what, where and when? By week; what clashes is said first. The same on A4 and as a file for any calendar. */
import '../messages/timetable/index.ts';
import { useState } from 'preact/hooks';
import { millisOf } from '../../../kernel/clock.ts';
import { type RecordState, textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import type { Day } from '../../../kernel/moment.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { dateText } from '../../../ui/format.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { type Open, useOpen } from '../../../ui/open.ts';
import { Empty, Head, Notice, Row, Sign } from '../../../ui/parts.tsx';
import { href, type Path } from '../../../ui/router.ts';
import { folded } from '../../../ui/search.ts';
import { toast } from '../../../ui/toast.tsx';
import { titleOf } from '../../../ui/words.ts';
import { clock } from '../rules.ts';
import { whereText } from '../sites.ts';
import {
  type CalendarEvent,
  conflictsIn,
  icalendar,
  mondayOf,
  type Slot,
  slotsOfAll,
  slotsOfCohort,
} from '../timetable.ts';
import { REPLACE, ROLL, SERIES, TIMES } from './addresses.ts';
import { Agenda } from './agenda.tsx';
import { mayReplace } from './sheet.tsx';
import { TimetablePaper } from './timetable-paper.tsx';

const MINE = 'moi';
const ALL = 'tout';
const PAPER = 'papier';

/** Whose timetable it is: a group's, one's own, or everything this copy holds. */
export interface Shown {
  readonly title: string;
  readonly slots: readonly Slot[];
  readonly path: Path;
  readonly cohort: RecordState | null;
}

/** `cohortes/emploi-du-temps/<group>`, `…/moi`, `…/tout`, each with `/papier`. */
export default function Timetable({ rest: [of = ALL, how] }: { readonly rest: Path }) {
  const { replica, me } = useOpen();
  const cohort = isRecordId(of) ? replica.record(replica.resolve(of)) : null;
  const path = ['cohortes', TIMES, of];
  const shown: Shown = cohort
    ? { title: titleOf(replica, cohort.id), slots: slotsOfCohort(replica, cohort.id), path, cohort }
    : of === MINE
      ? { title: t('times.mine'), slots: slotsOfAll(replica, replica.resolve(me.person)), path, cohort: null }
      : { title: t('times.all'), slots: slotsOfAll(replica), path, cohort: null };
  return how === PAPER ? <TimetablePaper {...shown} /> : <Weeks key={of} {...shown} of={of} />;
}

const weekText = (monday: Day): string => t('times.week', { day: dateText(Date.parse(monday), { year: true }, 'utc') });
export const dayText = (day: Day): string => dateText(Date.parse(day), { weekday: true }, 'utc');
export const hoursText = ({ start, end, certain }: Slot): string =>
  certain ? t('times.from', { from: clock(start), to: clock(end) }) : t('times.about', { from: clock(start) });

/** Who gives it; in whose place. */
export function trainerText({ replica }: Open, { givers, trainer, replaces }: Slot): string {
  const name = givers.map((id) => titleOf(replica, id) || t('value.unknown')).join(t('list.comma'));
  if (name === '') return t('times.notrainer');
  return replaces && replaces !== trainer ? t('times.instead', { name, other: titleOf(replica, replaces) }) : name;
}

function Weeks({ title, slots, path, cohort, of }: Shown & { readonly of: string }) {
  const open = useOpen();
  const { replica, me, now } = open;
  const today = dayOf(now);
  const [replacing, setReplacing] = useState(false);
  const mayPlan = cohort !== null && replica.may(me.person, 'create', 'session', cohort.home, now);
  const thisWeek = mondayOf(today);
  const weeks = new Map<Day, Slot[]>();
  for (const slot of slots)
    if (!replacing || mayReplace(open, slot.session))
      weeks.set(mondayOf(slot.day), [...(weeks.get(mondayOf(slot.day)) ?? []), slot]);
  const ahead = [...weeks].filter(([monday]) => monday >= thisWeek);
  const past = [...weeks].filter(([monday]) => monday < thisWeek).reverse();
  const coming = slots.filter(({ day }) => day >= today);
  const some = coming.some(({ session }) => mayReplace(open, session));
  const conflicts = conflictsIn(replica, coming, slotsOfAll(replica));
  const line = (slot: Slot) => (
    <Row
      key={slot.session.id}
      href={replacing ? href('cohortes', REPLACE, slot.session.id) : href(ROLL, slot.session.id)}
      sign={<Sign icon={slot.cancelled ? 'x' : slot.day < today ? 'check' : 'clock'} />}
      title={titleOf(replica, slot.session.id)}
      sub={
        <>
          <span class="block">
            {dayText(slot.day)}
            {'\u00a0· '}
            <span style={{ display: 'inline-block' }}>{hoursText(slot)}</span>
          </span>
          {[cohort || !slot.cohort ? '' : titleOf(replica, slot.cohort), slot.room, trainerText(open, slot)]
            .filter((one) => one !== '')
            .join('\u00a0· ')}
          {slot.cancelled && (
            <span class="st fix">
              <Icon name="x" size="s" />
              {t('session.state.cancelled')}
            </span>
          )}
        </>
      }
      end={<Icon name="next" />}
    />
  );
  const toAgenda = (
    <button type="button" class="btn" onClick={() => void take(open, title, slots)}>
      <Icon name="download" />
      {t('times.take')}
    </button>
  );
  return (
    <Frame
      title={t('times.title')}
      sub={title}
      back={
        cohort
          ? { href: href('cohortes', cohort.id), label: t('roll.back.cohort') }
          : { href: href('cohortes'), label: t('roll.back') }
      }
      end={
        slots.length > 0 && (
          <a class="ib" href={href(...path, PAPER)} aria-label={t('times.paper')}>
            <Icon name="print" />
          </a>
        )
      }
      {...((slots.length > 0 || mayPlan) && {
        acts: mayPlan ? (
          <a class="btn go" href={href('cohortes', SERIES, cohort.id)}>
            <Icon name="plus" />
            {t('times.plan')}
          </a>
        ) : (
          toAgenda
        ),
      })}
    >
      <div class="stack">
        <nav class="chips" aria-label={t('times.whose')}>
          {[...(cohort ? [cohort.id as string] : []), MINE, ALL].map((one) => (
            <a
              key={one}
              class="chip"
              href={href('cohortes', TIMES, one)}
              {...(one === of && { 'aria-current': 'page' as const })}
            >
              {one === MINE ? t('times.mine') : one === ALL ? t('times.all') : titleOf(replica, one as RecordId)}
            </a>
          ))}
        </nav>
        {some && (
          <p class="line wrap">
            <button type="button" class="btn" onClick={() => setReplacing(!replacing)}>
              <Icon name={replacing ? 'x' : 'swap'} />
              {t(replacing ? 'replace.stop' : of === MINE ? 'replace.mine' : 'replace.some')}
            </button>
            <span role="status">{replacing && t('replace.touch')}</span>
          </p>
        )}
        {conflicts.map(({ kind, one, other }) => (
          <Notice
            key={`${kind} ${one.session.id} ${other.session.id}`}
            tone="fix"
            icon="clash"
            title={t(`times.clash.${kind}`, {
              room: one.room,
              trainer: one.givers.map((id) => titleOf(replica, id)).join(t('list.comma')),
              cohort: one.cohort ? titleOf(replica, one.cohort) : '',
              day: dayText(one.day),
            })}
          >
            <ul>
              {[one, other].map((slot) => (
                <li key={slot.session.id}>
                  <a
                    class="tall"
                    href={
                      slot.cohort
                        ? href('cohortes', slot.cohort, 'session.cohort', slot.session.id)
                        : href(ROLL, slot.session.id)
                    }
                  >
                    {[
                      titleOf(replica, slot.session.id),
                      slot.cohort ? titleOf(replica, slot.cohort) : '',
                      hoursText(slot),
                    ]
                      .filter((text) => text !== '')
                      .join('\u00a0· ')}
                  </a>
                </li>
              ))}
            </ul>
          </Notice>
        ))}
        {slots.length === 0 && (
          <Empty text={t('times.none')} hint={t(mayPlan ? 'times.none.plan' : 'times.none.hint')} />
        )}
        <div class="wide2">
          {ahead.map(([monday, list]) => (
            <section key={monday} class="stack s2">
              <Head title={monday === thisWeek ? t('times.thisweek') : weekText(monday)} />
              <div class="card rows">{list.map(line)}</div>
            </section>
          ))}
        </div>
        {past.length > 0 && (
          <details class="card">
            <summary class="row">
              <span class="grow">
                <b>{t('times.past')}</b>
              </span>
              <span class="num">{past.reduce((sum, [, list]) => sum + list.length, 0)}</span>
              <Icon name="down" />
            </summary>
            <div class="rows">{past.flatMap(([, list]) => list).map(line)}</div>
          </details>
        )}
        {slots.length > 0 && (
          <div class="narrow stack s2">
            {mayPlan && <p>{toAgenda}</p>}
            <p class="sm dim">{t('times.take.hint')}</p>
          </div>
        )}
        {!cohort && <Agenda what={of === MINE ? 'mine' : 'all'} />}
      </div>
    </Frame>
  );
}

/** Sessions as events of a calendar. */
export function eventsOf(open: Open, slots: readonly Slot[]): readonly CalendarEvent[] {
  const { replica } = open;
  return slots.map((slot) => {
    const group = slot.cohort ? replica.record(slot.cohort) : null;
    return {
      uid: `${slot.session.id}@${replica.id.network}.jekulu`,
      day: slot.day,
      start: slot.start,
      end: slot.end,
      summary: [titleOf(replica, slot.session.id), group ? textOf(group, 'name') : '']
        .filter((one) => one !== '')
        .join(' · '),
      place: [slot.room, whereText(replica, slot.session, group)].filter((one) => one !== '').join(', '),
      about: [trainerText(open, slot), textOf(slot.session, 'why')].filter((one) => one !== '').join('\n'),
      cancelled: slot.cancelled,
      changed: millisOf(slot.session.updated.eff),
    };
  });
}

/** Hands the file over; that it was taken is noted like any file. */
async function take(open: Open, title: string, slots: readonly Slot[]): Promise<void> {
  const { jekulu, me, now } = open;
  const name = `${folded(title).replace(/[^a-z0-9]+/g, '-')}-${dayOf(now)}.ics`;
  const text = icalendar(title, eventsOf(open, slots), now);
  await jekulu.save([
    { do: 'create', type: 'export', home: me.home, shared: [], body: { name, records: slots.length } },
  ]);
  const address = URL.createObjectURL(new Blob([text], { type: 'text/calendar;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  toast(t('times.taken'));
}
