/** What the declarations say to other programs: JSON Schema, OpenAPI, XLSForm, the register of personal data. Files stand in `files-api.ts`. */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { dayOf } from '../../kernel/grant.ts';
import type { Refusal } from '../../kernel/types.ts';
import { importable } from '../../modules/importing/columns.ts';
import { schemaDocument } from '../derived/json-schema.ts';
import { openApi } from '../derived/openapi.ts';
import { registerOf } from '../derived/register.ts';
import { xlsformOf } from '../derived/xlsform.ts';
import { workbookOf } from '../derived/xlsx.ts';
import { isRefusal, refuse } from './api.ts';
import { visitOf, type WebDeps } from './door.ts';
import type { Visit } from './visit.ts';

async function* atOnce<T>(page: T): AsyncGenerator<T> {
  yield page;
}

type Asked = Readonly<Record<string, string>>;
type Answer = (visit: Visit, params: Asked, reply: FastifyReply) => Promise<Refusal | null>;

export function registerDerived(app: FastifyInstance, deps: WebDeps): void {
  const { decl } = deps;
  const description = JSON.stringify(openApi(decl));
  /** `answer` sends by itself, or says why not. */
  const get = (path: string, answer: Answer): void => {
    app.get(path, async (request, reply) => {
      const visit = await visitOf(request, deps);
      if (isRefusal(visit)) return refuse(reply, visit);
      reply.header('cache-control', 'no-store');
      const refusal = await answer(visit, request.params as Asked, reply);
      return refusal ? refuse(reply, refusal) : reply;
    });
  };

  get('/api/v1/openapi.json', async (_visit, _params, reply) => {
    reply.type('application/json; charset=utf-8').send(description);
    return null;
  });
  get('/api/v1/schema/:type.json', async (_visit, { type = '' }, reply) => {
    const declared = decl.types[type];
    if (!declared) return { code: 'HUB-NOTHING-HERE' };
    reply.type('application/schema+json; charset=utf-8').send(JSON.stringify(schemaDocument(declared)));
    return null;
  });
  get('/api/v1/forms/:type.xlsx', async (visit, { type = '' }, reply) => {
    const declared = importable(decl).find(({ name }) => name === type);
    if (!declared) return { code: 'HUB-NOTHING-HERE' };
    const day = dayOf(visit.now);
    const sheets = xlsformOf(decl, declared, `${day.replaceAll('-', '')}00`).map(({ title, heading, lines }) => ({
      title,
      columns: heading.map((header) => ({ header })),
      lines: atOnce(lines),
    }));
    reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', `attachment; filename="xlsform-${type}.xlsx"`)
      .send(Readable.from(workbookOf(sheets, visit.now), { objectMode: false }));
    return null;
  });
  get('/api/v1/register.json', async (_visit, _params, reply) => {
    reply.send({ register: registerOf(decl) });
    return null;
  });
}
