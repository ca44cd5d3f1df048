/** Who is present in two rooms at one time. Each half day is looked at for itself: a morning here and an afternoon there are one day like another. */
import { isVoided, type RecordState, textOf } from '../../kernel/fold.ts';
import type { LinkSource } from '../../kernel/links.ts';
import type { RecordId } from '../../kernel/types.ts';
import { dayOfSession, type Half, halvesOf, isCancelled, isThere, marksOf, minutesOf, rollId } from './rules.ts';
import { spanOf } from './stay.ts';

/** A half day of a session. */
export interface Sitting {
  readonly session: RecordState;
  readonly half: Half;
}

export const sittingsOf = (session: RecordState): readonly Sitting[] =>
  halvesOf(session).map((half) => ({ session, half }));

const isTimed = (session: RecordState): boolean =>
  minutesOf(textOf(session, 'start')) !== null && minutesOf(textOf(session, 'end')) !== null;

/** Do two half days lie at the same time? Where the hours are not known, on the same day they may; two mornings more than a morning and an afternoon. */
export function overlap(a: Sitting, b: Sitting): boolean {
  const day = dayOfSession(a.session);
  if (day === '' || day !== dayOfSession(b.session)) return false;
  if (!isTimed(a.session) || !isTimed(b.session)) {
    const bothWhole = halvesOf(a.session).length > 1 && halvesOf(b.session).length > 1;
    return textOf(a.session, 'start') === textOf(b.session, 'start') && (!bothWhole || a.half === b.half);
  }
  const [one, other] = [spanOf(a.session, a.half), spanOf(b.session, b.half)];
  return one !== null && other !== null && one.from < other.to && other.from < one.to;
}

/** People marked as there at a half day. */
export const thoseThere = (source: LinkSource, { session, half }: Sitting): ReadonlySet<RecordId> =>
  new Set(
    [...marksOf(source, source.record(rollId(session.id)), half)].flatMap(([person, mark]) =>
      isThere(mark) ? [person] : [],
    ),
  );

/** Other half days at the same time. */
const beside = (source: LinkSource, here: Sitting): readonly Sitting[] =>
  source
    .list('session')
    .filter((other) => other.id !== here.session.id && dayOfSession(other) === dayOfSession(here.session))
    .filter((other) => !isVoided(other) && !isCancelled(other))
    .flatMap((other) => sittingsOf(other).filter((there) => overlap(here, there)));

/** People who are present here and, at the same time, in another room: one of the two is a mistake, and a person says which. */
export function elsewhere(source: LinkSource, here: Sitting): ReadonlyMap<RecordId, Sitting> {
  const those = isCancelled(here.session) ? new Set<RecordId>() : thoseThere(source, here);
  const found = new Map<RecordId, Sitting>();
  if (those.size === 0) return found;
  for (const other of beside(source, here))
    for (const person of thoseThere(source, other)) if (those.has(person)) found.set(person, other);
  return found;
}

/** The other session at the same time in which this person is marked as there; null without one. */
export const whereElse = (source: LinkSource, here: Sitting, person: RecordId): RecordState | null =>
  beside(source, here).find((other) => thoseThere(source, other).has(person))?.session ?? null;
