/** Searching as people type: without accents, capitals, or the letters ɛ ɔ ɲ ŋ that most keyboards lack. */
const LETTERS: { readonly [letter: string]: string } = {
  ɛ: 'e',
  ɔ: 'o',
  ɲ: 'n',
  ŋ: 'n',
  œ: 'oe',
  æ: 'ae',
  '’': "'",
  ʼ: "'",
};

export const folded = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[ɛɔɲŋœæ’ʼ]/g, (letter) => LETTERS[letter] ?? letter);

/**
 * Tells whether folded texts hold what is wanted: every word of it somewhere; digits are found whatever the spaces between them. Made once for
 * many texts, because a long list is asked at every letter.
 */
export function wanting(wanted: string): (hay: string) => boolean {
  const digits = wanted.replace(/[\s.-]/g, '');
  if (/^\+?\d{3,}$/.test(digits)) return (hay) => hay.replace(/[\s.-]/g, '').includes(digits);
  const words = folded(wanted).split(/\s+/);
  return (hay) => words.every((word) => hay.includes(word));
}

/** The same for one text as it is written. */
export const matches = (wanted: string, text: string): boolean => wanting(wanted)(folded(text));
