/** Every page a hub has, found by its links and held against its routes, and what must be true of each as a browser measures it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../browser.ts';
import { axe, bringAxe, check, Legible, overflowing, parted, small, webp } from '../ui/looks.ts';
import { onPaper } from './on-paper.ts';
import type { Visitor } from './site.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A built app as far as the hub's pages need one: the style sheet they share, and what looks for faults. */
export async function appForLooks(): Promise<{ readonly folder: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'jekulu-look-'));
  const sheet = 'app-LOOKLOOK.css';
  await build({ entryPoints: [join(root, 'src/ui/app.css')], outfile: join(folder, sheet), bundle: true });
  writeFileSync(join(folder, 'index.html'), `<!doctype html><link rel="stylesheet" href="/${sheet}">`);
  writeFileSync(join(folder, 'axe.js'), axe);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** What people put on paper: the public pages in French, and of the office the network, its people, its programmes and certificates, and help. */
const PRINTED = /^\/(reseau|verifier|aide|admin\/(reseau|personnes|programmes|certificats))(\/|$)/;

/** `/admin/programmes/:id/:stage` as an expression. */
const patternOf = (route: string): RegExp =>
  new RegExp(`^${route.replaceAll('.', '\\.').replaceAll(/:[a-z]+/gi, '[^/]+')}$`);
const names = (route: string): number => route.match(/:/g)?.length ?? 0;

/** Which route answers an address: one with words goes before one with names. */
export function routing(routes: readonly string[]): (address: string) => string | undefined {
  const kinds = [...routes].sort((a, b) => names(a) - names(b)).map((route) => [route, patternOf(route)] as const);
  return (address) => kinds.find(([, pattern]) => pattern.test(address.split(/[?#]/)[0] ?? ''))?.[0];
}

/** The way to the other language of the office. */
export const TONGUE = '/admin/langue/:langue';

/**
 * Follows links from these pages.
 * @returns an address for each route that answers with a page, and the routes that give a file to be kept.
 */
export async function everyPage(visitor: Visitor, routes: readonly string[], from: readonly string[]) {
  const routeOf = routing(routes);
  const pages = new Map<string, string>();
  const files = new Set<string>();
  const waiting = [...from];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const route = routeOf(path);
    // Not followed: every page after it would be in the other language.
    if (route === undefined || route === TONGUE || pages.has(route) || files.has(route)) continue;
    const { status, headers, text } = await visitor.get(path);
    const moved = headers.get('location');
    if (moved) waiting.push(moved);
    if (status !== 200) continue;
    if (!headers.get('content-type')?.includes('text/html') || headers.has('content-disposition')) {
      files.add(route);
      continue;
    }
    pages.set(route, path);
    for (const [, to = ''] of text.matchAll(/<a [^>]*href="(\/[^"#]+)/g)) waiting.push(to.replaceAll('&amp;', '&'));
  }
  return { pages, files };
}

/** A browser of somebody who is signed in, and what it found wrong on the pages it stood on. */
export class Looking {
  readonly faults: string[] = [];
  readonly page: Page;
  readonly #legible = new Legible();
  readonly #settings: CDPSession;
  readonly #url: string;

  private constructor(page: Page, settings: CDPSession, url: string) {
    this.page = page;
    this.#settings = settings;
    this.#url = url;
    page.setDefaultTimeout(8_000);
  }

  static async open(visitor: Visitor, url: string): Promise<Looking> {
    // What looks for faults is a script, and the pages let none in.
    const context = await launchBrowser({ bypassCSP: true, reducedMotion: 'reduce', colorScheme: 'light' });
    await context.addCookies([...visitor.cookies].map(([name, value]) => ({ name, value, url })));
    const page = context.pages()[0] ?? (await context.newPage());
    return new Looking(page, await context.newCDPSession(page), url);
  }

  close = (): Promise<void> => this.page.context().close();

  async at(path: string): Promise<void> {
    await this.page.goto(this.#url + path);
    await this.here();
  }

  /** Nothing overflows, is parted or too small to touch, with letters twice as large as well; axe has no remark, in the dark either, and paper has what it needs. */
  async here(): Promise<void> {
    const { page } = this;
    const note = (where: string, faults: readonly string[]) =>
      this.faults.push(...faults.map((one) => `${new URL(page.url()).pathname} at ${where}: ${one}`));
    await bringAxe(page);
    // What is folded is read as well.
    await page.evaluate(() => {
      for (const one of document.querySelectorAll('details')) one.open = true;
    });
    for (const width of [1280, 360, 320]) {
      await page.setViewportSize({ width, height: 740 });
      await this.#shot(width);
      note(`${width} px`, [...(await overflowing(page)), ...(await small(page))]);
      if (width === 1280) note(`${width} px`, await check(page));
      else {
        note(`${width} px`, await parted(page));
        await this.#letters(32);
        note(`${width} px, 200 %`, [...(await overflowing(page)), ...(await parted(page))]);
        await this.#letters(16);
      }
    }
    note('320 px', await check(page));
    await page.emulateMedia({ colorScheme: 'dark' });
    note('320 px, dark', await this.#legible.inTheme(page, 'dark'));
    await page.emulateMedia({ colorScheme: 'light' });
    if (PRINTED.test(new URL(page.url()).pathname)) note('A4', await onPaper(page));
  }

  /** SHOTS=folder, PICK and WEBP keep pictures, as for the screens (`ui/scene-page.ts`). */
  async #shot(width: number): Promise<void> {
    const { SHOTS, PICK = '', WEBP } = process.env;
    const path = new URL(this.page.url()).pathname.slice(1);
    const name = `${path.replaceAll(/[^/]{14,}/g, 'un').replaceAll('/', '-')}.${width}`;
    if (!SHOTS || !new RegExp(PICK).test(name)) return;
    const png = await this.page.screenshot();
    if (!WEBP) return writeFileSync(join(SHOTS, `${name}.png`), png);
    const blank = await this.page.context().newPage();
    writeFileSync(join(SHOTS, `${name}.webp`), await webp(png, blank));
    await blank.close();
  }

  async #letters(standard: number): Promise<void> {
    await this.#settings.send('Page.setFontSizes', { fontSizes: { standard } });
  }
}
