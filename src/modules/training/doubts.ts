/**
 * What is doubtful in the rolls of the last days, so that it comes to whoever can settle it: people who are there without being enrolled, in two rooms at
 * once, or of whom two phones said another thing. All of it is kept as it was written; a person says what is right.
 */
import { isVoided, type RecordState } from '../../kernel/fold.ts';
import type { LinkSource } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import {
  calledIn,
  dayOfSession,
  disputed,
  type Half,
  halvesOf,
  isCancelled,
  overlap,
  rollId,
  thoseThere,
} from './rules.ts';

export type DoubtKind = 'guest' | 'twice' | 'clash';

export interface Doubt {
  readonly kind: DoubtKind;
  readonly session: RecordState;
  /** Of a clash: the half day it is about. */
  readonly half: Half;
  /** Never none. */
  readonly people: readonly RecordId[];
  /** Of who is in two rooms: the other one. */
  readonly other?: RecordState;
}

/** @param since first day looked at, with what is doubtful that day and after, the latest day first. */
export function doubtsOf(source: LinkSource, since: Day): readonly Doubt[] {
  const called = source
    .list('session')
    .filter((one) => !isVoided(one) && !isCancelled(one) && dayOfSession(one) >= since)
    .flatMap((session) => {
      const roll = source.record(rollId(session.id));
      return roll?.created && !isVoided(roll) ? [{ session, roll, there: thoseThere(source, session) }] : [];
    })
    .sort((a, b) => (dayOfSession(a.session) < dayOfSession(b.session) ? 1 : -1));
  const found: Doubt[] = [];
  const say = (kind: DoubtKind, session: RecordState, people: Iterable<RecordId>, more: Partial<Doubt> = {}): void => {
    const all = [...people];
    if (all.length > 0) found.push({ kind, session, half: 'marks', people: all, ...more });
  };
  for (const [at, { session, roll, there }] of called.entries()) {
    const { guests } = calledIn(source, session);
    say(
      'guest',
      session,
      guests.filter((id) => there.has(id)),
    );
    for (const half of halvesOf(session)) say('clash', session, disputed(source, roll, half).keys(), { half });
    for (const { session: other, there: others } of called.slice(at + 1)) {
      if (dayOfSession(other) !== dayOfSession(session)) break;
      if (overlap(session, other))
        say(
          'twice',
          session,
          [...there].filter((id) => others.has(id)),
          { other },
        );
    }
  }
  return found;
}
