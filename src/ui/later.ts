import { useEffect, useState } from 'preact/hooks';
import { wordsCame } from './i18n.ts';

/** Brings in a part of the app; the same function every time. */
export type Load<T> = () => Promise<T>;

/** Where a part is not wanted yet. */
export const nothing: Load<null> = () => Promise.resolve(null);

const here = new Map<Load<unknown>, unknown>();

/** Parts that somebody is waiting for. What else comes over the line lets them pass. */
let awaited = 0;
const free = new Set<() => void>();
export const isAwaited = (): boolean => awaited > 0;
/** When nobody waits for a part any more. */
export const whenFree = (): Promise<void> =>
  awaited === 0 ? Promise.resolve() : new Promise((done) => free.add(done));

function awaiting<T>(load: Load<T>): Promise<T> {
  awaited++;
  return load().finally(() => {
    if (--awaited > 0) return;
    for (const done of free) done();
    free.clear();
  });
}

/** A browser never asks again for a part it could not have: the page is opened anew, once the network answers. What was written is kept. */
export const again = (): Promise<void> =>
  fetch('/').then(
    () => location.reload(),
    () => undefined,
  );

/**
 * A part of the app that comes when it is first shown, from this device's own store once it was there: nothing turns, nothing waits for the
 * network. Null until then; `missing` when it could not be had.
 */
export function useLater<T>(load: Load<T>): { readonly part: T | null; readonly missing: boolean } {
  const [, draw] = useState(0);
  const [missing, setMissing] = useState(false);
  const bring = () => {
    if (here.has(load)) return;
    setMissing(false);
    awaiting(load).then(
      async (part) => {
        // A part brings words of its own: shown at once, it would speak French to somebody who reads English, and change under their eyes.
        await wordsCame();
        here.set(load, part);
        draw((n) => n + 1);
      },
      () => setMissing(true),
    );
  };
  useEffect(bring, [load]);
  return { part: (here.get(load) as T | undefined) ?? null, missing };
}
