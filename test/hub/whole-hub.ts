// A whole hub as a process of its own, so that a test can kill it as a power cut would. The first start founds a network with four phones' codes.
// A second address is that of a database to share with another hub.
import { startHub } from '../../src/hub/main.ts';
import { enlist, SIKASSO } from './world.ts';

const started = await startHub({
  port: 0,
  host: '127.0.0.1',
  dataDir: process.argv[2] ?? '',
  databaseUrl: process.argv[3],
});
if (!started.ok) throw new Error(`${started.error.code}: ${started.error.detail}`);
const hub = started.value;
const codes: string[] = [];
if (hub.networks.all().length === 0) {
  const network = await hub.networks.create({ slug: 'essai', name: 'Essai', mode: 'real', demo: false });
  for (const name of ['Awa', 'Bakary', 'Coumba', 'Drissa'])
    codes.push(await network.createCode(await enlist(network, name, 'animator', SIKASSO), { createdBy: '', days: 1 }));
}
console.log(JSON.stringify({ url: hub.url, databaseUrl: hub.databaseUrl, codes }));
process.on('SIGTERM', () => void hub.stop());
