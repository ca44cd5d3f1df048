/** How much did the people of a programme give to their quarters, where, and who? Every figure opens what it is made of. */

import { useState } from 'preact/hooks';
import { textOf, valueOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import { Frame } from '../../../ui/frame.tsx';
import { formatNumber, t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useLater } from '../../../ui/later.ts';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Head, Row } from '../../../ui/parts.tsx';
import { placeText } from '../../../ui/place.ts';
import { Behind } from '../../../ui/records/behind.tsx';
import { RecordSign } from '../../../ui/records/describe.tsx';
import { href, type Path } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { actionsOf, type Given, givenBy, givenIn, givenTo } from '../hours.ts';
import { GIVEN, OF } from './addresses.ts';
import { fewWords } from './sheet.tsx';

/** One name for one place: the map comes with the first sum by commune. */
const naming = () => import('../../places/naming.ts');
const SHOWN = 30;
const NOWHERE = '-';

/** `programmes/actions/<programme>[/<commune>]`. */
export default function GivenScreen({ rest: [id, ...where] }: { readonly rest: Path }) {
  const { replica, now } = useOpen();
  useLater(naming);
  const [shown, setShown] = useState(SHOWN);
  const programme = isRecordId(id) ? replica.record(replica.resolve(id)) : null;
  const back = { href: href('programmes', ...(programme ? [programme.id] : [])), label: t('actions.back') };
  if (programme?.type !== 'programme')
    return (
      <Frame title={t('actions.title')} back={back}>
        <Empty text={t('actions.none')} />
      </Frame>
    );
  const actions = actionsOf(replica, programme.id, dayOf(now));
  const communes = givenTo(replica, actions);
  const asked = where.length > 0 && communes.find(([name]) => (name || NOWHERE) === where.join('/'));
  if (asked) {
    const [name, given] = asked;
    return (
      <Behind
        title={name || t('actions.place.none')}
        sub={hoursLine(given)}
        back={{ href: href('programmes', GIVEN, programme.id), label: t('actions.back.sum') }}
        ids={given.actions.map((one) => one.id)}
        none={t('actions.none')}
        elsewhere={(n) => t('actions.away', { n })}
        words={(action) => [
          textOf(action, 'name'),
          [
            t('actions.hours', { n: givenIn(replica, [action]).hours }),
            momentText(textOf(action, 'on')),
            placeText(valueOf(action, 'place')),
          ].join('\u00a0· '),
        ]}
      />
    );
  }
  const people = givenBy(replica, actions);
  const all = givenIn(replica, actions);
  return (
    <Frame title={t('actions.title')} sub={textOf(programme, 'name')} back={back}>
      <div class="stack">
        {actions.length === 0 ? (
          <Empty text={t('actions.none')} hint={t('actions.none.hint')} />
        ) : (
          <section class="stack s2 narrow">
            <p class="big">{t('actions.sum', { n: all.hours })}</p>
            <p>{fewWords(all)}</p>
            <p class="sm dim">{t('actions.how')}</p>
          </section>
        )}
        {communes.length > 0 && (
          <section class="stack s2 narrow">
            <Head title={t('actions.communes')} count={communes.length} />
            <div class="card rows">
              {communes.map(([name, given]) => (
                <Row
                  key={name}
                  href={href('programmes', GIVEN, programme.id, name || NOWHERE)}
                  title={name || t('actions.place.none')}
                  sub={fewWords(given)}
                  end={<Hours n={given.hours} />}
                />
              ))}
            </div>
          </section>
        )}
        {people.length > 0 && (
          <section class="stack s2 narrow">
            <Head title={t('actions.persons')} count={people.length} />
            <div class="card rows">
              {people.slice(0, shown).map(([person, given]) => {
                const state = replica.record(person);
                return (
                  <Row
                    key={person}
                    href={href('actions', OF, person)}
                    sign={state && <RecordSign state={state} />}
                    title={titleOf(replica, person) || t('value.unknown')}
                    sub={t('actions.of', { n: given.actions.length })}
                    end={<Hours n={given.hours} />}
                  />
                );
              })}
            </div>
            {people.length > shown && (
              <button type="button" class="btn" onClick={() => setShown(shown + SHOWN)}>
                {t('list.next', { n: Math.min(SHOWN, people.length - shown) })}
              </button>
            )}
          </section>
        )}
      </div>
    </Frame>
  );
}

const hoursLine = (given: Given): string => `${t('actions.sum', { n: given.hours })}\u00a0· ${fewWords(given)}`;

function Hours({ n }: { readonly n: number }) {
  return (
    <>
      <b class="num" aria-hidden="true">
        {formatNumber(n)}
        {'\u00a0'}
        {t('actions.tick.unit')}
      </b>
      <span class="vh">{t('actions.hours', { n })}</span>
      <Icon name="next" />
    </>
  );
}
