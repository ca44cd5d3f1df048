/** The end of a cycle as its book tells it: what the fund is made of, and what each member is handed. */
import type { Book, Member } from './book.ts';
import { type Fund, fundOf, type Portion, type ShareOut, shareOut } from './share-out.ts';

export interface Ending extends Pick<ShareOut, 'needed' | 'shortfall'> {
  readonly fund: Fund;
  readonly worth: number;
  readonly members: readonly (Member & Portion)[];
  /** Stays the group's. */
  readonly social: number;
}

/**
 * What would be shared out now. Whatever a member owes, interest of the whole loan included, is kept back from what is theirs: so the fund is what lies
 * in the box and what is owed to it (a convention of the network).
 */
export function endingOf({ sittings, members, loans, boxes, rules }: Book): Ending {
  const sum = (of: readonly number[]): number => of.reduce((all, one) => all + one, 0);
  const owed = sum(loans.map(({ standing }) => standing.owed));
  const principal = sum(loans.map(({ standing }) => standing.principal));
  const lent = sum(loans.map(({ terms }) => terms.principal));
  const flows = (of: 'repaid' | 'fines' | 'expense'): number => sum(sittings.map((one) => one.flows[of]));
  const made = {
    shares: sum(members.map(({ shares }) => shares)) * rules.value,
    interest: flows('repaid') - principal + owed - (lent - principal),
    fines: flows('fines'),
    expenses: flows('expense'),
    lost: 0,
  };
  const other = boxes.loan + owed - (made.shares + made.interest + made.fines - made.expenses);
  const fund: Fund = { ...made, other };
  const worth = fundOf(fund);
  const { portions, needed, shortfall } = shareOut(worth, members, boxes.loan);
  const nothing: Portion = { entitled: 0, payout: 0, stillOwed: 0 };
  return {
    fund,
    worth,
    needed,
    shortfall,
    members: members.map((member, at) => ({ ...member, ...(portions[at] ?? nothing) })),
    social: boxes.social,
  };
}
