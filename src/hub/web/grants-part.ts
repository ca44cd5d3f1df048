/** The rights of a person as the page shows them, and the form that gives one. */
import type { Action } from '../../kernel/declare.ts';
import { isVoided, type RecordState, valueOf } from '../../kernel/fold.ts';
import { dayOf, delegates, GRANT, type Grant, isCurrent } from '../../kernel/grant.ts';
import { ROOT } from '../../kernel/ids.ts';
import type { RecordId, Scope } from '../../kernel/types.ts';
import { t } from '../../ui/i18n.ts';
import { dateWords } from './dates.ts';
import type { Fields } from './door.ts';
import { type Html, html, trusted } from './html.ts';
import { icon } from './icons.ts';
import { token } from './layout.ts';
import type { Visit } from './visit.ts';
import { fieldWords, placeWords, roleWords, whereWords } from './words.ts';

export interface Shown {
  readonly state: RecordState;
  readonly grant: Grant;
}

const DAY = 24 * 3600 * 1000;

/** Roles that somebody holding these grants may give for good. */
export const rolesFor = (visit: Visit, givers: readonly Grant[]): readonly string[] => [
  ...new Set(givers.flatMap((grant) => visit.decl.roles[grant.role]?.grants ?? [])),
];

/** May this visit change the right: its role allows it there, and it could have given the right itself. */
const mayChange = (visit: Visit, action: Action, { state, grant }: Shown): boolean =>
  visit.may(action, GRANT, state.home) && visit.grants.some((own) => delegates(visit.decl, own, grant) === 'grants');

export async function grantRows(visit: Visit, person: RecordId, shown: readonly Shown[]): Promise<Html> {
  if (shown.length === 0) return html`<p class="card pad">${t('gens.grant.none')}</p>`;
  const sorted = [...shown].sort((a, b) => b.grant.ends - a.grant.ends || b.grant.from - a.grant.from);
  return html`<div class="card rows">${await Promise.all(sorted.map((one) => grantRow(visit, person, one)))}</div>`;
}

async function grantRow(visit: Visit, person: RecordId, one: Shown): Promise<Html> {
  const { state, grant } = one;
  const provisional = valueOf(state, 'provisional') === true;
  const current = isCurrent(grant, visit.now);
  const giver = await visit.nameOf(state.created?.by ?? '');
  const where = await whereWords(visit, grant.scope);
  // The last day it counts, as people say it.
  const to = Number.isFinite(grant.ends) ? dateWords(isVoided(state) ? grant.ends : grant.ends - DAY) : null;
  const from = dateWords(grant.from);
  const dates = to ? t('gens.grant.until', { from, to }) : t('gens.grant.endless', { from });
  const mark = provisional
    ? html`<span class="st pill">${icon('clock', 's')}${fieldWords('provisional', GRANT)}</span>`
    : current
      ? html`<span class="st ok">${icon('check', 's')}${t('gens.grant.now')}</span>`
      : html`<span class="st">${icon('x', 's')}${t(grant.from > visit.now ? 'gens.grant.soon' : 'gens.grant.over')}</span>`;
  const acts = !isVoided(state) && mayChange(visit, 'edit', one);
  return html`<div class="pad stack tight"><div class="line wrap"><span><b>${roleWords(grant.role)}</b> · ${where}</span>${mark}</div>
<p class="sm dim">${dates}<br>${t('gens.grant.by', { who: giver })}</p>
${acts && changeForms(visit, person, one, provisional)}</div>`;
}

function changeForms(visit: Visit, person: RecordId, one: Shown, provisional: boolean): Html {
  const action = `/admin/personnes/${person}/acces/${one.state.id}`;
  const to = Number.isFinite(one.grant.ends) ? dayOf(one.grant.ends - DAY) : '';
  const field = (value: string): Html =>
    html`<div class="field short"><label for="to-${one.state.id}">${t('gens.grant.last')}</label><input class="in" id="to-${one.state.id}" name="to" type="date" value="${value}"><p class="hint">${t('gens.grant.last.hint')}</p></div>`;
  return html`<details${provisional && trusted(' open')}><summary>${icon('pencil', 's')}${t(provisional ? 'gens.grant.decide' : 'gens.grant.change')}</summary>
<div class="stack tight"><form method="post" action="${action}" class="stack tight">${token(visit)}<input type="hidden" name="acte" value="${provisional ? 'confirmer' : 'date'}">${field(provisional ? '' : to)}<div><button class="btn">${t(provisional ? 'gens.grant.confirm' : 'gens.grant.note')}</button></div></form>
${mayChange(visit, 'void', one) && html`<form method="post" action="${action}">${token(visit)}<input type="hidden" name="acte" value="fin"><button class="btn bad">${icon('x')}${t('gens.grant.end')}</button></form>`}</div></details>`;
}

/** Role, place and dates. The place list holds what is known; a new branch is typed. @param typed what a refused form said. */
export function grantForm(
  visit: Visit,
  roles: readonly string[],
  places: readonly Scope[],
  organisations: readonly string[],
  typed: Fields = {},
): Html {
  const chosen = (field: string, value: string): Html | false => typed[field] === value && trusted(' selected');
  const branches = places.filter((place) => place !== ROOT);
  return html`<div class="pair"><div class="field"><label for="role">${t('word.field.role')}</label><select class="in" id="role" name="role" required>${roles.map(
    (role) => html`<option value="${role}"${chosen('role', role)}>${roleWords(role)}</option>`,
  )}</select></div>
<div class="field"><label for="place">${t('word.field.scope')}</label><select class="in" id="place" name="place">${places.map(
    (place) => html`<option value="${place}"${chosen('place', place)}>${placeWords(place, visit.branches)}</option>`,
  )}</select></div></div>
${
  branches.length < places.length &&
  html`<div class="field mid"><label for="other">${t('gens.grant.branch')}</label><input class="in" id="other" name="other" maxlength="40" autocomplete="off" value="${typed['other'] ?? ''}"><p class="hint">${t('gens.grant.branch.hint')}</p></div>`
}
${
  roles.includes('organisation') &&
  html`<div class="field"><label for="organisation">${t('gens.grant.organisation')}</label><input class="in" id="organisation" name="organisation" list="organisations" autocomplete="off" value="${typed['organisation'] ?? ''}"><datalist id="organisations">${organisations.map(
    (label) => html`<option value="${label}"></option>`,
  )}</datalist><p class="hint">${t('gens.grant.organisation.hint', { role: roleWords('organisation').toLowerCase() })}</p></div>`
}
<div class="pair"><div class="field short"><label for="from">${t('gens.grant.first')}</label><input class="in" id="from" name="from" type="date" required value="${typed['from'] || dayOf(visit.now)}"></div>
<div class="field short"><label for="to">${t('gens.grant.last')}</label><input class="in" id="to" name="to" type="date" value="${typed['to'] ?? ''}"><p class="hint">${t('gens.grant.last.hint')}</p></div></div>`;
}
