// The door, in a real browser over a device in memory: codes, faces, and what closes it.
import { describe, expect, it } from 'vitest';
import { PIN } from './fake.ts';
import { walking } from './walk.ts';

const walk = walking();
const { open, see, press, address, digits } = walk;

describe('the door', () => {
  it('forgives how an activation code is typed, then asks twice for a code of one’s own', async () => {
    await open('scene=nobody&online');
    await walk.page.locator('#code').pressSequentially('ABCD efgh');
    await press('Entrer dans le réseau');
    await see('Il manque 4 lettres');
    await walk.page.locator('#code').pressSequentially(' jkmn');
    expect(await walk.page.inputValue('#code')).toBe('abcd-efgh-jkmn');
    await press('Entrer dans le réseau');
    await see('Bonjour Korotoumou');
    await digits('123456');
    await see('Encore une fois');
    await digits('123456');
    await see('pas une suite facile');
    await digits('735102');
    await see('Encore une fois');
    await digits('735103');
    await see('ne sont pas pareils');
    await digits('735102');
    await see('Encore une fois');
    await digits('735102');
    await see('À faire');
  });

  it('takes a code from the address, and keeps it when the network cannot be reached', async () => {
    await open('scene=nobody', '#a=abcd-efgh-jkmn');
    // Said without the list of codes, which could not come either.
    await see('Le réseau n’a pas répondu');
    await see('abcd-efgh-jkmn');
    expect(await address()).toBe('#/');
    await press('Réessayer');
    await see('Le réseau n’a pas répondu');
  });

  it('opens with large keys, makes one wait after wrong codes, and shows no digit', async () => {
    await open('scene=door');
    await walk.page.getByText('Aïssata', { exact: true }).click();
    await digits('111111');
    await see('Ce n’est pas le bon code');
    await digits('222222');
    await see('avant de réessayer');
    expect(await walk.page.getByRole('button', { name: '5', exact: true }).isDisabled()).toBe(true);
    await walk.page.getByRole('button', { name: '5', exact: true, disabled: false }).waitFor();
    for (const digit of PIN) await press(digit);
    await see('À faire');
    expect(await walk.page.locator('body').innerText()).not.toContain(PIN);
  });

  it('gives a new code to whoever forgot theirs, with the word the steward read out', async () => {
    await open('scene=door');
    await walk.page.getByText('Oumar', { exact: true }).click();
    await press('Code oublié');
    await see('ce numéro');
    await walk.page.locator('#word').pressSequentially('abcd efgh jkmn pqrt');
    await press('Continuer');
    await digits('735102');
    await see('Encore une fois');
    await digits('735102');
    await see('Ce mot de secours n’ouvre pas');
    await walk.page.fill('#word', '');
    await walk.page.locator('#word').pressSequentially('abcd efgh jkmn pqrs');
    await press('Continuer');
    await digits('735102');
    await see('Encore une fois');
    await digits('735102');
    await see('À faire');
  });

  it('lets a newcomer write before the rest has come: the whole form goes on from their answer', async () => {
    const newcomer = { name: 'Aïssata Coulibaly', sign: '', color: 'p1', types: ['organisation', 'person'] };
    await open('scene=door');
    await walk.page.evaluate((value) => {
      const keep = (draft: Parameters<typeof window.fake.keepDraft>[0]) => window.fake.keepDraft(draft);
      window.fake.beginning.value = { ...value, drafts: new Map(), keep };
    }, newcomer);
    await see('Vous pouvez déjà commencer');
    await walk.page.getByRole('link', { name: 'Nouvelle organisation' }).click();
    await press('Continuer');
    await see('Il faut un nom');
    await walk.page.locator('main input').pressSequentially('Faso Jigi');
    await press('Continuer');
    await see('La suite de la fiche arrive');
    await walk.page.evaluate((pin) => window.fake.open(window.fake.story.people.aissata.id, pin), PIN);
    await see('Étape 2');
    expect(await address()).toBe('#/membres/nouvelle/2');
    await press('Retour');
    await see('Étape 1');
    expect(await walk.page.locator('main input').first().inputValue()).toBe('Faso Jigi');
  });

  it('goes back to the faces with the phone’s own back button', async () => {
    await open('scene=door');
    await walk.page.getByText('Aïssata', { exact: true }).click();
    await see('Bonjour Aïssata');
    await walk.page.goBack();
    await see('Qui êtes-vous');
  });

  it('says why Jɛkulu is closed here, and opens where one wants it', async () => {
    await open('scene=elsewhere');
    await press('Utiliser Jɛkulu ici');
    await see('Qui êtes-vous');
  });
});
