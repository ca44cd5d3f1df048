/** What people do in the real app over a real hub, in words that journeys share. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { BUILD, PART, SHELL } from '../../src/device/kept.ts';
import type { HubOptions } from '../../src/hub/main.ts';
import type { HubNetwork } from '../../src/hub/network.ts';
import type { Founding } from '../../src/hub/networks.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { launchBrowser } from '../browser.ts';
import { openHub, type People, type StoppableHub, settle } from '../hub/world.ts';

export const PIN = '280594';
export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 800 };

/** A hub with the built app on one origin for the whole story, as a phone knows it, and browsers that can be closed and opened again. */
export class Story {
  readonly #scratch = mkdtempSync(join(tmpdir(), 'jekulu-journey-'));
  readonly #contexts = new Set<BrowserContext>();
  readonly hub: StoppableHub;
  readonly people: People;

  private constructor(hub: StoppableHub, people: People) {
    this.hub = hub;
    this.people = people;
  }

  /** @param register routes besides those that exchange. */
  static async open(founding: Partial<Founding> = {}, register?: HubOptions['register']): Promise<Story> {
    if (!existsSync('dist/app/index.html')) throw new Error('the app is not built: npm run build');
    const hub = await openHub({ appDir: resolve('dist/app'), port: await freePort(), ...(register && { register }) });
    const network = await hub.hub.networks.create({
      slug: 'reseau',
      name: 'Réseau d’essai',
      mode: 'real',
      demo: false,
      ...founding,
    });
    return new Story(hub, await settle(network));
  }

  /** Opened anew with every hub. */
  get network(): HubNetwork {
    return this.hub.hub.networks.bySlug('reseau') as HubNetwork;
  }

  async browser(name: string, viewport = PHONE, args: readonly string[] = []): Promise<BrowserContext> {
    const context = await launchBrowser({ profileDir: join(this.#scratch, name), viewport, locale: 'fr-FR', args });
    this.#contexts.add(context);
    context.once('close', () => this.#contexts.delete(context));
    return context;
  }

  /** First day: the code, then a personal code chosen twice. */
  async join(context: BrowserContext, person: RecordId): Promise<Page> {
    const code = await this.network.createCode(person, { createdBy: '', days: 1 });
    const page = await context.newPage();
    await page.goto(`${this.hub.hub.url}/#a=${code}`);
    await choosePin(page);
    await page.getByRole('heading', { name: 'Aujourd’hui' }).waitFor();
    await page.getByText('Tout est envoyé').first().waitFor();
    await kept(page);
    return page;
  }

  /** The app from the phone's own memory, whether or not anybody answers. */
  async reopen(context: BrowserContext, name: RegExp): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${this.hub.hub.url}/`);
    await enter(page, name);
    return page;
  }

  async end(): Promise<void> {
    for (const context of this.#contexts) await context.close();
    await this.hub.end();
    rmSync(this.#scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/** Until the whole app is kept on this device: from here on nothing of it is asked of anybody. */
export const kept = (page: Page): Promise<void> =>
  page.evaluate(
    async ({ build, part, shell }) => {
      for (;;) {
        for (const name of (await caches.keys()).filter((name) => name.startsWith(build))) {
          const cache = await caches.open(name);
          if ((await cache.match(shell)) && !(await cache.match(part))) return;
        }
        await new Promise((done) => setTimeout(done, 100));
      }
    },
    { build: BUILD, part: PART, shell: SHELL },
  );

export async function choosePin(page: Page): Promise<void> {
  await page.getByText('Choisissez un code à six chiffres').waitFor();
  await page.keyboard.type(PIN);
  await page.getByText('Encore une fois').waitFor();
  await page.keyboard.type(PIN);
}

/** At the door: one's sign, then one's code. */
export async function enter(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name }).or(page.getByRole('link', { name })).first().click();
  await page.getByText('Votre code').first().waitFor();
  await page.keyboard.type(PIN);
  await page.getByRole('heading', { name: 'Aujourd’hui' }).waitFor();
}

/** A number of the thread on today's page. */
export const number = (page: Page, label: RegExp) => page.locator('.thread a', { hasText: label }).locator('b');

/** From today's page to the new record. */
export async function register(page: Page, answers: { name: string; place: string; phone?: string }): Promise<void> {
  await page
    .getByRole('link', { name: /Nouve(au membre|lle organisation)/ })
    .first()
    .click();
  const next = page.getByRole('button', { name: /Continuer|Enregistrer/ });
  const done = page.getByRole('heading', { level: 1, name: answers.name });
  for (let step = 0; step < 8; step++) {
    await next.or(done).first().waitFor();
    if ((await next.count()) === 0) break;
    const question = await page.locator('main').innerText();
    // Several choices may be left for later, like every question that is not needed.
    const input = page.locator('main input:not([type=checkbox])').first();
    if ((await page.getByRole('radio').count()) > 0) await page.getByRole('radio').first().check();
    else if (/téléphone|joindre/i.test(question) && (await input.count()) > 0) await input.fill(answers.phone ?? '');
    else if (/où|lieu/i.test(question) && (await input.count()) > 0) await input.fill(answers.place);
    else if ((await input.count()) > 0) await input.fill(answers.name);
    // Hints may come and go beside a question: the step tells that it is another one, and a sheet has none.
    const before = await page.locator('.stepper').innerText();
    await next.click();
    await page.waitForFunction(
      (text) => (document.querySelector<HTMLElement>('.stepper')?.innerText ?? '') !== text,
      before,
    );
  }
  await done.waitFor();
}

/** Exchanges, and all of it has gone. */
export async function sent(page: Page): Promise<void> {
  await exchange(page);
  await page.getByText('Tout est envoyé').first().waitFor();
}

/** From wherever one is: the sync line, then again. */
export async function exchange(page: Page): Promise<void> {
  let [open, last] = [0, Date.now()];
  const count = (by: number) => (request: { url(): string }) => {
    if (!/\/(sync|segment)\b/.test(request.url())) return;
    open += by;
    last = Date.now();
  };
  const [begun, ended] = [count(1), count(-1)];
  page.on('request', begun).on('requestfinished', ended).on('requestfailed', ended);
  await page.locator('a.sync').click();
  await page.getByRole('button', { name: /Réessayer maintenant/ }).click();
  // Nothing may be left to send and something still be on its way down: an exchange may take several requests.
  const end = Date.now() + 15_000;
  do await page.waitForTimeout(50);
  while (Date.now() < end && (open > 0 || Date.now() - last < 250));
  page.off('request', begun).off('requestfinished', ended).off('requestfailed', ended);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address ? address.port : 0;
}
