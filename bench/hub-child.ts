/** The hub under measurement, in a process of its own: prints one line of JSON when ready, ends with its standard input. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startHub } from '../src/hub/main.ts';
import { branchScope } from '../src/kernel/ids.ts';
import { enlist } from '../test/hub/world.ts';

const BRANCHES = 9;
const dataDir = mkdtempSync(join(tmpdir(), 'jekulu-bench-'));
const started = await startHub({ port: 0, host: '127.0.0.1', dataDir, log: pino({ level: 'warn' }, process.stderr) });
if (!started.ok) throw new Error(started.error.code);
const hub = started.value;
const network = await hub.networks.create({ slug: 'mesure', name: 'Mesure', mode: 'real', demo: false });
const codes: string[] = [];
for (let i = 0; i < BRANCHES; i++) {
  const person = await enlist(network, `Personne ${i}`, 'animator', branchScope(`b${i}`));
  codes.push(await network.createCode(person, { createdBy: '', days: 1 }));
}
const { rows } = await hub.pools.pages.query<{ pid: number }>('select pg_backend_pid() as pid');
console.log(JSON.stringify({ url: hub.url, codes, backend: rows[0]?.pid, settings: await settings() }));

process.stdin.resume();
process.stdin.on('end', async () => {
  await hub.stop();
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(0);
});

async function settings(): Promise<Record<string, string>> {
  const { rows } = await hub.pools.commits.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'server_version', 'full_page_writes')`,
  );
  return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
}
