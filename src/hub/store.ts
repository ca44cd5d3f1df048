/**
 * The log in PostgreSQL: one statement a question however many rows it is about, and one for all a batch writes.
 * Every access is by key; the connections it runs on are told so (`pools.ts`), and no plan depends on how big the tables were.
 */
import type pg from 'pg';
import type { AdmitStore, DeviceLog, Logged } from '../kernel/admit.ts';
import type { RecordState } from '../kernel/fold.ts';
import { GRANT, type Reach } from '../kernel/grant.ts';
import type { Part, Told } from '../kernel/serve.ts';
import { toldTypes } from '../kernel/sharing.ts';
import type { ChangeId, DeviceId, RecordId } from '../kernel/types.ts';
import {
  changeColumns,
  changeIdColumns,
  entryColumns,
  LOGGED,
  type LoggedRow,
  loggedOf,
  recordColumns,
  restatedColumns,
} from './rows.ts';

type Queries = Pick<pg.ClientBase, 'query'>;

/** The store of one transaction (for `admit`), or of single questions on a pool. */
export class PgStore implements AdmitStore {
  readonly #db: Queries;
  readonly #schema: string;

  constructor(db: Queries, schema: string) {
    this.#db = db;
    this.#schema = schema;
  }

  /** Named, so that each connection plans it once. `~` stands for the network's schema. */
  async #ask<R extends pg.QueryResultRow>(name: string, text: string, values: readonly unknown[]): Promise<R[]> {
    const query = { name: `${this.#schema}.${name}`, text: text.replaceAll('~', this.#schema), values: [...values] };
    return (await this.#db.query<R>(query)).rows;
  }

  async deviceLogs(devices: readonly DeviceId[]): Promise<ReadonlyMap<DeviceId, DeviceLog>> {
    const rows = await this.#ask<{ device: DeviceId; last: number; link: string }>(
      'device_logs',
      'select device, last, link from ~.device_log where device = any($1::text[])',
      [devices],
    );
    return new Map(rows.map(({ device, last, link }) => [device, { last, link }]));
  }

  async records(ids: readonly RecordId[]): Promise<ReadonlyMap<RecordId, RecordState>> {
    const rows = await this.#ask<{ state: RecordState }>(
      'records',
      'select state from ~.record where id = any($1::text[])',
      [ids],
    );
    return new Map(rows.map(({ state }) => [state.id, state]));
  }

  async grantsOf(persons: readonly RecordId[]): Promise<readonly RecordState[]> {
    const rows = await this.#ask<{ state: RecordState }>(
      'grants_of',
      `select state from ~.record where person = any($1::text[]) and type = '${GRANT}'`,
      [persons],
    );
    return rows.map(({ state }) => state);
  }

  async logged(ids: readonly ChangeId[]): Promise<readonly Logged[]> {
    const rows = await this.#ask<LoggedRow>(
      'logged',
      `select ${LOGGED} from unnest($1::text[], $2::bigint[]) as w (device, seq)
         join ~.change c on c.device = w.device and c.seq = w.seq`,
      changeIdColumns(ids),
    );
    return rows.map(loggedOf);
  }

  async changesOf(records: readonly RecordId[]): Promise<readonly Logged[]> {
    const rows = await this.#ask<LoggedRow>(
      'changes_of',
      `select ${LOGGED} from ~.change c where c.record = any($1::text[]) order by c.eff, c.device, c.seq`,
      [records],
    );
    return rows.map(loggedOf);
  }

  async heldFor(causes: readonly string[]): Promise<readonly Logged[]> {
    const rows = await this.#ask<LoggedRow>(
      'held_for',
      `select ${LOGGED} from ~.change c where c.state = 'held' and c.cause = any($1::text[])`,
      [causes],
    );
    return rows.map(loggedOf);
  }

  async save({ changes, restated, records, entries, logs }: Parameters<AdmitStore['save']>[0]): Promise<void> {
    if (restated.length > 0) {
      await this.#ask(
        'restate',
        `update ~.change c set state = w.state, cause = w.cause, ruling = w.ruling::json
           from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[]) as w (device, seq, state, cause, ruling)
          where c.device = w.device and c.seq = w.seq`,
        restatedColumns(restated),
      );
    }
    await this.#ask('save', SAVE, [
      ...changeColumns(changes),
      ...recordColumns(records),
      ...entryColumns(entries),
      [...logs.keys()],
      [...logs.values()].map((log) => log.last),
      [...logs.values()].map((log) => log.link),
      changes.map((one) => one.change.batch ?? null),
    ]);
  }

  /**
   * Entries after each part's own position, with the end of the log: one statement, so one snapshot. Walks the log forward from the
   * earliest position asked for; positions are in the order of commits, so nothing can appear behind a reader.
   */
  async read(parts: readonly Part[], limit: number): Promise<{ entries: Told[]; top: number }> {
    const conditions = parts.map(
      (_, i) => `(pos > $${i * 4 + 3} and type = any($${i * 4 + 6}::text[]) and ${reachesSql('scope', i * 4 + 4)})`,
    );
    const values = parts.flatMap((part) => [part.after, part.prefix, part.closed, toldTypes(part)]);
    const rows = await this.#ask<{ top: number; pos: number | null } & LoggedRow>(
      `read${parts.length}`,
      `select t.top, e.pos, ${LOGGED}
         from (select coalesce(max(pos), 0) as top from ~.entry) t
         left join lateral (
           select pos, device, seq from ~.entry
            where pos > $1 and (${conditions.join(' or ') || 'false'})
            order by pos limit $2
         ) e on true
         left join ~.change c on c.device = e.device and c.seq = e.seq
        order by e.pos`,
      [Math.min(...parts.map((part) => part.after), Number.MAX_SAFE_INTEGER), limit, ...values],
    );
    const entries = rows.flatMap((row) => (row.pos === null ? [] : [{ pos: row.pos, one: loggedOf(row) }]));
    return { entries, top: rows[0]?.top ?? 0 };
  }

  /** Entries of these parts up to a position each that are not confirmed, or of this device's own log. */
  async beside(parts: readonly (Reach & { readonly upTo: number })[], device: DeviceId): Promise<Told[]> {
    const conditions = parts.map(
      (_, i) =>
        `(e.pos <= $${i * 4 + 2} and e.type = any($${i * 4 + 5}::text[]) and ${reachesSql('e.scope', i * 4 + 3)})`,
    );
    const values = parts.flatMap((part) => [part.upTo, part.prefix, part.closed, toldTypes(part)]);
    const rows = await this.#ask<{ pos: number } & LoggedRow>(
      `beside${parts.length}`,
      `select e.pos, ${LOGGED} from (
           select device, seq from ~.change where state in ('returned', 'held', 'quarantined')
           union select device, seq from ~.change where device = $1
         ) w
         join ~.change c on c.device = w.device and c.seq = w.seq
         join ~.entry e on e.device = c.device and e.seq = c.seq
        where ${conditions.join(' or ')}
        order by e.pos`,
      [device, ...values],
    );
    return rows.map((row) => ({ pos: row.pos, one: loggedOf(row) }));
  }
}

/** `reaches` of the kernel in SQL. Parameter `at` is the prefix, the next one whether closed records open. */
export function reachesSql(scope: string, at: number): string {
  const below = `'/' || substr(${scope}, length($${at}::text) + 1)`;
  return `starts_with(${scope}, $${at}::text) and strpos(${below}, '/person/') = 0
    and ($${at + 1}::boolean or strpos(${below}, '/sensitive/') = 0)`;
}

const SAVE = `
  with changes as (
    insert into ~.change
      (device, seq, first, record, type, by_person, state, cause, received, told_at, eff, link, ruling, envelope, batch)
    select w.device, w.seq, w.first, w.record, w.type, w.by_person, w.state, w.cause, w.received, w.told_at, w.eff, w.link,
           w.ruling::json, w.envelope::json, w.batch
      from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                  $9::bigint[], $10::bigint[], $11::bigint[], $12::text[], $13::text[], $14::text[], $29::text[])
        as w (device, seq, first, record, type, by_person, state, cause, received, told_at, eff, link, ruling, envelope, batch)
  ), records as (
    insert into ~.record as r (id, type, person, places, made, eff, state)
    select w.id, w.type, w.person, string_to_array(w.places, ' '), w.made, w.eff, w.state::json
      from unnest($15::text[], $16::text[], $17::text[], $18::text[], $19::boolean[], $20::bigint[], $21::text[])
        as w (id, type, person, places, made, eff, state)
    on conflict (id) do update
      set person = excluded.person, places = excluded.places, made = excluded.made, eff = excluded.eff, state = excluded.state
  ), entries as (
    insert into ~.entry (pos, scope, type, device, seq)
    select (select coalesce(max(pos), 0) from ~.entry) + w.n, w.scope, w.type, w.device, w.seq
      from unnest($22::text[], $23::text[], $24::text[], $25::bigint[]) with ordinality as w (scope, type, device, seq, n)
  )
  insert into ~.device_log (device, last, link)
  select w.device, w.last, w.link from unnest($26::text[], $27::bigint[], $28::text[]) as w (device, last, link)
  on conflict (device) do update set last = excluded.last, link = excluded.link`;
