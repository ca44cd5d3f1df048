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
  type Identity,
  NEW_DEVICE,
  type NetworkDb,
  type NetworkTx,
  openNetwork,
  type PeopleTx,
  type PersonRow,
  peopleOnly,
  type StoredFormer,
  type StoredOwn,
  StoreFault,
} from './db.ts';

/** Everything of a network as it rests. */
export interface Rest {
  readonly device: DeviceRow;
  readonly own: readonly StoredOwn[];
  readonly former: readonly StoredFormer[];
  readonly chunks: ReadonlyMap<number, Chunk>;
}

export class NetworkStore {
  readonly identity: Identity;
  readonly card: NetworkCard;
  readonly #db: NetworkDb;
  readonly #lease: string;
  #queue: Promise<unknown> = Promise.resolve();
  /** What was read ahead of being asked for; gone with the next writing of anything that is read. */
  #ahead: Promise<Rest> | null = null;

  private constructor(db: NetworkDb, card: NetworkCard, identity: Identity, lease: string) {
    this.#db = db;
    this.card = card;
    this.identity = identity;
    this.#lease = lease;
  }

  /**
   * Opens a network's tables and takes the lease on them.
   * @param fresh who this device is in a network that it has just joined; later it stays who it was there.
   */
  static async open(card: NetworkCard, fresh: Identity, lease: string): Promise<NetworkStore> {
    const db = await openNetwork(card.network);
    await db.put('lease', lease, 'lease');
    const known = await db.get('identity', 'device');
    if (!known) await db.put('identity', fresh, 'device');
    return new NetworkStore(db, card, known ?? fresh, lease);
  }

  get device(): DeviceId {
    return this.identity.device;
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

  former(): Promise<readonly StoredFormer[]> {
    return this.#db.getAll('former');
  }

  async deviceRow(): Promise<DeviceRow> {
    return (await this.#db.get('device', 'device')) ?? NEW_DEVICE;
  }

  /** Begins to read everything, sealed as it is: while people look for their sign and type their code, the disk has nothing else to do. */
  readAhead(): void {
    if (this.#ahead) return;
    const reading = this.inTurn(() => this.#read());
    this.#ahead = reading;
    // Whoever asks reads for themselves then, and hears of it.
    reading.catch(() => {
      if (this.#ahead === reading) this.#ahead = null;
    });
  }

  /** Everything, as it rests when what was begun before is written. */
  rest(): Promise<Rest> {
    return this.inTurn(() => {
      const ahead = this.#ahead;
      this.#ahead = null;
      return ahead ?? this.#read();
    });
  }

  async #read(): Promise<Rest> {
    const tx = this.#db.transaction(['device', 'own', 'former', 'chunks']);
    const [device, own, former, keys, chunks] = await Promise.all([
      tx.objectStore('device').get('device'),
      tx.objectStore('own').getAll(),
      tx.objectStore('former').getAll(),
      tx.objectStore('chunks').getAllKeys(),
      tx.objectStore('chunks').getAll(),
    ]);
    return {
      device: device ?? NEW_DEVICE,
      own,
      former,
      chunks: new Map(keys.map((key, i) => [key, chunks[i] as Chunk])),
    };
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
  write(put: (tx: NetworkTx) => Promise<unknown>): Promise<void> {
    this.#ahead = null;
    return this.#commit(everything, put);
  }

  async #commit<Tx extends NetworkTx | PeopleTx>(
    begin: (db: NetworkDb) => Tx,
    put: (tx: Tx) => Promise<unknown>,
  ): Promise<void> {
    let tx: Tx | undefined;
    try {
      tx = begin(this.#db);
      if ((await (tx as PeopleTx).objectStore('lease').get('lease')) !== this.#lease)
        throw new StoreFault('TAB-ELSEWHERE');
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

  /**
   * Begins a new log under another identity; the old one is put aside, whole. What still runs for it can write no more: its lease is gone, and
   * the tables are opened anew.
   */
  renew(identity: Identity): Promise<void> {
    return this.inTurn(() =>
      this.write(async (tx) => {
        const [own, device, people] = [tx.objectStore('own'), tx.objectStore('device'), tx.objectStore('people')];
        for (const row of await own.getAll()) await tx.objectStore('former').put({ ...row, device: this.device });
        await own.clear();
        await device.put({ ...((await device.get('device')) ?? NEW_DEVICE), n: 0, acked: 0 }, 'device');
        // With the new identity the hub gives new second locks.
        for (const person of await people.getAll()) await people.put({ ...person, asks: true });
        await tx.objectStore('identity').put(identity, 'device');
        await tx.objectStore('lease').put(crypto.randomUUID(), 'lease');
      }),
    );
  }

  /** Writes a person's row, from the one that rests there now. One transaction, on nothing that `rest` reads: it waits for nobody's turn. */
  putPerson(person: RecordId, change: (row: PersonRow | undefined) => PersonRow): Promise<void> {
    return this.#commit(peopleOnly, async (tx) => {
      const people = tx.objectStore('people');
      await people.put(change(await people.get(person)));
    });
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
