/**
 * One hub per data folder. PostgreSQL guards its own files, but two hubs would still share keys, jobs and printed numbers.
 *
 * A lock must survive neither a power cut nor kill -9, both ordinary in a branch, so it names the process that holds it in a way
 * that a later process with the same number cannot pass for: boot, number and starting time. A lock nobody holds is taken over.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../kernel/types.ts';
import { type StartFailure, startFailure } from './start-codes.ts';

interface Holder {
  readonly pid: number;
  readonly boot: string;
  readonly started: string;
}

export interface FolderLock {
  release(): void;
}

export function lockFolder(folder: string): Result<FolderLock, StartFailure> {
  const file = join(folder, 'hub.lock');
  const mine = JSON.stringify({ pid: process.pid, boot: bootId(), started: startOf(process.pid) } satisfies Holder);

  // A few rounds, because another hub may take or leave the lock between two of our steps.
  for (let round = 0; round < 5; round++) {
    try {
      writeFileSync(file, mine, { flag: 'wx', mode: 0o600, flush: true });
      return ok({ release: () => releaseIfStill(file, mine) });
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') return fail(startFailure('HUB-DATA-UNREACHABLE', error));
    }
    const seen = readOrUndefined(file);
    if (seen === undefined) continue;
    const holder = parse(seen);
    if (holder && isAlive(holder))
      return fail(startFailure('HUB-DATA-IN-USE', `${file} is held by process ${holder.pid}`));
    // Set aside before deleting: if someone took the lock over meanwhile, what we set aside is theirs and goes back.
    const aside = `${file}.${process.pid}`;
    try {
      renameSync(file, aside);
      if (readFileSync(aside, 'utf8') === seen) rmSync(aside);
      else renameSync(aside, file);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') return fail(startFailure('HUB-DATA-UNREACHABLE', error));
    }
  }
  return fail(startFailure('HUB-DATA-IN-USE', `${file} keeps changing hands`));
}

/** Whether a process exists and can still do something: a zombie keeps its number but holds nothing. */
export function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false;
  }
  return statOf(pid)?.state !== 'Z';
}

function isAlive(holder: Holder): boolean {
  if (!processExists(holder.pid)) return false;
  // Where the system tells neither boot nor starting time (not Linux), the number alone must do.
  return holder.boot === bootId() && holder.started === startOf(holder.pid);
}

function releaseIfStill(file: string, mine: string): void {
  if (readOrUndefined(file) === mine) rmSync(file, { force: true });
}

function bootId(): string {
  return readOrUndefined('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
}

function startOf(pid: number): string {
  return statOf(pid)?.started ?? '';
}

/** The program's name stands in brackets and may hold spaces, so fields are counted after the last bracket. */
function statOf(pid: number): { readonly state: string; readonly started: string } | undefined {
  const stat = readOrUndefined(`/proc/${pid}/stat`);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields && { state: fields[0] ?? '', started: fields[19] ?? '' };
}

function parse(text: string): Holder | undefined {
  try {
    const { pid, boot, started } = JSON.parse(text) as Partial<Record<keyof Holder, unknown>>;
    if (typeof pid !== 'number' || typeof boot !== 'string' || typeof started !== 'string') return undefined;
    return { pid, boot, started };
  } catch {
    // Cut off by a power cut between creating and writing: nobody holds it.
    return undefined;
  }
}

function readOrUndefined(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
