/** May this be told outside, now? */
import { isVoided, type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import { type Day, firstDay, momentFault } from '../../kernel/moment.ts';

/** What keeps a story inside: nobody decided to show it, no dated yes, a no, or a yes that was taken back. */
export type Kept = 'not-shown' | 'unasked' | 'undated' | 'refused' | 'withdrawn' | 'ahead';

/** Where somebody has two sheets or two answers, one no is a no. @returns the day of the agreement, or why it is kept inside. */
export function agreementOf(
  source: LinkSource,
  story: RecordState,
  today: Day,
): { readonly on: Day } | { readonly kept: Kept } {
  const person = refOf(story, 'person');
  const asked = person
    ? linksTo(source, 'consent', 'person', person).filter((one) => textOf(one, 'purpose') === 'publish')
    : [];
  if (asked.length === 0) return { kept: 'unasked' };
  if (asked.some((one) => textOf(one, 'withdrawn') !== '')) return { kept: 'withdrawn' };
  if (asked.some((one) => textOf(one, 'answer') !== 'yes')) return { kept: 'refused' };
  const days = asked.map((one) => textOf(one, 'on')).filter((on) => on !== '' && momentFault(on) === null);
  if (days.length < asked.length) return { kept: 'undated' };
  const on = days.map(firstDay).sort().at(-1) as Day;
  return on > today ? { kept: 'ahead' } : { on };
}

/** The day on which the person agreed to what is published; else why the story stays inside. */
export function toldOn(
  source: LinkSource,
  story: RecordState,
  today: Day,
): { readonly on: Day } | { readonly kept: Kept } {
  if (isVoided(story) || valueOf(story, 'shown') !== true) return { kept: 'not-shown' };
  return agreementOf(source, story, today);
}
