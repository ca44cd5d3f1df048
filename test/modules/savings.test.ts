// A savings group in its copy: the two boxes, what each saved and owes, and the share-out, worked out from the meetings alone.
import { expect, it, vi } from 'vitest';
import type { RecordState } from '../../src/kernel/fold.ts';
import { branchScope } from '../../src/kernel/ids.ts';
import { orgScope } from '../../src/kernel/sharing.ts';
import type { Body, RecordId } from '../../src/kernel/types.ts';
import { loanAct, meetingActs, nextCycleActs, sharedActs } from '../../src/modules/savings/acts.ts';
import { bookOf, gapOf, meetingId, membersOn, sittingOn } from '../../src/modules/savings/book.ts';
import { dueOf } from '../../src/modules/savings/due.ts';
import { endingOf } from '../../src/modules/savings/ending.ts';
import { savingsTasks } from '../../src/modules/savings/tasks.ts';
import { NOW } from '../kernel/hands.ts';
import { Copy } from './copy.ts';

// The router reads the address of the page once; here there is no page.
vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' } }));

const env = { now: NOW, random: (count: number) => new Uint8Array(count) };

/** Three members; a share is 500 F, a loan costs a tenth a month on the whole sum. */
function group(more: Body = {}) {
  const copy = new Copy();
  const of = copy.organisation('Groupe Jigiya');
  const home = orgScope(branchScope('segou'), of);
  const rules = { group: of, no: 1, from: '2026-01-05', value: 500, social: 100, fine: 100, rate: 100, ...more };
  const id = copy.create('savings_cycle', rules, home);
  const names = ['Awa D.', 'Fanta K.', 'Sira T.'];
  const [awa, fanta, sira] = names.map((name, at) =>
    copy.create('passbook', { cycle: id, no: at + 1, name }, home),
  ) as [RecordId, RecordId, RecordId];
  const cycle = () => copy.replica.record(id) as RecordState;
  const write = (on: string, body: Body): RecordId => {
    copy.replica.write(meetingActs(copy.replica, cycle(), on, body), '', env);
    return meetingId(id, on);
  };
  const lend = (meeting: RecordId, passbook: RecordId, principal: number, months = 2): RecordId => {
    const act = loanAct(cycle(), meeting, passbook, { principal, months, rate: 100, way: 'flat' });
    return copy.replica.write([act], '', env)[0]?.record as RecordId;
  };
  return { copy, cycle, write, lend, awa, fanta, sira, book: () => bookOf(copy.replica, cycle()) };
}
const shares = (of: readonly (readonly [RecordId, number])[]): Body =>
  Object.fromEntries(of.map(([id, n]) => [`bought.${id}`, { n }]));

it('each meeting begins with what the one before left; a difference that was counted goes on, and stays in sight', () => {
  const { write, lend, awa, fanta, sira, book } = group({ loanBox: 1000, socialBox: 300 });
  const all = { [`social.${awa}`]: { sum: 100 }, [`fines.${sira}`]: { sum: 100 } };
  const first = write('2026-01-12', {
    ...shares([
      [awa, 5],
      [fanta, 2],
    ]),
    ...all,
  });
  const loan = lend(first, fanta, 3000);
  expect(book().boxes).toEqual({ loan: 1000 + 3500 + 100 - 3000, social: 400 });
  expect(book().loans[0]?.standing).toMatchObject({ total: 3600, owed: 3600 });
  // Fifty francs less were found than reckoned.
  write('2026-01-12', { closed: true, loanBox: 1550, socialBox: 400 });
  expect(gapOf(book().sittings[0] as never)).toEqual({ loan: -50, social: 0 });
  write('2026-01-19', { [`repaid.${loan}`]: { sum: 1800 }, expense: 250, [`helped.${awa}`]: { sum: 150 } });
  const [, second] = book().sittings;
  expect(second).toMatchObject({ no: 2, opening: { loan: 1550, social: 400 }, counted: null, step: 'call' });
  expect(book().boxes).toEqual({ loan: 1550 + 1800 - 250, social: 250 });
  expect(book().members.map(({ shares: n, owes }) => [n, owes])).toEqual([
    [5, 0],
    [2, 1800],
    [0, 0],
  ]);
  // Something that was written late into a closed meeting shows as a difference, never in silence.
  write('2026-01-12', shares([[sira, 1]]));
  expect(gapOf(book().sittings[0] as never)).toEqual({ loan: -550, social: 0 });
  expect(sittingOn(book(), '2026-01-26')).toMatchObject({ no: 3, state: null, opening: { loan: 3100 } });
});

it('what a fund had before its first meeting is told apart from what was found too much or too little in the box since', () => {
  const { write, awa, book } = group({ loanBox: 1000 });
  write('2026-01-12', { ...shares([[awa, 2]]), closed: true, loanBox: 1940, socialBox: 0 });
  write('2026-01-19', { closed: true, loanBox: 1950, socialBox: 0 });
  // Counted, and the meeting was opened again: nobody stands by that count.
  write('2026-01-26', { loanBox: 5, socialBox: 0 });
  expect(endingOf(book())).toMatchObject({ fund: { other: 950 }, gaps: -50 });
});

it('a loan that was written by mistake is taken back; what was paid on it stays in the box and is nobody’s debt', () => {
  const { copy, write, lend, awa, book } = group();
  const meeting = write('2026-01-12', shares([[awa, 5]]));
  const loan = lend(meeting, awa, 2000);
  write('2026-01-12', { [`repaid.${loan}`]: { sum: 500 } });
  copy.hide(loan);
  expect(book()).toMatchObject({ loans: [], boxes: { loan: 3000 }, members: [{ owes: 0 }, {}, {}] });
  const { worth, fund } = endingOf(book());
  expect([worth, fund.interest, fund.other]).toEqual([3000, 500, 0]);
});

it('two phones that wrote one meeting apart made one record, and both entries are there', () => {
  const { copy, cycle, write, awa, fanta, book } = group();
  // Made again by a phone that did not know it.
  const again = meetingActs({ record: () => null }, cycle(), '2026-01-12', shares([[fanta, 2]]));
  write('2026-01-12', shares([[awa, 3]]));
  copy.replica.write(again, '', env);
  expect(book().sittings).toHaveLength(1);
  expect(book().sittings[0]?.flows.shares).toBe(2500);
  // It goes on at the furthest step, and nobody is asked to choose between two of them.
  for (const step of ['fines', 'shares', 'call']) write('2026-01-12', { [`steps.${step}`]: { is: true } });
  expect(book().sittings[0]).toMatchObject({ step: 'shares', isDisputed: false });
});

it('the share-out adds up to the fund, keeps debts back, and closes the cycle; the next has its members and what is left', () => {
  const { copy, cycle, write, lend, awa, fanta, sira, book } = group();
  const meeting = write(
    '2026-01-12',
    shares([
      [awa, 5],
      [fanta, 3],
      [sira, 1],
    ]),
  );
  const loan = lend(meeting, fanta, 1000);
  write('2026-01-19', { [`repaid.${loan}`]: { sum: 700 }, [`social.${awa}`]: { sum: 100 } });
  write('2026-01-19', { closed: true, loanBox: 4190, socialBox: 100 });
  const ending = endingOf(book());
  // 4,500 in shares, 200 of interest, ten francs lost on the way; 500 are still owed.
  expect(ending).toMatchObject({
    fund: { shares: 4500, interest: 200, other: -10 },
    gaps: -10,
    worth: 4690,
    needed: 4190,
    shortfall: 0,
    social: 100,
  });
  expect(ending.members.map(({ payout }) => payout)).toEqual([2606, 1063, 521]);
  copy.replica.write(sharedActs(book(), ending, '2026-11-01'), '', env);
  expect(book().boxes).toEqual({ loan: 0, social: 100 });
  copy.replica.write(nextCycleActs(book(), 2, '2026-11-08'), '', env);
  const next = copy.replica.list('savings_cycle').find((one) => one.id !== cycle().id) as RecordState;
  const fresh = bookOf(copy.replica, next);
  expect(fresh.members.map(({ name, shares: n }) => [name, n])).toEqual([
    ['Awa D.', 0],
    ['Fanta K.', 0],
    ['Sira T.', 0],
  ]);
  expect([fresh.rules.value, fresh.boxes, next.home]).toEqual([500, { loan: 0, social: 100 }, cycle().home]);
});

it('who left the group is called no more once nothing is theirs', () => {
  const { copy, write, awa, fanta, book } = group();
  copy.edit(awa, { left: '2026-01-10' });
  copy.edit(fanta, { left: '2026-01-10' });
  write('2026-01-12', shares([[fanta, 1]]));
  expect(membersOn(book(), '2026-01-19').map(({ name }) => name)).toEqual(['Fanta K.', 'Sira T.']);
  expect(membersOn(book(), '2026-01-05')).toHaveLength(3);
});

it('a meeting that was begun is asked to be closed, then the next one to be held when its day has come', () => {
  const { copy, cycle, write, awa } = group({ days: 14 });
  const due = (today: string) => dueOf(copy.replica, cycle(), today);
  expect([due('2026-01-04'), due('2026-01-05')]).toEqual([null, { is: 'due', on: '2026-01-05', last: '' }]);
  write('2026-01-12', shares([[awa, 1]]));
  expect(due('2026-01-20')).toEqual({ is: 'open', on: '2026-01-12', last: '2026-01-12' });
  write('2026-01-12', { closed: true, loanBox: 500, socialBox: 0 });
  expect([due('2026-01-25'), due('2026-01-26')]).toEqual([null, { is: 'due', on: '2026-01-26', last: '2026-01-12' }]);

  // The group's own account is asked first of all, the branch after everything else, another branch and the whole network not.
  const told = (home: string, may = true) => {
    vi.spyOn(copy.replica, 'may').mockReturnValue(may);
    const sight = { replica: copy.replica, me: { person: awa, home } as never, now: Date.parse('2026-01-26') };
    return savingsTasks(sight).map(({ low = false }) => low);
  };
  expect(told(cycle().home)).toEqual([false]);
  expect(told(branchScope('segou'))).toEqual([true]);
  for (const home of [branchScope('kayes'), 'n/']) expect(told(home)).toEqual([]);
  expect(told(cycle().home, false)).toEqual([]);
  copy.edit(cycle().id, { ended: '2026-01-20' });
  expect(due('2026-06-01')).toBeNull();
});
