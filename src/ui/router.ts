/**
 * The address after `#` says which screen is open, so that the phone's back button works and a screen can be bookmarked.
 * `#/membres/nouvelle` is the path ['membres', 'nouvelle'].
 */
import { signal } from '@preact/signals-core';

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

/** A place as somebody left it: how far down it was read, the link that led away if one did, and how far below the edge of the screen that one stood. */
interface Left {
  hash: string;
  y: number;
  link: string;
  top: number;
}
/** Addresses behind the phone's back button. */
const been: Left[] = [];
let at = 0;
let returned = false;

let started = false;

/** Starts listening to the address, once. Each place in the history carries its number, so that going back is told from going on. */
export function startRouter(): void {
  if (started) return;
  started = true;
  history.scrollRestoration = 'manual';
  const mark = () => history.replaceState({ at }, '');
  const known = (): number | undefined => history.state?.at;
  at = known() ?? 0;
  mark();
  been[at] = come();
  addEventListener('hashchange', () => {
    const left = been[at];
    if (left) {
      const link = linkTo(location.hash);
      Object.assign(left, { y: scrollY, link: link ? location.hash : '', top: link?.getBoundingClientRect().top ?? 0 });
    }
    const there = known();
    returned = there !== undefined;
    at = there ?? at + 1;
    if (!returned) been.length = at;
    mark();
    been[at] ??= come();
    path.value = read();
    moves.value++;
  });
}

const come = (): Left => ({ hash: location.hash, y: 0, link: '', top: 0 });

/** What leads there from the screen that is shown. */
export const linkTo = (hash: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`main a[href="${CSS.escape(hash)}"]`);

/** How a screen one has come back to was left; null on a screen one comes to. */
export const leftAt = (): Readonly<Left> | null => (returned && been[at]) || null;

/** A way back to where one has just been takes the same step as the phone's own button; elsewhere it is a link like any other. */
export function goBack(event: MouseEvent): void {
  const to = (event.currentTarget as HTMLAnchorElement).getAttribute('href');
  if (event.ctrlKey || event.metaKey || event.shiftKey || been[at - 1]?.hash !== to) return;
  event.preventDefault();
  history.back();
}

export const href = (...parts: Path): string => `#/${parts.map(encodeURIComponent).join('/')}`;

/** @param how `replace` leaves no trace for the back button. */
export function go(to: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') {
    location.hash = to;
    return;
  }
  history.replaceState({ at }, '', to);
  been[at] = come();
  returned = false;
  path.value = read();
  moves.value++;
}
