/**
 * A hub from a backup, on whatever machine: keys, tables as they stood that day, then brought forward, records folded again from the log.
 * All in one transaction. The log begins another life, so that phones know that they have to give back what came after.
 */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import type { Declarations } from '../../kernel/declare.ts';
import { type DeviceId, fail, type NetworkId, ok, type Result } from '../../kernel/types.ts';
import { networkCount, type Restoring, restoreTables } from '../migrate.ts';
import { type NetworkKeys, putKeys } from '../network-keys.ts';
import type { Pools } from '../pools.ts';
import { refold } from '../refold.ts';
import { COMMON, type SchemaPart, schemaOf } from '../schema.ts';
import { type Key, Locked, openSealed } from './age.ts';
import {
  type BackupFault,
  type Cell,
  JUMP,
  type Line,
  type NetworkLine,
  type Opening,
  type TableLine,
} from './format.ts';

const PAGE = 1000;

export interface RestoreDeps {
  readonly pools: Pools;
  readonly dataDir: string;
  readonly decl: Declarations;
  readonly parts: readonly SchemaPart[];
}

export interface Restored {
  /** When the backup was made. */
  readonly at: number;
  readonly rows: number;
  readonly networks: readonly string[];
}

/** Into a database without any network. Nothing is left behind where it fails. */
export async function restore(file: string, key: Key, deps: RestoreDeps): Promise<Result<Restored, BackupFault>> {
  if ((await networkCount(deps.pools.pages)) > 0) return fail('occupied');
  const made: NetworkId[] = [];
  const undo = (): void => {
    for (const id of made) rmSync(join(deps.dataDir, 'keys', `${id}.json`), { force: true });
  };
  try {
    const lines = linesOf(await openSealed(file, key));
    const opening = (await lines.next()).value as Opening | undefined;
    if (opening?.jekulu !== 'backup') throw new Damaged('it does not open like a backup');
    if ((opening.v as number) !== 1 || isNewer(opening, deps.parts)) return fail('newer');
    const restored = await restoreTables(deps.pools.pages, deps.parts, deps.decl, (client, into) =>
      fill(client, into, { opening, lines, made, dataDir: deps.dataDir }),
    );
    return ok(restored);
  } catch (error) {
    undo();
    if (error instanceof Locked) return fail('locked');
    if (error instanceof Damaged || isBroken(error)) return fail('damaged');
    throw error;
  }
}

class Damaged extends Error {}

/** What a cut or altered file makes the unpacking say. */
const isBroken = (error: unknown): boolean =>
  /^(Z_|ERR_STREAM_PREMATURE)/.test(String((error as { code?: unknown } | null)?.code)) ||
  /invalid tag|stream|unexpected end/i.test((error as Error | null)?.message ?? '');

const isNewer = ({ steps }: Opening, parts: readonly SchemaPart[]): boolean =>
  Object.entries(steps).some(([schema, at]) =>
    Object.entries(at).some(([part, version]) => {
      const known = parts.find((one) => one.part === part);
      return version > ((schema === COMMON ? known?.common : known?.network)?.length ?? 0);
    }),
  );

/** Not `readline`, which keeps to itself that its stream broke. */
async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Line, undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of stream) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) yield lineOf(text);
  }
  if (rest !== '') yield lineOf(rest);
  return undefined;
}

function lineOf(text: string): Line {
  try {
    return JSON.parse(text) as Line;
  } catch {
    throw new Damaged('a line is no JSON');
  }
}

interface Source {
  readonly opening: Opening;
  readonly lines: AsyncGenerator<Line, undefined>;
  readonly made: NetworkId[];
  readonly dataDir: string;
}

async function fill(client: pg.ClientBase, into: Restoring, source: Source): Promise<Restored> {
  const { opening, lines, made, dataDir } = source;
  const networks: string[] = [];
  let [rows, told] = [0, -1];
  let now: { readonly id: NetworkId; readonly keys: NetworkKeys } | null = null;
  let table: TableLine | null = null;
  let page: (readonly Cell[])[] = [];
  const put = async (): Promise<void> => {
    if (now && table && page.length > 0) await insert(client, schemaOf(now.id), table, page);
    rows += page.length;
    page = [];
  };
  const finish = async (): Promise<void> => {
    await put();
    if (now) await enliven(client, now.id, now.keys, () => into.forward((now as { id: NetworkId }).id));
  };
  for await (const one of lines) {
    if (Array.isArray(one)) {
      page.push(one as readonly Cell[]);
      if (page.length >= PAGE) await put();
    } else if ('network' in one) {
      await finish();
      const { network, keys } = one as NetworkLine;
      now = { id: network.id, keys: await putKeys(dataDir, network.id, keys) };
      made.push(network.id);
      table = null;
      await insert(client, COMMON, { table: 'network', columns: Object.keys(network) }, [Object.values(network)]);
      await into.asOf(network.id, opening.steps[schemaOf(network.id)] ?? {});
      networks.push(network['name'] ?? network.id);
    } else if ('table' in one) {
      await put();
      table = one as TableLine;
      if (now) await client.query(`delete from ${schemaOf(now.id)}."${table.table.replace(/\W/g, '')}"`);
    } else if ('rows' in one) told = one.rows;
  }
  await finish();
  if (told !== rows) throw new Damaged(`${rows} rows of ${told}`);
  return { at: opening.at, rows, networks };
}

/** Values are text; the table's own columns say what they are. Columns that count by themselves take what they had. */
async function insert(
  client: pg.ClientBase,
  schema: string,
  { table, columns }: TableLine,
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  const name = `${schema}."${table}"`;
  const types = await client.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute where attrelid = $1::regclass and attnum > 0`,
    [name],
  );
  const typeOf = (column: string): string => {
    const found = types.rows.find((one) => one.name === column);
    if (!found) throw new Damaged(`no column ${column} in ${table}`);
    return found.type;
  };
  const list = columns.map((column) => `"${column}"`).join(', ');
  await client.query(
    `insert into ${name} (${list}) overriding system value
     select ${columns.map((column, i) => `c${i}::${typeOf(column)}`).join(', ')}
       from unnest(${columns.map((_, i) => `$${i + 1}::text[]`).join(', ')}) as w (${columns.map((_, i) => `c${i}`).join(', ')})`,
    columns.map((_, i) => rows.map((row) => row[i] ?? null)),
  );
}

/** Another life of the log, its own devices further on, numbers that go on by themselves, tables of today, and what the log makes. */
async function enliven(
  client: pg.ClientBase,
  id: NetworkId,
  keys: NetworkKeys,
  forward: () => Promise<void>,
): Promise<void> {
  const schema = schemaOf(id);
  await client.query(`update ${schema}.life set epoch = $1`, [randomBytes(8).toString('hex')]);
  for (const device of [keys.authority, keys.web] satisfies DeviceId[])
    await client.query(
      `insert into ${schema}.device_log as l (device, last, link) values ($1, ${JUMP}, '')
       on conflict (device) do update set last = l.last + ${JUMP}`,
      [device],
    );
  const { rows } = await client.query<{ table: string; column: string }>(
    `select table_name as "table", column_name as "column" from information_schema.columns where table_schema = $1 and is_identity = 'YES'`,
    [schema],
  );
  for (const one of rows)
    await client.query(
      `select setval(pg_get_serial_sequence('${schema}."${one.table}"', $1), (select coalesce(max("${one.column}"), 0) + 1 from ${schema}."${one.table}"), false)`,
      [one.column],
    );
  await forward();
  await refold(client, schema);
}
