/**
 * What the authority says of a group: a pure function of the group, the rights its author had been told of, and the records it touches.
 * The same code runs on the hub (ruling) and on the phone (preview: "prévu accepté", never "confirmed").
 *
 * Rules whose verdict depends on the order of arrival may flag, never return. Clocks return nothing.
 */
import { effective, millisOf } from './clock.ts';
import { checkBody, type Declarations, fitsScope, flagsOf, references, type TypeDecl } from './declare.ts';
import { erasureFault } from './erase.ts';
import { creates, fold, isErased, type RecordState, refOf, textOf, valueOf, voidedAt } from './fold.ts';
import { allows, DAY, dayStart, delegates, GRANT, type Grant, grantOf, isOwn } from './grant.ts';
import { changeIdOf, derivedId, isChangeId, isRecordId, isScope, rememberedId, sensitiveScope } from './ids.ts';
import { isOwnImport } from './own-import.ts';
import { checkShares, mayShare } from './sharing.ts';
import type { Body, Change, DeviceId, Flag, Known, Millis, RecordId, Scope } from './types.ts';

/** Types the kernel itself must understand; the access module declares their fields. */
export const DEVICE = 'device';
export const HOLDER = 'holder';
export const PERSON = 'person';
/** Remark on work of a blocked device that a person looked at and let through. */
export const RELEASED = 'FLAG-RELEASED';
/** Remark on work about a record that was erased: it came, and is not kept. */
export const GONE = 'FLAG-ERASED';
export const deviceRecord = (device: DeviceId): RecordId => rememberedId(DEVICE, device);
export const holderRecord = (device: DeviceId, person: RecordId): RecordId => rememberedId(HOLDER, device, person);

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
/** Work that came before what it needs waits for it; what it needs may also have been withdrawn. */
const waitsFor = (record: RecordId, court: Court): Verdict =>
  court.known(record)?.state === 'settled' ? returned('RULE-GONE') : waits(record);

/** Judges a group whole. Changes of the group see those before them. */
export function judge(group: readonly Change[], court: Court): Verdict {
  const verdict = judgeGroup(group, court);
  return court.released ? { ...verdict, flags: [...(verdict.flags ?? []), { code: RELEASED }] } : verdict;
}

function judgeGroup(group: readonly Change[], court: Court): Verdict {
  const scratch = new Map<RecordId, Known[]>();
  const overlay = new Map<RecordId, RecordState | null>();
  const inGroup: Court = {
    ...court,
    record: (id) => (overlay.has(id) ? (overlay.get(id) ?? null) : court.record(id)),
    grantsOf: (person) => [...court.grantsOf(person), ...[...overlay.values()].flatMap((s) => grantIfFor(s, person))],
  };
  const correcting = correctedBy(group, court);
  const flags: Flag[] = [];
  for (const change of group) {
    const verdict = judgeOne(change, inGroup, correcting);
    if (verdict.state !== 'confirmed') return verdict;
    flags.push(...(verdict.flags ?? []));
    // Only what this group creates needs to be seen by its next changes; edits of known records keep their place and rights.
    if (change.kind !== 'settle' && court.record(change.record) === null) {
      const list = scratch.get(change.record) ?? [];
      list.push({ change, eff: effective(change.stamp, court.received), state: 'confirmed' });
      scratch.set(change.record, list);
      overlay.set(change.record, fold(list));
    }
  }
  return { state: 'confirmed', ...(flags.length > 0 && { flags: distinct(flags) }) };
}

const distinct = (flags: readonly Flag[]): readonly Flag[] => [
  ...new Map(flags.map((flag) => [`${flag.code} ${flag.field ?? ''}`, flag])).values(),
];

/** Records that this group may create under the id of another change: those of the returned groups it puts right. */
function correctedBy(group: readonly Change[], court: Court): ReadonlySet<RecordId> {
  const records = new Set<RecordId>();
  for (const { kind, body } of group) {
    if (kind !== 'settle' || body?.['how'] !== 'corrected' || !isChangeId(body['of'])) continue;
    const target = court.known(body['of'])?.change;
    const [first, size] = target?.group ?? [target?.seq ?? 0, 1];
    for (let seq = first; target && seq < first + size; seq++) {
      const one = court.known(changeIdOf({ device: target.device, seq }));
      if (one) records.add(one.change.record);
    }
  }
  return records;
}

function grantIfFor(state: RecordState | null, person: RecordId): Grant[] {
  const grant = state ? grantOf(state) : null;
  return grant?.person === person ? [grant] : [];
}

function judgeOne(change: Change, court: Court, correcting: ReadonlySet<RecordId>): Verdict {
  const type = court.decl.types[change.type];
  if (!type || change.schema > type.schema) return waits(`schema:${change.type}:${change.schema}`);
  const byAuthority = change.device === court.authority;
  const here = byAuthority ? CONFIRMED : judgeDevice(change, court);
  if (here.state !== 'confirmed') return here;

  if (change.kind === 'settle') return withFlags(judgeSettle(change, court), here.flags);
  if (!isKnownKind(change, type)) return returned('RULE-KIND');

  const record = court.record(change.record);
  if (record && record.type !== change.type) return returned('RULE-TYPE');
  const makes = creates(change);
  const isOrigin = (changeIdOf(change) as string) === change.record || type.keys !== undefined;
  if (!record && !(makes && (isOrigin || correcting.has(change.record)))) return waitsFor(change.record, court);
  const misplaced = makes ? judgePlace(change, type, record) : null;
  if (misplaced) return misplaced;

  const home = record?.home ?? change.scope;
  const asked = rightOf(change, change.kind !== 'set' ? 'void' : makes ? 'create' : 'edit', home, court);
  const right =
    asked.code === 'RIGHT-NONE' && takesBack(change, record, court) ? rightOf(change, 'create', home, court) : asked;
  if (right.state !== 'confirmed') return right;
  const gone = record !== null && isErased(record) && change.kind === 'set';
  if (gone) return withFlags(CONFIRMED, here.flags, right.flags, [{ code: GONE }]);
  if (!byAuthority && !isOwn(change, type, record, court)) return returned('RIGHT-OWN');
  const content = judgeWritten(change, type, home, court);
  if (content.state !== 'confirmed') return content;
  const given = byAuthority ? CONFIRMED : judgeDelegation(change, record, court);
  if (given.state !== 'confirmed') return given;
  return withFlags(CONFIRMED, here.flags, right.flags, content.flags, given.flags);
}

const CONFIRMED: Verdict = { state: 'confirmed' };

/** Does somebody take out what they brought in, or put it back, without the right to hide what others made? */
function takesBack({ kind, by }: Change, record: RecordState | null, court: Court): boolean {
  const made = record?.created ? court.known(record.created.id) : null;
  // Who claims to have heard of nobody gains the grace period, as with rights.
  const told = Math.max(court.toldAt, court.received - court.settings.graceDays * DAY);
  return kind === 'void' && record !== null && made !== null && isOwnImport(record, made, by, told);
}

function isKnownKind({ kind }: Change, type: TypeDecl): boolean {
  if (kind === 'alias') return type.face !== undefined;
  if (kind === 'erase') return type.personal?.left !== undefined;
  return kind === 'set' || kind === 'void';
}

function withFlags(verdict: Verdict, ...lists: readonly (readonly Flag[] | undefined)[]): Verdict {
  const flags = [...(verdict.flags ?? []), ...lists.flatMap((list) => list ?? [])];
  return flags.length > 0 ? { ...verdict, flags } : verdict;
}

/** Is the device one of ours and not blocked, and its person enrolled on it? Work of somebody whose enrolment is under way waits for it. */
function judgeDevice(change: Change, court: Court): Verdict {
  const device = court.record(deviceRecord(change.device));
  if (!device) return waits(deviceRecord(change.device));
  const blockedAfter = valueOf(device, 'blockedAfter');
  if (!court.released && textOf(device, 'status') === 'blocked' && change.seq > Number(blockedAfter ?? 0))
    return { state: 'quarantined', code: 'DEVICE-BLOCKED' };
  if (!isRecordId(change.by)) return returned('RIGHT-PERSON');
  const holder = court.record(holderRecord(change.device, change.by));
  if (!holder) return waits(holderRecord(change.device, change.by));
  const ended = voidedAt(holder);
  if (ended === null) return CONFIRMED;
  // Taken off the device: like a right that ended, it still carries what was written before anybody there could know.
  const timely = inTime({ from: 0, ends: millisOf(ended) }, court);
  return timely.state === 'confirmed' ? timely : returned('RIGHT-PERSON');
}

/** May this record be made, and there? */
function judgePlace(change: Change, type: TypeDecl, record: RecordState | null): Verdict | null {
  if (record && !type.keys) return returned('RULE-EXISTS');
  // Who makes again what exists must mean it where it is: what is made is also where it lives.
  if (record ? change.scope !== record.home : !fitsScope(type, change.scope)) return returned('RULE-SCOPE');
  const apart = type.shareable ? [] : (change.shared ?? []).filter((scope) => !mayShare(type, scope));
  return apart.length > 0 ? returned('RULE-SCOPE') : null;
}

function judgeWritten(change: Change, type: TypeDecl, home: Scope, court: Court): Verdict {
  if (change.kind === 'void') return judgeVoid(change);
  if (change.kind === 'erase') return judgeErase(change, type, court);
  // Erased in a life of the log that was lost; what erased it is on its way again.
  if (change.body === null) return CONFIRMED;
  return change.kind === 'alias' ? judgeAlias(change, court) : judgeContent(change, type, home, court);
}

/** More writes than any sheet shows at once. */
const MOST_SEEN = 500;

/**
 * To say that a record is the same as another takes the right to hide it; the other must exist and be of the same type. Two people may say it of
 * each other's in turn: that depends on the order of arrival, so it is for the reader to resolve (`resolve`), not for the judge to return.
 */
function judgeAlias(change: Change, court: Court): Verdict {
  const { into, saw = [] } = change.body ?? {};
  if (!Array.isArray(saw) || saw.length > MOST_SEEN || !saw.every(isChangeId)) return returned('RULE-FORMAT', ['saw']);
  if (into === null) return CONFIRMED;
  if (!isRecordId(into) || into === change.record) return returned('RULE-FORMAT', ['into']);
  const other = court.record(into);
  if (!other?.created) return waitsFor(into, court);
  return other.type === change.type ? CONFIRMED : returned('RULE-TYPE');
}

/** What cannot be undone takes the right to hide, in a role that answers for what others do. */
function judgeErase(change: Change, type: TypeDecl, court: Court): Verdict {
  const wrong = erasureFault(type, change.body ?? {});
  if (wrong) return returned(wrong.code, wrong.fields);
  const state = court.record(change.grant as RecordId);
  const role = state ? court.decl.roles[grantOf(state)?.role ?? ''] : undefined;
  return change.device === court.authority || role?.audits ? CONFIRMED : returned('RIGHT-NONE');
}

const judgeVoid = (change: Change): Verdict =>
  typeof change.body?.['voided'] === 'boolean' ? CONFIRMED : returned('RULE-FORMAT', ['voided']);

function judgeContent(change: Change, type: TypeDecl, home: Scope, court: Court): Verdict {
  const body = change.body ?? {};
  const creating = creates(change);
  const wrong = checkBody(type, body, creating) ?? checkShares(type, body);
  if (wrong) return returned(wrong.code, wrong.fields);
  const refs = judgeRefs(type, body, court);
  if (refs) return refs;
  if (type.keys?.some((key) => creating || Object.hasOwn(body, key))) {
    const id = derivedId(type.name, ...type.keys.map((key) => String(body[key] ?? '')));
    if (id !== change.record) return returned('RULE-FORMAT', [...type.keys]);
  }
  const apart = (type.companionOf && !accompanies(body['of'], home, court)) || !isWhereBound(type, body, home, court);
  if (creating && apart) return returned('RULE-SCOPE');
  return withFlags(CONFIRMED, flagsOf(type, body, millisOf(effective(change.stamp, court.received))));
}

/** A reference waits for a record that is not there yet, and names one of the declared type. */
function judgeRefs(type: TypeDecl, body: Body, court: Court): Verdict | null {
  for (const [name, types, value] of references(type, body)) {
    const record = court.record(value);
    if (!record?.created) return waitsFor(value, court);
    if (!types.includes(record.type)) return returned('RULE-FORMAT', [name]);
  }
  return null;
}

/** A companion lives under `sensitive/` of the home of the record it accompanies. */
function accompanies(of: Body[string] | undefined, home: Scope, court: Court): boolean {
  const main = isRecordId(of) ? court.record(of) : null;
  return main !== null && sensitiveScope(main.home) === home;
}

/** What is bound to a record has its home. */
const isWhereBound = (type: TypeDecl, body: Body, home: Scope, court: Court): boolean =>
  !type.bound || court.record(body[type.livesWith ?? ''] as RecordId)?.home === home;

type Wanted = 'create' | 'edit' | 'void';

/** Does the grant the change cites carry this act, as far as its author had been told? */
function rightOf(change: Change, action: Wanted, home: Change['scope'], court: Court): Verdict {
  if (change.device === court.authority) return CONFIRMED;
  if (change.grant === '') return returned('RIGHT-NONE');
  const state = court.record(change.grant);
  if (!state) return waitsFor(change.grant, court);
  const grant = grantOf(state);
  if (!grant || grant.person !== change.by) return returned('RIGHT-NONE');
  if (!allows(court.decl, grant, action, change.type, home)) return returned('RIGHT-NONE');
  return inTime(grant, court);
}

/** Rights are judged by what the hub had told the device, plus the grace period, never by the day of arrival. */
export function inTime(
  grant: Pick<Grant, 'from' | 'ends'>,
  court: Pick<Court, 'received' | 'toldAt' | 'settings'>,
): Verdict {
  if (grant.from > court.received) return returned('RIGHT-NOT-YET');
  if (court.received < grant.ends) return CONFIRMED;
  // In the very instant of the end, in doubt for the author.
  if (grant.ends < court.toldAt) return returned('RIGHT-ENDED');
  if (court.received - grant.ends > court.settings.graceDays * DAY) return returned('RIGHT-GRACE');
  return { state: 'confirmed', flags: [{ code: 'FLAG-LATE' }] };
}

/** Grants and holders give away rights: nobody gives more than they have. */
function judgeDelegation(change: Change, record: RecordState | null, court: Court): Verdict {
  if (change.type !== GRANT && change.type !== HOLDER) return CONFIRMED;
  const own = change.grant ? court.record(change.grant) : null;
  const outer = own ? grantOf(own) : null;
  if (!outer) return returned('RIGHT-DELEGATE');
  return change.type === HOLDER ? judgeHolder(change, record, outer, court) : judgeGrant(change, record, outer, court);
}

/** Who opens a device acts from it with all their rights: they must lie within those of whoever hands it over. */
function judgeHolder(change: Change, record: RecordState | null, outer: Grant, court: Court): Verdict {
  const person = change.body?.['person'] ?? (record ? personOf(record) : null);
  if (!isRecordId(person)) return returned('RULE-FORMAT', ['person']);
  const rights = court.grantsOf(person).filter((inner) => inner.ends > court.received);
  const covered = rights.every((inner) => delegates(court.decl, outer, inner) !== null);
  return covered && rights.length > 0 ? CONFIRMED : returned('RIGHT-DELEGATE');
}

function judgeGrant(change: Change, record: RecordState | null, outer: Grant, court: Court): Verdict {
  const { decl, settings } = court;
  const before = record ? grantOf(record) : null;
  if (record && !before) return returned('RIGHT-DELEGATE');
  if (before && change.kind === 'void')
    return delegates(decl, outer, before) === 'grants' ? CONFIRMED : returned('RIGHT-DELEGATE');
  const body = change.body ?? {};
  const role = String(body['role'] ?? before?.role ?? '');
  const scope = body['scope'] ?? before?.scope;
  if (!isScope(scope)) return returned('RULE-FORMAT', ['scope']);
  // A grant lives where it applies, so that those who answer for that place see it; its person and place never change.
  if (scope !== (record?.home ?? change.scope)) return returned('RULE-SCOPE', ['scope']);
  if (record && body['person'] !== undefined && body['person'] !== before?.person)
    return returned('RIGHT-DELEGATE', ['person']);
  const ways = [delegates(decl, outer, { role, scope }), before ? delegates(decl, outer, before) : 'grants'];
  if (ways.includes(null)) return returned('RIGHT-DELEGATE', ['role']);
  if (!ways.includes('enrols')) return CONFIRMED;
  // Enrolled offline: for the provisional delay only, from its start, and extended only by who may grant for good.
  if (record) return returned('RIGHT-DELEGATE', ['to']);
  const from = dayStart(String(body['from'] ?? ''));
  const to = dayStart(String(body['to'] ?? ''));
  const short = to >= from && to - from <= settings.provisionalDays * DAY;
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
  const { of, how, to } = change.body ?? {};
  if (!isChangeId(of) || !SETTLE_WAYS.includes(how as SettleWay)) return returned('RULE-FORMAT', ['of']);
  const target = court.known(of);
  const decision = how === 'accepted' || how === 'refused';
  // Sent before what it speaks of (a restored hub), or while that is being judged anew.
  if (!target || (target.state === 'held' && !decision)) return waits(of);
  if (target.state !== (decision ? 'quarantined' : 'returned')) return returned('RULE-SETTLED');
  const heir = how === 'handed' ? judgeHeir(to, target.change.scope, court) : CONFIRMED;
  if (heir.state !== 'confirmed' || change.device === court.authority) return heir;
  const mine = target.change.by === change.by || target.ruling?.handed === change.by;
  if (mine && !decision) return CONFIRMED;
  const state = change.grant ? court.record(change.grant) : null;
  const grant = state ? grantOf(state) : null;
  const home = court.record(target.change.record)?.home ?? target.change.scope;
  if (!grant || grant.person !== change.by || !allows(court.decl, grant, 'edit', target.change.type, home))
    return returned('RIGHT-SETTLE');
  const timely = inTime(grant, court);
  return timely.state === 'confirmed' ? timely : returned('RIGHT-SETTLE');
}

/**
 * Work is handed to a person, or to whoever answers for the place it belongs to, or it would be nobody's. The place is for those whose right
 * has ended: their device no longer knows anybody there.
 */
function judgeHeir(to: Body[string] | undefined, home: Scope, court: Court): Verdict {
  if (isScope(to)) return home.startsWith(to) ? CONFIRMED : returned('RULE-SCOPE', ['to']);
  if (!isRecordId(to)) return returned('RULE-REQUIRED', ['to']);
  const person = court.record(to);
  if (!person?.created) return waitsFor(to, court);
  return person.type === PERSON ? CONFIRMED : returned('RULE-FORMAT', ['to']);
}

/** Person a grant or a holder is about. */
export const personOf = (state: RecordState): RecordId | null => refOf(state, 'person');
