/**
 * A place as a field holds it: what people say (the village, the quarter), and, when somebody chose it, the place of the map it lies in with the
 * version of the map they saw. « Mopti » chosen in 2014 is not « Mopti » of 2026. A place abroad has its country and no place of Mali.
 */
import * as v from 'valibot';

/** Id of a place of Mali: `ml`, `ml-03` (region), `ml-0301` (cercle), `ml-0301.kignan` (commune), `ml-00.commune-ii.bakaribougou` (quarter). */
export type PlaceId = string;

/** Maps of Mali: 8 regions and Bamako; with Taoudénit and Ménaka; the 19 regions and Bamako of the laws of 13 March 2023. */
export const GEOS = ['ml-2012', 'ml-2016', 'ml-2023'] as const;
export type Geo = (typeof GEOS)[number];
/** The map people choose from today. */
export const GEO: Geo = 'ml-2023';

export type PlaceValue =
  | string
  | {
      readonly text: string;
      readonly area?: PlaceId | undefined;
      readonly geo?: string | undefined;
      /** ISO 3166-1, when it is not Mali. */
      readonly country?: string | undefined;
    };

const said = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120));

/** For fields: words alone, or words with where they lie. An area names its map; a country abroad has no area in Mali. */
export const placeSchema = v.union([
  said,
  v.pipe(
    v.object({
      text: said,
      area: v.optional(v.pipe(v.string(), v.regex(/^ml(-\d\d(\d\d)?(\.[a-z0-9-]{1,60}){0,2})?$/))),
      // A newer version may know a newer map: kept like an unknown field.
      geo: v.optional(v.pipe(v.string(), v.regex(/^ml-\d{4}$/))),
      country: v.optional(v.pipe(v.string(), v.regex(/^(?!ML)[A-Z]{2}$/))),
    }),
    v.check(({ area, geo, country }) => (area === undefined) === (geo === undefined) && !(area && country)),
  ),
]);

export interface Address {
  /** `2744`, with or without « BP ». */
  readonly poBox?: string;
  readonly quarter?: string;
  /** With its article, as people say it: `le CNAPESS`, `la mosquée`, `l’école`. */
  readonly landmark?: string;
  /** Town or village. */
  readonly place: string;
  /** Name of the country, in French. */
  readonly country?: string;
}

/** « près de » before what follows: de + le is du, de + les is des. */
export function nearTo(landmark: string): string {
  const name = landmark.trim();
  if (/^(près|pres|à côté|face|derrière|devant|en face)\s/i.test(name)) return name;
  if (/^les /i.test(name)) return `près des ${name.slice(4)}`;
  if (/^le /i.test(name)) return `près du ${name.slice(3)}`;
  const elided = /^[aeiouyàâéèêëîïôûœ]/i.test(name) && !/^[A-Z]{2,}/.test(name);
  return elided ? `près d’${name}` : `près de ${name}`;
}

/**
 * An address of Mali in one line, in French as the post reads it: `BP 2744, Bakaribougou (près du CNAPESS), Bamako, Mali`. Mali has neither street
 * names one can count on nor postcodes; what is not known is left out.
 */
export function formatAddress({ poBox, quarter, landmark, place, country = 'Mali' }: Address): string {
  const box = (poBox ?? '').replace(/^\s*b\.?\s*p\.?\s*/i, '').trim();
  const near = landmark?.trim() ? nearTo(landmark) : '';
  const [spot, at] = [quarter?.trim() ?? '', place.trim()];
  return [
    box && `BP ${box}`,
    spot && near ? `${spot} (${near})` : spot || near,
    [spot, country].includes(at) ? '' : at,
    country,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** A position for those who must not be found by it: to a tenth of a degree, about 11 km, the reach of a commune. Degrees, WGS 84. */
export const roundedPosition = (lat: number, lon: number): readonly [lat: number, lon: number] => [
  Math.round(lat * 10) / 10,
  Math.round(lon * 10) / 10,
];
