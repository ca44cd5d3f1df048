/**
 * The list by which certificates are verified before the door. It is kept apart from the app, so that a newer build does not lose it; its day is
 * that of the hub which gave it, whatever this phone's clock says. The service worker brings it the first time (`sw.ts`).
 */
import type { Millis } from '../kernel/types.ts';
import { LIST_PATH, type PublicList, readList } from '../modules/certificates/list.ts';

/** Where it is kept; `sw.ts` says the same. */
const CACHE = 'certificats';

export interface KeptList {
  readonly list: PublicList;
  readonly at: Millis;
}

const dayOf = (response: Response): Millis => Date.parse(response.headers.get('date') ?? '') || Date.now();

/** What is kept here; null when none has come yet. */
export async function keptList(): Promise<KeptList | null> {
  const response = await caches.match(LIST_PATH, { cacheName: CACHE }).catch(() => undefined);
  const list = response && readList(await response.text());
  return list ? { list, at: dayOf(response) } : null;
}

/** The hub's list of now, kept from here on; null when it cannot be had. */
export async function bringList(): Promise<KeptList | null> {
  try {
    const response = await fetch(LIST_PATH, { cache: 'no-cache' });
    const copy = response.clone();
    const list = response.ok ? readList(await response.text()) : null;
    if (!list) return null;
    await caches
      .open(CACHE)
      .then((cache) => cache.put(LIST_PATH, copy))
      .catch(() => undefined);
    return { list, at: dayOf(copy) };
  } catch {
    return null;
  }
}
