/**
 * What of a person or an organisation goes into an address book. A number whose owner refused that it is kept does not, nor anything to reach somebody
 * who does not agree, or no more, to be reached; whose telephone it is stands in the note, for many share one.
 */
import { partOf } from '../../kernel/declare.ts';
import { aliasOf, isVoided, type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import { normalPhone } from '../../kernel/phone.ts';
import type { RecordId } from '../../kernel/types.ts';
import type { Card } from '../../ui/files/vcard.ts';
import { placeText } from '../../ui/place.ts';

export interface CardSource {
  readonly main: RecordState;
  /** Its companion with the main telephone, where the reader may see it. */
  readonly contact: RecordState | null;
  /** Other ways to reach it (`contact`). */
  readonly others: readonly RecordState[];
  /** Of a person: a no to being reached, or a yes taken back. */
  readonly refused: boolean;
  /** Of a person: where they act, as what. */
  readonly post?: { readonly org: string; readonly title: string } | null;
  /** What a field is called. */
  label(type: string, field: string): string;
  /** What a country is called. */
  country(code: string): string;
  /** Time of the last change, ISO 8601. */
  readonly revised: string;
}

/** Null for what was taken off the lists or is read as another now. */
export function cardOf(source: CardSource): Card | null {
  const { main, contact, post, label } = source;
  const name = textOf(main, 'name');
  if (isVoided(main) || aliasOf(main) !== null || name === '') return null;
  const phones: string[] = [];
  const emails = source.refused ? [] : [textOf(main, 'email')];
  const notes: string[] = [];
  for (const one of source.refused ? [] : [contact, ...source.others]) {
    if (!one || isVoided(one) || textOf(one, 'consent') === 'refused') continue;
    const field = one.type === 'contact' ? 'value' : 'phone';
    const [value, kind] = [textOf(one, field), textOf(one, 'kind') || 'phone'];
    const number = kind === 'phone' || kind === 'whatsapp' ? normalPhone(value) : null;
    if (kind === 'email') emails.push(value);
    else if (number?.ok) phones.push(number.value);
    else if (value !== '')
      notes.push(`${kind === 'phone' ? label(one.type, field) : label(one.type, `kind.${kind}`)} : ${value}`);
    const owner = textOf(one, 'ownerName');
    if (owner !== '') notes.push(`${value} : ${owner}`);
  }
  const place = valueOf(main, 'place');
  const code = partOf(place, 'country');
  const street = [textOf(main, 'quarter'), textOf(main, 'landmark')].filter((one) => one !== '').join(', ');
  const [url, org, title] = [textOf(main, 'website'), post?.org ?? '', post?.title || textOf(main, 'job')];
  return {
    kind: main.type === 'person' ? 'individual' : 'org',
    uid: main.id,
    name,
    ...(org && { org }),
    ...(title && { title }),
    phones: [...new Set(phones)],
    emails: [...new Set(emails.filter((one) => one !== ''))],
    ...(url && { url }),
    ...(placeText(place) && {
      place: {
        poBox: textOf(main, 'poBox'),
        street,
        town: placeText(place),
        country: source.country(typeof code === 'string' ? code : 'ML'),
      },
    }),
    ...(notes.length > 0 && { note: notes.join('\n') }),
    revised: source.revised,
  };
}

const RANKS = ['function', 'employee', 'founder', 'member'];

/** Where a person acts: a function before an employment before a membership, what is not over. @param today `2026-11-22` */
export function postOf(
  involvements: readonly RecordState[],
  nameOf: (id: RecordId) => string,
  today: string,
): NonNullable<CardSource['post']> | null {
  const rank = (one: RecordState): number => RANKS.indexOf(textOf(one, 'kind'));
  const isOver = (one: RecordState): boolean => {
    const to = textOf(one, 'to').replace('~', '');
    return to !== '' && to < today.slice(0, to.length);
  };
  const [first] = involvements
    .filter((one) => !isVoided(one) && rank(one) >= 0 && !isOver(one))
    .sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
  const organisation = first && refOf(first, 'organisation');
  const org = organisation ? nameOf(organisation) : '';
  return first && org ? { org, title: textOf(first, 'title') } : null;
}
