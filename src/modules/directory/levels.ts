/**
 * Base, union, federation, confederation: what stands under an organisation. An organisation may belong to several unions; its women and men are
 * counted once, at the base, and the figures of the levels above it are never added to them.
 */
import { valueOf } from '../../kernel/fold.ts';
import type { Glance } from '../../kernel/glance.ts';
import { isRecordId } from '../../kernel/ids.ts';
import { glancesIn } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import { byFormOn, formOn } from './forms.ts';
import { membersOn } from './rules.ts';
import { isThere, remembered, type Source } from './source.ts';

/** A figure that some did not give: the sum of what is known, and how many did not say. Null is not zero. */
export interface Figure {
  readonly sum: number;
  readonly unknown: number;
}

export interface Levels {
  /** Organisations below that have no members of their own that day, each once. */
  readonly base: readonly RecordId[];
  /** Every organisation below, each once, by its form that day. '' where it is not known. */
  readonly byForm: ReadonlyMap<string, readonly RecordId[]>;
  readonly women: Figure;
  readonly men: Figure;
  /** Circles met on the way down, each from an organisation back to itself. A circle is shown and put right; it never hangs a count. */
  readonly circles: readonly (readonly RecordId[])[];
}

type Children = (id: RecordId) => readonly RecordId[];

/** Members of each organisation that day, asked once each. */
function childrenOn(source: Source, day: Day): Children {
  const known = new Map<RecordId, readonly RecordId[]>();
  return (id) => {
    let members = known.get(id);
    if (!members) {
      members = membersOn(source, id, day).active.map((line) => line.member);
      known.set(id, members);
    }
    return members;
  };
}

/** What stands under an organisation on a day. */
export function levelsOf(source: Source, top: RecordId, day: Day): Levels {
  const children = childrenOn(source, day);
  const start = source.resolve(top);
  const seen = new Set<RecordId>();
  const circles: RecordId[][] = [];
  const walk = (id: RecordId, path: readonly RecordId[]): void => {
    for (const child of children(id)) {
      const at = path.indexOf(child);
      if (at >= 0) circles.push([...path.slice(at), child]);
      else if (!seen.has(child)) {
        seen.add(child);
        walk(child, [...path, child]);
      }
    }
  };
  walk(start, [start]);
  const below = [...seen];
  const base = below.filter((id) => children(id).length === 0);
  return {
    base,
    byForm: byFormOn(source, below, day),
    women: figure(source, base, 'women'),
    men: figure(source, base, 'men'),
    circles,
  };
}

/** Whatever somebody was ever a member of. */
const groupsOf = (source: Source): ReadonlySet<RecordId> =>
  new Set(
    [...glancesIn(source, 'membership')].flatMap((glance) => {
      const group = glance.value('group');
      return isRecordId(group) ? [source.resolve(group)] : [];
    }),
  );

/** Every circle of organisations on a day, each from one of them back to itself. */
export function circlesOn(source: Source, day: Day): readonly (readonly RecordId[])[] {
  const groups = groupsOf(source);
  const members = childrenOn(source, day);
  // Who has no members closes no circle.
  const children: Children = (id) => (groups.has(id) ? members(id) : []);
  const done = new Set<RecordId>();
  const found: RecordId[][] = [];
  const walk = (id: RecordId, path: readonly RecordId[]): void => {
    for (const child of children(id)) {
      const at = path.indexOf(child);
      if (at >= 0) found.push([...path.slice(at), child]);
      else if (!done.has(child)) walk(child, [...path, child]);
    }
    done.add(id);
  };
  for (const id of [...groups].sort()) if (!done.has(id)) walk(id, [id]);
  return found;
}

/** Forms that bring others together, widest first: where one begins to look. */
const WIDE = ['confederation', 'federation', 'union', 'network'];

const isWide = (source: Source, glance: Glance): boolean =>
  WIDE.includes(glance.text('kind')) && source.resolve(glance.id) === glance.id && isThere(source, glance.id);

/** Is there an organisation that by its form brings others together? */
export const bringsTogether = (source: Source): boolean => {
  for (const glance of glancesIn(source, 'organisation')) if (isWide(source, glance)) return true;
  return false;
};

/** Organisations that by their form of that day bring others together on it and belong to none that does, widest first. */
export const topsOn: (source: Source, day: Day) => readonly RecordId[] = remembered((source: Source, day: Day) => {
  const wide = [...groupsOf(source)]
    .map((id) => ({ id, state: source.record(id) }))
    .filter(({ id, state }) => state?.type === 'organisation' && isThere(source, id))
    .map(({ id, state }) => ({
      id,
      kind: (state && formOn(state, day)?.kind) ?? '',
      members: membersOn(source, id, day).active,
    }))
    .filter(({ kind, members }) => WIDE.includes(kind) && members.length > 0);
  const below = new Set(wide.flatMap(({ members }) => members.map((line) => line.member)));
  const tops = wide.filter(({ id }) => !below.has(id));
  // Where all of them stand in a circle, the circle is shown from each.
  return [...(tops.length > 0 ? tops : wide)]
    .sort((a, b) => WIDE.indexOf(a.kind) - WIDE.indexOf(b.kind))
    .map(({ id }) => id);
});

export type Sex = 'women' | 'men';

/** What stands behind a figure: of these organisations, those that say how many women or men they have, and those that do not. */
export function tellersOf(source: Source, ids: readonly RecordId[], field: Sex) {
  const said = new Map<RecordId, number>();
  for (const id of ids) {
    const state = source.record(id);
    const n = state && valueOf(state, field);
    if (typeof n === 'number') said.set(id, n);
  }
  return { said: said as ReadonlyMap<RecordId, number>, unsaid: ids.filter((id) => !said.has(id)) };
}

function figure(source: Source, ids: readonly RecordId[], field: Sex): Figure {
  const { said, unsaid } = tellersOf(source, ids, field);
  return { sum: [...said.values()].reduce((sum, n) => sum + n, 0), unknown: unsaid.length };
}

/**
 * Why `member` cannot join `group`: the way from `group` down to it through those who belong to each other already. Null when it can.
 * The form asks before it is saved; on the hub a circle that two people made without seeing each other is kept, and shown to be put right.
 * @param besides who joins an organisation along with it and is in no copy yet.
 * @returns `[member, …, group]`: the member, who belongs to it, and so on to the group.
 */
export function circleWith(
  source: Source,
  member: RecordId,
  group: RecordId,
  day: Day,
  besides: Children = () => [],
): readonly RecordId[] | null {
  const known = childrenOn(source, day);
  const children: Children = (id) => [...known(id), ...besides(id)];
  const [from, to] = [source.resolve(member), source.resolve(group)];
  const seen = new Set<RecordId>();
  const find = (id: RecordId): readonly RecordId[] | null => {
    if (id === to) return [id];
    if (seen.has(id)) return null;
    seen.add(id);
    for (const child of children(id)) {
      const rest = find(child);
      if (rest) return [id, ...rest];
    }
    return null;
  };
  return find(from);
}
