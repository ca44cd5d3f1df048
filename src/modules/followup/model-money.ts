/** Money and kits: what was asked, decided, paid, signed and justified. */
import * as v from 'valibot';
import type { Declarations } from '../../kernel/declare.ts';
import { choice, count, entries, long, money, OFFICES, READERS, STAFF, text, to } from '../fields.ts';
import { day, hidden, later } from './declared.ts';

export const funding: Declarations['types'] = {
  /** What somebody asked for, and what the committee decided. Loans come with the finance module. */
  financing: {
    name: 'financing',
    schema: 1,
    fields: {
      name: text(120, { required: true }),
      of: to(['person', 'organisation'], { required: true }),
      programme: to('programme'),
      kind: choice(
        [
          { value: 'kit', icon: 'pot' },
          { value: 'grant', icon: 'cauris' },
        ],
        { required: true },
      ),
      asked: money({ required: true }),
      on: day({ required: true }),
      why: long(600),
      outcome: choice(
        [
          { value: 'granted', icon: 'check' },
          { value: 'delayed', icon: 'hold' },
          { value: 'refused', icon: 'x' },
        ],
        later,
      ),
      granted: money({ ...later, when: { field: 'outcome', is: ['granted'] } }),
      /** Where it is given in parts: each once something was done. */
      tranches: entries(
        {
          number: count({ required: true }),
          amount: money({ required: true }),
          after: choice([
            { value: 'visit', icon: 'speech' },
            { value: 'receipts', icon: 'doc' },
          ]),
        },
        { ...later, when: { field: 'outcome', is: ['granted'] } },
      ),
      decided: day(later),
      /** Who sat; a member who is close to the person says so and does not vote. */
      committee: entries({
        person: to('person', { required: true }),
        aside: choice([
          { value: 'no', icon: 'check' },
          { value: 'yes', icon: 'hold' },
        ]),
      }),
      reason: text(160, later),
    },
    access: { read: READERS, create: STAFF, edit: OFFICES, void: OFFICES },
    shareable: false,
    livesWith: 'of',
    keep: 'always',
    face: {
      address: 'appuis',
      room: 'followup',
      icon: 'cauris',
      sign: 'kind',
      line: ['of', 'outcome'],
      filters: ['outcome', 'kind'],
    },
    tabs: [
      { type: 'payment', by: 'financing' },
      { type: 'receipt', by: 'financing' },
    ],
    personal: {
      purpose: 'Décider équitablement d’un appui, et en rendre compte',
      basis: 'Demande de la personne (loi 2013-015)',
      retention: 'Dix ans après le dernier paiement : pièces comptables (SYSCOHADA)',
    },
  },
  payment: {
    name: 'payment',
    schema: 1,
    fields: {
      financing: to('financing', { required: true }),
      on: day({ required: true }),
      amount: money({ required: true }),
      way: choice(
        [
          { value: 'cash', icon: 'cauris' },
          { value: 'mobile', icon: 'phone' },
          { value: 'goods', icon: 'pot' },
          { value: 'bank', icon: 'doc' },
        ],
        { required: true },
      ),
      /** Who handed it over. */
      payer: to('person', later),
      reference: text(80, later),
    },
    access: { read: READERS, create: STAFF, edit: OFFICES, void: OFFICES },
    shareable: false,
    livesWith: 'financing',
    keep: 'always',
    personal: {
      purpose: 'Prouver qu’un appui a bien été remis',
      basis: 'Obligation comptable du réseau',
      retention: 'Dix ans : pièces comptables (SYSCOHADA)',
    },
  },
  /** A hand's mark is personal: apart, and small. */
  payment_signature: {
    name: 'payment_signature',
    schema: 1,
    fields: {
      of: to('payment', hidden),
      how: choice(
        [
          { value: 'hand', icon: 'pencil' },
          { value: 'thumb', icon: 'person' },
          { value: 'paper', icon: 'doc' },
        ],
        { class: 'restricted', widget: 'hidden', required: true },
      ),
      /** Lines of an SVG path on a grid of 300 by 130 (`signature.ts`): of the receiver, or of the witness of a thumb. */
      path: {
        ...text(2000, { class: 'restricted', widget: 'hidden' }),
        schema: v.pipe(v.string(), v.maxLength(2000), v.regex(/^M[\dMl -]*$/)),
      },
      witness: text(80, { class: 'restricted', widget: 'hidden' }),
    },
    access: { read: READERS, create: STAFF, edit: STAFF, void: OFFICES },
    shareable: false,
    keys: ['of'],
    companionOf: 'payment',
    stays: true,
    keep: 'always',
    personal: {
      purpose: 'Prouver que la personne a reçu ce qui lui était dû',
      basis: 'Preuve du paiement ; accord donné en signant (loi 2013-015)',
      retention: 'Dix ans : pièces comptables (SYSCOHADA)',
      left: [],
    },
  },
  /** What was bought with it, paper by paper. */
  receipt: {
    name: 'receipt',
    schema: 1,
    fields: {
      financing: to('financing', { required: true }),
      what: text(120, { required: true }),
      amount: money({ required: true }),
      on: day({ required: true }),
      paper: choice(
        [
          { value: 'invoice', icon: 'doc' },
          { value: 'handwritten', icon: 'pencil' },
          { value: 'none', icon: 'x' },
        ],
        { required: true },
      ),
      kept: text(80, later),
    },
    access: { read: READERS, create: STAFF, edit: STAFF, void: OFFICES },
    shareable: false,
    livesWith: 'financing',
    keep: 'always',
  },
};
