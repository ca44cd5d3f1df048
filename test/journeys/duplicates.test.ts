// Two animators register the same group on two phones without network. The coordinator is told, makes one of the two, and later parts them again:
// what was written meanwhile is kept, and each history tells it.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { textOf } from '../../src/kernel/fold.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { enlist, SIKASSO } from '../hub/world.ts';
import { DESKTOP, register, Story, sent } from './steps.ts';

const FIRST = 'Groupement Sinsibere de Loulouni';
const SECOND = 'Sinsibèrè Loulouni';
const PLACE = 'Loulouni';
const PHONE = '70 00 00 17';
let story: Story;

beforeAll(async () => {
  story = await Story.open();
}, 120_000);
afterAll(() => story?.end());

const names = async (page: Page): Promise<string> => {
  await page.getByRole('link', { name: 'Membres' }).first().click();
  await page.getByRole('heading', { name: 'Organisations', level: 1 }).waitFor();
  return (await page.locator('table').innerText()).replaceAll('\u00a0', ' ');
};
const rowsOf = async (page: Page): Promise<number> => {
  await names(page);
  return page.locator('tbody tr').count();
};
const openSheet = async (page: Page, name: string): Promise<void> => {
  await names(page);
  await page.getByRole('link', { name, exact: true }).first().click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
};

it('a group registered twice becomes one, and two again, and nothing is lost', async () => {
  const second = await enlist(story.network, 'Djénéba Sidibé', 'animator', SIKASSO);
  const coumba = await story.join(await story.browser('coumba'), story.people.animator);
  const djeneba = await story.join(await story.browser('djeneba'), second);
  const bakary = await story.join(await story.browser('bakary', DESKTOP), story.people.coordinator);

  await story.hub.stop();
  await register(coumba, { name: FIRST, place: PLACE, phone: PHONE });
  await register(djeneba, { name: SECOND, place: PLACE, phone: PHONE });
  await story.hub.start();
  for (const page of [coumba, djeneba, coumba]) await sent(page);
  expect(await rowsOf(coumba)).toBe(2);

  // The coordinator is told, and makes one of the two with a field of each.
  await sent(bakary);
  await bakary.getByRole('link', { name: 'Aujourd’hui' }).first().click();
  await bakary.getByText('Deux fiches se ressemblent').click();
  await bakary.getByText(SECOND).first().click();
  await bakary.getByRole('heading', { name: /Est-ce la même/ }).waitFor();
  expect(await bakary.locator('main').innerText()).toContain('même téléphone');
  await bakary.getByRole('group', { name: 'Quelle fiche continue' }).getByRole('radio').first().check();
  const kept = (await bakary.locator('.v.kept b').first().innerText()) === FIRST ? FIRST : SECOND;
  const other = kept === FIRST ? SECOND : FIRST;
  await bakary.getByRole('group', { name: 'Nom', exact: true }).getByRole('radio', { name: other }).check();
  await bakary.getByRole('button', { name: 'C’est la même' }).click();
  await bakary.getByText(/Réunie avec/).waitFor();
  for (const page of [bakary, coumba, djeneba]) await sent(page);
  for (const page of [coumba, djeneba]) {
    expect(await rowsOf(page)).toBe(1);
    expect(await names(page)).toContain(other);
  }

  // An animator goes on with the one sheet.
  await openSheet(djeneba, other);
  await djeneba.getByRole('link', { name: 'Modifier' }).last().click();
  await djeneba.getByRole('link', { name: /Point de repère/ }).click();
  await djeneba.locator('main input').first().fill('Près du puits');
  await djeneba.getByRole('button', { name: 'Enregistrer' }).click();
  await djeneba.getByText('Près du puits').first().waitFor();
  await sent(djeneba);
  await sent(bakary);

  // They were two after all.
  await openSheet(bakary, other);
  await bakary.getByRole('button', { name: 'Séparer de nouveau' }).click();
  await bakary.getByText('de nouveau séparées').first().waitFor();
  for (const page of [bakary, coumba, djeneba]) await sent(page);
  for (const page of [coumba, djeneba]) {
    const seen = await names(page);
    for (const name of [FIRST, SECOND]) expect(seen).toContain(name);
  }
  const records = await story.network.list('organisation');
  const [one, two] = [kept, other].map((name) => records.find((state) => textOf(state, 'name') === name)!);
  expect([textOf(one!, 'landmark'), textOf(two!, 'landmark')]).toEqual(['Près du puits', '']);
  const told = async (id: RecordId) => (await story.network.history(id)).map(({ change }) => change.kind);
  expect(await told(one!.id)).toEqual(['set', 'set', 'set', 'set']);
  expect(await told(two!.id)).toEqual(['set', 'alias', 'alias']);

  await openSheet(coumba, other);
  await coumba.getByRole('link', { name: 'Historique' }).click();
  await coumba.getByText('Fiches séparées de nouveau').waitFor();
  const history = await coumba.locator('.time').innerText();
  for (const word of ['Fiches réunies', 'Bakary Koné', 'Nouvelle organisation']) expect(history).toContain(word);
}, 300_000);
