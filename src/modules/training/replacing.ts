/** Somebody else gives a session: who may, what stands against it, and the one act that says so. */
import type { Acts } from '../../kernel/author.ts';
import { isVoided, type RecordState, refOf } from '../../kernel/fold.ts';
import { grantOf, isCurrent } from '../../kernel/grant.ts';
import type { LinkSource } from '../../kernel/links.ts';
import type { Millis, RecordId } from '../../kernel/types.ts';
import type { Replaced } from './model-room.ts';
import { giversOf, trainersOf } from './rules.ts';
import { giverOf, meet, type Slot, slotOf, slotsOfAll } from './timetable.ts';

/** Somebody known to give training. */
export interface StandIn {
  readonly person: RecordId;
  /** Gives another session at that time. */
  readonly busy: Slot | null;
  /** Should have given this one. */
  readonly first: boolean;
}

/** Who should have given it: whoever is named on it, and where somebody replaces them already, still they. */
export const replacedIn = (source: LinkSource, session: RecordState): RecordId | null =>
  slotOf(source, session).replaces ?? giversOf(source, session)[0] ?? null;

/** Those the network knows as trainers, by a right they hold now, a group or a session; who is free first. Not whoever gives it already. */
export function standIns(source: LinkSource, session: RecordState, now: Millis): readonly StandIn[] {
  const here = slotOf(source, session);
  const all = slotsOfAll(source);
  const rights = source.list('grant').flatMap((state) => {
    const grant = grantOf(state);
    return grant?.role === 'trainer' && isCurrent(grant, now) ? [source.resolve(grant.person)] : [];
  });
  const groups = source.list('cohort').flatMap((one) => (isVoided(one) ? [] : trainersOf(source, one)));
  const first = replacedIn(source, session);
  const known = new Set([...groups, ...rights, ...all.flatMap(({ givers }) => givers), ...(first ? [first] : [])]);
  return [...known]
    .filter((person) => {
      const state = source.record(person);
      return person !== here.trainer && !(here.trainer === null && person === first) && state && !isVoided(state);
    })
    .map(
      (person): StandIn => ({
        person,
        busy:
          all.find((one) => giverOf(one) === person && !one.cancelled && one.key !== here.key && meet(one, here)) ??
          null,
        first: person === first,
      }),
    )
    .sort((a, b) => Number(a.busy !== null) - Number(b.busy !== null));
}

/** One act: who gives it, in whose place and why. Given back to whoever should have given it, nobody is replaced. */
export function replaceActs(source: LinkSource, session: RecordState, by: RecordId, why: Replaced | null): Acts {
  const first = replacedIn(source, session);
  const body =
    first === null || first === by
      ? { trainer: by, ...(refOf(session, 'replaces') && { replaces: null, replacedWhy: null }) }
      : { trainer: by, replaces: first, replacedWhy: why };
  return [{ do: 'edit', record: session.id, body }];
}
