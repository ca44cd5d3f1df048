/** The roads of devices into the hub: exchanges, joining by a code, and files of unsent work. */
import { gunzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isNetworkId } from '../kernel/ids.ts';
import { fail, ok, type Refusal, type Result } from '../kernel/types.ts';
import { type Activation, BUNDLE_HEAD, LIMITS, type PastAnswer, type SameAnswer } from '../kernel/wire.ts';
import { codeHash } from './activation-codes.ts';
import { isSignedBy, parseKey } from './device-key.ts';
import { type ExchangeDeps, type Exchanged, exchange } from './exchange.ts';
import type { HubNetwork } from './network.ts';
import { past, same } from './short.ts';
import { type Refused, refuse } from './wire-error.ts';

export interface SyncDeps extends ExchangeDeps {
  readonly networks: ExchangeDeps['networks'] & { all(): readonly HubNetwork[] };
}

export const SIGNATURE_HEADER = 'x-jekulu-signature';
/** What a bundle has around its body. */
const BUNDLE_FRAME = 200;

/** Largest body on any road. */
export const LARGEST_SYNC = LIMITS.bodyBytes + BUNDLE_FRAME;

const MINUTE = 60_000;
/** Whole branches stand behind one address, and each device has its own limit besides. */
const PER_ADDRESS = { max: 60_000, timeWindow: MINUTE };
/** A code, a key and a name. */
const LARGEST_JOINING = 4 * 1024;
/** Codes have sixty bits; this keeps even trying from being worth the noise. */
const JOINING = { max: 10, timeWindow: MINUTE };

/** Registers the routes. In a scope of their own, because here every body is bytes: a signature is over what was sent, not over what it means. */
export async function syncRoutes(app: FastifyInstance, deps: SyncDeps): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: LARGEST_SYNC }, (_, body, done) => done(null, body));
  app.addHook('onSend', async (_, reply) => {
    reply.header('cache-control', 'no-store');
  });

  // Answered to a program that reads nothing but its body: what protects pages would weigh more than most answers.
  const plain = { config: { rateLimit: PER_ADDRESS }, helmet: false } as const;
  app.post('/sync', plain, async (request, reply) => {
    light(reply);
    const bytes = bytesOf(request, LIMITS.bodyBytes);
    if (!bytes.ok) return send(reply, refuse(bytes.error));
    const short = shortRequest(bytes.value);
    if (short) return sendExchanged(reply, await past(short, bytes.value, signatureOf(request), deps));
    return sendExchanged(reply, await exchange(bytes.value, signatureOf(request), 'wire', deps));
  });

  app.get<{ Params: Record<'network' | 'device' | 'as' | 'n' | 'same', string> }>(
    '/sync/:network/:device/:as/:n/:same',
    plain,
    async (request, reply) => {
      light(reply);
      const asked = { ...request.params, v: 1, n: Number(request.params.n) };
      return sendExchanged(reply, await same(asked, Buffer.from(request.url), signatureOf(request), deps));
    },
  );

  app.post('/api/bundle', { config: { rateLimit: PER_ADDRESS } }, async (request, reply) => {
    const bytes = bytesOf(request, LARGEST_SYNC);
    const bundle = bytes.ok ? openBundle(bytes.value) : bytes;
    if (!bundle.ok) return send(reply, refuse(bundle.error));
    return sendExchanged(reply, await exchange(bundle.value.body, bundle.value.signature, 'file', deps));
  });

  // Sealed with a key that only those have who were told its name: any road may carry it. Never compressed: it would not shrink, and the plugin takes
  // bytes that happen to begin as zlib's do, one in a thousand, for compressed ones: it sends them as they are and calls them gzip.
  app.get<{ Params: { network: string; name: string }; Querystring: { from?: string } }>(
    '/segment/:network/:name',
    { ...plain, compress: false },
    async (request, reply) => {
      light(reply);
      const { network: id, name } = request.params;
      const from = Number(request.query.from ?? 0);
      const network = isNetworkId(id) ? deps.networks.get(id) : null;
      const isAsked = isNetworkId(name) && Number.isSafeInteger(from) && from >= 0 && from < LIMITS.bodyBytes;
      const bytes = network && isAsked ? await network.segment(name, from) : null;
      if (!bytes) return send(reply, refuse({ code: 'HUB-NOTHING-HERE' }));
      return reply.type('application/octet-stream').send(bytes);
    },
  );

  const perCode = app.createRateLimit({
    ...JOINING,
    keyGenerator: (request: FastifyRequest) => `code ${codeHash(joiningCode(request))}`,
  });
  app.post('/api/activate', { bodyLimit: LARGEST_JOINING, config: { rateLimit: JOINING } }, async (request, reply) => {
    const tries = await perCode(request);
    if (!tries.isAllowed && tries.isExceeded) {
      reply.header('retry-after', tries.ttlInSeconds);
      return send(reply, refuse({ code: 'HUB-BUSY' }));
    }
    const joined = await join(request, deps);
    return joined.ok ? sendJson(reply, joined.value) : send(reply, refuse(joined.error));
  });

  app.get('/api/networks', async (_, reply) =>
    sendJson(
      reply,
      deps.networks.all().map((network) => network.card),
    ),
  );
}

/** Without heads that nobody reads: a line stays open unless somebody says otherwise. */
function light(reply: FastifyReply): void {
  reply.raw.sendDate = false;
  reply.raw.removeHeader('connection');
  reply.header('x-content-type-options', 'nosniff');
}

/** Longer than any short request. */
const SHORT = 400;

/** A short question, or null. */
function shortRequest(bytes: Uint8Array): object | null {
  if (bytes.length > SHORT) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return typeof value === 'object' && value !== null && 'past' in value ? value : null;
  } catch {
    return null;
  }
}

/** The bytes as they were signed, within bounds even when they came compressed. */
function bytesOf(request: FastifyRequest, limit: number): Result<Uint8Array, Refusal> {
  const body = request.body;
  if (!Buffer.isBuffer(body)) return fail({ code: 'SYNC-MALFORMED', detail: 'no body' });
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip') return fail({ code: 'SYNC-MALFORMED', detail: encoding });
  try {
    const bytes = encoding === 'gzip' ? gunzipSync(body, { maxOutputLength: limit }) : body;
    return bytes.length <= limit ? ok(bytes) : fail({ code: 'SYNC-TOO-BIG' });
  } catch (error) {
    const tooBig = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return fail({ code: tooBig ? 'SYNC-TOO-BIG' : 'SYNC-MALFORMED', detail: String(error) });
  }
}

function signatureOf(request: FastifyRequest): string | undefined {
  const value = request.headers[SIGNATURE_HEADER];
  return typeof value === 'string' ? value : undefined;
}

/** A head line, the signature, and the body to its last byte; the end of the last line may have been lost on the way. */
export function openBundle(
  bytes: Uint8Array,
): Result<{ readonly signature: string; readonly body: Uint8Array }, Refusal> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = file.indexOf('\n');
  const second = file.indexOf('\n', first + 1);
  if (first < 0 || second < 0 || file.toString('latin1', 0, first) !== BUNDLE_HEAD)
    return fail({ code: 'SYNC-MALFORMED', detail: 'no bundle' });
  const end = file.at(-1) === 10 ? file.length - 1 : file.length;
  return ok({ signature: file.toString('latin1', first + 1, second), body: file.subarray(second + 1, end) });
}

interface Joiner {
  readonly code?: unknown;
  readonly key?: unknown;
  readonly label?: unknown;
}

function joinerOf(request: FastifyRequest): Joiner {
  const bytes = bytesOf(request, LARGEST_JOINING);
  try {
    return bytes.ok ? ((JSON.parse(Buffer.from(bytes.value).toString('utf8')) ?? {}) as Joiner) : {};
  } catch {
    return {};
  }
}

const joiningCode = (request: FastifyRequest): string => String(joinerOf(request).code ?? '');

/** Lets a device in that proves to hold the key it brings. The code says which network it is for. */
async function join(request: FastifyRequest, deps: SyncDeps): Promise<Result<Activation, Refusal>> {
  const bytes = bytesOf(request, LARGEST_JOINING);
  if (!bytes.ok) return bytes;
  if (!(await deps.disk.hasRoom())) return fail({ code: 'HUB-DISK' });
  const { code, key, label } = joinerOf(request);
  if (typeof code !== 'string' || code.length > 60 || typeof key !== 'string' || typeof label !== 'string')
    return fail({ code: 'SYNC-MALFORMED', detail: 'activation' });
  const parsed = parseKey(key);
  if (!parsed) return fail({ code: 'SYNC-MALFORMED', detail: 'key' });
  if (!isSignedBy(parsed.key, bytes.value, signatureOf(request))) return fail({ code: 'SYNC-SIGNATURE' });
  const joining = {
    code,
    device: parsed.device,
    key,
    label: label
      .replace(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, 60),
  };
  for (const network of deps.networks.all()) {
    const joined = await network.activate(joining);
    if (joined.ok || joined.error.code !== 'CODE-UNKNOWN') return joined;
  }
  return fail({ code: 'CODE-UNKNOWN' });
}

const sendExchanged = (
  reply: FastifyReply,
  done: Exchanged | { readonly ok: true; readonly answer: SameAnswer | PastAnswer } | Refused,
): FastifyReply => (done.ok ? sendJson(reply, done.answer) : send(reply, done));

/** As bytes: the answer's shape is ours to keep, and the framework need not look at it twice, nor say that JSON is UTF-8. */
const sendJson = (reply: FastifyReply, value: unknown): FastifyReply =>
  reply.type('application/json').send(Buffer.from(JSON.stringify(value)));

function send(reply: FastifyReply, refused: Refused): FastifyReply {
  if (refused.status === 429 && !reply.hasHeader('retry-after')) reply.header('retry-after', 60);
  return sendJson(reply.code(refused.status), refused.body);
}
