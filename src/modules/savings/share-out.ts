/** The share-out at the end of a cycle. Pure; sums are whole francs. The solidarity fund is no part of it: it stays the group's (vsla.net). */

/**
 * A sum in proportion to weights, adding up exactly: what is left of whole francs goes to the largest remainders, and of equal ones to those who come
 * first (a convention of the network: the lower number of the passbook).
 * @param sum at least 0. @returns in the order of the weights; nothing for anybody where all weights are 0.
 */
export function proportional(sum: number, weights: readonly number[]): readonly number[] {
  const all = weights.reduce((total, weight) => total + weight, 0);
  if (all === 0) return weights.map(() => 0);
  const parts = weights.map((weight) => Math.floor((sum * weight) / all));
  const left = sum - parts.reduce((total, part) => total + part, 0);
  const first = weights
    .map((weight, at) => ({ at, rest: (sum * weight) % all }))
    .sort((a, b) => b.rest - a.rest || a.at - b.at)
    .slice(0, left);
  for (const { at } of first) parts[at] = (parts[at] ?? 0) + 1;
  return parts;
}

/** What the fund is made of: `other` is what it had at the start beyond shares, and what was counted more or less than reckoned. */
export interface Fund {
  readonly shares: number;
  readonly interest: number;
  readonly fines: number;
  readonly expenses: number;
  /** Loans nobody will pay back. */
  readonly lost: number;
  readonly other: number;
}

/** May be less than the shares were worth: a loss is shared the same way. Never less than nothing. */
export const fundOf = ({ shares, interest, fines, expenses, lost, other }: Fund): number =>
  Math.max(0, shares + interest + fines + other - expenses - lost);

export interface Holder {
  readonly shares: number;
  /** Of all their loans. */
  readonly owes: number;
}

export interface Portion {
  readonly entitled: number;
  /** Handed to the member: what is theirs, less what they owe. */
  readonly payout: number;
  /** Owed beyond what was theirs. */
  readonly stillOwed: number;
}

export interface ShareOut {
  readonly portions: readonly Portion[];
  /** To hand to all of them. */
  readonly needed: number;
  /** Lacking in the box: shown, and nothing is handed out before it is there. */
  readonly shortfall: number;
}

/** @param holders in the order of their passbooks. @param cash in the loan box. */
export function shareOut(fund: number, holders: readonly Holder[], cash: number): ShareOut {
  const entitled = proportional(
    fund,
    holders.map(({ shares }) => shares),
  );
  const portions = holders.map(({ owes }, at): Portion => {
    const own = entitled[at] ?? 0;
    return { entitled: own, payout: Math.max(0, own - owes), stillOwed: Math.max(0, owes - own) };
  });
  const needed = portions.reduce((sum, { payout }) => sum + payout, 0);
  return { portions, needed, shortfall: Math.max(0, needed - cash) };
}
