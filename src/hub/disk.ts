/**
 * A hub stops taking work while there is still room, because a database whose disk is quite full stops altogether, and with it the reading.
 */
import { statfs } from 'node:fs/promises';

export interface Disk {
  /** Is there room for more work? */
  hasRoom(): Promise<boolean>;
}

/** A disk that can also be looked at. */
export interface WatchedDisk extends Disk {
  /** Bytes left, or null where the system does not tell. */
  free(): Promise<number | null>;
}

/** Below this, no more work; below the other, people are told while there is time. */
const MARGIN = 100 * 1024 * 1024;
export const LOW = 1024 * 1024 * 1024;
const LOOK_EVERY = 5_000;

/** @param free bytes left where the data is kept. */
export function watchDisk(free: () => Promise<number>, now: () => number, margin = MARGIN): WatchedDisk {
  let looked = Number.NEGATIVE_INFINITY;
  let left: Promise<number | null> = Promise.resolve(null);
  const look = (): Promise<number | null> => {
    if (now() - looked >= LOOK_EVERY || now() < looked) {
      looked = now();
      left = free().catch(() => null);
    }
    return left;
  };
  return {
    free: look,
    // Where the system does not tell, the database will: its own "disk full" is answered in the same way.
    hasRoom: async () => ((await look()) ?? Number.POSITIVE_INFINITY) >= margin,
  };
}

export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
