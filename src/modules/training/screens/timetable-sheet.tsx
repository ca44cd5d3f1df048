/** The way to the timetable and to the badges from the sheet of a group, and to the timetable from the list of groups. */
import '../messages/timetable/index.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Row, Sign } from '../../../ui/parts.tsx';
import { extend, type SheetPart } from '../../../ui/records/extend.ts';
import { href } from '../../../ui/router.ts';
import { enrolledOn, LAST } from '../rules.ts';
import { slotsOfCohort } from '../timetable.ts';

const TIMES = 'emploi-du-temps';
const BADGES = 'badges';

function ToTimes({ state }: SheetPart) {
  const { replica } = useOpen();
  const slots = slotsOfCohort(replica, state.id);
  const people = enrolledOn(replica, state.id, LAST);
  return (
    <div class="card rows">
      <Row
        href={href('cohortes', TIMES, state.id)}
        sign={<Sign icon="today" />}
        title={t('times.title')}
        sub={t('times.count', { n: slots.length })}
        end={<Icon name="next" />}
      />
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

extend('cohort', {
  Check: ToTimes,
  Above,
  screens: { [TIMES]: () => import('./timetable.tsx'), [BADGES]: () => import('./badges.tsx') },
});
