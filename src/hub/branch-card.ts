/** A branch that is named for the first time gets its card with the right that was given there: no branch works without one. */
import type { Act } from '../kernel/author.ts';
import { isVoided } from '../kernel/fold.ts';
import { derivedId } from '../kernel/ids.ts';
import { branchCard } from '../modules/directory/own.ts';
import type { HubNetwork } from './network.ts';

/** What is to be written so that a branch of this name has its card; nothing where it has one. */
export async function branchActs(network: Pick<HubNetwork, 'record'>, name: string): Promise<readonly Act[]> {
  const card = branchCard(name);
  if (!card) return [];
  const there = await network.record(derivedId(card.type, String(card.body['code'])));
  if (!there?.created) return [card];
  return isVoided(there) ? [{ do: 'void', record: there.id, voided: false }] : [];
}
