/** How often one device may call. Far above what an honest one does: this keeps a broken program from taking the hub's time from the others. */
import type { DeviceId, Millis } from '../kernel/types.ts';

const WINDOW: Millis = 60_000;
const CALLS = 12_000;

export interface Pace {
  allows(device: DeviceId, now: Millis): boolean;
}

export function newPace(calls = CALLS): Pace {
  let began = Number.NEGATIVE_INFINITY;
  let counts = new Map<DeviceId, number>();
  return {
    allows: (device, now) => {
      if (now - began >= WINDOW || now < began) {
        began = now;
        counts = new Map();
      }
      const count = (counts.get(device) ?? 0) + 1;
      counts.set(device, count);
      return count <= calls;
    },
  };
}
