/**
 * The words of the kernel. Everything that travels or is stored is one of these shapes.
 *
 * Ids are branded strings: they are born in `ids.ts` by a constructor that checks them, never by a cast of outside data.
 */
type Brand<T, B extends string> = T & { readonly __brand: B };

/** Fingerprint of a network's authority key: 16 letters of base32. Two networks never share one. */
export type NetworkId = Brand<string, 'NetworkId'>;
/** Fingerprint of a device's public key: 16 letters of base32. Nobody hands it out, so it works with no network. */
export type DeviceId = Brand<string, 'DeviceId'>;
/** `device.seq`: identity of a change. */
export type ChangeId = Brand<string, 'ChangeId'>;
/** Id of the creating change, or `~` and a hash of key fields for what two people may create independently. */
export type RecordId = Brand<string, 'RecordId'>;
/** A stored path such as `n/branch/sikasso/`, always ending in `/`. */
export type Scope = Brand<string, 'Scope'>;
/** Hybrid clock reading, one integer: milliseconds since 1970 (UTC) × 1024 + counter. Exact in a double until the year 2248. */
export type Stamp = number;
/** Milliseconds since 1970, UTC. */
export type Millis = number;

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type Body = { readonly [field: string]: Json };

export const KINDS = ['set', 'fact', 'void', 'move', 'alias', 'settle', 'erase'] as const;
export type Kind = (typeof KINDS)[number];

/** How the person who typed came to know it. Absent means `self`. */
export const SOURCES = ['self', 'oral', 'paper', 'import', 'sms'] as const;
export type Source = (typeof SOURCES)[number];

/**
 * Envelope v1: one save by one person on one device. Immutable, retried byte for byte.
 * The network stands in the wrapper that carries it and in every hash made of it, so it is not repeated here.
 */
export interface Change {
  readonly device: DeviceId;
  /** 1, 2, 3 … without gaps, per device. */
  readonly seq: number;
  readonly stamp: Stamp;
  /** The person record of who typed; '' only for the authority's own acts. */
  readonly by: RecordId | '';
  readonly source?: Source;
  /** Who was present when it was said or read out, in plain words. */
  readonly witness?: string;
  /** The grant the author acted under; '' only for the authority. */
  readonly grant: RecordId | '';
  /** First seq and size of the group it is judged with. Absent means alone. */
  readonly group?: readonly [first: number, size: number];
  /** Name of the import it belongs to. */
  readonly batch?: string;
  /** Version of the type's declaration it was written under. */
  readonly schema: number;
  readonly kind: Kind;
  readonly type: string;
  readonly record: RecordId;
  /** Home scope of the record as the author knew it. */
  readonly scope: Scope;
  /** Scopes that may read the record besides its home. Present, even if empty, exactly on the changes meant to create a record. */
  readonly shared?: readonly Scope[];
  /** Per field, the writes this one replaces. Absent means "the creating change". */
  readonly over?: { readonly [field: string]: readonly ChangeId[] };
  /**
   * 8 random bytes, base64url: bodies cannot be guessed back from hashes after erasure. Sent with the change whose id the record bears,
   * which lends it to the later changes of its own log; any other change brings its own, so that a log can be checked by itself.
   */
  readonly salt?: string;
  /** Only the fields that changed; null once erased. */
  readonly body: Body | null;
  /** Hash of the body that was erased: the log still proves itself. */
  readonly blank?: string;
}

/** Where a change stands. `pending` is known only to its own device; the others are said by a hub. */
export const STATES = [
  'pending',
  'received',
  'confirmed',
  'returned',
  'held',
  'quarantined',
  'settled',
  'erased',
] as const;
export type ChangeState = (typeof STATES)[number];

/** A remark that stops nothing: the field is right, the office checks. */
export interface Flag {
  readonly code: string;
  readonly field?: string;
}

/** What the authority says of one group. */
export interface Ruling {
  readonly device: DeviceId;
  readonly first: number;
  readonly size: number;
  readonly state: ChangeState;
  /** Hub time of receipt: with the stamp it gives the ordering time. */
  readonly received: Millis;
  /** From the list in `codes.ts`; absent when confirmed. Told only to author, steward and auditor. */
  readonly code?: string;
  readonly fields?: readonly string[];
  /** What a held group waits for: a record, or `schema:3`. */
  readonly cause?: string;
  readonly flags?: readonly Flag[];
  /** It came in a file (a stick, another phone) and not over the network; absent otherwise. */
  readonly road?: 'file';
  /** Who has been asked to put it right instead of its author: a person, or whoever answers for a place. */
  readonly handed?: RecordId | Scope;
}

/** A change as a replica knows it. */
export interface Known {
  readonly change: Change;
  /** Ordering time, fixed at the ruling: min(stamp, received). A device uses the stamp until told otherwise. */
  readonly eff: Stamp;
  readonly state: ChangeState;
  readonly ruling?: Ruling;
}

export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };
export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });
export const fail = <E>(error: E): { ok: false; error: E } => ({ ok: false, error });

/** An expected failure: its code stands in `codes.ts` with a sentence and a way forward. */
export interface Refusal {
  readonly code: string;
  readonly fields?: readonly string[];
  /** For the log and the tests, never shown to a person. */
  readonly detail?: string;
}
