/** When to exchange without being asked: on opening, after recording, when the network or the person comes back, and every five minutes. */
import { effect, untracked } from '@preact/signals-core';
import type { Millis } from '../kernel/types.ts';
import type { Device } from './jekulu.ts';
import { askRest, isWhole } from './kept.ts';

/** People record several things in a row: they go together. */
const AFTER_SAVE: Millis = 2_000;
const EVERY: Millis = 5 * 60_000;
/** What is here is shown before anything is asked for: both would take turns on the one processor of a weak phone. */
const AFTER_SHOWING: Millis = 300;

/** Where time and chance come from, and what tells that the network or the person may be back. */
export interface World {
  after(delay: Millis, act: () => void): () => void;
  random(): number;
  /** Both return how to stop listening. */
  onNetwork(back: () => void): () => void;
  onSeen(back: () => void): () => void;
}

const browser: World = {
  after(delay, act) {
    const timer = setTimeout(act, delay);
    return () => clearTimeout(timer);
  },
  random: Math.random,
  onNetwork(back) {
    addEventListener('online', back);
    return () => removeEventListener('online', back);
  },
  onSeen(back) {
    const seen = (): void => {
      if (document.visibilityState === 'visible') back();
    };
    document.addEventListener('visibilitychange', seen);
    return () => document.removeEventListener('visibilitychange', seen);
  },
};

/** Returns how to stop. */
export function beat(
  device: Pick<Device, 'phase' | 'recorded' | 'exchange'> & {
    readonly sync: { readonly value: { readonly last: Millis } };
  },
  world: World = browser,
): () => void {
  let cancel = (): void => undefined;
  const soon = (delay: Millis): void => {
    cancel();
    cancel = world.after(delay, () => {
      // Phones that woke up together must not all call at the same second.
      soon(EVERY * (0.8 + 0.4 * world.random()));
      void device.exchange();
    });
  };
  const now = (): void => soon(0);
  const stops = [
    world.onNetwork(now),
    world.onSeen(now),
    effect(() => {
      const phase = device.phase.value;
      // Who opens a new phone has nothing to see before it comes.
      const isNew = phase === 'open' && untracked(() => device.sync.value.last) === 0;
      if (phase === 'open' || phase === 'door') soon(isNew ? 0 : AFTER_SHOWING);
    }),
    effect(() => {
      if (device.recorded.value > 0) soon(AFTER_SAVE);
    }),
  ];
  return () => {
    cancel();
    for (const stop of stops) stop();
  };
}

const DAY: Millis = 24 * 3_600_000;
const NOTHING = (): void => undefined;

/**
 * Whoever never closes the app asks for a newer one too: when it is looked at a day after it last asked. A phone that sleeps counts no time but that of
 * its clock, and one that was set back asks as well.
 */
export function daily(ask: () => Promise<unknown>, world: Pick<World, 'onSeen'> = browser, now = Date.now): void {
  let asked = now();
  world.onSeen(() => {
    if (Math.abs(now() - asked) < DAY) return;
    asked = now();
    ask().catch(NOTHING);
  });
}

/** Whoever has just come in is not held up in their first letters. */
const AFTER_LETTERS: Millis = 2_000;
/** Nothing that a start needs waits for a look at what is kept. */
const AFTER_START: Millis = 5_000;
/** So long a person's own data go first where the app is not kept yet. */
const OWN_FIRST: Millis = 90_000;

type Workers = Pick<ServiceWorkerContainer, 'controller' | 'register' | 'ready'>;

/**
 * Brings the worker that keeps the app here for days without a network. A newer version comes in the background and is used at the next start: nothing
 * changes under somebody's hands. Where the app is not kept here yet, what opens the door is kept at once, and people's own data go before the rest;
 * whatever the line cut off is asked for again after every exchange, until all is here.
 */
export function keepApp(
  device: { readonly [state in 'phase' | 'beginning']: { readonly value: unknown } } & {
    readonly sync: { readonly value: { readonly last: Millis; readonly running: boolean } };
  },
  workers: Workers | undefined = navigator.serviceWorker,
  world: Pick<World, 'after' | 'onSeen'> = browser,
): void {
  if (!workers) return;
  const keep = (): void => {
    workers.register('/sw.js').then((registration) => daily(() => registration.update(), world), NOTHING);
  };
  let cancel = NOTHING;
  const restAfter = (delay: Millis): void => {
    cancel();
    cancel = world.after(delay, () => void askRest(workers).catch(NOTHING));
  };
  const isComing = device.phase.value === 'open' || device.beginning.value !== null;
  if (workers.controller) {
    keep();
    restAfter(AFTER_START);
  } else {
    world.after(device.beginning.value === null ? 0 : AFTER_LETTERS, keep);
    restAfter(isComing ? OWN_FIRST : 0);
  }
  effect(() => {
    const { last, running } = device.sync.value;
    if (last === 0 || running) return;
    isWhole().then((whole) => {
      if (!whole) restAfter(workers.controller ? AFTER_START : 0);
    }, NOTHING);
  });
}
