/** Savings groups: the steps of a meeting that is under way, and what comes of it. */
import type { Page } from 'playwright-core';
import { plantGroup, type SavingsMade } from './savings-ground.ts';
import type { Scene } from './scenes.ts';

const query = 'scene=open';
/** Opens an address of the planted group. */
const at = (
  name: string,
  to: (made: SavingsMade) => string,
  text: string | RegExp,
  then?: (page: Page) => unknown,
): Scene => ({
  name,
  query,
  act: async (page) => {
    const made = await plantGroup(page);
    await page.evaluate((hash) => {
      location.hash = hash;
    }, to(made));
    await page.getByText(text).first().waitFor();
    await then?.(page);
  },
});
const meeting = (step: string) => (made: SavingsMade) => `#/epargne/reunion/${made.cycle}/${made.days[2]}/${step}`;

export const SAVINGS_SCENES: readonly Scene[] = [
  at('epargne', (made) => `#/epargne/${made.cycle}`, 'Fonds de solidarité'),
  at('epargne-carnets', (made) => `#/epargne/${made.cycle}/passbook.cycle`, 'Safiatou DEMBÉLÉ'),
  at('epargne-carnet', (made) => `#/epargne/${made.cycle}/passbook.cycle/${made.passbooks[7]}`, 'Crédits'),
  at('epargne-partage', (made) => `#/epargne/partage/${made.cycle}`, 'Chaque membre reçoit'),
  at('epargne-partage-papier', (made) => `#/epargne/partage/${made.cycle}/papier`, 'Signature ou empreinte'),
  at('epargne-appel', meeting('appel'), 'Awa DIARRA', (page) =>
    page.getByRole('button', { name: /Awa DIARRA\s: pas là/ }).click(),
  ),
  at('epargne-amendes', meeting('amendes'), 'Awa DIARRA'),
  at('epargne-solidarite', meeting('solidarite'), 'Aides données'),
  at('epargne-parts', meeting('parts'), 'Awa DIARRA', (page) =>
    page.getByRole('button', { name: /Awa DIARRA\s: 3 parts/ }).click(),
  ),
  at('epargne-credits', meeting('credits'), 'Nouveaux crédits'),
  at('epargne-somme', meeting('credits'), 'Nouveaux crédits', async (page) => {
    await page.getByRole('button', { name: /Safiatou DEMBÉLÉ\s: rembourser/ }).click();
    for (const digit of '12500') await page.locator('dialog').getByRole('button', { name: digit, exact: true }).click();
  }),
  at('epargne-cloture', (made) => `#/epargne/reunion/${made.cycle}/${made.days[1]}`, 'Réunion close avec un écart'),
];
