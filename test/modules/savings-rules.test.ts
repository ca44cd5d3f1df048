// Savings groups: every case of the network's vectors, to the franc; and sums in words as people say them.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  buying,
  carried,
  closingOf,
  limitFor,
  payingBack,
  sharesFor,
  takingOut,
} from '../../src/modules/savings/closing.ts';
import methods from '../../src/modules/savings/methods.json';
import type { Way } from '../../src/modules/savings/model.ts';
import { scheduleOf, standingOf } from '../../src/modules/savings/schedule.ts';
import { fundOf, proportional, shareOut } from '../../src/modules/savings/share-out.ts';
import { spelled } from '../../src/modules/savings/spelled.ts';

const vectors = JSON.parse(readFileSync('test/vectors/savings-groups.json', 'utf8'));
const found = (part: string, id: string) => vectors[part].find((one: { id: string }) => one.id === id);
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

/** A case of a share-out, as the rules take it. */
function shared(id: string) {
  const {
    shareValue,
    shares,
    interest,
    fines,
    expenses,
    loansWrittenOff,
    outstandingLoans,
    cashInBox,
    expect: wanted,
  } = found('shareOut', id);
  const names = Object.keys(shares);
  const worth = fundOf({
    shares: sum(Object.values(shares)) * shareValue,
    interest: interest ?? 0,
    fines: fines ?? 0,
    expenses: expenses ?? 0,
    lost: loansWrittenOff ?? 0,
    other: 0,
  });
  const holders = names.map((name) => ({ shares: shares[name], owes: outstandingLoans?.[name] ?? 0 }));
  const out = shareOut(worth, holders, cashInBox ?? worth);
  const told = (of: 'entitled' | 'payout' | 'stillOwed') =>
    Object.fromEntries(names.map((name, at) => [name, out.portions[at]?.[of]]));
  return { worth, out, told, wanted };
}

describe('share-out', () => {
  it('S0-39 seven members, 280 shares at 500: what they are handed adds up to exactly 174 600, loans kept back', () => {
    const { worth, out, told, wanted } = shared('shareout-7-members');
    expect(worth).toBe(wanted.fundValue);
    expect(told('entitled')).toEqual(wanted.entitled);
    expect(told('payout')).toEqual(wanted.payout);
    expect(sum(out.portions.map(({ entitled }) => entitled))).toBe(wanted.sumEntitled);
    expect([out.needed, out.shortfall]).toEqual([wanted.cashNeededInBox, 0]);
    expect(out.needed).toBe(wanted.sumPaid);
  });

  it('a loss is shared the same way; who owes more than is theirs still owes it, and what lacks in the box is said', () => {
    const loss = shared('shareout-loss');
    expect([loss.worth, loss.told('entitled')]).toEqual([loss.wanted.fundValue, loss.wanted.entitled]);
    const debt = shared('shareout-debt-exceeds-entitlement');
    expect([debt.worth, debt.told('entitled')]).toEqual([debt.wanted.fundValue, debt.wanted.entitled]);
    expect(debt.told('stillOwed')).toEqual({ A: 0, ...debt.wanted.stillOwed });
    expect([debt.told('payout'), debt.out.shortfall]).toEqual([{ A: 10833, B: 0 }, 2833]);
  });

  it('equal remainders go to the lower passbook; the published examples come out as published', () => {
    const tie = found('shareOut', 'shareout-tie');
    expect(proportional(tie.fund, Object.values(tie.shares))).toEqual(Object.values(tie.expect));
    const { shareValue, totalShares, profit, member, expect: ama } = found('shareOut', 'published-ama');
    const of = (fund: number, own: number, all: number) => proportional(fund, [own, all - own])[0];
    expect(of(profit, member.shares, totalShares)).toBe(ama.profit);
    expect(of(totalShares * shareValue, member.shares, totalShares)).toBe(ama.refund);
    expect(of(totalShares * shareValue + profit, member.shares, totalShares)).toBe(ama.total);
    const simple = found('shareOut', 'published-simple');
    expect(of(simple.fund, simple.member.shares, simple.totalShares)).toBe(simple.expect.total);
  });

  it('whatever the fund and the shares, the parts add up; nobody has shares: nobody is handed anything', () => {
    for (let fund = 0; fund < 500; fund += 7) expect(sum(proportional(fund, [3, 0, 7, 1, 11]))).toBe(fund);
    expect(proportional(100, [0, 0])).toEqual([0, 0]);
    expect(fundOf({ shares: 500, interest: 0, fines: 0, expenses: 900, lost: 0, other: 0 })).toBe(0);
  });
});

describe('a meeting', () => {
  it('closes with what came in and went out, each box apart', () => {
    const { opening, entries, expect: wanted } = found('meeting', 'meeting-closing-balance');
    const of = (kind: string, read: (entry: { [name: string]: number }) => number) =>
      sum(entries.filter(({ t }: { t: string }) => t === kind).map(read));
    const each = ({ n = 0, value = 0 }) => n * value;
    const amount = ({ amount: one = 0 }) => one;
    const closing = closingOf(
      { loan: opening.loanFund, social: opening.socialFund },
      {
        shares: of('shares', each),
        repaid: of('repayment', ({ principal = 0, interest = 0 }) => principal + interest),
        fines: of('fine', ({ amount: one = 0, n = 1 }) => one * n),
        lent: of('loan', amount),
        expense: of('expense', amount),
        social: of('social', each),
        helped: of('socialGrant', amount),
      },
    );
    expect(closing).toEqual({ loan: wanted.loanFund, social: wanted.socialFund });
  });

  it('refuses a sixth share, and a loan that is not in the box, with the most that can be; gives back what is no share', () => {
    const six = found('meeting', 'meeting-max-5-shares');
    expect(buying(six.bought, methods.most)).toEqual({ ok: false, error: { code: six.expect.error, most: 5 } });
    expect(buying(5, methods.most)).toEqual({ ok: true, value: 5 });
    const { shareValue, paid, expect: wanted } = found('meeting', 'meeting-not-multiple');
    const bought = { ok: true, value: { shares: wanted.shares, back: wanted.leftOver } };
    expect(sharesFor(paid, shareValue, methods.most)).toEqual(bought);
    expect(sharesFor(6 * shareValue, shareValue, methods.most)).toMatchObject({ error: { code: 'too-many-shares' } });
    const { box, loan, expect: refused } = found('meeting', 'loan-exceeds-box');
    expect(takingOut(loan, box)).toEqual({ ok: false, error: { code: refused.error, most: box } });
    expect(takingOut(box, box).ok).toBe(true);
    expect(payingBack(101, 100)).toEqual({ ok: false, error: { code: 'more-than-owed', most: 100 } });
  });

  it('warns of a loan beyond so many times the savings; a page of a passbook carries its shares on', () => {
    const { savings, factor, loan, expect: wanted } = found('meeting', 'loan-three-times-savings');
    expect([limitFor(savings, factor), loan > limitFor(savings, factor)]).toEqual([wanted.limit, true]);
    expect(methods.times).toBe(factor);
    const page = found('meeting', 'page-carry');
    expect(carried(page.broughtForward, page.bought)).toBe(page.expect.carried);
  });
});

describe('a loan', () => {
  const WAYS: readonly (readonly [string, Way])[] = [
    ['flat-100000-2pc-6m', 'flat'],
    ['flat-100000-3pc-6m', 'flat'],
    ['declining-100000-2pc-6m', 'declining'],
    ['annuity-100000-2pc-6m', 'annuity'],
  ];
  it.each(WAYS)('%s is paid back as its vector says', (id, way) => {
    const { principal, months, ratePctPerMonth, expect: wanted } = found('loans', id);
    const terms = { principal, months, rate: ratePctPerMonth * 10, way };
    const rows = scheduleOf(terms);
    expect(rows.map((row, at) => ({ k: at + 1, ...row }))).toEqual(wanted.rows);
    expect(sum(rows.map(({ interest }) => interest))).toBe(wanted.totalInterest);
    // However much was paid, what is owed and what was paid make the whole; interest comes first.
    const total = principal + wanted.totalInterest;
    for (const paid of [0, 1, 2000, 20_000, 100_000, total]) {
      const { interest, principal: own, owed } = standingOf(terms, paid);
      expect([interest + own, owed + paid, own <= principal]).toEqual([paid, total, true]);
    }
    expect(standingOf(terms, 1)).toMatchObject({ interest: 1, principal: 0 });
    expect(standingOf(terms, total + 500)).toMatchObject({ owed: 0, principal, interest: wanted.totalInterest + 500 });
  });

  it('without interest or months is due as it was lent', () => {
    for (const way of ['flat', 'declining', 'annuity'] as const) {
      expect(sum(scheduleOf({ principal: 10_000, months: 3, rate: 0, way }).map(({ due }) => due))).toBe(10_000);
      expect(standingOf({ principal: 10_000, months: 0, rate: 100, way }, 0).owed).toBe(10_000);
    }
    const { fee, principal, expectTotalInterest } = found('loans', 'fee-changes-the-rate');
    const rows = scheduleOf({ principal, months: 12, rate: 15, way: 'declining' });
    expect([fee, sum(rows.map(({ interest }) => interest))]).toEqual([2000, expectTotalInterest]);
  });
});

it('sums are said in words', () => {
  const said: readonly (readonly [number, string])[] = [
    [0, 'zéro'],
    [21, 'vingt et un'],
    [71, 'soixante et onze'],
    [77, 'soixante-dix-sept'],
    [80, 'quatre-vingts'],
    [81, 'quatre-vingt-un'],
    [91, 'quatre-vingt-onze'],
    [100, 'cent'],
    [201, 'deux cent un'],
    [500, 'cinq cents'],
    [1000, 'mille'],
    [1750, 'mille sept cent cinquante'],
    [12_500, 'douze mille cinq cents'],
    [80_000, 'quatre-vingt mille'],
    [200_000, 'deux cent mille'],
    [186_500, 'cent quatre-vingt-six mille cinq cents'],
    [1_000_000, 'un million'],
    [2_200_080, 'deux millions deux cent mille quatre-vingts'],
  ];
  expect(said.map(([n]) => spelled(n, 'fr'))).toEqual(said.map(([, words]) => words));
  expect([12_500, 21, 340, 1_000_001].map((n) => spelled(n, 'en'))).toEqual([
    'twelve thousand five hundred',
    'twenty-one',
    'three hundred and forty',
    'one million one',
  ]);
});
