// The lights go out in the middle of four phones' pushes. What was acknowledged is there, what was not is there whole or not at all.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LoggedRow, loggedOf } from '../../src/hub/rows.ts';
import { schemaOf } from '../../src/hub/schema.ts';
import { fold, type RecordState } from '../../src/kernel/fold.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { Device } from './client.ts';
import { buildHub, end, endAll, runHub } from './run-hub.ts';
import { organisation, SIKASSO } from './world.ts';

const folder = mkdtempSync(join(tmpdir(), 'jekulu-killed-'));

beforeAll(buildHub);
afterAll(async () => {
  await endAll();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * Writes and pushes until the hub is gone; gives what was acknowledged.
 * @param alsoDatabase it goes a moment before the program, which may still say that it took nothing (HUB-FAULT).
 */
async function pushUntilGone(device: Device, alsoDatabase: boolean): Promise<number> {
  let acked = device.replica.last;
  for (let i = 0; ; i++) {
    device.write([organisation(`Groupe ${i}`), organisation(`Union ${i}`), organisation(`Coopérative ${i}`)]);
    const [record] = device.replica.list('organisation');
    if (record && i % 3 === 0) device.write([{ do: 'edit', record: record.id, body: { place: `Lieu ${i}` } }]);
    try {
      const reply = await device.send(device.request());
      if (!reply.body && alsoDatabase && reply.error?.code === 'HUB-FAULT') continue;
      if (!reply.body) throw new Error(reply.error?.code);
      acked = reply.body.ack;
      device.replica.receive(reply.body, Date.now());
    } catch (error) {
      if (error instanceof TypeError) return acked;
      throw error;
    }
  }
}

/** What must hold of a log whatever happened to the machine. */
async function examine(databaseUrl: string, devices: readonly Device[], acked: readonly number[]): Promise<void> {
  const schema = schemaOf((devices[0] as Device).card.network);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const ask = async <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
      (await client.query(sql.replaceAll('~', schema), values)).rows as T[];
    for (const [i, device] of devices.entries()) {
      const [log] = await ask<{ n: number; last: number; told: number }>(
        `select count(*)::int as n, max(seq)::int as last, (select last::int from ~.device_log where device = $1) as told
           from ~.change where device = $1`,
        [device.id],
      );
      expect(log?.last).toBe(log?.n);
      expect(log?.told).toBe(log?.last);
      expect(log?.last).toBeGreaterThanOrEqual(acked[i] as number);
    }
    const halves = await ask(
      `select device, first from ~.change group by device, first having count(*) <> max(coalesce((envelope->'group'->>1)::int, 1))`,
    );
    expect(halves).toEqual([]);
    const [entries] = await ask<{ n: number; top: number }>(
      'select count(*)::int as n, max(pos)::int as top from ~.entry',
    );
    expect(entries?.top).toBe(entries?.n);
    const unlisted = await ask(
      'select 1 from ~.change c where not exists (select 1 from ~.entry e where e.device = c.device and e.seq = c.seq)',
    );
    expect(unlisted).toEqual([]);
    const records = await ask<{ state: RecordState }>('select state from ~.record');
    const changes = await ask<LoggedRow>('select * from ~.change');
    const histories = new Map<RecordId, LoggedRow[]>();
    for (const row of changes) histories.set(row.envelope.record, [...(histories.get(row.envelope.record) ?? []), row]);
    expect(records.length).toBe(histories.size);
    for (const { state } of records) {
      const history = histories.get(state.id) ?? [];
      expect(fold(history.map((row) => loggedOf({ ...row, eff: Number(row.eff) })))).toEqual(state);
    }
  } finally {
    await client.end();
  }
}

describe('a hub that is killed', () => {
  it('SYNC-01 SYNC-07 lost nothing it acknowledged and applied nothing by half: program killed, then database and program', async () => {
    let hub = await runHub(folder);
    const devices: Device[] = [];
    for (const code of hub.codes) devices.push(await Device.join(hub.url, code));
    for (const device of devices) await device.exchange();

    for (const alsoDatabase of [false, true]) {
      const pushing = Promise.all(devices.map((device) => pushUntilGone(device, alsoDatabase)));
      await new Promise((resolve) => setTimeout(resolve, 700 + Math.random() * 300));
      if (alsoDatabase)
        process.kill(Number(readFileSync(join(clusterOf(), 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
      await end(hub.child, 'SIGKILL');
      const acked = await pushing;
      expect(Math.min(...acked)).toBeGreaterThan(5);

      hub = await runHub(folder);
      await examine(hub.databaseUrl, devices, acked);
      // And everybody goes on as if nothing had been.
      for (const device of devices) device.url = hub.url;
      for (const device of devices) await device.exchange();
      for (const device of devices) {
        expect(device.replica.numbers(device.person)).toMatchObject({ pending: 0, fix: 0 });
        await device.exchange();
      }
      const counts = devices.map((device) => device.replica.list('organisation').length);
      expect(new Set(counts).size).toBe(1);
      await examine(
        hub.databaseUrl,
        devices,
        devices.map((device) => device.replica.last),
      );
    }
    expect((devices[0] as Device).replica.list('organisation')[0]?.home).toBe(SIKASSO);
  }, 120_000);
});

/** The folder, unless the hub runs as root and its database elsewhere. */
function clusterOf(): string {
  const note = JSON.parse(readFileSync(join(folder, 'pg.json'), 'utf8')) as { cluster?: string };
  return note.cluster ?? join(folder, 'pg');
}
