/**
 * The first pages of a hub. An empty one founds its network, for whoever reads the word in the window where it was started; a practice network may
 * stand beside, which anybody opens without an account: nothing counts there.
 */
import { timingSafeEqual } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { renderSVG } from 'uqr';
import { dayOf, GRANT } from '../../kernel/grant.ts';
import { branchScope, ROOT } from '../../kernel/ids.ts';
import type { Millis, RecordId, Refusal, Scope } from '../../kernel/types.ts';
import { branchCard, ownCard } from '../../modules/directory/own.ts';
import { OF, SETTINGS } from '../../modules/network/model.ts';
import { branchCode } from '../../ui/branch-code.ts';
import { addressGroup } from '../address.ts';
import type { HubNetwork } from '../network.ts';
import { type Fields, fieldsOf, type Hosted, isOwn, type WebDeps } from './door.ts';
import { type Html, html, trusted } from './html.ts';
import { icon } from './icons.ts';
import { doorPage, refusalNote } from './layout.ts';
import { passwordFault } from './password.ts';
import type { Throttle, TryKey } from './throttle.ts';
import { roleWords } from './words.ts';

const LEAD = 'Le réseau, même sans réseau';
const FOUND = '/admin/fonder';
const TRY = '/essai';
const CODE_DAYS = 14;
/** A practice network is for one day at a time, and does not grow for ever. */
const TRY_DAYS = 1;
const MOST_TRIES = 1000;
const LIMIT = { rateLimit: { max: 20, timeWindow: 3600_000 } };
const PRACTICE = { slug: 'essai', name: 'Mode essai', mode: 'practice', demo: false } as const;
/** Roles somebody may try, and where. */
const TRIED = ['animator', 'coordinator', 'secretariat'] as const;
const TRY_BRANCH = 'Ségou';

export function registerFounding(app: FastifyInstance, deps: WebDeps, throttle: Throttle): void {
  const send = (reply: FastifyReply, title: string, body: Html): FastifyReply =>
    reply
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(doorPage(deps.sheets, title, LEAD, body));
  const isEmpty = (): boolean => deps.hosted().length === 0;

  app.get(FOUND, (request, reply) => {
    if (!isEmpty() || !deps.founding?.word) return reply.redirect('/admin/connexion', 303);
    return send(
      reply,
      'Fonder un réseau',
      foundForm({ mot: String((request.query as Fields)['mot'] ?? ''), name: deps.founding.name ?? '' }),
    );
  });

  app.post(FOUND, { config: LIMIT }, async (request, reply) => {
    if (!isEmpty() || !deps.founding?.word) return reply.redirect('/admin/connexion', 303);
    const fields = fieldsOf(request);
    const wrong = await refusedFor(request, fields, deps, throttle);
    if (wrong) {
      reply.code(wrong.code === 'HUB-FORM-OLD' ? 403 : 422);
      return send(reply, 'Fonder un réseau', foundForm(fields, wrong));
    }
    const founded = await found(deps.founding, fields, deps.now());
    if ('refusal' in founded) {
      reply.code(422);
      return send(reply, 'Fonder un réseau', foundForm(fields, founded.refusal));
    }
    return send(reply, 'C’est fondé', foundedBody(request, founded, fields));
  });

  const practice = (): Hosted | undefined => deps.hosted().find(({ network }) => network.card.mode === 'practice');
  app.get(TRY, (_request, reply) => {
    if (!practice()) return reply.redirect('/', 303);
    return send(reply, 'Mode essai', tryForm());
  });
  app.post(TRY, { config: LIMIT }, async (request, reply) => {
    const hosted = practice();
    if (!hosted) return reply.redirect('/', 303);
    const { role = '' } = fieldsOf(request);
    const full = (await hosted.network.list('person', { limit: MOST_TRIES })).length >= MOST_TRIES;
    if (!isOwn(request) || full || !(TRIED as readonly string[]).includes(role)) {
      reply.code(full ? 503 : 422);
      return send(reply, 'Mode essai', tryForm({ code: full ? 'HUB-BUSY' : 'HUB-REQUEST' }));
    }
    const where = role === 'secretariat' ? ROOT : branchScope(branchCode(TRY_BRANCH) ?? '');
    const person = await enlist(hosted.network, { name: `Essai ${roleWords(role)}`, role, where }, deps.now());
    const code = await hosted.network.createCode(person, { createdBy: '', days: TRY_DAYS });
    return send(reply, 'Mode essai', codeBody(request, code, 'Ouvrez l’essai'));
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
  if (fields['practice'] === '1') await openPractice(founding, now);
  return {
    network,
    login: made.value.login,
    code: await network.createCode(person, { createdBy: '', days: CODE_DAYS }),
  };
}

/** The practice network of this installation, with somebody who answers for it. */
export async function openPractice(founding: NonNullable<WebDeps['founding']>, now: Millis): Promise<void> {
  const { network } = await founding.found(PRACTICE);
  await enlist(network, { name: 'Bureau d’essai', role: 'secretariat', where: ROOT }, now);
  const branch = branchCard(TRY_BRANCH);
  await network.actAsAuthority([ownCard('Réseau d’essai', 'Bamako'), ...(branch ? [branch] : [])]);
}

interface Newcomer {
  readonly name: string;
  readonly role: string;
  readonly where: Scope;
}

async function enlist(network: HubNetwork, { name, role, where }: Newcomer, now: Millis): Promise<RecordId> {
  const from = dayOf(now);
  const [made] = await network.actAsAuthority((ids) => [
    { do: 'create', type: 'person', home: where, body: { name, sign: 'person', color: 'p4' } },
    { do: 'create', type: GRANT, home: where, body: { person: ids(0), role, scope: where, from } },
  ]);
  if (!made) throw new Error('nobody was enlisted');
  return made.record;
}

function foundForm(fields: Fields, refusal?: Refusal): Html {
  const input = (name: string, label: string, more = '', hint = ''): Html =>
    html`<div class="field"><label for="${name}">${label}</label><input class="in" id="${name}" name="${name}" maxlength="160" value="${name === 'secret' ? '' : (fields[name] ?? '')}"${trusted(more)}>${hint && html`<p class="hint">${hint}</p>`}</div>`;
  return html`<h1>Fonder un réseau</h1>${refusal && refusalNote(refusal)}
<p>Ce serveur est vide. Donnez un nom au réseau, et dites qui y entre en premier : cette personne fera entrer les autres.</p>
<form method="post" action="${FOUND}" class="stack">
${input('mot', 'Le mot de fondation', ' required autocomplete="off" autocapitalize="none" spellcheck="false"', 'Il est écrit dans la fenêtre où le serveur a démarré.')}
${input('name', 'Nom du réseau', ' required')}
${input('seat', 'Siège', '', 'La ville ou la commune, par exemple : Bamako.')}
${input('controller', 'Qui répond des données personnelles', '', 'Une personne ou une fonction : la loi 2013-015 veut qu’elle soit nommée. Vous pouvez l’écrire plus tard.')}
${input('controllerContact', 'Pour la joindre')}
${input('person', 'Votre nom', ' required autocomplete="name"', 'Prénom et NOM, comme sur les papiers.')}
${input('login', 'Votre nom de compte', ' required autocomplete="username" autocapitalize="none" spellcheck="false"')}
${input('secret', 'Votre mot de passe', ' type="password" required autocomplete="new-password"', 'Une phrase de quatre mots, que vous êtes seul à connaître.')}
<label class="agree"><input type="checkbox" name="practice" value="1" checked> Ouvrir aussi un mode essai, à côté : chacun y apprend sans rien risquer.</label>
<button class="btn go full">${icon('check')}Fonder le réseau</button></form>`;
}

const foundedBody = (request: FastifyRequest, { network, login, code }: Founded, fields: Fields): Html =>
  html`<h1>${network.card.name}</h1><p>Le réseau est fondé. Votre compte du bureau : <b>${login}</b>.</p>
<p>Entrez au bureau : la mise en route dit ce qu’il reste à régler, pas à pas.</p>
<p><a class="btn go full" href="/admin/connexion">${icon('key')}Entrer au bureau</a></p>
${codeBody(request, code, 'Votre téléphone')}
${fields['practice'] === '1' && html`<p>Le mode essai est ouvert à tous : <a href="${TRY}">${`${request.protocol}://${request.host}${TRY}`}</a></p>`}`;

/** A code, once. */
function codeBody(request: FastifyRequest, code: string, title: string): Html {
  const link = `${request.protocol}://${request.host}/#a=${code}`;
  return html`<section class="card pad stack tight"><h2>${title}</h2><p>Sur cet appareil : <a href="/#a=${code}">ouvrir l’application</a>. Sur un autre : photographier ce carré.</p>
<div class="qr" role="img" aria-label="L’adresse, à photographier">${trusted(renderSVG(link, { border: 2 }))}</div><p class="spell">${code}</p><p class="dim">Il sert une seule fois.</p></section>`;
}

function tryForm(refusal?: Refusal): Html {
  return html`<h1>Mode essai</h1>${refusal && refusalNote(refusal)}
<p>Ici rien ne compte : inscrivez, changez, effacez, trompez-vous. Les personnes et les organisations sont inventées. N’écrivez aucun vrai nom.</p>
<form method="post" action="${TRY}" class="stack"><div class="field"><label for="role">Essayer comme</label><select class="in" id="role" name="role">${TRIED.map(
    (role) => html`<option value="${role}">${roleWords(role)}</option>`,
  )}</select></div><button class="btn go full">${icon('next')}Essayer</button></form>
<p class="sm dim">L’application montre une bande « Mode essai » sur chaque écran. Votre vrai réseau, s’il est sur cet appareil, n’est pas touché.</p>`;
}
