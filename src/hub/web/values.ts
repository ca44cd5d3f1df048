/** Values of fields as the pages say them, from the declaration alone. */
import { type FieldDecl, mapOf, partOf, type TypeDecl } from '../../kernel/declare.ts';
import type { Json } from '../../kernel/types.ts';
import { catalogue } from '../../modules/catalogue.ts';
import { formatNumber, listText, moneyText, phoneText } from '../../ui/format.ts';
import { momentText } from '../../ui/moment.ts';
import { placeText } from '../../ui/place.ts';
import '../../ui/messages/index.ts';

const choiceWords = (key: string, value: Json): string => catalogue.fr[`${key}.${String(value)}`] ?? String(value);

/** @param key where the catalogue keeps the words of the field: `type.field`. */
function said(decl: FieldDecl | undefined, key: string, value: Json): string {
  switch (decl?.widget) {
    case 'choice':
      return choiceWords(key, value);
    case 'choices':
    case 'zone':
      return listText([value].flat().map((one) => choiceWords(key, one as Json)));
    case 'phone':
      return phoneText(String(value)).replaceAll(' ', '\u00a0');
    case 'date':
    case 'moment':
      return momentText(String(value));
    case 'number':
      return typeof value === 'number' ? formatNumber(value) : String(value);
    case 'money':
      return typeof value === 'number' ? moneyText(value) : String(value);
    case 'yesno':
      return value === true ? 'oui' : 'non';
    case 'place':
      return placeText(value);
    case 'entries':
      return listText(
        Object.entries(decl.entry ?? {}).flatMap(([part, one]) => {
          const inside = partOf(value, part);
          return inside === undefined || inside === null ? [] : [said(one, `${key}.${part}`, inside)];
        }),
      );
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
