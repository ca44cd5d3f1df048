/**
 * Making one sheet of two, and two again. The record given up points to the one that goes on (`alias`); what people chose to keep of it is written
 * there in the same group, companions and entries of maps included. Parting takes back only what that group wrote and nobody has written since, so
 * that later work on either stays.
 */
import type { Act } from './author.ts';
import { type Declarations, mapOf, type TypeDecl } from './declare.ts';
import { ALIAS_FIELD, aliasOf, type Head, isShare, type RecordState, valueOf } from './fold.ts';
import { canonical } from './hash.ts';
import { changeIdOf, derivedId, sensitiveScope } from './ids.ts';
import type { Body, Change, ChangeId, Json, RecordId } from './types.ts';

/** What is read to merge and to part: a replica on a device, what was looked up on a hub. */
export interface MergeSource {
  readonly decl: Declarations;
  record(id: RecordId): RecordState | null;
  /** A known change, whatever its state. */
  change(id: ChangeId): Change | null;
  /** All known changes of a record. */
  changes(record: RecordId): readonly Change[];
  /** Shares that follow from what names a record, for a copy that was not told all of them (`sharing.ts`). */
  shares?(record: RecordId): Body;
}

/** One field as the two records have it. `null` where one has nothing. */
export interface Difference {
  /** The type that holds it: that of the records, or one of its companions. */
  readonly type: string;
  readonly field: string;
  readonly kept: Json;
  readonly other: Json;
}

/** The records that hold what a sheet shows: itself and its companions, where they exist. */
function partsOf(source: MergeSource, id: RecordId): readonly (readonly [TypeDecl, RecordId, RecordState | null])[] {
  const state = source.record(id);
  const type = state ? source.decl.types[state.type] : undefined;
  if (!state || !type) return [];
  const companions = Object.values(source.decl.types).filter((other) => other.companionOf === type.name);
  return [
    [type, id, state],
    ...companions.map((companion) => {
      const part = derivedId(companion.name, id);
      return [companion, part, source.record(part)] as const;
    }),
  ];
}

const same = (a: Json, b: Json): boolean => canonical(a) === canonical(b);
const isField = (name: string): boolean => !name.startsWith(':');

/**
 * Every field in which two records of one type differ, entries of maps apart. Where only the other has a value, or an entry, keeping it costs nothing:
 * screens propose that; where both have one, somebody chooses.
 */
export function differences(source: MergeSource, keep: RecordId, other: RecordId): readonly Difference[] {
  const mine = new Map(partsOf(source, keep).map(([type, , state]) => [type.name, state]));
  return partsOf(source, other).flatMap(([type, , state]) => {
    const into = mine.get(type.name) ?? null;
    return Object.keys(state?.fields ?? {}).flatMap((field): Difference[] => {
      if (
        !isField(field) ||
        isShare(field) ||
        type.keys?.includes(field) ||
        type.fields[mapOf(field) ?? field]?.widget === 'hidden'
      )
        return [];
      const there = state ? (valueOf(state, field) ?? null) : null;
      const here = into ? (valueOf(into, field) ?? null) : null;
      return there === null || same(there, here) ? [] : [{ type: type.name, field, kept: here, other: there }];
    });
  });
}

/** The group that makes one of two. @param take of the differences, those whose value of the other is to be kept. */
export function mergeActs(
  source: MergeSource,
  keep: RecordId,
  other: RecordId,
  take: readonly Pick<Difference, 'type' | 'field' | 'other'>[],
): readonly Act[] {
  const kept = source.record(keep);
  if (!kept) throw new Error(`no record ${keep} to keep`);
  const saw = partsOf(source, other).flatMap(([, , state]) => headsOf(state).map((head) => head.id));
  const acts: Act[] = [{ do: 'alias', record: other, into: keep, saw: [...new Set(saw)].sort() }];
  for (const [type, id, state] of partsOf(source, keep)) {
    const taken = take.filter((one) => one.type === type.name);
    if (taken.length === 0) continue;
    const body: Body = Object.fromEntries(taken.map((one) => [one.field, one.other]));
    if (state?.created) acts.push({ do: 'edit', record: id, body });
    else acts.push({ do: 'create', type: type.name, home: sensitiveScope(kept.home), body: { of: keep, ...body } });
  }
  // Whoever read the one goes on reading what stands for both.
  const shares: Record<string, Json> = { ...source.shares?.(other) };
  for (const [field, [head]] of Object.entries(source.record(other)?.fields ?? {}))
    if (isShare(field)) shares[field] = head?.value ?? null;
  for (const [field, scope] of Object.entries(shares))
    if (scope) acts.push({ do: 'edit', record: keep, body: { [field]: scope } });
  return acts;
}

const headsOf = (state: RecordState | null): readonly Head[] =>
  Object.entries(state?.fields ?? {}).flatMap(([field, heads]) => (isField(field) ? heads : []));

/**
 * Everything written to make these two one: the groups in which the record was said to be the same as the one it is now read as, the first and those
 * in which late work was looked at. Empty when it stands alone.
 */
function mergeGroups(source: MergeSource, other: RecordState): readonly Change[] {
  const into = aliasOf(other);
  const found: Change[] = [];
  const next = [other.fields[ALIAS_FIELD]?.[0]?.id];
  // A save cites what it saw and what is confirmed beneath it: every road is followed, each save once.
  for (const id of next) {
    const alias = id && !found.some((one) => changeIdOf(one) === id) ? source.change(id) : null;
    if (alias?.kind !== 'alias' || alias.body?.['into'] !== into) continue;
    const [first, size] = alias.group ?? [alias.seq, 1];
    for (let seq = first; seq < first + size; seq++) {
      const change = source.change(`${alias.device}.${seq}` as ChangeId);
      if (change) found.push(change);
    }
    next.push(...(alias.over?.[ALIAS_FIELD] ?? []));
  }
  return found;
}

/**
 * The group that makes two again. Each field that the merge wrote on the kept record, and that nobody has written since, gets back what it had before;
 * what somebody wrote since stays. Null when the record is not merged.
 */
export function partActs(source: MergeSource, other: RecordId): readonly Act[] | null {
  const state = source.record(other);
  if (!state || aliasOf(state) === null) return null;
  const acts: Act[] = [{ do: 'alias', record: other, into: null }];
  const written = mergeGroups(source, state);
  for (const change of written) {
    if (change.kind !== 'set' || !change.body) continue;
    const target = source.record(change.record);
    const body: Record<string, Json> = {};
    for (const field of Object.keys(change.body)) {
      if (field === 'of' || !isStillWrittenBy(target, field, change)) continue;
      body[field] = before(source, change, field, written);
    }
    if (Object.keys(body).length > 0) acts.push({ do: 'edit', record: change.record, body });
  }
  return acts;
}

function isStillWrittenBy(target: RecordState | null, field: string, change: Change): boolean {
  const heads = target?.fields[field] ?? [];
  return heads.length === 1 && heads[0]?.id === `${change.device}.${change.seq}`;
}

/**
 * What a write replaced: the value of the latest change it cites, or of the creating change; null when there was none.
 * @param past writes to look behind: what they replaced counts.
 */
function before(source: MergeSource, change: Change, field: string, past: readonly Change[]): Json {
  if (change.shared) return null;
  const cited = change.over?.[field];
  const writers = cited
    ? cited.flatMap((id) => source.change(id) ?? [])
    : source.changes(change.record).filter((one) => one.shared !== undefined);
  const latest = writers.sort((a, b) => b.stamp - a.stamp)[0];
  if (latest && latest !== change && past.some((one) => changeIdOf(one) === changeIdOf(latest)))
    return before(source, latest, field, past);
  return latest?.body?.[field] ?? null;
}

/**
 * What somebody wrote on a merged record that whoever merged it had not seen, whenever that was: it stays there, and can be taken over to the kept
 * one.
 */
export function lateWrites(source: MergeSource, other: RecordId): readonly LateWrite[] {
  const state = source.record(other);
  const keep = state ? aliasOf(state) : null;
  const merged = state?.fields[ALIAS_FIELD]?.[0];
  if (!keep || !merged) return [];
  const seen = new Set(source.change(merged.id)?.body?.['saw'] as readonly ChangeId[] | undefined);
  const parts = new Map(partsOf(source, other).map(([type, , part]) => [type.name, part]));
  return differences(source, keep, other).flatMap((difference) => {
    const head = parts.get(difference.type)?.fields[difference.field]?.[0];
    return head && !seen.has(head.id) ? [{ ...difference, head }] : [];
  });
}

/** A write that came late, see `lateWrites`. */
export type LateWrite = Difference & { readonly head: Head };

/**
 * The group that answers late writes, so that the changes they came with are not told again: what is taken goes over to the kept record. Parting later takes it back like the
 * rest of the merge.
 * @param take those of `looked` whose value goes over.
 */
export function lateActs(
  source: MergeSource,
  other: RecordId,
  looked: readonly LateWrite[],
  take: readonly LateWrite[],
): readonly Act[] {
  const state = source.record(other);
  const keep = state ? aliasOf(state) : null;
  const merged = state?.fields[ALIAS_FIELD]?.[0];
  if (!keep || !merged) return [];
  const seen = (source.change(merged.id)?.body?.['saw'] as readonly ChangeId[] | undefined) ?? [];
  const saw = [...new Set([...seen, ...looked.map(({ head }) => head.id)])].sort();
  const acts = mergeActs(source, keep, other, take).filter((act) => act.do !== 'alias');
  return [{ do: 'alias', record: other, into: keep, saw }, ...acts];
}
