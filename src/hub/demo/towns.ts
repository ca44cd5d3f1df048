/**
 * Towns of the demonstration and where they lie. Names of towns are facts (GeoNames and the law 2023-006, see NOTICE); who sits in which is invented.
 * Most people chose the commune on the map; some said the name only, as happens.
 */
import { GEO, type PlaceId } from '../../modules/places/place.ts';
import { contains, type Level, placesOf } from '../../modules/places/rules.ts';
import { BRANCHES } from './movement.ts';
import type { Dice } from './random.ts';

/** A place as the story's people write it: words, or words with where they lie. */
export type SaidPlace = string | { readonly text: string; readonly area: PlaceId; readonly geo: string };

export const TOWNS: Readonly<Record<string, readonly string[]>> = {
  sikasso: ['Sikasso', 'Koutiala', 'Bougouni', 'Yorosso', 'Kolondiéba', 'Kadiolo', 'Yanfolila', 'Zégoua'],
  segou: ['Ségou', 'Markala', 'San', 'Macina', 'Barouéli', 'Bla', 'Niono', 'Tominian', 'Pèlèngana', 'Dougabougou'],
  kayes: ['Kayes', 'Bafoulabé', 'Kita', 'Sadiola', 'Mahina', 'Kéniéba', 'Yélimané'],
  mopti: ['Mopti', 'Djenné', 'Douentza', 'Ténenkou', 'Bandiagara', 'Bankass', 'Koro', 'Youwarou'],
  gao: ['Gao', 'Ansongo', 'Bamba', 'Bourem', 'Ménaka'],
  bamako: ['Lafiabougou', 'Banconi', 'Niamakoro', 'Magnambougou', 'Korofina', 'Sabalibougou'],
  koulikoro: ['Koulikoro', 'Kati', 'Kangaba', 'Dioïla', 'Banamba', 'Kolokani'],
  tombouctou: ['Tombouctou', 'Goundam', 'Diré', 'Niafunké'],
  nioro: ['Nioro', 'Diéma', 'Sandaré'],
  kidal: ['Kidal', 'Tessalit'],
};
/** What the map calls otherwise. */
const ON_THE_MAP: Readonly<Record<string, string>> = { Pèlèngana: 'Pelengana', Korofina: 'Korofina Nord' };

/** The narrowest first: a quarter before a commune, a commune before a cercle. */
const LEVELS: readonly Level[] = ['quarter', 'commune', 'cercle'];
const known = new Map<string, PlaceId>();
for (const [branch, , zone] of BRANCHES)
  for (const level of [...LEVELS].reverse())
    for (const place of placesOf(level)) if (contains(zone, place.id)) known.set(`${branch} ${place.name}`, place.id);

/** A place as somebody of this branch wrote it: where it lies, when they looked at the map. */
export function placed(branch: string, town: string, luck: Dice): SaidPlace {
  const area = known.get(`${branch} ${ON_THE_MAP[town] ?? town}`);
  return area && luck.next() < 0.85 ? { text: town, area, geo: GEO } : town;
}

/** The same place, said more exactly. */
export const nearer = (place: SaidPlace, more: string): SaidPlace =>
  typeof place === 'string' ? `${place}, ${more}` : { ...place, text: `${place.text}, ${more}` };
