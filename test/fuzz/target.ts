/** The hub that hostile input is sent to: a real one with PostgreSQL, a phone that is enrolled, somebody signed in; and what is asked of every answer. */
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { HubNetwork } from '../../src/hub/network.ts';
import { publicPages } from '../../src/hub/public/index.ts';
import { schemaOf } from '../../src/hub/schema.ts';
import { Accounts, sheetsOf, webPages } from '../../src/hub/web/index.ts';
import { WEB_SCHEMA } from '../../src/hub/web/schema.ts';
import { csrfOf } from '../../src/hub/web/visit.ts';
import { anyCode } from '../../src/hub/web/words.ts';
import type { Change, RecordId } from '../../src/kernel/types.ts';
import { declarations } from '../../src/modules/index.ts';
import type { DeviceKey } from '../hub/client.ts';
import { openHub, organisation, phoneOf, settle } from '../hub/world.ts';

export interface Target {
  readonly app: FastifyInstance;
  readonly network: HubNetwork;
  /** Cookie and token of somebody of the secretariat. */
  readonly cookie: string;
  readonly csrf: string;
  /** Ids worth naming. */
  readonly ids: readonly string[];
  /** Names of segments of its snapshots. */
  readonly segments: readonly string[];
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
      await publicPages(scope, { networks: () => hub.networks.all(), now: Date.now, sheets: sheetsOf(undefined) });
    },
  });
  if (!app) throw new Error('no server');
  const { hub } = test;
  const network = await hub.networks.create({ slug: 'un', name: 'Réseau un', mode: 'real', demo: false });
  const people = await settle(network);
  // Enough of them for a snapshot.
  for (let n = 0; n < 3; n++)
    await network.actAsAuthority(Array.from({ length: 45 }, (_, i) => organisation(`Membre ${n} ${i}`)));
  const phone = await phoneOf(hub.url, network, people.animator);
  await phone.exchange();
  const [first] = phone.write([organisation('Première')]);
  await phone.exchange();
  phone.write([organisation('Refusée ?')]);
  // Whoever writes on the pages is first enrolled on the hub's own device.
  await network.act(people.secretary, [organisation('Du bureau')]);
  const offers = await Promise.all(phone.replica.reach.map((part) => network.offer(part)));
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
    segments: offers.flatMap((offer) => offer?.list.map(([name]) => name) ?? []),
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
  // Exchanges and segments are read by a program: they are told as what they are, and nothing else.
  const isExchange =
    /^\/(sync|segment)\b/.test(answer.raw.req.url ?? '') &&
    /^application\/(json|octet-stream)/.test(String(headers['content-type']));
  const isSafe = isExchange ? headers['x-content-type-options'] === 'nosniff' : headers['content-security-policy'];
  if (!isSafe) return `without a policy: ${told}`;
  if (status < 400 || answer.raw.req.method === 'HEAD') return null;
  if (/json/.test(String(headers['content-type']))) {
    const code = (JSON.parse(body) as { error?: { code?: string; fr?: string } }).error?.code;
    return code && anyCode(code) ? null : `a refusal without a code: ${told}`;
  }
  // The public face has words of its own, with a way on.
  if (/^\/(en|reseau)\b/.test(answer.raw.req.url ?? '') && body.includes('class="go-on"')) return null;
  return /codes#[A-Z-]+/.test(body) ? null : `a refusal without a code: ${told}`;
}

/**
 * Sends one input, and tells what is wrong with the answer or with what is left behind.
 * @param untouched refused or not, nothing may have been written.
 * @param seen told the answer.
 */
export type Checked = (
  options: InjectOptions,
  untouched: 'when refused' | 'always',
  seen?: (answer: LightMyRequestResponse) => void,
) => Promise<string | null>;

/** One input comes after the other: what the log is known to be is asked once. */
export function checker(target: Target): Checked {
  let calls = 0;
  let stands: string | null = null;
  /** Each from another address, or the limits would be all that is tried. */
  const address = (): string => `10.${(++calls >> 16) & 255}.${(calls >> 8) & 255}.${calls & 255}`;
  return async (options, untouched, seen) => {
    const before = stands ?? (await target.mark());
    stands = null;
    const answer = await target.app.inject({ remoteAddress: address(), ...options });
    seen?.(answer);
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
}
