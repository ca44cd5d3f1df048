/**
 * The first pages of a hub. An empty one founds its network, for whoever reads the word in the window where it was started; a practice network may
 * stand beside, which anybody opens without an account: nothing counts there.
 */
import { timingSafeEqual } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { renderSVG } from 'uqr';
import { branchScope, ROOT } from '../../kernel/ids.ts';
import type { Millis, Refusal } from '../../kernel/types.ts';
import { ownCard } from '../../modules/directory/own.ts';
import { OF, SETTINGS } from '../../modules/network/model.ts';
import { branchCode } from '../../ui/branch-code.ts';
import { t } from '../../ui/i18n.ts';
import { addressGroup } from '../address.ts';
import { fieldWords } from '../derived/words.ts';
import type { HubNetwork } from '../network.ts';
import { enlist, openPractice, PRACTICE, PRACTICE_BRANCH, PRACTICE_PAGE } from '../practice.ts';
import { type Fields, fieldsOf, type Hosted, isOwn, type WebDeps } from './door.ts';
import { type Html, html, trusted } from './html.ts';
import { icon } from './icons.ts';
import { doorPage, refusalNote, tongueLink } from './layout.ts';
import { passwordFault } from './password.ts';
import type { Throttle, TryKey } from './throttle.ts';
import { own, said } from './tongue.ts';
import { roleWords } from './words.ts';

const FOUND = '/admin/fonder';
const CODE_DAYS = 14;
/** A practice network is for one day at a time, and does not grow for ever. */
const TRY_DAYS = 1;
const MOST_TRIES = 1000;
const LIMIT = { rateLimit: { max: 20, timeWindow: 3600_000 } };
/** Roles somebody may try, and where. */
const TRIED = ['animator', 'coordinator', 'secretariat'] as const;

export function registerFounding(app: FastifyInstance, deps: WebDeps, throttle: Throttle): void {
  const send = (reply: FastifyReply, title: string, body: Html): FastifyReply =>
    reply
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(doorPage(deps.sheets, title, t('frame.motto'), body));
  const isEmpty = (): boolean => deps.hosted().length === 0;

  app.get(FOUND, (request, reply) => {
    if (!isEmpty() || !deps.founding?.word) return reply.redirect('/admin/connexion', 303);
    return send(
      reply,
      t('bureau.found'),
      foundForm({ mot: String((request.query as Fields)['mot'] ?? ''), name: deps.founding.name ?? '' }),
    );
  });

  app.post(FOUND, { config: LIMIT }, async (request, reply) => {
    if (!isEmpty() || !deps.founding?.word) return reply.redirect('/admin/connexion', 303);
    const fields = fieldsOf(request);
    const wrong = await refusedFor(request, fields, deps, throttle);
    if (wrong) {
      reply.code(wrong.code === 'HUB-FORM-OLD' ? 403 : 422);
      return send(reply, t('bureau.found'), foundForm(fields, wrong));
    }
    const founded = await found(deps.founding, fields, deps.now());
    if ('refusal' in founded) {
      reply.code(422);
      return send(reply, t('bureau.found'), foundForm(fields, founded.refusal));
    }
    return send(reply, t('bureau.found.done'), foundedBody(request, founded, fields));
  });

  const practice = (): Hosted | undefined => deps.hosted().find(({ network }) => network.card.mode === 'practice');
  app.get(PRACTICE_PAGE, (_request, reply) => {
    if (!practice()) return reply.redirect('/', 303);
    return send(reply, t('bureau.try'), tryForm());
  });
  app.post(PRACTICE_PAGE, { config: LIMIT }, async (request, reply) => {
    const hosted = practice();
    if (!hosted) return reply.redirect('/', 303);
    const { role = '' } = fieldsOf(request);
    const full = (await hosted.network.list('person', { limit: MOST_TRIES })).length >= MOST_TRIES;
    if (!isOwn(request) || full || !(TRIED as readonly string[]).includes(role)) {
      reply.code(full ? 503 : 422);
      return send(reply, t('bureau.try'), tryForm({ code: full ? 'HUB-BUSY' : 'HUB-REQUEST' }));
    }
    const where = role === 'secretariat' ? ROOT : branchScope(branchCode(PRACTICE_BRANCH) ?? '');
    const person = await enlist(
      hosted.network,
      { name: t('bureau.try.name', { role: roleWords(role) }), role, where },
      deps.now(),
    );
    const code = await hosted.network.createCode(person, { createdBy: '', days: TRY_DAYS });
    return send(reply, t('bureau.try'), codeBody(request, code, t('bureau.try.open')));
  });
}

/** Who may found: whoever reads the word, from our own page, with every answer given. */
async function refusedFor(
  request: FastifyRequest,
  fields: Fields,
  deps: WebDeps,
  throttle: Throttle,
): Promise<Refusal | null> {
  if (!isOwn(request)) return { code: 'HUB-FORM-OLD' };
  const key: TryKey = `address:${addressGroup(request.ip)}`;
  if (throttle.waitOf([key], deps.now()) > 0) return { code: 'HUB-SIGN-IN-WAIT' };
  const [typed, word] = [Buffer.from((fields['mot'] ?? '').trim()), Buffer.from(deps.founding?.word ?? '')];
  if (word.length === 0 || typed.length !== word.length || !timingSafeEqual(typed, word)) {
    await sleep(throttle.wrong([key], deps.now()));
    return { code: 'HUB-FOUNDING-WORD' };
  }
  for (const field of ['name', 'person', 'login'])
    if (!(fields[field] ?? '').trim()) return { code: 'RULE-REQUIRED', fields: [field] };
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._ -]{1,58}$/u.test((fields['login'] ?? '').trim()))
    return { code: 'RULE-FORMAT', fields: ['login'] };
  return passwordFault(fields['secret'] ?? '', [fields['login'] ?? '', fields['name'] ?? '']);
}

interface Founded {
  readonly network: HubNetwork;
  readonly login: string;
  readonly code: string;
}

/** The network, the first person of its secretariat with their account, its settings and its own card as that person's first act, and the practice beside. */
async function found(
  founding: NonNullable<WebDeps['founding']>,
  fields: Fields,
  now: Millis,
): Promise<Founded | { readonly refusal: Refusal }> {
  const text = (field: string): string => (fields[field] ?? '').trim();
  const name = text('name').slice(0, 80);
  const slug = branchCode(name) ?? 'reseau';
  const hosted = await founding.found({
    slug: slug === PRACTICE.slug ? 'reseau' : slug,
    name,
    mode: 'real',
    demo: false,
  });
  const { network, accounts } = hosted;
  const person = await enlist(network, { name: text('person').slice(0, 120), role: 'secretariat', where: ROOT }, now);
  const made = await accounts.set(text('login'), fields['secret'] ?? '', person);
  if (!made.ok) return { refusal: made.error };
  const said = Object.fromEntries(
    ['seat', 'controller', 'controllerContact'].flatMap((field) =>
      text(field) ? [[field, text(field)] as const] : [],
    ),
  );
  const body = { of: OF, name, ...said };
  await network.act(person, [{ do: 'create', type: SETTINGS, home: ROOT, body }, ownCard(name, text('seat'))]);
  if (fields['practice'] === '1') await openPractice(founding.found, now);
  return {
    network,
    login: made.value.login,
    code: await network.createCode(person, { createdBy: '', days: CODE_DAYS }),
  };
}

function foundForm(fields: Fields, refusal?: Refusal): Html {
  const input = (name: string, label: string, more = '', hint = ''): Html =>
    html`<div class="field"><label for="${name}">${label}</label><input class="in" id="${name}" name="${name}" maxlength="160" value="${name === 'secret' ? '' : (fields[name] ?? '')}"${trusted(more)}>${hint && html`<p class="hint">${hint}</p>`}</div>`;
  return html`<h1>${t('bureau.found')}</h1>${refusal && refusalNote(refusal)}
<p>${t('bureau.found.lead')}</p>
<form method="post" action="${FOUND}" class="stack">
${input('mot', t('bureau.found.word'), ' required autocomplete="off" autocapitalize="none" spellcheck="false"', t('bureau.found.word.hint'))}
${input('name', own(fieldWords(SETTINGS, 'name')), ' required')}
${input('seat', own(fieldWords(SETTINGS, 'seat')), '', t('bureau.found.seat.hint'))}
${input('controller', t('bureau.found.controller'), '', t('bureau.found.controller.hint'))}
${input('controllerContact', t('bureau.found.contact'))}
${input('person', t('bureau.found.person'), ' required autocomplete="name"', t('bureau.found.person.hint'))}
${input('login', t('bureau.found.login'), ' required autocomplete="username" autocapitalize="none" spellcheck="false"')}
${input('secret', t('bureau.found.secret'), ' type="password" required autocomplete="new-password"', t('bureau.password.hint'))}
<label class="agree"><input type="checkbox" name="practice" value="1" checked> ${t('bureau.found.practice')}</label>
<button class="btn go full">${icon('check')}${t('bureau.found.go')}</button></form>
<p>${tongueLink('btn')}</p>`;
}

const foundedBody = (request: FastifyRequest, { network, login, code }: Founded, fields: Fields): Html =>
  html`<h1>${network.card.name}</h1><p>${said('bureau.found.founded', { login: html`<b>${login}</b>` })}</p>
<p>${t('bureau.found.enter.lead')}</p>
<p><a class="btn go full" href="/admin/connexion">${icon('key')}${t('bureau.found.enter')}</a></p>
${codeBody(request, code, t('bureau.found.phone'))}
${fields['practice'] === '1' && html`<p>${said('bureau.found.try', { link: html`<a href="${PRACTICE_PAGE}">${`${request.protocol}://${request.host}${PRACTICE_PAGE}`}</a>` })}</p>`}`;

/** A code, once. */
function codeBody(request: FastifyRequest, code: string, title: string): Html {
  const link = `${request.protocol}://${request.host}/#a=${code}`;
  return html`<section class="card pad stack tight"><h2>${title}</h2><p>${said('bureau.code.use', { app: html`<a href="/#a=${code}">${t('bureau.code.use.app')}</a>` })}</p>
<div class="qr" role="img" aria-label="${t('bureau.code.qr')}">${trusted(renderSVG(link, { border: 2 }))}</div><p class="spell">${code}</p><p class="dim">${t('bureau.code.once')}</p></section>`;
}

function tryForm(refusal?: Refusal): Html {
  return html`<h1>${t('bureau.try')}</h1>${refusal && refusalNote(refusal)}
<p>${t('bureau.try.lead')}</p>
<form method="post" action="${PRACTICE_PAGE}" class="stack"><div class="field"><label for="role">${t('bureau.try.as')}</label><select class="in" id="role" name="role">${TRIED.map(
    (role) => html`<option value="${role}">${roleWords(role)}</option>`,
  )}</select></div><button class="btn go full">${icon('next')}${t('bureau.try.go')}</button></form>
<p class="sm dim">${t('bureau.try.strip')}</p>
<p>${tongueLink('btn')}</p>`;
}
