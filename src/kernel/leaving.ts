/** What a copy has of what a reach tells, and what it no longer needs when that became narrower. */
import type { RecordState } from './fold.ts';
import { isReached, type Reach } from './grant.ts';
import { isRecordId, personScope } from './ids.ts';
import type { Change, Known, RecordId } from './types.ts';

interface LeavingEnv {
  /** Does the content stand in the log of this device? */
  isOwn(change: Change): boolean;
  record(id: RecordId): RecordState | null;
}

/**
 * Changes of others that the present reach no longer covers: to be dropped, after everything own was sent. What was not confirmed stays with
 * whoever wrote it elsewhere or was asked to put it right.
 */
export function leaving(all: Iterable<Known>, reach: readonly Reach[], env: LeavingEnv): readonly Known[] {
  const own = new Set(reach.map((part) => part.prefix));
  return [...all].filter(({ change, state, ruling }) => {
    if (env.isOwn(change)) return false;
    const answering = [change.by, ruling?.handed].some((person) => isRecordId(person) && own.has(personScope(person)));
    if (state !== 'confirmed' && answering) return false;
    const record = env.record(change.record);
    const scopes = record ? [record.home, ...record.shared] : [change.scope, ...(change.shared ?? [])];
    return !isReached(reach, change.type, scopes);
  });
}

/** Does a copy have anything that others wrote and this part tells? */
export function knowsOf(all: Iterable<Known>, part: Reach, isOwn: (change: Change) => boolean): boolean {
  for (const { change } of all)
    if (!isOwn(change) && isReached([part], change.type, [change.scope, ...(change.shared ?? [])])) return true;
  return false;
}
