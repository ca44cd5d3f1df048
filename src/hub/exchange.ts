/**
 * One exchange with a device, from the bytes it sent to the answer. Whatever the road (HTTP, a file on a stick), the bytes and the checks are the
 * same. Nothing is taken before the signature is known to be the device's.
 */
import type { Admission } from '../kernel/admit.ts';
import type { Declarations } from '../kernel/declare.ts';
import { isVoided, type RecordState, textOf } from '../kernel/fold.ts';
import { GRANT, reachOf } from '../kernel/grant.ts';
import { DEVICE, HOLDER } from '../kernel/judge.ts';
import { type PackedPush, unpackedPush } from '../kernel/packed-push.ts';
import { answer, heardAt, PAGE, takesWork } from '../kernel/serve.ts';
import { type Change, fail, type Millis, ok, type Refusal, type Result } from '../kernel/types.ts';
import {
  LIMITS,
  type Push,
  parsePush,
  parseRequest,
  reachDigest,
  type SyncAnswer,
  type SyncRequest,
} from '../kernel/wire.ts';
import { isSignedBy, readKey } from './device-key.ts';
import type { Disk } from './disk.ts';
import type { Contact, Door, HubNetwork } from './network.ts';
import type { Networks } from './networks.ts';
import type { Pace } from './pace.ts';
import { type Refused, refuse } from './wire-error.ts';

export interface ExchangeDeps {
  readonly networks: Pick<Networks, 'get'>;
  readonly decl: Declarations;
  readonly disk: Disk;
  readonly pace: Pace;
  now(): Millis;
}

export type Exchanged = { readonly ok: true; readonly answer: SyncAnswer } | Refused;

/** @param road `file`: carried by somebody else, perhaps late and more than once; its work is taken and only rulings are told. */
export async function exchange(
  bytes: Uint8Array,
  signature: string | undefined,
  road: 'wire' | 'file',
  deps: ExchangeDeps,
): Promise<Exchanged> {
  const read = readRequest(bytes);
  if (!read.ok) return refuse(read.error);
  const { request, push: sent } = read.value;
  const network = deps.networks.get(request.network);
  if (!network) return refuse({ code: 'SYNC-NETWORK' });

  let door = await network.door(request.device, request.as);
  const key = door.device ? readKey(textOf(door.device, 'key'), request.device) : null;
  if (!key) return refuse({ code: 'DEVICE-UNKNOWN' });
  if (!isSignedBy(key, bytes, signature)) return refuse({ code: 'SYNC-SIGNATURE' });
  if (road === 'wire' && door.contact && request.n < door.contact.n)
    return refuse({ code: 'SYNC-REPLAY' }, door.contact.n);
  if (!deps.pace.allows(request.device, deps.now())) return refuse({ code: 'HUB-BUSY' });

  const toldAt = heardAt(request, door.contact ?? NEVER);
  let admission: Admission = { ok: true, ack: door.log.last, rulings: [] };
  const push = sent === undefined ? null : await openPush(sent, request, network, deps.decl);
  if (push && !push.ok) return refuse(push.error);
  if (push && (road === 'file' || takesWork(request, network.epoch))) {
    if (!(await deps.disk.hasRoom())) return refuse({ code: 'HUB-DISK' });
    admission = await network.admit({
      device: request.device,
      push: push.value,
      toldAt,
      ...(road === 'file' && { road }),
    });
    if (!admission.ok) return refuse(admission.error, isAboutTheLog(admission.error) ? admission.last : undefined);
    // Work that may have changed who may read what is looked at again before answering.
    if (push.value.changes.some(touchesAccess)) door = await network.door(request.device, request.as);
  }

  const status = door.device ? textOf(door.device, 'status') : '';
  const served = { blocked: status === 'blocked', ended: status === 'ended', carried: road === 'file' };
  const reads = !served.blocked && !served.ended && !served.carried;
  // Refused only now: on a shared phone, work of those enrolled on it goes through whoever opened it.
  if (reads && !isHolder(door)) return refuse({ code: 'RIGHT-PERSON' }, admission.ack);
  const now = deps.now();
  const holding = await heldBy(request, door, network, now, reads, deps);
  const env = { decl: deps.decl, now, grants: door.grants, holding, limit: PAGE, ...served };
  const said = await answer(push ? { ...request, push: push.value } : request, admission, network, env);
  if (!served.carried) await network.noteContact(contactAfter(request, said, door.contact, toldAt, now));
  return { ok: true, answer: said };
}

/** The message without its push, which is read once its author is known. */
function readRequest(bytes: Uint8Array): Result<{ readonly request: SyncRequest; readonly push: unknown }, Refusal> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    return fail({ code: 'SYNC-MALFORMED', detail: String(error) });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail({ code: 'SYNC-MALFORMED' });
  const { push, ...rest } = value as { readonly push?: unknown };
  const request = parseRequest(rest);
  return request.ok ? ok({ request: request.value, push }) : request;
}

/** Opens what was sealed to this hub, then reads the push. */
async function openPush(
  sent: unknown,
  request: SyncRequest,
  network: HubNetwork,
  decl: Declarations,
): Promise<Result<Push, Refusal>> {
  if (typeof sent === 'object' && sent !== null && 'dense' in sent) {
    const { dense: _columns, seed: _seed, ...rest } = sent as Partial<PackedPush>;
    const changes = unpackedPush(sent, decl);
    return changes
      ? parsePush({ ...rest, changes }, request.device)
      : fail({ code: 'SYNC-MALFORMED', detail: 'push.dense' });
  }
  const changes = (sent as { readonly changes?: unknown } | null)?.changes;
  if (!Array.isArray(changes)) return parsePush(sent, request.device);
  if (changes.length > LIMITS.pushChanges) return fail({ code: 'SYNC-TOO-BIG' });
  const opened: unknown[] = [];
  for (const element of changes as readonly unknown[]) {
    const sealed = (element as { readonly sealed?: unknown } | null)?.sealed;
    if (sealed === undefined) opened.push(element);
    else opened.push(typeof sealed === 'string' ? parsed(await network.unseal(sealed)) : null);
  }
  return parsePush({ ...(sent as object), changes: opened }, request.device);
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

const NEVER = { servedAt: 0, toldAt: 0 };
const isAboutTheLog = (error: Refusal): boolean => error.code === 'SYNC-GAP' || error.code === 'DEVICE-CLONE';
const touchesAccess = (change: Change): boolean => [GRANT, HOLDER, DEVICE, 'person'].includes(change.type);
export const isHolder = ({ holder }: { readonly holder: RecordState | null }): boolean =>
  holder !== null && !isVoided(holder);

/** Keys are derived only when they will be told. */
async function heldBy(
  request: SyncRequest,
  door: Door,
  network: HubNetwork,
  now: Millis,
  reads: boolean,
  { decl }: ExchangeDeps,
): ReturnType<HubNetwork['holdingOf']> {
  const { as, device, held, recovered } = request;
  if (!reads) return { reach: [], keys: [] };
  if (recovered !== undefined) await network.noteRecovered(device, as, recovered);
  const reach = reachOf(decl, as, door.grants, now);
  return reachDigest(reach) === held ? { reach, keys: [] } : network.holdingOf(as, device, now);
}

/** Only a whole answer counts as told: a page of a long first exchange may leave out the very end of a right. */
function contactAfter(
  request: SyncRequest,
  said: SyncAnswer,
  before: Contact | null,
  toldAt: Millis,
  now: Millis,
): Contact {
  const whole = !said.more && !said.behind && !said.holding && !said.blocked && !said.ended;
  return {
    device: request.device,
    n: request.n,
    last: request.last,
    servedPos: said.cursor.pos,
    servedAt: whole ? now : (before?.servedAt ?? 0),
    toldAt,
    app: request.app.replace(/[^\x20-\x7e]/g, ''),
    skew: request.clock - now,
  };
}
