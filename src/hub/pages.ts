/** Questions of the hub's pages: lists by type and reach, and the groups that wait for a person. */
import type pg from 'pg';
import type { Logged } from '../kernel/admit.ts';
import type { RecordState } from '../kernel/fold.ts';
import type { Reach } from '../kernel/grant.ts';
import type { RecordId } from '../kernel/types.ts';
import type { Batch } from './network.ts';
import { LOGGED, type LoggedRow, loggedOf } from './rows.ts';
import { reachesSql } from './store.ts';

export class Pages {
  readonly #pool: pg.Pool;
  readonly #schema: string;

  constructor(pool: pg.Pool, schema: string) {
    this.#pool = pool;
    this.#schema = schema;
  }

  /** Existing records of a type that a reach covers, latest first. @param options.naming only those in whose text one of these ids stands. */
  async list(
    type: string,
    {
      reach,
      limit,
      naming,
    }: { readonly reach?: readonly Reach[]; readonly limit?: number; readonly naming?: readonly RecordId[] },
  ): Promise<readonly RecordState[]> {
    const parts = reach?.filter((part) => part.types.includes(type));
    const reached = parts?.map((_, i) => reachesSql('p.scope', i * 2 + 3)).join(' or ');
    const covered = `exists (select 1 from unnest(places) as p (scope) where ${reached || 'false'})`;
    const values: unknown[] = [type, limit ?? null, ...(parts ?? []).flatMap((part) => [part.prefix, part.closed])];
    // Looking through the text is ten times quicker than unpacking every record to look inside.
    if (naming) values.push(naming.map((id) => `%${id}%`));
    const named = naming ? `and state::text like any($${values.length}::text[])` : '';
    const { rows } = await this.#pool.query<{ state: RecordState }>(
      `select state from ${this.#schema}.record where type = $1 and made ${parts ? `and ${covered}` : ''} ${named}
        order by eff desc, id limit $2`,
      values,
    );
    return rows.map(({ state }) => state);
  }

  /** Existing records of a type that a reach covers, page by page in the order of their ids: for files, which hold every record. */
  async *each(type: string, reach: readonly Reach[], size = 500): AsyncGenerator<readonly RecordState[]> {
    const parts = reach.filter((part) => part.types.includes(type));
    if (parts.length === 0) return;
    const reached = parts.map((_, i) => reachesSql('p.scope', i * 2 + 4)).join(' or ');
    const own = parts.flatMap((part) => [part.prefix, part.closed]);
    for (let after = ''; ; ) {
      const { rows } = await this.#pool.query<{ id: string; state: RecordState }>(
        `select id, state from ${this.#schema}.record where type = $1 and made and id > $2
            and exists (select 1 from unnest(places) as p (scope) where ${reached})
          order by id limit $3`,
        [type, after, size, ...own],
      );
      if (rows.length > 0) yield rows.map(({ state }) => state);
      if (rows.length < size) return;
      after = rows.at(-1)?.id ?? '';
    }
  }

  /** The whole log, device by device and each in its own order, page by page. */
  async *changes(size = 1000): AsyncGenerator<readonly Logged[]> {
    for (let after: readonly [device: string, seq: number] = ['', 0]; ; ) {
      const { rows } = await this.#pool.query<LoggedRow>(
        `select ${LOGGED} from ${this.#schema}.change c where (c.device, c.seq) > ($1, $2::bigint) order by c.device, c.seq limit $3`,
        [...after, size],
      );
      const page = rows.map(loggedOf);
      if (page.length > 0) yield page;
      const last = page.at(-1)?.change;
      if (!last || page.length < size) return;
      after = [last.device, last.seq];
    }
  }

  /** Whole groups in a state, the last received first. */
  async groups(state: string, limit: number): Promise<readonly (readonly Logged[])[]> {
    const { rows } = await this.#pool.query<LoggedRow & { device: string; first: number }>(
      `select ${LOGGED}, c.device, c.first
         from (select device, first, received from ${this.#schema}.change
                where state = $1 and seq = first order by received desc, device, seq desc limit $2) h
         join ${this.#schema}.change c on c.device = h.device and c.first = h.first and c.seq >= h.first and c.seq < h.first + 200
        order by h.received desc, h.device, h.first desc, c.seq`,
      [state, limit],
    );
    const groups = new Map<string, Logged[]>();
    for (const row of rows) {
      const key = `${row.device}.${row.first}`;
      const group = groups.get(key);
      if (group) group.push(loggedOf(row));
      else groups.set(key, [loggedOf(row)]);
    }
    return [...groups.values()];
  }

  /** Imports and takings back, the latest first. */
  async batches(limit: number): Promise<readonly Batch[]> {
    const { rows } = await this.#pool.query<Batch>(
      `select batch, by_person as by, min(received) as at,
              count(*) filter (where seq = first)::int as rows, (array_agg(type order by seq))[1] as type
         from ${this.#schema}.change
        where batch is not null and state not in ('returned', 'settled')
        group by 1, 2 order by 3 desc limit $1`,
      [limit],
    );
    return rows;
  }

  /** The whole history of every record that a batch wrote, in the order of the log. */
  async batchHistories(batch: string): Promise<ReadonlyMap<RecordId, readonly Logged[]>> {
    const { rows } = await this.#pool.query<LoggedRow>(
      `select ${LOGGED} from ${this.#schema}.change c
        where c.record in (select record from ${this.#schema}.change where batch = $1)
        order by c.eff, c.device, c.seq`,
      [batch],
    );
    const histories = new Map<RecordId, Logged[]>();
    for (const row of rows) {
      const history = histories.get(row.envelope.record);
      if (history) history.push(loggedOf(row));
      else histories.set(row.envelope.record, [loggedOf(row)]);
    }
    return histories;
  }

  /** What held work waits for that is no record but a newer program. */
  async schemaCauses(): Promise<readonly string[]> {
    const { rows } = await this.#pool.query<{ cause: string }>(
      `select distinct cause from ${this.#schema}.change where state = 'held' and cause like 'schema:%'`,
    );
    return rows.map(({ cause }) => cause);
  }
}
