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

/** Every word asked for stands somewhere in the text; digits are found whatever the spaces between them. */
export function matches(wanted: string, text: string): boolean {
  const hay = folded(text);
  const digits = wanted.replace(/[\s.-]/g, '');
  if (/^\+?\d{3,}$/.test(digits)) return hay.replace(/[\s.-]/g, '').includes(digits);
  return folded(wanted)
    .split(/\s+/)
    .every((word) => hay.includes(word));
}
