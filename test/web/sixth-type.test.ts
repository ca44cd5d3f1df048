// A module nobody has thought of: made as docs/add-a-module.md says, and everything on the hub is there without another line.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, changed, checkStyle, checkTypes, copyWithModule, type SixthHub, startSixth } from '../sixth.ts';
import { parseCsv } from './csv-reader.ts';
import { Visitor } from './site.ts';

let folder: string;
let hub: SixthHub;
let visitor: Visitor;
let id: string;
const policy = { name: 'Aïssata COULIBALY', cover: 'family', since: '2024-03', covered: 6, fee: 12_000 };

beforeAll(async () => {
  folder = copyWithModule();
  expect(build(folder)).toBe('');
  hub = await startSixth(folder);
  visitor = new Visitor(hub.url);
  expect((await visitor.signIn('reseau-six', 'secretariat', hub.password)).status).toBe(303);
}, 120_000);
afterAll(() => hub?.end(), 60_000);

interface Told {
  readonly id: string;
  readonly record: { readonly fields: Readonly<Record<string, unknown>> };
  readonly error: { readonly code: string; readonly fields?: readonly string[] };
}

describe('a sixth type, added as the page says', () => {
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
    const [header, row] = await read('');
    expect(header?.slice(0, 4)).toEqual(['Titulaire', 'Couverture', 'Depuis', 'Personnes couvertes']);
    expect(row?.slice(0, 4)).toEqual(['Aïssata COULIBALY', 'La famille', '2024-03', '7']);
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
        `select name, cover, since_to::text as last, covered, fee, branch from ${rows[0]?.at}.policy where not hidden`,
      );
      expect(found.rows).toEqual([
        {
          name: 'Aïssata COULIBALY',
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
