// One organisation, two phones without network, one field written twice: both authors are told in words, one touch chooses, and both versions stay in
// the history, from which the other can be put back. The same network counts its members on any day, one of them in two poles.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT, SHARED } from '../../src/kernel/ids.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { enlist, SIKASSO } from '../hub/world.ts';
import { DESKTOP, register, Story, sent } from './steps.ts';

const NAME = 'Association Sabougnouma';
let story: Story;

beforeAll(async () => {
  story = await Story.open();
}, 120_000);
afterAll(() => story?.end());

const goTo = (page: Page, hash: string): Promise<void> =>
  page.evaluate((to) => {
    location.hash = to;
  }, hash);
const openSheet = async (page: Page): Promise<void> => {
  await goTo(page, '#/membres');
  await page.getByRole('link', { name: NAME, exact: true }).first().click();
  await page.getByRole('heading', { name: NAME, level: 1 }).waitFor();
};
const move = async (page: Page, place: string): Promise<void> => {
  await openSheet(page);
  await page.getByRole('link', { name: 'Modifier' }).last().click();
  await page.getByRole('link', { name: /^Lieu/ }).click();
  await page.locator('#organisation-place').fill(place);
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText(place).first().waitFor();
};

it('SYNC-09 a field written by two who did not see each other is told to both, chosen once, and put back from the history', async () => {
  const second = await enlist(story.network, 'Djénéba Sidibé', 'animator', SIKASSO);
  const coumba = await story.join(await story.browser('coumba'), story.people.animator);
  const djeneba = await story.join(await story.browser('djeneba'), second);
  await register(coumba, { name: NAME, place: 'Loulouni' });
  for (const page of [coumba, djeneba]) await sent(page);

  await story.hub.stop();
  await move(coumba, 'Loulouni, marché');
  await move(djeneba, 'Loulouni, école');
  await story.hub.start();
  for (const page of [coumba, djeneba, coumba]) await sent(page);

  for (const page of [coumba, djeneba]) {
    await goTo(page, '#/');
    await page.getByText(`Deux versions : ${NAME}`).click();
    await page.getByRole('heading', { name: /où est-elle/ }).waitFor();
    const told = (await page.locator('article.clash').innerText()).replaceAll('\u00a0', ' ');
    expect(told).toContain('Loulouni, marché');
    expect(told).toContain('Loulouni, école');
    expect(told).toContain('Rien n’est perdu');
  }
  const asked = (await coumba.locator('article.clash').innerText()).replaceAll(/[\u00a0\u202f]/g, ' ');
  expect(asked).toMatch(/Djénéba Sidibé \(Sikasso\) a écrit « Loulouni, école »/);

  // Djénéba takes her own; Coumba hears of it, and nobody is asked again.
  const mine = djeneba.locator('.v', { hasText: 'Loulouni, école' });
  await mine.getByRole('button').click();
  await djeneba.locator('article.clash').waitFor({ state: 'detached' });
  for (const page of [djeneba, coumba]) await sent(page);
  await openSheet(coumba);
  expect(await coumba.locator('article.clash').count()).toBe(0);
  expect(await coumba.locator('.facts').first().innerText()).toContain('Loulouni, école');

  // What was not chosen is in the history, and comes back by one touch.
  await coumba.getByRole('link', { name: 'Historique' }).click();
  const history = coumba.locator('.time');
  for (const word of ['Loulouni, marché', 'Loulouni, école', 'Djénéba Sidibé', 'Nouvelle organisation'])
    expect(await history.innerText()).toContain(word);
  await coumba
    .getByRole('button', { name: /Remettre/ })
    .first()
    .click();
  await sent(coumba);
  const [record] = await story.network.list('organisation');
  const written = await story.network.history(record?.id as RecordId);
  expect(written.length).toBeGreaterThan(4);
  expect(written.every(({ state }) => state === 'confirmed')).toBe(true);
}, 300_000);

it('a member of two poles counts in both and once in the network, on any day', async () => {
  const { network, people } = story;
  const [us, ...poles] = (
    await network.actAsAuthority((id) => [
      {
        do: 'create',
        type: 'organisation',
        home: ROOT,
        shared: [SHARED],
        body: { name: 'Réseau d’essai', kind: 'network', place: 'Bamako', own: true },
      },
      ...[1, 2].map((number) => ({
        do: 'create' as const,
        type: 'body',
        home: ROOT,
        shared: [SHARED],
        body: { name: `Pôle ${number}`, kind: 'pole', of: id(0), number },
      })),
    ])
  ).map((change) => change.record);
  const made = await network.actAsAuthority((id) => [
    ...['Alpha', 'Bɛnba'].map((name, at) => ({
      do: 'create' as const,
      type: 'organisation',
      home: SIKASSO,
      shared: [SHARED],
      body: { name, kind: 'group', place: 'Klela', ...(at === 0 && { 'names.a': { name: 'Alpha-Ton', to: '2010' } }) },
    })),
    ...[0, 1].map((at) => ({
      do: 'create' as const,
      type: 'membership',
      home: SIKASSO,
      shared: [SHARED],
      body: {
        member: id(at),
        group: us as RecordId,
        kind: 'member',
        // One since a day, one since a year known no better.
        'spans.a': at === 0 ? { from: '2003-07-10', decision: 'AG 2003' } : { from: '2019' },
      },
    })),
    ...poles.map((pole) => ({
      do: 'create' as const,
      type: 'membership',
      home: SIKASSO,
      shared: [SHARED],
      body: { member: id(0), group: pole, kind: 'member', 'spans.a': { from: '2012' } },
    })),
  ]);
  expect(made).toHaveLength(6);
  const secretary = await story.join(await story.browser('secretary', DESKTOP), people.secretary);
  const counted = async (day: string): Promise<string> => {
    await goTo(secretary, `#/membres/registre/${day}`);
    await secretary.getByRole('heading', { name: 'Le registre', level: 1 }).waitFor();
    return (await secretary.locator('main').innerText()).replaceAll(/[\u00a0\u202f]/g, ' ');
  };
  expect(await counted('2003-07-09')).toMatch(/(^|\s)0 membre/);
  expect(await counted('2003-07-10')).toMatch(/(^|\s)1 membre/);
  // In the list of that day it bears the name of that day, beside the one it is known by today.
  await goTo(secretary, '#/membres/registre/2003-07-10/tous');
  const [line] = await secretary.getByRole('link', { name: /Alpha-Ton/ }).allInnerTexts();
  expect(line).toMatch(/Alpha-Ton\s+aujourd’hui Alpha/);
  const today = await counted('2026-11-21');
  expect(today).toMatch(/(^|\s)2 membres/);
  expect(today).toMatch(/Les pôles font 2 en tout/);
  expect(today).toContain('1 organisation est dans plusieurs pôles');
}, 300_000);
