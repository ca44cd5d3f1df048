// Seeded runs of a small network whose wire, clocks, phones and hub fail. `JEKULU_SEEDS=5000` runs that many, `JEKULU_SEEDS=17-17` one.
import { describe, expect, it } from 'vitest';
import { Game } from './game.ts';

const [from, to] = seeds(process.env['JEKULU_SEEDS'] ?? '300');
const STEPS = 120;

/** Games in one test: whoever watches sees that it goes on. */
const SLICE = 50;

describe('the simulator', () => {
  for (let first = from; first <= to; first += SLICE) {
    const end = Math.min(to, first + SLICE - 1);
    it(`SYNC-04 SYNC-05 SYNC-20 heals from every failure, seeds ${first} to ${end}`, async () => {
      for (let seed = first; seed <= end; seed++) {
        const game = new Game(seed);
        try {
          await game.play(STEPS);
        } catch (error) {
          expect.fail(`seed ${seed}: ${(error as Error).stack}\n${game.world.trace.join('\n')}`);
        }
      }
    }, 3600_000);
  }
});

function seeds(text: string): readonly [number, number] {
  const [first, last] = text.split('-').map(Number);
  return last === undefined ? [1, first ?? 300] : [first ?? 1, last];
}
