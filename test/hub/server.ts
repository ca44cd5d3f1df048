/** The database server of a whole run of tests: made and started once, instead of once for every file. */
import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareHome } from '../../src/hub/postgres-home.ts';
import { createCluster, startServer, stopServer, urlOf } from '../../src/hub/postgres-server.ts';

const NAME = 'JEKULU_TEST_DATABASE';

/**
 * Hubs of several files share its connections. That it outlives a power cut is not asked of it: what is killed has a server of its own
 * (`killed.test.ts`, `postgres.test.ts`), with the settings of a hub.
 */
const SETTINGS = { max_connections: '80', max_wal_size: '512MB' };

const MEMORY = '/dev/shm';
/** A whole run leaves about two gigabytes; as much again is for everything else, twice. */
const ROOM = 8 * 2 ** 30;

/** In memory where there is plenty: each hub makes a database and each change is kept at once, and none waits for a disk. */
function whereItLies(): string {
  if (!existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return Math.min(bavail * bsize, process.availableMemory()) > ROOM ? MEMORY : tmpdir();
}

export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env[NAME]) return undefined;
  const folder = mkdtempSync(join(whereItLies(), 'jekulu-server-'));
  // As root the server runs under another account, which must pass through.
  chmodSync(folder, 0o711);
  const home = prepareHome(folder);
  if (!home) return undefined;
  await createCluster(home);
  process.env[NAME] = urlOf(home, await startServer(home, SETTINGS), 'postgres');
  return async () => {
    await stopServer(home);
    for (const path of [home.cluster, folder]) rmSync(path, { recursive: true, force: true });
    delete process.env[NAME];
  };
}
