/**
 * Around the sessions: how people are chosen (a round with its grid and its jury, one sheet of marks a juror and a candidate), what partners promised
 * each other and how that was amended, what the programme wants to change and how one sees it, and its money.
 */
import * as v from 'valibot';
import type { Declarations, FieldDecl } from '../../kernel/declare.ts';
import {
  CONCERNED,
  choice,
  choices,
  count,
  EVERYONE,
  entries,
  long,
  money,
  OFFICES,
  READERS,
  STAFF,
  text,
  to,
  when,
  yesno,
} from '../fields.ts';
import { COUNTS } from './counts.ts';
import { GOALS } from './sectors.ts';

const JURY = [...STAFF, 'juror'] as const;
const SEES = [...READERS, 'juror'] as const;

/** Why somebody should not judge somebody. */
export const TIES = [
  { value: 'family', icon: 'people' },
  { value: 'friend', icon: 'handshake' },
  { value: 'work', icon: 'pot' },
  { value: 'other', icon: 'more' },
] as const;

/** What an indicator tells: what was done, what it changed, what remains of it. */
export const LEVELS = [
  { value: 'output', icon: 'check' },
  { value: 'outcome', icon: 'sprout' },
  { value: 'impact', icon: 'tree' },
] as const;

const mark = (): FieldDecl => ({
  ...count({ required: true }),
  schema: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)),
});

export const moreTraining: Partial<Declarations> = {
  types: {
    /** One round of choosing: whose requests, by which grid, who marks them, how many places. The shares to respect are those of the programme. */
    selection: {
      name: 'selection',
      schema: 1,
      fields: {
        name: text(80, { required: true }),
        programme: to('programme', { required: true }),
        /** Requests received from that day to that day. */
        opens: when(),
        closes: when(),
        places: count({ required: true }),
        waiting: count(),
        criteria: entries(
          {
            name: text(60, { required: true }),
            weight: count({ required: true }),
            /** Highest mark; 10 where nobody said. */
            most: count(),
          },
          { asked: 'first' },
        ),
        jurors: entries({ person: to('person', { required: true }), of: text(80) }, { asked: 'first' }),
        /** Marks a request needs before it is ranked. */
        least: count({ asked: 'later' }),
        /** Between people who are equal on everything: the order the jury gave them. */
        picks: entries({ rank: count({ required: true }), why: text(120) }, { widget: 'hidden' }),
        /** How the places were given, frozen with the decision. */
        steps: entries({ what: text(200, { required: true }), n: count() }, { widget: 'hidden' }),
        decided: when({ asked: 'later' }),
        about: long(400, { asked: 'later' }),
      },
      access: { read: SEES, create: OFFICES, edit: OFFICES, void: OFFICES },
      shareable: false,
      keep: 'always',
      face: { address: 'selections', room: 'training', icon: 'flag', line: ['programme', 'closes'], filters: [] },
      personal: {
        purpose: 'Choisir équitablement qui suit une formation, et dire qui a jugé',
        basis: 'Fonctionnement interne du réseau (loi 2013-015)',
        retention: 'Durée du programme, puis 5 ans',
      },
    },
    /** By which share somebody has a place, where that says who they are: kept from the jury. */
    application_reason: {
      name: 'application_reason',
      schema: 1,
      fields: {
        of: to('application', { class: 'restricted', required: true, widget: 'hidden' }),
        why: text(160, { class: 'restricted', widget: 'hidden' }),
      },
      access: { read: READERS, create: STAFF, edit: STAFF, void: OFFICES },
      shareable: false,
      keys: ['of'],
      companionOf: 'application',
      keep: 'always',
      personal: {
        purpose: 'Pouvoir dire à une personne déplacée ou handicapée pourquoi elle a sa place',
        basis: 'Consentement exprès : données sensibles (loi 2013-015)',
        retention: 'Durée du programme, puis 1 an',
        months: 12,
        about: 'of',
        left: [],
      },
    },
    /** What one juror thinks of one request. A tie that the juror declared takes the marks out of the count, whenever it is declared. */
    score: {
      name: 'score',
      schema: 1,
      fields: {
        application: to('application', { required: true, widget: 'hidden' }),
        juror: to('person', { required: true, widget: 'hidden' }),
        marks: entries({ is: mark() }, { widget: 'hidden' }),
        conflict: choice(TIES, { asked: 'later' }),
        comment: long(400, { asked: 'later' }),
      },
      access: { read: SEES, create: JURY, edit: JURY, void: OFFICES },
      shareable: false,
      livesWith: 'application',
      keys: ['application', 'juror'],
      /** Nobody corrects the marks of another juror; an office types what a juror wrote on paper. */
      own: { by: 'juror', but: OFFICES },
      keep: 'always',
      personal: {
        purpose: 'Choisir équitablement qui suit une formation, et pouvoir dire pourquoi',
        basis: 'Demande de la personne et son consentement (loi 2013-015)',
        retention: 'Durée du programme, puis 1 an pour qui n’a pas été retenu',
        months: 12,
        about: 'application',
        when: { field: 'outcome', is: ['refused'] },
        left: ['application', 'juror'],
      },
    },
    convention: {
      name: 'convention',
      schema: 1,
      fields: {
        name: text(120, { required: true }),
        programme: to('programme'),
        signed: when({ required: true }),
        from: when({ asked: 'later' }),
        to: when(),
        parties: entries(
          { organisation: to('organisation', { required: true }), signatory: text(80), as: text(80) },
          { asked: 'first' },
        ),
        object: long(600),
        /** Who follows it between two meetings. */
        committee: entries({ person: to('person', { required: true }), as: text(80), from: when(), to: when() }),
      },
      access: { read: CONCERNED, create: OFFICES, edit: OFFICES, void: OFFICES },
      shareable: false,
      keep: 'always',
      face: { address: 'conventions', room: 'training', icon: 'handshake', line: ['signed', 'to'], filters: [] },
      tabs: [
        { type: 'obligation', by: 'convention' },
        { type: 'amendment', by: 'convention' },
      ],
      personal: {
        purpose: 'Savoir qui a signé et qui suit la convention',
        basis: 'Exécution de la convention (loi 2013-015)',
        retention: 'Durée de la convention, puis 10 ans',
      },
    },
    /** What one side promised, as it was first written; amendments change it, and this stays. The partner reads what it promised. */
    obligation: {
      name: 'obligation',
      schema: 1,
      fields: {
        name: text(160, { required: true }),
        convention: to('convention', { required: true }),
        by: to('organisation', { required: true }),
        due: when(),
        amount: money(),
        /** What was asked for, before this much of it was promised. */
        asked: money({ asked: 'later' }),
        /** Another one that has to be done first: a report before the next instalment. */
        after: to('obligation', { asked: 'later' }),
        /** What came of the money, as it came. */
        received: entries({ on: when({ required: true }), amount: money({ required: true }), source: text(120) }),
        done: when({ asked: 'later' }),
        evidence: text(160, { asked: 'later' }),
      },
      access: { read: CONCERNED, create: OFFICES, edit: OFFICES, void: OFFICES },
      shareable: false,
      livesWith: 'convention',
      sharedWith: 'by',
      brings: 'convention',
      keep: 'always',
    },
    amendment: {
      name: 'amendment',
      schema: 1,
      fields: {
        name: text(120, { required: true }),
        convention: to('convention', { required: true }),
        number: count({ required: true }),
        signed: when({ required: true }),
        changes: entries(
          {
            obligation: to('obligation', { required: true }),
            due: when(),
            amount: money(),
            dropped: choice([{ value: 'yes', icon: 'x' }]),
          },
          { asked: 'first' },
        ),
        why: long(400),
      },
      access: { read: CONCERNED, create: OFFICES, edit: OFFICES, void: OFFICES },
      shareable: false,
      livesWith: 'convention',
      keep: 'always',
    },
    /** One aim of the programme, and how one will see that it is reached. */
    aim: {
      name: 'aim',
      schema: 1,
      fields: {
        name: text(200, { required: true, class: 'network' }),
        programme: to('programme', { required: true, class: 'network' }),
        rank: count({ class: 'network' }),
      },
      access: { read: EVERYONE, create: OFFICES, edit: OFFICES, void: OFFICES },
      shareable: true,
      livesWith: 'programme',
      keep: 'always',
      tabs: [{ type: 'indicator', by: 'aim' }],
    },
    indicator: {
      name: 'indicator',
      schema: 1,
      fields: {
        name: text(160, { required: true, class: 'network' }),
        aim: to('aim', { required: true, class: 'network' }),
        level: choice(LEVELS, { required: true, class: 'network' }),
        baseline: count({ class: 'network', asked: 'later' }),
        /** What it counts by itself; without it somebody counts and types. */
        counts: choice(COUNTS, { class: 'network' }),
        target: count({ class: 'network' }),
        /** « Plus de »: the target itself is not enough. */
        more: yesno({ class: 'network', asked: 'later' }),
        /** The goals it supports. */
        sdg: choices(GOALS, { class: 'network', asked: 'later' }),
        values: entries(
          { on: when({ required: true }), value: count({ required: true }), source: text(120) },
          { class: 'network' },
        ),
      },
      access: { read: EVERYONE, create: OFFICES, edit: OFFICES, void: OFFICES },
      shareable: true,
      livesWith: 'aim',
      keep: 'always',
    },
    budget_line: {
      name: 'budget_line',
      schema: 1,
      fields: {
        name: text(120, { required: true }),
        programme: to('programme', { required: true }),
        component: to('component'),
        planned: money({ required: true }),
        from: to('organisation'),
        spent: money({ asked: 'later' }),
      },
      access: { read: READERS, create: OFFICES, edit: OFFICES, void: OFFICES },
      shareable: false,
      keep: 'always',
    },
  },
};
