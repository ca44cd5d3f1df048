/**
 * Short questions of a device, in one small body each. Whether anything is new: a device with nothing to send asks whether anything is new since the last whole answer. It names where it stands; only when that
 * is where this hub left it, and nothing came since that its person may read, the answer is no. Everything else is asked again in full. And what was written of a record before the device began
 * to read it.
 */
import { isShareOnly, textOf } from '../kernel/fold.ts';
import { isReached, reachOf } from '../kernel/grant.ts';
import { baseAt } from '../kernel/position.ts';
import { deliver } from '../kernel/serve.ts';
import { type Caller, type PastAnswer, parsePast, parseSame, reachDigest, type SameAnswer } from '../kernel/wire.ts';
import { isSignedBy, readKey } from './device-key.ts';
import { type ExchangeDeps, isHolder } from './exchange.ts';
import type { Door, HubNetwork } from './network.ts';
import { type Refused, refuse } from './wire-error.ts';

/** Positions a short exchange looks through: beyond, the device is given a newer one. */
const FAR = 4000;

/** Who calls, once it is known to be them; null where nothing may be told now. */
async function opened(
  caller: Caller,
  bytes: Uint8Array,
  signature: string | undefined,
  deps: ExchangeDeps,
): Promise<{ readonly ok: true; readonly network: HubNetwork; readonly door: Door | null } | Refused> {
  const { network: id, device, as, n } = caller;
  const network = deps.networks.get(id);
  if (!network) return refuse({ code: 'SYNC-NETWORK' });
  const door = await network.door(device, as);
  const key = door.device ? readKey(textOf(door.device, 'key'), device) : null;
  if (!key) return refuse({ code: 'DEVICE-UNKNOWN' });
  if (!isSignedBy(key, bytes, signature)) return refuse({ code: 'SYNC-SIGNATURE' });
  if (door.contact && n < door.contact.n) return refuse({ code: 'SYNC-REPLAY' }, door.contact.n);
  if (!deps.pace.allows(device, deps.now())) return refuse({ code: 'HUB-BUSY' });
  const serves = door.device && textOf(door.device, 'status') === 'active' && isHolder(door);
  return { ok: true, network, door: serves ? door : null };
}

export async function same(
  value: unknown,
  bytes: Uint8Array,
  signature: string | undefined,
  deps: ExchangeDeps,
): Promise<{ readonly ok: true; readonly answer: SameAnswer } | Refused> {
  const read = parseSame(value);
  if (!read.ok) return refuse(read.error);
  const letIn = await opened(read.value, bytes, signature, deps);
  if (!letIn.ok) return letIn;
  const { network, door } = letIn;
  const now = deps.now();
  const asked: SameAnswer = { v: 1, time: now };
  if (!door?.contact) return { ok: true, answer: asked };
  const { n, as, same: base } = read.value;
  const reach = reachOf(deps.decl, as, door.grants, now);
  const cursor = { epoch: network.epoch, pos: door.contact.servedPos };
  if (base !== baseAt(cursor, reachDigest(reach))) return { ok: true, answer: asked };
  const { entries, top } = await network.read(
    reach.map((part) => ({ ...part, after: cursor.pos })),
    1,
  );
  if (entries.length > 0 || top - cursor.pos > FAR) return { ok: true, answer: asked };
  await network.noteContact({ ...door.contact, n, servedAt: now });
  return { ok: true, answer: { ...asked, same: true } };
}

/** Everything that was written of a record this person may read, as they may see it; nothing of any other. */
export async function past(
  value: unknown,
  bytes: Uint8Array,
  signature: string | undefined,
  deps: ExchangeDeps,
): Promise<{ readonly ok: true; readonly answer: PastAnswer } | Refused> {
  const read = parsePast(value);
  if (!read.ok) return refuse(read.error);
  const { as, past: id } = read.value;
  const letIn = await opened(read.value, bytes, signature, deps);
  if (!letIn.ok) return letIn;
  const { network, door } = letIn;
  const now = deps.now();
  const record = door && (await network.record(id));
  const reach = door ? reachOf(deps.decl, as, door.grants, now) : [];
  if (!record || !isReached(reach, record.type, [record.home, ...record.shared]))
    return { ok: true, answer: { v: 1, past: [] } };
  const env = { decl: deps.decl, grants: door.grants, now };
  const changes = (await network.history(id)).flatMap((one) =>
    isShareOnly(one.change) ? [] : (deliver(0, one, as, env) ?? []),
  );
  return { ok: true, answer: { v: 1, past: changes } };
}
