// A kit is paid beyond what was decided, which is explained; then rightly, signed on the screen; the sum goes on its way. And what cannot be of a visit.
import { expect, it } from 'vitest';
import { bringAxe, check, overflowing, small } from './looks.ts';
import { walking } from './walk.ts';

const walk = walking();
const { open, see, press } = walk;
const alone = (text: string) => walk.page.getByText(text, { exact: true }).first().click();

it('a payment is signed with a finger; too much is told with what is left; what was signed is short and restricted', async () => {
  await open('scene=open&follow', '#/appuis');
  await alone('Réparation de motos');
  await see('Reste à payer');
  await walk.page.getByText(/^Payer/).click();
  await walk.page.fill('#payment-amount', '300000');
  await press(/^Garder le paiement/);
  await see(/50.000.F.CFA de trop/);
  await walk.page.fill('#payment-amount', '250000');
  await press(/^Garder le paiement/);
  await see('La signature manque');
  const pad = walk.page.locator('.sign-pad');
  await pad.scrollIntoViewIfNeeded();
  const box = (await pad.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;
  await walk.page.mouse.move(...at(0.1, 0.6));
  await walk.page.mouse.down();
  for (let n = 1; n <= 40; n++) await walk.page.mouse.move(...at(0.1 + n * 0.018, 0.5 + 0.3 * Math.sin(n / 2)));
  await walk.page.mouse.up();
  await walk.page.setViewportSize({ width: 320, height: 640 });
  await bringAxe(walk.page);
  expect(await overflowing(walk.page)).toEqual([]);
  expect(await small(walk.page)).toEqual([]);
  expect(await check(walk.page)).toEqual([]);
  await press(/^Garder le paiement/);
  await see('Reste à justifier');
  await see(/· signé/);
  const [payment, signature] = (await walk.written(2)) as [
    { amount: number; way: string },
    { how: string; path: string },
  ];
  expect(payment).toMatchObject({ amount: 250_000, way: 'goods' });
  expect(signature.how).toBe('hand');
  expect(signature.path).toMatch(/^M[\dMl -]+$/);
  expect(signature.path.length).toBeLessThan(400);
});

it('a next step is done with one tap; a visit of next year is explained and not lost', async () => {
  await open('scene=open&follow', '#/personnes');
  await walk.page.fill('input[type=search]', 'ballo');
  await walk.page.getByText('Maïmouna BALLO').first().click();
  await walk.page.locator('.tabs').getByText('Suite').click();
  await press('C’est fait');
  await expect.poll(() => walk.page.getByText('À faire :').count()).toBe(0);
  await walk.page.setViewportSize({ width: 1280, height: 800 });
  await walk.page.locator('.quick').getByText('Une visite').click();
  await walk.page.fill('#visit-on-year', '2031');
  await press('Enregistrer');
  await see('Cette date n’est pas encore arrivée');
});

it('criteria of an enterprise are asked with who verified them and when, and the sheet says so', async () => {
  await open('scene=open&follow', '#/entreprises');
  await walk.page.getByText('Maçons de Korofina').first().click();
  await see('On ne sait pas qui a vérifié ces critères.');
  await walk.page.evaluate(() => {
    location.hash += '/modifier/criteria';
  });
  await alone('Indépendance');
  for (let n = 0; n < 3; n++) await press(/^Continuer/);
  await press(/^Enregistrer/);
  await see(/Vérifié par .* le .*\. Grille de 2022\./);
});

it('a knot of the four moments opens the follow-up of its own moment, whichever is due', async () => {
  await open('scene=open&follow', '#/personnes');
  await walk.page.setViewportSize({ width: 1280, height: 800 });
  await walk.page.fill('input[type=search]', 'coulou');
  await walk.page.getByText('Youssouf COULOU').first().click();
  await walk.page.locator('.tabs').getByText('Suite').click();
  const knot = walk.page.locator('.moments a', { hasText: 'À demander' });
  const to = (await knot.getAttribute('href')) ?? '';
  expect(to).toMatch(/^#\/suivis\/pour\/[^/]+\/6\/[^/]+$/);
  const chosen = () => walk.page.locator('input[name=situation-at]:checked').getAttribute('value');
  await knot.click();
  await expect.poll(chosen).toBe('6');
  await walk.goTo(to.replace('/6/', '/entry/'));
  await expect.poll(chosen).toBe('entry');
});

it('jobs are told by sex, age when hired and kind; each figure opens its list; the screen holds on the smallest phone', async () => {
  await open('scene=open&follow', '#/programmes');
  const id = await walk.page.evaluate(
    () => /programmes\/([^/"?#]+)/.exec(document.querySelector('main')?.innerHTML ?? '')?.[1] ?? '',
  );
  await walk.page.evaluate((to) => {
    location.hash = to;
  }, `#/programmes/devenir/${id}`);
  await see('Par âge à l’embauche');
  await walk.page.setViewportSize({ width: 320, height: 640 });
  await bringAxe(walk.page);
  expect(await overflowing(walk.page)).toEqual([]);
  expect(await small(walk.page)).toEqual([]);
  expect(await check(walk.page)).toEqual([]);
  await walk.page.getByRole('link', { name: /^Femmes : voir/ }).click();
  await see('Emplois aujourd’hui · Femmes');
});
