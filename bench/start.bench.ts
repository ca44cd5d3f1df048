/**
 * What it costs to have a hub: what `npm start` fetches on an empty machine, how long the demonstration takes to make, how soon an installed hub
 * answers, and what it holds in memory while nobody calls.
 *   --rounds N   starts of the installed hub, the median counts (default 5)
 *   --part download|start   only this one
 *
 * A copy of the project as it is committed, with an empty npm cache: what the cache holds afterwards is what came over the line. Memory is that of
 * node and of every process of its PostgreSQL, shared pages counted once (PSS), a minute after the start.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { root } from './from-tests.ts';
import { median, table } from './table.ts';

const MB = 1e6;
const seconds = (ms: number): number => Math.round(ms / 10) / 100;

function must(command: string, args: readonly string[], cwd: string): void {
  const done = spawnSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${done.status}`);
}

/** Bytes of every file below. */
const weigh = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath ?? entry.path, entry.name)).size, 0);

interface Running {
  readonly child: ChildProcess;
  readonly ms: number;
}

/** Starts the hub and waits for its first answer. */
async function start(project: string, dataDir: string, port: number): Promise<Running> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--enable-source-maps', join(project, 'dist', 'hub', 'main.js'), 'start'], {
    cwd: project,
    env: { PATH: process.env['PATH'], JEKULU_DATA: dataDir, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null);
    if (answer?.ok) return { child, ms: performance.now() - began };
    if (child.exitCode !== null) throw new Error(`the hub ended with ${child.exitCode}`);
    await later(10);
  }
}

async function stop({ child }: Running): Promise<void> {
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  // A hub that is not stopped in order leaves its database running, and the next start is measured too short.
  if (code !== 0) throw new Error(`the hub ended with ${code}`);
}

/** Of node and of the database in this folder, bytes. */
function memory(child: ChildProcess, dataDir: string): { readonly node: number; readonly database: number } {
  const note = JSON.parse(readFileSync(join(dataDir, 'pg.json'), 'utf8')) as { cluster?: string };
  const postmaster = Number(
    readFileSync(join(note.cluster ?? join(dataDir, 'pg'), 'postmaster.pid'), 'utf8').split('\n')[0],
  );
  let database = pss(postmaster);
  for (const name of readdirSync('/proc'))
    if (/^\d+$/.test(name) && parentOf(Number(name)) === postmaster) database += pss(Number(name));
  return { node: pss(child.pid ?? 0), database };
}

const read = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');
const parentOf = (pid: number): number => Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
const pss = (pid: number): number =>
  Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) * 1024;

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}

export default async function run(args: readonly string[]): Promise<Record<string, number>> {
  const rounds = Number(args[args.indexOf('--rounds') + 1] ?? 0) || 5;
  const part = args.includes('--part') ? args[args.indexOf('--part') + 1] : null;
  const folder = mkdtempSync(join(tmpdir(), 'jekulu-start-'));
  // Whoever PostgreSQL runs as must pass through.
  chmodSync(folder, 0o711);
  const figures: Record<string, number> = {};
  let running: Running | undefined;
  try {
    let project = root;
    if (part !== 'start') {
      project = join(folder, 'project');
      must('sh', ['-c', `mkdir '${project}' && git archive HEAD | tar x -C '${project}'`], root);
      const cache = join(folder, 'cache');
      const began = performance.now();
      must('npm', ['install', '--omit=dev', '--no-save', '--no-audit', '--no-fund', `--cache=${cache}`], project);
      console.log(`installed in ${seconds(performance.now() - began)} s`);
      figures['download_mb'] = Math.round((weigh(join(cache, '_cacache', 'content-v2')) / MB) * 10) / 10;
      figures['installed_mb'] = Math.round(weigh(join(project, 'node_modules')) / MB);
    }
    if (part !== 'download') {
      must(process.execPath, [join(project, 'scripts', 'build.mjs'), '--if-changed'], project);
      const data = join(folder, 'data');
      const port = await freePort();
      running = await start(project, data, port);
      figures['demo_s'] = seconds(running.ms);
      await stop(running);
      const times: number[] = [];
      for (let round = 0; round < rounds; round++) {
        running = await start(project, data, port);
        times.push(running.ms);
        if (round < rounds - 1) await stop(running);
      }
      figures['start_s'] = seconds(median(times));
      await later(60_000);
      const { node, database } = memory(running.child, data);
      figures['idle_mb'] = Math.round((node + database) / MB);
      figures['idle_node_mb'] = Math.round(node / MB);
    }
  } finally {
    if (running && running.child.exitCode === null) await stop(running);
    rmSync(folder, { recursive: true, force: true });
  }
  const rows: readonly (readonly [string, string, string, string])[] = [
    ['download_mb', 'fetched by npm start on an empty machine', 'MB', '≤ 80'],
    ['installed_mb', 'on the disk', 'MB', ''],
    ['demo_s', 'first start: database, demonstration, first answer', 's', '≤ 20'],
    ['start_s', 'an installed hub with its data: to the first answer', 's', '≤ 5'],
    ['idle_mb', 'node and PostgreSQL, a minute after the start', 'MB', '≤ 180'],
    ['idle_node_mb', 'of which node', 'MB', ''],
  ];
  table(
    rows.flatMap(([name, what, unit, aim]) =>
      figures[name] === undefined ? [] : [[what, figures[name], unit, aim] as const],
    ),
  );
  return figures;
}
