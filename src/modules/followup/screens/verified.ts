/** Who verified the criteria of the social and solidarity economy of an enterprise, when and by which version of the grid: asked along with them. */
import { dayOf } from '../../../kernel/grant.ts';
import type { Body, RecordId } from '../../../kernel/types.ts';
import type { Open } from '../../../ui/open.ts';
import { type Answers, answersOf, type RecordForm, type Records } from '../../../ui/record-form.ts';
import type { Along } from '../../../ui/records/extend.ts';
import { CRITERIA_FROM } from '../enterprises.ts';

const VERIFIED = ['criteriaBy', 'criteriaOn'];
const ASKED = ['criteria', ...VERIFIED];

/** Who opens the criteria by themselves verifies them anew, today: that is likely, and can be changed. In a longer form what was said stays. */
export function verifiedBy(
  { replica, me, now }: Pick<Open, 'replica' | 'me' | 'now'>,
  form: RecordForm,
  record: RecordId | null,
): Omit<Along, 'acts'> {
  const asks = (field: string): boolean => form.questions.some((one) => one.field === field);
  const likely: Answers = { criteriaBy: me.person, criteriaOn: dayOf(now) };
  if (asks('criteria') && !asks('criteriaBy')) {
    const more = form.whole.filter(({ field }) => VERIFIED.includes(field));
    return { form: { ...form, questions: [...form.questions, ...more] }, before: likely };
  }
  const said = record ? answersOf(replica, form, record) : {};
  const isNew = asks('criteria') && VERIFIED.every((field) => (said[field] ?? '') === '');
  return { form, before: isNew ? likely : {} };
}

/** By which version of the grid, where somebody verified anything in this form; nobody is asked. */
export function gridOf(replica: Records, form: RecordForm, record: RecordId | null, answers: Answers): Body {
  const before = record ? answersOf(replica, form, record) : {};
  const now = { ...before, ...answers };
  const isVerified = criteriaIn(now).length > 0 && ASKED.some((field) => (now[field] ?? '') !== (before[field] ?? ''));
  return isVerified ? { criteriaVersion: CRITERIA_FROM.version } : {};
}

const criteriaIn = ({ criteria = '' }: Answers): readonly unknown[] => (criteria === '' ? [] : JSON.parse(criteria));
