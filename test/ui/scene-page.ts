/**
 * A page that shows one scene after the other and measures each: nothing overflows at 320 px, everything that can be touched is 48 px, axe finds nothing
 * in any theme, letters twice as large push nothing off and part no word. Then the same screen on a desk. Pictures are kept where they are asked for:
 * SHOTS=folder, PICK=name.width, WEBP=1; ONLY=name looks at some scenes (docs/screens/README.md).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { bringAxe, check, overflowing, parted, small, untold, webp } from './looks.ts';
import { SCENES, type Scene, show } from './scenes.ts';
import { openSite, type Site } from './site.ts';

const { SHOTS, ONLY, PICK = '', WEBP } = process.env;
class ScenePage {
  readonly page: Page;
  /** What the page complained of since the scene began. */
  readonly faults: string[] = [];
  readonly keeps = SHOTS !== undefined;
  readonly #site: Site;
  readonly #browser: BrowserContext;
  readonly #settings: CDPSession;

  private constructor(site: Site, browser: BrowserContext, page: Page, settings: CDPSession) {
    this.#site = site;
    this.#browser = browser;
    this.#settings = settings;
    this.page = page;
    page.setDefaultTimeout(8_000);
    page.on('pageerror', (error) => this.faults.push(error.message));
    page.on('console', (message) => message.type() === 'error' && this.faults.push(message.text()));
  }

  static async open(): Promise<ScenePage> {
    const site = await openSite();
    const browser = await launchBrowser({ deviceScaleFactor: 1, reducedMotion: 'reduce' });
    if (SHOTS) mkdirSync(SHOTS, { recursive: true });
    const page = browser.pages()[0] ?? (await browser.newPage());
    return new ScenePage(site, browser, page, await browser.newCDPSession(page));
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#site.close();
  }

  async resize(width: number, height: number): Promise<void> {
    await this.page.setViewportSize({ width, height });
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  theme(name: string): Promise<void> {
    return this.page.evaluate((chosen) => {
      document.documentElement.dataset['theme'] = chosen;
    }, name);
  }

  /** Letters as the settings of a phone make them, in pixels: 16 is the usual, 32 twice as large. Everything measured in them grows along. */
  async letters(size: number): Promise<void> {
    await this.#settings.send('Page.setFontSizes', { fontSizes: { standard: size } });
  }

  async lookAt(scene: Scene): Promise<void> {
    this.faults.length = 0;
    await this.letters(16);
    await show(this.page, this.#site.url, scene);
    await bringAxe(this.page);
  }

  async shot(scene: Scene, width: number | string): Promise<void> {
    const name = `${scene.name}.${width}`;
    if (!SHOTS || !new RegExp(PICK).test(name)) return;
    const png = await this.page.screenshot();
    if (!WEBP) return writeFileSync(join(SHOTS, `${name}.png`), png);
    const blank = await this.#browser.newPage();
    writeFileSync(join(SHOTS, `${name}.webp`), await webp(png, blank));
    await blank.close();
  }
}

/** Says each scene of one half as a test. A page is loaded once for all that is measured of it: that takes longer than measuring it. */
export function measured(half: keyof typeof SCENES): void {
  let seen: ScenePage;
  beforeAll(async () => {
    seen = await ScenePage.open();
  }, 60_000);
  afterAll(() => seen?.close());
  const scenes = SCENES[half].filter((scene) => !ONLY || new RegExp(ONLY).test(scene.name));
  it.each(scenes)('$name', { timeout: 60_000 }, async (scene) => {
    await onPhone(seen, scene);
    await onDesk(seen, scene);
  });
}

async function onPhone(seen: ScenePage, scene: Scene): Promise<void> {
  const { page } = seen;
  await page.setViewportSize({ width: 360, height: seen.keeps ? 740 : 640 });
  await seen.lookAt(scene);
  await seen.shot(scene, 360);
  expect(seen.faults).toEqual([]);
  expect(await untold(page)).toEqual([]);
  expect(await check(page), '360 px').toEqual([]);
  for (const width of [360, 320]) {
    if (width === 320 || seen.keeps) await seen.resize(width, 640);
    expect(await overflowing(page), `${width} px`).toEqual([]);
    expect(await small(page), `${width} px`).toEqual([]);
    expect(await parted(page), `${width} px`).toEqual([]);
    await seen.letters(32);
    expect(await overflowing(page), `${width} px, 200 %`).toEqual([]);
    expect(await parted(page), `${width} px, 200 %`).toEqual([]);
    await seen.shot(scene, `${width}-200`);
    await seen.letters(16);
  }
  if (seen.keeps) await seen.resize(360, 740);
  await inThemes(seen, scene, '360-sombre');
}

async function onDesk(seen: ScenePage, scene: Scene): Promise<void> {
  await seen.resize(1280, 800);
  if (scene.desk === 'anew') await seen.lookAt(scene);
  await seen.theme('light');
  await seen.shot(scene, 1280);
  expect(seen.faults).toEqual([]);
  expect(await overflowing(seen.page)).toEqual([]);
  expect(await small(seen.page)).toEqual([]);
  await inThemes(seen, scene, '1280-sombre');
}

async function inThemes(seen: ScenePage, scene: Scene, dark: string): Promise<void> {
  for (const name of ['light', 'dark', 'sun']) {
    await seen.theme(name);
    expect(await check(seen.page, name !== 'light'), name).toEqual([]);
    if (name === 'dark') await seen.shot(scene, dark);
  }
}
