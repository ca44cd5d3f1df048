/** Drafts of the open person, as the screens show them; kept on the device at every field. */
import { signal } from '@preact/signals-core';
import type { Draft, Jekulu } from './contract.ts';

export const drafts = signal<readonly Draft[]>([]);

export async function refreshDrafts(jekulu: Jekulu): Promise<void> {
  drafts.value = jekulu.me.peek() ? await jekulu.drafts() : [];
}

export async function keepDraft(jekulu: Jekulu, draft: Omit<Draft, 'at'>): Promise<void> {
  await jekulu.keepDraft(draft);
  await refreshDrafts(jekulu);
}

export async function dropDraft(jekulu: Jekulu, key: string): Promise<void> {
  await jekulu.dropDraft(key);
  await refreshDrafts(jekulu);
}
