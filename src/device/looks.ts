/** How a person looks once their copy is open: what it says over what was known before. */
import { estimate, millisOf } from '../kernel/clock.ts';
import { type Grant, isCurrent } from '../kernel/grant.ts';
import { PERSON } from '../kernel/judge.ts';
import type { Replica } from '../kernel/replica.ts';
import type { Millis, RecordId } from '../kernel/types.ts';
import type { Me } from '../ui/contract.ts';
import type { PersonRow } from './db.ts';
import { placeOf } from './face.ts';

/** What this device takes the time to be: never before what was written last, so that a right given here counts at once. */
export const timeOf = ({ meta }: Replica, now: Millis): Millis =>
  Math.max(estimate(meta.clock, now), millisOf(meta.clock.last));

/** The right somebody acts under by default: in force, and for the narrowest place. */
export function mainGrant(replica: Replica, person: RecordId, now: Millis): Grant | null {
  const at = timeOf(replica, now);
  const current = replica.grantsOf(person).filter((grant) => isCurrent(grant, at));
  return current.sort((a, b) => b.scope.length - a.scope.length || (a.id < b.id ? -1 : 1))[0] ?? null;
}

export type Looks = Pick<PersonRow, 'name' | 'sign' | 'color' | 'role' | 'home'>;

/** Of which those that a right gives. */
export function rightsOf(replica: Replica, before: PersonRow, now: Millis): Pick<Looks, 'role' | 'home'> {
  const grant = mainGrant(replica, before.person, now);
  return { role: grant?.role ?? before.role, home: grant?.scope ?? before.home };
}

/** What the copy says of a person, over what was known before. */
export function looksOf(replica: Replica, before: PersonRow, now: Millis): Looks {
  const state = replica.glance(before.person, PERSON);
  const read = (field: 'name' | 'sign' | 'color'): string => state?.text(field) || before[field];
  return { name: read('name'), sign: read('sign'), color: read('color'), ...rightsOf(replica, before, now) };
}

export const sameLooks = (a: Looks, b: Looks): boolean =>
  a.name === b.name && a.sign === b.sign && a.color === b.color && a.role === b.role && a.home === b.home;

export const meOf = (row: PersonRow, network: string): Me => {
  const { person, name, sign, color, role, home } = row;
  return { person, name, sign, color, role, home, place: placeOf(home, network) };
};
