/** Values of fields as the pages say them, from the declaration alone. */
import { type FieldDecl, mapOf, partOf, type TypeDecl } from '../../kernel/declare.ts';
import { soundOf } from '../../kernel/sound.ts';
import type { Json } from '../../kernel/types.ts';
import { catalogue } from '../../modules/catalogue.ts';
import { formatNumber, listText, moneyText, phoneText } from '../../ui/format.ts';
import { plainLanguage, t } from '../../ui/i18n.ts';
import { momentText } from '../../ui/moment.ts';
import { placeText } from '../../ui/place.ts';
import '../../ui/messages/index.ts';

/** As it was written: what came back to its author may be anything. */
export const asWritten = (value: Json): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
const choiceWords = (key: string, value: Json): string =>
  catalogue[plainLanguage()][`${key}.${asWritten(value)}`] ?? asWritten(value);

/** @param key where the catalogue keeps the words of the field: `type.field`. */
function said(decl: FieldDecl | undefined, key: string, value: Json): string {
  switch (decl?.widget) {
    case 'choice':
      return choiceWords(key, value);
    case 'choices':
    case 'zone':
      return listText([value].flat().map((one) => choiceWords(key, one as Json)));
    case 'phone':
      return phoneText(asWritten(value)).replaceAll(' ', '\u00a0');
    case 'date':
    case 'moment':
      return momentText(asWritten(value));
    case 'number':
      return typeof value === 'number' ? formatNumber(value) : asWritten(value);
    case 'money':
      return typeof value === 'number' ? moneyText(value) : asWritten(value);
    case 'yesno':
      return t(value === true ? 'word.yes' : 'word.no');
    case 'place':
      return placeText(value);
    case 'audio':
      return t('value.sound', { n: soundOf(value)?.seconds ?? 0 });
    case 'entries':
      return listText(
        Object.entries(decl.entry ?? {}).flatMap(([part, one]) => {
          const inside = partOf(value, part);
          return inside === undefined || inside === null ? [] : [said(one, `${key}.${part}`, inside)];
        }),
      );
    case 'hidden':
      return unasked(decl, key, value);
    default:
      return asWritten(value);
  }
}

/** What no form asks in these words: a mark with what it is out of, a choice that a button wrote. */
function unasked(decl: FieldDecl, key: string, value: Json): string {
  if (typeof value === 'boolean') return t(value ? 'word.yes' : 'word.no');
  const parts = Object.entries(decl.entry ?? {}).flatMap(([part, one]) => {
    const inside = partOf(value, part);
    const label = catalogue[plainLanguage()][`${key}.${part}`] ?? part;
    return inside === undefined || inside === null ? [] : [[label, said(one, `${key}.${part}`, inside)] as const];
  });
  const [only] = parts;
  if (only) return parts.length === 1 ? only[1] : listText(parts.map(([label, text]) => `${label}\u00a0: ${text}`));
  return choiceWords(key, value);
}

/** The value of a field, or of one entry of a map; « vide » where there is none. */
export function fieldValueWords(type: TypeDecl | undefined, field: string, value: Json | undefined): string {
  if (value === null || value === undefined || value === '') return t('word.empty');
  const name = type?.fields[field] ? field : (mapOf(field) ?? field);
  return said(type?.fields[name], `${type?.name ?? ''}.${name}`, value);
}
