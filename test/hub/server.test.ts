// What stands around the routes: health, headers, the app's files, and a stop that loses nobody's work.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as ask } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { brotliCompressSync } from 'node:zlib';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHub } from '../../src/hub/main.ts';
import type { HubNetwork } from '../../src/hub/network.ts';
import type { WireError } from '../../src/kernel/wire.ts';
import type { Device } from './client.ts';
import { openHub, organisation, type People, phoneOf, settle, type TestHub } from './world.ts';

let world: TestHub;
let network: HubNetwork;
let people: People;
let phone: Device;
const appDir = mkdtempSync(join(tmpdir(), 'jekulu-app-'));
const logged: string[] = [];

beforeAll(async () => {
  const page = '<!doctype html><title>Jɛkulu</title>';
  writeFileSync(join(appDir, 'index.html'), page);
  writeFileSync(join(appDir, 'index.html.br'), brotliCompressSync(page));
  writeFileSync(join(appDir, 'main-ABCD2345.js'), 'let a = 1;');
  writeFileSync(join(appDir, 'main-ABCD2345.js.br'), brotliCompressSync('let a = 1;'));
  writeFileSync(join(appDir, 'sw.js'), 'let b = 1;');
  mkdirSync(join(appDir, 'icons'));
  writeFileSync(join(appDir, 'icons', 'a.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  const sink = new Writable({
    write: (chunk, _, done) => {
      logged.push(String(chunk));
      done();
    },
  });
  world = await openHub({
    appDir,
    version: '9.9.9',
    log: pino({ level: 'debug' }, sink),
    register: (app) => {
      app.get('/api/broken', async () => {
        throw new Error('a secret in a message');
      });
    },
  });
  network = await world.hub.networks.create({ slug: 'essai', name: 'Essai', mode: 'real', demo: false });
  people = await settle(network);
  phone = await phoneOf(world.hub.url, network, people.animator);
}, 60_000);
afterAll(async () => {
  await world.end();
  rmSync(appDir, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${world.hub.url}${path}`, { headers });

describe('the server', () => {
  it('says that it is ready', async () => {
    const response = await get('/healthz');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ ok: true, version: '9.9.9', networks: 1 });
  });

  it('lets a page load nothing from elsewhere and run nothing inline', async () => {
    const policy = (await get('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("style-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect((await get('/')).headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('gives the app’s files as they were compressed, named by content for ever, the others to be asked for again', async () => {
    const script = await get('/main-ABCD2345.js', { 'accept-encoding': 'br' });
    expect(script.headers.get('content-encoding')).toBe('br');
    expect(script.headers.get('content-type')).toContain('javascript');
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await script.text()).toBe('let a = 1;');
    for (const path of ['/', '/index.html', '/sw.js', '/icons/a.svg']) {
      const response = await get(path);
      expect([path, response.status]).toEqual([path, 200]);
      expect(response.headers.get('cache-control'), path).toBe('no-cache');
    }
  });

  it('shows the app at every address of the app, and nowhere else', async () => {
    for (const path of ['/membres', '/fiche/x.1?retour=1']) {
      const response = await get(path, { accept: 'text/html,*/*' });
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('Jɛkulu');
    }
    for (const path of ['/api/nothing', '/sync', '/admin/nothing', '/missing.js', '/%00']) {
      const response = await get(path, { accept: path === '/missing.js' ? '*/*' : 'text/html' });
      expect([400, 404], path).toContain(response.status);
      expect(((await response.json()) as WireError).error.code, path).toMatch(/^(HUB-NOTHING-HERE|SYNC-MALFORMED)$/);
    }
  });

  it('tells of its own faults only that there was one', async () => {
    const response = await get('/api/broken');
    expect(response.status).toBe(500);
    const text = await response.text();
    expect((JSON.parse(text) as WireError).error.code).toBe('HUB-FAULT');
    expect(text).not.toContain('secret');
    expect(logged.some((line) => line.includes('a request met a fault'))).toBe(true);
  });

  it('writes no name, no body, no address and no secret into its log', async () => {
    phone.write([organisation('Nom secret')]);
    await phone.exchange();
    const log = logged.filter((line) => line.includes('answered')).join('');
    expect(log).toContain('"path":"/sync"');
    for (const word of ['Nom secret', 'Coumba', phone.id, '10.1.', '127.0.0.1', 'postgres://', people.animator])
      expect(log).not.toContain(word);
  });

  it('finishes what is under way when it is told to stop, and is whole afterwards', async () => {
    const [change] = phone.write([organisation('Au dernier moment')]);
    const sending = phone.send(phone.request());
    // In the hub before it hears of stopping.
    await new Promise((resolve) => setTimeout(resolve, 5));
    const stopped = world.hub.stop();
    const reply = await sending.catch(() => null);
    await Promise.all([stopped, world.hub.stop()]);
    await world.restart();
    const kept = await world.hub.networks.get(network.card.network)?.history(change?.record as never);
    expect(kept).toHaveLength(reply?.status === 200 ? 1 : (kept?.length ?? 0));
    expect(world.hub.networks.all()).toHaveLength(1);
  });

  it('says so when its port is taken, and leaves its folder to the next', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jekulu-hub-'));
    const options = { host: '127.0.0.1', dataDir: folder, log: pino({ level: 'silent' }) };
    const refused = await startHub({ ...options, port: world.hub.port });
    expect(refused).toMatchObject({ ok: false, error: { code: 'HUB-PORT' } });
    const next = await startHub({ ...options, port: 0 });
    expect(next.ok).toBe(true);
    if (next.ok) await next.value.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('does not wait for ever for a body that never comes', async () => {
    const { port } = world.hub;
    const client = ask({ port, path: '/sync', method: 'POST', headers: { 'content-length': '1000' } });
    client.on('error', () => {});
    client.write('x');
    const before = Date.now();
    await world.restart();
    expect(Date.now() - before).toBeLessThan(10_000);
    client.destroy();
  });
});
