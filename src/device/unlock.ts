/** Opens the locks of a key ring (`lock.ts`). */
import { importKey, open } from './box.ts';
import type { Identity, PersonRow } from './db.ts';
import { about, type Lock } from './lock.ts';
import { pinKey } from './pin.ts';
import { Ring, type RingContent } from './ring.ts';
import { spoken } from './spoken.ts';
import type { NetworkStore } from './store.ts';

/** The ring and the proved code, or null when the code is another. */
export async function unlock(
  store: NetworkStore,
  identity: Identity,
  row: PersonRow,
  pin: string,
): Promise<{ ring: Ring; lock: Lock } | null> {
  if (!row.pin) return null;
  const { salt, iterations, box } = row.pin;
  const key = await pinKey(identity, pin, salt, iterations);
  const content = await open([key], about(store, row.person, 'pin'), box);
  return content ? { ring: new Ring(row.person, content as RingContent), lock: { key, salt, iterations } } : null;
}

/** The ring behind the second lock, or null when the word is another. */
export async function unlockByWord(store: NetworkStore, row: PersonRow, word: string): Promise<Ring | null> {
  if (!row.second) return null;
  const key = await importKey(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(spoken(word))));
  const content = await open([key], about(store, row.person, 'word'), row.second.box);
  return content ? new Ring(row.person, content as RingContent) : null;
}
