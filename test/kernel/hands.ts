/** Small hands for the tests of the kernel: ids, changes and a hub to send them to, without ceremony. */
import type { Admission, Logged } from '../../src/kernel/admit.ts';
import { stampOf } from '../../src/kernel/clock.ts';
import { chainNext, EMPTY_CHAIN } from '../../src/kernel/hash.ts';
import { branchScope, changeIdOf, deviceIdOf, networkIdOf } from '../../src/kernel/ids.ts';
import type {
  Change,
  ChangeId,
  ChangeState,
  DeviceId,
  Known,
  Millis,
  NetworkId,
  RecordId,
  Ruling,
} from '../../src/kernel/types.ts';
import type { SimHub } from '../sim/hub.ts';

export const DAY: Millis = 24 * 3600 * 1000;
export const NOW: Millis = Date.UTC(2026, 10, 22, 8);
export const SIKASSO = branchScope('sikasso');
export const SEGOU = branchScope('segou');
export const NETWORK: NetworkId = networkIdOf(new Uint8Array([0]));
/** Devices by letter. */
export const dev = (letter: string): DeviceId => deviceIdOf(new TextEncoder().encode(letter));
export const idOf = (letter: string, seq: number): ChangeId => changeIdOf({ device: dev(letter), seq });
export const record = (letter: string, seq: number): RecordId => idOf(letter, seq) as string as RecordId;

/** A well-formed change; everything else is said by the test. */
export const change = (letter: string, seq: number, more: Partial<Change> = {}): Change => ({
  device: dev(letter),
  seq,
  stamp: stampOf(NOW) + seq,
  by: record('z', 1),
  grant: record('z', 2),
  schema: 1,
  kind: 'set',
  type: 'organisation',
  record: record('a', 1),
  scope: SIKASSO,
  body: {},
  ...more,
});

/** A change as a replica knows it: confirmed, ordered by its stamp, unless said otherwise. */
export const known = (one: Change, state: ChangeState = 'confirmed', eff: number = one.stamp): Known => ({
  change: one,
  eff,
  state,
});

/** A program that writes whatever it likes under a device's name: what a forger could send, and a newer version. */
export class Pen {
  readonly #hub: SimHub;
  readonly device: DeviceId;
  readonly #defaults: Partial<Change>;
  last = 0;
  link = EMPTY_CHAIN;
  readonly #salts = new Map<string, string>();

  constructor(hub: SimHub, device: DeviceId, defaults: Partial<Change>) {
    this.#hub = hub;
    this.device = device;
    this.#defaults = defaults;
  }

  /** Id that the `n`th change from now will have. */
  next(n = 1): RecordId {
    return changeIdOf({ device: this.device, seq: this.last + n }) as string as RecordId;
  }

  /** Changes of one group, as given. */
  group(...parts: readonly Partial<Change>[]): readonly Change[] {
    const first = this.last + 1;
    return parts.map((part, i): Change => {
      const seq = first + i;
      const base = { ...change('a', seq), device: this.device, record: this.next(i + 1), ...this.#defaults };
      return { ...base, ...(parts.length > 1 && { group: [first, parts.length] }), ...part };
    });
  }

  /** Sends changes in one push, without keeping to any rule of authors. */
  async send(changes: readonly Change[], toldAt: Millis = 0): Promise<Admission> {
    const push = { from: this.last + 1, prev: this.link, changes };
    const [admission] = await this.#hub.admit([{ device: this.device, push, toldAt }]);
    if (admission?.ok) this.#wrote(changes);
    return admission as Admission;
  }

  #wrote(changes: readonly Change[]): void {
    for (const one of changes) {
      if (one.salt) this.#salts.set(changeIdOf(one), one.salt);
      this.link = chainNext(this.link, this.#hub.network, one, one.salt ?? this.#salts.get(one.record) ?? '');
    }
    this.last += changes.length;
  }

  /** What the hub says of one group sent alone. */
  async ruled(...parts: readonly Partial<Change>[]): Promise<Ruling> {
    const admission = await this.send(this.group(...parts));
    if (!admission.ok) throw new Error(`refused: ${JSON.stringify(admission)}`);
    return admission.rulings[0] as Ruling;
  }
}

export const loggedIn = async (hub: SimHub, id: string): Promise<Logged> => {
  const [one] = await hub.store.logged([id as ChangeId]);
  if (!one) throw new Error(`${id} never came`);
  return one;
};
