/**
 * A form follows from the declaration of a type: its questions are the fields people see, those of its companions included, so that a
 * person fills in one sheet whatever is kept apart. No rule lives here: what is wrong is asked of the declaration.
 */
import type { Act, Acts } from '../kernel/author.ts';
import { checkBody, type Declarations, type FieldDecl, flagsOf, type TypeDecl } from '../kernel/declare.ts';
import { textOf } from '../kernel/fold.ts';
import { derivedId, SHARED, sensitiveScope } from '../kernel/ids.ts';
import type { Replica } from '../kernel/replica.ts';
import type { Body, Json, RecordId, Scope } from '../kernel/types.ts';

export interface Question {
  readonly type: TypeDecl;
  readonly field: string;
  readonly decl: FieldDecl;
}

export interface RecordForm {
  readonly type: TypeDecl;
  readonly companions: readonly TypeDecl[];
  readonly questions: readonly Question[];
}

export type Answers = { readonly [field: string]: string };

const questionsOf = (type: TypeDecl): readonly Question[] =>
  Object.entries(type.fields).flatMap(([field, decl]) => (decl.widget === 'hidden' ? [] : [{ type, field, decl }]));

export function formOf(declarations: Declarations, name: string): RecordForm {
  const type = declarations.types[name];
  if (!type) throw new Error(`no type ${name}`);
  const companions = Object.values(declarations.types).filter((other) => other.companionOf === name);
  return { type, companions, questions: [type, ...companions].flatMap(questionsOf) };
}

/** What stands against an answer. `check` stops nothing: the office looks at it. */
export interface Problem {
  readonly kind: 'missing' | 'format' | 'check';
  readonly code: string;
}

export function problemOf({ type, field }: Question, answer: string): Problem | null {
  const value = asValue(answer);
  const refusal = checkBody(type, { [field]: value }, false);
  if (refusal) return { kind: refusal.code === 'RULE-REQUIRED' ? 'missing' : 'format', code: refusal.code };
  const flag = flagsOf(type, { [field]: value })[0];
  return flag ? { kind: 'check', code: flag.code } : null;
}

/** An empty answer is no answer. */
const asValue = (answer: string): Json => (answer.trim() === '' ? null : answer.trim());

/** Id of the companion of a record: computed from the record it accompanies. */
export const companionId = (companion: TypeDecl, record: RecordId): RecordId => derivedId(companion.name, record);

/** What is known of a record, as answers. */
export function answersOf(replica: Replica, form: RecordForm, record: RecordId): Answers {
  return Object.fromEntries(
    form.questions.map(({ type, field }) => {
      const state = replica.record(type === form.type ? record : companionId(type, record));
      return [field, state ? textOf(state, field) : ''];
    }),
  );
}

const bodyOf = (form: RecordForm, type: TypeDecl, answers: Answers, changed: (field: string) => boolean): Body =>
  Object.fromEntries(
    form.questions
      .filter((question) => question.type === type && changed(question.field))
      .map(({ field }) => [field, asValue(answers[field] ?? '')]),
  );

const given = (answers: Answers) => (field: string) => asValue(answers[field] ?? '') !== null;

/** One group: the record, and the companions that have something to hold. */
export function createActs(form: RecordForm, answers: Answers, home: Scope): Acts {
  const body = bodyOf(form, form.type, answers, given(answers));
  const shared = form.type.shareable ? [SHARED] : [];
  return (ids) => [
    { do: 'create', type: form.type.name, body, home, shared },
    ...companionActs(form, answers, given(answers), ids(0), home),
  ];
}

function companionActs(
  form: RecordForm,
  answers: Answers,
  changed: (field: string) => boolean,
  of: RecordId,
  home: Scope,
): readonly Act[] {
  return form.companions.flatMap((type): readonly Act[] => {
    const body = bodyOf(form, type, answers, changed);
    if (Object.keys(body).length === 0) return [];
    return [{ do: 'create', type: type.name, body: { of, ...body }, home: sensitiveScope(home) }];
  });
}

/** Only the fields that changed; null when nothing did. */
export function editActs(replica: Replica, form: RecordForm, record: RecordId, answers: Answers): Acts | null {
  const state = replica.record(record);
  if (!state) return null;
  const before = answersOf(replica, form, record);
  const changed = (field: string) => asValue(before[field] ?? '') !== asValue(answers[field] ?? '');
  const acts: Act[] = [];
  const body = bodyOf(form, form.type, answers, changed);
  if (Object.keys(body).length > 0) acts.push({ do: 'edit', record, body });
  for (const type of form.companions) {
    const id = companionId(type, record);
    const part = bodyOf(form, type, answers, changed);
    if (Object.keys(part).length === 0) continue;
    if (replica.record(id)) acts.push({ do: 'edit', record: id, body: part });
    else acts.push(...companionActs({ ...form, companions: [type] }, answers, changed, record, state.home));
  }
  return acts.length > 0 ? acts : null;
}
