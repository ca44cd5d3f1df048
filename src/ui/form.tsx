/**
 * A sheet to fill in. On a phone one question a screen, with its steps and a summary before the end; on a desk all on one page. What is typed
 * is kept at every field, so that closing, a dead battery or the other person's turn lose nothing.
 */
import { type ComponentChildren, Fragment } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Refusal } from '../kernel/types.ts';
import type { Draft } from './contract.ts';
import { dropDraft, keepDraft } from './drafts.ts';
import { Field, fieldId } from './field.tsx';
import { SkipLink, useTitle } from './frame.tsx';
import { t } from './i18n.ts';
import { Icon } from './icon.tsx';
import { useKeeping } from './keeping.ts';
import { useOpen } from './open.ts';
import { Notice } from './parts.tsx';
import {
  type Answers,
  askedOf,
  groupOf,
  type Problem,
  problemOf,
  type Question,
  type RecordForm,
} from './record-form.ts';
import { RefusalNotice, refusalOf } from './refusal.tsx';
import { go, goBack, href, type Path, path } from './router.ts';
import { Strip } from './strip.tsx';
import { toast } from './toast.tsx';
import { moment } from './when.ts';
import { wide } from './wide.ts';
import { answerText, fieldLabel } from './words.ts';

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
  /** Why it cannot be recorded as it stands, in words; null when nothing stands against it. */
  readonly refuse?: (answers: Answers) => string | null;
  /** Said beside the questions while one answers: who looks like the one being written down. */
  readonly aside?: (answers: Answers) => ComponentChildren;
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
  const [against, setAgainst] = useState<string | null>(null);
  const saving = useRef(false);
  const questions = askedOf(form.questions, answers);
  // One question by itself needs no steps and no summary.
  const single = form.questions.length === 1;
  const last = single ? 1 : questions.length + 1;
  const step = Math.min(Math.max(props.step || draft?.step || 1, 1), last);
  /** Where one came back to the draft: further on, whoever went on has chosen to keep it. */
  const cameTo = useRef(step);
  const title = useTitle(props.title);
  const keep = useKeeping(jekulu, { key: props.draftKey, type: form.type.name, before }, answers, step);
  useQuestionFocus(step, questions[step - 1]);
  const Listen = useListen();

  const problems = new Map<string, Problem>();
  for (const question of questions) {
    const answer = answers[question.field] ?? '';
    const problem = problemOf(question, answer, now);
    if (problem && !(problem.kind === 'check' && kept[question.field] === answer))
      problems.set(question.field, problem);
  }
  const current = questions[step - 1];
  const asked = wide.value ? questions : current ? [current] : [];
  const isLast = wide.value || single || !current;

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
    const why = props.refuse?.(answers) ?? null;
    setAgainst(why);
    if (why !== null) return;
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
    if (isLast) {
      const wrong = questions.findIndex((question) => problems.has(question.field));
      if (!wide.value && !single && wrong >= 0) goTo(wrong + 1);
      else if (pass(questions)) void save();
    } else if (pass([current])) goTo(step + 1);
  };

  return (
    <>
      <SkipLink />
      <Strip />
      <form class="app form" onSubmit={submit} noValidate>
        <header class="top">
          <a class="ib" href={props.back} aria-label={t('form.close')} onClick={goBack}>
            <Icon name="x" />
          </a>
          <h1 ref={title} tabIndex={-1}>
            {props.title}
          </h1>
          {Listen && !wide.value && <Listen of="#main" at={step} />}
        </header>
        <Steps step={step} last={last} single={single} keeps={keep.works} />
        <main id="main" tabIndex={-1} class="stack">
          {resumed && (wide.value || step === cameTo.current) && (
            <Notice tone="wait" icon="history">
              <p>{t('form.resumed', { when: moment(resumed.at, now) })}</p>
              <button
                type="button"
                class="btn"
                onClick={() => {
                  const [typed, there] = [answers, path.value];
                  // Kept no more because all is as before, kept again when what was typed comes back.
                  setAnswers(before);
                  setResumed(null);
                  setShown(new Set());
                  go(href(...at, '1'), 'replace');
                  toast(t('form.restarted'), {
                    label: t('undo'),
                    run: () => {
                      // Whoever has left the form meanwhile finds it in what is to be done.
                      void keepDraft(jekulu, { key: props.draftKey, type: form.type.name, values: typed, step });
                      setAnswers(typed);
                      setResumed(resumed);
                      go(href(...there), 'replace');
                    },
                  });
                }}
              >
                {t('form.restart')}
              </button>
            </Notice>
          )}
          {asked.map((question, at) => (
            <Fragment key={question.field}>
              {wide.value && !single && <GroupTitle question={question} before={asked[at - 1]} form={form} />}
              <Field
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
                        if (!wide.value && !single) goTo(step + 1);
                      }}
                    >
                      {t('form.keep')}
                    </button>
                  )
                }
              />
            </Fragment>
          ))}
          {asked.length === 0 && <Summary questions={questions} answers={answers} at={at} />}
          {props.aside?.(answers)}
          {against !== null && (
            <Notice tone="bad" icon="warning" live>
              <p>{against}</p>
            </Notice>
          )}
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
            {isLast ? (
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

function Steps(props: {
  readonly step: number;
  readonly last: number;
  readonly single: boolean;
  readonly keeps: boolean;
}) {
  const { step, last, single, keeps } = props;
  const counted = !wide.value && !single;
  const marks = Array.from({ length: last }, (_, at) => at < step);
  return (
    <div class="stepper">
      {counted && (
        <p class="steps" aria-hidden="true">
          {marks.map((on, at) => (
            <i key={at} class={on ? 'on' : ''} />
          ))}
        </p>
      )}
      <p class="line wrap" role="status">
        {counted && <b>{t('form.step', { step, last })}</b>}
        <span>{keeps ? t('form.kept') : t('form.unkept')}</span>
      </p>
    </div>
  );
}

/** Everything once more before it is recorded; each answer opens its question. */
function Summary(props: { readonly questions: readonly Question[]; readonly answers: Answers; readonly at: Path }) {
  const open = useOpen();
  const { questions, answers, at } = props;
  return (
    <section class="stack">
      <h2 class="ask" id="summary" tabIndex={-1}>
        {t('form.summary')}
      </h2>
      <ul class="card rows">
        {questions.map((question, index) => (
          <li key={question.field}>
            <a class="row" href={href(...at, String(index + 1))}>
              <span class="grow">
                <small>{fieldLabel(question.type.name, question.field)}</small>
                {answers[question.field] ? (
                  <b>{answerText(open, question, answers[question.field] ?? '')}</b>
                ) : (
                  <span class="dim">{t('value.empty')}</span>
                )}
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

/** Heading of a group of questions, where one begins: what is asked first, what completes the sheet, what is kept apart. */
function GroupTitle(props: {
  readonly question: Question;
  readonly before: Question | undefined;
  readonly form: RecordForm;
}) {
  const group = groupOf(props.question, props.form);
  const before = props.before && groupOf(props.before, props.form);
  const several = new Set(props.form.questions.map((one) => groupOf(one, props.form))).size > 1;
  return several && group !== before ? <h2 class="group">{t(`form.group.${group}`)}</h2> : null;
}

/** A voice comes when the questions are there: nobody waits for it over a poor line. */
function useListen(): typeof import('./listen.tsx').Listen | null {
  const [part, setPart] = useState<typeof import('./listen.tsx') | null>(null);
  useEffect(() => {
    if (!part && 'speechSynthesis' in window) import('./listen.tsx').then(setPart, () => undefined);
  }, []);
  return part?.Listen ?? null;
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
