/** What a meeting does to the two boxes, and what it may not do. Pure; sums are whole francs. */
import { fail, ok, type Result } from '../../kernel/types.ts';

/** The loan fund and the solidarity fund: they never mix. */
export interface Boxes {
  readonly loan: number;
  readonly social: number;
}

/** What came into the boxes at a meeting, and what left them. */
export interface Flows {
  readonly shares: number;
  readonly repaid: number;
  readonly fines: number;
  readonly lent: number;
  readonly expense: number;
  readonly social: number;
  readonly helped: number;
}

/** What must be in the boxes at the end. */
export const closingOf = (opening: Boxes, flows: Flows): Boxes => ({
  loan: opening.loan + flows.shares + flows.repaid + flows.fines - flows.lent - flows.expense,
  social: opening.social + flows.social - flows.helped,
});

/** Why something cannot be written down as it stands; the words and the way on are `savings.refused.<code>` and `savings.way.<code>`. */
export interface Refused {
  readonly code: 'too-many-shares' | 'not-enough-cash' | 'more-than-owed';
  /** The most that can be. */
  readonly most: number;
}

const atMost = (code: Refused['code'], sum: number, most: number): Result<number, Refused> =>
  sum > most ? fail({ code, most: Math.max(0, most) }) : ok(sum);

/** So many shares at one meeting. */
export const buying = (shares: number, most: number): Result<number, Refused> =>
  atMost('too-many-shares', shares, most);

/** Money put on the table for shares: as many as it pays for, and what goes back to the member. */
export function sharesFor(
  paid: number,
  value: number,
  most: number,
): Result<{ shares: number; back: number }, Refused> {
  const shares = value > 0 ? Math.floor(paid / value) : 0;
  const bought = buying(shares, most);
  return bought.ok ? ok({ shares, back: paid - shares * value }) : bought;
}

/** Money that leaves a box cannot be more than is in it at that moment. */
export const takingOut = (sum: number, box: number): Result<number, Refused> => atMost('not-enough-cash', sum, box);

/** Nobody pays back more than they owe. */
export const payingBack = (sum: number, owed: number): Result<number, Refused> => atMost('more-than-owed', sum, owed);

/** The most the rules of the group lend to who saved so much; more is warned of, never refused. */
export const limitFor = (saved: number, times: number): number => saved * times;

/** Shares at the end of a page of a passbook: those brought to it and those bought on it. */
export const carried = (before: number, bought: readonly number[]): number =>
  bought.reduce((sum, n) => sum + n, before);
