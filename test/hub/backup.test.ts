// The office burns down. The backup was on a stick at the treasurer's; another machine goes on from it, and the phones bring what came after.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Key, type Lock, writeSealed } from '../../src/hub/backup/age.ts';
import { JUMP } from '../../src/hub/backup/format.ts';
import { restore } from '../../src/hub/backup/restore.ts';
import { backupLines } from '../../src/hub/backup/save.ts';
import type { HubNetwork } from '../../src/hub/network.ts';
import { openPools, type Pools } from '../../src/hub/pools.ts';
import { openDatabase } from '../../src/hub/postgres.ts';
import { HUB_SCHEMA, type SchemaPart, schemaOf } from '../../src/hub/schema.ts';
import { verify } from '../../src/hub/verify.ts';
import { textOf } from '../../src/kernel/fold.ts';
import type { NetworkId, RecordId, Result } from '../../src/kernel/types.ts';
import { declarations } from '../../src/modules/index.ts';
import { type Device, joinWith } from './client.ts';
import { enlist, openHub, organisation, phoneOf, SIKASSO, type StoppableHub, settle } from './world.ts';

const shelf = mkdtempSync(join(tmpdir(), 'jekulu-stick-'));
const passphrase = 'quatre mots de la trésorière';
const worlds: StoppableHub[] = [];
let world: StoppableHub;
let id: NetworkId;

beforeAll(async () => {
  world = await openHub();
  worlds.push(world);
}, 60_000);
afterAll(async () => {
  for (const one of worlds) await one.end();
  rmSync(shelf, { recursive: true, force: true });
});

const save = async (name: string, lock: Lock): Promise<string> => {
  const file = join(shelf, name);
  const { pools } = world.hub;
  const lines = backupLines({ pool: pools.pages, dataDir: world.folder, app: 'test', now: Date.now() }, () => {});
  await writeSealed(file, lines, lock);
  return file;
};

/** On a database of its own, which `after` may look at before it is gone or becomes a hub. */
async function onAnotherMachine<T>(work: (pools: Pools, folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'jekulu-other-'));
  const opened = await openDatabase({ dataDir: folder, log: { info: () => {}, warn: () => {} } });
  if (!opened.ok) throw new Error(opened.error.code);
  const pools = openPools(opened.value.url, () => {});
  try {
    return await work(pools, folder);
  } finally {
    await pools.end();
    await opened.value.stop();
  }
}

const bringBack = (
  file: string,
  key: Key,
  pools: Pools,
  dataDir: string,
  parts: readonly SchemaPart[] = [HUB_SCHEMA],
) => restore(file, key, { pools, dataDir, decl: declarations, parts });
const fieldOf = async (of: HubNetwork, record: RecordId | undefined, field: string): Promise<string | null> => {
  const state = await of.record(record as RecordId);
  return state && textOf(state, field);
};
const textOfBody = (body: { readonly [field: string]: unknown } | null | undefined): unknown => body?.['name'];
const codeOf = (result: Result<unknown, string>): string => (result.ok ? 'ok' : result.error);

const look = (of = world) => {
  const network = of.hub.networks.get(id);
  return verify(of.hub.pools.pages, schemaOf(id), id, network ? [network.card.authority, network.web] : []);
};

describe('a backup', () => {
  it('SYNC-20 makes a hub on another machine, where every phone goes on and what came after comes back', async () => {
    const network = await world.hub.networks.create({ slug: 'essai', name: 'Réseau', mode: 'real', demo: false });
    await world.hub.networks.create({ slug: 'autre', name: 'Un autre', mode: 'practice', demo: false });
    id = network.card.network;
    const people = await settle(network);
    const phones: Device[] = [];
    for (const person of [people.animator, people.secretary])
      phones.push(await phoneOf(world.hub.url, network, person));
    const [field, office] = phones as [Device, Device];
    const everybody = async (): Promise<void> => {
      for (let round = 0; round < 2; round++) for (const phone of phones) await phone.exchange();
    };
    await everybody();
    const [kept] = field.write([organisation('Avant "la copie" \\ {ɲɛ,NULL}')]);
    await everybody();
    const file = await save('plein.age', { passphrase });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'latin1')).toMatch(/^age-encryption\.org\/v1\n/);

    // After the backup: work on phones, somebody new on the hub's own pages, and that somebody's first work.
    const [lost] = field.write([organisation('Après la copie')]);
    office.write([{ do: 'edit', record: kept?.record as RecordId, body: { place: 'Yanfolila' } }]);
    const late = await enlist(network, 'Fatou Dembélé', 'animator', SIKASSO);
    const newcomer = await phoneOf(world.hub.url, network, late);
    await newcomer.exchange();
    newcomer.write([organisation('De la nouvelle')]);
    await newcomer.exchange();
    await everybody();
    expect((await look()).findings).toEqual([]);

    const folder = await onAnotherMachine(async (pools, dataDir) => {
      expect(await bringBack(file, { passphrase }, pools, dataDir)).toMatchObject({
        ok: true,
        value: { networks: ['Réseau', 'Un autre'] },
      });
      expect(codeOf(await bringBack(file, { passphrase }, pools, dataDir))).toBe('occupied');
      return dataDir;
    });
    const there = await openHub({ dataDir: folder });
    worlds.push(there);
    const after = there.hub.networks.get(id);
    if (!after) throw new Error('the network is not there');
    expect(after.epoch).not.toBe(network.epoch);
    expect(await after.record(lost?.record as RecordId)).toBeNull();
    expect((await look(there)).findings).toEqual([]);

    for (const phone of phones) phone.url = there.hub.url;
    field.write([organisation('Écrite entre-temps')]);
    await everybody();
    expect(await fieldOf(after, kept?.record, 'place')).toBe('Yanfolila');
    expect(await fieldOf(after, lost?.record, 'name')).toBe('Après la copie');
    for (const phone of phones) expect(phone.replica.numbers()).toMatchObject({ pending: 0, fix: 0, received: 0 });

    // Who came in after the backup is let in again, and nothing they wrote is passed over in silence.
    newcomer.url = there.hub.url;
    expect((await newcomer.send(newcomer.request())).error?.code).toBe('DEVICE-UNKNOWN');
    const again = await enlist(after, 'Fatou Dembélé', 'animator', SIKASSO);
    expect(Number(again.split('.')[1])).toBeGreaterThan(JUMP);
    const code = await after.createCode(again, { createdBy: '', days: 1 });
    expect((await joinWith(there.hub.url, newcomer.key, code)).status).toBe(200);
    newcomer.person = again;
    await newcomer.exchange();
    newcomer.write([organisation('De la nouvelle, ensuite')]);
    await newcomer.exchange();
    await everybody();
    const names = office.replica.list('organisation').map((state) => textOf(state, 'name'));
    expect(names).toContain('De la nouvelle, ensuite');
    expect((await after.groups('held', 9)).map(([one]) => textOfBody(one?.change.body))).toEqual(['De la nouvelle']);
    expect(newcomer.replica.numbers()).toMatchObject({ pending: 0, fix: 0, received: 1 });
    expect((await look(there)).findings).toEqual([]);
  }, 90_000);

  it('opens for the holder of a key, and for nobody else; cut off, altered or from a newer program it leaves nothing behind', async () => {
    const { generateIdentity, identityToRecipient } = await import('age-encryption');
    const identity = await generateIdentity();
    const keyFile = join(shelf, 'key.txt');
    writeFileSync(keyFile, `# public key: …\n${identity}\n`);
    const file = await save('cle.age', { to: [await identityToRecipient(identity)] });
    const whole = readFileSync(file);
    const cut = join(shelf, 'cut.age');
    writeFileSync(cut, whole.subarray(0, whole.length - 40));
    const altered = join(shelf, 'altered.age');
    writeFileSync(altered, Buffer.concat([whole.subarray(0, -30), Buffer.alloc(30)]));
    await onAnotherMachine(async (pools, folder) => {
      expect(codeOf(await bringBack(file, { passphrase }, pools, folder))).toBe('locked');
      expect(codeOf(await bringBack(keyFile, { keyFile }, pools, folder))).toBe('locked');
      for (const bad of [cut, altered])
        expect(codeOf(await bringBack(bad, { keyFile }, pools, folder))).toBe('damaged');
      const older = { ...HUB_SCHEMA, network: HUB_SCHEMA.network.slice(0, -1) };
      expect(codeOf(await bringBack(file, { keyFile }, pools, folder, [older]))).toBe('newer');
      expect(existsSync(join(folder, 'keys')) ? readdirSync(join(folder, 'keys')) : []).toEqual([]);
      expect(codeOf(await bringBack(file, { keyFile }, pools, folder))).toBe('ok');
      rmSync(folder, { recursive: true, force: true });
    });
  }, 90_000);
});

describe('verifying', () => {
  it('says where a log, a record or the list of entries is not as it was written', async () => {
    const schema = schemaOf(id);
    const { pages } = world.hub.pools;
    const spoil = (sql: string) => pages.query(sql.replaceAll('~', schema));
    await spoil(`update ~.change set envelope = replace(envelope::text, 'Après la copie', 'Autre chose')::json`);
    const changed = await look();
    expect(changed.findings.map((one) => one.what).sort()).toEqual(['link', 'record']);
    await spoil(`update ~.change set envelope = replace(envelope::text, 'Autre chose', 'Après la copie')::json`);
    await spoil(`delete from ~.entry where pos = 3`);
    await spoil(`update ~.device_log set link = 'x' where device = (select min(device) from ~.device_log)`);
    expect(new Set((await look()).findings.map((one) => one.what))).toEqual(new Set(['end', 'positions', 'unlisted']));
  });
});
