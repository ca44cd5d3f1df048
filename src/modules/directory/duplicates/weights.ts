/**
 * How much each agreement and disagreement is worth, in bits (log2 of likelihood ratios), after Fellegi and Sunter, « A theory for record linkage »
 * (JASA 64, 1969). For each field: m, the chance that it agrees between two entries of the same person or organisation; u, the chance that it
 * agrees between two different ones. Agreement weighs log2(m/u), disagreement log2((1−m)/(1−u)).
 *
 * u of names, places, years and addresses is counted in the set itself (see vocabulary.ts). m and the rest are fixed here from reasoning about how lists
 * are kept, never fitted to a test set; each line says why.
 */
import { once } from './once.ts';
import { plain, soundOf } from './sounds.ts';
import type { Background } from './vocabulary.ts';

/** One entry in five has a double, to begin with: the order of size met in lists kept by several hands. A tenfold error moves scores by 3.3 bits. */
const DOUBLES = 0.2;

/** Below that many entries the list is taken for the beginning of one that size: what is rare among ten people is not rare. */
const LEAST_ENTRIES = 500;

/** log2 odds that two entries taken at random are the same one. */
export const prior = (entries: number): number => Math.log2(DOUBLES / Math.max(LEAST_ENTRIES, entries));

/** Weight of agreeing on something that a share `u` of the others also have; `m` as above. */
export const agreement = (m: number, u: number): number => Math.log2(m / Math.min(u, m));

export const M = {
  /** A word of a name comes back, in some spelling, nine times in ten. */
  word: 0.9,
  /** Villages come back; towns and quarters are told at another scale one time in five. */
  place: 0.8,
  /** A year is remembered or copied; guessed years are `about`. */
  birth: 0.85,
  address: 0.8,
} as const;

/** Part of its weight that the trade in a group's name keeps: « femmes transformatrices de karité » is one thing said in three words. */
export const TRADE = 0.5;

/** Taken off the weight of a word that does not agree letter for letter. */
export const LESS = {
  /** Same sound, other spelling: usual, so nearly the same. */
  sound: 0.3,
  /** One or two slips: few words have them (m about 0.1), and neighbours of a word are several times as many as itself. */
  typo: 3,
  twoTypos: 4.5,
  /** Fatou for Fatoumata: as often as not it is somebody else. */
  short: 4,
} as const;

export const BITS = {
  /** Both have a word that the other lacks: m/u = 0.05/1. */
  wordsDiffer: -4.3,
  /** Only one has it: a second name left out, a given name not known. */
  wordMissing: -0.7,
  /** An organisation and the union it belongs to. */
  umbrella: -4,
  /** Telephone lines change, and people have several: a third of true pairs disagree, hence log2(0.33). */
  phoneDiffers: -1.6,
  /** One digit apart. Chance alone makes this of one pair in 100,000; capped, because groups buy numbers in a row. */
  phoneNear: 5,
  /** People move, and places are told at different scales: log2(0.2/1), rounded up for organisations without a door. */
  placeDiffers: -2.5,
  /** Members of one village do not give two groups one name: agreeing on both says more than the sum. */
  nameInVillage: 3,
  sexSame: 0.9,
  /** A wrong tick is rarer than a brother: m = 0.97. */
  sexDiffers: -4,
  /** Numbers are given once. One slip apart: rarer still by chance, but series follow each other. */
  numberSame: 13,
  /** A short number is soon given twice: ten of one digit, and registers begin anew every year. */
  perDigit: 2.5,
  numberNear: 6,
  /** Wrong copies, replaced papers: one in six. */
  numberDiffers: -2.5,
  /** Same full date: one of 365 days of about 45 years, log2(0.85 × 16,000). */
  birthDay: 13.5,
  birthMonth: 8.5,
  /** One slip apart: about 40 dates are, m = 0.1. */
  birthTypo: 5,
  birthNear: -1,
  /** m = 0.95, u near 1. */
  birthDiffers: -4,
  /** Nobody guesses that far off, and slips are told apart: what is left is one wrong copy in a hundred. */
  birthGeneration: -6.5,
  addressDiffers: -1.6,
} as const;

/**
 * Fields are not independent: one household shares telephone, village, address and family name. What they may say together is bounded, the
 * more so the less the names agree.
 */
export const MOST = {
  name: 20,
  /**
   * However rare a word is, some three in a thousand of all words are one slip from it, and more are two slips away: log2(0.1 / 0.003), and less.
   */
  typo: 5,
  twoTypos: 3.5,
  place: 8,
  /** Said by the place once the telephone or the address agrees. */
  placeOfHousehold: 2,
  /** Telephone and address together, where names agree, where one has only part of the other's, where they differ. */
  household: { same: 14, part: 6, different: 2 },
  phone: 9,
  address: 12,
} as const;

/** Weight from which a place is a village rather than a city where a name comes back: at most one entry in ten lives there. */
export const VILLAGE = 3;

/** Odds from which a pair is shown, in bits: 1,000 to 1, 8 to 1, 1 to 4. */
export const LEVELS = { sure: 10, likely: 3, possible: -2 } as const;

/** Weight of what is generally known, in entries: with 300 entries counted, both have the same say. */
export const BACKGROUND_ENTRIES = 300;

/** Share of entries born in a year, before any is counted: about 45 years are usual. */
export const YEAR = 0.022;

/** `traoré:10` is ten entries in a hundred; several spellings of one sound are written once. */
const shares = (text: string): Background['shares'] =>
  once(() =>
    Object.fromEntries(
      text.split(' ').map((entry): [string, number] => {
        const [word = '', percent = '0'] = entry.split(':');
        return [soundOf(plain(word)), Number(percent) / 100];
      }),
    ),
  );

/**
 * Shares of common names before the set says better: Malian family and given names, and words that groups like to call themselves by. General
 * knowledge, rounded, not a census.
 */
export const BACKGROUND = {
  person: {
    shares: shares(
      'traoré:10 coulibaly:9 diarra:7 diallo:4 keïta:4 koné:4 sidibé:3 sangaré:3 touré:3 camara:3 dembélé:3 sissoko:3 konaté:3 ouattara:1.5 ' +
        'cissé:2 maïga:3 bah:1 doumbia:2 diakité:2 diawara:1 samaké:2 kanté:1.5 sogoba:1 togola:1 théra:1 sanogo:1 dao:1 fofana:1 ' +
        'mamadou:5 moussa:4 amadou:3 oumar:3 ibrahima:3 boubacar:2 adama:3 abdoulaye:2 seydou:2 mohamed:3 souleymane:1.5 issa:1.5 modibo:1 ' +
        'drissa:1.5 salif:1 sékou:1 bakary:1.5 alassane:1 ousmane:1.5 yaya:1 fatoumata:5 mariam:4 aminata:3 awa:3 kadiatou:3 oumou:3 ' +
        'assétou:2 aïssata:3 fanta:2 djénéba:2 sali:1.5 rokiatou:1 ramata:1.5 maïmouna:1 bintou:1 assan:0.5 sitan:1 korotoumou:1 fatou:1',
    ),
    other: 0.001,
  },
  organisation: {
    shares: shares(
      'benkadi:4 jigiya:2 sabougnouma:1.5 benso:1 kotognogontala:1 sinignesigi:1 badenya:2 femme:12 producteur:16 karité:5 ' +
        'maraîcher:9 riz:3 coton:4 éleveur:3 pêcheur:2 transformateur:8 céréale:3 artisan:2 jeune:3',
    ),
    other: 0.002,
  },
  /** A region has some fifty places that members come from. */
  place: { shares: () => ({}), other: 0.02 },
  address: { shares: () => ({}), other: 0.004 },
} as const satisfies { readonly [of: string]: Background };
