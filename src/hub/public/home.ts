/** The front of a network: find an organisation by words, pole, region, activity or form; where they are; what the network is. */
import { KINDS } from '../../modules/directory/model.ts';
import { PRIORITY, SECTORS } from '../../modules/directory/sectors.ts';
import { choiceWords, type Language } from '../derived/words.ts';
import { type Html, html, type Part, trusted } from '../web/html.ts';
import { aboutPart } from './about.ts';
import { type Face, regionName, type Shown } from './face.ts';
import { baseOf, type Frame, publicPage, Signs } from './layout.ts';
import { cartogram } from './map.ts';
import { type Asked, countsOf, ELSEWHERE, found, NARROWING, type Narrowing, queryOf } from './narrow.ts';
import { offersPart } from './offers.ts';
import { counted, momentText, numberText, say } from './words.ts';

const A_PAGE = 12;
const POLE_SIGNS = ['sprout', 'pot', 'gender', 'graduation', 'cauris', 'stall'];
const KIND_SIGNS: ReadonlyMap<string, string> = new Map(KINDS.map(({ value, icon }) => [value, icon]));
const SECTOR_SIGNS: ReadonlyMap<string, string> = new Map(SECTORS.map(({ value, icon }) => [value, icon]));

export const poleSign = (number: number): string => POLE_SIGNS[(number - 1) % POLE_SIGNS.length] ?? 'coop';
/** What an organisation does first; its form where it shows nothing of that. */
export const signOf = (one: Shown): string =>
  SECTOR_SIGNS.get(one.sectors[0] ?? '') ?? KIND_SIGNS.get(one.kind) ?? 'coop';
export const poleClass = (face: Face, one: Shown): string => {
  const pole = face.poles[one.poles[0] ?? -1];
  return pole ? `sign p${((pole.number - 1) % 6) + 1}` : 'sign';
};

export const placeWords = (one: Shown): string => {
  const region = regionName(one.region);
  return [one.place, one.region !== '' && region !== one.place ? region : ''].filter((part) => part !== '').join(', ');
};
export const doesWords = (lang: Language, one: Shown): string =>
  [
    choiceWords('organisation', 'kind', one.kind)[lang],
    ...one.sectors.map((sector) => choiceWords('organisation', 'sectors', sector)[lang]),
  ].join(' · ');

interface Front {
  readonly lang: Language;
  readonly face: Face;
  readonly asked: Asked;
  readonly signs: Signs;
  readonly home: string;
}

export function homePage(lang: Language, face: Face, asked: Asked, frame: Frame): string {
  const front: Front = { lang, face, asked, signs: new Signs(), home: `${baseOf(lang)}/${face.slug}` };
  const narrowed = asked.q !== '' || NARROWING.some((by) => asked.by[by] !== '');
  const list = listPart(front);
  return publicPage({
    lang,
    ...frame,
    face,
    title: say(lang, 'public.title'),
    path: `/${face.slug}${queryOf(asked)}`,
    hero: heroPart(front),
    main: narrowed
      ? [list, polesPart(front), mapPart(front)]
      : [polesPart(front), list, offersPart(lang, face, front.signs), mapPart(front), aboutPart(lang, face)],
    signs: front.signs,
  });
}

function heroPart({ lang, face, asked, home, signs }: Front): Part {
  const total =
    face.count === null
      ? ''
      : `${counted(lang, 'public.count.members', face.count.total)}${say(lang, 'public.count.day', { when: momentText(lang, face.day) })}. `;
  const count =
    face.shown.length === 0
      ? say(lang, 'public.count.shown.none')
      : counted(lang, 'public.count.shown', face.shown.length);
  const kept = NARROWING.filter((by) => asked.by[by] !== '');
  return html`<h1>${say(lang, 'public.lead')}</h1>
<p lang="fr">${face.name}${face.full && ` · ${face.full}`}</p><p>${total}${count}</p>
<form class="find" action="${home}" method="get" role="search"><label class="vh" for="q">${say(lang, 'public.search.label')}</label><input id="q" name="q" type="search" value="${asked.q}" placeholder="${say(lang, 'public.search.label')}">${kept.map(
    (by) => html`<input type="hidden" name="${by}" value="${asked.by[by]}">`,
  )}<button class="btn go">${signs.use('search', 's')}${say(lang, 'public.search')}</button></form>`;
}

const narrowedTo = ({ home, asked }: Front, by: Narrowing, value: string): string =>
  home + queryOf({ q: asked.q, from: 0, all: false, by: { ...asked.by, [by]: value } });
const current = ({ asked }: Front, by: Narrowing, value: string): Html | false =>
  asked.by[by] === value && trusted(' aria-current="true"');

function polesPart(front: Front): Part {
  const { lang, face, asked, signs } = front;
  if (face.poles.length === 0) return null;
  const counts = countsOf(face, asked, 'pole');
  return html`<section class="by"><div class="head"><h2>${say(lang, 'public.poles')}</h2><a href="#carte">${say(lang, 'public.regions')}</a></div>
<div class="poles">${face.poles.map(
    ({ number, name }) =>
      html`<a class="card" href="${narrowedTo(front, 'pole', String(number))}"${current(front, 'pole', String(number))}><span class="sign p${((number - 1) % 6) + 1}">${signs.use(poleSign(number))}</span><span lang="fr">${name}<span class="num">${numberText(lang, counts.get(String(number)) ?? 0)}</span></span></a>`,
  )}</div></section>`;
}

function listPart(front: Front): Part {
  const { lang, face, asked, home } = front;
  const all = found(face, asked);
  const from = asked.all ? 0 : Math.min(asked.from, Math.max(0, all.length - 1));
  const page = asked.all ? all : all.slice(from, from + A_PAGE);
  const at = (start: number): string => `${home}${queryOf({ ...asked, from: start })}#liste`;
  const range = say(lang, 'public.list.range', { from: from + 1, to: from + page.length, n: all.length });
  return html`<section id="liste"><div class="head"><h2>${say(lang, 'public.list')} <span class="num">${page.length < all.length ? range : numberText(lang, all.length)}</span></h2>${
    page.length < all.length &&
    html`<a href="${home}${queryOf({ ...asked, from: 0, all: true })}#liste">${say(lang, 'public.list.all')}</a>`
  }</div>
${face.shown.length > 0 && filtersPart(front)}
${
  face.shown.length === 0
    ? html`<div class="card pad"><p><b>${say(lang, 'public.count.shown.none')}</b></p><p>${say(lang, 'public.footer')}</p></div>`
    : page.length === 0
      ? html`<div class="card pad"><p><b>${say(lang, 'public.list.none')}</b></p><p>${say(lang, 'public.list.none.way')}</p></div>`
      : html`<ul class="orgs">${page.map((one) => lineOf(front, one))}</ul>`
}
${
  page.length < all.length &&
  html`<p class="go-on head">${from > 0 && html`<a href="${at(Math.max(0, from - A_PAGE))}">${say(lang, 'public.list.before')}</a>`}${
    from + A_PAGE < all.length && html`<a href="${at(from + A_PAGE)}">${say(lang, 'public.list.next')}</a>`
  }</p>`
}</section>`;
}

const lineOf = ({ lang, face, home, signs }: Front, one: Shown): Html =>
  html`<li><a class="card" href="${home}/membres/${one.id}"><span class="${poleClass(face, one)}">${signs.use(signOf(one))}</span><span><b>${one.name}</b><span>${doesWords(lang, one)}</span>${
    one.place && html`<span class="at">${signs.use('pin', 's')}${placeWords(one)}</span>`
  }</span></a></li>\n`;

/** The priorities of the network come before other sectors. */
const rank = (by: Narrowing, value: string): number => Number(by === 'sector' && !PRIORITY.includes(value));

function filtersPart(front: Front): Html {
  const { lang, face, asked, home } = front;
  const words = (by: Narrowing, value: string): string => {
    if (by === 'pole') return face.poles.find(({ number }) => String(number) === value)?.name ?? value;
    if (by === 'region') return value === ELSEWHERE ? say(lang, 'public.elsewhere') : regionName(value);
    return choiceWords('organisation', by === 'sector' ? 'sectors' : 'kind', value)[lang];
  };
  const open = NARROWING.some((by) => asked.by[by] !== '');
  return html`<details${open && trusted(' open')}><summary>${say(lang, 'public.filters')}</summary>
<form class="narrow" action="${home}#liste" method="get">${asked.q && html`<input type="hidden" name="q" value="${asked.q}">`}${NARROWING.map(
    (by) => {
      const counts = countsOf(face, asked, by);
      const chosen = asked.by[by];
      const values = [...new Set([...counts.keys(), ...(chosen ? [chosen] : [])])];
      const options = values
        .map((value) => [value, words(by, value)] as const)
        .sort((a, b) =>
          by === 'pole' ? a[0].localeCompare(b[0]) : rank(by, a[0]) - rank(by, b[0]) || a[1].localeCompare(b[1], lang),
        );
      return html`<label>${say(lang, `public.filter.${by}`)}<select name="${by}"><option value="">${say(lang, by === 'pole' ? 'public.filter.any.pole' : 'public.filter.any')}</option>${options.map(
        ([value, text]) =>
          html`<option value="${value}"${value === chosen && trusted(' selected')}>${text} (${counts.get(value) ?? 0})</option>`,
      )}</select></label>`;
    },
  )}<button class="btn">${say(lang, 'public.filter.apply')}</button>${open && html`<a class="btn" href="${home}">${say(lang, 'public.filter.clear')}</a>`}</form></details>`;
}

function mapPart(front: Front): Part {
  const { lang, face, asked } = front;
  const counts = countsOf(face, asked, 'region');
  const href = (region: string): string => `${narrowedTo(front, 'region', region)}#liste`;
  const regions = [...counts].sort(([a, n], [b, m]) =>
    a === ELSEWHERE ? 1 : b === ELSEWHERE ? -1 : m - n || regionName(a).localeCompare(regionName(b), 'fr'),
  );
  return html`<section id="carte"><div class="head"><h2>${say(lang, 'public.map')}</h2></div>
<div class="map"><figure>${cartogram(lang, counts, href)}<figcaption class="sm dim">${say(lang, 'public.map.text')}</figcaption></figure>
<div class="regs">${regions.map(
    ([region, n]) =>
      html`<a href="${href(region)}"${current(front, 'region', region)}><span>${region === ELSEWHERE ? say(lang, 'public.elsewhere') : regionName(region)}</span><b class="num">${numberText(lang, n)}</b></a>`,
  )}</div></div></section>`;
}
