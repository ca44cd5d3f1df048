/**
 * What becomes of people after a training: who accompanies them and what was agreed at each visit, the money or kit they were given and how it is
 * justified, the enterprise they found, the work they have, and where they stand 6, 12 and 24 months later. Nothing that follows from these facts
 * is written: balances, loads and rates are reckoned (`rules.ts`, `reports.ts`). What may harm somebody stands in companions.
 */
import type { Declarations } from '../../kernel/declare.ts';
import { care } from './model-care.ts';
import { funding } from './model-money.ts';
import { work } from './model-work.ts';

export const followup: Partial<Declarations> = { types: { ...care, ...funding, ...work } };
