/** Finding somebody on the roll, by name or by the badge a reader types; and who is there without being enrolled: kept, said, counted later. */
import '../messages/badges/index.ts';
import type { RecordState } from '../../../kernel/fold.ts';
import { isVoided, refOf, textOf } from '../../../kernel/fold.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { type Open, useOpen } from '../../../ui/open.ts';
import { Notice } from '../../../ui/parts.tsx';
import { matches } from '../../../ui/search.ts';
import { toast } from '../../../ui/toast.tsx';
import { titleOf } from '../../../ui/words.ts';
import { peopleCalled } from '../../people/finding.ts';
import { enrolmentActs } from '../enrolling.ts';
import { ownGroup } from '../makeup.ts';
import { numbersIn } from '../numbers.ts';
import { type Sitting, whereElse } from '../rooms.ts';
import { dayOfSession, type Half, isThere, type Mark } from '../rules.ts';
import type { RollKeeper } from './keeping.ts';
import { byName } from './roll.tsx';
import type { BadgeSaid } from './roll-camera.tsx';
import { readLeaving } from './roll-leaving.tsx';
import { RollRow } from './roll-row.tsx';

/** What a badge says: the address of a person, whose last part is their id. */
const onBadge = (typed: string): RecordId | null => {
  const [id] = typed.match(/~[a-z0-9]{16}|[a-z0-9]{16}\.\d+/) ?? [];
  return isRecordId(id) ? id : null;
};

/** What a badge does, and what is said of it: nothing that was marked is written over or lost. */
export function readBadge(
  replica: Open['replica'],
  of: Sitting & {
    readonly roll: RollKeeper;
    readonly enrolled: readonly RecordId[];
    /** What is written of whoever comes now. */
    readonly arrival: () => Mark;
    /** People are leaving: at what hour. */
    readonly out: string | null;
  },
  text: string,
): BadgeSaid {
  const { roll, enrolled, out } = of;
  const id = onBadge(text);
  const state = id === null ? null : replica.record(replica.resolve(id));
  if (state?.type !== 'person' || isVoided(state))
    return { tone: 'fix', icon: 'warning', text: t('roll.badge.unknown') };
  if (out !== null) return readLeaving(replica, roll, state, out);
  const name = titleOf(replica, state.id);
  if (isThere(roll.marks.get(state.id))) return { tone: 'wait', icon: 'check', text: t('badge.again', { name }) };
  const mark = of.arrival();
  roll.put(new Map([[state.id, mark]]));
  const other = whereElse(replica, of, state.id);
  if (other)
    return {
      tone: 'fix',
      icon: 'clash',
      text: t('badge.elsewhere', { name, other: titleOf(replica, refOf(other, 'cohort') ?? other.id) }),
    };
  if (!enrolled.includes(state.id)) return guestSaid(replica, of.session, state.id);
  return mark.at
    ? { tone: 'wait', icon: 'clock', text: t('badge.late', { name, at: mark.at }) }
    : { tone: 'ok', icon: 'check', text: t('roll.badge.here', { name }) };
}

/** Of somebody who is there without being enrolled: whether their hours count, and where. */
function guestSaid(replica: Open['replica'], session: RecordState, person: RecordId): BadgeSaid {
  const [own, name] = [ownGroup(replica, session, person), titleOf(replica, person)];
  return own
    ? { tone: 'ok', icon: 'check', text: t('roll.made.in', { name, group: titleOf(replica, own.id) }) }
    : { tone: 'fix', icon: 'info', text: t('roll.badge.guest', { name }) };
}

export function Guests(props: {
  readonly session: RecordState;
  readonly half: Half;
  readonly wanted: string;
  readonly roll: RollKeeper;
  readonly enrolled: readonly RecordId[];
  readonly readBadge: (text: string) => BadgeSaid;
  readonly late: () => Mark;
  readonly onWanted: (wanted: string) => void;
}) {
  const { session, wanted, roll, enrolled, readBadge, late, onWanted } = props;
  const open = useOpen();
  const { jekulu, replica, me, now } = open;
  const called = new Set(enrolled);
  const guests = byName(
    replica,
    [...roll.marks.keys()].filter((id) => !called.has(id)),
  );
  const own = new Map(guests.map(({ id }) => [id, ownGroup(replica, session, id)]));
  const strangers = guests.filter(({ id }) => !own.get(id));
  const visitors = guests.filter(({ id }) => own.get(id));
  const cohort = refOf(session, 'cohort');
  const last = numbersIn(replica, cohort).size;
  const group = cohort ? replica.record(cohort) : null;
  const mayEnrol = group !== null && replica.may(me.person, 'create', 'enrolment', group.home, now);
  /** From the day of this session: from a later one, what they followed here would not count. */
  const enrol = async () => {
    if (!group) return;
    await roll.kept();
    const people = strangers.map(({ id }) => id);
    for (const acts of enrolmentActs(replica, group, people, dayOfSession(session))) await jekulu.save(acts);
    toast(t('roll.guests.enrolled', { n: people.length }));
  };
  const add = (person: RecordId) => {
    roll.put(new Map([[person, { is: 'present' }]]));
    toast(
      called.has(person)
        ? t('roll.badge.here', { name: titleOf(replica, person) })
        : guestSaid(replica, session, person).text,
    );
    onWanted('');
  };
  const scanned = () => {
    if (onBadge(wanted) === null) return;
    toast(readBadge(wanted).text);
    onWanted('');
  };
  const inList = enrolled.some((id) => matches(wanted, titleOf(replica, id)));
  const others =
    inList || onBadge(wanted) ? [] : peopleCalled(replica, wanted, new Set([...called, ...roll.marks.keys()]));
  return (
    <section class="stack s3" aria-label={t('roll.find')}>
      <form
        class="field"
        onSubmit={(event) => {
          event.preventDefault();
          scanned();
        }}
      >
        <label for="roll-find">{t('roll.find')}</label>
        <input
          class="in"
          id="roll-find"
          type="search"
          autocomplete="off"
          value={wanted}
          aria-describedby="roll-find-hint"
          onInput={(event) => onWanted(event.currentTarget.value)}
        />
        <p id="roll-find-hint" class="sm dim">
          {t('roll.find.hint')}
        </p>
      </form>
      {others.length > 0 && (
        <div class="stack s2">
          <p class="sm">{t('roll.others')}</p>
          {byName(replica, others).map(({ id, name }) => (
            <button key={id} type="button" class="btn full" onClick={() => add(id)}>
              <Icon name="plus" />
              {name}
            </button>
          ))}
        </div>
      )}
      {visitors.length > 0 && (
        <Notice tone="ok" icon="check" title={t('roll.made', { n: visitors.length })}>
          <ul>
            {visitors.map(({ id, name }) => (
              <li key={id}>{t('roll.made.in', { name, group: titleOf(replica, own.get(id)?.id ?? id) })}</li>
            ))}
          </ul>
        </Notice>
      )}
      {strangers.length > 0 && (
        <Notice tone="fix" icon="info" title={t('roll.guests', { n: strangers.length })}>
          <p>{t(mayEnrol ? 'roll.guests.hint' : 'roll.guests.ask')}</p>
          {mayEnrol && (
            <button type="button" class="btn" onClick={() => void enrol()}>
              {t('roll.guests.enrol', { n: strangers.length })}
            </button>
          )}
        </Notice>
      )}
      {guests.length > 0 && (
        <ol class="card rolls">
          {guests.map(({ id, name }, at) => (
            <RollRow
              key={id}
              at={id}
              number={last + at + 1}
              name={name}
              sex={textOf(replica.record(id) as RecordState, 'sex')}
              mark={roll.marks.get(id)}
              closed={false}
              late={late}
              onMark={(mark) => roll.put(new Map([[id, mark]]))}
            />
          ))}
        </ol>
      )}
    </section>
  );
}
