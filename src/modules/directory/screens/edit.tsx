/** A new organisation, or changes to one: the form that follows from the declarations. */

import { textOf } from '../../../kernel/fold.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import type { RecordId, Scope } from '../../../kernel/types.ts';
import { Form } from '../../../ui/form.tsx';
import { Frame } from '../../../ui/frame.tsx';
import { t } from '../../../ui/i18n.ts';
import { useOpen } from '../../../ui/open.ts';
import { Notice } from '../../../ui/parts.tsx';
import { type Answers, answersOf, createActs, editActs, formOf } from '../../../ui/record-form.ts';
import { go, href } from '../../../ui/router.ts';
import { toast } from '../../../ui/toast.tsx';
import { titleOf } from '../../../ui/words.ts';
import { NotHere } from './organisation.tsx';

const TYPE = 'organisation';

/** Places already written in this copy, the most frequent first: typed once, chosen afterwards. */
function knownPlaces(open: ReturnType<typeof useOpen>): readonly string[] {
  const counts = new Map<string, number>();
  for (const glance of open.replica.glances(TYPE)) {
    const place = glance.text('place');
    if (place) counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([place]) => place);
}

/** Said before the form opens, so that nobody types for nothing. */
function NoRight(props: {
  readonly title: string;
  readonly back: string;
  readonly action: 'create' | 'edit';
  readonly home: Scope;
}) {
  const { replica, now } = useOpen();
  const able = replica.list('person').filter((state) => replica.may(state.id, props.action, TYPE, props.home, now));
  return (
    <Frame title={props.title} back={{ href: props.back, label: t('back.members') }}>
      <Notice tone="wait" icon="lock" title={t(`organisation.noright.${props.action}`)}>
        <p>{t(able.length > 0 ? 'organisation.noright.who' : 'organisation.noright.nobody')}</p>
        <ul>
          {able.map((state) => (
            <li key={state.id}>
              <b>{textOf(state, 'name')}</b>
            </li>
          ))}
        </ul>
      </Notice>
    </Frame>
  );
}

export function NewOrganisation({ step }: { readonly step: number }) {
  const open = useOpen();
  const { jekulu, replica, me, now } = open;
  const title = t('quick.organisation');
  const back = href('membres');
  if (!replica.may(me.person, 'create', TYPE, me.home, now))
    return <NoRight title={title} back={back} action="create" home={me.home} />;
  const form = formOf(replica.id.decl, TYPE);
  const save = async (answers: Answers) => {
    const [made] = await jekulu.save(createActs(form, answers, me.home));
    toast(t('form.saved'));
    if (made) go(href('membres', made.record), 'replace');
  };
  return (
    <Form
      form={form}
      title={title}
      draftKey={TYPE}
      before={{}}
      at={['membres', 'nouvelle']}
      step={step}
      back={back}
      known={{ place: knownPlaces(open) }}
      onSave={save}
    />
  );
}

export function EditOrganisation({ id, step }: { readonly id: string; readonly step: number }) {
  const open = useOpen();
  const { jekulu, replica, me, now } = open;
  const state = isRecordId(id) ? replica.record(id) : null;
  if (!state?.created) return <NotHere id={id} />;
  const record: RecordId = state.id;
  const back = href('membres', record);
  const title = titleOf(replica, record);
  if (!replica.may(me.person, 'edit', TYPE, state.home, now))
    return <NoRight title={title} back={back} action="edit" home={state.home} />;
  const form = formOf(replica.id.decl, TYPE);
  const save = async (answers: Answers) => {
    const acts = editActs(replica, form, record, answers);
    if (acts) await jekulu.save(acts);
    toast(t(acts ? 'form.saved' : 'form.same'));
    go(back, 'replace');
  };
  return (
    <Form
      form={form}
      title={t('organisation.edit', { name: title })}
      draftKey={record}
      before={answersOf(replica, form, record)}
      at={['membres', record, 'modifier']}
      step={step}
      back={back}
      known={{ place: knownPlaces(open) }}
      onSave={save}
    />
  );
}
