/**
 * Savings groups (AVEC, tontines): a cycle with its rules, the passbooks of its members, its meetings and the loans it gives. Amounts are whole francs
 * CFA. Balances are written nowhere: they are worked out from what each meeting took in and gave out (`book.ts`).
 */
import type { Declarations, FieldDecl } from '../../kernel/declare.ts';
import { CONCERNED, choice, count, entries, money, OFFICES, STAFF, text, to, when, yesno } from '../fields.ts';

/** Steps of a meeting, in the order of the method. */
export const STEPS = [
  { value: 'call', icon: 'people' },
  { value: 'fines', icon: 'flag' },
  { value: 'social', icon: 'heart' },
  { value: 'shares', icon: 'coins' },
  { value: 'loans', icon: 'handshake' },
  { value: 'close', icon: 'box' },
] as const;
export type Step = (typeof STEPS)[number]['value'];

/** How interest is reckoned: on the sum lent, on what is left with equal parts of the sum, or with equal payments. */
export const WAYS = [
  { value: 'flat', icon: 'coins' },
  { value: 'declining', icon: 'down' },
  { value: 'annuity', icon: 'today' },
] as const;
export type Way = (typeof WAYS)[number]['value'];

const later = { asked: 'later' } as const;
const unasked = { widget: 'hidden' } as const;
/** Sums of one meeting, by whose passbook (or by which loan) they are. */
const sums = (): FieldDecl => entries({ sum: money({ required: true }) }, unasked);
/** Staff, and the group's own account: it has its own place, and reaches nothing of the other groups. */
const WRITERS = [...STAFF, 'organisation'] as const;
const access = { read: CONCERNED, create: WRITERS, edit: WRITERS, void: WRITERS } as const;
const member = {
  basis: 'Consentement de la personne à son entrée dans le groupe d’épargne (loi 2013-015)',
  retention: 'Vie du groupe, puis 5 ans',
} as const;

export const savings: Partial<Declarations> = {
  types: {
    savings_cycle: {
      name: 'savings_cycle',
      schema: 1,
      fields: {
        /** Any organisation, informal ones too. */
        group: to('organisation', { required: true }),
        no: count({ required: true }),
        from: when({ required: true, widget: 'date' }),
        /** Of one share. */
        value: money({ required: true }),
        social: money(),
        fine: money(),
        /** Per thousand and month. */
        rate: count(),
        way: choice(WAYS, later),
        months: count(later),
        /** Shares a member may buy at one meeting. */
        most: count(later),
        /** A loan beyond so many times what its member saved is warned of. */
        times: count(later),
        /** Days from one meeting to the next. */
        days: count(later),
        /** In the boxes on its first day. */
        loanBox: money(later),
        socialBox: money(later),
        /** The day it was shared out: nothing is added after it. */
        ended: when(unasked),
        /** What each was handed at the share-out, and what they still owe. */
        paid: entries({ sum: money({ required: true }), owes: money() }, unasked),
      },
      access: { ...access, void: OFFICES },
      shareable: false,
      keys: ['group', 'no'],
      keep: 'always',
      face: { address: 'epargne', icon: 'coins', line: ['from'], filters: [] },
      tabs: [{ type: 'passbook', by: 'cycle' }],
      personal: {
        purpose: 'Savoir ce que chaque membre a reçu au partage',
        ...member,
      },
    },
    passbook: {
      name: 'passbook',
      schema: 1,
      fields: {
        cycle: to('savings_cycle', { required: true }),
        no: count({ required: true }),
        name: text(60, { required: true }),
        /** Shares bought before the first meeting that is written here. */
        before: count(later),
        person: to('person', later),
        left: when(later),
      },
      access,
      shareable: false,
      livesWith: 'cycle',
      keep: 'always',
      personal: {
        purpose: 'Tenir le carnet d’épargne et de crédit de chaque membre',
        ...member,
        left: ['cycle', 'no', 'before', 'left'],
      },
    },
    /** One record a day of the group, so that two phones write the same; an entry a member, so that both keep what they wrote. */
    savings_meeting: {
      name: 'savings_meeting',
      schema: 1,
      fields: {
        cycle: to('savings_cycle', { required: true, ...unasked }),
        on: when({ required: true, ...unasked }),
        there: entries({ is: yesno({ required: true }) }, unasked),
        fines: sums(),
        social: sums(),
        bought: entries({ n: count({ required: true }) }, unasked),
        /** By loan. */
        repaid: sums(),
        /** Help out of the solidarity fund. */
        helped: sums(),
        expense: money(unasked),
        /** Steps that were reached: the meeting goes on at the furthest, whichever phone came there. */
        steps: entries({ is: yesno({ required: true }) }, unasked),
        /** What was counted in the boxes: a difference from what was reckoned stays, and is shown. */
        loanBox: money(unasked),
        socialBox: money(unasked),
        closed: yesno(unasked),
      },
      access,
      shareable: false,
      livesWith: 'cycle',
      keys: ['cycle', 'on'],
      keep: 'always',
      personal: {
        purpose: 'Tenir le compte des deux caisses du groupe, réunion par réunion',
        ...member,
      },
    },
    /** Given at a meeting; one that was written down by mistake is hidden, never changed. */
    savings_loan: {
      name: 'savings_loan',
      schema: 1,
      fields: {
        meeting: to('savings_meeting', { required: true, ...unasked }),
        passbook: to('passbook', { required: true, ...unasked }),
        principal: money({ required: true, ...unasked }),
        months: count({ required: true, ...unasked }),
        rate: count({ required: true, ...unasked }),
        way: choice(WAYS, { required: true, ...unasked }),
      },
      access: { ...access, edit: [] },
      shareable: false,
      livesWith: 'meeting',
      keep: 'always',
      personal: {
        purpose: 'Savoir ce que chaque membre doit au groupe',
        ...member,
      },
    },
  },
};
