/**
 * Notre fiche: the network's own organisation, as the directory and the public pages show it. A founded network has it from its first day; one that was
 * founded before, or brought its list in from a file, says here which sheet it is.
 */
import type { Act } from '../../kernel/author.ts';
import { aliasOf, isVoided, type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import { ROOT } from '../../kernel/ids.ts';
import { parseMoment } from '../../kernel/moment.ts';
import type { Body, Json } from '../../kernel/types.ts';
import { formerName } from '../../modules/directory/dating.ts';
import { ownCard } from '../../modules/directory/own.ts';
import { settingsRecord } from '../../modules/network/model.ts';
import { t } from '../../ui/i18n.ts';
import { momentText } from '../../ui/moment.ts';
import { placeText } from '../../ui/place.ts';
import { fieldWords } from '../derived/words.ts';
import { ownOrganisation } from '../own.ts';
import type { Desk, Outcome, View } from './desk.ts';
import type { Fields } from './door.ts';
import { type Html, html, trusted } from './html.ts';
import { icon } from './icons.ts';
import { token } from './layout.ts';
import { own as inTongue } from './tongue.ts';
import type { Visit } from './visit.ts';

export const OWN_PAGE = '/admin/reglages/fiche';
/** Kinds of organisation a network may be: what a list of several hundred is narrowed to. */
const BROUGHT_TOGETHER = ['network', 'confederation', 'federation', 'union'];
/** What anybody asks first about a network, and what can be answered in a line or two. The rest of the sheet is in the app. */
const ASKED = ['name', 'acronym', 'place', 'founded', 'about', 'email', 'website'] as const;
const WIDE: readonly string[] = ['name', 'about'];
const TYPE = 'organisation';

/** May this visit say what the network is? */
const maySay = (visit: Visit): boolean => visit.may('create', TYPE, ROOT) && visit.may('edit', TYPE, ROOT);

export function registerOwn(desk: Desk): void {
  desk.page(OWN_PAGE, (visit) => show(visit));
  desk.form(OWN_PAGE, change, (visit, _params, typed) => show(visit, typed));
  desk.form(`${OWN_PAGE}/choisir`, choose, (visit) => show(visit));
}

async function show(visit: Visit, typed: Fields = {}): Promise<View | null> {
  if (!maySay(visit)) return null;
  const own = await ownOrganisation(visit.network);
  return {
    title: t('bureau.own'),
    subtitle: visit.network.card.name,
    entry: 'reglages',
    back: ['/admin/reglages', t('entry.reglages')],
    body: own ? form(visit, own, typed) : html`${await choice(visit)}`,
  };
}

/** An answer as people write it; typed again as it stands it says the same. */
function said(state: RecordState, field: string): string {
  if (field === 'place') return placeText(valueOf(state, field));
  const text = textOf(state, field);
  return field === 'founded' && text !== '' ? momentText(text) : text;
}

function form(visit: Visit, own: RecordState, typed: Fields): Html {
  const one = (field: (typeof ASKED)[number]): Html => {
    const decl = visit.decl.types[TYPE]?.fields[field];
    const value = typed[field] ?? said(own, field);
    const most = decl?.max ?? 40;
    const hint = HINTED.includes(field) && t(`bureau.own.${field}.hint`);
    const input =
      decl?.widget === 'long'
        ? html`<textarea class="in" id="${field}" name="${field}" rows="5" maxlength="${most}">${value}</textarea>`
        : html`<input class="in" id="${field}" name="${field}" maxlength="${most}" value="${value}"${decl?.widget === 'email' && trusted(' type="email"')}${decl?.required && trusted(' required')}>`;
    return html`<div class="field${WIDE.includes(field) ? '' : ' mid'}"><label for="${field}">${field === 'about' ? t('bureau.own.about') : inTongue(fieldWords(TYPE, field))}</label>${input}${hint && html`<p class="hint">${hint}</p>`}</div>${field === 'name' && nameSince(typed)}`;
  };
  return html`<p>${t('bureau.own.lead')}</p>
<form method="post" action="${OWN_PAGE}" class="card pad stack">${token(visit)}${ASKED.map(one)}<div><button class="btn go">${icon('check')}${t('bureau.own.go')}</button></div></form>
<section class="card rows"><a class="row" href="/admin/reglages/membres">${icon('coop')}<span class="grow"><b>${t('bureau.members')}</b><small>${t('bureau.members.hint')}</small></span>${icon('next', 's')}</a>
<a class="row" href="/#/membres/${own.id}">${icon('globe')}<span class="grow"><b>${t('bureau.own.whole')}</b><small>${t('bureau.own.whole.hint')}</small></span>${icon('next', 's')}</a>
<a class="row" href="/#/instances">${icon('people')}<span class="grow"><b>${t('bureau.own.bodies')}</b><small>${t('bureau.own.bodies.hint')}</small></span>${icon('next', 's')}</a></section>`;
}

/** Asked with the name: since when it has this one. The one before stays among its names. */
const nameSince = ({ since = '' }: Fields): Html =>
  html`<div class="field mid"><label for="since">${t('word.field.nameSince')}</label><input class="in" id="since" name="since" maxlength="40" value="${since}"><p class="hint">${t('bureau.own.since.hint')}</p></div>`;

const HINTED: readonly string[] = ['name', 'founded', 'about'];

/** Only what differs; an answer that was emptied is null, one that cannot be read is refused. */
async function change(visit: Visit, _params: unknown, fields: Fields): Promise<Outcome | null> {
  const own = maySay(visit) ? await ownOrganisation(visit.network) : null;
  if (!own) return null;
  const body: Record<string, Json> = {};
  for (const field of ASKED) {
    const typed = (fields[field] ?? '').replace(/\r\n/g, '\n').trim();
    if (typed === said(own, field)) continue;
    const moment = field === 'founded' && typed ? parseMoment(typed) : null;
    if (moment && !moment.ok) return { refusal: { code: 'RULE-FORMAT', fields: [field] } };
    body[field] = typed === '' ? null : moment?.ok ? moment.value : typed;
  }
  const since = (fields['since'] ?? '').trim();
  const { name } = body;
  if (since !== '') {
    const from = parseMoment(since);
    if (!from.ok) return { refusal: { code: 'RULE-FORMAT', fields: ['nameSince'] } };
    if (typeof name !== 'string') return { refusal: { code: 'RULE-REQUIRED', fields: ['name'] } };
    Object.assign(body, formerName(own, name, from.value));
  }
  return written(visit, Object.keys(body).length > 0 ? [{ do: 'edit', record: own.id, body: body as Body }] : []);
}

async function written(visit: Visit, acts: readonly Act[]): Promise<Outcome> {
  const done = acts.length > 0 ? await visit.act(acts) : null;
  return done && !done.ok ? { refusal: done.error } : { to: OWN_PAGE, done: 'fiche' };
}

/** Sheets that may be that of the network, by name. */
const candidates = async (visit: Visit): Promise<readonly RecordState[]> =>
  (await visit.list(TYPE))
    .filter((state) => BROUGHT_TOGETHER.includes(textOf(state, 'kind')) && !isVoided(state) && !aliasOf(state))
    .filter((state) => visit.may('edit', TYPE, state.home))
    .sort((a, b) => textOf(a, 'name').localeCompare(textOf(b, 'name'), 'fr'));

async function choice(visit: Visit): Promise<Html> {
  const all = await candidates(visit);
  return html`<p>${t('bureau.own.unknown')}</p>
<form method="post" action="${OWN_PAGE}/choisir" class="card pad stack">${token(visit)}<div class="field mid"><label for="fiche">${t('bureau.own')}</label><select class="in" id="fiche" name="fiche"><option value="">${t('bureau.own.new', { name: visit.network.card.name })}</option>${all.map(
    (state) => html`<option value="${state.id}">${textOf(state, 'name')}, ${said(state, 'place')}</option>`,
  )}</select></div><div><button class="btn go">${icon('check')}${t('bureau.own.this')}</button></div></form>`;
}

async function choose(visit: Visit, _params: unknown, fields: Fields): Promise<Outcome | null> {
  if (!maySay(visit) || (await ownOrganisation(visit.network))) return null;
  const { fiche = '' } = fields;
  if (fiche === '') {
    const settings = await visit.network.record(settingsRecord);
    return written(visit, [ownCard(visit.network.card.name, settings ? textOf(settings, 'seat') : '')]);
  }
  const chosen = (await candidates(visit)).find(({ id }) => id === fiche);
  return chosen ? written(visit, [{ do: 'edit', record: chosen.id, body: { own: true } }]) : null;
}
