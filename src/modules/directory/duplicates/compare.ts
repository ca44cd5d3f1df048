/** How likely two entries are the same person or organisation, and why. */
import { type Alignment, align, type Field } from './align.ts';
import { compareBirths } from './births.ts';
import { slips } from './edits.ts';
import type { Entry, Hall } from './entry.ts';
import type { Word } from './vocabulary.ts';
import { agreement, BITS, LEVELS, M, MOST, prior } from './weights.ts';

/** `sure` and `likely` are worth a person's look; `possible` only beside something else. Nothing is ever merged by itself. */
export type Level = keyof typeof LEVELS;

/** What is said of a field, in words that a catalogue has: `duplicate.<field>.<how>`. */
export type Reason =
  | { readonly field: 'name'; readonly how: 'same' | 'order' | 'sound' | 'typo' | 'short' | 'part' | 'different' }
  | { readonly field: 'phone'; readonly how: 'same' | 'near' | 'different' }
  | { readonly field: 'birth'; readonly how: 'day' | 'month' | 'year' | 'about' | 'typo' | 'near' | 'different' }
  | { readonly field: 'number'; readonly how: 'same' | 'near' | 'different' }
  | { readonly field: 'place' | 'address'; readonly how: 'same' | 'part' | 'different' }
  | { readonly field: 'sex' | 'umbrella'; readonly how: 'different' };

export interface Verdict {
  /** log2 of the odds that both are the same, given what is known: 0 is as likely as not, 10 is 1,000 to 1. */
  readonly score: number;
  /** Null: not worth showing. */
  readonly level: Level | null;
  readonly reasons: readonly Reason[];
}

/** How far names agree; what a shared telephone is worth depends on it. */
type Agreeing = 'same' | 'part' | 'different' | 'unknown';

interface Part {
  readonly bits: number;
  readonly reason: Reason | null;
}

const NOTHING: Part = { bits: 0, reason: null };

/** Symmetric; looks at nothing but the two entries and how common what they say is in the hall. */
export function compareEntries(a: Entry, b: Entry, hall: Hall): Verdict {
  const name = names(a, b, hall);
  const phone = phones(a, b);
  const address = addresses(a, b, hall);
  const number = numbers(a, b);
  const birth = births(a, b, hall);
  const sex = sexes(a, b);
  const umbrella: Part =
    a.umbrella === b.umbrella
      ? NOTHING
      : { bits: BITS.umbrella, reason: { field: 'umbrella', how: 'different' } };

  const limit = MOST.household[name.agreeing === 'unknown' ? 'part' : name.agreeing];
  const shared = Math.min(limit, Math.max(0, phone.bits) + Math.max(0, address.bits));
  const household = shared + Math.min(0, phone.bits) + Math.min(0, address.bits);
  const place = places(a, b, hall, shared > 0);

  const parts = [name, phone, number, birth, place, address, sex, umbrella];
  const score =
    prior(hall.size) + name.bits + household + place.bits + number.bits + birth.bits + sex.bits + umbrella.bits;
  const reasons = parts.flatMap((part) => part.reason ?? []);
  return { score: Math.round(score * 100) / 100, level: levelOf(score, name.agreeing, number.bits, reasons), reasons };
}

/**
 * The score decides, within two bounds that no weight may cross. Names that contradict each other (brothers and sisters, twins, two groups of one
 * quarter) are at most possible unless an official number agrees. And one field alone, however rare, is at most likely.
 */
function levelOf(score: number, names: Agreeing, number: number, reasons: readonly Reason[]): Level | null {
  const reached = (Object.keys(LEVELS) as Level[]).find((level) => score >= LEVELS[level]) ?? null;
  if (reached === null || reached === 'possible') return reached;
  if (names === 'different' && number <= 0) return 'possible';
  const agreeing = reasons.filter(({ how }) => how !== 'different').length;
  return agreeing < 2 ? 'likely' : reached;
}

function names(a: Entry, b: Entry, hall: Hall): Part & { readonly agreeing: Agreeing } {
  // A group often bears the name of its village: the place has its own say, and to leave it out is no difference.
  const isPlace = ({ sound: { key } }: Word): boolean =>
    a.place.some(({ sound }) => sound.key === key) || b.place.some(({ sound }) => sound.key === key);
  const said = hall.kind === 'organisation' ? isPlace : () => false;
  const field: Field = { vocabulary: hall.names, entries: hall.size, m: M.word, said };
  let best: (Part & { readonly agreeing: Agreeing }) | null = null;
  for (const mine of a.names) {
    for (const other of b.names) {
      const found = namePart(align(mine, other, field), said);
      if (best === null || found.bits > best.bits) best = found;
    }
  }
  return best ?? { ...NOTHING, agreeing: 'unknown' };
}

function namePart(found: Alignment, said: (word: Word) => boolean): Part & { readonly agreeing: Agreeing } {
  const leftA = found.leftA.filter((word) => !said(word)).length;
  const leftB = found.leftB.filter((word) => !said(word)).length;
  const differ = Math.min(leftA, leftB);
  const missing = Math.abs(leftA - leftB);
  const bits = Math.min(MOST.name, found.bits) + differ * BITS.wordsDiffer + missing * BITS.wordMissing;
  if (differ > 0 || found.matched === 0) {
    return { bits, reason: { field: 'name', how: 'different' }, agreeing: 'different' };
  }
  if (missing > 0) {
    return { bits, reason: { field: 'name', how: 'part' }, agreeing: found.matched > 1 ? 'same' : 'part' };
  }
  const how = found.how === 'same' ? (found.reordered ? 'order' : 'same') : found.how;
  return { bits, reason: { field: 'name', how }, agreeing: 'same' };
}

function phones(a: Entry, b: Entry): Part {
  if (a.phones.length === 0 || b.phones.length === 0) return NOTHING;
  if (a.phones.some((phone) => b.phones.includes(phone))) {
    return { bits: MOST.phone, reason: { field: 'phone', how: 'same' } };
  }
  const near = a.phones.some((mine) => b.phones.some((other) => slips(mine, other, 1) === 1));
  if (near) return { bits: BITS.phoneNear, reason: { field: 'phone', how: 'near' } };
  return { bits: BITS.phoneDiffers, reason: { field: 'phone', how: 'different' } };
}

function numbers(a: Entry, b: Entry): Part {
  if (a.numbers.length === 0 || b.numbers.length === 0) return NOTHING;
  if (a.numbers.some((number) => b.numbers.includes(number))) {
    return { bits: BITS.numberSame, reason: { field: 'number', how: 'same' } };
  }
  const near = a.numbers.some((mine) =>
    b.numbers.some((other) => Math.min(mine.length, other.length) >= 6 && slips(mine, other, 1) === 1),
  );
  if (near) return { bits: BITS.numberNear, reason: { field: 'number', how: 'near' } };
  return { bits: BITS.numberDiffers, reason: { field: 'number', how: 'different' } };
}

/** Share of entries born in a year, before any is counted: about 45 years are usual. */
const YEAR = 0.022;
const YEAR_ENTRIES = 300;

function births(a: Entry, b: Entry, hall: Hall): Part {
  if (!a.birth || !b.birth) return NOTHING;
  const how = compareBirths(a.birth, b.birth);
  const reason: Reason = { field: 'birth', how };
  const share = (year: number): number =>
    (Math.max(0, (hall.years.get(year) ?? 0) - 2) + YEAR * YEAR_ENTRIES) / (hall.size + YEAR_ENTRIES);
  switch (how) {
    case 'day':
      return { bits: BITS.birthDay, reason };
    case 'month':
      return { bits: BITS.birthMonth, reason };
    case 'typo':
      return { bits: BITS.birthTypo, reason };
    case 'year':
      return { bits: agreement(M.birth, share(a.birth.from)), reason };
    case 'about': {
      const years = Math.max(a.birth.to - a.birth.from, b.birth.to - b.birth.from) + 1;
      return { bits: agreement(M.birth, years * YEAR), reason };
    }
    case 'near':
      return { bits: BITS.birthNear, reason: null };
    case 'different':
      return { bits: BITS.birthDiffers, reason };
  }
}

function places(a: Entry, b: Entry, hall: Hall, household: boolean): Part {
  if (a.place.length === 0 || b.place.length === 0) return NOTHING;
  const found = align(a.place, b.place, { vocabulary: hall.places, entries: hall.size, m: M.place });
  if (found.matched === 0) return { bits: BITS.placeDiffers, reason: { field: 'place', how: 'different' } };
  const most = household ? MOST.placeOfHousehold : MOST.place;
  const bits = Math.min(most, found.bits);
  // Two quarters of one town are two places.
  if (found.leftA.length > 0 && found.leftB.length > 0) {
    return { bits: Math.min(bits, 1) + BITS.placeDiffers / 2, reason: { field: 'place', how: 'part' } };
  }
  const how = found.leftA.length + found.leftB.length > 0 ? 'part' : 'same';
  return { bits, reason: { field: 'place', how } };
}

function addresses(a: Entry, b: Entry, hall: Hall): Part {
  if (a.address.length === 0 || b.address.length === 0) return NOTHING;
  const found = align(a.address, b.address, { vocabulary: hall.addresses, entries: hall.size, m: M.address });
  const least = Math.min(a.address.length, b.address.length);
  if (found.matched === 0 || found.matched < least / 3) {
    return { bits: BITS.addressDiffers, reason: { field: 'address', how: 'different' } };
  }
  const differ = Math.min(found.leftA.length, found.leftB.length);
  const bits = Math.max(BITS.addressDiffers, Math.min(MOST.address, found.bits + differ * BITS.addressDiffers));
  return { bits, reason: { field: 'address', how: differ === 0 ? 'same' : 'part' } };
}

function sexes(a: Entry, b: Entry): Part {
  const [mine, other] = [a.candidate.sex, b.candidate.sex];
  if (!mine || !other) return NOTHING;
  if (mine === other) return { bits: BITS.sexSame, reason: null };
  return { bits: BITS.sexDiffers, reason: { field: 'sex', how: 'different' } };
}
