/** When to exchange without being asked: on opening, after recording, when the network or the person comes back, and every five minutes. */
import { effect } from '@preact/signals';
import type { Millis } from '../kernel/types.ts';
import type { Device } from './jekulu.ts';

/** People record several things in a row: they go together. */
const AFTER_SAVE: Millis = 2_000;
const EVERY: Millis = 5 * 60_000;

/** Returns how to stop. */
export function beat(device: Device): () => void {
  let timer = 0;
  const soon = (delay: Millis): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      // Phones that woke up together must not all call at the same second.
      soon(EVERY * (0.8 + 0.4 * Math.random()));
      void device.exchange();
    }, delay) as unknown as number;
  };
  const now = (): void => soon(0);
  const back = (): void => {
    if (document.visibilityState === 'visible') now();
  };
  addEventListener('online', now);
  document.addEventListener('visibilitychange', back);
  const stops = [
    effect(() => {
      if (device.phase.value === 'open' || device.phase.value === 'door') now();
    }),
    effect(() => {
      if (device.recorded.value > 0) soon(AFTER_SAVE);
    }),
  ];
  return () => {
    clearTimeout(timer);
    removeEventListener('online', now);
    document.removeEventListener('visibilitychange', back);
    for (const stop of stops) stop();
  };
}
