// The roll call on a phone: sixty people, five exceptions, each tap kept at once; who is not enrolled and a session that was cancelled are told, and
// nothing is lost. And the way from a figure of the funnel to the people behind it.
import { expect, it } from 'vitest';
import { bringAxe, check, overflowing, small } from './looks.ts';
import { walking } from './walk.ts';

const walk = walking();
const { open, see, press } = walk;

const ticks = () => walk.page.locator('.rolls .tick.ok, .rolls .tick.late').count();
/** Opens the roll of the n-th session of the group of sixty. */
async function openRoll(at: number): Promise<void> {
  await open('scene=open&training', '#/cohortes');
  const session = await walk.page.evaluate((n) => {
    const sessions = window.fake.replica.list('session').filter((one) => one.fields['halves']?.[0]?.value === 'one');
    const on = (one: (typeof sessions)[number]) => String(one.fields['on']?.[0]?.value);
    return sessions.sort((a, b) => (on(a) < on(b) ? -1 : 1))[n]?.id;
  }, at);
  await walk.goTo(`#/appel/${session}`);
  await walk.page.locator('.score').waitFor();
}
const score = async () => (await walk.page.locator('.score b').allInnerTexts()).map(Number);

it('a roll of 60 with 5 exceptions takes 7 taps, from the task of the day; a phone that dies between two taps loses none', async () => {
  await open('scene=open&training', '#/');
  await walk.page
    .getByText(/^Faire l’appel/)
    .first()
    .click();
  await walk.page.locator('.score').waitFor();
  expect(await score()).toEqual([0, 0, 0, 0, 60]);
  let taps = 0;
  const tap = async (act: () => Promise<unknown>) => {
    await act();
    taps++;
  };
  await tap(() => press(/^Tous présents/));
  await expect.poll(score).toEqual([60, 0, 0, 0, 0]);
  for (const n of [3, 11, 24]) await tap(() => walk.page.locator('.roll').nth(n).locator('.tick').first().click());
  await expect.poll(score).toEqual([57, 0, 0, 3, 0]);
  // Killed: what comes back is what is on the disk.
  await walk.page.evaluate(() => window.fake.device.crash());
  await walk.goTo('#/');
  await walk.page.getByText('À faire').first().waitFor();
  await walk.page.goBack();
  await expect.poll(score).toEqual([57, 0, 0, 3, 0]);
  for (const n of [30, 41]) await tap(() => walk.page.locator('.roll').nth(n).locator('.tick').first().click());
  await expect.poll(score).toEqual([55, 0, 0, 5, 0]);
  await tap(() => press('Terminer l’appel'));
  await see('Appel gardé : 55 présents sur 60');
  expect(taps).toBeLessThanOrEqual(8);
});

it('a tap says late, then present again; absent, excused, why; and is undone', async () => {
  await openRoll(2);
  const row = walk.page.locator('.roll').first();
  const [cross, tick] = [row.locator('.tick').first(), row.locator('.tick').last()];
  await tick.click();
  await expect.poll(() => row.locator('small').innerText()).toMatch(/^(Là|Présente?)$/);
  await tick.click();
  await expect.poll(() => row.locator('small').innerText()).toMatch(/^En retard, 09:/);
  // The hour of the tap is put right where the roll is called later.
  await row.getByRole('button', { name: /^Changer l’heure/ }).click();
  await walk.page.getByLabel('Arrivée', { exact: true }).fill('08:50');
  await bringAxe(walk.page);
  expect(await check(walk.page)).toEqual([]);
  await press('Garder cette heure');
  await expect.poll(() => row.locator('small').innerText()).toMatch(/^En retard, 08:50$/);
  await cross.click();
  await cross.click();
  await expect.poll(() => row.locator('small').innerText()).toMatch(/^(Excusée?|Absence excusée)$/);
  await row.getByRole('button', { name: /^Motif/ }).click();
  await walk.page.getByRole('dialog').getByText('Maladie').click();
  await expect.poll(() => row.locator('small').innerText()).toMatch(/Maladie$/);
  await press('Annuler');
  await press('Annuler');
  await expect.poll(() => row.locator('small').innerText()).toMatch(/^(Absente?|Pas là)$/);
  expect(await walk.page.evaluate(() => Object.keys(window.fake.device.rows().at(-1)?.change?.body ?? {}).length)).toBe(
    1,
  );
});

it('who leaves before the end is told in one tap, by name or by badge, at an hour that stands above, and may come back', async () => {
  await openRoll(2);
  await walk.page.locator('.roll').nth(1).locator('.tick').last().click();
  await press(/^Sorties/);
  const rows = walk.page.locator('.rolls .roll');
  await expect.poll(() => rows.count()).toBe(1);
  // One list at a time: what is shown is what is said to be.
  const shown = walk.page.locator('.chips .chip[aria-pressed="true"]');
  expect(await shown.allInnerTexts()).toEqual([expect.stringMatching(/^Sorties/)]);
  await walk.page.getByLabel('Heure de départ').fill('');
  await rows.getByRole('button').click();
  await see('Dites d’abord l’heure du départ.');
  await walk.page.getByLabel('Heure de départ').fill('10:15');
  await rows.getByRole('button', { name: /^Départ/ }).click();
  await expect.poll(() => rows.locator('small').innerText()).toMatch(/(partie?|départ) à 10:15$/);
  await bringAxe(walk.page);
  expect(await check(walk.page)).toEqual([]);
  await rows.getByRole('button', { name: /^Annuler le départ/ }).click();
  await expect.poll(() => rows.locator('small').innerText()).not.toMatch(/10:15/);
  // The same by a badge, typed by a reader.
  const id = await walk.page.evaluate(() => {
    const body = window.fake.device.rows().at(-1)?.change?.body ?? {};
    return Object.keys(body)[0]?.replace('marks.', '') ?? '';
  });
  await walk.page.fill('#roll-find', id);
  await walk.page.keyboard.press('Enter');
  await expect.poll(() => rows.locator('small').innerText()).toMatch(/10:15$/);
  await press(/^Sorties/);
  await expect.poll(score).toEqual([1, 0, 0, 0, 59]);
});

it('a person who is not enrolled is kept apart, a badge is read, a cancelled session takes no mark until it is said that it took place', async () => {
  await openRoll(2);
  await walk.page.fill('#roll-find', 'korotoumou');
  await walk.page.getByRole('button', { name: /Korotoumou DIARRA/ }).click();
  await see('1 personne pointée sans être inscrite');
  expect(await score()).toEqual([0, 0, 0, 0, 60]);
  const badge = await walk.page.evaluate(() => {
    const one = window.fake.replica.list('enrolment').at(-1);
    return `https://hub.example/#/personnes/${one?.fields['person']?.[0]?.value}`;
  });
  await walk.page.fill('#roll-find', badge);
  await walk.page.keyboard.press('Enter');
  // Read half an hour after the beginning: late, at that hour.
  await expect.poll(score).toEqual([0, 1, 0, 0, 59]);
  // Enrolled from the day of the session, not of today: what was followed here counts.
  await press('L’inscrire à partir de cette séance');
  await see('1 personne inscrite dans la cohorte');
  await expect.poll(score).toEqual([1, 1, 0, 0, 59]);
  await openRoll(1);
  await see('Cette séance est annulée');
  await see('la route était coupée');
  expect(await walk.page.locator('.tick:not([disabled])').count()).toBe(0);
  await press('La séance a bien eu lieu');
  await walk.page.locator('.tick:not([disabled])').first().waitFor();
});

it('fits a small screen, is clean for axe, and prints sixty names on three pages', async () => {
  await openRoll(2);
  await press(/^Tous présents/);
  await walk.page.locator('.roll').nth(2).locator('.tick').first().click();
  await walk.page.setViewportSize({ width: 320, height: 640 });
  await bringAxe(walk.page);
  expect(await overflowing(walk.page)).toEqual([]);
  expect(await small(walk.page)).toEqual([]);
  expect(await check(walk.page)).toEqual([]);
  const box = await walk.page.locator('.tick').first().boundingBox();
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(60);
  expect(await ticks()).toBeGreaterThanOrEqual(60);
  await walk.page.locator('a[aria-label="La feuille à signer"]').click();
  await walk.page.locator('.paper tbody tr').nth(59).waitFor();
  const pdf = (await walk.page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBe(3);
});

it('the badges of a group are printed in one tap from its sheet, ten a page, and each is read by the roll', async () => {
  await open('scene=open&training', '#/cohortes');
  await walk.page.getByText('Ségou 2', { exact: true }).first().click();
  await walk.page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', 'yes');
  });
  await walk.page.getByText('Imprimer les badges').click();
  await walk.page.locator('body[data-printed=yes]').waitFor({ state: 'attached' });
  expect(await walk.page.locator('.idcard').count()).toBe(60);
  const pdf = (await walk.page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBe(6);
  const badge = (await walk.page.locator('.idcard svg').nth(6).getAttribute('aria-label')) ?? '';
  const name = (await walk.page.locator('.idcard b').nth(6).innerText()) ?? '';
  await openRoll(2);
  await walk.page.fill('#roll-find', badge);
  await walk.page.keyboard.press('Enter');
  await expect.poll(score).toEqual([0, 1, 0, 0, 59]);
  // The number on the badge is that of the roll.
  expect(await walk.page.locator('.roll').nth(6).innerText()).toContain(name);
});

it('every figure of the funnel opens its people, each once', async () => {
  await open('scene=open&training', '#/programmes');
  await walk.page.getByText('Former 3 000 jeunes').first().click();
  await walk.page.getByText('Où en est-on ?').click();
  // What became of them stands in a list of its own below.
  const funnel = walk.page.locator('.funnel').first();
  await funnel.waitFor();
  const figures = (await funnel.locator('b').allInnerTexts()).map((text) => Number(text.replace(/\D/g, '')));
  expect(figures).toEqual([...figures].sort((a, b) => b - a));
  expect(figures[2]).toBe(80);
  await walk.page.setViewportSize({ width: 320, height: 640 });
  await bringAxe(walk.page);
  expect(await overflowing(walk.page)).toEqual([]);
  expect(await check(walk.page)).toEqual([]);
  await funnel.locator('a').nth(5).click();
  await see(`${figures[5]} personnes`);
  await walk.page.locator('main .rows .row').first().waitFor();
  expect(await walk.page.locator('main .rows .row').count()).toBe(figures[5]);
});

// Straight from the door to the figures of 3,000 people, a weak phone stood white for four seconds.
it('figures that are not reckoned yet come group by group, and the screen says how far they are', async () => {
  await open('scene=open&training', '#/');
  const id = await walk.page.evaluate(async () => {
    const { fake } = window;
    const [programme] = fake.replica.list('programme');
    const home = fake.me.value?.home as never;
    for (const name of ['Mopti 1', 'Mopti 2', 'Mopti 3'])
      await fake.save([{ do: 'create', type: 'cohort', home, body: { name, programme: programme?.id } as never }]);
    new MutationObserver(() => {
      const said = document.querySelector('main [role=status]')?.textContent ?? '';
      document.documentElement.dataset['said'] = `${document.documentElement.dataset['said'] ?? ''}${said}`;
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
    return programme?.id;
  });
  await walk.goTo(`#/programmes/entonnoir/${id}`);
  await walk.page.locator('.funnel').first().waitFor();
  const said = await walk.page.locator('html').getAttribute('data-said');
  expect(said).toMatch(/Groupes comptés\s: 0 sur 5/);
  expect(said).toMatch(/Groupes comptés\s: 2 sur 5/);
});

// The coordinator of another branch read « 0 personne certifiée sur 3 000 » of a programme whose groups her telephone does not get.
it('where nobody of a programme is on this telephone, nothing is counted and the screen says why', async () => {
  await open('scene=open', '#/');
  const id = await walk.page.evaluate(async () => {
    const { fake } = window;
    const home = fake.me.value?.home as never;
    await fake.save([{ do: 'create', type: 'programme', home, body: { name: 'Ailleurs', target: 3000 } as never }]);
    return fake.replica.list('programme').find((one) => one.fields['name']?.[0]?.value === 'Ailleurs')?.id;
  });
  await walk.goTo(`#/programmes/entonnoir/${id}`);
  await see('Personne de ce programme n’est sur ce téléphone');
  expect(await walk.page.locator('.funnel').count()).toBe(0);
  await bringAxe(walk.page);
  expect(await check(walk.page)).toEqual([]);
});

it('a list of sessions that is left half-way stands at home, is found as it was left, and begins afresh in one touch', async () => {
  await open('scene=open&training', '#/cohortes');
  const group = await walk.page.evaluate(() => window.fake.replica.list('cohort').at(-1)?.id);
  await walk.goTo(`#/cohortes/planifier/${group}`);
  const line = () => walk.page.locator('.opts input[type=checkbox]').last();
  await line().click();
  expect(await line().isChecked()).toBe(false);
  await walk.goTo('#/');
  await walk.page.getByText(/les séances de/).click();
  await see('Vous reprenez votre brouillon');
  expect(await line().isChecked()).toBe(false);
  await press('Recommencer à zéro');
  expect(await line().isChecked()).toBe(true);
  await walk.goTo('#/');
  await walk.page.getByText('À faire').first().waitFor();
  await expect.poll(() => walk.page.getByText(/les séances de/).count()).toBe(0);
});
