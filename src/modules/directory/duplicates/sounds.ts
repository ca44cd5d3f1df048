/**
 * How a name sounds, whatever the spelling. Names in Mali are heard before they are written, by people schooled in French, in Bambara, or in neither:
 * Coulibaly is also Kulibali, Ouattara Wattara, Diarra Jara, Cissé Sissé. Rules rather than a list, because the next name is never in the list.
 */
import { unmarked } from '../../../ui/search.ts';

/** Spellings that no rule below gives: the same name, by usage. General knowledge, kept short. Keys and values are what the rules make. */
const SAME_SOUND: { readonly [sound: string]: string } = {
  traol: 'traor',
  taraor: 'traor',
  tarauel: 'traor',
  taraual: 'traor',
  so: 'sou',
  kulubali: 'kulibali',
  kolibali: 'kulibali',
  kolubali: 'kulibali',
};

/**
 * Applied in this order to letters without accents. Each line is one habit of writing. `S` and `J` stand for sounds that take two letters, so that
 * later rules leave them alone.
 */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  // Cheick, Sheik; then the hard c of Camara, Kamara; the soft one of Cissé, Sissé.
  [/kh|ck|qu|q/g, 'k'],
  [/ch|sh/g, 'S'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/x/g, 'ks'],
  // Coulibaly, Kulibali; Ouattara, Wattara, Uatara.
  [/ou|w/g, 'u'],
  // Djiguiya, Jigiya; Guindo, Gindo.
  [/gu(?=[ei])/g, 'g'],
  // Diarra, Djarra, Jara; Diallo, Jallo. Not Dicko, where the i carries the syllable.
  [/dj|d[iy](?=[aeou])/g, 'J'],
  // ɲ, which phones do not have: Niagaly, Gnagaly, Nyagali. ŋ before a vowel is written ng: Sangaré.
  [/gn|n[iy](?=[aou])/g, 'n'],
  [/ng(?=[aeiou])/g, 'n'],
  [/y/g, 'i'],
  // h is heard between vowels only (Mahamadou is not Mamadou): but Thiam is Tiam, Bah Ba, Hawa Awa.
  [/(?<![aeiou])h|h(?![aeiou])/g, ''],
  [/J/g, 'j'],
  [/(.)\1+/g, '$1'],
  // Final e is heard in Traoré and not in Coopérative: nobody writes the accent on a phone.
  [/(?<=..)e$/, ''],
];

/** Letters without accents, capitals and punctuation, words apart: `N'Diaye-Bah` → `ndiaye bah`. */
export const plain = (text: string): string =>
  unmarked(text)
    .replace(/['`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The sound of one plain word (see {@link plain}). Words with digits are kept as they are: they are not pronounced, they are read. */
export function soundOf(word: string): string {
  if (/\d/.test(word)) return word;
  let sound = word;
  for (const [habit, heard] of RULES) sound = sound.replace(habit, heard);
  return SAME_SOUND[sound] ?? sound;
}
