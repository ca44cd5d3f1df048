// The questions of a date and of a place, in a real browser: by touch and by keyboard alone, on the narrowest phone, for whoever listens.
// SHOTS=folder keeps pictures.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { bringAxe, check, overflowing, small, untold } from './looks.ts';
import { openSite, type Site } from './site.ts';

const { SHOTS } = process.env;
let site: Site;
let browser: BrowserContext;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  site = await openSite('test/ui/questions-page.tsx');
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
beforeEach(async () => {
  faults.length = 0;
  await page.setViewportSize({ width: 360, height: 740 });
});

async function open(answers: { readonly since?: string; readonly place?: string } = {}): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${site.url}?${new URLSearchParams(answers)}`);
  await page.locator('html[data-ready=yes]').waitFor({ state: 'attached' });
}
const kept = (name: 'since' | 'place') => page.locator(`[data-kept=${name}]`).innerText();
const see = (text: string | RegExp) => page.getByText(text).first().waitFor();
const label = (text: string) => page.getByLabel(text, { exact: true });
const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');

describe('a date', () => {
  it('is a year, a month or a day, as it is known, or about then', async () => {
    await open();
    expect(await label('Année').count()).toBe(0);
    await label('L’année seulement').check();
    await label('Année').fill('1985');
    expect(await kept('since')).toBe('1985');
    await label('À peu près, vers cette date').check();
    expect(await kept('since')).toBe('1985~');
    await label('Le mois et l’année').check();
    await label('Mois').selectOption('mars');
    expect(await kept('since')).toBe('1985-03~');
    await label('Le jour exact').check();
    await label('Jour').pressSequentially('7');
    expect(await kept('since')).toBe('1985-03-07~');
    expect(await label('Jour').inputValue()).toBe('7');
    // Whoever knows less after all loses nothing that they typed.
    await label('L’année seulement').check();
    expect(await kept('since')).toBe('1985~');
    await label('Le jour exact').check();
    expect(await kept('since')).toBe('1985-03-07~');
  });

  it('says which part is missing or cannot be, and keeps what is there', async () => {
    await open();
    await label('Le jour exact').check();
    await label('Année').fill('2026');
    await see('Choisissez le mois');
    await label('Mois').selectOption('février');
    await label('Jour').fill('31');
    await see('Ce jour n’existe pas dans ce mois');
    expect(await label('Jour').getAttribute('aria-invalid')).toBe('true');
    await label('Jour').fill('28');
    expect(await kept('since')).toBe('2026-02-28');
    expect(await page.locator('.err').count()).toBe(0);
    await label('Année').fill('26');
    await see('Écrivez l’année en quatre chiffres');
    await label('Année').fill('');
    await label('Jour').fill('');
    await label('Mois').selectOption('');
    expect(await kept('since')).toBe('');
  });

  it('comes back as it was, the unfinished one too', async () => {
    await open({ since: '2003-07-01~' });
    expect(await label('Le jour exact').isChecked()).toBe(true);
    expect(await label('Jour').inputValue()).toBe('1');
    expect(await label('Mois').inputValue()).toBe('7');
    expect(await label('À peu près, vers cette date').isChecked()).toBe(true);
    await open({ since: '-07' });
    expect(await label('Le mois et l’année').isChecked()).toBe(true);
    expect(await label('Mois').inputValue()).toBe('7');
    await label('Année').fill('2003');
    expect(await kept('since')).toBe('2003-07');
  });

  it('can be given by keyboard alone', async () => {
    await open();
    await page.locator('#visit-since').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('jan');
    await page.keyboard.press('Tab');
    await page.keyboard.type('2019x');
    expect(await kept('since')).toBe('2019-01');
    expect(faults).toEqual([]);
  });
});

describe('a place', () => {
  it('is found as one types; choosing keeps the words and where it lies', async () => {
    await open();
    await label('Où est-ce ?').fill('bakari');
    await page.getByRole('button', { name: /^Bakaribougou/ }).click();
    expect(JSON.parse(await kept('place'))).toEqual({
      text: 'Bakaribougou',
      area: 'ml-00.commune-ii.bakaribougou',
      geo: 'ml-2023',
    });
    expect(await focused()).toBe('Bakaribougou\u00a0: Commune II, Bamako');
    // The words are made more precise; the place stays.
    await label('Où est-ce ?').fill('Bakaribougou, près du CNAPESS');
    expect(JSON.parse(await kept('place'))).toMatchObject({ text: 'Bakaribougou, près du CNAPESS', geo: 'ml-2023' });
    await page.getByRole('button', { name: 'Retirer' }).click();
    expect(await kept('place')).toBe('"Bakaribougou, près du CNAPESS"');
  });

  it('offers homonyms with what they are, and the village before the comma stays', async () => {
    await open();
    await label('Où est-ce ?').fill('Dougouba, kayes');
    const offers = page.getByRole('list', { name: 'Lieux proposés' }).getByRole('button');
    await offers.first().waitFor();
    expect((await offers.allInnerTexts()).map((text) => text.replace(/\n+/g, ' — '))).toEqual([
      'Kayes — région',
      'Kayes — cercle, région de Kayes',
      'Kayes — commune, cercle de Kayes',
    ]);
    await see('3 lieux proposés sous la réponse');
    await offers.nth(2).click();
    expect(JSON.parse(await kept('place'))).toMatchObject({ text: 'Dougouba, Kayes', area: 'ml-0101.kayes' });
  });

  it('may be words alone, or words given before', async () => {
    await open();
    await label('Où est-ce ?').fill('Chez le forgeron');
    expect(await kept('place')).toBe('"Chez le forgeron"');
    await label('Où est-ce ?').fill('dougou');
    await page.getByRole('button', { name: 'Dougoukoro, près du puits' }).click();
    expect(await kept('place')).toBe('"Dougoukoro, près du puits"');
  });

  it('may lie abroad: a country, and no place of Mali', async () => {
    await open();
    await label('Où est-ce ?').fill('Dakar');
    await page.getByRole('button', { name: 'Ailleurs qu’au Mali' }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('visit-place-country');
    await label('Pays').selectOption('Sénégal');
    expect(JSON.parse(await kept('place'))).toEqual({ text: 'Dakar', country: 'SN' });
    await label('Où est-ce ?').fill('Kayes Findiw, Dakar');
    expect(await page.getByRole('button', { name: /région/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'C’est au Mali' }).click();
    expect(await kept('place')).toBe('"Kayes Findiw, Dakar"');
  });

  it('can be chosen by keyboard alone, and comes back as it was', async () => {
    await open();
    await label('Où est-ce ?').focus();
    await page.keyboard.type('garalo');
    await page.getByRole('button', { name: /commune, cercle de Garalo/ }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const answer = JSON.parse(await kept('place'));
    expect(answer).toEqual({ text: 'Garalo', area: 'ml-1501.garalo', geo: 'ml-2023' });
    await open({ place: JSON.stringify(answer) });
    await see('commune, cercle de Garalo');
    expect(await label('Où est-ce ?').inputValue()).toBe('Garalo');
    expect(JSON.parse(await kept('place'))).toEqual(answer);
    expect(faults).toEqual([]);
  });
});

describe('on every screen', () => {
  const states: readonly {
    readonly name: string;
    readonly answers: Parameters<typeof open>[0];
    readonly typed?: string;
  }[] = [
    { name: 'vide', answers: {} },
    { name: 'jour-faux-offres', answers: { since: '2026-02-31' }, typed: 'diangounte' },
    {
      name: 'mois-lieu',
      answers: { since: '2019-01~', place: '{"area":"ml-00.commune-iii","geo":"ml-2023","text":"Bamako"}' },
    },
    { name: 'annee-etranger', answers: { since: '1985', place: '{"country":"CD","text":"Kinshasa"}' } },
  ];
  it.each(states)('$name', { timeout: 60_000 }, async ({ name, answers, typed }) => {
    await open(answers);
    if (typed) {
      await label('Où est-ce ?').fill(typed);
      await page
        .getByRole('button', { name: /cercle/ })
        .first()
        .waitFor();
    }
    await bringAxe(page);
    for (const width of [320, 360, 1280]) {
      await page.setViewportSize({ width, height: 740 });
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.${width}.png`), fullPage: true });
      expect(await overflowing(page), `${width} px`).toEqual([]);
      expect(await small(page), `${width} px`).toEqual([]);
      expect(await untold(page)).toEqual([]);
    }
    for (const theme of ['light', 'dark', 'sun']) {
      await page.evaluate((chosen) => {
        document.documentElement.dataset['theme'] = chosen;
      }, theme);
      expect(await check(page), theme).toEqual([]);
    }
    expect(faults).toEqual([]);
  });
});
