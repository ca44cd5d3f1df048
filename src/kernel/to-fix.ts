/** What came back and waits to be put right, and by whom. */
import type { Declarations } from './declare.ts';
import { allows, type Grant, isCurrent } from './grant.ts';
import { isScope } from './scopes.ts';
import type { Change, DeviceId, Known, Millis, RecordId, Ruling } from './types.ts';

/** A returned or quarantined group, as its author or its new owner meets it. */
export interface FixItem {
  readonly changes: readonly Change[];
  readonly ruling: Ruling;
  /** Held groups that wait for this one. */
  readonly dependants: number;
}

/**
 * Returned and quarantined groups this person answers for: written by them and not handed over, or handed to them or to their place.
 * @param answers may this person put a change right where it belongs?
 */
export function toFixOf(
  all: Iterable<Known>,
  person: RecordId,
  answers: (change: Change) => boolean,
): readonly FixItem[] {
  const groups = new Map<string, { changes: Change[]; ruling: Ruling }>();
  const held: Known[] = [];
  for (const known of all) {
    const { change, ruling, state } = known;
    if (state === 'held') held.push(known);
    if (!ruling || (state !== 'returned' && state !== 'quarantined')) continue;
    const heir = ruling.handed ?? change.by;
    if (heir !== person && !(isScope(heir) && answers(change))) continue;
    const key = groupKey(change.device, ruling.first);
    const group = groups.get(key);
    if (group) group.changes.push(change);
    else groups.set(key, { changes: [change], ruling });
  }
  return [...groups.values()].map(({ changes, ruling }) => {
    changes.sort((a, b) => a.seq - b.seq);
    return { changes, ruling, dependants: waitingFor(new Set(changes.map((change) => change.record)), held) };
  });
}

function waitingFor(causes: ReadonlySet<string>, held: readonly Known[]): number {
  const groups = new Set<string>();
  for (const { change, ruling } of held)
    if (ruling?.cause && causes.has(ruling.cause)) groups.add(groupKey(change.device, ruling.first));
  return groups.size;
}

const groupKey = (device: DeviceId, first: number): string => `${device}.${first}`;

/** What may be put right by the holder of these grants, as far as was heard at that time. */
export const mayEdit =
  (decl: Declarations, grants: readonly Grant[], at: Millis) =>
  ({ type, scope }: Change): boolean =>
    grants.some((grant) => isCurrent(grant, at) && allows(decl, grant, 'edit', type, scope));
