/** Screens before somebody is in: the code of a branch, the people of a phone, the personal code. */
import type { Page } from 'playwright-core';
import type { Scene } from './scenes.ts';

const type = async (page: Page, digits: string) => {
  for (const digit of digits) await page.keyboard.press(digit);
};
const link = (page: Page, text: string) => page.getByText(text, { exact: true }).first().click();

const door = async (page: Page, digits: string) => {
  await link(page, 'Aïssata');
  await page.getByRole('button', { name: 'Effacer' }).waitFor();
  await type(page, digits);
};

export const DOOR_SCENES: readonly Scene[] = [
  { name: 'bienvenue', query: 'scene=nobody' },
  {
    name: 'bienvenue-erreur',
    query: 'scene=nobody&online',
    act: async (page) => {
      await page.fill('#code', 'ABCD EFGH jkm2');
      await page.getByRole('button', { name: 'Entrer dans le réseau' }).click();
      await page.getByText('Ce code d’activation n’existe pas').waitFor();
    },
  },
  {
    name: 'bienvenue-lien-coupe',
    query: 'scene=nobody',
    hash: '#a=abcd-efgh-jkmn',
    act: (page) => page.getByRole('button', { name: 'Réessayer' }).waitFor(),
  },
  { name: 'porte', query: 'scene=door' },
  { name: 'code', query: 'scene=door', act: (page) => door(page, '48') },
  {
    name: 'code-faux',
    query: 'scene=door',
    act: async (page) => {
      await door(page, '111111');
      await page.getByText('Ce n’est pas le bon code').waitFor();
      await type(page, '111111');
      await page.getByText(/avant de réessayer/).waitFor();
    },
  },
  { name: 'code-choisir', query: 'scene=first', act: (page) => door(page, '482') },
  {
    name: 'code-oublie',
    query: 'scene=door',
    act: async (page) => {
      await link(page, 'Aïssata');
      await page.getByRole('button', { name: 'Code oublié' }).click();
      await page.getByText('ce numéro').waitFor();
    },
  },
];
