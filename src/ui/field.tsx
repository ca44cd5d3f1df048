/** One question and its answer: label above, never a placeholder; what is wrong stands above the field with the way on. */
import type { ComponentChildren, ComponentType } from 'preact';
import type { Widget } from '../kernel/declare.ts';
import { formatNumber, has, t } from './i18n.ts';
import { Icon } from './icon.tsx';
import { MomentField } from './moment-field.tsx';
import { digitsGiven, digitsMissing, digitsOf, inPairs, phoneOnly } from './phone.ts';
import { PlaceField } from './place-field.tsx';
import type { Problem, Question } from './record-form.ts';
import { ChoiceField, ChoicesField, YesNoField } from './records/choice-fields.tsx';
import { encode } from './records/codec.ts';
import { EntriesField } from './records/entries-field.tsx';
import { ReferenceField } from './records/reference-field.tsx';
import { ZoneField } from './records/zone-field.tsx';
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
export const textFor = (question: Question, part: string): string => {
  const key = `${question.type.name}.${question.field}.${part}`;
  return has(key) ? t(key) : '';
};

/** What is wrong, and the way on, in the words of this field. */
export function problemText(question: Question, problem: Problem, answer: string): string {
  const own = problem.kind === 'missing' ? textFor(question, 'missing') : '';
  if (own) return own;
  if (question.decl.widget === 'phone') {
    const missing = digitsMissing(answer);
    const typed = digitsGiven(answer);
    if (missing > 0) return t('phone.short', { n: missing, typed });
    if (missing < 0) return t('phone.long', { n: -missing, typed });
  }
  const { text, way } = codeWords(problem.code);
  return `${text} ${way}`.trim();
}

/** What asks for which kind of value; everything else is a line of text. One line a widget. */
const FIELDS: { readonly [widget in Widget]?: ComponentType<FieldProps> } = {
  choice: ChoiceField,
  choices: ChoicesField,
  yesno: YesNoField,
  moment: MomentField,
  date: MomentField,
  place: PlaceField,
  person: ReferenceField,
  record: ReferenceField,
  entries: EntriesField,
  zone: ZoneField,
};

export function Field(props: FieldProps) {
  const Shown = FIELDS[props.question.decl.widget] ?? Line;
  return <Shown {...props} />;
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

/** How a line of text is typed: which keyboard a phone shows, and what may stand in it. */
const TYPED: {
  readonly [widget in Widget]?: {
    readonly type: 'tel' | 'text' | 'email';
    readonly inputMode: 'tel' | 'numeric' | 'email';
  };
} = {
  phone: { type: 'tel', inputMode: 'tel' },
  number: { type: 'text', inputMode: 'numeric' },
  money: { type: 'text', inputMode: 'numeric' },
  email: { type: 'email', inputMode: 'email' },
};

/** `1234500` becomes `1 234 500` once it is typed; anything that is no number stays. */
function grouped(question: Question, answer: string): string {
  const value = encode(question.decl, answer);
  return typeof value === 'number' ? formatNumber(value) : answer;
}

const ROWS = 4;

function Line(props: FieldProps) {
  const { question, answer, problem, onAnswer } = props;
  const { decl } = question;
  const id = fieldId(question);
  const isPhone = decl.widget === 'phone';
  const isNumber = decl.widget === 'number' || decl.widget === 'money';
  const typed = TYPED[decl.widget];
  const wide = decl.widget === 'long' ? 60 : isNumber ? 16 : Math.min(decl.max ?? 40, 40);
  const shared = {
    id,
    'aria-describedby': describedBy(question),
    ...(decl.max && { maxLength: decl.max }),
    ...(problem && { 'aria-invalid': true as const }),
    ...(decl.required && { 'aria-required': true as const }),
  };
  return (
    <div class={props.alone ? 'field alone' : 'field'} style={{ '--w': `${wide + 3}ch` }}>
      <label for={id}>
        <Name {...props} />
      </label>
      <Said {...props} />
      {decl.widget === 'long' ? (
        <textarea
          {...shared}
          class="in"
          rows={ROWS}
          value={answer}
          onInput={(event) => onAnswer(event.currentTarget.value)}
        />
      ) : (
        <div class="line unit">
          <input
            {...shared}
            class={typed ? 'in num' : 'in'}
            type="text"
            {...typed}
            value={isNumber ? grouped(question, answer) : answer}
            autocomplete="off"
            {...(props.known && { list: `${id}-known` })}
            onInput={(event) => {
              const written = event.currentTarget.value;
              const kept = isPhone ? phoneOnly(written) : isNumber ? digitsOf(written) : written;
              if (isPhone && kept !== written) event.currentTarget.value = kept;
              onAnswer(kept);
            }}
            onBlur={() => {
              if (isPhone && inPairs(answer) !== answer) onAnswer(inPairs(answer));
            }}
          />
          {decl.widget === 'money' && <span>{t('money.unit')}</span>}
        </div>
      )}
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
