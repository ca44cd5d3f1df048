/**
 * A page that shows one scene after the other and measures each: nothing overflows at 320 px, everything that can be touched is 48 px, axe finds nothing
 * in any theme, letters twice as large push nothing off and part no word. Then the same screen on a desk. Pictures are kept where they are asked for:
 * SHOTS=folder, PICK=name.width, WEBP=1; ONLY=name looks at some scenes (docs/screens/README.md).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { bringAxe, check, drawn, Legible, overflowing, parted, small, untold, webp } from './looks.ts';
import { SCENES, type Scene, show } from './scenes.ts';
import { openSite, type Site } from './site.ts';

const { SHOTS, ONLY, PICK = '', WEBP } = process.env;
class ScenePage {
  readonly page: Page;
  /** What the page complained of since the scene began. */
  readonly faults: string[] = [];
  /** Addresses that the scenes so far have opened, each by its parts. */
  readonly opened: (readonly string[])[] = [];
  readonly legible = new Legible();
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
    // As most phones have one: what offers to read aloud is measured with the rest.
    await page.addInitScript(() => {
      const voices = ['fr-FR', 'en-GB'].map((lang) => ({ lang, localService: true }));
      Object.defineProperty(window, 'speechSynthesis', { value: { getVoices: () => voices, cancel: () => undefined } });
    });
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
    const hashes = await this.page.evaluate(() => [...window.opened, location.hash]);
    this.opened.push(...hashes.map((hash) => hash.slice(2).split('/')));
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

/** Screens behind the door by the first part of their address, as `inside.tsx` and `more.tsx` list them: no list by hand can forget one. */
const namesIn = (file: string, list: RegExp): readonly string[] => {
  const [, body = ''] =
    list.exec(readFileSync(new URL(`../../src/device/screens/${file}`, import.meta.url), 'utf8')) ?? [];
  return [...body.matchAll(/(?:^|[{,])\s*'?([a-z-]+)'?: /gm)].map(([, name]) => name as string);
};
const ROOMS = namesIn('inside.tsx', /const GROUPS[^=]+= {\n(.*?)\n};/s);
const PARTS = namesIn('more.tsx', /const PARTS = {\n(.*?)\n}/s);
/** Rooms whose scenes stand with those of programmes, and screens beside a list whose scenes stand with those of the house. */
const WORK = ['appel', 'parcours', 'quelle-forme', 'verifier', 'doublons'];
const MEMBERS = ['registre', 'niveaux', 'a-voir', 'formes', 'comptees'];

/** Every screen has a scene: what no scene of this half opened, although it is a screen of this half. */
async function unopened({ page, opened }: ScenePage, half: keyof typeof SCENES): Promise<readonly string[]> {
  const isOpened = (at: 0 | 1, name: string): boolean => opened.some((parts) => parts[at] === name);
  if (half === 'programme') {
    const besides = await page.evaluate(() => window.besides());
    expect(besides.length).toBeGreaterThan(20);
    const own = besides.filter((name) => !MEMBERS.includes(name));
    return [...WORK.filter((name) => !isOpened(0, name)), ...own.filter((name) => !isOpened(1, name))];
  }
  const rooms = ['corriger', 'envois', ...ROOMS.filter((name) => !WORK.includes(name))];
  expect(rooms.length + PARTS.length).toBeGreaterThan(10);
  return [
    ...rooms.filter((name) => !isOpened(0, name)),
    ...[...PARTS, ...MEMBERS].filter((name) => !isOpened(1, name)),
  ];
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
  it.skipIf(ONLY)('every screen has a scene', async () => {
    expect(await unopened(seen, half)).toEqual([]);
  });
}

async function onPhone(seen: ScenePage, scene: Scene): Promise<void> {
  const { page } = seen;
  await page.setViewportSize({ width: 360, height: seen.keeps ? 740 : 640 });
  await seen.lookAt(scene);
  await seen.shot(scene, 360);
  expect(seen.faults).toEqual([]);
  expect(await untold(page)).toEqual([]);
  const at360 = await drawn(page);
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
  const isOther = (await drawn(page)) !== at360;
  if (seen.keeps) await seen.resize(360, 740);
  expect(await check(page), 'light').toEqual([]);
  await inThemes(seen, scene, '360-sombre');
  if (!isOther) return;
  await seen.theme('light');
  await seen.resize(360, 640);
  expect(await check(page), '360 px').toEqual([]);
}

async function onDesk(seen: ScenePage, scene: Scene): Promise<void> {
  await seen.resize(1280, 800);
  if (scene.desk === 'anew') await seen.lookAt(scene);
  await seen.theme('light');
  await seen.shot(scene, 1280);
  expect(seen.faults).toEqual([]);
  expect(await overflowing(seen.page)).toEqual([]);
  expect(await small(seen.page)).toEqual([]);
  expect(await check(seen.page), 'light').toEqual([]);
  await inThemes(seen, scene, '1280-sombre');
}

async function inThemes(seen: ScenePage, scene: Scene, dark: string): Promise<void> {
  for (const name of ['dark', 'sun']) {
    await seen.theme(name);
    expect(await seen.legible.inTheme(seen.page, name), name).toEqual([]);
    if (name === 'dark') await seen.shot(scene, dark);
  }
}
