/** What people touch along the journey of a programme, each in the words they see. */
import type { Page } from 'playwright-core';

export const see = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();
/** A row, a link or a choice, by its words. */
export const touch = (page: Page, text: string | RegExp) => page.locator('main').getByText(text).first().click();
export const press = (page: Page, name: string | RegExp) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();

/** One of the five main entries. */
export const enterRoom = (page: Page, name: string) =>
  page.locator('nav').getByText(name, { exact: true }).last().click();
/** A list or a tab, however far it has to be scrolled. */
export const tab = (page: Page, name: string) => page.locator('.tabs').getByText(name).first().click();

/** From anywhere to the sheet of the programme. */
export async function openProgramme(page: Page): Promise<void> {
  await enterRoom(page, 'Formation');
  await tab(page, 'Programmes');
  await touch(page, 'Jeunes et métiers');
  await see(page, 'Où en est-on');
}

/** From anywhere to the sheet of the group. */
export async function openCohort(page: Page): Promise<void> {
  await enterRoom(page, 'Formation');
  await tab(page, 'Cohortes');
  await touch(page, 'Ségou 1');
  await page.getByRole('heading', { name: 'Ségou 1' }).waitFor();
}

export type Answer = readonly [question: RegExp, act: (page: Page) => Promise<unknown>];

/** A form of one question a screen: answers what it is told to, leaves the rest, and records at its summary. */
export async function fillIn(page: Page, answers: readonly Answer[]): Promise<void> {
  for (;;) {
    const next = page.getByRole('button', { name: /^(Continuer|Enregistrer)$/ });
    await next.waitFor();
    const isLast = (await next.innerText()).includes('Enregistrer');
    const question = await page.locator('main').innerText();
    if (!isLast) await answers.find(([of]) => of.test(question))?.[1](page);
    const before = await page.locator('.stepper').innerText();
    await next.click();
    if (isLast) return;
    await page.waitForFunction(
      (text) => (document.querySelector<HTMLElement>('.stepper')?.innerText ?? '') !== text,
      before,
    );
  }
}

export const choose = (name: string) => (page: Page) => page.locator('main').getByText(name, { exact: true }).click();
export const write = (text: string) => (page: Page) => page.locator('main input, main textarea').last().fill(text);
export const inYear = (year: string) => async (page: Page) => {
  await choose('L’année seulement')(page);
  await page.locator('main input[id$=year]').fill(year);
};
export const onDay = (day: Date) => async (page: Page) => {
  await choose('Le jour exact')(page);
  await page.locator('main input[id$=day]').fill(String(day.getUTCDate()));
  const month = day.toLocaleDateString('fr-FR', { month: 'long', timeZone: 'UTC' });
  await page.locator('main select').selectOption({ label: month });
  await page.locator('main input[id$=year]').fill(String(day.getUTCFullYear()));
};

/** A line of the roll, by the name it begins with. */
export const rowOf = (page: Page, name: string) => page.locator('.roll', { hasText: name });
/** Crosses out, or ticks. */
export const cross = (page: Page, name: string) => rowOf(page, name).locator('.tick').first().click();
export const tick = (page: Page, name: string) => rowOf(page, name).locator('.tick').last().click();
/** What stands under a name. */
export const saidOf = async (page: Page, name: string) => (await rowOf(page, name).locator('small').innerText()).trim();
/** There, late, excused, absent, left to mark. */
export const score = async (page: Page) => (await page.locator('.score b').allInnerTexts()).map(Number);
