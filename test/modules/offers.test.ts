// Offers: they end by the day alone, a person who applies counts once, and a message fits what telephones send.
import { expect, it } from 'vitest';
import { dayOf } from '../../src/kernel/grant.ts';
import { branchScope, sensitiveScope } from '../../src/kernel/ids.ts';
import { applicantsOf, applied, endingWithin, isClosed, unsent } from '../../src/modules/offers/rules.ts';
import { fitted, plainSms, smsSize } from '../../src/modules/offers/sms.ts';
import { daysLeft } from '../../src/ui/ending.ts';
import { NOW } from '../kernel/hands.ts';
import { Copy } from './copy.ts';

const DAY = 24 * 3600 * 1000;
const today = dayOf(NOW);
const day = (days: number): string => dayOf(NOW + days * DAY);
const body = (name: string, left: number) => ({ kind: 'job', name, by: 'X', deadline: day(left) });
const HOME = sensitiveScope(branchScope('segou'));

it('an offer is open until the end of its last day, and over on the next', () => {
  const copy = new Copy();
  const made = [-1, 0, 3, 4].map((left) => copy.create('offer', body(`${left}`, left)));
  const state = (at: number) => copy.replica.record(made[at] as never) as never;
  expect([0, 1, 2].map((at) => isClosed(state(at), today))).toEqual([true, false, false]);
  expect(isClosed(state(1), day(1))).toBe(true);
  expect(endingWithin(copy.replica, today, 3).map(({ id }) => id)).toEqual(made.slice(1, 3));
  // A month alone ends with its last day; without any day nothing ends.
  expect([daysLeft('2026-02', '2026-02-26'), daysLeft(undefined, today), daysLeft('bientôt', today)]).toEqual([
    2,
    null,
    null,
  ]);
});

it('whoever applies counts once, noted twice, by two names of one telephone, or known since', () => {
  const copy = new Copy();
  const offer = copy.create('offer', body('Vendeuse', 3));
  const awa = copy.person('Awa KONÉ', { sex: 'f' });
  const twin = copy.person('Awa KONE', { sex: 'f' });
  copy.create('person_contact', { of: awa, phone: '76 00 00 12' }, HOME);
  const note = (more: object, status = 'noted') =>
    copy.create('offer_application', { offer, on: today, status, ...more }, HOME);
  note({ person: awa });
  note({ person: awa }, 'sent');
  // The same person, written by her name before anybody knew her.
  note({ name: 'awa kone', phone: '+223 76000012' });
  // Two sisters share a telephone.
  note({ name: 'Bintou', phone: '76 11 11 11' });
  note({ name: 'Coumba', phone: '76 11 11 11' });
  expect(applicantsOf(copy.replica, offer).map(({ name }) => name)).toEqual(['Awa KONÉ', 'Bintou', 'Coumba']);
  note({ person: twin });
  expect(applicantsOf(copy.replica, offer)).toHaveLength(4);
  copy.merge(twin, awa);
  expect(applicantsOf(copy.replica, offer)).toHaveLength(3);
  expect(unsent(copy.replica, today)).toHaveLength(5);
  expect(unsent(copy.replica, day(4))).toEqual([]);

  // A training of the house: whoever asked for a place there is counted too, and once.
  const programme = copy.create('programme', { name: 'P', target: 1, counts: 'started' });
  copy.create('application', { person: awa, programme, on: today });
  copy.create('application', { person: copy.person('Dado'), programme, on: today });
  copy.edit(offer, { programme });
  const state = copy.replica.record(offer);
  expect(state && applied(copy.replica, state)).toBe(4);
});

it('a message holds only letters of the telephones’ alphabet, and one part as long as what must be said fits', () => {
  expect(plainSms('« Être prêt, ça va » : œuvre d’Aïssata Ɲɛtaa, 1 500\u202fF…')).toBe(
    '"Etre pret, ca va" : oeuvre d\'Aissata Nyetaa, 1 500 F...',
  );
  expect([0, 160, 161, 306, 307].map((n) => smsSize('a'.repeat(n)).parts)).toEqual([0, 1, 2, 2, 3]);
  expect(smsSize('€[').length).toBe(4);
  const text = fitted([
    ['Emploi : caissière.', 0],
    ['x'.repeat(140), 1],
    ['Ségou.', 2],
    ['Tél. 76 00 00 12', 0],
  ]);
  expect(text).toBe('Emploi : caissière. Ségou. Tél. 76 00 00 12');
});
