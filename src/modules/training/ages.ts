/**
 * Age bands of a programme, and the day its ages are told of. No law of Mali says who is young: a programme that says whom it is for is told by its own ages,
 * cut where the usual definitions of youth end; another by the usual bands. The day is the programme's own: figures of a group that is over do not
 * grow older.
 */
import { millisOf } from '../../kernel/clock.ts';
import { type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import { ageOn, type Day, firstDay, lastDay, momentFault } from '../../kernel/moment.ts';
import type { Band } from '../people/rules.ts';
import data from './age-bands.json';

/** Where a programme has no ages of its own. */
export const BANDS: readonly Band[] = data.bands;

/** In order, from nought on, without a gap: who is outside the programme's ages has a band too. */
export function bandsOf(programme: RecordState): readonly Band[] {
  const [from, to] = [ageOf(programme, 'ageFrom'), ageOf(programme, 'ageTo')];
  if (from === null && to === null) return BANDS;
  const isOwn = (age: number): boolean => age > (from ?? 0) && age <= (to ?? Number.POSITIVE_INFINITY);
  const cuts = data.cuts.map(({ at }) => at).filter(isOwn);
  const starts = [0, ...(from === null ? [] : [from]), ...cuts, ...(to === null ? [] : [to + 1])];
  const all = [...new Set(starts)].sort((a, b) => a - b);
  return all.map((start, at): Band => {
    const next = all[at + 1];
    return next === undefined ? { from: start } : { from: start, to: next - 1 };
  });
}

/** The ages a programme is for, as one band; null where it gives none. */
export function ownAges(programme: RecordState): Band | null {
  const [from, to] = [ageOf(programme, 'ageFrom'), ageOf(programme, 'ageTo')];
  return from === null && to === null ? null : { from: from ?? 0, ...(to !== null && { to }) };
}

/** One band whole, and what lies on either side of it. */
export const bandsAround = ({ from, to }: Band): readonly Band[] => [
  ...(from > 0 ? [{ from: 0, to: from - 1 }] : []),
  { from, ...(to !== undefined && { to }) },
  ...(to === undefined ? [] : [{ from: to + 1 }]),
];

const ageOf = (programme: RecordState, field: string): number | null => {
  const value = valueOf(programme, field);
  return typeof value === 'number' ? value : null;
};

/** The day of which ages are told: the one the programme names, its first, or the one it was written on. */
export function ageDayOf(programme: RecordState): Day {
  const said = [textOf(programme, 'ageOn'), textOf(programme, 'from')].find(
    (one) => one !== '' && momentFault(one) === null,
  );
  const written = (programme.created ?? programme.updated).eff;
  return said ? firstDay(said) : new Date(millisOf(written)).toISOString().slice(0, 10);
}

/** `18-24`, `36-`: how a band is named where it is a key. */
export const bandKey = ({ from, to }: Band): string => `${from}-${to ?? ''}`;

/** The band somebody is in for sure at a moment, however precisely the two dates are known; '' where that cannot be said. */
export function bandAt(birth: string, moment: string, bands: readonly Band[]): string {
  const [young, old] = birth === '' ? [null, null] : [ageOn(birth, firstDay(moment)), ageOn(birth, lastDay(moment))];
  if (!young || !old) return '';
  const band = bands.find(({ from, to = Number.POSITIVE_INFINITY }) => young[0] >= from && old[1] <= to);
  return band ? bandKey(band) : '';
}
