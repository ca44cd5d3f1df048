/** A page that shows one scene after the other, and keeps pictures where they are asked for: SHOTS=folder, PICK=name.width, WEBP=1. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../browser.ts';
import { bringAxe, webp } from './looks.ts';
import { SCENES, type Scene, show } from './scenes.ts';
import { openSite, type Site } from './site.ts';

const { SHOTS, ONLY, PICK = '', WEBP } = process.env;
export const scenes = SCENES.filter((scene) => !ONLY || new RegExp(ONLY).test(scene.name));

export class ScenePage {
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
