/** À examiner: what a blocked phone sent, one decision a sending. Retours: what came back or waits, and why. */
import type { Logged } from '../../kernel/admit.ts';
import { millisOf } from '../../kernel/clock.ts';
import { changeIdOf, isChangeId, isScope } from '../../kernel/ids.ts';
import type { Change } from '../../kernel/types.ts';
import { t } from '../../ui/i18n.ts';
import { BRANCH, branchTitle, groupsIn, narrowed } from './branches.ts';
import { timeWords } from './dates.ts';
import type { Desk, Outcome, View } from './desk.ts';
import type { Fields } from './door.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { token } from './layout.ts';
import { paged } from './paging.ts';
import type { Visit } from './visit.ts';
import { fieldWords, groupWords, placeWords, refusalWords } from './words.ts';

type Params = Readonly<Record<string, string>>;
/** Sendings on a page: each is told change by change. */
const GROUPS = 20;

export function registerReview(desk: Desk): void {
  desk.page('/admin/examiner', showReview);
  desk.form('/admin/examiner/:change', decide, (visit) => showReview(visit));
  desk.page('/admin/retours', showReturns);
}

async function showReview(visit: Visit, _params: Params = {}, query: Fields = {}): Promise<View> {
  const groups = await visit.groups('quarantined');
  const { shown, links } = paged(groups, query, GROUPS);
  const body =
    groups.length === 0
      ? html`<div class="card pad stack tight"><div class="band"></div><p>${t('gens.review.none')}</p></div>`
      : html`<p>${t('gens.review.lead')}</p>${await Promise.all(
          shown.map((group) => reviewCard(visit, group)),
        )}${links}`;
  return { title: t('entry.examiner'), entry: 'examiner', body };
}

async function reviewCard(visit: Visit, group: readonly Logged[]): Promise<Html> {
  const { change } = group[0] as Logged;
  const action = `/admin/examiner/${changeIdOf(change)}`;
  const button = (how: string, label: string, style: string, sign: string): Html =>
    html`<form method="post" action="${action}">${token(visit)}<input type="hidden" name="choix" value="${how}"><button class="btn ${style}">${icon(sign)}${label}</button></form>`;
  const decides = visit.may('edit', change.type, change.scope);
  return html`<article class="card pad stack tight">${await groupHead(visit, group)}
${decides ? html`<div class="line wrap acts-row">${button('accepted', t('gens.review.accept'), 'go', 'check')}${button('refused', t('gens.review.refuse'), 'bad', 'x')}</div>` : html`<p class="sm dim">${t('gens.review.another')}</p>`}</article>`;
}

async function groupHead(visit: Visit, group: readonly Logged[]): Promise<Html> {
  const { change, received } = group[0] as Logged;
  const told = await groupWords(visit, group);
  return html`<div class="stack tight"><ul class="lines">${told.map(
    ({ title, facts }) => html`<li><b>${title}</b>${facts.length > 0 && html`<br>${facts.join(' · ')}`}</li>`,
  )}</ul>
<p class="sm dim">${t('gens.review.head', {
    who: await visit.nameOf(change.by),
    place: placeWords(change.scope, visit.branches),
    written: timeWords(Math.min(millisOf(change.stamp), received), visit.now),
    received: timeWords(received, visit.now),
  })}</p></div>`;
}

async function decide(visit: Visit, params: Params, fields: Fields): Promise<Outcome | null> {
  const id = params['change'];
  const how = fields['choix'];
  if (!isChangeId(id) || (how !== 'accepted' && how !== 'refused')) return { refusal: { code: 'HUB-REQUEST' } };
  const group = (await visit.groups('quarantined')).find((one) => changeIdOf((one[0] as Logged).change) === id);
  if (!group) return { refusal: { code: 'RULE-SETTLED' } };
  const done = await visit.act([{ do: 'settle', of: (group[0] as Logged).change as Change, how }]);
  return done.ok ? { to: '/admin/examiner', done: how === 'accepted' ? 'accepte' : 'refuse' } : { refusal: done.error };
}

async function showReturns(visit: Visit, _params: Params, query: Fields): Promise<View> {
  const code = query[BRANCH];
  const [returned, held] = (await Promise.all([visit.groups('returned'), visit.groups('held')])).map((groups) =>
    groupsIn(groups, code),
  ) as [readonly (readonly Logged[])[], readonly (readonly Logged[])[]];
  const part = async (
    title: string,
    groups: readonly (readonly Logged[])[],
    empty: string,
    key: string,
  ): Promise<Html> => {
    const { shown, links } = paged(groups, query, GROUPS, key);
    return html`<section><div class="head"><h2>${title}</h2><span class="sm dim num">${groups.length}</span></div>${
      groups.length === 0
        ? html`<p class="card pad">${empty}</p>`
        : html`<div class="card rows">${await Promise.all(shown.map((group) => returnRow(visit, group)))}</div>${links}`
    }</section>`;
  };
  const body = html`${narrowed(branchTitle(visit, code), 'retours')}${await part(t('gens.review.fix'), returned, t('gens.review.fix.none'), 'page')}
${await part(t('state.held'), held, t('gens.review.held.none'), 'attente')}`;
  return { title: t('entry.retours'), entry: 'retours', body };
}

async function returnRow(visit: Visit, group: readonly Logged[]): Promise<Html> {
  const ruling = (group[0] as Logged).ruling;
  const code = ruling?.code ?? 'HUB-FAULT';
  const [reason, way] = refusalWords({ code });
  const { type } = (group[0] as Logged).change;
  const fields = (ruling?.fields ?? []).map((field) => fieldWords(field, type)).join(', ');
  const heir = ruling?.handed;
  const handed = heir && (isScope(heir) ? placeWords(heir, visit.branches) : await visit.nameOf(heir));
  const held = ruling?.state === 'held';
  return html`<article class="pad stack tight">${await groupHead(visit, group)}
<div class="line"><span class="st ${held ? 'pill' : 'fix'}">${icon(held ? 'hold' : 'fix', 's')}${t(held ? 'state.held' : 'state.fix')}</span></div>
<p><span class="dim">${t('gens.review.reads')}</span> ${reason} ${way}${fields && html` <span class="dim">(${fields})</span>`}</p>${handed && html`<p class="sm">${t('gens.review.handed', { who: handed })}</p>`}
<p class="xs dim">${t('frame.code')} <a href="/aide/codes#${code}">${code}</a></p></article>`;
}
