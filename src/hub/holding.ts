/** What a person holds: what they may read, and the keys that open it where it is stored on a device. */

import type { Declarations } from '../kernel/declare.ts';
import { allows, type Grant, isCurrent, reachOf } from '../kernel/grant.ts';
import { sha256 } from '../kernel/hash.ts';
import { personScope, SHARED } from '../kernel/ids.ts';
import { fromBase64Url, type KeyClass, recoveryWord, type ScopeKey, scopeKey, toBase64Url } from '../kernel/keys.ts';
import type { DeviceId, Millis, RecordId, Scope } from '../kernel/types.ts';
import type { Holding } from '../kernel/wire.ts';
import type { Door } from './network.ts';

export interface HoldingDeps {
  readonly decl: Declarations;
  readonly master: Uint8Array;
}

/** @param recoveryNumber of the next recovery of this person on this device. */
export function holdingFrom(
  door: Pick<Door, 'grants' | 'person'>,
  who: { readonly person: RecordId; readonly device: DeviceId; readonly now: Millis; readonly recoveryNumber: number },
  { decl, master }: HoldingDeps,
): Holding {
  const { person, device, now, recoveryNumber } = who;
  const keys = new Map<string, ScopeKey>();
  const give = (keyClass: KeyClass, scope: Scope): void => {
    keys.set(`${keyClass} ${scope}`, scopeKey(master, keyClass, scope));
  };
  give('person', personScope(person));
  const current = door.grants.filter((grant) => isCurrent(grant, now));
  for (const { role, scope } of current) {
    const decided = decl.roles[role];
    if (!decided) continue;
    give('open', scope);
    if (decided.closed) give('sensitive', scope);
    // Whoever gives rights for good answers for people: they may help with a forgotten code.
    if (decided.grants.length > 0) give('steward', scope);
  }
  if (current.length > 0) give('open', SHARED);
  return {
    reach: reachOf(decl, person, door.grants, now),
    keys: [...keys.values()],
    ...(door.person && {
      recovery: { n: recoveryNumber, key: recoveryKey(master, door.person.home, device, person, recoveryNumber) },
    }),
  };
}

/** What somebody may begin before any record has come to their device: judged again, by the same rights, when it is recorded. */
export function beginsFrom(grants: readonly Grant[], now: Millis, decl: Declarations): readonly string[] {
  const current = grants.filter((grant) => isCurrent(grant, now));
  const faced = Object.values(decl.types).filter((type) => type.face);
  return faced
    .map((type) => type.name)
    .filter((type) => current.some((grant) => allows(decl, grant, 'create', type, grant.scope)));
}

/** What the word number `n` opens: the hub gives the hash, the steward can say the word. */
function recoveryKey(master: Uint8Array, home: Scope, device: DeviceId, person: RecordId, n: number): string {
  const steward = fromBase64Url(scopeKey(master, 'steward', home).key);
  return toBase64Url(sha256(new TextEncoder().encode(recoveryWord(steward, device, person, n))));
}
