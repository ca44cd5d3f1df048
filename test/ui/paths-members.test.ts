// The lists and sheets of records: found, filtered, changed question by question, hidden and shown again, two versions settled, old values put back.
import { describe, expect, it } from 'vitest';
import { walking } from './walk.ts';

const walk = walking();
const { open, see, press, written } = walk;
const next = () => walk.page.locator('.acts .go').click();
const tab = (name: string) => walk.page.locator('.tabs').getByText(name).last().click();

describe('members', () => {
  it('are found without accents, capitals or the letters keyboards lack, and by telephone', async () => {
    await open('scene=open', '#/membres');
    const names = () => walk.page.locator('tbody th').allInnerTexts();
    for (const [typed, found] of [
      ['sene ne', 'Union Sɛnɛ Ɲɛtaa'],
      ['FASO JEGE', 'Coopérative Faso Jɛgɛ'],
      ['kalabougou', 'Potières de Kalabougou'],
    ] as const) {
      await walk.page.fill('input[type=search]', typed);
      expect(await names()).toEqual([found]);
    }
    await walk.page.fill('input[type=search]', '7600 0012');
    expect((await names()).length).toBe(8);
    // What it says of itself in free words counts too.
    await walk.page.evaluate(async () => {
      const about = 'Elles font l’assainissement de trois quartiers.';
      const potters = window.fake.replica
        .list('organisation')
        .find((one) => one.fields['name']?.[0]?.value === 'Potières de Kalabougou');
      if (potters) await window.fake.save([{ do: 'edit', record: potters.id, body: { about } }]);
    });
    await walk.page.fill('input[type=search]', 'assainissement');
    expect(await names()).toEqual(['Potières de Kalabougou']);
    await walk.page.fill('input[type=search]', 'introuvable');
    await see('Rien ne répond à');
  });

  it('are counted by filter, and shown twenty at a time', async () => {
    await open('scene=open', '#/membres');
    await see('21 sur 69');
    await see('69 organisations, dont 21 à Ségou');
    expect(await walk.page.locator('tbody tr').count()).toBe(20);
    await press('Voir la suivante');
    expect(await walk.page.locator('tbody tr').count()).toBe(21);
    await walk.page.locator('.chip', { hasText: 'Ségou' }).click();
    await see('69 sur 69');
    await press('Voir les 20 suivantes');
    expect(await walk.page.locator('tbody tr').count()).toBe(40);
    await walk.page.locator('.chip', { hasText: 'À envoyer' }).click();
    await see('2 sur 69');
    expect(await walk.page.locator('.chip[aria-pressed=true]').innerText()).toMatch(/À envoyer\s+2/);
  });

  it('are edited field by field on a desk: only what changed is written', async () => {
    await open('scene=open', '#/membres');
    await walk.page.getByText('Union Sɛnɛ Ɲɛtaa').click();
    await walk.page.getByRole('link', { name: 'Modifier' }).last().click();
    await walk.page.setViewportSize({ width: 1280, height: 800 });
    await walk.page.fill('#organisation-place', 'Cinzana gare');
    await press('Enregistrer');
    await see('Cinzana gare');
    expect(await written(1)).toEqual([{ place: 'Cinzana gare' }]);
    expect(await walk.page.locator('.time li').first().innerText()).toMatch(/Vous, sur ce téléphone/);
    expect(await walk.page.locator('.time del').first().innerText()).toBe('Cinzana');
    expect(await walk.page.locator('.time ins').first().innerText()).toBe('Cinzana gare');
  });

  it('are changed one question at a time on a phone, and an old value comes back with one touch', async () => {
    await open('scene=open', '#/membres');
    await walk.page.getByText('Union Sɛnɛ Ɲɛtaa').click();
    await walk.page.getByRole('link', { name: 'Changer : Lieu' }).click();
    await see('Où est-elle');
    expect(await walk.page.locator('.field').count()).toBe(1);
    expect(await walk.page.locator('.steps').count()).toBe(0);
    await walk.page.fill('#organisation-place', 'Cinzana gare');
    await press('Enregistrer');
    await tab('Historique');
    await press(/^Remettre/);
    await see('Valeur remise');
    await walk.page.locator('.toast').getByRole('button', { name: 'Annuler' }).click();
    await expect
      .poll(() => written(3))
      .toEqual([{ place: 'Cinzana gare' }, { place: 'Cinzana' }, { place: 'Cinzana gare' }]);
  });

  it('get what stands on their sheet added from there, the reference already known', async () => {
    await open('scene=open', '#/membres');
    await walk.page.getByText('Coopérative Faso Jɛgɛ').click();
    await tab('Personnes');
    await see('Responsable · Présidente · depuis 2019');
    expect(await walk.page.locator('main .rows .row').count()).toBe(3);
    await walk.page.getByRole('link', { name: 'Ajouter' }).click();
    await see('Qui ?');
    await walk.page.fill('input[type=search]', 'salimata');
    await walk.page.getByRole('button', { name: 'Salimata TANGARA' }).click();
    await next();
    await walk.page.getByText('Bénéficiaire', { exact: true }).click();
    await next();
    await see('Depuis quand');
    await next();
    await see('Est-ce juste');
    await press('Enregistrer');
    await walk.page.locator('main .row', { hasText: 'Salimata TANGARA' }).getByText('À envoyer').waitFor();
    expect(await walk.page.locator('main .rows .row').count()).toBe(4);
    // Helped by it, and not one of its members.
    expect(await walk.page.locator('.counters').innerText()).toMatch(
      /84\s+adhérents, dont 52 femmes\s+1\s+bénéficiaire/,
    );
    // The second shares the card of whoever came with the organisation.
    const [body, share] = (await written(2)) as readonly Record<string, string>[];
    expect(Object.keys(body ?? {}).sort()).toEqual(['kind', 'organisation', 'person']);
    expect(Object.keys(share ?? {})).toEqual([expect.stringMatching(/^shared\./)]);
  });

  it('are called, written to, and reached by WhatsApp from their sheet', async () => {
    await open('scene=open', '#/membres');
    await walk.page.getByText('Coopérative Faso Jɛgɛ').click();
    const ways = await walk.page
      .locator('.ways a')
      .evaluateAll((links) => links.map((one) => one.getAttribute('href')));
    expect(ways).toEqual(['tel:+22376000012', 'sms:+22376000012', 'https://wa.me/22376000012']);
  });

  it('have more contacts, each reached by what it is, a number being asked and looked at as one', async () => {
    await open('scene=open', '#/membres');
    await walk.page.getByText('Coopérative Faso Jɛgɛ').click();
    await tab('Contacts');
    const add = async (kind: string, value: string) => {
      await walk.page.getByRole('link', { name: 'Ajouter' }).click();
      await walk.page.getByText(kind, { exact: true }).click();
      await next();
      await walk.page.fill('#contact-value', value);
      await next();
    };
    await add('Téléphone', '7600002');
    await see(/Il manque 1 chiffre/);
    await walk.page.fill('#contact-value', '76000023');
    await next();
    await press('Enregistrer');
    await walk.page.locator('main .row', { hasText: '76 00 00 23' }).click();
    expect(await walk.page.locator('.ways a').first().getAttribute('href')).toBe('tel:+22376000023');
    expect(await walk.page.locator('.acts a').first().getAttribute('href')).toBe('tel:+22376000023');
    // The number is what this record is: another number is another record, and the form says so instead of sending work that comes back.
    expect(await walk.page.getByRole('link', { name: 'Changer : Numéro ou adresse' }).count()).toBe(0);
    await walk.page.getByRole('link', { name: 'Modifier' }).first().click();
    await see(/ne se change pas, c’est ce qui distingue cette fiche/);
    await walk.page.goBack();
    await walk.page.goBack();
    await add('Courriel', 'faso@jege.ml');
    await press('Enregistrer');
    await walk.page.locator('main .row', { hasText: 'faso@jege.ml' }).click();
    await walk.page.locator('a[href="mailto:faso@jege.ml"]').waitFor();
  });

  it('keep a change begun and not recorded, and lead back to its question', async () => {
    await open('scene=open', '#/membres');
    await walk.page.getByText('Union Sɛnɛ Ɲɛtaa').click();
    await walk.page.getByRole('link', { name: 'Changer : Lieu' }).click();
    await walk.page.fill('#organisation-place', 'Cinzana ga');
    await walk.goTo('#/');
    await walk.page.getByText('Terminer : Union Sɛnɛ Ɲɛtaa').click();
    await see('Vous reprenez votre brouillon');
    expect(await walk.page.inputValue('#organisation-place')).toBe('Cinzana ga');
    expect(await walk.page.locator('.field').count()).toBe(1);
  });

  it('are completed by what is still missing only, and what is left unanswered stays so', async () => {
    await open('scene=open', '#/membres');
    await walk.page.getByText('Union Sɛnɛ Ɲɛtaa').click();
    await walk.page.getByRole('link', { name: /Compléter la fiche/ }).click();
    await walk.page.setViewportSize({ width: 1280, height: 800 });
    expect(await walk.page.locator('#organisation-name').count()).toBe(0);
    await walk.page.fill('#organisation-women', '1234');
    expect(await walk.page.inputValue('#organisation-women')).toMatch(/^1\s234$/);
    await press('Enregistrer');
    await see('Gardé sur ce téléphone');
    expect(await written(1)).toEqual([{ women: 1234 }]);
  });

  it('show their tabs without losing one’s place: the focus stays on the tab, the open one is in sight', async () => {
    await open('scene=open', '#/membres');
    await walk.page.getByText('Coopérative Faso Jɛgɛ').click();
    await walk.page.locator('.tabs').getByText('Appuis').focus();
    await walk.page.keyboard.press('Enter');
    await see('Un congélateur solaire');
    // What they come to stands above them.
    expect(await walk.page.locator('main .card.pad').first().innerText()).toMatch(/1 appui[\s\S]*1\s250\s000/);
    expect(await walk.page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Appuis/);
    const here = await walk.address();
    await open('scene=open', here);
    await see('Un congélateur solaire');
    const right = await walk.page.locator('.tabs a[aria-current]').evaluate((one) => one.getBoundingClientRect().right);
    expect(right).toBeLessThan(360);
    // Who was helped, where they are known, stands on the support and on their own sheet.
    await walk.page.getByText('Un congélateur solaire').click();
    await tab('Personnes aidées');
    await walk.page.getByRole('link', { name: 'Ajouter' }).click();
    await walk.page.locator('#helped-person').fill('bakary');
    await walk.page.getByRole('button', { name: /Bakary TRAORÉ/ }).click();
    await press('Enregistrer');
    await walk.page.getByRole('link', { name: /Bakary TRAORÉ/ }).click();
    await walk.page.getByRole('link', { name: 'Ouvrir la fiche' }).click();
    await tab('Appuis reçus');
    await see('Coopérative Faso Jɛgɛ');
    await see('Un congélateur solaire');
  });

  it('keep their earlier forms as entries: one is added, another taken out and put back before it is recorded', async () => {
    await open('scene=open', '#/membres');
    await walk.page.getByText('Coopérative Faso Jɛgɛ').click();
    await walk.page.getByRole('link', { name: 'Changer : Formes dans le temps' }).click();
    await press('Changer');
    await press('Enlever');
    await see('Enlevé');
    await press('Annuler');
    await press('Ajouter');
    await press('Enregistrer');
    await see('Il manque quelque chose');
    await walk.page.getByText('GIE', { exact: true }).click();
    await walk.page.getByText('L’année seulement').click();
    await walk.page.getByLabel('Année', { exact: true }).fill('2023');
    await press('Enregistrer');
    await see('GIE, depuis 2023');
    const [body] = (await written(1)) as readonly Record<string, unknown>[];
    // The card says the form that began last.
    expect(Object.keys(body ?? {})).toEqual([expect.stringMatching(/^forms\.2023_[a-z0-9]{5}$/), 'kind']);
    expect(Object.values(body ?? {})).toEqual([{ kind: 'gie', from: '2023' }, 'gie']);
  });

  it('found to be the same are found by either name, and lead to the one that goes on', async () => {
    await open('scene=open&who=oumar', '#/membres');
    await see('Potières de Kalabougou');
    await walk.page.evaluate(async () => {
      const ids = new Map(
        window.fake.replica.list('organisation').map((one) => [one.fields['name']?.[0]?.value, one.id]),
      );
      const [record, into] = [ids.get('Potières de Kalabougou'), ids.get('Association Musow Jɛra')];
      if (record && into) await window.fake.save([{ do: 'alias', record, into }]);
    });
    await walk.page.fill('input[type=search]', 'kalabougou');
    await see('Aussi : Potières de Kalabougou');
    await walk.page.getByRole('link', { name: 'Association Musow Jɛra' }).click();
    await see('Fiches réunies');
    await walk.page.getByRole('link', { name: 'Potières de Kalabougou' }).click();
    await see('a été réunie avec');
    await walk.page.getByRole('link', { name: 'Ouvrir la fiche gardée' }).click();
    await expect.poll(() => walk.title()).toContain('Association Musow Jɛra');
  });

  it('are filtered by what they are and by what they do, counted together', async () => {
    await open('scene=open', '#/membres');
    await press('Filtres');
    await press(/Pêche 1/);
    await press('Voir la liste');
    await see('1 sur 69');
    await see('Coopérative Faso Jɛgɛ');
  });

  it('are found by the region and the cercle in which their place lies, whatever they call it', async () => {
    await open('scene=open', '#/membres');
    await walk.page.evaluate(async () => {
      const place = { text: 'Près du grand fromager', area: 'ml-0301.kignan', geo: 'ml-2023' };
      const potters = window.fake.replica
        .list('organisation')
        .find((one) => one.fields['name']?.[0]?.value === 'Potières de Kalabougou');
      if (potters) await window.fake.save([{ do: 'edit', record: potters.id, body: { place } }]);
    });
    await walk.page.fill('input[type=search]', 'sikasso');
    await expect.poll(() => walk.page.locator('tbody th').allInnerTexts()).toEqual(['Potières de Kalabougou']);
    await walk.page.fill('input[type=search]', '');
    await press('Filtres');
    await press(/^Sikasso 1/);
    await see('Où, dans Sikasso');
    await press(/^Kignan 1/);
    await press('Voir la liste');
    await see(/^1 sur 69/);
    await press(/^Filtres/);
    await press(/^Sikasso 1/);
    // What is said in words alone counts where there is no doubt of it.
    await walk.page
      .getByRole('dialog')
      .getByRole('button', { name: /^Ségou/ })
      .first()
      .click();
    await walk.page.getByText('Où, dans Ségou').waitFor();
    await press('Voir la liste');
    await walk.page.getByText('Mutuelle Yɛrɛdɛmɛ').waitFor();
  });

  it('leave the list and come back with one touch', async () => {
    await open('scene=open&who=oumar', '#/membres');
    await walk.page.getByText('Mutuelle Yɛrɛdɛmɛ').click();
    await press('Retirer de la liste');
    await see('Cette fiche est retirée de la liste');
    await walk.page.locator('.toast').getByRole('button', { name: 'Annuler' }).click();
    await see('Fiche remise dans la liste');
    expect(await walk.page.getByText('Cette fiche est retirée').count()).toBe(0);
    const kinds = await walk.page.evaluate(() =>
      window.fake.device
        .rows()
        .slice(-2)
        .map((row) => row.change?.body?.['voided']),
    );
    expect(kinds).toEqual([true, false]);
  });

  it('are found again where one left them, by either way back', async () => {
    await open('scene=open', '#/membres');
    const { page } = walk;
    await page.locator('.chip', { hasText: 'Ségou' }).click();
    for (let n = 0; n < 2; n++) await press('Voir les 20 suivantes');
    const row = page.locator('.cover').nth(45);
    await row.scrollIntoViewIfNeeded();
    const stands = () => row.evaluate((link) => Math.round(link.getBoundingClientRect().top));
    const before = await stands();
    expect(before).toBeGreaterThan(0);
    await row.click();
    await page.locator('.idn').waitFor();
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await page.goBack();
    await page.locator('.tbl').waitFor();
    // Rows above it are laid out only when they come into sight: how far down the page it stands may differ, not what is under the finger.
    expect(Math.abs((await stands()) - before)).toBeLessThan(24);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('cover');
    await row.click();
    await page.locator('.idn').waitFor();
    await page.locator('.top a.ib').first().click();
    await page.locator('.tbl').waitFor();
    expect(Math.abs((await stands()) - before)).toBeLessThan(24);
  });

  it('with two versions ask which is right, and the choice closes the question', async () => {
    await open('scene=open', '#/membres');
    await walk.page.getByText('Club des jeunes Sinignɛsigi').click();
    await see(/[Vv]ous avez écrit «\sNiono, quartier Office\s»/);
    await see(/Oumar COULIBALY \(Ségou\) a écrit «\sNiono, marché\s»/);
    await press('Prendre celle-ci');
    await see('Choix gardé');
    await press('Fermer');
    await walk.page.locator('dd', { hasText: 'Niono, quartier Office' }).waitFor();
    expect(await walk.page.getByText('L’autre version').count()).toBe(0);
    expect(await walk.page.locator('dd', { hasText: 'Niono, quartier Office' }).count()).toBe(1);
  });

  it('that stay at the hub are never said to be all there are, and can be asked for', async () => {
    await open('scene=open', '#/chercher');
    await walk.page.evaluate(() => {
      for (const name of ['organisation', 'membership'])
        Object.assign(window.fake.replica.id.decl.types[name] as object, { keep: 'hub' });
    });
    await walk.goTo('#/membres');
    await see('69 organisations sur ce téléphone');
    await see('Ici, seulement ce que vous avez écrit ou demandé');
    await walk.page.locator('.cover').first().click();
    await see('Cette fiche est gardée au siège');
    expect(await walk.page.locator('.counters a', { hasText: 'Adhésions' }).count()).toBe(0);
    await press('Demander la fiche au siège');
    await see('Le serveur n’est pas joignable maintenant');
    await walk.goTo('#/membres/aaaaaaaaaaaaaaaa.1');
    await see('Elle n’est pas sur ce téléphone');
    await press('Demander la fiche au siège');
  });
});
