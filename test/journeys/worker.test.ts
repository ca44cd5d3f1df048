// The app is there without a network, comes in a newer build at the next start, and mends what went missing. Built by the real script.
import { spawnSync } from 'node:child_process';
import { cpSync, createReadStream, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';

const scratch = mkdtempSync(join(tmpdir(), 'jekulu-worker-'));
const tree = join(scratch, 'tree');
const profileDir = join(scratch, 'profile');
const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.html': 'text/html',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
let server: Server;
let up = true;
let address = '';
const asked: string[] = [];

/** A build of the app that says which one it is, with a part that comes later. */
function buildApp(version: string): void {
  const put = (path: string, text: string) => {
    mkdirSync(join(tree, path, '..'), { recursive: true });
    writeFileSync(join(tree, path), text);
  };
  for (const path of ['index.html', 'sw.ts', 'static'])
    cpSync(join('src/device', path), join(tree, 'src/device', path), { recursive: true });
  put('src/cli/main.ts', 'export {};');
  for (const look of ['first', 'inside']) put(`src/ui/${look}.css`, 'body { margin: 0 }');
  put('src/device/start.ts', `void import('./entrance.ts'); export const begun = '${version}';`);
  put('src/device/entrance.ts', `export {};`);
  put('src/device/part.ts', `export const part = 'part';`);
  put(
    'src/device/main.tsx',
    `import { begun } from './start.ts';
     navigator.serviceWorker.register('/sw.js');
     const { part } = await import('./part.ts');
     (document.getElementById('app') as HTMLElement).textContent = begun + ' ' + part;`,
  );
  for (const file of ['package.json', 'package-lock.json', 'tsconfig.json']) cpSync(file, join(tree, file));
  const done = spawnSync(process.execPath, ['scripts/build.mjs', `--root=${tree}`], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stdout + done.stderr);
}

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', address).pathname;
    asked.push(path);
    if (!up) return void request.socket.destroy();
    if (path.startsWith('/aide')) return void response.end('aide');
    const file = join(tree, 'dist/app', path === '/' ? 'index.html' : path);
    response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
    if (existsSync(file)) createReadStream(file).pipe(response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

async function start(): Promise<{ context: BrowserContext; page: Page }> {
  asked.length = 0;
  const context = await launchBrowser({ profileDir });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${address}/#/membres`);
  return { context, page };
}
const shown = (page: Page, text: string) =>
  page.waitForFunction((text) => document.getElementById('app')?.textContent === text, text);
const kept = (page: Page) =>
  page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('jekulu-'));
    return Promise.all(
      names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)),
    );
  });
const workerIsReady = (page: Page) => page.evaluate(async () => void (await navigator.serviceWorker.ready));
const newerWaits = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    while (!registration.waiting) await new Promise((done) => setTimeout(done, 20));
  });

it('opens with the server gone, and leaves exchanges and the hub’s own pages alone', async () => {
  buildApp('un');
  const first = await start();
  await shown(first.page, 'un part');
  await workerIsReady(first.page);
  const [files] = await kept(first.page);
  expect(files).toEqual(expect.arrayContaining(['/index.html', '/icon.svg', '/icon-192.png', '/manifest.webmanifest']));
  await first.context.close();

  up = false;
  const { context, page } = await start();
  await shown(page, 'un part');
  expect(asked.filter((path) => path !== '/sw.js')).toEqual([]);
  expect(
    await page.evaluate(() =>
      fetch('/sync', { method: 'POST' }).then(
        () => 'answered',
        () => 'no network',
      ),
    ),
  ).toBe('no network');
  expect(
    await page.evaluate(() =>
      fetch('/api/networks').then(
        () => 'answered',
        () => 'no network',
      ),
    ),
  ).toBe('no network');
  await expect(page.goto(`${address}/aide`)).rejects.toThrow();
  await context.close();
  up = true;
});

it('takes a newer build in the background and shows it at the next start', async () => {
  buildApp('deux');
  const first = await start();
  await shown(first.page, 'un part');
  await newerWaits(first.page);
  expect(await first.page.textContent('#app')).toBe('un part');
  // Only what changed was fetched: a name made from content is the same file.
  expect(asked.filter((path) => /part-/.test(path))).toEqual([]);
  await first.context.close();

  up = false;
  const second = await start();
  await shown(second.page, 'deux part');
  expect(await kept(second.page)).toHaveLength(1);
  await second.context.close();
  up = true;
});

// A secretary never closed the tab and loaded the page anew three times: it stayed what it was, for a page that is loaded again keeps its worker.
it('takes a newer build where the page is only loaded again, as long as no other tab shows the app', async () => {
  buildApp('trois');
  const { context, page } = await start();
  await shown(page, 'deux part');
  await newerWaits(page);
  const other = await context.newPage();
  await other.goto(`${address}/#/aujourdhui`);
  await page.reload();
  await shown(page, 'deux part');
  await other.close();

  up = false;
  // The browser may count the other tab for a moment longer.
  const again = async (): Promise<string | null> => {
    await page.reload();
    await page.waitForFunction(() => / part$/.test(document.getElementById('app')?.textContent ?? ''));
    return page.textContent('#app');
  };
  await expect.poll(again, { timeout: 20_000 }).toBe('trois part');
  expect(page.url()).toBe(`${address}/#/membres`);
  await context.close();

  // What the older build left is cleared away with its worker, at the next start at the latest.
  const next = await start();
  await shown(next.page, 'trois part');
  await expect.poll(() => kept(next.page), { timeout: 20_000 }).toHaveLength(1);
  await next.context.close();
  up = true;
});

it('mends what went missing before it is missed', async () => {
  const first = await start();
  await shown(first.page, 'trois part');
  const whole = await kept(first.page);
  await first.page.evaluate(async () => {
    const [name] = await caches.keys();
    const cache = await caches.open(name as string);
    for (const request of await cache.keys()) if (/main-|icon/.test(request.url)) await cache.delete(request);
  });
  await first.context.close();

  const second = await start();
  await shown(second.page, 'trois part');
  expect((await kept(second.page)).map((files) => [...files].sort())).toEqual(whole.map((files) => [...files].sort()));
  await second.context.close();

  up = false;
  const third = await start();
  await shown(third.page, 'trois part');
  await third.context.close();
  up = true;
});
