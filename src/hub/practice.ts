/** A practice network beside a real one: nothing counts there, whoever wants to learn opens it. What it begins with is data, said as in the field. */
import { dayOf, GRANT } from '../kernel/grant.ts';
import { ROOT } from '../kernel/ids.ts';
import type { Millis, RecordId, Scope } from '../kernel/types.ts';
import { branchCard, ownCard } from '../modules/directory/own.ts';
import type { HubNetwork } from './network.ts';
import type { Founding } from './networks.ts';

export const PRACTICE = { slug: 'essai', name: 'Mode essai', mode: 'practice', demo: false } as const;
/** Where anybody comes into it. */
export const PRACTICE_PAGE = '/essai';
/** The branch in which it is tried. */
export const PRACTICE_BRANCH = 'Ségou';

/** The practice network of this installation, with somebody who answers for it. */
export async function openPractice(
  found: (founding: Founding) => Promise<{ readonly network: HubNetwork }>,
  now: Millis,
): Promise<void> {
  const { network } = await found(PRACTICE);
  await enlist(network, { name: 'Bureau d’essai', role: 'secretariat', where: ROOT }, now);
  const branch = branchCard(PRACTICE_BRANCH);
  await network.actAsAuthority([ownCard('Réseau d’essai', 'Bamako'), ...(branch ? [branch] : [])]);
}

interface Newcomer {
  readonly name: string;
  readonly role: string;
  readonly where: Scope;
}

/** A first person of a network, or of a place of it: nobody is there yet who could let them in. */
export async function enlist(network: HubNetwork, { name, role, where }: Newcomer, now: Millis): Promise<RecordId> {
  const from = dayOf(now);
  const [made] = await network.actAsAuthority((ids) => [
    { do: 'create', type: 'person', home: where, body: { name, sign: 'person', color: 'p4' } },
    { do: 'create', type: GRANT, home: where, body: { person: ids(0), role, scope: where, from } },
  ]);
  if (!made) throw new Error('nobody was enlisted');
  return made.record;
}
