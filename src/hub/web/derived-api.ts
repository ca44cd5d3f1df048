/**
 * What the declarations say to other programs: JSON Schema, OpenAPI, files for spreadsheets, the directory in the SSE standard format, the register
 * of personal data. Asked for by a signed-in person like everything else; a file holds what that person may read, no more.
 */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { refsOf } from '../../kernel/declare.ts';
import { type RecordState, textOf } from '../../kernel/fold.ts';
import type { Refusal } from '../../kernel/types.ts';
import { BOM, type Cell, csvLine } from '../derived/csv.ts';
import { schemaDocument } from '../derived/json-schema.ts';
import { openApi } from '../derived/openapi.ts';
import { registerOf } from '../derived/register.ts';
import { columnsOf, type Style } from '../derived/sheet.ts';
import { SSE_COLUMNS, sseLine, type Unmapped } from '../derived/sse.ts';
import { LANGUAGES, type Language } from '../derived/words.ts';
import { isRefusal, refuse } from './api.ts';
import { visitOf, type WebDeps } from './door.ts';
import type { Visit } from './visit.ts';

type Asked = Readonly<Record<string, string>>;
type Answer = (visit: Visit, params: Asked, query: Asked, reply: FastifyReply) => Promise<Refusal | null>;

/** Files read whole tables: a few a minute are plenty for a person, and a loop does not keep the hub from its work. */
const FILES = { max: 30, timeWindow: 60_000 };
const ORGANISATION = 'organisation';

export function registerDerived(app: FastifyInstance, deps: WebDeps): void {
  const { decl } = deps;
  const description = JSON.stringify(openApi(decl));
  /** `answer` sends by itself, or says why not. */
  const get = (path: string, answer: Answer, config: object = {}): void => {
    app.get(path, { config }, async (request, reply) => {
      const visit = await visitOf(request, deps);
      if (isRefusal(visit)) return refuse(reply, visit);
      reply.header('cache-control', 'no-store');
      const refusal = await answer(visit, request.params as Asked, request.query as Asked, reply);
      return refusal ? refuse(reply, refusal) : reply;
    });
  };

  get('/api/v1/openapi.json', async (_visit, _params, _query, reply) => {
    reply.type('application/json; charset=utf-8').send(description);
    return null;
  });
  get('/api/v1/schema/:type.json', async (_visit, { type = '' }, _query, reply) => {
    const declared = decl.types[type];
    if (!declared) return { code: 'HUB-NOTHING-HERE' };
    reply.type('application/schema+json; charset=utf-8').send(JSON.stringify(schemaDocument(declared)));
    return null;
  });
  get('/api/v1/register.json', async (_visit, _params, _query, reply) => {
    reply.send({ register: registerOf(decl) });
    return null;
  });
  get('/api/v1/records/:type.csv', table, { rateLimit: FILES });
  get('/api/v1/exports/sse.csv', sse, { rateLimit: FILES });
}

const isLanguage = (value: string): value is Language => (LANGUAGES as readonly string[]).includes(value);

/** All records of a type that this person may read, as a table. */
async function table(visit: Visit, params: Asked, query: Asked, reply: FastifyReply): Promise<Refusal | null> {
  const { type = '' } = params;
  const { lang = 'fr', columns = 'labels', positions = '' } = query;
  const declared = visit.decl.types[type];
  if (!declared) return { code: 'HUB-NOTHING-HERE' };
  if (!isLanguage(lang)) return { code: 'HUB-REQUEST', fields: ['lang'] };
  if (columns !== 'labels' && columns !== 'names') return { code: 'HUB-REQUEST', fields: ['columns'] };
  const referred = columns === 'labels' ? Object.values(declared.fields).flatMap(refsOf) : [];
  const names = await namesOf(visit, [...new Set([...referred, type])]);
  const style: Style = { columns, lang, positions: positions === '1', nameOf: (id) => names.get(id) };
  const list = columnsOf(declared, style);
  return sendTable(visit, reply, {
    file: `${type}.csv`,
    separator: ';',
    bom: true,
    header: list.map(({ header }) => header),
    pages: visit.each(type),
    line: (state) => list.map((column) => column.cell(state)),
  });
}

/** What records of these types are called, as far as this person may read them. */
async function namesOf(visit: Visit, types: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const type of types.filter((one) => visit.decl.types[one]?.fields['name']))
    for await (const page of visit.each(type)) for (const state of page) names.set(state.id, textOf(state, 'name'));
  return names;
}

async function sse(visit: Visit, _: Asked, query: Asked, reply: FastifyReply): Promise<Refusal | null> {
  const { report } = query;
  if (report !== undefined && report !== '1') return { code: 'HUB-REQUEST', fields: ['report'] };
  if (report === '1') {
    const unmapped: Unmapped[] = [];
    for await (const page of visit.each(ORGANISATION))
      for (const state of page) unmapped.push(...(sseLine(state)?.unmapped ?? []));
    reply.send({ unmapped });
    return null;
  }
  return sendTable(visit, reply, {
    file: 'sse.csv',
    separator: ',',
    bom: false,
    header: SSE_COLUMNS,
    pages: visit.each(ORGANISATION),
    line: (state) => sseLine(state)?.cells ?? null,
  });
}

interface Table {
  readonly file: string;
  readonly separator: ';' | ',';
  readonly bom: boolean;
  readonly header: readonly string[];
  readonly pages: AsyncIterable<readonly RecordState[]>;
  /** Null: this record has no line. */
  line(state: RecordState): readonly Cell[] | null;
}

/** Streams a table as it is read, and notes who took it. What was cut off stays noted without a number. */
async function sendTable(visit: Visit, reply: FastifyReply, made: Table): Promise<null> {
  const count = await visit.network.noteExport(visit.person, made.file);
  const day = new Date(visit.now).toISOString().slice(0, 10);
  async function* lines(): AsyncGenerator<string> {
    let records = 0;
    yield (made.bom ? BOM : '') + csvLine(made.header, made.separator);
    for await (const page of made.pages) {
      const cells = page.flatMap((state) => {
        const line = made.line(state);
        return line ? [line] : [];
      });
      records += cells.length;
      yield cells.map((line) => csvLine(line, made.separator)).join('');
    }
    await count(records);
  }
  reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${made.file.replace('.csv', `-${day}.csv`)}"`)
    .send(Readable.from(lines(), { objectMode: false }));
  return null;
}
