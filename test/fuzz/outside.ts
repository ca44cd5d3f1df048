/**
 * Hostile input sent to a real hub, with PostgreSQL under it: by a phone that is enrolled, by somebody signed in to the pages, and by nobody. What
 * is asked of every answer: no fault, nothing of how the hub is built, a code for each refusal, and what was refused left no trace.
 */
import { gzipSync } from 'node:zlib';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { HubNetwork } from '../../src/hub/network.ts';
import { schemaOf } from '../../src/hub/schema.ts';
import { Accounts, sheetsOf, webPages } from '../../src/hub/web/index.ts';
import { WEB_SCHEMA } from '../../src/hub/web/schema.ts';
import { csrfOf } from '../../src/hub/web/visit.ts';
import { anyCode } from '../../src/hub/web/words.ts';
import type { Change, RecordId } from '../../src/kernel/types.ts';
import { BUNDLE_HEAD, type Push } from '../../src/kernel/wire.ts';
import { declarations } from '../../src/modules/index.ts';
import { DeviceKey } from '../hub/client.ts';
import { openHub, organisation, phoneOf, SIKASSO, settle } from '../hub/world.ts';
import type { Random } from '../sim/random.ts';
import { bent, bentBytes, bentIn, bentText, hostileText, hostileValue } from './hostile.ts';
import type { Source } from './run.ts';

export interface Target {
  readonly app: FastifyInstance;
  readonly network: HubNetwork;
  /** Cookie and token of somebody of the secretariat. */
  readonly cookie: string;
  readonly csrf: string;
  /** Ids worth naming. */
  readonly ids: readonly string[];
  readonly key: DeviceKey;
  /** A good exchange of the phone, with work to send. */
  readonly request: { readonly [key: string]: unknown };
  readonly code: string;
  /** How often each road answered with each status. */
  readonly answers: Map<string, number>;
  /** What the log and the records are now, in one number each. */
  mark(): Promise<string>;
  /** Closes the hub; tells what is not whole in its log. */
  end(): Promise<readonly string[]>;
}

export async function openTarget(): Promise<Target> {
  let app: FastifyInstance | null = null;
  const accounts = new Map<HubNetwork, Accounts>();
  const test = await openHub({
    parts: [WEB_SCHEMA],
    register: async (scope, hub) => {
      app = scope;
      await webPages(scope, {
        decl: declarations,
        hosted: () =>
          hub.networks.all().map((network) => {
            const known = accounts.get(network) ?? new Accounts(hub.pools.pages, network.card.network);
            accounts.set(network, known);
            return { network, accounts: known };
          }),
        now: Date.now,
        sheets: sheetsOf(undefined),
        watch: hub.watch,
      });
    },
  });
  if (!app) throw new Error('no server');
  const { hub } = test;
  const network = await hub.networks.create({ slug: 'un', name: 'Réseau un', mode: 'real', demo: false });
  const people = await settle(network);
  const phone = await phoneOf(hub.url, network, people.animator);
  await phone.exchange();
  const [first] = phone.write([organisation('Première')]);
  await phone.exchange();
  phone.write([organisation('Refusée ?')]);
  // Whoever writes on the pages is first enrolled on the hub's own device.
  await network.act(people.secretary, [organisation('Du bureau')]);
  const own = new Accounts(hub.pools.pages, network.card.network);
  await own.set('fuzz', 'quatre mots bien longs', people.secretary);
  const session = await own.start({ login: 'fuzz', person: people.secretary }, Date.now());
  const s = schemaOf(network.card.network);
  const grants = (await network.grantsOf(people.animator)).map(({ id }) => id as string);
  return {
    app,
    network,
    cookie: `jekulu-session=${network.card.network}.${session.secret}`,
    csrf: csrfOf(session.secret),
    ids: [
      ...Object.values(people),
      ...grants,
      first?.record as RecordId,
      network.card.network,
      `~${'a'.repeat(16)}`,
      `${phone.id}.1`,
    ],
    key: phone.key,
    request: { ...phone.request().request },
    answers: new Map(),
    code: await network.createCode(people.coordinator, { createdBy: '', days: 1 }),
    mark: async () => {
      const { rows } = await hub.pools.pages.query(
        `select (select coalesce(sum(last), 0) from ${s}.device_log) as log,
          (select count(*) || ' ' || coalesce(sum(hashtext(state::text)), 0) from ${s}.record) as records`,
      );
      return `${rows[0].log} ${rows[0].records}`;
    },
    end: async () => {
      const { rows } = await hub.pools.pages.query(
        `select 'a log with a gap: ' || device as what from ${s}.change group by device having count(*) <> max(seq)
         union all select 'a log beside its head: ' || device from ${s}.device_log l
           where last <> (select max(seq) from ${s}.change c where c.device = l.device)`,
      );
      const { rows: groups } = await hub.pools.pages.query<{ size: string; states: string; head: string }>(
        `select count(*) as size, count(distinct state) as states, (array_agg(envelope::text order by seq))[1] as head
         from ${s}.change group by device, first`,
      );
      const parts = groups.filter(
        ({ size, states, head }) =>
          Number(states) > 1 || Number(size) !== ((JSON.parse(head) as Change).group?.[1] ?? 1),
      );
      await test.end();
      return [...rows.map(({ what }) => what as string), ...parts.map(({ head }) => `a group in parts: ${head}`)];
    },
  };
}

/** What no client may read: where the program lies, what it is made of, what the database said. */
const INNER =
  /node_modules|\/work\/|\/tmp\/|\/home\/|\.[cm]?[jt]s:\d+|\bat (async )?[\w.<>]+ \(|postgres(ql)?:|\bselect .{1,80} from |\bn_[a-z0-9]{16}\.|syntax error|FST_|ERR_|ECONN|violates|invalid byte/;

/** What is wrong with an answer, or null. */
function faultIn(answer: LightMyRequestResponse): string | null {
  const { statusCode: status, headers, body } = answer;
  const told = `${status} ${body.slice(0, 300)}`;
  if (status >= 500 && status !== 503 && status !== 507) return `a fault: ${told}`;
  const inner = INNER.exec(body);
  if (inner && !/^\/(api\/v1\/openapi|aide)/.test(answer.raw.req.url ?? ''))
    return `tells of its inside: ${inner[0]} in ${told}`;
  // Exchanges are read by a program: they are told as what they are, and nothing else.
  const isExchange =
    answer.raw.req.url?.startsWith('/sync') && /^application\/json/.test(String(headers['content-type']));
  const isSafe = isExchange ? headers['x-content-type-options'] === 'nosniff' : headers['content-security-policy'];
  if (!isSafe) return `without a policy: ${told}`;
  if (status < 400 || answer.raw.req.method === 'HEAD') return null;
  if (/json/.test(String(headers['content-type']))) {
    const code = (JSON.parse(body) as { error?: { code?: string; fr?: string } }).error?.code;
    return code && anyCode(code) ? null : `a refusal without a code: ${told}`;
  }
  return /codes#[A-Z-]+/.test(body) ? null : `a refusal without a code: ${told}`;
}

const TEXT_HEADER = /[^\t\x20-\x7e\x80-\xff]/g;
/** As it can stand in a line of HTTP. */
const headerText = (text: string): string => text.replace(TEXT_HEADER, '');

export function outside(target: Target): readonly Source[] {
  const { app, key, cookie, csrf, ids } = target;
  let calls = 0;
  /** What the log is known to be: one input comes after the other. */
  let stands: string | null = null;
  /** Each from another address, or the limits would be all that is tried. */
  const address = (): string => `10.${(++calls >> 16) & 255}.${(calls >> 8) & 255}.${calls & 255}`;
  const ask = (options: InjectOptions): Promise<LightMyRequestResponse> =>
    app.inject({ remoteAddress: address(), ...options });

  /** @param untouched refused or not, nothing may have been written. */
  const checked = async (options: InjectOptions, untouched: 'when refused' | 'always'): Promise<string | null> => {
    const before = stands ?? (await target.mark());
    stands = null;
    const answer = await ask(options);
    const road = String(options.url).split(/[/?]/, 3).join('/');
    const said = `${road.length < 20 ? road : '…'} ${answer.statusCode}`;
    target.answers.set(said, (target.answers.get(said) ?? 0) + 1);
    const fault = faultIn(answer);
    if (fault) return `${options.method} ${String(options.url).slice(0, 200)}: ${fault}`;
    if (untouched === 'when refused' && answer.statusCode < 400) return null;
    const after = await target.mark();
    stands = after;
    if (before === after) return null;
    // What the rules return is in the log, withdrawn: then only the records must be as they were.
    const records = (mark: string): string => mark.split(' ').slice(1).join(' ');
    const judged = records(before) === records(after) && /RIGHT-|RULE-|DEVICE-|HOLD-|FLAG-/.test(answer.body);
    return judged
      ? null
      : `refused (${answer.statusCode}), and yet ${before} became ${after}: ${answer.body.slice(0, 300)}`;
  };

  const body = (random: Random): Buffer => {
    const push = target.request['push'];
    const whole = random.chance(0.6) ? { ...target.request, push: bent(push, random) } : bent(target.request, random);
    const text = JSON.stringify(whole) ?? '';
    if (random.chance(0.7)) return Buffer.from(text);
    return random.chance(0.5) ? Buffer.from(bentText(text, random)) : Buffer.from(bentBytes(Buffer.from(text), random));
  };

  /** Work that goes on where the log stands: well-formed enough to be judged, and anything at all in it. */
  const onward = async (random: Random): Promise<Buffer> => {
    const { as } = target.request as { as: RecordId };
    const { log } = await target.network.door(key.id, as);
    const [good] = (target.request['push'] as Push).changes as readonly [Change];
    const size = 1 + random.below(3);
    const changes = Array.from({ length: size }, (_, i) => {
      const seq = log.last + 1 + i;
      const own = { ...good, record: random.chance(0.5) ? `${key.id}.${seq}` : random.pick(ids) };
      const odd = bentIn({ ...own, type: random.pick(Object.keys(declarations.types)) }, 'body', random);
      const { group: _group, ...rest } = (typeof odd === 'object' && odd !== null ? odd : own) as Change;
      return { ...rest, device: key.id, seq, ...(size > 1 && { group: [log.last + 1, size] }) };
    });
    const push = { from: log.last + 1, prev: log.link, changes };
    return Buffer.from(JSON.stringify({ ...target.request, last: log.last + size, push }));
  };

  return [
    {
      name: 'onward',
      share: 5,
      feed: async (random) => {
        const bytes = await onward(random);
        const road = random.chance(0.7);
        const file = Buffer.concat([Buffer.from(`${BUNDLE_HEAD}\n${key.sign(bytes)}\n`), bytes]);
        const headers = { 'x-jekulu-signature': key.sign(bytes) };
        return checked(
          { method: 'POST', url: road ? '/sync' : '/api/bundle', headers, payload: road ? bytes : file },
          'when refused',
        );
      },
    },
    {
      name: 'sync',
      share: 6,
      feed: (random) => {
        const bytes = body(random);
        const signature = random.chance(0.9) ? key.sign(bytes) : headerText(bentText(key.sign(bytes), random));
        const zipped = random.chance(0.2);
        const sent = zipped ? gzipSync(bytes) : bytes;
        const headers: Record<string, string> = { 'x-jekulu-signature': signature };
        if (zipped || random.chance(0.03))
          headers['content-encoding'] = zipped ? 'gzip' : random.pick(['br', 'gzip', 'x']);
        const payload = random.chance(0.05) ? Buffer.from(bentBytes(sent, random)) : sent;
        return checked({ method: 'POST', url: '/sync', headers, payload }, 'when refused');
      },
    },
    {
      name: 'bundle',
      share: 3,
      feed: (random) => {
        const bytes = body(random);
        const file = Buffer.concat([Buffer.from(`${BUNDLE_HEAD}\n${key.sign(bytes)}\n`), bytes, Buffer.from('\n')]);
        const payload = random.chance(0.5) ? file : Buffer.from(bentBytes(file, random));
        return checked({ method: 'POST', url: '/api/bundle', payload }, 'when refused');
      },
    },
    {
      name: 'activate',
      share: 1,
      feed: (random) => {
        const phone = random.chance(0.1) ? new DeviceKey() : key;
        const joining = { code: bentText(target.code, random), key: phone.point, label: hostileText(random) };
        const bytes = Buffer.from(JSON.stringify(random.chance(0.5) ? joining : bent(joining, random)) ?? '');
        const headers = { 'x-jekulu-signature': phone.sign(bytes) };
        return checked({ method: 'POST', url: '/api/activate', headers, payload: bytes }, 'when refused');
      },
    },
    {
      name: 'address',
      share: 5,
      feed: (random) =>
        checked({ ...address2(random, ids, random.chance(0.7) ? cookie : ''), method: 'GET' }, 'always'),
    },
    {
      name: 'form',
      share: 4,
      feed: (random) => {
        const [path, fields] = random.pick(FORMS);
        const url = path.replace(':id', random.pick(ids)).replace(':grant', random.pick(ids));
        const filled = bent({ ...fields }, random) as Record<string, unknown> | null;
        const pairs = Object.entries(typeof filled === 'object' && filled ? filled : {}).map(
          ([name, value]) =>
            [name, String(typeof value === 'string' ? value : JSON.stringify(value))] as [string, string],
        );
        const text = new URLSearchParams([
          ['csrf', random.chance(0.95) ? csrf : hostileText(random)],
          ...pairs,
        ]).toString();
        const headers = {
          cookie,
          accept: random.pick(['text/html', '*/*', 'application/json']),
          'content-type': 'application/x-www-form-urlencoded',
        };
        const payload = random.chance(0.15) ? bentText(text, random) : text;
        return checked({ method: 'POST', url, headers, payload }, 'when refused');
      },
    },
    {
      name: 'api',
      share: 4,
      feed: (random) => {
        const type = random.chance(0.9)
          ? random.pick(Object.keys(declarations.types))
          : encodeURIComponent(wellFormed(hostileText(random)));
        const id = encodeURIComponent(random.chance(0.8) ? random.pick(ids) : wellFormed(hostileText(random)));
        const made = { home: SIKASSO, shared: [], body: { name: 'Benkadi', kind: 'gie', place: 'Klela' } };
        const [method, url, good] = random.pick([
          ['POST', `/api/v1/records/${type}`, made],
          ['PATCH', `/api/v1/records/${type}/${id}`, { body: { name: 'Autre' } }],
          ['POST', `/api/v1/records/${type}/${id}/void`, { voided: false }],
        ] as const);
        const json =
          JSON.stringify(
            random.chance(0.9) ? bentIn(good as { body?: unknown }, 'body', random) : hostileValue(random),
          ) ?? '';
        const payload = random.chance(0.15) ? bentText(json, random) : json;
        const headers = { cookie, 'x-jekulu-csrf': csrf, 'content-type': 'application/json' };
        return checked({ method, url, headers, payload }, 'when refused');
      },
    },
    {
      name: 'headers',
      share: 2,
      feed: (random) => {
        const { url } = address2(random, ids, '');
        const headers: Record<string, string> = { cookie };
        for (let i = random.below(4); i >= 0; i--)
          headers[random.pick(HEADERS)] = headerText(
            random.chance(0.5)
              ? hostileText(random)
              : bentText(random.pick([cookie, 'text/html', 'gzip, br', 'bytes=0-9']), random),
          ).slice(0, 4000);
        const method = random.pick(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'] as const);
        const payload = method === 'GET' || method === 'HEAD' ? undefined : hostileText(random);
        return checked({ method, url, headers, ...(payload !== undefined && { payload }) }, 'when refused');
      },
    },
    {
      name: 'door',
      share: 0.15,
      feed: (random) => {
        const shown = 'a'.repeat(24);
        const fields = { reseau: 'un', nom: hostileText(random), secret: hostileText(random) };
        const filled = Object.entries(bent(fields, random) ?? {}).map(
          ([name, value]) => [name, String(value)] as [string, string],
        );
        return checked(
          {
            method: 'POST',
            url: '/admin/connexion',
            headers: {
              cookie: `jekulu-door=${shown}`,
              accept: 'text/html',
              'content-type': 'application/x-www-form-urlencoded',
            },
            payload: new URLSearchParams([['csrf', csrfOf(shown)], ...filled]).toString(),
          },
          'always',
        );
      },
    },
  ];
}

const HEADERS = [
  'cookie',
  'accept',
  'accept-encoding',
  'content-type',
  'content-encoding',
  'host',
  'origin',
  'range',
  'if-none-match',
  'if-modified-since',
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-forwarded-host',
  'forwarded',
  'authorization',
  'transfer-encoding',
  'sec-fetch-site',
  'x-jekulu-csrf',
  'x-jekulu-signature',
  'x-http-method-override',
  'expect',
  'upgrade',
];

const PATHS = [
  '/',
  '/healthz',
  '/metrics',
  '/sync',
  '/api/networks',
  '/api/v1/session',
  '/api/v1/records/organisation',
  '/api/v1/records/:type',
  '/api/v1/records/:type/:id',
  '/api/v1/records/:type.csv',
  '/api/v1/schema/:type.json',
  '/api/v1/exports/sse.csv',
  '/api/v1/register.json',
  '/api/v1/openapi.json',
  '/admin',
  '/admin/connexion',
  '/admin/connexion/code',
  '/admin/reseau',
  '/admin/personnes',
  '/admin/personnes/:id',
  '/admin/appareils',
  '/admin/appareils/:id',
  '/admin/examiner',
  '/admin/retours',
  '/admin/doublons',
  '/admin/doublons/:id',
  '/admin/registre',
  '/admin/securite',
  '/admin/securite/application',
  '/aide/codes',
  '/icons/:id',
  '/segment/:id/:id',
  '/sync/:id/:id/:id/3/:id',
];
const QUERIES = [
  'from',
  'limit',
  'lang',
  'columns',
  'positions',
  'report',
  'fait',
  'fin',
  'reseau',
  'a',
  'b',
  '__proto__',
  'constructor',
];

/** An address of ours with something else in it. */
function address2(
  random: Random,
  ids: readonly string[],
  cookie: string,
): { url: string; headers: Record<string, string> } {
  const word = (good: readonly string[]): string =>
    random.chance(0.6)
      ? random.pick(good)
      : random.chance(0.8)
        ? encodeURIComponent(wellFormed(hostileText(random)))
        : hostileText(random);
  let url = random
    .pick(PATHS)
    .replace(':type', () => word(Object.keys(declarations.types)))
    .replaceAll(':id', () => word(ids));
  if (random.chance(0.5)) {
    const pairs = Array.from(
      { length: 1 + random.below(3) },
      () => `${random.pick(QUERIES)}=${word(['1', 'fr', 'names', '5'])}`,
    );
    url += `?${pairs.join('&')}`;
  }
  if (random.chance(0.1)) url = bentText(url, random);
  // As it can stand in a line of HTTP.
  url = `/${url
    .replace(/^\/+/, '')
    .replace(/[^\x21-\x7e]/g, (sign) => (sign.charCodeAt(0) < 256 ? '%' : ''))
    .slice(0, 6000)}`;
  return {
    url,
    headers: { ...(cookie && { cookie }), accept: random.pick(['text/html', '*/*', 'application/json', '']) },
  };
}

const wellFormed = (text: string): string => text.replace(/[\ud800-\udfff]/g, '');

const GRANT = { role: 'member', place: SIKASSO, other: '', from: '2026-01-01', to: '2027-01-01' };
const FORMS: readonly (readonly [path: string, fields: Readonly<Record<string, string>>])[] = [
  ['/admin/personnes/nouvelle', { name: 'Fatou DIARRA', ...GRANT }],
  ['/admin/personnes/:id/acces', GRANT],
  ['/admin/personnes/:id/acces/:grant', { acte: 'date', to: '2027-01-01' }],
  ['/admin/personnes/:id/code', {}],
  ['/admin/appareils/:id', { etat: 'nom', label: 'Tecno bleu' }],
  ['/admin/examiner/:id', { acte: 'accepter' }],
  ['/admin/doublons/:id', { acte: 'reunir', a: 'x', b: 'y' }],
  ['/admin/securite/application', { code: '123456' }],
  ['/admin/securite/codes', { code: '123456' }],
  ['/admin/securite/comptes/:id', {}],
];
