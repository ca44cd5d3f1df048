/** The area of the map that a file names in words: `Sikasso`, or the narrowest first as our own lists write it, `Kadiolo, Kadiolo, Sikasso`. */

import { partOf } from '../../kernel/declare.ts';
import type { Json } from '../../kernel/types.ts';
import { placeText } from '../../ui/place.ts';
import { folded } from '../../ui/search.ts';
import { GEO, type PlaceId } from './place.ts';
import { chainOf, type Level, placesOf } from './rules.ts';

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

/** The commune of Bamako a place lies in, by its name: of what was chosen on the map, else of words that name it or one of its quarters; '' else. */
export function communeOfBamako(place: Json | undefined): string {
  const area = partOf(place, 'area');
  const commune = (id: PlaceId): string =>
    chainOf(id).find(({ level, parent }) => level === 'commune' && parent === 'ml-00')?.name ?? '';
  if (typeof area === 'string') return commune(area);
  bamako ??= new Map(
    [...placesOf('commune'), ...placesOf('quarter')].flatMap(({ id, name }) => {
      const at = commune(id);
      return at === '' ? [] : [[folded(name), at] as const];
    }),
  );
  for (const part of placeText(place ?? '').split(',')) {
    const known = bamako.get(folded(part));
    if (known) return known;
  }
  return '';
}
let bamako: ReadonlyMap<string, string> | null = null;
