/** The end of a cycle as its book tells it: what the fund is made of, and what each member is handed. */
import { type Book, gapOf, type Member } from './book.ts';
import { type Fund, fundOf, type Portion, type ShareOut, shareOut } from './share-out.ts';

export interface Ending extends Pick<ShareOut, 'needed' | 'shortfall'> {
  readonly fund: Fund;
  /** Of the `other` of the fund, what was found in the box beyond what had to be there; the rest of it is from before the first meeting. */
  readonly gaps: number;
  readonly worth: number;
  readonly members: readonly (Member & Portion)[];
  /** Stays the group's. */
  readonly social: number;
  /** More (or less) was handed out than comes out now: something was written late. */
  readonly late: number;
}

/**
 * What would be shared out now, or was. Whatever a member owes, interest of the whole loan included, is kept back from what is theirs: so the fund is what lies
 * in the box and what is owed to it (a convention of the network).
 */
export function endingOf({ sittings, members, loans, boxes, rules, handed }: Book): Ending {
  const sum = (of: readonly number[]): number => of.reduce((all, one) => all + one, 0);
  const given = sum([...handed.values()]);
  const cash = boxes.loan + given;
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
  const other = cash + owed - (made.shares + made.interest + made.fines - made.expenses);
  const fund: Fund = { ...made, other };
  const worth = fundOf(fund);
  const { portions, needed, shortfall } = shareOut(worth, members, cash);
  const nothing: Portion = { entitled: 0, payout: 0, stillOwed: 0 };
  return {
    fund,
    gaps: sum(sittings.map((one) => (one.isClosed ? gapOf(one).loan : 0))),
    worth,
    needed,
    shortfall,
    members: members.map((member, at) => ({ ...member, ...(portions[at] ?? nothing) })),
    social: boxes.social,
    late: handed.size > 0 ? given - needed : 0,
  };
}
