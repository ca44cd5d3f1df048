/**
 * Training: a programme with its target and its rules, what is taught (a version of its contents, in modules of so many hours), groups of learners,
 * who applied, who is in which group; the sessions and who was there are in `model-room.ts`. What people reached is never written twice: it is
 * reckoned from these facts (`rules.ts`, `reports.ts`).
 */
import * as v from 'valibot';
import type { Declarations, FieldDecl } from '../../kernel/declare.ts';
import {
  choice,
  choices,
  count,
  EVERYONE,
  entries,
  long,
  OFFICES,
  READERS,
  STAFF,
  text,
  to,
  when,
  where,
  yesno,
} from '../fields.ts';
import { STATUSES } from '../people/status.ts';
import { CREATED } from './created.ts';
import { SECTORS } from './sectors.ts';

const SEES = [...READERS, 'trainer'] as const;

/** What makes somebody « formé » in the figures of a programme: each funder has their own word for it. */
export const COUNTED = [
  { value: 'started', icon: 'person' },
  { value: 'completed', icon: 'graduation' },
  { value: 'certified', icon: 'doc' },
] as const;

/** Where somebody stood before and after: the same questions, so that what was learnt shows. */
export const TESTS = [
  { value: 'pre', icon: 'sprout' },
  { value: 'post', icon: 'graduation' },
] as const;
export type Test = (typeof TESTS)[number]['value'];

/** What makes that somebody can follow: things to prepare, never why. */
export const NEEDS = [
  { value: 'ground', icon: 'hut' },
  { value: 'front', icon: 'person' },
  { value: 'large', icon: 'book' },
  { value: 'oral', icon: 'speech' },
  { value: 'tongue', icon: 'globe' },
  { value: 'child', icon: 'people' },
  { value: 'breaks', icon: 'clock' },
  { value: 'escort', icon: 'handshake' },
] as const;

const share = (more: Partial<FieldDecl> = {}): FieldDecl => ({
  ...count(more),
  schema: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)),
});
const open = { class: 'network' } as const;
const later = { class: 'network', asked: 'later' } as const;

export const training: Partial<Declarations> = {
  types: {
    programme: {
      name: 'programme',
      schema: 1,
      fields: {
        name: text(120, { ...open, required: true }),
        target: count({ ...open, required: true }),
        counts: choice(COUNTED, { ...open, required: true }),
        from: when(open),
        to: when(open),
        created: choice(CREATED, later),
        /** Ages, both included, on the day of reference: no law of Mali says who is young. */
        ageFrom: count(later),
        ageTo: count(later),
        ageOn: when(later),
        /** Enterprises of another are warned of. */
        sectors: choices(SECTORS, later),
        /** For people of these paths only; for everybody where none is said. */
        statuses: choices(STATUSES, later),
        partners: entries(
          { organisation: to('organisation', { required: true }), role: text(80), from: when(), to: when() },
          open,
        ),
        /** At least this share of those selected. */
        quotas: entries(
          {
            group: choice(
              [
                { value: 'women', icon: 'woman' },
                { value: 'displaced', icon: 'moto' },
                { value: 'disability', icon: 'heart' },
                { value: 'commune', icon: 'pin' },
              ],
              { required: true },
            ),
            share: share({ required: true }),
            where: text(80),
          },
          open,
        ),
        /** Whose plan it belongs to: its aims and its budget are the pole's. */
        pole: to('body', later),
        about: long(600, later),
      },
      access: { read: EVERYONE, create: OFFICES, edit: OFFICES, void: OFFICES },
      shareable: true,
      keep: 'always',
      face: { address: 'programmes', room: 'training', icon: 'graduation', line: ['from', 'to'], filters: [] },
      tabs: [
        { type: 'cohort', by: 'programme' },
        { type: 'curriculum', by: 'programme' },
        { type: 'application', by: 'programme' },
        { type: 'selection', by: 'programme' },
        { type: 'convention', by: 'programme' },
        { type: 'aim', by: 'programme' },
        { type: 'budget_line', by: 'programme' },
        { type: 'component', by: 'programme' },
        { type: 'club', by: 'programme' },
      ],
    },
    /** One version of what is taught. A group keeps the version it began with when the next one comes. */
    curriculum: {
      name: 'curriculum',
      schema: 1,
      fields: {
        name: text(120, { ...open, required: true }),
        programme: to('programme', { ...open, required: true }),
        version: count({ ...open, required: true }),
        /** Share of its hours that somebody must have followed to have completed it. */
        attendance: share({ ...open, required: true }),
        /** Share of the points of the last test; where nothing is said the test does not decide. */
        pass: share(open),
        /** Minutes late that cost no hours. */
        grace: count(later),
        about: long(600, later),
      },
      access: { read: EVERYONE, create: OFFICES, edit: OFFICES, void: OFFICES },
      shareable: true,
      livesWith: 'programme',
      keep: 'always',
      face: { address: 'contenus', room: 'training', icon: 'book', line: ['version'], filters: [] },
      tabs: [{ type: 'course_module', by: 'curriculum' }],
    },
    course_module: {
      name: 'course_module',
      schema: 1,
      fields: {
        name: text(120, { ...open, required: true }),
        curriculum: to('curriculum', { ...open, required: true }),
        hours: count({ ...open, required: true }),
        rank: count(open),
        goal: long(300, later),
        materials: text(160, later),
      },
      access: { read: EVERYONE, create: OFFICES, edit: OFFICES, void: OFFICES },
      shareable: true,
      livesWith: 'curriculum',
      keep: 'always',
    },
    cohort: {
      name: 'cohort',
      schema: 1,
      fields: {
        name: text(80, { required: true }),
        programme: to('programme', { required: true }),
        curriculum: to('curriculum', { required: true }),
        venue: to('venue'),
        /** Where no site is known. */
        site: where(),
        from: when(),
        to: when({ asked: 'later' }),
        capacity: count({ asked: 'later' }),
        component: to('component', { asked: 'later' }),
        room: text(80, { asked: 'later' }),
        trainers: entries({ person: to('person', { required: true }), from: when(), to: when() }),
      },
      access: { read: SEES, create: STAFF, edit: STAFF, void: OFFICES },
      shareable: false,
      keep: 'always',
      face: { address: 'cohortes', room: 'training', icon: 'people', line: ['venue', 'site', 'from'], filters: [] },
      tabs: [
        { type: 'enrolment', by: 'cohort' },
        { type: 'session', by: 'cohort' },
        { type: 'voice', by: 'about' },
      ],
      personal: {
        purpose: 'Savoir qui donne la formation, et qui remplace',
        basis: 'Fonctionnement interne du réseau (loi 2013-015)',
        retention: 'Durée du programme, puis 5 ans',
      },
    },
    /** Somebody asked for a place; what was decided. */
    application: {
      name: 'application',
      schema: 1,
      fields: {
        person: to('person', { required: true }),
        programme: to('programme', { required: true }),
        on: when({ required: true }),
        /** What the person wants to do with it, in their words: the jury reads it. */
        project: long(600),
        outcome: choice(
          [
            { value: 'selected', icon: 'check' },
            { value: 'waiting', icon: 'hold' },
            { value: 'refused', icon: 'x' },
            { value: 'withdrawn', icon: 'leave' },
          ],
          { asked: 'first' },
        ),
        decided: when({ asked: 'later' }),
        why: text(160, { asked: 'later' }),
        /** The round that decided it, and the place it had there. */
        round: to('selection', { widget: 'hidden' }),
        rank: count({ widget: 'hidden' }),
      },
      access: { read: [...READERS, 'juror'], create: STAFF, edit: STAFF, void: OFFICES },
      shareable: false,
      livesWith: 'person',
      keys: ['person', 'programme'],
      keep: 'always',
      personal: {
        purpose: 'Choisir équitablement qui suit une formation, et pouvoir dire pourquoi',
        basis: 'Demande de la personne et son consentement (loi 2013-015)',
        retention: 'Durée du programme, puis 1 an pour qui n’a pas été retenu',
        months: 12,
        when: { field: 'outcome', is: ['refused'] },
        left: ['person', 'programme', 'on', 'outcome', 'decided', 'round', 'rank'],
      },
    },
    enrolment: {
      name: 'enrolment',
      schema: 1,
      fields: {
        person: to('person', { required: true }),
        cohort: to('cohort', { required: true }),
        on: when({ required: true }),
        /** What was decided of this person after that, each with its day; what follows from the roll is reckoned, not written. */
        steps: entries({
          is: choice(
            [
              { value: 'completed', icon: 'graduation' },
              { value: 'certified', icon: 'doc' },
              { value: 'left', icon: 'leave' },
              { value: 'moved', icon: 'swap' },
            ],
            { required: true },
          ),
          on: when({ required: true }),
          why: text(120),
        }),
        /** Tests before and after, each time it was taken. */
        tests: entries({
          which: choice(TESTS, { required: true }),
          on: when({ required: true }),
          points: count({ required: true }),
          of: count({ required: true }),
        }),
        /** What to prepare for this person; why stands apart, and a trainer need not know. */
        needs: choices(NEEDS, { asked: 'later' }),
        /** Signed the commitment of the learner and the consent on data. */
        signed: yesno({ asked: 'later' }),
      },
      access: { read: SEES, create: STAFF, edit: STAFF, void: OFFICES },
      shareable: false,
      livesWith: 'cohort',
      keys: ['person', 'cohort'],
      keep: 'always',
      personal: {
        purpose: 'Suivre chaque personne de l’inscription au certificat, sans la compter deux fois',
        basis: 'Engagement signé de la personne (loi 2013-015)',
        retention: 'Durée du programme, puis 5 ans : le bailleur peut contrôler',
        left: ['person', 'cohort', 'on', 'signed', 'steps.is', 'steps.on'],
      },
    },
    /** Figures as they stood on a day, counts alone: what is presented does not change when more arrives. */
    programme_figures: {
      name: 'programme_figures',
      schema: 1,
      fields: {
        programme: to('programme', { ...open, required: true }),
        on: when({ ...open, required: true }),
        /** What `snapshot.ts` writes and reads. */
        figures: text(12_000, { ...open, required: true, widget: 'hidden' }),
      },
      access: { read: READERS, create: OFFICES, edit: [], void: OFFICES },
      shareable: false,
      livesWith: 'programme',
      keep: 'always',
    },
  },
};
