// What keeps a hub standing: it sheds what it cannot carry, doubts its clock, closes its secrets, counts without telling who.
import { EventEmitter } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request as ask, type Server } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import fastify from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressGroup } from '../../src/hub/address.ts';
import { ClockWatch, medianSkew } from '../../src/hub/clock-watch.ts';
import { watchDisk } from '../../src/hub/disk.ts';
import { guardLines, guardLoad } from '../../src/hub/load.ts';
import { startHub } from '../../src/hub/main.ts';
import type { Contact, HubNetwork } from '../../src/hub/network.ts';
import { tightenSecrets } from '../../src/hub/rights.ts';
import { HubWatch } from '../../src/hub/watch.ts';
import { Accounts, sheetsOf, webPages } from '../../src/hub/web/index.ts';
import { WEB_SCHEMA } from '../../src/hub/web/schema.ts';
import type { DeviceId, Millis } from '../../src/kernel/types.ts';
import type { WireError } from '../../src/kernel/wire.ts';
import { declarations } from '../../src/modules/index.ts';
import { openSite, PASSWORD, type Site, Visitor } from '../web/site.ts';
import { organisation, type People, phoneOf, settle } from './world.ts';

const HOUR: Millis = 3600 * 1000;
const NOW = Date.UTC(2026, 10, 26, 8);

describe('load', () => {
  it('sends away what is too much, with a time to come back, and answers again once it is over', async () => {
    const app = fastify();
    const load = guardLoad(app, 1000, { requests: 2, bytes: 1500, lag: 1000 });
    const waiting: (() => void)[] = [];
    const wait = () => new Promise((go) => waiting.push(() => go({ ok: true })));
    app.get('/slow', wait);
    app.post('/slow', wait);
    app.get('/healthz', async () => ({ ok: true }));
    const slow = [app.inject('/slow'), app.inject('/slow')];
    while (load().requests < 2) await new Promise((go) => setTimeout(go, 5));
    const shed = await app.inject('/slow');
    expect(shed.statusCode).toBe(503);
    expect(shed.json().error.code).toBe('HUB-BUSY');
    expect(Number(shed.headers['retry-after'])).toBeGreaterThan(0);
    expect((await app.inject('/healthz')).statusCode).toBe(200);
    for (const go of waiting.splice(0)) go();
    await Promise.all(slow);
    expect(load()).toMatchObject({ requests: 0, shed: 1 });

    const big = app.inject({ method: 'POST', url: '/slow', payload: { text: 'x'.repeat(800) } });
    while (load().requests < 1) await new Promise((go) => setTimeout(go, 5));
    const more = { method: 'POST', url: '/slow', payload: { text: 'x'.repeat(800) } } as const;
    expect((await app.inject(more)).statusCode).toBe(503);
    for (const go of waiting.splice(0)) go();
    await big;
    expect(load().bytes).toBe(0);
    await app.close();
  });

  it('leaves room for others when one address sends as slowly and as often as it may', async () => {
    const app = fastify({ trustProxy: true });
    const load = guardLoad(app, 1000, { requests: 4, bytes: 3000, lag: 1000 });
    const waiting: (() => void)[] = [];
    app.post('/slow', () => new Promise((go) => waiting.push(() => go({ ok: true }))));
    const from = (address: string, bytes = 10) =>
      app.inject({
        method: 'POST',
        url: '/slow',
        payload: 'x'.repeat(bytes),
        headers: { 'x-forwarded-for': address, 'content-type': 'text/plain' },
      });
    const slow = [from('10.0.0.1'), from('10.0.0.1')];
    while (load().requests < 2) await new Promise((go) => setTimeout(go, 5));
    expect((await from('10.0.0.1')).statusCode).toBe(503);
    const other = from('10.0.0.2', 900);
    while (load().requests < 3) await new Promise((go) => setTimeout(go, 5));
    expect((await from('10.0.0.2', 1900)).statusCode).toBe(503);
    for (const go of waiting.splice(0)) go();
    expect((await Promise.all([...slow, other])).map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    const again = from('10.0.0.1');
    while (waiting.length === 0) await new Promise((go) => setTimeout(go, 5));
    for (const go of waiting.splice(0)) go();
    expect((await again).statusCode).toBe(200);
    await app.close();

    // Lines that are only opened count too, whatever is said on them.
    const server = Object.assign(new EventEmitter(), { maxConnections: 0 });
    guardLines(server as unknown as Server, 4);
    const open = (remoteAddress: string) => {
      const socket = Object.assign(new EventEmitter(), { remoteAddress, gone: false, destroy: () => {} });
      socket.destroy = () => {
        socket.gone = true;
      };
      server.emit('connection', socket);
      return socket;
    };
    const lines = ['10.0.0.1', '10.0.0.1', '10.0.0.1', '10.0.0.2', '::ffff:127.0.0.1'].map(open);
    expect(lines.map(({ gone }) => gone)).toEqual([false, false, true, false, false]);
    lines[0]?.emit('close');
    expect(open('10.0.0.1').gone).toBe(false);
  });

  it('counts a household under IPv6 as one', () => {
    const same = ['2001:db8:1:2::1', '2001:DB8:1:2:ffff:ffff:ffff:ffff', '2001:0db8:0001:0002:0:0:0:9%eth0'];
    expect(new Set(same.map(addressGroup))).toEqual(new Set(['2001:db8:1:2::/64']));
    expect(addressGroup('2001:db8:1:3::1')).toBe('2001:db8:1:3::/64');
    expect(addressGroup('::1')).toBe('0:0:0:0::/64');
    expect(addressGroup('::ffff:10.0.0.7')).toBe('10.0.0.7');
    expect(addressGroup('10.0.0.7')).toBe('10.0.0.7');
  });
});

describe('the clock of the hub', () => {
  const contact = (skew: Millis, servedAt = NOW - HOUR): Contact => ({
    device: 'a' as DeviceId,
    n: 1,
    last: 1,
    servedPos: 1,
    servedAt,
    toldAt: servedAt,
    app: 'x',
    skew,
  });
  let [clock, steady] = [NOW, 0];
  const watch = new ClockWatch(
    () => clock,
    () => steady,
  );
  const pass = (time: Millis): void => {
    clock += time;
    steady += time;
  };
  afterAll(() => watch.stop());

  it('is not doubted while it goes as time goes', () => {
    pass(HOUR);
    expect(watch.doubt([contact(0), contact(90 * 24 * HOUR), contact(-5000)])).toBeNull();
    expect(watch.jumps).toBe(0);
  });

  it('is doubted when it goes back, says less than was written down, or most phones disagree', () => {
    clock -= 20 * 60_000;
    pass(1000);
    expect(watch.doubt([])).toMatchObject({ sign: 'jumped', by: -20 * 60_000 });
    expect(watch.jumps).toBe(1);
    pass(25 * HOUR);
    expect(watch.doubt([])).toBeNull();
    expect(watch.doubt([contact(0, clock + 2 * HOUR)])).toMatchObject({ sign: 'behind', by: -2 * HOUR });
    const ahead = [contact(HOUR, clock), contact(HOUR + 5000, clock), contact(0, clock)];
    expect(watch.doubt(ahead)).toMatchObject({ sign: 'phones', by: -HOUR, phones: 3 });
    expect(medianSkew(ahead.slice(1), clock)).toBeNull();
  });

  it('and a disk that fills up are told to those in charge, before anything is refused', async () => {
    let free = 2 ** 40;
    const told = new HubWatch(
      watchDisk(
        async () => free,
        () => (clock += 10_000),
      ),
      () => clock,
    );
    const codes = async () => (await told.warnings({ contacts: async () => [] })).map(({ code }) => code);
    expect(await codes()).toEqual([]);
    free = 500 * 1024 * 1024;
    expect(await codes()).toEqual(['HUB-DISK-LOW']);
    expect(await told.hasRoom()).toBe(true);
    free = 50 * 1024 * 1024;
    expect(await codes()).toEqual(['HUB-DISK']);
    expect(await told.hasRoom()).toBe(false);
    told.stop();
  });
});

it('secret files that others can read are closed at the start, and what was right stays as it is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jekulu-rights-'));
  mkdirSync(join(folder, 'keys'), { mode: 0o755 });
  const files = ['pg.json', 'demo-accounts.json', 'keys/a.json'].map((name) => join(folder, name));
  for (const file of files) {
    writeFileSync(file, '{}');
    chmodSync(file, 0o644);
  }
  chmodSync(files[1] as string, 0o600);
  chmodSync(join(folder, 'keys'), 0o755);
  const done = tightenSecrets(folder);
  expect(done.ok && [...done.value].sort()).toEqual(['keys', 'keys/a.json', 'pg.json']);
  for (const file of files) expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, 'keys')).mode & 0o777).toBe(0o700);
  expect(tightenSecrets(folder)).toEqual({ ok: true, value: [] });
  rmSync(folder, { recursive: true });
});

it('A secretary puts nginx of Debian 12 before her hub: it starts, lets no caller name the host, and writes down nobody who called', () => {
  const servers = readFileSync(new URL('../../deploy/nginx.conf', import.meta.url), 'utf8')
    .replace(/#.*/g, '')
    .split(/^server \{/m)
    .slice(1);
  expect(servers).toHaveLength(2);
  for (const server of servers) {
    // An error names the caller: of those only what threatens the machine is kept.
    expect(server).toMatch(/access_log off;\s+error_log \S+ crit;/);
    // nginx before 1.25 does not know it, and does not start.
    expect(server).not.toMatch(/^\s*http2 on;/m);
  }
  // The hub believes a proxy on its own machine: each of these has to be the proxy's own word.
  for (const [name, value] of [
    ['Host', '$host'],
    ['X-Forwarded-Host', '$host'],
    ['X-Forwarded-For', '$remote_addr'],
    ['X-Forwarded-Proto', '$scheme'],
  ])
    expect(servers[1]).toContain(`proxy_set_header ${name} ${value};`);
});

describe('a hub with its pages', () => {
  let site: Site;
  let network: HubNetwork;
  let people: People;
  const logged: string[] = [];

  beforeAll(async () => {
    const sink = new Writable({
      write: (chunk, _, done) => {
        logged.push(String(chunk));
        done();
      },
    });
    site = await openSite(undefined, undefined, {}, { log: pino({ level: 'debug' }, sink) });
    network = await site.hub.networks.create({ slug: 'un', name: 'Réseau un', mode: 'real', demo: false });
    people = await settle(network);
  }, 60_000);
  afterAll(() => site.end());

  it('writes nobody into its log: no name, no telephone, no account, no address, no secret', async () => {
    await site.accounts(network).set('awa.traore', PASSWORD, people.secretary);
    const visitor = new Visitor(site.url);
    await visitor.signIn('un', 'awa.traore', 'pas le bon mot de passe');
    await visitor.signIn('un', 'awa.traore', PASSWORD);
    await visitor.get(`/admin/personnes/${people.animator}?nom=Coumba`);
    await visitor.fill('/admin/personnes/nouvelle', '/admin/personnes/nouvelle', {
      name: 'Oumou SANGARÉ',
      role: 'member',
      place: 'n/branch/sikasso/',
    });
    await visitor.api('POST', '/records/person', { home: 'n/', body: { name: 'Ali Farka', phone: '70 12 34 56' } });
    const phone = await phoneOf(site.url, network, people.animator);
    phone.write([organisation('Benkadi', undefined, { phone: '76 54 32 10' })]);
    await phone.exchange();
    const log = logged.join('');
    expect(log).toContain('"path":"/admin/connexion"');
    expect(log).toContain('"path":"/admin/personnes/:id"');
    const secrets = [...visitor.cookies.values()].flatMap((value) => value.split('.'));
    const hidden = ['awa.traore', 'Awa', 'Coumba', 'SANGAR', 'Farka', 'Benkadi', '70 12', '76 54', visitor.address];
    for (const word of [...hidden, ...Object.values(people), phone.id, PASSWORD, ...secrets])
      expect(log, word).not.toContain(word);
  });

  it('tells its metrics to this machine, never through a proxy, and with a token file only to who says its word', async () => {
    const read = (headers: Record<string, string> = {}): Promise<Response> => fetch(`${site.url}/metrics`, { headers });
    const open = await read();
    expect(open.status).toBe(200);
    const text = await open.text();
    expect(text).toMatch(/^jekulu_answers_total\{method="GET",route="\/admin\/personnes\/:id",status="200"\} \d+$/m);
    expect(text).toMatch(/^jekulu_disk_free_bytes [1-9]\d+$/m);
    expect(text).toMatch(/^jekulu_answer_seconds_count \d+$/m);
    for (const line of text.trim().split('\n'))
      expect(line).toMatch(/^(# (HELP|TYPE) jekulu_|jekulu_\w+(\{[^}]*\})? -?[\d.e+-]+$)/);
    expect(text).not.toMatch(/Awa|sikasso|10\.2\./);
    expect((await read({ 'x-forwarded-for': '10.0.0.1' })).status).toBe(404);
    writeFileSync(join(site.folder, 'metrics-token'), 'un mot\n', { mode: 0o600 });
    expect((await read()).status).toBe(404);
    expect((await read({ authorization: 'Bearer un autre' })).status).toBe(404);
    expect((await read({ authorization: 'Bearer un mot', 'x-forwarded-for': '10.0.0.1' })).status).toBe(200);
    rmSync(join(site.folder, 'metrics-token'));
  });

  it('names its cookies so that they stay on https where there is https, and says so to browsers', async () => {
    await site.accounts(network).set('https', PASSWORD, people.secretary);
    const visitor = new Visitor(site.url);
    const headers = { 'x-forwarded-proto': 'https' };
    const page = await visitor.request('GET', '/admin/connexion', { headers });
    expect(page.headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(page.headers.getSetCookie().join()).toMatch(/__Secure-jekulu-door=[^;]+;.*Secure/);
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const fields = { csrf, reseau: 'un', nom: 'https', secret: PASSWORD };
    const seen = await visitor.send('/admin/connexion', fields, headers);
    expect(seen.headers.getSetCookie().join()).toMatch(/__Host-jekulu-session=[^;]+;.*Path=\/;.*Secure/);
    expect((await visitor.request('GET', '/admin/reseau', { headers })).status).toBe(200);
    expect((await visitor.get('/admin/connexion')).headers.get('strict-transport-security')).toBeNull();
  });

  it('gives a session another secret at each sign-in, and ends the one before', async () => {
    await site.accounts(network).set('deux', PASSWORD, people.secretary);
    const visitor = new Visitor(site.url);
    await visitor.signIn('un', 'deux', PASSWORD);
    const before = new Visitor(site.url);
    for (const [name, value] of visitor.cookies) before.cookies.set(name, value);
    await visitor.signIn('un', 'deux', PASSWORD);
    expect(visitor.cookies.get('jekulu-session')).not.toBe(before.cookies.get('jekulu-session'));
    expect((await before.get('/admin/reseau')).status).toBe(303);
    expect((await visitor.get('/admin/reseau')).status).toBe(200);
  });

  it('answers what is not HTTP, and an address that is none, with a code and nothing of itself', async () => {
    const { port } = site.hub;
    const said = await new Promise<string>((done) => {
      let text = '';
      const line = connect(port, '127.0.0.1', () => line.write('\x16\x03\x01 hello\r\n\r\n'));
      line.on('data', (chunk) => (text += chunk)).on('close', () => done(text));
    });
    expect(said).toMatch(/^HTTP\/1\.1 400/);
    expect((JSON.parse(said.split('\r\n\r\n')[1] ?? '') as WireError).error.code).toBe('SYNC-MALFORMED');
    const odd = await new Promise<string>((done) => {
      ask({ port, path: '/admin/%zz' }, (answer) => {
        let text = '';
        answer.on('data', (chunk) => (text += chunk)).on('end', () => done(text));
      }).end();
    });
    expect((JSON.parse(odd) as WireError).error.code).toBe('SYNC-MALFORMED');
    expect(odd).not.toContain('zz');
    // A million hostile inputs found it: an address of an exchange that cannot be read was answered without saying what the answer is.
    const { headers } = await fetch(`http://127.0.0.1:${port}/segment/%zz`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('shares its work with a second hub on the same database: a session, a form and a phone go from one to the other', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jekulu-second-'));
    cpSync(join(site.folder, 'keys'), join(folder, 'keys'), { recursive: true });
    const started = await startHub({
      port: 0,
      host: '127.0.0.1',
      dataDir: folder,
      databaseUrl: site.hub.databaseUrl,
      log: pino({ level: 'silent' }),
      parts: [WEB_SCHEMA],
      register: (app, hub) =>
        webPages(app, {
          decl: declarations,
          hosted: () =>
            hub.networks
              .all()
              .map((one) => ({ network: one, accounts: new Accounts(hub.pools.pages, one.card.network) })),
          now: Date.now,
          sheets: sheetsOf(undefined),
        }),
    });
    if (!started.ok) throw new Error(started.error.code);
    const second = started.value;
    const visitor = await site.visitor(network, people.secretary);
    const there = new Visitor(second.url);
    for (const [name, value] of visitor.cookies) there.cookies.set(name, value);
    const form = { name: 'Kadia KEÏTA', role: 'member', place: 'n/branch/sikasso/' };
    expect((await there.fill('/admin/personnes/nouvelle', '/admin/personnes/nouvelle', form)).status).toBe(303);
    expect((await visitor.get('/admin/personnes')).text).toContain('Kadia KEÏTA');
    const phone = await phoneOf(second.url, network, people.animator);
    phone.write([organisation('D’un côté')]);
    await phone.exchange();
    phone.url = site.url;
    phone.write([organisation('De l’autre')]);
    await phone.exchange();
    expect(await network.lastSeq(phone.id)).toBe(phone.replica.last);
    await second.stop();
    rmSync(folder, { recursive: true, force: true });
  });
});
