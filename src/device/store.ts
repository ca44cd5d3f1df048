/**
 * One network's tables on this device. Writes go one after the other, each in one transaction, and only from the tab that holds the lease:
 * a tab that was taken over from can no longer write, even what it had already begun.
 */

import type { OwnRow } from '../kernel/own-work.ts';
import type { DeviceId, RecordId } from '../kernel/types.ts';
import type { NetworkCard } from '../kernel/wire.ts';
import {
  type Chunk,
  type DeviceRow,
  everything,
  faultOf,
  NEW_DEVICE,
  type NetworkDb,
  type NetworkTx,
  openNetwork,
  type PersonRow,
  type StoredOwn,
  StoreFault,
} from './db.ts';

/** Everything of a network as it rests. */
export interface Rest {
  readonly device: DeviceRow;
  readonly own: readonly StoredOwn[];
  readonly chunks: ReadonlyMap<number, Chunk>;
}

export class NetworkStore {
  readonly device: DeviceId;
  readonly card: NetworkCard;
  readonly #db: NetworkDb;
  readonly #lease: string;
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(db: NetworkDb, card: NetworkCard, device: DeviceId, lease: string) {
    this.#db = db;
    this.card = card;
    this.device = device;
    this.#lease = lease;
  }

  /** Opens a network's tables and takes the lease on them. */
  static async open(card: NetworkCard, device: DeviceId, lease: string): Promise<NetworkStore> {
    const db = await openNetwork(card.network);
    await db.put('lease', lease, 'lease');
    return new NetworkStore(db, card, device, lease);
  }

  close(): void {
    this.#db.close();
  }

  /** What a box holds is bound to its network and place. */
  about(...parts: readonly (string | number)[]): string {
    return [this.card.network, ...parts].join('|');
  }

  people(): Promise<readonly PersonRow[]> {
    return this.#db.getAll('people');
  }

  person(person: RecordId): Promise<PersonRow | undefined> {
    return this.#db.get('people', person);
  }

  /** Every own row without its content, for counting and for sending sealed. */
  own(): Promise<readonly StoredOwn[]> {
    return this.#db.getAll('own');
  }

  async deviceRow(): Promise<DeviceRow> {
    return (await this.#db.get('device', 'device')) ?? NEW_DEVICE;
  }

  async rest(): Promise<Rest> {
    const tx = this.#db.transaction(['device', 'own', 'chunks']);
    const [device, own, keys, chunks] = await Promise.all([
      tx.objectStore('device').get('device'),
      tx.objectStore('own').getAll(),
      tx.objectStore('chunks').getAllKeys(),
      tx.objectStore('chunks').getAll(),
    ]);
    return { device: device ?? NEW_DEVICE, own, chunks: new Map(keys.map((key, i) => [key, chunks[i] as Chunk])) };
  }

  chunk(key: number): Promise<Chunk | undefined> {
    return this.#db.get('chunks', key);
  }

  draft(person: RecordId, key: string) {
    return this.#db.get('drafts', [person, key]);
  }

  drafts(person: RecordId) {
    return this.#db.getAll('drafts', IDBKeyRange.bound([person], [person, []]));
  }

  /** Runs jobs one after the other; sealing comes before the transaction, which does not wait for it. */
  inTurn<T>(job: () => Promise<T>): Promise<T> {
    const next = this.#queue.then(job);
    this.#queue = next.catch(() => undefined);
    return next;
  }

  /** All of it on the disk, or nothing of it and a StoreFault. */
  async write(put: (tx: NetworkTx) => Promise<unknown>): Promise<void> {
    let tx: NetworkTx | undefined;
    try {
      tx = everything(this.#db);
      // Said again by the await below; a failure is never nobody's.
      tx.done.catch(() => undefined);
      if ((await tx.objectStore('lease').get('lease')) !== this.#lease) throw new StoreFault('TAB-ELSEWHERE');
      await put(tx);
      await tx.done;
    } catch (error) {
      try {
        tx?.abort();
      } catch {
        // It had ended by itself.
      }
      throw faultOf(error);
    }
  }

  /** Writes a person's row, from the one that rests there now. */
  putPerson(person: RecordId, change: (row: PersonRow | undefined) => PersonRow): Promise<void> {
    return this.inTurn(() =>
      this.write(async (tx) => {
        const people = tx.objectStore('people');
        await people.put(change(await people.get(person)));
      }),
    );
  }
}

/** The state a hub gave an own change, on the row that rests; what the hub has needs no sealed copy any more. */
export function restated(stored: StoredOwn, row: OwnRow, resealed?: string): StoredOwn {
  const { sealed: before, ruling: _ruling, ...kept } = stored;
  const sealed = resealed ?? before;
  return {
    ...kept,
    state: row.state,
    ...(row.ruling && { ruling: row.ruling }),
    ...(row.state === 'pending' && sealed && { sealed }),
  };
}
