/** Starts a hub: database, tables, networks, server; and stops it with nothing half written. */
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { type Logger, pino } from 'pino';
import { fail, ok, type Result } from '../kernel/types.ts';
import { declarations } from '../modules/index.ts';
import { freeBytes, watchDisk } from './disk.ts';
import { faultOf } from './fault.ts';
import { Networks } from './networks.ts';
import { newPace } from './pace.ts';
import { openPools, type Pools } from './pools.ts';
import { openDatabase } from './postgres.ts';
import { tightenSecrets } from './rights.ts';
import { HUB_SCHEMA, type SchemaPart } from './schema.ts';
import { buildServer } from './server.ts';
import { type StartFailure, startFailure } from './start-codes.ts';
import { HubWatch } from './watch.ts';

export interface HubOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** Every address unless told otherwise: phones of the branch come over the local network. */
  readonly host?: string;
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  /** The built app; without it the hub only exchanges. */
  readonly appDir?: string | undefined;
  readonly version?: string;
  readonly log?: Logger;
  /** Tables of other parts of the hub. */
  readonly parts?: readonly SchemaPart[];
  /** Before the first request is taken: founding networks, demonstration people. */
  readonly prepare?: (hub: HubInside) => Promise<void>;
  /** Routes of other parts of the hub. */
  readonly register?: (app: FastifyInstance, hub: HubInside) => void | Promise<void>;
}

/** What other parts of the hub work with. */
export interface HubInside {
  readonly networks: Networks;
  readonly pools: Pools;
  readonly log: Logger;
  /** Disk, clock and load of this machine. */
  readonly watch: HubWatch;
}

export interface Hub extends HubInside {
  readonly url: string;
  readonly port: number;
  /** Where the database is. Holds its password: never log it. */
  readonly databaseUrl: string;
  /** Ends what is under way, writes it, and leaves. Safe to call twice. */
  stop(): Promise<void>;
}

export async function startHub(options: HubOptions): Promise<Result<Hub, StartFailure>> {
  const log = options.log ?? pino({ level: 'info', base: null });
  const secrets = tightenSecrets(options.dataDir);
  if (!secrets.ok) return secrets;
  for (const file of secrets.value) log.warn({ file }, 'a secret file was open to others: its rights are set right');
  const opened = await openDatabase({ dataDir: options.dataDir, databaseUrl: options.databaseUrl, log });
  if (!opened.ok) return opened;
  const database = opened.value;
  const pools = openPools(database.url, (error) => log.warn({ fault: error.message }, 'a database connection broke'));
  const leave = async (): Promise<void> => {
    await pools.end();
    await database.stop();
  };
  try {
    const started = await start(options, pools, log, database.embedded);
    if (!started.ok) {
      await leave();
      return started;
    }
    const { app, networks, watch, port } = started.value;
    const following = setInterval(() => {
      networks.follow().catch((error: unknown) => log.warn(faultOf(error), 'other programs were not heard'));
    }, FOLLOW);
    following.unref();
    let stopping: Promise<void> | undefined;
    const stop = async (): Promise<void> => {
      clearInterval(following);
      watch.stop();
      await app.close();
      await networks.idle();
      await leave();
    };
    const url = `http://127.0.0.1:${port}`;
    return ok({ url, port, databaseUrl: database.url, networks, pools, log, watch, stop: () => (stopping ??= stop()) });
  } catch (error) {
    await leave().catch(() => {});
    throw error;
  }
}

/** How often a hub looks for what another one on its database founded or named, ms: a minute is sooner than anybody walks over. */
const FOLLOW = 30_000;

interface Started {
  readonly app: FastifyInstance;
  readonly networks: Networks;
  readonly watch: HubWatch;
  readonly port: number;
}

async function start(
  options: HubOptions,
  pools: Pools,
  log: Logger,
  embedded: boolean,
): Promise<Result<Started, StartFailure>> {
  const { rows } = await pools.pages.query<{ fsync: string }>(`select current_setting('fsync') as fsync`);
  if (rows[0]?.fsync !== 'on') return fail(startFailure('HUB-DATABASE-UNSAFE', `fsync is ${rows[0]?.fsync}`));
  const parts = [HUB_SCHEMA, ...(options.parts ?? [])];
  const { dataDir } = options;
  const now = Date.now;
  const report = (what: string, error: unknown): void => log.error(faultOf(error), what);
  const networks = await Networks.open({ pools, dataDir, decl: declarations, parts, now, report });
  if (!networks.ok) return networks;
  const folder = embedded ? await clusterFolder(pools) : dataDir;
  const disk = watchDisk(() => freeBytes(folder), now);
  const watch = new HubWatch(disk, now);
  const inside: HubInside = { networks: networks.value, pools, log, watch };
  await options.prepare?.(inside);

  const app = await buildServer({
    networks: networks.value,
    decl: declarations,
    disk,
    pace: newPace(),
    now,
    watch,
    dataDir,
    appDir: options.appDir,
    log,
    version: options.version ?? 'dev',
    isReady: () => answers(pools),
    register: options.register && ((scope) => options.register?.(scope, inside)),
  });
  try {
    await app.listen({ port: options.port, host: options.host ?? '0.0.0.0' });
  } catch (error) {
    await app.close();
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE' || code === 'EACCES') return fail(startFailure('HUB-PORT', error));
    throw error;
  }
  const address = app.server.address();
  return ok({ app, networks: networks.value, watch, port: typeof address === 'object' ? (address?.port ?? 0) : 0 });
}

/** The database may live on another disk than the data folder. */
async function clusterFolder(pools: Pools): Promise<string> {
  const { rows } = await pools.pages.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
  return join(rows[0]?.folder ?? '.');
}

const answers = (pools: Pools): Promise<boolean> =>
  pools.reads.query('select 1').then(
    () => true,
    () => false,
  );
