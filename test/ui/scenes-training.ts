/** Choosing, teaching, certifying: a programme, its selection round, its groups, its aims, and what becomes of its people. */
import type { Page } from 'playwright-core';
import type { Scene } from './scenes.ts';

const query = 'scene=open&follow&leads';
const see = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

/** The screen at `#/<path>/<id>/<rest>` of the first record of a type, or of the one of that name. */
async function toRecord(page: Page, type: string, path: string, { name = '', rest = '' } = {}): Promise<void> {
  await page.evaluate(
    ([of, to, called, then]) => {
      const all = window.fake.replica.list(of);
      const one = all.find(({ fields }) => called === '' || fields['name']?.[0]?.value === called);
      location.hash = `#/${to}/${one?.id}${then}`;
    },
    [type, path, name, rest] as const,
  );
}

/** A scene that lies at the address of a record, and is there once a text is. */
const of = (
  name: string,
  [type, path, more]: readonly [type: string, path: string, more?: { readonly name?: string; readonly rest?: string }],
  text: string | RegExp,
  act?: (page: Page) => Promise<unknown>,
): Scene => ({
  name,
  query,
  act: async (page) => {
    await toRecord(page, type, path, more);
    await see(page, text);
    await act?.(page);
  },
});

/** The roll of the group of sixty, as it is called today. */
async function roll(page: Page): Promise<void> {
  await page
    .getByText(/^Faire l’appel/)
    .first()
    .click();
  await page.locator('.score').waitFor();
  await page.locator('.roll').nth(1).locator('.tick').last().click();
  await page.locator('.roll').nth(2).locator('.tick').last().click();
}

const cohort = (rest: string) => ['cohort', `cohortes/${rest}`, { name: 'Ségou 1' }] as const;

const ask = async (page: Page, number: string) => {
  await page.getByLabel('Ou écrivez le numéro').fill(number);
  await press(page, 'Chercher');
};

export const TRAINING: readonly Scene[] = [
  of('programme', ['programme', 'programmes'], 'Où en est-on'),
  of('entonnoir', ['programme', 'programmes/entonnoir'], 'Inscrits'),
  of(
    'entonnoir-personnes',
    ['programme', 'programmes/entonnoir', { rest: '/toutes/completed/sex/f' }],
    /\d+ personnes/,
  ),
  of('candidature', ['programme', 'programmes/candidature'], /./),
  of('candidature-liste', ['programme', 'programmes/candidature'], /./, async (page) => {
    await page.evaluate(() => {
      location.hash += '/liste';
    });
    await see(page, 'Ajoutées depuis le');
  }),
  of('selection', ['selection', 'selections'], 'Quatrième cohorte'),
  of('selection-noter', ['selection', 'selections/noter'], 'Il vous reste'),
  of('selection-fiche', ['selection', 'selections/noter'], 'Il vous reste', async (page) => {
    await page.locator('main .row').first().click();
    await page.locator('.grade').first().getByText('8', { exact: true }).click();
  }),
  of('classement', ['selection', 'selections/classement'], 'Comment les places sont données'),
  of('classement-decide', ['selection', 'selections/classement'], 'Comment les places sont données', async (page) => {
    await press(page, 'Prendre la décision');
    await press(page, 'Oui, c’est la décision du jury');
    await see(page, 'Chaque personne garde la raison');
  }),
  of('cohorte-inscrire', ['selection', 'selections/classement'], 'Comment les places sont données', async (page) => {
    await press(page, 'Prendre la décision');
    await press(page, 'Oui, c’est la décision du jury');
    await page.getByText('Inscrire dans Ségou 2').click();
    await see(page, 'Décochez qui n’entre pas');
  }),
  of('buts', ['programme', 'programmes/buts'], 'Pas encore d’indicateur', async (page) => {
    await page.evaluate(async () => {
      const { fake } = window;
      const aim = fake.replica.list('aim')[0];
      if (!aim) return;
      const typed = { 'values.a': { on: '2025', value: 12 }, 'values.b': { on: '2026-01', value: 31 } };
      const body = { name: 'Ménages qui ont un revenu régulier', aim: aim.id, level: 'outcome', target: 40, ...typed };
      await fake.save([{ do: 'create', type: 'indicator', home: aim.home, body }]);
    });
    await page.getByText('Dans le temps').first().click();
  }),
  of('convention', ['convention', 'conventions'], 'Où en sont les engagements'),
  of('cohorte', ['cohort', 'cohortes', { name: 'Ségou 1' }], 'Planifier plusieurs séances'),
  of('cohorte-tests', cohort('tests'), 'Chaque note est gardée tout de suite'),
  of('cohorte-termine', cohort('termine'), /certificat/i, async (page) => {
    // A name in Georgian would be printed as boxes: it is told where the certificates are asked for.
    await page.evaluate(async () => {
      const { fake } = window;
      const learner = document.querySelector('main .row b')?.textContent;
      const [person] = fake.replica.list('person').filter((one) => one.fields['name']?.[0]?.value === learner);
      if (person) await fake.save([{ do: 'edit', record: person.id, body: { name: 'ნინო' } }]);
    });
    await see(page, 'Le papier ne sait pas écrire toutes ces lettres');
  }),
  of('cohorte-badges', cohort('badges'), /./, (page) => page.locator('.idcard').first().waitFor()),
  {
    name: 'appel-sorties',
    query,
    act: async (page) => {
      await roll(page);
      await press(page, /^Sorties/);
      await page.getByLabel('Heure de départ').fill('10:15');
      await press(page, /^Départ/);
    },
  },
  {
    name: 'appel-sans-inscription',
    query,
    act: async (page) => {
      await roll(page);
      await page.fill('#roll-find', 'korotoumou');
      await press(page, /Korotoumou DIARRA/);
      await see(page, 'L’inscrire à partir de cette séance');
      // Somebody of a group that has the same contents has their hours there.
      const learner = await page.evaluate(() => {
        const { replica } = window.fake;
        const named = (type: string, field: string) => replica.list(type).map((one) => one.fields[field]?.[0]?.value);
        const group = replica.list('cohort')[named('cohort', 'name').indexOf('Ségou 1')]?.id ?? '';
        const person =
          replica.list('enrolment')[named('enrolment', 'cohort').indexOf(group)]?.fields['person']?.[0]?.value;
        return String(replica.list('person').find(({ id }) => id === person)?.fields['name']?.[0]?.value);
      });
      await page.fill('#roll-find', learner);
      await press(page, learner);
      await see(page, 'ces heures comptent dans Ségou 1');
    },
  },
  {
    name: 'verifier-inconnu',
    query,
    hash: '#/verifier',
    act: (page) => ask(page, 'KAY-2027-K3A-0001').then(() => see(page, 'ne garde pas ce numéro')),
  },
  { name: 'verifier-porte', query: 'scene=door', hash: '#/verifier' },
  of('devenir-emplois', ['programme', 'programmes/devenir', { rest: '/emplois' }], 'Emplois aujourd’hui'),
  of('devenir-personnes', ['programme', 'programmes/devenir', { rest: '/12/inserted' }], /personnes/),
];
