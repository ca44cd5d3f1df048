/**
 * How a hub takes in pushes. The store is passed in (PostgreSQL on a hub, memory in the simulator); everything read and written happens in one
 * transaction of it, one batch at a time. Where a batch begins and ends never changes a verdict.
 */
import { Bench } from './bench.ts';
import type { Declarations } from './declare.ts';
import type { RecordState } from './fold.ts';
import type { RulingSettings } from './judge.ts';
import type { ChangeId, DeviceId, Known, Millis, NetworkId, RecordId, Refusal, Ruling, Scope } from './types.ts';
import type { Push } from './wire.ts';

export { plainRuling } from './rulings.ts';

/** A change as a hub keeps it. */
export interface Logged extends Known {
  /** Chain link after this change. */
  readonly link: string;
  /** When this hub received it, and what its device had been told by then. */
  readonly received: Millis;
  readonly toldAt: Millis;
}

/** One entry of the log that replicas read by position: this change, in its present state, for readers of this scope. */
export interface Entry {
  readonly scope: Scope;
  readonly type: string;
  readonly id: ChangeId;
}

export interface DeviceLog {
  readonly last: number;
  readonly link: string;
}

/** What `admit` needs of a store, inside one transaction. Reads see the writes of earlier batches, in commit order. */
export interface AdmitStore {
  deviceLogs(devices: readonly DeviceId[]): Promise<ReadonlyMap<DeviceId, DeviceLog>>;
  records(ids: readonly RecordId[]): Promise<ReadonlyMap<RecordId, RecordState>>;
  /** Grant records of these persons. */
  grantsOf(persons: readonly RecordId[]): Promise<readonly RecordState[]>;
  logged(ids: readonly ChangeId[]): Promise<readonly Logged[]>;
  changesOf(records: readonly RecordId[]): Promise<readonly Logged[]>;
  /** Held changes whose cause is one of these. */
  heldFor(causes: readonly string[]): Promise<readonly Logged[]>;
  /** Whole groups, by (device, first seq, size). */
  save(writes: {
    readonly changes: readonly Logged[];
    readonly restated: readonly Logged[];
    readonly records: readonly RecordState[];
    readonly entries: readonly Entry[];
    readonly logs: ReadonlyMap<DeviceId, DeviceLog>;
  }): Promise<void>;
}

export interface AdmitEnv {
  readonly decl: Declarations;
  readonly network: NetworkId;
  readonly authority: DeviceId;
  readonly settings: RulingSettings;
  readonly now: Millis;
}

export interface Arrival {
  readonly device: DeviceId;
  readonly push: Push;
  /** Last hub time the device proved to have heard. */
  readonly toldAt: Millis;
  /** It came in a file. */
  readonly road?: Ruling['road'];
}

export type Admission =
  | { readonly ok: true; readonly ack: number; readonly rulings: readonly Ruling[] }
  | { readonly ok: false; readonly error: Refusal; readonly last: number };

/**
 * Takes in a batch of pushes in order. Pushes that fail their chain check change nothing and do not disturb the others.
 * @param solved causes of held work that went away by themselves: `schema:…` once this hub was updated.
 */
export async function admit(
  arrivals: readonly Arrival[],
  store: AdmitStore,
  env: AdmitEnv,
  solved: readonly string[] = [],
): Promise<readonly Admission[]> {
  const bench = new Bench(store, env, solved);
  await bench.open(arrivals);
  const outcomes: Admission[] = [];
  for (const arrival of arrivals) outcomes.push(await bench.take(arrival));
  await bench.close();
  return outcomes.map((outcome) =>
    outcome.ok ? { ...outcome, rulings: outcome.rulings.map((ruling) => bench.latest(ruling)) } : outcome,
  );
}
