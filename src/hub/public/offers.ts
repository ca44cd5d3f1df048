/** Offers for anybody: those that are open, by kind and region, one page each, and files. A page of an offer stays when it is over, and says so. */
import { KINDS } from '../../modules/offers/model.ts';
import { BOM, type Cell, csvLine } from '../../ui/files/csv.ts';
import { choiceWords, fieldWords, type Language, manyWords } from '../derived/words.ts';
import { type Html, html, type Part, trusted } from '../web/html.ts';
import { fact, phoneLink, webLink } from './about.ts';
import { type Face, regionName } from './face.ts';
import { baseOf, type Frame, publicPage, Signs } from './layout.ts';
import { isOpen, type ShownOffer } from './offers-shown.ts';
import { counted, momentText, say } from './words.ts';

const SIGNS: ReadonlyMap<string, string> = new Map(KINDS.map(({ value, icon }) => [value, icon]));
/** More would make the page heavy; the file has them all. */
const MOST = 60;

export interface OffersAsked {
  readonly kind: string;
  readonly region: string;
}
const one = (value: unknown): string => (typeof value === 'string' ? value : '');
/** What the address narrows the list to: nothing but what there is. */
export const offersAsked = (face: Face, query: Readonly<Record<string, unknown>>): OffersAsked => {
  const [kind, region] = [one(query['genre']), one(query['region'])];
  return {
    kind: SIGNS.has(kind) ? kind : '',
    region: face.offers.some((offer) => offer.region === region) ? region : '',
  };
};
export const openOffers = (face: Face): readonly ShownOffer[] => face.offers.filter(isOpen);

const addressOf = (lang: Language, face: Face, offer?: ShownOffer): string =>
  `${baseOf(lang)}/${face.slug}/annonces${offer ? `/${offer.id}` : ''}`;
const title = (lang: Language): string => manyWords('offer')[lang];
const kindWords = (lang: Language, kind: string): string => choiceWords('offer', 'kind', kind)[lang];

/** `Dernier jour`, `Plus que 3 jours`, `Jusqu’au 3 décembre 2027`. */
function leftWords(lang: Language, { left, deadline }: ShownOffer): string {
  if (deadline === '' || left === null) return '';
  const when = momentText(lang, deadline);
  if (left < 0) return say(lang, 'public.offer.over', { when });
  if (left === 0) return say(lang, 'public.offer.last', { when });
  return left <= 3 ? counted(lang, 'public.offer.left', left, { when }) : say(lang, 'public.offer.until', { when });
}

const lineOf = (lang: Language, face: Face, signs: Signs, offer: ShownOffer): Html =>
  html`<li><a class="card" href="${addressOf(lang, face, offer)}"><span class="sign">${signs.use(SIGNS.get(offer.kind) ?? 'megaphone')}</span><span><b lang="fr">${offer.name}</b><span lang="fr">${offer.by}</span>${
    offer.place && html`<span class="at">${signs.use('pin', 's')}${offer.place}</span>`
  }<span class="at">${signs.use('clock', 's')}${leftWords(lang, offer)}</span></span></a></li>\n`;

/** A list of offers that are open, and the ways to narrow it. */
export function offersPage(lang: Language, face: Face, asked: OffersAsked, frame: Frame): string {
  const signs = new Signs();
  const open = openOffers(face);
  const found = open.filter(
    ({ kind, region }) =>
      (asked.kind === '' || kind === asked.kind) && (asked.region === '' || region === asked.region),
  );
  const home = addressOf(lang, face);
  const query = new URLSearchParams({
    ...(asked.kind && { genre: asked.kind }),
    ...(asked.region && { region: asked.region }),
  });
  return publicPage({
    lang,
    ...frame,
    face,
    title: title(lang),
    path: `/${face.slug}/annonces${query.size > 0 ? `?${query}` : ''}`,
    hero: html`<h1>${title(lang)}</h1><p>${say(lang, 'public.offers.lead')}</p><p>${say(lang, 'public.offers.day', { when: momentText(lang, face.day) })}</p>`,
    main: html`<section id="liste"><div class="head"><h2>${counted(lang, 'public.offers.count', found.length)}</h2></div>
${open.length > 0 && narrowForm(lang, open, asked, home)}
${
  found.length === 0
    ? html`<div class="card pad"><p><b>${say(lang, 'public.offers.none')}</b></p><p>${say(lang, 'public.offers.none.way')}</p></div>`
    : html`<ul class="orgs">${found.slice(0, MOST).map((offer) => lineOf(lang, face, signs, offer))}</ul>`
}</section>
<p class="go-on head"><a href="${baseOf(lang)}/${face.slug}">${say(lang, 'public.back')}</a>${open.length > 0 && html`<a href="${baseOf(lang)}/${face.slug}/annonces.csv" download>${say(lang, 'public.data.offers.csv')}</a>`}</p>`,
    signs,
  });
}

function narrowForm(lang: Language, open: readonly ShownOffer[], asked: OffersAsked, home: string): Html {
  const options = (values: readonly string[], chosen: string, words: (value: string) => string): Part =>
    [...new Set(values)]
      .filter((value) => value !== '')
      .map((value) => [value, words(value)] as const)
      .sort((a, b) => a[1].localeCompare(b[1], lang))
      .map(
        ([value, text]) => html`<option value="${value}"${value === chosen && trusted(' selected')}>${text}</option>`,
      );
  const select = (name: string, label: string, any: string, inside: Part): Html =>
    html`<label>${label}<select name="${name}"><option value="">${any}</option>${inside}</select></label>`;
  return html`<details${(asked.kind || asked.region) && trusted(' open')}><summary>${say(lang, 'public.filters')}</summary>
<form class="narrow" action="${home}#liste" method="get">${select(
    'genre',
    fieldWords('offer', 'kind')[lang],
    say(lang, 'public.filter.any.pole'),
    options(
      open.map(({ kind }) => kind),
      asked.kind,
      (kind) => kindWords(lang, kind),
    ),
  )}${select(
    'region',
    say(lang, 'public.filter.region'),
    say(lang, 'public.filter.any'),
    options(
      open.map(({ region }) => region),
      asked.region,
      regionName,
    ),
  )}<button class="btn">${say(lang, 'public.filter.apply')}</button>${(asked.kind || asked.region) && html`<a class="btn" href="${home}">${say(lang, 'public.filter.clear')}</a>`}</form></details>`;
}

/** One offer, with all that is public of it. */
export function offerPage(lang: Language, face: Face, offer: ShownOffer, frame: Frame): string {
  const said = (field: string, value: Part): Part => fact(fieldWords('offer', field)[lang], value);
  const fr = (text: string): Part => text && html`<span lang="fr">${text}</span>`;
  const region = offer.region && regionName(offer.region) !== offer.place ? regionName(offer.region) : '';
  return publicPage({
    lang,
    ...frame,
    face,
    title: offer.name,
    path: `/${face.slug}/annonces/${offer.id}`,
    hero: html`<p>${kindWords(lang, offer.kind)}</p><h1 lang="fr">${offer.name}</h1><p lang="fr">${[offer.by, offer.place].filter(Boolean).join(' · ')}</p>`,
    main: html`<article class="card pad"><p><b>${leftWords(lang, offer)}</b></p>
${offer.about && html`<p class="p-note" lang="fr">${offer.about}</p>`}
<dl class="facts">${[
      said('audience', fr(offer.audience)),
      fact(say(lang, 'public.offer.ages'), agesWords(lang, offer)),
      said('languages', offer.languages.map((value) => choiceWords('offer', 'languages', value)[lang]).join(', ')),
      said('place', [offer.place, region].filter(Boolean).join(', ')),
      said('pay', fr(offer.pay)),
      said('places', offer.places === null ? '' : String(offer.places)),
      said('how', isOpen(offer) && fr(offer.how)),
      said('contact', isOpen(offer) && fr(offer.contact)),
      said('phone', isOpen(offer) && offer.phone && phoneLink(offer.phone)),
      said('link', offer.link && webLink(offer.link)),
    ]}</dl></article>
<p class="go-on head"><a href="${addressOf(lang, face)}">${say(lang, 'public.offers.back')}</a></p>`,
    signs: new Signs(),
  });
}

function agesWords(lang: Language, { ageFrom, ageTo }: ShownOffer): string {
  if (ageFrom !== null && ageTo !== null) return say(lang, 'public.offer.ages.both', { from: ageFrom, to: ageTo });
  if (ageFrom !== null) return say(lang, 'public.offer.ages.from', { n: ageFrom });
  return ageTo === null ? '' : say(lang, 'public.offer.ages.to', { n: ageTo });
}

/** Columns of the file of offers. Who to ask for by name stays on the page of the offer. */
export const OFFER_COLUMNS: readonly (readonly [string, (offer: ShownOffer, face: Face, lang: Language) => Cell])[] = [
  ['id', ({ id }) => id],
  ['kind', ({ kind }, _, lang) => kindWords(lang, kind)],
  ['kind_code', ({ kind }) => kind],
  ['title', ({ name }) => name],
  ['offered_by', ({ by }) => by],
  ['place', ({ place }) => place],
  ['region_code', ({ region }) => region],
  ['deadline', ({ deadline }) => deadline],
  ['audience', ({ audience }) => audience],
  ['age_from', ({ ageFrom }) => ageFrom ?? ''],
  ['age_to', ({ ageTo }) => ageTo ?? ''],
  ['languages', ({ languages }) => languages.join('|')],
  ['how', ({ how }) => how],
  ['phone', ({ phone }) => phone],
  ['pay', ({ pay }) => pay],
  ['places', ({ places }) => places ?? ''],
  ['source', ({ link }) => link],
  ['fictitious', (_, face) => String(face.demo)],
];

/** Offers that are open, as a table. */
export const offersCsv = (face: Face, lang: Language): string =>
  [
    BOM +
      csvLine(
        OFFER_COLUMNS.map(([name]) => name),
        ';',
      ),
    ...openOffers(face).map((offer) =>
      csvLine(
        OFFER_COLUMNS.map(([, of]) => of(offer, face, lang)),
        ';',
      ),
    ),
  ].join('');

/** The same as a list. */
export const offersJson = (face: Face, lang: Language): string => {
  const notice = face.demo ? { notice: say(lang, 'public.demo') } : {};
  const offers = openOffers(face).map((offer) =>
    Object.fromEntries(OFFER_COLUMNS.map(([name, of]) => [name, of(offer, face, lang)])),
  );
  return `${JSON.stringify({ network: face.name, day: face.day, ...notice, offers }, null, 1)}\n`;
};

/** On the front page: what ends soonest, and the way to all of them. */
const FIRST = 3;
export function offersPart(lang: Language, face: Face, signs: Signs): Part {
  const open = openOffers(face);
  if (open.length === 0) return null;
  return html`<section><div class="head"><h2>${title(lang)} <span class="num">${open.length}</span></h2><a href="${addressOf(lang, face)}">${say(lang, 'public.offers.all')}</a></div><ul class="orgs">${open
    .slice(0, FIRST)
    .map((offer) => lineOf(lang, face, signs, offer))}</ul></section>`;
}
