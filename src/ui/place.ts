/** Places in words: the name of a branch from its address, and a place as a field keeps it. */
import { branchOf } from '../kernel/scopes.ts';
import type { Json, Scope } from '../kernel/types.ts';

/** Branches whose name has letters that a path cannot hold, and nothing besides: a branch may be called like something every object has. */
const ACCENTS: { readonly [branch: string]: string } = {
  __proto__: null as never,
  segou: 'Ségou',
  menaka: 'Ménaka',
  taoudenit: 'Taoudénit',
  dioila: 'Dioïla',
};

/** `n/branch/segou/…` is Ségou; null for what belongs to the whole network. */
export function branchName(home: Scope): string | null {
  const branch = branchOf(home);
  if (branch === null) return null;
  return ACCENTS[branch] ?? branch.replace(/(^|-)./g, (letter) => letter.toUpperCase());
}

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
