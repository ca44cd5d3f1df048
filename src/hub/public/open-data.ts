/** The organisations that agreed, as files: a table, a list, a map, and the formats of others. The page beside them says what each column is. */
import { BOM, type Cell, csvLine } from '../../ui/files/csv.ts';
import { featureOf, profileOf } from '../derived/open.ts';
import { SSE_COLUMNS, sseLine } from '../derived/sse.ts';
import { choiceWords, type Language } from '../derived/words.ts';
import { FIGURES } from '../programmes/territory.ts';
import { type Html, html } from '../web/html.ts';
import { fact } from './about.ts';
import { type Face, regionName, type Shown } from './face.ts';
import { baseOf, type Frame, publicPage, Signs, TABLES_SHEET } from './layout.ts';
import { OFFER_COLUMNS, offersCsv, offersJson } from './offers.ts';
import { type Key, say } from './words.ts';

type Column = readonly [
  name: string,
  of: (one: Shown, face: Face, lang: Language) => Cell | boolean | readonly string[],
];

/** Columns of the table, keys of the list. */
const COLUMNS: readonly Column[] = [
  ['id', (one) => one.id],
  ['name', (one) => one.name],
  ['acronym', (one) => one.acronym],
  ['kind', (one, _, lang) => choiceWords('organisation', 'kind', one.kind)[lang]],
  ['kind_code', (one) => one.kind],
  ['place', (one) => one.place],
  ['region', (one) => regionName(one.region)],
  ['region_code', (one) => one.region],
  ['country', (one) => one.country],
  ['lat', (one) => one.at?.[0] ?? ''],
  ['lon', (one) => one.at?.[1] ?? ''],
  ['sectors', (one, _, lang) => one.sectors.map((sector) => choiceWords('organisation', 'sectors', sector)[lang])],
  ['sector_codes', (one) => one.sectors],
  ['poles', (one, face) => one.poles.map((at) => face.poles[at]?.name ?? '')],
  ['about', (one) => one.about],
  ['founded', (one) => one.founded],
  ['member_since', (one) => one.since],
  ['phone', (one) => one.phone],
  ['email', (one) => one.email],
  ['website', (one) => one.website],
  ['address', (one) => one.address],
  ['fictitious', (_, face) => face.demo],
];

const cellOf = (value: ReturnType<Column[1]>): Cell =>
  typeof value === 'boolean' ? String(value) : typeof value === 'object' ? value.join('|') : value;

function csv(face: Face, lang: Language): string {
  const lines = face.shown.map((one) =>
    csvLine(
      COLUMNS.map(([, of]) => cellOf(of(one, face, lang))),
      ';',
    ),
  );
  return [
    BOM +
      csvLine(
        COLUMNS.map(([name]) => name),
        ';',
      ),
    ...lines,
  ].join('');
}

function json(face: Face, lang: Language): string {
  const organisations = face.shown.map((one) =>
    Object.fromEntries(COLUMNS.map(([name, of]) => [name, of(one, face, lang)])),
  );
  const notice = face.demo ? { notice: say(lang, 'public.demo') } : {};
  return `${JSON.stringify({ network: face.name, day: face.day, ...notice, organisations }, null, 1)}\n`;
}

function geojson(face: Face, lang: Language): string {
  const notice = face.demo ? { notice: say(lang, 'public.demo') } : {};
  const features = face.shown.flatMap((one) => featureOf(one.face) ?? []);
  return `${JSON.stringify({ type: 'FeatureCollection', ...notice, features })}\n`;
}

const sse = (face: Face): string =>
  [
    csvLine(SSE_COLUMNS, ','),
    ...face.shown.flatMap((one) => sseLine(one.face) ?? []).map(({ cells }) => csvLine(cells, ',')),
  ].join('');

interface OpenFile {
  readonly type: string;
  readonly words: Key;
  make(face: Face, lang: Language): string;
}
export const FILES: Readonly<Record<string, OpenFile>> = {
  'membres.csv': { type: 'text/csv; charset=utf-8', words: 'public.data.csv', make: csv },
  'membres.json': { type: 'application/json; charset=utf-8', words: 'public.data.json', make: json },
  'membres.geojson': { type: 'application/geo+json; charset=utf-8', words: 'public.data.geojson', make: geojson },
  'membres-sse.csv': { type: 'text/csv; charset=utf-8', words: 'public.data.sse', make: sse },
  'annonces.csv': { type: 'text/csv; charset=utf-8', words: 'public.data.offers.csv', make: offersCsv },
  'annonces.json': { type: 'application/json; charset=utf-8', words: 'public.data.offers.json', make: offersJson },
  'murmurations.json': {
    type: 'application/json; charset=utf-8',
    words: 'public.data.murmurations',
    make: (face) => `${JSON.stringify(face.shown.flatMap((one) => profileOf(one.face) ?? []))}\n`,
  },
};
/** Invented organisations are kept off other people's maps. */
export const isOffered = (face: Face, file: string): boolean => file !== 'murmurations.json' || !face.demo;

export function dataPage(lang: Language, face: Face, frame: Frame): string {
  const home = `${baseOf(lang)}/${face.slug}`;
  const note = (key: Key) => html`<p>${say(lang, key)}</p>`;
  return publicPage({
    lang,
    ...frame,
    face,
    title: say(lang, 'public.data'),
    more: TABLES_SHEET,
    path: `/${face.slug}/donnees`,
    hero: html`<h1>${say(lang, 'public.data')}</h1><p>${say(lang, 'public.data.lead')}</p>`,
    main: html`<section><div class="head"><h2>${say(lang, 'public.data.files')}</h2></div><div class="regs card">${Object.entries(
      FILES,
    ).map(
      ([file, { words }]) => isOffered(face, file) && html`<a href="${home}/${file}" download>${say(lang, words)}</a>`,
    )}</div>${face.demo && note('public.data.murmurations.demo')}</section>
<section class="card pad stack">${note('public.data.empty')}${note('public.data.dates')}${note('public.data.position')}${note('public.data.licence')}</section>
${columnsPart(
  lang,
  say(lang, 'public.data.columns'),
  COLUMNS.map(([name]) => [name, `public.column.${name}` as Key]),
)}
${columnsPart(
  lang,
  say(lang, 'public.data.columns.offers'),
  OFFER_COLUMNS.map(([name]) => [name, `public.column.offer.${name}` as Key]),
)}
<section><div class="head"><h2><a href="${home}/territoire">${say(lang, 'public.data.territory')}</a></h2></div><dl class="facts card pad">${FIGURES.map((figure) => fact(say(lang, `public.territory.${figure}`), say(lang, `public.territory.${figure}.what`)))}</dl></section>
<p class="go-on head"><a href="${home}">${say(lang, 'public.back')}</a></p>`,
    signs: new Signs(),
  });
}

const columnsPart = (lang: Language, title: string, columns: readonly (readonly [name: string, key: Key])[]): Html =>
  html`<section><div class="head"><h2>${title}</h2></div><table class="cols card"><thead><tr><th scope="col">${say(lang, 'public.data.column')}</th><th scope="col">${say(lang, 'public.data.meaning')}</th></tr></thead><tbody>${columns.map(
    ([name, key]) =>
      html`<tr><th scope="row"><code>${name}</code></th><td>${say(lang, key).replaceAll('`', '')}</td></tr>`,
  )}</tbody></table></section>`;
