// What the hub says of itself to other programs: schemas that fit what it answers, every route described, a register that leaves nobody out.
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import english from '../../src/hub/derived/declared.json';
import { undeclared } from '../../src/hub/derived/register.ts';
import type { HubNetwork } from '../../src/hub/network.ts';
import { declare } from '../../src/kernel/declare.ts';
import type { RecordId } from '../../src/kernel/types.ts';
import { catalogue } from '../../src/modules/catalogue.ts';
import { declarations } from '../../src/modules/index.ts';
import { type People, settle } from '../hub/world.ts';
import { BRANCH, plant } from './ground.ts';
import { openSite, type Site, type Visitor, wordsOf } from './site.ts';

type Node = { readonly [key: string]: unknown };
interface Description {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: { readonly [path: string]: { readonly [verb: string]: Node } };
  readonly components: { readonly schemas: { readonly [name: string]: Node } };
}
interface Checker {
  addSchema(schema: object, key: string): Checker;
  compile(schema: object): ((data: unknown) => boolean) & { readonly errors?: unknown };
  getSchema(key: string): ((data: unknown) => boolean) | undefined;
}

// The server's own validator, found through the server so that it needs no dependency of its own.
const fromFastify = createRequire(createRequire(import.meta.url).resolve('fastify'));
const Ajv = fromFastify('ajv/dist/2020').default as new (options: object) => Checker;
const checker = (): Checker => new Ajv({ strict: false, validateFormats: false, allErrors: true });

const TYPES = Object.keys(declarations.types);
const routes: string[] = [];
const at = { home: BRANCH, shared: [], name: 'own' };
let site: Site;
let network: HubNetwork;
let people: People;
let secretary: Visitor;
let planted: Readonly<Record<string, RecordId>>;

beforeAll(async () => {
  site = await openSite(undefined, (method, path) => routes.push(`${method} ${path}`));
  network = await site.hub.networks.create({ slug: 'un', name: 'Réseau un', mode: 'real', demo: false });
  people = await settle(network);
  secretary = await site.visitor(network, people.secretary);
  planted = await plant(network, TYPES, at);
  await network.act(people.animator, [
    {
      do: 'edit',
      record: planted['organisation'] as RecordId,
      body: {
        place: { text: 'Loulouni', area: 'ml-03', geo: 'ml-2023' },
        sectors: ['agriculture', 'crafts'],
        founded: '2019-01~',
        'forms.f1': { kind: 'group', from: '2019', number: null },
        women: 12,
        about: null,
      },
    },
  ]);
}, 60_000);
afterAll(() => site.end());

const ask = async <T>(path: string): Promise<T> => (await secretary.api<T>('GET', path)).body;

describe('JSON Schema', () => {
  it('accepts what the API answers, for every type, and what was sent to make it', async () => {
    for (const type of TYPES) {
      const check = checker().compile(await ask<Node>(`/schema/${type}.json`));
      const record = await ask<Node>(`/records/${type}/${planted[type]}`);
      expect(check(record), `${type}: ${JSON.stringify(check.errors)}`).toBe(true);
    }
  });

  it('refuses what the hub refuses', async () => {
    const document = await ask<Node>('/schema/organisation.json');
    const check = checker().addSchema(document, 'organisation').getSchema('organisation#/$defs/fields') as (
      data: unknown,
    ) => boolean;
    const right = { name: 'Groupement', kind: 'group', place: 'Ici' };
    expect(check(right)).toBe(true);
    const wrong: Node[] = [
      { ...right, name: undefined },
      { kind: 'group', place: 'Ici' },
      { ...right, name: '' },
      { ...right, founded: '1/1/2019' },
      { ...right, women: -1 },
      { ...right, sectors: 'agriculture' },
      { ...right, 'forms.f1': { from: '2019' } },
      { ...right, 'forms.f1': { kind: 'group', from: '01/2019' } },
      { ...right, place: { area: 'x' } },
    ];
    for (const body of wrong) {
      expect(check(JSON.parse(JSON.stringify(body))), JSON.stringify(body)).toBe(false);
      const sent = await secretary.api('POST', '/records/organisation', { home: BRANCH, body });
      expect(sent.status, JSON.stringify(body)).toBe(422);
    }
  });

  it('says what the declaration says, in both languages', async () => {
    const { $defs, ...record } = await ask<{ $defs: { fields: Node } } & Node>('/schema/organisation.json');
    const fields = $defs.fields as {
      properties: Record<string, Node>;
      patternProperties: Record<string, Node>;
      required: string[];
    };
    expect(record).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      'x-label': { fr: catalogue.fr['type.organisation'] },
    });
    expect(fields.required).toEqual(['name', 'kind', 'place']);
    expect(fields.properties['kind']).toMatchObject({
      title: 'Forme / Form',
      'x-class': 'public',
      'x-merge': 'lww',
      'x-choices': expect.arrayContaining([{ value: 'group', fr: 'Groupement', en: 'Group' }]),
    });
    // Forms, stages, names and awards.
    expect(Object.keys(fields.patternProperties)).toHaveLength(4);
    const belonging = await ask<{ $defs: { fields: { properties: Node } } }>('/schema/membership.json');
    expect(belonging.$defs.fields.properties['group']).toMatchObject({ 'x-ref': ['organisation', 'body'] });
  });
});

describe('OpenAPI', () => {
  it('describes every route of the API, of every type, and nothing else', async () => {
    const { paths } = await ask<Description>('/openapi.json');
    const described = Object.entries(paths).flatMap(([path, verbs]) =>
      Object.keys(verbs).map((verb) => `${verb.toUpperCase()} ${path}`),
    );
    const served = routes
      .filter((route) => /^(GET|POST|PATCH|PUT|DELETE) \/api\//.test(route))
      .flatMap((route) => {
        const path = route.replace(/:id/, '{id}');
        return path.includes(':type') ? TYPES.map((type) => path.replace(':type', type)) : [path];
      });
    expect(served.length).toBeGreaterThan(100);
    expect(described.sort()).toEqual(served.sort());
  });

  it('is well formed: names, answers, parameters and references hold together', async () => {
    const document = await ask<Description>('/openapi.json');
    expect(document.openapi).toBe('3.1.0');
    expect(document.info).toMatchObject({ title: 'Jɛkulu', version: '1' });
    const operations = Object.entries(document.paths).flatMap(([path, verbs]) =>
      Object.values(verbs).map((operation) => ({ path, operation })),
    );
    const ids = operations.map(({ operation }) => operation['operationId']);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, operation } of operations) {
      const named = ((operation['parameters'] ?? []) as Node[])
        .filter((one) => one['in'] === 'path')
        .map((one) => one['name']);
      expect(named, path).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      const responses = operation['responses'] as Record<string, Node>;
      expect(
        Object.keys(responses).some((status) => status.startsWith('2')),
        path,
      ).toBe(true);
      for (const response of Object.values(responses)) expect(response['description'], path).toBeTruthy();
    }
    const text = JSON.stringify(document);
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g))
      expect(document.components.schemas, name).toHaveProperty([name]);
    for (const name of Object.keys(document.components.schemas)) expect(name).toMatch(/^[\w.-]+$/);
    const check = checker().addSchema(document, 'api');
    for (const name of Object.keys(document.components.schemas))
      expect(check.getSchema(`api#/components/schemas/${name}`), name).toBeTypeOf('function');
  });

  it('is for people of the network only', async () => {
    for (const path of [
      '/openapi.json',
      '/schema/person.json',
      '/register.json',
      '/records/person.csv',
      '/exports/sse.csv',
    ])
      expect((await fetch(`${site.url}/api/v1${path}`)).status, path).toBe(401);
    for (const path of ['/schema/nothing.json', '/schema/constructor.json', '/records/nothing.csv'])
      expect((await secretary.api('GET', path)).status, path).toBe(404);
  });
});

describe('the register of personal data', () => {
  it('leaves out no type that says something about a person', () => {
    expect(undeclared(declarations)).toEqual([]);
    const { personal: _, ...silent } = declarations.types['person_contact'] as NonNullable<
      (typeof declarations.types)[string]
    >;
    const wrong = declare({ roles: declarations.roles, types: { ...declarations.types, person_contact: silent } });
    expect(undeclared(wrong)).toEqual(['person_contact']);
  });

  it('has the English of why, on what ground and how long, of every type and of nothing else', () => {
    const declared = Object.values(declarations.types).flatMap(({ personal }) =>
      personal ? [personal.purpose, personal.basis, personal.retention] : [],
    );
    expect([...new Set(declared)].sort()).toEqual(Object.keys(english).sort());
  });

  it('says for each why, on what ground, how long, who reads and where, on a page to be printed', async () => {
    const { register } = await ask<{ register: { type: string; readers: string[]; fields: { restricted: Node[] } }[] }>(
      '/register.json',
    );
    const entry = register.find(({ type }) => type === 'person_private');
    expect(entry).toMatchObject({
      closed: true,
      keep: 'always',
      readers: ['secretariat', 'coordinator', 'animator', 'auditor'],
    });
    expect(entry?.fields.restricted.map((one) => one['name'])).toContain('disability');
    const page = await secretary.get('/admin/registre');
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('<script');
    const words = wordsOf(page.text);
    for (const { type } of register) {
      const { purpose, basis, retention } = declarations.types[type]?.personal ?? {
        purpose: '?',
        basis: '?',
        retention: '?',
      };
      for (const said of [purpose, basis, retention]) expect(words).toContain(said.replace(/\s+/g, ' '));
    }
    const inEnglish = wordsOf((await secretary.get('/admin/registre?langue=en')).text);
    for (const text of Object.values(english)) expect(inEnglish).toContain(text);
    expect((await fetch(`${site.url}/admin/registre`, { redirect: 'manual' })).status).toBe(303);
  });
});
