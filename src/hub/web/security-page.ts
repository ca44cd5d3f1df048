/**
 * Sécurité: one's own account (second step, password, sessions, what happened) and, for those who answer for others, taking off the second step
 * of somebody who lost their phone.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import { delegates } from '../../kernel/grant.ts';
import type { RecordId, Refusal } from '../../kernel/types.ts';
import { t } from '../../ui/i18n.ts';
import type { AccountEvent } from './accounts.ts';
import { dateWords, timeWords } from './dates.ts';
import type { Desk, Outcome, View } from './desk.ts';
import { asksSecondStep, type Fields, type Hosted, sessionOf, type WebDeps } from './door.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { token } from './layout.ts';
import { codeField, qrPart, recoveryList, stepKey, stepTries } from './second-door.ts';
import type { Throttle, TryKey } from './throttle.ts';
import { said } from './tongue.ts';
import type { Visit } from './visit.ts';

type Params = Readonly<Record<string, string>>;
const PAGE = '/admin/securite';
const FEW_LEFT = 3;

export function registerSecurity(desk: Desk, deps: WebDeps, throttle: Throttle): void {
  const hostedOf = (visit: Visit): Hosted => {
    const found = deps.hosted().find((one) => one.network === visit.network);
    if (!found) throw new Error('a visit to a network that is not hosted');
    return found;
  };
  const show = (visit: Visit): Promise<View> => showSecurity(visit, hostedOf(visit), deps);
  const refused = (code: Refusal['code']): Outcome => ({ refusal: { code } });
  /** A secret typed again by whoever sits there, within the number of tries. */
  const again = async (key: TryKey, right: () => Promise<boolean>, code: Refusal['code']): Promise<Outcome | null> => {
    if (throttle.waitOf([key], deps.now()) > 0) return refused('HUB-SIGN-IN-WAIT');
    if (await right()) return null;
    await sleep(throttle.wrong([key], deps.now()));
    return refused(code);
  };
  const byCode = (visit: Visit, fields: Fields): Promise<Outcome | null> => {
    const hosted = hostedOf(visit);
    const { steps } = hosted.accounts;
    const right = async () =>
      (await steps.check(visit.login, stepKey(hosted), fields['code'] ?? '', deps.now())) !== null;
    return again(stepTries(hosted, visit.login), right, 'HUB-SECOND-STEP');
  };

  desk.page(PAGE, show);

  desk.page(`${PAGE}/application`, async (visit) => {
    const hosted = hostedOf(visit);
    const secret = await hosted.accounts.steps.begin(visit.login, stepKey(hosted));
    return secret ? enrolView(visit, qrPart(secret, hosted, visit.login)) : show(visit);
  });
  desk.form(
    `${PAGE}/application`,
    async (visit, _params, fields) => {
      const { accounts } = hostedOf(visit);
      const code = (fields['code'] ?? '').replace(/\s/g, '');
      let codes: readonly string[] | null = null;
      const confirm = async () => {
        codes = await accounts.steps.confirm(visit.login, stepKey(hostedOf(visit)), code, deps.now());
        return codes !== null;
      };
      const wrong = await again(stepTries(hostedOf(visit), visit.login), confirm, 'HUB-SECOND-STEP');
      if (wrong || !codes) return wrong;
      await accounts.note('step-on', visit.login, visit.person);
      return { view: codesView(codes) };
    },
    async (visit) => {
      const hosted = hostedOf(visit);
      const secret = await hosted.accounts.steps.begin(visit.login, stepKey(hosted));
      return secret ? enrolView(visit, qrPart(secret, hosted, visit.login)) : show(visit);
    },
  );

  desk.form(
    `${PAGE}/codes`,
    async (visit, _params, fields) => {
      const wrong = await byCode(visit, fields);
      if (wrong) return wrong;
      const hosted = hostedOf(visit);
      const codes = await hosted.accounts.steps.renew(visit.login, stepKey(hosted));
      await hosted.accounts.note('step-codes', visit.login, visit.person);
      return { view: codesView(codes) };
    },
    show,
  );

  desk.form(
    `${PAGE}/retirer`,
    async (visit, _params, fields) => {
      if (await asksSecondStep(hostedOf(visit), deps)) return refused('HUB-SECOND-STEP-SELF');
      const wrong = await byCode(visit, fields);
      if (wrong) return wrong;
      const { accounts } = hostedOf(visit);
      await accounts.steps.remove(visit.login);
      await accounts.note('step-off', visit.login, visit.person);
      return { to: PAGE, done: 'etapeotee' };
    },
    show,
  );

  desk.form(
    `${PAGE}/mot-de-passe`,
    async (visit, _params, fields, request) => {
      const { accounts, network } = hostedOf(visit);
      const right = async () => (await accounts.check(visit.login, fields['ancien'] ?? '')) !== null;
      const wrong = await again(`login:${network.card.slug}|${visit.login}`, right, 'HUB-SIGN-IN');
      if (wrong) return wrong;
      const changed = await accounts.changePassword(
        visit.login,
        fields['nouveau'] ?? '',
        await secretOf(request, deps),
      );
      if (!changed.ok) return { refusal: changed.error };
      await accounts.note('password', visit.login, visit.person);
      return { to: PAGE, done: 'motdepasse' };
    },
    show,
  );

  desk.form(
    `${PAGE}/fermer`,
    async (visit, _params, _fields, request) => {
      const { accounts } = hostedOf(visit);
      await accounts.closeAll(visit.login, await secretOf(request, deps));
      await accounts.note('out-everywhere', visit.login, visit.person);
      return { to: PAGE, done: 'fermees' };
    },
    show,
  );

  desk.form(
    `${PAGE}/comptes/:login`,
    async (visit, params: Params) => {
      const { accounts } = hostedOf(visit);
      const account = (await accounts.list()).find((one) => one.login === params['login']);
      if (!account) return null;
      if (account.person === visit.person) return refused('HUB-SECOND-STEP-SELF');
      if (!(await answersFor(visit, account.person))) return refused('RIGHT-DELEGATE');
      const { since } = await accounts.steps.of(account.login);
      await accounts.steps.remove(account.login);
      await accounts.closeAll(account.login);
      await accounts.note(since === null ? 'out-everywhere' : 'step-reset', account.login, visit.person);
      return { to: PAGE, done: since === null ? 'fermees' : 'etapeotee' };
    },
    show,
  );
}

/** The secret of this very session, which stays when the others are closed. */
const secretOf = async (request: FastifyRequest, deps: WebDeps): Promise<string> =>
  (await sessionOf(request, deps))?.session.secret ?? '';

/** Whoever may give every right this person has may let them in again, and nobody else. */
async function answersFor(visit: Visit, person: RecordId): Promise<boolean> {
  const state = await visit.record(person);
  if (!state || !visit.may('edit', 'person', state.home)) return false;
  const grants = (await visit.network.grantsOf(person)).filter((grant) => grant.ends > visit.now);
  return grants.every((inner) =>
    visit.grants.some((outer) => delegates(visit.decl, outer, inner) === 'grants' || covers(visit, outer, inner)),
  );
}

/** Two of the same role on the same place stand for each other: otherwise nobody could help the last ones above. */
const covers = (visit: Visit, outer: Visit['grants'][number], inner: Visit['grants'][number]): boolean =>
  outer.role === inner.role &&
  inner.scope.startsWith(outer.scope) &&
  (visit.decl.roles[outer.role]?.grants.length ?? 0) > 0;

async function showSecurity(visit: Visit, hosted: Hosted, deps: WebDeps): Promise<View> {
  const { accounts } = hosted;
  const asked = await asksSecondStep(hosted, deps);
  const [step, sessions, events] = [
    await accounts.steps.of(visit.login),
    await accounts.openSessions(visit.login, deps.now()),
    await accounts.events(15, visit.login),
  ];
  const body = html`<section class="card pad stack tight"><h2>${t('bureau.step')}</h2>${
    step.since === null
      ? html`<p>${t('bureau.security.why')}</p>
<p><a class="btn go" href="${PAGE}/application">${icon('key')}${t('bureau.security.set')}</a></p>`
      : html`<p>${said('bureau.security.since', { date: dateWords(step.since), left: html`<b class="num">${step.left}</b>` })}${
          step.left <= FEW_LEFT && ` ${t('bureau.security.few')}`
        }</p>
<details><summary>${t(asked ? 'bureau.security.renew' : 'bureau.security.renew.or')}</summary><form method="post" action="${PAGE}/codes" class="stack tight">${token(visit)}${codeField(true)}
<div class="line wrap acts-row"><button class="btn">${t('bureau.security.renew')}</button>${
          !asked && html`<button class="btn bad" formaction="${PAGE}/retirer">${t('bureau.security.off')}</button>`
        }</div></form></details>`
  }</section>
<section class="card pad stack tight"><h2>${t('bureau.password')}</h2><details><summary>${t('bureau.password.change')}</summary><form method="post" action="${PAGE}/mot-de-passe" class="stack tight">${token(visit)}
<div class="field mid"><label for="ancien">${t('bureau.password.now')}</label><input class="in" id="ancien" name="ancien" type="password" autocomplete="current-password" required maxlength="200"></div>
<div class="field mid"><label for="nouveau">${t('bureau.password.new')}</label><input class="in" id="nouveau" name="nouveau" type="password" autocomplete="new-password" required minlength="10" maxlength="200"><p class="hint">${t('bureau.password.hint')}</p></div>
<div><button class="btn">${t('bureau.password.go')}</button></div></form></details></section>
<section class="card pad stack tight"><h2>${t('bureau.sessions')}</h2><p>${
    sessions > 1
      ? said('bureau.sessions.many', { count: html`<b class="num">${sessions}</b>` })
      : t('bureau.sessions.here')
  }</p>${
    sessions > 1 &&
    html`<form method="post" action="${PAGE}/fermer">${token(visit)}<button class="btn">${icon('lock')}${t('bureau.sessions.close')}</button></form>`
  }</section>
<section><div class="head"><h2>${t('bureau.security.happened')}</h2></div>${await eventRows(visit, events)}</section>
${await othersPart(visit, accounts)}`;
  return {
    title: t('frame.security'),
    subtitle: t('bureau.security.account', { login: visit.login }),
    entry: 'plus',
    body,
  };
}

async function eventRows(visit: Visit, events: readonly AccountEvent[], named = false): Promise<Html> {
  const rows = await Promise.all(
    events.map(async ({ at, actor, login, what }) => {
      const who = actor === '' ? t('bureau.security.keeper') : await visit.nameOf(actor);
      return html`<div class="row"><span class="grow">${t(`bureau.deed.${what}`)}<small>${timeWords(at, visit.now)} · ${who}${named && ` · ${t('bureau.security.of', { login })}`}</small></span></div>`;
    }),
  );
  return rows.length === 0
    ? html`<p class="card pad">${t('bureau.security.nothing')}</p>`
    : html`<div class="card rows">${rows}</div>`;
}

/** Accounts this visit answers for, and what happened to their second steps. */
async function othersPart(visit: Visit, accounts: Hosted['accounts']): Promise<Html | null> {
  const mine: Html[] = [];
  const logins = new Set<string>();
  for (const { login, person } of await accounts.list()) {
    if (person === visit.person || !(await answersFor(visit, person))) continue;
    logins.add(login);
    const { since } = await accounts.steps.of(login);
    mine.push(
      html`<div class="row"><span class="grow"><b>${await visit.nameOf(person)}</b><small>${login} · ${
        since === null ? t('bureau.others.alone') : t('bureau.others.since', { date: dateWords(since) })
      }</small></span><form method="post" action="${PAGE}/comptes/${encodeURIComponent(login)}">${token(visit)}<button class="btn">${t(
        since === null ? 'bureau.others.close' : 'bureau.others.lost',
      )}</button></form></div>`,
    );
  }
  if (mine.length === 0) return null;
  const events = (await accounts.events(200)).filter(({ login, what }) => logins.has(login) && !what.startsWith('in'));
  return html`<section><div class="head"><h2>${t('bureau.others')}</h2></div>
<p>${t('bureau.others.lead')}</p>
<div class="card rows bare">${mine}</div>${await eventRows(visit, events.slice(0, 15), true)}</section>`;
}

const enrolView = (visit: Visit, qr: Html): View => ({
  title: t('bureau.step'),
  entry: 'plus',
  body: html`<section class="card pad stack">${qr}<form method="post" action="${PAGE}/application" class="stack">${token(visit)}${codeField(false)}<div><button class="btn go">${icon('check')}${t('bureau.step.check')}</button></div></form></section>
<p><a href="${PAGE}">${t('bureau.security.leave')}</a></p>`,
});

const codesView = (codes: readonly string[]): View => ({
  title: t('bureau.step.codes'),
  entry: 'plus',
  body: html`<section class="card pad stack">${recoveryList(codes)}</section><p><a class="btn go" href="${PAGE}">${t('bureau.step.noted')}</a></p>`,
});
