/**
 * What travels in `POST /sync` and in a bundle: the same JSON on every road. This file says what a well-formed message is;
 * what is right in it is judged elsewhere.
 */
import type { Reach } from './grant.ts';
import { canonical } from './hash.ts';
import { fingerprint, isChangeId, isDeviceId, isNetworkId, isRecordId, isScope } from './ids.ts';
import type { RulingSettings } from './judge.ts';
import type { ScopeKey } from './keys.ts';
import type { Segment } from './prose.ts';
import type { Offer } from './segments.ts';
import {
  type Body,
  type Change,
  type ChangeId,
  type DeviceId,
  fail,
  KINDS,
  type Known,
  type Millis,
  type NetworkId,
  ok,
  type RecordId,
  type Refusal,
  type Result,
  type Ruling,
  SOURCES,
} from './types.ts';

export const PROTOCOL = 1;
/** Bounds of a message. A group above them is refused whole (SYNC-GROUP); a push above them is sent in pieces (SYNC-TOO-BIG). */
export const LIMITS = {
  groupChanges: 200,
  /** The longest voice (`sound.ts`) with what it is about. */
  groupBytes: 64 * 1024,
  pushChanges: 2000,
  bodyBytes: 1024 * 1024,
  scopes: 200,
  cited: 50,
} as const;

/** Place in a hub's log: `epoch` names one life of its database, `pos` grows with every entry. */
export interface Cursor {
  readonly epoch: string;
  readonly pos: number;
}

export interface Push {
  /** Seq of the first change; they follow each other without gaps. */
  readonly from: number;
  /** Chain link of the change before it, '' at the start of a log: a hub that knows another one meets a clone. */
  readonly prev: string;
  /**
   * On the wire they may stand as `dense` instead (`dense.ts`), which is a third as long. An element may be `{seq, sealed}`: written by
   * somebody whose work the sender cannot read (`seal.ts`).
   */
  readonly changes: readonly Change[];
}

export interface SyncRequest {
  readonly v: typeof PROTOCOL;
  readonly network: NetworkId;
  readonly device: DeviceId;
  /** Person for whom data is asked: whoever opened the device with their code. */
  readonly as: RecordId;
  /** Grows with every new request of this device; a retry repeats it. */
  readonly n: number;
  /** What the device's clock says, for the clock watch only. */
  readonly clock: Millis;
  readonly app: string;
  /** Last own seq this device knows of. */
  readonly last: number;
  /** Hub time of the last answer taken in, 0 when none: what whoever wrote on this device can have known (`heardAt`). */
  readonly heard: Millis;
  readonly cursor: Cursor | null;
  /** Parts of the reach not caught up yet (by id), with their own positions; absent when all stand at the cursor. */
  readonly behind?: { readonly [reachId: string]: number };
  /** The device's own name for where this request reads from; the answer repeats it. */
  readonly base: string;
  /** Digest of the reach held for `as`; the hub answers with the list when it differs. */
  readonly held: string;
  /** Number of the last recovery word that opened the device for `as`: with `held` '' it asks for the next one. */
  readonly recovered?: number;
  readonly push?: Push;
  /** Parts of the reach (by id) of which nothing is known yet: they may be told as snapshots (`segments.ts`). */
  readonly segments?: readonly string[];
  /** This device reads long answers as columns. */
  readonly columns?: true;
}

/** Who asks a short question. */
export type Caller = Pick<SyncRequest, 'v' | 'network' | 'device' | 'as' | 'n'>;

/** Is there anything new? Asked where nothing is to be sent. `same` is the base of an ordinary request. */
export interface SameRequest extends Caller {
  readonly same: string;
}
/** The short question is a path, which says all of it and is what is signed. */
export const sameRoad = ({ network, device, as, n, same }: SameRequest): string =>
  `/sync/${network}/${device}/${as}/${n}/${same}`;
/** Nothing is, up to this hub time; without `same` an ordinary request has to be made. */
export interface SameAnswer {
  readonly v: typeof PROTOCOL;
  readonly same?: true;
  readonly time: Millis;
}

/** What was written of a record before this device began to read it. */
export interface PastRequest extends Caller {
  readonly past: RecordId;
}
export interface PastAnswer {
  readonly v: typeof PROTOCOL;
  readonly past: readonly Delivered[];
}

/** A change on its way down. `state` absent means confirmed. */
export interface Delivered {
  readonly pos: number;
  readonly eff: number;
  readonly change: Change;
  readonly state?: Known['state'];
  readonly ruling?: Ruling;
}

/** The same as a replica knows it. */
export const told = ({ change, eff, state = 'confirmed', ruling }: Delivered): Known => ({
  change,
  eff,
  state,
  ...(ruling && { ruling }),
});

/** What a person may read, and the keys that open what is stored of it on a device. */
export interface Holding {
  readonly reach: readonly Reach[];
  readonly keys: readonly ScopeKey[];
  /** Second lock of the key ring, which the steward can open from afar (see `keys.ts`). */
  readonly recovery?: { readonly n: number; readonly key: string };
}

/** Short name of one part of a reach: it changes when what is read through it changes. */
export function reachId(reach: Reach): string {
  const before = reachIds.get(reach);
  if (before !== undefined) return before;
  const { prefix, closed, types, answers } = reach;
  const parts = [prefix, closed, [...types].sort(), ...(answers ? [[...answers].sort()] : [])];
  const id = fingerprint(encoder.encode(canonical(parts))).slice(0, 8);
  reachIds.set(reach, id);
  return id;
}
/** Asked for many times in every exchange. */
const reachIds = new WeakMap<Reach, string>();
const encoder = new TextEncoder();

/** Digest of a whole reach, '' for none. */
export const reachDigest = (reach: readonly Reach[]): string =>
  reach.length === 0 ? '' : fingerprint(encoder.encode(reach.map(reachId).sort().join())).slice(0, 12);

export interface SyncAnswer {
  readonly v: typeof PROTOCOL;
  /** As in the request: an answer is taken in only where it was asked for. */
  readonly base: string;
  readonly epoch: string;
  /** Hub time. */
  readonly time: Millis;
  /** Everything of this device up to here is on the hub's disk. */
  readonly ack: number;
  /** Own work confirmed without a remark, as runs of seqs with the hub time of receipt. */
  readonly confirmed: readonly (readonly [first: number, last: number, received: Millis])[];
  /** Every other ruling on own work: of this push, and later news of earlier work. */
  readonly rulings: readonly Ruling[];
  readonly changes: readonly Delivered[];
  /** Confirmed changes besides these, when there are many and whoever asks reads columns (`packed-answer.ts`). */
  readonly columns?: Segment;
  /** Changes of others that do not count now and whose content is not for `as`: a replica that holds one sets it aside. */
  readonly aside?: readonly ChangeId[];
  readonly cursor: Cursor;
  readonly behind?: { readonly [reachId: string]: number };
  /** More waits: ask again. */
  readonly more: boolean;
  /** What `as` may read now; only when it differs from what the device holds. Such an answer carries no changes: ask again. */
  readonly holding?: Holding;
  /** Snapshots to fetch of parts that stand at the beginning: nothing else comes of these parts until they are in. */
  readonly segments?: readonly Offer[];
  /** Set when this device was blocked: it locks itself. */
  readonly blocked?: true;
  /** Set when this device was ended: what it sent was taken, nothing more comes down (DEVICE-ENDED). */
  readonly ended?: true;
}

/** Unsent work as a file: `JEKULU-BUNDLE 1`, the signature, and the body a `SyncRequest` would have had, each on its line. */
export const BUNDLE_HEAD = 'JEKULU-BUNDLE 1';
export const BUNDLE_TYPE = 'application/vnd.jekulu.bundle';
export const BUNDLE_SUFFIX = '.jekulu';

/** What anybody may know of a network before being in it. */
export interface NetworkCard {
  readonly network: NetworkId;
  readonly slug: string;
  readonly name: string;
  /** `practice` is "mode essai": another colour, nothing counts. */
  readonly mode: 'real' | 'practice';
  /** All people and figures are fictitious; every screen says so. */
  readonly demo: boolean;
  readonly authority: DeviceId;
  /** Raw P-256 points, base64url: the authority's signature key (its fingerprint is the network's id) and the key unsent work is sealed to. */
  readonly authorityKey: string;
  readonly sealKey: string;
  readonly settings: RulingSettings;
}

/** `POST /api/activate`, signed like an exchange by the key it brings. */
export interface ActivationRequest {
  /** As typed: capitals, spaces and dashes do not matter. */
  readonly code: string;
  /** Raw P-256 point, base64url. */
  readonly key: string;
  readonly label: string;
}

/** What a device learns when it joins a network, or when one more person is enrolled on it by a code. */
export interface Activation {
  readonly card: NetworkCard;
  readonly person: RecordId;
  readonly name: string;
  /** Hub time. */
  readonly time: Millis;
  readonly holding: Holding;
  /** Types of records this person may create where they work: what they can begin before any record has come. */
  readonly begins?: readonly string[];
}

/** Body of every refused request. */
export interface WireError {
  readonly error: {
    readonly code: string;
    readonly fr: string;
    readonly en: string;
    readonly fields?: readonly string[];
  };
  /** With SYNC-GAP and DEVICE-CLONE: the last seq on the hub. With SYNC-REPLAY: the last `n`. */
  readonly last?: number;
}

type Shape = { readonly [key: string]: unknown };
const isObject = (value: unknown): value is Shape =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isText = (value: unknown, max: number): value is string => typeof value === 'string' && value.length <= max;
const bad = (detail: string): { ok: false; error: Refusal } => fail({ code: 'SYNC-MALFORMED', detail });

/** Checks one envelope. Keys it does not know stay: a newer version wrote them. Returns what is wrong, or null. */
export function envelopeFault(value: unknown): string | null {
  if (!isObject(value)) return 'change';
  const { over, group, shared, body } = value;
  if (!isDeviceId(value['device'])) return 'device';
  if (!isCount(value['seq']) || value['seq'] === 0) return 'seq';
  if (!isCount(value['stamp'])) return 'stamp';
  if (value['by'] !== '' && !isRecordId(value['by'])) return 'by';
  if (value['source'] !== undefined && !SOURCES.includes(value['source'] as never)) return 'source';
  if (value['witness'] !== undefined && !isText(value['witness'], 200)) return 'witness';
  if (value['grant'] !== '' && !isRecordId(value['grant'])) return 'grant';
  if (group !== undefined && !(Array.isArray(group) && group.length === 2 && group.every((n) => isCount(n) && n > 0)))
    return 'group';
  if (value['batch'] !== undefined && !isText(value['batch'], 80)) return 'batch';
  if (!isCount(value['schema'])) return 'schema';
  if (!KINDS.includes(value['kind'] as never)) return 'kind';
  if (!isText(value['type'], 60) || !/^[a-z][a-z_]*$/.test(value['type'])) return 'type';
  if (!isRecordId(value['record'])) return 'record';
  if (!isScope(value['scope'])) return 'scope';
  if (shared !== undefined && !(Array.isArray(shared) && shared.length <= 20 && shared.every(isScope))) return 'shared';
  if (over !== undefined) {
    if (!isObject(over)) return 'over';
    for (const ids of Object.values(over))
      if (!Array.isArray(ids) || ids.length > LIMITS.cited || !ids.every(isChangeId)) return 'over';
  }
  if (value['salt'] !== undefined && !(isText(value['salt'], 11) && /^[\w-]{11}$/.test(value['salt']))) return 'salt';
  const { blank } = value;
  if (body === null ? !isText(blank, 64) || !/^[0-9a-f]{64}$/.test(blank) : blank !== undefined || !isBody(body))
    return 'body';
  return isDeeper(value, DEPTH) ? 'depth' : null;
}

/** Fields of a change that came from outside: right names, and no deeper than a change may be. */
export const isBody = (value: unknown): value is Body =>
  isObject(value) && Object.keys(value).every(isFieldName) && !isDeeper(value, DEPTH - 1);

/** A name that would stand for something else (`:place` moves a record, `constructor` is every object's) is no field. */
const isFieldName = (name: string): boolean =>
  /^[a-z]\w{0,59}(\.[\w~][\w~.-]{0,63})?$/.test(name) && !(name in Object.prototype);

/** Deeper than any declared value needs, and far from what would exhaust whoever walks it. */
const DEPTH = 16;
function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((item) => isDeeper(item, depth - 1));
}

/** Whole groups of a run of changes, or what is wrong with it. */
export function groupsOf(changes: readonly Change[]): Result<readonly (readonly Change[])[], Refusal> {
  const groups: (readonly Change[])[] = [];
  for (let i = 0; i < changes.length; ) {
    const head = changes[i] as Change;
    const [first, size] = head.group ?? [head.seq, 1];
    const group = changes.slice(i, i + size);
    const whole = first === head.seq && group.length === size && size >= 1 && size <= LIMITS.groupChanges;
    if (
      !whole ||
      !group.every((change) => (change.group?.[0] ?? change.seq) === first && (change.group?.[1] ?? 1) === size)
    )
      return fail({ code: 'SYNC-GROUP', detail: `group at seq ${head.seq}` });
    if (JSON.stringify(group).length > LIMITS.groupBytes)
      return fail({ code: 'SYNC-GROUP', detail: `group at ${head.seq} too big` });
    groups.push(group);
    i += size;
  }
  return ok(groups);
}

/** Reads a push; the changes must be of `device`, gap-free, in whole groups. */
export function parsePush(value: unknown, device: DeviceId): Result<Push, Refusal> {
  if (!isObject(value) || !isCount(value['from']) || value['from'] === 0) return bad('push.from');
  const { from, prev, changes } = value;
  if (!isText(prev, 64) || !Array.isArray(changes)) return bad('push');
  if (changes.length > LIMITS.pushChanges) return fail({ code: 'SYNC-TOO-BIG' });
  for (const [i, change] of changes.entries()) {
    const fault = envelopeFault(change);
    if (fault) return bad(`change ${i}: ${fault}`);
    if ((change as Change).device !== device || (change as Change).seq !== from + i)
      return bad(`change ${i}: out of its log`);
  }
  const groups = groupsOf(changes as Change[]);
  return groups.ok ? ok({ from, prev, changes: changes as Change[] }) : groups;
}

/** Reads the short request, or says what is wrong with it. */
export function parseSame(value: unknown): Result<SameRequest, Refusal> {
  if (!isObject(value) || value['v'] !== PROTOCOL) return fail({ code: 'SYNC-VERSION' });
  const caller = callerOf(value);
  if (!caller.ok) return caller;
  const { same } = value;
  return isText(same, 40) ? ok({ ...caller.value, same }) : bad('same');
}

export function parsePast(value: unknown): Result<PastRequest, Refusal> {
  if (!isObject(value) || value['v'] !== PROTOCOL) return fail({ code: 'SYNC-VERSION' });
  const caller = callerOf(value);
  if (!caller.ok) return caller;
  const { past } = value;
  return isRecordId(past) ? ok({ ...caller.value, past }) : bad('past');
}

function callerOf(value: Shape): Result<Caller, Refusal> {
  const { network, device, as, n } = value;
  if (!isNetworkId(network)) return bad('network');
  if (!isDeviceId(device)) return bad('device');
  if (!isRecordId(as)) return bad('as');
  return isCount(n) ? ok({ v: PROTOCOL, network, device, as, n }) : bad('n');
}

/** Reads a request body that was already bounded and parsed as JSON. */
export function parseRequest(value: unknown): Result<SyncRequest, Refusal> {
  if (!isObject(value)) return bad('body');
  if (value['v'] !== PROTOCOL) return fail({ code: 'SYNC-VERSION' });
  if (!isNetworkId(value['network'])) return bad('network');
  if (!isDeviceId(value['device'])) return bad('device');
  if (!isRecordId(value['as'])) return bad('as');
  for (const key of ['n', 'clock', 'last', 'heard']) if (!isCount(value[key])) return bad(key);
  if (!isText(value['app'], 40) || !isText(value['held'], 40) || !isText(value['base'], 40)) return bad('app');
  if (value['recovered'] !== undefined && !isCount(value['recovered'])) return bad('recovered');
  if (value['columns'] !== undefined && value['columns'] !== true) return bad('columns');
  const { cursor, behind, push } = value;
  if (cursor !== null && !(isObject(cursor) && isText(cursor['epoch'], 40) && isCount(cursor['pos'])))
    return bad('cursor');
  if (behind !== undefined) {
    const entries = isObject(behind) ? Object.entries(behind) : null;
    if (!entries || entries.length > LIMITS.scopes || !entries.every(([id, pos]) => isText(id, 8) && isCount(pos)))
      return bad('behind');
  }
  const { segments } = value;
  if (segments !== undefined) {
    const isList = Array.isArray(segments) && segments.length <= LIMITS.scopes;
    if (!isList || !segments.every((id) => isText(id, 8))) return bad('segments');
  }
  if (push !== undefined) {
    const read = parsePush(push, value['device']);
    if (!read.ok) return read;
  }
  return ok(value as unknown as SyncRequest);
}
