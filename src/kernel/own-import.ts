/**
 * Whoever brought records in with a list may take them out again, and put them back, by the right with which they made them: a list that comes in on
 * a phone is taken back on that phone, whoever else may hide records. What somebody else wrote on a record makes it theirs too: then it takes the
 * right to hide.
 */
import { millisOf } from './clock.ts';
import type { RecordState } from './fold.ts';
import type { Replica } from './replica.ts';
import type { Known, Millis, RecordId } from './types.ts';

/**
 * Is all that stands on a record the work of the person who brought it in?
 * @param made the change that made it.
 * @param told when that person last heard of others: nobody is judged by what they could not know.
 */
export function isOwnImport(
  { created, fields }: RecordState,
  { change }: Known,
  by: RecordId | '',
  told: Millis,
): boolean {
  if (created?.by !== by || change.batch === undefined) return false;
  return Object.values(fields).every((heads) => heads.every((head) => head.by === by || millisOf(head.eff) > told));
}

/** May this person hide a record, or show it again, as far as this copy knows? */
export function mayHide(
  replica: Pick<Replica, 'may' | 'known'>,
  person: RecordId,
  state: RecordState,
  now: Millis,
): boolean {
  if (replica.may(person, 'void', state.type, state.home, now)) return true;
  const made = state.created && replica.known(state.created.id);
  return (
    made !== null &&
    isOwnImport(state, made, person, Number.POSITIVE_INFINITY) &&
    replica.may(person, 'create', state.type, state.home, now)
  );
}
