/** A hub with a corpus as a process of its own, and the page of a device that it serves. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { fromTests, root } from './from-tests.ts';
import type { Ready, Wanted } from './told-child.ts';

export type Context = Awaited<ReturnType<typeof import('../test/browser.ts').launchBrowser>>;
export type Page = Awaited<ReturnType<Context['newPage']>>;

export interface Told extends Ready {
  end(): Promise<void>;
}

/**
 * Starts the hub and waits until the story is told.
 * @param from the tree whose sources it runs: this one, or a copy with other types.
 */
export async function startTold(wanted: Wanted, from = root, entry = 'bench/told-child.ts'): Promise<Told> {
  const outfile = join(from, 'bench', 'out', 'told-child.mjs');
  await build({
    absWorkingDir: from,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
    tsconfigRaw: {},
  });
  const child: ChildProcess = spawn(process.execPath, [outfile, JSON.stringify(wanted)], {
    cwd: from,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const end = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    child.stdin?.end();
    await new Promise((done) => child.once('exit', done));
  };
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream }))
    return { ...(JSON.parse(line) as Ready), end };
  throw new Error('the hub did not start');
}

/** A page with one script, as a folder that a hub can serve. */
export async function buildPage(entry: string, folder: string, from = root): Promise<string> {
  mkdirSync(folder, { recursive: true });
  await build({
    absWorkingDir: from,
    entryPoints: { page: entry },
    outdir: folder,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'chrome100',
    charset: 'utf8',
    logLevel: 'error',
    loader: { '.svg': 'text' },
    tsconfigRaw: { compilerOptions: { jsx: 'react-jsx', jsxImportSource: 'preact', verbatimModuleSyntax: true } },
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
  });
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Mesure</title><link rel="icon" href="data:,">' +
      '<script type="module" src="/page.js"></script></head><body></body></html>',
  );
  return folder;
}

export async function browser(
  options: Parameters<typeof import('../test/browser.ts').launchBrowser>[0] = {},
): Promise<Context> {
  const { launchBrowser } = await fromTests<typeof import('../test/browser.ts')>('test/browser.ts');
  return launchBrowser(options);
}

/**
 * The page of a device, loaded whole, on a browser of its own: what follows on the line is what it exchanges.
 * @param parts files of the program that come later; a real device keeps them from the start.
 */
export async function devicePage(
  url: string,
  parts: readonly string[] = [],
): Promise<{ context: Context; page: Page }> {
  const context = await browser();
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('pageerror', (error) => console.error(error));
  await page.goto(url);
  await page.waitForFunction(() => 'client' in window);
  await page.evaluate(() => window.client.start());
  await page.evaluate(async (names) => {
    for (const name of names) await (await fetch(`/${name}`)).arrayBuffer();
  }, parts);
  await page.waitForLoadState('networkidle');
  return { context, page };
}
