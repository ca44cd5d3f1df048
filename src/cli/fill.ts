/**
 * The demonstration fills up beside its hub, in a program of its own: visitors do not wait for it, and its memory is given back when it is done.
 */
import { spawn } from 'node:child_process';
import { fillDemo, unfilled } from '../hub/demo/filling.ts';
import type { HubInside } from '../hub/main.ts';
import { openPools } from '../hub/pools.ts';
import { HUB_SCHEMA } from '../hub/schema.ts';
import { WEB_SCHEMA } from '../hub/web/schema.ts';
import { declarations } from '../modules/index.ts';
import { formatNumber } from '../ui/i18n.ts';
import { reach } from './office.ts';
import type { Terminal } from './say.ts';
import { FILL, type Settings } from './settings.ts';

/** Starts it where a demonstration here is not whole. @returns the way to end it, after the group it is telling. */
export async function fillBeside({ networks }: HubInside, { err }: Terminal): Promise<() => Promise<void>> {
  const missing = await Promise.all(networks.all().map(unfilled));
  if (missing.every((one) => one === null)) return async () => {};
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1] as string, FILL], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      err(String(error));
      resolve();
    });
    child.once('exit', () => resolve());
  });
  return () => {
    if (child.connected) child.disconnect();
    return ended;
  };
}

/** What that program does; it ends when the hub that started it does. */
export async function fill(settings: Settings, { out, err }: Terminal): Promise<void> {
  let isStopped = false;
  for (const end of ['disconnect', 'SIGINT', 'SIGTERM'] as const)
    process.on(end, () => {
      isStopped = true;
    });
  const { url, leave } = await reach(settings);
  const pools = openPools(url, (error) => err(error.message));
  try {
    await fillDemo({
      decl: declarations,
      dataDir: settings.dataDir,
      parts: [HUB_SCHEMA, WEB_SCHEMA],
      pools,
      say: (done, all) => out(said(done, all)),
      isStopped: () => isStopped,
      report: (what, error) => err(`${what}: ${error}`),
    });
  } finally {
    await pools.end();
    await leave();
    if (process.connected) process.disconnect();
  }
}

/** How far the demonstration is, for whoever wonders why its figures move. */
function said(done: number, all: number): string {
  const [some, sum] = [formatNumber(done), formatNumber(all)];
  return done < all
    ? `  La démonstration se remplit : ${some} personnes sur ${sum} / filling the demonstration: ${done} of ${all}`
    : `  La démonstration est complète : ${sum} personnes / the demonstration is whole: ${all} people`;
}
