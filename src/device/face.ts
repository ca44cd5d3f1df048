/** How a person looks before the door, from what rests in clear. */
import { numbersOf } from '../kernel/own-work.ts';
import { personScope, ROOT } from '../kernel/scopes.ts';
import type { RecordId, Scope } from '../kernel/types.ts';
import { branchName } from '../ui/branch.ts';
import type { Face } from '../ui/contract.ts';
import type { NetworkRow, PersonRow, StoredOwn } from './db.ts';

/** `n/branch/segou/…` is Ségou; everything else belongs to the network. */
export const placeOf = (home: Scope, network: string): string => branchName(home) ?? network;

/** Where somebody stands before the first exchange says more: the place their reach is about. */
export const homeOfReach = (person: RecordId, reach: PersonRow['reach']): Scope =>
  reach.find((part) => part.prefix !== personScope(person))?.prefix ?? ROOT;

export function faceOf(network: NetworkRow, row: PersonRow, own: readonly StoredOwn[]): Face {
  const { person, name, sign, color, role } = row;
  const { pending, fix } = numbersOf(own, person);
  return {
    network: network.card.network,
    person,
    name,
    sign,
    color,
    role,
    place: placeOf(row.home, network.card.name),
    pending,
    fix,
    needsPin: row.choosing && !network.blocked,
    practice: network.card.mode === 'practice',
  };
}
