// Every screen, as people meet it: nothing overflows at 320 px, everything that can be touched is 48 px, axe finds nothing in either theme.
// Letters twice as large push nothing off a phone. SHOTS=folder also keeps pictures of each, at 360 × 740 and 1280 × 800; ONLY=name looks at some
// scenes, PICK=name.width keeps some pictures, WEBP=1 makes them small (docs/screens/README.md).
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { bringAxe, check, overflowing, small, untold, webp } from './looks.ts';
import { SCENES, type Scene, show } from './scenes.ts';
import { openSite, type Site } from './site.ts';

const { SHOTS, ONLY, PICK = '', WEBP } = process.env;
const THEMES = ['light', 'dark', 'sun'];
const scenes = SCENES.filter((scene) => !ONLY || new RegExp(ONLY).test(scene.name));

let site: Site;
let browser: BrowserContext;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  site = await openSite();
  browser = await launchBrowser({ deviceScaleFactor: 1, reducedMotion: 'reduce' });
  page = browser.pages()[0] ?? (await browser.newPage());
  page.setDefaultTimeout(8_000);
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  if (SHOTS) mkdirSync(SHOTS, { recursive: true });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const resize = async (width: number, height: number): Promise<void> => {
  await page.setViewportSize({ width, height });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
};
const theme = (name: string) =>
  page.evaluate((chosen) => {
    document.documentElement.dataset['theme'] = chosen;
  }, name);

const letters = (size: string) =>
  page.evaluate((chosen) => {
    document.documentElement.style.fontSize = chosen;
  }, size);

async function lookAt(scene: Scene): Promise<void> {
  faults.length = 0;
  await show(page, site.url, scene);
  await bringAxe(page);
}

const shot = async (scene: Scene, width: number | string) => {
  const name = `${scene.name}.${width}`;
  if (!SHOTS || !new RegExp(PICK).test(name)) return;
  const png = await page.screenshot();
  if (!WEBP) return writeFileSync(join(SHOTS, `${name}.png`), png);
  const blank = await browser.newPage();
  writeFileSync(join(SHOTS, `${name}.webp`), await webp(png, blank));
  await blank.close();
};

describe('on a phone', () => {
  it.each(scenes)('$name', { timeout: 60_000 }, async (scene) => {
    await resize(360, 740);
    await lookAt(scene);
    await shot(scene, 360);
    expect(faults).toEqual([]);
    expect(await untold(page)).toEqual([]);
    for (const width of [360, 320]) {
      await resize(width, 640);
      expect(await overflowing(page), `${width} px`).toEqual([]);
      expect(await small(page), `${width} px`).toEqual([]);
    }
    // Letters twice as large, as the settings of a phone make them.
    await resize(360, 640);
    await letters('200%');
    expect(await overflowing(page), '200 %').toEqual([]);
    await shot(scene, '360-200');
    await letters('');
    if (SHOTS) await resize(360, 740);
    for (const name of THEMES) {
      await theme(name);
      expect(await check(page, name !== 'light'), name).toEqual([]);
      if (name === 'dark') await shot(scene, '360-sombre');
    }
  });
});

describe('on a desk', () => {
  it.each(scenes)('$name', { timeout: 60_000 }, async (scene) => {
    await resize(1280, 800);
    await lookAt(scene);
    await shot(scene, 1280);
    expect(faults).toEqual([]);
    expect(await overflowing(page)).toEqual([]);
    for (const name of THEMES) {
      await theme(name);
      expect(await check(page, name !== 'light'), name).toEqual([]);
      if (name === 'dark') await shot(scene, '1280-sombre');
    }
  });
});
