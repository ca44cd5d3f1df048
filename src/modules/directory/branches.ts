/** What a branch is made of: its organisations, who works there by which right, and when anybody of it was last heard. */
import { type RecordState, textOf } from '../../kernel/fold.ts';
import { DAY, GRANT, type Grant, grantOf, isCurrent } from '../../kernel/grant.ts';
import { branchScope } from '../../kernel/ids.ts';
import { glancesIn, isHidden } from '../../kernel/links.ts';
import type { Millis, RecordId, Scope, Stamp } from '../../kernel/types.ts';
import { roles } from '../access/model.ts';
import { isThere, remembered, type Source } from './source.ts';

/** Where what belongs to a branch lives. */
export const homeOfBranch = (branch: RecordState): Scope => branchScope(textOf(branch, 'code'));

/** Organisations at home in a branch, those found to be one once. */
export function organisationsOf(source: Source, branch: RecordState): readonly RecordId[] {
  const home = homeOfBranch(branch);
  return [...glancesIn(source, 'organisation')]
    .filter((glance) => glance.home.startsWith(home) && !isHidden(glance) && source.resolve(glance.id) === glance.id)
    .map(({ id }) => id);
}

export interface Worker {
  readonly person: RecordId;
  /** Rights that count now, the widest role first. */
  readonly grants: readonly Grant[];
}

const ORDER = Object.keys(roles);
const rank = ({ grants: [first] }: Worker): number => (first ? ORDER.indexOf(first.role) : ORDER.length);
const nameOf = (source: Source, { person }: Worker): string => {
  const state = source.record(person);
  return state ? textOf(state, 'name') : '';
};

/** Who has a right in a branch now, each once, those who answer for it first. Only as far as the reader of the copy may know. */
export function workersOf(source: Source, branch: RecordState, now: Millis): readonly Worker[] {
  const home = homeOfBranch(branch);
  const found = new Map<RecordId, Grant[]>();
  for (const state of source.list(GRANT)) {
    const grant = grantOf(state);
    if (!grant?.scope.startsWith(home) || !isCurrent(grant, now)) continue;
    const person = source.resolve(grant.person);
    if (isThere(source, person)) found.set(person, [...(found.get(person) ?? []), grant]);
  }
  return [...found]
    .map(([person, grants]) => ({
      person,
      grants: grants.sort((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role)),
    }))
    .sort((a, b) => rank(a) - rank(b) || nameOf(source, a).localeCompare(nameOf(source, b)));
}

/** Types that people of a branch write on their rounds. */
const WRITTEN = ['organisation', 'person', 'membership', 'involvement', 'support'];

/** A month without news is long for a branch that exchanges at the weekly market. */
export const SILENCE: Millis = 30 * DAY;

/** When each author last wrote such a record, as far as this copy knows. */
export const latestByAuthor: (source: Source) => ReadonlyMap<RecordId | '', Stamp> = remembered(latest);

function latest(source: Source): ReadonlyMap<RecordId | '', Stamp> {
  const found = new Map<RecordId | '', Stamp>();
  for (const type of WRITTEN)
    for (const { by, eff } of glancesIn(source, type)) if (eff > (found.get(by) ?? 0)) found.set(by, eff);
  return found;
}

/**
 * Ordering time of what somebody of a branch wrote last, 0 for nothing; what they have not sent yet cannot be known here.
 * @param latest of each author (`latestByAuthor`): enough to know whom a branch was heard from.
 */
export function lastOf(source: Source, branch: RecordState, latest: ReturnType<typeof latestByAuthor>): Stamp {
  const home = homeOfBranch(branch);
  const isOurs = (by: RecordId | ''): boolean => by !== '' && (source.record(by)?.home.startsWith(home) ?? false);
  return Math.max(0, ...[...latest].filter(([by]) => isOurs(by)).map(([, eff]) => eff));
}
