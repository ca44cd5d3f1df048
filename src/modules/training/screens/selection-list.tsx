/** A list that was brought in: its people become candidates after somebody looked at their names. Whoever asked already keeps what they have. */
import '../messages/selection/index.ts';
import { useState } from 'preact/hooks';
import { isVoided, type RecordState, textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { derivedId } from '../../../kernel/ids.ts';
import type { RecordId, Refusal } from '../../../kernel/types.ts';
import { DayInput } from '../../../ui/day-input.tsx';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { momentText } from '../../../ui/moment.ts';
import { useOpen } from '../../../ui/open.ts';
import { RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { href } from '../../../ui/router.ts';
import { titleOf } from '../../../ui/words.ts';
import { mayAsk, writtenSince } from '../listing.ts';

/** Names looked at together: nobody reads three thousand in one go. */
const SHOWN = 50;

export function Listed({ programme }: { readonly programme: RecordState }) {
  const { jekulu, replica, me, now } = useOpen();
  const [done, setDone] = useState<number | null>(null);
  const [since, setSince] = useState(dayOf(now));
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const batches = new Map<string, Set<RecordId>>();
  for (const { by, change } of replica.own()) {
    if (by !== me.person || change?.batch === undefined || change.type !== 'person') continue;
    const person = replica.record(replica.resolve(change.record));
    if (!person || isVoided(person)) continue;
    batches.set(change.batch, (batches.get(change.batch) ?? new Set()).add(person.id));
  }
  const free = (people: Iterable<RecordId>) => mayAsk(replica, replica.id.decl, programme.id, people);
  const apply = async (people: readonly RecordId[], batch?: string) => {
    try {
      for (const person of people) {
        const home = replica.record(person)?.home ?? me.home;
        const body = { person, programme: programme.id, on: dayOf(now) };
        const record = derivedId('application', person, programme.id);
        await jekulu.save(
          [{ do: 'create', type: 'application', record, home, body }],
          batch ? { source: 'import', batch } : {},
        );
      }
      setDone((done ?? 0) + people.length);
      setRefusal(null);
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  };
  const rows = [...batches].map(([batch, people]) => ({ batch, all: people.size, left: free(people) }));
  const own = new Set([...batches.values()].flatMap((people) => [...people]));
  const fresh = free(writtenSince(replica, since)).filter((id) => !own.has(id));
  return (
    <Frame
      title={t('apply.list')}
      sub={textOf(programme, 'name')}
      back={{ href: href('programmes', programme.id), label: t('funnel.back.programme') }}
    >
      <div class="stack narrow">
        <p>{t('apply.list.lead')}</p>
        <p class="sm">
          <a class="tall" href={href('personnes')}>
            {t('apply.list.import')}
          </a>
        </p>
        {done !== null && (
          <p class="big" role="status">
            {t('apply.list.done', { n: done })}
          </p>
        )}
        {refusal && <RefusalNotice refusal={refusal} />}
        {rows.map(({ batch, all, left }) => (
          <section key={batch} class="card pad stack s2">
            <h2>{batch.split('.')[0]}</h2>
            <p>{t('apply.list.people', { n: all, left: left.length })}</p>
            <Names people={left} onApply={(chosen) => apply(chosen, batch)} />
          </section>
        ))}
        <section class="card pad stack s2">
          <h2>{t('apply.list.since')}</h2>
          <p class="sm dim">{t('apply.list.since.hint')}</p>
          <DayInput id="apply-since" label={t('apply.list.day')} value={since} max={dayOf(now)} onDay={setSince} />
          {fresh.length > 0 ? <Names people={fresh} onApply={apply} /> : <p>{t('apply.list.nobody')}</p>}
        </section>
      </div>
    </Frame>
  );
}

/** A few names at a time, ticked, then the next. */
function Names(props: {
  readonly people: readonly RecordId[];
  readonly onApply: (people: readonly RecordId[]) => Promise<void>;
}) {
  const { replica } = useOpen();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [left, setLeft] = useState<ReadonlySet<RecordId>>(new Set());
  const { people } = props;
  if (people.length === 0) return null;
  if (!open)
    return (
      <button type="button" class="btn full" onClick={() => setOpen(true)}>
        <Icon name="people" />
        {t('apply.list.look', { n: people.length })}
      </button>
    );
  // Those left out stand last, so that the names not looked at yet come up.
  const shown = [...people].sort((a, b) => Number(left.has(a)) - Number(left.has(b))).slice(0, SHOWN);
  const chosen = shown.filter((id) => !left.has(id));
  const toggle = (id: RecordId) => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  return (
    <>
      <p class="sm dim">{t('apply.list.untick')}</p>
      <fieldset class="opts">
        <legend class="vh">{t('apply.list.names')}</legend>
        {shown.map((id) => {
          const state = replica.record(id);
          const birth = state ? textOf(state, 'birth') : '';
          return (
            <label class="opt" key={id}>
              <input type="checkbox" checked={!left.has(id)} onChange={() => toggle(id)} />
              <span class="grow">
                <b>{titleOf(replica, id)}</b>
                {birth !== '' && <small>{momentText(birth)}</small>}
              </span>
            </label>
          );
        })}
      </fieldset>
      {people.length > shown.length && (
        <p class="sm dim">{t('apply.list.more', { n: people.length - shown.length })}</p>
      )}
      <button
        type="button"
        class="btn go full"
        disabled={busy || chosen.length === 0}
        onClick={() => {
          setBusy(true);
          void props.onApply(chosen).then(() => setBusy(false));
        }}
      >
        <Icon name="check" />
        {t('apply.list.do', { n: chosen.length })}
      </button>
    </>
  );
}
