// A branch loses power, someone ends the program the hard way, someone starts it twice. Each against a real server.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
// Inside the project, so that the built program finds its packages.
const out = join(root, 'test', '.browser', `hub-process-${process.pid}.mjs`);
const folders: string[] = [];
const children: ChildProcess[] = [];

interface Line {
  readonly url?: string;
  readonly code?: string;
  readonly fr?: string;
  readonly detail?: string;
}

beforeAll(async () => {
  await build({
    entryPoints: [join(root, 'test', 'hub', 'hub-process.ts')],
    outfile: out,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    tsconfigRaw: {},
  });
});

afterAll(async () => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) await end(child);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  rmSync(out, { force: true });
});

describe('the embedded database', () => {
  it('starts on an empty folder, keeps its data over a restart, and speaks French and Bambara', async () => {
    const folder = newFolder();
    const first = await hub(folder);
    await sql(first.url, `create table word (text text primary key)`);
    await sql(first.url, `insert into word values ('Ségou'), ('Jɛkulu'), ('ŋɔni'), ('ɲɛ')`);
    expect(
      await sql(first.url, `select upper('é') as a, lower('Ɛ') as b, to_tsvector('simple', 'Jɛkulu ŋɔni') as c`),
    ).toEqual([{ a: 'É', b: 'ɛ', c: "'jɛkulu':1 'ŋɔni':2" }]);
    expect(
      await sql(first.url, `select current_setting('fsync') as a, current_setting('listen_addresses') as b`),
    ).toEqual([{ a: 'on', b: '127.0.0.1' }]);
    await end(first.child);
    expect(existsSync(join(folder, 'hub.lock'))).toBe(false);
    expect(existsSync(join(folder, 'pg', 'postmaster.pid'))).toBe(false);

    const second = await hub(folder);
    expect(second.url).toBe(first.url);
    expect(await sql(second.url, 'select count(*)::int as n from word')).toEqual([{ n: 4 }]);
    await end(second.child);
  });

  it('keeps its password to itself', async () => {
    const folder = newFolder();
    const { url, child } = await hub(folder);
    expect(statSync(join(folder, 'pg.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['hub.lock', 'pg', 'pg.json', 'pg.log']);
    await expect(sql(url?.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow(
      /password authentication failed/,
    );
    await end(child);
  });

  it('goes on with the server that a killed hub left behind, with the data intact, and stops it at the end', async () => {
    const folder = newFolder();
    const first = await hub(folder);
    await sql(first.url, 'create table kept (n int); insert into kept select generate_series(1, 1000)');
    await end(first.child, 'SIGKILL');
    const orphan = serverPid(folder);

    const second = await hub(folder);
    expect(serverPid(folder)).toBe(orphan);
    expect(await sql(second.url, 'select sum(n)::int as n from kept')).toEqual([{ n: 500500 }]);
    await end(second.child);
    expect(existsSync(join(folder, 'pg', 'postmaster.pid'))).toBe(false);
  });

  it('recovers when hub and server are both killed, even if another program now has the server’s number', async () => {
    const folder = newFolder();
    const first = await hub(folder);
    await sql(first.url, 'create table kept (n int); insert into kept select generate_series(1, 1000)');
    await end(first.child, 'SIGKILL');
    process.kill(serverPid(folder), 'SIGKILL');
    const file = join(folder, 'pg', 'postmaster.pid');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.pid)));

    const second = await hub(folder);
    expect(await sql(second.url, 'select sum(n)::int as n from kept')).toEqual([{ n: 500500 }]);
    await end(second.child);
  });

  it('refuses a second hub on the same folder, and takes over a lock that nobody holds', async () => {
    const folder = newFolder();
    const lock = join(folder, 'hub.lock');
    // As left by a hub of before a reboot, whose number another program has now.
    writeFileSync(lock, JSON.stringify({ pid: process.pid, boot: 'another', started: '1' }));
    const first = await hub(folder);
    const second = await start(folder);
    expect(second.line.code).toBe('HUB-DATA-IN-USE');
    expect(second.line.fr).toContain('utilise déjà ce dossier');
    await once(second.child, 'exit').catch(() => {});
    expect(await sql(first.url, 'select 1 as a')).toEqual([{ a: 1 }]);

    await end(first.child, 'SIGKILL');
    const third = await hub(folder);
    await end(third.child);
    // Cut off while being written.
    writeFileSync(lock, '');
    await end((await hub(folder)).child);
  });

  it('uses the database it is given, and says so when that one does not answer', async () => {
    const [owner, guest] = [newFolder(), newFolder()];
    const first = await hub(owner);
    const second = await start(guest, first.url);
    expect(second.line.url).toBe(first.url);
    expect(existsSync(join(guest, 'pg'))).toBe(false);
    await end(second.child);
    await end(first.child);
    expect((await start(guest, first.url)).line.code).toBe('HUB-DATABASE-UNREACHABLE');
  });

  it.runIf(process.getuid?.() === 0)(
    'finds a place for the cluster when root’s folder is closed to others',
    async () => {
      const folder = newFolder();
      chmodSync(dirname(folder), 0o700);
      const first = await hub(folder);
      await sql(first.url, 'create table kept (n int)');
      await end(first.child);
      const cluster: string = JSON.parse(readFileSync(join(folder, 'pg.json'), 'utf8')).cluster;
      folders.push(dirname(cluster));
      expect(existsSync(join(folder, 'pg'))).toBe(false);
      const second = await hub(folder);
      expect(await sql(second.url, 'select count(*)::int as n from kept')).toEqual([{ n: 0 }]);
      await end(second.child);
    },
  );

  it.runIf(process.getuid?.() === 0)('runs for an ordinary account too', async ({ skip }) => {
    const reachable = spawnSync('test', ['-r', out], { uid: 65534, gid: 65534 }).status === 0;
    skip(!reachable, 'the project stands in a folder closed to ordinary accounts');
    const folder = newFolder();
    spawnSync('chown', ['nobody', folder]);
    const { child, line } = await start(folder, undefined, 65534);
    expect(line).toHaveProperty('url');
    expect(statSync(join(folder, 'pg')).uid).toBe(65534);
    await end(child);
    // Started as root later, the server keeps the account that owns the cluster.
    await end((await hub(folder)).child);
    expect(statSync(join(folder, 'pg')).uid).toBe(65534);
  });
});

/** Two levels, so that a test can close the outer one. */
function newFolder(): string {
  const outer = mkdtempSync(join(tmpdir(), 'jekulu-pg-'));
  chmodSync(outer, 0o755);
  folders.push(outer);
  return mkdtempSync(join(outer, 'data-'));
}

async function hub(folder: string): Promise<{ child: ChildProcess; url: string }> {
  const { child, line } = await start(folder);
  if (!line.url) throw new Error(JSON.stringify(line));
  return { child, url: line.url };
}

async function start(folder: string, url?: string, uid?: number): Promise<{ child: ChildProcess; line: Line }> {
  const child = spawn(process.execPath, [out, folder, ...(url ? [url] : [])], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  children.push(child);
  for await (const text of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    return { child, line: JSON.parse(text) };
  }
  throw new Error('the hub said nothing');
}

async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

async function sql(url: string | undefined, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

function serverPid(folder: string): number {
  return Number(readFileSync(join(folder, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]);
}
