/**
 * Asks for a date by first asking what is known of it, so that nobody who only knows the year has to invent a day. The answer is a moment
 * (`2019-01`), '' when empty. While a part is missing it holds what there is (`2019-`, `-01`): a draft loses nothing, and the form sees
 * that it is not right yet. Where the declaration wants a whole day (`date`), the day is asked at once.
 */
import { useState } from 'preact/hooks';
import { momentFault, type Precision } from '../kernel/moment.ts';
import { describedBy, type FieldProps, fieldId, Name, Said } from './field.tsx';
import { monthNames } from './format.ts';
import { t } from './i18n.ts';

/** The parts as they are typed; `by` is null until somebody says what they know. */
interface Typed {
  readonly by: Precision | null;
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly about: boolean;
}

const CHOICES: readonly Precision[] = ['year', 'month', 'day'];
const digits = (text: string): string => text.replace(/\D/g, '');
const two = (text: string): string => (text === '' ? '' : text.padStart(2, '0'));

/** The answer they make. What this precision does not ask stays out, and comes back with a finer one. */
function answerOf({ by, year, month, day, about }: Typed): string {
  if (by === null) return '';
  const parts = [year, two(month), two(day)].slice(0, CHOICES.indexOf(by) + 1);
  return parts.every((part) => part === '') ? '' : parts.join('-') + (about ? '~' : '');
}

function typedOf(answer: string): Typed {
  const found = /^(\d{0,4})(?:-(\d{0,2})(?:-(\d{0,2}))?)?(~?)$/.exec(answer);
  const [, year = '', month, day, about] = found ?? [];
  const by = answer === '' ? null : day !== undefined ? 'day' : month !== undefined ? 'month' : 'year';
  const short = (part = '') => part.replace(/^0(?=\d)/, '');
  return { by, year, month: short(month), day: short(day), about: about === '~' };
}

/** What is wrong, part by part; '' when nothing is. */
function reasonOf({ by, year, month, day }: Typed, answer: string, exact: boolean): string {
  const fault = momentFault(answer);
  if (fault === null || by === null) return '';
  if (year.length !== 4 || fault === 'year') return t('moment.fault.year');
  if (exact) return t('moment.fault.exact');
  if (by !== 'year' && month === '') return t('moment.fault.month');
  return by === 'day' && (day === '' || fault === 'day') ? t('moment.fault.day') : '';
}

export function MomentField(props: FieldProps) {
  const { question, answer, problem, onAnswer } = props;
  const id = fieldId(question);
  const exact = question.decl.widget === 'date';
  const read = (): Typed => (exact ? { ...typedOf(answer), by: 'day', about: false } : typedOf(answer));
  const [kept, setKept] = useState(read);
  // What was typed is shown as long as it says the same as the answer: `1` must not become `01` under somebody's fingers.
  const typed = answerOf(kept) === answer ? kept : read();
  const change = (parts: Partial<Typed>) => {
    const next = { ...typed, ...parts };
    setKept(next);
    onAnswer(answerOf(next));
  };
  const wrong = { 'aria-describedby': `${id}-error`, ...(problem && { 'aria-invalid': true }) };
  const figures = (part: 'day' | 'year', length: number) => (
    <div style={{ '--w': `${length + 4}ch` }}>
      <label for={`${id}-${part}`}>{t(`moment.${part}`)}</label>
      <input
        class="in num"
        id={`${id}-${part}`}
        inputMode="numeric"
        autocomplete="off"
        maxLength={length}
        value={typed[part]}
        {...wrong}
        onInput={(event) => {
          const kept = digits(event.currentTarget.value);
          event.currentTarget.value = kept;
          change({ [part]: kept });
        }}
      />
    </div>
  );
  return (
    <fieldset class={props.alone ? 'field alone' : 'field'} aria-describedby={describedBy(question)}>
      <legend id={id} tabIndex={-1}>
        <Name {...props} />
      </legend>
      <Said {...props} reason={problem?.kind === 'format' ? reasonOf(typed, answer, exact) : ''} />
      {!exact && (
        <div class="opts across" role="radiogroup" aria-label={t('moment.known')}>
          {CHOICES.map((by) => (
            <label class="opt" key={by}>
              <input type="radio" name={id} checked={typed.by === by} onChange={() => change({ by })} />
              <b>{t(`moment.by.${by}`)}</b>
            </label>
          ))}
        </div>
      )}
      {typed.by && (
        <>
          <div class="date">
            {typed.by === 'day' && figures('day', 2)}
            {typed.by !== 'year' && (
              <div style={{ '--w': '16ch' }}>
                <label for={`${id}-month`}>{t('moment.month')}</label>
                <select
                  class="in"
                  id={`${id}-month`}
                  value={typed.month}
                  {...wrong}
                  onChange={(event) => change({ month: event.currentTarget.value })}
                >
                  <option value="" />
                  {monthNames().map((name, at) => (
                    <option key={name} value={String(at + 1)}>
                      {name}
                    </option>
                  ))}
                </select>
              </div>
            )}
            {figures('year', 4)}
          </div>
          {!exact && (
            <div class="opts">
              <label class="opt">
                <input type="checkbox" checked={typed.about} onChange={() => change({ about: !typed.about })} />
                <b>{t('moment.near')}</b>
              </label>
            </div>
          )}
        </>
      )}
      {problem && props.ways}
    </fieldset>
  );
}
