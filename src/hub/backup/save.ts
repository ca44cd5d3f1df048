/** Everything a hub has to keep, as lines. One snapshot of the database: the hub may go on working meanwhile. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import type { Millis, NetworkId } from '../../kernel/types.ts';
import { COMMON, schemaOf } from '../schema.ts';
import { type Cell, LEFT_OUT, type Line, type NetworkLine, type Opening } from './format.ts';

const PAGE = 2000;

export interface Saving {
  readonly pool: pg.Pool;
  readonly dataDir: string;
  readonly app: string;
  readonly now: Millis;
}

/** @param count told how many rows each page held. */
export async function* backupLines(saving: Saving, count: (rows: number) => void): AsyncGenerator<string> {
  const client = await saving.pool.connect();
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    yield line({ jekulu: 'backup', v: 1, at: saving.now, app: saving.app, steps: await stepsOf(client) });
    let rows = 0;
    for (const network of await networksOf(client)) {
      const keys = readFileSync(join(saving.dataDir, 'keys', `${network.id}.json`), 'utf8');
      yield line({ network, keys });
      const schema = schemaOf(network.id);
      for (const { table, columns } of await tablesOf(client, schema)) {
        yield line({ table, columns });
        for await (const page of pages(client, schema, table, columns)) {
          rows += page.length;
          count(page.length);
          yield page.map(line).join('');
        }
      }
    }
    yield line({ rows });
    await client.query('commit');
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

const line = (value: Line): string => `${JSON.stringify(value)}\n`;

async function stepsOf(client: pg.ClientBase): Promise<Opening['steps']> {
  const { rows } = await client.query<{ schema: string; part: string; version: number }>(
    `select schema, part, version from ${COMMON}.version`,
  );
  const steps: Record<string, Record<string, number>> = {};
  for (const { schema, part, version } of rows) steps[schema] = { ...steps[schema], [part]: version };
  return steps;
}

async function networksOf(client: pg.ClientBase): Promise<readonly NetworkLine['network'][]> {
  const columns = await columnsOf(client, COMMON, 'network');
  const { rows } = await client.query<NetworkLine['network'] & { id: NetworkId }>(
    `select ${columns.map((name) => `"${name}"::text`).join(', ')} from ${COMMON}.network order by created, id`,
  );
  return rows;
}

async function tablesOf(
  client: pg.ClientBase,
  schema: string,
): Promise<{ readonly table: string; readonly columns: readonly string[] }[]> {
  const { rows } = await client.query<{ table: string }>(
    `select tablename as "table" from pg_tables where schemaname = $1 order by 1`,
    [schema],
  );
  const tables = [];
  for (const { table } of rows)
    if (!LEFT_OUT.includes(table)) tables.push({ table, columns: await columnsOf(client, schema, table) });
  return tables;
}

async function columnsOf(client: pg.ClientBase, schema: string, table: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns where table_schema = $1 and table_name = $2 order by ordinal_position`,
    [schema, table],
  );
  return rows.map(({ name }) => name);
}

async function* pages(
  client: pg.ClientBase,
  schema: string,
  table: string,
  columns: readonly string[],
): AsyncGenerator<readonly (readonly Cell[])[]> {
  await client.query(
    `declare pages no scroll cursor for select ${columns.map((name) => `"${name}"::text`).join(', ')} from ${schema}."${table}"`,
  );
  for (;;) {
    const { rows } = await client.query<Cell[]>({ text: `fetch ${PAGE} from pages`, rowMode: 'array' });
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) break;
  }
  await client.query('close pages');
}
