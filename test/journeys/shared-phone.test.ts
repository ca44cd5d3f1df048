// One phone, two people, no network: a coordinator enrols an animator in the field, gives her a new code when she forgets hers, and sends her work home.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { textOf } from '../../src/kernel/fold.ts';
import { enter, exchange, PIN, register, Story } from './steps.ts';

const NAME = 'Union des maraîchères de Kignan';
const OTHER = '735102';
let story: Story;

beforeAll(async () => {
  story = await Story.open();
}, 120_000);
afterAll(() => story?.end());

async function choose(page: Page, pin: string): Promise<void> {
  await page.getByRole('button', { name: 'Effacer' }).waitFor();
  await page.keyboard.type(pin);
  await page.getByText('Encore une fois').waitFor();
  await page.keyboard.type(pin);
}

async function leave(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#/plus';
  });
  await page.getByText('Fermer, changer de personne').click();
  await page.getByRole('heading', { name: 'Qui êtes-vous' }).waitFor();
}

it('SYNC-22: enrolled without a network, she works at once; her forgotten code is replaced on the spot; whoever opens the phone sends it all', async () => {
  const context = await story.browser('partage');
  const page = await story.join(context, story.people.coordinator);
  await context.setOffline(true);

  await page.getByRole('link', { name: 'Inscrire une personne' }).first().click();
  await page.fill('#person-name', 'Salimata TANGARA');
  await page.getByText('Animation', { exact: true }).click();
  await page.getByLabel('Calebasse').check({ force: true });
  await page.getByRole('button', { name: 'Continuer' }).click();
  await choose(page, OTHER);
  await page.getByText('Salimata TANGARA peut ouvrir ce téléphone').first().waitFor();

  await leave(page);
  await page
    .getByRole('button', { name: /Salimata/ })
    .or(page.getByRole('link', { name: /Salimata/ }))
    .first()
    .click();
  await page.getByText('Votre code').first().waitFor();
  await page.keyboard.type(OTHER);
  await page.getByRole('heading', { name: 'Aujourd’hui' }).waitFor();
  // Her own right is provisional: she has none to give, and is told so instead of being asked for a role that she cannot choose.
  await page.getByRole('link', { name: 'Chercher' }).waitFor();
  expect(await page.getByRole('link', { name: 'Inscrire une personne' }).count()).toBe(0);
  await page.evaluate(() => {
    location.hash = '#/plus/inscrire';
  });
  await page.getByText('Votre inscription attend d’être confirmée.').waitFor();
  await page.evaluate(() => {
    location.hash = '#/';
  });
  await register(page, { name: NAME, place: 'Kignan', phone: '70 00 00 21' });

  // She forgets her code; the coordinator, on the same phone, lets her choose another. Still no network.
  await leave(page);
  await enter(page, /Bakary/);
  await page.evaluate(() => {
    location.hash = '#/plus/secours';
  });
  await page.getByText('Salimata TANGARA').first().click();
  await page.getByRole('button', { name: 'Choisir un nouveau code' }).click();
  await choose(page, PIN);
  await page.getByText('Salimata TANGARA a un nouveau code').first().waitFor();

  await context.setOffline(false);
  await exchange(page);
  await page.getByText('Tout est envoyé').first().waitFor();
  expect((await story.network.list('organisation')).map((one) => textOf(one, 'name'))).toEqual([NAME]);
  expect(await story.network.groups('returned', 10)).toEqual([]);
  expect(await story.network.groups('held', 10)).toEqual([]);

  await leave(page);
  await enter(page, /Salimata/);
  await page.getByRole('link', { name: 'Membres' }).first().click();
  await page.getByText(NAME).first().waitFor();
}, 180_000);

// A line that broke on the first day left a phone without the part for a forgotten code. Touched, it must say so; a code tried after that is answered as ever.
it('says that the way back could not come, opens with the code all the same, and shows that way once it is there', async () => {
  const context = await story.browser('coupure');
  const page = await story.join(context, story.people.animator);
  const part = await page.evaluate(async () => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const one of await cache.keys())
        if (/\/forgotten-/.test(one.url) && (await cache.delete(one))) return one.url;
    }
    return '';
  });
  expect(part).not.toBe('');
  await context.route(part, (route) => route.abort());
  await page.reload();
  const face = page.getByRole('button', { name: /Coumba/ }).or(page.getByRole('link', { name: /Coumba/ }));
  await face.first().click();
  await page.getByText('Votre code').first().waitFor();
  await page.getByRole('button', { name: 'Code oublié' }).click();
  await page.getByText('Le serveur ne répond pas').waitFor();
  await page.keyboard.type(OTHER);
  await page.getByText('Ce n’est pas le bon code').waitFor();
  expect(await page.getByText('Le serveur ne répond pas').count()).toBe(0);

  await context.unroute(part);
  await page.reload();
  await face.first().click();
  await page.getByText('Votre code').first().waitFor();
  await page.getByRole('button', { name: 'Code oublié' }).click();
  await page.getByRole('heading', { name: 'Code oublié' }).waitFor();
  await page.getByRole('button', { name: 'J’ai retrouvé mon code' }).click();
  await page.getByText('Votre code').first().waitFor();
  await page.keyboard.type(PIN);
  await page.getByRole('heading', { name: 'Aujourd’hui' }).waitFor();
  await context.close();
});
