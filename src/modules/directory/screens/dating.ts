/** When the form or the stage of an organisation changes, since when is asked in the same place; when its dated list changes, the card follows. */
import type { TypeDecl } from '../../../kernel/declare.ts';
import { entriesOf, textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import type { Body, RecordId } from '../../../kernel/types.ts';
import type { Open } from '../../../ui/open.ts';
import { type Answers, answersOf, type Question, type RecordForm } from '../../../ui/record-form.ts';
import { encodeEntry, entriesIn } from '../../../ui/records/codec.ts';
import type { Along } from '../../../ui/records/extend.ts';
import { when } from '../../fields.ts';
import { cardBody, DATED, type Dated, datedBody } from '../dating.ts';
import { KINDS, STAGES } from '../model.ts';

const sinceOf = ({ field }: Dated) => `${field}Since`;
const choicesOf = { kind: KINDS, stage: STAGES };

/** No record of its own: what is answered is written into the dated lists of the organisation. */
const dated: TypeDecl = {
  name: 'dated',
  schema: 1,
  fields: Object.fromEntries(DATED.map((one) => [sinceOf(one), when()])),
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
    const one = DATED.find(({ field }) => question.type === form.type && field === question.field);
    if (!one) return [question];
    const present = textOf(state, one.field);
    const others = choicesOf[one.field].map(({ value }) => value).filter((value) => value !== present);
    const changed = { when: { field: one.field, is: others } };
    const hung = (asked: Question): Question => ({ ...asked, decl: { ...asked.decl, ...changed } });
    const since = { type: dated, field: sinceOf(one), decl: when() };
    const more = one.field === 'kind' && isUnknown && founded && !asks('founded') ? [hung(founded)] : [];
    return [question, hung(since), ...more];
  });
  if (questions.length === form.questions.length && !DATED.some(({ map }) => asks(map))) return null;
  const before = answersOf(replica, form, state.id);
  return {
    form: { ...form, questions },
    before: {},
    acts(answers) {
      const body = Object.assign({}, ...DATED.map((one) => bodyOf(one, answers)));
      return Object.keys(body).length > 0 ? [{ do: 'edit', record: state.id, body }] : [];
    },
  };

  function bodyOf(one: Dated, answers: Answers): Body {
    if (!state) return {};
    const { field, map } = one;
    const next = asks(field) ? (answers[field] ?? '') : '';
    if (next !== '' && next !== textOf(state, field))
      return datedBody(state, one, next, answers[sinceOf(one)] ?? '', answers['founded'] || textOf(state, 'founded'));
    const question = form.questions.find((asked) => asked.field === map);
    if (!question || (answers[map] ?? '') === (before[map] ?? '')) return {};
    const list = Object.entries(entriesIn(answers[map] ?? '')).flatMap(([key, entry]) =>
      entry ? [[key, encodeEntry(question.decl, entry)] as const] : [],
    );
    return cardBody(state, one, list, dayOf(now));
  }
}
