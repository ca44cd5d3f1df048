/**
 * A record is a pure function of its known changes that are not returned, quarantined, settled or erased.
 *
 * Per field, every write cites the writes it replaces (`over`); a write that sees another replaces it whatever the clocks say. What is left
 * standing are the field's heads: one when all is well, several when people wrote without seeing each other. The latest head is shown, the
 * others wait for a choice. Order of arrival plays no part, so replicas that hold the same changes show the same record.
 */

import { canonical } from './hash.ts';
import { changeIdOf, isChangeId, isRecordId, isScope, parseChangeId } from './ids.ts';
import type { Body, Change, ChangeId, ChangeState, DeviceId, Json, Known, RecordId, Scope, Stamp } from './types.ts';
import { LIMITS } from './wire.ts';

export interface Head {
  readonly id: ChangeId;
  readonly value: Json;
  readonly eff: Stamp;
  readonly by: RecordId | '';
}

/** Where a record lives and who else may read it. */
export interface Place {
  readonly home: Scope;
  readonly shared: readonly Scope[];
}

export interface RecordState {
  readonly id: RecordId;
  readonly type: string;
  readonly home: Scope;
  readonly shared: readonly Scope[];
  /** Salt of the origin (the change whose id the record bears), or ''. */
  readonly salt: string;
  /** The change that made the record exist, or null while only edits of it are known. */
  readonly created: Head | null;
  readonly updated: Head;
  /** Per field its heads, the one shown first. `:void`, `:place` and `:alias` hold what is not a field. */
  readonly fields: { readonly [field: string]: readonly Head[] };
  /** Of the changes counted here, how many are not confirmed yet. */
  readonly unconfirmed: number;
  /** Changes cited here that are not known here: should one come, only the whole history can tell what is left standing. */
  readonly ahead?: readonly ChangeId[];
  /** Citations of some field go round in a circle: all of its writes are shown. */
  readonly circle?: boolean;
}

/** Entries of this map say with which organisations a record is shared (`sharing.ts`). */
export const SHARE = 'shared.';
export const isShare = (field: string): boolean => field.startsWith(SHARE);
/** Who reads a record is no news of it. */
export const isShareOnly = ({ kind, body, shared }: Change): boolean =>
  kind === 'set' &&
  shared === undefined &&
  body !== null &&
  Object.keys(body).length > 0 &&
  Object.keys(body).every(isShare);

const ERASED = ':erased';
const VOID = ':void';
const PLACE = ':place';
const ALIAS = ':alias';

/** States whose changes do not count. */
export const counts = (state: ChangeState): boolean =>
  state === 'pending' || state === 'received' || state === 'confirmed' || state === 'held';

/** Order between writes that did not see each other: ordering time, then device, then seq. Total. */
export function compareHeads(a: Pick<Head, 'id' | 'eff'>, b: Pick<Head, 'id' | 'eff'>): number {
  if (a.eff !== b.eff) return a.eff - b.eff;
  const left = parseChangeId(a.id);
  const right = parseChangeId(b.id);
  if (left.device !== right.device) return left.device < right.device ? -1 : 1;
  return left.seq - right.seq;
}

/** What a change writes, as field → value. */
function writesOf(change: Change): Body {
  const body = change.body ?? {};
  if (change.kind === 'set' || change.kind === 'fact') return body;
  if (change.kind === 'alias') return { [ALIAS]: body['into'] ?? null };
  if (change.kind === 'erase') return { ...body, [ERASED]: true };
  if (change.kind === 'void') return { [VOID]: body['voided'] ?? true };
  if (change.kind === 'move') return { [PLACE]: { home: body['home'] ?? change.scope, shared: body['shared'] ?? [] } };
  return {};
}

interface Write extends Head {
  readonly over?: readonly ChangeId[];
}

/** Ids of the writes that this one replaces by saying so. */
const cited = (write: Write, record: RecordId): readonly ChangeId[] => write.over ?? [record as string as ChangeId];

/** Writes of one field that no other replaces; none when citations go round in a circle, which only a forger can make. */
function standing(writes: readonly Write[], record: RecordId): readonly Write[] {
  if (writes.length === 1) return writes;
  const replaced = new Set<ChangeId>();
  const latest = new Map<DeviceId, number>();
  for (const write of writes) {
    for (const id of cited(write, record)) if (id !== write.id) replaced.add(id);
    const { device, seq } = parseChangeId(write.id);
    latest.set(device, Math.max(seq, latest.get(device) ?? 0));
  }
  return writes.filter(({ id }) => {
    const { device, seq } = parseChangeId(id);
    return !replaced.has(id) && latest.get(device) === seq;
  });
}

const bare = (write: Write): Head => {
  if (write.over === undefined) return write;
  const { id, value, eff, by } = write;
  return { id, value, eff, by };
};

const headOf = (known: Known, value: Json = null): Head => ({
  id: changeIdOf(known.change),
  value,
  eff: known.eff,
  by: known.change.by,
});

/** Does a change say something that an erasure takes out? */
export const isSaid = ({ kind, body }: Pick<Change, 'kind' | 'body'>): boolean =>
  (kind === 'set' || kind === 'fact') && body !== null;

/** A change meant to make a record exist says who may read it, even if only its home. */
export const creates = (change: Change): boolean =>
  (change.kind === 'set' || change.kind === 'fact') && change.shared !== undefined;

/**
 * The record that these changes make, or null when none of them counts.
 * @param changes all known changes of one record, in any order, each once.
 */
export function fold(changes: readonly Known[]): RecordState | null {
  if (changes.length === 1 && isPlain(changes[0] as Known)) return foldPlain(changes[0] as Known);
  return foldAll(changes);
}

/** A confirmed creating change that replaces nothing and carries no remark: most records are made of one such change and no other. */
export const isPlain = ({ change, state, ruling }: Known): boolean =>
  state === 'confirmed' && ruling === undefined && creates(change) && change.over === undefined && isNamed(change.body);

/** Only fields, none of what stands for something else. */
const isNamed = (body: Body | null): boolean => {
  for (const field in body) if (field === VOID || field === PLACE || isShare(field)) return false;
  return true;
};

/** What `fold` makes of one plain change, without looking for others. */
function foldPlain(known: Known): RecordState {
  const { change } = known;
  const { record, type, scope, shared = [], salt = '', body } = change;
  const created = headOf(known);
  const { id, eff, by } = created;
  const fields: Record<string, readonly Head[]> = {};
  for (const field of Object.keys(body ?? {})) fields[field] = [{ id, value: (body as Body)[field] as Json, eff, by }];
  return {
    id: record,
    type,
    home: scope,
    shared,
    salt: (id as string) === record ? salt : '',
    created,
    updated: created,
    fields,
    unconfirmed: 0,
  };
}

/** The same for any changes. */
export function foldAll(changes: readonly Known[]): RecordState | null {
  const counted = changes.filter((known) => counts(known.state) && known.change.kind !== 'settle');
  const first = counted[0];
  if (!first) return null;
  const record = first.change.record;
  const byField = new Map<string, Write[]>();
  let created: Known | null = null;
  let updated = first;
  let last = headOf(first);
  let unconfirmed = 0;
  const gone = counted.some((known) => known.change.kind === 'erase' && known.state === 'confirmed');
  for (const known of counted) {
    const { change } = known;
    if (known.state !== 'confirmed') unconfirmed++;
    const head = known === first ? last : headOf(known);
    if (isShareOnly(updated.change) || (compareHeads(head, last) > 0 && !isShareOnly(change))) {
      updated = known;
      last = head;
    }
    if (creates(change) && (created === null || isBefore(known, created, record))) created = known;
    // What was erased says nothing any more, even where a copy still comes across it.
    const writes = gone && isSaid(change) ? {} : writesOf(change);
    const { id, eff, by } = head;
    for (const field in writes) {
      const list = byField.get(field);
      const over = change.over?.[field];
      const value = writes[field] as Json;
      const write: Write = over ? { id, value, eff, by, over } : { id, value, eff, by };
      if (list) list.push(write);
      else byField.set(field, [write]);
    }
  }
  const fields: Record<string, readonly Head[]> = {};
  let circle = false;
  for (const [field, writes] of byField) {
    const heads = standing(writes, record);
    if (heads.length === 0) circle = true;
    const shown = heads.length > 0 ? heads : writes;
    fields[field] =
      shown.length === 1 ? [bare(shown[0] as Write)] : [...shown].sort((a, b) => compareHeads(b, a)).map(bare);
  }
  const ahead = aheadOf(changes, counted);
  const origin = (created ?? earliest(counted)).change;
  const settled = placeOf(fields[PLACE]?.[0]?.value) ?? { home: origin.scope, shared: origin.shared ?? [] };
  const place = sharedBy(fields, settled);
  // What a record is and where it lives is for the authority to say: what is not confirmed decides it only as long as nothing is.
  const mixed = unconfirmed > 0 && unconfirmed < counted.length;
  const firm = mixed ? fold(counted.filter((known) => known.state === 'confirmed')) : null;
  const made = firm?.created ? firm : { type: origin.type, ...place, created: created ? headOf(created) : null };
  return {
    id: record,
    type: made.type,
    home: made.home,
    shared: made.shared,
    salt: gone ? '' : (changes.find((known) => (changeIdOf(known.change) as string) === record)?.change.salt ?? ''),
    created: made.created,
    updated: last,
    fields,
    unconfirmed,
    ...(ahead.length > 0 && { ahead }),
    ...(circle && { circle }),
  };
}

function aheadOf(all: readonly Known[], counted: readonly Known[]): readonly ChangeId[] {
  const cites = counted.filter((known) => known.change.over);
  if (cites.length === 0) return [];
  const known = new Set(all.map((one) => changeIdOf(one.change)));
  const ahead = new Set(cites.flatMap(({ change }) => Object.values(change.over ?? {}).flat()));
  return [...ahead].filter((id) => !known.has(id)).sort();
}

/** The creating change itself comes first; otherwise the earlier one. */
function isBefore(a: Known, b: Known, record: RecordId): boolean {
  const aIsOrigin = (changeIdOf(a.change) as string) === record;
  const bIsOrigin = (changeIdOf(b.change) as string) === record;
  if (aIsOrigin !== bIsOrigin) return aIsOrigin;
  return compareHeads(headOf(a), headOf(b)) < 0;
}

const earliest = (list: readonly Known[]): Known =>
  list.reduce((best, known) => (compareHeads(headOf(known), headOf(best)) < 0 ? known : best));

/** A place with what was shared since. */
function sharedBy(fields: RecordState['fields'], { home, shared }: Place): Place {
  const names = Object.keys(fields).filter(isShare).sort();
  const added = names.map((field) => fields[field]?.[0]?.value).filter(isScope);
  return { home, shared: added.length > 0 ? [...new Set([...shared, ...added])] : shared };
}

function placeOf(value: Json | undefined): Place | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  const { home, shared } = value as { home?: Json; shared?: Json };
  if (!isScope(home) || !Array.isArray(shared) || !shared.every(isScope)) return null;
  return { home, shared };
}

/**
 * The record after one more confirmed change, without reading its history again; null when only `fold` can tell. Same result as `fold` on the
 * whole, provided that what the change cites is known, and that nothing counted is of the same device and later.
 */
export function extend(state: RecordState | null, known: Known): RecordState | null {
  const { change } = known;
  const goesOn = change.kind === 'set' || change.kind === 'void' || change.kind === 'alias';
  if (known.state !== 'confirmed' || !goesOn) return null;
  // Who else may read it changes: told by the whole.
  if (change.kind === 'set' && Object.keys(change.body ?? {}).some(isShare)) return null;
  const head = headOf(known);
  if (state === null) {
    const isFirst = (head.id as string) === change.record || !isChangeId(change.record);
    return isFirst && creates(change) && !change.over ? fold([known]) : null;
  }
  // The origin itself, coming late, may bring the salt; what was cited before it came is replaced already.
  const isOrigin = (head.id as string) === state.id;
  const isCited = state.ahead?.includes(head.id) || state.circle;
  if (state.created === null || isOrigin || isCited || creates(change)) return null;
  const fields: Record<string, readonly Head[]> = { ...state.fields };
  for (const [field, value] of Object.entries(writesOf(change))) {
    const over = change.over?.[field];
    const gone = cited({ ...head, value, ...(over && { over }) }, state.id);
    const others = (fields[field] ?? []).filter(({ id }) => !gone.includes(id) && !sameDevice(id, head.id));
    fields[field] = [{ ...head, value }, ...others].sort((a, b) => compareHeads(b, a));
  }
  return { ...state, fields, updated: compareHeads(head, state.updated) > 0 ? head : state.updated };
}

const sameDevice = (a: ChangeId, b: ChangeId): boolean => parseChangeId(a).device === parseChangeId(b).device;

/** The value shown for a field; undefined when it was never written. */
export const valueOf = (state: RecordState, field: string): Json | undefined => state.fields[field]?.[0]?.value;
/** The same, as text ('' when absent or not text). */
export const textOf = (state: RecordState, field: string): string => {
  const value = valueOf(state, field);
  return typeof value === 'string' ? value : '';
};
/** A reference to another record, or null. */
export const refOf = (state: RecordState, field: string): RecordId | null => {
  const value = valueOf(state, field);
  return isRecordId(value) ? value : null;
};
/** The record this one was found to be the same as, or null: what stands here is then shown there. */
export const aliasOf = (state: RecordState): RecordId | null => refOf(state, ALIAS);
/** Was it ever said to be the same as another? It may have been taken back since: what was reckoned with it holds no more. */
export const wasMerged = (state: RecordState): boolean => state.fields[ALIAS] !== undefined;
/** Entries of a map field that were not taken out: key and value, in the order of the keys. */
export const entriesOf = (state: RecordState, field: string): readonly (readonly [key: string, value: Json])[] =>
  Object.keys(state.fields)
    .filter((name) => name.startsWith(`${field}.`))
    .sort()
    .flatMap((name) => {
      const value = valueOf(state, name);
      return value === null || value === undefined ? [] : [[name.slice(field.length + 1), value] as const];
    });
/** Was what it said erased? What is left of it is there to be counted. */
export const isErased = (state: RecordState): boolean => ERASED in state.fields;
export const isVoided = (state: RecordState): boolean => state.fields[VOID]?.[0]?.value === true;
/** When the hiding took effect, or null. */
export const voidedAt = (state: RecordState): Stamp | null =>
  isVoided(state) ? (state.fields[VOID]?.[0]?.eff ?? null) : null;

/** Fields that two people wrote differently without seeing each other. */
export function conflictsOf(state: RecordState): readonly string[] {
  return Object.keys(state.fields).filter((field) => {
    const heads = state.fields[field] ?? [];
    return heads.length > 1 && new Set(heads.map((head) => canonical(head.value))).size > 1;
  });
}

/**
 * What a save over these fields must cite: every standing head, and for a head not confirmed yet also the confirmed ones beneath it,
 * so that nothing comes back to life if that head is returned. Never more than an envelope holds: what is left stands until the next save.
 * @param confirmed the same record folded from confirmed changes only, or null.
 */
export function citations(
  state: RecordState,
  confirmed: RecordState | null,
  fields: readonly string[],
): { readonly [field: string]: readonly ChangeId[] } | undefined {
  const over: Record<string, readonly ChangeId[]> = {};
  for (const field of fields) {
    const ids = new Set<ChangeId>();
    for (const head of state.fields[field] ?? []) ids.add(head.id);
    for (const head of confirmed?.fields[field] ?? []) ids.add(head.id);
    const list = [...ids].slice(0, LIMITS.cited).sort();
    if (list.length > 1 || (list.length === 1 && (list[0] as string) !== state.id)) over[field] = list;
  }
  return Object.keys(over).length > 0 ? over : undefined;
}
/** Names under which a void, a move and an alias are cited in `over`. */
export const VOID_FIELD = VOID;
export const ALIAS_FIELD = ALIAS;
export const PLACE_FIELD = PLACE;
