// The secretariat grew: two programs share one PostgreSQL. Phones write to both at once, one program dies, and the log has no hole.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPools } from '../../src/hub/pools.ts';
import { schemaOf } from '../../src/hub/schema.ts';
import { verify } from '../../src/hub/verify.ts';
import { Device } from './client.ts';
import { buildHub, end, endAll, runHub } from './run-hub.ts';
import { organisation } from './world.ts';

const [folder, beside] = ['jekulu-one-', 'jekulu-two-'].map((name) => mkdtempSync(join(tmpdir(), name))) as [
  string,
  string,
];

beforeAll(buildHub);
afterAll(async () => {
  await endAll();
  for (const one of [folder, beside]) rmSync(one, { recursive: true, force: true });
});

it('SYNC-07 two hub processes take in work side by side; when one is killed its phones go on at the other and nothing is lost', async () => {
  const first = await runHub(folder);
  cpSync(join(folder, 'keys'), join(beside, 'keys'), { recursive: true });
  const second = await runHub(beside, first.databaseUrl);
  const devices: Device[] = [];
  // Two are let in by each, at the same time: both write on the authority's log.
  devices.push(
    ...(await Promise.all(first.codes.map((code, i) => Device.join((i % 2 === 0 ? first : second).url, code)))),
  );
  await Promise.all(devices.map((device) => device.exchange()));

  let killed: Promise<void> | undefined;
  const rounds = 12;
  await Promise.all(
    devices.map(async (device, d) => {
      for (let i = 0; i < rounds; i++) {
        device.write([organisation(`Groupe ${d}.${i}`), organisation(`Union ${d}.${i}`)]);
        const [record] = device.replica.list('organisation');
        if (record && i % 3 === 1) device.write([{ do: 'edit', record: record.id, body: { place: `Lieu ${d}.${i}` } }]);
        if (d === 1 && i === rounds / 2) killed = end(second.child, 'SIGKILL');
        // A hub that is gone is a broken line: the same request goes to the other.
        await device.exchange().catch(async (error: unknown) => {
          if (!(error instanceof TypeError)) throw error;
          device.url = first.url;
          await device.exchange();
        });
      }
    }),
  );
  await killed;
  for (let round = 0; round < 2; round++) for (const device of devices) await device.exchange();

  for (const device of devices) {
    expect(device.replica.list('organisation')).toHaveLength(devices.length * rounds * 2);
    expect(device.replica.numbers(device.person)).toMatchObject({ pending: 0, fix: 0, received: 0 });
  }
  const pools = openPools(first.databaseUrl, () => {});
  try {
    const { network, authority } = (devices[0] as Device).card;
    const found = await verify(pools.pages, schemaOf(network), network, [authority]);
    expect(found.findings).toEqual([]);
    expect(found.changes).toBeGreaterThan(devices.length * rounds * 2);
  } finally {
    await pools.end();
  }
}, 90_000);
