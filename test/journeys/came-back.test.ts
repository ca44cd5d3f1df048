// An animator's right ended while she was out of reach. What she wrote comes back with its reason; her coordinator takes it up, and nothing is lost.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { textOf } from '../../src/kernel/fold.ts';
import { exchange, number, register, Story } from './steps.ts';

const NAME = 'Groupement des teinturières de Kadiolo';
let story: Story;

beforeAll(async () => {
  // No grace: a day late is too late, so that the test need not wait forty-five days.
  story = await Story.open({ settings: { graceDays: 0, provisionalDays: 45 } });
}, 120_000);
afterAll(() => story?.end());

it('SYNC-11: a return says why, is handed over, and is sent again by somebody who may', async () => {
  const { animator, coordinator } = story.people;
  const page = await story.join(await story.browser('coumba'), animator);
  const office = await story.join(await story.browser('bakary'), coordinator);

  await page.context().setOffline(true);
  await register(page, { name: NAME, place: 'Kadiolo' });
  const [grant] = await story.network.grantsOf(animator);
  await story.network.actAsAuthority([{ do: 'void', record: grant?.id as never, voided: true }]);

  await page.context().setOffline(false);
  await exchange(page);
  await page
    .getByRole('link', { name: /Aujourd’hui/ })
    .first()
    .click();
  await page
    .getByText(/à corriger/i)
    .first()
    .waitFor();
  expect(await number(page, /à corriger/i).innerText()).toBe('1');
  expect(await story.network.list('organisation')).toEqual([]);

  await page.locator('a[href="#/corriger"]').first().click();
  await page.getByText('Ce travail est arrivé trop longtemps après la fin de votre accès').waitFor();
  await page.getByText('RIGHT-GRACE').waitFor();
  await page.getByRole('button', { name: 'Transmettre' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'L’antenne de Sikasso' }).click();
  await page
    .getByText(/Transmis à l’antenne de Sikasso/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Fermer' }).click();
  await exchange(page);
  await page.getByText('Tout est envoyé').first().waitFor();

  await exchange(office);
  await office
    .getByRole('link', { name: /Aujourd’hui/ })
    .first()
    .click();
  await office.locator('a[href="#/corriger"]').first().click();
  await office.getByText(NAME).first().waitFor();
  await office.getByRole('button', { name: 'Renvoyer' }).first().click();
  await exchange(office);
  await office.getByText('Tout est envoyé').first().waitFor();
  expect((await story.network.list('organisation')).map((one) => textOf(one, 'name'))).toEqual([NAME]);
  expect(await story.network.groups('returned', 10)).toEqual([]);
}, 180_000);
