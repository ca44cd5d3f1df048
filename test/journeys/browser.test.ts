// The ground every journey stands on: a browser that shows our letters, works without a network and remembers.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';

const LETTERS = 'é è à ç œ Œ É ɛ ɔ ɲ ŋ Ɛ Ɔ Ɲ Ŋ';
const page = `<!doctype html><meta charset="utf-8"><title>essai</title><body style="font: 20px system-ui">${LETTERS}`;
const worker = `
  addEventListener('install', (event) => event.waitUntil(caches.open('c').then((cache) => cache.add('/'))));
  addEventListener('activate', (event) => event.waitUntil(clients.claim()));
  addEventListener('fetch', (event) => event.respondWith(caches.match('/').then((hit) => hit ?? fetch(event.request))));`;

const profileDir = mkdtempSync(join(tmpdir(), 'jekulu-profile-'));
let server: Server;
let address = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    const script = request.url === '/sw.js';
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(script ? worker : page);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterAll(() => {
  server.close();
  rmSync(profileDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

it('shows every letter of French and Bambara', async () => {
  const context = await launchBrowser();
  const tab = context.pages()[0] ?? (await context.newPage());
  await tab.goto(address);
  // A letter the font lacks is drawn as the same empty box as a letter nobody has.
  const missing = await tab.evaluate((letters) => {
    const draw = (letter: string) => {
      const canvas = new OffscreenCanvas(40, 40);
      const brush = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
      brush.font = '24px system-ui';
      brush.fillText(letter, 4, 30);
      return brush.getImageData(0, 0, 40, 40).data.join();
    };
    const blank = [draw('\u{10FFFD}'), draw(' ')];
    return letters.split(' ').filter((letter) => blank.includes(draw(letter)));
  }, LETTERS);
  expect(missing).toEqual([]);
  const shot = await tab.screenshot(process.env.SHOT ? { path: process.env.SHOT } : {});
  expect(shot.length).toBeGreaterThan(1_000);
  await context.close();
});

it('opens a page again after a restart with the server gone', async () => {
  const first = await launchBrowser({ profileDir });
  const before = first.pages()[0] ?? (await first.newPage());
  await before.goto(address);
  await before.evaluate(async () => {
    await navigator.serviceWorker.register('/sw.js');
    await navigator.serviceWorker.ready;
    localStorage.setItem('kept', 'oui');
  });
  await first.close();
  await new Promise((done) => {
    server.closeAllConnections();
    server.close(done);
  });

  const second = await launchBrowser({ profileDir });
  const after = second.pages()[0] ?? (await second.newPage());
  await after.goto(`${address}ailleurs`);
  expect(await after.textContent('body')).toContain('ɛ ɔ ɲ ŋ');
  expect(await after.evaluate(() => localStorage.getItem('kept'))).toBe('oui');
  await second.close();
});
