/** What a hub notes of its devices besides their logs, and the one question that opens an exchange. */
import type { RecordState } from '../kernel/fold.ts';
import { GRANT, grantOf } from '../kernel/grant.ts';
import { EMPTY_CHAIN } from '../kernel/hash.ts';
import { deviceRecord, holderRecord } from '../kernel/judge.ts';
import type { DeviceId, Millis, RecordId } from '../kernel/types.ts';
import type { Contact, Door, Exported } from './network.ts';
import type { Pools } from './pools.ts';

interface ContactRow {
  readonly device: DeviceId;
  readonly n: number;
  readonly last: number;
  readonly served_pos: number;
  readonly served_at: Millis;
  readonly told_at: Millis;
  readonly app: string;
  readonly skew: Millis;
}

const contactOf = (row: ContactRow): Contact => ({
  device: row.device,
  n: row.n,
  last: row.last,
  servedPos: row.served_pos,
  servedAt: row.served_at,
  toldAt: row.told_at,
  app: row.app,
  skew: row.skew,
});

interface DoorRow {
  readonly contact: ContactRow | null;
  readonly log: { readonly last: number; readonly link: string } | null;
  readonly device: RecordState | null;
  readonly holder: RecordState | null;
  readonly person: RecordState | null;
  readonly grants: readonly RecordState[];
}

export class Notes {
  readonly #pools: Pools;
  readonly #schema: string;

  constructor(pools: Pools, schema: string) {
    this.#pools = pools;
    this.#schema = schema;
  }

  async door(device: DeviceId, person: RecordId): Promise<Door> {
    const s = this.#schema;
    const { rows } = await this.#pools.reads.query<DoorRow>({
      name: `${s}.door`,
      text: `select
        (select row_to_json(k) from ${s}.contact k where k.device = $1) as contact,
        (select row_to_json(l) from ${s}.device_log l where l.device = $1) as log,
        (select state from ${s}.record where id = $2) as device,
        (select state from ${s}.record where id = $3) as holder,
        (select state from ${s}.record where id = $4) as person,
        (select coalesce(json_agg(state), '[]') from ${s}.record where person = $4 and type = '${GRANT}') as grants`,
      values: [device, deviceRecord(device), holderRecord(device, person), person],
    });
    const row = rows[0] as DoorRow;
    return {
      contact: row.contact ? contactOf(row.contact) : null,
      log: row.log ? { last: row.log.last, link: row.log.link } : { last: 0, link: EMPTY_CHAIN },
      device: row.device,
      holder: row.holder,
      person: row.person,
      grants: row.grants.flatMap((state) => grantOf(state) ?? []),
    };
  }

  async contact(device: DeviceId): Promise<Contact | null> {
    const { rows } = await this.#pools.reads.query<ContactRow>(
      `select * from ${this.#schema}.contact where device = $1`,
      [device],
    );
    return rows[0] ? contactOf(rows[0]) : null;
  }

  async contacts(): Promise<readonly Contact[]> {
    const { rows } = await this.#pools.pages.query<ContactRow>(`select * from ${this.#schema}.contact order by device`);
    return rows.map(contactOf);
  }

  /** Two exchanges of one device may end in any order: what was reached stays reached. */
  async keep(contact: Contact): Promise<void> {
    await this.#pools.notes.query({
      name: `${this.#schema}.contact`,
      text: `insert into ${this.#schema}.contact as k (device, n, last, served_pos, served_at, told_at, app, skew)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (device) do update set n = greatest(k.n, excluded.n), last = greatest(k.last, excluded.last), served_pos = excluded.served_pos,
          served_at = greatest(k.served_at, excluded.served_at), told_at = greatest(k.told_at, excluded.told_at),
          app = excluded.app, skew = excluded.skew`,
      values: [
        contact.device,
        contact.n,
        contact.last,
        contact.servedPos,
        contact.servedAt,
        contact.toldAt,
        contact.app,
        contact.skew,
      ],
    });
  }

  /** Written before the first byte leaves, so that a file that was cut off is noted too. */
  async noteExport(
    at: Millis,
    person: RecordId | '',
    what: string,
    how: string,
  ): Promise<(records: number) => Promise<void>> {
    const table = `${this.#schema}.export`;
    const { rows } = await this.#pools.pages.query<{ n: number }>(
      `insert into ${table} (at, person, what, how) values ($1, $2, $3, $4) returning n`,
      [at, person, what, how],
    );
    return async (records) => {
      await this.#pools.pages.query(`update ${table} set records = $2 where n = $1`, [rows[0]?.n, records]);
    };
  }

  async exports(limit: number, by?: RecordId): Promise<readonly Exported[]> {
    const { rows } = await this.#pools.pages.query<Exported>(
      `select at, person, what, how, records from ${this.#schema}.export where $2::text is null or person = $2 order by n desc limit $1`,
      [limit, by ?? null],
    );
    return rows;
  }

  /** Number of the next recovery word of a person on a device. */
  async recoveryNumber(device: DeviceId, person: RecordId): Promise<number> {
    const { rows } = await this.#pools.reads.query<{ next: number }>(
      `select next from ${this.#schema}.recovery where device = $1 and person = $2`,
      [device, person],
    );
    return rows[0]?.next ?? 1;
  }

  async noteRecovered(device: DeviceId, person: RecordId, n: number): Promise<void> {
    await this.#pools.pages.query(
      `insert into ${this.#schema}.recovery as r (device, person, next) values ($1, $2, $3)
       on conflict (device, person) do update set next = greatest(r.next, excluded.next)`,
      [device, person, n + 1],
    );
  }
}
