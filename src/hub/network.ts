/**
 * One network on this installation, as the rest of the hub sees it. Several stand side by side, each in its own database schema
 * (`n_<id>`); nothing here can name a record of another. "Mode essai" is simply another network.
 */
import type { Admission, Arrival, DeviceLog, Logged } from '../kernel/admit.ts';
import type { Acts } from '../kernel/author.ts';
import type { RecordState } from '../kernel/fold.ts';
import type { Grant, Reach } from '../kernel/grant.ts';
import type { ServeStore } from '../kernel/serve.ts';
import type { Change, DeviceId, Millis, RecordId, Refusal, Result, Source } from '../kernel/types.ts';
import type { Activation, Holding, NetworkCard } from '../kernel/wire.ts';

import type { ImportShelf } from './importing/shelf.ts';
import type { LinkBook } from './links.ts';

export type { NetworkCard } from '../kernel/wire.ts';

/** What a hub remembers of a device besides its log. */
export interface Contact {
  readonly device: DeviceId;
  /** Last request counter accepted. */
  readonly n: number;
  /** Last seq the device had written: what the log does not hold of it is still on the device. */
  readonly last: number;
  /** Position of the last answer, time of the last whole one, and the last hub time the device proved to have heard. */
  readonly servedPos: number;
  readonly servedAt: Millis;
  readonly toldAt: Millis;
  readonly app: string;
  /** Device clock minus hub clock at the last request, ms. */
  readonly skew: Millis;
}

/** A file that left the hub. */
export interface Exported {
  readonly at: Millis;
  /** '' for the command on the hub's own machine. */
  readonly person: RecordId | '';
  /** Name of the file. */
  readonly what: string;
  /** What it was narrowed to, and in which dress it went; '' for all, as usual. */
  readonly how: string;
  /** Null while it is being read, or when it was cut off. */
  readonly records: number | null;
}

/** Everything that has to be known before an exchange with a device on behalf of a person, read in one go. */
export interface Door {
  readonly contact: Contact | null;
  readonly log: DeviceLog;
  readonly device: RecordState | null;
  readonly holder: RecordState | null;
  readonly person: RecordState | null;
  readonly grants: readonly Grant[];
}

export interface Acting {
  readonly source?: Source;
  readonly witness?: string;
  /** Name of the import that the acts belong to. */
  readonly batch?: string;
}

/** An import, or the taking back of one, as the log tells it. */
export interface Batch {
  readonly batch: string;
  readonly by: RecordId;
  /** Time of the first of its acts that the hub received. */
  readonly at: Millis;
  /** Rows: groups of acts. */
  readonly rows: number;
  readonly type: string;
}

/** A device that asks to be let in: its code, the key it proved to hold, and what its people call it. */
export interface Joining {
  readonly code: string;
  readonly device: DeviceId;
  readonly key: string;
  readonly label: string;
}

export interface HubNetwork extends ServeStore {
  readonly card: NetworkCard;
  /** The hub's own device, on which `act` writes. */
  readonly web: DeviceId;
  /** Takes in a push. Pushes that wait are committed together; resolves only when the disk has it. A fault of the hub is a refusal HUB-…. */
  admit(arrival: Arrival): Promise<Admission>;
  /** Bytes of a segment of a snapshot, from one of them on; null when there is none of this name any more. Only holders of its key can read them. */
  segment(name: string, from: number): Promise<Uint8Array | null>;
  record(id: RecordId): Promise<RecordState | null>;
  /**
   * Existing records of a type, hidden ones too, that this reach covers (all when it is omitted), latest first.
   * @param options.naming only records in which one of these ids stands.
   */
  list(
    type: string,
    options?: { readonly reach?: readonly Reach[]; readonly limit?: number; readonly naming?: readonly RecordId[] },
  ): Promise<readonly RecordState[]>;
  /** Which records name which. */
  readonly links: LinkBook;
  /** Records that say two things at once and wait for somebody to choose. */
  conflicts(): Promise<readonly RecordState[]>;
  /** Existing records of a type that this reach covers, page by page, however many there are. */
  each(type: string, reach: readonly Reach[]): AsyncIterable<readonly RecordState[]>;
  /** The whole log, device by device and each in its own order, page by page. */
  changes(): AsyncIterable<readonly Logged[]>;
  history(record: RecordId): Promise<readonly Logged[]>;
  grantsOf(person: RecordId): Promise<readonly Grant[]>;
  door(device: DeviceId, person: RecordId): Promise<Door>;
  /** What a person may read now, with the keys that open it on a device. */
  holdingOf(person: RecordId, device: DeviceId, now: Millis): Promise<Holding>;
  /** Types with a list of their own of which this person may create records where they work. */
  beginsOf(person: RecordId, device: DeviceId, now: Millis): Promise<readonly string[]>;
  /** The person used recovery word number `n` on this device: the next holding brings the next one. */
  noteRecovered(device: DeviceId, person: RecordId, n: number): Promise<void>;
  /** Acts done on the hub's own pages, written on its web device and judged like any other work. */
  act(
    by: RecordId,
    acts: Acts,
    acting?: Acting,
  ): Promise<{ readonly changes: readonly Change[]; readonly admission: Admission }>;
  /** Groups of such acts in one push, each judged by itself: none may speak of what another of them makes. */
  actAll(
    by: RecordId,
    groups: readonly Acts[],
    acting?: Acting,
  ): Promise<{ readonly changes: readonly Change[]; readonly admission: Admission }>;
  /** Files on their way in. */
  readonly imports: ImportShelf;
  /** Imports and takings back, the latest first. */
  batches(limit: number): Promise<readonly Batch[]>;
  /** The whole history of every record that a batch wrote. */
  batchHistories(batch: string): Promise<ReadonlyMap<RecordId, readonly Logged[]>>;
  /** Acts of the authority itself: registering devices, the first grants. Needs no grant. Throws when they are not confirmed: that is a bug. */
  actAsAuthority(acts: Acts): Promise<readonly Change[]>;
  /** Gives the network another name. */
  rename(name: string): Promise<void>;
  /** Last seq of a device's log here. */
  lastSeq(device: DeviceId): Promise<number>;
  contact(device: DeviceId): Promise<Contact | null>;
  contacts(): Promise<readonly Contact[]>;
  noteContact(contact: Contact): Promise<void>;
  /** Notes that somebody takes a file of this name out of the hub, and gives the way to say how many records it held. */
  noteExport(by: RecordId | '', what: string, how?: string): Promise<(records: number) => Promise<void>>;
  /** Files that were taken out, the latest first. @param by only those of this person. */
  exports(limit: number, by?: RecordId): Promise<readonly Exported[]>;
  /** Groups in these states, newest first, for the pages of those in charge. */
  groups(state: 'returned' | 'held' | 'quarantined', limit: number): Promise<readonly (readonly Logged[])[]>;
  /** A one-time activation code (`abcd-efgh-jkmn`), stored only as a hash. */
  createCode(person: RecordId, options: { readonly createdBy: RecordId | ''; readonly days: number }): Promise<string>;
  /** The person a code stands for, or why not. `use` marks it used. */
  redeemCode(code: string, use: boolean): Promise<Result<RecordId, Refusal>>;
  /** Registers a device by a code and enrols the code's person on it. The same device may ask again with the same code. */
  activate(joining: Joining): Promise<Result<Activation, Refusal>>;
  /** Opens something sealed to this network's hub; null when it was not. */
  unseal(sealed: string): Promise<string | null>;
  /** A key of this network for one purpose of the hub's own, which is nowhere but in the data folder. */
  secretFor(purpose: string): Uint8Array;
  /** When everything under way is written. */
  idle(): Promise<void>;
}
