/** Brings the tables of a database forward, step by step, and refuses one that a newer hub has already taken further. */
import type pg from 'pg';
import type { Declarations } from '../kernel/declare.ts';
import { fail, type NetworkId, ok, type Result } from '../kernel/types.ts';
import { COMMON, type SchemaPart, schemaOf } from './schema.ts';
import { type StartFailure, startFailure } from './start-codes.ts';
import { bringViews, dropViewSchemas, dropViews } from './views.ts';

/**
 * Common tables, then those of every network already there, with its views.
 * @param late told of a network whose views are in use and could not be made anew.
 */
export async function migrateAll(
  pool: pg.Pool,
  parts: readonly SchemaPart[],
  decl: Declarations,
  late: (network: NetworkId) => void = () => {},
): Promise<Result<true, StartFailure>> {
  return alone(pool, async (client) => {
    await client.query(`create schema if not exists ${COMMON}`);
    await client.query(
      `create table if not exists ${COMMON}.version (
         schema text not null, part text not null, version int not null, primary key (schema, part))`,
    );
    const newer = await newerThan(client, parts);
    if (newer) return fail(startFailure('HUB-NEWER-DATA', newer));
    for (const part of parts) await bring(client, COMMON, part.part, part.common);
    const { rows } = await client.query<{ id: NetworkId }>(`select id from ${COMMON}.network`);
    for (const { id } of rows) if (!(await bringNetwork(client, id, parts, decl))) late(id);
    return ok(true);
  });
}

/** Tables of a new network and its line in the list, in one transaction with whatever else `also` writes. */
export async function createTables(
  pool: pg.Pool,
  network: NetworkId,
  parts: readonly SchemaPart[],
  decl: Declarations,
  also: (client: pg.ClientBase) => Promise<void>,
): Promise<void> {
  await alone(pool, async (client) => {
    await client.query(`create schema ${schemaOf(network)}`);
    await bringNetwork(client, network, parts, decl);
    await also(client);
  });
}

/** How many networks this database has; a database never used has none. */
export async function networkCount(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ there: boolean }>(`select to_regclass('${COMMON}.network') is not null as there`);
  if (!rows[0]?.there) return 0;
  return (await pool.query<{ n: number }>(`select count(*)::int as n from ${COMMON}.network`)).rows[0]?.n ?? 0;
}

/** The tables of a network that comes back: as they stood when it was saved, and later those of today. */
export interface Restoring {
  asOf(network: NetworkId, steps: { readonly [part: string]: number }): Promise<void>;
  forward(network: NetworkId): Promise<void>;
}

/** Common tables of today, and whatever `fill` brings back, in one transaction. */
export async function restoreTables<T>(
  pool: pg.Pool,
  parts: readonly SchemaPart[],
  decl: Declarations,
  fill: (client: pg.ClientBase, into: Restoring) => Promise<T>,
): Promise<T> {
  await migrateAll(pool, parts, decl);
  return alone(pool, (client) =>
    fill(client, {
      asOf: async (network, steps) => {
        await client.query(`create schema ${schemaOf(network)}`);
        for (const { part, network: all } of parts)
          await bring(client, schemaOf(network), part, all.slice(0, steps[part] ?? 0));
      },
      forward: async (network) => {
        await bringNetwork(client, network, parts, decl);
      },
    }),
  );
}

/** Takes away a network's tables, in one transaction with whatever else `also` takes away. */
export async function dropTables(
  pool: pg.Pool,
  network: NetworkId,
  also: (client: pg.ClientBase) => Promise<void>,
): Promise<void> {
  await alone(pool, async (client) => {
    await dropViewSchemas(client, network);
    await client.query(`drop schema ${schemaOf(network)} cascade`);
    await client.query(`delete from ${COMMON}.version where schema = $1`, [schemaOf(network)]);
    await also(client);
  });
}

/** All or nothing, and one hub at a time: two may start together on one database. */
async function alone<T>(pool: pg.Pool, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(hashtextextended('jekulu schema', 0))`);
    const done = await work(client);
    await client.query('commit');
    client.release();
    return done;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    client.release(true);
    throw error;
  }
}

/** Views stand in the way of a step that changes a table: they are taken away before it and made again after. */
async function bringNetwork(
  client: pg.ClientBase,
  network: NetworkId,
  parts: readonly SchemaPart[],
  decl: Declarations,
): Promise<boolean> {
  for (const part of parts)
    await bring(client, schemaOf(network), part.part, part.network, () => dropViews(client, network));
  return bringViews(client, network, decl);
}

async function bring(
  client: pg.ClientBase,
  schema: string,
  part: string,
  steps: readonly string[],
  before = async (): Promise<void> => {},
): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    `select version from ${COMMON}.version where schema = $1 and part = $2`,
    [schema, part],
  );
  const from = rows[0]?.version ?? 0;
  if (from === steps.length) return;
  await before();
  await client.query(`set local search_path to ${schema}`);
  for (const step of steps.slice(from)) await client.query(step);
  await client.query('set local search_path to default');
  await client.query(
    `insert into ${COMMON}.version values ($1, $2, $3) on conflict (schema, part) do update set version = excluded.version`,
    [schema, part, steps.length],
  );
}

/** A part with more steps than this program knows, or one it does not know at all. */
async function newerThan(client: pg.ClientBase, parts: readonly SchemaPart[]): Promise<string | null> {
  const { rows } = await client.query<{ schema: string; part: string; version: number }>(
    `select schema, part, version from ${COMMON}.version order by 1, 2`,
  );
  const found = rows.find(({ schema, part, version }) => {
    const known = parts.find((one) => one.part === part);
    return version > ((schema === COMMON ? known?.common : known?.network)?.length ?? 0);
  });
  return found ? `${found.schema}: ${found.part} at step ${found.version}` : null;
}
