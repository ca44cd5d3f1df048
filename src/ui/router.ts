/**
 * The address after `#` says which screen is open, so that the phone's back button works and a screen can be bookmarked.
 * `#/membres/nouvelle` is the path ['membres', 'nouvelle'].
 */
import { signal } from '@preact/signals';

export type Path = readonly string[];

const read = (): Path =>
  location.hash.startsWith('#/')
    ? location.hash
        .slice(2)
        .split('/')
        .filter((part) => part !== '')
        .map(decode)
    : [];

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const path = signal<Path>(read());
/** Grows at every move, even to the same address: the screen then takes the focus. */
export const moves = signal(0);

/** Starts listening to the address. */
export function startRouter(): void {
  addEventListener('hashchange', () => {
    path.value = read();
    moves.value++;
  });
}

export const href = (...parts: Path): string => `#/${parts.map(encodeURIComponent).join('/')}`;

/** @param how `replace` leaves no trace for the back button. */
export function go(to: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') {
    location.hash = to;
    return;
  }
  history.replaceState(null, '', to);
  path.value = read();
  moves.value++;
}
