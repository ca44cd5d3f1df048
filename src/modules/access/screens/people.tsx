/** Who works here, with which right; and the enrolments made in the field that wait to be made lasting. */
import { useState } from 'preact/hooks';
import { isVoided, textOf, valueOf } from '../../../kernel/fold.ts';
import { dayOf, delegates, GRANT, type Grant, grantOf, isCurrent } from '../../../kernel/grant.ts';
import { orgOf } from '../../../kernel/sharing.ts';
import type { RecordId, Refusal } from '../../../kernel/types.ts';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';
import { type Open, useOpen } from '../../../ui/open.ts';
import { Head, PersonSign, State } from '../../../ui/parts.tsx';
import { RefusalNotice, refusalOf } from '../../../ui/refusal.tsx';
import { roleName } from '../../../ui/roles.ts';
import { href } from '../../../ui/router.ts';
import { toast } from '../../../ui/toast.tsx';
import { untilDay } from '../../../ui/when.ts';
import { placeName, titleOf } from '../../../ui/words.ts';
import { standOf } from '../../../ui/work.ts';
import { mayEnrol } from '../enrolling.ts';

interface Line {
  readonly person: RecordId;
  readonly name: string;
  readonly sign: string;
  readonly color: string;
  readonly grants: readonly Grant[];
  /** A right given in the field that the reader may make lasting. */
  readonly waiting: Grant | null;
}

function linesOf({ replica, me, now }: Open): readonly Line[] {
  const mine = replica.grantsOf(me.person).filter((grant) => isCurrent(grant, now));
  return replica
    .list('person')
    .filter((state) => !isVoided(state) && state.home.startsWith(me.home))
    .map((state): Line => {
      const all = replica.list(GRANT).flatMap((record) => {
        const grant = grantOf(record);
        return grant?.person === state.id ? [{ grant, provisional: valueOf(record, 'provisional') === true }] : [];
      });
      const provisional = all.find((one) => one.provisional && one.grant.ends > now)?.grant;
      const may = mine.some((outer) => provisional && delegates(replica.id.decl, outer, provisional) === 'grants');
      return {
        person: state.id,
        name: textOf(state, 'name'),
        sign: textOf(state, 'sign'),
        color: textOf(state, 'color'),
        grants: all.map((one) => one.grant).filter((grant) => isCurrent(grant, now)),
        waiting: provisional && may && state.id !== me.person ? provisional : null,
      };
    })
    .sort((a, b) => Number(b.waiting !== null) - Number(a.waiting !== null) || a.name.localeCompare(b.name));
}

export default function People() {
  const open = useOpen();
  const { me } = open;
  const lines = linesOf(open);
  return (
    <Frame
      title={t('people.title')}
      sub={placeName(me.place, me.home)}
      back={{ href: href('plus'), label: t('back.more') }}
      acts={
        mayEnrol(open) && (
          <a class="btn go" href={href('plus', 'inscrire')}>
            <Icon name="plus" />
            {t('quick.enrol')}
          </a>
        )
      }
    >
      <section class="stack s3 column" aria-labelledby="people">
        <Head id="people" title={t('people.list')} count={lines.length} />
        <ul class="card rows">
          {lines.map((line) => (
            <Person key={line.person} line={line} />
          ))}
        </ul>
      </section>
    </Frame>
  );
}

function Person({ line }: { readonly line: Line }) {
  const { jekulu, replica, now } = useOpen();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { waiting } = line;
  const here = jekulu.faces.value.some((face) => face.person === line.person);
  const roles = [
    ...new Set(
      line.grants.map(({ role, scope }) => {
        const own = orgOf(scope);
        return own ? t('list.dot', { a: roleName(role), b: titleOf(replica, own) }) : roleName(role);
      }),
    ),
  ];
  const stand = standOf(replica, [replica.record(line.person)]);
  const confirm = (grant: Grant) =>
    jekulu.save([{ do: 'edit', record: grant.id, body: { provisional: false, from: dayOf(grant.from), to: '' } }]).then(
      () => toast(t('people.confirmed', { name: line.name })),
      (error) => setRefusal(refusalOf(error)),
    );
  return (
    <li class="row wrap">
      <PersonSign sign={line.sign || 'person'} color={line.color || 'p4'} />
      <span class="grow">
        <b>{line.name}</b>
        <small>
          {[roles.join(t('list.comma')) || t('people.noright'), here ? t('people.here') : '']
            .filter((part) => part !== '')
            .join(' · ')}
        </small>
      </span>
      {stand !== 'confirmed' && <State of={stand} />}
      {waiting && (
        <div class="line wrap full">
          <span class="grow sm">{t('people.provisional', { until: untilDay(waiting.ends, now) })}</span>
          <button type="button" class="btn" onClick={() => void confirm(waiting)}>
            <Icon name="check" />
            {t('people.confirm')}
          </button>
        </div>
      )}
      {refusal && <RefusalNotice refusal={refusal} tone="bad" />}
    </li>
  );
}
