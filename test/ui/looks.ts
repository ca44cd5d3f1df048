/** What must be true of every screen, as a browser measures it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

export const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** From where the page itself comes (`site.ts`): nothing else may be loaded, and the browser compiles it once. */
export const bringAxe = (page: Page): Promise<unknown> => page.addScriptTag({ url: '/axe.js' });

/** A picture a third as heavy, made by the browser that took it. Letters stay sharp. */
export async function webp(png: Buffer, blank: Page): Promise<Buffer> {
  const url = await blank.evaluate(
    async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
      canvas.getContext('2d')?.drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', 0.8);
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

/** What is wider than the screen, or cut off inside its own box. */
export const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth } = document.documentElement;
    const beyond = (where: string) =>
      [...document.querySelectorAll(where)]
        .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
        .map((one) => one.outerHTML.slice(0, 90));
    // What lies over the page does not make it wider: it is cut off.
    const wide = [
      ...(scrollWidth > innerWidth ? [`page ${scrollWidth}`, ...beyond('main *:not(.chips *, .tabs *)')] : []),
      ...beyond('dialog *'),
    ];
    const cut = [...document.querySelectorAll('h1, h2, b, button, a, label, legend, p, dd, dt')].filter((element) => {
      const style = getComputedStyle(element);
      return style.overflow !== 'visible' && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1;
    });
    return [...wide, ...cut.map((element) => `${element.tagName} ${element.textContent}`)];
  });

/**
 * Words that go on in the next line. One of thirteen letters or more may where the text lets the browser part it after a syllable: phones know how,
 * the browser of the tests has no dictionary and parts it anywhere.
 */
export const parted = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found = new Set<string>();
    const range = document.createRange();
    const lines = () => new Set([...range.getClientRects()].map(({ top, width }) => width > 0 && Math.round(top)));
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      range.selectNodeContents(node);
      if (range.getClientRects().length < 2) continue;
      // What only a screen reader hears is a pixel wide; an address is no word.
      const box = node.parentElement as HTMLElement;
      if (box.closest('.vh, .skip, thead, .addr')) continue;
      const syllables = getComputedStyle(box).hyphens === 'auto';
      for (const { 0: word, index } of (node.textContent ?? '').matchAll(/[^\s-]{2,}/g)) {
        if (syllables && word.length > 12) continue;
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        if (lines().size > 1) found.add(`${word} in ${box.tagName}.${box.className}`);
      }
    }
    return [...found];
  });

/** Which elements there are and which of them are drawn: where it is the same at two widths, so is what axe says of them but for colours. */
export const drawn = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [...document.body.querySelectorAll('*')]
      .map((one) => `${one.tagName}${one.checkVisibility({ visibilityProperty: true }) ? '+' : '-'}`)
      .join(''),
  );

/**
 * How words stand out on this page: for each piece of text its colour and size, and what lies behind it up to the first opaque ground; for a link in a
 * sentence also the colour of the sentence. Pages of the same pairs read equally well.
 */
const inks = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const grounds = new Map<Element, string>();
    const groundOf = (one: Element | null): string => {
      if (!one) return '';
      const known = grounds.get(one);
      if (known !== undefined) return known;
      const { backgroundColor: color, backgroundImage: image, opacity } = getComputedStyle(one);
      const isClear = /, 0\)$/.test(color) && image === 'none';
      const own = `${isClear ? '' : `${color} ${image}`}${opacity === '1' ? '' : ` at ${opacity}`}`;
      const isOpaque = opacity === '1' && image === 'none' && color.startsWith('rgb(');
      const told = isOpaque ? own : [own, groundOf(one.parentElement)].filter((text) => text !== '').join(' on ');
      grounds.set(one, told);
      return told;
    };
    const found = new Set<string>();
    for (const one of document.body.querySelectorAll('*')) {
      const isField = one.matches('input, textarea, select');
      const hasText = [...one.childNodes].some(
        ({ nodeType, data }: Node & { data?: string }) => nodeType === 3 && data?.trim(),
      );
      if (!(hasText || isField) || !one.checkVisibility({ visibilityProperty: true })) continue;
      const { color, fontSize, fontWeight, textShadow, textDecorationLine } = getComputedStyle(one);
      // Large letters may be paler (WCAG 1.4.3): 18 pt, or 14 pt and bold.
      const size = Number.parseFloat(fontSize);
      const isLarge = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700);
      const aside = one.matches('a') && one.parentElement ? getComputedStyle(one.parentElement).color : null;
      const link = aside === null ? '' : `link beside ${aside}, ${textDecorationLine}, ${fontWeight}`;
      found.add([color, isLarge, textShadow, link, groundOf(one)].join('; '));
    }
    return [...found];
  });

/** What can be touched and is smaller than 48 px. A link in a sentence is as tall as its sentence (WCAG 2.5.8, inline). */
export const small = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll('a[href], button, input, select, summary, label.opt, label.pick')) {
      // A place on a map is as large as the map lets it be; the list beside it leads there too.
      if (element.closest('svg')) continue;
      const inSentence = element.tagName === 'A' && element.closest('p') !== null;
      // A radio is touched through the line that holds it; a row's link covers its row.
      const held = element.closest('label.opt, label.pick, label.find, label.btn') ?? element;
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
export const untold = (page: Page): Promise<string[]> =>
  page.evaluate(
    () => document.body.innerText.match(/(^|\s)[a-z_]+(\.[a-zA-Z_-]+)+(?=\s|$)/gm)?.map((key) => key.trim()) ?? [],
  );

/** What axe finds on the page as it stands. @param colours only what another theme can change. */
export async function check(page: Page, colours = false): Promise<readonly string[]> {
  return page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const look = async (selectors: boolean) => {
      const { violations } = await axe.run(document, {
        // Nobody reads what passed: it need not be described.
        reporter: 'no-passes',
        resultTypes: ['violations'],
        selectors,
        // No rule asked for here reads style sheets or films beforehand.
        preload: false,
        ...(only
          ? {
              runOnly: {
                type: 'rule',
                values: ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable'],
              },
            }
          : {
              runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
              // Measured above, twice as strictly, and without counting what only waits to be scrolled from under a bar.
              rules: { 'target-size': { enabled: false } },
            }),
      });
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.html}`).join(' | ')}`,
      );
    };
    const found = await look(false);
    if (found.length === 0) return found;
    // Where each element stands takes a third of the time to say: it is asked for only where something is wrong.
    const told = await look(true);
    return told.length > 0 ? told : found;
  }, colours);
}

/** How words stood out where axe had nothing to say of their colours: a theme that brings no other ones is not looked at again. */
export class Legible {
  readonly #known = new Set<string>();

  /** What another theme than the first changes of a page, where that is new. */
  async inTheme(page: Page, theme: string): Promise<readonly string[]> {
    const told = (await inks(page)).map((ink) => `${theme}: ${ink}`);
    if (told.every((ink) => this.#known.has(ink))) return [];
    const found = await check(page, true);
    if (found.length === 0) for (const ink of told) this.#known.add(ink);
    return found;
  }
}
