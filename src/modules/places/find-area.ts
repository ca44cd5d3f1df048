/** The area of the map that a file names in words: `Sikasso`, or the narrowest first as our own lists write it, `Kadiolo, Kadiolo, Sikasso`. */

import { partOf } from '../../kernel/declare.ts';
import type { Json } from '../../kernel/types.ts';
import { placeText } from '../../ui/place.ts';
import { folded } from '../../ui/search.ts';
import { GEO, type PlaceId } from './place.ts';
import { chainOf, type Level, type Place, placeOf, placesNamed, placesOf } from './rules.ts';

const LEVELS: readonly Level[] = ['region', 'district', 'cercle', 'commune', 'quarter'];
let known: ReadonlyMap<string, PlaceId> | null = null;

/** Every area by its chain of names; a region by its name alone. */
function areas(): ReadonlyMap<string, PlaceId> {
  if (known) return known;
  const found = new Map<string, PlaceId>();
  for (const level of LEVELS)
    for (const { id } of placesOf(level)) {
      const chain = chainOf(id).filter((place) => place.level !== 'country');
      const name = chain.map((place) => folded(place.name)).join(',');
      if (!found.has(name)) found.set(name, id);
    }
  known = found;
  return found;
}

/** An area by its name and those of what it lies in; null where the map has none, or the name is that of no region. */
export function areaNamed(text: string): { readonly area: PlaceId; readonly geo: string } | null {
  const names = text
    .split(',')
    .map((part) => folded(part).replace(/^(?:region|district) (?:de |d |du )?/, ''))
    .filter((part) => part !== '');
  const area = areas().get(names.join(','));
  return area ? { area, geo: GEO } : null;
}

/** The commune that one place of the map is, or lies in. */
const communeOf = (id: PlaceId): Place | undefined => chainOf(id).find(({ level }) => level === 'commune');
const isInBamako = (commune: Place | undefined): boolean => commune?.parent === 'ml-00';

/** « Commune IV de Bamako », « Commune 4 du district de Bamako »: the town is not part of the name. */
const withoutTown = (text: string): string => text.replace(/\s+(?:de|du district de)\s+bamako\s*$/i, '');

/** The commune of Bamako that words name, or one of whose quarters they name. */
function inBamako(text: string): Place | undefined {
  for (const part of text.split(','))
    for (const { id } of placesNamed(withoutTown(part))) {
      const commune = communeOf(id);
      if (isInBamako(commune)) return commune;
    }
  return undefined;
}

/** The commune of Bamako a place lies in, by its name: of what was chosen on the map, else of words that name it or one of its quarters; '' else. */
export function communeOfBamako(place: Json | undefined): string {
  const area = partOf(place, 'area');
  const commune = typeof area === 'string' ? communeOf(area) : inBamako(placeText(place ?? ''));
  return commune && isInBamako(commune) ? commune.name : '';
}

/** What words name without a doubt: a commune of Bamako. Elsewhere the same names are several places. */
export function areaSaid(text: string): { readonly area: PlaceId; readonly geo: string } | null {
  const [place, other] = placesNamed(withoutTown(text));
  return place && !other && isInBamako(communeOf(place.id)) ? { area: place.id, geo: GEO } : null;
}

/**
 * One name for one place, however it was written: the commune of what was chosen on the map, with its cercle where another one has that name; else what
 * the words name, in the spelling of the map. What the map does not know stays as it was said.
 */
export function oneName(text: string, area: string): string {
  const lies = area === '' ? undefined : (communeOf(area) ?? chainOf(area)[0]);
  if (lies) {
    const homonym = placesNamed(lies.name).some((one) => one.level === lies.level && one.id !== lies.id);
    return homonym ? `${lies.name} (${placeOf(lies.before ?? lies.parent ?? '')?.name ?? ''})` : lies.name;
  }
  return inBamako(text)?.name ?? placesNamed(text)[0]?.name ?? text;
}
