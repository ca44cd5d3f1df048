/** The timetable on A4, for the wall of the room. */
import '../../../ui/messages/out/index.ts';
import '../messages/timetable/index.ts';
import { dayOf } from '../../../kernel/grant.ts';
import type { Day } from '../../../kernel/moment.ts';
import { dateText } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { useOpen } from '../../../ui/open.ts';
import { Empty } from '../../../ui/parts.tsx';
import { DocHead, PaperScreen } from '../../../ui/records/out/paper.tsx';
import { href } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { whereText } from '../sites.ts';
import { mondayOf } from '../timetable.ts';
import { dayText, hoursText, type Shown, trainerText } from './timetable.tsx';

export function TimetablePaper({ title, slots, path, cohort }: Shown) {
  const open = useOpen();
  const { replica, now } = open;
  const from = mondayOf(dayOf(now));
  const coming = slots.filter(({ day }) => day >= from);
  const list = coming.length > 0 ? coming : slots;
  const weeks = new Map<Day, (typeof list)[number][]>();
  for (const slot of list) weeks.set(mondayOf(slot.day), [...(weeks.get(mondayOf(slot.day)) ?? []), slot]);
  const columns = cohort ? 5 : 6;
  return (
    <PaperScreen title={t('times.paper')} back={{ href: href(...path), label: t('times.back') }}>
      {list.length === 0 ? (
        <Empty text={t('times.none')} />
      ) : (
        <table class="wall">
          <thead>
            <DocHead
              title={`${t('times.title')} · ${title}`}
              sub={cohort ? whereText(replica, null, cohort) : ''}
              columns={columns}
            />
            <tr>
              <th scope="col">{t('session.on')}</th>
              <th scope="col">{t('times.hours')}</th>
              <th scope="col">{t('session.module')}</th>
              {!cohort && <th scope="col">{t('session.cohort')}</th>}
              <th scope="col">{t('session.room')}</th>
              <th scope="col">{t('session.trainer')}</th>
            </tr>
          </thead>
          {[...weeks].map(([monday, some]) => (
            <tbody key={monday}>
              <tr class="part">
                <th scope="rowgroup" colSpan={columns}>
                  {t('times.week', { day: dateText(Date.parse(monday), { year: true }, 'utc') })}
                </th>
              </tr>
              {some.map((slot) => (
                <tr key={slot.session.id}>
                  <th scope="row" class="ph">
                    {dayText(slot.day)}
                  </th>
                  <td class="ph">{hoursText(slot)}</td>
                  <td>
                    {slot.cancelled ? (
                      <>
                        <del>{titleOf(replica, slot.session.id)}</del> {t('session.state.cancelled')}
                      </>
                    ) : (
                      titleOf(replica, slot.session.id)
                    )}
                  </td>
                  {!cohort && <td>{slot.cohort ? titleOf(replica, slot.cohort) : ''}</td>}
                  <td>{slot.room}</td>
                  <td>{trainerText(open, slot)}</td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      )}
    </PaperScreen>
  );
}
