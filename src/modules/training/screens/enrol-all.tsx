/** Those who were given a place, written into a group at once: a list already ticked, one button. */
import '../messages/selection/index.ts';
import { useState } from 'preact/hooks';
import { refOf, textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import type { RecordId, Refusal } from '../../../kernel/types.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useOpen } from '../../../ui/open.ts';
import { Empty, Notice } from '../../../ui/parts.tsx';
import { RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { go, href, type Path } from '../../../ui/router.ts';
import { toast } from '../../../ui/toast.tsx';
import { titleOf } from '../../../ui/words.ts';
import { enrolmentActs, placesLeft, waitingForGroup } from '../enrolling.ts';

/** `cohortes/inscrire/<group>`. */
export default function EnrolAll({ rest: [id] }: { readonly rest: Path }) {
  const { jekulu, replica, me, now } = useOpen();
  const cohort = isRecordId(id) ? replica.record(replica.resolve(id)) : null;
  const programme = cohort && refOf(cohort, 'programme');
  const waiting = programme ? waitingForGroup(replica, replica.resolve(programme)) : [];
  const left = cohort ? placesLeft(replica, cohort) : null;
  // As many as there are places, the best ranked first; a tick more or less is a person's to give.
  const [changed, setChanged] = useState<ReadonlyMap<RecordId, boolean>>(new Map());
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  if (!cohort?.created) return null;
  const first = new Set(waiting.slice(0, left ?? waiting.length));
  const isTicked = (person: RecordId): boolean => changed.get(person) ?? first.has(person);
  const chosen = waiting.filter(isTicked);
  const may = replica.may(me.person, 'create', 'enrolment', cohort.home, now);
  const enrol = async () => {
    setBusy(true);
    try {
      for (const acts of enrolmentActs(replica, cohort, chosen, dayOf(now))) await jekulu.save(acts);
      toast(t('enrol.all.done', { n: chosen.length }));
      go(href('cohortes', cohort.id), 'replace');
    } catch (error) {
      setRefusal(refusalOf(error));
      setBusy(false);
    }
  };
  const button = (
    <button type="button" class="btn go full" disabled={busy || chosen.length === 0} onClick={enrol}>
      <Icon name="check" />
      {t('enrol.all.go', { n: chosen.length })}
    </button>
  );
  return (
    <Frame
      title={t('enrol.all')}
      sub={textOf(cohort, 'name')}
      back={{ href: href('cohortes', cohort.id), label: t('enrol.all.back') }}
      {...(may && waiting.length > 0 && { acts: button })}
    >
      <div class="stack narrow">
        {waiting.length === 0 && <Empty text={t('enrol.all.none')} />}
        {waiting.length > 0 && <p>{t('enrol.all.hint', { n: waiting.length })}</p>}
        {left !== null && chosen.length > left && (
          <Notice tone="fix" icon="warning">
            <p>{t('enrol.all.full', { n: left })}</p>
          </Notice>
        )}
        {refusal && <RefusalNotice refusal={refusal} />}
        {waiting.length > 0 && (
          <fieldset class="opts">
            <legend class="vh">{t('enrol.all')}</legend>
            {waiting.map((person) => (
              <label class="opt" key={person}>
                <input
                  type="checkbox"
                  checked={isTicked(person)}
                  onChange={({ currentTarget: { checked } }) => setChanged(new Map(changed).set(person, checked))}
                />
                <span class="grow">{titleOf(replica, person)}</span>
              </label>
            ))}
          </fieldset>
        )}
      </div>
    </Frame>
  );
}
