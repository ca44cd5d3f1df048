/** Fichiers: what may be taken out of the network, in which form, and the book of what was taken, on the hub's pages and on phones. */
import { millisOf } from '../../kernel/clock.ts';
import type { TypeDecl } from '../../kernel/declare.ts';
import { type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import type { Millis, RecordId } from '../../kernel/types.ts';
import { t } from '../../ui/i18n.ts';
import { fieldOfSse } from '../derived/sse.ts';
import { fieldWords, manyWords } from '../derived/words.ts';
import { timeWords } from './dates.ts';
import type { Desk, View } from './desk.ts';
import type { Fields } from './door.ts';
import { ADDRESSED, PARTNER, takesAll, unmappedIn } from './files-api.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { paged } from './paging.ts';
import { own } from './tongue.ts';
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
<section class="stack tight"><h2>${own(manyWords(EXPORT))}</h2><p class="sm dim">${t(audits ? 'gens.files.gone.all' : 'gens.files.gone.own')}</p>${
    taken.length === 0
      ? html`<p class="card pad">${t('gens.files.gone.none')}</p>`
      : html`<ul class="card pad lines">${await Promise.all(taken.map((one) => line(visit, one)))}</ul>`
  }</section>`;
  return { title: t('entry.fichiers'), subtitle: t('gens.files.sub'), entry: 'fichiers', body };
}

/** Types of which this person may take a list out. */
export const takenTypes = (visit: Visit): readonly TypeDecl[] =>
  Object.values(visit.decl.types).filter(
    ({ access, shareable, stays }) =>
      !stays && (shareable || visit.grants.some(({ role }) => access.read.includes(role))),
  );

/** The forms in which the list of a type goes out. @param query of their addresses, `?for=partner`; '' for none. */
export function formsOf(name: string, query = ''): Html {
  const many = own(manyWords(name));
  const one = (ending: string, words: string) =>
    html`<a class="btn" href="/api/v1/records/${name}.${ending}${query}" aria-label="${many}${t('list.of')}${words}">${words}</a>`;
  return html`<span class="line wrap">${one('xlsx', t('gens.files.excel'))}${one('csv', 'CSV')}${one('json', 'JSON')}${
    ADDRESSED.includes(name) && one('vcf', t('gens.files.book'))
  }</span>`;
}

/** Lists that this person may read, each in its forms. */
function types(visit: Visit): Html {
  const read = takenTypes(visit);
  const rows = (list: typeof read): Html =>
    html`<div class="card rows">${list.map(
      ({ name }) => html`<div class="row wrap"><b class="grow">${own(manyWords(name))}</b>${formsOf(name)}</div>`,
    )}</div>`;
  // What people open by itself comes first; what stands beside it, for those who look for it.
  const [main, beside] = [read.filter(({ face }) => face), read.filter(({ face }) => !face)];
  return html`<section class="stack tight files"><h2>${t('gens.files.take')}</h2>
<p class="sm dim">${t('gens.files.take.text')}</p>
<div class="card rows"><a class="row" href="${PARTNERS}">${icon('handshake')}<span class="grow"><b>${t('gens.partner.title')}</b><small>${t('gens.files.partner.hint')}</small></span>${icon('next', 's')}</a></div>
${rows(main)}${beside.length > 0 && html`<details><summary>${t('gens.files.beside')}</summary>${rows(beside)}</details>`}</section>`;
}

const row = (address: string, title: string, hint: string): Html =>
  html`<a class="row" href="${address}">${icon('download')}<span class="grow"><b>${title}</b><small>${hint}</small></span></a>`;

/** Certificates are printed by an office. */
const certificates = (visit: Visit): Html | false =>
  visit.grants.some(({ role }) => visit.decl.types['certificate']?.access.create.includes(role)) &&
  html`<section class="stack tight files"><h2>${t('gens.files.papers')}</h2><div class="card rows"><a class="row" href="/admin/certificats">${icon('doc')}<span class="grow"><b>${own(manyWords('certificate'))}</b><small>${t('gens.files.certificates.hint')}</small></span>${icon('next', 's')}</a></div></section>`;

const outside = (): Html => html`<section class="stack tight files"><h2>${t('gens.files.outside')}</h2>
<div class="card rows">${row('/api/v1/exports/sse.csv?listed=1', t('gens.files.sse'), t('gens.files.sse.hint'))}${row(
  '/api/v1/exports/organisations.geojson',
  t('gens.files.map'),
  t('gens.files.map.hint'),
)}${row(
  '/api/v1/exports/murmurations.json',
  t('gens.files.murmurations'),
  t('gens.files.murmurations.hint'),
)}</div></section>
<section class="stack tight files"><h2>${t('gens.files.inside')}</h2><div class="card rows">${row(
  '/api/v1/exports/sse.csv',
  t('gens.files.sse.all'),
  t('gens.files.sse.all.hint'),
)}<a class="row" href="${UNMAPPED}">${icon('doc')}<span class="grow"><b>${t('gens.files.unmapped')}</b><small>${t('gens.files.unmapped.hint')}</small></span>${icon('next', 's')}</a></div></section>`;

/** What would go unsaid in the SSE file: by word, and who says it. */
async function showUnmapped(visit: Visit, _params: unknown, query: Fields): Promise<View> {
  const type = visit.decl.types['organisation'];
  const words = new Map<string, { readonly said: string; readonly records: string[] }>();
  for (const { column, value, record } of await unmappedIn(visit)) {
    const field = fieldOfSse(column);
    const key = `${field} ${value}`;
    const said = `${own(fieldWords('organisation', field))}${t('list.of')}${fieldValueWords(type, field, field === 'sectors' ? [value] : value)}`;
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
      return html`<li><b>${said}</b> <span class="num">${records.length}</span><br><span class="sm dim">${names.join(' · ')}${others > 0 && ` · ${t('gens.files.others', { n: others })}`}</span></li>`;
    }),
  );
  const body =
    lines.length === 0
      ? html`<p class="card pad">${t('gens.files.unmapped.none')}</p>`
      : html`<p>${t('gens.files.unmapped.text')}</p><ul class="card pad lines">${lines}</ul>${links}`;
  return {
    title: t('gens.files.unmapped'),
    subtitle: t('gens.files.unmapped.sub'),
    entry: 'fichiers',
    back: ['/admin/fichiers', t('entry.fichiers')],
    body,
  };
}
/** Names told of each word; the count says how many there are. */
const NAMED = 5;

const everything = (
  visit: Visit,
): Html => html`<section class="card pad stack tight files"><h2>${t('word.everywhere')}</h2>
<p>${t('gens.files.all.text')}</p>
<p><a class="btn go" href="/api/v1/exports/network.zip">${icon('download')}${t('gens.files.all.go', { network: visit.network.card.name })}</a></p></section>`;

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
    how: filter ? t('gens.files.phone.filter', { filter }) : t('gens.files.phone'),
    records: typeof records === 'number' ? records : null,
  };
}

async function line(visit: Visit, { at, who, what, how, records }: Taken): Promise<Html> {
  const size = records === null ? t('gens.files.cut') : t('gens.files.size', { n: records });
  return html`<li><b>${what}</b>, ${size}<br><span class="sm dim">${who} · ${timeWords(at, visit.now)}${how && ` · ${how.replace(`for=${PARTNER}`, t('gens.files.partner'))}`}</span></li>`;
}
