// Every screen, as people meet it: nothing overflows at 320 px, everything that can be touched is 48 px, axe finds nothing in either theme.
// SHOTS=folder also keeps a picture of each, at 360 × 740 and 1280 × 800; ONLY=name looks at some of them.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { SCENES, type Scene, show } from './scenes.ts';
import { openSite, type Site } from './site.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const { SHOTS, ONLY } = process.env;
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

/** What is wider than the screen, or cut off inside its own box. */
const overflowing = () =>
  page.evaluate(() => {
    const wide =
      document.documentElement.scrollWidth > innerWidth ? [`page ${document.documentElement.scrollWidth}`] : [];
    const cut = [...document.querySelectorAll('h1, h2, b, button, a, label, legend, p, dd, dt')].filter((element) => {
      const style = getComputedStyle(element);
      return style.overflow !== 'visible' && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1;
    });
    return [...wide, ...cut.map((element) => `${element.tagName} ${element.textContent}`)];
  });

/** What can be touched and is smaller than 48 px. A link in a sentence is as tall as its sentence (WCAG 2.5.8, inline). */
const small = () =>
  page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll('a[href], button, input, select, summary, label.opt, label.pick')) {
      const inSentence = element.tagName === 'A' && element.closest('p') !== null;
      // A radio is touched through the line that holds it; a row's link covers its row.
      const held = element.closest('label.opt, label.pick, label.find') ?? element;
      const box = (element.matches('.cover') ? element.closest('tr') : held)?.getBoundingClientRect();
      if (!box || box.width === 0 || inSentence || getComputedStyle(element).visibility === 'hidden') continue;
      if (element.closest('.skip') || element.matches('.skip')) continue;
      // The sync line is 40 px tall with a touch area of 48.
      const reach = element.matches('.sync') ? 8 : 0;
      if (box.height + reach < 47.5 || box.width < 47.5)
        found.push(
          `${element.tagName}.${element.className} ${Math.round(box.width)}×${Math.round(box.height)} ${element.textContent}`,
        );
    }
    return found;
  });

/** Keys of the catalogue that nobody put into words. */
const untold = () =>
  page.evaluate(
    () => document.body.innerText.match(/(^|\s)[a-z]+(\.[a-zA-Z_-]+)+(?=\s|$)/gm)?.map((key) => key.trim()) ?? [],
  );

async function check(): Promise<readonly string[]> {
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      // Measured above, twice as strictly, and without counting what only waits to be scrolled from under a bar.
      rules: { 'target-size': { enabled: false } },
    });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.html}`).join(' | ')}`,
    );
  });
  return found;
}

/** Scripts of the page come from its own origin only, so axe comes in by the tool's own door. */
async function lookAt(scene: Scene): Promise<void> {
  faults.length = 0;
  await show(page, site.url, scene);
  await page.evaluate(axe);
}

const shot = async (scene: Scene, width: number) => {
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `${scene.name}.${width}.png`) });
};

describe('on a phone', () => {
  it.each(scenes)('$name', { timeout: 60_000 }, async (scene) => {
    await resize(360, 740);
    await lookAt(scene);
    await shot(scene, 360);
    expect(faults).toEqual([]);
    expect(await untold()).toEqual([]);
    for (const width of [360, 320]) {
      await resize(width, 640);
      expect(await overflowing(), `${width} px`).toEqual([]);
      expect(await small(), `${width} px`).toEqual([]);
    }
    for (const name of THEMES) {
      await theme(name);
      expect(await check(), name).toEqual([]);
    }
  });
});

describe('on a desk', () => {
  it.each(scenes)('$name', { timeout: 60_000 }, async (scene) => {
    await resize(1280, 800);
    await lookAt(scene);
    await shot(scene, 1280);
    expect(faults).toEqual([]);
    expect(await overflowing()).toEqual([]);
    for (const name of THEMES) {
      await theme(name);
      expect(await check(), name).toEqual([]);
    }
  });
});
