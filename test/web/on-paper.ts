/** What must be true of a page of the hub once it is printed, as a browser measures it. */
import type { Page } from 'playwright-core';
import { overflowing } from '../ui/looks.ts';

/** A4 between the margins of these pages, 14 mm, in CSS pixels. */
const PAPER = { width: 688, height: 1016 };

/** Printed by somebody who reads in the dark: nothing of the screen around it, letters that stand out on white paper, nothing wider than the sheet. */
export async function onPaper(page: Page): Promise<readonly string[]> {
  await page.setViewportSize(PAPER);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const found = [...(await overflowing(page)), ...(await page.evaluate(unfit))];
  await page.emulateMedia({ media: null, colorScheme: 'light' });
  return found;
}

/** In the browser: what only a screen can use, and words that nobody could read. */
function unfit(): string[] {
  const found = new Set<string>();
  const shown = (one: Element) =>
    one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && one.getBoundingClientRect().width > 1;
  for (const one of document.querySelectorAll('nav, button, .skip, .nav, .band'))
    if (shown(one)) found.add(`only for a screen: ${one.outerHTML.slice(0, 90)}`);

  const pixel = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
    willReadFrequently: true,
  }) as CanvasRenderingContext2D;
  /** Red, green, blue and how much of it covers what is below. */
  const colour = (css: string): readonly number[] => {
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = css;
    pixel.fillRect(0, 0, 1, 1);
    return [...pixel.getImageData(0, 0, 1, 1).data];
  };
  const light = (css: string): number => {
    const [r = 0, g = 0, b = 0] = colour(css)
      .slice(0, 3)
      .map((one) => (one / 255 <= 0.04045 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  /** A printer leaves out what is behind letters, but for what insists. */
  const behind = (one: Element | null): number => {
    for (let box = one; box; box = box.parentElement) {
      const { backgroundColor, printColorAdjust } = getComputedStyle(box);
      if (printColorAdjust === 'exact' && (colour(backgroundColor)[3] ?? 0) > 127) return light(backgroundColor);
    }
    return 1;
  };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const box = node.parentElement as Element;
    const words = node.textContent?.trim();
    if (!words || box.closest('script, style, .vh') || !shown(box)) continue;
    const style = getComputedStyle(box);
    const [letters, paper] = [light(box instanceof SVGElement ? style.fill : style.color), behind(box)];
    const contrast = (Math.max(letters, paper) + 0.05) / (Math.min(letters, paper) + 0.05);
    if (contrast < 4.5)
      found.add(`pale (${contrast.toFixed(1)}): ${words.slice(0, 40)} in ${box.tagName}.${box.getAttribute('class')}`);
  }
  return [...found];
}
