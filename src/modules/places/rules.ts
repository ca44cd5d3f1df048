/**
 * The map of Mali and its versions: what lies in what, today and before. Regions split in 2016 (Taoudénit, Ménaka) and 2023 (nine more); figures
 * of an old region belong to none of today's regions that it was split into, and nothing here pretends otherwise.
 *
 * What is known: regions, cercles and codes as the laws 2023-006 and 2023-007 list them; communes by the cercle they belonged to before 2023, and,
 * for those a new cercle is named after, the cercle of today. Where a commune has gone otherwise is not known to us.
 */
import { unmarked } from '../../ui/search.ts';
import data from './mali.json';
import { GEO, GEOS, type Geo, type PlaceId, type PlaceValue } from './place.ts';

/** From widest to narrowest. */
export type Level = 'country' | 'region' | 'district' | 'cercle' | 'commune' | 'quarter';

export interface Place {
  readonly id: PlaceId;
  readonly name: string;
  readonly level: Level;
  /** Where it lies on today's map, as far as we know; null for the country. */
  readonly parent: PlaceId | null;
  /** Of a commune: its cercle before 2023. Of a cercle made in 2023: the older one its seat lay in, where we know it. */
  readonly before?: PlaceId;
  /** Of a region: the one it was split from, and the year. Of a cercle made in 2023: the year. */
  readonly from?: PlaceId;
  readonly since?: number;
}

interface CercleData {
  readonly id: string;
  readonly name: string;
  readonly communes?: readonly string[];
  readonly seat?: string;
  readonly from?: string;
}
interface RegionData {
  readonly id: string;
  readonly name: string;
  readonly from?: string;
  readonly since?: number;
  readonly cercles: readonly CercleData[];
}
const regions: readonly RegionData[] = data.regions;
const positions: { readonly [id: string]: readonly number[] } = data.at;
const spellings: { readonly [name: string]: readonly string[] } = data.spellings;

const COUNTRY = 'ml';
const BAMAKO = 'ml-00';

/** Letters and figures as people type them: no accents, no apostrophes; a hyphen is a space. */
const plain = (text: string): string =>
  unmarked(text)
    .replace(/'/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
const slug = (name: string): string => plain(name).replaceAll(' ', '-');

/** Every place by its id, whole before its parts. */
const places: ReadonlyMap<PlaceId, Place> = new Map(everyPlace().map((place) => [place.id, place]));

function everyPlace(): readonly Place[] {
  const cercles = regions.flatMap((region) => region.cercles.map((cercle) => ({ ...cercle, region: region.id })));
  const seats = new Map(cercles.flatMap(({ id, seat }) => (seat ? [[seat, id]] : [])));
  return [
    { id: COUNTRY, name: 'Mali', level: 'country', parent: null },
    { id: BAMAKO, name: 'Bamako', level: 'district', parent: COUNTRY },
    ...regions.map(
      ({ id, name, from, since }): Place => ({
        id,
        name,
        level: 'region',
        parent: COUNTRY,
        ...(from && { from }),
        ...(since && { since }),
      }),
    ),
    ...cercles.map(({ id, name, region, communes, seat, from }): Place => {
      const before = from ?? seat?.split('.')[0];
      return {
        id,
        name,
        level: 'cercle',
        parent: region,
        ...(before && { before }),
        ...(!communes && { since: 2023 }),
      };
    }),
    ...cercles.flatMap((cercle) =>
      (cercle.communes ?? []).map((name): Place => {
        const id = `${cercle.id}.${slug(name)}`;
        return { id, name, level: 'commune', parent: seats.get(id) ?? cercle.id, before: cercle.id };
      }),
    ),
    ...data.bamako.flatMap((commune): readonly Place[] => {
      const id = `${BAMAKO}.${slug(commune.name)}`;
      return [
        { id, name: commune.name, level: 'commune', parent: BAMAKO },
        ...commune.quarters.map((name): Place => ({ id: `${id}.${slug(name)}`, name, level: 'quarter', parent: id })),
      ];
    }),
  ];
}

/** A place by its id; null when this map has none. */
export const placeOf = (id: PlaceId): Place | null => places.get(id) ?? null;

/** All places of a level, in the order of the law. */
export const placesOf = (level: Level): readonly Place[] => [...places.values()].filter((one) => one.level === level);

/** From a place up to the country, itself first; empty when it is not known. */
export function chainOf(id: PlaceId): readonly Place[] {
  const place = placeOf(id);
  return place ? [place, ...(place.parent ? chainOf(place.parent) : [])] : [];
}

/** Where it is, degrees WGS 84: its own position, else that of what it lies in; null when neither is known. Towns, to about a kilometre. */
export function positionOf(id: PlaceId): readonly [lat: number, lon: number] | null {
  for (const place of chainOf(id)) {
    const [lat, lon] = positions[place.id] ?? positions[`${place.id}01`] ?? [];
    if (lat !== undefined && lon !== undefined) return [lat, lon];
  }
  return null;
}

const yearOf = (geo: Geo): number => Number(geo.slice(3));

/** The region of a version that a region of today lay in: `splitFrom` upwards, always possible. */
function regionUp(region: Place, to: Geo): PlaceId {
  const older = region.from ? placeOf(region.from) : null;
  return older && (region.since ?? 0) > yearOf(to) ? regionUp(older, to) : region.id;
}

/** The region that the seat of a cercle lay in, in a version. */
function regionAt(cercle: Place, to: Geo): PlaceId | null {
  const region = cercle.parent ? placeOf(cercle.parent) : null;
  if (!region) return null;
  const before = cercle.before ? placeOf(cercle.before) : null;
  return before && (region.since ?? 0) > yearOf(to) ? regionAt(before, to) : regionUp(region, to);
}

const only = (found: ReadonlySet<PlaceId | null>): PlaceId | null =>
  found.size === 1 ? ([...found][0] ?? null) : null;

/**
 * The region of `to` in which a place of the map `from` lies whole; null when it was divided between several, when this cannot be known, or when
 * there was no such place. Regions go from new to old by what they were split from; from old to new only where nothing was split off. For cercles
 * and communes it is known where no new cercle of another region took its seat from them.
 */
export function regionIn(id: PlaceId, to: Geo, from: Geo = GEO): PlaceId | null {
  const place = placeOf(id);
  if (!place) return null;
  switch (place.level) {
    case 'country':
      return null;
    case 'district':
      return BAMAKO;
    case 'region': {
      if ((place.since ?? 0) > yearOf(from)) return null;
      const divided = placesOf('region').some(
        (other) => other.from === id && (other.since ?? 0) > yearOf(from) && (other.since ?? 0) <= yearOf(to),
      );
      return divided ? null : regionUp(place, to);
    }
    case 'cercle': {
      if ((place.since ?? 0) > yearOf(from)) return null;
      // On today's map it is what is left of it; on an older one, with all that was taken from it since.
      const taken = placesOf('cercle').filter(
        (other) => other.before === id && (placeOf(other.parent ?? '')?.since ?? 0) > yearOf(from),
      );
      return only(new Set([place, ...taken].map((part) => regionAt(part, to))));
    }
    case 'commune':
    case 'quarter':
      return regionOfCommune(place, to, from);
  }
}

function regionOfCommune(place: Place, to: Geo, from: Geo): PlaceId | null {
  if (!place.before) return BAMAKO;
  // Whoever chose it on today's map saw where it lies.
  const today = place.parent && to === GEO && (from === GEO || place.parent !== place.before);
  if (today) return placeOf(place.parent)?.parent ?? null;
  const cercle = placeOf(place.before);
  if (to === GEO && cercle && plain(cercle.name) === plain(place.name)) return cercle.parent;
  const old: Geo = from === GEO ? 'ml-2016' : from;
  return regionIn(place.before, to, old);
}

/** The region a kept place lies in; null when it is only words, lies abroad, or cannot be known. No region of Mali is asked of what lies abroad. */
export function regionOfValue(value: PlaceValue, to: Geo = GEO): PlaceId | null {
  if (typeof value === 'string' || value.country || !value.area) return null;
  const from = GEOS.find((geo) => geo === value.geo);
  return from ? regionIn(value.area, to, from) : null;
}

export interface Figure {
  readonly place: PlaceId;
  readonly value: number;
}

/** Figures of places of one map, added up by the regions of another; those that cannot be told apart stay as they are, never shared out. */
export function byRegion(
  figures: readonly Figure[],
  to: Geo,
  from: Geo,
): { readonly regions: ReadonlyMap<PlaceId, number>; readonly indivisible: readonly Figure[] } {
  const sums = new Map<PlaceId, number>();
  const indivisible: Figure[] = [];
  for (const figure of figures) {
    const region = regionIn(figure.place, to, from);
    if (region) sums.set(region, (sums.get(region) ?? 0) + figure.value);
    else indivisible.push(figure);
  }
  return { regions: sums, indivisible };
}

/** Does a place lie in one of these? */
export const contains = (zone: readonly PlaceId[], id: PlaceId): boolean =>
  chainOf(id).some((place) => zone.includes(place.id));

export interface Overlap {
  /** What both have: the narrower of the two places. */
  readonly place: PlaceId;
  readonly branches: readonly [string, string];
}

/** Places that two branches both answer for: a region of one and a cercle of it of the other, or the same twice. Warned of, never refused. */
export function zoneOverlaps(
  branches: readonly { readonly branch: string; readonly zone: readonly PlaceId[] }[],
): readonly Overlap[] {
  return branches.flatMap(({ branch, zone }, at) =>
    branches.slice(at + 1).flatMap((other) => {
      const mine = zone.filter((place) => contains(other.zone, place));
      const theirs = other.zone.filter((place) => contains(zone, place));
      return [...new Set([...mine, ...theirs])].map((place): Overlap => ({ place, branches: [branch, other.branch] }));
    }),
  );
}

/** What a place is found by: the words of its names, and those of its level and of what it lies in. */
interface Entry {
  readonly place: Place;
  readonly names: readonly string[];
  readonly around: readonly string[];
}

const LEVEL_WORDS: { readonly [level in Level]: string } = {
  country: 'pays country',
  region: 'region',
  district: 'district',
  cercle: 'cercle',
  commune: 'commune',
  quarter: 'quartier quarter',
};
const LEVELS = Object.keys(LEVEL_WORDS) as readonly Level[];

let entries: readonly Entry[] | null = null;
function allEntries(): readonly Entry[] {
  entries ??= [...places.values()].map((place) => {
    const around = chainOf(place.id)
      .slice(1)
      .map(({ name }) => plain(name));
    return {
      place,
      names: [place.name, ...(spellings[place.name] ?? [])].map(plain),
      around: [...around, LEVEL_WORDS[place.level]].flatMap((text) => text.split(' ')),
    };
  });
  return entries;
}

let exact: ReadonlyMap<string, readonly Place[]> | null = null;
/** Places whose name, or an older name or another spelling of it, is this one; homonyms are several. */
export function placesNamed(text: string): readonly Place[] {
  if (!exact) {
    const found = new Map<string, Place[]>();
    for (const { place, names } of allEntries())
      for (const name of new Set(names)) found.set(name, [...(found.get(name) ?? []), place]);
    exact = found;
  }
  return exact.get(plain(text)) ?? [];
}

/** How well an entry answers: 0 its whole name, 1 the beginning of it, 2 words in it; null not at all. */
function rank({ names, around }: Entry, wanted: string): number | null {
  const joined = wanted.replaceAll(' ', '');
  if (names.some((name) => name === wanted)) return 0;
  if (names.some((name) => name.replaceAll(' ', '').startsWith(joined))) return 1;
  const own = names.flatMap((name) => name.split(' '));
  const begins = (word: string) => (other: string) => other.startsWith(word);
  const words = wanted.split(' ');
  const found =
    words.some((word) => own.some(begins(word))) && words.every((word) => [...own, ...around].some(begins(word)));
  return found ? 2 : null;
}

/**
 * Places whose name, or another spelling of it, has words that begin as those typed; words of the level and of what it lies in narrow it down
 * (`kayes commune`, `bla segou`). The whole name first, then wider places before narrower ones.
 */
export function searchPlaces(text: string, { limit }: { readonly limit: number }): readonly Place[] {
  const wanted = plain(text);
  if (wanted === '') return [];
  return allEntries()
    .flatMap((entry) => {
      const how = rank(entry, wanted);
      return how === null ? [] : [{ place: entry.place, how }];
    })
    .sort(
      (a, b) =>
        a.how - b.how ||
        LEVELS.indexOf(a.place.level) - LEVELS.indexOf(b.place.level) ||
        a.place.name.localeCompare(b.place.name, 'fr'),
    )
    .slice(0, limit)
    .map(({ place }) => place);
}
