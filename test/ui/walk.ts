/** How the tests of the paths walk through the app: one page over a device in memory, opened at an address, touched and read. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { openSite, type Site } from './site.ts';

export interface Walk {
  readonly page: Page;
  readonly site: Site;
  /** Opens a scene of the test page at an address. */
  open(query: string, hash?: string): Promise<void>;
  see(text: string | RegExp): Promise<void>;
  press(name: string | RegExp): Promise<void>;
  /** Goes to another address within the app. */
  goTo(hash: string): Promise<void>;
  title(): Promise<string>;
  /** Tag of what has the focus. */
  focused(): Promise<string>;
  address(): Promise<string>;
  /** The four numbers of the thread. */
  four(): Promise<readonly number[]>;
  /** Types a personal code. */
  digits(typed: string): Promise<void>;
  /** Bodies of the last changes written on the device. */
  written(count: number): Promise<readonly unknown[]>;
}

/** Sets up a browser for a file of tests; the walk is there once they begin. */
export function walking(): Walk {
  let site: Site;
  let browser: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    site = await openSite();
    browser = await launchBrowser({ reducedMotion: 'reduce' });
    page = browser.pages()[0] ?? (await browser.newPage());
    page.setDefaultTimeout(8_000);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });
  beforeEach(async () => {
    await page.setViewportSize({ width: 360, height: 740 });
  });
  return {
    get page() {
      return page;
    },
    get site() {
      return site;
    },
    async open(query, hash = '') {
      await page.goto('about:blank');
      await page.goto(`${site.url}?${query}${hash}`);
      await page.locator('html[data-ready=yes]').waitFor({ state: 'attached' });
      await page.locator('h1').first().waitFor();
    },
    see: (text) => page.getByText(text).first().waitFor(),
    press: (name) =>
      page
        .getByRole('button', { name, exact: typeof name === 'string' })
        .first()
        .click(),
    goTo: (hash) =>
      page.evaluate((to) => {
        location.hash = to;
      }, hash),
    title: () => page.locator('h1').first().innerText(),
    focused: () => page.evaluate(() => document.activeElement?.tagName ?? ''),
    address: () => page.evaluate(() => location.hash),
    four: async () => (await page.locator('.thread b').allInnerTexts()).map(Number),
    async digits(typed) {
      await page.getByRole('button', { name: 'Effacer' }).waitFor();
      for (const digit of typed) await page.keyboard.press(digit);
    },
    written: (count) =>
      page.evaluate(
        (last) =>
          window.fake.device
            .rows()
            .slice(-last)
            .map((row) => row.change?.body),
        count,
      ),
  };
}

/** What reaches beyond the right edge, when the page does. */
export const tooWide = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const beyond = [...document.querySelectorAll('body *:not(.chips *, .tabs *)')].filter(
      (one) => one.getBoundingClientRect().right > innerWidth + 1,
    );
    return beyond.map(
      (one) => `${one.tagName}.${one.getAttribute('class')} ${Math.round(one.getBoundingClientRect().right)}`,
    );
  });
