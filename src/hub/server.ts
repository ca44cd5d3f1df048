/**
 * The HTTP server: what stands around the routes. Security headers, compression, the app's files, health, one shape for every refusal, and logs
 * without a person in them.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import files from '@fastify/static';
import fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  LogController,
} from 'fastify';
import { addressGroup } from './address.ts';
import { faultOf } from './fault.ts';
import { guardLines, guardLoad } from './load.ts';
import { Metrics, metricsRoute } from './metrics.ts';
import { LARGEST_SYNC, type SyncDeps, syncRoutes } from './sync.ts';
import type { HubWatch } from './watch.ts';
import { refuse } from './wire-error.ts';

export interface ServerDeps extends SyncDeps {
  /** Where the built app is; without it the server only exchanges. */
  readonly appDir?: string | undefined;
  readonly log: FastifyBaseLogger;
  readonly version: string;
  readonly watch: HubWatch;
  /** Where the word of whoever reads the metrics may stand. */
  readonly dataDir?: string | undefined;
  /** Does the database answer? */
  isReady(): Promise<boolean>;
  /** Routes of other parts of the hub. */
  readonly register?: ((app: FastifyInstance) => void | Promise<void>) | undefined;
}

/** Everything comes from this origin. Styles may stand on an element (progress bars, colours of poles), never in a block. */
const POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  styleSrcAttr: ["'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  mediaSrc: ["'self'", 'blob:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  workerSrc: ["'self'"],
  manifestSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

/** For answers that are no page and come before the headers of all the others are set. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'";
/** Roads whose answers only the program reads. */
const NO_PAGE = /^\/(sync|segment)(\/|$)/;
/** Paths that are never a page of the app. */
const NOT_APP = /^\/(agenda|api|sync|segment|admin|healthz|metrics|reseau|en)(\/|$)/;
/** Each address, whatever it asks for; roads that can take less say so themselves. A whole branch may stand behind one. */
const PER_ADDRESS = { max: 6_000, timeWindow: 60_000 };
/** A slow phone has five minutes for its megabyte; nobody holds a line for longer. */
const LONGEST_REQUEST = 300_000;
const MOST_LINES = 2_000;
/** What a page may ask of the phone it is shown on. */
const PERMISSIONS = 'camera=(self), geolocation=(self), microphone=(self), payment=(), usb=(), bluetooth=(), serial=()';
/** How long a stop waits for devices that are in the middle of a sentence. */
const LAST_WORDS = 3_000;
/** Names with a fingerprint of their content, as the build makes them. */
const HASHED = /-[A-Z0-9]{8}\.\w+$/;

export async function buildServer(deps: ServerDeps): Promise<FastifyInstance> {
  const { log, appDir, version, networks, register, now } = deps;
  const app: FastifyInstance = fastify({
    loggerInstance: log,
    // Our own line below says what ran and how it went; addresses, bodies and headers stay out of it.
    logController: new LogController({ disableRequestLogging: true }),
    // A proxy on the same machine may say who is calling; nobody else is believed.
    trustProxy: 'loopback',
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    bodyLimit: 256 * 1024,
    requestTimeout: LONGEST_REQUEST,
    // Before any route: an address that cannot be read, a line that is not HTTP. Neither is repeated back.
    frameworkErrors: (_, __, reply) => {
      const { status, body } = refuse({ code: 'SYNC-MALFORMED' });
      const headers = { 'content-security-policy': NOTHING, 'x-content-type-options': 'nosniff' };
      return (reply as FastifyReply).code(status).headers(headers).send(body);
    },
    clientErrorHandler: (_, socket) => {
      const body = JSON.stringify(refuse({ code: 'SYNC-MALFORMED' }).body);
      const head = `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}`;
      if (socket.writable) socket.end(`${head}\r\nConnection: close\r\n\r\n${body}`);
      else socket.destroy();
    },
  });
  guardLines(app.server, MOST_LINES);
  stopWell(app);
  deps.watch.load = guardLoad(app, LARGEST_SYNC);
  const metrics = new Metrics();
  app.addHook('onResponse', async (request, reply) => {
    const path = request.routeOptions.url ?? 'nothing here';
    const ms = Math.round(reply.elapsedTime);
    metrics.answered(request.method, path, reply.statusCode, reply.elapsedTime / 1000);
    if (reply.statusCode >= 500) log.warn({ method: request.method, path, status: reply.statusCode, ms }, 'answered');
    else log.debug({ method: request.method, path, status: reply.statusCode, ms }, 'answered');
  });
  app.setErrorHandler((error: FastifyError, _, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error(faultOf(error), 'a request met a fault');
    const refused = refuse({ code: codeFor(status) });
    return reply
      .code(status >= 500 ? 500 : status === 413 || status === 429 ? status : refused.status)
      .send(refused.body);
  });

  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: POLICY },
    // Branch hubs speak plain HTTP on their own network: said below, where there are certificates.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
    // For Internet Explorer and Flash, which cannot open any of this: on a poor line a page begins with what its headers weigh.
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  app.addHook('onRequest', async (request, reply) => {
    if (!NO_PAGE.test(request.routeOptions.url ?? '')) reply.header('permissions-policy', PERMISSIONS);
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000');
  });
  await app.register(rateLimit, {
    ...PER_ADDRESS,
    // A phone that asks whether anything is new would pay for them at every exchange.
    addHeadersOnExceeding: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
    },
    keyGenerator: (request) => addressGroup(request.ip),
    errorResponseBuilder: (_, { statusCode }) => Object.assign(new Error('too many requests'), { statusCode }),
  });
  await app.register(compress, {
    globalDecompression: false,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    threshold: 1024,
  });

  metricsRoute(app, { metrics, dataDir: deps.dataDir, gauges: () => deps.watch.gauges(networks.all()) });
  app.get('/healthz', { config: { rateLimit: false } }, async (_, reply) => {
    const ok = await deps.isReady();
    return reply.code(ok ? 200 : 503).send({ ok, version, networks: networks.all().length, time: now() });
  });
  await app.register(async (scope) => syncRoutes(scope, deps));
  if (register) await app.register(async (scope) => register(scope));
  await app.register(async (scope) => appRoutes(scope, appDir));
  app.setNotFoundHandler(async (request, reply) => {
    const page = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    const path = request.url.split('?')[0] ?? '/';
    if (page && !NOT_APP.test(path) && hasApp(appDir)) return reply.sendFile('index.html');
    return reply.code(404).send(refuse({ code: 'HUB-NOTHING-HERE' }).body);
  });
  return app;
}

/** What is under way is finished, what comes is sent away, and nobody can hold up the stop by going silent. */
function stopWell(app: FastifyInstance): void {
  let stopping = false;
  app.addHook('preClose', async () => {
    stopping = true;
    setTimeout(() => app.server.closeAllConnections(), LAST_WORDS).unref();
  });
  app.addHook('onRequest', async (_, reply) => {
    if (stopping)
      return reply
        .code(503)
        .header('retry-after', 5)
        .send(refuse({ code: 'HUB-BUSY' }).body);
  });
  app.addHook('onSend', async (_, reply) => {
    if (stopping) reply.header('connection', 'close');
  });
}

const hasApp = (appDir: string | undefined): appDir is string =>
  appDir !== undefined && existsSync(join(appDir, 'index.html'));

function codeFor(status: number): string {
  if (status === 413) return 'SYNC-TOO-BIG';
  if (status === 429) return 'HUB-BUSY';
  if (status === 404) return 'HUB-NOTHING-HERE';
  return status >= 500 ? 'HUB-FAULT' : 'SYNC-MALFORMED';
}

/** The built app, compressed once at build time. Names made from content are kept for ever; the two that name them are asked for each time. */
async function appRoutes(app: FastifyInstance, appDir: string | undefined): Promise<void> {
  if (!hasApp(appDir)) return;
  await app.register(files, {
    root: appDir,
    preCompressed: true,
    cacheControl: false,
    lastModified: false,
    index: false,
    setHeaders: (reply, path) => {
      const isKept = HASHED.test(path.replace(/\.(br|gz)$/, ''));
      reply.header('cache-control', isKept ? 'public, max-age=31536000, immutable' : 'no-cache');
      // Nobody asks again for what is kept for ever.
      if (isKept) reply.removeHeader('etag');
    },
  });
  app.get('/', (_, reply) => reply.sendFile('index.html'));
}
