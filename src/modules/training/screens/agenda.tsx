/** An address that the calendar of a telephone reads by itself: made, shown once, stopped. */
import '../messages/timetable/index.ts';
import { useState } from 'preact/hooks';
import type { Refusal } from '../../../kernel/types.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Head, Notice } from '../../../ui/parts.tsx';
import { RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { toast } from '../../../ui/toast.tsx';
import { type AgendaOf, agendaActs, agendaId, agendaOf, secretFrom } from '../agenda.ts';

/** Beside one's own timetable, or that of everything. */
export function Agenda({ what }: { readonly what: AgendaOf }) {
  const { jekulu, replica, me, now } = useOpen();
  const [shown, setShown] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const state = replica.record(agendaId(me.person));
  const home = state?.home ?? me.home;
  const given = agendaOf(state);
  if (!replica.may(me.person, state?.created ? 'edit' : 'create', 'agenda', home, now)) return null;
  const write = async (secret: string | null) => {
    try {
      await jekulu.save(agendaActs(state, { person: me.person, home }, secret === null ? null : { secret, what }));
      setRefusal(null);
      setShown(secret === null ? '' : `${location.origin}/agenda/${secret}.ics`);
      if (secret === null) toast(t('agenda.stopped'));
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  };
  const make = () => write(secretFrom(crypto.getRandomValues(new Uint8Array(20))));
  return (
    <section class="stack s2 narrow">
      <Head title={t('agenda.title')} />
      <p class="sm dim">{t('agenda.hint')}</p>
      {refusal && <RefusalNotice refusal={refusal} />}
      {given && !shown && <p>{t(`agenda.on.${given}`)}</p>}
      {shown && (
        <Notice tone="wait" icon="key" title={t('agenda.once')}>
          <p>
            <input
              class="in"
              readOnly
              value={shown}
              aria-label={t('agenda.field')}
              onFocus={(e) => e.currentTarget.select()}
            />
          </p>
          <p>
            <button
              type="button"
              class="btn full"
              onClick={() => navigator.clipboard?.writeText(shown).then(() => toast(t('agenda.copied')))}
            >
              <Icon name="doc" />
              {t('agenda.copy')}
            </button>
          </p>
          <p>{t('agenda.from')}</p>
        </Notice>
      )}
      <p class="line wrap">
        <button type="button" class="btn" onClick={() => void make()}>
          <Icon name="clock" />
          {t(given ? 'agenda.again' : 'agenda.make')}
        </button>
        {given && (
          <button type="button" class="btn" onClick={() => void write(null)}>
            <Icon name="x" />
            {t('agenda.stop')}
          </button>
        )}
      </p>
    </section>
  );
}
