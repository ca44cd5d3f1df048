/** Whole hubs as processes of their own, for tests that kill them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
// Inside the project, so that the built program finds its packages.
const program = join(root, 'test', '.browser', `whole-hub-${process.pid}-${Date.now()}.mjs`);
const children: ChildProcess[] = [];

export interface Ready {
  readonly child: ChildProcess;
  readonly url: string;
  readonly databaseUrl: string;
  /** Of four phones, where this start founded the network. */
  readonly codes: readonly string[];
}

export const buildHub = (): Promise<unknown> =>
  build({
    entryPoints: [join(root, 'test', 'hub', 'whole-hub.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    tsconfigRaw: {},
  });

/** @param databaseUrl of another hub, to share its database. */
export async function runHub(folder: string, databaseUrl?: string): Promise<Ready> {
  const args = [program, folder, ...(databaseUrl ? [databaseUrl] : [])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('{"url"')) return { child, ...(JSON.parse(line) as Omit<Ready, 'child'>) };
  }
  throw new Error('the hub did not start');
}

export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

/** The last started first: it may live on another's database. */
export async function endAll(): Promise<void> {
  for (const child of [...children].reverse()) await end(child, 'SIGTERM');
  rmSync(program, { force: true });
}
