/** What people answered, purpose by purpose. Law 2013-015 lets anybody say no, or take a yes back; what they said is read here alone. */
import { isErased, isVoided, type RecordState, textOf } from '../../kernel/fold.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import type { RecordId } from '../../kernel/types.ts';
import type { PURPOSES } from './model.ts';

export type Purpose = (typeof PURPOSES)[number]['value'];
/** '' where nobody noted an answer. */
export type Answer = 'yes' | 'no' | '';

/**
 * What one person answered to one purpose. Where they have two sheets or two answers, one no is a no, and so is a yes that was taken back.
 * @param consents theirs (`consent`), of any purpose.
 */
export function answerIn(consents: readonly RecordState[], purpose: Purpose): Answer {
  const said = consents.filter((one) => !isVoided(one) && textOf(one, 'purpose') === purpose);
  if (said.some((one) => textOf(one, 'answer') === 'no' || textOf(one, 'withdrawn') !== '')) return 'no';
  // Of whoever is erased the answer stays to be counted; it allows nothing any more.
  return said.some((one) => textOf(one, 'answer') === 'yes' && !isErased(one)) ? 'yes' : '';
}

/** What is known here of what this person answered. */
export const answerTo = (source: LinkSource, person: RecordId, purpose: Purpose): Answer =>
  answerIn(linksTo(source, 'consent', 'person', person), purpose);
