/** Where a programme works (sites with their rooms) and what it is made of: components with their share of the money and the aims they serve. */
import * as v from 'valibot';
import type { Declarations } from '../../kernel/declare.ts';
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
} from '../fields.ts';

/** What makes a place usable by everybody: the roll of a person's needs is answered by it, without saying why. */
export const ACCESS = [
  { value: 'ground', icon: 'hut' },
  { value: 'ramp', icon: 'moto' },
  { value: 'water', icon: 'sprout' },
  { value: 'children', icon: 'people' },
  { value: 'power', icon: 'antenna' },
] as const;

const open = { class: 'network' } as const;

export const sites: Partial<Declarations> = {
  types: {
    venue: {
      name: 'venue',
      schema: 1,
      fields: {
        name: text(80, { required: true }),
        place: where({ required: true }),
        landmark: text(120),
        /** Who lends or lets it. */
        host: to('organisation'),
        rooms: entries({ name: text(80, { required: true }), seats: count() }, { asked: 'first' }),
        access: choices(ACCESS),
        from: when({ asked: 'later' }),
        to: when({ asked: 'later' }),
      },
      access: { read: [...READERS, 'trainer'], create: STAFF, edit: STAFF, void: OFFICES },
      shareable: false,
      keep: 'always',
      face: { address: 'sites', room: 'training', icon: 'pin', line: ['place', 'landmark'], filters: [] },
      tabs: [{ type: 'cohort', by: 'venue' }],
    },
    /**
     * A timetable that a telephone's calendar reads by itself, at an address only its owner knows: the hub keeps a mark of the secret, not the secret.
     * It shows what its owner may see on that day, and no learner.
     */
    agenda: {
      name: 'agenda',
      schema: 1,
      fields: {
        person: to('person', { required: true, widget: 'hidden' }),
        /** SHA-256 of the secret in the address, 64 hex digits; none: the address was stopped. */
        mark: { ...text(64, { widget: 'hidden' }), schema: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) },
        what: choice(
          [
            { value: 'mine', icon: 'person' },
            { value: 'all', icon: 'people' },
          ],
          { widget: 'hidden' },
        ),
      },
      access: {
        read: [...READERS, 'trainer'],
        create: [...READERS, 'trainer'],
        edit: [...READERS, 'trainer'],
        void: OFFICES,
      },
      shareable: false,
      keys: ['person'],
      /** Of two addresses made at once one works; whoever needs another makes it anew. */
      settlesItself: true,
      keep: 'always',
      personal: {
        purpose: 'Donner à une personne son emploi du temps dans l’agenda de son téléphone',
        basis: 'À la demande de la personne (loi 2013-015)',
        retention: 'Jusqu’à ce qu’elle arrête l’adresse, ou n’ait plus d’accès',
      },
    },
    component: {
      name: 'component',
      schema: 1,
      fields: {
        name: text(120, { ...open, required: true }),
        programme: to('programme', { ...open, required: true }),
        rank: count(open),
        /** Hundredths of the budget, as the convention says; what the lines say is reckoned. */
        share: { ...count(open), schema: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)) },
        aims: entries({ aim: to('aim', { required: true }) }, { ...open, asked: 'first' }),
        about: long(400, { ...open, asked: 'later' }),
      },
      access: { read: EVERYONE, create: OFFICES, edit: OFFICES, void: OFFICES },
      shareable: true,
      livesWith: 'programme',
      keep: 'always',
      tabs: [
        { type: 'budget_line', by: 'component' },
        { type: 'cohort', by: 'component' },
      ],
    },
  },
};
