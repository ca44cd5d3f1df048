/**
 * The door of the hub's pages: signing in and out, and who stands behind a request. The cookie holds `network.secret`; the network it names is
 * the only one its session can see.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Declarations } from '../../kernel/declare.ts';
import { textOf } from '../../kernel/fold.ts';
import type { Millis, Refusal } from '../../kernel/types.ts';
import { settingsRecord } from '../../modules/network/model.ts';
import { t } from '../../ui/i18n.ts';
import { addressGroup } from '../address.ts';
import type { HubNetwork } from '../network.ts';
import type { Founding } from '../networks.ts';
import type { HubWatch } from '../watch.ts';
import { type Accounts, SESSION_LIFE, type Session } from './accounts.ts';
import { delayWords } from './dates.ts';
import { waiting } from './doubles-part.ts';
import { type BackupNote, entranceOf } from './first-steps.ts';
import { html, trusted } from './html.ts';
import { icon } from './icons.ts';
import { doorPage, refusalNote, type Sheets, tongueLink } from './layout.ts';
import type { Throttle, TryKey } from './throttle.ts';
import { said } from './tongue.ts';
import { csrfOf, Visit } from './visit.ts';

/** A network with the accounts of its pages. */
export interface Hosted {
  readonly network: HubNetwork;
  readonly accounts: Accounts;
}

export interface WebDeps {
  readonly decl: Declarations;
  hosted(): readonly Hosted[];
  now(): Millis;
  readonly sheets: Sheets;
  /** Where people find this hub, `https://jekulu.exemple.ml`, if that was set: papers name it. */
  readonly address?: string | undefined;
  /** Disk and clock of this machine. */
  readonly watch?: Pick<HubWatch, 'hasRoom' | 'warnings'>;
  /** Every account has to have a second step. */
  readonly secondStep?: 'offered' | 'required';
  /** The last backup this machine made, if it ever made one. */
  lastBackup?(): BackupNote | null;
  /** Founds networks on this installation. The word lets somebody found the first one; '' where it is not left to the first page. */
  readonly founding?: {
    readonly word: string;
    /** What the operator calls it, to begin with. */
    readonly name?: string;
    found(founding: Founding): Promise<Hosted>;
  };
}

/** Has every account of this network to have a second step: by the settings of the server, or by those of the network? */
export async function asksSecondStep({ network }: Pick<Hosted, 'network'>, deps: WebDeps): Promise<boolean> {
  if (deps.secondStep === 'required') return true;
  const settings = await network.record(settingsRecord);
  return settings !== null && textOf(settings, 'secondStep') === 'required';
}

const COOKIE = 'jekulu-session';
const DOOR = 'jekulu-door';
const SIGN_IN = { rateLimit: { max: 60, timeWindow: 60_000 } };
/** Checking a password takes 19 MB for a moment; a queue keeps a flood from taking the machine. */
const QUEUE = 8;

const isHttps = (request: FastifyRequest): boolean => request.protocol === 'https';
/** Browsers keep a cookie of such a name to this very host, and to https. */
const cookieName = (request: FastifyRequest): string => (isHttps(request) ? `__Host-${COOKIE}` : COOKIE);
const doorName = (request: FastifyRequest): string => (isHttps(request) ? `__Secure-${DOOR}` : DOOR);
const cookieOptions = (request: FastifyRequest) =>
  ({ httpOnly: true, sameSite: 'strict', secure: isHttps(request), path: '/' }) as const;

/** Does this request come from our own pages? Browsers say where from; programs that say nothing have no cookies to be tricked with. */
export function isOwn(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { origin } = request.headers;
  if (origin === undefined) return true;
  try {
    return new URL(origin).host === request.host;
  } catch {
    return false;
  }
}

/** Where a sign-in goes on after the password. */
export const NEXT = { code: '/admin/connexion/code', enrol: '/admin/connexion/application' } as const;

export type Fields = Readonly<Record<string, string>>;
/** What a form says: words. A body of another kind says nothing, and whoever needs a file looks for it in the body itself. */
export const fieldsOf = ({ body }: Pick<FastifyRequest, 'body'>): Fields =>
  typeof body === 'object' && body !== null
    ? Object.fromEntries(Object.entries(body).filter(([, value]) => typeof value === 'string'))
    : {};

/** Who stands behind a request, or the reason why nobody does. @param names as for `Visit.begin`. */
export async function visitOf(
  request: FastifyRequest,
  deps: WebDeps,
  names: Parameters<typeof Visit.begin>[4] = 'branches',
): Promise<Visit | Refusal> {
  const found = await sessionOf(request, deps);
  if (found?.session.stage !== 'open') return { code: 'HUB-SESSION' };
  const visit = await Visit.begin(found.hosted.network, deps.decl, found.session, deps.now(), names);
  return visit ?? { code: 'HUB-NO-ACCESS' };
}

/** The session of this request's cookie, whatever its stage. */
export async function sessionOf(
  request: FastifyRequest,
  deps: WebDeps,
): Promise<{ readonly hosted: Hosted; readonly session: Session } | null> {
  const [network, secret] = (request.cookies[cookieName(request)] ?? '').split('.');
  const hosted = deps.hosted().find((one) => one.network.card.network === network);
  const session = hosted && secret ? await hosted.accounts.find(secret, deps.now()) : null;
  return hosted && session ? { hosted, session } : null;
}

export const hasCookie = (request: FastifyRequest): boolean => request.cookies[cookieName(request)] !== undefined;

/** Gives the browser this session; the one it had is forgotten. */
export function giveCookie(request: FastifyRequest, reply: FastifyReply, hosted: Hosted, session: Session): void {
  reply.setCookie(cookieName(request), `${hosted.network.card.network}.${session.secret}`, {
    ...cookieOptions(request),
    maxAge: SESSION_LIFE / 1000,
  });
}

export function registerDoor(app: FastifyInstance, deps: WebDeps, throttle: Throttle): void {
  let checking = 0;

  app.get('/admin/connexion', async (request, reply) => {
    if (deps.founding?.word && deps.hosted().length === 0) return reply.redirect('/admin/fonder', 303);
    const ended = (request.query as Fields)['fin'] !== undefined;
    return showDoor(request, reply, deps, ended ? { code: 'HUB-SESSION' } : undefined);
  });

  app.post('/admin/connexion', { config: SIGN_IN }, async (request, reply) => {
    const fields = fieldsOf(request);
    const shown = request.cookies[doorName(request)];
    if (!isOwn(request) || !shown || fields['csrf'] !== csrfOf(shown)) {
      reply.code(403);
      return showDoor(request, reply, deps, { code: 'HUB-FORM-OLD' });
    }
    const { reseau: slug = '', nom: login = '', secret: password = '' } = fields;
    const hosted = deps.hosted().find((one) => one.network.card.slug === slug);
    const name: TryKey = `login:${slug}|${login.normalize('NFC').trim().toLowerCase().slice(0, 80)}`;
    const keys: readonly TryKey[] = [name, `address:${addressGroup(request.ip)}`];
    const wait = throttle.waitOf(keys, deps.now());
    if (wait > 0 || checking >= QUEUE) {
      reply.code(429).header('retry-after', Math.ceil(Math.max(wait, 1000) / 1000));
      return showDoor(request, reply, deps, wait > 0 ? { code: 'HUB-SIGN-IN-WAIT' } : { code: 'HUB-BUSY' }, wait);
    }
    checking++;
    const account = await (hosted?.accounts.check(login, password) ?? Promise.resolve(null)).finally(() => {
      checking--;
    });
    if (!hosted || !account) {
      request.log.warn('a sign-in was refused');
      await sleep(throttle.wrong(keys, deps.now()));
      reply.code(401);
      return showDoor(request, reply, deps, { code: 'HUB-SIGN-IN' });
    }
    throttle.right(name);
    const now = deps.now();
    const before = await sessionOf(request, deps);
    if (before) await before.hosted.accounts.close(before.session.secret);
    const { since } = await hosted.accounts.steps.of(account.login);
    const stage = since !== null ? 'code' : (await asksSecondStep(hosted, deps)) ? 'enrol' : 'open';
    const session = await hosted.accounts.start(account, now, stage);
    if (stage === 'open') await hosted.accounts.note('in', account.login, account.person);
    await hosted.accounts.sweep(now);
    // Who decides about doubles finds them looked for: the search runs while the second step and the first page are on their way.
    const visit = await Visit.begin(hosted.network, deps.decl, session, now);
    if (visit) waiting(visit);
    giveCookie(request, reply, hosted, session);
    return reply
      .clearCookie(doorName(request), { ...cookieOptions(request), path: '/admin/connexion' })
      .redirect(stage === 'open' ? await entranceOf(hosted.network) : NEXT[stage], 303);
  });

  app.post('/admin/deconnexion', async (request, reply) => {
    const found = await sessionOf(request, deps);
    if (found) {
      if (!isOwn(request) || fieldsOf(request)['csrf'] !== csrfOf(found.session.secret)) {
        reply.code(403);
        return showDoor(request, reply, deps, { code: 'HUB-FORM-OLD' });
      }
      await found.hosted.accounts.close(found.session.secret);
    }
    return reply.clearCookie(cookieName(request), cookieOptions(request)).redirect('/admin/connexion', 303);
  });
}

function showDoor(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: WebDeps,
  refusal?: Refusal,
  wait: Millis = 0,
): FastifyReply {
  const shown = request.cookies[doorName(request)] ?? randomBytes(18).toString('base64url');
  const networks = deps.hosted().map((one) => one.network.card);
  const chosen = fieldsOf(request)['reseau'] ?? (request.query as Fields)['reseau'] ?? networks[0]?.slug;
  const single = networks.length === 1 ? networks[0] : undefined;
  const pick = single
    ? html`<input type="hidden" name="reseau" value="${single.slug}"><p class="dim">${single.name}</p>`
    : html`<div class="field"><label for="reseau">${t('entry.reseau')}</label><select class="in" id="reseau" name="reseau">${networks.map(
        (one) => html`<option value="${one.slug}"${one.slug === chosen && trusted(' selected')}>${one.name}</option>`,
      )}</select></div>`;
  const body = html`<h1>${t('frame.enter')}</h1>
${refusal && refusalNote(refusal)}${wait > 0 && html`<p>${t('bureau.door.wait', { delay: delayWords(wait) })}</p>`}
<form method="post" action="/admin/connexion" class="stack">
<input type="hidden" name="csrf" value="${csrfOf(shown)}">
${pick}
<div class="field"><label for="nom">${t('bureau.door.login')}</label><input class="in" id="nom" name="nom" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="60" value="${fieldsOf(request)['nom'] ?? ''}"></div>
<div class="field"><label for="secret">${t('bureau.password')}</label><input class="in" id="secret" name="secret" type="password" autocomplete="current-password" required maxlength="200"></div>
<button class="btn go full">${icon('key')}${t('frame.enter')}</button>
</form>
<p class="sm dim">${said('bureau.door.work', { app: html`<a href="/">${t('bureau.door.work.app')}</a>` })}${
    networks.some((one) => one.mode === 'practice') &&
    html` ${said('bureau.door.try', { practice: html`<a href="/essai">${t('bureau.door.try.practice')}</a>` })}`
  }</p>
<p>${tongueLink('btn')}</p>`;
  return reply
    .setCookie(doorName(request), shown, { ...cookieOptions(request), path: '/admin/connexion', maxAge: 3600 })
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(doorPage(deps.sheets, t('frame.enter'), t('frame.motto'), body));
}
