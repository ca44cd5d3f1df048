/** Which words of one text are which words of another, in any order, and what that is worth. */
import { forgiven, slips, surelyFurther } from './edits.ts';
import { isShortForm } from './names.ts';
import type { Vocabulary, Word } from './vocabulary.ts';
import { agreement, LESS, MOST } from './weights.ts';

export type WordMatch = 'same' | 'sound' | 'typo' | 'short';

export interface Alignment {
  /** Bits of the words that agree; nothing is taken off for those that do not. */
  readonly bits: number;
  readonly matched: number;
  /** The loosest way in which a pair of words agrees. */
  readonly how: WordMatch;
  readonly reordered: boolean;
  /** Words of each side that have no counterpart. */
  readonly leftA: readonly Word[];
  readonly leftB: readonly Word[];
}

export interface Field {
  readonly vocabulary: Vocabulary;
  readonly entries: number;
  /** Chance that a word comes back between two entries of the same one. */
  readonly m: number;
  /** Part of its weight that a word keeps: none where another field says the same. 1 where absent. */
  readonly keeps?: (word: Word) => number;
}

const ORDER: readonly WordMatch[] = ['same', 'sound', 'typo', 'short'];

interface Found {
  readonly a: number;
  readonly b: number;
  readonly bits: number;
  readonly how: WordMatch;
  /** Breaks ties the same way from both sides. */
  readonly key: string;
}

/** Symmetric: aligning b with a gives the same bits and the same left-overs. */
export function align(a: readonly Word[], b: readonly Word[], field: Field): Alignment {
  const mine = new Array<number>(a.length).fill(-1);
  const taken = new Array<boolean>(b.length).fill(false);
  let bits = 0;
  let matched = 0;
  let worst = 0;
  const take = (i: number, j: number, worth: number, how: WordMatch): void => {
    mine[i] = j;
    taken[j] = true;
    matched++;
    bits += field.keeps ? worth * Math.min(field.keeps(a[i]!), field.keeps(b[j]!)) : worth;
    worst = Math.max(worst, ORDER.indexOf(how));
  };
  for (const strict of [true, false]) {
    for (let i = 0; i < a.length; i++) {
      if (mine[i] !== -1) continue;
      for (let j = 0; j < b.length; j++) {
        if (taken[j] || a[i]!.sound.hash !== b[j]!.sound.hash || a[i]!.sound.key !== b[j]!.sound.key) continue;
        const same = a[i]!.text === b[j]!.text;
        if (strict && !same) continue;
        const worth = agreement(field.m, field.vocabulary.share(a[i]!.sound, field.entries));
        take(i, j, same ? worth : Math.max(0.5, worth - LESS.sound), same ? 'same' : 'sound');
        break;
      }
    }
  }
  if (matched < a.length && matched < b.length) {
    for (const { a: i, b: j, bits: worth, how } of looser(a, b, mine, taken, field)) {
      if (mine[i] === -1 && !taken[j]) take(i, j, worth, how);
    }
  }
  for (;;) {
    const joined = matched < a.length || matched < b.length ? joins(a, b, mine, taken) : null;
    if (!joined) break;
    for (const i of joined.a) mine[i] = b.length;
    for (const j of joined.b) taken[j] = true;
    matched++;
    const worth = agreement(field.m, field.vocabulary.share(joined.whole.sound, field.entries)) - LESS.sound;
    bits += worth * (field.keeps?.(joined.whole) ?? 1);
    worst = Math.max(worst, 1);
  }
  return {
    bits,
    matched,
    how: ORDER[worst]!,
    reordered: isReordered(mine),
    leftA: a.filter((_, i) => mine[i] === -1),
    leftB: b.filter((_, j) => !taken[j]),
  };
}

function isReordered(mine: readonly number[]): boolean {
  let last = -1;
  for (const j of mine) {
    if (j === -1) continue;
    if (j < last) return true;
    last = j;
  }
  return false;
}

/** Pairs of words left over that may be the same, the best first. */
function looser(
  a: readonly Word[],
  b: readonly Word[],
  mine: readonly number[],
  taken: readonly boolean[],
  field: Field,
): readonly Found[] {
  const found: Found[] = [];
  for (let i = 0; i < a.length; i++) {
    if (mine[i] !== -1) continue;
    for (let j = 0; j < b.length; j++) {
      if (taken[j]) continue;
      const like = likeness(a[i]!, b[j]!, field);
      if (!like) continue;
      const [x, y] = [a[i]!.text, b[j]!.text];
      found.push({ a: i, b: j, ...like, key: x < y ? `${x} ${y}` : `${y} ${x}` });
    }
  }
  return found.length < 2 ? found : found.sort((x, y) => y.bits - x.bits || (x.key < y.key ? -1 : 1));
}

function likeness(a: Word, b: Word, { vocabulary, entries, m }: Field): { bits: number; how: WordMatch } | null {
  const worth = (): number =>
    agreement(m, Math.max(vocabulary.share(a.sound, entries), vocabulary.share(b.sound, entries)));
  if (isShortForm(a.sound.key, b.sound.key)) return { bits: Math.max(0.5, worth() - LESS.short), how: 'short' };
  if (a.text.length === 1 || b.text.length === 1) {
    return a.text[0] === b.text[0] ? { bits: 0.5, how: 'short' } : null;
  }
  const most = forgiven(Math.min(a.text.length, b.text.length));
  if (most === 0 || surelyFurther(a.letters, b.letters, most)) return null;
  let apart = slips(a.text, b.text, most);
  if (apart > 1) apart = Math.min(apart, slips(a.sound.key, b.sound.key, most));
  if (apart > most) return null;
  // Amadou and Mamadou are one letter apart and both many people's name: a slip makes a rare word, not another common one.
  if (vocabulary.isEstablished(a.sound, entries) && vocabulary.isEstablished(b.sound, entries)) return null;
  const [less, cap] = apart > 1 ? [LESS.twoTypos, MOST.twoTypos] : [LESS.typo, MOST.typo];
  return { bits: Math.min(cap, Math.max(0.5, worth() - less)), how: 'typo' };
}

interface Joined {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly whole: Word;
}

/** `Abdoul Karim` is `Abdoulkarim`: two neighbours left over on one side that make one word of the other. */
function joins(
  a: readonly Word[],
  b: readonly Word[],
  mine: readonly number[],
  taken: readonly boolean[],
): Joined | null {
  const one = pairOf(
    a,
    (i) => mine[i] === -1,
    b,
    (j) => !taken[j],
  );
  if (one) return { a: one.parts, b: [one.whole], whole: b[one.whole]! };
  const other = pairOf(
    b,
    (j) => !taken[j],
    a,
    (i) => mine[i] === -1,
  );
  return other ? { a: [other.whole], b: other.parts, whole: a[other.whole]! } : null;
}

function pairOf(
  parts: readonly Word[],
  partFree: (at: number) => boolean,
  wholes: readonly Word[],
  wholeFree: (at: number) => boolean,
): { parts: readonly number[]; whole: number } | null {
  for (let i = 0; i + 1 < parts.length; i++) {
    if (!partFree(i) || !partFree(i + 1)) continue;
    const text = parts[i]!.text + parts[i + 1]!.text;
    const whole = wholes.findIndex((word, j) => wholeFree(j) && word.text === text);
    if (whole >= 0) return { parts: [i, i + 1], whole };
  }
  return null;
}
