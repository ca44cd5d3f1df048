/** What was typed and not recorded yet, kept at every field, sealed under its author's own key. */
import { personScope } from '../kernel/ids.ts';
import type { Draft } from '../ui/contract.ts';
import type { Copy } from './copy.ts';
import type { StoredDraft } from './db.ts';
import { readDraft, sealDraft } from './first-draft.ts';

export async function keepDraft({ person, ring, store }: Copy, draft: Draft): Promise<void> {
  const [key] = await ring.keysFor(personScope(person));
  const row = await sealDraft(store, person, key as CryptoKey, draft);
  await store.inTurn(() => store.write((tx) => tx.objectStore('drafts').put(row)));
}

export const dropDraft = ({ person, store }: Copy, key: string): Promise<void> =>
  store.inTurn(() => store.write((tx) => tx.objectStore('drafts').delete([person, key])));

async function read(copy: Copy, row: StoredDraft): Promise<Draft | null> {
  const keys = await copy.ring.keysFor(personScope(copy.person));
  return (await readDraft(copy.store, keys, row)) ?? null;
}

/** One draft, or null; what was being written is there first. */
export async function draftOf(copy: Copy, key: string): Promise<Draft | null> {
  const row = await copy.store.inTurn(() => copy.store.draft(copy.person, key));
  return row ? read(copy, row) : null;
}

/** Every draft, latest first. */
export async function draftsOf(copy: Copy): Promise<readonly Draft[]> {
  const rows = await copy.store.inTurn(() => copy.store.drafts(copy.person));
  const drafts = await Promise.all(rows.map((row) => read(copy, row)));
  return drafts.flatMap((draft) => draft ?? []).sort((a, b) => b.at - a.at);
}
