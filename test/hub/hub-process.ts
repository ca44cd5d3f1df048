// A hub reduced to its database, run as a real process so that a test can kill it as a power cut would.
// Run by esbuild's output, because Node 20 does not read TypeScript.
import { openDatabase } from '../../src/hub/postgres.ts';

const opened = await openDatabase({
  dataDir: process.argv[2] ?? '',
  databaseUrl: process.argv[3],
  log: { info: () => {}, warn: (message) => console.error(message) },
});
if (opened.ok) {
  console.log(JSON.stringify({ url: opened.value.url }));
  const stay = setInterval(() => {}, 1_000);
  process.on('SIGTERM', () => {
    clearInterval(stay);
    void opened.value.stop();
  });
} else {
  console.log(JSON.stringify({ code: opened.error.code, detail: opened.error.detail, fr: opened.error.fr }));
}
