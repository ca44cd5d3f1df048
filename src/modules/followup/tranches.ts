/** A sum that is given in parts, each once something was done: what may be paid now, and what the rest waits for. */
import { entriesOf, isVoided, type RecordState, refOf, textOf } from '../../kernel/fold.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';

/** What a part waits for: nothing, a visit since the last payment, papers for all that was paid before. */
export type After = '' | 'visit' | 'receipts';
export interface Tranche {
  readonly number: number;
  readonly amount: number;
  readonly after: After;
  /** `next`: behind one that waits. */
  readonly is: 'paid' | 'open' | 'waits' | 'next';
}

const afterOf = (said: unknown): After => (said === 'visit' || said === 'receipts' ? said : '');

interface Money {
  readonly paid: number;
  readonly justified: number;
  readonly payments: readonly RecordState[];
}

/** The parts of a sum in their order; none where it is given at once. */
export function tranchesOf(source: LinkSource, financing: RecordState, money: Money): readonly Tranche[] {
  const told = entriesOf(financing, 'tranches').flatMap(([, entry]) => {
    const { number, amount, after } = entry as { readonly [part: string]: unknown };
    return typeof number === 'number' && typeof amount === 'number' ? [{ number, amount, after: afterOf(after) }] : [];
  });
  told.sort((a, b) => a.number - b.number || a.amount - b.amount);
  let before = 0;
  let isHeld = false;
  return told.map((one): Tranche => {
    // What was begun is not held back any more.
    const begun = money.paid > before;
    const met = begun || (!isHeld && isMet(source, financing, money, one.after, before));
    before += one.amount;
    const is = money.paid >= before ? 'paid' : met ? 'open' : isHeld ? 'next' : 'waits';
    isHeld ||= !met;
    return { ...one, is };
  });
}

function isMet(source: LinkSource, financing: RecordState, money: Money, after: After, before: number): boolean {
  if (after === '') return true;
  if (after === 'receipts') return money.justified >= before;
  const of = refOf(financing, 'of');
  const since =
    money.payments
      .map((one) => textOf(one, 'on'))
      .sort()
      .at(-1) ?? textOf(financing, 'decided');
  return (
    of !== null &&
    linksTo(source, 'visit', 'mentee', source.resolve(of)).some(
      (visit) => !isVoided(visit) && textOf(visit, 'on') >= since,
    )
  );
}
