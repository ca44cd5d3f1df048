/** Joining a network, or enrolling one more person of it on this device, with a code. The only act that needs a network. */
import { base32, isNetworkId, isRecordId } from '../kernel/id-shapes.ts';
import { toBase64Url } from '../kernel/key-class.ts';
import { type DeviceId, fail, ok, type RecordId, type Refusal, type Result } from '../kernel/types.ts';
import type { Activation, ActivationRequest } from '../kernel/wire.ts';
import type { Identity } from './db.ts';
import { type Installation, isCopy } from './installation.ts';
import type { Device } from './jekulu.ts';
import { post } from './post.ts';
import { spoken } from './spoken.ts';

/** As `deviceIdOf` of the kernel, by the browser's own means: the kernel's are not here yet. */
async function idOf(publicKey: Uint8Array<ArrayBuffer>): Promise<DeviceId> {
  const hash = await crypto.subtle.digest('SHA-256', publicKey);
  return base32(new Uint8Array(hash).subarray(0, 10)) as DeviceId;
}

/**
 * Made on the first activation, and once more when this device proved to be a copy of another. The keys cannot be taken out of the browser;
 * what is mixed into personal codes stays, so that people keep theirs.
 */
export async function identityOf(here: Installation): Promise<Identity> {
  const known = await here.identity();
  if (known && !here.joined.some((joined) => isCopy(joined) && joined.store.device === known.device)) return known;
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const secret = known?.secret ?? (await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']));
  const identity = { device: await idOf(publicKey), publicKey, privateKey: pair.privateKey, secret };
  await here.keepIdentity(identity);
  return identity;
}

async function askToJoin(identity: Identity, typed: string, label: string): Promise<Result<Activation, Refusal>> {
  const code = (spoken(typed).match(/.{1,4}/g) ?? []).join('-');
  const request: ActivationRequest = { code, key: toBase64Url(identity.publicKey), label: labelOf(label) };
  const reply = await post('/api/activate', new TextEncoder().encode(JSON.stringify(request)), identity);
  if (reply.kind === 'refused') return fail(reply.refusal);
  if (reply.kind === 'unreachable') return fail({ code: 'NET-UNREACHABLE' });
  const given = reply.body as Partial<Activation> | null;
  const whole =
    isRecordId(given?.person) &&
    typeof given.name === 'string' &&
    Number.isSafeInteger(given.time) &&
    isNetworkId(given.card?.network) &&
    typeof given.card.sealKey === 'string' &&
    Array.isArray(given.holding?.reach) &&
    Array.isArray(given.holding.keys);
  return whole ? ok(given as Activation) : fail({ code: 'NET-UNREACHABLE' });
}

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, 'iPhone ou iPad'],
  [/Android/, 'Téléphone Android'],
  [/Windows/, 'Ordinateur Windows'],
  [/Mac OS/, 'Ordinateur Mac'],
  [/^Mozilla/, 'Ordinateur'],
];

/** What the hub's pages call this device until somebody gives it a better name: the kind a browser says it runs on; a name stays. */
const labelOf = (agent: string): string => KINDS.find(([kind]) => kind.test(agent))?.[1] ?? agent;

/** @param here what this device holds. */
export async function join(front: Device, here: Installation, code: string): Promise<Result<RecordId, Refusal>> {
  const identity = await identityOf(here);
  const joined = await askToJoin(identity, code, front.env.label);
  if (!joined.ok) return joined;
  const { card, person } = joined.value;
  front.fresh.set(`${card.network} ${person}`, joined.value);
  await here.join(joined.value, identity, front.now());
  await front.joined();
  return ok(person);
}
