/** How a person looks on this device: before the door from what rests in clear, behind it from the copy. */
import { estimate, millisOf } from '../kernel/clock.ts';
import { textOf } from '../kernel/fold.ts';
import { type Grant, isCurrent } from '../kernel/grant.ts';
import { branchOf, personScope, ROOT } from '../kernel/ids.ts';
import type { Replica } from '../kernel/replica.ts';
import type { ChangeState, Millis, RecordId, Scope } from '../kernel/types.ts';
import type { Face, Me } from '../ui/contract.ts';
import type { NetworkRow, PersonRow, StoredOwn } from './db.ts';

/** Branches whose name has letters that a path cannot hold. */
const ACCENTS: Readonly<Record<string, string>> = {
  segou: 'Ségou',
  menaka: 'Ménaka',
  taoudenit: 'Taoudénit',
  dioila: 'Dioïla',
};

/** `n/branch/segou/…` is Ségou; everything else belongs to the network. */
export function placeOf(home: Scope, network: string): string {
  const branch = branchOf(home);
  if (branch === null) return network;
  return ACCENTS[branch] ?? branch.replace(/(^|-)./g, (letter) => letter.toUpperCase());
}

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

/** What the copy says of a person, over what was known before. */
export function looksOf(replica: Replica, before: PersonRow, now: Millis): Looks {
  const state = replica.record(before.person);
  const grant = mainGrant(replica, before.person, now);
  const read = (field: 'name' | 'sign' | 'color'): string => (state && textOf(state, field)) || before[field];
  return {
    name: read('name'),
    sign: read('sign'),
    color: read('color'),
    role: grant?.role ?? before.role,
    home: grant?.scope ?? before.home,
  };
}

export const sameLooks = (a: Looks, b: Looks): boolean =>
  a.name === b.name && a.sign === b.sign && a.color === b.color && a.role === b.role && a.home === b.home;

export const meOf = (row: PersonRow, network: string): Me => {
  const { person, name, sign, color, role, home } = row;
  return { person, name, sign, color, role, home, place: placeOf(home, network) };
};

/** Where somebody stands before the first exchange says more: the place their reach is about. */
export const homeOfReach = (person: RecordId, reach: PersonRow['reach']): Scope =>
  reach.find((part) => part.prefix !== personScope(person))?.prefix ?? ROOT;

export function faceOf(network: NetworkRow, row: PersonRow, own: readonly StoredOwn[]): Face {
  const { person, name, sign, color, role } = row;
  const groups = (...states: readonly ChangeState[]): number =>
    own.filter((one) => one.by === person && one.seq === one.group[0] && states.includes(one.state)).length;
  return {
    network: network.card.network,
    person,
    name,
    sign,
    color,
    role,
    place: placeOf(row.home, network.card.name),
    pending: groups('pending'),
    fix: groups('returned', 'quarantined'),
    needsPin: !row.pin && !network.blocked,
    practice: network.card.mode === 'practice',
  };
}
