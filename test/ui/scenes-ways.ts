/** The way to a legal form: the questions, the forms beside each other, the groups on their way. */
import type { Page } from 'playwright-core';
import type { Scene } from './scenes.ts';

const query = 'scene=open&ways';
const open = (page: Page, text: string) => page.getByText(text).first().click();
const RESULT = '#/quelle-forme/trade/work/each';

export const WAY_SCENES: readonly Scene[] = [
  { name: 'forme-question', query, hash: '#/quelle-forme' },
  { name: 'forme-combien', query, hash: RESULT },
  { name: 'forme-resultat', query, hash: `${RESULT}/4` },
  { name: 'forme-etapes', query, hash: `${RESULT}/5/scoops` },
  { name: 'parcours-liste', query, hash: '#/parcours' },
  {
    name: 'parcours-manque',
    query,
    hash: '#/parcours',
    act: (page) => open(page, 'Teinturières Wulila').then(() => page.getByText('Il manque 1 membre').first().waitFor()),
  },
  {
    name: 'parcours-etape',
    query,
    hash: '#/parcours',
    act: (page) =>
      open(page, 'Teinturières Wulila')
        .then(() => open(page, 'Écrire les statuts'))
        .then(() => page.getByText('À écrire dans les statuts').waitFor()),
  },
  {
    name: 'organisation-parcours',
    query,
    hash: '#/parcours',
    act: async (page) => {
      await open(page, 'Teinturières Wulila');
      await open(page, 'Ouvrir la fiche du groupe');
      await page.locator('.tabs').getByText('Parcours').click();
      await page.getByText('Quelle forme pour ce groupe').waitFor();
    },
  },
];
