// The office's computer dies and comes back from last week's backup. The phones bring what it had lost.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schemaOf } from '../../src/hub/schema.ts';
import { type RecordState, textOf } from '../../src/kernel/fold.ts';
import type { NetworkId, RecordId } from '../../src/kernel/types.ts';
import type { Device } from './client.ts';
import { openHub, organisation, phoneOf, type StoppableHub, settle } from './world.ts';

const shelf = mkdtempSync(join(tmpdir(), 'jekulu-backup-'));
const folder = join(shelf, 'data');
const backup = join(shelf, 'backup');
let world: StoppableHub;

beforeAll(async () => {
  // Whoever PostgreSQL runs as must pass through.
  spawnSync('chmod', ['711', shelf]);
  world = await openHub({ dataDir: folder });
}, 60_000);
afterAll(async () => {
  await world.end();
  rmSync(shelf, { recursive: true, force: true });
});

const copy = (from: string, to: string): void => {
  rmSync(to, { recursive: true, force: true });
  expect(spawnSync('cp', ['-a', from, to]).status).toBe(0);
};

/** Per field which writes stand; when they were received is another story in another life of the log. */
const writesOf = (state: RecordState | null | undefined): unknown =>
  Object.entries(state?.fields ?? {}).map(([field, heads]) => [
    field,
    heads.map(({ id, value, by }) => [id, value, by]),
  ]);

/** What bringing back an older copy means for the log: it begins another life. */
async function newEpoch(databaseUrl: string, network: NetworkId): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`update ${schemaOf(network)}.life set epoch = 'second'`);
  await client.end();
}

describe('a hub restored from an older copy', () => {
  it('SYNC-20 gets back from the phones what it had lost, and everybody ends with the same', async () => {
    const network = await world.hub.networks.create({ slug: 'essai', name: 'Essai', mode: 'real', demo: false });
    const id = network.card.network;
    const people = await settle(network);
    const phones: Device[] = [];
    for (const person of [people.animator, people.coordinator, people.secretary])
      phones.push(await phoneOf(world.hub.url, network, person));
    const [field, branch, office] = phones as [Device, Device, Device];
    const everybody = async (): Promise<void> => {
      for (const phone of phones) phone.url = world.hub.url;
      for (let round = 0; round < 2; round++) for (const phone of phones) await phone.exchange();
    };
    await everybody();
    const [kept] = field.write([organisation('Avant la copie')]);
    await everybody();

    await world.stop();
    copy(folder, backup);
    await world.start();
    await everybody();
    const [lost] = field.write([organisation('Après la copie')]);
    await everybody();
    branch.write([{ do: 'edit', record: lost?.record as RecordId, body: { place: 'Kadiolo' } }]);
    office.write([{ do: 'edit', record: kept?.record as RecordId, body: { place: 'Yanfolila' } }]);
    await everybody();
    const before = office.replica.list('organisation');

    await world.stop();
    copy(backup, folder);
    await world.start();
    await newEpoch(world.hub.databaseUrl, id);
    await world.stop();
    await world.start();
    expect(await world.hub.networks.get(id)?.record(lost?.record as RecordId)).toBeNull();
    field.write([organisation('Écrite entre-temps')]);
    await everybody();

    const after = world.hub.networks.get(id);
    for (const state of before) expect(writesOf(await after?.record(state.id))).toEqual(writesOf(state));
    expect(before.map((state) => textOf(state, 'place')).sort()).toEqual(['Kadiolo', 'Yanfolila']);
    for (const phone of phones) {
      expect(phone.replica.numbers()).toMatchObject({ pending: 0, fix: 0, received: 0 });
      expect(phone.replica.list('organisation')).toHaveLength(3);
    }
  }, 60_000);
});
