// The office in a real browser without JavaScript: a lost phone is blocked, and every page can be read and used by everybody.
// SHOTS=folder keeps a picture of each page.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HubNetwork } from '../../src/hub/network.ts';
import { deviceRecord } from '../../src/kernel/judge.ts';
import type { RecordId, Scope } from '../../src/kernel/types.ts';
import { launchBrowser } from '../browser.ts';
import type { Device } from '../hub/client.ts';
import { organisation, type People, phoneOf, SEGOU, SIKASSO, settle } from '../hub/world.ts';
import { openSite, PASSWORD, type Site } from '../web/site.ts';

const { SHOTS } = process.env;
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let site: Site;
let network: HubNetwork;
let people: People;
let phone: Device;
let app: string;
/** Registered in two branches. */
let pair: readonly RecordId[];

beforeAll(async () => {
  app = mkdtempSync(join(tmpdir(), 'jekulu-look-'));
  const sheet = 'app-LOOKLOOK.css';
  await build({ entryPoints: [join(root, 'src/ui/app.css')], outfile: join(app, sheet), bundle: true });
  writeFileSync(join(app, 'index.html'), `<!doctype html><link rel="stylesheet" href="/${sheet}">`);
  site = await openSite(app);
  network = await site.hub.networks.create({ slug: 'un', name: 'Réseau de Sikasso', mode: 'real', demo: true });
  people = await settle(network);
  await site.accounts(network).set('awa', PASSWORD, people.secretary);
  phone = await phoneOf(site.url, network, people.animator);
  await phone.exchange();
  const group = (home: Scope, more: Record<string, string>) => organisation('Groupement Sinsibere', home, more);
  const twice = [
    group(SIKASSO, { quarter: 'Marché', registration: 'REC-0042' }),
    group(SEGOU, { place: 'Loulouni, marché' }),
  ];
  pair = (await network.actAsAuthority(twice)).map(({ record }) => record).sort();
}, 120_000);
afterAll(async () => {
  await site.end();
  rmSync(app, { recursive: true, force: true });
});

async function enter(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${site.url}/admin`);
  await page.getByLabel('Nom de compte').fill('awa');
  await page.getByLabel('Mot de passe').fill(PASSWORD);
  await page.getByRole('button', { name: 'Entrer' }).click();
  await page.getByRole('heading', { name: 'Réseau', level: 1 }).waitFor();
  return page;
}

describe('the office', () => {
  it('blocks a lost phone and takes back what was really written on it, with no JavaScript at all', async () => {
    const context = await launchBrowser({ javaScriptEnabled: false });
    const page = await enter(context);
    await page.getByRole('link', { name: 'Appareils' }).click();
    await page.getByRole('link', { name: /Téléphone d’essai/ }).click();
    await page.getByRole('button', { name: 'Bloquer ce téléphone' }).click();
    await page.getByText('Le téléphone est bloqué.').waitFor();

    phone.write([organisation('Groupement Benkadi')]);
    await phone.exchange();
    expect(phone.replica.numbers().fix).toBe(1);

    await page.getByRole('link', { name: /^Plus/ }).click();
    await page.getByRole('link', { name: /À examiner/ }).click();
    await page.getByText('Nouvelle organisation « Groupement Benkadi »').waitFor();
    await page.getByRole('button', { name: 'C’est bien son travail' }).click();
    await page.getByText('Le travail est repris').waitFor();
    const names = (await network.list('organisation')).map((state) => state.fields['name']?.[0]?.value);
    expect(names).toContain('Groupement Benkadi');
    await page.getByRole('button', { name: 'Quitter' }).click();
    await page.getByLabel('Mot de passe').waitFor();
    await context.close();
  });

  for (const [width, height, scheme] of [
    [360, 740, 'light'],
    [1280, 800, 'light'],
    [360, 740, 'dark'],
  ] as const)
    it(`can be read and used by everybody at ${width} px, ${scheme}`, async () => {
      const context = await launchBrowser({ viewport: { width, height }, colorScheme: scheme });
      const door = await context.newPage();
      await door.goto(`${site.url}/admin/connexion`);
      await check(door, width);
      const page = await enter(context);
      const person = `/admin/personnes/${people.animator}`;
      for (const path of [
        '/admin/reseau',
        '/admin/plus',
        '/admin/personnes',
        '/admin/personnes/nouvelle',
        person,
        '/admin/appareils',
        `/admin/appareils/${deviceRecord(phone.id)}`,
        '/admin/examiner',
        '/admin/retours',
        '/admin/versions',
        '/admin/doublons',
        `/admin/doublons/${pair.join('/')}`,
        '/admin/registre',
        '/admin/fichiers',
        '/aide/codes',
      ]) {
        await page.goto(site.url + path);
        await check(page, width);
      }
      await page.goto(site.url + person);
      await page.getByRole('button', { name: 'Faire un code' }).click();
      await page.getByText('Il ne sera plus affiché.').waitFor();
      await check(page, width);
      // The first stop of the keyboard leads past the navigation.
      await page.goto(`${site.url}/admin/reseau`);
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Aller au contenu');
      await context.close();
    });
});

/** WCAG 2.1 AA, nothing wider than the screen, nothing too small to touch. */
async function check(page: Page, width: number): Promise<void> {
  const where = `${page.url()} at ${width}`;
  if (SHOTS)
    await page.screenshot({
      path: join(SHOTS, `admin${new URL(page.url()).pathname.replaceAll('/', '-')}.${width}.png`),
      fullPage: true,
    });
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe: tool } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await tool.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  });
  expect(found, where).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth), where).toBeLessThanOrEqual(width);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('button, select, input:not([type=hidden]), nav a, .row, summary')]
      .filter(
        (one) =>
          one.getClientRects().length > 0 && (one.closest('label.opt') ?? one).getBoundingClientRect().height < 44,
      )
      .map((one) => one.outerHTML.slice(0, 120)),
  );
  expect(small, where).toEqual([]);
}
