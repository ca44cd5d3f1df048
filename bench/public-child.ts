/** A hub with sixty-seven organisations that agreed to be shown, in a process of its own: prints one line of JSON when ready, ends with its standard input. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startHub } from '../src/hub/main.ts';
import { publicPages } from '../src/hub/public/index.ts';
import { sheetsOf } from '../src/hub/web/index.ts';
import { branchScope, SHARED } from '../src/kernel/ids.ts';
import { SHOWABLE } from '../src/modules/directory/shown.ts';

const MEMBERS = 67;
const appDir = process.argv[2] as string;
const dataDir = mkdtempSync(join(tmpdir(), 'jekulu-public-'));
const started = await startHub({
  port: 0,
  host: '127.0.0.1',
  dataDir,
  appDir,
  log: pino({ level: 'warn' }, process.stderr),
  register: (app, hub) =>
    publicPages(app, { networks: () => hub.networks.all(), now: Date.now, sheets: sheetsOf(appDir) }),
});
if (!started.ok) throw new Error(started.error.code);
const hub = started.value;
const network = await hub.networks.create({ slug: 'mesure', name: 'Réseau mesuré', mode: 'real', demo: false });
for (let at = 0; at < MEMBERS; at++)
  await network.actAsAuthority([
    {
      do: 'create',
      type: 'organisation',
      home: branchScope('segou'),
      shared: [SHARED],
      body: {
        name: `Coopérative des transformatrices de poisson numéro ${at}`,
        kind: 'scoops',
        place: { text: 'Markala', area: 'ml-0401', geo: 'ml-2023' },
        sectors: ['fishing', 'processing', 'trade'],
        about: 'Nous fumons le silure et le capitaine. '.repeat(14).trim(),
        founded: '2011-03',
        email: 'bonjour@exemple.ml',
        website: 'https://exemple.ml/cooperative',
        quarter: 'Diamarabougou',
        listed: true,
        shown: SHOWABLE.map(({ value }) => value),
      },
    },
  ]);
console.log(JSON.stringify({ url: hub.url, path: '/reseau/mesure' }));

process.stdin.resume();
process.stdin.on('end', async () => {
  await hub.stop();
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(0);
});
