// Runs the tests and watches that they go on. A worker caught in an endless turn cannot notice it itself: no limit of a single test would ever end
// the run. Where nothing has ended for some minutes, it is told which files were running and what each worker was doing, and these are ended.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './steps.mjs';

/** The longest single test takes two minutes on two cores. */
const STILL_MINUTES = 10;

/**
 * @param scratch a folder of this run, where `running.json` tells what runs now (`test/running.ts`).
 * @returns the exit code: never 0 where something stood still. Its workers are ended, the others go on and say what they find.
 */
export async function runWatched(command, args, scratch) {
  const env = { ...process.env, JEKULU_TEST_WATCH: scratch };
  if (!process.stdout.isTTY) Object.assign(env, { NO_COLOR: '1', FORCE_COLOR: undefined });
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  const ended = new Promise((done) => {
    child.on('error', () => done(1));
    child.on('exit', (code) => done(code ?? 1));
  });
  let stood = false;
  for (let [seen, since] = ['', Date.now()]; ; ) {
    const code = await Promise.race([ended, sleep(5000)]);
    if (code !== undefined) return stood ? Math.max(1, code) : code;
    const now = running(scratch);
    if (now !== seen) [seen, since] = [now, Date.now()];
    else if (Date.now() - since > STILL_MINUTES * 60_000) {
      since = Date.now();
      tell(now);
      stood = true;
      if (!endWorkers(child.pid)) kill(child.pid, 'SIGKILL');
    }
  }
}

const running = (scratch) => {
  const file = join(scratch, 'running.json');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};

function tell(now) {
  const minutes = Math.round(STILL_MINUTES);
  console.error(`✗ Rien n'avance depuis ${minutes} minutes / Nothing has moved for ${minutes} minutes\n${now}`);
}

/** Says where each worker is and ends it. Says whether there was any. */
function endWorkers(pid) {
  const look = ['--experimental-websocket', join(root, 'scripts', 'stack.mjs')];
  const workers = descendants(pid).filter((one) => commandLine(one).includes('vitest/dist/workers'));
  for (const worker of workers) {
    const stdio = ['ignore', 'inherit', 'inherit'];
    spawnSync(process.execPath, [...look, String(worker)], { stdio, timeout: 20_000 });
    // The next one opens its inspector at the same port.
    kill(worker, 'SIGKILL');
  }
  return workers.length > 0;
}

const commandLine = (pid) => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
};

/** Processes begun by this one. Known on Linux only. */
function descendants(pid) {
  if (!existsSync('/proc/self/stat')) return [];
  const parents = new Map();
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one)))
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It ended while we were looking.
    }
  const found = [pid];
  for (const one of found) for (const [child, parent] of parents) if (parent === one) found.push(child);
  return found.slice(1);
}

function kill(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself.
  }
}
