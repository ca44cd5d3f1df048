/** Voice notes as acts and as what is found of them, the same on a phone and on the hub. */
import type { Acts } from '../../kernel/author.ts';
import { isVoided, type RecordState, valueOf } from '../../kernel/fold.ts';
import { derivedId } from '../../kernel/ids.ts';
import { type Sound, soundOf } from '../../kernel/sound.ts';
import type { Body, RecordId, Scope } from '../../kernel/types.ts';

export const NOTE = 'voice';
export const SOUND_TYPE = 'voice_sound';

/** Where the sound of a note stands: whoever has the note can ask for it. */
export const soundRecord = (note: RecordId): RecordId => derivedId(SOUND_TYPE, note);

/**
 * A note and its sound, as one group.
 * @param body of the note, without its length.
 * @param home of the record it is about.
 */
export const noteActs =
  (body: Body, sound: Sound, home: Scope): Acts =>
  (ids) => [
    { do: 'create', type: NOTE, body: { ...body, seconds: sound.seconds }, home },
    {
      do: 'create',
      type: SOUND_TYPE,
      body: { of: ids(0), sound: { seconds: sound.seconds, data: sound.data } },
      home,
    },
  ];

/** The sound of a record of `SOUND_TYPE`; null where it is hidden, erased or cannot be heard. */
export const soundIn = (state: RecordState | null): ReturnType<typeof soundOf> =>
  state === null || isVoided(state) ? null : soundOf(valueOf(state, 'sound'));
