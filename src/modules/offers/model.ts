/**
 * Offers: a training, a job, a placement, a call for projects, until its last day; and who was helped to apply. An offer is for everybody of the
 * network, and for anybody at all where it was marked so; who applies is for the branch that noted it.
 */
import type { Declarations } from '../../kernel/declare.ts';
import { phoneFlag, phoneSchema } from '../access/model.ts';
import { choice, choices, count, EVERYONE, long, READERS, STAFF, text, to, when, where, yesno } from '../fields.ts';
import { LANGUAGES } from '../people/model.ts';

export const KINDS = [
  { value: 'training', icon: 'graduation' },
  { value: 'job', icon: 'pot' },
  { value: 'internship', icon: 'loom' },
  { value: 'call', icon: 'megaphone' },
] as const;

/** Whoever helps writes that they will send it, that it went, that an answer came, and which. */
export const STATUSES = [
  { value: 'noted', icon: 'pencil' },
  { value: 'sent', icon: 'send' },
  { value: 'answered', icon: 'speech' },
  { value: 'taken', icon: 'check' },
  { value: 'refused', icon: 'x' },
] as const;

/** The network's staff, and each member organisation for what it offers itself. */
const WRITERS = [...STAFF, 'organisation'] as const;
const open = { class: 'public' } as const;
const later = { class: 'public', asked: 'later' } as const;

export const offers: Partial<Declarations> = {
  types: {
    offer: {
      name: 'offer',
      schema: 1,
      fields: {
        kind: choice(KINDS, { ...open, required: true }),
        name: text(120, { ...open, required: true }),
        /** Who offers it, as it is called: many are in no directory. */
        by: text(120, { ...open, required: true }),
        place: where(open),
        /** It is open until the end of this day. */
        deadline: when({ ...open, required: true, widget: 'date' }),
        /** Women or men, the level, the trade: in the words of who offers it. */
        audience: text(200, open),
        how: long(400, open),
        phone: { schema: phoneSchema, ...open, merge: 'lww', widget: 'phone', flag: phoneFlag, max: 20 },
        listed: yesno(open),
        contact: text(80, later),
        about: long(600, later),
        pay: text(80, later),
        places: count(later),
        ageFrom: count(later),
        ageTo: count(later),
        languages: choices(LANGUAGES, later),
        opens: when(later),
        link: text(200, later),
        organisation: to('organisation', later),
        /** A training of the house: whoever applies does so there. */
        programme: to('programme', { class: 'network', asked: 'later' }),
      },
      access: { read: EVERYONE, create: WRITERS, edit: WRITERS, void: WRITERS },
      shareable: true,
      keep: 'always',
      face: {
        address: 'annonces',
        room: 'training',
        icon: 'megaphone',
        sign: 'kind',
        line: ['by', 'place'],
        filters: ['kind'],
        until: 'deadline',
      },
      tabs: [{ type: 'offer_application', by: 'offer' }],
      personal: {
        purpose: 'Dire à qui s’adresser pour répondre à une annonce',
        basis: 'Accord de la personne qui donne son numéro pour l’annonce (loi 2013-015)',
        retention: 'Jusqu’à la date limite, puis 1 an',
        months: 12,
        left: ['kind', 'name', 'by', 'deadline'],
      },
    },
    /** Somebody applies, helped by somebody who writes: a person who is known here, or a name and how to reach it. */
    offer_application: {
      name: 'offer_application',
      schema: 1,
      fields: {
        person: to('person', { class: 'restricted' }),
        offer: to('offer', { class: 'restricted', required: true }),
        name: text(120, { class: 'restricted' }),
        phone: { schema: phoneSchema, class: 'restricted', merge: 'lww', widget: 'phone', flag: phoneFlag, max: 20 },
        on: when({ class: 'restricted', required: true, widget: 'date' }),
        status: choice(STATUSES, { class: 'restricted', required: true }),
        next: text(160, { class: 'restricted' }),
        /** Who takes the next step. */
        who: text(80, { class: 'restricted' }),
      },
      access: { read: READERS, create: STAFF, edit: STAFF, void: STAFF },
      shareable: false,
      closed: true,
      keep: 'always',
      personal: {
        purpose: 'Aider une personne à postuler et suivre sa demande jusqu’à la réponse',
        basis: 'Demande de la personne (loi 2013-015)',
        retention: 'Jusqu’à la réponse, puis 1 an',
        months: 12,
        left: ['offer', 'on', 'status'],
      },
    },
  },
};
