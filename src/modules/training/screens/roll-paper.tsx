/** The roll on paper, to be signed and typed back: the same people in the same order with the same numbers as on the screen. */
import '../../../ui/messages/out/index.ts';
import { type RecordState, textOf, valueOf } from '../../../kernel/fold.ts';
import { t } from '../../../ui/i18n.ts';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Empty } from '../../../ui/parts.tsx';
import { DocHead, PaperScreen } from '../../../ui/records/out/paper.tsx';
import { href } from '../../../ui/router.ts';
import { textOfValue, titleOf } from '../../../ui/words.ts';
import { calledIn, halvesOf } from '../rules.ts';
import { ROLL } from './addresses.ts';
import { byName, headOf } from './roll.tsx';

export function RollPaper({ session }: { readonly session: RecordState }) {
  const open = useOpen();
  const { replica } = open;
  const people = byName(replica, calledIn(replica, session).enrolled);
  const { title, sub } = headOf(open, session);
  const halves = halvesOf(session);
  const place = replica.id.decl.types['person']?.fields['place'];
  const signs = halves.length > 1 ? halves.map((half) => t(`roll.half.${half}`)) : [t('out.col.sign')];
  const trainer = valueOf(session, 'trainer');
  return (
    <PaperScreen title={t('roll.paper')} back={{ href: href(ROLL, session.id), label: t('roll.paper.back') }}>
      {people.length === 0 ? (
        <Empty text={t('roll.nobody')} />
      ) : (
        <>
          <table class="to-sign">
            <thead>
              <DocHead title={title} sub={sub} columns={4 + signs.length} />
              <tr>
                <th scope="col" class="n">
                  {t('out.col.number')}
                </th>
                <th scope="col">{t('person.name')}</th>
                <th scope="col">{t('person.birth')}</th>
                <th scope="col">{t('person.place')}</th>
                {signs.map((sign) => (
                  <th scope="col" class="sg" key={sign}>
                    {sign}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {people.map(({ id, name }, at) => {
                const state = replica.record(id);
                const birth = state ? textOf(state, 'birth') : '';
                const where = state ? valueOf(state, 'place') : null;
                return (
                  <tr key={id}>
                    <td class="n">{at + 1}</td>
                    <th scope="row">{name}</th>
                    <td>{birth && momentText(birth)}</td>
                    <td>{where ? textOfValue(open, place, 'person.place', where) : ''}</td>
                    {signs.map((sign) => (
                      <td key={sign} />
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </table>
          <p class="meeting">
            {t('roll.paper.trainer')} {typeof trainer === 'string' ? titleOf(replica, trainer as never) : ''}
            <span class="hole xl" />
            {t('roll.paper.hours')}
            <span class="hole" />
          </p>
          <p class="small">{t('roll.paper.hint')}</p>
        </>
      )}
    </PaperScreen>
  );
}
