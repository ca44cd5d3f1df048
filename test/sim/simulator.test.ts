// Seeded runs of a small network whose wire, clocks, phones and hub fail. `JEKULU_SEEDS=5000` runs that many, `JEKULU_SEEDS=17-17` one.
import { describe, expect, it } from 'vitest';
import { Game } from './game.ts';

const [from, to] = seeds(process.env['JEKULU_SEEDS'] ?? '300');
const STEPS = 120;

describe('the simulator', () => {
  it(
    `SYNC-04 SYNC-05 SYNC-20 heals from every failure, seeds ${from} to ${to}`,
    async () => {
      for (let seed = from; seed <= to; seed++) {
        const game = new Game(seed);
        try {
          await game.play(STEPS);
        } catch (error) {
          expect.fail(`seed ${seed}: ${(error as Error).stack}\n${game.world.trace.join('\n')}`);
        }
      }
    },
    24 * 3600 * 1000,
  );
});

function seeds(text: string): readonly [number, number] {
  const [first, last] = text.split('-').map(Number);
  return last === undefined ? [1, first ?? 300] : [first ?? 1, last];
}
