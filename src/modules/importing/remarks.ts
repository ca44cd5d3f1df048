/** What is said of a row: the rules of the forms, asked of each answer, and in words a way to put it right. */

import type { Millis } from '../../kernel/types.ts';
import { type Answers, applies, problemOf, type Question, type RecordForm } from '../../ui/record-form.ts';
import type { Target } from './columns.ts';

/** `error` keeps a row out, `warning` does not; `here` says why there is nothing to do. */
export interface Remark {
  readonly kind: 'error' | 'warning' | 'here';
  /** Its sentence is `import.<kind>.<code>`, its remedy the same with `.way`. */
  readonly code: string;
  /** What it is about: key of a target, '' for the row. */
  readonly target: string;
  /** What stood there, or the other line or record it speaks of; of `before` the choice, as it is kept. */
  readonly value: string;
}

/** What was hidden and is told again is shown again. */
export const BACK: Remark = { kind: 'warning', code: 'back', target: '', value: '' };

/** What a role does not allow. */
export const right = (action: 'create' | 'edit'): Remark => ({
  kind: 'error',
  code: `right.${action}`,
  target: '',
  value: '',
});

/** Longest piece of a cell that a remark repeats. */
const QUOTED = 60;
export const short = (text: string): string => (text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text);

/** What stands against the answers of a row. @param creating needed answers must be there. */
export function remarksOn(form: RecordForm, answers: Answers, creating: boolean, now: Millis): readonly Remark[] {
  return form.questions.flatMap((question): readonly Remark[] => {
    const answer = answers[question.field] ?? '';
    if (answer === '')
      return creating && question.type === form.type && isMissing(question, answers) ? [missing(question)] : [];
    if (!applies(question, answers)) return [remark('warning', 'unasked', question, answer)];
    const problem = problemOf(question, answer, now);
    if (!problem) return [];
    if (problem.kind === 'check')
      return problem.code === 'FLAG-CHOICE' ? [] : [remark('warning', problem.code.toLowerCase(), question, answer)];
    return [remark('error', formatCode(question, answer), question, answer)];
  });
}

const isMissing = (question: Question, answers: Answers): boolean =>
  question.decl.required === true && applies(question, answers);
const missing = (question: Question): Remark => remark('error', 'missing', question, '');

const remark = (kind: Remark['kind'], code: string, { field }: Question, value: string): Remark => ({
  kind,
  code,
  target: field,
  value: short(value),
});

/** Why a value does not fit, as far as its kind tells. */
function formatCode({ decl }: Question, answer: string): string {
  if (decl.widget === 'phone' || decl.widget === 'email') return decl.widget;
  if (decl.max !== undefined && answer.length > decl.max) return 'long';
  if (decl.merge === 'map') return 'entry';
  if (decl.widget === 'moment' || decl.widget === 'date') return 'date';
  if (decl.widget === 'number' || decl.widget === 'money') return 'number';
  return ['place', 'choice'].includes(decl.widget) ? decl.widget : 'format';
}

/** Sentences of a catalogue, a text for each key. */
export type Say = (key: string, values?: { readonly [name: string]: string | number }) => string;

export interface SaidRemark {
  readonly what: string;
  readonly way: string;
}

/** A remark in words. @param label of its target. */
export function sayRemark(
  { kind, code, value }: Remark,
  target: Target | undefined,
  label: string,
  say: Say,
): SaidRemark {
  const key = `import.${kind}.${code}`;
  // A word that is no choice of ours is said as it stood.
  const choice = code === 'before' && target ? `${target.type.name}.${target.field}.${value}` : '';
  const told = say(choice);
  const values = { field: label, value: told === choice ? value : told, max: target?.decl?.max ?? 0 };
  return { what: say(key, values), way: say(`${key}.way`, values) };
}
