/**
 * A hub that has a corpus on board, in a process of its own: prints one line of JSON when ready, ends with its standard input.
 * Its one argument is JSON: what to tell, where the app's files are, and for how many devices codes are wanted.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startHub } from '../src/hub/main.ts';
import { branchScope, ROOT } from '../src/kernel/ids.ts';
import type { RecordId, Scope } from '../src/kernel/types.ts';
import { BRANCHES, type Mix } from './corpus/network.ts';
import { slice } from './corpus/slice.ts';
import { enlist, onStage, SLUG, tellNetwork } from './corpus/tell.ts';
import { tellSlice } from './corpus/tell-slice.ts';

export interface Wanted {
  /** A network of two years, or the work of a branch in a year (in a copy of the program that has its types), so much of it. */
  readonly mix?: Mix;
  readonly slice?: number;
  /** A file for the record that each document of the slice became. */
  readonly ids?: string;
  readonly appDir: string;
  /** Codes for each person. */
  readonly codes: number;
  /** A file for all confirmed changes, one a line. */
  readonly dump?: string;
}
export interface Ready {
  readonly port: number;
  /** One-time codes: somebody who reads everything, an animator of Sikasso, somebody with fifty rights. */
  readonly codes: { readonly secretary: string[]; readonly animator: string[]; readonly fifty: string[] };
  /** How many changes and records were confirmed, by type. */
  readonly changes: number;
  readonly records: Readonly<Record<string, number>>;
}

const TWO_YEARS = 730 * 24 * 3600 * 1000;
const wanted = JSON.parse(process.argv[2] ?? '{}') as Wanted;
const dataDir = mkdtempSync(join(tmpdir(), 'jekulu-told-'));
const people: Record<string, RecordId> = {};
const started = await startHub({
  port: 0,
  host: '127.0.0.1',
  dataDir,
  appDir: wanted.appDir,
  log: pino({ level: 'warn' }, process.stderr),
  prepare: (hub) =>
    onStage(hub, dataDir, Date.now() - TWO_YEARS, async (stage, clock) => {
      const { network } = stage;
      people['secretary'] = await enlist(network, 'Awa TRAORÉ', 'secretariat', [ROOT], clock.at);
      people['animator'] = await enlist(network, 'Coumba DIARRA', 'animator', [branchScope('sikasso')], clock.at);
      people['fifty'] = await enlist(network, 'Fanta SIDIBÉ', 'animator', fiftyScopes(), clock.at);
      if (wanted.mix) await tellNetwork(stage, clock, wanted.mix);
      if (wanted.slice) {
        clock.at = Date.now() - TWO_YEARS / 2;
        const made = await tellSlice(stage, clock, slice(wanted.slice), Date.now() - 24 * 3600 * 1000);
        if (wanted.ids) writeFileSync(wanted.ids, JSON.stringify(Object.fromEntries(made)));
      }
    }),
});
if (!started.ok) throw new Error(`${started.error.code} ${started.error.detail}`);
const hub = started.value;
const network = hub.networks.bySlug(SLUG);
if (!network) throw new Error('the network is gone');
const codesOf = async (who: string): Promise<string[]> => {
  const codes: string[] = [];
  for (let i = 0; i < wanted.codes; i++)
    codes.push(await network.createCode(people[who] as RecordId, { createdBy: '', days: 2 }));
  return codes;
};
const schema = `n_${network.card.network}`;
const count = async (sql: string): Promise<{ type: string; n: number }[]> =>
  (await hub.pools.pages.query<{ type: string; n: number }>(sql)).rows;
const ready: Ready = {
  port: hub.port,
  codes: { secretary: await codesOf('secretary'), animator: await codesOf('animator'), fifty: await codesOf('fifty') },
  changes:
    (await count(`select '' as type, count(*)::int as n from ${schema}.change where state = 'confirmed'`))[0]?.n ?? 0,
  records: Object.fromEntries(
    (await count(`select type, count(*)::int as n from ${schema}.record where made group by 1 order by 1`)).map(
      ({ type, n }) => [type, n],
    ),
  ),
};
if (wanted.dump) {
  const { rows } = await hub.pools.pages.query<{ state: string; eff: number; envelope: unknown }>(
    `select state, eff, envelope from ${schema}.change order by eff, device, seq`,
  );
  writeFileSync(wanted.dump, rows.map((row) => JSON.stringify(row)).join('\n'));
}
console.log(JSON.stringify(ready));

process.stdin.resume();
process.stdin.on('end', async () => {
  await hub.stop();
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(0);
});

/** Fifty places below the branches. */
function fiftyScopes(): Scope[] {
  return Array.from({ length: 50 }, (_, i) => {
    const [code = ''] = BRANCHES[i % BRANCHES.length] ?? [];
    return `${branchScope(code)}zone-${String(i + 1).padStart(2, '0')}/` as Scope;
  });
}
