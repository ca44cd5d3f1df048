// One person on a phone without network registers an organisation in Sikasso; days later Bamako sees it, with who, where and when.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HubNetwork } from '../../src/hub/network.ts';
import { textOf } from '../../src/kernel/fold.ts';
import { launchBrowser } from '../browser.ts';
import { openHub, type People, settle, type TestHub } from '../hub/world.ts';

const PIN = '280594';
const NAME = 'Coopérative Benkadi de Loulouni';
const PHONE = '70 00 00 17';
const scratch = mkdtempSync(join(tmpdir(), 'jekulu-journey-'));
const contexts: BrowserContext[] = [];
let hub: TestHub;
let people: People;

beforeAll(async () => {
  if (!existsSync('dist/app/index.html')) throw new Error('the app is not built: npm run build');
  // One origin for the whole story, as a phone knows it: the same port before and after.
  hub = await openHub({ appDir: resolve('dist/app'), port: await freePort() });
  people = await settle(
    await hub.hub.networks.create({ slug: 'reseau', name: 'Réseau d’essai', mode: 'real', demo: false }),
  );
}, 120_000);

afterAll(async () => {
  for (const context of contexts) await context.close();
  await hub.end();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

async function phone(name: string, size = { width: 360, height: 740 }): Promise<BrowserContext> {
  const context = await launchBrowser({ profileDir: join(scratch, name), viewport: size, locale: 'fr-FR' });
  contexts.push(context);
  return context;
}

async function joinWithCode(context: BrowserContext, person: People[keyof People]): Promise<Page> {
  const code = await network().createCode(person, { createdBy: '', days: 1 });
  const page = await context.newPage();
  await page.goto(`${hub.hub.url}/#a=${code}`);
  await page.getByText('Choisissez un code à six chiffres').waitFor();
  await page.keyboard.type(PIN);
  await page.getByText('Encore une fois').waitFor();
  await page.keyboard.type(PIN);
  await page.getByRole('heading', { name: 'Aujourd’hui' }).waitFor();
  return page;
}

/** The app from the phone's own memory, whether or not anybody answers. */
async function reopen(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${hub.hub.url}/`);
  await page
    .getByRole('button', { name: /Coumba/ })
    .or(page.getByRole('link', { name: /Coumba/ }))
    .first()
    .click();
  await page.getByText('Votre code').first().waitFor();
  await page.keyboard.type(PIN);
  await page.getByRole('heading', { name: 'Aujourd’hui' }).waitFor();
  return page;
}

const number = (page: Page, label: RegExp) => page.locator('.thread a', { hasText: label }).locator('b');

it('SYNC-02: registered with the server stopped and the browser restarted, it comes home with who, where and when', async () => {
  const first = await phone('coumba');
  const page = await joinWithCode(first, people.animator);
  await page.getByText('Tout est envoyé').waitFor();
  await page.waitForFunction(
    () => navigator.serviceWorker.controller !== null || navigator.serviceWorker.ready.then(() => true),
  );
  await hub.hub.stop();

  await page
    .getByRole('link', { name: /Nouve(au membre|lle organisation)/ })
    .first()
    .click();
  await fill(page);
  await page.getByRole('heading', { name: NAME }).waitFor();
  await page.getByText('À envoyer').first().waitFor();
  await first.close();

  const again = await phone('coumba');
  const back = await reopen(again);
  expect(await number(back, /à envoyer/i).innerText()).toBe('1');
  await back.getByRole('link', { name: 'Membres' }).first().click();
  await back.getByText(NAME).first().waitFor();

  await hub.restart();
  await back
    .getByRole('link', { name: /Aujourd’hui/ })
    .first()
    .click();
  await back.locator('a.sync').click();
  await back
    .getByRole('button', { name: /[Rr]éessayer|[EÉ]changer/ })
    .first()
    .click();
  await back.getByText('Tout est envoyé').waitFor();
  const stored = (await network().list('organisation')).find((one) => textOf(one, 'name') === NAME);
  expect(stored).toBeDefined();

  const office = await joinWithCode(await phone('awa', { width: 1280, height: 800 }), people.secretary);
  await office.getByRole('link', { name: 'Membres' }).first().click();
  await office.getByText(NAME).first().click();
  await office.getByRole('heading', { name: NAME }).waitFor();
  const seen = await office.locator('main').innerText();
  expect(seen).toContain('Loulouni');
  expect(seen).toContain('Coumba');
  expect(seen).toContain(PHONE);
  expect(seen).toMatch(/Confirmé/);
}, 180_000);

/** The networks are opened anew with the hub. */
const network = (): HubNetwork => hub.hub.networks.bySlug('reseau') as HubNetwork;

/** One question a screen: each is answered and passed, until the summary is confirmed. */
async function fill(page: Page): Promise<void> {
  const next = page.getByRole('button', { name: /Continuer|Enregistrer/ });
  for (let step = 0; step < 8; step++) {
    await page.waitForTimeout(150);
    if ((await page.getByRole('heading', { name: NAME }).count()) > 0 && (await next.count()) === 0) return;
    const question = await page.locator('main').innerText();
    if (/Comment s’appelle|[Nn]om de|Quel est son nom/.test(question))
      await page.locator('main input').first().fill(NAME);
    else if (/forme|sorte/.test(question) && (await page.getByRole('radio').count()) > 0)
      await page.getByRole('radio').first().check();
    else if (/[Oo]ù |[Ll]ieu/.test(question) && (await page.locator('main input').count()) > 0)
      await page.locator('main input').first().fill('Loulouni');
    else if (/[Tt]éléphone|joindre/.test(question) && (await page.locator('main input').count()) > 0)
      await page.locator('main input').first().fill(PHONE);
    await next.click();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
