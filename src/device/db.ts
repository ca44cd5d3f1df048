/**
 * What rests on this device, in IndexedDB: `jekulu` for the installation, `jekulu-<network>` for each network joined, so that two networks
 * never share a table. In clear stand only what the door shows and what carries no content (numbers, states, scopes); the rest is sealed.
 */
import { type ClockState, NEW_CLOCK } from '../kernel/clock.ts';
import type { Reach } from '../kernel/grant.ts';
import type { OwnRow } from '../kernel/own-work.ts';
import type { ChangeId, DeviceId, Millis, NetworkId, RecordId, Refusal, Scope } from '../kernel/types.ts';
import type { NetworkCard } from '../kernel/wire.ts';
import { Database, type Transaction } from './tables.ts';

/** Bytes that only a key opens: 12 of nonce, then the ciphertext. */
export type Box = Uint8Array<ArrayBuffer>;

/** This device's identity. Neither private key can be read, not even by this program: they can only be used. */
export interface Identity {
  readonly device: DeviceId;
  /** Raw P-256 point, 65 bytes. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly privateKey: CryptoKey;
  /** Mixed into every personal code: a copied disk is of no use to guess codes elsewhere. */
  readonly secret: CryptoKey;
}

export interface NetworkRow {
  readonly card: NetworkCard;
  /** The authority blocked this device: nobody opens until a new activation. */
  readonly blocked: boolean;
  /** The hub found this device, under this identity, to be a copy of another (DEVICE-CLONE): the next activation gives it its own. */
  readonly copy?: DeviceId;
}

type InstallationTables = {
  identity: { key: 'device'; row: Identity };
  networks: { key: NetworkId; row: NetworkRow };
};

/** First lock of a key ring: a personal code. */
export interface PinLock {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly iterations: number;
  readonly box: Box;
}

/** Wrong tries since the last right one, and the wait they cost. */
export interface Tries {
  readonly count: number;
  /** Wall clock when the wait began, and how long it is; 0 when there is none. */
  readonly since: Millis;
  readonly wait: Millis;
}

export const NO_TRIES: Tries = { count: 0, since: 0, wait: 0 };

export interface PersonRow {
  readonly person: RecordId;
  readonly name: string;
  readonly sign: string;
  readonly color: string;
  readonly role: string;
  readonly home: Scope;
  /** Absent until a first code is chosen, and once this device was blocked. */
  readonly pin?: PinLock;
  /** Just let in by a code: whoever holds the device chooses their personal one. Nobody else without a lock may. */
  readonly choosing: boolean;
  /** Second lock of the same ring, which a word from the steward opens. */
  readonly second?: { readonly n: number; readonly box: Box };
  readonly tries: Tries;
  /** Number of the last recovery word used here, 0 for none. */
  readonly recovered: number;
  /** The ring was made here and is narrower than it should be: ask the hub for the whole one. */
  readonly asks: boolean;
  readonly reach: readonly Reach[];
  /** Segments of a snapshot under way that are kept here, by name. */
  readonly got?: readonly string[];
  /** Where the hub's log was read up to, per part of the reach, in which life of its database. */
  readonly epoch: string;
  readonly at: { readonly [reachId: string]: number };
}

/** What the device as a whole remembers of its exchanges, whoever opened it. */
export interface DeviceRow {
  readonly clock: ClockState;
  readonly n: number;
  readonly acked: number;
  readonly lastExchange: Millis;
  /** Counts what was written to the shelf; of two copies of a change, the later written is right. */
  readonly writes: number;
}
export const NEW_DEVICE: DeviceRow = { clock: NEW_CLOCK, n: 0, acked: 0, lastExchange: 0, writes: 0 };

/** One own change: what is in clear says nothing of its content. */
export interface StoredOwn extends Omit<OwnRow, 'change'> {
  /** The scope whose key opens the box. */
  readonly under: Scope;
  /** Absent once nobody on this device may read it any more. */
  readonly box?: Box;
}

/** One change written here under an identity that was another phone's too, since given up. */
export interface StoredFormer extends StoredOwn {
  readonly device: DeviceId;
  /** What it became under the present identity: its id, and old and new name of the record it created. Its content stands there. */
  readonly now?: { readonly id: ChangeId; readonly record?: readonly [old: RecordId, now: RecordId] };
}
/** Never sent, and not written again under the present identity yet: who opens next may not be able to read it. */
export const isLeftBehind = (row: StoredFormer): boolean => row.state === 'pending' && !row.now;

/** Changes of others, sealed together under the key of one scope. */
export interface Chunk {
  readonly under: Scope;
  readonly count: number;
  readonly box: Box;
  /** Could not be opened with its own key: skipped, its content asked for again. */
  readonly damaged?: true;
}

export interface StoredDraft {
  readonly person: RecordId;
  readonly key: string;
  readonly box: Box;
}

type NetworkTables = {
  device: { key: 'device'; row: DeviceRow };
  /** Which tab may write: a tab that was taken over from can no longer. */
  lease: { key: 'lease'; row: string };
  people: { key: RecordId; row: PersonRow };
  /** Under which identity this device is in this network. */
  identity: { key: 'device'; row: Identity };
  own: { key: number; row: StoredOwn };
  former: { key: [DeviceId, number]; row: StoredFormer };
  chunks: { key: number; row: Chunk };
  drafts: { key: [RecordId, string]; row: StoredDraft };
};

export type InstallationDb = Database<InstallationTables>;
export type NetworkDb = Database<NetworkTables>;
export type NetworkTx = Transaction<NetworkTables>;
export type PeopleTx = Transaction<NetworkTables, 'lease' | 'people'>;

/** The disk did not take something, or cannot be read. Nothing was half written. */
export class StoreFault extends Error {
  readonly refusal: Refusal;
  constructor(code: string, detail?: string) {
    super(detail ? `${code}: ${detail}` : code);
    this.name = 'StoreFault';
    this.refusal = { code, ...(detail && { detail }) };
  }
}

/** Any failure of the browser's storage, as one that can be said in words. */
export function faultOf(error: unknown): StoreFault {
  if (error instanceof StoreFault) return error;
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  return new StoreFault(
    /quota|space|full/i.test(`${name} ${message}`) ? 'STORE-FULL' : 'STORE-BROKEN',
    `${name} ${message}`,
  );
}

export const openInstallation = (): Promise<InstallationDb> =>
  Database.open('jekulu', 1, (fresh) => {
    fresh.createObjectStore('identity');
    fresh.createObjectStore('networks');
  });

export const openNetwork = (network: NetworkId): Promise<NetworkDb> =>
  Database.open(`jekulu-${network}`, 2, (fresh, before) => {
    if (before < 2) {
      fresh.createObjectStore('identity');
      fresh.createObjectStore('former', { keyPath: ['device', 'seq'] });
    }
    if (before >= 1) return;
    fresh.createObjectStore('device');
    fresh.createObjectStore('lease');
    fresh.createObjectStore('people', { keyPath: 'person' });
    fresh.createObjectStore('own', { keyPath: 'seq' });
    fresh.createObjectStore('chunks', { autoIncrement: true });
    fresh.createObjectStore('drafts', { keyPath: ['person', 'key'] });
  });

const DURABLE = { durability: 'strict' } as const;

/** One transaction over a whole network: all of it, or nothing, and on the disk (not only handed to the system) when done. */
export const everything = (db: NetworkDb): NetworkTx =>
  db.transaction(['device', 'lease', 'people', 'identity', 'own', 'former', 'chunks', 'drafts'], 'readwrite', DURABLE);

/** People alone: what reads all the rest goes on meanwhile. */
export const peopleOnly = (db: NetworkDb): PeopleTx => db.transaction(['lease', 'people'], 'readwrite', DURABLE);
