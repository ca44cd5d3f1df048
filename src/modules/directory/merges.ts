/** Which of two sheets can go on for both, what of the other may be kept, and by whom. The same rules on a phone and on the hub's pages. */

import type { Act } from '../../kernel/author.ts';
import type { Action } from '../../kernel/declare.ts';
import { ALIAS_FIELD, aliasOf, type RecordState, refOf } from '../../kernel/fold.ts';
import { derivedId, sensitiveScope } from '../../kernel/ids.ts';
import type { LinkSource } from '../../kernel/links.ts';
import { type Difference, differences, type MergeSource, partActs } from '../../kernel/merging.ts';
import type { Replica } from '../../kernel/replica.ts';
import { sharesOf } from '../../kernel/sharing.ts';
import type { Scope } from '../../kernel/types.ts';
import { DISTINCT } from './candidates.ts';

export type May = (action: Action, type: string, home: Scope) => boolean;

/** What merging and parting read, on a device. */
export const sourceOf = (replica: Replica): MergeSource => ({
  shares: (record) => sharesOf(replica.id.decl, replica, record),
  decl: replica.id.decl,
  record: (id) => replica.record(id),
  change: (id) => replica.known(id)?.change ?? null,
  changes: (record) => replica.history(record).map((known) => known.change),
});

/** To give a sheet up takes the right to hide it. */
export const mayGiveUp = (may: May, state: RecordState): boolean => may('void', state.type, state.home);
/** To write what was chosen takes the right to write the kept sheet. */
export const mayWrite = (may: May, kept: RecordState, type: string): boolean =>
  may('edit', type, type === kept.type ? kept.home : sensitiveScope(kept.home));

/** Fields of a sheet that were answered, companions and entries included. */
const answered = (source: MergeSource, state: RecordState): number => {
  const companions = Object.values(source.decl.types).filter((type) => type.companionOf === state.type);
  const parts = [state, ...companions.flatMap((type) => source.record(derivedId(type.name, state.id)) ?? [])];
  return parts.reduce((n, part) => n + Object.values(part.fields).filter(([head]) => head?.value != null).length, 0);
};

/**
 * The sheet proposed to go on: of those that this person's rights allow, the more complete one, then the older. Null when this person may give up
 * neither.
 */
export function keptOf(source: MergeSource, may: May, a: RecordState, b: RecordState): RecordState | null {
  const [first, second] = [a, b].sort(
    (x, y) =>
      answered(source, y) - answered(source, x) ||
      (x.created?.eff ?? 0) - (y.created?.eff ?? 0) ||
      (x.id < y.id ? -1 : 1),
  ) as [RecordState, RecordState];
  if (mayGiveUp(may, second)) return first;
  return mayGiveUp(may, first) ? second : null;
}

/** In what both differ, as far as this person may write it on the kept one. */
export const choices = (source: MergeSource, may: May, kept: RecordState, other: RecordState): readonly Difference[] =>
  differences(source, kept.id, other.id).filter(({ type }) => mayWrite(may, kept, type));

/** What only the other one says costs nothing to keep: it is proposed. */
export const isOneSided = (difference: Difference): boolean => difference.kept === null;
export const keyOf = ({ type, field }: Pick<Difference, 'type' | 'field'>): string => `${type}:${field}`;

/** Sheets that were merged into this one and into no other before. */
export const mergedInto = (source: Pick<LinkSource, 'list'>, state: RecordState): readonly RecordState[] =>
  source.list(state.type).filter((one) => refOf(one, ALIAS_FIELD) === state.id && one.id !== state.id);

/** The group that parts, if this person may write all of it; null otherwise. */
export function partingBy(source: MergeSource, may: May, other: RecordState): readonly Act[] | null {
  const acts = aliasOf(other) === null ? null : partActs(source, other.id);
  const allowed = acts?.every((act) => {
    const state = act.do === 'alias' || act.do === 'edit' ? source.record(act.record) : null;
    return state !== null && may(act.do === 'alias' ? 'void' : 'edit', state.type, state.home);
  });
  return allowed ? acts : null;
}

/** « These are two »: written where this person may, and told to whoever keeps the other sheet. Null where they may not. */
export function distinctAct(may: May, a: RecordState, b: RecordState): Act | null {
  const [one, other] = [a, b].sort((x, y) => (x.id < y.id ? -1 : 1)) as [RecordState, RecordState];
  const place = [one, other].find((state) => may('create', DISTINCT, state.home));
  if (!place) return null;
  const shared = [one.home, other.home].filter((home) => home !== place.home);
  return { do: 'create', type: DISTINCT, home: place.home, shared, body: { one: one.id, other: other.id } };
}
