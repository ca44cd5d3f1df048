/**
 * What has become of the work written on a device: the four numbers of the sync line, and what waits to be put right.
 */
import type { Declarations } from './declare.ts';
import { allows, type Grant, isCurrent } from './grant.ts';
import { isScope } from './scopes.ts';
import type { Change, ChangeState, DeviceId, Known, Millis, RecordId, Ruling } from './types.ts';

/** One own change in the device's log. */
export interface OwnRow {
  readonly seq: number;
  readonly by: RecordId | '';
  readonly group: readonly [first: number, size: number];
  readonly link: string;
  readonly state: ChangeState;
  readonly ruling?: Ruling;
  /** Absent when the person who opened the device cannot read it. */
  readonly change?: Change;
  /** The change sealed to the hub, until the hub has it. */
  readonly sealed?: string;
}

/** The four numbers of the sync line, in groups (what a person did at one go). */
export interface FourNumbers {
  readonly pending: number;
  readonly received: number;
  readonly confirmed: number;
  readonly fix: number;
}

/** A returned or quarantined group, as its author or its new owner meets it. */
export interface FixItem {
  readonly changes: readonly Change[];
  readonly ruling: Ruling;
  /** Held groups that wait for this one. */
  readonly dependants: number;
}

/** Counts groups. With `settled` the sum is everything written here, by this person or by all. */
export function numbersOf(rows: Iterable<OwnRow>, person?: RecordId): FourNumbers & { readonly settled: number } {
  const sum = { pending: 0, received: 0, confirmed: 0, fix: 0, settled: 0 };
  for (const row of rows)
    if (row.seq === row.group[0] && (person === undefined || row.by === person)) sum[numberOf(row)]++;
  return sum;
}

/** Which number a group counts in: held work was received and waits by itself; what somebody else was asked to put right is closed here. */
function numberOf({ state, ruling, by }: OwnRow): keyof FourNumbers | 'settled' {
  switch (state) {
    case 'pending':
      return 'pending';
    case 'received':
    case 'held':
      return 'received';
    case 'confirmed':
    case 'erased':
      return 'confirmed';
    case 'returned':
    case 'quarantined':
      return ruling?.handed && ruling.handed !== by ? 'settled' : 'fix';
    case 'settled':
      return 'settled';
  }
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
