/**
 * One server for all tests of a run (`server.ts`; `npm run test:postgres` gives one of another version): each hub has a database of its own there,
 * unless its test is about the server that comes along with a hub.
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Address of a new database, or nothing where each test brings its own server. */
export async function givenDatabase(): Promise<{ databaseUrl?: string }> {
  const server = process.env['JEKULU_TEST_DATABASE'];
  if (!server) return {};
  const name = `t_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  // Copied as files: written through the log it takes ten times as long, a minute over a whole run.
  await client.query(`create database ${name} strategy file_copy`);
  await client.end();
  return { databaseUrl: server.replace(/\/[^/]*$/, `/${name}`) };
}
