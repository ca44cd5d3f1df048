/**
 * What one hub takes: 8 devices of 8 branches over HTTP, real PostgreSQL, every rule and fsync on, edits in groups of one to three.
 *   --changes N   size of the grown log (default 1,000,000; the growth part takes most of the time)
 * Devices and hub share the machine: on two cores the devices' own work is in the figures.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { branchScope } from '../src/kernel/ids.ts';
import { Device } from '../test/hub/client.ts';
import { median, quantile, table } from './table.ts';
import { Writer } from './writer.ts';

const CLIENTS = 8;
const SECONDS = 10;

/** Small seeded generator (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

interface Ready {
  readonly url: string;
  readonly codes: readonly string[];
  readonly backend: number;
  readonly settings: Record<string, string>;
}

async function startChild(): Promise<{ child: ChildProcess; ready: Ready }> {
  const outfile = fileURLToPath(new URL('./hub-child.mjs', import.meta.url));
  const entry = fileURLToPath(new URL('../hub-child.ts', import.meta.url));
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    tsconfigRaw: {},
  });
  const child = spawn(process.execPath, [outfile], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  for await (const line of lines) return { child, ready: JSON.parse(line) as Ready };
  throw new Error('the hub did not start');
}

/** Proportional set size: what a process really costs, shared pages counted in parts. Bytes. */
function memoryOf(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * 1024;
}

/** The hub's node and every process of its database. */
function hubMemory(child: ChildProcess, backend: number): number {
  const parent = (pid: number): number =>
    Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  const postmaster = parent(backend);
  let sum = memoryOf(child.pid as number);
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const pid = Number(name);
      if (pid === postmaster || parent(pid) === postmaster) sum += memoryOf(pid);
    } catch {
      // It ended while we were counting.
    }
  }
  return sum;
}

/** All writers push again and again; latencies in ms and changes accepted per second. */
async function load(
  writers: readonly Writer[],
  size: number,
  seconds: number,
): Promise<{ rate: number; pushes: number; latencies: number[] }> {
  const latencies: number[] = [];
  let accepted = 0;
  const start = performance.now();
  const until = start + seconds * 1000;
  await Promise.all(
    writers.map(async (writer) => {
      while (performance.now() < until) {
        writer.editGroups(size);
        const sent = performance.now();
        await writer.push();
        latencies.push(performance.now() - sent);
        accepted += size;
      }
    }),
  );
  const spent = (performance.now() - start) / 1000;
  return { rate: accepted / spent, pushes: latencies.length / spent, latencies };
}

/** Median time of one push of 50 edits, uniform over the writer's records. */
async function pushCost(writer: Writer): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 230; i++) {
    writer.editGroups(50);
    const sent = performance.now();
    await writer.push();
    if (i >= 30) times.push(performance.now() - sent);
  }
  return median(times);
}

/** Fills up to `size` changes, one record in ten changes. */
async function grow(writer: Writer, from: number, size: number): Promise<void> {
  for (let done = from; done < size; done += 1000) {
    for (let i = 0; i < 100; i++) writer.create();
    writer.editGroups(900);
    // Each change has two readers' scopes: the answers are read to their end, or what is measured later is this writer's arrears.
    while (await writer.push());
    if (done % 100_000 === 0 && done > 0) console.error(`  ${done} changes`);
  }
}

export default async function run(args: readonly string[]): Promise<Record<string, number>> {
  const size = Number(args[args.indexOf('--changes') + 1] ?? 0) || 1_000_000;
  const { child, ready } = await startChild();
  console.log(
    `PostgreSQL ${ready.settings['server_version']}, fsync ${ready.settings['fsync']}, synchronous_commit ${ready.settings['synchronous_commit']}`,
  );
  try {
    const writers: Writer[] = [];
    for (const [i, code] of ready.codes.entries()) {
      const device = await Device.join(ready.url, code, `Appareil ${i}`);
      await device.exchange();
      const writer = new Writer(device, branchScope(`b${i}`), seeded(i + 1));
      for (let r = 0; r < 100; r++) writer.create();
      await writer.push();
      writers.push(writer);
    }
    const eight = writers.slice(0, CLIENTS);
    await load(eight, 50, 3);
    const fifty = await load(eight, 50, SECONDS);
    const single = await load(eight, 1, SECONDS);
    const memory = hubMemory(child, ready.backend) / 1e6;

    const alone = writers[CLIENTS] as Writer;
    await grow(alone, 0, 10_000);
    const small = await pushCost(alone);
    await grow(alone, 20_000, size);
    const large = await pushCost(alone);

    const figures = {
      accepted_per_s: Math.round(fifty.rate),
      push_p95_ms: Math.round(quantile(fifty.latencies, 0.95)),
      single_per_s: Math.round(single.pushes),
      single_p95_ms: Math.round(quantile(single.latencies, 0.95)),
      hub_mb: Math.round(memory),
      push_ms_at_10k: Number(small.toFixed(2)),
      push_ms_grown: Number(large.toFixed(2)),
      growth_ratio_100x: Number((large / small).toFixed(2)),
    };
    table([
      ['accepted, 50 changes a push', figures.accepted_per_s, 'changes/s', '≥ 1500'],
      ['such a push, 95 % within', figures.push_p95_ms, 'ms', '≤ 250'],
      ['pushes of one change', figures.single_per_s, '/s', '≥ 200'],
      ['such a push, 95 % within', figures.single_p95_ms, 'ms', ''],
      ['node + PostgreSQL after that', figures.hub_mb, 'MB', '≤ 250'],
      ['push of 50 at 10,000 changes', figures.push_ms_at_10k, 'ms', ''],
      [`the same at ${size} changes`, figures.push_ms_grown, 'ms', ''],
      ['ratio', figures.growth_ratio_100x, '×', '≤ 1.3'],
    ]);
    return figures;
  } finally {
    child.stdin?.end();
    await new Promise((resolve) => child.once('exit', resolve));
  }
}
