// A short seeded run of what `npm run bench -- fuzz` does at length: nothing hostile stops the hub, is half taken, or is told how it is built.
import { expect, it } from 'vitest';
import { INSIDE } from './inside.ts';
import { outside } from './outside.ts';
import { fuzz } from './run.ts';
import { openTarget } from './target.ts';

it('SYNC-19 hostile input given to each part is read or refused with a code, never a fault', async () => {
  const { failures, fed } = await fuzz(INSIDE, 4000, 1);
  expect(failures).toEqual([]);
  expect(fed.size).toBe(INSIDE.length);
});

it('SYNC-19 SYNC-07 hostile input sent to a hub meets a code, leaves nothing half done, and learns nothing of how it is built', async () => {
  const target = await openTarget();
  const { failures } = await fuzz(outside(target), 120, 2);
  const unsound = await target.end();
  expect([...failures, ...unsound]).toEqual([]);
}, 60_000);
