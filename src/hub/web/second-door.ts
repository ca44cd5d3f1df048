/** The second step at the door: the code after the password, or setting up the application where every account has to have one. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { renderSVG } from 'uqr';
import type { Millis, Refusal } from '../../kernel/types.ts';
import { t } from '../../ui/i18n.ts';
import { addressGroup } from '../address.ts';
import type { Session, Stage } from './accounts.ts';
import { delayWords } from './dates.ts';
import { fieldsOf, giveCookie, type Hosted, isOwn, NEXT, sessionOf, type WebDeps } from './door.ts';
import { entranceOf } from './first-steps.ts';
import { type Html, html, trusted } from './html.ts';
import { icon } from './icons.ts';
import { doorPage, refusalNote } from './layout.ts';
import type { Throttle, TryKey } from './throttle.ts';
import { base32, otpAddress } from './totp.ts';
import { csrfOf } from './visit.ts';

const TRIES = { rateLimit: { max: 60, timeWindow: 60_000 } };

/** Key under which second steps of a network rest. */
export const stepKey = (hosted: Hosted): Uint8Array => hosted.network.secretFor('second step');
export const stepTries = (hosted: Hosted, login: string): TryKey => `step:${hosted.network.card.slug}|${login}`;

interface Inside {
  readonly hosted: Hosted;
  readonly session: Session;
}

export function registerSecondDoor(app: FastifyInstance, deps: WebDeps, throttle: Throttle): void {
  /** A session at this stage, and a form that is its own; otherwise back to where it belongs. */
  const at = async (request: FastifyRequest, reply: FastifyReply, stage: Exclude<Stage, 'open'>) => {
    const found = await sessionOf(request, deps);
    if (found?.session.stage === stage) return found;
    const { stage: other = null } = found?.session ?? {};
    const place = other === null ? '/admin/connexion?fin' : other === 'open' ? '/admin/reseau' : NEXT[other];
    await reply.redirect(place, 303);
    return null;
  };
  const send = (reply: FastifyReply, title: string, body: Html): FastifyReply =>
    reply
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(doorPage(deps.sheets, title, t('frame.motto'), body));
  /** A form of this page, within the number of tries; the refusal otherwise. */
  const tried = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { hosted, session }: Inside,
    check: (code: string) => Promise<boolean>,
  ): Promise<{ refusal: Refusal; wait: Millis } | null> => {
    const fields = fieldsOf(request);
    if (!isOwn(request) || fields['csrf'] !== csrfOf(session.secret)) {
      reply.code(403);
      return { refusal: { code: 'HUB-FORM-OLD' }, wait: 0 };
    }
    const name = stepTries(hosted, session.login);
    const keys: readonly TryKey[] = [name, `address:${addressGroup(request.ip)}`];
    const wait = throttle.waitOf(keys, deps.now());
    if (wait > 0) {
      reply.code(429).header('retry-after', Math.ceil(wait / 1000));
      return { refusal: { code: 'HUB-SIGN-IN-WAIT' }, wait };
    }
    if (await check(fields['code'] ?? '')) {
      throttle.right(name);
      return null;
    }
    request.log.warn('a second step was refused');
    await sleep(throttle.wrong(keys, deps.now()));
    reply.code(401);
    return { refusal: { code: 'HUB-SECOND-STEP' }, wait: 0 };
  };
  /** The half-open session ends, an open one with another secret begins. */
  const open = async (request: FastifyRequest, reply: FastifyReply, { hosted, session }: Inside): Promise<void> => {
    await hosted.accounts.close(session.secret);
    giveCookie(request, reply, hosted, await hosted.accounts.start(session, deps.now()));
  };

  app.get(NEXT.code, async (request, reply) => {
    const inside = await at(request, reply, 'code');
    return inside ? send(reply, t('frame.code'), codeForm(inside.session)) : reply;
  });

  app.post(NEXT.code, { config: TRIES }, async (request, reply) => {
    const inside = await at(request, reply, 'code');
    if (!inside) return reply;
    const { accounts } = inside.hosted;
    const { login, person } = inside.session;
    let way: 'app' | 'recovery' | null = null;
    const wrong = await tried(request, reply, inside, async (code) => {
      way = await accounts.steps.check(login, stepKey(inside.hosted), code, deps.now());
      return way !== null;
    });
    if (wrong) return send(reply, t('frame.code'), codeForm(inside.session, wrong.refusal, wrong.wait));
    await open(request, reply, inside);
    await accounts.note(way === 'recovery' ? 'in-recovery' : 'in', login, person);
    return reply.redirect(way === 'recovery' ? '/admin/securite' : await entranceOf(inside.hosted.network), 303);
  });

  app.get(NEXT.enrol, async (request, reply) => {
    const inside = await at(request, reply, 'enrol');
    return inside ? send(reply, t('bureau.step'), await enrolForm(inside)) : reply;
  });

  app.post(NEXT.enrol, { config: TRIES }, async (request, reply) => {
    const inside = await at(request, reply, 'enrol');
    if (!inside) return reply;
    const { accounts } = inside.hosted;
    const { login, person } = inside.session;
    let codes: readonly string[] | null = null;
    const wrong = await tried(request, reply, inside, async (code) => {
      codes = await accounts.steps.confirm(login, stepKey(inside.hosted), code.replace(/\s/g, ''), deps.now());
      return codes !== null;
    });
    if (wrong || !codes)
      return send(reply, t('bureau.step'), await enrolForm(inside, wrong?.refusal, wrong?.wait ?? 0));
    await open(request, reply, inside);
    await accounts.note('step-on', login, person);
    await accounts.note('in', login, person);
    const body = html`<h1>${t('bureau.step.codes')}</h1>${recoveryList(codes)}<p><a class="btn go full" href="${await entranceOf(inside.hosted.network)}">${t('bureau.step.noted')}</a></p>`;
    return send(reply, t('bureau.step.codes'), body);
  });
}

const told = (refusal?: Refusal, wait: Millis = 0): Html =>
  html`${refusal && refusalNote(refusal)}${wait > 0 && html`<p>${t('bureau.door.wait', { delay: delayWords(wait) })}</p>`}`;
const csrf = (session: Session): Html => html`<input type="hidden" name="csrf" value="${csrfOf(session.secret)}">`;

/** Six digits of the application; a recovery code is longer, and typed in the same place. */
export const codeField = (recovery: boolean): Html =>
  html`<div class="field short"><label for="code">${t('bureau.step.code')}</label><input class="in" id="code" name="code" autocomplete="one-time-code" inputmode="${recovery ? 'text' : 'numeric'}" autocapitalize="none" spellcheck="false" required maxlength="20">${
    recovery && html`<p class="hint">${t('bureau.step.code.hint')}</p>`
  }</div>`;

function codeForm(session: Session, refusal?: Refusal, wait: Millis = 0): Html {
  return html`<h1>${t('bureau.step.again')}</h1>${told(refusal, wait)}
<p>${t('bureau.step.open')}</p>
<form method="post" action="${NEXT.code}" class="stack">${csrf(session)}${codeField(true)}
<button class="btn go full">${icon('key')}${t('frame.enter')}</button></form>
<p class="sm dim">${t('bureau.step.neither')}</p>`;
}

async function enrolForm({ hosted, session }: Inside, refusal?: Refusal, wait: Millis = 0): Promise<Html> {
  const secret = await hosted.accounts.steps.begin(session.login, stepKey(hosted));
  return html`<h1>${t('bureau.step')}</h1>${told(refusal, wait)}
<p>${t('bureau.step.everyone')}</p>
${secret && qrPart(secret, hosted, session.login)}
<form method="post" action="${NEXT.enrol}" class="stack">${csrf(session)}${codeField(false)}
<button class="btn go full">${icon('check')}${t('bureau.step.check')}</button></form>`;
}

/** What the application scans, and the same to be typed. */
export function qrPart(secret: Uint8Array, hosted: Hosted, login: string): Html {
  const address = otpAddress(secret, `Jekulu ${hosted.network.card.slug}`, login);
  const groups = (base32(secret).match(/.{4}/g) ?? []).join(' ');
  return html`<ol class="stack tight"><li>${t('bureau.step.install')}</li>
<li>${t('bureau.step.scan')}</li><li>${t('bureau.step.type')}</li></ol>
<div class="qr" role="img" aria-label="${t('bureau.step.qr')}">${trusted(renderSVG(address, { border: 2 }))}</div>
<details><summary>${t('bureau.step.noscan')}</summary><p>${t('bureau.step.bytime')}</p><p class="addr">${groups}</p></details>`;
}

/** Shown once. */
export const recoveryList = (codes: readonly string[]): Html =>
  html`<p>${t('bureau.step.keep')}</p>
<ul class="card pad stack tight">${codes.map((code) => html`<li class="addr">${code}</li>`)}</ul>`;
