/** What a replica is given when it begins, what it remembers besides changes, and what it asks to be stored. */
import { type ClockState, NEW_CLOCK } from './clock.ts';
import type { Declarations } from './declare.ts';
import type { RulingSettings } from './judge.ts';
import type { OwnRow } from './own-work.ts';
import type { Positions } from './position.ts';
import type { DeviceId, Known, Millis, NetworkId, RecordId } from './types.ts';

export interface ReplicaIdentity {
  readonly network: NetworkId;
  readonly device: DeviceId;
  readonly authority: DeviceId;
  readonly settings: RulingSettings;
  readonly decl: Declarations;
}

/** Small facts a device remembers besides changes. */
export interface ReplicaMeta {
  readonly clock: ClockState;
  readonly epoch: string;
  /** Request counter. */
  readonly n: number;
  /** Own work up to here is on the hub, and its rulings were heard. */
  readonly acked: number;
  /** Per part of a reach, the position it is caught up to. */
  readonly at: Positions;
  readonly lastExchange: Millis;
}
export const NEW_META: ReplicaMeta = { clock: NEW_CLOCK, epoch: '', n: 0, acked: 0, at: {}, lastExchange: 0 };

/** What has to be stored after an act or an exchange. */
export interface Dirty {
  readonly known: readonly Known[];
  readonly own: readonly OwnRow[];
  readonly meta: boolean;
  /** Records whose erasure was heard of: what rests of them is written anew. */
  readonly erased: ReadonlySet<RecordId>;
}
