/**
 * JSON API for a signed-in session. It reads what the person's reach covers and writes through the same judge as a phone: an answer to a write
 * always carries its ruling. What may not be read does not exist.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Act } from '../../kernel/author.ts';
import type { RecordState } from '../../kernel/fold.ts';
import { isRecordId, isScope } from '../../kernel/ids.ts';
import type { Json, Refusal, Scope } from '../../kernel/types.ts';
import { isBody } from '../../kernel/wire.ts';
import { recordJson } from '../derived/record-json.ts';
import { isOwn, visitOf, type WebDeps } from './door.ts';
import type { Visit } from './visit.ts';
import { refusalEntry } from './words.ts';

export const CSRF_HEADER = 'x-jekulu-csrf';
const PAGE = 200;
const LARGEST_PAGE = 1000;

type Params = Readonly<Record<string, string>>;
type Answer = { readonly code?: number; readonly body: Json | object } | Refusal;

export function registerApi(app: FastifyInstance, deps: WebDeps): void {
  const read = (path: string, answer: (visit: Visit, params: Params, query: Params) => Promise<Answer>): void => {
    app.get(path, async (request, reply) => {
      const visit = await visitOf(request, deps, 'codes');
      if (isRefusal(visit)) return refuse(reply, visit);
      return send(reply, await answer(visit, request.params as Params, request.query as Params));
    });
  };
  const write = (
    method: 'POST' | 'PATCH',
    path: string,
    answer: (visit: Visit, params: Params, body: Readonly<Record<string, unknown>>) => Promise<Answer>,
  ): void => {
    app.route({
      method,
      url: path,
      handler: async (request, reply) => {
        const visit = await visitOf(request, deps, 'codes');
        if (isRefusal(visit)) return refuse(reply, visit);
        if (!isHonest(request, visit)) return refuse(reply, { code: 'HUB-FORM-OLD' });
        const { body } = request;
        if (typeof body !== 'object' || body === null || Array.isArray(body))
          return refuse(reply, { code: 'HUB-REQUEST' });
        if ((await deps.watch?.hasRoom()) === false) return refuse(reply, { code: 'HUB-DISK' });
        return send(reply, await answer(visit, request.params as Params, body as Readonly<Record<string, unknown>>));
      },
    });
  };

  read('/api/v1/session', async (visit) => {
    const { network, person, csrf } = visit;
    return { body: { network: network.card.network, person, name: await visit.nameOf(person), csrf } };
  });
  read('/api/v1/records/:type', list);
  read('/api/v1/records/:type/:id', async (visit, params) => {
    const state = await recordOf(visit, params);
    return state ? { body: recordJson(state) } : { code: 'HUB-NOTHING-HERE' };
  });
  write('POST', '/api/v1/records/:type', create);
  write('PATCH', '/api/v1/records/:type/:id', async (visit, params, given) => {
    const state = await recordOf(visit, params);
    if (!state) return { code: 'HUB-NOTHING-HERE' };
    if (!isBody(given['body'])) return { code: 'HUB-REQUEST', fields: ['body'] };
    return done(visit, { do: 'edit', record: state.id, body: given['body'] });
  });
  write('POST', '/api/v1/records/:type/:id/void', async (visit, params, { voided }) => {
    const state = await recordOf(visit, params);
    if (!state) return { code: 'HUB-NOTHING-HERE' };
    if (typeof voided !== 'boolean') return { code: 'HUB-REQUEST', fields: ['voided'] };
    return done(visit, { do: 'void', record: state.id, voided });
  });
}

/** A page of another site may make a browser send the cookie, never this header. */
const isHonest = (request: FastifyRequest, visit: Visit): boolean =>
  isOwn(request) && request.headers[CSRF_HEADER] === visit.csrf;

export const isRefusal = (value: object): value is Refusal => typeof (value as { code?: unknown }).code === 'string';

async function list(visit: Visit, params: Params, query: Params): Promise<Answer> {
  const type = params['type'] ?? '';
  if (!visit.decl.types[type]) return { code: 'HUB-NOTHING-HERE' };
  const limit = query['limit'] === undefined ? PAGE : Number(query['limit']);
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_PAGE) return { code: 'HUB-REQUEST', fields: ['limit'] };
  const states = await visit.list(type, limit);
  return { body: { records: states.map(recordJson) } };
}

async function recordOf(visit: Visit, params: Params): Promise<RecordState | null> {
  const { type, id } = params;
  const state = isRecordId(id) ? await visit.record(id) : null;
  return state?.type === type ? state : null;
}

async function create(visit: Visit, params: Params, given: Readonly<Record<string, unknown>>): Promise<Answer> {
  const type = params['type'] ?? '';
  const { home, shared = [], body } = given;
  if (!visit.decl.types[type]) return { code: 'HUB-NOTHING-HERE' };
  if (!isScope(home)) return { code: 'HUB-REQUEST', fields: ['home'] };
  if (!Array.isArray(shared) || shared.length > 20 || !shared.every(isScope))
    return { code: 'HUB-REQUEST', fields: ['shared'] };
  if (!isBody(body)) return { code: 'HUB-REQUEST', fields: ['body'] };
  return done(visit, { do: 'create', type, home, shared: shared as readonly Scope[], body });
}

/** Does one act and tells its ruling: 201 or 200 when confirmed, 202 while it waits, the refusal otherwise. */
async function done(visit: Visit, act: Act): Promise<Answer> {
  const outcome = await visit.act([act]);
  if (!outcome.ok) return outcome.error;
  const { ruling, changes } = outcome.value;
  const record = changes[0]?.record;
  const state = record ? await visit.record(record) : null;
  const code = ruling.state !== 'confirmed' ? 202 : act.do === 'create' ? 201 : 200;
  return { code, body: { ruling, id: record, ...(state && { record: recordJson(state) }) } };
}

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  if (isRefusal(answer)) return refuse(reply, answer);
  return reply
    .code(answer.code ?? 200)
    .header('cache-control', 'no-store')
    .send(answer.body);
}

function statusOf(code: string): number {
  if (code === 'HUB-SESSION') return 401;
  if (code === 'HUB-NOTHING-HERE') return 404;
  if (code === 'HUB-REQUEST') return 400;
  if (code === 'HUB-DISK') return 507;
  if (code === 'HUB-FORM-OLD' || code === 'HUB-NO-ACCESS' || code.startsWith('RIGHT-')) return 403;
  return 422;
}

export function refuse(reply: FastifyReply, refusal: Refusal & { ruling?: unknown }): FastifyReply {
  const { fr, frWay, en, enWay } = refusalEntry(refusal);
  return reply
    .code(statusOf(refusal.code))
    .header('cache-control', 'no-store')
    .send({
      error: {
        code: refusal.code,
        fr: `${fr} ${frWay}`,
        en: `${en} ${enWay}`,
        ...(refusal.fields && { fields: refusal.fields }),
      },
      ...(refusal.ruling !== undefined && { ruling: refusal.ruling }),
    });
}
