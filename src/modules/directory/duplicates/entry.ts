/** What is compared: one person or organisation, as whoever holds the record describes it, and the same made ready. */
import { type Birth, birthOf } from './births.ts';
import { addressWords, isUmbrella, numberKey, organisationWords, personWords, placeWords } from './names.ts';
import { phonesIn } from './phones.ts';
import { Vocabulary, type Word } from './vocabulary.ts';
import { BACKGROUND } from './weights.ts';

export interface Candidate {
  readonly id: string;
  readonly kind: 'person' | 'organisation';
  /** The name as written, in any order and spelling; other names of the same one (former, usual, acronym) behind. */
  readonly names: readonly string[];
  /** As written; one text may hold several. */
  readonly phones: readonly string[];
  /** EDTF level 0 or 1: `1985`, `1985-03`, `1985-03-12`, `1985~`. */
  readonly birth?: string | undefined;
  readonly sex?: string | undefined;
  /** Village, quarter or commune, as people say it. */
  readonly place?: string | undefined;
  /** Registration or identity numbers. */
  readonly numbers?: readonly string[] | undefined;
  /** Street, door, post box: what an address has besides the place. */
  readonly address?: readonly string[] | undefined;
}

export interface Entry {
  readonly candidate: Candidate;
  readonly names: readonly (readonly Word[])[];
  readonly umbrella: boolean;
  /** Canonical, see `canonicalPhone`. */
  readonly phones: readonly string[];
  readonly birth: Birth | null;
  readonly place: readonly Word[];
  readonly numbers: readonly string[];
  readonly address: readonly Word[];
}

/** All entries of one kind that are compared with each other, and how common what they say is. */
export class Hall {
  readonly kind: Candidate['kind'];
  readonly names: Vocabulary;
  readonly places = new Vocabulary(BACKGROUND.place);
  readonly addresses = new Vocabulary(BACKGROUND.address);
  /** Entries per year of birth. */
  readonly years = new Map<number, number>();
  /** Number of entries. */
  size = 0;

  constructor(kind: Candidate['kind']) {
    this.kind = kind;
    this.names = new Vocabulary(BACKGROUND[kind]);
  }

  /** `keep` for an entry that will be counted. */
  ready(candidate: Candidate, keep: boolean): Entry {
    const wordsOf = candidate.kind === 'person' ? personWords : organisationWords;
    const names = candidate.names.map((name) => wordsOf(name).map((word) => this.names.word(word, keep)));
    return {
      candidate,
      names: names.filter((words) => words.length > 0),
      umbrella: candidate.kind === 'organisation' && candidate.names.some(isUmbrella),
      phones: candidate.phones.flatMap(phonesIn),
      birth: birthOf(candidate.birth),
      place: placeWords(candidate.place ?? '').map((word) => this.places.word(word, keep)),
      numbers: (candidate.numbers ?? []).map(numberKey).filter(Boolean),
      address: addressWords(candidate.address ?? []).map((word) => this.addresses.word(word, keep)),
    };
  }

  /** Counts an entry in (`by` 1) or out (−1). */
  count(entry: Entry, by: 1 | -1): void {
    this.size += by;
    this.names.count(entry.names.flat(), by);
    this.places.count(entry.place, by);
    this.addresses.count(entry.address, by);
    const { birth } = entry;
    if (birth && birth.from === birth.to) this.years.set(birth.from, (this.years.get(birth.from) ?? 0) + by);
  }
}
