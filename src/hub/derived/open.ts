/**
 * Organisations shown outside the network, to maps and other networks: only those that agreed to it, only what each agreed to (`publicFace`), no
 * telephone, and no place nearer than a tenth of a degree (about 11 km): its commune, nobody's door.
 */
import { partOf } from '../../kernel/declare.ts';
import { type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import type { Json } from '../../kernel/types.ts';
import { publicFace } from '../../modules/directory/shown.ts';
import { addressOf } from '../../modules/places/address.ts';
import { roundedPosition } from '../../modules/places/place.ts';
import { positionOf } from '../../modules/places/rules.ts';
import { placeText } from '../../ui/place.ts';
import { sseIdentifier } from './sse.ts';
import { choiceWords } from './words.ts';

export type Shown = { readonly [key: string]: Json };

interface Where {
  readonly at: readonly [lat: number, lon: number] | null;
  /** ISO 3166-1; '' where it does not say where it is. */
  readonly country: string;
}
function whereOf(state: RecordState): Where {
  const place = valueOf(state, 'place');
  const [area, abroad] = [partOf(place, 'area'), partOf(place, 'country')];
  const position = typeof area === 'string' ? positionOf(area) : null;
  return {
    at: position && roundedPosition(...position),
    country: typeof abroad === 'string' ? abroad : place ? 'ML' : '',
  };
}

const sectorsOf = (state: RecordState): readonly string[] => {
  const sectors = valueOf(state, 'sectors');
  return Array.isArray(sectors)
    ? sectors.filter((one) => typeof one === 'string').map((one) => choiceWords('organisation', 'sectors', one).fr)
    : [];
};
const kindOf = (state: RecordState): string => choiceWords('organisation', 'kind', textOf(state, 'kind')).fr;
const known = (shown: { readonly [key: string]: Json | undefined }): Shown =>
  Object.fromEntries(
    Object.entries(shown).filter((one): one is [string, Json] => one[1] !== undefined && one[1] !== ''),
  );

/** A feature of GeoJSON (RFC 7946): longitude first. Without a place that the map knows it has no geometry. */
export function featureOf(card: RecordState): Shown | null {
  const state = publicFace(card);
  if (!state) return null;
  const { at, country } = whereOf(state);
  return {
    type: 'Feature',
    id: sseIdentifier(state.id),
    geometry: at && { type: 'Point', coordinates: [at[1], at[0]] },
    properties: known({
      name: textOf(state, 'name'),
      kind: kindOf(state),
      sectors: sectorsOf(state).join(', '),
      about: textOf(state, 'about'),
      founded: textOf(state, 'founded'),
      place: placeText(valueOf(state, 'place')),
      country,
      website: textOf(state, 'website'),
    }),
  };
}

/** Schema of Murmurations that profiles are written for: https://library.murmurations.network */
export const MURMURATIONS = 'organizations_schema-v1.0.0';
const NAME_MAX = 200;
const TAG_MAX = 100;
const URL_MAX = 2000;

/** `exemple.ml` is `https://exemple.ml`; what is no address is left out. */
function urlOf(text: string): string | undefined {
  const url = /^https?:\/\//i.test(text) ? text.replace(/^http/i, 'http') : `https://${text}`;
  return text !== '' && URL.canParse(url) && url.length <= URL_MAX ? url : undefined;
}

/** A profile for Murmurations, for another network's map to fetch. */
export function profileOf(card: RecordState): Shown | null {
  const state = publicFace(card);
  if (!state) return null;
  const { at, country } = whereOf(state);
  const tags = [...new Set([kindOf(state), ...sectorsOf(state)])].filter((tag) => tag !== '');
  return known({
    linked_schemas: [MURMURATIONS],
    name: textOf(state, 'name').slice(0, NAME_MAX),
    nickname: textOf(state, 'acronym'),
    primary_url: urlOf(textOf(state, 'website')),
    tags: tags.length > 0 ? tags.map((tag) => tag.slice(0, TAG_MAX)) : undefined,
    description: textOf(state, 'about'),
    full_address: country ? addressOf(state, countryName) : undefined,
    country_iso_3166: /^[A-Z]{2}$/.test(country) ? country : undefined,
    geolocation: at ? { lat: at[0], lon: at[1] } : undefined,
    unique_id: sseIdentifier(state.id),
  });
}

const COUNTRIES = new Intl.DisplayNames(['fr'], { type: 'region' });
/** What a country is called in French. */
export const countryName = (code: string): string => (/^[A-Z]{2}$/.test(code) ? (COUNTRIES.of(code) ?? code) : code);
