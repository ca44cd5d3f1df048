/**
 * A form follows from the declaration of a type: its questions are the fields people see, those of its companions included, so that a
 * person fills in one sheet whatever is kept apart. No rule lives here: what is wrong is asked of the declaration.
 */
import type { Act, Acts } from '../kernel/author.ts';
import {
  checkBody,
  type Declarations,
  entryKey,
  type FieldDecl,
  fieldAs,
  flagsOf,
  type TypeDecl,
} from '../kernel/declare.ts';
import { entriesOf, type RecordState, valueOf } from '../kernel/fold.ts';
import { canonical } from '../kernel/hash.ts';
import { derivedId, SHARED, sensitiveScope } from '../kernel/ids.ts';
import type { Replica } from '../kernel/replica.ts';
import type { Body, Json, Millis, RecordId, Scope } from '../kernel/types.ts';
import {
  decode,
  decodeEntry,
  encode,
  encodeEntry,
  entriesAnswer,
  entriesIn,
  entryKeyFor,
  isNewEntry,
} from './records/codec.ts';

/** One field to be asked. A part of an entry is asked like a field, under the name `field.part`. */
export interface Question {
  readonly type: TypeDecl;
  readonly field: string;
  readonly decl: FieldDecl;
  /** The question it was hung on, with which it stands on the sheet. */
  readonly under?: Question;
}

export interface RecordForm {
  readonly type: TypeDecl;
  readonly companions: readonly TypeDecl[];
  /** What is asked here. */
  readonly questions: readonly Question[];
  /** Everything that could be asked: answers are kept for all of it, because one question may hang on another. */
  readonly whole: readonly Question[];
}

export type Answers = { readonly [field: string]: string };

const questionsOf = (type: TypeDecl): readonly Question[] =>
  Object.entries(type.fields).flatMap(([field, decl]) =>
    decl.widget === 'hidden' || decl.widget === 'audio' ? [] : [{ type, field, decl }],
  );

/** Is this a part of what makes a record this one and no other? Written otherwise, it would be another record: it is asked once. */
export const isKey = ({ type, field }: Question): boolean => type.keys?.includes(field) ?? false;

/** Everything that may be asked of a record of this type, in the order of the declaration, companions last. */
export function formOf(declarations: Declarations, name: string): RecordForm {
  const type = declarations.types[name];
  if (!type) throw new Error(`no type ${name}`);
  const companions = Object.values(declarations.types).filter((other) => other.companionOf === name);
  const whole = [type, ...companions].flatMap(questionsOf);
  return { type, companions, questions: whole, whole };
}

/** The same form with fewer questions; what is not asked is not written. */
export const asking = (form: RecordForm, keep: (question: Question) => boolean): RecordForm => ({
  ...form,
  questions: form.questions.filter(keep),
});

/** Asked of something new: what is not left for later. */
export const isAskedFirst = ({ decl }: Question): boolean => decl.asked !== 'later';

/** Is this question asked, given the other answers? What is not asked is not checked either, and stays as it was. */
export function applies({ decl: { when, unless } }: Question, answers: Answers): boolean {
  const has = ({ field, is }: NonNullable<FieldDecl['when']>) => is.includes((answers[field] ?? '').trim());
  return (!when || has(when)) && !(unless && has(unless));
}

/** Those that are asked, given the answers, each as what the others make of it. */
export const askedOf = (questions: readonly Question[], answers: Answers): readonly Question[] =>
  questions
    .filter((question) => applies(question, answers))
    .map((question) =>
      question.decl.as ? { ...question, decl: fieldAs(question.decl, (field) => answers[field]) } : question,
    );

/** Where a question stands in a form: asked of everybody, to complete the sheet, or kept apart by those who answer for the record. */
export function groupOf(question: Question, form: Pick<RecordForm, 'type'>): 'first' | 'later' | 'closed' {
  if (question.under) return groupOf(question.under, form);
  return question.type !== form.type ? 'closed' : isAskedFirst(question) ? 'first' : 'later';
}

/** The same questions, each group together. */
export const inGroups = (form: RecordForm): RecordForm => {
  const order = ['first', 'later', 'closed'];
  const rank = (question: Question) => order.indexOf(groupOf(question, form));
  return { ...form, questions: [...form.questions].sort((a, b) => rank(a) - rank(b)) };
};

/** Parts of the entries of a map, as questions. */
export const partsOfEntry = ({ type, field, decl }: Question): readonly Question[] =>
  Object.entries(decl.entry ?? {}).map(([part, one]) => ({ type, field: `${field}.${part}`, decl: one }));

/** What stands against an answer. `check` stops nothing: the office looks at it. */
export interface Problem {
  readonly kind: 'missing' | 'format' | 'check';
  readonly code: string;
}

const MISSING: Problem = { kind: 'missing', code: 'RULE-REQUIRED' };
const FORMAT: Problem = { kind: 'format', code: 'RULE-FORMAT' };

/** @param now true time; where it is not known, nothing is said to lie in the future. */
export function problemOf(question: Question, answer: string, now: Millis = Number.POSITIVE_INFINITY): Problem | null {
  const { type, field, decl } = question;
  if (decl.merge === 'map') return entryProblems(question, answer).size > 0 ? FORMAT : null;
  // Judged alone: the part of an entry is a field to this question only.
  const alone: TypeDecl = { ...type, fields: { [field]: decl } };
  const body = { [field]: encode(decl, answer) };
  const refusal = checkBody(alone, body, false);
  if (refusal) return refusal.code === 'RULE-REQUIRED' ? MISSING : FORMAT;
  const flag = flagsOf(alone, body, now)[0];
  return flag ? { kind: 'check', code: flag.code } : null;
}

/** What is wrong in the entries of a map, under `key part`. Remarks stop nothing here: an entry is checked with its record. */
export function entryProblems(question: Question, answer: string): ReadonlyMap<string, Problem> {
  const found = new Map<string, Problem>();
  const parts = partsOfEntry(question);
  for (const [key, entry] of Object.entries(entriesIn(answer))) {
    if (entry === null) continue;
    for (const part of parts) {
      const name = part.field.slice(question.field.length + 1);
      const problem = problemOf(part, entry[name] ?? '');
      if (problem && problem.kind !== 'check') found.set(`${key} ${name}`, problem);
    }
  }
  return found;
}

/** Id of the companion of a record: computed from the record it accompanies. */
export const companionId = (companion: TypeDecl, record: RecordId): RecordId => derivedId(companion.name, record);

/** Whatever knows records: a copy on a phone, what a hub read for an import. */
export type Records = Pick<Replica, 'record'>;

const partOfForm = (replica: Records, form: RecordForm, type: TypeDecl, record: RecordId): RecordState | null =>
  replica.record(type === form.type ? record : companionId(type, record));

/** One field of a record as an answer. */
export function answerOf(state: RecordState, { field, decl }: Question): string {
  if (decl.merge !== 'map') return decode(decl, valueOf(state, field));
  return entriesAnswer(
    Object.fromEntries(entriesOf(state, field).map(([key, value]) => [key, decodeEntry(decl, value)])),
  );
}

/** What is known of a record, as answers. */
export function answersOf(replica: Records, form: RecordForm, record: RecordId): Answers {
  return Object.fromEntries(
    form.whole.map((question) => {
      const state = partOfForm(replica, form, question.type, record);
      return [question.field, state ? answerOf(state, question) : ''];
    }),
  );
}

/** Body keys and values of one answer that differs from what stood there. */
function written(question: Question, answer: string, before: string, state: RecordState | null): Body {
  const { field, decl } = question;
  if (decl.merge !== 'map') {
    const value = encode(decl, answer);
    return canonical(value) === canonical(encode(decl, before)) ? {} : { [field]: value };
  }
  const old = entriesIn(before);
  const known = new Map(state ? entriesOf(state, field) : []);
  const body: Record<string, Json> = {};
  for (const [key, entry] of Object.entries(entriesIn(answer))) {
    const value = encodeEntry(decl, entry, known.get(key));
    if (isNewEntry(key)) {
      if (value !== null) body[entryKey(field, entryKeyFor(value))] = value;
    } else if (entry === null ? old[key] !== undefined : canonical(entry) !== canonical(old[key] ?? null))
      body[entryKey(field, key)] = value;
  }
  return body;
}

interface Writing {
  readonly form: RecordForm;
  readonly answers: Answers;
  readonly before: Answers;
  /** The part of the record that a type holds, as it stands. */
  state(type: TypeDecl): RecordState | null;
}

const bodyOf = ({ form, answers, before, state }: Writing, type: TypeDecl): Body =>
  Object.assign(
    {},
    ...form.questions
      .filter((question) => question.type === type && applies(question, { ...before, ...answers }))
      .map((question) => written(question, answers[question.field] ?? '', before[question.field] ?? '', state(type))),
  );

/**
 * One group: the record, and the companions that have something to hold.
 * @param known what is not asked because it is known: the reference to the record it was opened from.
 */
export function createActs(form: RecordForm, answers: Answers, home: Scope, known: Body = {}): Acts {
  const writing: Writing = { form, answers, before: {}, state: () => null };
  const body = { ...known, ...bodyOf(writing, form.type) };
  const shared = form.type.shareable ? [SHARED] : [];
  return (ids) => [
    { do: 'create', type: form.type.name, body, home, shared },
    ...form.companions.flatMap((type) => companionActs(writing, type, ids(0), home)),
  ];
}

function companionActs(writing: Writing, type: TypeDecl, of: RecordId, home: Scope): readonly Act[] {
  const body = bodyOf(writing, type);
  if (Object.keys(body).length === 0) return [];
  return [{ do: 'create', type: type.name, body: { of, ...body }, home: sensitiveScope(home) }];
}

/** Only the fields that changed; null when nothing did. */
export function editActs(
  replica: Records,
  form: RecordForm,
  record: RecordId,
  answers: Answers,
): readonly Act[] | null {
  const main = replica.record(record);
  if (!main) return null;
  const state = (type: TypeDecl) => partOfForm(replica, form, type, record);
  const writing: Writing = { form, answers, before: answersOf(replica, form, record), state };
  const acts: Act[] = [];
  const body = bodyOf(writing, form.type);
  if (Object.keys(body).length > 0) acts.push({ do: 'edit', record, body });
  for (const type of form.companions) {
    const part = state(type);
    if (!part) {
      acts.push(...companionActs(writing, type, record, main.home));
      continue;
    }
    const changed = bodyOf(writing, type);
    if (Object.keys(changed).length > 0) acts.push({ do: 'edit', record: part.id, body: changed });
  }
  return acts.length > 0 ? acts : null;
}
