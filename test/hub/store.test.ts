// Both stores of a hub do the same: what the simulator proves in memory holds in PostgreSQL.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTables, migrateAll } from '../../src/hub/migrate.ts';
import { openPools } from '../../src/hub/pools.ts';
import { openDatabase } from '../../src/hub/postgres.ts';
import { HUB_SCHEMA, schemaOf } from '../../src/hub/schema.ts';
import { PgStore } from '../../src/hub/store.ts';
import { networkIdOf } from '../../src/kernel/ids.ts';
import { MemoryStore } from '../../src/kernel/memory-store.ts';
import { declarations } from '../../src/modules/index.ts';
import { givenDatabase } from './given.ts';
import { storeSuite } from './store-suite.ts';

storeSuite('in memory', async () => {
  const store = new MemoryStore();
  return { admit: store, serve: store, end: async () => {} };
});

storeSuite('in PostgreSQL', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jekulu-store-'));
  const opened = await openDatabase({
    ...(await givenDatabase()),
    dataDir: folder,
    log: { info: () => {}, warn: () => {} },
  });
  if (!opened.ok) throw new Error(opened.error.code);
  const pools = openPools(opened.value.url, () => {});
  const network = networkIdOf(new TextEncoder().encode('store'));
  await migrateAll(pools.pages, [HUB_SCHEMA], declarations);
  await createTables(pools.pages, network, [HUB_SCHEMA], declarations, async () => {});
  const admit = new PgStore(pools.reads, schemaOf(network));
  const { rows } = await pools.pages.query<{ epoch: string }>(`select epoch from ${schemaOf(network)}.life`);
  return {
    admit,
    serve: { epoch: rows[0]?.epoch ?? '', read: (parts, limit) => admit.read(parts, limit) },
    end: async () => {
      await pools.end();
      await opened.value.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});
