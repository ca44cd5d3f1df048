/** The way to the timetable and to the badges from the sheet of a group, and to the timetable from the list of groups. */
import '../messages/timetable/index.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { type Open, useOpen } from '../../../ui/open.ts';
import { Notice, Row, Sign } from '../../../ui/parts.tsx';
import type { Answers } from '../../../ui/record-form.ts';
import { extend, type SheetPart } from '../../../ui/records/extend.ts';
import { href } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { enrolledOn, LAST } from '../rules.ts';
import { type Room, roomIn, roomsOf, unmetIn, venueOf } from '../sites.ts';
import { slotsOfCohort } from '../timetable.ts';
import { REPLACE, SERIES, TIMES } from './addresses.ts';

const BADGES = 'badges';

function ToTimes({ state }: SheetPart) {
  const { replica, me, now } = useOpen();
  const mayPlan = replica.may(me.person, 'create', 'session', state.home, now);
  const slots = slotsOfCohort(replica, state.id);
  const people = enrolledOn(replica, state.id, LAST);
  const unmet = unmetIn(replica, state, dayOf(now));
  return (
    <>
      {unmet.map(([need, n]) => (
        <Notice key={need} tone="fix" icon="pin" title={t(`site.lacks.${need}`, { n })}>
          <p>{t('site.lacks.hint')}</p>
        </Notice>
      ))}
      <div class="card rows">
        <Row
          href={href('cohortes', TIMES, state.id)}
          sign={<Sign icon="today" />}
          title={t('times.title')}
          sub={t('times.count', { n: slots.length })}
          end={<Icon name="next" />}
        />
        {mayPlan && (
          <Row
            href={href('cohortes', SERIES, state.id)}
            sign={<Sign icon="plus" />}
            title={t('times.plan')}
            sub={t('times.plan.sub')}
            end={<Icon name="next" />}
          />
        )}
        {people.length > 0 && (
          <Row
            href={href('cohortes', BADGES, state.id)}
            sign={<Sign icon="print" />}
            title={t('badge.print')}
            sub={t('badge.print.sub', { n: people.length })}
            end={<Icon name="next" />}
          />
        )}
      </div>
    </>
  );
}

function Above() {
  return (
    <div class="card rows narrow">
      <Row
        href={href('cohortes', TIMES, 'moi')}
        sign={<Sign icon="today" />}
        title={t('times.title')}
        sub={t('times.above')}
        end={<Icon name="next" />}
      />
    </div>
  );
}

/** The rooms of the site while the room is asked, and whether everybody finds a seat in it. */
function rooms({ replica }: Open, { cohort = '', venue = '', end = '', room = '' }: Answers) {
  const group = isRecordId(cohort) ? replica.record(replica.resolve(cohort)) : null;
  const other = isRecordId(venue) ? replica.record(replica.resolve(venue)) : null;
  const site = other ?? venueOf(replica, null, group);
  const list = site ? roomsOf(site) : [];
  if (!site || list.length === 0) return null;
  const people = group ? enrolledOn(replica, group.id, LAST).length : 0;
  const seats = roomIn(site, room)?.seats ?? null;
  const full = seats !== null && seats < people;
  // Told once the question comes near, and no longer than it takes to answer it.
  if (!full && (end === '' || room !== '')) return null;
  const said = ({ name, seats: n }: Room) => (n === null ? name : t('room.seats', { name, n }));
  return (
    <Notice
      tone={full ? 'fix' : 'wait'}
      icon={full ? 'warning' : 'info'}
      title={full ? t('room.small', { room, n: seats, people }) : t('room.of', { site: titleOf(replica, site.id) })}
    >
      <p>{list.map(said).join(t('list.comma'))}</p>
    </Notice>
  );
}

extend('session', { aside: rooms });
extend('cohort', {
  Check: ToTimes,
  Above,
  screens: {
    [TIMES]: () => import('./timetable.tsx'),
    [SERIES]: () => import('./series.tsx'),
    [REPLACE]: () => import('./replacing.tsx'),
    [BADGES]: () => import('./badges.tsx'),
  },
});
