// SQL views for analysts, on a real PostgreSQL: typed, explained in two languages, and not broken by anything that somebody may have written.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { privateViewSchemaOf, viewSchemaOf, viewStatements } from '../../src/hub/derived/views.ts';
import type { HubNetwork } from '../../src/hub/network.ts';
import { schemaOf } from '../../src/hub/schema.ts';
import { bringViews } from '../../src/hub/views.ts';
import { type Declarations, isClosedType, type TypeDecl } from '../../src/kernel/declare.ts';
import { ROOT, SHARED, sensitiveScope } from '../../src/kernel/ids.ts';
import type { Json, RecordId } from '../../src/kernel/types.ts';
import { catalogue } from '../../src/modules/catalogue.ts';
import { text } from '../../src/modules/fields.ts';
import { declarations } from '../../src/modules/index.ts';
import { openHub, SIKASSO, settle, type TestHub } from './world.ts';

type Row = Readonly<Record<string, unknown>>;
let hub: TestHub;
let network: HubNetwork;
let open: string;
let closed: string;
let records: string;
const made: Record<string, RecordId> = {};

beforeAll(async () => {
  hub = await openHub();
  network = await hub.hub.networks.create({ slug: 'un', name: 'Réseau un', mode: 'real', demo: false });
  await settle(network);
  open = viewSchemaOf(network.card.network);
  closed = privateViewSchemaOf(network.card.network);
  records = `${schemaOf(network.card.network)}.record`;
  const [benkadi] = await network.actAsAuthority([
    {
      do: 'create',
      type: 'organisation',
      home: SIKASSO,
      shared: [SHARED],
      body: {
        name: 'Groupement Benkadi',
        kind: 'group',
        place: { text: 'Loulouni', area: 'ml-03', geo: 'ml-2023' },
        sectors: ['agriculture', 'crafts'],
        founded: '2019-02~',
        accordUntil: '2024',
        women: 12,
        own: false,
        'forms.f1': { kind: 'group', from: '2019', number: 'R-12' },
        'forms.f2': { kind: 'scoops', from: '2021-03-05' },
        'forms.f3': null,
        newer: 'kept',
      },
    },
  ]);
  made['benkadi'] = benkadi?.record as RecordId;
  const [twin] = await network.actAsAuthority([
    { do: 'create', type: 'organisation', home: SIKASSO, body: { name: 'Benkadi', kind: 'group', place: 'Loulouni' } },
  ]);
  made['twin'] = twin?.record as RecordId;
  await network.actAsAuthority([
    {
      do: 'create',
      type: 'organisation_contact',
      home: sensitiveScope(SIKASSO),
      body: { of: made['benkadi'], phone: '70 00 00 00', owner: 'own' },
    },
  ]);
  await network.actAsAuthority([{ do: 'void', record: made['twin'], voided: true }]);
}, 60_000);
afterAll(() => hub.end());

const ask = async <T extends Row = Row>(sql: string, values: readonly unknown[] = []): Promise<T[]> =>
  (await hub.hub.pools.pages.query<T>(sql, [...values])).rows;
const one = async (sql: string, values: readonly unknown[] = []): Promise<Row> => (await ask(sql, values))[0] ?? {};

const head = (value: Json) => ({ id: 'abcdefghjkmnpqrs.1', value, eff: 1_838_400_000_000_000, by: '' });
/** A record as nobody could write it through the hub today: an older or a broken program could have. */
async function plantOdd(id: string, type: string, fields: Record<string, Json[]>): Promise<void> {
  const state = {
    id,
    type,
    home: ROOT,
    shared: [],
    salt: '',
    created: head(null),
    updated: head(null),
    fields: Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, values.map(head)])),
    unconfirmed: 0,
  };
  await ask(`insert into ${records} (id, type, places, made, eff, state) values ($1, $2, '{n/}', true, $3, $4)`, [
    id,
    type,
    head(null).eff,
    JSON.stringify(state),
  ]);
}

const viewsOf = async (): Promise<{ schema: string; view: string }[]> =>
  ask(`select schemaname as schema, viewname as view from pg_views where schemaname = any($1) order by 1, 2`, [
    [open, closed],
  ]);

describe('views for analysts', () => {
  it('there is one a type and one a map, sensitive types and what joins them apart', async () => {
    const types = Object.values(declarations.types);
    const mapsOf = (type: TypeDecl): readonly string[] =>
      Object.entries(type.fields).flatMap(([field, decl]) => (decl.entry ? [`${type.name}__${field}`] : []));
    const [apart, shown] = [types.filter(isClosedType), types.filter((type) => !isClosedType(type))];
    const companied = [...new Set(types.flatMap((type) => type.companionOf ?? []))];
    const views = await viewsOf();
    const names = (schema: string): string[] => views.filter((one) => one.schema === schema).map(({ view }) => view);
    expect(names(open)).toEqual(shown.flatMap((type) => [type.name, ...mapsOf(type)]).sort());
    // The map of a sensitive type is as sensitive as it.
    expect(names(closed)).toEqual([...apart.flatMap((type) => [type.name, ...mapsOf(type)]), ...companied].sort());
    for (const { schema, view } of views) await ask(`select * from ${schema}."${view}"`);
  });

  it('columns have the types of their fields', async () => {
    const types = await ask<{ column: string; type: string }>(
      `select column_name as column, case data_type when 'ARRAY' then udt_name else data_type end as type
         from information_schema.columns where table_schema = $1 and table_name = 'organisation' order by ordinal_position`,
      [open],
    );
    expect(Object.fromEntries(types.map(({ column, type }) => [column, type]))).toMatchObject({
      id: 'text',
      home: 'text',
      branch: 'text',
      created_at: 'timestamp with time zone',
      created_by: 'text',
      updated_at: 'timestamp with time zone',
      hidden: 'boolean',
      merged_into: 'text',
      conflicts: 'integer',
      name: 'text',
      sectors: '_text',
      founded: 'text',
      founded_from: 'date',
      founded_to: 'date',
      accord_until: 'text',
      place: 'text',
      place_area: 'text',
      place_country: 'text',
      women: 'bigint',
      own: 'boolean',
    });
    const row = await one(
      `select *, founded_from::text as first, founded_to::text as last, accord_until_to::text as until from ${open}.organisation where id = $1`,
      [made['benkadi']],
    );
    expect(row).toMatchObject({
      home: SIKASSO,
      branch: 'sikasso',
      hidden: false,
      merged_into: null,
      conflicts: 0,
      name: 'Groupement Benkadi',
      place: 'Loulouni',
      place_area: 'ml-03',
      place_country: null,
      sectors: ['agriculture', 'crafts'],
      founded: '2019-02~',
      first: '2019-02-01',
      last: '2019-02-28',
      until: '2024-12-31',
      women: 12,
      own: false,
      about: null,
    });
    expect(Math.abs((row['created_at'] as Date).getTime() - Date.now())).toBeLessThan(60_000);
  });

  it('a map has a row an entry, what was taken out none', async () => {
    const rows = await ask(
      `select record, entry, kind, "from", from_from::text as first, number from ${open}.organisation__forms order by entry`,
    );
    expect(rows).toEqual([
      { record: made['benkadi'], entry: 'f1', kind: 'group', from: '2019', first: '2019-01-01', number: 'R-12' },
      { record: made['benkadi'], entry: 'f2', kind: 'scoops', from: '2021-03-05', first: '2021-03-05', number: null },
    ]);
  });

  it('hidden and merged records are there and say so; two versions are counted', async () => {
    expect(
      await one(`select hidden, place, place_country from ${open}.organisation where id = $1`, [made['twin']]),
    ).toEqual({
      hidden: true,
      place: 'Loulouni',
      place_country: null,
    });
    await plantOdd('~merged2222222222', 'organisation', { name: ['a'], ':alias': [made['benkadi'] as string] });
    await plantOdd('~twoversions22222', 'organisation', {
      name: ['a', 'b'],
      kind: ['group', 'group'],
      ':void': [false, true],
    });
    expect(await one(`select merged_into, hidden from ${open}.organisation where id = '~merged2222222222'`)).toEqual({
      merged_into: made['benkadi'],
      hidden: false,
    });
    expect(await one(`select conflicts from ${open}.organisation where id = '~twoversions22222'`)).toEqual({
      conflicts: 1,
    });
  });

  it('what is restricted stands in the private schema only, joined with the record it belongs to', async () => {
    const columns = async (schema: string): Promise<unknown[]> =>
      (
        await ask(
          `select column_name as column from information_schema.columns where table_schema = $1 and table_name = 'organisation'`,
          [schema],
        )
      ).map(({ column }) => column);
    const restricted = Object.keys(declarations.types['organisation_contact']?.fields ?? {}).filter(
      (field) => field !== 'of',
    );
    expect(restricted).toContain('phone');
    for (const field of restricted) expect(await columns(open)).not.toContain(field);
    expect(await columns(closed)).toEqual(expect.arrayContaining([...(await columns(open)), 'phone', 'owner_name']));
    expect(await one(`select name, phone, owner from ${closed}.organisation where id = $1`, [made['benkadi']])).toEqual(
      {
        name: 'Groupement Benkadi',
        phone: '70 00 00 00',
        owner: 'own',
      },
    );
    const [count] = await ask(
      `select (select count(*)::int from ${closed}.organisation) - (select count(*)::int from ${open}.organisation) as more`,
    );
    expect(count).toEqual({ more: 0 });
  });

  it('nothing somebody wrote breaks a question: NUL, half a character, values of another kind, days that are none', async () => {
    const odd: readonly Json[] = [
      'a\0b',
      '\ud800x',
      'x\\u0000',
      '\0',
      12,
      -1.5,
      1e300,
      true,
      null,
      [],
      ['\0', 1, null],
      { text: '\0', area: 5 },
      {},
      '',
    ];
    const moments: readonly Json[] = [
      '2019-02-30',
      '2019-13',
      '0000',
      '2019-00-01',
      '2024-02-29~',
      '01/01/2019',
      '99999',
    ];
    let n = 0;
    for (const type of Object.values(declarations.types))
      for (const value of [...odd, ...moments])
        await plantOdd(
          `~odd${type.name}${++n}`,
          type.name,
          Object.fromEntries(
            Object.entries(type.fields).flatMap(([field, decl]) =>
              decl.entry
                ? [
                    [`${field}.e1`, [value]],
                    [`${field}.e2`, [Object.fromEntries(Object.keys(decl.entry).map((part) => [part, value]))]],
                  ]
                : [[field, [value]]],
            ),
          ),
        );
    for (const { schema, view } of await viewsOf()) await ask(`select * from ${schema}."${view}"`);
    const names = (
      await ask<{ name: string }>(`select name from ${open}.organisation where id like '~odd%' order by name`)
    ).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['a\ufffdb', '\ufffdx', 'x\\u0000', '\ufffd', '12', '']));
    const dates = await ask(
      `select founded, founded_from::text as first, founded_to::text as last from ${open}.organisation where founded_from is not null and id like '~odd%'`,
    );
    expect(dates).toEqual([{ founded: '2024-02-29~', first: '2024-02-29', last: '2024-02-29' }]);
    expect(await one(`select sectors from ${open}.organisation where sectors <> '{}' and id like '~odd%'`)).toEqual({
      sectors: ['\ufffd', '1', null],
    });
    await ask(`delete from ${records} where id like '~odd%'`);
  }, 60_000);

  it('every view and every column is explained in French and English', async () => {
    const said = await ask<{ what: string; words: string | null }>(
      `select c.oid::regclass::text || coalesce('.' || a.attname, '') as what, col_description(c.oid, coalesce(a.attnum, 0)) as column_words,
              coalesce(case when a.attnum is null then obj_description(c.oid, 'pg_class') end, col_description(c.oid, coalesce(a.attnum, 0))) as words
         from pg_class c left join (select attrelid, attnum, attname from pg_attribute where attnum > 0 union all select oid, null, null from pg_class) a
           on a.attrelid = c.oid
        where c.relkind = 'v' and c.relnamespace = any($1::regnamespace[])`,
      [[open, closed]],
    );
    expect(said.length).toBeGreaterThan(200);
    expect(said.filter(({ words }) => !/^fr: .+ \/ en: .+$/s.test(words ?? ''))).toEqual([]);
    const kind = await one(
      `select col_description($1::regclass, ordinal_position) as words from information_schema.columns
        where table_schema = $2 and table_name = 'organisation' and column_name = 'kind'`,
      [`${open}.organisation`, open],
    );
    expect(kind['words']).toContain(`group = ${catalogue.en['organisation.kind.group']}`);
  });

  it('are left alone while nothing changed, and follow the declarations when something did', async () => {
    const oid = async (): Promise<unknown> =>
      (await one(`select '${open}.organisation'::regclass::oid::int as oid`))['oid'];
    const before = await oid();
    await hub.restart();
    network = hub.hub.networks.bySlug('un') as HubNetwork;
    expect(await oid()).toBe(before);
    const organisation = declarations.types['organisation'] as Declarations['types'][string];
    const more: Declarations = {
      ...declarations,
      types: {
        ...declarations.types,
        organisation: { ...organisation, fields: { added: text(40), ...organisation.fields } },
      },
    };
    const client = await hub.hub.pools.pages.connect();
    try {
      await client.query(`create role analyst`);
      await client.query(`alter default privileges in schema ${open} grant select on tables to analyst`);
      await client.query(`grant usage on schema ${open} to analyst`);
      await client.query('begin');
      await bringViews(client, network.card.network, more);
      await client.query('commit');
      expect(await one(`select added from ${open}.organisation where id = $1`, [made['benkadi']])).toEqual({
        added: null,
      });
      expect(await oid()).not.toBe(before);
      // Whoever was given the schema keeps it, and still sees nothing private and no table.
      await client.query('set role analyst');
      await client.query(`select count(*) from ${open}.organisation where name <> ''`);
      await expect(client.query(`select * from ${closed}.organisation_contact`)).rejects.toThrow('permission denied');
      await expect(client.query(`select * from ${records}`)).rejects.toThrow('permission denied');
      await client.query('reset role');
    } finally {
      client.release();
    }
    await ask(`drop owned by analyst; drop role analyst`);
    // Somebody is in the middle of a long question: the hub starts all the same, and the views follow at the next start.
    const reader = await hub.hub.pools.reads.connect();
    const starting = await hub.hub.pools.pages.connect();
    try {
      await reader.query(`begin; select * from ${open}.organisation limit 1`);
      await starting.query('begin');
      expect(await bringViews(starting, network.card.network, declarations)).toBe(false);
      await starting.query('commit');
      await reader.query('commit');
      expect(await one(`select added from ${open}.organisation where id = $1`, [made['benkadi']])).toEqual({
        added: null,
      });
      await starting.query('begin');
      expect(await bringViews(starting, network.card.network, declarations)).toBe(true);
      await starting.query('commit');
      await expect(ask(`select added from ${open}.organisation`)).rejects.toThrow('added');
    } finally {
      reader.release();
      starting.release();
    }
    expect(viewStatements(network.card.network, more).mark).not.toBe(
      viewStatements(network.card.network, declarations).mark,
    );
  });

  it('ten thousand records are counted and grouped at once', async () => {
    const template = (await one(`select state from ${records} where id = $1`, [made['benkadi']]))['state'] as object;
    await ask(
      `insert into ${records} (id, type, places, made, eff, state)
       select '~many' || n, 'organisation', '{n/}', true, 1838400000000000 + n, $1::json from generate_series(1, 10000) as n`,
      [JSON.stringify(template)],
    );
    await ask(`analyze ${records}`);
    const plan = async (sql: string): Promise<string> =>
      (await ask<{ 'QUERY PLAN': string }>(`explain ${sql}`)).map((row) => row['QUERY PLAN']).join('\n');
    // Counting opens no record; grouping opens each once.
    const counted = await plan(`select count(*) from ${open}.organisation`);
    expect(counted).toContain(' on record r');
    expect(counted).not.toMatch(/Nested Loop|SubPlan/);
    const grouped = `select kind, branch, count(*)::int as n, sum(women)::int as women from ${open}.organisation
      where not hidden and merged_into is null and id like '~many%' group by 1, 2`;
    expect((await plan(grouped)).match(/ on record r/g)).toHaveLength(1);
    expect(await one(`${grouped} order by n desc`)).toEqual({ kind: 'group', branch: null, n: 10_000, women: 120_000 });
  }, 60_000);
});
