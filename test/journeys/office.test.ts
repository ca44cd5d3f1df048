// The office in a real browser without JavaScript: a lost phone is blocked. How its pages look is measured in `web/demo`, over a demonstration.
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HubNetwork } from '../../src/hub/network.ts';
import { launchBrowser } from '../browser.ts';
import type { Device } from '../hub/client.ts';
import { organisation, type People, phoneOf, settle } from '../hub/world.ts';
import { openSite, PASSWORD, type Site } from '../web/site.ts';

let site: Site;
let network: HubNetwork;
let people: People;
let phone: Device;

beforeAll(async () => {
  site = await openSite();
  network = await site.hub.networks.create({ slug: 'un', name: 'Réseau de Sikasso', mode: 'real', demo: true });
  people = await settle(network);
  await site.accounts(network).set('awa', PASSWORD, people.secretary);
  phone = await phoneOf(site.url, network, people.animator);
  await phone.exchange();
}, 120_000);
afterAll(() => site.end());

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
    // The first stop of the keyboard leads past the navigation.
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('Aller au contenu');
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
});
