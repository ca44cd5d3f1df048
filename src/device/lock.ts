/** The two locks of a key ring at rest: the personal code, and the word that a steward reads out when it was forgotten (`unlock.ts` opens them). */
import { fromBase64Url } from '../kernel/key-class.ts';
import type { RecordId } from '../kernel/types.ts';
import { importKey, seal } from './box.ts';
import type { Identity, PersonRow, PinLock } from './db.ts';
import { ITERATIONS, pinKey } from './pin.ts';
import type { Ring } from './ring.ts';
import type { NetworkStore } from './store.ts';

/** A personal code, once proved: what seals the ring again when it changes. */
export interface Lock {
  readonly key: CryptoKey;
  readonly salt: PinLock['salt'];
  readonly iterations: number;
}

/** What a lock holds is bound to its network, its person and which of the two it is. */
export const about = (store: NetworkStore, person: RecordId, which: 'pin' | 'word'): string =>
  store.about('ring', which, person);

export async function newLock(identity: Identity, pin: string): Promise<Lock> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return { key: await pinKey(identity, pin, salt, ITERATIONS), salt, iterations: ITERATIONS };
}

/** A ring under its locks, as it rests. Without a word from the hub yet there is one lock only. */
export async function locked(store: NetworkStore, ring: Ring, lock: Lock): Promise<Pick<PersonRow, 'pin' | 'second'>> {
  const { key, salt, iterations } = lock;
  const { recovery } = ring.content;
  const pin = { salt, iterations, box: await seal(key, about(store, ring.person, 'pin'), ring.content) };
  if (!recovery) return { pin };
  const second = await importKey(fromBase64Url(recovery.key));
  return { pin, second: { n: recovery.n, box: await seal(second, about(store, ring.person, 'word'), ring.content) } };
}
