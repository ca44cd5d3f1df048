/**
 * What a newcomer answers before the app has come rests as a draft like any other, under the key that was made here for them alone: what derives the
 * keys of places is still on its way. The whole form finds it under the address it will have.
 */
import type { RecordId } from '../kernel/types.ts';
import type { Beginning, Draft } from '../ui/contract.ts';
import { open, seal } from './box.ts';
import type { PersonRow, StoredDraft } from './db.ts';
import type { Ring } from './ring.ts';
import type { NetworkStore } from './store.ts';

const aboutDraft = (store: NetworkStore, person: RecordId, key: string): string => store.about('draft', person, key);

export async function sealDraft(
  store: NetworkStore,
  person: RecordId,
  key: CryptoKey,
  draft: Draft,
): Promise<StoredDraft> {
  return { person, key: draft.key, box: await seal(key, aboutDraft(store, person, draft.key), draft) };
}

export const readDraft = (store: NetworkStore, keys: readonly CryptoKey[], { person, key, box }: StoredDraft) =>
  open(keys, aboutDraft(store, person, key), box) as Promise<Draft | undefined>;

/**
 * @param types what an activation lets them begin; none where they come back, and then what they had begun.
 * @returns null where there is nothing to begin.
 */
export async function beginningOf(
  store: NetworkStore,
  { person, name, sign, color, epoch }: PersonRow,
  ring: Ring,
  types: readonly string[],
  now: () => number,
): Promise<Beginning | null> {
  const key = await ring.local();
  const drafts = new Map<string, Draft>();
  const all = [...types];
  // Once their records have come, everything is found where it belongs.
  for (const row of epoch ? [] : await store.drafts(person)) {
    const draft = await readDraft(store, [key], row);
    if (!draft) continue;
    drafts.set(row.key, draft);
    all.push(draft.type);
  }
  const keep = async (begun: Omit<Draft, 'at'>): Promise<void> => {
    const draft = { ...begun, at: now() };
    drafts.set(draft.key, draft);
    const row = await sealDraft(store, person, key, draft);
    const isEmpty = Object.values(draft.values).join('') === '';
    await store.inTurn(async () => {
      // Whoever types faster than the disk writes has their last letter written next, not all those before it.
      if (drafts.get(draft.key) !== draft) return;
      await store.write((tx): Promise<unknown> => {
        const rows = tx.objectStore('drafts');
        return isEmpty ? rows.delete([person, draft.key]) : rows.put(row);
      });
    });
  };
  return all.length > 0 ? { name, sign, color, types: all, drafts, keep } : null;
}
