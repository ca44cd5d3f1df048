/**
 * Secrets of a hub are in files that only its account reads. A copy made with the wrong rights (a backup put back, a stick) is set right at the
 * start; where that is not ours to do, the hub does not start.
 */
import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../kernel/types.ts';
import { type StartFailure, startFailure } from './start-codes.ts';

/** Bits that let the group or anybody in. */
const OTHERS = 0o077;
/** Folder of the networks' keys. */
const KEYS = 'keys';

/** @returns the names of what had to be set right. */
export function tightenSecrets(dataDir: string): Result<readonly string[], StartFailure> {
  // Windows has other rights, given with the folder.
  if (process.platform === 'win32' || !existsSync(dataDir)) return ok([]);
  const loose: string[] = [];
  try {
    for (const path of secretsOf(dataDir)) {
      const stat = statSync(path);
      if ((stat.mode & OTHERS) === 0) continue;
      chmodSync(path, stat.isDirectory() ? 0o700 : 0o600);
      loose.push(path.slice(dataDir.length + 1));
    }
  } catch (error) {
    return fail(startFailure('HUB-SECRETS-OPEN', error));
  }
  return ok(loose);
}

/** Every file beside the database, and the keys with their folder. The database's own folder is guarded by PostgreSQL, which refuses a loose one. */
function secretsOf(dataDir: string): string[] {
  const files = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(folder, entry.name));
  const keys = join(dataDir, KEYS);
  return [...files(dataDir), ...(existsSync(keys) ? [keys, ...files(keys)] : [])];
}
