/** Who was there? The list of the group, ticked, and whoever else came; the hours stand once, and only who stayed otherwise has a number of their own. */
import { useState } from 'preact/hooks';
import { type RecordState, textOf, valueOf } from '../../../kernel/fold.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import type { Body, RecordId, Refusal } from '../../../kernel/types.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Row, Sign } from '../../../ui/parts.tsx';
import { RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { go, href, type Path } from '../../../ui/router.ts';
import { toast } from '../../../ui/toast.tsx';
import { titleOf } from '../../../ui/words.ts';
import { isLongEnough, peopleCalled } from '../../people/finding.ts';
import { doerOf, groupsOf, hoursEach, keysAt, othersAt, peopleIn, thereAt } from '../hours.ts';
import { OTHERS, THERE } from './addresses.ts';

/** `actions/participants/<action>[/<group>|/autres]`. */
export default function Tick({ rest: [id, group] }: { readonly rest: Path }) {
  const { replica } = useOpen();
  const action = isRecordId(id) ? replica.record(replica.resolve(id)) : null;
  if (action?.type !== 'action') return null;
  if (group === OTHERS) return <TickList key={group} action={action} cohort={null} />;
  const cohort = isRecordId(group) ? group : doerOf(action);
  return cohort ? (
    <TickList key={cohort} action={action} cohort={replica.resolve(cohort)} />
  ) : (
    <PickGroup action={action} />
  );
}

/** Several groups did it together: one after the other. */
function PickGroup({ action }: { readonly action: RecordState }) {
  const { replica } = useOpen();
  const groups = groupsOf(replica, action);
  const there = thereAt(replica, action);
  const tickedIn = (cohort: RecordId): number =>
    peopleIn(replica, cohort, textOf(action, 'on')).filter((person) => there.has(person)).length;
  return (
    <Frame
      title={t('actions.tick')}
      sub={textOf(action, 'name')}
      back={{ href: href('actions', action.id), label: t('actions.back.action') }}
    >
      <div class="stack narrow">
        {groups.length === 0 && <Empty text={t('actions.tick.nogroup')} />}
        {groups.length > 0 && (
          <>
            <p>{t('actions.tick.group.hint')}</p>
            <nav class="card rows" aria-label={t('actions.tick.group')}>
              {groups
                .map((id) => ({ id, name: titleOf(replica, id) }))
                .sort((a, b) => a.name.localeCompare(b.name, 'fr', { numeric: true }))
                .map(({ id, name }) => (
                  <Row
                    key={id}
                    href={href('actions', THERE, action.id, id)}
                    sign={<Sign icon="people" />}
                    title={name}
                    sub={t('actions.group.ticked', { n: tickedIn(id) })}
                    end={<Icon name="next" />}
                  />
                ))}
            </nav>
          </>
        )}
        <ToOthers action={action} />
      </div>
    </Frame>
  );
}

/** Not everybody who came is of a group. */
function ToOthers({ action }: { readonly action: RecordState }) {
  const { replica } = useOpen();
  const n = othersAt(replica, action).length;
  return (
    <div class="card rows">
      <Row
        href={href('actions', THERE, action.id, OTHERS)}
        sign={<Sign icon="plus" />}
        title={t('actions.others')}
        sub={n > 0 ? t('actions.group.ticked', { n }) : t('actions.others.sub')}
        end={<Icon name="next" />}
      />
    </div>
  );
}

const HOURS = /^\d{1,3}$/;

/** @param cohort null for those who are of none of its groups. */
function TickList({ action, cohort }: { readonly action: RecordState; readonly cohort: RecordId | null }) {
  const { jekulu, replica, me, now } = useOpen();
  const each = hoursEach(action);
  const there = thereAt(replica, action);
  // What was not touched stays as it is: somebody else may have ticked it meanwhile.
  const [changed, setChanged] = useState<ReadonlyMap<RecordId, boolean>>(new Map());
  const [typed, setTyped] = useState<ReadonlyMap<RecordId, string>>(new Map());
  const [added, setAdded] = useState<readonly RecordId[]>([]);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const listed = cohort ? peopleIn(replica, cohort, textOf(action, 'on')) : othersAt(replica, action);
  const people = [...new Set([...listed, ...added])]
    .map((person) => ({ person, name: titleOf(replica, person) || t('value.unknown') }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  const isTicked = (person: RecordId): boolean => changed.get(person) ?? there.has(person);
  const hoursText = (person: RecordId): string => {
    const own = there.get(person);
    return typed.get(person) ?? (own === undefined || own === each ? '' : String(own));
  };
  const ticked = people.filter(({ person }) => isTicked(person));
  const may = replica.may(me.person, 'edit', 'action', action.home, now);
  const tickAll = (all: boolean) => setChanged(new Map(people.map(({ person }) => [person, all])));
  const add = (person: RecordId) => {
    setAdded([...added, person]);
    setChanged(new Map(changed).set(person, true));
  };
  const save = async () => {
    const body: Record<string, Body[string]> = {};
    for (const { person } of people) {
      if (!changed.has(person) && !typed.has(person)) continue;
      const hours = hoursText(person);
      const said = !isTicked(person) ? null : HOURS.test(hours) ? { hours: Number(hours) } : {};
      for (const key of keysAt(replica, action, person)) {
        const before = valueOf(action, `people.${key}`) ?? null;
        if (JSON.stringify(before) !== JSON.stringify(said)) body[`people.${key}`] = said;
      }
    }
    setBusy(true);
    try {
      if (Object.keys(body).length > 0) await jekulu.save([{ do: 'edit', record: action.id, body }]);
      toast(t('actions.tick.done', { n: ticked.length }));
      go(href('actions', action.id), 'replace');
    } catch (error) {
      setRefusal(refusalOf(error));
      setBusy(false);
    }
  };
  const button = (
    <button type="button" class="btn go full" disabled={busy} onClick={save}>
      <Icon name="check" />
      {t('actions.tick.go', { n: ticked.length })}
    </button>
  );
  return (
    <Frame
      title={t('actions.tick')}
      sub={[textOf(action, 'name'), cohort ? titleOf(replica, cohort) : t('actions.others')].join('\u00a0· ')}
      back={{ href: href('actions', action.id), label: t('actions.back.action') }}
      {...(may && people.length > 0 && { acts: button })}
    >
      <div class="stack narrow">
        {!cohort && may && (
          <Finder not={new Set([...there.keys(), ...people.map(({ person }) => person)])} onFound={add} />
        )}
        {people.length === 0 && <Empty text={t(cohort ? 'actions.tick.empty' : 'actions.others.empty')} />}
        {people.length > 0 && (
          <>
            <p>{t('actions.tick.hint', { n: each })}</p>
            {cohort && (
              <p>
                <button type="button" class="btn" onClick={() => tickAll(ticked.length < people.length)}>
                  {t(ticked.length < people.length ? 'actions.tick.all' : 'actions.tick.none')}
                </button>
              </p>
            )}
          </>
        )}
        {refusal && <RefusalNotice refusal={refusal} />}
        {people.length > 0 && (
          // One below the other on a wide screen too: beside each other, whoever is ticked would lose the room of their name to the hours.
          <fieldset class="opts" style={{ gridTemplateColumns: 'minmax(0, 1fr)' }}>
            <legend class="vh">{t('actions.tick')}</legend>
            {people.map(({ person, name }) => (
              <div class="line points" key={person}>
                <label class="opt grow">
                  <input
                    type="checkbox"
                    checked={isTicked(person)}
                    onChange={({ currentTarget: { checked } }) => setChanged(new Map(changed).set(person, checked))}
                  />
                  <span class="grow">{name}</span>
                </label>
                {isTicked(person) && (
                  <>
                    <input
                      class="in"
                      type="text"
                      inputMode="numeric"
                      size={3}
                      maxLength={3}
                      aria-label={t('actions.tick.hours', { name })}
                      placeholder={String(each)}
                      value={hoursText(person)}
                      onInput={({ currentTarget: { value } }) => setTyped(new Map(typed).set(person, value.trim()))}
                    />
                    <span aria-hidden="true">{t('actions.tick.unit')}</span>
                  </>
                )}
              </div>
            ))}
          </fieldset>
        )}
        {cohort && doerOf(action) !== null && <ToOthers action={action} />}
      </div>
    </Frame>
  );
}

function Finder(props: { readonly not: ReadonlySet<RecordId>; readonly onFound: (person: RecordId) => void }) {
  const { replica } = useOpen();
  const [wanted, setWanted] = useState('');
  const found = peopleCalled(replica, wanted, props.not);
  return (
    <div class="stack s2">
      <div class="field">
        <label for="others-find">{t('actions.others.find')}</label>
        <input
          class="in"
          id="others-find"
          type="search"
          autocomplete="off"
          value={wanted}
          aria-describedby="others-hint"
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
        <p id="others-hint" class="sm dim" role="status">
          {t(isLongEnough(wanted) && found.length === 0 ? 'actions.others.none' : 'actions.others.find.hint')}
        </p>
      </div>
      {found.map((id) => (
        <button
          key={id}
          type="button"
          class="btn full"
          onClick={() => {
            props.onFound(id);
            setWanted('');
          }}
        >
          <Icon name="plus" />
          {titleOf(replica, id)}
        </button>
      ))}
    </div>
  );
}
