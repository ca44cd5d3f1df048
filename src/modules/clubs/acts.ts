/** What is written when somebody answers what is proposed about a club. */
import { entryKey } from '../../kernel/declare.ts';
import type { Day } from '../../kernel/moment.ts';
import type { Body } from '../../kernel/types.ts';
import { entryKeyFor } from '../../ui/records/codec.ts';
import { askAgainOn, type Proposal } from './rules.ts';

/** Yes: it sleeps from today, or is active since its last activity. */
export function settled({ is, last }: Proposal, today: Day): Body {
  const step = { is, from: is === 'active' ? last : today };
  return { [entryKey('states', entryKeyFor(step))]: step };
}

/** Not now. */
export const putOff = (today: Day): Body => ({ askAgain: askAgainOn(today) });
