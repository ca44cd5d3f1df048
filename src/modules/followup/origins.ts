/**
 * Where people come from and where they live now: regions of origin by communes of Bamako. Both stand in a companion that few read: the table leaves
 * only as totals, and in public with its small cells hidden.
 */
import { entriesOf, type RecordState, valueOf } from '../../kernel/fold.ts';
import { derivedId } from '../../kernel/ids.ts';
import type { LinkSource } from '../../kernel/links.ts';
import { countsOn, type Day, earliest, momentFault } from '../../kernel/moment.ts';
import type { Json, RecordId } from '../../kernel/types.ts';
import { hideSmall, type PublicTable } from '../small-cells.ts';

/** How a place is read on the map: '' where it does not tell. */
export interface PlaceReader {
  readonly regionOf: (place: Json | undefined) => string;
  readonly communeOf: (place: Json | undefined) => string;
}

/** Where somebody lives on a day: the latest home that counts then, else what their sheet says. */
export function homeOn(person: RecordState, path: RecordState | null, day: Day): Json | undefined {
  const homes = (path ? entriesOf(path, 'homes') : []).flatMap(([, one]) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return [];
    const { place, from = '', to = '' } = one as { readonly [part: string]: Json };
    const span = { from: typeof from === 'string' ? from : '', to: typeof to === 'string' ? to : '' };
    return place !== undefined && place !== null && countsOn(span, day) ? [{ place, from: span.from }] : [];
  });
  const began = ({ from }: { readonly from: string }): string =>
    from !== '' && momentFault(from) === null ? earliest(from) : '';
  return homes.sort((a, b) => (began(a) < began(b) ? 1 : -1))[0]?.place ?? valueOf(person, 'place');
}

export interface Origins {
  /** Regions of origin and communes of today; '' last, for who did not say or cannot be placed. */
  readonly regions: readonly string[];
  readonly communes: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

/** Each person once. */
export function originsOf(source: LinkSource, persons: readonly RecordId[], day: Day, map: PlaceReader): Origins {
  const table = new Map<string, Map<string, number>>();
  for (const id of new Set(persons.map((one) => source.resolve(one)))) {
    const person = source.record(id);
    if (!person) continue;
    const path = source.record(derivedId('person_path', id));
    const region = path ? map.regionOf(valueOf(path, 'origin')) : '';
    const commune = map.communeOf(homeOn(person, path, day));
    const row = table.get(region) ?? new Map<string, number>();
    row.set(commune, (row.get(commune) ?? 0) + 1);
    table.set(region, row);
  }
  const ordered = (keys: Iterable<string>): readonly string[] =>
    [...new Set(keys)].sort((a, b) => Number(a === '') - Number(b === '') || a.localeCompare(b, 'fr'));
  const regions = ordered(table.keys());
  const communes = ordered([...table.values()].flatMap((row) => [...row.keys()]));
  return { regions, communes, counts: regions.map((one) => communes.map((at) => table.get(one)?.get(at) ?? 0)) };
}

/** As the public may see it: cells under five hidden, and one more wherever it could be reckoned from the others. */
export const publicOrigins = ({ counts }: Origins): PublicTable => hideSmall(counts);
