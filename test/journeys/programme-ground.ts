/** The ground of the journey of a programme: a hub with its pages and its app, who works there, and a programme that seven people want to follow. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { HubNetwork } from '../../src/hub/network.ts';
import { dayOf } from '../../src/kernel/grant.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { launchBrowser } from '../browser.ts';
import { enlist, SEGOU } from '../hub/world.ts';
import { openSite, PASSWORD, type Site } from '../web/site.ts';
import { choosePin, kept, PHONE } from './steps.ts';

/** Who asked for a place before the day of the journey. */
export const ASKED = [
  ['Awa SIDIBÉ', 'f', '2001'],
  ['Bintou CAMARA', 'f', '1999'],
  ['Cheick DIALLO', 'm', '2000'],
  ['Djénéba KONATÉ', 'f', '2002'],
  ['Fanta KEÏTA', 'f', '1998'],
  ['Modibo TRAORÉ', 'm', '2003'],
] as const;

export interface Ground {
  readonly site: Site;
  readonly network: HubNetwork;
  /** By what they do. */
  readonly people: Readonly<Record<'office' | 'animator' | 'juror' | 'trainer' | 'member', RecordId>>;
  /** First day on a phone of their own. */
  phone(person: RecordId): Promise<Page>;
  /** The pages of the hub, signed in. */
  desk(person: RecordId): Promise<Page>;
  end(): Promise<void>;
}

export async function openGround(): Promise<Ground> {
  if (!existsSync('dist/app/index.html')) throw new Error('the app is not built: npm run build');
  const scratch = mkdtempSync(join(tmpdir(), 'jekulu-programme-'));
  const site = await openSite(resolve('dist/app'));
  const network = await site.hub.networks.create({ slug: 'un', name: 'Réseau d’essai', mode: 'real', demo: false });
  const people = {
    office: await enlist(network, 'Bakary KONÉ', 'coordinator', SEGOU),
    animator: await enlist(network, 'Coumba DIARRA', 'animator', SEGOU),
    juror: await enlist(network, 'Rokia TANGARA', 'juror', SEGOU),
    trainer: await enlist(network, 'Moussa SANGARÉ', 'trainer', SEGOU),
    member: await enlist(network, 'Drissa COULIBALY', 'member', SEGOU),
  };
  await tellProgramme(network, people);
  const contexts: BrowserContext[] = [];
  const browse = async (name: string, viewport = PHONE): Promise<Page> => {
    const context = await launchBrowser({ profileDir: join(scratch, name), viewport, locale: 'fr-FR' });
    contexts.push(context);
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(15_000);
    return page;
  };
  return {
    site,
    network,
    people,
    async phone(person) {
      const code = await network.createCode(person, { createdBy: '', days: 1 });
      const page = await browse(person);
      await page.goto(`${site.url}/#a=${code}`);
      await choosePin(page);
      await page.getByRole('heading', { name: 'Aujourd’hui' }).waitFor();
      await page.getByText('Tout est envoyé').first().waitFor();
      await kept(page);
      return page;
    },
    async desk(person) {
      await site.accounts(network).set('bureau', PASSWORD, person);
      const page = await browse('bureau', { width: 1280, height: 800 });
      await page.goto(`${site.url}/admin/connexion`);
      await page.locator('input[name=nom]').fill('bureau');
      await page.locator('input[name=secret]').fill(PASSWORD);
      await page.locator('form[action="/admin/connexion"] button').first().click();
      await page.locator('h1').first().waitFor();
      return page;
    },
    async end() {
      for (const context of contexts) await context.close();
      await site.end();
      rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

/** What an office records before anybody asks: the programme, what it teaches, a group with its session of today, a round of choosing; and six requests. */
async function tellProgramme(network: HubNetwork, people: Ground['people']): Promise<void> {
  const shared = { home: SEGOU, shared: ['n/shared/' as never] };
  const today = dayOf(Date.now());
  const write = (acts: Parameters<HubNetwork['actAsAuthority']>[0]) =>
    network.actAsAuthority(acts).then((changes) => changes.map((one) => one.record));
  const [programme, curriculum, module] = (await write((id) => [
    {
      do: 'create',
      type: 'programme',
      ...shared,
      body: { name: 'Jeunes et métiers de Ségou', target: 30, counts: 'certified', ageFrom: 18, ageTo: 35 },
    },
    {
      do: 'create',
      type: 'curriculum',
      ...shared,
      // Whenever this runs, who comes late comes within the grace: what lateness costs is the matter of `modules/training`.
      body: { name: 'Tenir ses comptes', programme: id(0), version: 1, attendance: 75, pass: 50, grace: 480 },
    },
    {
      do: 'create',
      type: 'course_module',
      ...shared,
      body: { name: 'La caisse et le cahier', curriculum: id(1), hours: 8 },
    },
  ])) as [RecordId, RecordId, RecordId];
  await write((id) => [
    {
      do: 'create',
      type: 'cohort',
      home: SEGOU,
      body: {
        name: 'Ségou 1',
        programme,
        curriculum,
        from: today,
        capacity: 6,
        'trainers.1': { person: people.trainer },
        'trainers.2': { person: people.animator },
      },
    },
    {
      do: 'create',
      type: 'session',
      home: SEGOU,
      body: { module, cohort: id(0), on: today, start: '8h', end: '16h', halves: 'one', hours: 8 },
    },
    {
      do: 'create',
      type: 'selection',
      home: SEGOU,
      body: {
        name: 'Premier choix',
        programme,
        places: 6,
        waiting: 3,
        least: 1,
        'criteria.1': { name: 'Le projet', weight: 60, most: 10 },
        'criteria.2': { name: 'La motivation', weight: 40, most: 10 },
        'jurors.1': { person: people.juror, of: 'Ville de Ségou' },
      },
    },
  ]);
  await write((id) =>
    ASKED.flatMap(([name, sex, birth], at) => [
      { do: 'create', type: 'person', home: SEGOU, body: { name, sex, birth, place: 'Ségou' } },
      {
        do: 'create',
        type: 'application',
        home: SEGOU,
        body: { person: id(2 * at), programme, on: today, project: 'Un atelier à plusieurs dans mon quartier.' },
      },
    ]),
  );
}
