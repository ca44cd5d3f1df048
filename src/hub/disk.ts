/**
 * A hub stops taking work while there is still room, because a database whose disk is quite full stops altogether, and with it the reading.
 */
import { statfs } from 'node:fs/promises';

export interface Disk {
  /** Is there room for more work? */
  hasRoom(): Promise<boolean>;
}

const MARGIN = 100 * 1024 * 1024;
const LOOK_EVERY = 5_000;

/** @param free bytes left where the data is kept. */
export function watchDisk(free: () => Promise<number>, now: () => number, margin = MARGIN): Disk {
  let looked = Number.NEGATIVE_INFINITY;
  let room: Promise<boolean> = Promise.resolve(true);
  return {
    hasRoom: () => {
      if (now() - looked >= LOOK_EVERY || now() < looked) {
        looked = now();
        // Where the system does not tell, the database will: its own "disk full" is answered in the same way.
        room = free().then(
          (bytes) => bytes >= margin,
          () => true,
        );
      }
      return room;
    },
  };
}

export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
