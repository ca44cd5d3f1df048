/**
 * How common each word is among the entries. Agreeing on Traoré says little, agreeing on Madani says much: the set itself tells which is which, and
 * until it is large enough, what is generally known of names does.
 */
import { lettersOf } from './edits.ts';
import { soundOf } from './sounds.ts';
import { BACKGROUND_ENTRIES } from './weights.ts';

/** A sound and the number of entries that bear it. */
export interface Sound {
  readonly key: string;
  /** 32 bits made from the key: the same on every device. */
  readonly hash: number;
  count: number;
}

export interface Word {
  readonly text: string;
  /** See `lettersOf`. */
  readonly letters: number;
  readonly sound: Sound;
}

/** Share of entries that are taken to bear a word before any was counted. */
export interface Background {
  shares(): { readonly [sound: string]: number };
  /** Of a word that is not listed. */
  readonly other: number;
}

export class Vocabulary {
  readonly #words = new Map<string, Word>();
  readonly #sounds = new Map<string, Sound>();
  readonly #background: Background;

  constructor(background: Background) {
    this.#background = background;
  }

  /** `keep` for an entry of the directory; what people only type in a form leaves no trace. */
  word(text: string, keep: boolean): Word {
    const known = this.#words.get(text);
    if (known) return known;
    const key = soundOf(text);
    const sound = this.#sounds.get(key) ?? { key, hash: hashOf(key), count: 0 };
    const word = { text, letters: lettersOf(text), sound };
    if (keep) {
      this.#sounds.set(key, sound);
      this.#words.set(text, word);
    }
    return word;
  }

  /** Counts one entry that bears these kept words (`by` 1), or no longer does (−1). */
  count(words: readonly Word[], by: 1 | -1): void {
    for (const sound of new Set(words.map((word) => word.sound))) sound.count += by;
  }

  /**
   * Chance that somebody else bears this sound, among `entries`. The two entries being compared are left out of the count: a name that only they
   * bear is rare, however small the set.
   */
  share(sound: Sound, entries: number): number {
    const known = (this.#background.shares()[sound.key] ?? this.#background.other) * BACKGROUND_ENTRIES;
    return (Math.max(0, sound.count - 2) + known + 0.5) / (entries + BACKGROUND_ENTRIES);
  }

  /** Is this a word that people do use, not somebody's slip? */
  isEstablished(sound: Sound, entries: number): boolean {
    return this.#background.shares()[sound.key] !== undefined || sound.count > Math.max(6, entries * 0.002);
  }
}

/** FNV-1a, 32 bits. A collision only costs one comparison too many. */
export function hashOf(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
}
