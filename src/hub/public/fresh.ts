/**
 * Keeps what a network shows, and the pages made of it, in memory until something they are made of changes. Every visit asks the log whether it did, so
 * that what somebody withdraws is gone with the next page, on every process of the hub; visits that come together share one question.
 */
import { ROOT } from '../../kernel/ids.ts';
import type { Millis } from '../../kernel/types.ts';
import type { HubNetwork } from '../network.ts';
import { type Face, faceOf, PUBLIC_TYPES } from './face.ts';

/** A page as it leaves: plain and compressed, with the name of its content. */
export interface Sent {
  readonly status: number;
  readonly type: string;
  readonly etag: string;
  readonly plain: Buffer;
  br(): Buffer;
  gzip(): Buffer;
}

/** Of anything that may be asked for in endless ways (searches), so many are kept. */
const MOST_PAGES = 600;

export class Fresh {
  readonly #network: HubNetwork;
  readonly #now: () => Millis;
  #position = -1;
  #face: Face | null = null;
  #pages = new Map<string, Sent>();
  #running: Promise<Face> | null = null;
  #next: Promise<Face> | null = null;

  constructor(network: HubNetwork, now: () => Millis) {
    this.#network = network;
    this.#now = now;
  }

  /** What is shown now. A question that is already on its way is no answer to who comes after it: they share the next one. */
  face(): Promise<Face> {
    if (!this.#running) return this.#start();
    this.#next ??= this.#running.then(
      () => this.#start(),
      () => this.#start(),
    );
    return this.#next;
  }

  /** The page of this name, made of this face once. */
  page(face: Face, name: string, make: () => Sent): Sent {
    const kept = face === this.#face ? this.#pages.get(name) : undefined;
    if (kept) return kept;
    const made = make();
    if (face === this.#face) {
      const oldest = this.#pages.size >= MOST_PAGES ? this.#pages.keys().next().value : undefined;
      if (oldest !== undefined) this.#pages.delete(oldest);
      this.#pages.set(name, made);
    }
    return made;
  }

  #start(): Promise<Face> {
    this.#next = null;
    const running = this.#look().finally(() => {
      if (this.#running === running) this.#running = null;
    });
    this.#running = running;
    return running;
  }

  async #look(): Promise<Face> {
    const day = new Date(this.#now()).toISOString().slice(0, 10);
    const part = { prefix: ROOT, closed: true, types: PUBLIC_TYPES, after: this.#position };
    const { entries, top } = await this.#network.read([part], 1);
    if (this.#face && entries.length === 0 && this.#face.day === day) {
      this.#position = top;
      return this.#face;
    }
    const face = await faceOf(this.#network, day);
    // The position was read before the records: what came in between is looked at again.
    this.#position = top;
    this.#face = face;
    this.#pages = new Map();
    return face;
  }
}
