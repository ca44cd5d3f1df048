/**
 * What this device asks of IndexedDB, as promises: tables, and transactions over some of them. The library for it (idb) has 0.8 KB more, of the 29 that a
 * new phone waits for; the tests read the disk with it.
 */

/** Name of a table → what its keys and its rows are. */
export type Tables = { readonly [name: string]: { readonly key: IDBValidKey; readonly row: unknown } };

/** One table within one transaction, which stays open while its questions are waited for and nothing else is. */
export interface Table<T extends Tables[string]> {
  get(key: T['key']): Promise<T['row'] | undefined>;
  getAll(range?: IDBKeyRange): Promise<T['row'][]>;
  getAllKeys(): Promise<T['key'][]>;
  put(row: T['row'], key?: T['key']): Promise<unknown>;
  /** Rejects where the key is taken; the key that the row was given. */
  add(row: T['row']): Promise<T['key']>;
  delete(key: T['key'] | IDBKeyRange): Promise<unknown>;
  clear(): Promise<unknown>;
}

export interface Transaction<S extends Tables, Names extends keyof S = keyof S> {
  objectStore<Name extends Names>(name: Name): Table<S[Name]>;
  /** All of it is on the disk; rejects when nothing of it is. */
  readonly done: Promise<void>;
  /** Throws when it has ended. */
  abort(): void;
}

/** An answer, or what the disk said instead. What cannot even be asked is said in the same way. */
const answer = <T>(ask: () => IDBRequest<T>): Promise<T> =>
  new Promise((done, failed) => {
    const request = ask();
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

const tableOf = <T extends Tables[string]>(store: IDBObjectStore): Table<T> => ({
  get: (key) => answer(() => store.get(key)),
  getAll: (range) => answer(() => store.getAll(range)),
  getAllKeys: () => answer(() => store.getAllKeys()),
  put: (row, key) => answer(() => store.put(row, key)),
  add: (row) => answer(() => store.add(row)),
  delete: (key) => answer(() => store.delete(key)),
  clear: () => answer(() => store.clear()),
});

export class Database<S extends Tables> {
  readonly #db: IDBDatabase;

  private constructor(db: IDBDatabase) {
    this.#db = db;
  }

  /** @param upgrade makes the tables that a database of an earlier version (0: none) has not got. */
  static async open<S extends Tables>(
    name: string,
    version: number,
    upgrade: (fresh: IDBDatabase, before: number) => void,
  ): Promise<Database<S>> {
    const opened = await answer(() => {
      const request = indexedDB.open(name, version);
      request.onupgradeneeded = ({ oldVersion }) => upgrade(request.result, oldVersion);
      return request;
    });
    return new Database(opened);
  }

  transaction<Names extends keyof S & string>(
    names: readonly Names[],
    mode: IDBTransactionMode = 'readonly',
    options?: IDBTransactionOptions,
  ): Transaction<S, Names> {
    const tx = this.#db.transaction(names, mode, options);
    const done = new Promise<void>((ended, failed) => {
      tx.oncomplete = () => ended();
      tx.onabort = () => failed(tx.error ?? new DOMException('', 'AbortError'));
    });
    // Said to whoever waits for it; where nobody does, each question says it.
    done.catch(() => undefined);
    return { objectStore: (name) => tableOf(tx.objectStore(name)), done, abort: () => tx.abort() };
  }

  async get<Name extends keyof S & string>(name: Name, key: S[Name]['key']): Promise<S[Name]['row'] | undefined> {
    return this.transaction([name]).objectStore(name).get(key);
  }

  async getAll<Name extends keyof S & string>(name: Name, range?: IDBKeyRange): Promise<S[Name]['row'][]> {
    return this.transaction([name]).objectStore(name).getAll(range);
  }

  async put<Name extends keyof S & string>(name: Name, row: S[Name]['row'], key?: S[Name]['key']): Promise<void> {
    const tx = this.transaction([name], 'readwrite');
    await Promise.all([tx.objectStore(name).put(row, key), tx.done]);
  }

  close(): void {
    this.#db.close();
  }
}
