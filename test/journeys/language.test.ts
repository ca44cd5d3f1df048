// A person chooses Bambara before anything else (S0-19): what is known is said in Bambara and marked for screen readers, the rest is French, and no
// key ever shows. The letters ɛ ɔ ɲ ŋ are fetched only by a device that lacks them.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { choosePin, Story } from './steps.ts';

let story: Story;
beforeAll(async () => {
  story = await Story.open();
});
afterAll(() => story.end());

const BAMBARA = 'Bamanankan (à relire)';
/** Texts on screen that look like keys of the catalogue. */
const keysOn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => document.body.innerText.match(/\b[a-z]+(\.[a-z]+)+\b/g) ?? []);

it('is in Bambara where Bambara is known, and in French elsewhere', async () => {
  const context = await story.browser('bambara');
  const fetched: string[] = [];
  context.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  const page = await context.newPage();
  await page.goto(`${story.hub.hub.url}/`);
  await page.getByRole('button', { name: BAMBARA }).click();
  await page.getByRole('button', { name: BAMBARA, pressed: true }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('fr');
  await page.getByRole('heading', { name: 'Bienvenue' }).waitFor();

  const code = await story.network.createCode(story.people.animator, { createdBy: '', days: 1 });
  await page.goto(`${story.hub.hub.url}/#a=${code}`);
  await page.reload();
  await choosePin(page);
  const today = page.getByRole('heading', { name: /^Bi / });
  await today.waitFor();
  expect(
    await today.getByText('Bi', { exact: true }).evaluate((element) => element.closest('[lang]')?.getAttribute('lang')),
  ).toBe('bm');
  const nav = page.getByRole('navigation').getByRole('link');
  await nav.getByText('Tɔnden').waitFor();
  expect(await nav.getByText('Tɔnden').evaluate((element) => element.closest('[lang]')?.getAttribute('lang'))).toBe(
    'bm',
  );
  expect(await nav.getByText('Plus').evaluate((element) => element.closest('[lang]')?.getAttribute('lang'))).toBe('fr');
  expect(await keysOn(page)).toEqual([]);
  if (process.env['SHOTS']) await page.screenshot({ path: join(process.env['SHOTS'], 'bi.png') });

  // English comes as its texts alone: each has the key of the French in its place.
  await nav.getByText('Plus').click();
  await page.getByText('English', { exact: true }).click();
  for (const name of ['Members', 'Training', 'More']) await nav.getByText(name, { exact: true }).waitFor();
  expect(await keysOn(page)).toEqual([]);
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  // This device has the letters.
  expect(fetched.filter((path) => path.endsWith('.woff2'))).toEqual([]);
});

it('fetches the letters on a device that has no font with them', async () => {
  const fonts = mkdtempSync(join(tmpdir(), 'jekulu-fonts-'));
  mkdirSync(join(fonts, 'cache'));
  const config = join(fonts, 'fonts.conf');
  writeFileSync(
    config,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${join(dirname(fileURLToPath(import.meta.url)), 'fonts')}</dir><cachedir>${fonts}/cache</cachedir></fontconfig>`,
  );
  const context = await launchBrowser({ fonts: config });
  try {
    const page = await context.newPage();
    const asked = page.waitForRequest((request) => request.url().endsWith('/letters.woff2'));
    await page.goto(`${story.hub.hub.url}/`);
    await page.evaluate(() => document.body.prepend('ɛ ɔ ɲ ŋ Ɛ Ɔ Ɲ Ŋ'));
    await asked;
    await page.waitForFunction(() => [...document.fonts].some((face) => face.status === 'loaded'));
    if (process.env['SHOTS']) await page.screenshot({ path: join(process.env['SHOTS'], 'letters.png') });
  } finally {
    await context.close();
    rmSync(fonts, { recursive: true, force: true });
  }
});
