/**
 * A voice note, for people who do not write: what somebody says about an organisation, a person, a group of learners or an action, in their language.
 *
 * Two records. The note says who, when, how long and in which language, and later in writing what is said; it is on every phone that may read it. The
 * sound stands apart and rests at the hub: a phone holds those it recorded and those somebody listened to, so that old voices fill no phone.
 */
import * as v from 'valibot';
import type { Declarations, Personal } from '../../kernel/declare.ts';
import { audio, choice, count, long, READERS, STAFF, to, yesno } from '../fields.ts';
import { LANGUAGES } from '../people/model.ts';

const SPEAKERS = [
  { value: 'me', icon: 'person' },
  { value: 'other', icon: 'people' },
] as const;
const ofAnother = { when: { field: 'speaks', is: ['other'] } };
/** Asked again of a note that is kept already. */
export const askedAgain = yesno({ ...ofAnother, required: true });

const RECORDERS = [...STAFF, 'trainer'] as const;
const READS = [...READERS, 'trainer'] as const;

/** A voice is the person: nobody speaks without having agreed to it, and nothing is left of it when they are erased. */
const personal: Personal = {
  purpose: 'Garder ce que dit quelqu’un qui n’écrit pas, dans sa langue',
  basis: 'Accord de la personne, dit avant d’enregistrer (loi 2013-015)',
  retention: 'Tant que la note sert, au plus 3 ans',
  left: [],
};

export const voices: Partial<Declarations> = {
  types: {
    voice: {
      name: 'voice',
      schema: 1,
      fields: {
        about: to(['organisation', 'person', 'cohort', 'action'], { required: true, widget: 'hidden' }),
        seconds: count({ required: true, widget: 'hidden' }),
        language: choice(LANGUAGES),
        speaks: choice(SPEAKERS, { required: true }),
        /** Without a yes nothing of it is kept. */
        agreed: {
          ...yesno({ ...ofAnother, required: true, widget: 'hidden' }),
          schema: v.pipe(v.boolean(), v.value(true)),
        },
        speaker: to('person', { ...ofAnother, asked: 'later' }),
        /** What is said, for whoever reads, looks for it or cannot hear. */
        words: long(1500, { asked: 'later' }),
      },
      access: { read: READS, create: RECORDERS, edit: RECORDERS, void: RECORDERS },
      shareable: false,
      livesWith: 'about',
      bound: true,
      keep: 'always',
      personal: { ...personal, months: 36 },
    },
    voice_sound: {
      name: 'voice_sound',
      schema: 1,
      fields: {
        of: to('voice', { required: true, widget: 'hidden' }),
        sound: audio({ required: true }),
      },
      access: { read: READS, create: RECORDERS, edit: RECORDERS, void: RECORDERS },
      shareable: false,
      keys: ['of'],
      livesWith: 'of',
      bound: true,
      keep: 'hub',
      personal: { ...personal, about: 'of' },
    },
  },
};
