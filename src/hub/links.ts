/**
 * Which records name this one: kept beside the records and brought up to date when somebody asks, from what the log says since. Costs a write nothing, and
 * may be lost at no harm.
 */
import type pg from 'pg';
import { ALIAS_FIELD, type RecordState } from '../kernel/fold.ts';
import type { RecordId } from '../kernel/types.ts';
import { COMMON } from './schema.ts';

/** Fields by which records of a type are looked for, or a part of the entries of one (`supports.*.programme`); what they were found to be the same as is followed of every type. */
export type Followed = Readonly<Record<string, readonly string[]>>;

export interface LinkNews {
  /** Where the log stood. */
  readonly top: number;
  /** Records of the followed types of which something was said after `since`, up to `top`. */
  readonly changed: readonly RecordId[];
}

/** What a record names by a field: none, one, or of entries each. */
function named(field: string): { readonly holds: string; readonly from: string; readonly value: string } {
  const json = `${COMMON}.view_json(r.state)`;
  const [map = '', part] = field.split('.*.');
  if (part === undefined)
    return { holds: `"${field}"`, from: '', value: `${COMMON}.view_text(${json} #> '{fields,${field},0,value}')` };
  return {
    holds: `"${map}.`,
    from: `, jsonb_each(${json} -> 'fields') e (name, heads)`,
    value: `(case when e.name like '${map}.%' then ${COMMON}.view_text(e.heads #> '{0,value,${part}}') end)`,
  };
}

export class LinkBook {
  readonly #pool: pg.Pool;
  readonly #schema: string;

  constructor(pool: pg.Pool, schema: string) {
    this.#pool = pool;
    this.#schema = schema;
  }

  /** Everything of these types is findable afterwards. @param since a position told before; what changed after it is named. */
  async bring(wanted: Followed, since?: number): Promise<LinkNews> {
    const followed = Object.fromEntries(
      Object.entries(wanted).map(([type, fields]) => [type, [...fields, ALIAS_FIELD]]),
    );
    const client = await this.#pool.connect();
    const s = this.#schema;
    try {
      await client.query('begin');
      await client.query('select pg_advisory_xact_lock(hashtext($1))', [`${s}.link`]);
      const top =
        (await client.query<{ top: number }>(`select coalesce(max(pos), 0) as top from ${s}.entry`)).rows[0]?.top ?? 0;
      const { rows } = await client.query<{ type: string; pos: number; fields: string }>(
        `select * from ${s}.link_seen`,
      );
      const seen = new Map(rows.map((row) => [row.type, row]));
      const known = Object.keys(followed).filter((type) => seen.get(type)?.fields === followed[type]?.join());
      const fresh = Object.keys(followed).filter((type) => !known.includes(type));
      for (const type of fresh) {
        await client.query(`delete from ${s}.link where type = $1`, [type]);
        await this.#note(client, followed[type] ?? [], `r.type = $1`, [type]);
      }
      const from = Math.min(top, ...known.map((type) => seen.get(type)?.pos ?? 0));
      if (known.length > 0 && from < top) {
        const changed = await this.#since(client, known, from);
        if (changed.length > 0) await client.query(`delete from ${s}.link where record = any($1::text[])`, [changed]);
        if (changed.length > 0)
          for (const type of known)
            await this.#note(client, followed[type] ?? [], `r.type = $1 and r.id = any($2::text[])`, [type, changed]);
      }
      await client.query(
        `insert into ${s}.link_seen (type, pos, fields) select type, $2, fields from unnest($1::text[], $3::text[]) as w (type, fields)
         on conflict (type) do update set pos = excluded.pos, fields = excluded.fields`,
        [Object.keys(followed), top, Object.values(followed).map((fields) => fields.join())],
      );
      const changed =
        since === undefined || since >= top ? [] : await this.#since(client, Object.keys(followed), since);
      await client.query('commit');
      return { top, changed };
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  }

  async #since(client: pg.ClientBase, types: readonly string[], pos: number): Promise<readonly RecordId[]> {
    const { rows } = await client.query<{ record: RecordId }>(
      `select distinct c.record from ${this.#schema}.entry e join ${this.#schema}.change c on c.device = e.device and c.seq = e.seq
        where e.pos > $1 and e.type = any($2::text[])`,
      [pos, types],
    );
    return rows.map(({ record }) => record);
  }

  /** A record without the field is passed over before it is parsed: of thousands of people a few were found to be another. */
  async #note(client: pg.ClientBase, fields: readonly string[], where: string, values: unknown[]): Promise<void> {
    for (const field of fields) {
      const { holds, from, value } = named(field);
      await client.query(
        `insert into ${this.#schema}.link (type, field, named, record)
           select r.type, '${field}', ${value}, r.id from ${this.#schema}.record r${from}
            where ${where} and r.made and r.state::text like '%${holds}%' and ${value} is not null
         on conflict do nothing`,
        values,
      );
    }
  }

  /** When the latest of the log was received; 0 for an empty one. */
  async received(): Promise<number> {
    const { rows } = await this.#pool.query<{ received: number }>(
      `select c.received from ${this.#schema}.entry e join ${this.#schema}.change c on c.device = e.device and c.seq = e.seq
        order by e.pos desc limit 1`,
    );
    return rows[0]?.received ?? 0;
  }

  /** Records found to be the same as another, each with that one: those that are among these, or that were joined with one of them by any way. */
  async merges(ids: readonly RecordId[]): Promise<ReadonlyMap<RecordId, RecordId>> {
    const found = new Map<RecordId, RecordId>();
    const asked = new Set<RecordId>();
    for (let wanted = [...new Set(ids)]; wanted.length > 0; ) {
      for (const id of wanted) asked.add(id);
      const { rows } = await this.#pool.query<{ record: RecordId; named: RecordId }>(
        `select record, named from ${this.#schema}.link where field = '${ALIAS_FIELD}' and named = any($1::text[])
         union select record, named from ${this.#schema}.link where field = '${ALIAS_FIELD}' and record = any($1::text[])`,
        [wanted],
      );
      for (const { record, named } of rows) found.set(record, named);
      wanted = [...new Set(rows.flatMap(({ record, named }) => [record, named]))].filter((id) => !asked.has(id));
    }
    return found;
  }

  /** Existing records of a type whose field names one of these, or what was found to be the same. */
  async naming(type: string, field: string, of: readonly RecordId[]): Promise<readonly RecordState[]> {
    if (of.length === 0) return [];
    const ids = [...new Set([...of, ...[...(await this.merges(of))].flat()])];
    const { rows } = await this.#pool.query<{ state: RecordState }>(
      `select r.state from ${this.#schema}.link l join ${this.#schema}.record r on r.id = l.record
        where l.type = $1 and l.field = $2 and l.named = any($3::text[]) and r.made`,
      [type, field, ids],
    );
    return rows.map(({ state }) => state);
  }

  async records(ids: readonly RecordId[]): Promise<readonly RecordState[]> {
    if (ids.length === 0) return [];
    const { rows } = await this.#pool.query<{ state: RecordState }>(
      `select state from ${this.#schema}.record where id = any($1::text[]) and made`,
      [ids],
    );
    return rows.map(({ state }) => state);
  }
}
