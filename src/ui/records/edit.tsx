/** A new record, changes to one, one question alone, or what is still missing: the forms that follow from the declarations. */

import type { Acts } from '../../kernel/author.ts';
import type { TypeDecl } from '../../kernel/declare.ts';
import { type RecordState, textOf } from '../../kernel/fold.ts';
import type { Body, RecordId, Scope } from '../../kernel/types.ts';
import { Form } from '../form.tsx';
import { Frame } from '../frame.tsx';
import { t } from '../i18n.ts';
import { Icon } from '../icon.tsx';
import { Notice } from '../notice.tsx';
import { type Open, useOpen } from '../open.ts';
import { Head } from '../parts.tsx';
import { placeText } from '../place.ts';
import {
  type Answers,
  answersOf,
  applies,
  asking,
  editActs,
  formOf,
  groupOf,
  inGroups,
  isAskedFirst,
  isKey,
  type Question,
  type RecordForm,
} from '../record-form.ts';
import { go, href, type Path } from '../router.ts';
import { toast } from '../toast.tsx';
import { wide } from '../wide.ts';
import { answerText, fieldLabel, titleOf } from '../words.ts';
import { newTitle, typeName } from './describe.tsx';
import { alongOf, extensionsOf } from './extend.ts';
import { COMPLETE, draftKeyOf, EDIT } from './routes.ts';
import { atOnce, homeFor, mayAnswer, newRecord } from './save.ts';

/** Places already written in this copy, the most frequent first: typed once, chosen afterwards. */
function knownPlaces({ replica }: Open, form: RecordForm): { readonly [field: string]: readonly string[] } {
  const places = form.questions.filter(({ decl }) => decl.widget === 'place');
  return Object.fromEntries(
    places.map(({ type, field }) => {
      const counts = new Map<string, number>();
      for (const glance of replica.glances(type.name)) {
        const place = placeText(glance.value(field));
        if (place) counts.set(place, (counts.get(place) ?? 0) + 1);
      }
      return [
        field,
        [...counts]
          .sort((a, b) => b[1] - a[1])
          .slice(0, OFFERED)
          .map(([place]) => place),
      ];
    }),
  );
}
const OFFERED = 200;

interface Back {
  readonly href: string;
  readonly label: string;
}

/** Said before the form opens, so that nobody types for nothing. */
function NoRight(props: {
  readonly title: string;
  readonly back: Back;
  readonly action: 'create' | 'edit';
  readonly type: string;
  readonly home: Scope;
}) {
  const { replica, now } = useOpen();
  const able = replica
    .list('person')
    .filter((state) => replica.may(state.id, props.action, props.type, props.home, now));
  return (
    <Frame title={props.title} back={props.back}>
      <Notice tone="wait" icon="lock" title={t(`records.noright.${props.action}`)}>
        <p>{t(able.length > 0 ? 'records.noright.who' : `records.noright.nobody.${props.action}`)}</p>
        <ul>
          {able.map((state) => (
            <li key={state.id}>
              <b>{textOf(state, 'name')}</b>
            </li>
          ))}
        </ul>
      </Notice>
      <a class="btn" href={props.back.href}>
        {props.back.label}
      </a>
    </Frame>
  );
}

export interface NewProps {
  readonly type: TypeDecl;
  /** Address of the form. */
  readonly at: Path;
  readonly step: number;
  readonly back: Back;
  /** The record it is opened from, and the field that names it: known, so not asked. */
  readonly from?: { readonly field: string; readonly record: RecordId };
  /** What is likely, and can be changed. */
  readonly likely?: Answers;
  /** Where one goes once it is recorded. */
  readonly after: (record: RecordId) => string;
}

export function NewForm(props: NewProps) {
  const { type, from, back } = props;
  const open = useOpen();
  const { jekulu, replica, me, now } = open;
  const known: Body = from ? { [from.field]: from.record } : {};
  const answered: Answers = from ? { [from.field]: from.record } : {};
  const whole = formOf(replica.id.decl, type.name);
  const home = homeFor(open, type, answered);
  const title = newTitle(type.name);
  // Where it will live is known once the record it lives with is.
  const isHomeKnown = !type.livesWith || answered[type.livesWith] !== undefined;
  if (isHomeKnown && !replica.may(me.person, 'create', type.name, home, now))
    return <NoRight title={title} back={back} action="create" type={type.name} home={home} />;
  const may = mayAnswer(open, whole, home);
  const own = asking(whole, (question) => isAskedFirst(question) && question.field !== from?.field && may(question));
  const along = alongOf(open, own, answered, null);
  const { form } = along;
  const save = async (answers: Answers) => {
    const given = { ...answers, ...answered };
    const follows = extensionsOf(type.name).map((one) => one.follows?.(given, open));
    const lives = follows.find((one) => one?.home)?.home ?? homeFor(open, type, given);
    const unasked: Body = Object.assign({}, known, ...follows.map((one) => one?.known));
    const { acts, record } = newRecord(replica, form, given, lives, unasked);
    const all: Acts =
      typeof acts === 'function'
        ? (ids) => [...acts(ids), ...along.acts(given, record ?? ids(0))]
        : [...acts, ...(record ? along.acts(given, record) : [])];
    const changes = Array.isArray(all) && all.length === 0 ? [] : await jekulu.save(all);
    toast(t(changes.length > 0 ? 'form.saved' : 'form.same'));
    const made = record ?? changes[0]?.record;
    if (made) go(props.after(made), 'replace');
  };
  return (
    <Form
      form={form}
      title={title}
      draftKey={draftKeyOf(props.at)}
      before={{ ...along.before, ...props.likely, ...answered }}
      at={props.at}
      step={props.step}
      back={back.href}
      known={knownPlaces(open, form)}
      onSave={save}
      refuse={(answers) => refusedBy(open, type.name, { ...answers, ...answered })}
      aside={(answers) => extensionsOf(type.name).map((one) => one.aside?.(open, answers, home))}
    />
  );
}

export interface EditProps {
  readonly state: RecordState;
  /** Address of its sheet. */
  readonly base: Path;
  /** What stands after `modifier` or `completer`. */
  readonly rest: Path;
}

/** All questions on a desk; on a phone the list of them, each opening alone. */
export function EditForm({ state, base, rest }: EditProps) {
  const open = useOpen();
  const { replica, me, now } = open;
  const title = titleOf(replica, state.id);
  const back = { href: href(...base), label: t('back.sheet') };
  if (!replica.may(me.person, 'edit', state.type, state.home, now))
    return <NoRight title={title} back={back} action="edit" type={state.type} home={state.home} />;
  const whole = formOf(replica.id.decl, state.type);
  const may = mayAnswer(open, whole, state.home);
  const form = asking(inGroups(whole), (question) => !isKey(question) && may(question));
  const field = form.questions.find((question) => question.field === rest[0]);
  if (field)
    return (
      <Changes
        {...{ state, base }}
        form={asking(form, (one) => one === field)}
        at={[...base, EDIT, field.field]}
        alone={Number(rest[1]) || 1}
      />
    );
  return wide.value ? <Changes {...{ state, base, form }} at={[...base, EDIT]} /> : <Menu {...{ state, base, form }} />;
}

/** What cannot be changed is said, with the way there is. */
function Keys({ state }: { readonly state: RecordState }) {
  const { replica } = useOpen();
  const keys = formOf(replica.id.decl, state.type).questions.filter(isKey);
  if (keys.length === 0) return null;
  const fields = keys.map(({ type, field }) => fieldLabel(type.name, field)).join(t('list.comma'));
  return <p class="sm dim">{t('records.key', { fields })}</p>;
}

/** Only what was not answered yet, one question after the other. */
export function CompleteForm({ state, base, rest }: EditProps) {
  const open = useOpen();
  const { replica } = open;
  const form = missingOf(open, state);
  if (form.questions.length === 0 || !replica.may(open.me.person, 'edit', state.type, state.home, open.now))
    return <EditForm {...{ state, base }} rest={[]} />;
  return <Changes {...{ state, base, form }} at={[...base, COMPLETE]} step={Number(rest[0]) || 0} />;
}

/** What is still to be asked of a record, of what this person may answer. Questions that depend on others come when they apply. */
export function missingOf(open: Open, state: RecordState): RecordForm {
  const whole = formOf(open.replica.id.decl, state.type);
  const answers = answersOf(open.replica, whole, state.id);
  const may = mayAnswer(open, whole, state.home);
  return asking(
    inGroups(whole),
    (question) => (answers[question.field] ?? '') === '' && !isKey(question) && may(question),
  );
}

/** How many of them apply as things stand. */
export const countMissing = (open: Open, state: RecordState): number => {
  const form = missingOf(open, state);
  const answers = answersOf(open.replica, form, state.id);
  return form.questions.filter((question) => applies(question, answers)).length;
};

function Changes(props: {
  readonly state: RecordState;
  readonly base: Path;
  readonly form: RecordForm;
  readonly at: Path;
  readonly step?: number;
  /** One question that was opened by itself, and where one is among what is asked along with it. */
  readonly alone?: number;
}) {
  const open = useOpen();
  const { jekulu, replica } = open;
  const { state, base } = props;
  const back = href(...base);
  const along = alongOf(open, props.form, {}, state.id);
  const { form } = along;
  const save = async (answers: Answers) => {
    const own = editActs(replica, form, state.id, answers) ?? [];
    const acts = atOnce([...own, ...along.acts(answers, state.id)]);
    if (acts.length > 0) await jekulu.save(acts);
    toast(t(acts.length > 0 ? 'form.saved' : 'form.same'));
    go(back, 'replace');
  };
  return (
    <Form
      form={form}
      title={t(props.step === undefined ? 'records.edit' : 'records.completing', { name: titleOf(replica, state.id) })}
      draftKey={draftKeyOf(props.at)}
      before={{ ...answersOf(replica, form, state.id), ...along.before }}
      at={props.at}
      step={props.step ?? props.alone ?? 1}
      back={back}
      known={knownPlaces(open, form)}
      onSave={save}
      aside={() => props.alone === undefined && props.step === undefined && <Keys state={state} />}
      refuse={(answers) =>
        refusedBy(
          open,
          state.type,
          { ...answersOf(replica, formOf(replica.id.decl, state.type), state.id), ...answers },
          state.id,
        )
      }
    />
  );
}

/** What a module holds against these answers. */
const refusedBy = (open: Open, type: string, answers: Answers, record?: RecordId): string | null =>
  extensionsOf(type)
    .map((one) => one.refuse?.(open, answers, record) ?? null)
    .find((why) => why !== null) ?? null;

const GROUPS = ['first', 'later', 'closed'] as const;

function Menu({ state, base, form }: { readonly state: RecordState; readonly base: Path; readonly form: RecordForm }) {
  const open = useOpen();
  const answers = answersOf(open.replica, form, state.id);
  const asked = form.questions.filter((question) => applies(question, answers));
  const inGroup = (group: (typeof GROUPS)[number]) => asked.filter((question) => groupOf(question, form) === group);
  return (
    <Frame
      title={t('records.edit', { name: titleOf(open.replica, state.id) })}
      sub={typeName(state.type)}
      back={{ href: href(...base), label: t('back.sheet') }}
    >
      <div class="stack">
        {GROUPS.filter((group) => inGroup(group).length > 0).map((group) => (
          <section class="stack s2" key={group} aria-labelledby={`group-${group}`}>
            <Head id={`group-${group}`} title={t(`form.group.${group}`)} />
            <ul class="card rows">
              {inGroup(group).map((question) => (
                <MenuRow key={question.field} {...{ open, question, base }} answer={answers[question.field] ?? ''} />
              ))}
            </ul>
          </section>
        ))}
        <Keys state={state} />
      </div>
    </Frame>
  );
}

function MenuRow(props: {
  readonly open: Open;
  readonly question: Question;
  readonly base: Path;
  readonly answer: string;
}) {
  const { open, question, base, answer } = props;
  const text = answerText(open, question, answer);
  return (
    <li>
      <a class="row" href={href(...base, EDIT, question.field)}>
        <span class="grow">
          <small>{fieldLabel(question.type.name, question.field)}</small>
          {answer === '' ? <span class="dim">{text}</span> : <b>{text}</b>}
        </span>
        <Icon name={answer === '' ? 'plus' : 'pencil'} />
        <span class="vh">{t('form.change')}</span>
      </a>
    </li>
  );
}
