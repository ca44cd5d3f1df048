/**
 * What is doubtful in the rolls of the last days, so that it comes to whoever can settle it: people who are there without being enrolled in
 * a group that has these contents, in two rooms at
 * once, or of whom two phones said another thing. All of it is kept as it was written; a person says what is right.
 */
import { isVoided, type RecordState } from '../../kernel/fold.ts';
import type { LinkSource } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import { ownGroup } from './makeup.ts';
import { overlap, type Sitting, sittingsOf, thoseThere } from './rooms.ts';
import { calledIn, dayOfSession, disputed, type Half, halvesOf, isCancelled, rollId } from './rules.ts';

export type DoubtKind = 'guest' | 'twice' | 'clash';

export interface Doubt {
  readonly kind: DoubtKind;
  readonly session: RecordState;
  /** The half day it is about, but for guests. */
  readonly half: Half;
  /** Never none. */
  readonly people: readonly RecordId[];
  /** Of who is in two rooms: the other one. */
  readonly other?: Sitting;
}

/** @param since first day looked at, with what is doubtful that day and after, the latest day first. */
export function doubtsOf(source: LinkSource, since: Day): readonly Doubt[] {
  const called = source
    .list('session')
    .filter((one) => !isVoided(one) && !isCancelled(one) && dayOfSession(one) >= since)
    .flatMap((session) => {
      const roll = source.record(rollId(session.id));
      return roll?.created && !isVoided(roll) ? [{ session, roll, there: thereIn(source, session) }] : [];
    })
    .sort((a, b) => (dayOfSession(a.session) < dayOfSession(b.session) ? 1 : -1));
  const found: Doubt[] = [];
  const say = (kind: DoubtKind, session: RecordState, people: Iterable<RecordId>, more: Partial<Doubt> = {}): void => {
    const all = [...people];
    if (all.length > 0) found.push({ kind, session, half: 'marks', people: all, ...more });
  };
  for (const [nth, { session, roll, there }] of called.entries()) {
    const { guests } = calledIn(source, session);
    say(
      'guest',
      session,
      guests.filter((id) => there.some(({ people }) => people.has(id)) && !ownGroup(source, session, id)),
    );
    for (const half of halvesOf(session)) say('clash', session, disputed(source, roll, half).keys(), { half });
    for (const { session: other, there: beside } of called.slice(nth + 1)) {
      if (dayOfSession(other) !== dayOfSession(session)) break;
      for (const { sitting, people } of there)
        for (const { sitting: at, people: others } of beside)
          if (overlap(sitting, at))
            say(
              'twice',
              session,
              [...people].filter((id) => others.has(id)),
              { half: sitting.half, other: at },
            );
    }
  }
  return found;
}

const thereIn = (source: LinkSource, session: RecordState) =>
  sittingsOf(session).map((sitting) => ({ sitting, people: thoseThere(source, sitting) }));
