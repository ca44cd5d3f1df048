/**
 * A list of 5,120 people who ask for a place in a programme, one row each with their project and, for most, what was decided: checked and brought in on a
 * hub with every rule and fsync on; then the same list once all is decided, which completes what is there.
 *   --rows N   another length
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { Crowd } from '../src/hub/demo/crowd.ts';
import { dice } from '../src/hub/demo/random.ts';
import { checkOnHub, importRows } from '../src/hub/importing/run.ts';
import { startHub } from '../src/hub/main.ts';
import type { HubNetwork } from '../src/hub/network.ts';
import { Visit } from '../src/hub/web/visit.ts';
import { branchScope, ROOT, SHARED } from '../src/kernel/ids.ts';
import type { Body, RecordId } from '../src/kernel/types.ts';
import { chosen } from '../src/modules/importing/check.ts';
import { firstMapping, targetsOf } from '../src/modules/importing/columns.ts';
import { HUB_BOUNDS, tableOfCsv } from '../src/modules/importing/table.ts';
import { declarations } from '../src/modules/index.ts';
import { table } from './table.ts';

const PROJECTS = [
  'Couture à plusieurs',
  'Savons pour les écoles',
  'Jardin maraîcher',
  'Ramassage et tri',
  'Cuisine de rue',
];
const DECIDED = ['retenu', 'en attente', 'refusé', ''] as const;

/** The same people at every run. @param decided nobody is left without a decision. */
function listOf(rows: number, decided: boolean): string {
  const crowd = new Crowd(dice(11));
  const luck = dice(12);
  const lines = Array.from({ length: rows }, (_, at) => {
    const { person } = crowd.next(at % 6);
    const said = luck.pick(DECIDED);
    const cells = [person['name'], person['sex'], person['birth'] ?? '', person['place'], '2026-03-12'];
    return [...cells, luck.pick(PROJECTS), said === '' && decided ? 'refusé' : said].join(';');
  });
  return ['Nom;Sexe;Né en;Commune;Date de candidature;Projet;Décision', ...lines].join('\n');
}

export default async function run(args: readonly string[]): Promise<Record<string, number>> {
  const rows = Number(args[args.indexOf('--rows') + 1] ?? 0) || 5120;
  const dataDir = mkdtempSync(join(tmpdir(), 'jekulu-applicants-'));
  const started = await startHub({ port: 0, host: '127.0.0.1', log: pino({ level: 'silent' }), dataDir });
  if (!started.ok) throw new Error(started.error.code);
  try {
    const network = await started.value.networks.create({ slug: 'banc', name: 'Banc', mode: 'practice', demo: false });
    return await measure(network, rows);
  } finally {
    await started.value.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measure(network: HubNetwork, rows: number): Promise<Record<string, number>> {
  const home = branchScope('bamako');
  const grant: Body = { role: 'secretariat', scope: ROOT, from: '2024-01-01' };
  const [person] = await network.actAsAuthority((id) => [
    { do: 'create', type: 'person', body: { name: 'Awa' }, home: ROOT },
    { do: 'create', type: 'grant', body: { ...grant, person: id(0) }, home: ROOT },
  ]);
  const by = person?.record as RecordId;
  const programme: Body = { name: 'Former 3 000 jeunes', target: 3000, counts: 'certified' };
  const made = await network.act(by, [{ do: 'create', type: 'programme', body: programme, home, shared: [SHARED] }]);
  const visit = await Visit.begin(network, declarations, { person: by, login: '', secret: '' }, Date.now());
  const type = declarations.types['person'];
  if (!visit || !type) throw new Error('nobody to import as');

  const bring = async (text: string, batch: string) => {
    const [start, spent] = [performance.now(), process.cpuUsage()];
    const read = tableOfCsv(new TextEncoder().encode(text), HUB_BOUNDS);
    if (!read.ok) throw new Error(read.error.code);
    const found = firstMapping(read.value.heading, targetsOf(declarations, type), null);
    const mapping = { ...found, fixed: { ...found.fixed, 'application.programme': made.changes[0]?.record as string } };
    const checked = await checkOnHub(visit, { table: read.value, type, mapping, home });
    const checkedAt = performance.now();
    const report = await importRows(visit, chosen(checked, 'valid'), batch);
    const { user, system } = process.cpuUsage(spent);
    const seconds = (ms: number): number => Number((ms / 1000).toFixed(2));
    return {
      columns: mapping.columns.filter((one) => one !== null).length,
      check: seconds(checkedAt - start),
      write: seconds(performance.now() - checkedAt),
      cpu: seconds((user + system) / 1000),
      ...checked,
      ...report,
    };
  };
  const first = await bring(listOf(rows, false), 'banc.2026-11-26-1200.abcd');
  if (first.columns !== 7) throw new Error(`only ${first.columns} columns were known`);
  const second = await bring(listOf(rows, true), 'banc.2026-11-26-1300.abcd');
  const asked = await network.list('application');
  const figures = {
    rows,
    check_s: first.check,
    import_s: first.write,
    cpu_s: first.cpu,
    made: first.made,
    errors: first.errors,
    again_check_s: second.check,
    again_import_s: second.write,
    completed: second.changed,
    doubled: asked.length - first.made,
  };
  table([
    ['People who ask, one row each', figures.rows, '', ''],
    ['Read and checked', figures.check_s, 'seconds', ''],
    ['Brought in: person and request', figures.import_s, 'seconds', ''],
    ['  both: work of the hub itself, however busy the machine', figures.cpu_s, 'seconds', '≤ 15'],
    ['  of them made', figures.made, 'rows', ''],
    ['The list of all decisions: checked', figures.again_check_s, 'seconds', ''],
    ['  brought in', figures.again_import_s, 'seconds', ''],
    ['  requests completed', figures.completed, 'rows', ''],
    ['  requests doubled', figures.doubled, 'rows', '0'],
  ]);
  return figures;
}
