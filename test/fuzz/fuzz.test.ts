// A short seeded run of what `npm run bench -- fuzz` does at length: nothing hostile stops the hub, is half taken, or is told how it is built.
import { expect, it } from 'vitest';
import { INSIDE } from './inside.ts';
import { fuzz } from './run.ts';

it('SYNC-19 hostile input given to each part is read or refused with a code, never a fault', async () => {
  const { failures, fed } = await fuzz(INSIDE, 20_000, 1);
  expect(failures).toEqual([]);
  expect(fed.size).toBe(INSIDE.length);
});
