/** The address of a record as an envelope bears it: a box, a quarter and what is near it, a town, a country; no street and no code are needed. */
import { partOf } from '../../kernel/declare.ts';
import { type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import { placeText } from '../../ui/place.ts';
import { formatAddress } from './place.ts';

/** @param country what a country is called, by its ISO 3166-1 code. */
export function addressOf(state: RecordState, country: (code: string) => string): string {
  const place = valueOf(state, 'place');
  const abroad = partOf(place, 'country');
  return formatAddress({
    poBox: textOf(state, 'poBox'),
    quarter: textOf(state, 'quarter'),
    landmark: textOf(state, 'landmark'),
    place: placeText(place),
    country: country(typeof abroad === 'string' ? abroad : 'ML'),
  });
}
