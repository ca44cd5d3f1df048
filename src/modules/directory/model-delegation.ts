/** Who went somewhere in the name of the network or received its guests, each with the function of that day; and who organised the meeting. */
import type { Declarations } from '../../kernel/declare.ts';
import { entries, long, OFFICES, READERS, STAFF, text, to, when, where } from '../fields.ts';

export const delegations: Declarations['types'] = {
  delegation: {
    name: 'delegation',
    schema: 1,
    fields: {
      name: text(120, { required: true }),
      on: when({ required: true }),
      where: where(),
      /** Somebody of the directory, the name of somebody who is not, or an organisation alone; without a function, that of their sheet on that day. */
      members: entries(
        { person: to('person'), name: text(80), as: text(80), of: to('organisation') },
        { asked: 'first' },
      ),
      /** Who organises the meeting, and what each does: a ministry under its name of that day. */
      organisers: entries({ organisation: to('organisation', { required: true }), role: text(80), task: text(160) }),
      about: long(600, { asked: 'later' }),
    },
    access: { read: READERS, create: STAFF, edit: STAFF, void: OFFICES },
    shareable: false,
    keep: 'always',
    face: { address: 'delegations', icon: 'handshake', line: ['on', 'where'], filters: [] },
    personal: {
      purpose: 'Dire qui représentait qui, avec la fonction de ce jour-là',
      basis: 'Fonctionnement interne du réseau (loi 2013-015)',
      retention: 'Vie du réseau',
    },
  },
};
