/**
 * One real PostgreSQL from laptop to cluster: the one at DATABASE_URL, or one that comes along and lives in the data folder.
 * Both give a URL, so nothing above this file knows which it is.
 */
import { chmodSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import pg from 'pg';
import { fail, ok, type Result } from '../kernel/types.ts';
import { type FolderLock, lockFolder } from './lock.ts';
import { type PgHome, prepareHome } from './postgres-home.ts';
import { adoptOrphan, createCluster, createDatabase, startServer, stopServer, urlOf } from './postgres-server.ts';
import { type StartFailure, startFailure } from './start-codes.ts';

export interface Database {
  /** For `new pg.Pool({ connectionString: url })`. Holds the password: never log it. */
  readonly url: string;
  readonly embedded: boolean;
  /** Close the pool first. Stops an embedded server and leaves the data folder to the next hub. */
  stop(): Promise<void>;
}

export interface DatabaseOptions {
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  readonly log: { info(message: string): void; warn(message: string): void };
}

export async function openDatabase({
  databaseUrl,
  dataDir,
  log,
}: DatabaseOptions): Promise<Result<Database, StartFailure>> {
  const folder = resolve(dataDir);
  const lock = lockDataFolder(folder);
  if (!lock.ok) return lock;
  const opened = databaseUrl ? await openGiven(databaseUrl, lock.value) : await openEmbedded(folder, lock.value, log);
  if (!opened.ok) lock.value.release();
  return opened;
}

function lockDataFolder(folder: string): Result<FolderLock, StartFailure> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // As root the server runs under another account, which must pass through; each file inside guards itself.
    if (process.getuid?.() === 0) chmodSync(folder, 0o711);
  } catch (error) {
    return fail(startFailure('HUB-DATA-UNREACHABLE', error));
  }
  return lockFolder(folder);
}

async function openGiven(url: string, lock: FolderLock): Promise<Result<Database, StartFailure>> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      `select current_setting('server_version_num')::int as version`,
    );
    const version = rows[0]?.version ?? 0;
    if (version < 150_000) return fail(startFailure('HUB-DATABASE-OLD', `version ${version}`));
  } catch (error) {
    return fail(startFailure('HUB-DATABASE-UNREACHABLE', error));
  } finally {
    await client.end().catch(() => {});
  }
  return ok({ url, embedded: false, stop: async () => lock.release() });
}

async function openEmbedded(
  folder: string,
  lock: FolderLock,
  log: DatabaseOptions['log'],
): Promise<Result<Database, StartFailure>> {
  let home: PgHome | undefined;
  try {
    home = prepareHome(folder);
  } catch (error) {
    return fail(startFailure('HUB-DATA-UNREACHABLE', error));
  }
  if (!home) return fail(startFailure('HUB-DATABASE-MISSING', `${process.platform}-${process.arch}`));
  const ready = home;
  try {
    await createCluster(ready);
    const orphan = await adoptOrphan(ready);
    if (orphan !== undefined) log.warn('the last hub was killed; going on with the database it left running');
    const port = orphan ?? (await startServer(ready));
    await createDatabase(ready, port);
    log.info(`database ready on port ${port}, in ${ready.cluster}`);

    let stopping: Promise<void> | undefined;
    const stop = async () => {
      // A server that will not stop keeps running, and the next hub adopts it: nothing to lose by leaving.
      await stopServer(ready).catch((error: unknown) => log.warn(`the database did not stop: ${error}`));
      lock.release();
    };
    return ok({ url: urlOf(ready, port), embedded: true, stop: () => (stopping ??= stop()) });
  } catch (error) {
    return fail(startFailure('HUB-DATABASE-START', error));
  }
}
