// When a phone calls the hub by itself: never at the second everybody does, soon after work, at once when the network or the person is back.
import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it } from 'vitest';
import { beat, daily } from '../../src/device/pulse.ts';
import type { Phase } from '../../src/ui/contract.ts';

const MINUTE = 60_000;

/** A clock that the test moves on, and two bells. */
class Clock {
  now = 0;
  chance = 0.5;
  readonly network = new Set<() => void>();
  readonly seen = new Set<() => void>();
  #timers: { readonly at: number; readonly act: () => void }[] = [];

  after(delay: number, act: () => void): () => void {
    const timer = { at: this.now + delay, act };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  }
  random = (): number => this.chance;
  onNetwork = (back: () => void): (() => void) => this.#listen(this.network, back);
  onSeen = (back: () => void): (() => void) => this.#listen(this.seen, back);

  #listen(bell: Set<() => void>, back: () => void): () => void {
    bell.add(back);
    return () => bell.delete(back);
  }

  ring(bell: Set<() => void>): void {
    for (const back of bell) back();
    this.pass(0);
  }

  pass(time: number): void {
    const until = this.now + time;
    for (;;) {
      const next = this.#timers.filter((one) => one.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((one) => one !== next);
      this.now = next.at;
      next.act();
    }
    this.now = until;
  }

  get waiting(): number {
    return this.#timers.length;
  }
}

describe('the pulse', () => {
  let clock: Clock;
  let calls: number[];
  const phase = signal<Phase>('loading');
  const recorded = signal(0);
  const sync = signal({ last: 1 });
  const device = {
    phase,
    recorded,
    sync,
    exchange: async () => {
      calls.push(clock.now);
    },
  };
  beforeEach(() => {
    clock = new Clock();
    calls = [];
    phase.value = 'loading';
    recorded.value = 0;
    sync.value = { last: 1 };
  });

  it('is still until there is a door, shows what is here, then calls about every five minutes', () => {
    const stop = beat(device, clock);
    clock.pass(60 * MINUTE);
    expect(calls).toEqual([]);
    phase.value = 'door';
    clock.pass(299);
    expect(calls).toEqual([]);
    clock.pass(1);
    expect(calls).toHaveLength(1);
    const [from] = calls as [number];
    clock.chance = 0;
    clock.pass(5 * MINUTE);
    clock.pass(4 * MINUTE);
    clock.chance = 1;
    clock.pass(4 * MINUTE);
    clock.pass(6 * MINUTE);
    // The wait is drawn anew each time, a fifth more or less.
    expect(calls.map((at) => (at - from) / MINUTE)).toEqual([0, 5, 9, 13, 19]);
    stop();
  });

  it('waits for nothing on a new phone, where nothing can be shown before it comes', () => {
    sync.value = { last: 0 };
    const stop = beat(device, clock);
    phase.value = 'open';
    clock.pass(0);
    expect(calls).toEqual([0]);
    // What the exchange itself tells is no reason to call again.
    sync.value = { last: 5 };
    clock.pass(MINUTE);
    expect(calls).toEqual([0]);
    stop();
  });

  it('lets several records go together, two seconds after the last', () => {
    const stop = beat(device, clock);
    phase.value = 'open';
    clock.pass(300);
    recorded.value++;
    clock.pass(1_500);
    recorded.value++;
    clock.pass(1_999);
    expect(calls).toEqual([300]);
    clock.pass(1);
    expect(calls).toEqual([300, 3_800]);
    expect(clock.waiting).toBe(1);
    stop();
  });

  it('calls when the network or the person comes back, even before anybody joined', () => {
    const stop = beat(device, clock);
    phase.value = 'nobody';
    clock.ring(clock.network);
    clock.pass(1_000);
    clock.ring(clock.seen);
    expect(calls).toEqual([0, 1_000]);
    stop();
  });

  it('stopped, it hears nothing and waits for nothing', () => {
    const stop = beat(device, clock);
    phase.value = 'open';
    stop();
    recorded.value++;
    phase.value = 'door';
    clock.ring(clock.network);
    clock.pass(60 * MINUTE);
    expect(calls).toEqual([]);
    expect([clock.waiting, clock.network.size, clock.seen.size]).toEqual([0, 0, 0]);
  });
});

describe('an app that is never closed', () => {
  it('asks for a newer one when it is looked at, once a day at most, and goes on when nobody answers', () => {
    const world = new Clock();
    let asked = 0;
    const ask = async (): Promise<void> => {
      asked++;
      throw new Error('no network');
    };
    daily(ask, world, () => world.now);
    const seenAfter = (hours: number): number => {
      world.pass(hours * 60 * MINUTE);
      world.ring(world.seen);
      return asked;
    };
    expect([23, 2, 1, 22, 1, 100].map(seenAfter)).toEqual([0, 1, 1, 1, 2, 3]);
  });
});
