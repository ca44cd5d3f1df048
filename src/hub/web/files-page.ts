/** Fichiers: what may be taken out of the network, in which form, and the book of what was taken, on the hub's pages and on phones. */
import { millisOf } from '../../kernel/clock.ts';
import type { TypeDecl } from '../../kernel/declare.ts';
import { type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import type { Millis, RecordId } from '../../kernel/types.ts';
import { fieldWords, manyWords } from '../derived/words.ts';
import { timeWords } from './dates.ts';
import type { Desk, View } from './desk.ts';
import type { Fields } from './door.ts';
import { ADDRESSED, PARTNER, takesAll, unmappedIn } from './files-api.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { paged } from './paging.ts';
import { fieldValueWords } from './values.ts';
import type { Visit } from './visit.ts';

const SHOWN = 100;
/** Lists for somebody outside (`partner-page`). */
export const PARTNERS = '/admin/fichiers/partenaire';
const UNMAPPED = '/admin/fichiers/sse';
/** The record that a phone writes when somebody takes a file out of it. */
const EXPORT = 'export';

export function registerFilesPage(desk: Desk): void {
  desk.page('/admin/fichiers', show);
  desk.page(UNMAPPED, showUnmapped);
}

async function show(visit: Visit): Promise<View> {
  const audits = visit.grants.some(({ role }) => visit.decl.roles[role]?.audits);
  const taken = await takenFiles(visit, audits);
  const body = html`${types(visit)}
${outside()}
${certificates(visit)}
${takesAll(visit) && everything(visit)}
<section class="stack tight"><h2>Fichiers sortis</h2><p class="sm dim">${
    audits
      ? 'Les derniers, par tout le monde, ici ou sur un téléphone. Ceux d’un téléphone se voient ici après son échange.'
      : 'Les derniers que vous avez pris.'
  }</p>${
    taken.length === 0
      ? html`<p class="card pad">Aucun fichier pour l’instant.</p>`
      : html`<ul class="card pad lines">${await Promise.all(taken.map((one) => line(visit, one)))}</ul>`
  }</section>`;
  return { title: 'Fichiers', subtitle: 'Ce qui sort du réseau', entry: 'fichiers', body };
}

/** Types of which this person may take a list out. */
export const takenTypes = (visit: Visit): readonly TypeDecl[] =>
  Object.values(visit.decl.types).filter(
    ({ access, shareable, stays }) =>
      !stays && (shareable || visit.grants.some(({ role }) => access.read.includes(role))),
  );

/** The forms in which the list of a type goes out. @param query of their addresses, `?for=partner`; '' for none. */
export function formsOf(name: string, query = ''): Html {
  const many = manyWords(name).fr;
  const one = (ending: string, words: string) =>
    html`<a class="btn" href="/api/v1/records/${name}.${ending}${query}" aria-label="${many} : ${words}">${words}</a>`;
  return html`<span class="line wrap">${one('xlsx', 'Excel')}${one('csv', 'CSV')}${one('json', 'JSON')}${
    ADDRESSED.includes(name) && one('vcf', 'Carnet d’adresses')
  }</span>`;
}

/** Lists that this person may read, each in its forms. */
function types(visit: Visit): Html {
  const read = takenTypes(visit);
  const rows = (list: typeof read): Html =>
    html`<div class="card rows">${list.map(
      ({ name }) => html`<div class="row wrap"><b class="grow">${manyWords(name).fr}</b>${formsOf(name)}</div>`,
    )}</div>`;
  // What people open by itself comes first; what stands beside it, for those who look for it.
  const [main, beside] = [read.filter(({ face }) => face), read.filter(({ face }) => !face)];
  return html`<section class="stack tight files"><h2>Prendre une liste</h2>
<p class="sm dim">Ce que vous pouvez lire, ni plus ni moins. Chaque fichier pris est noté plus bas. Gardez-le pour vous : il parle de personnes.</p>
<div class="card rows"><a class="row" href="${PARTNERS}">${icon('handshake')}<span class="grow"><b>Une liste pour un partenaire</b><small>Seulement les personnes qui ont dit oui à « Donner son nom à un partenaire »</small></span>${icon('next', 's')}</a></div>
${rows(main)}${beside.length > 0 && html`<details><summary>Ce qui va avec : contacts, adhésions, accès…</summary>${rows(beside)}</details>`}</section>`;
}

const row = (address: string, title: string, hint: string): Html =>
  html`<a class="row" href="${address}">${icon('download')}<span class="grow"><b>${title}</b><small>${hint}</small></span></a>`;

/** Certificates are printed by an office. */
const certificates = (visit: Visit): Html | false =>
  visit.grants.some(({ role }) => visit.decl.types['certificate']?.access.create.includes(role)) &&
  html`<section class="stack tight files"><h2>Papiers</h2><div class="card rows"><a class="row" href="/admin/certificats">${icon('doc')}<span class="grow"><b>Certificats</b><small>Imprimer, corriger un nom, retirer.</small></span></a></div></section>`;

const outside = (): Html => html`<section class="stack tight files"><h2>Pour d’autres réseaux</h2>
<div class="card rows">${row(
  '/api/v1/exports/sse.csv?listed=1',
  'Annuaire au format SSE',
  'Pour le RIPESS et les annuaires de l’économie sociale. Seulement les organisations qui ont accepté de paraître, et ce qu’elles montrent.',
)}${row(
  '/api/v1/exports/organisations.geojson',
  'Carte (GeoJSON)',
  'Seulement les organisations qui ont accepté de paraître ; leur commune, jamais leur porte.',
)}${row(
  '/api/v1/exports/murmurations.json',
  'Profils Murmurations',
  'Seulement les organisations qui ont accepté de paraître.',
)}</div></section>
<section class="stack tight files"><h2>Pour nous seuls</h2><div class="card rows">${row(
  '/api/v1/exports/sse.csv',
  'Tout l’annuaire au format SSE',
  'Aussi celles qui n’ont pas accepté de paraître, avec courriel et adresse : ne le donnez à personne hors du réseau.',
)}<a class="row" href="${UNMAPPED}">${icon('doc')}<span class="grow"><b>Ce que ce format ne sait pas dire</b><small>Formes et activités sans mot dans le format SSE</small></span>${icon('next', 's')}</a></div></section>`;

/** What would go unsaid in the SSE file: by word, and who says it. */
async function showUnmapped(visit: Visit, _params: unknown, query: Fields): Promise<View> {
  const type = visit.decl.types['organisation'];
  const words = new Map<string, { readonly said: string; readonly records: string[] }>();
  for (const { column, value, record } of await unmappedIn(visit)) {
    const field = column === 'Activities' ? 'sectors' : 'kind';
    const key = `${field} ${value}`;
    const said = `${fieldWords('organisation', field).fr} : ${fieldValueWords(type, field, field === 'sectors' ? [value] : value)}`;
    const known = words.get(key) ?? { said, records: [] };
    known.records.push(record);
    words.set(key, known);
  }
  const { shown, links } = paged(
    [...words.values()].sort((a, b) => b.records.length - a.records.length),
    query,
  );
  const lines = await Promise.all(
    shown.map(async ({ said, records }) => {
      const named = records.slice(0, NAMED);
      const names = await Promise.all(named.map((id) => visit.nameOf(id as RecordId)));
      const others = records.length - named.length;
      return html`<li><b>${said}</b> <span class="num">${records.length}</span><br><span class="sm dim">${names.join(' · ')}${others > 0 && ` · et ${others}\u00a0${others > 1 ? 'autres' : 'autre'}`}</span></li>`;
    }),
  );
  const body =
    lines.length === 0
      ? html`<p class="card pad">Tout ce que dit l’annuaire a un mot dans ce format.</p>`
      : html`<p>Dans le fichier, ces cases restent vides. Rien n’est changé dans l’annuaire.</p><ul class="card pad lines">${lines}</ul>${links}`;
  return {
    title: 'Ce que ce format ne sait pas dire',
    subtitle: 'Format SSE',
    entry: 'fichiers',
    back: ['/admin/fichiers', 'Fichiers'],
    body,
  };
}
/** Names told of each word; the count says how many there are. */
const NAMED = 5;

const everything = (visit: Visit): Html => html`<section class="card pad stack tight files"><h2>Tout le réseau</h2>
<p>Toutes les fiches, tout leur historique et leur mode d’emploi, en fichiers que d’autres programmes ouvrent. Vous pouvez partir quand vous voulez, avec tout.</p>
<p><a class="btn go" href="/api/v1/exports/network.zip">${icon('download')}Prendre tout ${visit.network.card.name}</a></p></section>`;

interface Taken {
  readonly at: Millis;
  readonly who: string;
  readonly what: string;
  readonly how: string;
  readonly records: number | null;
}

async function takenFiles(visit: Visit, audits: boolean): Promise<readonly Taken[]> {
  const here = await visit.network.exports(SHOWN, audits ? undefined : visit.person);
  const phones = await visit.list(EXPORT, SHOWN);
  const own = phones.filter((state) => audits || state.created?.by === visit.person);
  const all = [
    ...(await Promise.all(here.map(async ({ person, ...one }) => ({ ...one, who: await visit.nameOf(person) })))),
    ...(await Promise.all(own.map((state) => onPhone(visit, state)))),
  ];
  return all.sort((a, b) => b.at - a.at).slice(0, SHOWN);
}

async function onPhone(visit: Visit, state: RecordState): Promise<Taken> {
  const records = valueOf(state, 'records');
  const filter = textOf(state, 'filter');
  return {
    at: state.created ? millisOf(state.created.eff) : 0,
    who: await visit.nameOf(state.created?.by ?? ''),
    what: textOf(state, 'name'),
    how: filter ? `sur un téléphone, ${filter}` : 'sur un téléphone',
    records: typeof records === 'number' ? records : null,
  };
}

async function line(visit: Visit, { at, who, what, how, records }: Taken): Promise<Html> {
  const size = records === null ? 'interrompu' : `${records}\u00a0${records > 1 ? 'fiches' : 'fiche'}`;
  return html`<li><b>${what}</b>, ${size}<br><span class="sm dim">${who} · ${timeWords(at, visit.now)}${how && ` · ${how.replace(`for=${PARTNER}`, 'pour un partenaire')}`}</span></li>`;
}
