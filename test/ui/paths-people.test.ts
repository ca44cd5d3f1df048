// People of this phone and its settings: enrolled, confirmed, helped; language, light, code.
import { describe, expect, it } from 'vitest';
import { BEEP } from './scenes-beside.ts';
import { walking } from './walk.ts';

const walk = walking();
const { open, see, press, goTo, address, digits } = walk;

describe('people', () => {
  it('are enrolled on this phone, with their own code typed by themselves', async () => {
    await open('scene=open', '#/plus/inscrire');
    await press('Continuer');
    await see('Écrivez le nom de la personne');
    expect(await walk.focused()).toBe('INPUT');
    await walk.page.fill('#person-name', 'Salif OUATTARA');
    await walk.page.getByText('Animation', { exact: true }).click();
    await walk.page.getByLabel('Calebasse').check({ force: true });
    await press('Continuer');
    await see('Au tour de Salif');
    await digits('735102');
    await see('Encore une fois');
    await digits('735102');
    await see('Salif OUATTARA peut ouvrir ce téléphone');
    expect(await address()).toBe('#/plus/personnes');
    await walk.page.locator('li', { hasText: 'Salif OUATTARA' }).getByText('sur ce téléphone').waitFor();
  });

  it('enrolled in the field are confirmed by whoever may', async () => {
    await open('scene=open&who=oumar');
    await walk.page.getByText('Confirmer l’accès de Salimata TANGARA').click();
    await press('Confirmer');
    await see('Accès de Salimata TANGARA confirmé');
    await goTo('#/');
    await see('À faire');
    expect(await walk.page.getByText('Confirmer l’accès').count()).toBe(0);
  });

  it('who forgot their code are helped from afar, or on this phone', async () => {
    await open('scene=open&who=oumar', '#/plus/secours');
    await walk.page.getByText('Korotoumou DIARRA').click();
    await walk.page.fill('#number', '7');
    await press('Donner le mot');
    await see('Vous ne répondez pas de cette personne');
    await walk.page.fill('#number', '3');
    await press('Donner le mot');
    await see('abcd');
    await press('Choisir un nouveau code');
    await digits('735102');
    await see('Encore une fois');
    await digits('735102');
    await see('Korotoumou DIARRA a un nouveau code');
  });
});

describe('settings', () => {
  it('change the language of everything at once, and remember it', async () => {
    await open('scene=open', '#/plus');
    await walk.page.getByText('English').click();
    await see('Change person');
    expect(await walk.page.evaluate(() => document.documentElement.lang)).toBe('en');
    await goTo('#/membres');
    await see('21 of 69');
    await see('Simplified cooperative');
    await open('scene=open');
    await see('To do');
    await walk.page.evaluate(() => localStorage.clear());
  });

  it('change the light, and remember it', async () => {
    await open('scene=open', '#/plus');
    await walk.page.getByText('Plein soleil').click();
    expect(await walk.page.evaluate(() => document.documentElement.dataset['theme'])).toBe('sun');
    await open('scene=open');
    expect(await walk.page.evaluate(() => document.documentElement.dataset['theme'])).toBe('sun');
    await walk.page.evaluate(() => localStorage.clear());
  });

  it('change one’s own code', async () => {
    await open('scene=open', '#/plus');
    await walk.page.getByText('Changer mon code').click();
    await digits('735102');
    await see('Encore une fois');
    await digits('735102');
    await see('Votre code est changé');
    await press(/Fermer/);
    await walk.page.getByText('Aïssata', { exact: true }).click();
    await digits('735102');
    await see('À faire');
  });

  it('close the person and show the door', async () => {
    await open('scene=open', '#/plus');
    await press(/Fermer/);
    await see('Qui êtes-vous');
  });
});

it('SX-04: a note kept on a sheet is taken back with one touch, and a phone without a microphone says what to do', async () => {
  await walk.open('scene=open');
  const list = await walk.page.evaluate(async (data) => {
    const { fake } = window;
    const { home } = fake.me.value as NonNullable<typeof fake.me.value>;
    const [awa] = await fake.save([{ do: 'create', type: 'person', home, body: { name: 'Awa KONÉ' } }]);
    const at = `/personnes/${awa?.record}/voice.about`;
    const values = { speaks: 'me', agreed: '', language: '', seconds: '12', data };
    await fake.keepDraft({ key: `${at}/nouvelle`, type: 'voice', step: 0, values });
    return `#${at}`;
  }, BEEP);
  await walk.goTo(`${list}/nouvelle`);
  await walk.press('Garder');
  await walk.see('Note vocale gardée');
  await walk.page.getByRole('button', { name: /^Écouter la note/ }).waitFor();
  await walk.press('Annuler');
  await walk.page.getByRole('button', { name: /^Écouter la note/ }).waitFor({ state: 'detached' });
  expect(await walk.written(2)).toEqual([{ voided: true }, { voided: true }]);

  await walk.goTo(`${list}/nouvelle`);
  await walk.press('Parler');
  await walk.see('Choisissez qui parle.');
  await walk.page.getByText('Moi', { exact: true }).click();
  await walk.press('Parler');
  await walk.see(/micro/);

  // Read by others, « Moi » is nobody. It was somebody else who spoke after all: a voice is kept with their agreement, or not at all.
  const note = await walk.page.evaluate(async (about) => {
    const { fake } = window;
    const home = fake.me.value?.home;
    const body = { about, speaks: 'me', seconds: 12 };
    const [made] = await fake.save([{ do: 'create', type: 'voice', home, body } as never]);
    return made?.record;
  }, list.split('/')[2]);
  await walk.goTo(`${list}/${note}`);
  await walk.see('La personne qui a enregistré');
  await walk.goTo(`${list}/${note}/modifier/speaks`);
  await walk.page.getByText('Quelqu’un d’autre', { exact: true }).click();
  await walk.press('Continuer');
  await walk.see('Cette personne est-elle d’accord pour être enregistrée');
  await walk.page.getByText('Non', { exact: true }).click();
  await walk.press('Continuer');
  await walk.press('Enregistrer');
  await walk.see('Sans son accord, on ne garde pas sa voix.');
  await walk.page.goBack();
  await walk.page.getByText('Oui', { exact: true }).click();
  await walk.press('Continuer');
  await walk.press('Enregistrer');
  await walk.see(/^Gardé sur ce téléphone/);
  expect(await walk.written(1)).toEqual([{ speaks: 'other', agreed: true }]);
});
