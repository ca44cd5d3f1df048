/**
 * Drawing again when something changes, before the library that does it for every screen by itself has come: the first minute over a poor line cannot
 * wait for it. Screens behind the door need none of this (`frame.tsx` brings the library).
 */
import { effect } from '@preact/signals-core';
import { useLayoutEffect, useState } from 'preact/hooks';

/** @param read reads what this screen shows; the same whenever it is drawn. */
export function useWatched(read: () => unknown): void {
  const [, draw] = useState({});
  useLayoutEffect(
    () =>
      effect(() => {
        read();
        draw({});
      }),
    [],
  );
}
