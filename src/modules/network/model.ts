/** Settings of the network itself: who answers for it, what its statutes say, how its office is locked. One record, with its history. */
import type { Declarations } from '../../kernel/declare.ts';
import { derivedId } from '../../kernel/ids.ts';
import { choice, count, EVERYONE, entries, text, when } from '../fields.ts';

export const SETTINGS = 'network_settings';
/** Key of the only record there is. */
export const OF = 'network';
export const settingsRecord = derivedId(SETTINGS, OF);

/** What the statutes say, each with a state of its own in `verified`. */
export const STATUTES = ['quorumFirst', 'quorumSecond', 'noticeDays', 'boardSize', 'mandateYears'] as const;

export const network: Partial<Declarations> = {
  types: {
    [SETTINGS]: {
      name: SETTINGS,
      schema: 1,
      fields: {
        of: text(20, { required: true, widget: 'hidden', class: 'network' }),
        name: text(80, { required: true, class: 'network' }),
        seat: text(160, { class: 'network' }),
        /** Who answers for personal data, and how to reach them: law 2013-015 wants them named. */
        controller: text(120, { class: 'network' }),
        controllerContact: text(120, { class: 'network' }),
        /** Number and date of what the APDP gave: receipt, opinion or authorisation. */
        receipt: text(120, { class: 'network' }),
        quorumFirst: count({ class: 'network' }),
        quorumSecond: count({ class: 'network' }),
        noticeDays: count({ class: 'network' }),
        boardSize: count({ class: 'network' }),
        mandateYears: count({ class: 'network' }),
        /** Of a rule, by the name of its field: in which article it was read, and when. One that is not here is still to be checked. */
        verified: entries(
          { source: text(200, { required: true }), on: when({ required: true }) },
          { class: 'network' },
        ),
        secondStep: choice(
          [
            { value: 'offered', icon: 'key' },
            { value: 'required', icon: 'lock' },
          ],
          { class: 'network' },
        ),
      },
      access: { read: EVERYONE, create: ['secretariat'], edit: ['secretariat'], void: [] },
      shareable: false,
      keys: ['of'],
      keep: 'always',
    },
  },
};
