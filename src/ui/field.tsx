/** One question and its answer: label above, never a placeholder; what is wrong stands above the field with the way on. */
import type { ComponentChildren } from 'preact';
import { has, t } from './i18n.ts';
import { Icon, type IconName } from './icon.tsx';
import { digitsMissing, digitsOf, inPairs, phoneOnly } from './phone.ts';
import type { Problem, Question } from './record-form.ts';
import { codeWords } from './refusal.tsx';

export interface FieldProps {
  readonly question: Question;
  readonly answer: string;
  readonly problem: Problem | null;
  readonly onAnswer: (answer: string) => void;
  /** The question alone on its screen. */
  readonly alone?: boolean;
  /** Answers given before, offered while typing. */
  readonly known?: readonly string[];
  /** Ways on besides correcting, under the error. */
  readonly ways?: ComponentChildren;
}

export const fieldId = (question: Question): string => `${question.type.name}-${question.field}`;
const textFor = (question: Question, part: string): string => {
  const key = `${question.type.name}.${question.field}.${part}`;
  return has(key) ? t(key) : '';
};

/** What is wrong, and the way on, in the words of this field. */
export function problemText(question: Question, problem: Problem, answer: string): string {
  const own = problem.kind === 'missing' ? textFor(question, 'missing') : '';
  if (own) return own;
  if (question.decl.widget === 'phone' && !/^(\+|00)/.test(answer.trim())) {
    const missing = digitsMissing(answer);
    const typed = digitsOf(answer).length;
    if (missing > 0) return t('phone.short', { n: missing, typed });
    if (missing < 0) return t('phone.long', { n: -missing, typed });
  }
  const { text, way } = codeWords(problem.code);
  return `${text} ${way}`.trim();
}

export function Field(props: FieldProps) {
  return props.question.decl.widget === 'choice' ? <Choice {...props} /> : <Line {...props} />;
}

/** Hint and error of a question. `reason` is what is wrong where the field itself knows better than the list of codes. */
export function Said(props: FieldProps & { readonly reason?: string }) {
  const { question, problem, answer } = props;
  const id = fieldId(question);
  const hint = textFor(question, 'hint');
  return (
    <>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div id={`${id}-error`} role="alert">
        {problem && (
          <p class="err">
            <Icon name="warning" size="s" />
            {props.reason || problemText(question, problem, answer)}
          </p>
        )}
      </div>
    </>
  );
}

export function Name({ question, alone }: FieldProps) {
  const { type, field, decl } = question;
  const asked = alone ? textFor(question, 'ask') : '';
  return (
    <>
      {asked || t(`${type.name}.${field}`)}
      {!decl.required && <span class="dim optional"> {t('field.optional')}</span>}
    </>
  );
}

export const describedBy = (question: Question): string => `${fieldId(question)}-error ${fieldId(question)}-hint`;

function Line(props: FieldProps) {
  const { question, answer, problem, onAnswer } = props;
  const { decl } = question;
  const id = fieldId(question);
  const isPhone = decl.widget === 'phone';
  const wide = Math.min(decl.max ?? 40, 40);
  return (
    <div class={props.alone ? 'field alone' : 'field'} style={{ '--w': `${wide + 3}ch` }}>
      <label for={id}>
        <Name {...props} />
      </label>
      <Said {...props} />
      <input
        class={isPhone ? 'in num' : 'in'}
        id={id}
        type={isPhone ? 'tel' : 'text'}
        value={answer}
        autocomplete="off"
        aria-describedby={describedBy(question)}
        {...(isPhone && { inputMode: 'tel' })}
        {...(decl.max && { maxLength: decl.max })}
        {...(problem && { 'aria-invalid': true })}
        {...(decl.required && { 'aria-required': true })}
        {...(props.known && { list: `${id}-known` })}
        onInput={(event) => {
          const typed = event.currentTarget.value;
          const kept = isPhone ? phoneOnly(typed) : typed;
          if (kept !== typed) event.currentTarget.value = kept;
          onAnswer(kept);
        }}
        onBlur={() => {
          if (isPhone && inPairs(answer) !== answer) onAnswer(inPairs(answer));
        }}
      />
      {props.known && (
        <datalist id={`${id}-known`}>
          {props.known.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
      {problem && props.ways}
    </div>
  );
}

function Choice(props: FieldProps) {
  const { question, answer, problem, onAnswer } = props;
  const { type, field, decl } = question;
  const id = fieldId(question);
  return (
    <fieldset
      class={props.alone ? 'field alone' : 'field'}
      aria-describedby={describedBy(question)}
      {...(problem && { 'aria-invalid': true })}
    >
      <legend id={id} tabIndex={-1}>
        <Name {...props} />
      </legend>
      <Said {...props} />
      <div class="opts">
        {(decl.choices ?? []).map(({ value, icon }) => {
          const key = `${type.name}.${field}.${value}`;
          return (
            <label class="opt" key={value}>
              <input type="radio" name={id} value={value} checked={answer === value} onChange={() => onAnswer(value)} />
              <Icon name={icon as IconName} />
              <span class="grow">
                <b>{t(key)}</b>
                {has(`${key}.hint`) && <small>{t(`${key}.hint`)}</small>}
              </span>
            </label>
          );
        })}
      </div>
      {problem && props.ways}
    </fieldset>
  );
}
