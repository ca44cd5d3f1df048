// One person on a phone without network registers an organisation in Sikasso; days later Bamako sees it, with who, where and when.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { textOf } from '../../src/kernel/fold.ts';
import { DESKTOP, exchange, number, register, Story } from './steps.ts';

const NAME = 'Coopérative Benkadi de Loulouni';
const PHONE = '70 00 00 17';
let story: Story;

beforeAll(async () => {
  story = await Story.open();
}, 120_000);
afterAll(() => story?.end());

it('SYNC-02: registered with the server stopped and the browser restarted, it comes home with who, where and when', async () => {
  const first = await story.browser('coumba');
  const page = await story.join(first, story.people.animator);
  await story.hub.hub.stop();
  await register(page, { name: NAME, place: 'Loulouni', phone: PHONE });
  await page.getByText('À envoyer').first().waitFor();
  await first.close();

  const back = await story.reopen(await story.browser('coumba'), /Coumba/);
  expect(await number(back, /à envoyer/i).innerText()).toBe('1');
  await back.getByRole('link', { name: 'Membres' }).first().click();
  await back.getByText(NAME).first().waitFor();

  await story.hub.restart();
  await exchange(back);
  await back.getByText('Tout est envoyé').first().waitFor();
  expect((await story.network.list('organisation')).map((one) => textOf(one, 'name'))).toEqual([NAME]);

  const office = await story.join(await story.browser('awa', DESKTOP), story.people.secretary);
  await office.getByRole('link', { name: 'Membres' }).first().click();
  await office.getByText(NAME).first().click();
  await office.getByRole('heading', { name: NAME }).waitFor();
  const seen = await office.locator('body').innerText();
  for (const word of ['Loulouni', 'Coumba', PHONE, 'Confirmé']) expect(seen).toContain(word);
}, 180_000);
