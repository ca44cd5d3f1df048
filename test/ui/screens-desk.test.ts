// Every screen on a desk, in every theme.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { check, overflowing } from './looks.ts';
import { ScenePage, scenes } from './scene-page.ts';

let seen: ScenePage;
beforeAll(async () => {
  seen = await ScenePage.open();
}, 60_000);
afterAll(() => seen?.close());

it.each(scenes)('$name', { timeout: 60_000 }, async (scene) => {
  await seen.resize(1280, 800);
  await seen.lookAt(scene);
  await seen.shot(scene, 1280);
  expect(seen.faults).toEqual([]);
  expect(await overflowing(seen.page)).toEqual([]);
  for (const name of ['light', 'dark', 'sun']) {
    await seen.theme(name);
    expect(await check(seen.page, name !== 'light'), name).toEqual([]);
    if (name === 'dark') await seen.shot(scene, '1280-sombre');
  }
});
