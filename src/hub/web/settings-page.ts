/** Réglages du réseau: its name, who answers for personal data, what its statutes say. One record, so that each change has its author and its date. */

import type { Act } from '../../kernel/author.ts';
import { millisOf } from '../../kernel/clock.ts';
import { type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import { ROOT } from '../../kernel/ids.ts';
import type { Body, Json } from '../../kernel/types.ts';
import { checkOf } from '../../modules/network/checks.ts';
import { OF, SETTINGS, STATUTES, settingsRecord } from '../../modules/network/model.ts';
import { t } from '../../ui/i18n.ts';
import { momentText } from '../../ui/moment.ts';
import { fieldWords, hintWords } from '../derived/words.ts';
import { ownOrganisation } from '../own.ts';
import { openPractice, PRACTICE_PAGE } from '../practice.ts';
import { timeWords } from './dates.ts';
import type { Desk, Outcome, View } from './desk.ts';
import type { Fields, WebDeps } from './door.ts';
import { type Html, html, trusted } from './html.ts';
import { icon } from './icons.ts';
import { token } from './layout.ts';
import { OWN_PAGE } from './own-page.ts';
import type { SecondNeed } from './second-need.ts';
import { own, said } from './tongue.ts';
import { fieldValueWords } from './values.ts';
import type { Visit } from './visit.ts';

const PAGE = '/admin/reglages';
/** Each names its title: `bureau.settings.<name>`. */
const GROUPS: readonly (readonly [name: string, fields: readonly string[]])[] = [
  ['network', ['name', 'seat']],
  ['personal', ['controller', 'controllerContact', 'receipt']],
  ['statutes', STATUTES],
  ['security', ['secondStep']],
];

/** What holds as long as nobody says otherwise. */
const UNSAID: Readonly<Record<string, string>> = { secondStep: 'offered' };

/** The settings as they stand; null while nobody wrote any. */
export const settingsOf = async (visit: Pick<Visit, 'network'>): Promise<RecordState | null> =>
  visit.network.record(settingsRecord);

export function registerSettings(desk: Desk, second: SecondNeed, deps: WebDeps): void {
  const hasPractice = (): boolean => deps.hosted().some(({ network }) => network.card.mode === 'practice');
  const show = async (visit: Visit, _params: unknown = null, typed: Fields = {}): Promise<View> => {
    const state = await settingsOf(visit);
    const writes = visit.may(state ? 'edit' : 'create', SETTINGS, ROOT);
    const open = writes && (await second.isMet(visit));
    const body = html`${writes && !open && second.note()}${open ? form(visit, state, typed) : table(visit, state)}${await history(visit, state)}${
      open && deps.founding && !hasPractice() && practiceForm(visit)
    }${hasPractice() && html`<p class="note">${icon('sprout')}<span>${said('bureau.settings.tried', { link: html`<a href="${PRACTICE_PAGE}">${PRACTICE_PAGE}</a>` })}</span></p>`}
<section class="card rows"><a class="row" href="${OWN_PAGE}">${icon('network')}<span class="grow"><b>${t('bureau.own')}</b><small>${t('bureau.own.hint')}</small></span>${icon('next', 's')}</a>
<a class="row" href="/admin/registre">${icon('doc')}<span class="grow"><b>${t('entry.registre')}</b><small>${t('entry.registre.hint')}</small></span>${icon('next', 's')}</a>
<a class="row" href="/admin/conservation">${icon('clock')}<span class="grow"><b>${t('entry.conservation')}</b><small>${t('entry.conservation.hint')}</small></span>${icon('next', 's')}</a>
<a class="row" href="/admin/fichiers">${icon('download')}<span class="grow"><b>${t('bureau.settings.files')}</b><small>${t('bureau.settings.files.hint')}</small></span>${icon('next', 's')}</a></section>`;
    return { title: t('entry.reglages'), subtitle: visit.network.card.name, entry: 'reglages', body };
  };

  desk.page(PAGE, (visit) => show(visit));
  desk.form(
    PAGE,
    async (visit, _params, fields): Promise<Outcome> => {
      if (!(await second.isMet(visit))) return { refusal: { code: 'HUB-SECOND-STEP-NEEDED' } };
      const state = await settingsOf(visit);
      const body = changed(visit, state, fields);
      if (Object.keys(body).length === 0) return { to: PAGE, done: 'reglages' };
      const done = await visit.act([
        state
          ? { do: 'edit', record: state.id, body }
          : { do: 'create', type: SETTINGS, home: ROOT, body: { of: OF, ...body } },
        ...(await renamed(visit, body['name'])),
      ]);
      if (!done.ok) return { refusal: done.error };
      if (typeof body['name'] === 'string') await visit.network.rename(body['name']);
      return { to: PAGE, done: 'reglages' };
    },
    show,
  );
  desk.form(
    `${PAGE}/essai`,
    async (visit): Promise<Outcome> => {
      if (!(await second.isMet(visit))) return { refusal: { code: 'HUB-SECOND-STEP-NEEDED' } };
      if (!visit.may('edit', SETTINGS, ROOT)) return { refusal: { code: 'RIGHT-NONE' } };
      if (deps.founding && !hasPractice()) await openPractice(deps.founding.found, visit.now);
      return { to: PAGE, done: 'essai' };
    },
    show,
  );
}

/** A network that is called otherwise is so in its directory too, unless somebody gave it another name there. */
async function renamed(visit: Visit, name: Json | undefined): Promise<readonly Act[]> {
  const own = typeof name === 'string' ? await ownOrganisation(visit.network) : null;
  const follows = own && textOf(own, 'name') === visit.network.card.name && visit.may('edit', own.type, own.home);
  return follows ? [{ do: 'edit', record: own.id, body: { name: name ?? null } }] : [];
}

const practiceForm = (visit: Visit): Html =>
  html`<section class="card pad stack tight"><h2>${t('bureau.try')}</h2><p>${t('bureau.settings.try')}</p>
<form method="post" action="${PAGE}/essai">${token(visit)}<button class="btn">${icon('plus')}${t('bureau.settings.try.go')}</button></form></section>`;

const isRule = (field: string): boolean => (STATUTES as readonly string[]).includes(field);
const sourceNote = (state: RecordState | null, rule: string): Html | false => {
  const check = checkOf(state, rule);
  return check !== null && html`<br><span class="sm dim">${check.source}</span>`;
};

const names = GROUPS.flatMap(([, fields]) => fields);
const declOf = (visit: Visit, field: string) => visit.decl.types[SETTINGS]?.fields[field];
const isNumber = (visit: Visit, field: string): boolean => declOf(visit, field)?.widget === 'number';

/** Only what differs from what stands; an answer that was emptied is null. */
function changed(visit: Visit, state: RecordState | null, fields: Fields): Body {
  const body: Record<string, Json> = {};
  for (const field of names) {
    const typed = (fields[field] ?? '').trim();
    const value: Json = typed === '' ? null : isNumber(visit, field) ? Number(typed) : typed;
    const before = (state && valueOf(state, field)) ?? null;
    if (value !== before) body[field] = value;
  }
  for (const rule of STATUTES) {
    const check = checkOf(state, rule);
    const said = { source: (fields[`${rule}-source`] ?? '').trim(), on: (fields[`${rule}-on`] ?? '').trim() };
    const isSame = said.source === (check?.source ?? '') && said.on === (check?.on ?? '');
    const now = state ? valueOf(state, rule) : undefined;
    const stands = rule in body ? body[rule] : (now ?? null);
    // Another number is to be checked again; half a proof proves nothing.
    const isProved = stands !== null && said.source !== '' && said.on !== '' && !(rule in body && isSame);
    if (isProved && !isSame) body[`verified.${rule}`] = said;
    else if (!isProved && check) body[`verified.${rule}`] = null;
  }
  return body;
}

function form(visit: Visit, state: RecordState | null, typed: Fields): Html {
  const value = (field: string): string => {
    if (typed[field] !== undefined) return typed[field];
    const now = state ? valueOf(state, field) : undefined;
    return now === undefined || now === null
      ? (UNSAID[field] ?? (field === 'name' ? visit.network.card.name : ''))
      : String(now);
  };
  const one = (field: string): Html => {
    const decl = declOf(visit, field);
    const label = own(fieldWords(SETTINGS, field));
    const hinted = hintWords(SETTINGS, field);
    const hint = hinted && own(hinted);
    const input = decl?.choices
      ? html`<select class="in" id="${field}" name="${field}"><option value="">—</option>${decl.choices.map(
          (choice) =>
            html`<option value="${choice.value}"${value(field) === choice.value && trusted(' selected')}>${fieldValueWords(visit.decl.types[SETTINGS], field, choice.value)}</option>`,
        )}</select>`
      : isNumber(visit, field)
        ? html`<input class="in" id="${field}" name="${field}" type="number" min="0" max="1000" value="${value(field)}">`
        : html`<input class="in" id="${field}" name="${field}" maxlength="${decl?.max ?? 200}" value="${value(field)}"${decl?.required && trusted(' required')}>`;
    const asked = html`<div class="field ${isNumber(visit, field) ? 'short' : 'mid'}"><label for="${field}">${label}</label>${input}${hint && html`<p class="hint">${hint}</p>`}</div>`;
    return isRule(field)
      ? html`<div class="stack tight rule"><div class="line wrap">${asked}${value(field) !== '' && mark(state, field)}</div>${proof(state, field, typed)}</div>`
      : asked;
  };
  return html`<form method="post" action="${PAGE}" class="stack loose">${token(visit)}${GROUPS.map(
    ([name, fields]) =>
      html`<section class="card pad stack"><h2>${t(`bureau.settings.${name}`)}</h2>${fields.includes(STATUTES[0]) && html`<p class="sm dim">${t('bureau.settings.check')}</p>`}${fields.map(one)}</section>`,
  )}<div><button class="btn go">${icon('check')}${t('bureau.settings.go')}</button></div></form>`;
}

function table(visit: Visit, state: RecordState | null): Html {
  const told = (field: string): Html => {
    const value = state ? valueOf(state, field) : null;
    if (field === 'name' && !state) return html`${visit.network.card.name}`;
    if ((value ?? '') === '') return html`<span class="dim">${t('bureau.settings.unsaid')}</span>`;
    return html`${fieldValueWords(visit.decl.types[SETTINGS], field, value)}${isRule(field) && html` ${mark(state, field)}${sourceNote(state, field)}`}`;
  };
  return html`${GROUPS.map(
    ([name, fields]) => html`<section class="card pad stack tight"><h2>${t(`bureau.settings.${name}`)}</h2>
<dl class="known">${fields.map((field) => html`<div><dt>${own(fieldWords(SETTINGS, field))}</dt><dd>${told(field)}</dd></div>`)}</dl></section>`,
  )}`;
}

/** How one rule stands: read in the statutes by somebody, or still to be checked. */
const mark = (state: RecordState | null, rule: string): Html => {
  const check = checkOf(state, rule);
  return check
    ? html`<span class="st pill">${icon('check', 's')}${t('bureau.settings.checked', { date: momentText(check.on) })}</span>`
    : html`<span class="st pill">${icon('warning', 's')}${t('bureau.settings.unchecked')}</span>`;
};

/** Beside the number: where it was read, and when. */
function proof(state: RecordState | null, rule: string, typed: Fields): Html {
  const check = checkOf(state, rule);
  const input = (part: 'source' | 'on', more: string): Html =>
    html`<div class="field mid"><label for="${rule}-${part}">${own(fieldWords(SETTINGS, `verified.${part}`))}</label><input class="in" id="${rule}-${part}" name="${rule}-${part}" value="${typed[`${rule}-${part}`] ?? check?.[part] ?? ''}"${trusted(more)}></div>`;
  return html`<details${check !== null && trusted(' open')}><summary>${t('bureau.settings.where')}</summary><div class="pair">${input('source', ` maxlength="200" placeholder="${t('bureau.settings.where.example')}"`)}${input('on', ' type="date"')}</div></details>`;
}

async function history(visit: Visit, state: RecordState | null): Promise<Html | false> {
  if (!state) return false;
  const told = (await visit.network.history(state.id)).filter((one) => one.state === 'confirmed').reverse();
  const lines = await Promise.all(
    told.map(async ({ change, eff }) => {
      const fields = Object.entries(change.body ?? {}).filter(([field]) => field !== 'of');
      const said = fields.map(([field, value]) =>
        t('bureau.settings.change', {
          field: own(fieldWords(SETTINGS, field)),
          value: fieldValueWords(visit.decl.types[SETTINGS], field, value),
        }),
      );
      return html`<li>${timeWords(millisOf(eff), visit.now)} · ${await visit.nameOf(change.by)}<br><span class="sm dim">${said.join(' · ')}</span></li>`;
    }),
  );
  return html`<section class="card pad stack tight"><h2>${t('bureau.settings.history')}</h2><ul class="lines">${lines}</ul></section>`;
}
