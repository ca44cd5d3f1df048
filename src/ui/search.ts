/**
 * Searching as people type: without accents, capitals, or the letters ɛ ɔ ɲ ŋ that most keyboards lack; with any words, in any order; telephone
 * numbers in any form. The one place that says when a text is found, for every list and for a search of everything.
 *
 * A list gives each of its lines a `Haystack` and keeps a `SearchIndex` of them: `look` at every key, `warm` in moments when nobody waits. Which
 * lines have to be made anew `replica.touched` tells; the others stay folded.
 */

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

/** Lower case words of plain letters and digits with one space between: `Sɛnɛ Ɲɛtaa, l’Été` is `sene netaa l ete`. */
export const folded = (text: string): string =>
  unmarked(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Lower case without accents, in plain letters; what stands between words stays. */
export const unmarked = (text: string): string => {
  const lower = text.toLowerCase();
  // Half of what is folded has no other letters.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the first 128 are meant
  if (/^[\x00-\x7f]*$/.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[ɛɔɲŋœæ’ʼ]/g, (letter) => LETTERS[letter] as string);
};

/**
 * A folded word as it sounds: ɲ is written n, ny or gn, and ŋ at the beginning n or ng. In the middle of a word `ng` stays, or Sangaré would be sana.
 * A text keeps both its spelling and its sound, so that a French word is found from its first letters on: `sig` and `signe`.
 */
const sound = (word: string): string => word.replace(/gn|ny/g, 'n').replace(/^ng/, 'n');

const forms = new Map<string, string>();
/** More different words than any network has; beyond it somebody is playing. */
const MANY_WORDS = 50_000;

/** Every form under which a word of a text is found, with a space between. */
function formsOf(word: string): string {
  const before = forms.get(word);
  if (before !== undefined) return before;
  const parts = folded(word);
  // N’Diaye is also found as Ndiaye, and Koro-ba as Koroba.
  const all = new Set([parts, parts.replaceAll(' ', '')]);
  if (/[ɲŋ]/i.test(word)) all.add(folded(word.toLowerCase().replaceAll('ɲ', 'ny').replaceAll('ŋ', 'ng')));
  for (const one of [...all]) all.add(one.split(' ').map(sound).join(' '));
  const text = narrow([...all].join(' '));
  if (forms.size > MANY_WORDS) forms.clear();
  forms.set(word, text);
  return text;
}

/** The same text, in one byte a letter where that is enough: what came from ɛ is otherwise kept in two, and searched half as fast. */
const narrow = (text: string): string =>
  String.fromCharCode(...Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)));

/** Digits that belong together, with what people put between and before them. */
const NUMBER = /(?:\+|\b)\d(?:[\d\s().\-/]*\d)?/g;
/** From here on digits may be a telephone number. */
const LONG = 7;

/** The digits of a number, without the code of Mali however it was written: +223, 00223, or 223 before eight others. */
function digitsOf(number: string): string {
  const digits = number.replace(/\D/g, '');
  if (number.startsWith('+') || digits.startsWith('00')) return digits.replace(/^00/, '').replace(/^223(?=\d)/, '');
  return digits.length === 11 && digits.startsWith('223') ? digits.slice(3) : digits;
}

/** A text as it is searched in. Joined at one go: a text in pieces would be put together at the first key. */
function searchable(text: string): string {
  const hay = text.split(' ').map(formsOf);
  if (/\d/.test(text))
    for (const [number] of text.matchAll(NUMBER)) {
      const digits = digitsOf(number);
      if (digits.length >= LONG) hay.push(digits);
    }
  return hay.join(' ');
}

/** Per thing asked for, its forms: one of them must stand in the text, a form being texts of which all must. */
type Wanted = readonly (readonly (readonly string[])[])[];

function wantedOf(text: string): Wanted {
  const wanted: (readonly (readonly string[])[])[] = [];
  const words = text.replace(NUMBER, (number) => {
    const digits = digitsOf(number);
    wanted.push([[digits], folded(number).split(' ')]);
    return ' ';
  });
  for (const word of folded(words).split(' ')) {
    const other = sound(word);
    if (word) wanted.push(other === word ? [[word]] : [[word], [other]]);
  }
  return wanted;
}

/** Asked of tens of thousands of texts at one key, by a phone whose engine has not warmed to it: plain loops. */
function isIn(hay: string, wanted: Wanted): boolean {
  for (const one of wanted) if (!hasOne(hay, one)) return false;
  return true;
}

function hasOne(hay: string, forms: Wanted[number]): boolean {
  for (const form of forms) {
    let all = true;
    for (const part of form) all &&= hay.includes(part);
    if (all) return true;
  }
  return false;
}

/** Is whatever is found for one sure to be found for the other? */
const narrows = (now: Wanted, before: Wanted): boolean =>
  before.every((old) =>
    now.some((one) =>
      one.every((form) => old.some((other) => other.every((part) => form.some((longer) => longer.includes(part))))),
    ),
  );

/** Is everything that was asked for in this text? For one text; many are kept in an index. */
export const matches = (wanted: string, text: string): boolean => isIn(searchable(text), wantedOf(wanted));

/** The text of one line, folded once, when first searched. */
export class Haystack {
  readonly text: string;
  #hay: string | null = null;

  /** @param text everything under which the line is to be found, as it is written. */
  constructor(text: string) {
    this.text = text;
  }

  get hay(): string {
    this.#hay ??= searchable(this.text);
    return this.#hay;
  }
}

const FIRST_ASKED = wantedOf('nyq');
const EACH_KIND: readonly Wanted[] = [FIRST_ASKED, wantedOf('zq'), wantedOf('a zq')];

/** What can be searched: a line of a list. A line made anew with the same text keeps its haystack. */
export interface Searchable {
  readonly haystack: Haystack;
}

/** Lines to be searched at every key. Made anew whenever the list is: what is folded stays with the lines. */
export class SearchIndex<T extends Searchable> {
  readonly lines: readonly T[];
  /** Folded texts so far, line by line. */
  readonly #hays: string[] = [];
  #last: Search<T> | null = null;
  #trial: Search<T> | null = null;
  #asked = 0;

  constructor(lines: readonly T[]) {
    this.lines = lines;
  }

  /** Folds texts beforehand, for as long as `goOn` says. Says whether all is done. */
  warm(goOn: () => boolean): boolean {
    while (this.#hays.length < this.lines.length) {
      if (!goOn()) return false;
      isIn(this.hay(this.#hays.length), FIRST_ASKED);
    }
    // Asking once of each kind makes the engine quick at asking.
    for (; this.#asked < EACH_KIND.length; this.#asked++) {
      this.#trial ??= new Search(this, EACH_KIND[this.#asked] as Wanted, null, () => true);
      if (!this.#trial.go(goOn)) return false;
      this.#trial = null;
    }
    return true;
  }

  /** The folded text of a line. Lines are folded in their order. */
  hay(at: number): string {
    for (let i = this.#hays.length; i <= at; i++) this.#hays.push((this.lines[i] as T).haystack.hay);
    return this.#hays[at] as string;
  }

  /**
   * Begins to look for a text; where it only says more than the one before, in what that one had found.
   * @param passes what else a line must be.
   */
  look(text: string, passes: (line: T) => boolean = () => true): Search<T> {
    const wanted = wantedOf(text);
    // Nothing asked for was found everywhere: that narrows nothing.
    const before = this.#last && this.#last.wanted.length > 0 && narrows(wanted, this.#last.wanted) ? this.#last : null;
    this.#last = new Search(this, wanted, before, passes);
    return this.#last;
  }

  /** Looks through all lines at one go. */
  search(text: string, passes?: (line: T) => boolean): readonly T[] {
    const looking = this.look(text, passes);
    looking.go(() => true);
    return looking.found;
  }
}

/** So many lines are looked at before the time is asked for: a few milliseconds on a weak phone, even where they are not folded yet. */
const STRIDE = 16;

/**
 * A text being looked for, as far as there was time: a weak phone shows the first rows at once and goes on between two frames. Lines are looked at
 * in their order, so what was found stays found, and further rows come behind.
 */
export class Search<T extends Searchable> {
  readonly wanted: Wanted;
  /** Lines found so far, in their order. The same list grows. */
  readonly found: T[] = [];
  readonly #index: SearchIndex<T>;
  readonly #passes: (line: T) => boolean;
  /** Where a shorter text was found, and up to which line it was looked for. */
  readonly #among: readonly number[];
  #i = 0;
  #at: number;
  /** Where this text was found, whatever else the lines must be. */
  readonly #numbers: number[] = [];

  constructor(index: SearchIndex<T>, wanted: Wanted, before: Search<T> | null, passes: (line: T) => boolean) {
    this.#index = index;
    this.wanted = wanted;
    this.#passes = passes;
    this.#among = before ? before.#numbers.concat(before.#among.slice(before.#i)) : [];
    this.#at = before ? before.#at : 0;
  }

  /** Grows with every line that was looked at. */
  get seen(): number {
    return this.#i + this.#at;
  }

  get done(): boolean {
    return this.#i >= this.#among.length && this.#at >= this.#index.lines.length;
  }

  /** Looks on for as long as `goOn` says. Says whether everything has been looked at. */
  go(goOn: () => boolean): boolean {
    const word = wordOf(this.wanted);
    const all = this.wanted.length === 0;
    while (!this.done) {
      for (let n = 0; n < STRIDE && !this.done; n++) {
        const at = this.#i < this.#among.length ? (this.#among[this.#i++] as number) : this.#at++;
        if (!all) {
          const hay = this.#index.hay(at);
          if (!(word === null ? isIn(hay, this.wanted) : hay.includes(word))) continue;
          this.#numbers.push(at);
        }
        const line = this.#index.lines[at] as T;
        if (this.#passes(line)) this.found.push(line);
      }
      if (!goOn()) break;
    }
    return this.done;
  }
}

/** The one text that is asked for, or null when there are several. */
const wordOf = (wanted: Wanted): string | null =>
  wanted.length === 1 && wanted[0]?.length === 1 && wanted[0][0]?.length === 1 ? (wanted[0][0][0] as string) : null;
