// Every screen, as people meet it on a phone: nothing overflows at 320 px, everything that can be touched is 48 px, axe finds nothing in any theme.
// Letters twice as large push nothing off and part no word, at 320 px either. SHOTS=folder also keeps pictures of each, at 360 × 740 and 1280 × 800; ONLY=name looks at some scenes
// (`scene-page.ts`, docs/screens/README.md).
import { afterAll, beforeAll, expect, it } from 'vitest';
import { check, overflowing, parted, small, untold } from './looks.ts';
import { ScenePage, scenes } from './scene-page.ts';

let seen: ScenePage;
beforeAll(async () => {
  seen = await ScenePage.open();
}, 60_000);
afterAll(() => seen?.close());

it.each(scenes)('$name', { timeout: 60_000 }, async (scene) => {
  const { page } = seen;
  await seen.resize(360, 740);
  await seen.lookAt(scene);
  await seen.shot(scene, 360);
  expect(seen.faults).toEqual([]);
  expect(await untold(page)).toEqual([]);
  for (const width of [360, 320]) {
    await seen.resize(width, 640);
    expect(await overflowing(page), `${width} px`).toEqual([]);
    expect(await small(page), `${width} px`).toEqual([]);
    expect(await parted(page), `${width} px`).toEqual([]);
    await seen.letters(32);
    expect(await overflowing(page), `${width} px, 200 %`).toEqual([]);
    expect(await parted(page), `${width} px, 200 %`).toEqual([]);
    await seen.shot(scene, `${width}-200`);
    await seen.letters(16);
  }
  await seen.resize(360, 640);
  if (seen.keeps) await seen.resize(360, 740);
  for (const name of ['light', 'dark', 'sun']) {
    await seen.theme(name);
    expect(await check(page, name !== 'light'), name).toEqual([]);
    if (name === 'dark') await seen.shot(scene, '360-sombre');
  }
});
