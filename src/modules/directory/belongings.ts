/** What an organisation belongs to, what was given to it, and which branches answer for the same place. */
import { type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import { linksTo } from '../../kernel/links.ts';
import { compareMoments, type Day, firstDay, lastDay, type Moment } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import { countPersons } from '../people/rules.ts';
import { BELONGING, periodsOf } from './rules.ts';
import { isThere, type Period, type Source } from './source.ts';

/** One group and every quality in which an organisation belongs to it, each with its dates. */
export interface Belonging {
  readonly group: RecordId;
  readonly roles: readonly (Period & { readonly kind: string; readonly membership: RecordId })[];
}

/** Everything an organisation belongs to: founder of RAESS since 2010 and host of its secretariat since April 2016 stand on one sheet. */
export function belongingsOf(source: Source, organisation: RecordId): readonly Belonging[] {
  const groups = new Map<RecordId, Belonging['roles']>();
  for (const membership of linksTo(source, 'membership', 'member', organisation)) {
    const group = refOf(membership, 'group');
    if (!group || !isThere(source, source.resolve(group))) continue;
    const id = source.resolve(group);
    const kind = textOf(membership, 'kind');
    const roles = periodsOf(membership).map((period) => ({ ...period, kind, membership: membership.id }));
    groups.set(id, [...(groups.get(id) ?? []), ...roles]);
  }
  return [...groups]
    .map(([group, roles]) => ({ group, roles: [...roles].sort((a, b) => compareMoments(a.from, b.from)) }))
    .sort((a, b) => compareMoments(a.roles[0]?.from ?? '', b.roles[0]?.from ?? ''));
}

/** What somebody is who has joined: an application is no joining, and neither is its refusal. */
const JOINED = ['active', 'suspended'];

/** When an organisation first joined a group: '' when it never did, or nobody said when. */
export function joinedOn(source: Source, member: RecordId, group: RecordId): Moment {
  const roles = belongingsOf(source, member).find((one) => one.group === source.resolve(group))?.roles ?? [];
  return (
    roles.find(({ kind, status, from }) => BELONGING.includes(kind) && JOINED.includes(status) && from)?.from ?? ''
  );
}

/** Support an organisation received, the last first, parted by the day it joined; who left keeps all of it. */
export function supportsOf(
  source: Source,
  member: RecordId,
  group: RecordId | null,
): { readonly joined: Moment; readonly since: readonly RecordState[]; readonly before: readonly RecordState[] } {
  const joined = group ? joinedOn(source, member, group) : '';
  const all = [...linksTo(source, 'support', 'of', member)].sort((a, b) =>
    compareMoments(textOf(b, 'from'), textOf(a, 'from')),
  );
  const start: Day | '' = joined ? firstDay(joined) : '';
  const isSince = (support: RecordState): boolean => {
    const from = textOf(support, 'from');
    return !from || lastDay(from) >= start;
  };
  return { joined, since: all.filter(isSince), before: all.filter((one) => !isSince(one)) };
}

/**
 * How many women and men a support helped: as many as somebody counted, and at the least as many as are known by name.
 * Who did not say their sex, or is erased without it, is in neither.
 */
export function helpedBy(source: Source, support: RecordState): { readonly women: number; readonly men: number } {
  const { bySex } = countPersons(
    source,
    linksTo(source, 'helped', 'support', support.id).flatMap((one) => refOf(one, 'person') ?? []),
    [],
    '',
  );
  const counted = (field: string): number => Number(valueOf(support, field)) || 0;
  return { women: Math.max(counted('women'), bySex.f.length), men: Math.max(counted('men'), bySex.m.length) };
}

/** Branches with the places each answers for, for the map to say where two do (`places/rules.ts`, `zoneOverlaps`). */
export function zonesOf(source: Source): readonly { readonly branch: RecordId; readonly zone: readonly string[] }[] {
  return source
    .list('branch')
    .filter((state) => isThere(source, state.id))
    .map((state) => {
      const zone = valueOf(state, 'zone');
      return { branch: state.id, zone: Array.isArray(zone) ? zone.filter((one) => typeof one === 'string') : [] };
    });
}
