/** To what a person agreed, purpose by purpose: what was said to them, in which language, how they answered, who was there, and when they took it back. */
import type { Declarations, TypeDecl } from '../../kernel/declare.ts';
import { choice, long, OFFICES, READERS, STAFF, text, to, when } from '../fields.ts';
import { LANGUAGES } from '../people/model.ts';

/** What the network asks people's agreement for; law 2013-015 asks for an express one for each. */
export const PURPOSES = [
  { value: 'contact', icon: 'phone' },
  { value: 'support', icon: 'sprout' },
  { value: 'sensitive', icon: 'heart' },
  { value: 'photo', icon: 'person' },
  { value: 'publish', icon: 'globe' },
  { value: 'partner', icon: 'handshake' },
] as const;

const WAYS = [
  { value: 'oral', icon: 'speech' },
  { value: 'signed', icon: 'pencil' },
  { value: 'thumb', icon: 'person' },
] as const;
const ANSWERS = [
  { value: 'yes', icon: 'check' },
  { value: 'no', icon: 'x' },
] as const;

/**
 * The agreement as it is asked among sensitive answers: no record of its own, what is answered is written as a `consent` (`screens/asking.ts`). Its
 * names are not those of a consent: a form has each name once.
 */
export const agreement: TypeDecl = {
  name: 'agreement',
  schema: 1,
  fields: {
    agree: choice(ANSWERS),
    agreeWay: choice(WAYS, { required: true, when: { field: 'agree', is: ['yes'] } }),
    agreeLanguage: choice(LANGUAGES, { when: { field: 'agree', is: ['yes'] } }),
    agreeWitness: text(120, { when: { field: 'agreeWay', is: ['oral', 'thumb'] } }),
  },
  access: { read: [], create: [], edit: [], void: [] },
  shareable: false,
  keep: 'hub',
};

export const privacy: Partial<Declarations> = {
  types: {
    consent: {
      name: 'consent',
      schema: 1,
      fields: {
        person: to('person', { required: true }),
        purpose: choice(PURPOSES, { required: true }),
        answer: choice(ANSWERS, { required: true }),
        way: choice([...WAYS, { value: 'recorded', icon: 'megaphone' }]),
        language: choice(LANGUAGES),
        /** Who was present when it was said or read out. */
        witness: text(120),
        on: when(),
        /** What was said or read to the person, in the words that were used. */
        text: long(1000, { asked: 'later' }),
        withdrawn: when({ asked: 'later' }),
      },
      access: { read: READERS, create: STAFF, edit: STAFF, void: OFFICES },
      shareable: false,
      livesWith: 'person',
      keys: ['person', 'purpose'],
      keep: 'always',
      personal: {
        purpose: 'Prouver à quoi la personne a dit oui ou non, et le respecter',
        basis: 'Preuve du consentement exprès (loi 2013-015)',
        retention: 'Tant que l’accord sert, puis 5 ans',
        months: 60,
        left: ['person', 'purpose', 'answer'],
      },
    },
  },
};
