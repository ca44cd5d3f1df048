/**
 * One network on this installation, as the rest of the hub sees it. Several stand side by side, each in its own database schema
 * (`n_<id>`); nothing here can name a record of another. "Mode essai" is simply another network.
 */
import type { Acts } from '../kernel/author.ts';
import type { Admission, Arrival, Logged } from '../kernel/admit.ts';
import type { RecordState } from '../kernel/fold.ts';
import type { Grant, Reach } from '../kernel/grant.ts';
import type { ServeStore } from '../kernel/serve.ts';
import type { Change, DeviceId, Millis, RecordId, Refusal, Result, Source } from '../kernel/types.ts';
import type { Holding, NetworkCard } from '../kernel/wire.ts';

export type { NetworkCard } from '../kernel/wire.ts';

/** What a hub remembers of a device besides its log. */
export interface Contact {
  readonly device: DeviceId;
  /** Last request counter accepted. */
  readonly n: number;
  /** Position and time of the last answer sent, and the last hub time the device proved to have heard. */
  readonly servedPos: number;
  readonly servedAt: Millis;
  readonly toldAt: Millis;
  readonly app: string;
  /** Device clock minus hub clock at the last request, ms. */
  readonly skew: Millis;
}

export interface Acting {
  readonly source?: Source;
  readonly witness?: string;
}

export interface HubNetwork extends ServeStore {
  readonly card: NetworkCard;
  /** Takes in a push. Pushes that wait are committed together; resolves only when the disk has it. */
  admit(arrival: Arrival): Promise<Admission>;
  record(id: RecordId): Promise<RecordState | null>;
  /** Existing records of a type, hidden ones too, that this reach covers (all when it is omitted), latest first. */
  list(type: string, options?: { readonly reach?: readonly Reach[]; readonly limit?: number }): Promise<readonly RecordState[]>;
  history(record: RecordId): Promise<readonly Logged[]>;
  grantsOf(person: RecordId): Promise<readonly Grant[]>;
  /** What a person may read now, with the keys that open it on a device. */
  holdingOf(person: RecordId, device: DeviceId, now: Millis): Promise<Holding>;
  /** Acts done on the hub's own pages, written on its web device and judged like any other work. */
  act(by: RecordId, acts: Acts, acting?: Acting): Promise<{ readonly changes: readonly Change[]; readonly admission: Admission }>;
  /** Acts of the authority itself: registering devices, the first grants. Needs no grant. */
  actAsAuthority(acts: Acts): Promise<readonly Change[]>;
  contact(device: DeviceId): Promise<Contact | null>;
  contacts(): Promise<readonly Contact[]>;
  noteContact(contact: Contact): Promise<void>;
  /** Groups in these states, newest first, for the pages of those in charge. */
  groups(state: 'returned' | 'held' | 'quarantined', limit: number): Promise<readonly (readonly Logged[])[]>;
  /** A one-time activation code (`abcd-efgh-jkmn`), stored only as a hash. */
  createCode(person: RecordId, options: { readonly createdBy: RecordId | ''; readonly days: number }): Promise<string>;
  /** The person a code stands for, or why not. `use` marks it used. */
  redeemCode(code: string, use: boolean): Promise<Result<RecordId, Refusal>>;
  /** Opens something sealed to this network's hub; null when it was not. */
  unseal(sealed: string): Promise<string | null>;
}
