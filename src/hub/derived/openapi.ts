/** OpenAPI 3.1 of the JSON API, one path a declared type, so that a program generated from it knows every field. */
import type { Declarations, TypeDecl } from '../../kernel/declare.ts';
import { DRAFT, fieldsSchema, recordSchema, type Schema } from './json-schema.ts';
import { bilingual, LANGUAGES, manyWords, typeWords } from './words.ts';

type Verb = 'get' | 'post' | 'patch';

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: Schema): Schema => ({ 'application/json': { schema } });
const answer = (description: string, schema: Schema): Schema => ({ description, content: json(schema) });
const file = (description: string, media: string): Schema => ({
  description,
  content: { [media]: { schema: { type: 'string' } } },
});

/** Refusals as `docs/api.md` lists them: the same body, a code of `/aide/codes`. */
const REFUSALS: Readonly<Record<string, string>> = {
  '400': 'HUB-REQUEST',
  '401': 'HUB-SESSION',
  '403': 'RIGHT-…, HUB-FORM-OLD, HUB-NO-ACCESS',
  '404': 'HUB-NOTHING-HERE',
  '422': 'RULE-…',
  '429': 'HUB-BUSY',
};
const refused = (...statuses: readonly string[]): Schema =>
  Object.fromEntries(
    [...statuses, '401', '403'].map((status) => [status, answer(REFUSALS[status] ?? status, ref('refusal'))]),
  );

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const ID: Schema = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const query = (name: string, schema: Schema): Schema => ({ name, in: 'query', required: false, schema });
const LANG = query('lang', { enum: LANGUAGES, default: 'fr' });
const COLUMNS = query('columns', { enum: ['labels', 'names'], default: 'labels' });
const POSITIONS = query('positions', { enum: ['1'], description: 'Adds where places lie, to a tenth of a degree.' });
const FOR = query('for', {
  enum: ['partner'],
  description: 'Leaves out whoever did not agree that their name is given to a partner.',
});
const LIMIT = query('limit', { type: 'integer', minimum: 1, maximum: 1000, default: 200 });

const body = (properties: Schema, required: readonly string[]): Schema => ({
  required: true,
  content: json({ type: 'object', properties, required }),
});
const operation = (operationId: string, summary: string, rest: Schema, writes = false): Schema => ({
  operationId,
  summary,
  ...rest,
  security: [writes ? { session: [], token: [] } : { session: [] }],
});

/** What can be asked about the records of one type. */
function pathsOf(type: TypeDecl): Readonly<Record<string, Readonly<Partial<Record<Verb, Schema>>>>> {
  const { name } = type;
  const one = bilingual(typeWords(name));
  const many = bilingual(manyWords(name));
  const written = answer('Confirmed', ref(`${name}.written`));
  const held = answer('Held: it goes on by itself when what it waits for comes', ref(`${name}.written`));
  const tags = [name];
  return {
    [`/api/v1/records/${name}`]: {
      get: operation(`list.${name}`, many, {
        tags,
        parameters: [LIMIT],
        responses: {
          '200': answer('Latest first', {
            type: 'object',
            properties: { records: { type: 'array', items: ref(name) } },
            required: ['records'],
          }),
          ...refused('400', '404'),
        },
      }),
      post: operation(
        `create.${name}`,
        one,
        {
          tags,
          requestBody: body(
            {
              home: ref('scope'),
              shared: { type: 'array', items: ref('scope'), maxItems: 20 },
              body: ref(`${name}.fields`),
            },
            ['home', 'body'],
          ),
          responses: { '201': written, '202': held, ...refused('400', '404', '422') },
        },
        true,
      ),
    },
    [`/api/v1/records/${name}/{id}`]: {
      get: operation(`read.${name}`, one, {
        tags,
        parameters: [ID],
        responses: { '200': answer('The record', ref(name)), ...refused('404') },
      }),
      patch: operation(
        `change.${name}`,
        one,
        {
          tags,
          parameters: [ID],
          requestBody: body({ body: ref(`${name}.changes`) }, ['body']),
          responses: { '200': written, '202': held, ...refused('400', '404', '422') },
        },
        true,
      ),
    },
    [`/api/v1/records/${name}/{id}/void`]: {
      post: operation(
        `void.${name}`,
        one,
        {
          tags,
          parameters: [ID],
          requestBody: body({ voided: { type: 'boolean' } }, ['voided']),
          responses: { '200': written, '202': held, ...refused('400', '404', '422') },
        },
        true,
      ),
    },
    [`/api/v1/records/${name}.csv`]: {
      get: operation(`csv.${name}`, many, {
        tags,
        parameters: [LANG, COLUMNS, POSITIONS, FOR],
        responses: { '200': file('UTF-8 with BOM, `;`, CRLF', 'text/csv'), ...refused('400', '404', '429') },
      }),
    },
    [`/api/v1/records/${name}.xlsx`]: {
      get: operation(`xlsx.${name}`, many, {
        tags,
        parameters: [LANG, COLUMNS, POSITIONS, FOR],
        responses: { '200': file('Office Open XML', XLSX), ...refused('400', '404', '429') },
      }),
    },
    [`/api/v1/records/${name}.json`]: {
      get: operation(`json.${name}`, many, {
        tags,
        parameters: [FOR],
        responses: {
          '200': answer('All of them, and the address of their schema', {
            type: 'object',
            properties: { schema: { type: 'string' }, records: { type: 'array', items: ref(name) } },
            required: ['schema', 'records'],
          }),
          ...refused('400', '404', '429'),
        },
      }),
    },
    [`/api/v1/records/${name}.vcf`]: {
      get: operation(`vcard.${name}`, many, {
        tags,
        parameters: [LANG, FOR],
        responses: {
          '200': file('vCard 4.0; people and organisations', 'text/vcard'),
          ...refused('400', '404', '429'),
        },
      }),
    },
    [`/api/v1/schema/${name}.json`]: {
      get: operation(`schema.${name}`, one, {
        tags,
        responses: { '200': file('JSON Schema, draft 2020-12', 'application/schema+json'), ...refused('404') },
      }),
    },
    [`/api/v1/forms/${name}.xlsx`]: {
      get: operation(`form.${name}`, one, {
        tags,
        responses: {
          '200': file('XLSForm for Kobo, ODK and their like; 404 for what no list brings in', XLSX),
          ...refused('404'),
        },
      }),
    },
  };
}

const componentsOf = (type: TypeDecl): Readonly<Record<string, Schema>> => ({
  [type.name]: recordSchema(type, ref(`${type.name}.fields`)),
  [`${type.name}.fields`]: fieldsSchema(type, true),
  [`${type.name}.changes`]: fieldsSchema(type, false),
  [`${type.name}.written`]: {
    type: 'object',
    properties: { id: { type: 'string' }, ruling: ref('ruling'), record: ref(type.name) },
    required: ['id', 'ruling'],
  },
});

/** Shapes that every type shares. */
const COMMON: Readonly<Record<string, Schema>> = {
  scope: { type: 'string', pattern: '^n/', description: 'n/branch/sikasso/' },
  ruling: {
    type: 'object',
    properties: {
      state: { enum: ['confirmed', 'held', 'returned', 'quarantined'] },
      code: { type: 'string' },
      fields: { type: 'array', items: { type: 'string' } },
      cause: { type: 'string' },
      flags: { type: 'array', items: { type: 'object' } },
    },
    required: ['state'],
  },
  refusal: {
    type: 'object',
    properties: {
      error: {
        type: 'object',
        properties: {
          code: { type: 'string' },
          fr: { type: 'string' },
          en: { type: 'string' },
          fields: { type: 'array', items: { type: 'string' } },
        },
        required: ['code', 'fr', 'en'],
      },
      ruling: ref('ruling'),
    },
    required: ['error'],
  },
  session: {
    type: 'object',
    properties: Object.fromEntries(['network', 'person', 'name', 'csrf'].map((name) => [name, { type: 'string' }])),
    required: ['network', 'person', 'name', 'csrf'],
  },
};

const REPORT = query('report', { enum: ['1'] });
/** Only those that agreed to be shown outside, with what each agreed to. */
const LISTED = query('listed', { enum: ['1'] });
/** One certificate, or those of a cohort. */
const OF = query('of', { type: 'string' });
const COHORT = query('cohort', { type: 'string' });
const LANGUAGE = query('langue', { enum: ['fr', 'en'] });
const SHARED_PATHS: Readonly<Record<string, Readonly<Partial<Record<Verb, Schema>>>>> = {
  '/api/v1/session': {
    get: operation('session', 'Qui est là / Who is there', {
      responses: { '200': answer('The session and the token of its writes', ref('session')), ...refused() },
    }),
  },
  '/api/v1/openapi.json': {
    get: operation('openapi', 'Cette description / This description', {
      responses: { '200': answer('OpenAPI 3.1', { type: 'object' }), ...refused() },
    }),
  },
  '/api/v1/exports/sse.csv': {
    get: operation('export.sse', 'Annuaire au format SSE / Directory in the SSE standard format', {
      parameters: [LISTED, REPORT],
      responses: {
        '200': {
          description:
            'SSE standard CSV; with `listed=1` what organisations agreed to show; with `report=1` what had no word in it',
          content: { 'text/csv': { schema: { type: 'string' } }, 'application/json': { schema: { type: 'object' } } },
        },
        ...refused('400', '429'),
      },
    }),
  },
  '/api/v1/exports/organisations.geojson': {
    get: operation(
      'export.geojson',
      'Organisations qui acceptent de paraître / Organisations that agreed to be shown',
      {
        responses: { '200': file('GeoJSON, to a tenth of a degree', 'application/geo+json'), ...refused('429') },
      },
    ),
  },
  '/api/v1/exports/murmurations.json': {
    get: operation('export.murmurations', 'Profils Murmurations / Murmurations profiles', {
      responses: {
        '200': answer('Profiles of organisations_schema-v1.0.0', { type: 'array', items: { type: 'object' } }),
        ...refused('429'),
      },
    }),
  },
  '/api/v1/exports/network.zip': {
    get: operation('export.network', 'Tout le réseau / The whole network', {
      responses: { '200': file('Records, log, schemas and their explanation', 'application/zip'), ...refused('429') },
    }),
  },
  '/api/v1/certificates.pdf': {
    get: operation('certificates', 'Certificats à imprimer / Certificates to print', {
      parameters: [OF, COHORT, query('groupe', { type: 'string' })],
      responses: {
        '200': file('One A4 page for each certificate that counts', 'application/pdf'),
        ...refused('422', '429'),
      },
    }),
  },
  '/api/v1/programmes/dossier.pdf': {
    get: operation('programme.pack', 'Dossier de présentation / Presentation pack', {
      parameters: [OF, LANGUAGE],
      responses: { '200': file('Figures frozen on a day, two A4 pages', 'application/pdf'), ...refused('429') },
    }),
  },
  '/api/v1/programmes/profil.csv': {
    get: operation('programme.profile', 'Qui sont-ils, totaux à publier / Who they are, totals to publish', {
      parameters: [OF],
      responses: { '200': file('Counts alone, small ones hidden', 'text/csv'), ...refused('429') },
    }),
  },
  '/api/v1/register.json': {
    get: operation('register', 'Registre des traitements / Register of personal data', {
      responses: {
        '200': answer('What is kept about people, why, how long, and who reads it', { type: 'object' }),
        ...refused(),
      },
    }),
  },
};

/** The document at `/api/v1/openapi.json`. Its version is that of the API, as in its paths. */
export function openApi(decl: Declarations): Schema {
  const types = Object.values(decl.types);
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: DRAFT,
    info: {
      title: 'Jɛkulu',
      version: '1',
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
      description:
        'Ce qu’une personne peut lire et écrire, ni plus ni moins. / What a person may read and write, no more and no less.',
    },
    servers: [{ url: '/' }],
    tags: types.map(({ name }) => ({ name, description: bilingual(manyWords(name)) })),
    paths: Object.assign({}, SHARED_PATHS, ...types.map(pathsOf)),
    components: {
      schemas: Object.assign({}, COMMON, ...types.map(componentsOf)),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'jekulu-session' },
        token: { type: 'apiKey', in: 'header', name: 'x-jekulu-csrf' },
      },
    },
  };
}
