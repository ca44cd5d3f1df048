/** Values of fields as the pages say them, from the declaration alone. */
import { type FieldDecl, mapOf, partOf, type TypeDecl } from '../../kernel/declare.ts';
import { firstDay, isAbout, momentFault, precisionOf } from '../../kernel/moment.ts';
import type { Json } from '../../kernel/types.ts';
import { catalogue } from '../../modules/catalogue.ts';
import { inPairs } from '../../ui/phone.ts';
import { placeText } from '../../ui/place.ts';
import { dateWords } from './dates.ts';

const month = new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', year: 'numeric', month: 'long' });
const grouped = new Intl.NumberFormat('fr-FR');

/** `vers 1985`, `mars 1985`, `12 mars 1985`; what is no moment stays as it was written. */
export function momentWords(moment: string): string {
  if (momentFault(moment) !== null) return moment;
  const first = firstDay(moment);
  const precision = precisionOf(moment);
  const at = Date.parse(first);
  const bare = precision === 'year' ? first.slice(0, 4) : precision === 'month' ? month.format(at) : dateWords(at);
  return isAbout(moment) ? `vers ${bare}` : bare;
}

const choiceWords = (key: string, value: Json): string => catalogue.fr[`${key}.${String(value)}`] ?? String(value);

/** @param key where the catalogue keeps the words of the field: `type.field`. */
function said(decl: FieldDecl | undefined, key: string, value: Json): string {
  switch (decl?.widget) {
    case 'choice':
      return choiceWords(key, value);
    case 'choices':
    case 'zone':
      return [value]
        .flat()
        .map((one) => choiceWords(key, one as Json))
        .join(', ');
    case 'phone':
      return inPairs(String(value)).replaceAll(' ', '\u00a0');
    case 'date':
    case 'moment':
      return momentWords(String(value));
    case 'number':
    case 'money':
      return typeof value === 'number' ? grouped.format(value) : String(value);
    case 'yesno':
      return value === true ? 'oui' : 'non';
    case 'place':
      return placeText(value);
    case 'entries':
      return Object.entries(decl.entry ?? {})
        .flatMap(([part, one]) => {
          const inside = partOf(value, part);
          return inside === undefined || inside === null ? [] : [said(one, `${key}.${part}`, inside)];
        })
        .join(', ');
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
}

/** The value of a field, or of one entry of a map; « vide » where there is none. */
export function fieldValueWords(type: TypeDecl | undefined, field: string, value: Json | undefined): string {
  if (value === null || value === undefined || value === '') return 'vide';
  const name = type?.fields[field] ? field : (mapOf(field) ?? field);
  return said(type?.fields[name], `${type?.name ?? ''}.${name}`, value);
}
