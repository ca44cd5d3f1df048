// Disks that fail as real ones do, and a look at what rests on them.
import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import type { Phone } from './phone.ts';

type Write = 'add' | 'put';
const real = { add: IDBObjectStore.prototype.add, put: IDBObjectStore.prototype.put };

/** From its `from`-th writing on the disk takes nothing more. Returns how to mend it. */
export function failing(from: number, name = 'QuotaExceededError'): () => void {
  let writes = 0;
  const wrapped = (method: Write) =>
    function (this: IDBObjectStore, ...args: Parameters<IDBObjectStore['put']>): IDBRequest<IDBValidKey> {
      if (++writes >= from) throw new DOMException('the disk', name);
      return real[method].apply(this, args);
    };
  IDBObjectStore.prototype.add = wrapped('add');
  IDBObjectStore.prototype.put = wrapped('put');
  return () => Object.assign(IDBObjectStore.prototype, real);
}

interface Row {
  readonly key: IDBValidKey;
  // biome-ignore lint/suspicious/noExplicitAny: what rests on a disk has any shape
  readonly value: any;
}

/** Every row of a table of the phone's network. */
export async function rowsOf(phone: Phone, network: string, table: string): Promise<Row[]> {
  globalThis.indexedDB = phone.disk;
  const db = await openDB(`jekulu-${network}`);
  const [keys, values] = [await db.getAllKeys(table), await db.getAll(table)];
  db.close();
  return keys.map((key, i) => ({ key, value: values[i] }));
}

/** Everything on one phone's disk, key by key, onto another's: what a phone shop does when it "moves" a phone. */
export async function cloneDisk(from: Phone, to: Phone): Promise<void> {
  globalThis.indexedDB = from.disk;
  for (const { name, version } of await indexedDB.databases()) {
    globalThis.indexedDB = from.disk;
    const source = await openDB(name as string, version as number);
    const tables = await Promise.all(
      [...source.objectStoreNames].map(async (table) => {
        const { keyPath, autoIncrement } = source.transaction(table).store;
        const [keys, values] = [await source.getAllKeys(table), await source.getAll(table)];
        return { table, keyPath, autoIncrement, keys, values };
      }),
    );
    source.close();
    globalThis.indexedDB = to.disk;
    const copy = await openDB(name as string, version as number, {
      upgrade(fresh) {
        for (const { table, keyPath, autoIncrement } of tables)
          fresh.createObjectStore(table, { keyPath: keyPath as string, autoIncrement });
      },
    });
    for (const { table, keyPath, keys, values } of tables)
      for (const [i, value] of values.entries())
        await (keyPath ? copy.put(table, value) : copy.put(table, value, keys[i] as IDBValidKey));
    copy.close();
  }
}

/** Rewrites rows behind the app's back. */
export async function tamper(
  phone: Phone,
  network: string,
  table: string,
  change: (row: Row) => unknown,
): Promise<void> {
  globalThis.indexedDB = phone.disk;
  const db = await openDB(`jekulu-${network}`);
  const tx = db.transaction(table, 'readwrite');
  for (const row of await rowsIn(tx.store)) {
    const next = change(row);
    if (next === undefined) continue;
    if (tx.store.keyPath) await tx.store.put(next);
    else await tx.store.put(next, row.key);
  }
  await tx.done;
  db.close();
}

async function rowsIn(store: { getAllKeys(): Promise<IDBValidKey[]>; getAll(): Promise<unknown[]> }): Promise<Row[]> {
  const [keys, values] = [await store.getAllKeys(), await store.getAll()];
  return keys.map((key, i) => ({ key, value: values[i] }));
}
