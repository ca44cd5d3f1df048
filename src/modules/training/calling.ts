/** Whom nobody has marked yet. A roll that is begun is not a roll that was called: three of sixty, or a morning without its afternoon, is told. */
import { isVoided, type RecordState, refOf } from '../../kernel/fold.ts';
import type { LinkSource } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { Millis, RecordId } from '../../kernel/types.ts';
import {
  dayOfSession,
  enrolledOn,
  type Half,
  halvesOf,
  isCancelled,
  isDue,
  isThere,
  marksOf,
  rollId,
} from './rules.ts';

/** The roll of a session, where somebody began to call it. */
const rollOf = (source: LinkSource, session: RecordState): RecordState | null => {
  const roll = source.record(rollId(session.id));
  return roll?.created && !isVoided(roll) ? roll : null;
};

/** A session that is past, was not cancelled, and of which nobody began to call the roll here. */
export const withoutRoll = (source: LinkSource, session: RecordState, today: Day): boolean =>
  isDue(session, today) && dayOfSession(session) !== '' && !isCancelled(session) && rollOf(source, session) === null;

/** People who were said to be at a session that somebody cancelled: kept, and counted nowhere until it is said that it took place. */
export function uncountedIn(source: LinkSource, session: RecordState): number {
  if (!isCancelled(session)) return 0;
  const roll = rollOf(source, session);
  const there = halvesOf(session).flatMap((half) =>
    [...marksOf(source, roll, half)].filter(([, mark]) => isThere(mark)),
  );
  return new Set(there.map(([person]) => person)).size;
}

/** People of the group, on the day of a session, whom nobody marked at that half. */
export function leftAt(source: LinkSource, session: RecordState, half: Half): readonly RecordId[] {
  const cohort = refOf(session, 'cohort');
  const marks = marksOf(source, rollOf(source, session), half);
  return cohort ? enrolledOn(source, cohort, dayOfSession(session)).filter((person) => !marks.has(person)) : [];
}

export interface Left {
  /** The first half that is not whole. */
  readonly half: Half;
  /** Is it about that half alone, of a day of two? */
  readonly alone: boolean;
  /** Whoever is not marked at one half at least, each once; never none. */
  readonly people: readonly RecordId[];
}

const NOON = 12 * 60;

/** Minute of the day: Mali's clock is UTC all year. */
export const minuteOf = (now: Millis): number => Math.floor((now % (24 * 3600 * 1000)) / 60_000);

/**
 * Whom a roll that was begun still waits for; null where it was not begun, or nobody is left.
 * @param minute of today: before the afternoon of a full day begins, nobody is asked for it.
 */
export function leftToMark(source: LinkSource, session: RecordState, today: Day, minute: number): Left | null {
  if (!isDue(session, today) || isCancelled(session) || rollOf(source, session) === null) return null;
  const halves = halvesOf(session);
  const begun = dayOfSession(session) < today || minute >= NOON ? halves : halves.slice(0, 1);
  const left = begun.map((half) => ({ half, people: leftAt(source, session, half) }));
  const [first, ...more] = left.filter(({ people }) => people.length > 0);
  if (!first) return null;
  return {
    half: first.half,
    alone: halves.length > 1 && more.length === 0,
    people: [...new Set([first, ...more].flatMap(({ people }) => people))],
  };
}
