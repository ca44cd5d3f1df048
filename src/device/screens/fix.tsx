/** What came back, why, and what do I press? */
import { useEffect, useState } from 'preact/hooks';
import type { Act } from '../../kernel/author.ts';
import { branchOf, branchScope, changeIdOf, isScope, ROOT } from '../../kernel/ids.ts';
import type { Replica } from '../../kernel/replica.ts';
import type { FixItem } from '../../kernel/to-fix.ts';
import type { RecordId, Refusal, Scope } from '../../kernel/types.ts';
import { correctionsOf, helpersFor, isTheirs, keyOfItem, resendActs } from '../../ui/answer-fix.ts';
import { Clash } from '../../ui/clash.tsx';
import type { Draft } from '../../ui/contract.ts';
import { Field } from '../../ui/field.tsx';
import { Frame } from '../../ui/frame.tsx';
import { t } from '../../ui/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { useKeeping } from '../../ui/keeping.ts';
import { useLater } from '../../ui/later.ts';
import { Listen } from '../../ui/listen.tsx';
import { useOpen } from '../../ui/open.ts';
import { Empty, Row } from '../../ui/parts.tsx';
import { type Answers, problemOf } from '../../ui/record-form.ts';
import { decode } from '../../ui/records/codec.ts';
import { codeWords, RefusalNotice, refusalOf } from '../../ui/refusal.tsx';
import { href } from '../../ui/router.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { leaving, soon, toast } from '../../ui/toast.tsx';
import { day } from '../../ui/when.ts';
import { branchCalled, deedOf, fieldLabel, titleOf, valueText, visibleFields } from '../../ui/words.ts';
import { answeredOf, fixesOf } from '../../ui/work.ts';
import { addressOf } from './address.ts';
import { thingsToDo } from './todo.ts';

const modules = () => import('../../modules/screens.ts');

export function Fix() {
  const { replica, me, now } = useOpen();
  // What modules say of the entries of their maps: without, two marks of one sheet look alike.
  useLater(modules);
  const items = fixesOf(replica, me.person).filter((item) => !leaving.value.has(keyOfItem(item)));
  const clashes = thingsToDo({ replica, me, drafts: [], rules: [], now }).flatMap((task) =>
    task.kind === 'clash' ? [task] : [],
  );
  const count = items.length + clashes.length;
  return (
    <Frame title={t('fix.title')} sub={t('fix.sub', { n: count })} back={{ href: href(), label: t('back.today') }}>
      {count === 0 && <Empty text={t('fix.none')} hint={t('fix.none.hint')} />}
      <div class="wide2">
        {items.map((item) => (
          <Case key={keyOfItem(item)} item={item} />
        ))}
        {clashes.flatMap(({ part, fields }) =>
          fields.map((field) => <Clash key={`${part.id} ${field}`} part={part} field={field} />),
        )}
      </div>
      <Answered />
    </Frame>
  );
}

/** Draft of a correction: under the first change of what came back. */
const draftKey = (item: FixItem): string => (item.changes[0] ? changeIdOf(item.changes[0]) : '');

/** Waits for what was typed before, which comes from this device's disk: a correction drawn without it would be typed over it. */
function Case({ item }: { readonly item: FixItem }) {
  const { jekulu } = useOpen();
  const [draft, setDraft] = useState<Draft | null | undefined>(undefined);
  const key = draftKey(item);
  useEffect(() => {
    let here = true;
    jekulu.draft(key).then((found) => here && setDraft(found));
    return () => {
      here = false;
    };
  }, [jekulu, key]);
  return draft === undefined ? null : <Returned item={item} draft={draft} />;
}

function Returned({ item, draft }: { readonly item: FixItem; readonly draft: Draft | null }) {
  const { jekulu, replica, me, now } = useOpen();
  const corrections = correctionsOf(replica, item);
  const before = Object.fromEntries(
    corrections.map(({ field, decl, change }) => [field, decode(decl, change.body?.[field])]),
  );
  const [answers, setAnswers] = useState<Answers>({ ...before, ...draft?.values });
  const [checked, setChecked] = useState(false);
  const [sheet, setSheet] = useState<'hand' | 'withdraw' | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const type = item.changes[0]?.type ?? '';
  const keep = useKeeping(jekulu, { key: draftKey(item), type, before }, answers, 0);
  const { ruling } = item;
  const words = codeWords(ruling.code ?? '');
  const deed = deedOf(replica, item.changes);
  const aside = ruling.state === 'quarantined';
  const resend = aside || !isTheirs(replica, item, me.person, now) ? null : resendActs(replica, item, answers);

  const act = async (acts: readonly Act[]) => {
    await jekulu.save(acts);
    await jekulu.dropDraft(draftKey(item));
  };
  const resendNow = async (acts: readonly Act[]) => {
    try {
      keep.stop();
      await act(acts);
      toast(t('fix.resent'));
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  };
  /** Given to somebody else or given up: what cannot be taken back later can be for a moment. */
  const part = (acts: readonly Act[], said: string) => soon(keyOfItem(item), said, () => act(acts));
  const settle = (how: 'handed' | 'withdrawn', to?: RecordId | Scope): readonly Act[] =>
    item.changes[0] ? [{ do: 'settle', of: item.changes[0], how, ...(to && { to }) }] : [];
  /** Nothing of it can be corrected and its author may not do it: sent again it would come back. */
  const handed = corrections.length === 0 && ruling.code?.startsWith('RIGHT-') === true;
  const hand = (
    <button type="button" class={handed ? 'btn go full' : 'btn'} onClick={() => setSheet('hand')}>
      {t('fix.hand')}
    </button>
  );
  const problemFor = (correction: (typeof corrections)[number]) => {
    const problem = problemOf(correction, answers[correction.field] ?? '');
    return problem?.kind === 'check' ? null : problem;
  };

  return (
    <article class="card case fix">
      <header>
        <Icon name={aside ? 'hold' : 'fix'} />
        <span>{t(aside ? 'fix.aside' : 'fix.returned')}</span>
        <span class="num">{day(ruling.received, now)}</span>
      </header>
      <form
        class="pad stack s3"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setChecked(true);
          if (resend && !corrections.some(problemFor)) void resendNow(resend);
        }}
      >
        <div>
          <h2>{deed.subject || deed.what}</h2>
          <p class="sm dim">{deed.what}</p>
        </div>
        <div class="line">
          <p class="grow">
            <b>{words.text}</b> {words.way}
          </p>
          <Listen />
        </div>
        {corrections.map((correction) => (
          <Field
            key={correction.field}
            question={correction}
            answer={answers[correction.field] ?? ''}
            problem={checked ? problemFor(correction) : null}
            onAnswer={(answer) => setAnswers((all) => ({ ...all, [correction.field]: answer }))}
          />
        ))}
        {corrections.length === 0 && <WrittenDown item={item} />}
        {item.dependants > 0 && (
          <p class="st">
            <Icon name="hold" size="s" />
            {t('fix.waiting', { n: item.dependants })}
          </p>
        )}
        {refusal && <RefusalNotice refusal={refusal} tone="bad" />}
        {!aside && (
          <div class="line wrap">
            {handed && hand}
            {resend && (
              <button type="submit" class={handed ? 'btn' : 'btn go grow'}>
                <Icon name="send" />
                {t('fix.resend')}
              </button>
            )}
            {!handed && hand}
            <button type="button" class="btn bad" onClick={() => setSheet('withdraw')}>
              {t('fix.withdraw')}
            </button>
          </div>
        )}
        <p class="xs dim">{t('code.label', { code: ruling.code ?? '' })}</p>
      </form>
      {sheet === 'hand' && (
        <HandOver
          item={item}
          onClose={() => setSheet(null)}
          onChoose={(to) => {
            setSheet(null);
            part(settle('handed', to), t('fix.handed', { name: heirName(replica, to) }));
          }}
        />
      )}
      {sheet === 'withdraw' && (
        <Sheet title={t('fix.withdraw.title')} onClose={() => setSheet(null)}>
          <p>{t('fix.withdraw.text', { name: deed.subject || deed.what })}</p>
          {item.dependants > 0 && <p>{t('fix.withdraw.dependants', { n: item.dependants })}</p>}
          <div class="line wrap">
            <button type="button" class="btn grow" onClick={() => setSheet(null)}>
              {t('fix.withdraw.no')}
            </button>
            <button
              type="button"
              class="btn bad grow"
              onClick={() => {
                setSheet(null);
                part(settle('withdrawn'), t('fix.withdrawn'));
              }}
            >
              {t('fix.withdraw.yes')}
            </button>
          </div>
        </Sheet>
      )}
    </article>
  );
}

/** When no field can be put right here: what was written, so that one decides knowing it. */
function WrittenDown({ item }: { readonly item: FixItem }) {
  const { replica, now } = useOpen();
  const lines = item.changes.flatMap((change) => visibleFields(replica, change).map((field) => ({ change, field })));
  if (lines.length === 0) return null;
  return (
    <dl class="facts">
      {lines.map(({ change, field }) => (
        <div key={`${change.seq} ${field}`}>
          <dt>{fieldLabel(change.type, field)}</dt>
          <dd>{valueText(replica, change.type, field, change.body?.[field], now)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The branch the work belongs to, or the whole network. */
function placeOfWork(item: FixItem): Scope {
  const branch = branchOf(item.changes[0]?.scope ?? ROOT);
  return branch === null ? ROOT : branchScope(branch);
}

/** Who was asked, as it stands after "à". */
function heirName(replica: Replica, to: RecordId | Scope): string {
  if (!isScope(to)) return titleOf(replica, to) || t('who.elsewhere');
  const place = branchCalled(replica, to);
  return place ? t('fix.hand.branch', { place }) : t('fix.hand.office');
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function HandOver(props: {
  readonly item: FixItem;
  readonly onClose: () => void;
  readonly onChoose: (to: RecordId | Scope) => void;
}) {
  const { replica, me, now } = useOpen();
  const people = helpersFor(replica, props.item, me.person, now);
  // The place first: whose right has ended no longer knows anybody there, and there is always somebody who answers for it.
  const place = placeOfWork(props.item);
  return (
    <Sheet title={t('fix.hand.title')} onClose={props.onClose}>
      <p>{t('fix.hand.text')}</p>
      <ul class="stack s2">
        <li>
          <button type="button" class="btn full" onClick={() => props.onChoose(place)}>
            <Icon name="antenna" />
            {capital(heirName(replica, place))}
          </button>
        </li>
        {people.map((person) => (
          <li key={person}>
            <button type="button" class="btn full" onClick={() => props.onChoose(person)}>
              <Icon name="person" />
              {titleOf(replica, person) || t('who.elsewhere')}
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

/** Nothing disappears: what was answered stays in sight until the network has ruled. */
function Answered() {
  const { replica, me } = useOpen();
  const [all, setAll] = useState(false);
  const answered = answeredOf(replica, me.person);
  useEffect(() => setAll(false), [answered.length]);
  if (answered.length === 0) return null;
  return (
    <section class="stack s3 after">
      <h2>{t('fix.answered')}</h2>
      <div class="card rows">
        {(all ? answered : answered.slice(0, 5)).map(({ group, how, to }) => {
          const deed = deedOf(replica, group.changes);
          return (
            <Row
              key={group.key}
              href={addressOf(replica, deed)}
              title={deed.subject || deed.what}
              sub={
                how === 'handed' && to ? t('fix.answered.handed', { name: heirName(replica, to) }) : t(`settle.${how}`)
              }
            />
          );
        })}
      </div>
      {!all && answered.length > 5 && (
        <button type="button" class="btn" onClick={() => setAll(true)}>
          {t('list.all', { n: answered.length })}
        </button>
      )}
    </section>
  );
}
