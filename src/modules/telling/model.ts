/**
 * What a network tells outside of its results: which figures, frozen on a day, it decided to show; and what became of people, in their own words, for
 * as long as they agree that it is published.
 */
import type { Declarations } from '../../kernel/declare.ts';
import { long, OFFICES, READERS, STAFF, text, to, when, yesno } from '../fields.ts';

export const telling: Partial<Declarations> = {
  types: {
    /** One pack of figures is shown, or no more: the pack itself never changes. */
    figures_shown: {
      name: 'figures_shown',
      schema: 1,
      fields: {
        figures: to('programme_figures', { class: 'network', required: true, widget: 'hidden' }),
        shown: yesno({ class: 'network', required: true }),
      },
      access: { read: READERS, create: OFFICES, edit: OFFICES, void: OFFICES },
      shareable: false,
      livesWith: 'figures',
      keys: ['figures'],
      keep: 'always',
    },
    story: {
      name: 'story',
      schema: 1,
      fields: {
        name: text(80, { required: true }),
        person: to('person', { required: true }),
        /** What stands under it: a first name, a trade, a quarter, as the person chose. */
        called: text(80, { required: true }),
        text: long(1500, { required: true }),
        on: when({ required: true, widget: 'date' }),
        shown: yesno(),
        programme: to('programme', { asked: 'later' }),
      },
      access: { read: READERS, create: STAFF, edit: STAFF, void: STAFF },
      shareable: false,
      livesWith: 'person',
      keep: 'always',
      face: { address: 'histoires', room: 'training', icon: 'book', line: ['called', 'on'], filters: [] },
      personal: {
        purpose: 'Montrer ce que le travail du réseau change dans une vie',
        basis: 'Accord exprès et daté de la personne pour publier (loi 2013-015)',
        retention: 'Tant que l’accord dure : repris, l’histoire quitte la page aussitôt',
        months: 36,
        left: [],
      },
    },
  },
};
