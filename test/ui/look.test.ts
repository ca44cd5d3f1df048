import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { SCENES, show } from './scenes.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
let browser: BrowserContext;
let page: Page;
beforeAll(async () => {
  site = await openSite();
  browser = await launchBrowser({ deviceScaleFactor: process.env['SHOTS'] ? 1.5 : 1 });
  page = browser.pages()[0] ?? (await browser.newPage());
  page.setDefaultTimeout(5000);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await site?.close();
});
const SIZES = [
  [360, 740],
  [1280, 800],
] as const;
describe('shots', () => {
  const only = process.env['ONLY'];
  for (const [w, h] of SIZES)
    it(`${w}`, async () => {
      page.on('console', (m) => m.type() === 'error' && console.log('CONSOLE', page.url(), m.text()));
      page.on('pageerror', (e) => console.log('PAGEERROR', page.url(), e.message, e.stack));
      await page.setViewportSize({ width: w, height: h });
      const folder = process.env['SHOTS'] ?? '';
      if (folder) mkdirSync(folder, { recursive: true });
      for (const scene of SCENES) {
        if (only && !new RegExp(only).test(scene.name)) continue;
        try {
          await show(page, site.url, scene);
        } catch (e) {
          console.log('FAIL', scene.name, w, String(e).slice(0, 300));
        }
        await page.waitForTimeout(150);
        if (folder)
          await page.screenshot({
            path: join(folder, `${scene.name}.${w}.png`),
            fullPage: process.env['FULL'] === '1',
          });
      }
      expect(1).toBe(1);
    }, 300_000);
});
