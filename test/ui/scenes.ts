/** Every screen of the app, each as an address of the test page and what to do there first. */
import type { Page } from 'playwright-core';
import { PIN } from './fake.ts';
import { BESIDE_SCENES } from './scenes-beside.ts';
import { DOOR_SCENES } from './scenes-door.ts';
import { DOUBLES } from './scenes-doubles.ts';
import { FOLLOW } from './scenes-follow.ts';
import { SAVINGS_SCENES } from './scenes-savings.ts';
import { TOOL_SCENES } from './scenes-tools.ts';
import { TRAINING } from './scenes-training.ts';
import { WAY_SCENES } from './scenes-ways.ts';

export interface Scene {
  readonly name: string;
  /** Query of the page, then the address of the screen. */
  readonly query: string;
  readonly hash?: string;
  readonly act?: (page: Page) => Promise<unknown>;
  /** What is done there is another thing on a desk: it is done anew, the page is not only made wide. */
  readonly desk?: 'anew';
}

const link = (page: Page, text: string) => page.getByText(text, { exact: true }).first().click();

const tab = (page: Page, name: string) => page.locator('.tabs').getByText(name).last().click();
/** A tab of the sheet of an organisation that much is known of. */
const sheet = async (page: Page, name: string) => {
  await link(page, 'Coopérative Faso Jɛgɛ');
  await page.getByRole('navigation', { name: 'Rubriques' }).waitFor();
  await tab(page, name);
};

/** What everybody meets: the door, today, members and people, what came back, this phone. */
const HOUSE: readonly Scene[] = [
  ...DOOR_SCENES,
  {
    name: 'aujourdhui',
    query: 'scene=open&training',
    act: async (page) => {
      // She promised something for Tuesday, and has not met a network since.
      await page.evaluate(async () => {
        const { fake } = window;
        const mentee = fake.replica.list('enrolment')[0]?.fields['person']?.[0]?.value;
        const [mentor, home] = [fake.me.value?.person, fake.me.value?.home as never];
        const next = 'Apporter le devis de la machine';
        const body = { mentee, mentor, doer: mentor, on: '2027-03-09', way: 'there', next, by: '2027-03-16' };
        await fake.save([{ do: 'create', type: 'visit', home, body: body as never }]);
      });
      await page.getByRole('heading', { name: 'Cette semaine 2' }).waitFor();
    },
  },
  { name: 'aujourdhui-antenne', query: 'scene=open&who=oumar' },
  { name: 'aujourdhui-vide', query: 'scene=empty' },
  { name: 'aujourdhui-essai', query: 'scene=open&practice' },
  { name: 'membres', query: 'scene=open', hash: '#/membres' },
  {
    name: 'membres-recherche',
    query: 'scene=open',
    hash: '#/membres',
    act: (page) => page.fill('input[type=search]', 'sene neta'),
  },
  { name: 'membres-vide', query: 'scene=empty', hash: '#/membres' },
  { name: 'nouvelle-1', query: 'scene=open', hash: '#/membres/nouvelle' },
  { name: 'nouvelle-2', query: 'scene=open', hash: '#/membres/nouvelle/2' },
  {
    name: 'nouvelle-autres-formes',
    query: 'scene=open',
    hash: '#/membres/nouvelle/2',
    act: (page) =>
      page
        .getByRole('button', { name: 'Autres choix' })
        .first()
        .click()
        .then(() => page.getByText('Syndicat').waitFor()),
  },
  { name: 'nouvelle-activites', query: 'scene=open', hash: '#/membres/nouvelle/4' },
  {
    name: 'nouvelle-telephone',
    desk: 'anew',
    query: 'scene=open',
    hash: '#/membres/nouvelle/5',
    act: async (page) => {
      await page.fill('input[type=tel]', '76 00 01 5');
      await page.locator('.acts .go').click();
    },
  },
  {
    name: 'nouvelle-5',
    desk: 'anew',
    query: 'scene=open',
    hash: '#/membres/nouvelle/1',
    act: async (page) => {
      await page.fill('#organisation-name', 'Groupement Benkadi');
      if (await page.locator('.steps').isVisible()) {
        await page.locator('.acts .go').click();
        await page.getByText('Groupement', { exact: true }).click();
        await page.locator('.acts .go').click();
        await page.fill('#organisation-place', 'Pélengana');
        await page.locator('.acts .go').click();
        await page.locator('.acts .go').click();
        await page.locator('.acts .go').click();
        await page.getByText('Est-ce juste').waitFor();
      }
    },
  },
  { name: 'nouvelle-personne', query: 'scene=open', hash: '#/personnes/nouvelle/2' },
  { name: 'liste-personnes', query: 'scene=open', hash: '#/personnes' },
  {
    name: 'personnes-comptees',
    query: 'scene=open',
    hash: '#/personnes/comptees/tous/tous',
    act: async (page) => {
      // Each figure opens whom it counts, and leads back.
      await page.getByLabel('Hommes, 1').click();
      await page.getByText('Bakary TRAORÉ').waitFor();
      await page.getByLabel('Retour au compte').click();
      await page.getByText('Par âge').waitFor();
    },
  },
  { name: 'instances', query: 'scene=open', hash: '#/instances' },
  { name: 'antennes', query: 'scene=open', hash: '#/antennes' },
  {
    name: 'antenne',
    query: 'scene=open&who=oumar',
    hash: '#/antennes',
    act: async (page) => {
      await page.locator('a.cover', { hasText: 'Ségou' }).click();
      await tab(page, 'Personnes');
      await page.getByText('Korotoumou DIARRA').waitFor();
    },
  },
  {
    name: 'chercher',
    query: 'scene=movement',
    hash: '#/chercher',
    act: async (page) => {
      await page.locator('input[type=search]').fill('markala');
      await page.getByRole('status').filter({ hasText: 'réponse' }).waitFor();
    },
  },
  {
    name: 'filtres',
    query: 'scene=open',
    hash: '#/membres',
    act: (page) =>
      page
        .getByRole('button', { name: 'Filtres' })
        .click()
        .then(() => page.getByText('Voir la liste').waitFor()),
  },
  {
    name: 'personne',
    query: 'scene=open',
    hash: '#/personnes',
    act: (page) => link(page, 'Bakary TRAORÉ').then(() => tab(page, 'Fiche')),
  },
  { name: 'organisation-historique', query: 'scene=open', hash: '#/membres', act: (page) => sheet(page, 'Historique') },
  { name: 'organisation-personnes', query: 'scene=open', hash: '#/membres', act: (page) => sheet(page, 'Personnes') },
  {
    name: 'organisation-lien',
    query: 'scene=open',
    hash: '#/membres',
    act: (page) =>
      sheet(page, 'Personnes')
        .then(() => link(page, 'Fanta SAMAKÉ'))
        .then(() => page.getByText('Ouvrir la fiche').waitFor()),
  },
  {
    name: 'organisation-ajouter-personne',
    query: 'scene=open',
    hash: '#/membres',
    act: (page) =>
      sheet(page, 'Personnes')
        .then(() => page.getByRole('link', { name: 'Ajouter' }).click())
        .then(() => page.getByLabel('Personne').or(page.getByLabel('Qui')).first().waitFor()),
  },
  {
    name: 'organisation-completer',
    query: 'scene=open',
    hash: '#/membres',
    act: (page) =>
      sheet(page, 'Fiche')
        .then(() => page.getByRole('link', { name: /Compléter la fiche/ }).click())
        .then(() => page.getByRole('button', { name: /Continuer|Enregistrer/ }).waitFor()),
  },
  {
    name: 'organisation-modifier',
    query: 'scene=open',
    hash: '#/membres',
    act: (page) =>
      sheet(page, 'Fiche')
        .then(() => page.getByRole('link', { name: 'Modifier' }).last().click())
        .then(() => page.getByText('Pour compléter').first().waitFor()),
  },
  {
    name: 'organisation-formes',
    query: 'scene=open',
    hash: '#/membres',
    act: (page) =>
      sheet(page, 'Fiche')
        .then(() => page.getByRole('link', { name: 'Changer : Formes dans le temps' }).click())
        .then(() => page.getByRole('button', { name: 'Changer' }).first().click())
        .then(() => page.getByText('Donné par').waitFor()),
  },
  { name: 'sans-droit', query: 'scene=open&who=fanta', hash: '#/membres/nouvelle' },
  {
    name: 'organisation',
    query: 'scene=open',
    hash: '#/membres',
    act: (page) => link(page, 'Coopérative Faso Jɛgɛ').then(() => page.getByText('Historique').first().waitFor()),
  },
  {
    name: 'organisation-a-verifier',
    query: 'scene=open',
    hash: '#/membres',
    act: (page) => link(page, 'Groupement Jigiya').then(() => page.getByText('paraît incomplet').first().waitFor()),
  },
  {
    name: 'organisation-deux-versions',
    query: 'scene=open',
    hash: '#/membres',
    act: (page) => link(page, 'Club des jeunes Sinignɛsigi').then(() => page.getByText('C’est juste').waitFor()),
  },
  { name: 'registre', query: 'scene=movement', hash: '#/membres/registre' },
  { name: 'registre-2014', query: 'scene=movement', hash: '#/membres/registre/2014-01-01' },
  { name: 'registre-plusieurs', query: 'scene=movement', hash: '#/membres/registre/2027-03-11/plusieurs' },
  { name: 'registre-decisions', query: 'scene=movement', hash: '#/membres/registre/2027-03-11/decisions' },
  { name: 'registre-sortir', query: 'scene=movement', hash: '#/membres/registre/2027-03-11/sortir/tous' },
  { name: 'registre-papier', query: 'scene=movement', hash: '#/membres/registre/2027-03-11/sortir/tous/-/liste' },
  { name: 'registre-sans-reseau', query: 'scene=open', hash: '#/membres/registre' },
  { name: 'membres-reseau', query: 'scene=movement', hash: '#/membres' },
  {
    name: 'organisation-reseau',
    query: 'scene=movement',
    hash: '#/membres/niveaux',
    act: async (page) => {
      await link(page, 'Confédération des orpailleurs (exemple)');
      // A figure by form opens the organisations behind it.
      await page.getByRole('link', { name: 'Voir Coopérative simplifiée' }).click();
      await page.getByText('Coopérative des orpailleurs de').first().waitFor();
      await page.getByRole('link', { name: 'Retour aux niveaux' }).click();
      // So does the sum of the women: each with what it says.
      await page.getByRole('link', { name: 'Voir Femmes membres' }).click();
      await page.locator('.row .num').first().waitFor();
      await page.getByRole('link', { name: 'Retour aux niveaux' }).click();
      await page.getByRole('link', { name: 'Voir À la base' }).click();
      await page.getByText('Coopérative des orpailleurs de').first().waitFor();
      await page.getByRole('link', { name: 'Retour aux niveaux' }).click();
      await page.getByText('En dessous').waitFor();
      await link(page, 'Fiche');
      await page.locator('.counters').waitFor();
    },
  },
  { name: 'niveaux', query: 'scene=movement', hash: '#/membres/niveaux' },
  { name: 'formes', query: 'scene=movement', hash: '#/membres/formes/2016-01-01' },
  {
    name: 'niveaux-confederation',
    query: 'scene=movement',
    hash: '#/membres/niveaux',
    act: (page) =>
      link(page, 'Confédération des orpailleurs (exemple)').then(() => page.getByText('En dessous').waitFor()),
  },
  { name: 'a-voir', query: 'scene=movement', hash: '#/membres/a-voir/few' },
  { name: 'aujourdhui-regles', query: 'scene=movement' },
  { name: 'a-corriger', query: 'scene=open', hash: '#/corriger' },
  {
    name: 'a-corriger-transmettre',
    query: 'scene=open',
    hash: '#/corriger',
    act: (page) => page.getByRole('button', { name: 'Transmettre' }).first().click(),
  },
  {
    name: 'a-corriger-retirer',
    query: 'scene=open',
    hash: '#/corriger',
    act: (page) => page.getByRole('button', { name: 'Retirer' }).first().click(),
  },
  {
    name: 'a-corriger-annuler',
    query: 'scene=open',
    hash: '#/corriger',
    act: async (page) => {
      await page.getByRole('button', { name: 'Retirer' }).first().click();
      await page.getByRole('button', { name: 'Oui, retirer' }).click();
      await page.getByRole('button', { name: 'Annuler' }).waitFor();
    },
  },
  { name: 'mes-envois', query: 'scene=open', hash: '#/envois' },
  { name: 'mes-envois-recus', query: 'scene=open', hash: '#/envois/recus' },
  { name: 'mes-envois-confirmes', query: 'scene=open', hash: '#/envois/confirmes' },
  { name: 'reseau', query: 'scene=open', hash: '#/reseau' },
  { name: 'reseau-horloge', query: 'scene=open&wrongclock&part', hash: '#/reseau' },
  { name: 'plus', query: 'scene=open&who=oumar', hash: '#/plus' },
  { name: 'relire-bambara', query: 'scene=open&who=oumar', hash: '#/plus/bambara' },
  { name: 'personnes', query: 'scene=open&who=oumar', hash: '#/plus/personnes' },
  { name: 'inscrire', query: 'scene=open', hash: '#/plus/inscrire' },
  {
    name: 'inscrire-code',
    query: 'scene=open',
    hash: '#/plus/inscrire',
    act: async (page) => {
      await page.fill('#person-name', 'Salif OUATTARA');
      await page.getByText('Animation', { exact: true }).click();
      await page.getByRole('button', { name: 'Continuer' }).click();
      await page.getByText('détournez les yeux').waitFor();
    },
  },
  { name: 'secours', query: 'scene=open&who=oumar', hash: '#/plus/secours' },
  {
    name: 'secours-mot',
    query: 'scene=open&who=oumar',
    hash: '#/plus/secours',
    act: async (page) => {
      await page.getByText('Korotoumou DIARRA').click();
      await page.fill('#number', '3');
      await page.getByRole('button', { name: 'Donner le mot' }).click();
      await page.getByText('Lisez-lui').waitFor();
    },
  },
  { name: 'mon-code', query: 'scene=open', hash: '#/plus/code' },
  { name: 'aide', query: 'scene=open', hash: '#/plus/aide', act: (page) => page.locator('summary').first().click() },
  { name: 'a-propos', query: 'scene=open', hash: '#/plus/a-propos' },
  { name: 'ailleurs', query: 'scene=elsewhere' },
  { name: 'memoire', query: 'scene=broken' },
];

/** In two halves that take about as long; each is a file of tests (`screens*.test.ts`), so that both cores have work. */
export const SCENES: { readonly [half in 'house' | 'programme']: readonly Scene[] } = {
  house: HOUSE,
  programme: [...DOUBLES, ...WAY_SCENES, ...TOOL_SCENES, ...BESIDE_SCENES, ...SAVINGS_SCENES, ...TRAINING, ...FOLLOW],
};

let shown = 0;
/** Brings a page to a scene and waits until it stands still. */
export async function show(page: Page, url: string, scene: Scene): Promise<void> {
  // A new address after the hash alone would keep the page, and what was done on it: each is counted.
  await page.goto(`${url}?${scene.query}&shown=${shown++}${scene.hash ?? ''}`, { waitUntil: 'commit' });
  await page.locator('html[data-ready=yes]').waitFor({ state: 'attached' });
  await page.locator('h1').first().waitFor();
  await scene.act?.(page);
}

export { PIN };
