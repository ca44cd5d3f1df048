/** Snapshots of the simulator's hub: condensed and packed by the kernel as the real ones are, kept in memory, unsealed. */
import type { Logged } from '../../src/kernel/admit.ts';
import { type Dense, dense } from '../../src/kernel/dense.ts';
import type { Reach } from '../../src/kernel/grant.ts';
import { condense, inLogOrder, type Offer, tells, withoutId } from '../../src/kernel/segments.ts';
import type { ServeStore } from '../../src/kernel/serve.ts';
import type { Known, RecordId } from '../../src/kernel/types.ts';
import { reachId } from '../../src/kernel/wire.ts';
import { declarations } from '../../src/modules/index.ts';

/** Changes in a segment; few, so that there are several. */
const SIZE = 6;
const typeOf = (known: Known) => declarations.types[known.change.type];

interface Kept {
  readonly offers: readonly (readonly [id: string, offer: Offer])[];
  readonly segments: readonly (readonly [name: string, text: string])[];
}

export class Snapshots {
  readonly #offers = new Map<string, Offer>();
  readonly #segments = new Map<string, string>();
  #made = 0;

  /** Everything that was made, and made again from that. */
  get kept(): Kept {
    return { offers: [...this.#offers], segments: [...this.#segments] };
  }

  constructor(kept?: Kept) {
    for (const [id, offer] of kept?.offers ?? []) this.#offers.set(id, offer);
    for (const [name, text] of kept?.segments ?? []) this.#segments.set(name, text);
    this.#made = this.#segments.size;
  }

  async offer(part: Reach, store: Pick<ServeStore, 'read'>): Promise<Offer | null> {
    const before = this.#offers.get(reachId(part));
    const { entries, top } = await store.read([{ ...part, after: 0 }], Number.MAX_SAFE_INTEGER);
    const tail = entries.filter(({ pos }) => pos > (before?.pos ?? 0)).length;
    if (before && tail * 4 <= entries.length - tail) return before;
    const seen = new Map<string, Logged>();
    for (const { one } of entries)
      if (one.state === 'confirmed') seen.set(`${one.change.device}.${one.change.seq}`, one);
    const byRecord = new Map<RecordId, Known[]>();
    for (const { change, eff, state } of seen.values())
      byRecord.set(change.record, [...(byRecord.get(change.record) ?? []), { change, eff, state }]);
    const list = [...byRecord.values()]
      .flatMap((changes) => condense(changes))
      .filter((known) => tells(known, part))
      .sort(inLogOrder)
      .map((known) => withoutId(known, typeOf(known)));
    if (list.length === 0) return null;
    const names: (readonly [string, number, number])[] = [];
    for (let i = 0; i < list.length; i += SIZE) {
      const [name, some] = [`s${++this.#made}`, list.slice(i, i + SIZE)];
      this.#segments.set(name, JSON.stringify(dense(some)));
      names.push([name, 1, some.length]);
    }
    const offer = { part: reachId(part), pos: top, list: names };
    this.#offers.set(offer.part, offer);
    return offer;
  }

  fetch(name: string): Dense | null {
    return JSON.parse(this.#segments.get(name) ?? 'null') as Dense | null;
  }
}
