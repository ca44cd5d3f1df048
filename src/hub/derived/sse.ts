/**
 * The directory in the SSE standard CSV, by which maps and registers of the solidarity economy exchange organisations: its column names, a comma
 * between cells, ESSglobal words (RIPESS, CC BY 3.0, see NOTICE). Only what is public in the declaration goes in; telephones never do.
 * What has no word in that standard is not dropped in silence: the report names it.
 */

import { partOf } from '../../kernel/declare.ts';
import { aliasOf, isVoided, type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import { fingerprint } from '../../kernel/ids.ts';
import type { Json } from '../../kernel/types.ts';
import { SECTORS } from '../../modules/directory/sectors.ts';
import { chainOf } from '../../modules/places/rules.ts';
import { placeText } from '../../ui/place.ts';

export const SSE_COLUMNS = [
  'Identifier',
  'Name',
  'Description',
  'Organisational Structure',
  'Primary Activity',
  'Activities',
  'Street Address',
  'Locality',
  'Region',
  'Postcode',
  'Country Name',
  'Website',
  'Phone',
  'Email',
  'Twitter',
  'Facebook',
  'Companies House Number',
] as const;
type SseColumn = (typeof SSE_COLUMNS)[number];

/** ESSglobal organisational structures; a form that list does not know stays empty and is reported. */
const STRUCTURES: Readonly<Record<string, string>> = {
  scoops: 'OS115',
  'coop-ca': 'OS115',
  group: 'OS10',
  association: 'OS20',
  mutual: 'OS170',
  union: 'OS200',
  federation: 'OS190',
  confederation: 'OS180',
  ngo: 'OS20',
  enterprise: 'OS30',
  public: 'OS220',
};
const ACTIVITIES: ReadonlyMap<string, string | null> = new Map(SECTORS.map(({ value, ica }) => [value, ica]));
const COUNTRIES = new Intl.DisplayNames(['en'], { type: 'region' });
/** Where nothing else is said, a place lies here. */
const HERE = 'ML';

/** The field of an organisation that a column with words of its own is filled from. */
export const fieldOfSse = (column: SseColumn): 'sectors' | 'kind' => (column === 'Activities' ? 'sectors' : 'kind');

/** Something that the standard has no word for. */
export interface Unmapped {
  readonly record: string;
  readonly identifier: string;
  readonly column: SseColumn;
  readonly value: string;
}
export interface SseLine {
  readonly cells: readonly string[];
  readonly unmapped: readonly Unmapped[];
}

/** Fewer than 15 letters and digits, the same at every export. */
export const sseIdentifier = (id: string): string => fingerprint(new TextEncoder().encode(id)).slice(0, 14);

/** The line of an organisation; null when it is hidden or stands in another. */
export function sseLine(state: RecordState): SseLine | null {
  if (isVoided(state) || aliasOf(state) !== null) return null;
  const identifier = sseIdentifier(state.id);
  const unmapped: Unmapped[] = [];
  const note = (column: SseColumn, value: string): void => {
    unmapped.push({ record: state.id, identifier, column, value });
  };
  const kind = textOf(state, 'kind');
  const structure = Object.hasOwn(STRUCTURES, kind) ? STRUCTURES[kind] : undefined;
  if (structure === undefined && kind !== '') note('Organisational Structure', kind);
  const sectors = textsOf(valueOf(state, 'sectors'));
  const codes = sectors.flatMap((sector) => {
    const code = ACTIVITIES.get(sector);
    if (!code) note('Activities', sector);
    return code ? [code] : [];
  });
  const place = valueOf(state, 'place');
  const country = textOfPart(place, 'country') || HERE;
  const row: Readonly<Partial<Record<SseColumn, string>>> = {
    Identifier: identifier,
    Name: textOf(state, 'name'),
    Description: textOf(state, 'about'),
    'Organisational Structure': structure ?? '',
    'Primary Activity': ACTIVITIES.get(sectors[0] ?? '') ?? '',
    Activities: [...new Set(codes)].join(';'),
    'Street Address': ['quarter', 'landmark', 'poBox']
      .map((field) => textOf(state, field))
      .filter((text) => text !== '')
      .join(', '),
    Locality: placeText(place),
    Region: regionOf(textOfPart(place, 'area')),
    'Country Name': /^[A-Z]{2}$/.test(country) ? (COUNTRIES.of(country) ?? country) : country,
    Website: textOf(state, 'website'),
    Email: textOf(state, 'email'),
    'Companies House Number': textOf(state, 'registration'),
  };
  return { cells: SSE_COLUMNS.map((column) => row[column] ?? ''), unmapped };
}

/** Name of the region, or of the district of Bamako; the area itself where the map does not know it. */
const regionOf = (area: string): string =>
  chainOf(area).find(({ level }) => level === 'region' || level === 'district')?.name ?? area;
const textsOf = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
const textOfPart = (value: Json | undefined, part: string): string => {
  const text = partOf(value, part);
  return typeof text === 'string' ? text : '';
};
