/**
 * Certificates: what was given to whom, whose keys sign them, and which no longer count. A certificate is a fact, never edited: a corrected one is
 * a new one that replaces it. Keys and withdrawals are read by every phone of the network, so that each can verify without asking anybody.
 */
import * as v from 'valibot';
import type { Declarations } from '../../kernel/declare.ts';
import { choice, count, EVERYONE, long, OFFICES, READERS, STAFF, text, to, when } from '../fields.ts';

/** A printed number: letters, digits and dashes. */
const NUMBER = v.pipe(v.string(), v.regex(/^[A-Z0-9]+(-[A-Z0-9]+){1,4}$/), v.maxLength(40));
/** Numbers are the same however they are typed: `seg 2027 412` is not, `seg-2027–0412` is `SEG-2027-0412`. */
export const plainNumber = (number: string): string => number.toUpperCase().replace(/[^A-Z0-9]/g, '');
/** A calendar day: what is signed has no doubtful date. */
const DAY = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/));
const SEES = [...READERS, 'trainer'] as const;
const number = text(40, { required: true, schema: NUMBER });

export const WHY_WITHDRAWN = [
  { value: 'corrected', icon: 'pencil' },
  { value: 'mistake', icon: 'undo' },
  { value: 'fraud', icon: 'warning' },
  { value: 'other', icon: 'more' },
] as const;

const LEARNER = {
  purpose: 'Remettre un certificat et pouvoir le vérifier des années après',
  basis: 'Demande de la personne qui a suivi la formation (loi 2013-015)',
  retention: 'Toujours : un diplôme se vérifie toute la vie',
};

export const certificates: Partial<Declarations> = {
  types: {
    certificate: {
      name: 'certificate',
      schema: 1,
      fields: {
        /** The learner, as printed. */
        name: text(120, { required: true }),
        number,
        title: text(160, { required: true }),
        person: to('person'),
        /** What it certifies: this person in this group. */
        enrolment: to('enrolment', { asked: 'later' }),
        issued: when({ required: true, schema: DAY }),
        issuer: text(120, { required: true }),
        /** Curriculum and its version. */
        curriculum: text(80, { required: true, widget: 'hidden' }),
        description: long(300, { asked: 'later' }),
        criteria: long(300, { asked: 'later' }),
        done: text(160, { asked: 'later' }),
        from: when({ asked: 'later', schema: DAY }),
        to: when({ asked: 'later', schema: DAY }),
        replaces: to('certificate', { asked: 'later' }),
        /** Given in spite of one that was withdrawn: somebody chose that, and says why. */
        againWhy: text(160, { asked: 'later' }),
        /** Printed, not signed: what stands on top, who the learner is, and who signs. */
        programme: text(120, { asked: 'later' }),
        cohort: text(120, { asked: 'later' }),
        born: text(80, { asked: 'later' }),
        place: text(60, { asked: 'later' }),
        signer: text(120, { asked: 'later' }),
        partner: text(60, { asked: 'later' }),
        partnerSigner: text(120, { asked: 'later' }),
      },
      // A trainer sees who of her groups has it.
      access: { read: SEES, create: OFFICES, edit: [], void: [] },
      shareable: false,
      keep: 'always',
      personal: LEARNER,
    },
    /** A group has finished: its certificates are asked of the office. */
    certificate_request: {
      name: 'certificate_request',
      schema: 1,
      fields: {
        cohort: to('cohort', { required: true }),
        on: when({ required: true, schema: DAY }),
        /** As many as were seen to have completed then. */
        count: count({ asked: 'later' }),
      },
      access: { read: SEES, create: [...STAFF, 'trainer'], edit: [...STAFF, 'trainer'], void: STAFF },
      shareable: false,
      keys: ['cohort'],
      livesWith: 'cohort',
      keep: 'always',
    },
    /** A withdrawal says the number and no name: every phone reads it. It lives with its certificate, and only who answers for the network undoes it. */
    certificate_withdrawal: {
      name: 'certificate_withdrawal',
      schema: 1,
      fields: {
        certificate: to('certificate', { required: true }),
        number,
        day: when({ required: true, schema: DAY }),
        why: choice(WHY_WITHDRAWN, { required: true }),
        /** The number of the one that replaces it. */
        by: text(40, { asked: 'later', schema: NUMBER }),
      },
      access: { read: EVERYONE, create: OFFICES, edit: [], void: ['secretariat'] },
      shareable: true,
      keys: ['certificate'],
      livesWith: 'certificate',
      bound: true,
      keep: 'always',
    },
    /** Written by the hub, whose key it is. */
    certificate_key: {
      name: 'certificate_key',
      schema: 1,
      fields: {
        key: text(80, { required: true, widget: 'hidden' }),
        /** First and last day of what it signed that counts; without them, all of it. */
        from: when({ asked: 'later', schema: DAY }),
        to: when({ asked: 'later', schema: DAY }),
      },
      access: { read: EVERYONE, create: [], edit: [], void: [] },
      shareable: true,
      keys: ['key'],
      keep: 'always',
    },
  },
};
