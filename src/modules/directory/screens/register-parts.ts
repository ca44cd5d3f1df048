/** What a part of the register is about and what it is called: the same on screen, on paper and in a file. */
import { dayOf } from '../../../kernel/grant.ts';
import type { Day } from '../../../kernel/moment.ts';
import type { RecordId } from '../../../kernel/types.ts';
import { has, t } from '../../../ui/i18n.ts';
import type { Open } from '../../../ui/open.ts';
import { titleOf } from '../../../ui/words.ts';
import { byFormOn, calledOn } from '../forms.ts';
import { type Entry, type Member, polesOn, type Register } from '../rules.ts';
import { begins } from '../source.ts';

/** Address of the decisions, oldest first (AUSCOOP art. 9). */
export const DECISIONS = 'decisions';

type Copy = Parameters<typeof titleOf>[0];

export const formName = (kind: string): string =>
  has(`organisation.kind.${kind}`) ? t(`organisation.kind.${kind}`) : kind || t('register.unknown');

/** What had been decided by the end of a day. */
export const decidedBy = (entries: readonly Entry[], day: Day): readonly Entry[] =>
  entries.filter((entry) => begins(entry) <= day);

/** `Admission`, `Exclusion`, `Admission (membre fondateur)`. */
export function decisionName({ status, kind }: Entry): string {
  const key = `register.did.${status}`;
  const what = has(key) ? t(key) : status;
  return kind === 'founder' ? t('register.did.as', { what, as: t('membership.kind.founder').toLowerCase() }) : what;
}

/**
 * Which organisations a list of the register is about, and what it is called.
 * @param part `tous`, `suspendues`, `demandes`, `plusieurs`, `aucun`, `hors`, or `forme` and `pole` with `which` of them; what is none of these is `tous`.
 */
export function listedOf(
  replica: Copy,
  us: RecordId,
  { day, active, suspended, applied }: Register,
  part: string,
  which: string,
): { readonly title: string; readonly ids: readonly RecordId[] } {
  const idsOf = (lines: readonly Member[]) => lines.map((line) => line.member);
  if (part === 'forme') {
    const kind = which === '-' ? '' : which;
    return { title: formName(kind), ids: byFormOn(replica, idsOf(active), day).get(kind) ?? [] };
  }
  if (part === 'suspendues') return { title: t('register.suspended'), ids: idsOf(suspended) };
  if (part === 'demandes') return { title: t('register.applied'), ids: idsOf(applied) };
  if (!['pole', 'plusieurs', 'aucun', 'hors'].includes(part))
    return { title: t('register.members', { n: active.length }), ids: idsOf(active) };
  const { poles, several, none, outside } = polesOn(replica, us, day);
  if (part === 'plusieurs') return { title: t('register.several', { n: several.length }), ids: several };
  if (part === 'aucun') return { title: t('register.nowhere', { n: none.length }), ids: none };
  if (part === 'hors') return { title: t('register.outside', { n: outside.length }), ids: outside };
  const pole = poles.find(({ body }) => body === which);
  return { title: pole ? titleOf(replica, pole.body) : t('register.bypole'), ids: pole?.members ?? [] };
}

/** What an organisation was called on a past day, with its name of today beside where that is another; '' where it is not. */
export function namedOn(
  { replica, now }: Pick<Open, 'replica' | 'now'>,
  id: RecordId,
  day: Day,
): { readonly name: string; readonly now: string } {
  const today = titleOf(replica, id);
  const then = day < dayOf(now) ? calledOn(replica, id, day) : '';
  return then === '' || then === today ? { name: today, now: '' } : { name: then, now: today };
}
