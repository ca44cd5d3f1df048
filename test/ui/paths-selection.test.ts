// Who gets a place: asked for on one form, marked apart by jurors who never meet, a tie said, places given step by step, decided with a reason for each.
import { expect, it } from 'vitest';
import { bringAxe, check, overflowing, small } from './looks.ts';
import { walking } from './walk.ts';

const walk = walking();
const { open, see, press, written } = walk;
const roundId = () => walk.page.evaluate(() => window.fake.replica.list('selection')[0]?.id ?? '');
const clean = async () => {
  expect(await overflowing(walk.page)).toEqual([]);
  expect(await small(walk.page)).toEqual([]);
  expect(await check(walk.page)).toEqual([]);
};

it('a request is one form: the age is explained while one types, and person, project and what is kept apart are one group', async () => {
  await open('scene=open&training', '#/programmes');
  await walk.page.getByText('Former 3 000 jeunes').first().click();
  await walk.page.getByText('Recopier une fiche papier').click();
  await walk.page.setViewportSize({ width: 1280, height: 800 });
  await walk.page.fill('#person-name', 'Bintou EXEMPLE');
  await walk.page.getByText('Femme', { exact: true }).click();
  await walk.page.getByText('L’année seulement').click();
  await walk.page.locator('#person-birth-year').fill('1985');
  await see('hors de l’âge du programme');
  await walk.page.locator('#person-birth-year').fill('1991');
  await see('34 ou 35 ans');
  await walk.page.fill('#person-project', 'Une laiterie');
  // What is sensitive is asked only once the person agreed, in the same place.
  await see('Accord pour les réponses réservées');
  expect(await walk.page.getByText('Personne déplacée').count()).toBe(0);
  await walk.page.getByText('Oui, elle est d’accord').click();
  await walk.page.getByText('De vive voix', { exact: true }).click();
  await walk.page.getByText('Personne déplacée').click();
  await press('Enregistrer');
  await see('Candidature de Bintou EXEMPLE gardée');
  const rows = await walk.page.evaluate(() =>
    window.fake.device
      .rows()
      .slice(-4)
      .map(({ change }) => [change?.type, change?.scope.includes('sensitive')]),
  );
  expect(rows).toEqual([
    ['person', false],
    ['person_private', true],
    ['application', false],
    ['consent', false],
  ]);
});

it('a juror marks without a network, each tap kept; whoever has a tie cannot mark, and it is taken back', async () => {
  await open('scene=open&training');
  await walk.goTo(`#/selections/noter/${await roundId()}`);
  await see('Il vous reste 1 candidature à noter');
  await walk.page.locator('main .row').first().click();
  await walk.page.locator('.grade').nth(2).waitFor();
  for (const [at, mark] of [8, 7, 9].entries())
    await walk.page.locator('.grade').nth(at).getByText(String(mark), { exact: true }).click();
  // 40·8 + 30·7 + 30·9 of 1000.
  await see('80,00');
  await expect.poll(() => written(1)).toEqual([{ 'marks.3': { is: 9 } }]);
  await bringAxe(walk.page);
  await walk.page.setViewportSize({ width: 320, height: 640 });
  await clean();
  await press('J’ai un lien avec cette personne');
  await walk.page.getByRole('dialog').getByText('Famille').click();
  await see('Vous ne notez pas');
  expect(await walk.page.locator('.grade').count()).toBe(0);
  await press('C’est une erreur : je peux noter');
  await see('80,00');
});

it('places are given step by step, and decided with a reason for each; who is displaced is said to no jury', async () => {
  await open('scene=open&training&leads');
  const id = await roundId();
  // Before the jury decided there is nothing to print, and no note about the names on it: the way to the ranking is all.
  await walk.goTo(`#/selections/resultats/${id}`);
  await see('Le jury n’a pas encore décidé.');
  expect(await walk.page.locator('.paper, .cut, .acts .btn').count()).toBe(0);
  await walk.page.getByRole('link', { name: 'Classement et décision' }).click();
  await see('Comment les places sont données');
  const steps = await walk.page.locator('.steps-told h3').allInnerTexts();
  expect(steps.map((text) => text.replaceAll(/\s+/g, ' '))).toEqual([
    '1 2 places : les meilleures notes parmi les personnes déplacées',
    '2 6 places : les meilleures notes parmi les femmes',
    '3 Les 4 places qui restent : les meilleures notes de tous',
    '4 Liste d’attente : 5 personnes',
  ]);
  await bringAxe(walk.page);
  await walk.page.setViewportSize({ width: 320, height: 640 });
  await clean();
  await press('Prendre la décision');
  await press('Oui, c’est la décision du jury');
  await see('Chaque personne garde la raison');
  await clean();
  const told = await walk.page.evaluate(() => {
    const of = (type: string, field: string) =>
      window.fake.replica.list(type).map((one) => String(one.fields[field]?.[0]?.value ?? ''));
    const outcomes = window.fake.replica.list('application').filter((one) => one.fields['round']);
    return {
      selected: outcomes.filter((one) => one.fields['outcome']?.[0]?.value === 'selected').length,
      without: outcomes.filter((one) => !one.fields['why']?.[0]?.value).length,
      open: of('application', 'why').filter((why) => why.includes('déplacées')).length,
      apart: of('application_reason', 'why').filter((why) => why.includes('déplacées')).length,
    };
  });
  expect(told).toEqual({ selected: 12, without: 0, open: 0, apart: 2 });

  // On the wall: who has a place and who waits, in order; neither a mark nor a reason, and with numbers no name before the page of the office.
  await walk.goTo(`#/selections/resultats/${id}`);
  const wall = walk.page.locator('.paper table').first();
  await see('Retenues\u00a0: 12 personnes');
  const names = await wall.locator('tbody th[scope=row]').allInnerTexts();
  expect(names.length).toBe(17);
  expect(await wall.innerText()).not.toMatch(/déplacé|,\d\d|note/);
  await clean();
  await walk.goTo(`#/selections/resultats/${id}/numeros`);
  await see('À garder à l’antenne');
  const text = await wall.innerText();
  expect(names.filter((name) => text.includes(name))).toEqual([]);
  await clean();

  // From the sheet of a cohort all of them are enrolled at once: before, each went through a form.
  const enrolled = () => walk.page.evaluate(() => window.fake.replica.list('enrolment').length);
  const before = await enrolled();
  await walk.goTo(
    `#/cohortes/${await walk.page.evaluate(() => window.fake.replica.list('cohort').find((one) => one.created)?.id ?? '')}`,
  );
  await walk.page.getByText('retenues attendent une cohorte').click();
  await see('Décochez qui n’entre pas dans celle-ci');
  await clean();
  await walk.page.locator('.opt').first().click();
  const button = walk.page.getByRole('button', { name: /^Inscrire \d+ personnes$/ });
  const chosen = Number((await button.innerText()).replace(/\D/g, ''));
  // Five places are left, and one person was unticked.
  expect(chosen).toBe(4);
  await button.click();
  await see(`${chosen} personnes inscrites`);
  expect((await enrolled()) - before).toBe(chosen);
  await see('personnes retenues attendent une cohorte');
});

it('conventions, aims, timetables and the marks of a test stand on the smallest screen', async () => {
  await open('scene=open&training&leads');
  const [convention, programme, cohort] = await walk.page.evaluate(() =>
    ['convention', 'programme', 'cohort'].map((type) => window.fake.replica.list(type)[0]?.id ?? ''),
  );
  await bringAxe(walk.page);
  await walk.page.setViewportSize({ width: 320, height: 640 });
  for (const [hash, text] of [
    [`#/conventions/${convention}`, 'En retard de 12 jours'],
    [`#/programmes/buts/${programme}`, 'Pas encore d’indicateur'],
    [`#/cohortes/emploi-du-temps/${cohort}`, 'Mettre dans mon agenda'],
    [`#/cohortes/tests/${cohort}`, 'Chaque note est gardée tout de suite'],
  ] as const) {
    await walk.goTo(hash);
    await see(text);
    await clean();
  }
});

it('the sessions of a group are planned in two taps: from its contents, round those it has; one tap takes them back, each can be left out', async () => {
  await open('scene=open&training');
  const cohort = await walk.page.evaluate(
    () => window.fake.replica.list('cohort').find((one) => one.fields['name']?.[0]?.value === 'Ségou 2')?.id ?? '',
  );
  const sessions = () =>
    walk.page.evaluate(
      () => window.fake.replica.list('session').filter((one) => one.fields[':void']?.[0]?.value !== true).length,
    );
  const before = await sessions();
  await walk.goTo(`#/cohortes/${cohort}`);
  let taps = 0;
  await walk.page.getByText('Planifier plusieurs séances').click();
  taps++;
  await see('40 h sur 40');
  await walk.page.getByRole('button', { name: /^Inscrire 7 séances$/ }).click();
  taps++;
  await see('7 séances inscrites');
  expect(taps).toBe(2);
  expect((await sessions()) - before).toBe(7);
  const groups = await walk.page.evaluate(() =>
    window.fake.device
      .rows()
      .slice(-7)
      .map((row) => row.change?.group?.join()),
  );
  expect(new Set(groups).size).toBe(1);
  await press('Annuler');
  await see('Les séances sont retirées');
  expect(await sessions()).toBe(before);

  await walk.page.getByText('Planifier plusieurs séances').click();
  await walk.page
    .getByRole('checkbox', { name: /Choisir une activité/ })
    .last()
    .click();
  await see('36 h sur 40');
  await press('Mettre ces heures à la fin');
  await see('40 h sur 40');
  await see('jeudi 13 mai, 08:30');
});

it('on a slow phone a trainer typed the next mark while the one before was being kept: neither is lost, and too many points are told', async () => {
  await open('scene=open&training&leads');
  const cohort = await walk.page.evaluate(() => window.fake.replica.list('cohort')[0]?.id ?? '');
  await walk.goTo(`#/cohortes/tests/${cohort}`);
  const input = (at: number) => walk.page.locator('.points input:not(#tests-of)').nth(at);
  await input(0).fill('17');
  await input(1).fill('1');
  await walk.page.locator('.row.points').first().getByText('17 sur 20').waitFor();
  expect(await input(1).inputValue()).toBe('1');
  expect(await walk.page.locator('[aria-invalid]').count()).toBe(0);
  await input(1).fill('19');
  await input(2).fill('21');
  await input(3).focus();
  await see('Un nombre de 0 à 20');
  await walk.page.locator('.row.points').nth(1).getByText('19 sur 20').waitFor();
  const marks = await walk.page.evaluate(() =>
    window.fake.device
      .rows()
      .slice(-2)
      .map(({ change }) => (Object.values(change?.body ?? {}).at(-1) as { is: number }).is),
  );
  expect(marks).toEqual([17, 19]);
});
