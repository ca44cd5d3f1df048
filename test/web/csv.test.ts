// Files for spreadsheets: what a person may read and nothing else, nothing a spreadsheet would run, and nothing lost on the way back.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SSE_COLUMNS } from '../../src/hub/derived/sse.ts';
import type { HubNetwork } from '../../src/hub/network.ts';
import { Pages } from '../../src/hub/pages.ts';
import { schemaOf } from '../../src/hub/schema.ts';
import type { TypeDecl } from '../../src/kernel/declare.ts';
import { textOf } from '../../src/kernel/fold.ts';
import { ROOT, sensitiveScope } from '../../src/kernel/ids.ts';
import type { Body, Json, RecordId } from '../../src/kernel/types.ts';
import { catalogue } from '../../src/modules/catalogue.ts';
import { publicFace } from '../../src/modules/directory/shown.ts';
import { declarations } from '../../src/modules/index.ts';
import { csvLine, harmless, unharmed } from '../../src/ui/files/csv.ts';
import { organisation, type People, SEGOU, SIKASSO, settle } from '../hub/world.ts';
import { parseCsv, recordsOf } from './csv-reader.ts';
import { openSite, type Seen, type Site, type Visitor, wordsOf } from './site.ts';

let site: Site;
let network: HubNetwork;
let people: People;
let secretary: Visitor;
let animator: Visitor;
const made: RecordId[] = [];

/** Names that people, or somebody who means harm, may write. */
const NASTY = [
  'Groupement ; "Benkadi"\r\nde Loulouni',
  '=HYPERLINK("http://ailleurs.example";"cliquez")',
  '＝1+1',
  "'=2",
  '+223 70 00 00 00',
  '-2+3',
  '@SUM(A1)',
  'Jɛkulu ɛ ɔ ɲ ŋ 👩‍🌾',
  'NUL \0 ici',
  'a|b\\c',
];
const write = async (home: typeof SIKASSO, more: Body): Promise<void> => {
  const changes = await network.actAsAuthority([
    { ...(organisation('x', home) as { body: Body }), body: { kind: 'group', place: 'Ici', ...more } } as never,
  ]);
  made.push(changes[0]?.record as RecordId);
};

beforeAll(async () => {
  site = await openSite();
  network = await site.hub.networks.create({ slug: 'un', name: 'Réseau un', mode: 'real', demo: false });
  people = await settle(network);
  secretary = await site.visitor(network, people.secretary);
  animator = await site.visitor(network, people.animator);
  for (const name of NASTY) await write(SIKASSO, { name });
  await write(SIKASSO, {
    name: 'Coopérative Sabougnouma',
    kind: 'scoops',
    place: { text: 'Loulouni', area: 'ml-0307', geo: 'ml-2023' },
    sectors: ['agriculture', 'a|b\\c', 'culture'],
    founded: '2019-01',
    women: 12,
    own: false,
    email: 'sabougnouma@exemple.ml',
    quarter: 'Médine',
    poBox: 'BP 12',
    website: 'https://exemple.ml',
    'forms.f1': { kind: 'group', from: '2019-01~', number: null },
    'forms.f2': { kind: 'scoops', from: '2021', authority: 'Kadiolo' },
    'names.n1': { name: 'Ton de Loulouni' },
    somethingNewer: { a: [1, true, null] },
  });
  await write(SIKASSO, { name: 'Voisins', place: { text: 'Korhogo', country: 'CI' } });
  await write(SEGOU, { name: 'Ailleurs, non partagée' });
  await network.actAsAuthority([
    {
      do: 'create',
      type: 'organisation',
      home: SEGOU,
      shared: [],
      body: { name: 'Secret', kind: 'group', place: 'Ici' },
    },
    {
      do: 'create',
      type: 'organisation_contact',
      home: sensitiveScope(SEGOU),
      body: { of: made.at(-1) as string, phone: '70 11 22 33' },
    },
  ]);
}, 60_000);
afterAll(() => site.end());

const csv = (visitor: Visitor, path: string): Promise<Seen> => visitor.get(`/api/v1${path}`);
const typeOf = (name: string): TypeDecl => declarations.types[name] as TypeDecl;

describe('a table of a type', () => {
  it('comes as a file that Excel reads as UTF-8 and nobody keeps', async () => {
    const { status, headers, text } = await csv(secretary, '/records/organisation.csv');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="organisation-\d{4}-\d\d-\d\d\.csv"$/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const bytes = new Uint8Array(
      await (
        await fetch(`${site.url}/api/v1/records/organisation.csv`, { headers: { cookie: cookieOf(secretary) } })
      ).arrayBuffer(),
    );
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(text.endsWith('\r\n')).toBe(true);
  });

  it('gives back every record as the API tells it, with the names of fields', async () => {
    for (const type of ['organisation', 'organisation_contact', 'person', 'grant', 'device']) {
      const { text } = await csv(secretary, `/records/${type}.csv?columns=names`);
      const read = recordsOf(text, typeOf(type));
      const { body } = await secretary.api<{ records: { id: string; fields: Record<string, Json> }[] }>(
        'GET',
        `/records/${type}?limit=1000`,
      );
      expect(read.length).toBeGreaterThan(0);
      const told = body.records.map(({ id, fields }) => ({ id, fields: kept(fields) }));
      expect(read.sort(byId), type).toEqual(told.sort(byId));
    }
  });

  it('holds no cell that a spreadsheet would run, in either style', async () => {
    for (const style of ['', '?columns=names', '?lang=en'])
      for (const row of parseCsv((await csv(secretary, `/records/organisation.csv${style}`)).text, ';'))
        for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("'", '=', '+', 'a', '\t', '＝', '@') }),
        (text) => unharmed(harmless(text)) === text,
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (cells) => {
        const [row] = parseCsv(csvLine(cells, ';'), ';');
        expect(row?.map(unharmed)).toEqual(cells.map((cell) => cell.replaceAll('\0', '\ufffd')));
      }),
    );
  });

  it('speaks the reader’s language: labels, choices, names of records, dates as precise as they are known', async () => {
    await network.actAsAuthority([
      {
        do: 'create',
        type: 'membership',
        home: SIKASSO,
        body: {
          member: made.at(-3) as string,
          group: made[0] as string,
          kind: 'member',
          'spans.s1': { from: '2019-01', status: 'active' },
        },
      },
    ]);
    const [header = [], ...rows] = parseCsv((await csv(secretary, '/records/organisation.csv')).text, ';');
    const row = rows.find((one) => one[0] === 'Coopérative Sabougnouma') ?? [];
    const cell = (label: string): string | undefined => row[header.indexOf(label)];
    expect(header.slice(0, 2)).toEqual([catalogue.fr['organisation.name'], catalogue.fr['organisation.kind']]);
    expect(cell('Forme')).toBe('Coopérative simplifiée');
    expect(cell('Lieu')).toBe('Loulouni');
    expect(cell('Lieu : zone')).toMatch(/^Loulouni, Sikasso$/);
    expect(rows.find((one) => one.includes('Voisins'))).toContain('CI');
    expect(row).toContain('2019-01');
    expect(row.some((one) => one.includes('2019-01~') && one.includes(' | '))).toBe(true);
    const english = parseCsv((await csv(secretary, '/records/organisation.csv?lang=en')).text, ';');
    expect(english[0]?.slice(0, 2)).toEqual([catalogue.en['organisation.name'], catalogue.en['organisation.kind']]);
    const belonging = parseCsv((await csv(secretary, '/records/membership.csv')).text, ';');
    expect(belonging[1]?.slice(0, 1)).toEqual(['Coopérative Sabougnouma']);
  });

  it('tells where places lie only to whoever asks, and no nearer than their commune', async () => {
    const table = async (query: string) =>
      parseCsv((await csv(secretary, `/records/organisation.csv${query}`)).text, ';');
    expect((await table(''))[0]?.some((header) => /latitude|longitude/.test(header))).toBe(false);
    const [head = [], ...rows] = await table('?columns=names&positions=1');
    const at = ['place', 'place_lat', 'place_lon'].map((name) => head.indexOf(name));
    const told = rows.map((row) => at.map((column) => row[column]));
    expect(told.find(([place]) => place === 'Loulouni')).toEqual(['Loulouni', '11.3', '-5.7']);
    expect(told.filter(([place]) => place === 'Korhogo')).toEqual([['Korhogo', '', '']]);
  });

  it('SYNC-15: holds what this person may read, no more', async () => {
    const names = async (visitor: Visitor): Promise<Json[]> =>
      recordsOf((await csv(visitor, '/records/organisation.csv?columns=names')).text, typeOf('organisation')).map(
        ({ fields }) => fields['name'] as Json,
      );
    expect(await names(secretary)).toContain('Secret');
    expect(await names(animator)).not.toContain('Secret');
    expect(await names(animator)).toContain('Ailleurs, non partagée');
    const contacts = (await csv(animator, '/records/organisation_contact.csv?columns=names')).text;
    expect(recordsOf(contacts, typeOf('organisation_contact'))).toEqual([]);
  });

  it('is read page by page, each record once', async () => {
    const pages = new Pages(site.hub.pools.pages, schemaOf(network.card.network));
    const ids: RecordId[] = [];
    const reach = [{ prefix: ROOT, closed: true, types: ['organisation'] }];
    for await (const page of pages.each('organisation', reach, 3)) {
      expect(page.length).toBeLessThanOrEqual(3);
      ids.push(...page.map(({ id }) => id));
    }
    const all = (await network.list('organisation')).map(({ id }) => id);
    expect(ids).toEqual([...all].sort());
    for await (const page of pages.each('organisation', [])) expect(page).toEqual([]);
  });

  it('is noted: who, what, how many', async () => {
    const before = await network.exports(1000);
    await csv(animator, '/records/person.csv');
    const [latest, ...others] = await network.exports(1000);
    expect(others).toEqual(before);
    expect(latest).toMatchObject({
      person: people.animator,
      what: 'person.csv',
      records: (await network.list('person')).filter(({ home }) => home.startsWith(SIKASSO)).length,
    });
    // Whoever audits sees all of them, others what they took themselves.
    await csv(secretary, '/records/body.csv');
    const [whole, own] = await Promise.all([secretary, animator].map((one) => one.get('/admin/fichiers')));
    expect(wordsOf(whole?.text ?? '')).toMatch(/body\.csv , 0 fiche .*person\.csv/);
    expect(wordsOf(own?.text ?? '')).toContain('person.csv');
    expect(wordsOf(own?.text ?? '')).not.toContain('body.csv');
  });

  it('may be taken thirty times a minute from one address, and says when to come again', async () => {
    const eager = await site.visitor(network, people.other);
    const statuses: number[] = [];
    for (let i = 0; i < 31; i++) statuses.push((await csv(eager, '/records/body.csv')).status);
    expect(statuses).toEqual([...Array(30).fill(200), 429]);
    const refused = await csv(eager, '/records/body.csv');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(JSON.parse(refused.text)).toMatchObject({ error: { code: 'HUB-BUSY' } });
    // Another address is another person.
    expect((await csv(secretary, '/records/body.csv')).status).toBe(200);
  });

  it('a file that was cut off is noted without a number', async () => {
    const table = `${schemaOf(network.card.network)}.record`;
    const { pages } = site.hub.pools;
    await pages.query(
      `insert into ${table} (id, type, places, made, eff, state)
       select '~many' || n, type, places, made, eff, state from ${table}, generate_series(1, 20000) as n where id = $1`,
      [made[0]],
    );
    const way = new AbortController();
    const response = await fetch(`${site.url}/api/v1/records/organisation.csv`, {
      headers: { cookie: cookieOf(animator), 'accept-encoding': 'identity' },
      signal: way.signal,
    });
    await response.body?.getReader().read();
    way.abort();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect((await network.exports(1))[0]).toMatchObject({ what: 'organisation.csv', records: null });
    expect(wordsOf((await animator.get('/admin/fichiers')).text)).toContain('organisation.csv , interrompu');
    await pages.query(`delete from ${table} where id like '~many%'`);
  }, 60_000);

  it('takes no odd question', async () => {
    for (const query of ['lang=bm', 'columns=all', 'lang=fr&lang=en'])
      expect((await csv(secretary, `/records/organisation.csv?${query}`)).status, query).toBe(400);
  });
});

describe('the SSE standard', () => {
  it('gives organisations with its columns and words, and telephones to nobody', async () => {
    const [header, ...rows] = parseCsv((await csv(secretary, '/exports/sse.csv')).text, ',');
    expect(header).toEqual([...SSE_COLUMNS]);
    const row = rows.find((one) => one[1] === 'Coopérative Sabougnouma') ?? [];
    expect(Object.fromEntries(SSE_COLUMNS.map((name, i) => [name, row[i]]))).toMatchObject({
      Identifier: expect.stringMatching(/^[a-z0-9]{1,14}$/),
      'Organisational Structure': 'OS115',
      'Primary Activity': 'ICA10',
      Activities: 'ICA10',
      'Street Address': 'Médine, BP 12',
      Locality: 'Loulouni',
      Region: 'Sikasso',
      'Country Name': 'Mali',
      Website: 'https://exemple.ml',
      Phone: '',
      Email: 'sabougnouma@exemple.ml',
    });
    expect(rows).toHaveLength((await network.list('organisation')).length);
  });

  it('for others holds only who agreed to be shown, with what each agreed to', async () => {
    const rows = parseCsv((await csv(secretary, '/exports/sse.csv?listed=1')).text, ',').slice(1);
    const listed = (await network.list('organisation')).filter((state) => publicFace(state) !== null);
    expect(rows.map((row) => row[1]).sort()).toEqual(listed.map((state) => textOf(state, 'name')).sort());
    expect(rows.map((row) => row[SSE_COLUMNS.indexOf('Email')]).join('')).toBe('');
    expect((await csv(secretary, '/exports/sse.csv?listed=yes')).status).toBe(400);
  });

  it('drops nothing in silence: what has no word there is reported', async () => {
    expect((await secretary.get('/admin/fichiers')).text).toContain('href="/admin/fichiers/sse"');
    expect(wordsOf((await secretary.get('/admin/fichiers/sse')).text)).toMatch(/Culture[^<]* 1 Coopérative/);
    const { body } = await secretary.api<{ unmapped: { record: string; value: string; column: string }[] }>(
      'GET',
      '/exports/sse.csv?report=1',
    );
    const own = body.unmapped.filter(({ record }) => record === made.at(-3));
    expect(own.map(({ column, value }) => [column, value])).toEqual([
      ['Activities', 'a|b\\c'],
      ['Activities', 'culture'],
    ]);
  });

  it('leaves out the hidden and the merged, and only says what is declared public', async () => {
    const before = parseCsv((await csv(secretary, '/exports/sse.csv')).text, ',').length;
    await network.actAsAuthority([{ do: 'void', record: made[0] as RecordId, voided: true }]);
    expect(parseCsv((await csv(secretary, '/exports/sse.csv')).text, ',')).toHaveLength(before - 1);
    const { fields } = typeOf('organisation');
    for (const name of [
      'name',
      'about',
      'kind',
      'sectors',
      'quarter',
      'landmark',
      'poBox',
      'place',
      'website',
      'email',
      'registration',
    ])
      expect(fields[name]?.class, name).toBe('public');
  });
});

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
const cookieOf = (visitor: Visitor): string =>
  [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
/** What a table can hold of a record's fields: those with a value, NUL shown by its sign. */
const kept = (fields: Record<string, Json>): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== null && value !== '')
      .map(([name, value]) => [name, typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value]),
  );
