/** In which region of today's map, and in which cercle of it, a kept place lies, as far as that can be known from what was chosen or said. */
import type { Json } from '../../kernel/types.ts';
import { placeText } from '../../ui/place.ts';
import { GEO, type PlaceId, type PlaceValue } from './place.ts';
import { chainOf, placesNamed, regionIn, regionOfValue } from './rules.ts';

export interface LiesIn {
  readonly region: PlaceId;
  /** '' where it is not known; in Bamako the commune. */
  readonly cercle: PlaceId;
}

/** Asked of every line of a list, of the same few hundred places. */
const known = new Map<string, LiesIn | null>();
const MANY = 20_000;

/** Null where nobody can tell. */
export function liesIn(place: Json | undefined): LiesIn | null {
  const text = placeText(place);
  if (text === '') return null;
  const { area = '', geo = '', country = '' } = typeof place === 'string' ? {} : (place as Exclude<PlaceValue, string>);
  const key = typeof place === 'string' ? text : `${area} ${geo} ${country}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size > MANY) known.clear();
  const found = typeof place === 'string' ? bySaid(text) : byChosen(place as PlaceValue, area);
  known.set(key, found);
  return found;
}

function byChosen(place: PlaceValue, area: PlaceId): LiesIn | null {
  const region = regionOfValue(place);
  return region === null ? null : { region, cercle: cercleOf(area) };
}

/**
 * Words alone are a region only where every place of Mali that bears one of these names lies in the same one: « Gao, quartier du marché » is in Gao,
 * « Banamba » may be two places and is in none.
 */
function bySaid(text: string): LiesIn | null {
  const all = text.split(',').flatMap((name) => placesNamed(name.trim()));
  const region = only(all.map(({ id }) => regionIn(id, GEO) ?? ''));
  return region === '' ? null : { region, cercle: only(all.map(({ id }) => cercleOf(id))) };
}

const only = (list: readonly string[]): string => {
  const [one, ...others] = new Set(list);
  return one !== undefined && others.length === 0 ? one : '';
};

const cercleOf = (area: PlaceId): PlaceId =>
  chainOf(area).find(({ level, parent }) => level === 'cercle' || (level === 'commune' && parent === 'ml-00'))?.id ??
  '';

/** Region of today's map in which a place lies; '' where that is not known. */
export const regionOfPlace = (place: Json | undefined): PlaceId => liesIn(place)?.region ?? '';
