/**
 * Files on their way in: kept in the hub's own notes for a day, so that a page can be closed, a hub started anew, and a step taken again. What a person
 * corrected in the columns of such a file is remembered longer. Nothing of this replicates.
 */
import { gunzipSync, gzipSync } from 'node:zlib';
import type pg from 'pg';
import type { Millis, RecordId, Scope } from '../../kernel/types.ts';
import type { Mapping } from '../../modules/importing/columns.ts';
import type { Table } from '../../modules/importing/table.ts';
import type { Report } from './run.ts';

export interface KeptFile {
  readonly id: string;
  readonly person: RecordId;
  readonly at: Millis;
  readonly file: string;
  readonly type: string;
  readonly home: Scope;
  readonly table: Table;
  readonly mapping: Mapping;
  /** Once it was brought in. */
  readonly report: Report | null;
}

const LIFE: Millis = 24 * 3600 * 1000;

interface Row extends Omit<KeptFile, 'table'> {
  readonly body: Buffer;
}

export class ImportShelf {
  readonly #pool: pg.Pool;
  readonly #schema: string;

  constructor(pool: pg.Pool, schema: string) {
    this.#pool = pool;
    this.#schema = schema;
  }

  async put({ id, person, at, file, type, home, table, mapping }: Omit<KeptFile, 'report'>): Promise<void> {
    await this.#pool.query(`delete from ${this.#schema}.import_file where at < $1`, [at - LIFE]);
    await this.#pool.query(
      `insert into ${this.#schema}.import_file (id, person, at, file, type, home, body, mapping) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, person, at, file, type, home, gzipSync(JSON.stringify(table)), JSON.stringify(mapping)],
    );
  }

  /** A file of this person; nobody sees what another brings. */
  async find(id: string, person: RecordId): Promise<KeptFile | null> {
    const { rows } = await this.#pool.query<Row>(
      `select id, person, at, file, type, home, body, mapping, report from ${this.#schema}.import_file where id = $1 and person = $2`,
      [id, person],
    );
    const [row] = rows;
    if (!row) return null;
    const { body, ...rest } = row;
    return { ...rest, table: JSON.parse(gunzipSync(body).toString('utf8')) as Table };
  }

  async map(id: string, mapping: Mapping): Promise<void> {
    await this.#pool.query(`update ${this.#schema}.import_file set mapping = $2 where id = $1`, [
      id,
      JSON.stringify(mapping),
    ]);
  }

  async report(id: string, report: Report): Promise<void> {
    await this.#pool.query(`update ${this.#schema}.import_file set report = $2 where id = $1`, [
      id,
      JSON.stringify(report),
    ]);
  }

  async drop(id: string): Promise<void> {
    await this.#pool.query(`delete from ${this.#schema}.import_file where id = $1`, [id]);
  }

  async remembered(heading: string): Promise<Mapping | null> {
    const { rows } = await this.#pool.query<{ mapping: Mapping }>(
      `select mapping from ${this.#schema}.import_mapping where heading = $1`,
      [heading],
    );
    return rows[0]?.mapping ?? null;
  }

  async remember(heading: string, mapping: Mapping): Promise<void> {
    await this.#pool.query(
      `insert into ${this.#schema}.import_mapping (heading, mapping) values ($1, $2)
         on conflict (heading) do update set mapping = excluded.mapping`,
      [heading, JSON.stringify(mapping)],
    );
  }
}
