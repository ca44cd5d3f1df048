/** Brings the analysts' views of a network up to date with the declarations, at start and when a network is founded. */
import type pg from 'pg';
import type { Declarations } from '../kernel/declare.ts';
import type { NetworkId } from '../kernel/types.ts';
import { FUNCTIONS, privateViewSchemaOf, viewSchemaOf, viewStatements } from './derived/views.ts';

/** A mark on the schema says which declarations its views were made from. */
const signed = (mark: string): string => `Jɛkulu ${mark}`;

/** A hub starts whatever an analyst is asking: views that are in use are left as they are until the next start. */
const PATIENCE = '3s';
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Makes the views anew unless they are current. Views that somebody else built on them go too, schemas and the rights given on them stay.
 * Inside a transaction, alone: two hubs may start together.
 * @returns false when they are not current because somebody is reading them.
 */
export async function bringViews(client: pg.ClientBase, network: NetworkId, decl: Declarations): Promise<boolean> {
  const { sql, mark } = viewStatements(network, decl);
  const schema = viewSchemaOf(network);
  const { rows } = await client.query<{ mark: string | null }>(
    `select obj_description(to_regnamespace($1), 'pg_namespace') as mark`,
    [schema],
  );
  if (rows[0]?.mark === signed(mark)) return true;
  await client.query(`savepoint views; set local lock_timeout = '${PATIENCE}'`);
  try {
    await makeViews(client, network, sql, signed(mark));
  } catch (error) {
    if ((error as pg.DatabaseError).code !== LOCK_NOT_AVAILABLE) throw error;
    await client.query('rollback to savepoint views');
    return false;
  }
  await client.query('set local lock_timeout = default; release savepoint views');
  return true;
}

async function makeViews(
  client: pg.ClientBase,
  network: NetworkId,
  sql: readonly string[],
  comment: string,
): Promise<void> {
  const schema = viewSchemaOf(network);
  await dropViews(client, network);
  await client.query(FUNCTIONS.join(';\n'));
  for (const one of [schema, privateViewSchemaOf(network)]) await client.query(`create schema if not exists ${one}`);
  await client.query(sql.join(';\n'));
  await client.query(`comment on schema ${schema} is '${comment}'`);
}

/** Takes the views away, so that the tables under them can change; the schemas stay, with the rights given on them. */
export async function dropViews(client: pg.ClientBase, network: NetworkId): Promise<void> {
  const schemas = [viewSchemaOf(network), privateViewSchemaOf(network)];
  const { rows } = await client.query<{ view: string }>(
    `select format('%I.%I', schemaname, viewname) as view from pg_views where schemaname = any($1::text[])`,
    [schemas],
  );
  for (const { view } of rows) await client.query(`drop view if exists ${view} cascade`);
  if (rows.length > 0) await client.query(`comment on schema ${schemas[0]} is null`);
}

/** With the network itself: its views and the schemas they stood in. */
export async function dropViewSchemas(client: pg.ClientBase, network: NetworkId): Promise<void> {
  for (const one of [viewSchemaOf(network), privateViewSchemaOf(network)])
    await client.query(`drop schema if exists ${one} cascade`);
}
