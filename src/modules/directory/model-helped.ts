/** Who was helped by a support, where they are known. A record each: two phones that write down the same person write the same one, and one is erased alone. */
import type { Declarations } from '../../kernel/declare.ts';
import { READERS, STAFF, to } from '../fields.ts';

export const helped: Declarations['types'] = {
  helped: {
    name: 'helped',
    schema: 1,
    fields: {
      person: to('person', { class: 'restricted', required: true }),
      support: to('support', { class: 'restricted', required: true }),
    },
    access: { read: READERS, create: STAFF, edit: [], void: STAFF },
    shareable: false,
    closed: true,
    livesWith: 'support',
    keys: ['support', 'person'],
    keep: 'always',
    personal: {
      purpose: 'Savoir qui a reçu un appui, sans compter personne deux fois',
      basis: 'Consentement de la personne (loi 2013-015)',
      retention: 'Durée de l’appui, puis 5 ans',
      months: 60,
      left: ['support', 'person'],
    },
  },
};
