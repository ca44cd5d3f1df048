/**
 * Types of which a hub keeps the records, and devices only what concerns their people (`keep: 'hub'`). Such a change is laid out for those who wrote on
 * its record, not for all who may read the place; everybody else asks for one record. Work that waits for somebody, and what an erasure leaves, are
 * told as ever.
 */
import type { Declarations } from './declare.ts';
import { isReached, type Reach } from './grant.ts';
import { changeIdOf, isRecordId, personScope } from './ids.ts';
import type { Change, ChangeId, RecordId, Scope } from './types.ts';

export const staysAtHub = (decl: Declarations, type: string): boolean => decl.types[type]?.keep === 'hub';

/** Every change stands in the log: what no person wrote on stands at a place that is nobody's. */
const NOBODY = personScope('hub' as RecordId);

/** Where a change is laid out. @param history of its record, itself included. */
export function writersOf(history: readonly Pick<Change, 'by'>[]): readonly Scope[] {
  const places = history.flatMap(({ by }) => (isRecordId(by) ? [personScope(by)] : []));
  return places.length > 0 ? places : [NOBODY];
}

/**
 * What somebody who comes to a record has not been told: they write on it for the first time, or it was handed to them.
 * @param isNew came with the same batch.
 */
export function untold(
  person: RecordId | '' | Scope | undefined,
  history: readonly Change[],
  isNew: (id: ChangeId) => boolean,
): readonly ChangeId[] {
  const ids = history.map((change) => ({ id: changeIdOf(change), by: change.by }));
  return ids.some(({ id, by }) => by === person && !isNew(id)) ? [] : ids.map(({ id }) => id);
}

/** Whoever wrote on a record is told of it only as long as they may read it where it lives. */
export const mayStillRead = (reach: readonly Reach[], { type, scope, shared }: Change): boolean =>
  isReached(reach, type, [scope, ...(shared ?? [])]);
