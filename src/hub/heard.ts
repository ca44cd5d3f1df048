/** How much of the network has told what it knows: figures say it beside themselves, so that what is still on the phones is not read as nothing. */
import { isVoided, textOf } from '../kernel/fold.ts';
import { branchOf } from '../kernel/scopes.ts';
import type { Millis } from '../kernel/types.ts';
import type { HubNetwork } from './network.ts';

/** Days without an exchange after which what a branch knows is not all here. */
export const SILENT_DAYS = 30;
const DAY: Millis = 24 * 3600 * 1000;

/** Branches whose telephones were heard lately, of how many have a card. */
export interface BranchesHeard {
  readonly heard: number;
  readonly branches: number;
}

export async function branchesHeard(
  network: Pick<HubNetwork, 'list' | 'contacts'>,
  now: Millis,
): Promise<BranchesHeard> {
  const codes = new Set(
    (await network.list('branch')).filter((one) => !isVoided(one)).map((branch) => textOf(branch, 'code')),
  );
  const served = new Map(
    (await network.contacts()).map(({ device, servedAt }) => [device as string, servedAt] as const),
  );
  const heard = new Set<string>();
  for (const device of await network.list('device')) {
    const branch = branchOf(device.home) ?? '';
    const lately = now - (served.get(textOf(device, 'device')) ?? 0) < SILENT_DAYS * DAY;
    if (lately && codes.has(branch)) heard.add(branch);
  }
  return { heard: heard.size, branches: codes.size };
}
