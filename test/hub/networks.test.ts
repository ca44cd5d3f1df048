// Networks on real tables: faults that must not spread, several hubs on one database, older and newer programs.
import { mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { watchDisk } from '../../src/hub/disk.ts';
import { exchange } from '../../src/hub/exchange.ts';
import type { PgNetwork } from '../../src/hub/network-pg.ts';
import { Networks, type NetworksDeps } from '../../src/hub/networks.ts';
import { newPace } from '../../src/hub/pace.ts';
import { openPools, type Pools } from '../../src/hub/pools.ts';
import { type Database, openDatabase } from '../../src/hub/postgres.ts';
import { HUB_SCHEMA, schemaOf } from '../../src/hub/schema.ts';
import type { Declarations } from '../../src/kernel/declare.ts';
import { valueOf } from '../../src/kernel/fold.ts';
import { changeIdOf } from '../../src/kernel/ids.ts';
import type { Change, RecordId } from '../../src/kernel/types.ts';
import { declarations } from '../../src/modules/index.ts';
import { type Device, DeviceKey } from './client.ts';
import { codes, deviceIn, pushOf, troubleIn } from './networks-ground.ts';
import { enlist, organisation, SIKASSO, settle } from './world.ts';

const folder = mkdtempSync(join(tmpdir(), 'jekulu-networks-'));
const reports: string[] = [];
let database: Database;
let pools: Pools;
let networks: Networks;
let network: PgNetwork;

const deps = (more: Partial<NetworksDeps> = {}): NetworksDeps => ({
  pools,
  dataDir: folder,
  decl: declarations,
  parts: [HUB_SCHEMA],
  now: Date.now,
  report: (what, error) => reports.push(`${what}: ${(error as Error).message}`),
  ...more,
});

async function open(more: Partial<NetworksDeps> = {}): Promise<Networks> {
  const opened = await Networks.open(deps(more));
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

beforeAll(async () => {
  const opened = await openDatabase({ dataDir: folder, log: { info: () => {}, warn: () => {} } });
  if (!opened.ok) throw new Error(opened.error.code);
  database = opened.value;
  pools = openPools(database.url, () => {});
  networks = await open();
  network = await networks.create({ slug: 'essai', name: 'Essai', mode: 'real', demo: false });
}, 60_000);
afterAll(async () => {
  await pools.end();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
});

const newDevice = (person: RecordId) => deviceIn({ networks, network }, person);
const trouble = (word: string, sqlstate: string) => troubleIn({ pools, network }, word, sqlstate);

describe('durability', () => {
  it('waits for the disk on every road a change takes', async () => {
    for (const pool of [pools.commits, pools.pages]) {
      const { rows } = await pool.query(
        `select current_setting('fsync') as a, current_setting('synchronous_commit') as b, current_setting('full_page_writes') as c`,
      );
      expect(rows).toEqual([{ a: 'on', b: 'on', c: 'on' }]);
    }
  });

  it('keeps the secrets of a network in a file of its owner, and out of the database', async () => {
    const [file] = readdirSync(join(folder, 'keys'));
    expect(file).toBe(`${network.card.network}.json`);
    expect(statSync(join(folder, 'keys', file as string)).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'keys')).mode & 0o777).toBe(0o700);
  });
});

describe('just after a large import', () => {
  // Eleven thousand changes came in within a minute; the next phone to join waited 29 s for its own unsettled work, until autovacuum had passed.
  it('the database knows at once how much it holds', async () => {
    const fresh = await networks.create({ slug: 'import', name: 'Import', mode: 'real', demo: false });
    const acts = Array.from({ length: 2000 }, (_, i) => organisation(`Groupement ${i}`));
    const by = await enlist(fresh, 'Awa', 'animator', SIKASSO);
    await fresh.actAll(
      by,
      acts.map((act) => [act]),
    );
    await fresh.idle();
    const { rows } = await pools.pages.query('select reltuples::int as n from pg_class where oid = $1::regclass', [
      `${schemaOf(fresh.card.network)}.change`,
    ]);
    expect(rows[0]?.n).toBeGreaterThanOrEqual(2000);
  });
});

describe('a busy office', () => {
  it('waits for the disk together: what breaks one leaves the others, and one record is written on in turn', async () => {
    const by = await enlist(network, 'Awa', 'animator', SIKASSO);
    const other = await enlist(network, 'Fanta', 'animator', SIKASSO);
    const kept = (await network.act(by, [organisation('Une')])).changes[0]?.record as RecordId;
    // Whoever writes here for the first time is let in first, by an act of the hub.
    await network.act(other, [organisation('Autre')]);
    const pushes = vi.spyOn(network, 'admit');
    const edit = (place: string) => network.act(other, [{ do: 'edit', record: kept, body: { place } }]);
    const [first, ...rest] = await Promise.all([
      network.act(by, [organisation('Première')]),
      network.act(other, [organisation('Deuxième')]),
      network.act(by, [organisation('Troisième')]),
      edit('Kadiolo'),
      edit('Zégoua'),
    ]);
    expect(pushes.mock.calls.map(([arrival]) => arrival.push.changes.length)).toEqual([1, 3, 1]);
    for (const { changes, admission } of [first, ...rest]) {
      expect(admission).toMatchObject({ ok: true, rulings: [{ first: changes[0]?.seq, state: 'confirmed' }] });
      expect(admission.ok && admission.rulings).toHaveLength(1);
    }
    // Not two who wrote at once: the second knew what the first had written.
    const state = await network.record(kept);
    expect(state && [valueOf(state, 'place'), state.fields['place']?.length]).toEqual(['Zégoua', 1]);

    const end = await trouble('poison', '22000');
    const hurt = await Promise.all(['bon', 'poison', 'bon aussi'].map((name) => network.act(by, [organisation(name)])));
    expect(codes(hurt.map(({ admission }) => admission))).toEqual([
      expect.any(Number),
      'HUB-FAULT',
      expect.any(Number),
    ]);
    await end();
    pushes.mockRestore();
  });
});

describe('a fault', () => {
  it('of one push does not keep the others from being taken', async () => {
    const person = await enlist(network, 'Awa', 'animator', SIKASSO);
    const devices = [await newDevice(person), await newDevice(person), await newDevice(person)];
    const end = await trouble('poison', '22000');
    const pushes = devices.map((device, i) =>
      pushOf(device, device.write([organisation(i === 1 ? 'poison' : `bon ${i}`)])),
    );
    reports.length = 0;
    expect(codes(await Promise.all(pushes.map((push) => network.admit(push))))).toEqual([1, 'HUB-FAULT', 1]);
    expect(reports).toEqual(['a batch of changes was not written: in trouble']);
    expect(await network.lastSeq((devices[1] as Device).id)).toBe(0);
    await end();
    expect(codes([await network.admit(pushes[1] as (typeof pushes)[number])])).toEqual([1]);
  });

  it('of the moment (a deadlock) is tried again', async () => {
    const device = await newDevice(await enlist(network, 'Awa', 'animator', SIKASSO));
    const schema = schemaOf(network.card.network);
    await pools.pages.query(`create sequence ${schema}.tries`);
    await pools.pages.query(`
      create function ${schema}.once() returns trigger language plpgsql as $$
      begin
        if nextval('${schema}.tries') = 1 then raise exception 'again' using errcode = '40P01'; end if;
        return new;
      end $$;
      create trigger once before insert on ${schema}.change for each row execute function ${schema}.once()`);
    expect(codes([await network.admit(pushOf(device, device.write([organisation('Deux fois')])))])).toEqual([1]);
    await pools.pages.query(`drop trigger once on ${schema}.change`);
  });

  it('of a full disk refuses work with its own code and takes it later', async () => {
    const device = await newDevice(await enlist(network, 'Awa', 'animator', SIKASSO));
    const end = await trouble('plein', '53100');
    const push = pushOf(device, device.write([organisation('plein')]));
    expect(codes([await network.admit(push)])).toEqual(['HUB-DISK']);
    expect(await network.lastSeq(device.id)).toBe(0);
    await end();
    expect(codes([await network.admit(push)])).toEqual([1]);
  });

  it('is foreseen: a hub whose disk is nearly full takes no work but still answers', async () => {
    const device = await newDevice(await enlist(network, 'Awa', 'animator', SIKASSO));
    let free = 0;
    let looks = 0;
    let time = Date.now();
    const disk = watchDisk(
      async () => {
        looks++;
        return free;
      },
      () => time,
    );
    const hub = { networks, decl: declarations, disk, pace: newPace(), now: Date.now };
    const send = ({ body, signature }: { body: string; signature: string }) =>
      exchange(Buffer.from(body), signature, 'wire', hub);
    const pull = await send(device.request());
    expect(pull.ok).toBe(true);
    device.write([organisation('Plus tard')]);
    for (let i = 0; i < 3; i++)
      expect(await send(device.request())).toMatchObject({
        ok: false,
        status: 507,
        body: { error: { code: 'HUB-DISK' } },
      });
    expect(looks).toBe(1);
    free = 10 ** 12;
    time += 10_000;
    expect((await send(device.request())).ok).toBe(true);
  });

  it('of too many at once sends the rest away instead of growing without bound', async () => {
    const device = await newDevice(await enlist(network, 'Awa', 'animator', SIKASSO));
    const changes = Array.from({ length: 100 }, (_, i) => device.write([organisation(`Foule ${i}`)])).flat();
    const push = pushOf(device, changes);
    const outcomes = codes(await Promise.all(Array.from({ length: 260 }, () => network.admit(push))));
    expect(outcomes.filter((one) => one === 100).length).toBeGreaterThanOrEqual(200);
    expect(outcomes.at(-1)).toBe('HUB-BUSY');
    expect(codes([await network.admit(push)])).toEqual([100]);
  });
});

describe('several hubs on one database', () => {
  it('SYNC-06 give positions in the order of commits: a reader that follows misses nothing', async () => {
    const person = await enlist(network, 'Awa', 'animator', SIKASSO);
    const others = [openPools(database.url, () => {}), openPools(database.url, () => {})];
    const hubs: PgNetwork[] = [network];
    for (const one of others) hubs.push((await open({ pools: one })).get(network.card.network) as PgNetwork);
    const devices: Device[] = [];
    for (let i = 0; i < 6; i++) devices.push(await newDevice(person));

    let writing = true;
    const parts = (after: number) => [{ prefix: SIKASSO, closed: true, types: ['organisation'], after }];
    let after = (await network.read(parts(0), 1)).top;
    const from = after;
    const seen: string[] = [];
    const follow = async (): Promise<void> => {
      const { entries, top } = await network.read(parts(after), 100_000);
      for (const { one } of entries) seen.push(changeIdOf(one.change));
      after = top;
    };
    const reader = (async () => {
      while (writing) await follow();
    })();
    await Promise.all(
      devices.map(async (device, i) => {
        for (let n = 0; n < 25; n++) {
          const changes = device.write([organisation(`${i} ${n}`), organisation(`${i} ${n} bis`)]);
          const hub = hubs[(i + n) % hubs.length] as PgNetwork;
          expect((await hub.admit(pushOf(device, changes))).ok).toBe(true);
        }
      }),
    );
    writing = false;
    await reader;
    await follow();
    expect(seen.length).toBe(6 * 25 * 2);
    expect(new Set(seen).size).toBe(seen.length);
    expect(after - from).toBe(6 * 25 * 4);

    // Both may also act as the authority: whoever comes second starts again from where the log now ends.
    const acts = hubs.flatMap((hub) => [
      enlist(hub, 'Fanta', 'member', SIKASSO),
      enlist(hub, 'Modibo', 'member', SIKASSO),
    ]);
    expect(new Set(await Promise.all(acts)).size).toBe(6);
    for (const one of others) await one.end();
  });
});

describe('a second program on the same database', () => {
  it('hears of a network founded, renamed or taken away by the first without being started again', async () => {
    const [first, second] = [await open(), await open()];
    const made = await first.create({ slug: 'kita', name: 'Kita', mode: 'real', demo: false });
    expect(second.bySlug('kita')).toBeNull();
    // Asked twice at once, it opens it once.
    await Promise.all([second.follow(), second.follow()]);
    const heard = second.bySlug('kita');
    await made.rename('Réseau de Kita');
    await second.follow();
    expect([heard === second.bySlug('kita'), heard?.card.name]).toEqual([true, 'Réseau de Kita']);
    await first.remove(made);
    await second.follow();
    expect(second.bySlug('kita')).toBeNull();
  });

  it('leaves to the first a network whose keys it does not have, says so once, and goes on with the others', async () => {
    const second = await open();
    const beside = mkdtempSync(join(tmpdir(), 'jekulu-beside-'));
    const opened = await open();
    const made = await Networks.open(deps({ dataDir: folder }));
    const elsewhere = made.ok
      ? await made.value.create({ slug: 'ailleurs', name: 'Ailleurs', mode: 'real', demo: false })
      : null;
    const keys = join(folder, 'keys', `${elsewhere?.card.network}.json`);
    renameSync(keys, join(beside, 'kept'));
    await second.follow();
    await second.follow();
    expect(second.bySlug('ailleurs')).toBeNull();
    expect(second.bySlug('essai')).not.toBeNull();
    expect(reports.filter((one) => one.includes('not served here'))).toHaveLength(1);
    renameSync(join(beside, 'kept'), keys);
    await opened.follow();
    expect(opened.bySlug('ailleurs')).not.toBeNull();
    if (elsewhere && made.ok) await made.value.remove(elsewhere);
    rmSync(beside, { recursive: true });
  });
});

describe('another version of the program', () => {
  it('holds what it does not know yet, and takes it by itself once it does', async () => {
    const device = await newDevice(await enlist(network, 'Awa', 'animator', SIKASSO));
    const changes = device.write([organisation('Demain')]).map((change) => ({ ...change, schema: 2 }));
    expect(codes([await network.admit(pushOf(device, changes))])).toEqual([1]);
    expect((await network.groups('held', 10))[0]?.[0]?.ruling).toMatchObject({
      code: 'HOLD-SCHEMA',
      cause: 'schema:organisation:2',
    });
    const type = declarations.types['organisation'];
    if (!type) throw new Error('no organisations');
    const decl: Declarations = {
      ...declarations,
      types: { ...declarations.types, organisation: { ...type, schema: 2 } },
    };
    const later = (await open({ decl })).get(network.card.network) as PgNetwork;
    expect(await later.groups('held', 10)).toEqual([]);
    expect(await later.record(changes[0]?.record as RecordId)).not.toBeNull();
  });

  it('adds the tables of a new part to networks that are already there, once', async () => {
    const part = {
      part: 'more',
      common: ['create table shelf (n int)'],
      network: ['create table drawer (n int)', 'alter table drawer add column m int'],
    };
    for (let i = 0; i < 2; i++) await open({ parts: [HUB_SCHEMA, part] });
    await pools.pages.query(`select m from ${schemaOf(network.card.network)}.drawer`);
    await pools.pages.query('select n from jekulu.shelf');
    // Without that part, this program would be older than the data.
    const refused = await Networks.open(deps());
    expect(refused).toMatchObject({ ok: false, error: { code: 'HUB-NEWER-DATA' } });
    await pools.pages.query(`delete from jekulu.version where part = 'more'`);
  });

  it('refuses data that a newer one has taken further, and touches nothing', async () => {
    await pools.pages.query(`update jekulu.version set version = version + 1 where part = 'hub' and schema = $1`, [
      schemaOf(network.card.network),
    ]);
    const refused = await Networks.open(deps());
    expect(refused).toMatchObject({ ok: false, error: { code: 'HUB-NEWER-DATA' } });
    await pools.pages.query(`update jekulu.version set version = version - 1 where part = 'hub' and schema = $1`, [
      schemaOf(network.card.network),
    ]);
    expect((await open()).all()).toHaveLength(networks.all().length);
  });

  it('refuses a database whose networks’ keys are elsewhere', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'jekulu-nokeys-'));
    expect(await Networks.open(deps({ dataDir: empty }))).toMatchObject({
      ok: false,
      error: { code: 'HUB-KEYS-MISSING' },
    });
    rmSync(empty, { recursive: true, force: true });
  });
});

describe('the hub’s own pages', () => {
  it('write like a device: what people may not do is returned to them', async () => {
    const people = await settle(network);
    const { admission, changes } = await network.act(people.secretary, [organisation('Du bureau')], {
      source: 'paper',
    });
    expect(admission).toMatchObject({ ok: true, rulings: [{ state: 'confirmed' }] });
    expect(changes[0]).toMatchObject({ by: people.secretary, source: 'paper' });
    const wrong = await network.act(people.other, [organisation('Chez les voisins')]);
    expect(wrong.admission).toMatchObject({ ok: true, rulings: [{ state: 'returned', code: 'RIGHT-NONE' }] });
    await network.act(people.other, [{ do: 'settle', of: wrong.changes[0] as Change, how: 'withdrawn' }]);
    expect(await network.groups('returned', 10)).toEqual([]);
  });

  it('list the records a reach covers, latest first', async () => {
    const people = await settle(network);
    const reach = (await network.holdingOf(people.animator, new DeviceKey().id, Date.now())).reach;
    const all = await network.list('organisation', { reach });
    expect(all.length).toBe((await network.list('organisation')).length);
    expect(all.map((state) => state.updated.eff)).toEqual(all.map((state) => state.updated.eff).sort((a, b) => b - a));
    expect(await network.list('organisation', { reach, limit: 2 })).toEqual(all.slice(0, 2));
    expect(await network.list('organisation', { reach: [] })).toEqual([]);
    expect(
      (await network.list('person', { reach: [{ prefix: SIKASSO, closed: false, types: ['organisation'] }] })).length,
    ).toBe(0);
  });
});
