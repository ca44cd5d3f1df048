/**
 * Whoever registers an organisation in the field has identified it that day: the first stage of « identifier, organiser, regrouper, agir » is written down
 * with its date and asked of nobody. The sheet shows it, and *Modifier* changes it. An office types in what was known before: it says the stage itself.
 */
import { entryKey } from '../../../kernel/declare.ts';
import { dayOf } from '../../../kernel/grant.ts';
import type { Body } from '../../../kernel/types.ts';
import type { Open } from '../../../ui/open.ts';
import type { Answers } from '../../../ui/record-form.ts';
import { entryKeyFor } from '../../../ui/records/codec.ts';

export function identified({ me, now }: Pick<Open, 'me' | 'now'>, { stage = '' }: Answers): Body {
  if (me.role !== 'animator' || stage !== '') return {};
  const entry = { stage: 'identified', from: dayOf(now) };
  return { stage: entry.stage, [entryKey('stages', entryKeyFor(entry))]: entry };
}
