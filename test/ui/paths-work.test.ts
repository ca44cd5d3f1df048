// What came back and what was sent: corrected, handed over, withdrawn, carried in a file.
import { describe, expect, it } from 'vitest';
import { walking } from './walk.ts';

const walk = walking();
const { open, see, press, goTo, four } = walk;

describe('what came back', () => {
  it('is corrected and sent again as the same record; the old is settled and what waited goes on', async () => {
    await open('scene=open', '#/corriger');
    await see('3 choses attendent votre avis');
    await see('1 autre changement attend celui-ci');
    const item = walk.page.locator('article').first();
    await item.getByRole('button', { name: 'Renvoyer' }).click();
    await see('Écrivez au moins le village');
    await walk.page.fill('#organisation-place', 'Pélengana');
    await item.getByRole('button', { name: 'Renvoyer' }).click();
    await see('Corrigé · à envoyer');
    await see('2 choses attendent votre avis');
    await see('Déjà répondu');
    await walk.page.evaluate(async () => {
      window.fake.online = true;
      await window.fake.exchange();
    });
    await goTo('#/membres');
    await walk.page.locator('tr', { hasText: 'Groupement Benkadi' }).getByText('Confirmé').waitFor();
    await walk.page.getByText('Groupement Benkadi').click();
    await see('Historique');
    await walk.page.locator('.tabs').getByText('Historique').click();
    const history = await walk.page.locator('.time').innerText();
    expect(history).toContain('Corrigé et renvoyé');
    expect(history).toContain('GIE');
    expect(history).toContain('Réglé');
  });

  it('is handed to somebody who may put it right', async () => {
    await open('scene=open', '#/corriger');
    await press('Transmettre');
    await walk.page.getByRole('dialog').getByText('Oumar COULIBALY').click();
    await see('2 choses attendent votre avis');
    await see('Transmis à Oumar COULIBALY');
    await press('Fermer');
    await walk.page.locator('.after .row', { hasText: 'Transmis à Oumar COULIBALY' }).waitFor();
    await see('2 choses attendent votre avis');
  });

  it('is withdrawn only after a question, in a dialog that keeps the focus', async () => {
    await open('scene=open', '#/corriger');
    await press('Retirer');
    await see('Retirer ce changement');
    for (let i = 0; i < 6; i++) {
      await walk.page.keyboard.press('Tab');
      const inside = await walk.page.evaluate(() => {
        const at = document.activeElement;
        return at === document.body || at?.closest('dialog') !== null;
      });
      expect(inside).toBe(true);
    }
    await walk.page.keyboard.press('Escape');
    expect(await walk.page.locator('dialog[open]').count()).toBe(0);
    await expect.poll(() => walk.page.evaluate(() => document.activeElement?.textContent)).toBe('Retirer');
    await press('Retirer');
    const before = await walk.written(1);
    await press('Oui, retirer');
    await see('2 choses attendent votre avis');
    await press('Annuler');
    await see('3 choses attendent votre avis');
    expect(await walk.written(1)).toEqual(before);
    await press('Retirer');
    await press('Oui, retirer');
    // Elsewhere, and for as long as somebody holds it, it can still not have been.
    await goTo('#/membres');
    await walk.page.locator('.toast').hover();
    await press('Fermer');
    await goTo('#/corriger');
    await walk.page.locator('.after .row', { hasText: 'Retiré' }).waitFor();
  });

  it('keeps the correction one is typing', async () => {
    await open('scene=open', '#/corriger');
    await walk.page.fill('#organisation-place', 'Péle');
    await goTo('#/');
    await see('À faire');
    await goTo('#/corriger');
    await see('Retourné par le réseau');
    expect(await walk.page.inputValue('#organisation-place')).toBe('Péle');
  });
});

describe('my sendings', () => {
  it('open each of the four numbers as a list of that length', async () => {
    await open('scene=open');
    const numbers = await four();
    expect(numbers).toEqual([2, 1, 11, 2]);
    for (const [at, part] of ['a-envoyer', 'recus', 'confirmes', 'a-corriger'].entries()) {
      await walk.page.evaluate((to) => (location.hash = `#/envois/${to}`), part);
      await walk.page.locator('.thread a[aria-current]').nth(0).waitFor();
      await walk.page.waitForFunction(
        (to) => document.querySelector('.thread a[aria-current]')?.getAttribute('href') === `#/envois/${to}`,
        part,
      );
      expect(
        await walk.page
          .locator('section')
          .filter({ has: walk.page.locator('#which') })
          .locator('.rows > a')
          .count(),
      ).toBe(numbers[at]);
    }
  });

  it('go when the network is there, and can be carried in a file when it is not', async () => {
    await open('scene=open', '#/envois');
    const file = walk.page.waitForEvent('download');
    await press('Mettre 2 envois dans un fichier');
    expect((await file).suggestedFilename()).toBe('jekulu-segou-2027-03-11.jekulu');
    await press('Réessayer maintenant');
    await see('Le serveur ne répond pas');
    await walk.page.evaluate(() => {
      window.fake.online = true;
    });
    await press('Réessayer maintenant');
    await see('Tout est envoyé');
    expect((await four())[0]).toBe(0);
  });
});
