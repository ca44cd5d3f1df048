/** Rulings as a hub makes and keeps them. */
import type { Logged } from './admit.ts';
import { changeIdOf } from './ids.ts';
import type { Verdict } from './judge.ts';
import type { Change, ChangeId, Millis, Ruling } from './types.ts';

export function rulingOf(
  group: readonly Change[],
  verdict: Verdict,
  received: Millis,
  road: Ruling['road'] = undefined,
): Ruling {
  const head = group[0] as Change;
  return { device: head.device, first: head.seq, size: group.length, received, ...verdict, ...(road && { road }) };
}

/** The ruling of a change that carries none: confirmed without a remark. */
export const plainRuling = (one: Logged, size: number): Ruling =>
  one.ruling ?? {
    device: one.change.device,
    first: one.change.seq,
    size,
    state: one.state,
    received: one.received,
  };

/** A plain confirmation needs no record of its own. */
export const isPlain = ({ state, flags, road }: Ruling): boolean =>
  state === 'confirmed' && flags === undefined && road === undefined;

/** Ids of the whole group a change belongs to. */
export function groupIds(change: Change): readonly ChangeId[] {
  const [first, size] = change.group ?? [change.seq, 1];
  return Array.from({ length: size }, (_, i) => changeIdOf({ device: change.device, seq: first + i }));
}

/** Changes by group, in the order they were received, then written. */
export function byGroup(list: readonly Logged[]): readonly (readonly Logged[])[] {
  const groups = new Map<string, Logged[]>();
  for (const one of list) {
    const key = `${one.change.device}.${one.change.group?.[0] ?? one.change.seq}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  const all = [...groups.values()];
  for (const group of all) group.sort((a, b) => a.change.seq - b.change.seq);
  return all.sort((a, b) => compareGroups(a[0] as Logged, b[0] as Logged));
}

/** Total, so that every hub releases in the same order. */
function compareGroups(a: Logged, b: Logged): number {
  if (a.received !== b.received) return a.received - b.received;
  if (a.eff !== b.eff) return a.eff - b.eff;
  if (a.change.device !== b.change.device) return a.change.device < b.change.device ? -1 : 1;
  return a.change.seq - b.change.seq;
}
