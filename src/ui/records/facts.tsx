/** The sheet itself: what was answered, each with its way to change it; what is kept apart, and by whom; how much is still missing. */
import { useMemo } from 'preact/hooks';
import { fieldAs } from '../../kernel/declare.ts';
import { aliasOf, entriesOf, type RecordState, valueOf } from '../../kernel/fold.ts';
import { isRecordId, SHARED, sensitiveScope } from '../../kernel/ids.ts';
import { normalPhone, phoneLinks } from '../../kernel/phone.ts';
import type { Replica } from '../../kernel/replica.ts';
import { orgOf } from '../../kernel/sharing.ts';
import type { Json, RecordId } from '../../kernel/types.ts';
import { t } from '../i18n.ts';
import { Icon } from '../icon.tsx';
import { useLater } from '../later.ts';
import { type Open, useOpen } from '../open.ts';
import { Head } from '../parts.tsx';
import { digitsOf } from '../phone.ts';
import { placeSearch } from '../place-search.ts';
import { companionId, formOf, isKey, type Question } from '../record-form.ts';
import { href, type Path } from '../router.ts';
import { areaName, entryText, fieldLabel, textOfValue, titleOf } from '../words.ts';
import { countMissing } from './edit.tsx';
import { extensionsOf } from './extend.ts';
import { HideButton } from './remarks.tsx';
import { addressOfRecord, COMPLETE, EDIT } from './routes.ts';

export interface FactsProps {
  readonly state: RecordState;
  readonly base: Path;
  readonly may: boolean;
}

/** A question with the value that stands; maps bring their entries. */
interface Fact {
  readonly question: Question;
  readonly values: readonly Json[];
}

function factsOf({ replica }: Open, state: RecordState, questions: readonly Question[]): readonly Fact[] {
  return questions.flatMap((question) => {
    const { type, field } = question;
    const home = type.name === state.type ? state : replica.record(companionId(type, state.id));
    if (!home) return [];
    const decl = fieldAs(question.decl, (other) => valueOf(home, other));
    const entries = entriesOf(home, field).map(([, value]) => value);
    const value = valueOf(home, field);
    const empty = value === undefined || value === null || value === '';
    const values = decl.merge === 'map' ? entries : empty ? [] : [value];
    return values.length > 0 ? [{ question: { ...question, decl }, values }] : [];
  });
}

export function Facts({ state, base, may }: FactsProps) {
  const open = useOpen();
  const { replica, me, now } = open;
  const form = formOf(replica.id.decl, state.type);
  // The name stands above, as the title.
  const questions = form.questions.filter(({ field, type }) => type !== form.type || field !== 'name');
  const facts = factsOf(open, state, questions);
  const own = facts.filter(({ question }) => question.type === form.type);
  const kept = facts.filter(({ question }) => question.type !== form.type);
  const readsKept = form.companions.every((type) =>
    replica.may(me.person, 'read', type.name, sensitiveScope(state.home), now),
  );
  const missing = may ? countMissing(open, state) : 0;
  const rows = (list: readonly Fact[]) =>
    list.map((fact) => <FactRow key={fact.question.field} {...{ open, fact, base, may }} />);
  return (
    <section class="stack s3" aria-labelledby="facts">
      <Head id="facts" title={t('records.sheet')}>
        {may && (
          <a class="sm" href={href(...base, EDIT)}>
            {t('records.change')}
          </a>
        )}
      </Head>
      <dl class="card pad facts">
        {rows(own)}
        {kept.length === 0 && form.companions.length > 0 && !readsKept && (
          <div>
            <dt>{t('records.kept')}</dt>
            <dd class="dim">{t('records.closed')}</dd>
          </div>
        )}
        <div>
          <dt>{t('records.seen')}</dt>
          <dd>{seenBy(replica, state)}</dd>
        </div>
        <Others state={state} />
      </dl>
      {kept.length > 0 && (
        <>
          <h3 class="line">
            <Icon name="lock" size="s" />
            {t('form.group.closed')}
          </h3>
          <dl class="card pad facts">{rows(kept)}</dl>
        </>
      )}
      {missing > 0 && (
        <a class="btn" href={href(...base, COMPLETE)}>
          <Icon name="plus" />
          {t('records.complete', { n: missing })}
        </a>
      )}
      {extensionsOf(state.type).map(({ Part }, at) => Part && <Part key={at} state={state} base={base} />)}
      <HideButton state={state} />
    </section>
  );
}

function FactRow(props: { readonly open: Open; readonly fact: Fact; readonly base: Path; readonly may: boolean }) {
  const { open, base } = props;
  const { question, values } = props.fact;
  const label = fieldLabel(question.type.name, question.field);
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {values.map((value, at) => (
          <span class="block" key={at}>
            <Value {...{ open, question, value }} />
          </span>
        ))}
      </dd>
      {props.may && !isKey(question) && (
        <dd class="way">
          <a
            class="ib"
            href={href(...base, EDIT, question.field)}
            aria-label={t('records.change.field', { field: label })}
          >
            <Icon name="pencil" size="s" />
          </a>
        </dd>
      )}
    </div>
  );
}

/** A value, with the ways it opens: a record, a call, a message. */
function Value({ open, question, value }: { readonly open: Open; readonly question: Question; readonly value: Json }) {
  const { type, field, decl } = question;
  const key = `${type.name}.${field}`;
  const text = decl.merge === 'map' ? entryText(open, decl, key, value) : textOfValue(open, decl, key, value);
  if (decl.widget === 'phone') return <Phone text={text} />;
  if (decl.widget === 'zone') return <Areas of={value} />;
  const to = decl.widget === 'email' ? `mailto:${text}` : decl.ref ? addressOfRef(open, value) : null;
  return to ? (
    <a class="tall" href={to}>
      {text}
    </a>
  ) : (
    <span>{text}</span>
  );
}

/** Names of areas come with the map, which comes when one of them is to be read. */
function Areas({ of }: { readonly of: Json }) {
  useLater(placeSearch());
  return <span>{Array.isArray(of) ? of.map((area) => areaName(String(area))).join(t('list.comma')) : ''}</span>;
}

function addressOfRef({ replica }: Open, value: Json): string | null {
  if (!isRecordId(value)) return null;
  const to = replica.resolve(value);
  return addressOfRecord(replica, replica.record(to)?.type ?? '', to);
}

/** Call and write. What is no whole number yet can only be dialled as it stands. */
function Phone({ text }: { readonly text: string }) {
  const number = normalPhone(text);
  const links = number.ok ? phoneLinks(number.value) : null;
  return (
    <span class="line wrap ways">
      <span class="num">{text}</span>
      <a class="btn" href={telOf(text)}>
        <Icon name="phone" size="s" />
        {t('records.call')}
      </a>
      {links && (
        <>
          <a class="btn" href={links.sms}>
            {t('records.sms')}
          </a>
          <a class="btn" href={links.whatsapp} rel="noreferrer" target="_blank">
            {t('records.whatsapp')}
          </a>
        </>
      )}
    </span>
  );
}

/** `tel:` of a number, whole or not. */
export function telOf(text: string): string {
  const number = normalPhone(text);
  return number.ok ? phoneLinks(number.value).tel : `tel:${digitsOf(text)}`;
}

/** Records that were found to be the same as this one: said, and one touch away. */
function Others({ state }: { readonly state: RecordState }) {
  const { jekulu, replica } = useOpen();
  const version = jekulu.version.value;
  const others = useMemo(
    () =>
      replica
        .list(state.type)
        .filter((one) => one.id !== state.id && aliasOf(one) !== null && replica.resolve(one.id) === state.id),
    [replica, state, version],
  );
  if (others.length === 0) return null;
  return (
    <div>
      <dt>{t('records.same')}</dt>
      <dd>
        {others.map((one) => (
          <a class="tall block" key={one.id} href={addressOfRecord(replica, one.type, one.id) ?? href()}>
            {titleOf(replica, one.id)}
          </a>
        ))}
      </dd>
    </div>
  );
}

/** Who reads a record: everybody, or the branch and the organisations it is shared with. */
function seenBy(replica: Replica, { shared }: RecordState): string {
  if (shared.includes(SHARED)) return t('records.seen.all');
  const names = shared.flatMap((scope) => titleOf(replica, orgOf(scope) ?? ('' as RecordId)) || []);
  return names.length > 0 ? t('records.seen.with', { names: names.join(t('list.comma')) }) : t('records.seen.home');
}
