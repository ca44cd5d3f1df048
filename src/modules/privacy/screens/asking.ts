/**
 * Where a form asks something sensitive, it asks the agreement first, in the same place: language, way, who was there. A yes opens the questions and
 * is written with the answers; a no empties them and stands in the way of nothing else.
 */
import type { Act } from '../../../kernel/author.ts';
import { textOf } from '../../../kernel/fold.ts';
import { dayOf } from '../../../kernel/grant.ts';
import { isRecordId } from '../../../kernel/ids.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { t } from '../../../ui/i18n.ts';
import type { Open } from '../../../ui/open.ts';
import type { Answers, Question, RecordForm } from '../../../ui/record-form.ts';
import type { Along } from '../../../ui/records/extend.ts';
import { agreement } from '../model.ts';
import { agreementId, agreementOf, emptied, isSensitive } from '../sensitive.ts';

const AGREED = { when: { field: 'agree', is: ['yes'] } } as const;
const asked: readonly Question[] = Object.entries(agreement.fields).map(([field, decl]) => ({
  type: agreement,
  field,
  decl,
}));

/**
 * @param person whose answers they are; null while nobody was chosen yet, or for somebody new.
 * @returns null for a form that asks nothing sensitive, or of somebody who agreed already.
 */
export function askingAgreement(open: Open, form: RecordForm, person: RecordId | null): Along | null {
  const { replica, me, now } = open;
  const first = form.questions.findIndex(({ type, field }) => isSensitive(type.name, field));
  const said = person ? agreementOf(replica, person) : '';
  if (first < 0 || said === 'yes') return null;
  // Whoever may not write the agreement is not asked for it: the answers stand without one, and that is a task.
  if (!replica.may(me.person, 'create', 'consent', me.home, now)) return null;
  const hung = form.questions.map((one) =>
    isSensitive(one.type.name, one.field) && !one.decl.when ? { ...one, decl: { ...one.decl, ...AGREED } } : one,
  );
  const questions = [...hung.slice(0, first), ...asked, ...hung.slice(first)];
  return {
    form: { ...form, questions },
    before: said === '' ? {} : { agree: said },
    acts: (answers, record) => {
      const whose = person ?? (form.type.name === 'person' ? record : answers['person']);
      return isRecordId(whose) ? agreementActs(open, answers, replica.resolve(whose)) : [];
    },
  };
}

function agreementActs(open: Open, answers: Answers, person: RecordId): readonly Act[] {
  const { replica, me, now } = open;
  const { agree = '', agreeWay = '', agreeLanguage = '', agreeWitness = '' } = answers;
  if (agree === '') return [];
  const yes = agree === 'yes';
  const isSaid = agree === agreementOf(replica, person);
  const record = agreementId(person);
  const body = {
    answer: agree,
    way: (yes && agreeWay) || null,
    language: (yes && agreeLanguage) || null,
    witness: (yes && agreeWay !== 'signed' && agreeWitness.trim()) || null,
    on: dayOf(now),
    text: t('agreement.agree.hint'),
    withdrawn: null,
  };
  const there = replica.record(record);
  const home = replica.record(person)?.home ?? me.home;
  const key = { person, purpose: 'sensitive' };
  const saying: Act = there?.created
    ? { do: 'edit', record, body }
    : { do: 'create', type: 'consent', record, home, body: { ...key, ...told(body) } };
  const written = isSaid ? [] : [saying];
  if (yes) return written;
  const may = (type: string, { home: at }: { readonly home: typeof home }) =>
    replica.may(me.person, 'edit', type, at, now);
  return [...written, ...emptied(replica, person, may)];
}

const told = (body: { readonly [field: string]: string | null }) =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));

/** For forms of what is about a person: `person` is an answer, or stands in the record. */
export const alongPerson = (
  open: Open,
  form: RecordForm,
  { person = '' }: Answers,
  record: RecordId | null,
): Along | null => {
  const state = record && open.replica.record(record);
  const whose = form.type.name === 'person' ? record : person || (state ? textOf(state, 'person') : '');
  return askingAgreement(open, form, isRecordId(whose) ? open.replica.resolve(whose) : null);
};
