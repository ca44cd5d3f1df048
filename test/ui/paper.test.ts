// What is printed: as many pages as promised, what must be repeated on each, nothing of the screen around it, and a book that names each file taken.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { bringAxe, check, overflowing, small, untold } from './looks.ts';
import { show } from './scenes.ts';
import { openSite, type Site } from './site.ts';

const { SHOTS } = process.env;
let site: Site;
let browser: BrowserContext;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  site = await openSite();
  browser = await launchBrowser({ acceptDownloads: true, reducedMotion: 'reduce' });
  page = browser.pages()[0] ?? (await browser.newPage());
  page.setDefaultTimeout(8_000);
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await show(page, site.url, { name: 'liste', query: 'scene=open', hash: '#/membres' });
  // Enough people for a meeting, with names of several languages.
  await page.evaluate(async () => {
    const names = [
      'Kɔrɔtimi DIARRA',
      'Aïssata ƝARE',
      'Moussa TOGOLA',
      'Ŋaɲa SƐƐNƐ',
      'Fatoumata Bintou COULIBALY épouse SISSOKO-TRAORÉ',
    ];
    for (let n = 0; n < 60; n++)
      await window.fake.save([
        {
          do: 'create',
          type: 'person',
          home: window.fake.me.value?.home as never,
          body: { name: `${names[n % names.length]} ${n + 1}`, job: 'Assemblée', place: 'Pélengana' },
        },
      ]);
  });
}, 60_000);
afterAll(async () => {
  expect(faults).toEqual([]);
  await browser?.close();
  await site?.close();
});

const go = (hash: string): Promise<void> =>
  page.evaluate((to) => {
    location.hash = to;
  }, hash);
const open = async (hash: string): Promise<void> => {
  await go(hash);
  await page
    .locator('.paper')
    .or(page.getByRole('heading', { name: 'Imprimer ou prendre' }))
    .first()
    .waitFor();
};
const pdf = async (name: string): Promise<string> => {
  const bytes = await page.pdf({ preferCSSPageSize: true, ...(SHOTS && { path: join(SHOTS, `${name}.pdf`) }) });
  return bytes.toString('latin1');
};
const pages = (text: string): number => text.match(/\/Type\s*\/Page\b/g)?.length ?? 0;

describe('on paper', () => {
  it('SX-12: sixty people with a column to sign take three pages, each with its head', {
    timeout: 60_000,
  }, async () => {
    await go('#/personnes');
    await page.getByRole('heading', { name: 'Personnes' }).waitFor();
    await page.fill('input[type=search]', 'assemblee');
    await open('#/personnes/sortir/sign');
    expect(await page.locator('.paper tbody tr').count()).toBe(60);
    expect(pages(await pdf('signer'))).toBe(3);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.paper thead').evaluate((head) => getComputedStyle(head).display)).toBe(
      'table-header-group',
    );
    for (const around of ['.top', '.through', '.nav', '.acts'])
      expect(await page.locator(around).first().isVisible(), around).toBe(false);
    await page.emulateMedia({ media: null });
  });

  it('prints cards ten a page, whose code leads to the record', { timeout: 60_000 }, async () => {
    await open('#/personnes/sortir/cards');
    const cards = await page.locator('.idcard').count();
    expect(pages(await pdf('cartes'))).toBe(Math.ceil(cards / 10));
    // Printed in full, however long, and the code keeps its white margin: a line that touches it hides it from a camera.
    const cut = await page.locator('.idcard').evaluateAll(
      (all) =>
        all.filter((card) => {
          const [line, code] = [card.querySelector('p'), card.querySelector('svg')].map((one) =>
            one?.getBoundingClientRect(),
          );
          return card.scrollHeight > card.clientHeight + 1 || (code?.top ?? 0) - (line?.bottom ?? 0) < 6;
        }).length,
    );
    expect(cut).toBe(0);
    const code = await page.locator('.idcard svg').first().getAttribute('aria-label');
    const id = await page.locator('.idcard small').first().textContent();
    expect(code).toBe(`${new URL(site.url).origin}/#/personnes/${id}`);
  });

  it('prints a sheet and an empty form', { timeout: 60_000 }, async () => {
    await open('#/membres/sortir/form');
    expect(await page.locator('.paper .box').filter({ hasText: 'Coopérative simplifiée' }).count()).toBe(1);
    // A question that hangs on a yes said so with the key of the answer.
    expect(await untold(page)).toEqual([]);
    expect(pages(await pdf('formulaire'))).toBeLessThanOrEqual(3);
    await go('#/membres');
    await page.getByText('Coopérative Faso Jɛgɛ', { exact: true }).first().click();
    await page.getByRole('link', { name: 'Imprimer ou prendre' }).click();
    await page.getByRole('link', { name: /^La fiche/ }).click();
    await page.locator('.paper').waitFor();
    const sheet = await page.locator('.paper').textContent();
    expect(sheet).toContain('Coopérative Faso Jɛgɛ');
    expect(sheet).toContain('Quartier Bozo, Markala, Diamarabougou, Mali');
    await pdf('fiche');
  });
});

describe('the register on paper', () => {
  it('S0-30: its members on a date take three A4 pages with date and decision, a line each to sign, and a file that is noted', {
    timeout: 60_000,
  }, async () => {
    await show(page, site.url, { name: 'registre', query: 'scene=movement', hash: '#/membres/registre/2026-01-01' });
    const members = Number.parseInt((await page.locator('.big a').textContent()) ?? '', 10);
    await page.getByRole('link', { name: 'Imprimer ou prendre' }).click();
    await page.getByRole('link', { name: 'La liste', exact: true }).click();
    await page.locator('.paper').waitFor();
    const paper = await page.locator('.paper').textContent();
    expect(paper).toContain(`${members} membres, le 1er janvier 2026`);
    expect(await page.locator('.paper tbody tr').count()).toBe(members);
    expect(pages(await pdf('registre'))).toBe(3);
    await open('#/membres/registre/2026-01-01/sortir/tous/-/signer');
    expect(await page.locator('.paper .to-sign tbody tr').count()).toBe(members);
    await open('#/membres/registre/2026-01-01/sortir/decisions');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Un tableau (CSV)' }).click(),
    ]);
    const text = readFileSync(await download.path(), 'utf8');
    expect(text.startsWith('\ufeffDate;Organisation;')).toBe(true);
    const noted = await page.evaluate(() => window.fake.replica.list('export')[0]?.fields['name']?.[0]?.value);
    expect(noted).toBe(download.suggestedFilename());
    expect(noted).toMatch(/^registre-des-membres-/);
  });
});

describe('training on paper', () => {
  it('a roll of sixty takes three pages, badges ten a page, each person with one number on both', {
    timeout: 60_000,
  }, async () => {
    await show(page, site.url, { name: 'cohortes', query: 'scene=open&training', hash: '#/cohortes' });
    const [cohort, session] = await page.evaluate(() => {
      const { replica } = window.fake;
      const named = (name: string) => replica.list('cohort').find((one) => one.fields['name']?.[0]?.value === name)?.id;
      const group = named('Ségou 2');
      return [group, replica.list('session').findLast((one) => one.fields['cohort']?.[0]?.value === group)?.id];
    });
    await page.evaluate(() => {
      window.print = () => undefined;
    });
    // A long name is whole on both, and pushes no column away.
    const long = 'Fatoumata Bintou Mariam COULIBALY épouse DIARRASSOUBA-TRAORÉ';
    await page.evaluate(async (name) => {
      const record = window.fake.replica.list('enrolment').at(-1)?.fields['person']?.[0]?.value;
      await window.fake.save([{ do: 'edit', record: record as never, body: { name } }]);
    }, long);
    await open(`#/appel/${session}/papier`);
    const listed = await page
      .locator('.paper tbody tr')
      .evaluateAll((rows) => rows.map((row) => `${row.children[0]?.textContent} ${row.children[1]?.textContent}`));
    // Sixty, and two lines for whoever else comes.
    expect(listed.length).toBe(62);
    expect(pages(await pdf('appel'))).toBe(3);
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.emulateMedia({ media: 'print' });
    expect(await overflowing(page)).toEqual([]);
    await page.emulateMedia({ media: null });
    await page.setViewportSize({ width: 360, height: 740 });
    await open(`#/cohortes/badges/${cohort}`);
    await page.locator('.idcard').first().waitFor();
    expect(pages(await pdf('badges'))).toBe(6);
    const worn = await page
      .locator('.idcard')
      .evaluateAll((cards) =>
        cards.map(
          (card) =>
            `${card.querySelector('.nth')?.textContent?.replace(/\D/g, '')} ${card.querySelector('b')?.textContent}`,
        ),
      );
    expect(worn).toEqual(listed.slice(0, 60));
    expect(worn.some((one) => one.endsWith(long))).toBe(true);
    const cut = await page
      .locator('.idcard')
      .evaluateAll((cards) => cards.filter((card) => card.scrollHeight > card.clientHeight + 1).length);
    expect(cut).toBe(0);
  });
});

describe('the menu', () => {
  it.each([320, 1280])('is usable at %i px, its papers too', { timeout: 60_000 }, async (width) => {
    await page.setViewportSize({ width, height: 740 });
    for (const hash of ['#/membres/sortir', '#/membres/sortir/list', '#/membres/sortir/cards']) {
      await open(hash);
      await bringAxe(page);
      expect(await overflowing(page), hash).toEqual([]);
      expect(await small(page), hash).toEqual([]);
      expect(await check(page), hash).toEqual([]);
      if (SHOTS) await page.screenshot({ path: join(SHOTS, `${hash.slice(2).replaceAll('/', '-')}.${width}.png`) });
    }
  });

  it('hands over a file that nothing runs in, and notes it first', { timeout: 60_000 }, async () => {
    await open('#/membres/sortir');
    const before = await page.evaluate(() => window.fake.replica.list('export').length);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Un tableau (CSV)' }).click(),
    ]);
    const text = readFileSync(await download.path(), 'utf8');
    expect(text.startsWith('\ufeffNom;')).toBe(true);
    const count = text.trim().split('\r\n').length - 1;
    const [noted] = await page.evaluate(() =>
      window.fake.replica
        .list('export')
        .map((state) => Object.fromEntries(Object.entries(state.fields).map(([k, [v]]) => [k, v?.value]))),
    );
    expect(before).toBe(0);
    expect(noted).toMatchObject({ name: download.suggestedFilename(), records: count });
    // Without any agreement nothing of people goes to a partner.
    await open('#/personnes/sortir');
    await page.getByLabel('Ce fichier est pour un partenaire').check();
    await page.getByText(/^0 fiche sort\. \d+ fiches restent ici/).waitFor();
    expect(await page.getByRole('button', { name: 'Un tableau (CSV)' }).count()).toBe(0);
    await bringAxe(page);
    expect([await overflowing(page), await small(page), await check(page)]).toEqual([[], [], []]);
    if (SHOTS) await page.screenshot({ path: join(SHOTS, 'partenaire.png'), fullPage: true });
    const person = await page.evaluate(async () => {
      const home = window.fake.me.value?.home as never;
      const { id } = window.fake.replica.list('person').find((one) => one.home === home) as never as { id: never };
      const body = { person: id, purpose: 'partner', answer: 'yes' };
      await window.fake.save([{ do: 'create', type: 'consent', home, body }]);
      return id;
    });
    const [given] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Un tableau (CSV)' }).click(),
    ]);
    const lines = readFileSync(await given.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect([lines.length, lines[1]?.endsWith(person)]).toEqual([2, true]);
    await open('#/membres/sortir');
    // A full disk: nothing is noted, nothing leaves.
    await page.evaluate(() => {
      window.fake.full = true;
    });
    await page.getByRole('button', { name: 'Des contacts (vCard)' }).click();
    await page.getByRole('alert').or(page.locator('.note.fix')).first().waitFor();
    expect(await page.evaluate(() => window.fake.replica.list('export').length)).toBe(2);
  });
});
