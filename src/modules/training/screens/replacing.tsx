/** Who gives this session instead: one touch on a name, and the timetable says it everywhere. */
import '../messages/timetable/index.ts';
import { useState } from 'preact/hooks';
import type { RecordState } from '../../../kernel/fold.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import type { RecordId, Refusal } from '../../../kernel/types.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Head, Notice, Sign } from '../../../ui/parts.tsx';
import { RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { go, href, type Path } from '../../../ui/router.ts';
import { toast } from '../../../ui/toast.tsx';
import { titleOf } from '../../../ui/words.ts';
import { REPLACED, type Replaced } from '../model-room.ts';
import { replaceActs, replacedIn, standIns } from '../replacing.ts';
import { type Slot, slotOf } from '../timetable.ts';
import { ROLL } from './addresses.ts';
import { dayText, hoursText, trainerText } from './timetable.tsx';

/** `cohortes/remplacer/<session>`. */
export default function Replacing({ rest: [id] }: { readonly rest: Path }) {
  const { replica, me, now } = useOpen();
  const session = isRecordId(id) ? replica.record(id) : null;
  if (session?.type === 'session' && session.created && replica.may(me.person, 'edit', 'session', session.home, now))
    return <Choosing session={session} />;
  return (
    <Frame title={t('replace.title')} back={{ href: href('cohortes'), label: t('roll.back') }}>
      <Empty text={t('replace.noright')} />
    </Frame>
  );
}

function Choosing({ session }: { readonly session: RecordState }) {
  const open = useOpen();
  const { jekulu, replica, now } = open;
  const [why, setWhy] = useState<Replaced | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const name = (person: RecordId): string => titleOf(replica, person) || t('value.unknown');
  const text = (slot: Slot): string =>
    [titleOf(replica, slot.session.id), slot.cohort ? titleOf(replica, slot.cohort) : '', hoursText(slot)]
      .filter((one) => one !== '')
      .join('\u00a0· ');
  const slot = slotOf(replica, session);
  const first = replacedIn(replica, session);
  const people = standIns(replica, session, now);
  const choose = async (by: RecordId) => {
    try {
      await jekulu.save(replaceActs(replica, session, by, why));
      const other = first && first !== by ? first : null;
      toast(
        other ? t('times.instead', { name: name(by), other: name(other) }) : t('replace.gives', { name: name(by) }),
      );
      go(href(ROLL, session.id), 'replace');
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  };
  return (
    <Frame
      title={t('replace.title')}
      sub={[text(slot), dayText(slot.day)].join('\u00a0· ')}
      back={{ href: href(ROLL, session.id), label: t('roll.back.session') }}
    >
      <div class="stack narrow">
        {refusal && <RefusalNotice refusal={refusal} />}
        <p>{t('replace.now', { who: trainerText(open, slot) })}</p>
        <fieldset class="chips wrap">
          <legend>{t('replace.why')}</legend>
          {REPLACED.map(({ value }) => (
            <button
              key={value}
              type="button"
              class="chip"
              aria-pressed={value === why}
              onClick={() => setWhy(value === why ? null : value)}
            >
              {t(`session.replacedWhy.${value}`)}
            </button>
          ))}
        </fieldset>
        <Head title={t('replace.who')} />
        {people.length === 0 ? (
          <Notice tone="wait" icon="info" title={t('replace.nobody')}>
            <p>{t('replace.nobody.hint')}</p>
          </Notice>
        ) : (
          <div class="card rows">
            {people.map(({ person, busy, first: own }) => (
              <button type="button" class="row" key={person} onClick={() => void choose(person)}>
                <Sign icon="person" />
                <span class="grow">
                  <b>{name(person)}</b>
                  {own && <small>{t('replace.first')}</small>}
                  <small>
                    {busy ? (
                      <span class="st fix">
                        <Icon name="clash" size="s" />
                        {t('replace.busy', { what: text(busy) })}
                      </span>
                    ) : (
                      t('replace.free')
                    )}
                  </small>
                </span>
              </button>
            ))}
          </div>
        )}
      </div>
    </Frame>
  );
}
