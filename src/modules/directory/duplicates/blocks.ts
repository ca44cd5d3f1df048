/**
 * Which pairs are worth comparing. An entry stands in several blocks, one for each thing that two entries of the same one usually share;
 * only entries of one block are compared. A block that grew crowded says nothing any more (everybody called Traoré) and is passed over: a narrower one
 * has its members too.
 */
import type { Entry } from './entry.ts';
import { hashOf, type Sound, type Word } from './vocabulary.ts';

/** Entries from which a block is passed over. Bounds the work: at most this many comparisons for each block an entry is in. */
export const CROWD = 60;

/** Words of a name that make blocks: the first ones, enough for people; organisations have their own word early. */
const WORDS = 5;

const mix = (kind: number, x: number, y: number): number =>
  (Math.imul(Math.imul(kind ^ 0x9e3779b1, 0x85ebca6b) ^ x, 0xc2b2ae35) ^ Math.imul(y, 0x27d4eb2f)) | 0;

/** Order does not matter: given and family name change places. */
const both = (kind: number, x: number, y: number): number => (x < y ? mix(kind, x, y) : mix(kind, y, x));

const soundsOf = (words: readonly Word[], most: number): readonly Sound[] =>
  [...new Set(words.map((word) => word.sound))].slice(0, most);

/** Keys of the blocks of an entry: the same on every device. 10 to 20 for a person. */
export function blocksOf(entry: Entry): readonly number[] {
  const keys = new Set<number>();
  for (const phone of entry.phones) keys.add(mix(1, hashOf(phone), 0));
  for (const number of entry.numbers) keys.add(mix(2, hashOf(number), 0));
  const { birth } = entry;
  if (birth?.day) keys.add(mix(3, hashOf(birth.day), 0));
  const places = soundsOf(entry.place, 3);
  const address = soundsOf(entry.address, 5);
  for (const name of entry.names) {
    const sounds = soundsOf(name, WORDS);
    for (const [i, { hash }] of sounds.entries()) {
      keys.add(mix(4, hash, 0));
      for (const other of sounds.slice(i + 1)) keys.add(both(5, hash, other.hash));
      for (const place of places) keys.add(mix(6, hash, place.hash));
      if (birth && birth.from === birth.to) keys.add(mix(7, hash, birth.from));
    }
  }
  for (let i = 0; i + 1 < address.length; i++) keys.add(mix(8, address[i]!.hash, address[i + 1]!.hash));
  return [...keys];
}
