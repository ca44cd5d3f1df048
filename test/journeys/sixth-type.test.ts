// A module nobody has thought of, made as docs/add-a-module.md says, in the hands of people: registered with no network through the form that nobody
// wrote for it, found in its list, sent, and read by programs.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { build, copyWithModule, type SixthHub, startSixth } from '../sixth.ts';
import { parseCsv } from '../web/csv-reader.ts';
import { Visitor } from '../web/site.ts';
import { choosePin, exchange, kept, PHONE } from './steps.ts';

const NAME = 'Aïssata COULIBALY';
let hub: SixthHub;
let phone: BrowserContext;
const profile = mkdtempSync(join(tmpdir(), 'jekulu-sixth-phone-'));

beforeAll(async () => {
  const folder = copyWithModule();
  expect(build(folder)).toBe('');
  hub = await startSixth(folder);
  phone = await launchBrowser({ profileDir: profile, viewport: PHONE, locale: 'fr-FR' });
}, 120_000);
afterAll(async () => {
  await phone?.close();
  await hub?.end();
  rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

/** Answers the questions one after the other, until the sheet. */
async function fillIn(page: Page): Promise<void> {
  await page.getByText('Au nom de qui est l’adhésion ?').first().waitFor();
  await page.locator('main input').first().fill(NAME);
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByText('Qui est couvert ?').first().waitFor();
  await page.getByRole('radio', { name: 'La famille' }).check();
  await page.getByRole('button', { name: 'Continuer' }).click();
  // Not required: since when may come later.
  await page.getByText('Depuis quand ?').first().waitFor();
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByRole('heading', { level: 1, name: NAME }).waitFor();
}

it('SYNC-02: a sixth type goes through form, list, exchange, API, file and view with no screen of its own', async () => {
  const page = await phone.newPage();
  await page.goto(`${hub.url}/#a=${hub.code}`);
  await choosePin(page);
  await page.getByRole('heading', { name: 'Aujourd’hui' }).waitFor();
  await page.getByText('Tout est envoyé').first().waitFor();
  await kept(page);

  await phone.setOffline(true);
  await page.getByRole('navigation').getByRole('link', { name: 'Membres' }).first().click();
  await page.getByRole('link', { name: 'Adhésions mutuelle santé' }).click();
  await page.getByRole('heading', { level: 1, name: /Adhésions mutuelle santé/ }).waitFor();
  await page.locator('a[href="#/adhesions/nouvelle"]').first().click();
  await fillIn(page);
  await page.goto(`${hub.url}/#/adhesions`);
  const row = page.locator('main tbody tr', { hasText: NAME }).first();
  await row.waitFor();
  expect(await row.innerText()).toContain('La famille');
  expect(await row.innerText()).toContain('À envoyer');

  await phone.setOffline(false);
  await exchange(page);
  await page.getByText('Tout est envoyé').first().waitFor();

  const visitor = new Visitor(hub.url);
  expect((await visitor.signIn('reseau-six', 'secretariat', hub.password)).status).toBe(303);
  const { body } = await visitor.api<{ records: { fields: object }[] }>('GET', '/records/policy');
  expect(body.records.map(({ fields }) => fields)).toEqual([{ name: NAME, cover: 'family' }]);
  const schema = await visitor.api<{ $defs: { fields: { required: string[] } } }>('GET', '/schema/policy.json');
  expect(schema.body.$defs.fields.required).toEqual(['name', 'cover']);
  const [header, line] = parseCsv((await visitor.get('/api/v1/records/policy.csv')).text, ';');
  expect(header?.slice(0, 2)).toEqual(['Titulaire', 'Couverture']);
  expect(line?.slice(0, 2)).toEqual([NAME, 'La famille']);
  const client = new pg.Client({ connectionString: hub.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ at: string }>(
      `select schemaname as at from pg_views where viewname = 'policy'`,
    );
    expect((await client.query(`select name, cover, hidden from ${rows[0]?.at}.policy`)).rows).toEqual([
      { name: NAME, cover: 'family', hidden: false },
    ]);
  } finally {
    await client.end();
  }
}, 180_000);
