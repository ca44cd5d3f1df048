/** A place as a field keeps it, in words and as the answer of a form. */
import type { Json } from '../kernel/types.ts';

type Held = { readonly [key: string]: Json };
const isHeld = (value: unknown): value is Held => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A kept place, words alone or with where they lie, as it is read; '' when there is none. */
export function placeText(value: Json | undefined): string {
  const text = isHeld(value) ? value['text'] : value;
  return typeof text === 'string' ? text : '';
}

/**
 * A kept place as the answer of a form, which is a string: its words, or the JSON of the whole, keys in order, so that what did not change is the
 * same answer.
 */
export function placeAnswer(value: Json | undefined): string {
  if (!isHeld(value)) return placeText(value);
  const known = Object.entries(value).filter(([key]) => key !== 'text');
  if (known.length === 0) return placeText(value);
  const sorted = [...known, ['text', placeText(value)] as const].sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(sorted));
}

/** The value an answer stands for: words, or an object with where they lie; null when there are no words. */
export function encodePlace(answer: string): Json {
  const held = heldIn(answer);
  const text = (held ? placeText(held) : answer).trim();
  if (text === '') return null;
  return held ? { ...held, text } : text;
}

/** The object an answer is the JSON of; null when it is plain words. */
export function heldIn(answer: string): Held | null {
  if (!answer.startsWith('{')) return null;
  try {
    const read: unknown = JSON.parse(answer);
    return isHeld(read) && typeof read['text'] === 'string' ? read : null;
  } catch {
    return null;
  }
}
