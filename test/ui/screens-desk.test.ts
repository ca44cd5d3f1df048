// Every screen on a desk. The colours of each theme are those of the phone (`screens.test.ts`): they are looked at there.
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
  expect(await check(seen.page)).toEqual([]);
  if (!seen.keeps) return;
  await seen.theme('dark');
  await seen.shot(scene, '1280-sombre');
});
