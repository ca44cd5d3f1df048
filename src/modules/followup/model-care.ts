/** Who accompanies whom, what was agreed at each visit, and the limits a programme gives itself. */
import type { Declarations } from '../../kernel/declare.ts';
import { choice, count, EVERYONE, long, OFFICES, READERS, STAFF, text, to, when } from '../fields.ts';
import { STATUSES } from '../people/status.ts';
import { AFTER, AGREED, COUNSELS, closed, day, EXPRESS, hidden, later, RULES, SEES } from './declared.ts';

export const care: Declarations['types'] = {
  /** Who accompanies whom, since when. */
  mentoring: {
    name: 'mentoring',
    schema: 1,
    fields: {
      mentee: to(['person', 'organisation'], { required: true }),
      mentor: to('person', { required: true }),
      programme: to('programme'),
      from: when({ required: true }),
      to: when(later),
      plan: long(600, later),
    },
    access: { read: SEES, create: STAFF, edit: STAFF, void: OFFICES },
    shareable: false,
    livesWith: 'mentee',
    keys: ['mentee', 'mentor'],
    keep: 'always',
    face: { address: 'accompagnements', room: 'followup', icon: 'handshake', line: ['mentor', 'from'], filters: [] },
    personal: {
      purpose: 'Savoir qui accompagne qui, et si personne n’est seul',
      basis: AGREED,
      retention: AFTER,
      about: 'mentee',
      left: ['mentee', 'mentor', 'programme', 'from', 'to'],
    },
  },
  /** A visit, on the day it took place; what comes next, who does it and by when. */
  visit: {
    name: 'visit',
    schema: 1,
    fields: {
      mentee: to(['person', 'organisation'], { required: true }),
      on: day({ required: true }),
      mentor: to('person', { required: true }),
      way: choice(
        [
          { value: 'there', icon: 'pin' },
          { value: 'office', icon: 'hut' },
          { value: 'phone', icon: 'phone' },
        ],
        { required: true },
      ),
      advice: long(600),
      next: text(160),
      /** Who does it; nobody named: the person accompanied. */
      doer: to('person'),
      by: day(),
      done: day(later),
    },
    access: { read: SEES, create: COUNSELS, edit: COUNSELS, void: STAFF },
    shareable: false,
    livesWith: 'mentee',
    keep: 'always',
    face: { address: 'visites', room: 'followup', icon: 'speech', line: ['on', 'next'], filters: ['way'] },
    personal: {
      purpose: 'Se souvenir de ce qui a été conseillé et convenu, et le faire',
      basis: AGREED,
      retention: 'Durée de l’accompagnement, puis 2 ans',
      about: 'mentee',
      left: ['mentee', 'mentor', 'on', 'way', 'done'],
    },
  },
  /** Where somebody stood on the day they joined a group; what changes later changes nothing of it. */
  enrolment_status: {
    name: 'enrolment_status',
    schema: 1,
    fields: { of: to('enrolment', hidden), status: choice(STATUSES, closed), since: when(closed) },
    access: { read: READERS, create: STAFF, edit: STAFF, void: OFFICES },
    shareable: false,
    keys: ['of'],
    companionOf: 'enrolment',
    stays: true,
    keep: 'always',
    personal: {
      purpose: 'Dire à qui le programme s’adresse, en totaux seulement',
      basis: EXPRESS,
      retention: 'Durée du programme, puis 1 an',
      months: 12,
      about: 'of',
      left: [],
    },
  },
  /** A limit, and where it is written. Without one nobody is warned: the program has no opinion of its own. */
  follow_rule: {
    name: 'follow_rule',
    schema: 1,
    fields: {
      programme: to('programme', { class: 'network', required: true }),
      what: choice(RULES, { class: 'network', required: true }),
      limit: count({ class: 'network', required: true }),
      source: text(160, { class: 'network', required: true }),
      from: when({ class: 'network' }),
    },
    access: { read: EVERYONE, create: OFFICES, edit: OFFICES, void: OFFICES },
    shareable: true,
    livesWith: 'programme',
    keys: ['programme', 'what'],
    keep: 'always',
    face: { address: 'regles-suivi', room: 'followup', icon: 'flag', line: ['what', 'limit'], filters: ['what'] },
  },
};
