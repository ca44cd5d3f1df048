/**
 * A real list of 8,371 cooperatives (Co-operatives UK, June 2017, ODC-By 1.0): checked, brought in with every rule and fsync on, brought in again, and
 * taken back. Every row is accounted for; after the taking back the directory says what it said before.
 *   --file PATH   the list; downloaded nowhere, so without it the bench looks for ../shared/data/datasets and says so when it is not there
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { checkOnHub, importRows, planUndo, undoOnHub } from '../src/hub/importing/run.ts';
import { tableOfFile } from '../src/hub/importing/xlsx.ts';
import { startHub } from '../src/hub/main.ts';
import type { HubNetwork } from '../src/hub/network.ts';
import { Visit } from '../src/hub/web/visit.ts';
import { isVoided } from '../src/kernel/fold.ts';
import { branchScope, ROOT } from '../src/kernel/ids.ts';
import type { RecordId } from '../src/kernel/types.ts';
import { chosen } from '../src/modules/importing/check.ts';
import { firstMapping, type Mapping, targetsOf } from '../src/modules/importing/columns.ts';
import { HUB_BOUNDS } from '../src/modules/importing/table.ts';
import { declarations } from '../src/modules/index.ts';
import { table } from './table.ts';

const FILE = 'coops-uk-organisations-2017-06.csv';
const HOMES = ['../shared/data/datasets', '../../shared/data/datasets'];

function listFile(args: readonly string[]): string | null {
  const at = args.indexOf('--file');
  const paths = at >= 0 ? [args[at + 1] ?? ''] : HOMES.map((home) => join(home, FILE));
  return paths.find((path) => existsSync(path)) ?? null;
}

/** What a person corrects by hand in this list: which of its words are which of our forms. */
export const corrected = (mapping: Mapping): Mapping => ({
  ...mapping,
  fixed: { kind: 'other' },
  words: { kind: { society: 'scoops', company: 'enterprise', unincorporated: 'group' } },
});

/** Everything that people see of the directory. */
async function seen(network: HubNetwork): Promise<string> {
  const shown = ['organisation', 'organisation_contact'].map(async (type) =>
    (await network.list(type))
      .filter((state) => !isVoided(state))
      .map(({ id, fields }) => [
        id,
        Object.entries(fields)
          .map(([field, [head]]) => [field, head?.value ?? null])
          .filter(([, value]) => value !== null && value !== false)
          .sort(),
      ])
      .sort(),
  );
  return JSON.stringify(await Promise.all(shown));
}

export default async function run(args: readonly string[]): Promise<Record<string, number>> {
  const file = listFile(args);
  if (!file) throw new Error(`${FILE} is not here: give its path with --file`);
  const dataDir = mkdtempSync(join(tmpdir(), 'jekulu-import-'));
  const started = await startHub({ port: 0, host: '127.0.0.1', log: pino({ level: 'silent' }), dataDir });
  if (!started.ok) throw new Error(started.error.code);
  const hub = started.value;
  try {
    const network = await hub.networks.create({ slug: 'banc', name: 'Banc', mode: 'practice', demo: false });
    return await measure(network, file);
  } finally {
    await hub.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measure(network: HubNetwork, file: string): Promise<Record<string, number>> {
  const home = branchScope('segou');
  const [person] = await network.actAsAuthority((id) => [
    { do: 'create', type: 'person', body: { name: 'Awa' }, home: ROOT },
    {
      do: 'create',
      type: 'grant',
      body: { person: id(0), role: 'secretariat', scope: ROOT, from: '2024-01-01' },
      home: ROOT,
    },
  ]);
  await network.act(person?.record as RecordId, [
    {
      do: 'create',
      type: 'organisation',
      body: { name: 'Groupement de Cinzana', kind: 'group', place: 'Cinzana' },
      home,
      shared: [],
    },
  ]);
  const visit = await Visit.begin(
    network,
    declarations,
    { person: person?.record as RecordId, login: '', secret: '' },
    Date.now(),
  );
  const type = declarations.types['organisation'];
  if (!visit || !type) throw new Error('nobody to import as');
  const before = await seen(network);

  const [start, spent] = [performance.now(), process.cpuUsage()];
  const seconds = (from: number): number => Number(((performance.now() - from) / 1000).toFixed(2));
  const read = await tableOfFile(readFileSync(file), HUB_BOUNDS);
  if (!read.ok) throw new Error(read.error.code);
  const mapping = corrected(firstMapping(read.value.heading, targetsOf(declarations, type), null));
  const asked = { table: read.value, type, mapping, home };
  const checked = await checkOnHub(visit, asked);
  const checkS = seconds(start);
  const batch = 'banc.2026-11-26-1200.abcd';
  const writing = performance.now();
  const report = await importRows(visit, chosen(checked, 'valid'), batch);
  const importS = seconds(writing);
  const total = seconds(start);
  const { user, system } = process.cpuUsage(spent);

  const there = (await network.list('organisation')).length - 1;
  const counted = report.made + report.changed + report.refused.length + checked.errors + checked.here;
  const lost = read.value.rows.length - counted + Math.abs(there - report.made);

  const again = performance.now();
  const second = await checkOnHub(visit, asked);
  const againS = seconds(again);
  const twice = chosen(second, 'valid').length;

  const undoing = performance.now();
  const plan = await planUndo(visit, batch);
  if (!plan) throw new Error('no such batch');
  await undoOnHub(visit, batch, plan, 'none');
  const undoS = seconds(undoing);
  const exact = (await seen(network)) === before ? 1 : 0;
  const figures = {
    rows: read.value.rows.length,
    ready: checked.ready,
    warned: checked.warned,
    errors: checked.errors,
    here: checked.here,
    made: report.made,
    seconds: total,
    cpu_s: Number(((user + system) / 1e6).toFixed(2)),
    check_s: checkS,
    import_s: importS,
    lost_rows: lost,
    again_s: againS,
    doubled_rows: twice,
    undo_s: undoS,
    undo_exact: exact,
  };
  table([
    ['Rows of the list', figures.rows, '', '8371'],
    ['  ready', figures.ready, 'rows', ''],
    ['  with a remark (likely doubles among them)', figures.warned, 'rows', ''],
    ['  refused, each with its reason', figures.errors, 'rows', ''],
    ['  already here (the same line twice)', figures.here, 'rows', ''],
    ['Read and checked', figures.check_s, 'seconds', ''],
    ['Brought in', figures.import_s, 'seconds', ''],
    ['Together', figures.seconds, 'seconds', '≤ 20'],
    ['  of which work of the hub itself, however busy the machine', figures.cpu_s, 'seconds', ''],
    ['Unaccounted for', figures.lost_rows, 'rows', '0'],
    ['The same file again: check', figures.again_s, 'seconds', ''],
    ['  that would double', figures.doubled_rows, 'rows', '0'],
    ['Taken back', figures.undo_s, 'seconds', ''],
    ['The directory as before', figures.undo_exact, '', '1'],
  ]);
  return figures;
}
