/**
 * What the authority says of a group: a pure function of the group, the rights its author had been told of, and the records it touches.
 * The same code runs on the hub (ruling) and on the phone (preview: "prévu accepté", never "confirmed").
 *
 * Rules whose verdict depends on the order of arrival may flag, never return. Clocks return nothing.
 */
import { checkBody, type Declarations, fitsScope, flagsOf, type TypeDecl } from './declare.ts';
import { creates, fold, isVoided, type RecordState, refOf, textOf, valueOf } from './fold.ts';
import { allows, dayStart, delegates, GRANT, type Grant, grantOf } from './grant.ts';
import { changeIdOf, derivedId, isChangeId, isRecordId, isScope, sensitiveScope } from './ids.ts';
import type { Body, Change, DeviceId, Flag, Known, Millis, RecordId, Scope } from './types.ts';

/** Types the kernel itself must understand; the access module declares their fields. */
export const DEVICE = 'device';
export const HOLDER = 'holder';
export const deviceRecord = (device: DeviceId): RecordId => derivedId(DEVICE, device);
export const holderRecord = (device: DeviceId, person: RecordId): RecordId => derivedId(HOLDER, device, person);

/** Settings of a network that rulings depend on; data of the network, in days. */
export interface RulingSettings {
  /** How long after the end of a right honest backlog is still taken. */
  readonly graceDays: number;
  /** Length of a provisional grant. */
  readonly provisionalDays: number;
}
export const DEFAULT_SETTINGS: RulingSettings = { graceDays: 45, provisionalDays: 45 };

/** What a judge may look up. Everything is as of just before the group. */
export interface Court {
  readonly decl: Declarations;
  readonly settings: RulingSettings;
  /** The network's own device: its acts need no grant. */
  readonly authority: DeviceId;
  /** When the group was received. */
  readonly received: Millis;
  /** The last hub time this device is known to have been told; 0 when never. */
  readonly toldAt: Millis;
  /** A person looked at this quarantined group and let it through. */
  readonly released?: boolean;
  record(id: RecordId): RecordState | null;
  grantsOf(person: RecordId): readonly Grant[];
  /** A change already ruled on. */
  known(id: string): Known | null;
}

export interface Verdict {
  readonly state: 'confirmed' | 'returned' | 'held' | 'quarantined';
  readonly code?: string;
  readonly fields?: readonly string[];
  readonly cause?: string;
  readonly flags?: readonly Flag[];
}

const returned = (code: string, fields?: readonly string[]): Verdict => ({
  state: 'returned',
  code,
  ...(fields && { fields }),
});
const waits = (cause: string): Verdict => ({
  state: 'held',
  code: cause.startsWith('schema:') ? 'HOLD-SCHEMA' : 'HOLD-CAUSE',
  cause,
});
const DAY = 24 * 3600 * 1000;

/** Judges a group whole. Changes of the group see those before them. */
export function judge(group: readonly Change[], court: Court): Verdict {
  const scratch = new Map<RecordId, Known[]>();
  const overlay = new Map<RecordId, RecordState | null>();
  const inGroup: Court = {
    ...court,
    record: (id) => (overlay.has(id) ? (overlay.get(id) ?? null) : court.record(id)),
    grantsOf: (person) => [...court.grantsOf(person), ...[...overlay.values()].flatMap((s) => grantIfFor(s, person))],
  };
  const settling = new Set(group.filter((change) => change.kind === 'settle').map((change) => change.record));
  const flags: Flag[] = [];
  for (const change of group) {
    const verdict = judgeOne(change, inGroup, settling);
    if (verdict.state !== 'confirmed') return verdict;
    flags.push(...(verdict.flags ?? []));
    // Only what this group creates needs to be seen by its next changes; edits of known records keep their place and rights.
    if (court.record(change.record) === null) {
      const list = scratch.get(change.record) ?? [];
      list.push({ change, eff: change.stamp, state: 'confirmed' });
      scratch.set(change.record, list);
      overlay.set(change.record, fold(list));
    }
  }
  return { state: 'confirmed', ...(flags.length > 0 && { flags }) };
}

function grantIfFor(state: RecordState | null, person: RecordId): Grant[] {
  const grant = state ? grantOf(state) : null;
  return grant?.person === person ? [grant] : [];
}

function judgeOne(change: Change, court: Court, settling: ReadonlySet<RecordId>): Verdict {
  const type = court.decl.types[change.type];
  if (!type || change.schema > type.schema) return waits(`schema:${change.type}:${change.schema}`);
  const byAuthority = change.device === court.authority;

  const device = court.record(deviceRecord(change.device));
  if (!byAuthority) {
    if (!device) return waits(deviceRecord(change.device));
    const blockedAfter = valueOf(device, 'blockedAfter');
    if (!court.released && textOf(device, 'status') === 'blocked' && change.seq > Number(blockedAfter ?? 0))
      return { state: 'quarantined', code: 'DEVICE-BLOCKED' };
    if (!isRecordId(change.by)) return returned('RIGHT-PERSON');
    const holder = court.record(holderRecord(change.device, change.by));
    if (!holder || isVoided(holder)) return returned('RIGHT-PERSON');
  }

  if (change.kind === 'settle') return judgeSettle(change, court);
  if (change.kind !== 'set' && change.kind !== 'void') return returned('RULE-KIND');

  const record = court.record(change.record);
  const isOrigin = (changeIdOf(change) as string) === change.record || type.keys !== undefined;
  const creating = creates(change) && (!record || type.keys !== undefined);
  if (!record && !(creating && (isOrigin || settling.has(change.record)))) return waits(change.record);
  if (record && record.type !== change.type) return returned('RULE-TYPE');
  const home = record?.home ?? change.scope;
  if (!record && !fitsScope(type, home)) return returned('RULE-SCOPE');

  const right = rightOf(change, change.kind === 'void' ? 'void' : creating ? 'create' : 'edit', home, court);
  if (right.state !== 'confirmed') return right;

  if (change.kind === 'void') {
    if (typeof change.body?.['voided'] !== 'boolean') return returned('RULE-FORMAT', ['voided']);
    return byAuthority ? right : (judgeDelegation(change, record, court) ?? right);
  }
  const body = change.body ?? {};
  const wrong = checkBody(type, body, creating);
  if (wrong) return returned(wrong.code, wrong.fields);
  const missing = missingRef(type, change, court);
  if (missing) return waits(missing);
  if (type.keys && type.keys.some((key) => creating || Object.hasOwn(body, key))) {
    const id = derivedId(type.name, ...type.keys.map((key) => String(body[key] ?? '')));
    if (id !== change.record) return returned('RULE-FORMAT', [...type.keys]);
  }
  if (type.companionOf && creating && !accompanies(body['of'], home, court)) return returned('RULE-SCOPE');
  const special = byAuthority ? null : judgeDelegation(change, record, court);
  if (special && special.state !== 'confirmed') return special;
  const flags = [...(right.flags ?? []), ...flagsOf(type, body), ...(special?.flags ?? [])];
  return { state: 'confirmed', ...(flags.length > 0 && { flags }) };
}

/** First reference of the body to a record that is not there yet. */
function missingRef(type: TypeDecl, change: Change, court: Court): RecordId | null {
  for (const [name, field] of Object.entries(type.fields)) {
    const value = change.body?.[name];
    if (field.ref && isRecordId(value) && !court.record(value)?.created) return value;
  }
  return null;
}

/** A companion lives under `sensitive/` of the home of the record it accompanies. */
function accompanies(of: Body[string] | undefined, home: Scope, court: Court): boolean {
  const main = isRecordId(of) ? court.record(of) : null;
  return main !== null && sensitiveScope(main.home) === home;
}

type Wanted = 'create' | 'edit' | 'void';

/** Does the grant the change cites carry this act, as far as its author had been told? */
function rightOf(change: Change, action: Wanted, home: Change['scope'], court: Court): Verdict {
  if (change.device === court.authority) return { state: 'confirmed' };
  if (change.grant === '') return returned('RIGHT-NONE');
  const state = court.record(change.grant);
  if (!state) return waits(change.grant);
  const grant = grantOf(state);
  if (!grant || grant.person !== change.by) return returned('RIGHT-NONE');
  if (!allows(court.decl, grant, action, change.type, home)) return returned('RIGHT-NONE');
  return inTime(grant, court);
}

/** Rights are judged by what the hub had told the device, plus the grace period, never by the day of arrival. */
export function inTime(grant: Grant, court: Pick<Court, 'received' | 'toldAt' | 'settings'>): Verdict {
  if (grant.from > court.received) return returned('RIGHT-NOT-YET');
  if (court.received < grant.ends) return { state: 'confirmed' };
  if (grant.ends <= court.toldAt) return returned('RIGHT-ENDED');
  if (court.received - grant.ends > court.settings.graceDays * DAY) return returned('RIGHT-GRACE');
  return { state: 'confirmed', flags: [{ code: 'FLAG-LATE' }] };
}

/** Grants and holders give away rights: nobody gives more than they have. */
function judgeDelegation(change: Change, record: RecordState | null, court: Court): Verdict | null {
  if (change.type !== GRANT && change.type !== HOLDER) return null;
  const own = change.grant ? court.record(change.grant) : null;
  const outer = own ? grantOf(own) : null;
  if (!outer) return returned('RIGHT-DELEGATE');
  if (change.type === HOLDER) {
    const person = change.body?.['person'] ?? (record ? personOf(record) : null);
    if (!isRecordId(person)) return returned('RULE-FORMAT', ['person']);
    const all = court.grantsOf(person);
    const covered = all.length > 0 && all.every((inner) => delegates(court.decl, outer, inner) !== null);
    return covered ? null : returned('RIGHT-DELEGATE');
  }
  const before = record ? grantOf(record) : null;
  if (record && !before) return returned('RIGHT-DELEGATE');
  if (before && change.kind === 'void')
    return delegates(court.decl, outer, before) === 'grants' ? null : returned('RIGHT-DELEGATE');
  const body = change.body ?? {};
  const role = String(body['role'] ?? before?.role ?? '');
  const scope = body['scope'] ?? before?.scope;
  if (!isScope(scope)) return returned('RULE-FORMAT', ['scope']);
  // A grant lives where it applies, so that those who answer for that place see it; its person and place never change.
  if (scope !== (record?.home ?? change.scope)) return returned('RULE-SCOPE', ['scope']);
  if (record && body['person'] !== undefined && body['person'] !== before?.person)
    return returned('RIGHT-DELEGATE', ['person']);
  const ways = [
    delegates(court.decl, outer, { role, scope }),
    before ? delegates(court.decl, outer, before) : 'grants',
  ];
  if (ways.includes(null)) return returned('RIGHT-DELEGATE', ['role']);
  if (!ways.includes('enrols')) return null;
  // Enrolled offline: for the provisional delay only, from its start, and extended only by who may grant for good.
  if (record) return returned('RIGHT-DELEGATE', ['to']);
  const from = dayStart(String(body['from'] ?? ''));
  const to = dayStart(String(body['to'] ?? ''));
  const short = to >= from && to - from <= court.settings.provisionalDays * DAY;
  if (body['provisional'] !== true || !short) return returned('RIGHT-DELEGATE', ['to']);
  return { state: 'confirmed', flags: [{ code: 'FLAG-PROVISIONAL' }] };
}

/** Ways of the author and of those in charge, then the two decisions on what a blocked device sent. */
export const SETTLE_WAYS = ['corrected', 'handed', 'withdrawn', 'accepted', 'refused'] as const;
export type SettleWay = (typeof SETTLE_WAYS)[number];

/**
 * A settle names the first change of a returned group (`of`) and how it is closed. Its author, whoever it was handed to,
 * and those who may edit at the group's home may do so.
 */
function judgeSettle(change: Change, court: Court): Verdict {
  const of = change.body?.['of'];
  const how = change.body?.['how'];
  if (!isChangeId(of) || !SETTLE_WAYS.includes(how as SettleWay)) return returned('RULE-FORMAT', ['of']);
  const target = court.known(of);
  if (!target) return waits(of);
  const decision = how === 'accepted' || how === 'refused';
  if (target.state !== (decision ? 'quarantined' : 'returned')) return returned('RULE-SETTLED');
  if (how === 'handed' && !isRecordId(change.body?.['to'])) return returned('RULE-REQUIRED', ['to']);
  if (change.device === court.authority) return { state: 'confirmed' };
  const mine = target.change.by === change.by || target.ruling?.handed === change.by;
  if (mine && !decision) return { state: 'confirmed' };
  const state = change.grant ? court.record(change.grant) : null;
  const grant = state ? grantOf(state) : null;
  const home = court.record(target.change.record)?.home ?? target.change.scope;
  if (!grant || grant.person !== change.by || !allows(court.decl, grant, 'edit', target.change.type, home))
    return returned('RIGHT-SETTLE');
  const timely = inTime(grant, court);
  return timely.state === 'confirmed' ? timely : returned('RIGHT-SETTLE');
}

/** Person a grant or a holder is about. */
export const personOf = (state: RecordState): RecordId | null => refOf(state, 'person');
