/**
 * Looks through a network: every log's chain, link by link; every record against what its changes make; every change in the list that replicas
 * read. Says where something is not as it was written, and changes nothing.
 */
import type pg from 'pg';
import { canonical, chainNext, EMPTY_CHAIN } from '../kernel/hash.ts';
import { changeIdOf } from '../kernel/ids.ts';
import type { DeviceId, Json, NetworkId, RecordId } from '../kernel/types.ts';
import { JUMP } from './backup/format.ts';
import { folded } from './refold.ts';
import { LOGGED, type LoggedRow } from './rows.ts';
import { PgStore } from './store.ts';

export type Finding =
  | { readonly what: 'gap'; readonly device: DeviceId; readonly seq: number }
  | { readonly what: 'link'; readonly device: DeviceId; readonly seq: number }
  | { readonly what: 'end'; readonly device: DeviceId }
  | { readonly what: 'record'; readonly record: RecordId }
  | { readonly what: 'positions'; readonly count: number }
  | { readonly what: 'unlisted'; readonly count: number };

export interface Verified {
  readonly logs: number;
  readonly changes: number;
  readonly records: number;
  readonly findings: readonly Finding[];
}

/** @param own devices of the hub itself, whose logs begin further on after a restore. */
export async function verify(
  pool: pg.Pool,
  schema: string,
  network: NetworkId,
  own: readonly DeviceId[],
): Promise<Verified> {
  const client = await pool.connect();
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    const findings: Finding[] = [];
    const { logs, changes } = await walkLogs(client, schema, network, own, findings);
    const records = await compareRecords(client, schema, findings);
    await checkEntries(client, schema, findings);
    await client.query('commit');
    client.release();
    return { logs, changes, records, findings };
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function walkLogs(
  client: pg.ClientBase,
  schema: string,
  network: NetworkId,
  own: readonly DeviceId[],
  findings: Finding[],
): Promise<{ readonly logs: number; readonly changes: number }> {
  const { rows: logs } = await client.query<{ device: DeviceId; last: number; link: string }>(
    `select device, last, link from ${schema}.device_log order by device`,
  );
  const ended = new Set<DeviceId>();
  let changes = 0;
  for (const log of logs) {
    ended.add(log.device);
    const goesOn = (from: number, to: number): boolean =>
      to === from || (own.includes(log.device) && to > from && (to - from) % JUMP === 0);
    const salts = new Map<string, string>();
    let [last, link] = [0, EMPTY_CHAIN];
    for (;;) {
      const { rows } = await client.query<LoggedRow>(
        `select ${LOGGED} from ${schema}.change c where c.device = $1 and c.seq > $2::bigint order by c.seq limit 1000`,
        [log.device, last],
      );
      for (const { envelope: change, link: stored } of rows) {
        if (change.device !== log.device || !goesOn(last + 1, change.seq))
          findings.push({ what: 'gap', device: log.device, seq: change.seq });
        if (change.salt !== undefined) salts.set(changeIdOf(change), change.salt);
        // A chain broken once is told once: it is walked on from what is stored.
        const next = chainNext(link, network, change, change.salt ?? salts.get(change.record) ?? '');
        if (next !== stored) findings.push({ what: 'link', device: log.device, seq: change.seq });
        [last, link] = [change.seq, stored];
        changes++;
      }
      if (rows.length < 1000) break;
    }
    if (!goesOn(last, log.last) || link !== log.link) findings.push({ what: 'end', device: log.device });
  }
  const { rows } = await client.query<{ device: DeviceId }>(
    `select distinct device from ${schema}.change where device <> all($1::text[])`,
    [[...ended]],
  );
  for (const { device } of rows) findings.push({ what: 'end', device });
  return { logs: logs.length, changes };
}

async function compareRecords(client: pg.ClientBase, schema: string, findings: Finding[]): Promise<number> {
  const store = new PgStore(client, schema);
  let [count, seen] = [0, 0];
  for await (const page of folded(client, schema)) {
    const stored = await store.records(page.map(({ id }) => id));
    count += page.length;
    seen += stored.size;
    for (const { id, made } of page)
      if (canonical((made ?? null) as unknown as Json) !== canonical((stored.get(id) ?? null) as unknown as Json))
        findings.push({ what: 'record', record: id });
  }
  const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from ${schema}.record`);
  if (rows[0]?.n !== seen) {
    const extra = await client.query<{ id: RecordId }>(
      `select id from ${schema}.record r where not exists (select 1 from ${schema}.change c where c.record = r.id) limit 20`,
    );
    for (const { id } of extra.rows) findings.push({ what: 'record', record: id });
  }
  return count;
}

async function checkEntries(client: pg.ClientBase, schema: string, findings: Finding[]): Promise<void> {
  const { rows } = await client.query<{ missing: number; unlisted: number }>(
    `select (select coalesce(max(pos), 0) - count(*) from ${schema}.entry)::int as missing,
            (select count(*) from ${schema}.change c
              where not exists (select 1 from ${schema}.entry e where e.device = c.device and e.seq = c.seq))::int as unlisted`,
  );
  const { missing = 0, unlisted = 0 } = rows[0] ?? {};
  if (missing !== 0) findings.push({ what: 'positions', count: missing });
  if (unlisted !== 0) findings.push({ what: 'unlisted', count: unlisted });
}
