// A new organisation, step by step and by keyboard alone; drafts, and what stops nobody.
import { describe, expect, it } from 'vitest';
import { walking } from './walk.ts';

const walk = walking();
const { open, see, press, goTo, title, focused, four } = walk;

describe('a new organisation', () => {
  it('is registered by keyboard alone, one question a screen, and shows where it stands', async () => {
    await open('scene=open');
    const before = await four();
    await walk.page.keyboard.press('Tab');
    expect(await walk.page.evaluate(() => document.activeElement?.className)).toBe('skip');
    for (
      let i = 0;
      i < 40 && !(await walk.page.evaluate(() => document.activeElement?.textContent?.includes('Nouveau')));
      i++
    )
      await walk.page.keyboard.press('Tab');
    await walk.page.keyboard.press('Enter');
    await see('Comment s’appelle-t-elle');
    await expect.poll(focused).toBe('H1');
    await walk.page.keyboard.press('Tab');
    await walk.page.keyboard.press('Enter');
    await see('Il faut un nom');
    await walk.page.keyboard.type('Teinturières de Bozola');
    await walk.page.keyboard.press('Enter');
    await see('Quelle est sa forme');
    await expect.poll(focused).toBe('LEGEND');
    await walk.page.keyboard.press('Tab');
    await walk.page.keyboard.press('Space');
    for (let i = 0; i < 2; i++) await walk.page.keyboard.press('ArrowDown');
    await walk.page.keyboard.press('Enter');
    await see('Où est-elle');
    await expect.poll(focused).toBe('INPUT');
    await walk.page.keyboard.type('Bozola');
    await walk.page.keyboard.press('Enter');
    await see('Que fait-elle');
    await expect.poll(focused).toBe('LEGEND');
    await walk.page.keyboard.press('Tab');
    await walk.page.keyboard.press('Space');
    await walk.page.keyboard.press('Enter');
    await see('Un numéro pour la joindre');
    await walk.page.keyboard.type('76 00 01 5');
    await walk.page.keyboard.press('Enter');
    await see('Il manque 1 chiffre');
    await walk.page.keyboard.press('Tab');
    await walk.page.keyboard.press('Enter');
    await see('Est-ce juste');
    expect(await walk.page.locator('main').innerText()).toContain('76 00 01 5');
    for (
      let i = 0;
      i < 20 && !(await walk.page.evaluate(() => document.activeElement?.textContent === 'Enregistrer'));
      i++
    )
      await walk.page.keyboard.press('Tab');
    await walk.page.keyboard.press('Enter');
    await see('Gardé sur ce téléphone');
    expect(await title()).toContain('Teinturières de Bozola');
    await expect.poll(focused).toBe('H1');
    expect(await walk.page.locator('main').innerText()).toContain('Groupement');
    await see('À envoyer');
    await goTo('#/');
    await see('À faire');
    expect(await four()).toEqual([(before[0] ?? 0) + 1, ...before.slice(1)]);
  });

  it('is one group: the organisation, shared with the network, and its contact kept in the branch', async () => {
    await open('scene=open', '#/membres/nouvelle');
    await walk.page.setViewportSize({ width: 1280, height: 800 });
    await walk.page.fill('#organisation-name', 'Union Bɛnkadi');
    await walk.page.getByText('Union', { exact: true }).click();
    await walk.page.fill('#organisation-place', 'San');
    await walk.page.fill('#organisation_contact-phone', '76000012');
    await press('Enregistrer');
    await see('Gardé sur ce téléphone');
    const written = await walk.page.evaluate(() => {
      const rows = window.fake.device.rows().slice(-2);
      return rows.map(({ change, group, seq }) => ({
        type: change?.type,
        scope: change?.scope,
        shared: change?.shared,
        fields: Object.keys(change?.body ?? {}),
        phone: change?.body?.['phone'],
        place: seq - group[0],
        size: group[1],
      }));
    });
    expect(written).toEqual([
      {
        type: 'organisation',
        scope: 'n/branch/segou/',
        shared: ['n/shared/'],
        // Met in the field: identified that day.
        fields: ['stage', expect.stringMatching(/^stages\.2027-03-11_/), 'name', 'kind', 'place'],
        phone: undefined,
        place: 0,
        size: 2,
      },
      {
        type: 'organisation_contact',
        scope: 'n/branch/segou/sensitive/',
        // Read by the organisation's own account too, should it get one.
        shared: [expect.stringMatching(/^n\/branch\/segou\/org\/.*\/sensitive\/$/)],
        fields: ['of', 'phone'],
        phone: '76 00 00 12',
        place: 1,
        size: 2,
      },
    ]);
  });

  it('keeps what was typed at every field, and takes it up again where one stopped', async () => {
    await open('scene=open', '#/membres/nouvelle');
    await walk.page.fill('#organisation-name', 'Groupement à finir');
    await walk.page.locator('.acts .go').click();
    await see('Quelle est sa forme');
    await walk.page.getByText('Mutuelle', { exact: true }).click();
    await walk.page.getByRole('link', { name: 'Fermer et garder le brouillon' }).click();
    await see(/sur 69/);
    await goTo('#/');
    await walk.page.getByText('Terminer : Groupement à finir').click();
    await see('Vous reprenez votre brouillon');
    await see('Quelle est sa forme');
    expect(await walk.page.locator('input[value=mutual]').isChecked()).toBe(true);
    await press('Recommencer à zéro');
    await see('Comment s’appelle-t-elle');
    expect(await walk.page.inputValue('#organisation-name')).toBe('');
    await press('Annuler');
    await see('Quelle est sa forme');
    expect(await walk.page.locator('input[value=mutual]').isChecked()).toBe(true);
    await press('Recommencer à zéro');
    await see('Comment s’appelle-t-elle');
    await goTo('#/');
    await see('À faire');
    expect(await walk.page.getByText('Terminer :').count()).toBe(0);
  });

  it('says so when the phone is full, and loses nothing of what is on screen', async () => {
    await open('scene=open', '#/membres/nouvelle');
    await walk.page.setViewportSize({ width: 1280, height: 800 });
    await walk.page.evaluate(() => {
      window.fake.full = true;
    });
    await walk.page.fill('#organisation-name', 'Association Sabougnouma');
    await see('Brouillon non gardé');
    await walk.page.getByText('Association', { exact: true }).click();
    await walk.page.fill('#organisation-place', 'Bla');
    await press('Enregistrer');
    await see('La mémoire de ce téléphone est pleine');
    expect(await walk.page.inputValue('#organisation-name')).toBe('Association Sabougnouma');
    await walk.page.evaluate(() => {
      window.fake.full = false;
    });
    await press('Enregistrer');
    await see('Gardé sur ce téléphone');
  });

  it('is told before anything is typed when the role does not allow it', async () => {
    await open('scene=open&who=fanta', '#/membres/nouvelle');
    await see('Votre rôle ne permet pas');
    // Whoever only reads the directory is not told who the people of the branch are: where they were born stands on the same sheet.
    await see('Demandez-le à votre antenne');
    expect(await walk.page.locator('main').innerText()).not.toContain('Oumar COULIBALY');
    expect(await walk.page.locator('form').count()).toBe(0);
  });
});
