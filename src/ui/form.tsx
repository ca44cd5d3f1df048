/**
 * A sheet to fill in. On a phone one question a screen, with its steps and a summary before the end; on a desk all on one page. What is typed
 * is kept at every field, so that closing, a dead battery or the other person's turn lose nothing.
 */
import { signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Refusal } from '../kernel/types.ts';
import type { Draft } from './contract.ts';
import { dropDraft } from './drafts.ts';
import { Field, fieldId } from './field.tsx';
import { SkipLink, useTitle } from './frame.tsx';
import { t } from './i18n.ts';
import { Icon } from './icon.tsx';
import { useKeeping } from './keeping.ts';
import { useOpen } from './open.ts';
import { Notice } from './parts.tsx';
import { type Answers, type Problem, problemOf, type Question, type RecordForm } from './record-form.ts';
import { RefusalNotice, refusalOf } from './refusal.tsx';
import { go, href, type Path } from './router.ts';
import { Strip } from './strip.tsx';
import { moment } from './when.ts';
import { fieldLabel, valueText } from './words.ts';

const desk = matchMedia('(min-width: 60em)');
const wide = signal(desk.matches);
desk.addEventListener('change', () => {
  wide.value = desk.matches;
});

export interface FormProps {
  readonly form: RecordForm;
  readonly title: string;
  readonly draftKey: string;
  /** What is known before anything is typed. */
  readonly before: Answers;
  /** Address of this form without its step, and where closing leads. */
  readonly at: Path;
  readonly step: number;
  readonly back: string;
  readonly known: { readonly [field: string]: readonly string[] };
  readonly onSave: (answers: Answers) => Promise<void>;
}

/** Waits for the draft, which comes from this device's disk. */
export function Form(props: FormProps) {
  const { jekulu } = useOpen();
  const [draft, setDraft] = useState<Draft | null | undefined>(undefined);
  useEffect(() => {
    let here = true;
    jekulu.draft(props.draftKey).then((found) => here && setDraft(found));
    return () => {
      here = false;
    };
  }, [jekulu, props.draftKey]);
  return draft === undefined ? null : <Filling {...props} draft={draft} />;
}

function Filling(props: FormProps & { readonly draft: Draft | null }) {
  const { form, draft, at, before } = props;
  const { jekulu, now } = useOpen();
  const [answers, setAnswers] = useState<Answers>({ ...before, ...draft?.values });
  const [resumed, setResumed] = useState(draft);
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set());
  const [kept, setKept] = useState<{ readonly [field: string]: string }>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const saving = useRef(false);
  const last = form.questions.length + 1;
  const step = Math.min(Math.max(props.step || draft?.step || 1, 1), last);
  const title = useTitle(props.title);
  const keep = useKeeping(jekulu, { key: props.draftKey, type: form.type.name, before }, answers, step);
  useQuestionFocus(step, form.questions[step - 1]);

  const problems = new Map<string, Problem>();
  for (const question of form.questions) {
    const answer = answers[question.field] ?? '';
    const problem = problemOf(question, answer);
    if (problem && !(problem.kind === 'check' && kept[question.field] === answer))
      problems.set(question.field, problem);
  }
  const current = form.questions[step - 1];
  const asked = wide.value ? form.questions : current ? [current] : [];

  /** Shows what is wrong with these answers and takes the person there; true when nothing is. */
  const pass = (questions: readonly Question[]): boolean => {
    const wrong = questions.filter((question) => problems.has(question.field));
    setShown(new Set([...shown, ...wrong.map((question) => question.field)]));
    const first = wrong[0];
    if (first) queueMicrotask(() => document.getElementById(fieldId(first))?.focus());
    return !first;
  };
  const goTo = (next: number) => go(href(...at, String(next)));
  const save = async () => {
    if (saving.current) return;
    saving.current = true;
    try {
      keep.stop();
      await props.onSave(answers);
      await dropDraft(jekulu, props.draftKey);
    } catch (error) {
      setRefusal(refusalOf(error));
    } finally {
      saving.current = false;
    }
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (wide.value || !current) {
      const wrong = form.questions.findIndex((question) => problems.has(question.field));
      if (!wide.value && wrong >= 0) goTo(wrong + 1);
      else if (pass(form.questions)) void save();
    } else if (pass([current])) goTo(step + 1);
  };

  return (
    <>
      <SkipLink />
      <Strip />
      <form class="app form" onSubmit={submit} noValidate>
        <header class="top">
          <a class="ib" href={props.back} aria-label={t('form.close')}>
            <Icon name="x" />
          </a>
          <h1 ref={title} tabIndex={-1}>
            {props.title}
          </h1>
        </header>
        <Steps step={step} last={last} keeps={keep.works} />
        <main id="main" tabIndex={-1} class="stack">
          {resumed && (
            <Notice tone="wait" icon="history">
              <p>{t('form.resumed', { when: moment(resumed.at, now) })}</p>
              <button
                type="button"
                class="btn"
                onClick={() => {
                  setAnswers(before);
                  setResumed(null);
                  setShown(new Set());
                  keep.stop();
                  void dropDraft(jekulu, props.draftKey);
                  go(href(...at, '1'), 'replace');
                }}
              >
                {t('form.restart')}
              </button>
            </Notice>
          )}
          {asked.map((question) => (
            <Field
              key={question.field}
              question={question}
              answer={answers[question.field] ?? ''}
              problem={shown.has(question.field) ? (problems.get(question.field) ?? null) : null}
              alone={!wide.value}
              {...(props.known[question.field] && { known: props.known[question.field] })}
              onAnswer={(answer) => setAnswers((all) => ({ ...all, [question.field]: answer }))}
              ways={
                problems.get(question.field)?.kind === 'check' && (
                  <button
                    type="button"
                    class="btn"
                    onClick={() => {
                      setKept({ ...kept, [question.field]: answers[question.field] ?? '' });
                      if (!wide.value) goTo(step + 1);
                    }}
                  >
                    {t('form.keep')}
                  </button>
                )
              }
            />
          ))}
          {asked.length === 0 && <Summary form={form} answers={answers} at={at} />}
          {refusal && <RefusalNotice refusal={refusal} tone="bad" />}
        </main>
        <div class="acts">
          {!wide.value && step > 1 && (
            <button type="button" class="btn" onClick={() => goTo(step - 1)}>
              <Icon name="back" />
              {t('form.back')}
            </button>
          )}
          <button type="submit" class="btn go">
            {wide.value || !current ? (
              <>
                <Icon name="check" />
                {t('form.save')}
              </>
            ) : (
              <>
                {t('next')}
                <Icon name="next" />
              </>
            )}
          </button>
        </div>
      </form>
    </>
  );
}

function Steps({ step, last, keeps }: { readonly step: number; readonly last: number; readonly keeps: boolean }) {
  const marks = Array.from({ length: last }, (_, at) => at < step);
  return (
    <div class="stepper">
      {!wide.value && (
        <p class="steps" aria-hidden="true">
          {marks.map((on, at) => (
            <i key={at} class={on ? 'on' : ''} />
          ))}
        </p>
      )}
      <p class="line wrap" role="status">
        {!wide.value && <b>{t('form.step', { step, last })}</b>}
        <span>{keeps ? t('form.kept') : t('form.unkept')}</span>
      </p>
    </div>
  );
}

/** Everything once more before it is recorded; each answer opens its question. */
function Summary({ form, answers, at }: { readonly form: RecordForm; readonly answers: Answers; readonly at: Path }) {
  const { replica, now } = useOpen();
  return (
    <section class="stack">
      <h2 class="ask" id="summary" tabIndex={-1}>
        {t('form.summary')}
      </h2>
      <ul class="card rows">
        {form.questions.map(({ type, field }, index) => (
          <li key={field}>
            <a class="row" href={href(...at, String(index + 1))}>
              <span class="grow">
                <small>{fieldLabel(type.name, field)}</small>
                <b>{valueText(replica, type.name, field, answers[field], now)}</b>
              </span>
              <Icon name="pencil" />
              <span class="vh">{t('form.change')}</span>
            </a>
          </li>
        ))}
      </ul>
      <p class="sm dim">{t('form.summary.hint')}</p>
    </section>
  );
}

/** The next question takes the focus, so that one types or listens on without looking for it. */
function useQuestionFocus(step: number, question: Question | undefined): void {
  const before = useRef(step);
  useLayoutEffect(() => {
    if (before.current === step) return;
    before.current = step;
    document.getElementById(question ? fieldId(question) : 'summary')?.focus();
  }, [step, question]);
}
