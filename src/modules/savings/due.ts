/** Which meeting waits to be closed, or to be held. Read in passing, without working out the book. */
import { type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import { isEnded, rulesOf } from './rules-of.ts';

const DAY_MS = 24 * 3600 * 1000;

export interface Due {
  /** `open`: begun and not closed; `due`: its day has come. */
  readonly is: 'open' | 'due';
  /** Of the open meeting, or the one to hold. */
  readonly on: Day;
  /** The meeting before; '' where there was none. */
  readonly last: Day | '';
}

/** What a group has to do by today; null for nothing, and for a cycle that is over. */
export function dueOf(source: LinkSource, cycle: RecordState, today: Day): Due | null {
  if (isEnded(cycle)) return null;
  const held = linksTo(source, 'savings_meeting', 'cycle', cycle.id)
    .map((state) => ({ on: textOf(state, 'on'), isClosed: valueOf(state, 'closed') === true }))
    .sort((a, b) => (a.on < b.on ? -1 : 1));
  const last = held.at(-1)?.on ?? '';
  const open = held.findLast(({ isClosed }) => !isClosed);
  if (open) return { is: 'open', on: open.on, last };
  const next =
    last === ''
      ? textOf(cycle, 'from')
      : new Date(Date.parse(last) + rulesOf(cycle).days * DAY_MS).toISOString().slice(0, 10);
  return next !== '' && next <= today ? { is: 'due', on: today, last } : null;
}
