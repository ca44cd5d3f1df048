/** What ends on a day: how many days are left and whether it is over. The same on phones, where the day is the best guess of the true one, and on the hub. */
import { type Day, lastDay, momentFault } from '../kernel/moment.ts';
import type { Json, Millis } from '../kernel/types.ts';

const DAY: Millis = 24 * 3600 * 1000;
/** What ends so soon is said aloud. */
export const SOON = 3;

/** Days until the end, 0 on the last day, below 0 once it is over; null where no end is known: that never ends by itself. */
export function daysLeft(end: Json | undefined, today: Day): number | null {
  if (typeof end !== 'string' || momentFault(end) !== null) return null;
  return Math.round((Date.parse(lastDay(end)) - Date.parse(today)) / DAY);
}

export const isOver = (end: Json | undefined, today: Day): boolean => (daysLeft(end, today) ?? 0) < 0;
