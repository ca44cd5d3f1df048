// What the scripts share: say a step in both languages, run a command, and know whether something changed.
// Plain Node and no dependency, because it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

export const say = (fr, en) => console.log(`• ${fr} / ${en}`);

/** Stops the whole script, because every step needs the one before it. */
export function fail(fr, en, code = 1) {
  console.error(`✗ ${fr}\n  ${en}`);
  process.exit(code);
}

const how = (command, { cwd = root, env = {}, quiet = false }) => ({
  cwd,
  // A log file is read by people too: no colour codes in it.
  env: { ...process.env, ...(process.stdout.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined }), ...env },
  stdio: quiet ? ['ignore', 'ignore', 'inherit'] : ['ignore', 'inherit', 'inherit'],
  shell: process.platform === 'win32' && command === 'npm',
});

/** Runs to the end and gives the exit code. A signal counts as a failure. */
export const run = (command, args, options = {}) => spawnSync(command, args, how(command, options)).status ?? 1;

/** The same, while something else runs. */
const runBeside = (command, args, options = {}) =>
  new Promise((done) => {
    const child = spawn(command, args, how(command, options));
    child.on('error', () => done(1));
    child.on('close', (code) => done(code ?? 1));
  });

/** Runs in the foreground and passes on the signals, so that Ctrl-C or a service manager stops the child properly. */
export function runForeground(command, args, { cwd = root } = {}) {
  const child = spawn(command, args, { cwd, stdio: 'inherit' });
  // Ctrl-C at a terminal already reaches the child; one more signal would cut short its orderly stop.
  const passOn = (signal) => () => (process.stdin.isTTY && signal === 'SIGINT' ? undefined : child.kill(signal));
  process.on('SIGINT', passOn('SIGINT'));
  process.on('SIGTERM', passOn('SIGTERM'));
  // npm starts us through a shell and, told to stop, ends only that shell: losing our parent is then the only sign.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event && process.platform !== 'win32') {
    const watch = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(watch);
      child.kill('SIGTERM');
    }, 500);
  }
  child.on('error', (error) => fail(`Impossible de lancer : ${error.message}`, `Cannot start: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

/** A fingerprint of files and folders by content: dates lie after a copy from a USB stick. */
export function fingerprint(paths, extra = '') {
  const hash = createHash('sha256').update(extra);
  for (const path of paths) {
    for (const file of filesUnder(join(root, path))) {
      hash.update(relative(root, file).split(sep).join('/')).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .sort();
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path];
    throw error;
  }
}

export const stampMatches = (file, value) => existsSync(file) && readFileSync(file, 'utf8') === value;

export function writeStamp(file, value) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, value);
}

/** Installs one folder's dependencies, unless what is there already answers to its lock file. Works offline then. @returns npm's exit code. */
export async function installIfNeeded(folder, npmArgs) {
  const cwd = join(root, folder);
  const stamp = join(cwd, 'node_modules', '.jekulu-stamp');
  // A run for tests never needs more than a run for production: the root has no development dependencies.
  const wanted = fingerprint(
    [join(folder, 'package.json'), join(folder, 'package-lock.json')],
    `${process.platform}-${process.arch}`,
  );
  if (stampMatches(stamp, wanted)) return 0;
  say(
    folder === '.' ? 'Installation des dépendances (une seule fois)' : "Installation des outils d'essai",
    folder === '.' ? 'Installing dependencies (once)' : 'Installing test tools',
  );
  // `npm install`, not `npm ci`: the latter fails where one optional platform package cannot be had.
  // `--no-save`, because each version of npm writes the lock file a little differently and a clone must stay clean.
  const code = await runBeside(
    'npm',
    ['install', ...npmArgs, '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd },
  );
  if (code === 0) writeStamp(stamp, wanted);
  return code;
}
