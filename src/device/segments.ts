/**
 * Fetching a snapshot: segment by segment, each kept on the disk before the next is asked for. A line that is cut goes on at the byte where it broke;
 * a phone that is switched off begins again at the segment it had not kept yet.
 */
import type { Segment } from '../kernel/prose.ts';
import { type Offer, type Offered, segmentAbout, segmentClass } from '../kernel/segments.ts';
import { reachId } from '../kernel/wire.ts';
import { isAwaited, whenFree } from '../ui/later.ts';
import { open } from './box.ts';
import type { Copy } from './copy.ts';
import { restingOf } from './resting.ts';

export interface SegmentEnv {
  live(): boolean;
  /** How many changes are here, and how much of what was announced. */
  told(changes: number, came: Came): void;
}

/** How much of a snapshot is here, in bytes: of all that was announced, and what came just now, not before the app was closed or the line broke off. */
export interface Came {
  readonly bytes: number;
  readonly of: number;
  readonly now: number;
}

export type Fetched = 'done' | 'unreachable' | 'closed';

/** Silence after which a line counts as broken, ms, and how often it is taken up again at once. */
const SILENCE = 20_000;
const TRIES = 4;
/** What came of segments not whole yet. Lives as long as the app. */
const halves = new Map<string, Uint8Array<ArrayBuffer>>();

/** Fetches what is offered and not here yet, part by part; the next segment comes while the one before is taken in. */
export async function fetchOffers(copy: Copy, offers: readonly Offer[], env: SegmentEnv): Promise<Fetched> {
  const all = offers.flatMap(({ list }) => list);
  const sum = (list: readonly Offered[], at: 1 | 2): number => list.reduce((n, one) => n + one[at], 0);
  const come: Offered[] = [];
  const whole: Offered[] = [];
  let now = 0;
  const tell = (half = 0, more = 0): void => {
    now += more;
    env.told(sum(come, 2), { bytes: sum(whole, 1) + half, of: sum(all, 1), now });
  };
  const bring = async (one: Offered | undefined): Promise<Uint8Array<ArrayBuffer> | null> => {
    const bytes = one && env.live() ? await fetchSegment(copy.store.card.network, one[0], one[1], tell) : null;
    if (one && bytes) whole.push(one);
    return bytes;
  };
  const resting = restingOf(copy);
  for (const offer of offers) {
    const got = new Set(await copy.gotSegments());
    const lacking = offer.list.filter(([name]) => !got.has(name));
    for (const one of offer.list.filter(([name]) => got.has(name))) {
      come.push(one);
      whole.push(one);
    }
    tell();
    let next = bring(lacking[0]);
    for (const [i, one] of lacking.entries()) {
      const bytes = await next;
      if (!env.live()) return 'closed';
      if (!bytes) return 'unreachable';
      next = bring(lacking[i + 1]);
      const segment = await contentOf(copy, offer, bytes);
      if (!env.live()) return 'closed';
      // No key of ours opens it: the log tells the same.
      if (!segment || !copy.replica.arrive(segment, resting)) break;
      got.add(one[0]);
      await copy.keep({ got: [...got] });
      come.push(one);
      tell();
    }
    copy.replica.caughtUp(
      offer,
      offer.list.every(([name]) => got.has(name)),
    );
    await copy.keep({ got: [] });
    if (!env.live()) return 'closed';
  }
  return 'done';
}

async function contentOf(copy: Copy, offer: Offer, box: Uint8Array<ArrayBuffer>): Promise<Segment | undefined> {
  const part = copy.replica.reach.find((one) => reachId(one) === offer.part);
  const key = part && (await copy.ring.keyAt(segmentClass(part), part.prefix));
  if (!part || !key) return undefined;
  return (await open([key], segmentAbout(copy.store.card.network, part), box)) as Segment | undefined;
}

/** A whole segment, or null when the line stays broken or the hub has it no more. */
async function fetchSegment(
  network: string,
  name: string,
  size: number,
  tell: (half: number, more: number) => void,
): Promise<Uint8Array<ArrayBuffer> | null> {
  for (let tries = 0; tries < TRIES; ) {
    await whenFree();
    const before = halves.get(name) ?? new Uint8Array(0);
    const more =
      before.length < size
        ? await readOn(`/segment/${network}/${name}?from=${before.length}`, before, name, tell)
        : false;
    const now = halves.get(name) ?? before;
    if (now.length === size) {
      halves.delete(name);
      return now;
    }
    if (now.length > size || more === 'gone') {
      halves.delete(name);
      return null;
    }
    // A line that brings something is worth going on with.
    tries = now.length > before.length ? 0 : tries + 1;
  }
  return null;
}

async function readOn(
  address: string,
  before: Uint8Array<ArrayBuffer>,
  name: string,
  tell: (half: number, more: number) => void,
): Promise<'whole' | 'cut' | 'gone'> {
  const stop = new AbortController();
  let timer = setTimeout(() => stop.abort(), SILENCE);
  let half = before;
  try {
    const response = await fetch(address, {
      headers: { 'accept-language': '*' },
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      // By the connection that is open (`post.ts`).
      signal: stop.signal,
    });
    if (response.status === 404) return 'gone';
    if (!response.ok || !response.body) return 'cut';
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return 'whole';
      clearTimeout(timer);
      timer = setTimeout(() => stop.abort(), SILENCE);
      const longer = new Uint8Array(half.length + value.length);
      longer.set(half);
      longer.set(value, half.length);
      half = longer;
      halves.set(name, half);
      tell(half.length, value.length);
      // Somebody waits for a screen: this goes on afterwards, at the byte where it is.
      if (isAwaited()) {
        stop.abort();
        return 'cut';
      }
    }
  } catch {
    return 'cut';
  } finally {
    clearTimeout(timer);
  }
}
