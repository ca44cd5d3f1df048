/** What the people of a programme do for their quarter, unpaid: cleaning a drain, planting, teaching others. What was done, where, how long, and who was there. */
import type { Declarations } from '../../kernel/declare.ts';
import { count, entries, long, READERS, STAFF, text, to, when, where } from '../fields.ts';

const TRAINERS = [...STAFF, 'trainer'] as const;
const ofNoClub = { when: { field: 'club', is: [''] } };

export const community: Partial<Declarations> = {
  types: {
    action: {
      name: 'action',
      schema: 1,
      fields: {
        name: text(80, { required: true }),
        /** One day: what lasts a week is written as so many days, so that its hours can be told by who was there. */
        on: when({ required: true, widget: 'date' }),
        place: where({ required: true }),
        /** The club that did it: its members are the list that is ticked. Its programme, if it has one, is that of the action. */
        club: to('club', { asked: 'later' }),
        programme: to('programme', { required: true, ...ofNoClub }),
        /** Where one group did it: its people are the list that is ticked. */
        cohort: to('cohort', ofNoClub),
        /** Of each person, but for those of whom something else is said. */
        hours: count({ required: true }),
        /** By person, so that two phones that never met both keep whom they ticked. */
        people: entries({ hours: count() }, { widget: 'hidden' }),
        about: long(400, { asked: 'later' }),
      },
      access: { read: [...READERS, 'trainer'], create: TRAINERS, edit: TRAINERS, void: STAFF },
      shareable: false,
      keep: 'always',
      face: { address: 'actions', room: 'training', icon: 'sprout', line: ['on', 'place'], filters: [] },
      tabs: [{ type: 'voice', by: 'about' }],
      personal: {
        purpose: 'Reconnaître ce que les jeunes font pour leur quartier, et le dire aux communes',
        basis: 'Engagement signé de la personne (loi 2013-015)',
        retention: 'Durée du programme, puis 5 ans',
      },
    },
  },
};
