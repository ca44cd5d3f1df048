/** Screens of what follows a training. */
import type { Page } from 'playwright-core';
import type { Scene } from './scenes.ts';

const query = 'scene=open&follow';
const link = (page: Page, text: string) => page.getByText(text, { exact: true }).first().click();

export const FOLLOW: readonly Scene[] = [
  { name: 'suite-aujourdhui', query },
  { name: 'suite-charge', query, hash: '#/accompagnements' },
  {
    name: 'suite-personne',
    query,
    hash: '#/personnes',
    act: async (page) => {
      await page.fill('input[type=search]', 'ballo');
      await page.getByText('Maïmouna BALLO').first().click();
      await page.locator('.tabs').getByText('Suite').click();
      await page.locator('.moments').waitFor();
    },
  },
  {
    name: 'suite-appui',
    query,
    hash: '#/appuis',
    act: async (page) => {
      await link(page, 'Outils de maçon');
      await page.locator('.ledger').waitFor();
    },
  },
  {
    name: 'suite-payer',
    query,
    hash: '#/appuis',
    act: async (page) => {
      await link(page, 'Réparation de motos');
      await page.getByText(/^Payer/).click();
      await page.locator('.sign-pad').waitFor();
    },
  },
  { name: 'suite-fonder', query, hash: '#/entreprises/fonder' },
  {
    name: 'suite-devenir',
    query,
    hash: '#/programmes',
    act: async (page) => {
      await page.getByText('Former 3 000 jeunes').first().click();
      await page.getByText('Que deviennent-ils').click();
      await page.locator('.rates').first().waitFor();
    },
  },
];
