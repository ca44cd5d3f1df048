// Rules of what follows a training, each against figures reckoned by hand: balances to the franc, insertion over those reached and those certified, full-time
// jobs by their definition, the wish to leave of those who answered twice, and what cannot be.
import { describe, expect, it, vi } from 'vitest';
import '../../src/modules/words.ts';
import '../../src/ui/messages/index.ts';
import type { RecordState } from '../../src/kernel/fold.ts';
import { branchScope, sensitiveScope } from '../../src/kernel/ids.ts';
import type { Body, RecordId } from '../../src/kernel/types.ts';
import { committeeFault, type Sitting, sittingOf } from '../../src/modules/followup/committee.ts';
import { enterpriseOf } from '../../src/modules/followup/enterprises.ts';
import { fteOf, jobsBy, jobsTold, mainDoubt, publicWorkers, shareIn } from '../../src/modules/followup/jobs.ts';
import { originsOf, publicOrigins } from '../../src/modules/followup/origins.ts';
import { insertionOf, workOn } from '../../src/modules/followup/reports.ts';
import {
  balanceOf,
  certifiedOn,
  fullTimeOf,
  futureFault,
  jobAt,
  justifyBy,
  loadsOn,
  monthsAfter,
  overdueOn,
  paymentFault,
  receiptFault,
  situationFault,
  spanFault,
  visitsOf,
} from '../../src/modules/followup/rules.ts';
import { domainsOf } from '../../src/modules/followup/served.ts';
import { givenTo, trainedOf } from '../../src/modules/followup/supports.ts';
import { followupTasks } from '../../src/modules/followup/tasks.ts';
import { communeOfBamako } from '../../src/modules/places/find-area.ts';
import '../../src/modules/stages.ts';
import { declarations } from '../../src/modules/index.ts';
import { funnelOf, toldTo } from '../../src/modules/training/reports.ts';
import type { Me } from '../../src/ui/contract.ts';
import { Copy } from './copy.ts';

// The router reads the address of the page once; here there is no page.
vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' } }));

const HOME = branchScope('bamako');
const TODAY = '2026-06-30';

class Ground extends Copy {
  readonly programme = this.create('programme', { name: 'P', target: 3000, counts: 'certified' });
  readonly cohort = this.create('cohort', { name: 'C', programme: this.programme }, HOME);

  get(id: RecordId): RecordState {
    return this.replica.record(id) as RecordState;
  }
  rule(what: string, limit: number): void {
    this.create('follow_rule', { programme: this.programme, what, limit, source: 'Convention, art. 6' });
  }
  certified(name: string, on: string, more: Body = {}): RecordId {
    const person = this.person(name, more);
    this.create(
      'enrolment',
      { person, cohort: this.cohort, on: '2025-01-05', 'steps.a': { is: 'certified', on } },
      HOME,
    );
    return person;
  }
  situation(person: RecordId, at: string, more: Body): RecordId {
    return this.create('situation', { person, programme: this.programme, at, on: '2026-06-01', ...more }, HOME);
  }
  job(person: RecordId, more: Body = {}): RecordId {
    const body = { name: 'Maçon', person, programme: this.programme, kind: 'own', from: '2026-01', ...more };
    return this.create('job', body, HOME);
  }
  kit(granted: number | null): RecordId {
    const of = this.person('Awa');
    const decided = granted === null ? {} : { outcome: granted > 0 ? 'granted' : 'refused', granted };
    const body = { name: 'Kit', of, programme: this.programme, kind: 'kit', asked: 300_000, on: '2026-03-01' };
    return this.create('financing', { ...body, ...decided }, HOME);
  }
  pay(financing: RecordId, amount: number, on = '2026-04-01'): RecordId {
    return this.create('payment', { financing, amount, on, way: 'goods' }, HOME);
  }
  buy(financing: RecordId, amount: number): RecordId {
    return this.create('receipt', { financing, amount, on: '2026-04-10', what: 'Tissu', paper: 'invoice' }, HOME);
  }
}

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

describe('accompaniment', () => {
  it('25 people where the limit is 20: flagged; without a rule nobody is; a person written twice counts once (S2-19)', () => {
    const ground = new Ground();
    const mentor = ground.person('Salif');
    const people = Array.from({ length: 26 }, (_, n) => ground.person(`P${n}`));
    for (const mentee of people)
      ground.create('mentoring', { mentee, mentor, programme: ground.programme, from: '2026-01' }, HOME);
    ground.merge(people[25] as RecordId, people[0] as RecordId);
    expect(loadsOn(ground.replica, TODAY)[0]).toMatchObject({ mentor, over: false, rule: null });
    expect(loadsOn(ground.replica, TODAY)[0]?.mentees).toHaveLength(25);
    ground.rule('load', 20);
    expect(loadsOn(ground.replica, TODAY)[0]).toMatchObject({
      over: true,
      rule: { limit: 20, source: 'Convention, art. 6' },
    });
    expect(loadsOn(ground.replica, '2025-06-30')).toEqual([]);
  });

  it('visits stand by the day they took place, whenever they were typed; one of tomorrow cannot have been', () => {
    const ground = new Ground();
    const [mentee, mentor] = [ground.person('Awa'), ground.person('Salif')];
    const visit = (on: string) => ground.create('visit', { mentee, mentor, on, way: 'there' }, HOME);
    const [late, early] = [visit('2026-05-02'), visit('2026-03-02')];
    expect(visitsOf(ground.replica, mentee).map(({ id }) => id)).toEqual([late, early]);
    expect(futureFault('2026-07-01', TODAY)).toEqual({ why: 'future' });
    expect(['2026-06-30', '2026-06', ''].map((on) => futureFault(on, TODAY))).toEqual([null, null, null]);
  });
});

it('SX-17: what was promised for the next three days is to be done; for the rest of the week it stands in the week, with its day', () => {
  const ground = new Ground();
  const [mentee, mentor] = [ground.person('Awa'), ground.person('Salif')];
  const me: Me = { person: mentor, name: 'Salif', sign: 'hut', color: 'p1', role: 'mentor', home: HOME, place: '' };
  for (const by of ['2026-07-08', '2026-07-07', '2026-07-05', '2026-07-02', '2026-06-29'])
    ground.create('visit', { mentee, mentor, on: '2026-06-01', way: 'there', next: by, by }, HOME);
  const told = followupTasks({ replica: ground.replica, me, now: Date.parse(`${TODAY}T09:00:00Z`) });
  const steps = told.filter(({ key }) => key.startsWith('step'));
  expect(steps.map(({ title, sub, end, on }) => [title, sub.replaceAll('\u00a0', ' '), end, on])).toEqual([
    ['2026-06-29', 'Awa · c’était pour le 29 juin 2026', undefined, undefined],
    ['2026-07-02', 'Awa · pour le 2 juillet 2026', undefined, undefined],
    ['2026-07-05', 'Awa', 'dimanche', '2026-07-05'],
    ['2026-07-07', 'Awa', 'mardi 7', '2026-07-07'],
  ]);
});

describe('insertion', () => {
  it('is told over those reached and over those certified; not reached and not asked yet are neither (S2-24)', () => {
    const ground = new Ground();
    const people = Array.from({ length: 10 }, (_, n) =>
      ground.certified(`P${n}`, n === 9 ? '2026-03-01' : '2025-11-15'),
    );
    const say = (at: number, more: Body) => ground.situation(people[at] as RecordId, '6', more);
    for (const at of [0, 1, 2]) say(at, { reached: 'yes', is: 'job' });
    say(3, { reached: 'yes', is: 'own' });
    say(4, { reached: 'yes', is: 'seeking' });
    say(5, { reached: 'no' });
    say(6, { reached: 'no' });
    const [six, twelve] = insertionOf(ground.replica, ground.programme, TODAY);
    expect(
      [six?.certified, six?.reached, six?.inserted, six?.unreached, six?.unasked, six?.early].map((x) => x?.length),
    ).toEqual([9, 5, 4, 2, 2, 1]);
    expect([twelve?.certified.length, twelve?.early.length]).toEqual([0, 10]);
    const [first] = people as [RecordId];
    expect(certifiedOn(ground.replica, first, ground.programme)).toBe('2025-11-15');
    expect(jobAt(ground.replica, first, ground.programme, 6, '2025-11-15', TODAY)).toBe('inserted');
    expect(jobAt(ground.replica, first, ground.programme, 12, '2025-11-15', TODAY)).toBe('early');
  });

  it('a follow-up before the certificate, or months too early, is told', () => {
    expect(situationFault('', '6', '2026-06-01', TODAY)).toEqual({ why: 'uncertified' });
    expect(situationFault('2026-03-01', '6', '2026-06-01', TODAY)).toEqual({ why: 'early', from: '2026-08-01' });
    expect(situationFault('2025-12-01', '6', '2026-06-01', TODAY)).toBeNull();
    expect(situationFault('', 'entry', '2026-06-01', TODAY)).toBeNull();
    expect(monthsAfter('2025-08-31', 6)).toBe('2026-02-28');
  });
});

describe('work', () => {
  it('full-time jobs follow from hours and months; a job of which no hours are known is in none', () => {
    const ground = new Ground();
    const [awa, ali] = [ground.person('Awa'), ground.person('Ali')];
    const jobs = [
      ground.job(awa, { hours: 40, kind: 'employee', contract: 'yes', protection: ['amo'] }),
      ground.job(awa, { hours: 20, months: 6, contract: 'no', protection: ['none'] }),
      ground.job(ali, { contract: 'unknown' }),
      ground.job(ali, { hours: 40, from: '2025', to: '2025-12' }),
    ];
    expect(jobs.map((id) => fteOf(ground.get(id), 40))).toEqual([1, 0.25, null, 1]);
    expect(fteOf(ground.get(jobs[0] as RecordId), 35)).toBe(1);
    // Four months of full time are a third of a job, whether somebody counted the months or the two dates say it (S0-21).
    const span = (from: string, to: string, more: Body = {}) =>
      fteOf(ground.get(ground.job(ali, { hours: 40, from, to, ...more })), 40);
    expect([
      span('2026-01-01', '2026-04-30'),
      span('2026-01', '2026-04'),
      span('2025-11-16', '2026-03-15'),
      span('2026-01', '2026-04', { months: 3 }),
      span('2024-02', '2026-04'),
    ]).toEqual([1 / 3, 1 / 3, 1 / 3, 0.25, 1]);
    const work = workOn(ground.replica, ground.programme, TODAY);
    expect([work.jobs.length, work.persons.length, work.fte, work.without]).toEqual([3, 2, 1.25, 1]);
    // « 1 sur 2 connus »; who does not know has not said, and every part is a list (S2-09).
    const parts = (by: 'contract' | 'health' | 'hours') =>
      jobsBy(ground.replica, ground.get(ground.programme), work.jobs, by);
    const lists = (by: 'contract' | 'health' | 'hours') => parts(by).map(({ key, jobs }) => `${key} ${jobs.length}`);
    expect(shareIn(parts('contract'))).toEqual({ yes: 1, known: 2 });
    expect(lists('contract')).toEqual(['yes 1', 'no 1', ' 1']);
    expect(lists('health')).toEqual(['yes 1', 'no 1', ' 1']);
    expect(lists('hours')).toEqual(['known 2', ' 1']);
    expect(fullTimeOf(ground.replica, ground.programme)).toMatchObject({ limit: 40, checked: false });
    ground.rule('hours', 44);
    expect(fullTimeOf(ground.replica, ground.programme)).toMatchObject({ limit: 44, checked: true });
    expect(spanFault('2026-05', '2026-04-30')).toEqual({ why: 'backwards' });
    expect([spanFault('2026-05-10', '2026-05'), spanFault('2026', '')]).toEqual([null, null]);
  });

  it('is told by sex, by age when hired, by kind and by what it changed: every job in one part, what nobody said too (S1-48)', () => {
    const ground = new Ground();
    const programme = ground.get(
      ground.create('programme', { name: 'Q', target: 9, counts: 'certified', ageFrom: 18, ageTo: 35 }),
    );
    const [awa, ali, who] = [
      ground.person('Awa', { sex: 'f', birth: '1990-06-15' }),
      ground.person('Ali', { sex: 'm', birth: '1989' }),
      ground.person('X'),
    ];
    const at = { programme: programme.id };
    const jobs = [
      // Hired on the day before she is 36, and once more when she is.
      ground.job(awa, { ...at, from: '2026-06-14', effect: 'created' }),
      ground.job(awa, { ...at, from: '2026-06-15', kind: 'member' }),
      // Born and hired in years only: 35 to 37.
      ground.job(ali, { ...at, from: '2025' }),
      ground.job(who, { ...at, from: '2026', effect: 'kept' }),
    ].map((id) => ground.get(id));
    const told = (by: 'sex' | 'age' | 'kind' | 'effect') =>
      Object.fromEntries(jobsBy(ground.replica, programme, jobs, by).map((one) => [one.key, one.jobs.length]));
    expect(told('sex')).toEqual({ f: 2, m: 1, '': 1 });
    expect(told('age')).toEqual({ '30-35': 1, '36-': 1, '': 2 });
    expect(told('kind')).toEqual({ own: 3, member: 1 });
    expect(told('effect')).toEqual({ created: 1, kept: 1, '': 2 });
    // What nobody spoke of is no table.
    expect(jobsTold(ground.replica, programme, jobs.slice(1, 3)).map(({ by }) => by)).toEqual(['sex', 'age', 'kind']);
  });

  it('has lines without a name, told by their own sex and age, and says which are direct (S0-21); of several activities one is the main (S2-10)', () => {
    const ground = new Ground();
    const awa = ground.person('Awa', { sex: 'f', birth: '2000-01-01' });
    const at = { programme: ground.programme, from: '2026-05-01' };
    const nameless = (more: Body) => ground.create('job', { name: 'Récolte', kind: 'seasonal', ...at, ...more }, HOME);
    const jobs = [
      ground.job(awa, { ...at, direct: true }),
      nameless({ sex: 'm', age: 27, direct: false }),
      nameless({ sex: 'f' }),
    ].map((id) => ground.get(id));
    const told = (by: 'sex' | 'age' | 'direct') =>
      jobsBy(ground.replica, ground.get(ground.programme), jobs, by).map((one) => `${one.key} ${one.jobs.length}`);
    expect([told('sex'), told('age'), told('direct')]).toEqual([
      ['f 2', 'm 1'],
      ['25-35 2', ' 1'],
      ['yes 1', 'no 1', ' 1'],
    ]);
    expect(workOn(ground.replica, ground.programme, TODAY)).toMatchObject({ persons: [awa], nameless: 2 });
    const three = [{}, { main: true }, { main: true }].map((more) => ground.get(ground.job(awa, more)));
    const doubts = [three.slice(0, 1), three.slice(0, 2), three.slice(1), [three[0]!, jobs[0]!]].map(mainDoubt);
    expect(doubts).toEqual([null, null, 'several', 'none']);
  });

  it('an enterprise belongs to its founders, not to its members', () => {
    const ground = new Ground();
    const [awa, ali] = [ground.person('Awa'), ground.person('Ali')];
    const organisation = ground.organisation('Benkadi');
    ground.tie(awa, organisation, 'founder');
    ground.tie(ali, organisation, 'member');
    ground.create('enterprise', { organisation, programme: ground.programme, on: '2026-02', ended: '2026-05' }, HOME);
    const of = (person: RecordId, day: string) => enterpriseOf(ground.replica, person, ground.programme, day);
    expect(of(awa, '2026-04-01')).toEqual({ organisation, on: '2026-02-01', alive: true });
    expect(of(awa, TODAY)?.alive).toBe(false);
    expect(of(ali, TODAY)).toBeNull();
  });

  it('the public table tells nothing of few people', () => {
    const ground = new Ground();
    const people = [
      ...Array.from({ length: 9 }, (_, n) => ground.person(`F${n}`, { sex: 'f', birth: '2000' })),
      ...Array.from({ length: 2 }, (_, n) => ground.person(`M${n}`, { sex: 'm', birth: '2000' })),
    ];
    const jobs = people.map((person) => ground.get(ground.job(person)));
    const { cells, total } = publicWorkers(ground.replica, ground.get(ground.programme), jobs).table;
    expect(cells.flat()).not.toContain(2);
    expect(total === null || cells.flat().filter((one) => one === null).length > 1).toBe(true);
  });
});

it('what may harm somebody lives apart, is read by who answers for it, and leaves in no table', () => {
  for (const name of ['payment_signature', 'job_private', 'situation_private', 'person_path', 'person_private']) {
    const type = declarations.types[name];
    expect([name, type?.stays, type?.companionOf !== undefined]).toEqual([name, true, true]);
    expect(type?.access.read).not.toContain('trainer');
    expect(Object.values(type?.fields ?? {}).every((field) => field.class === 'restricted')).toBe(true);
  }
});

it('the funnel goes on: who founded an enterprise, and who works of those who were reached; another programme counts none of them', () => {
  const ground = new Ground();
  const people = Array.from({ length: 4 }, (_, n) => ground.certified(`P${n}`, '2025-11-15'));
  const organisation = ground.organisation('Benkadi');
  for (const person of people.slice(0, 2)) ground.tie(person, organisation, 'founder');
  ground.create('enterprise', { organisation, programme: ground.programme, on: '2026-02' }, HOME);
  ground.situation(people[0] as RecordId, '6', { reached: 'yes', is: 'own' });
  ground.situation(people[1] as RecordId, '6', { reached: 'yes', is: 'seeking' });
  ground.situation(people[2] as RecordId, '6', { reached: 'no' });
  const sizes = (programme: RecordId) =>
    funnelOf(ground.replica, ground.get(programme), TODAY).after.map(
      ({ outcome, persons, known }) => `${outcome} ${persons.length}/${known?.length ?? '-'}`,
    );
  const then = ['enterprise 2/-', 'job6 1/2', 'job12 0/0', 'job24 0/0'];
  expect(sizes(ground.programme)).toEqual(['mentored 0/-', 'financed 0/-', ...then]);
  // One accompanied by herself, two through the group they founded: each once; what begins tomorrow has not begun.
  const { programme } = ground;
  const mentor = ground.person('M');
  for (const mentee of [organisation, people[0] as RecordId, people[2] as RecordId])
    ground.create('mentoring', { mentee, mentor, programme, from: '2026-01' }, HOME);
  ground.create('mentoring', { mentee: people[3] as RecordId, mentor, programme, from: '2027-03' }, HOME);
  expect(sizes(programme)).toEqual(['mentored 3/-', 'financed 0/-', ...then]);
  // Granted is not paid; paid to the group, its founders have it.
  const ask = {
    name: 'Kit',
    programme,
    kind: 'kit',
    asked: 90_000,
    on: '2026-01-10',
    outcome: 'granted',
    granted: 90_000,
  };
  const [kit] = [organisation, people[3] as RecordId].map((of) => ground.create('financing', { ...ask, of }, HOME));
  expect(sizes(programme)).toEqual(['mentored 3/-', 'financed 0/-', ...then]);
  ground.create('payment', { financing: kit as RecordId, on: '2026-02-01', amount: 90_000, way: 'goods' }, HOME);
  expect(sizes(programme)).toEqual(['mentored 3/-', 'financed 2/-', ...then]);
  // Who may not read money, or who founded a group, is not told a nought that is untrue: the line is not there.
  const told = (reads: (type: string) => boolean) =>
    toldTo(funnelOf(ground.replica, ground.get(programme), TODAY), reads).after.map(({ outcome }) => outcome);
  const jobs = ['job6', 'job12', 'job24'];
  expect(told((type) => type !== 'payment')).toEqual(['mentored', 'enterprise', ...jobs]);
  expect(told((type) => declarations.types[type]?.access.read.includes('trainer') ?? false)).toEqual(jobs);
  const other = ground.create('programme', { name: 'Q', target: 10, counts: 'certified' });
  const cohort = ground.create('cohort', { name: 'D', programme: other }, HOME);
  ground.create(
    'enrolment',
    { person: people[0] as RecordId, cohort, on: '2025', 'steps.a': { is: 'certified', on: '2025-12' } },
    HOME,
  );
  expect(sizes(other)).toEqual([
    'mentored 0/-',
    'financed 0/-',
    'enterprise 0/-',
    'job6 0/0',
    'job12 0/0',
    'job24 0/0',
  ]);
});

it('users of a month are averaged and told as person-months, never as people; a month told twice is one (S2-25)', () => {
  const ground = new Ground();
  const firm = (domain: string, more: Body = {}) =>
    ground.create(
      'enterprise',
      {
        organisation: ground.create(
          'organisation',
          { name: `O ${domain} ${Object.keys(more).length}`, kind: 'group' },
          HOME,
        ),
        programme: ground.programme,
        on: '2026-01',
        domain,
        ...more,
      },
      HOME,
    );
  firm('food', {
    'users.a': { on: '2026-02', users: 30 },
    'users.b': { on: '2026-03', users: 50 },
    'users.c': { on: '2026-03-14', users: 50 },
  });
  firm('food');
  firm('health', { 'users.a': { on: '2026', users: 900 } });
  const told = domainsOf(ground.replica, ground.programme);
  expect(
    told.map(({ domain, enterprises, average, personMonths }) => [domain, enterprises.length, average, personMonths]),
  ).toEqual([
    ['food', 2, 40, 80],
    // A year is no month.
    ['health', 1, null, 0],
  ]);
});

it('origin by commune of today: words and the map are read alike, the latest home counts, and the public table hides small cells and their neighbours (S2-15)', () => {
  const ground = new Ground();
  const from = (n: number, origin: string, place: string, more: Body = {}) =>
    Array.from({ length: n }, (_, at) => {
      const person = ground.person(`${origin} ${place} ${at}`, { place });
      ground.create('person_path', { of: person, origin, ...more }, sensitiveScope(HOME));
      return person;
    });
  const moved = {
    'homes.a': { place: 'Commune IV', from: '2026-01' },
    'homes.b': { place: 'Sotuba, Commune I', from: '2020', to: '2025' },
  };
  const people = [
    ...from(9, 'ségou', 'Commune I'),
    ...from(2, 'kayes', 'Commune I'),
    ...from(6, 'ségou', 'Sikoroni', moved),
    ...from(8, 'kayes', 'Lafiabougou'),
  ];
  const map = { regionOf: (place: unknown) => String(place ?? ''), communeOf: communeOfBamako };
  const table = originsOf(ground.replica, people, TODAY, map);
  expect(table).toEqual({
    regions: ['kayes', 'ségou'],
    communes: ['Commune I', 'Commune IV'],
    counts: [
      [2, 8],
      [9, 6],
    ],
  });
  const { cells, total } = publicOrigins(table);
  expect(cells[0]?.[0]).toBe(null);
  // One hidden cell is found again from the total of its row: another goes with it.
  expect(cells.flat().filter((one) => one === null).length).toBeGreaterThan(1);
  expect(total).toBe(25);
});

it('who was not visited within the rhythm of the programme is due, longest first; without a rhythm nobody is', () => {
  const ground = new Ground();
  const mentor = ground.person('Mentor');
  const pair = (name: string, visits: readonly string[]) => {
    const mentee = ground.person(name);
    ground.create('mentoring', { mentee, mentor, programme: ground.programme, from: '2026-01-01' }, HOME);
    for (const on of visits) ground.create('visit', { mentee, mentor, on, way: 'there' }, HOME);
    return mentee;
  };
  const [seen, long, never] = [pair('A', ['2026-06-20', '2026-02-01']), pair('B', ['2026-03-01']), pair('C', [])];
  expect(overdueOn(ground.replica, TODAY)).toEqual([]);
  ground.rule('rhythm', 45);
  const due = overdueOn(ground.replica, TODAY);
  expect(due.map(({ mentee, last, days }) => [mentee, last, days])).toEqual([
    [never, '', 180],
    [long, '2026-03-01', 121],
  ]);
  expect(due.some(({ mentee }) => mentee === seen)).toBe(false);
});
