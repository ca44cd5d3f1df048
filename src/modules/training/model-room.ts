/** In the room: the sessions of a group, who was there, and the marks of its tests. Who gives the sessions writes them; the rest is for the branch. */
import * as v from 'valibot';
import type { Declarations, FieldDecl } from '../../kernel/declare.ts';
import { choice, count, entries, OFFICES, READERS, STAFF, text, to, when, yesno } from '../fields.ts';
import { TESTS } from './model.ts';

const TRAINERS = [...STAFF, 'trainer'] as const;
const SEES = [...READERS, 'trainer'] as const;

/** At a half day. Not marked is not absent: it stands for nothing until somebody says. */
export const PRESENCES = [
  { value: 'present', icon: 'check' },
  { value: 'late', icon: 'clock' },
  { value: 'excused', icon: 'letter' },
  { value: 'absent', icon: 'x' },
] as const;
export type Presence = (typeof PRESENCES)[number]['value'];

export const REASONS = [
  { value: 'illness', icon: 'heart' },
  { value: 'family', icon: 'people' },
  { value: 'work', icon: 'pot' },
  { value: 'road', icon: 'moto' },
  { value: 'other', icon: 'more' },
] as const;

/** Why somebody else gives a session: what concerns the timetable, and nothing of anybody's health or family. */
export const REPLACED = [
  { value: 'away', icon: 'x' },
  { value: 'elsewhere', icon: 'swap' },
  { value: 'stopped', icon: 'leave' },
  { value: 'other', icon: 'more' },
] as const;
export type Replaced = (typeof REPLACED)[number]['value'];

/** An hour of the day as people write it: `8h30`, `08:30`, `8 h`. */
const hour = (more: Partial<FieldDecl> = {}): FieldDecl => ({
  ...text(7, more),
  schema: v.pipe(v.string(), v.trim(), v.regex(/^([01]?\d|2[0-3])\s?([:.hH]\s?[0-5]\d|[hH])$/)),
});

/** Marks of one half day, by person. Two phones that never met both keep what they marked. */
const marks = (): FieldDecl =>
  entries(
    { is: choice(PRESENCES, { required: true }), at: hour(), out: hour(), why: choice(REASONS), together: yesno() },
    { widget: 'hidden', asked: 'first' },
  );

export const room: Partial<Declarations> = {
  types: {
    session: {
      name: 'session',
      schema: 1,
      fields: {
        module: to('course_module', { required: true }),
        cohort: to('cohort', { required: true }),
        /** A roll is of one day: it is asked at once, not how much of it is known. */
        on: when({ required: true, widget: 'date' }),
        start: hour(),
        end: hour(),
        /** One half day, or a day of two: each half has its own roll. */
        halves: choice([
          { value: 'one', icon: 'clock' },
          { value: 'two', icon: 'today' },
        ]),
        /** Hours really taught, breaks left out; without it they follow from the beginning and the end. */
        hours: count({ asked: 'later' }),
        room: text(80),
        /** Where it is not that of the group. */
        venue: to('venue', { asked: 'later' }),
        trainer: to('person'),
        /** Who should have given it, where somebody else does. */
        replaces: to('person', { asked: 'later' }),
        replacedWhy: choice(REPLACED, { asked: 'later' }),
        state: choice(
          [
            { value: 'planned', icon: 'clock' },
            { value: 'held', icon: 'check' },
            { value: 'cancelled', icon: 'x' },
          ],
          { asked: 'later' },
        ),
        why: text(120, { asked: 'later', when: { field: 'state', is: ['cancelled'] } }),
      },
      access: { read: SEES, create: TRAINERS, edit: TRAINERS, void: STAFF },
      shareable: false,
      livesWith: 'cohort',
      keep: 'always',
      personal: {
        purpose: 'Savoir qui donne la formation, et qui remplace',
        basis: 'Fonctionnement interne du réseau (loi 2013-015)',
        retention: 'Durée du programme, puis 5 ans',
      },
    },
    /** Who was there: one record a session, so that several phones write the same. */
    roll: {
      name: 'roll',
      schema: 1,
      fields: {
        session: to('session', { required: true, widget: 'hidden' }),
        marks: marks(),
        afternoon: marks(),
      },
      access: { read: SEES, create: TRAINERS, edit: TRAINERS, void: OFFICES },
      shareable: false,
      livesWith: 'session',
      keys: ['session'],
      /** The next tap on somebody's name says what is right of them: asked in the roll, of whoever calls it (`doubts.ts`). */
      settlesItself: true,
      keep: 'always',
      personal: {
        purpose: 'Savoir qui a suivi quoi, pour le certificat et pour rendre compte au bailleur',
        basis: 'Engagement signé de la personne (loi 2013-015)',
        retention: 'Durée du programme, puis 5 ans ; les motifs d’absence 1 an',
      },
    },
    /** The marks of one test of a group on one day: one record, so that several phones write the same. */
    test_sheet: {
      name: 'test_sheet',
      schema: 1,
      fields: {
        cohort: to('cohort', { required: true, widget: 'hidden' }),
        which: choice(TESTS, { required: true, widget: 'hidden' }),
        on: when({ required: true, widget: 'hidden' }),
        /** By person. Each says over how many it is: two phones that thought of another total change nobody's mark. */
        points: entries({ is: count({ required: true }), of: count({ required: true }) }, { widget: 'hidden' }),
      },
      access: { read: SEES, create: TRAINERS, edit: TRAINERS, void: OFFICES },
      shareable: false,
      livesWith: 'cohort',
      keys: ['cohort', 'which', 'on'],
      keep: 'always',
      personal: {
        purpose: 'Savoir ce que chaque personne a appris, pour le certificat et pour rendre compte au bailleur',
        basis: 'Engagement signé de la personne (loi 2013-015)',
        retention: 'Durée du programme, puis 5 ans',
      },
    },
  },
};
