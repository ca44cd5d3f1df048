/** Clubs of entrepreneurs where people study: at which institution, since when, with which mentor, who is in them, and how far each came. */
import type { Declarations } from '../../kernel/declare.ts';
import { choice, entries, OFFICES, past, READERS, STAFF, text, to, when } from '../fields.ts';

/** Its life, each state from a day. */
export const STATES = [
  { value: 'created', icon: 'plus' },
  { value: 'active', icon: 'sprout' },
  { value: 'sleeping', icon: 'hold' },
  { value: 'closed', icon: 'x', ends: true },
] as const;
export type State = (typeof STATES)[number]['value'];

/** Years of study; the fifth and those after it are one. */
const STUDY = ['1', '2', '3', '4', '5'].map((value) => ({ value, icon: 'graduation' }));

const SEES = [...READERS, 'trainer'] as const;

export const clubs: Partial<Declarations> = {
  types: {
    club: {
      name: 'club',
      schema: 1,
      fields: {
        name: text(80, { required: true }),
        /** It lies where its institution does. */
        institution: to('organisation', { required: true }),
        founded: past(),
        mentor: to('person', { asked: 'later' }),
        programme: to('programme', { asked: 'later' }),
        /** Without any it is created. */
        states: entries({ is: choice(STATES, { required: true }), from: when({ required: true }) }),
        /** Somebody who was asked whether its state had changed said « not now »: from this day it may be asked again. */
        askAgain: when({ widget: 'hidden' }),
      },
      access: { read: SEES, create: STAFF, edit: STAFF, void: OFFICES },
      shareable: false,
      keep: 'always',
      face: { address: 'clubs', room: 'training', icon: 'people', line: ['institution', 'founded'], filters: [] },
      tabs: [
        { type: 'club_member', by: 'club' },
        { type: 'action', by: 'club' },
      ],
      personal: {
        purpose: 'Savoir qui accompagne un club',
        basis: 'Fonctionnement interne du réseau (loi 2013-015)',
        retention: 'Vie du club, puis 5 ans',
      },
    },
    /** Somebody in a club. Two people who write down the same one write the same record, each adding the years they know. */
    club_member: {
      name: 'club_member',
      schema: 1,
      fields: {
        person: to('person', { required: true }),
        club: to('club', { required: true }),
        spans: entries({ year: choice(STUDY), from: when(), to: when() }, { asked: 'first' }),
      },
      access: { read: SEES, create: STAFF, edit: STAFF, void: STAFF },
      shareable: false,
      livesWith: 'club',
      keys: ['person', 'club'],
      keep: 'always',
      personal: {
        purpose: 'Savoir qui est dans un club d’entrepreneurs, sans compter personne deux fois',
        basis: 'Consentement de la personne à son inscription au club (loi 2013-015)',
        retention: 'Durée des études, puis 5 ans',
        months: 60,
        left: ['person', 'club', 'spans.year', 'spans.from', 'spans.to'],
      },
    },
  },
};
