/** When a loan is paid back, and how much of what was paid is interest. Pure; sums are whole francs, rates per thousand and month. */
import type { Way } from './model.ts';

export interface Terms {
  readonly principal: number;
  readonly months: number;
  readonly rate: number;
  readonly way: Way;
}

/** One month: what is due of the sum and as interest, and what is left of the sum after it. */
export interface Instalment {
  readonly principal: number;
  readonly interest: number;
  readonly due: number;
  readonly balance: number;
}

/** Of a sum, half a franc and more rounded up. */
const interestOn = (sum: number, rate: number): number => Math.round((sum * rate) / 1000);

/** The payment that is the same every month; the last clears what is left. */
function level({ principal, months, rate }: Terms): number {
  if (rate === 0) return Math.ceil(principal / months);
  let growth = 1;
  for (let month = 0; month < months; month++) growth *= 1 + rate / 1000;
  return Math.round((principal * (rate / 1000) * growth) / (growth - 1));
}

/**
 * The months of a loan. `flat`: interest on the whole sum every month. `declining`: equal parts of the sum, interest on what is left. `annuity`: equal
 * payments. Remainders are in the last month. A loan of no month is due at once, without interest.
 */
export function scheduleOf(terms: Terms): readonly Instalment[] {
  const { principal, months, rate, way } = terms;
  if (months < 1) return [{ principal, interest: 0, due: principal, balance: 0 }];
  const [part, payment] = [Math.floor(principal / months), level(terms)];
  const all = interestOn(principal * months, rate);
  const rows: Instalment[] = [];
  let left = principal;
  for (let month = 1; month <= months; month++) {
    const last = month === months;
    const each = Math.floor(all / months);
    const interest = way === 'flat' ? (last ? all - each * (months - 1) : each) : interestOn(left, rate);
    const own = last ? left : Math.min(left, way === 'annuity' ? payment - interest : part);
    left -= own;
    rows.push({ principal: own, interest, due: own + interest, balance: left });
  }
  return rows;
}

export interface Standing {
  /** Of sum and interest together. */
  readonly total: number;
  readonly owed: number;
  /** Of what was paid: the interest and the sum of the first month, then of the next. What is more than all that was due counts as interest. */
  readonly interest: number;
  readonly principal: number;
}

/** How a loan stands after so much was paid, however many payments it was and whoever wrote them down. */
export function standingOf(terms: Terms, paid: number): Standing {
  const rows = scheduleOf(terms);
  let [rest, principal] = [paid, 0];
  for (const row of rows) {
    rest -= Math.min(rest, row.interest);
    const own = Math.min(rest, row.principal);
    principal += own;
    rest -= own;
  }
  const total = rows.reduce((sum, { due }) => sum + due, 0);
  return { total, owed: Math.max(0, total - paid), interest: paid - principal, principal };
}
