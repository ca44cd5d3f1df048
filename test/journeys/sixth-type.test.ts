// A module nobody has thought of, made as docs/add-a-module.md says. In the hands of people: registered with no network through the form that nobody
// wrote for it, found in its list, sent, and read by programs. On the hub: everything is there without another line.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser.ts';
import { build, changed, checkStyle, checkTypes, copyWithModule, type SixthHub, startSixth } from '../sixth.ts';
import { parseCsv } from '../web/csv-reader.ts';
import { Visitor } from '../web/site.ts';
import { choosePin, exchange, kept, PHONE } from './steps.ts';

const NAME = 'Aïssata COULIBALY';
let folder: string;
let hub: SixthHub;
let visitor: Visitor;
let phone: BrowserContext;
const profile = mkdtempSync(join(tmpdir(), 'jekulu-sixth-phone-'));

beforeAll(async () => {
  folder = copyWithModule();
  expect(build(folder)).toBe('');
  hub = await startSixth(folder);
  visitor = new Visitor(hub.url);
  expect((await visitor.signIn('reseau-six', 'secretariat', hub.password)).status).toBe(303);
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

const policy = { name: 'Mariam KEÏTA', cover: 'family', since: '2024-03', covered: 6, fee: 12_000 };
let id: string;

interface Told {
  readonly id: string;
  readonly record: { readonly fields: Readonly<Record<string, unknown>> };
  readonly error: { readonly code: string; readonly fields?: readonly string[] };
}

describe('on the hub, without another line', () => {
  it('compiles and is written as the house writes', () => {
    expect(checkTypes(folder)).toBe('');
    expect(checkStyle(folder)).toBe('');
  }, 120_000);

  it('the page would say so if a line it changes were gone', () => {
    expect(changed('a\nb\nc', ' a\n+x\n-c\n+d')).toBe('a\nx\nb\nd');
    expect(() => changed('a', ' b\n+c')).toThrow('no line: b');
  });

  it('is written, read, changed and judged by the API', async () => {
    const made = await visitor.api<Told>('POST', '/records/policy', { home: 'n/branch/sikasso/', body: policy });
    expect(made.status).toBe(201);
    id = made.body.id;
    const changes = await visitor.api<Told>('PATCH', `/records/policy/${id}`, { body: { covered: 7 } });
    expect(changes.body.record.fields).toEqual({ ...policy, covered: 7 });
    const wrong = await visitor.api<Told>('POST', '/records/policy', {
      home: 'n/branch/sikasso/',
      body: { name: 'x' },
    });
    expect(wrong.body.error).toMatchObject({ code: 'RULE-REQUIRED', fields: ['cover'] });
  });

  it('is described to other programs', async () => {
    const schema = await visitor.api<{
      title: string;
      $defs: { fields: { required: string[]; properties: Record<string, object> } };
    }>('GET', '/schema/policy.json');
    expect(schema.body.title).toBe('Adhésion mutuelle santé / Health cover');
    expect(schema.body.$defs.fields.required).toEqual(['name', 'cover']);
    expect(schema.body.$defs.fields.properties['mutual']).toMatchObject({ 'x-ref': ['organisation'] });
    const { body } = await visitor.api<{ paths: object }>('GET', '/openapi.json');
    expect(Object.keys(body.paths).filter((path) => path.includes('policy'))).toHaveLength(9);
    expect((await visitor.get('/api/v1/forms/policy.xlsx')).status).toBe(200);
  });

  it('is a file for a spreadsheet, in both languages', async () => {
    const read = async (query: string): Promise<string[][]> =>
      parseCsv((await visitor.get(`/api/v1/records/policy.csv${query}`)).text, ';');
    const [header, ...rows] = await read('');
    const row = rows.find(([holder]) => holder === policy.name);
    expect(header?.slice(0, 4)).toEqual(['Titulaire', 'Couverture', 'Depuis', 'Personnes couvertes']);
    expect(row?.slice(0, 4)).toEqual([policy.name, 'La famille', '2024-03', '7']);
    expect((await read('?lang=en'))[1]?.[1]).toBe('The family');
    expect((await read('?columns=names'))[0]).toContain('mutual');
  });

  it('is a view for analysts', async () => {
    const client = new pg.Client({ connectionString: hub.databaseUrl });
    await client.connect();
    try {
      const { rows } = await client.query<{ at: string }>(
        `select schemaname as at from pg_views where viewname = 'policy'`,
      );
      const found = await client.query(
        `select name, cover, since_to::text as last, covered, fee, branch from ${rows[0]?.at}.policy where not hidden and name = $1`,
        [policy.name],
      );
      expect(found.rows).toEqual([
        {
          name: policy.name,
          cover: 'family',
          last: '2024-03-31',
          covered: '7',
          fee: '12000',
          branch: 'sikasso',
        },
      ]);
    } finally {
      await client.end();
    }
  });

  it('stands in the register of personal data', async () => {
    const { text } = await visitor.get('/admin/registre');
    expect(text).toContain('Savoir qui est couvert par une mutuelle');
    expect(text).toContain('Adhésions mutuelle santé');
  });
});
