/** Randomness with a seed, so that every demonstration tells the same story. */
export interface Dice {
  /** From 0 up to, not including, 1. */
  next(): number;
  bytes(count: number): Uint8Array;
  pick<T>(list: readonly T[]): T;
  between(low: number, high: number): number;
}

/** mulberry32: small, well spread, and more than enough for a story. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    bytes: (count) => Uint8Array.from({ length: count }, () => between(0, 255)),
    pick: (list) => {
      if (list.length === 0) throw new Error('nothing to pick from');
      return list[between(0, list.length - 1)] as (typeof list)[number];
    },
  };
}
