/** What is reckoned once a day, whoever asks and however often: nobody learns who came by asking twice. */
import type { Day } from '../../kernel/moment.ts';
import type { Millis, NetworkId } from '../../kernel/types.ts';
import type { HubNetwork } from '../network.ts';

export class Daily<T> {
  readonly #now: () => Millis;
  readonly #make: (network: HubNetwork, now: Millis) => Promise<T>;
  readonly #made = new Map<NetworkId, { readonly day: Day; readonly value: Promise<T> }>();

  constructor(now: () => Millis, make: (network: HubNetwork, now: Millis) => Promise<T>) {
    this.#now = now;
    this.#make = make;
  }

  /** That of this day. */
  of(network: HubNetwork): Promise<T> {
    const now = this.#now();
    const day = new Date(now).toISOString().slice(0, 10);
    const { network: id } = network.card;
    const before = this.#made.get(id);
    if (before?.day === day) return before.value;
    const value = this.#make(network, now);
    this.#made.set(id, { day, value });
    // What failed is asked for again.
    value.catch(() => {
      if (this.#made.get(id)?.value === value) this.#made.delete(id);
    });
    return value;
  }
}
