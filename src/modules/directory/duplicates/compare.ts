/** How likely two entries are the same person or organisation, and why. */
import { type Alignment, align, type Field } from './align.ts';
import { compareBirths } from './births.ts';
import { slips } from './edits.ts';
import type { Entry, Hall } from './entry.ts';
import { isTrade } from './names.ts';
import type { Word } from './vocabulary.ts';
import { agreement, BACKGROUND_ENTRIES, BITS, LEVELS, M, MOST, prior, TRADE, VILLAGE, YEAR } from './weights.ts';

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
export const compareEntries = (a: Entry, b: Entry, hall: Hall): Verdict => judge(a, b, hall, -Infinity)!;

/** The same; null, and much sooner, where it would have no level. */
export const compareIfClose = (a: Entry, b: Entry, hall: Hall): Verdict | null => judge(a, b, hall, LEVELS.possible);

function judge(a: Entry, b: Entry, hall: Hall, floor: number): Verdict | null {
  const name = names(a, b, hall);
  const phone = phones(a, b);
  const number = numbers(a, b);
  const birth = births(a, b, hall);
  const sex = sexes(a, b);
  const umbrella: Part =
    a.umbrella === b.umbrella ? NOTHING : { bits: BITS.umbrella, reason: { field: 'umbrella', how: 'different' } };
  const sofar = prior(hall.size) + name.bits + number.bits + birth.bits + sex.bits + umbrella.bits;

  // What comes now takes longest, and most pairs are decided: places and households can add no more than this.
  const limit = MOST.household[name.agreeing === 'unknown' ? 'part' : name.agreeing];
  if (sofar + Math.min(0, phone.bits) + limit + MOST.place + BITS.nameInVillage < floor) return null;

  const address = addresses(a, b, hall);
  const shared = Math.min(limit, Math.max(0, phone.bits) + Math.max(0, address.bits));
  const household = shared + Math.min(0, phone.bits) + Math.min(0, address.bits);
  const found = places(a, b, hall);
  const place = shared > 0 ? { ...found, bits: Math.min(found.bits, MOST.placeOfHousehold) } : found;
  const village = hall.kind === 'organisation' && name.agreeing === 'same' && found.bits >= VILLAGE;
  const score = Math.round((sofar + household + place.bits + (village ? BITS.nameInVillage : 0)) * 100) / 100;
  if (score < floor) return null;
  const parts = [name, phone, number, birth, place, address, sex, umbrella];
  const reasons = parts.flatMap((part) => part.reason ?? []);
  return { score, level: levelOf(score, name.agreeing, hall.kind, reasons), reasons };
}

/**
 * The score decides, within bounds that no weight may cross:
 * - Names that contradict each other (brothers and sisters, twins, two groups of one quarter), or a union beside its member, are at most possible
 *   unless an official number is the same: a neighbouring one is no proof, households are registered in a row.
 * - Nobody is surely somebody else without a date of birth or an official number that agrees: a girl may bear the name of her grandmother, in the
 *   same house and on the same telephone.
 * - One field alone, however rare, is at most likely.
 */
function levelOf(score: number, names: Agreeing, kind: Hall['kind'], reasons: readonly Reason[]): Level | null {
  const reached = (Object.keys(LEVELS) as Level[]).find((level) => score >= LEVELS[level]) ?? null;
  if (reached === null || reached === 'possible') return reached;
  const agrees = (field: Reason['field']): boolean =>
    reasons.some((one) => one.field === field && one.how !== 'different');
  const differs = names === 'different' || reasons.some(({ field }) => field === 'umbrella');
  const numbered = reasons.some(({ field, how }) => field === 'number' && how === 'same');
  if (differs && !numbered) return 'possible';
  const dated = kind === 'organisation' || agrees('birth') || agrees('number');
  return dated && reasons.filter(({ how }) => how !== 'different').length > 1 ? reached : 'likely';
}

interface NamePart extends Part {
  readonly agreeing: Agreeing;
}

/** The pair of names that agrees best, where entries have several. */
function names(a: Entry, b: Entry, hall: Hall): NamePart {
  const field: Field = { vocabulary: hall.names, entries: hall.size, m: M.word };
  const keeps = hall.kind === 'organisation' ? keptOf(a, b) : null;
  let best: NamePart | null = null;
  for (const mine of a.names) {
    for (const other of b.names) {
      const found = namePart(align(mine, other, keeps ? { ...field, keeps } : field), keeps);
      if (best === null || found.bits > best.bits) best = found;
    }
  }
  return best ?? { ...NOTHING, agreeing: 'unknown' };
}

/** A group often bears the name of its village: the place has its own say, and to leave it out is no difference. */
const keptOf =
  (a: Entry, b: Entry) =>
  ({ sound: { key } }: Word): number => {
    const isPlace = a.place.some(({ sound }) => sound.key === key) || b.place.some(({ sound }) => sound.key === key);
    return isPlace ? 0 : isTrade(key) ? TRADE : 1;
  };

function namePart(found: Alignment, keeps: ((word: Word) => number) | null): NamePart {
  const [leftA, leftB] = [leftOver(found.leftA, keeps), leftOver(found.leftB, keeps)];
  const differ = Math.min(leftA.words, leftB.words);
  const missing = Math.abs(leftA.weight - leftB.weight);
  const bits = Math.min(MOST.name, found.bits) + differ * BITS.wordsDiffer + missing * BITS.wordMissing;
  if (differ > 0 || found.matched === 0) {
    return { bits, reason: { field: 'name', how: 'different' }, agreeing: 'different' };
  }
  if (missing > 0) {
    // One name in common is a family, or a trade; two, or a group's own name, are somebody.
    const own = found.matched > 1 || leftA.own + leftB.own === 0;
    return { bits, reason: { field: 'name', how: 'part' }, agreeing: own ? 'same' : 'part' };
  }
  const how = found.how === 'same' ? (found.reordered ? 'order' : 'same') : found.how;
  return { bits, reason: { field: 'name', how }, agreeing: 'same' };
}

/** Words without counterpart, places left out: how many, how many of them are no trade, and their weight. */
function leftOver(words: readonly Word[], keeps: ((word: Word) => number) | null) {
  let [count, own, weight] = [0, 0, 0];
  for (const word of words) {
    const kept = keeps?.(word) ?? 1;
    if (kept > 0) count++;
    if (kept === 1) own++;
    weight += kept;
  }
  return { words: count, own, weight };
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
  const same = a.numbers.filter((number) => b.numbers.includes(number));
  if (same.length > 0) {
    const longest = Math.max(...same.map((number) => number.length));
    return { bits: Math.min(BITS.numberSame, longest * BITS.perDigit), reason: { field: 'number', how: 'same' } };
  }
  const near = a.numbers.some((mine) =>
    b.numbers.some((other) => Math.min(mine.length, other.length) >= 6 && slips(mine, other, 1) === 1),
  );
  if (near) return { bits: BITS.numberNear, reason: { field: 'number', how: 'near' } };
  return { bits: BITS.numberDiffers, reason: { field: 'number', how: 'different' } };
}

function births(a: Entry, b: Entry, hall: Hall): Part {
  if (!a.birth || !b.birth) return NOTHING;
  const how = compareBirths(a.birth, b.birth);
  const reason = { field: 'birth', how } as Reason;
  const share = (year: number): number =>
    (Math.max(0, (hall.years.get(year) ?? 0) - 2) + YEAR * BACKGROUND_ENTRIES) / (hall.size + BACKGROUND_ENTRIES);
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
    case 'generation':
      return { bits: BITS.birthGeneration, reason: { field: 'birth', how: 'different' } };
  }
}

function places(a: Entry, b: Entry, hall: Hall): Part {
  if (a.place.length === 0 || b.place.length === 0) return NOTHING;
  const found = align(a.place, b.place, { vocabulary: hall.places, entries: hall.size, m: M.place });
  if (found.matched === 0) return { bits: BITS.placeDiffers, reason: { field: 'place', how: 'different' } };
  const bits = Math.min(MOST.place, found.bits);
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
