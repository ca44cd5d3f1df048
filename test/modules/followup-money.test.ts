// Rules of what follows a training, each against figures reckoned by hand: balances to the franc, parts that wait for what comes before them,
// who decides of a kit and what a member was given.
import { describe, expect, it } from 'vitest';
import { sensitiveScope } from '../../src/kernel/ids.ts';
import type { Body, RecordId } from '../../src/kernel/types.ts';
import { committeeFault, type Sitting, sittingOf } from '../../src/modules/followup/committee.ts';
import { balanceOf, justifyBy, paymentFault, receiptFault } from '../../src/modules/followup/rules.ts';
import { givenTo, trainedOf } from '../../src/modules/followup/supports.ts';
import { Ground, HOME, TODAY } from './followup-ground.ts';

it('a member was also given kits, grants and trainings: each apart, its people once, and only while they belonged to it', () => {
  const ground = new Ground();
  const coop = ground.organisation('Coopérative');
  const ask = (more: Body) =>
    ground.create('financing', { name: 'Kit', of: coop, kind: 'kit', asked: 300_000, on: '2026-01-01', ...more }, HOME);
  const old = ask({ outcome: 'granted', granted: 200_000, decided: '2020-03-01' });
  const kit = ask({ outcome: 'granted', granted: 300_000, decided: '2026-03-01' });
  ask({ outcome: 'refused' });
  ask({});
  ground.pay(kit, 120_000);
  expect(givenTo(ground.replica, coop)).toEqual([
    { financing: kit, on: '2026-03-01', granted: 300_000, paid: 120_000 },
    { financing: old, on: '2020-03-01', granted: 200_000, paid: 0 },
  ]);

  const [awa, ba] = [ground.certified('Awa', '2026-01-10'), ground.certified('Ba', '2026-01-10')];
  const [left, helped] = [ground.certified('Partie', '2026-01-10'), ground.certified('Aidée', '2026-01-10')];
  const later = ground.create('cohort', { name: 'D', programme: ground.programme }, HOME);
  ground.create('enrolment', { person: awa, cohort: later, on: '2026-05-01' }, HOME);
  ground.tie(awa, coop, 'member', { from: '2019' });
  ground.tie(awa, coop, 'function', { from: '2021' });
  ground.tie(ba, coop, 'employee');
  ground.tie(left, coop, 'member', { from: '2019', to: '2020' });
  ground.tie(helped, coop, 'beneficiary');
  expect(trainedOf(ground.replica, coop)).toEqual([
    { cohort: later, on: '2026-05-01', people: [awa], certified: 0 },
    { cohort: ground.cohort, on: '2025-01-05', people: [awa, ba], certified: 2 },
  ]);
});

describe('money', () => {
  it('a kit of 300 000 F, receipts of 287 500 F: 12 500 F to justify, and it is signed when its signature is there (S2-20)', () => {
    const ground = new Ground();
    const kit = ground.kit(300_000);
    const payment = ground.pay(kit, 300_000);
    for (const amount of [150_000, 100_000, 37_500]) ground.buy(kit, amount);
    const balance = balanceOf(ground.replica, ground.get(kit));
    expect(balance).toMatchObject({ granted: 300_000, paid: 300_000, justified: 287_500, toPay: 0, toJustify: 12_500 });
    expect(balance.unsigned).toHaveLength(1);
    ground.create(
      'payment_signature',
      { of: payment, how: 'thumb', witness: 'Moussa', path: 'M1 2l3 4' },
      sensitiveScope(HOME),
    );
    expect(balanceOf(ground.replica, ground.get(kit)).unsigned).toEqual([]);
    expect(justifyBy(ground.replica, ground.get(kit), balance)).toBeNull();
    ground.rule('justify', 60);
    expect(justifyBy(ground.replica, ground.get(kit), balance)).toBe('2026-05-31');
  });

  it('a payment beyond what was decided and receipts beyond the payment are told, with what is left', () => {
    const ground = new Ground();
    const at = (id: RecordId) => balanceOf(ground.replica, ground.get(id));
    expect(paymentFault(at(ground.kit(null)), 1000)).toEqual({ why: 'undecided' });
    expect(paymentFault(at(ground.kit(0)), 1000)).toEqual({ why: 'refused' });
    const kit = ground.kit(300_000);
    const payment = ground.pay(kit, 200_000);
    expect(paymentFault(at(kit), 100_000)).toBeNull();
    expect(paymentFault(at(kit), 150_000)).toEqual({ why: 'overpaid', left: 100_000, over: 50_000 });
    expect(receiptFault(at(kit), 250_000)).toEqual({ why: 'overspent', left: 200_000, over: 50_000 });
    // A payment that is corrected does not count against itself.
    expect(paymentFault(balanceOf(ground.replica, ground.get(kit), payment), 300_000)).toBeNull();
  });
});

describe('a sum in parts', () => {
  it('a part is paid once what it waits for is done: papers for what came before, a visit since the last payment', () => {
    const ground = new Ground();
    const kit = ground.kit(300_000);
    ground.edit(kit, {
      'tranches.a': { number: 1, amount: 100_000 },
      'tranches.b': { number: 2, amount: 120_000, after: 'receipts' },
      'tranches.c': { number: 3, amount: 80_000, after: 'visit' },
    });
    const now = () => balanceOf(ground.replica, ground.get(kit));
    const parts = () =>
      now()
        .tranches.map(({ is }) => is)
        .join(' ');
    expect([parts(), now().payable, now().toPay]).toEqual(['open waits next', 100_000, 300_000]);
    ground.pay(kit, 100_000, '2026-04-01');
    ground.buy(kit, 60_000);
    expect([parts(), now().payable]).toEqual(['paid waits next', 0]);
    expect(paymentFault(now(), 50_000)).toEqual({ why: 'waits', after: 'receipts', left: 0 });
    ground.buy(kit, 40_000);
    expect([parts(), paymentFault(now(), 120_000)]).toEqual(['paid open waits', null]);
    expect(paymentFault(now(), 200_000)).toEqual({ why: 'waits', after: 'visit', left: 120_000 });
    ground.pay(kit, 120_000, '2026-05-01');
    const mentee = ground.get(kit).fields['of']?.[0]?.value as RecordId;
    const visit = (on: string) => ground.create('visit', { mentee, mentor: mentee, on, way: 'there' }, HOME);
    visit('2026-04-20');
    expect(parts()).toBe('paid paid waits');
    visit('2026-05-02');
    expect([parts(), now().payable]).toEqual(['paid paid open', 80_000]);
    ground.pay(kit, 80_000, '2026-06-01');
    expect(parts()).toBe('paid paid paid');
  });
});

describe('the committee', () => {
  it('tells who voted and who stood aside; nobody decides alone about their own, nor a committee that stood aside', () => {
    const ground = new Ground();
    const [awa, ali, seydou, salif] = ['Awa', 'Ali', 'Seydou', 'Salif'].map((name) => ground.person(name));
    const group = ground.organisation('Benkadi');
    ground.tie(salif!, group, 'member', { from: '2026-01' });
    const sit = (...members: readonly (readonly [RecordId | undefined, string])[]) =>
      sittingOf(
        ground.replica,
        members.map(([person, aside]) => ({ person, aside })),
      );
    const fault = (asker: RecordId, sitting: Sitting) =>
      committeeFault(ground.replica, asker, sitting, TODAY)?.why ?? null;
    const three = sit([ali, 'no'], [seydou, ''], [salif, 'no'], [awa, 'yes'], [awa, 'no']);
    expect([three.voted, three.aside]).toEqual([[ali, seydou, salif], [awa]]);
    expect([fault(awa!, three), fault(group, three), fault(ali!, three)]).toEqual([null, 'own', 'own']);
    expect([fault(awa!, sit([ali, 'yes'])), fault(awa!, sit())]).toEqual(['aside', null]);
  });
});
