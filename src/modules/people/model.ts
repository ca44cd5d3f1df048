/**
 * People: one record a person whatever they are to the network (staff, leader of a cooperative, trainee, beneficiary), so that somebody counts
 * once. What they are to an organisation stands in `involvement`; how to reach them and what is sensitive stands apart, in companions.
 */
import * as v from 'valibot';
import type { Declarations } from '../../kernel/declare.ts';
import { phoneFlag, phoneSchema } from '../access/model.ts';
import { CONCERNED, choice, OFFICES, past, READERS, STAFF, text, to, when, where, type words } from '../fields.ts';

export const SEXES = [
  { value: 'f', icon: 'woman' },
  { value: 'm', icon: 'man' },
] as const;

/** The thirteen national languages (Constitution of 22 July 2023, art. 31) and French, with ISO 639-3 codes. */
export const LANGUAGES = [
  'bam',
  'fra',
  'ffm',
  'snk',
  'ses',
  'kao',
  'myk',
  'spp',
  'taq',
  'dts',
  'boz',
  'bmq',
  'mey',
  'mwk',
].map((value) => ({ value, icon: 'speech' }));
/** How somebody agreed that their number is kept and used; law 2013-015 asks for express consent. */
export const CONSENTS = [
  { value: 'oral', icon: 'speech' },
  { value: 'signed', icon: 'pencil' },
  { value: 'refused', icon: 'x' },
] as const;
/** Whose telephone it is: many share one. */
export const OWNERS = [
  { value: 'own', icon: 'phone' },
  { value: 'shared', icon: 'people' },
  { value: 'other', icon: 'person' },
] as const;

const NUMBER = { widget: 'phone', flag: phoneFlag } as const;

const hidden = (schema: ReturnType<typeof words> | v.GenericSchema) =>
  ({ schema, class: 'branch', merge: 'lww', widget: 'hidden' }) as const;

/** Main telephone, whose it is, in which language to speak, and the consent to keep it: the same for people and organisations. */
export const contactFields = {
  phone: { schema: phoneSchema, class: 'restricted', merge: 'lww', widget: 'phone', flag: phoneFlag, max: 20 },
  owner: choice(OWNERS, { class: 'restricted', asked: 'later' }),
  ownerName: text(80, { class: 'restricted', asked: 'later', when: { field: 'owner', is: ['shared', 'other'] } }),
  language: choice(LANGUAGES, { class: 'restricted', asked: 'later' }),
  consent: choice(CONSENTS, { class: 'restricted', asked: 'later' }),
} as const;

export const people: Partial<Declarations> = {
  types: {
    person: {
      name: 'person',
      schema: 1,
      fields: {
        /** As written on papers; family names keep their accents. */
        name: text(120, { required: true, class: 'network' }),
        sex: choice(SEXES),
        /** Often only a year, often "about". */
        birth: past(),
        place: where(),
        job: text(80, { asked: 'later' }),
        /** Pictogram and colour that stand for the person on shared phones. */
        sign: hidden(v.pipe(v.string(), v.maxLength(30))),
        color: hidden(v.pipe(v.string(), v.regex(/^p[1-6]$/))),
      },
      /** Not for mere readers of the directory: it says when people were born and where they live. An organisation reads its own people, a trainer the learners, a jury those who apply. */
      access: { read: [...CONCERNED, 'trainer', 'juror'], create: STAFF, edit: STAFF, void: OFFICES },
      shareable: false,
      keep: 'always',
      face: { address: 'personnes', icon: 'person', line: ['job', 'place'], filters: ['sex', 'place'] },
      tabs: [
        { type: 'involvement', by: 'person' },
        { type: 'helped', by: 'person' },
        { type: 'contact', by: 'of' },
        { type: 'consent', by: 'person' },
        { type: 'club_member', by: 'person' },
        { type: 'voice', by: 'about' },
      ],
      personal: {
        purpose: 'Savoir qui a écrit quoi, qui joindre, et qui le réseau accompagne, sans compter personne deux fois',
        basis:
          'Consentement recueilli à l’inscription ; fonctionnement interne du réseau pour ses agents (loi 2013-015)',
        retention: 'Tant que la personne agit dans le réseau ou est accompagnée, puis 5 ans',
        months: 60,
        left: ['sex'],
      },
    },
    person_contact: {
      name: 'person_contact',
      schema: 1,
      fields: { of: to('person', { class: 'restricted', required: true, widget: 'hidden' }), ...contactFields },
      access: { read: READERS, create: STAFF, edit: STAFF, void: OFFICES },
      shareable: false,
      keys: ['of'],
      companionOf: 'person',
      keep: 'always',
      personal: {
        purpose: 'Joindre la personne',
        basis: 'Consentement de la personne (loi 2013-015)',
        retention: 'Tant que la personne est accompagnée, puis 1 an',
        months: 12,
        left: [],
      },
    },
    person_private: {
      name: 'person_private',
      schema: 1,
      fields: {
        of: to('person', { class: 'restricted', required: true, widget: 'hidden' }),
        /** Number of an identity paper, where a partner asks for it. */
        idNumber: text(40, { class: 'restricted', asked: 'later' }),
        displacement: choice(
          [
            { value: 'none', icon: 'hut' },
            { value: 'displaced', icon: 'moto' },
            { value: 'returned', icon: 'back' },
            { value: 'refugee', icon: 'globe' },
          ],
          { class: 'restricted', asked: 'later' },
        ),
        disability: choice(
          [
            { value: 'no', icon: 'check' },
            { value: 'yes', icon: 'heart' },
          ],
          { class: 'restricted', asked: 'later' },
        ),
      },
      access: { read: READERS, create: STAFF, edit: STAFF, void: OFFICES },
      shareable: false,
      keys: ['of'],
      companionOf: 'person',
      stays: true,
      keep: 'always',
      personal: {
        purpose: 'Donner priorité aux personnes déplacées ou handicapées quand un programme le prévoit',
        basis: 'Consentement exprès : données sensibles (loi 2013-015)',
        retention: 'Durée du programme, puis 1 an',
        months: 12,
        left: [],
      },
    },
    /** One more way to reach somebody or an organisation, with its owner, its language and the consent that was given. */
    contact: {
      name: 'contact',
      schema: 1,
      fields: {
        of: to(['person', 'organisation'], { class: 'restricted', required: true, widget: 'hidden' }),
        kind: choice(
          [
            { value: 'phone', icon: 'phone' },
            { value: 'whatsapp', icon: 'speech' },
            { value: 'email', icon: 'letter' },
            { value: 'radio', icon: 'megaphone' },
          ],
          { class: 'restricted', required: true },
        ),
        value: text(120, {
          class: 'restricted',
          required: true,
          as: { field: 'kind', is: { phone: NUMBER, whatsapp: NUMBER, email: { widget: 'email' } } },
        }),
        owner: contactFields.owner,
        ownerName: contactFields.ownerName,
        language: contactFields.language,
        consent: contactFields.consent,
      },
      access: { read: CONCERNED, create: STAFF, edit: STAFF, void: STAFF },
      shareable: false,
      closed: true,
      livesWith: 'of',
      sharedWith: 'of',
      keys: ['of', 'value'],
      keep: 'always',
      personal: {
        purpose: 'Joindre une personne ou une organisation par un autre chemin',
        basis: 'Consentement de la personne à qui est ce contact (loi 2013-015)',
        retention: 'Tant que la personne ou l’organisation est suivie, puis 1 an',
        months: 12,
        left: [],
      },
    },
    /** What a person is to an organisation, since when: several at once are usual. */
    involvement: {
      name: 'involvement',
      schema: 1,
      fields: {
        person: to('person', { required: true }),
        organisation: to('organisation', { required: true }),
        kind: choice(
          [
            { value: 'member', icon: 'person' },
            { value: 'founder', icon: 'sprout' },
            { value: 'function', icon: 'flag' },
            { value: 'employee', icon: 'pot' },
            /** Helped by it without belonging to it: never listed as a member. */
            { value: 'beneficiary', icon: 'heart' },
          ],
          { required: true },
        ),
        /** President, treasurer…; of a function. */
        title: text(80, { when: { field: 'kind', is: ['function', 'employee'] } }),
        from: when(),
        to: when({ asked: 'later' }),
        decision: text(120, { asked: 'later' }),
      },
      access: { read: CONCERNED, create: STAFF, edit: STAFF, void: STAFF },
      shareable: false,
      livesWith: 'organisation',
      // The cooperative reads who is in it, and the card of each; another one to which the same person belongs reads its own.
      sharedWith: 'organisation',
      brings: 'person',
      keys: ['person', 'organisation', 'kind'],
      keep: 'always',
      personal: {
        purpose: 'Savoir qui compose et dirige une organisation, et qui elle aide',
        basis: 'Registre des membres (AUSCOOP art. 9) ou consentement de la personne (loi 2013-015)',
        retention: 'Vie de l’organisation dans le réseau, puis 5 ans',
        months: 60,
        left: ['person', 'organisation', 'kind', 'from', 'to'],
      },
    },
    /** Two records that look alike and are not the same: looked at once, never proposed again. */
    distinct: {
      name: 'distinct',
      schema: 1,
      fields: {
        one: to(['person', 'organisation'], { required: true, widget: 'hidden' }),
        other: to(['person', 'organisation'], { required: true, widget: 'hidden' }),
      },
      access: { read: READERS, create: STAFF, edit: STAFF, void: STAFF },
      // Both branches know of it, where the two sheets are kept by two.
      shareable: true,
      livesWith: 'one',
      keys: ['one', 'other'],
      keep: 'always',
      personal: {
        purpose: 'Ne pas confondre deux personnes qui se ressemblent',
        basis: 'Exactitude des données (loi 2013-015)',
        retention: 'Tant que les deux fiches existent',
      },
    },
  },
};
