/** When an exchange runs, for whom, and what the sync line says of it. One at a time; whoever asks meanwhile gets one more round. */
import type { Signal } from '@preact/signals-core';
import type { Millis } from '../kernel/types.ts';
import type { SyncState } from '../ui/contract.ts';
import type { Copy } from './copy.ts';
import { carry } from './courier.ts';
import { faultOf, type Identity, type StoreFault } from './db.ts';
import { exchange, newBudget, type Outcome } from './exchange.ts';
import type { Installation, Joined } from './installation.ts';
import { type Lock, locked } from './lock.ts';
import type { Came } from './segments.ts';
import { tidy } from './tidy.ts';

/** Somebody has opened the device. */
export interface Session {
  readonly joined: Joined;
  readonly identity: Identity;
  readonly lock: Lock;
  readonly copy: Copy;
}

export interface LineEnv {
  readonly sync: Signal<SyncState>;
  now(): Millis;
  session(): Session | null;
  here(): Installation | null;
  /** What the screens show may have changed. */
  shown(): void;
  /** The disk did not take an answer. */
  failed(copy: Copy, fault: StoreFault): Promise<void>;
  exchanged(session: Session): Promise<void>;
  carried(): Promise<void>;
  blocked(joined: Joined): Promise<void>;
}

/** From then on the pace can be told, ms; or from that part of the rest on, should it come fast. */
const TELLING = 3_000;
const PART = 0.05;

/**
 * How long the rest takes at the pace of this run, seconds; null while too little has come to tell.
 * @param ms since the first byte was asked for.
 */
export function secondsLeft(ms: Millis, { bytes, of, now }: Came): number | null {
  const rest = of - bytes;
  if (now === 0 || (ms < TELLING && now < PART * (now + rest))) return null;
  return Math.ceil(((ms / 1000) * rest) / now);
}

export class Line {
  readonly #env: LineEnv;
  readonly #budget = newBudget();
  #running: Promise<void> | null = null;
  #again = false;

  constructor(env: LineEnv) {
    this.#env = env;
  }

  exchange(): Promise<void> {
    this.#again = this.#running !== null;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #run(): Promise<void> {
    do {
      this.#again = false;
      const session = this.#env.session();
      const here = this.#env.here();
      try {
        if (session) await this.#exchange(session);
        else if (here) await this.#carry(here);
      } catch (error) {
        if (!session) continue;
        const fault = faultOf(error);
        await this.#env.failed(session.copy, fault);
        if (this.#env.session()) this.#say({ refused: fault.refusal });
      } finally {
        this.#say({ running: false });
      }
    } while (this.#again);
  }

  #say(state: Partial<SyncState>): void {
    const { sync } = this.#env;
    sync.value = { ...sync.value, ...state };
  }

  async #exchange(session: Session): Promise<void> {
    const { copy, identity, joined } = session;
    const live = (): boolean => this.#env.session()?.copy === copy;
    const first = copy.replica.meta.epoch === '';
    let begun = 0;
    this.#say({ running: true, arriving: 0, coming: null });
    const outcome = await exchange(copy, {
      identity,
      budget: this.#budget,
      now: this.#env.now,
      live,
      // A code changed meanwhile is the one that counts.
      locked: (ring) => locked(joined.store, ring, (this.#env.session() ?? session).lock),
      arrived: (arriving, came) => {
        if (!live()) return;
        if (came) begun ||= Date.now();
        const coming = came && { came: came.bytes, of: came.of, left: secondsLeft(Date.now() - begun, came) };
        if (first || coming) this.#say({ arriving, coming });
        this.#env.shown();
      },
    });
    if (!live()) return;
    if (outcome.kind === 'blocked') return this.#env.blocked(joined);
    await this.#noteCopy(joined, outcome);
    this.#say({
      arriving: 0,
      coming: null,
      unreachable: outcome.kind === 'unreachable',
      refused: outcome.kind === 'refused' ? outcome.refusal : null,
    });
    this.#env.shown();
    await this.#env.exchanged(session);
    if (outcome.kind === 'done') await tidy(copy);
  }

  /** The next activation will give this device an identity of its own. */
  async #noteCopy(joined: Joined, outcome: Outcome): Promise<void> {
    const here = this.#env.here();
    if (outcome.kind === 'done') await here?.found(joined, null);
    else if (outcome.kind === 'refused' && outcome.refusal.code === 'DEVICE-CLONE')
      await here?.found(joined, joined.store.device);
  }

  /** Nobody has opened: what rests here sealed to the hub goes home all the same. */
  async #carry(here: Installation): Promise<void> {
    const live = (): boolean => this.#env.session() === null && this.#env.here() === here;
    for (const joined of here.joined) {
      const people = [...(await joined.store.people())].sort((a, b) => Number(a.asks) - Number(b.asks));
      if (!people[0]) continue;
      const env = { identity: joined.store.identity, budget: this.#budget, now: this.#env.now, live };
      const outcome = await carry(joined.store, people[0].person, env);
      if (outcome.kind === 'blocked' && !joined.row.blocked) await this.#env.blocked(joined);
      await this.#noteCopy(joined, outcome);
    }
    if (live()) await this.#env.carried();
  }
}
