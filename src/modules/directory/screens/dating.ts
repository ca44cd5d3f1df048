/** When the name, the form or the stage of an organisation changes, since when is asked in the same place; when its dated list changes, the card follows. */
import type { TypeDecl } from '../../../kernel/declare.ts';
import { entriesOf, textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import type { Body, RecordId } from '../../../kernel/types.ts';
import type { Open } from '../../../ui/open.ts';
import { type Answers, answersOf, type Question, type RecordForm } from '../../../ui/record-form.ts';
import { encodeEntry, entriesIn } from '../../../ui/records/codec.ts';
import type { Along } from '../../../ui/records/extend.ts';
import { when } from '../../fields.ts';
import { cardBody, DATED, type Dated, datedBody, formerName } from '../dating.ts';

const NAME = 'name';
const ASKED: readonly string[] = [NAME, ...DATED.map(({ field }) => field)];
const sinceOf = (field: string): string => `${field}Since`;

/** No record of its own: what is answered is written into the dated lists of the organisation. */
const dated: TypeDecl = {
  name: 'dated',
  schema: 1,
  fields: Object.fromEntries(ASKED.map((field) => [sinceOf(field), when()])),
  access: { read: [], create: [], edit: [], void: [] },
  shareable: false,
  keep: 'hub',
};

/** @param record null for something new: what it is then has no before. */
export function datingAlong({ replica, now }: Open, form: RecordForm, record: RecordId | null): Along | null {
  const state = record && replica.record(record);
  if (!state || form.type.name !== 'organisation') return null;
  const asks = (field: string) => form.questions.some((one) => one.field === field);
  const founded = form.whole.find((one) => one.field === 'founded');
  const isUnknown = textOf(state, 'founded') === '' && entriesOf(state, 'forms').length === 0;
  const questions = form.questions.flatMap((question): readonly Question[] => {
    const { field } = question;
    if (question.type !== form.type || !ASKED.includes(field)) return [question];
    const changed = { unless: { field, is: ['', textOf(state, field)] } };
    const hung = (asked: Question): Question => ({ ...asked, decl: { ...asked.decl, ...changed }, under: question });
    const since = { type: dated, field: sinceOf(field), decl: when() };
    const more = field === 'kind' && isUnknown && founded && !asks('founded') ? [hung(founded)] : [];
    return [question, hung(since), ...more];
  });
  if (questions.length === form.questions.length && !DATED.some(({ map }) => asks(map))) return null;
  const before = answersOf(replica, form, state.id);
  return {
    form: { ...form, questions },
    before: {},
    acts(answers) {
      const body = Object.assign({}, renamed(answers), ...DATED.map((one) => bodyOf(one, answers)));
      return Object.keys(body).length > 0 ? [{ do: 'edit', record: state.id, body }] : [];
    },
  };

  function renamed(answers: Answers): Body {
    const next = (answers[NAME] ?? '').trim();
    return state && asks(NAME) && next !== '' ? formerName(state, next, answers[sinceOf(NAME)] ?? '') : {};
  }

  function bodyOf(one: Dated, answers: Answers): Body {
    if (!state) return {};
    const { field, map } = one;
    const next = asks(field) ? (answers[field] ?? '') : '';
    if (next !== '' && next !== textOf(state, field))
      return datedBody(state, one, next, answers[sinceOf(field)] ?? '', answers['founded'] || textOf(state, 'founded'));
    const question = form.questions.find((asked) => asked.field === map);
    if (!question || (answers[map] ?? '') === (before[map] ?? '')) return {};
    const list = Object.entries(entriesIn(answers[map] ?? '')).flatMap(([key, entry]) =>
      entry ? [[key, encodeEntry(question.decl, entry)] as const] : [],
    );
    return cardBody(state, one, list, dayOf(now));
  }
}
