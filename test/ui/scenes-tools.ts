/** What a first exchange brings, bringing a file in, taking papers and files out, and the roll call. */
import type { Page } from 'playwright-core';
import type { Scene } from './scenes.ts';

/** Six rows as people send them: a new one, one that is there already, a wrong date, a wrong kind, an unknown place, one without a name. */
const FILE = [
  'Nom;Forme;Lieu;Création;Téléphone',
  'Maraîchères de Sokolo;Groupement;Niono;2021;76 00 02 11',
  'Coopérative Faso Jɛgɛ;Coopérative simplifiée;Markala;2015;76 00 00 12',
  'Forgerons de Bla;Association;Bla;31/02/2020;',
  'Tisserands de San;Tontine;San;2019;76 00 02',
  'Pêcheurs de Mopti;Groupement;Mopty;2018;',
  ';Association;Ségou;;',
].join('\n');

const give = async (page: Page) => {
  await page.locator('input[type=file]').setInputFiles({
    name: 'organisations-segou.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(FILE),
  });
  await page.locator('select').first().waitFor();
};
const next = (page: Page) => page.locator('main .btn.go, .acts .go').last().click();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Brought in as it is, by an animator: she has no right to hide records, and takes her own list back all the same. */
const bringIn = async (page: Page) => {
  await give(page);
  await next(page);
  await page.getByRole('button', { name: /^Importer \d+ lignes/ }).click();
  await page.getByText(/fiches créées/).waitFor();
};
const takeBack = async (page: Page) => {
  await bringIn(page);
  await press(page, 'Annuler l’import');
  await page.getByRole('heading', { name: /^Annuler «/ }).waitFor();
};

const roll = async (page: Page) => {
  await page
    .getByText(/^Faire l’appel/)
    .first()
    .click();
  await page.locator('.score').waitFor();
  await page.getByRole('button', { name: /^Tous présents/ }).click();
  for (const n of [1, 3]) await page.locator('.roll').nth(n).locator('.tick').first().click();
  await page.locator('.roll').nth(2).locator('.tick').last().click();
};

/** The group whose roll is called today. */
const toGroup = async (page: Page, way: string) => {
  await page.evaluate((to) => {
    const group = window.fake.replica.list('cohort').find((one) => one.fields['name']?.[0]?.value === 'Ségou 2');
    location.hash = `#/cohortes/${to}/${group?.id}`;
  }, way);
  await page.locator('.acts .go').waitFor();
};

/** The marks of one learner, typed by two who did not see each other: what has two versions and no sheet of its own. */
const apart = async (page: Page) => {
  await page.evaluate(async () => {
    const { fake } = window;
    const { world, office, shared } = fake.story;
    const enrolment = fake.replica.list('enrolment')[0];
    if (!enrolment) throw new Error('nobody learns here');
    const [cohort = '', person] = ['cohort', 'person'].map((field) => enrolment.fields[field]?.[0]?.value as string);
    const points = (is: number) => ({ [`points.${person}`]: { is, of: 20 } });
    const body = { cohort, which: 'post', on: '2027-03-10' };
    const [made] = await world.hub.act([{ do: 'create', type: 'test_sheet', body, home: enrolment.home }]);
    const { record } = made as NonNullable<typeof made>;
    const exchange = async () => {
      for (const device of [office, shared, office, shared]) await world.sync(device);
    };
    await exchange();
    office.write([{ do: 'edit', record, body: points(11) }]);
    await fake.save([{ do: 'edit', record, body: points(14) }]);
    await exchange();
    location.hash = `#/versions/${record}`;
  });
  await page.getByRole('button', { name: 'Prendre celle-ci' }).waitFor();
};

export const TOOL_SCENES: readonly Scene[] = [
  { name: 'deux-versions', query: 'scene=open&training', act: apart },
  {
    name: 'premier-echange',
    query: 'scene=empty',
    act: async (page) => {
      await page.evaluate(() => {
        const coming = { came: 118_000, of: 1_160_000, left: 290 };
        window.fake.sync.value = { ...window.fake.sync.value, last: 0, unreachable: false, running: true, coming };
      });
      await page
        .getByText(/sur 1,2.Mo, environ 5.min/)
        .first()
        .waitFor();
    },
  },
  {
    name: 'importer-verifier',
    query: 'scene=open',
    hash: '#/membres/importer',
    act: async (page) => {
      await give(page);
      await next(page);
      await page.getByText('Forgerons de Bla').first().waitFor();
    },
  },
  {
    name: 'importer-fichier',
    query: 'scene=open',
    hash: '#/membres/importer',
    act: async (page) => {
      await takeBack(page);
      await press(page, 'Annuler maintenant');
      await page.getByText(/lignes reprises/).waitFor();
      await press(page, 'Importer un autre fichier');
      await page.getByRole('button', { name: 'Remettre' }).waitFor();
    },
  },
  {
    name: 'importer-colonnes',
    query: 'scene=open',
    hash: '#/membres/importer',
    // A needed column is missed at once, and the phone's own button goes back one step: what was said of the columns stands there.
    act: async (page) => {
      await give(page);
      await page.locator('select').first().selectOption('');
      await page.getByText(/^Aucune colonne ne dit\s: Nom/).waitFor();
      await page.locator('select').first().selectOption('name');
      await page.locator('select').nth(3).selectOption('');
      await next(page);
      await page.getByRole('button', { name: /^Importer \d+ lignes/ }).waitFor();
      await page.goBack();
      await page.getByText('1 colonne ne sera pas importée.').waitFor();
    },
  },
  { name: 'importer-rapport', query: 'scene=open', hash: '#/membres/importer', act: bringIn },
  { name: 'importer-annuler', query: 'scene=open', hash: '#/membres/importer', act: takeBack },
  { name: 'sortir', query: 'scene=open', hash: '#/membres/sortir' },
  { name: 'emploi-du-temps', query: 'scene=open&training', act: (page) => toGroup(page, 'emploi-du-temps') },
  {
    name: 'planifier',
    query: 'scene=open&training',
    act: async (page) => {
      await toGroup(page, 'planifier');
      await page
        .getByRole('checkbox', { name: /Choisir une activité/ })
        .last()
        .click();
    },
  },
  {
    name: 'planifier-ligne',
    query: 'scene=open&training',
    act: async (page) => {
      await toGroup(page, 'planifier');
      await page
        .getByRole('button', { name: /^Changer/ })
        .first()
        .click();
    },
  },
  { name: 'appel-pointe', query: 'scene=open&training', act: (page) => roll(page) },
];
