/** Records made again from the log. */
import type pg from 'pg';
import type { Logged } from '../kernel/admit.ts';
import { fold, type RecordState } from '../kernel/fold.ts';
import { forRecord } from '../kernel/histories.ts';
import type { RecordId } from '../kernel/types.ts';
import { PgStore } from './store.ts';

const PAGE = 500;

/** Every record the log speaks of and what its changes make, page by page; null where none of them counts. */
export async function* folded(
  client: pg.ClientBase,
  schema: string,
): AsyncGenerator<readonly { readonly id: RecordId; readonly made: RecordState | null }[]> {
  const store = new PgStore(client, schema);
  for (let after = ''; ; ) {
    const { rows } = await client.query<{ id: RecordId }>(
      `select distinct record as id from ${schema}.change where record > $1 order by record limit ${PAGE}`,
      [after],
    );
    const changes = new Map<RecordId, Logged[]>(rows.map(({ id }) => [id, []]));
    for (const one of await store.changesOf([...changes.keys()])) changes.get(one.change.record)?.push(one);
    yield [...changes].map(([id, history]) => ({ id, made: fold(history.map(forRecord)) }));
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.id ?? '';
  }
}

/** Fills the table of records from the log. */
export async function refold(client: pg.ClientBase, schema: string): Promise<void> {
  const store = new PgStore(client, schema);
  await client.query(`delete from ${schema}.record`);
  for await (const page of folded(client, schema)) {
    const records = page.flatMap(({ made }) => made ?? []);
    if (records.length > 0) await store.save({ changes: [], restated: [], records, entries: [], logs: new Map() });
  }
}
