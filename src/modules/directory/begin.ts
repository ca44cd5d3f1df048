/** The first question of a new member, for somebody whose phone has nothing else yet. The declaration says the same (`model.ts`); a test compares. */
import type { FirstQuestion } from '../begin.ts';
import './messages/first/index.ts';

export const organisation: FirstQuestion = { type: 'organisation', address: 'membres', field: 'name', max: 120 };
