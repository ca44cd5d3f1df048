/**
 * A snapshot: what a part of the log says at a position, for whoever begins to read it there. It is made of segments, runs of confirmed changes from
 * which everything was left out that no record shows any more; whoever has them goes on with the log from that position.
 *
 * Nothing of it is a second kind of truth: a segment holds changes, and folding them gives the same records as folding the whole log.
 */
import type { TypeDecl } from './declare.ts';
import { ALIAS_FIELD, creates, foldAll, isShareOnly, PLACE_FIELD, VOID_FIELD } from './fold.ts';
import type { Reach } from './grant.ts';
import { changeIdOf, derivedId, parseChangeId } from './ids.ts';
import { classOf, type KeyClass } from './keys.ts';
import { orgOf } from './sharing.ts';
import type { Change, ChangeId, Json, Known, NetworkId, RecordId, Scope } from './types.ts';
import { reachId } from './wire.ts';

/** Segments of one part of a reach, the most needed first. */
export interface Offer {
  /** By `reachId`. */
  readonly part: string;
  /** Position from which the log goes on. */
  readonly pos: number;
  readonly list: readonly Offered[];
}
/** A segment as it is announced: its name is made of its content. */
export type Offered = readonly [name: string, bytes: number, changes: number];

/** Registers a change writes, under the names by which `over` cites them. */
function registersOf({ kind, body }: Change): readonly string[] {
  if (kind === 'set' || kind === 'fact' || kind === 'erase') return Object.keys(body ?? {});
  if (kind === 'void') return [VOID_FIELD];
  if (kind === 'move') return [PLACE_FIELD];
  return kind === 'alias' ? [ALIAS_FIELD] : [];
}

/**
 * The confirmed changes of one record without those of which nothing shows any more: `fold` makes the same of the rest, alone and together with any
 * change to come. What still waits for a choice or was made one with another stays whole.
 * @param changes all confirmed changes of the record that the reader may see.
 */
export function condense(changes: readonly Known[]): readonly Known[] {
  const counted = changes.filter(({ change }) => change.kind !== 'settle');
  const first = counted[0];
  if (!first || counted.length === 1) return counted.map((known) => bare(known, known.change.over));
  const state = foldAll(counted);
  const heads = Object.values(state?.fields ?? {});
  const isOpen = state?.circle || state?.ahead || heads.some((some) => some.length > 1);
  if (!state?.created || isOpen || ALIAS_FIELD in state.fields)
    return counted.map((known) => bare(known, known.change.over));
  const writers = new Map<string, ChangeId[]>();
  for (const { change } of counted)
    for (const field of registersOf(change)) writers.set(field, [...(writers.get(field) ?? []), changeIdOf(change)]);
  return counted.flatMap((known) => {
    const { change } = known;
    const id = changeIdOf(change);
    const shown = registersOf(change).filter((field) => state.fields[field]?.[0]?.id === id);
    const stays =
      shown.length > 0 ||
      id === state.created?.id ||
      id === state.updated.id ||
      creates(change) ||
      change.kind === 'erase';
    if (!stays) return [];
    const over: Record<string, readonly ChangeId[]> = { ...change.over };
    for (const field of shown) {
      const gone = replacedBy(id, writers.get(field) ?? []);
      if (gone.length > 1 || (gone.length === 1 && (gone[0] as string) !== state.id)) over[field] = gone;
      else delete over[field];
    }
    return [bare(known, Object.keys(over).length > 0 ? over : undefined)];
  });
}

/** All other writes of a field that has one left standing; what the same log wrote before it replaces by itself. */
function replacedBy(id: ChangeId, writers: readonly ChangeId[]): readonly ChangeId[] {
  const { device, seq } = parseChangeId(id);
  return writers.filter((other) => {
    const one = parseChangeId(other);
    return other !== id && !(one.device === device && one.seq < seq);
  });
}

/**
 * Does a change say something to readers of this part? With whom a record is shared is told to those it is shared with, and by what it follows from
 * to everybody else.
 */
export const tells = ({ change }: Known, { prefix }: Reach): boolean => orgOf(prefix) !== null || !isShareOnly(change);

/** What proves a log, and with whom a change was judged, is of no use to a reader. */
export function bare({ change, ruling: _ruling, ...known }: Known, over: Change['over']): Known {
  const { salt: _salt, group: _group, over: _over, blank: _blank, body, ...kept } = change;
  return { ...known, change: { ...kept, ...(over && { over }), body } };
}

/**
 * One change told twice, once in a snapshot: there it cites also what those cited that it replaced, because they are not told any more.
 * @param whole as the log tells it.
 */
export function joined(whole: Known, other: Known | null): Known {
  if (!other?.change.over) return whole;
  const over: Record<string, readonly ChangeId[]> = { ...whole.change.over };
  for (const [field, ids] of Object.entries(other.change.over))
    over[field] = [...new Set([...(over[field] ?? []), ...ids])].sort();
  return { ...whole, change: { ...whole.change, over } };
}

/** Stands in a scope for the organisation that the change names. */
const NAMED = '/org/@/';

/** What follows from the rest does not travel: ids from key fields, and the organisation a record about it is shared with. */
export function withoutId(known: Known, type: TypeDecl | undefined): Known {
  const { change } = known;
  const id = type?.keys && change.record === idOf(change, type.keys) ? ('' as RecordId) : change.record;
  const named = type?.sharedWith && change.body?.[type.sharedWith];
  const shared = named ? change.shared?.map((scope) => scope.replace(`/org/${named}/`, NAMED) as Scope) : change.shared;
  return { ...known, change: { ...change, record: id, ...(shared && { shared }) } };
}

export function withId(known: Known, type: TypeDecl | undefined): Known {
  const { change } = known;
  const id = type?.keys && (change.record as string) === '' ? idOf(change, type.keys) : change.record;
  const { shared } = change;
  const where = shared && type?.sharedWith ? named(shared, change.body?.[type.sharedWith]) : shared;
  return { ...known, change: { ...change, record: id, ...(where && { shared: where }) } };
}

/** Is a change shared with the organisation that it names? */
export const isNamed = ({ shared }: Pick<Change, 'shared'>): boolean =>
  shared?.some((scope) => scope.includes(NAMED)) ?? false;

/** Where a change is shared, given the organisation that it names. */
export const named = (shared: readonly Scope[], whom: Json | undefined): readonly Scope[] =>
  whom ? shared.map((scope) => scope.replace(NAMED, `/org/${whom}/`) as Scope) : shared;

/** Id of a record that is named by the keys of its type. */
export const idOf = ({ type, body }: Pick<Change, 'type' | 'body'>, keys: readonly string[]): RecordId =>
  derivedId(type, ...keys.map((key) => String(body?.[key] ?? '')));

/** Order in which a run packs best: by kind, then as the logs were written. */
export function inLogOrder(a: Known, b: Known): number {
  const [one, other] = [a.change, b.change];
  if (one.type !== other.type) return one.type < other.type ? -1 : 1;
  if (one.device !== other.device) return one.device < other.device ? -1 : 1;
  return one.seq - other.seq;
}

/** The tree of keys and what a segment is bound to: whoever reads a part holds its key. */
export const segmentClass = ({ prefix, closed }: Reach): KeyClass => {
  const ordinary = classOf(prefix);
  return ordinary === 'open' && closed ? 'sensitive' : ordinary;
};
export const segmentAbout = (network: NetworkId, part: Reach): string => `${network}|segment|${reachId(part)}`;
