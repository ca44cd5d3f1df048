/** Fifty programmes of 3,000 in the tables of a hub, and the page of one of their funnels. */

import { bookOf } from '../src/hub/programmes/kept.ts';
import { fold } from '../src/kernel/fold.ts';
import { dayOf } from '../src/kernel/grant.ts';
import { branchScope } from '../src/kernel/ids.ts';
import type { Known, RecordId } from '../src/kernel/types.ts';
import { reckoned } from '../src/modules/training/reports.ts';
import { fromTests } from './from-tests.ts';
import { median } from './table.ts';
import { PROGRAMME, trainingCorpus } from './training-corpus.ts';

const ROUNDS = 5;

export async function hubFunnel(programmes: number, note: (name: string, value: number) => void): Promise<void> {
  const { openHub } = await fromTests<typeof import('../test/hub/world.ts')>('test/hub/world.ts');
  const { default: pg } = await import('pg');
  const test = await openHub();
  try {
    const network = await test.hub.networks.create({ slug: 'mesure', name: 'Mesure', mode: 'real', demo: false });
    const { readFileSync } = await import('node:fs');
    const { port, password } = JSON.parse(readFileSync(`${test.folder}/pg.json`, 'utf8')) as {
      port: number;
      password: string;
    };
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'jekulu', password, database: 'jekulu' });
    await client.connect();
    const schema = `n_${network.card.network}`;
    const all: { programme: RecordId; cohort: RecordId; module: RecordId }[] = [];
    for (let n = 0; n < programmes; n++) {
      const corpus = trainingCorpus({ ...PROGRAMME, others: 0 }, 100 + n, `Programme ${n + 1}`);
      const byRecord = new Map<RecordId, Known[]>();
      for (const { change, eff } of corpus.changes) {
        const list = byRecord.get(change.record) ?? [];
        byRecord.set(change.record, list);
        list.push({ change, eff, state: 'confirmed' });
      }
      const states = [...byRecord.values()].flatMap((history) => fold(history) ?? []);
      for (let at = 0; at < states.length; at += 1000) {
        const some = states.slice(at, at + 1000).filter(({ type }) => type !== 'grant');
        await client.query(
          `insert into ${schema}.record (id, type, person, places, made, eff, state)
             select w.id, w.type, null, array[w.home], true, w.eff, w.state::json
               from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[]) as w (id, type, home, eff, state)
           on conflict do nothing`,
          [
            some.map(({ id }) => id),
            some.map(({ type }) => type),
            some.map(({ home }) => home),
            some.map(({ updated }) => updated.eff),
            some.map((state) => JSON.stringify(state)),
          ],
        );
      }
      const cohort = corpus.cohorts[0] as RecordId;
      const module = states.find(({ type }) => type === 'course_module')?.id as RecordId;
      all.push({ programme: corpus.programme, cohort, module });
    }
    await client.query(`analyze ${schema}.record`);
    await client.end();
    const book = bookOf(network);
    const open = async (programme: RecordId): Promise<number> => {
      const start = performance.now();
      const kept = await book.open(programme);
      if (!kept) throw new Error('no programme');
      const funnel = reckoned(kept.source, kept.view, kept.state, dayOf(Date.UTC(2026, 7, 1)), undefined);
      const ms = performance.now() - start;
      if (funnel.stages.enrolled.length < 3000) throw new Error(`only ${funnel.stages.enrolled.length} enrolled`);
      return ms;
    };
    // Links are made once in the life of a network.
    note('hub_links_s', (await open((all[0] as (typeof all)[0]).programme)) / 1000);
    const firsts: number[] = [];
    const agains: number[] = [];
    for (const { programme, cohort, module } of all.slice(1, 1 + ROUNDS)) {
      firsts.push(await open(programme));
      const body = { module, cohort, on: '2026-06-01', state: 'held' };
      await network.actAsAuthority([{ do: 'create', type: 'session', home: branchScope('bamako'), body }]);
      agains.push(await open(programme));
    }
    note('hub_funnel_first_ms', median(firsts));
    note('hub_funnel_ms', median(agains));
  } finally {
    await test.end();
  }
}
