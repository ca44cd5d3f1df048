/**
 * What a person's own work has become, read from the copy: the groups they wrote, what has to be put right, and where a record stands.
 */
import { millisOf } from '../kernel/clock.ts';
import type { RecordState } from '../kernel/fold.ts';
import { isCurrent } from '../kernel/grant.ts';
import { isRecordId, isScope, parseChangeId } from '../kernel/ids.ts';
import type { FourNumbers, Replica } from '../kernel/replica.ts';
import type { FixItem } from '../kernel/to-fix.ts';
import type { Change, ChangeId, ChangeState, Millis, RecordId, Ruling, Scope } from '../kernel/types.ts';
import { mayChoose, toChoose } from '../kernel/versions.ts';
import type { Jekulu } from './contract.ts';

/** One act of a person on this device. */
export interface OwnGroup {
  readonly key: string;
  readonly changes: readonly Change[];
  readonly state: ChangeState;
  readonly ruling: Ruling | undefined;
  readonly at: Millis;
}

/** Everything a person wrote on this device, latest first. */
export function ownGroups(replica: Replica, person: RecordId): readonly OwnGroup[] {
  const groups = new Map<number, OwnGroup & { changes: Change[] }>();
  for (const row of replica.own()) {
    if (row.by !== person || !row.change) continue;
    const group = groups.get(row.group[0]);
    if (group) group.changes.push(row.change);
    else
      groups.set(row.group[0], {
        key: `${row.change.device}.${row.group[0]}`,
        changes: [row.change],
        state: row.state,
        ruling: row.ruling,
        at: millisOf(row.change.stamp),
      });
  }
  return [...groups.values()].reverse();
}

/** Which of the four numbers a group counts in; null once it was put right, withdrawn or handed to somebody else. */
export function listOf(state: ChangeState): keyof FourNumbers | null {
  if (state === 'pending') return 'pending';
  if (state === 'received' || state === 'held') return 'received';
  if (state === 'confirmed' || state === 'erased') return 'confirmed';
  return state === 'settled' ? null : 'fix';
}

const keyOf = (device: string, first: number): string => `${device}.${first}`;
const isUnderWay = (state: ChangeState): boolean => state === 'pending' || state === 'received' || state === 'held';

/** Answers to returned work that are written but not ruled on yet, by the group they answer. */
function answers(replica: Replica): ReadonlyMap<string, Change> {
  const given = new Map<string, Change>();
  for (const { change, state } of replica.own()) {
    if (change?.kind !== 'settle' || !isUnderWay(state)) continue;
    const of = change.body?.['of'] as ChangeId;
    const { device, seq } = parseChangeId(of);
    given.set(keyOf(device, replica.known(of)?.ruling?.first ?? seq), change);
  }
  return given;
}

const firstOf = (item: FixItem): string => keyOf(item.ruling.device, item.ruling.first);

/** What waits for this person: returned work they have not answered yet, most recent first. */
export function fixesOf(replica: Replica, person: RecordId): readonly FixItem[] {
  const given = answers(replica);
  return replica
    .toFix(person)
    .filter((item) => !given.has(firstOf(item)))
    .sort((a, b) => b.ruling.received - a.ruling.received);
}

/** Returned work of this person that was answered, or that somebody else was asked to put right. */
export function answeredOf(
  replica: Replica,
  person: RecordId,
): readonly { readonly group: OwnGroup; readonly how: string; readonly to: RecordId | Scope | null }[] {
  const given = answers(replica);
  return ownGroups(replica, person).flatMap((group) => {
    if (listOf(group.state) !== 'fix') return [];
    const answer = given.get(group.key)?.body;
    const to = answer ? answer['to'] : group.ruling?.handed;
    if (!answer && (to === undefined || to === person)) return [];
    return [{ group, how: String(answer?.['how'] ?? 'handed'), to: isRecordId(to) || isScope(to) ? to : null }];
  });
}

/** The four numbers as this person meets them: each is the length of the list it opens. */
export function numbersOf(jekulu: Jekulu, person: RecordId): FourNumbers {
  return { ...jekulu.numbers.value, fix: fixesOf(jekulu.replica, person).length };
}

export type Stand = 'pending' | 'received' | 'held' | 'confirmed' | 'fix' | 'clash';

/** Where the latest work on a record stands, all its parts (companions) together. The exception comes before the usual. */
export function standOf(
  replica: Replica,
  parts: readonly (RecordState | null)[],
  fixing: ReadonlySet<RecordId> = new Set(),
): Stand {
  const there = parts.filter((part) => part !== null);
  if (there.some((part) => fixing.has(part.id))) return 'fix';
  if (there.some((part) => toChoose(replica.id.decl, part).length > 0)) return 'clash';
  if (there.every((part) => part.unconfirmed === 0)) return 'confirmed';
  const states = new Set(there.flatMap((part) => replica.history(part.id).map((known) => known.state)));
  if (states.has('pending')) return 'pending';
  return states.has('held') ? 'held' : 'received';
}

/** May this person choose between two versions of a record? */
export const maySettle = (replica: Replica, person: RecordId, part: RecordState, now: Millis): boolean =>
  replica.may(person, 'edit', part.type, part.home, now) &&
  mayChoose(
    replica.id.decl,
    person,
    replica.grantsOf(person).filter((grant) => isCurrent(grant, now)),
    part,
  );

/** Records that returned work touches. */
export const fixingRecords = (fixes: readonly FixItem[]): ReadonlySet<RecordId> =>
  new Set(fixes.flatMap((item) => item.changes.map((change) => change.record)));
