/** Who is here, and how many are left to mark? One tap a person; what is tapped is kept at once, with or without a network. */
import '../messages/screens/index.ts';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type RecordState, refOf, textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { dateText, hourText } from '../../../ui/format.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useLater } from '../../../ui/later.ts';
import { type Open, useOpen } from '../../../ui/open.ts';
import { Empty, Notice } from '../../../ui/parts.tsx';
import { RefusalNotice } from '../../../ui/refusal.tsx';
import { go, href, type Path } from '../../../ui/router.ts';
import { matches } from '../../../ui/search.ts';
import { toast } from '../../../ui/toast.tsx';
import { titleOf } from '../../../ui/words.ts';
import type { Presence } from '../model-room.ts';
import { numbersIn } from '../numbers.ts';
import { elsewhere } from '../rooms.ts';
import {
  calledIn,
  dayOfSession,
  disputed,
  giversOf,
  type Half,
  halvesOf,
  hourSaid,
  isCancelled,
  isThere,
  type Mark,
  minutesOf,
  rollId,
} from '../rules.ts';
import { needsIn } from '../sites.ts';
import { comesLate, graceIn, spanOf } from '../stay.ts';
import { AFTERNOON, PAPER, REPLACE, ROLL, toRoll } from './addresses.ts';
import { useRoll } from './keeping.ts';
import { Guests, readBadge } from './roll-guests.tsx';
import { Leaving } from './roll-leaving.tsx';
import { RollPaper } from './roll-paper.tsx';
import { RollRow } from './roll-row.tsx';
import { mayReplace } from './sheet.tsx';

const NO_NEEDS: ReturnType<typeof needsIn> = new Map();

/** Comes with the first roll, and opens the eye of the phone only when somebody asks. */
const cameraPart = () => import('./roll-camera.tsx');

/** `appel/<session>`, `appel/<session>/apres-midi`, each at a person where one follows; `appel/<session>/papier`. */
export default function Roll({ rest: [id, ...more] }: { readonly rest: Path }) {
  const { replica } = useOpen();
  const session = isRecordId(id) ? replica.record(id) : null;
  if (!session?.created || session.type !== 'session')
    return (
      <Frame title={t('roll.title')} back={{ href: href('cohortes'), label: t('roll.back') }}>
        <Empty text={t('roll.unknown')} hint={t('roll.unknown.hint')} />
      </Frame>
    );
  const [part] = more;
  if (part === PAPER) return <RollPaper session={session} />;
  const half: Half = part === AFTERNOON && halvesOf(session).length > 1 ? 'afternoon' : 'marks';
  return <Calling key={`${id} ${half}`} session={session} half={half} at={more.find(isRecordId)} />;
}

/** `Fonds de départ`, `Bamako 2 · jeudi 11 mars · 08:30`. */
export function headOf({ replica }: Pick<Open, 'replica'>, session: RecordState) {
  const cohort = refOf(session, 'cohort');
  const day = dayOfSession(session);
  const at = [
    cohort ? titleOf(replica, cohort) : '',
    day ? dateText(Date.parse(day), { weekday: true }, 'utc') : '',
    hourSaid(textOf(session, 'start')),
  ];
  return { title: titleOf(replica, session.id), sub: at.filter((one) => one !== '').join('\u00a0· ') };
}

/** « Donnée par Awa », « Awa remplace Ali »; where nobody is named on it, the trainers of the group. */
function givenBy(replica: Open['replica'], session: RecordState): string {
  const givers = giversOf(replica, session).map((id) => titleOf(replica, id));
  if (givers.length === 0) return t('roll.given.none');
  const [name, replaces] = [givers.join(t('list.comma')), refOf(session, 'replaces')];
  return replaces && refOf(session, 'trainer')
    ? t('roll.given.instead', { name, other: titleOf(replica, replaces) })
    : t('roll.given', { name });
}

export const byName = (replica: Open['replica'], ids: readonly RecordId[]) =>
  ids
    .map((id) => ({ id, name: titleOf(replica, id) || t('value.unknown') }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr') || (a.id < b.id ? -1 : 1));

interface CallingProps {
  readonly session: RecordState;
  readonly half: Half;
  /** Whom somebody came for. */
  readonly at: RecordId | undefined;
}

function Calling({ session, half, at }: CallingProps) {
  const open = useOpen();
  const { jekulu, replica, me, now } = open;
  const [paper, setPaper] = useState(false);
  const [left, setLeft] = useState(false);
  const [wanted, setWanted] = useState('');
  const [camera, setCamera] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const [hour, setHour] = useState<string | null>(null);
  const { part } = useLater(cameraPart);
  useEffect(() => {
    const row = at && document.getElementById(at);
    row?.scrollIntoView({ block: 'center' });
    row?.focus({ preventScroll: true });
  }, [at]);
  const roll = useRoll(session, half, paper);
  const { marks } = roll;
  const { enrolled } = calledIn(replica, session);
  const people = byName(replica, enrolled);
  const numbers = numbersIn(replica, refOf(session, 'cohort'));
  const toMark = people.filter(({ id }) => !marks.has(id));
  const gone = people.filter(({ id }) => marks.get(id)?.out !== undefined).length;
  const cancelled = isCancelled(session);
  const may = replica.may(me.person, 'edit', 'roll', session.home, now);
  const mayEdit = replica.may(me.person, 'edit', 'session', session.home, now);
  const clash = disputed(replica, replica.record(rollId(session.id)), half);
  const twice = elsewhere(replica, { session, half });
  const shown = people.filter(({ id, name }) => (!left || !marks.has(id)) && (wanted === '' || matches(wanted, name)));
  const cohort = refOf(session, 'cohort');
  const needs = cohort ? needsIn(replica, cohort, dayOfSession(session)) : NO_NEEDS;
  const back = cohort
    ? { href: href('cohortes', cohort, 'session.cohort'), label: t('roll.back.cohort') }
    : { href: href('cohortes'), label: t('roll.back') };
  const today = dayOfSession(session) === dayOf(now);
  const span = spanOf(session, half);
  const minute = minutesOf(hourText(now)) ?? 0;
  // Called as people come, and not afterwards or from paper: the hour is that of the badge.
  const live = today && !paper && minute < (span?.to ?? Number.POSITIVE_INFINITY);
  // A finger in the second part of a half day rather says that somebody had been late: their hours are not taken away by when the roll was called.
  const atTheDoor = live && minute <= (span ? (span.from + span.to) / 2 : Number.POSITIVE_INFINITY);
  const late = (): Mark => (atTheDoor ? { is: 'late', at: hourText(now) } : { is: 'late' });
  /** A badge at the door. */
  const arrival = (): Mark =>
    live && comesLate(session, half, minute, graceIn(replica, session))
      ? { is: 'late', at: hourText(now) }
      : { is: 'present' };
  const setState = (state: 'held' | 'planned') =>
    jekulu.save([{ do: 'edit', record: session.id, body: { state } }]).then(() => undefined);

  /** Who leaves is a list of its own, in the place of this one. */
  const see = (onlyLeft: boolean) => {
    setLeft(onlyLeft);
    setLeaving(false);
  };
  const out = hour ?? (today ? hourText(now) : '');
  const onBadge = (text: string) =>
    readBadge(replica, { session, half, roll, enrolled, arrival, out: leaving ? out : null }, text);

  const finish = async () => {
    await roll.kept();
    if (mayEdit && textOf(session, 'state') !== 'held') await setState('held');
    const there = people.filter(({ id }) => isThere(marks.get(id))).length;
    toast(t('roll.kept', { n: there, all: people.length }));
    go(back.href);
  };
  const { title, sub } = headOf(open, session);
  const acts = may && !cancelled && people.length > 0 && (
    <>
      <button type="button" class="btn" disabled={!roll.canUndo} onClick={roll.undo}>
        <Icon name="undo" />
        {t('undo')}
      </button>
      {toMark.length > 0 ? (
        <button
          type="button"
          class="btn go"
          onClick={() => roll.put(new Map(toMark.map(({ id }) => [id, { is: 'present', together: true }])))}
        >
          {toMark.length === people.length ? t('roll.all', { n: toMark.length }) : t('roll.rest', { n: toMark.length })}
        </button>
      ) : (
        <button type="button" class="btn go" onClick={finish}>
          <Icon name="check" />
          {t('roll.finish')}
        </button>
      )}
    </>
  );
  return (
    <Frame
      title={t('roll.of', { title })}
      sub={sub}
      back={back}
      end={
        <a class="ib" href={href(ROLL, session.id, PAPER)} aria-label={t('roll.paper')}>
          <Icon name="print" />
        </a>
      }
      {...(acts && { acts })}
    >
      <div class="stack">
        {mayReplace(open, session) && (
          <p class="line wrap sm">
            <span>{givenBy(replica, session)}</span>
            <a class="tall" href={href('cohortes', REPLACE, session.id)}>
              {t('roll.replace')}
            </a>
          </p>
        )}
        <Score people={people.map(({ id }) => id)} marks={marks} />
        {roll.refusal && <RefusalNotice refusal={roll.refusal} />}
        {cancelled && (
          <Notice tone="fix" icon="warning" title={t('roll.cancelled')}>
            <p>{[textOf(session, 'why'), t('roll.cancelled.hint')].filter((one) => one !== '').join(' ')}</p>
            {mayEdit && (
              <button type="button" class="btn" onClick={() => setState('held')}>
                {t('roll.uncancel')}
              </button>
            )}
          </Notice>
        )}
        {!may && (
          <Notice tone="wait" icon="lock">
            <p>{t('roll.mayonly')}</p>
          </Notice>
        )}
        {[...twice].map(([person, other]) => (
          <div key={person} id={person} tabIndex={-1}>
            <Notice tone="fix" icon="clash" title={t('roll.twice', { name: titleOf(replica, person) })}>
              <p>
                {t('roll.twice.hint', {
                  other: [headOf(open, other.session).title, headOf(open, other.session).sub].join('\u00a0· '),
                })}
              </p>
              <a class="btn" href={toRoll(other, person)}>
                {t('roll.twice.open')}
              </a>
            </Notice>
          </div>
        ))}
        {halvesOf(session).length > 1 && (
          <nav class="chips" aria-label={t('roll.halves')}>
            {(['marks', 'afternoon'] as const).map((one) => (
              <a
                key={one}
                class="chip"
                href={one === 'marks' ? href(ROLL, session.id) : href(ROLL, session.id, AFTERNOON)}
                {...(one === half && { 'aria-current': 'page' as const })}
              >
                {t(`roll.half.${one}`)}
              </a>
            ))}
          </nav>
        )}
        {people.length === 0 ? (
          <Empty text={t('roll.nobody')} hint={t('roll.nobody.hint')}>
            {cohort && (
              <a class="btn" href={href('cohortes', cohort, 'enrolment.cohort')}>
                {t('roll.enrol')}
              </a>
            )}
          </Empty>
        ) : (
          <>
            <div class="chips">
              <Chip on={!left && !leaving} press={() => see(false)} label={t('roll.everybody')} n={people.length} />
              <Chip on={left && !leaving} press={() => see(true)} label={t('roll.left')} n={toMark.length} />
              {may && !cancelled && <Chip on={camera} press={() => setCamera(!camera)} label={t('badge.read')} />}
              {may && !cancelled && (
                <Chip on={leaving} press={() => setLeaving(!leaving)} label={t('roll.out')} n={gone} />
              )}
              {may && <Chip on={paper} press={() => setPaper(!paper)} label={t('roll.frompaper')} />}
            </div>
            {camera && part && <part.default onBadge={onBadge} onClose={() => setCamera(false)} />}
            {leaving ? (
              <Leaving people={people} roll={roll} hour={out} onHour={setHour} />
            ) : (
              <ol class="card rolls">
                {shown.map(({ id, name }) => (
                  <RollRow
                    key={id}
                    at={twice.has(id) ? undefined : id}
                    number={numbers.get(id) ?? 0}
                    name={name}
                    sex={textOf(replica.record(id) as RecordState, 'sex')}
                    needs={needs.get(id)}
                    mark={marks.get(id)}
                    versions={clash.get(id)}
                    closed={!may || cancelled}
                    onMark={(mark) => roll.put(new Map([[id, mark]]))}
                    late={late}
                  />
                ))}
              </ol>
            )}
            {!leaving && shown.length === 0 && <p class="dim">{t(left ? 'roll.left.none' : 'roll.notfound')}</p>}
          </>
        )}
        {may && !cancelled && (
          <Guests {...{ session, half, wanted, roll, enrolled, late }} readBadge={onBadge} onWanted={setWanted} />
        )}
      </div>
    </Frame>
  );
}

function Chip(props: {
  readonly on: boolean;
  readonly press: () => void;
  readonly label: ComponentChildren;
  readonly n?: number;
}) {
  return (
    <button type="button" class="chip" aria-pressed={props.on} onClick={props.press}>
      {props.label}
      {props.n !== undefined && <span class="num">{props.n}</span>}
    </button>
  );
}

const COUNTED: readonly Presence[] = ['present', 'late', 'excused', 'absent'];

/** How many are what, and how many are left; the same as a bar. */
function Score(props: { readonly people: readonly RecordId[]; readonly marks: ReadonlyMap<RecordId, Mark> }) {
  const { people, marks } = props;
  const count = (is: Presence) => people.filter((id) => marks.get(id)?.is === is).length;
  const left = people.filter((id) => !marks.has(id)).length;
  return (
    <section class="score" aria-label={t('roll.score')}>
      <ul>
        {COUNTED.map((is) => (
          <li key={is}>
            <b class="num">{count(is)}</b>
            {t(`roll.count.${is}`, { n: count(is) })}
          </li>
        ))}
        <li class="left">
          <b class="num">{left}</b>
          {t('roll.count.left')}
        </li>
      </ul>
      <svg class="meter" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        {meter(COUNTED.map(count), people.length).map(({ x, width }, at) => (
          <rect key={COUNTED[at]} class={COUNTED[at] ?? ''} x={x} width={width} height="4" />
        ))}
      </svg>
    </section>
  );
}

function meter(counts: readonly number[], all: number): readonly { x: number; width: number }[] {
  let x = 0;
  return counts.map((count) => {
    const width = all === 0 ? 0 : (count / all) * 100;
    x += width;
    return { x: x - width, width };
  });
}
