/**
 * The short exchange: a device with nothing to send asks whether anything is new since the last whole answer. It names where it stands; only when that
 * is where this hub left it, and nothing came since that its person may read, the answer is no. Everything else is asked again in full.
 */
import { textOf } from '../kernel/fold.ts';
import { reachOf } from '../kernel/grant.ts';
import { baseAt } from '../kernel/position.ts';
import { parseSame, reachDigest, type SameAnswer } from '../kernel/wire.ts';
import { isSignedBy, readKey } from './device-key.ts';
import { type ExchangeDeps, isHolder } from './exchange.ts';
import { type Refused, refuse } from './wire-error.ts';

/** Positions a short exchange looks through: beyond, the device is given a newer one. */
const FAR = 4000;

export async function same(
  value: unknown,
  bytes: Uint8Array,
  signature: string | undefined,
  deps: ExchangeDeps,
): Promise<{ readonly ok: true; readonly answer: SameAnswer } | Refused> {
  const read = parseSame(value);
  if (!read.ok) return refuse(read.error);
  const { network: id, device, as, n, same: base } = read.value;
  const network = deps.networks.get(id);
  if (!network) return refuse({ code: 'SYNC-NETWORK' });
  const door = await network.door(device, as);
  const key = door.device ? readKey(textOf(door.device, 'key'), device) : null;
  if (!key) return refuse({ code: 'DEVICE-UNKNOWN' });
  if (!isSignedBy(key, bytes, signature)) return refuse({ code: 'SYNC-SIGNATURE' });
  const { contact } = door;
  if (contact && n < contact.n) return refuse({ code: 'SYNC-REPLAY' }, contact.n);
  if (!deps.pace.allows(device, deps.now())) return refuse({ code: 'HUB-BUSY' });

  const now = deps.now();
  const asked: SameAnswer = { v: 1, time: now };
  const serves = door.device && textOf(door.device, 'status') === 'active' && isHolder(door);
  if (!contact || !serves) return { ok: true, answer: asked };
  const reach = reachOf(deps.decl, as, door.grants, now);
  const cursor = { epoch: network.epoch, pos: contact.servedPos };
  if (base !== baseAt(cursor, reachDigest(reach))) return { ok: true, answer: asked };
  const { entries, top } = await network.read(
    reach.map((part) => ({ ...part, after: cursor.pos })),
    1,
  );
  if (entries.length > 0 || top - cursor.pos > FAR) return { ok: true, answer: asked };
  await network.noteContact({ ...contact, n, servedAt: now });
  return { ok: true, answer: { ...asked, same: true } };
}
