// From four questions to a form, offline: a SCOOPS with four members is recorded and warned with its article, and is ready with five; steps, points
// and dates to come are kept; the new form reaches the sheet of the organisation.
import { expect, it } from 'vitest';
import { bringAxe, check, overflowing, small } from './looks.ts';
import { walking } from './walk.ts';

const walk = walking();
const { open, see, press } = walk;
const touch = (text: string | RegExp) => walk.page.getByText(text).first().click();
const acts = () => walk.page.locator('.acts .go');

it('a group of four chooses a SCOOPS after four questions, is warned, and is ready once a fifth member is named', async () => {
  await open('scene=open', '#/membres');
  const group = await walk.page.evaluate(async () => {
    const { fake } = window;
    const { home } = fake.me.value as NonNullable<typeof fake.me.value>;
    const [made] = await fake.save((ids) => [
      { do: 'create', type: 'organisation', home, body: { name: 'Teinturières Dɔnko', kind: 'group', place: 'San' } },
      ...[0, 1, 2, 3].flatMap((at) => [
        {
          do: 'create' as const,
          type: 'person',
          home,
          body: { name: `Fondatrice ${at + 1}`, birth: at === 3 ? '2015' : '1990' },
        },
        {
          do: 'create' as const,
          type: 'involvement',
          home,
          body: { person: ids(1 + 2 * at), organisation: ids(0), kind: 'founder' },
        },
      ]),
    ]);
    return made?.record;
  });
  await walk.goTo(`#/membres/${group}`);
  await touch('Quelle forme pour ce groupe');
  for (const answer of ['Produire ou vendre ensemble', 'Selon le travail de chacun', 'Une personne, une voix'])
    await touch(answer);
  await see('La fiche nomme 4 membres');
  await press('Voir les formes');
  const first = walk.page.locator('.compare section').first();
  await first.getByText('Il manque 1 personne').waitFor();
  expect(await first.innerText()).toMatch(/SCOOPS[\s\S]*Au moins 5 membres[\s\S]*art\. 204/);
  expect(await walk.page.locator('.compare section').count()).toBe(3);
  await first.getByRole('button', { name: 'Choisir cette forme' }).click();

  // Recorded and warned, with the article and whoever is surely under age; nothing stops the steps.
  await see('0 étape sur 11');
  await see('Une SCOOPS demande 5 membres');
  await see('Acte uniforme OHADA sur les coopératives, art. 204');
  await see(/Fondatrice 4 a 12 ans au plus/);
  const way = await walk.address();
  const steps = await walk.page.locator('ol .row').count();
  expect(steps).toBe(11);
  for (let at = 0; at < 8; at++) {
    await acts().click();
    await press('C’est fait');
    await see(new RegExp(`^${at + 1} étapes? sur 11`));
  }
  await see('Il manque 1 membre');
  expect(await walk.page.getByText('Prêt :').count()).toBe(0);

  // The figure opens the people; the fifth is named there.
  await touch('4 membres, 5 demandés');
  await see('Fondatrice 1');
  await walk.page.evaluate(async (organisation) => {
    const { fake } = window;
    const { home } = fake.me.value as NonNullable<typeof fake.me.value>;
    await fake.save((ids) => [
      { do: 'create', type: 'person', home, body: { name: 'La cinquième' } },
      {
        do: 'create',
        type: 'involvement',
        home,
        body: { person: ids(0), organisation: organisation ?? '', kind: 'member' },
      },
      { do: 'create', type: 'person', home, body: { name: 'Celle qu’on aide' } },
      {
        do: 'create',
        type: 'involvement',
        home,
        body: { person: ids(2), organisation: organisation ?? '', kind: 'beneficiary' },
      },
    ]);
  }, group);
  // Whoever is helped stands apart from the members, and in a register of their own.
  await walk.page.getByRole('heading', { name: 'Membres 5' }).waitFor();
  await walk.page.getByRole('heading', { name: 'Aidés sans en faire partie 1' }).waitFor();
  await walk.page.locator('.counters a', { hasText: 'bénéficiaire' }).click();
  await see('Ensemble\u00a0: 1');
  expect(await walk.page.locator('main .rows .row b').allInnerTexts()).toEqual(['Celle qu’on aide']);
  // What it was given besides its supports stands there too, with its own sums.
  await walk.page.evaluate(async (of) => {
    const { fake } = window;
    const { home } = fake.me.value as NonNullable<typeof fake.me.value>;
    const tie = fake.device.replica.list('involvement').find((one) => one.fields['organisation']?.[0]?.value === of);
    const person = String(tie?.fields['person']?.[0]?.value);
    const kit = { name: 'Cuves de teinture', of: of ?? '', kind: 'kit', asked: 300_000, on: '2027-02-01' };
    await fake.save((ids) => [
      { do: 'create', type: 'financing', home, body: { ...kit, outcome: 'granted', granted: 250_000 } },
      { do: 'create', type: 'programme', home, body: { name: 'Métiers', target: 10, counts: 'started' } },
      { do: 'create', type: 'cohort', home, body: { name: 'Teinture, groupe 1', programme: ids(1) } },
      { do: 'create', type: 'enrolment', home, body: { person, cohort: ids(2), on: '2027-02-10' } },
    ]);
  }, group);
  await walk.goTo(`#/membres/${group}/support.of`);
  await see('Kits et subventions');
  await walk.page
    .locator('.row', { hasText: 'Cuves de teinture' })
    .getByText(/250.000.F.CFA accordés, 0.F.CFA versés/)
    .waitFor();
  await walk.page.locator('.row', { hasText: 'Teinture, groupe 1' }).getByText('1 personne').waitFor();
  await walk.goTo(way);
  await see('Prêt : déposer le dossier');
  expect(await walk.page.getByText('Il manque').count()).toBe(0);

  // Registered: the sheet of the organisation can say so.
  for (const step of ['deposit', 'number']) {
    await walk.goTo(`${way}/${step}`);
    if (step === 'number') await walk.page.fill('[id="formalisation-steps.document"]', 'SCOOPS-SAN-012');
    await press('C’est fait');
  }
  await press('Noter sur la fiche');
  await see('Nouvelle forme notée');
  const [body] = (await walk.written(1)) as [{ readonly kind: string; readonly registration: string }];
  expect([body.kind, body.registration]).toEqual(['scoops', 'SCOOPS-SAN-012']);
});

it('a point of the statutes is kept at once; a date to come is kept as planned; a step is taken back', async () => {
  await open('scene=open&ways', '#/parcours');
  await touch('Teinturières Wulila');
  await touch('Écrire les statuts');
  await see('9 sur 12');
  await touch('Qui apporte quoi');
  await see('10 sur 12');
  await walk.page.fill('[id="formalisation-steps.on-year"]', '2028');
  await see('Cette date est à venir');
  await press('Enregistrer');
  await see('6 étapes sur 11');
  await see(/a une date à venir/);
  await see(/est datée avant «.Écrire les statuts/);
  await touch('Écrire les statuts');
  await press('Ce n’est pas fait');
  await see('Étape remise à faire');
  expect(await walk.page.locator('.row.done').count()).toBe(6);
});

it('home says the next step of each group; the list filters by where they stand; paper is one A4 page', async () => {
  await open('scene=open&ways', '#/');
  await see('Prêt : déposer le dossier');
  await walk.goTo('#/parcours');
  await press(/^Membres à trouver/);
  expect(await walk.page.locator('main .rows .row').count()).toBe(1);
  await walk.page.setViewportSize({ width: 320, height: 640 });
  await walk.goTo('#/quelle-forme/trade/work/each/5/coop-ca');
  await see('Tenir l’assemblée de création');
  await bringAxe(walk.page);
  expect(await overflowing(walk.page)).toEqual([]);
  expect(await small(walk.page)).toEqual([]);
  expect(await check(walk.page)).toEqual([]);
  await walk.page.locator('a[aria-label="Imprimer les étapes"]').click();
  await walk.page.locator('.paper tbody tr').nth(11).waitFor();
  const pages = async (): Promise<number | undefined> =>
    (await walk.page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g)?.length;
  expect(await pages()).toBe(1);
  // Lists to be signed bear the names of the sheet, and lines for who is not on it yet.
  for (const [step, press, heads, cited] of [
    ['Réunir le capital', 'Imprimer la liste des parts', ['Nombre de parts', 'Montant payé'], 'art.'],
    ['Tenir l’assemblée de création', 'Imprimer la liste de présence', ['Vient aussi pour'], 'art. 204'],
  ] as const) {
    await walk.goTo('#/parcours');
    await touch('Teinturières Wulila');
    await touch(step);
    await touch(press);
    await walk.page.locator('.paper tbody tr').nth(6).waitFor();
    const paper = await walk.page.locator('.paper').innerText();
    for (const text of ['Teinturières Wulila', 'Signature', ...heads, cited]) expect(paper).toContain(text);
    expect(await walk.page.locator('.paper tbody th:not(:empty)').count()).toBeGreaterThanOrEqual(4);
    expect(await overflowing(walk.page)).toEqual([]);
    expect(await small(walk.page)).toEqual([]);
    expect(await check(walk.page)).toEqual([]);
    expect(await pages()).toBe(1);
  }
});
