/**
 * The open person's working copy: the replica in memory, and the shelf it rests on.
 *
 * Changes of others rest in chunks, each under the key of one scope, so that whoever may read that scope opens them and nobody
 * else. Own changes rest one by one, readable by whoever may read their scope, and also sealed to the hub while they are pending, so that
 * whoever next opens the device sends them. Data and cursor are written in one transaction: a crash never leaves the cursor ahead of the data.
 */
import { effective } from '../kernel/clock.ts';
import { creates } from '../kernel/fold.ts';
import { isReached, type Reach } from '../kernel/grant.ts';
import { fromBase64Url, toBase64Url } from '../kernel/keys.ts';
import { type OwnRow, Replica, type ReplicaIdentity, type ReplicaMeta } from '../kernel/replica.ts';
import { sealTo } from '../kernel/seal.ts';
import type { Drawer } from '../kernel/shelf.ts';
import type { Change, Known, RecordId, Refusal, Scope } from '../kernel/types.ts';
import { reachId } from '../kernel/wire.ts';
import { declarations } from '../modules/index.ts';
import { open, seal } from './box.ts';
import { contentOf, type Parcel, packUnder, readable, sealParcels } from './chunks.ts';
import { type Chunk, type DeviceRow, isLeftBehind, type PersonRow, type StoredOwn, type StoreFault } from './db.ts';
import { emptied, rewritten, takenFromDoor } from './erased.ts';
import type { Ring } from './ring.ts';
import { type NetworkStore, type Rest, restated } from './store.ts';

/** A chunk as the copy remembers it: which key opens it, how much is in it and how many bytes that takes. */
type Place = Pick<Chunk, 'under' | 'count' | 'damaged'> & { readonly size: number };

export class Copy {
  readonly replica: Replica;
  readonly person: RecordId;
  ring: Ring;
  /** The ring is not the whole one: ask the hub, telling it the last recovery word used here (0 for none). */
  asks: { readonly recovered: number } | null;
  readonly store: NetworkStore;
  /** From which salts are made as long as this copy is open; nowhere kept. */
  readonly seed = toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
  readonly chunks: Map<number, Place>;
  /** Arrived as columns, and not on the disk yet. */
  parcels: readonly Parcel[] = [];
  writes: number;
  #stored: number;
  #fault: StoreFault | null = null;

  private constructor(
    store: NetworkStore,
    row: PersonRow,
    ring: Ring,
    replica: Replica,
    chunks: Map<number, Place>,
    writes: number,
  ) {
    this.store = store;
    this.ring = ring;
    this.asks = row.asks ? { recovered: row.recovered } : null;
    this.person = ring.person;
    this.replica = replica;
    this.chunks = chunks;
    this.writes = writes;
    this.#stored = replica.last;
  }

  /** Takes off the shelf what this ring opens and this person may read. Says what was found damaged; the rest opens all the same. */
  static async load(
    store: NetworkStore,
    row: PersonRow,
    ring: Ring,
    resting: Rest | Promise<Rest> = store.rest(),
  ): Promise<{ copy: Copy; damaged: Refusal | null }> {
    const { device, own, former, chunks } = await resting;
    const broken: number[] = [];
    const mayRead = (under: Scope, { type, scope, shared }: Pick<Change, 'type' | 'scope' | 'shared'>): boolean =>
      ring.content.parting.length > 0 || isReached(row.reach, type, [under, scope, ...(shared ?? [])]);
    const answersFor = ({ change, state, ruling }: Known): boolean =>
      state !== 'confirmed' && (change.by === row.person || ruling?.handed === row.person);
    const opened = await Promise.all(
      [...chunks].map(async ([key, chunk]) => {
        const keys = chunk.damaged ? [] : await ring.keysFor(chunk.under);
        return { key, chunk, content: keys.length > 0 ? await contentOf(store, keys, chunk) : undefined };
      }),
    );
    const rested: Drawer[] = [];
    for (const { key, chunk, content } of opened) {
      if (content === null) broken.push(key);
      for (const drawer of content ?? [])
        rested.push(readable(drawer, (where) => mayRead(chunk.under, where), answersFor));
    }
    // Of the log under a former identity the hub has what is not left behind: known work like any other, and its news may be in a chunk.
    const before: Known[] = [];
    for (const stored of former) {
      const { under, box, state, ruling } = stored;
      const keys = box && !isLeftBehind(stored) ? await ring.keysFor(under) : [];
      const change = box && ((await open(keys, aboutOwn(store, stored), box)) as Change | undefined);
      if (!change) continue;
      const known = { change, eff: effective(change.stamp, ruling?.received ?? Number.MAX_SAFE_INTEGER), state };
      if (stored.by === row.person || mayRead(under, change)) before.push({ ...known, ...(ruling && { ruling }) });
    }
    let lost = false;
    const rows = await Promise.all(
      own.map(async (stored): Promise<OwnRow> => {
        const { under, box, ...rest } = stored;
        const keys = box ? await ring.keysFor(under) : [];
        const change =
          box && keys.length > 0 ? ((await open(keys, aboutOwn(store, stored), box)) as Change | undefined) : undefined;
        if (change && (rest.by === row.person || mayRead(under, change))) return { ...rest, change };
        if (!change && box && rest.by === row.person && isUnsettled(rest)) lost = true;
        return rest;
      }),
    );
    const place = broken.length > 0 ? await setAside(store, row, broken, chunks) : row;
    const replica = new Replica(replicaId(store), metaOf(device, place));
    replica.reach = place.reach;
    replica.load(before, rows, rested);
    const places = new Map(
      [...chunks].map(([key, { box, ...rest }]): [number, Place] => {
        const place = { ...rest, size: box.length };
        return [key, broken.includes(key) ? { ...place, damaged: true } : place];
      }),
    );
    const damaged = lost ? 'STORE-OWN' : broken.length > 0 ? 'STORE-PART' : null;
    return {
      copy: new Copy(store, row, ring, replica, places, device.writes),
      damaged: damaged ? { code: damaged } : null,
    };
  }

  /**
   * Puts on the disk what the replica learnt since the last call, in one transaction. Once a keep failed, every later one fails too:
   * they build on what is not there. The copy is then loaded anew.
   */
  keep(more: Partial<PersonRow> = {}): Promise<void> {
    const dirty = this.replica.drain();
    const { epoch, at, clock, n, acked, lastExchange } = this.replica.meta;
    const { reach } = this.replica;
    const { parcels } = this;
    this.parcels = [];
    return this.inTurn(async () => {
      const w = this.writes + 1;
      const packed = [...(await sealParcels(this, parcels, w)), ...(await this.pack(dirty.known, w))];
      const fresh = new Map<number, StoredOwn>();
      const resealed = new Map<number, string>();
      for (const row of dirty.own)
        if (row.seq > this.#stored) fresh.set(row.seq, await this.#store(row));
        // A restored hub lost it: anybody who opens the device must again be able to send it.
        // The same where its content was erased.
        else if (row.state === 'pending' && row.change) resealed.set(row.seq, await this.#toHub(row.change));
      const boxes = await emptied(this, dirty.own, this.#stored);
      const { gone, again } = await rewritten(this, dirty.erased);
      const chunks = [...packed, ...again];
      let added: readonly number[] = [];
      await this.store.write(async (tx) => {
        const [own, people, shelf] = [tx.objectStore('own'), tx.objectStore('people'), tx.objectStore('chunks')];
        const restate = async (row: OwnRow): Promise<unknown> => {
          const stored = fresh.get(row.seq);
          if (stored) return own.put(stored);
          const before = await own.get(row.seq);
          return before && own.put({ ...restated(before, row, resealed.get(row.seq)), ...boxes.get(row.seq) });
        };
        // Asked all at once: an answer waited for is a way to the disk and back. Each in a promise of its own: one that cannot even be asked must not
        // leave the others to nobody.
        const row = async (): Promise<unknown> => {
          const before = await people.get(this.person);
          return before && people.put({ ...before, epoch, at, reach, ...more });
        };
        const counters = async (): Promise<unknown> =>
          tx.objectStore('device').put({ clock, n, acked, lastExchange, writes: w }, 'device');
        [added] = await Promise.all([
          Promise.all(chunks.map(async (chunk) => shelf.add(chunk))),
          Promise.all([...gone].map(async (key) => shelf.delete(key))),
          Promise.all(dirty.own.map(restate)),
          counters(),
          row(),
        ]);
        await takenFromDoor(tx, dirty.erased, this.person);
      });
      this.writes = w;
      this.#stored = Math.max(this.#stored, ...fresh.keys());
      for (const key of gone) this.chunks.delete(key);
      for (const [i, key] of added.entries()) this.note(key, chunks[i] as Chunk);
    });
  }

  /** Names of the segments of a snapshot under way that are kept here. */
  async gotSegments(): Promise<readonly string[]> {
    return (await this.store.person(this.person))?.got ?? [];
  }

  /** Runs a writing job in its turn, unless an earlier one failed. */
  inTurn(job: () => Promise<void>): Promise<void> {
    return this.store.inTurn(async () => {
      if (this.#fault) throw this.#fault;
      try {
        await job();
      } catch (error) {
        this.#fault = error as StoreFault;
        throw error;
      }
    });
  }

  note(key: number, { under, count, box }: Chunk): void {
    this.chunks.set(key, { under, count, size: box.length });
  }

  /**
   * Seals changes of others into chunks, each under the scope where it belongs.
   * @param w number of the writing, or of each change's own.
   */
  async pack(list: readonly Known[], w: number | ((known: Known) => number)): Promise<readonly Chunk[]> {
    const byScope = new Map<Scope, Known[]>();
    // Most say themselves where they live, and many in a row say the same.
    const places = new Map<string, Known[]>();
    for (const known of list) {
      const { scope, shared } = known.change;
      const name = shared && (shared.length === 0 ? scope : `${scope} ${shared.join(' ')}`);
      let inPlace = name === undefined ? undefined : places.get(name);
      if (!inPlace) {
        const under = this.compartmentOf(known.change);
        inPlace = byScope.get(under) ?? [];
        byScope.set(under, inPlace);
        if (name !== undefined) places.set(name, inPlace);
      }
      inPlace.push(known);
    }
    // Ciphers work beside the page: no place waits for another's.
    const chunks = await Promise.all([...byScope].map(([under, some]) => packUnder(this, under, some, w)));
    return chunks.flat();
  }

  /** Where a change of this record rests, as far as this person knows where the record lives. */
  compartmentOf(change: Change): Scope {
    const origin = change.shared
      ? change
      : this.replica.history(change.record).find((known) => creates(known.change))?.change;
    return this.ring.compartment(origin?.scope ?? change.scope, origin?.shared ?? []);
  }

  async #store(row: OwnRow): Promise<StoredOwn> {
    const { change, ...rest } = row;
    if (!change) throw new Error(`own row ${row.seq} has no content`);
    const under = this.ring.compartment(change.scope, []);
    return { ...rest, under, box: await this.boxOwn(rest.seq, under, change), sealed: await this.#toHub(change) };
  }

  #toHub(change: Change): Promise<string> {
    return sealTo(crypto.subtle, fromBase64Url(this.store.card.sealKey), JSON.stringify(change));
  }

  async boxOwn(seq: number, under: Scope, change: Change) {
    const [key] = await this.ring.keysFor(under);
    return seal(key as CryptoKey, aboutOwn(this.store, { seq, under }), change);
  }
}

/** Whose copy of which network this is. */
export function replicaId({ card, device }: NetworkStore): ReplicaIdentity {
  const { network, authority, settings } = card;
  return { network, device, authority, settings, decl: declarations };
}

export const aboutOwn = (store: NetworkStore, row: Pick<StoredOwn, 'seq' | 'under'>): string =>
  store.about('own', row.seq, row.under);

/** Somebody may still have to do something about it. */
export const isUnsettled = (row: Pick<OwnRow, 'state'>): boolean =>
  row.state !== 'confirmed' && row.state !== 'settled' && row.state !== 'erased';

const metaOf = (device: DeviceRow, { epoch, at }: Pick<PersonRow, 'epoch' | 'at'>): ReplicaMeta => {
  const { clock, n, acked, lastExchange } = device;
  return { clock, n, acked, lastExchange, epoch, at };
};

/** Damaged chunks are skipped from now on, and everybody who reads through them goes back to where the hub sends their content again. */
async function setAside(
  store: NetworkStore,
  row: PersonRow,
  keys: readonly number[],
  chunks: ReadonlyMap<number, Chunk>,
): Promise<PersonRow> {
  const unders = keys.map((key) => (chunks.get(key) as Chunk).under);
  const back = (one: PersonRow): PersonRow => {
    const covers = (part: Reach): boolean => unders.some((under) => under.startsWith(part.prefix));
    return {
      ...one,
      at: { ...one.at, ...Object.fromEntries(one.reach.filter(covers).map((part) => [reachId(part), 0])) },
    };
  };
  await store.inTurn(() =>
    store.write(async (tx) => {
      for (const key of keys) await tx.objectStore('chunks').put({ ...(chunks.get(key) as Chunk), damaged: true }, key);
      const people = tx.objectStore('people');
      for (const one of await people.getAll()) await people.put(back(one));
    }),
  );
  return back(row);
}
