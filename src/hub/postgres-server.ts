/**
 * Starts, finds again and stops the embedded PostgreSQL.
 *
 * The server is a process of its own that outlives a killed hub: the next hub adopts it instead of fighting it. The hub therefore
 * drives PostgreSQL's programs itself; the usual wrapper ties the server to one Node process and to its exit hooks.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { processExists } from './lock.ts';
import type { PgHome, RunAs } from './postgres-home.ts';

const USER = 'jekulu';
const DATABASE = 'jekulu';
const ORPHAN_MS = 5_000;
/** Recovery after a power cut replays the log first, which on a slow disk takes minutes, not seconds. */
const RECOVERY_MS = 10 * 60_000;
const LOG_LIMIT = 5_000_000;
/** Larger than any process number a system gives out: PostgreSQL finds nobody there. */
const NOBODY = 2_147_483_646;

export interface Settings {
  readonly [name: string]: string;
}

/**
 * Small memory, full durability: nothing acknowledged was lost in twelve power cuts. A log of a million changes is edited all over, so pages come
 * back from the disk and go again: buffers enough that one batch does not push itself out, few checkpoints, and whole-page images compressed.
 */
const SETTINGS: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '64MB',
  wal_compression: 'pglz',
  checkpoint_timeout: '30min',
  max_wal_size: '2GB',
  max_connections: '20',
  autovacuum_max_workers: '1',
  max_worker_processes: '1',
  max_parallel_workers: '0',
  max_parallel_workers_per_gather: '0',
  io_method: 'sync',
  jit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  huge_pages: 'off',
  lc_messages: 'C',
};

export function urlOf(home: PgHome, port: number, database = DATABASE): string {
  return `postgres://${USER}:${home.password}@127.0.0.1:${port}/${database}`;
}

/** Makes the cluster aside and moves it in place when whole, so that a power cut leaves none or a good one. */
export async function createCluster(home: PgHome): Promise<void> {
  if (existsSync(join(home.cluster, 'PG_VERSION'))) return;
  const [half, secret] = [`${home.cluster}.new`, `${home.cluster}.init`];
  rmSync(half, { recursive: true, force: true });
  rmSync(secret, { recursive: true, force: true });
  ownedFolder(half, home.runAs);
  ownedFolder(secret, home.runAs);
  const passwordFile = join(secret, 'password');
  writeFileSync(passwordFile, `${home.password}\n`, { mode: 0o600 });
  giveTo(passwordFile, home.runAs);
  try {
    await program(home, 'initdb', [
      `--pgdata=${half}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Without this the system's own language decides how names sort and compare, differently in each branch.
      `--locale=${process.platform === 'linux' ? 'C.UTF-8' : 'C'}`,
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ]);
    renameSync(half, home.cluster);
  } finally {
    rmSync(secret, { recursive: true, force: true });
  }
}

/** The port of a server that a killed hub left running on this cluster, if there is one. Clears what is only left over. */
export async function adoptOrphan(home: PgHome): Promise<number | undefined> {
  const file = join(home.cluster, 'postmaster.pid');
  const began = Date.now();
  for (;;) {
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    // A dead number PostgreSQL clears up itself, with checks of its own that deleting the file would defeat.
    if (!pid || (!processExists(pid) && !isZombie(pid))) return undefined;
    if (!isServerOf(home.cluster, pid)) {
      // The number now belongs to a zombie or to another program. Kept but for the number: the rest of the file still lets
      // PostgreSQL notice surviving workers.
      writeFileSync(file, [NOBODY, ...lines.slice(1)].join('\n'));
      return undefined;
    }
    const answer = port ? await ask(home, port) : 'silent';
    if (answer === 'ready') return port;
    const limit = answer === 'recovering' ? RECOVERY_MS : ORPHAN_MS;
    if (Date.now() - began > limit) throw new Error(`process ${pid} holds the database but does not answer`);
    await sleep(100);
  }
}

/** @param more settings over those of a hub. */
export async function startServer(home: PgHome, more: Settings = {}): Promise<number> {
  const began = Date.now();
  let port = home.port && (await isFree(home.port)) ? home.port : await freePort();
  for (;;) {
    const failure = await launch(home, port, { ...SETTINGS, ...more });
    if (failure === undefined) {
      home.rememberPort(port);
      return port;
    }
    // Workers of a killed server need a moment to notice, and a port may be taken between our look and the launch.
    if (Date.now() - began > ORPHAN_MS) throw new Error(failure);
    if (/address already in use/i.test(failure)) port = await freePort();
    await sleep(200);
  }
}

export async function createDatabase(home: PgHome, port: number): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(home, port, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

export async function stopServer(home: PgHome): Promise<void> {
  await program(home, 'pg_ctl', [
    'stop',
    '--pgdata',
    home.cluster,
    '--mode=fast',
    '--wait',
    '--timeout=60',
    '--silent',
  ]);
}

/** Undefined when the server answers, else the end of what it wrote. */
async function launch(home: PgHome, port: number, settings: Settings): Promise<string | undefined> {
  const tooLong = existsSync(home.logFile) && statSync(home.logFile).size > LOG_LIMIT;
  const log = openSync(home.logFile, tooLong ? 'w' : 'a', 0o600);
  // What an earlier start wrote must not be taken for this one's trouble.
  const from = statSync(home.logFile).size;
  // Its own session: Ctrl-C in the terminal is for the hub, which stops the server when its last work is written.
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(join(home.programs, 'bin', 'postgres'), ['-D', home.cluster, '-p', String(port), ...flags], {
    ...home.runAs,
    cwd: home.programs,
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    stdio: ['ignore', log, log],
    detached: true,
    windowsHide: true,
  });
  closeSync(log);
  let ended: string | undefined;
  child.on('error', (error) => {
    ended = error.message;
  });
  child.on('exit', (code) => {
    ended ??= readFileSync(home.logFile).subarray(from).toString('utf8').trim() || `PostgreSQL ended with code ${code}`;
  });
  child.unref();

  const began = Date.now();
  while (ended === undefined) {
    if ((await ask(home, port)) === 'ready') {
      // How it ends one day is no longer this start's business, and by then the folder may be gone.
      child.removeAllListeners('exit');
      return undefined;
    }
    if (Date.now() - began > RECOVERY_MS) {
      child.kill('SIGINT');
      return 'PostgreSQL did not answer in time';
    }
    await sleep(50);
  }
  return ended;
}

/** Another server may listen on that port, so the one that answers must name our cluster. */
async function ask(home: PgHome, port: number): Promise<'ready' | 'recovering' | 'silent'> {
  const client = new pg.Client({ connectionString: urlOf(home, port, 'postgres'), connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
    return samePath(rows[0]?.folder ?? '', home.cluster) ? 'ready' : 'silent';
  } catch (error) {
    // 57P03: starting up, recovering or shutting down.
    return (error as { code?: string }).code === '57P03' ? 'recovering' : 'silent';
  } finally {
    await client.end().catch(() => {});
  }
}

/** A server works inside its cluster's folder; elsewhere than on Linux only an answer on its port tells. */
function isServerOf(cluster: string, pid: number): boolean {
  if (process.platform !== 'linux') return processExists(pid);
  try {
    return !isZombie(pid) && samePath(readlinkSync(`/proc/${pid}/cwd`), cluster);
  } catch {
    return false;
  }
}

function isZombie(pid: number): boolean {
  return existsSync(`/proc/${pid}/stat`) && !processExists(pid);
}

function samePath(a: string, b: string): boolean {
  try {
    return realpathSync(a) === realpathSync(b);
  } catch {
    return false;
  }
}

async function program(home: PgHome, name: string, args: readonly string[]): Promise<void> {
  const child = spawn(join(home.programs, 'bin', name), args, {
    ...home.runAs,
    cwd: home.programs,
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${name} ended with code ${code}: ${said.trim()}`);
}

function ownedFolder(folder: string, runAs: RunAs): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  giveTo(folder, runAs);
}

function giveTo(path: string, { uid, gid }: RunAs): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

async function isFree(port: number): Promise<boolean> {
  return (await listenOnce(port)) === port;
}

async function freePort(): Promise<number> {
  return (await listenOnce(0)) ?? 0;
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
