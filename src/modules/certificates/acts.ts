/** What is written when certificates are given, corrected or withdrawn. */
import type { Act } from '../../kernel/author.ts';
import { SHARED } from '../../kernel/scopes.ts';
import type { RecordId, Scope } from '../../kernel/types.ts';
import type { Facts } from './credential.ts';
import { bodyOf } from './ledger.ts';
import type { Withdrawal } from './verify.ts';

/** What a certificate's record holds besides what is signed: whose it is, and what is printed around it. */
export interface Around {
  readonly person?: RecordId;
  /** The person in the group it certifies. */
  readonly enrolment?: RecordId;
  /** « Programme « Jeunes et économie sociale et solidaire » ». */
  readonly programme?: string;
  /** « Cohorte Ségou 2, du 11 janvier au 5 mars 2027 ». */
  readonly cohort?: string;
  /** « née vers 2003 à Sansanding ». */
  readonly born?: string;
  /** Where it is made. */
  readonly place?: string;
  /** Who signs for the network, by their office: « La présidente du conseil d’administration ». */
  readonly signer?: string;
  /** The other that signs, « la Ville », and by whom. */
  readonly partner?: string;
  readonly partnerSigner?: string;
  /** The withdrawn certificate in spite of which it is given, and why. */
  readonly replaces?: RecordId;
  readonly againWhy?: string;
}

/** A certificate is given. @param home of the learner's branch. */
export const give = (facts: Facts, home: Scope, around: Around = {}): Act => ({
  do: 'create',
  type: 'certificate',
  home,
  body: { ...bodyOf(facts), ...around },
});

/** A certificate no longer counts: told to the whole network, by its number alone. */
export const withdraw = (certificate: RecordId, withdrawal: Withdrawal, home: Scope): Act => ({
  do: 'create',
  type: 'certificate_withdrawal',
  home,
  shared: [SHARED],
  body: { certificate, ...withdrawal },
});

/** The name was wrong: a new certificate, and the old one says which. */
export const correct = (
  old: { readonly record: RecordId; readonly number: string; readonly home: Scope; readonly around?: Around },
  facts: Facts,
): readonly Act[] => {
  const { record, number, home, around } = old;
  const made = give(facts, home, around) as Extract<Act, { do: 'create' }>;
  return [
    { ...made, body: { ...made.body, replaces: record } },
    withdraw(record, { number, day: facts.issued, why: 'corrected', by: facts.number }, home),
  ];
};

/** The number of the certificate that replaces one: `SEG-2027-0412` → `SEG-2027-0412-B` → `SEG-2027-0412-C`. */
export function nextNumber(number: string): string {
  const [, base, letter] = /^(.*-\d+)(?:-([A-Y]))?$/.exec(number) ?? [null, number, undefined];
  return `${base}-${letter ? String.fromCharCode(letter.charCodeAt(0) + 1) : 'B'}`;
}

/** The number on paper: place, year, device and its serial: no two devices meet, and none has a gap. `SEG-2027-K3-0012`. */
export const numberOf = (place: string, year: number, device: string, serial: number): string =>
  [
    place
      .normalize('NFD')
      .replace(/[^A-Za-z]/g, '')
      .slice(0, 3)
      .toUpperCase(),
    year,
    device.slice(0, 3).toUpperCase(),
    String(serial).padStart(4, '0'),
  ].join('-');
