// The app is there without a network, comes in a newer build at the next start, and mends what went missing. Built by the real script.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PART } from '../../src/device/kept.ts';
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
/** What the line breaks at. */
let cut: RegExp | null = null;
let address = '';
const asked: string[] = [];

/** A build of the app that says which one it is, with a part that comes later. Its page says when the rest may come, but not under `#/porte`. */
function buildApp(version: string): void {
  const put = (path: string, text: string) => {
    mkdirSync(join(tree, path, '..'), { recursive: true });
    writeFileSync(join(tree, path), text);
  };
  for (const path of ['index.html', 'sw.ts', 'kept.ts', 'renamed.ts', 'static'])
    cpSync(join('src/device', path), join(tree, 'src/device', path), { recursive: true });
  put('src/cli/main.ts', 'export {};');
  for (const look of ['first', 'inside']) put(`src/ui/${look}.css`, 'body { margin: 0 }');
  put('src/device/start.ts', `void import('./entrance.ts'); export const begun = '${version}';`);
  put('src/device/entrance.ts', `export {};`);
  put('src/device/part.ts', `export const part = 'part';`);
  put(
    'src/device/main.tsx',
    `import { begun } from './start.ts';
     import { REST } from './kept.ts';
     navigator.serviceWorker.register('/sw.js');
     if (location.hash !== '#/porte') navigator.serviceWorker.ready.then(({ active }) => active?.postMessage(REST));
     const app = document.getElementById('app') as HTMLElement;
     app.textContent = begun;
     app.textContent += ' ' + (await import('./part.ts')).part;`,
  );
  for (const file of ['package.json', 'package-lock.json', 'tsconfig.json']) cpSync(file, join(tree, file));
  const done = spawnSync(process.execPath, ['scripts/build.mjs', `--root=${tree}`], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stdout + done.stderr);
}

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', address).pathname;
    asked.push(path);
    if (!up || cut?.test(path)) return void request.socket.destroy();
    if (path.startsWith('/aide')) return void response.end('aide');
    const file = join(tree, 'dist/app', path === '/' ? 'index.html' : path);
    response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
    // As the hub says it.
    response.setHeader(
      'cache-control',
      /-[A-Z0-9]{8}\./.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
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

async function start(at = '#/membres', profile = profileDir): Promise<{ context: BrowserContext; page: Page }> {
  asked.length = 0;
  const context = await launchBrowser({ profileDir: profile });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${address}/${at}`);
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

const isWholeIn = (page: Page) =>
  expect.poll(() => kept(page).then((builds) => builds.flat().includes(PART)), { timeout: 20_000 }).toBe(false);
/** Asked for more than once, although its name says that it never changes. */
const askedTwice = () => asked.filter((path, at) => /-[A-Z0-9]{8}\./.test(path) && asked.indexOf(path) !== at);

// A newcomer's line broke in their first minute. Nothing opened until half a megabyte had come: the app was kept whole or not at all.
it('keeps first what opens the door, and brings nothing twice over the line', async () => {
  buildApp('un');
  const first = await start('#/porte');
  await shown(first.page, 'un part');
  await workerIsReady(first.page);
  const [door = []] = await kept(first.page);
  expect(door).toEqual(expect.arrayContaining(['/index.html', '/icon-192.png', '/manifest.webmanifest', PART]));
  expect(door.filter((path) => /part-|inside-|icon-512/.test(path))).toEqual([]);
  expect(askedTwice()).toEqual([]);
  await first.context.close();

  up = false;
  const second = await start('#/porte');
  // A browser may still have the part from showing it.
  await second.page.waitForFunction(() => document.getElementById('app')?.textContent?.startsWith('un'));
  await second.context.close();
  up = true;
});

it('goes on with the rest where the line was cut', async () => {
  cut = /icon-512/;
  const first = await start();
  await shown(first.page, 'un part');
  const came = () => kept(first.page).then(([files = []]) => files.filter((path) => /part-|inside-/.test(path)).length);
  await expect.poll(came, { timeout: 20_000 }).toBe(2);
  expect((await kept(first.page)).flat()).toContain(PART);
  await first.context.close();

  cut = null;
  const second = await start();
  await isWholeIn(second.page);
  expect((await kept(second.page)).flat()).toContain('/icon-512.png');
  expect(asked.filter((path) => /part-|inside-|icon-192/.test(path))).toEqual([]);
  await second.context.close();
});

// The hub had a newer build before the rest of the first had come: what was missing could not be had any more, nor what was there be left.
it('a newer build need not be whole to take over from one that never was', async () => {
  const profile = join(scratch, 'other');
  const first = await start('#/porte', profile);
  await shown(first.page, 'un part');
  await workerIsReady(first.page);
  await first.context.close();

  buildApp('encore');
  cut = /icon-512|inside-/;
  const second = await start('#/porte', profile);
  await newerWaits(second.page);
  await second.page.reload();
  await shown(second.page, 'encore part');
  expect((await kept(second.page)).flat()).toContain(PART);
  await second.context.close();
  cut = null;
});

it('opens with the server gone, and leaves exchanges and the hub’s own pages alone', async () => {
  buildApp('un');
  const first = await start();
  await shown(first.page, 'un part');
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

// One corrected line gave new names to all that may bring it in, and every phone paid for nearly the whole app: half a megabyte.
it('brings of a newer build only what changed, and makes the rest under its new names', async () => {
  const before = await start();
  const [old = []] = await kept(before.page);
  buildApp('encore deux');
  await before.page.reload();
  await newerWaits(before.page);
  const builds = await before.page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('jekulu-'));
    return Promise.all(
      names.map(async (name) => {
        const cache = await caches.open(name);
        const texts = (await cache.keys()).map(
          async (request) => [new URL(request.url).pathname, await (await cache.match(request))?.text()] as const,
        );
        return Promise.all(texts);
      }),
    );
  });
  const fresh = builds.find((files) => !files.every(([path]) => old.includes(path))) ?? [];
  const scripts = fresh.filter(([path]) => /-[A-Z0-9]{8}\.js$/.test(path));
  // What shows the page names the part that changed: it has another name, and is what the server has under it.
  expect(scripts.filter(([path]) => !old.includes(path)).map(([path]) => path.split('-')[0])).toEqual(
    expect.arrayContaining(['/start', '/main']),
  );
  for (const [path, text] of scripts) expect(text, path).toBe(readFileSync(join(tree, 'dist/app', path), 'utf8'));
  expect(asked.filter((path) => /-[A-Z0-9]{8}\.js$/.test(path)).map((path) => path.split('-')[0])).toEqual(['/start']);
  await before.context.close();

  up = false;
  const after = await start();
  await shown(after.page, 'encore deux part');
  await after.context.close();
  up = true;
});

// A secretary never closed the tab and loaded the page anew three times: it stayed what it was, for a page that is loaded again keeps its worker.
it('takes a newer build where the page is only loaded again, as long as no other tab shows the app', async () => {
  buildApp('trois');
  const { context, page } = await start();
  await shown(page, 'encore deux part');
  await newerWaits(page);
  const other = await context.newPage();
  await other.goto(`${address}/#/aujourdhui`);
  await page.reload();
  await shown(page, 'encore deux part');
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
    for (const request of await cache.keys()) if (/main-|part-|icon/.test(request.url)) await cache.delete(request);
  });
  await first.context.close();

  const second = await start();
  await shown(second.page, 'trois part');
  const sorted = (builds: string[][]) => builds.map((files) => [...files].sort());
  await expect.poll(() => kept(second.page).then(sorted), { timeout: 20_000 }).toEqual(sorted(whole));
  await second.context.close();

  up = false;
  const third = await start();
  await shown(third.page, 'trois part');
  await third.context.close();
  up = true;
});
