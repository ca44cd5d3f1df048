// When a phone calls the hub by itself: never at the second everybody does, soon after work, at once when the network or the person is back.
import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it } from 'vitest';
import { REST } from '../../src/device/kept.ts';
import { beat, daily, keepApp } from '../../src/device/pulse.ts';
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

describe('what keeps the app', () => {
  /** A browser with its worker, and what was said to it. */
  function workersOf(controller: object | null) {
    const said: unknown[] = [];
    const registration = { active: { postMessage: (word: unknown) => said.push(word) }, update: async () => undefined };
    const workers = {
      controller,
      ready: Promise.resolve(registration),
      register: async (url: string) => {
        said.push(url);
        return registration;
      },
    };
    return { workers: workers as unknown as ServiceWorkerContainer, said };
  }
  const own = { last: 0, running: false };
  const told = () => new Promise((done) => setTimeout(done));
  const device = (open: boolean) => ({
    phase: signal(open ? 'open' : 'door'),
    beginning: signal(null),
    sync: signal(own),
  });

  it('brings the door at once on a new phone, and the rest when the person’s own data are there', async () => {
    const [clock, { workers, said }, newcomer] = [new Clock(), workersOf(null), device(true)];
    keepApp(newcomer, workers, clock);
    clock.pass(60_000);
    await told();
    expect(said).toEqual(['/sw.js']);
    newcomer.sync.value = { last: 1, running: true };
    clock.pass(1_000);
    newcomer.sync.value = { last: 1, running: false };
    await told();
    clock.pass(0);
    await told();
    expect(said).toEqual(['/sw.js', REST]);
  });

  it('waits a minute and a half for data that do not come, and not at all where nobody waits for any', async () => {
    const [clock, slow] = [new Clock(), workersOf(null)];
    keepApp(device(true), slow.workers, clock);
    clock.pass(90_000);
    await told();
    expect(slow.said).toEqual(['/sw.js', REST]);
    const nobody = workersOf(null);
    keepApp(device(false), nobody.workers, clock);
    clock.pass(0);
    await told();
    expect(nobody.said).toEqual(['/sw.js', REST]);
  });

  // What the line had cut off was asked for once, at the start and without a network: somebody who kept the app open for it waited in vain.
  it('asks again for what is missing after every exchange, never in the middle of a start', async () => {
    const [clock, { workers, said }, known] = [new Clock(), workersOf({}), device(true)];
    keepApp(known, workers, clock);
    clock.pass(4_000);
    await told();
    expect(said).toEqual(['/sw.js']);
    clock.pass(2_000);
    known.sync.value = { last: 5, running: false };
    await told();
    clock.pass(5_000);
    await told();
    expect(said).toEqual(['/sw.js', REST, REST]);
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
