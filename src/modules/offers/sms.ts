/**
 * What fits a text message. A part holds 160 letters of the alphabet of telephones (3GPP TS 23.038, GSM 7-bit), 153 where there are several; one
 * letter outside it, an ê or a curly apostrophe, and the whole message holds 70. So letters it lacks are written with those it has.
 */

const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** These take the room of two. */
const DOUBLE = new Set('^{}\\[~]|€');
const INSTEAD: { readonly [letter: string]: string } = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '·': '-',
  œ: 'oe',
  Œ: 'OE',
  ç: 'c',
  ɛ: 'e',
  ɔ: 'o',
  ɲ: 'ny',
  ŋ: 'ng',
  Ɛ: 'E',
  Ɔ: 'O',
  Ɲ: 'Ny',
  Ŋ: 'Ng',
  '\u00a0': ' ',
  '\u202f': ' ',
};

export const ONE_PART = 160;
const EACH_PART = 153;

/** The same words in letters every telephone sends cheaply. */
export function plainSms(text: string): string {
  let plain = '';
  for (const letter of text.normalize('NFC').replace(/«\s?|\s?»/g, '"')) {
    if (BASIC.has(letter) || DOUBLE.has(letter)) plain += letter;
    else plain += INSTEAD[letter] ?? unmarkedLetter(letter);
  }
  return plain;
}

function unmarkedLetter(letter: string): string {
  const bare = letter.normalize('NFD').replace(/\p{M}+/gu, '');
  return [...bare].every((one) => BASIC.has(one) || DOUBLE.has(one)) ? bare : '?';
}

/** How long it is in the alphabet of telephones, and how many parts it takes. */
export function smsSize(text: string): { readonly length: number; readonly parts: number } {
  let length = 0;
  for (const letter of text) length += DOUBLE.has(letter) ? 2 : 1;
  return { length, parts: length <= ONE_PART ? Math.min(length, 1) : Math.ceil(length / EACH_PART) };
}

/** Something a message says; 0 is what it is nothing without, then what goes in first. */
export type SmsPart = readonly [text: string, rank: number];

/** One message, in this order: what must be said, and of the rest what still finds room in one part. */
export function fitted(parts: readonly SmsPart[]): string {
  const said = parts.filter(([text]) => text !== '');
  const joined = (some: ReadonlySet<SmsPart>): string =>
    plainSms(
      said
        .filter((one) => some.has(one))
        .map(([text]) => text)
        .join(' '),
    );
  const kept = new Set(said.filter(([, rank]) => rank === 0));
  for (const one of said.filter(([, rank]) => rank > 0).sort(([, a], [, b]) => a - b)) {
    const more = new Set([...kept, one]);
    if (smsSize(joined(more)).length <= ONE_PART) kept.add(one);
  }
  return joined(kept);
}
