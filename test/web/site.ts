/** A hub with its pages, and somebody who visits them with no JavaScript: a cookie jar, links, forms. */
import { Agent, request as ask, type IncomingMessage } from 'node:http';
import type { HubOptions } from '../../src/hub/main.ts';
import type { HubNetwork } from '../../src/hub/network.ts';
import { Accounts, sheetsOf, type WebDeps, webPages } from '../../src/hub/web/index.ts';
import { WEB_SCHEMA } from '../../src/hub/web/schema.ts';
import type { NetworkId, RecordId } from '../../src/kernel/types.ts';
import { declarations } from '../../src/modules/index.ts';
import { openHub, type TestHub } from '../hub/world.ts';

export const PASSWORD = 'quatre mots bien longs';

export interface Site extends TestHub {
  readonly url: string;
  /** Moves the clock of the pages (sessions, waits), not that of the log. */
  skip(milliseconds: number): void;
  accounts(network: HubNetwork): Accounts;
  /** Signed in as this person, under a name of its own. */
  visitor(network: HubNetwork, person: RecordId): Promise<Visitor>;
}

/**
 * @param appDir the built app, whose style sheet the pages share.
 * @param onRoute told of every route of the pages and the API.
 */
export async function openSite(
  appDir?: string,
  onRoute?: (method: string, path: string) => void,
  more: Partial<WebDeps> = {},
  hub: Partial<HubOptions> = {},
): Promise<Site> {
  let ahead = 0;
  const accounts = new Map<NetworkId, Accounts>();
  const accountsOf = (network: HubNetwork): Accounts => {
    const id = network.card.network;
    const known = accounts.get(id) ?? new Accounts(test.hub.pools.pages, id);
    accounts.set(id, known);
    return known;
  };
  const test = await openHub({
    ...hub,
    parts: [WEB_SCHEMA],
    appDir,
    register: (app, hub) => {
      app.addHook('onRoute', ({ method, url }) => {
        for (const one of [method].flat()) onRoute?.(one, url);
      });
      return webPages(app, {
        decl: declarations,
        hosted: () => hub.networks.all().map((network) => ({ network, accounts: accountsOf(network) })),
        now: () => Date.now() + ahead,
        sheets: sheetsOf(appDir),
        watch: hub.watch,
        ...more,
      });
    },
  });
  let visitors = 0;
  return {
    get hub() {
      return test.hub;
    },
    get url() {
      return test.hub.url;
    },
    folder: test.folder,
    restart: () => test.restart(),
    end: () => test.end(),
    skip: (milliseconds: number) => {
      ahead += milliseconds;
    },
    accounts: accountsOf,
    visitor: async (network: HubNetwork, person: RecordId) => {
      const login = `compte${++visitors}`;
      const made = await accountsOf(network).set(login, PASSWORD, person);
      if (!made.ok) throw new Error(made.error.code);
      const visitor = new Visitor(test.hub.url);
      const entered = await visitor.signIn(network.card.slug, login, PASSWORD);
      if (entered.status !== 303) throw new Error(`not signed in: ${entered.status}`);
      return visitor;
    },
  };
}

export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

let addresses = 0;
/** Thousands of questions on a few lines: `fetch` takes several times as long for each. */
const AGENT = new Agent({ keepAlive: true });

/** A browser without JavaScript, seen from the wire. Each comes from an address of its own. */
export class Visitor {
  readonly url: string;
  readonly cookies = new Map<string, string>();
  address = `10.2.${++addresses >> 8}.${addresses & 255}`;

  constructor(url: string) {
    this.url = url;
  }

  async request(
    method: string,
    path: string,
    init: { body?: string; headers?: Record<string, string> } = {},
  ): Promise<Seen> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { accept: '*/*', cookie, 'x-forwarded-for': this.address, ...init.headers };
    const response = await new Promise<IncomingMessage>((come, fail) =>
      ask(this.url + path, { method, agent: AGENT, headers }, come)
        .on('error', fail)
        .end(init.body),
    );
    for (const line of response.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    // Without the mark at the beginning of a file, as a browser reads it.
    const text = new TextDecoder().decode(Buffer.concat(await response.toArray()));
    const told = Object.entries(response.headersDistinct).flatMap(([name, values = []]) =>
      values.map((value): [string, string] => [name, value]),
    );
    return { status: response.statusCode ?? 0, headers: new Headers(told), text };
  }

  get(path: string): Promise<Seen> {
    return this.request('GET', path);
  }

  /** Sends a form as a browser does, with the origin it stands on. */
  send(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Seen> {
    return this.request('POST', path, {
      body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: this.url, ...headers },
    });
  }

  /** Opens a page and sends one of its forms with the token that stands in it. */
  async fill(page: string, action: string, fields: Record<string, string>): Promise<Seen> {
    const seen = await this.get(page);
    if (!seen.text.includes(`action="${action}"`)) throw new Error(`no form ${action} on ${page} (${seen.status})`);
    return this.send(action, { csrf: tokenIn(seen.text), ...fields });
  }

  signIn(slug: string, login: string, password: string): Promise<Seen> {
    return this.fill('/admin/connexion', '/admin/connexion', { reseau: slug, nom: login, secret: password });
  }

  /** One request to the JSON API, with the token its session hands out. */
  async api<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
    if (this.#csrf === undefined) {
      const session = JSON.parse((await this.get('/api/v1/session')).text) as { csrf: string };
      this.#csrf = session.csrf;
    }
    const seen = await this.request(method, `/api/v1${path}`, {
      ...(body !== undefined && { body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json', 'x-jekulu-csrf': this.#csrf, origin: this.url },
    });
    return { status: seen.status, body: JSON.parse(seen.text) as T };
  }
  #csrf: string | undefined;
}

export const tokenIn = (page: string): string => /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
/** What a reader sees of a page: words, one space between them. */
export const wordsOf = (page: string): string =>
  page
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', '’')
    .replace(/[\s\u00a0\u202f]+/g, ' ');
