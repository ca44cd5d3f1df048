/**
 * Carrying home what rests here sealed to the hub: nobody has opened the device, or somebody the hub does not know yet has. Reads nothing,
 * takes nothing in but the news of own work.
 */
import { Replica } from '../kernel/replica.ts';
import type { Millis, RecordId } from '../kernel/types.ts';
import { replicaId } from './copy.ts';
import type { Identity } from './db.ts';
import { type Budget, type Outcome, rounds } from './exchange.ts';
import { type NetworkStore, restated } from './store.ts';

export interface CourierEnv {
  readonly identity: Identity;
  readonly budget: Budget;
  now(): Millis;
  live(): boolean;
}

/** A replica that knows this device's log and none of its content. */
export async function sealedReplica(store: NetworkStore): Promise<Replica> {
  const [device, own] = await store.inTurn(() => Promise.all([store.deviceRow(), store.own()]));
  const { clock, n, acked, lastExchange } = device;
  const replica = new Replica(replicaId(store), { clock, n, acked, lastExchange, epoch: '', at: {} });
  replica.load(
    [],
    own.map(({ under: _under, box: _box, ...row }) => row),
  );
  return replica;
}

/** Sends in the name of `as`, who is enrolled here. */
export async function carry(store: NetworkStore, as: RecordId, env: CourierEnv): Promise<Outcome> {
  const replica = await sealedReplica(store);
  if (replica.last <= replica.meta.acked) return { kind: 'done' };
  return rounds({
    ...env,
    replica,
    person: as,
    asks: () => null,
    wantsMore: () => false,
    take: async (answer, heard) => {
      replica.receive(answer, heard);
      const { own } = replica.drain();
      const { clock, n, acked, lastExchange } = replica.meta;
      await store.inTurn(() =>
        store.write(async (tx) => {
          const before = await tx.objectStore('device').get('device');
          await tx.objectStore('device').put({ clock, n, acked, lastExchange, writes: before?.writes ?? 0 }, 'device');
          for (const row of own) {
            const stored = await tx.objectStore('own').get(row.seq);
            if (stored) await tx.objectStore('own').put(restated(stored, row));
          }
        }),
      );
    },
  });
}
