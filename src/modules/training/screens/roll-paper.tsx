/** The roll on paper, to be signed and typed back: the same people in the same order with the same numbers as on the screen. */
import '../../../ui/messages/out/index.ts';
import { type RecordState, refOf, textOf, valueOf } from '../../../kernel/fold.ts';
import { dateText } from '../../../ui/format.ts';
import { t } from '../../../ui/i18n.ts';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Empty } from '../../../ui/parts.tsx';
import { Blanks } from '../../../ui/records/out/blanks.tsx';
import { DocHead, PaperScreen } from '../../../ui/records/out/paper.tsx';
import { href } from '../../../ui/router.ts';
import { textOfValue, titleOf } from '../../../ui/words.ts';
import { numbersIn } from '../numbers.ts';
import { calledIn, dayOfSession, giversOf, halvesOf, hourSaid } from '../rules.ts';
import { venueOf, whereText } from '../sites.ts';
import { ROLL } from './addresses.ts';
import { byName, headOf } from './roll.tsx';

/** Lines for whoever comes without being enrolled. */
const OTHERS = [1, 2];

export function RollPaper({ session }: { readonly session: RecordState }) {
  const open = useOpen();
  const { replica } = open;
  const people = byName(replica, calledIn(replica, session).enrolled);
  const numbers = numbersIn(replica, refOf(session, 'cohort'));
  const { title } = headOf(open, session);
  const cohort = refOf(session, 'cohort');
  const group = cohort && replica.record(cohort);
  const venue = venueOf(replica, session, group);
  const day = dayOfSession(session);
  // Kept for years as a proof: it says the year, the hours and the place.
  const sub = [
    cohort ? titleOf(replica, cohort) : '',
    day && dateText(Date.parse(day), { weekday: true, year: true }, 'utc'),
    [textOf(session, 'start'), textOf(session, 'end')]
      .filter((one) => one !== '')
      .map(hourSaid)
      .join(' – '),
    textOf(session, 'room') || (group ? textOf(group, 'room') : ''),
    venue ? textOf(venue, 'name') : whereText(replica, session, group),
  ];
  const halves = halvesOf(session);
  const place = replica.id.decl.types['person']?.fields['place'];
  const signs = halves.length > 1 ? halves.map((half) => t(`roll.half.${half}`)) : [t('out.col.sign')];
  const givers = giversOf(replica, session).map((id) => titleOf(replica, id));
  return (
    <PaperScreen title={t('roll.paper')} back={{ href: href(ROLL, session.id), label: t('roll.paper.back') }}>
      {people.length === 0 ? (
        <Empty text={t('roll.nobody')} />
      ) : (
        <>
          <table class={signs.length > 1 ? 'to-sign called two' : 'to-sign called'}>
            <colgroup>
              <col class="n" />
              <col />
              <col class="birth" />
              <col class="place" />
              {signs.map((sign) => (
                <col class="sg" key={sign} />
              ))}
            </colgroup>
            <thead>
              <DocHead
                title={title}
                sub={sub.filter((one) => one !== '').join('\u00a0· ')}
                columns={4 + signs.length}
              />
              <tr>
                <th scope="col" class="n">
                  {t('out.col.number')}
                </th>
                <th scope="col">{t('person.name')}</th>
                <th scope="col">{t('person.birth')}</th>
                <th scope="col">{t('person.place')}</th>
                {signs.map((sign) => (
                  <th scope="col" key={sign}>
                    {sign}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {people.map(({ id, name }) => {
                const state = replica.record(id);
                const birth = state ? textOf(state, 'birth') : '';
                const where = state ? valueOf(state, 'place') : null;
                return (
                  <tr key={id}>
                    <td class="n">{numbers.get(id)}</td>
                    <th scope="row">{name}</th>
                    <td class="small">{birth && momentText(birth)}</td>
                    <td class="small">{where ? textOfValue(open, place, 'person.place', where) : ''}</td>
                    {signs.map((sign) => (
                      <td key={sign} />
                    ))}
                  </tr>
                );
              })}
              {OTHERS.map((nth) => (
                <tr key={nth}>
                  <td class="n" />
                  <td colSpan={3} class="small">
                    {t('roll.paper.guest')}
                  </td>
                  {signs.map((sign) => (
                    <td key={sign} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <p class="meeting">
            <Blanks
              tall
              of={[
                [`${t('roll.paper.trainer')} ${givers.join(t('list.comma'))}`, 3],
                [t('roll.paper.hours'), 1],
              ]}
            />
          </p>
          <p class="small">{t('roll.paper.hint')}</p>
        </>
      )}
    </PaperScreen>
  );
}
