/** Address books: vCard 4.0 (RFC 6350), as any telephone takes it in. */

/** Somebody, or an organisation, as an address book keeps them. */
export interface Card {
  readonly kind: 'individual' | 'org';
  /** Stays the same from one export to the next, so that an address book finds its card again. */
  readonly uid: string;
  readonly name: string;
  readonly org?: string;
  readonly title?: string;
  /** Whole numbers in E.164, the main one first; what is not whole goes in the note. */
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly url?: string;
  readonly place?: { readonly poBox: string; readonly street: string; readonly town: string; readonly country: string };
  readonly note?: string;
  /** When it was last changed, ISO 8601. */
  readonly revised: string;
}

const escaped = (text: string): string => text.replace(/[\\,;]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');

const LONGEST = 75;
const utf8 = new TextEncoder();

/** No line has more than 75 bytes, and no letter is cut in two. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let size = 0;
  for (const letter of line) {
    const bytes = utf8.encode(letter).length;
    if (size + bytes > LONGEST) {
      parts.push(part);
      part = ' ';
      size = 1;
    }
    part += letter;
    size += bytes;
  }
  return [...parts, part].join('\r\n');
}

/** One card, with the end of its last line. */
export function vcardText(card: Card): string {
  const { place } = card;
  const lines: readonly (string | false | undefined)[] = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    `KIND:${card.kind}`,
    `UID;VALUE=text:jekulu-${card.uid}`,
    `FN:${escaped(card.name)}`,
    card.kind === 'org' ? `ORG:${escaped(card.name)}` : card.org && `ORG:${escaped(card.org)}`,
    card.title && `TITLE:${escaped(card.title)}`,
    ...card.phones.map((phone, at) => `TEL${at === 0 ? ';PREF=1' : ''}:${phone}`),
    ...card.emails.map((email) => `EMAIL:${escaped(email)}`),
    card.url && `URL:${card.url.replace(/\s+/g, '')}`,
    place &&
      `ADR:${[place.poBox, '', place.street, place.town, '', '', place.country].map((part) => escaped(part)).join(';')}`,
    card.note && `NOTE:${escaped(card.note)}`,
    `REV:${card.revised.replace(/[-:]|\.\d+/g, '')}`,
    'END:VCARD',
  ];
  return lines
    .filter((line) => typeof line === 'string' && line !== '')
    .map((line) => `${folded(line as string)}\r\n`)
    .join('');
}
