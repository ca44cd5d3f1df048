/** The sheet of a territory: what the network is in a commune, a cercle or a region, with the day of each figure. For those who may read what it counts. */
import { dayOf } from '../../kernel/grant.ts';
import { GEO, GEOS } from '../../modules/places/place.ts';
import { chainOf, placeOf } from '../../modules/places/rules.ts';
import { moneyText } from '../../ui/format.ts';
import { formatNumber } from '../../ui/i18n.ts';
import { Gathered } from '../programmes/gather.ts';
import {
  type Fact,
  FIGURES,
  type FigureName,
  factsIn,
  factsOf,
  olderRegions,
  partsWith,
  type Sum,
  type Sums,
  sumsIn,
  TERRITORY_TYPES,
} from '../programmes/territory.ts';
import { behind } from './behind.ts';
import { dateWords } from './dates.ts';
import type { Desk, View } from './desk.ts';
import type { Fields } from './door.ts';
import { heardLine } from './heard-line.ts';
import { type Html, html } from './html.ts';
import type { Visit } from './visit.ts';

const PATH = '/admin/territoire';
const MALI = 'ml';
const WORDS: { readonly [figure in FigureName]: readonly [label: string, what: string] } = {
  members: ['Membres', 'organisations membres du réseau ce jour'],
  enterprises: ['Entreprises', 'créées dans un programme et toujours là'],
  jobs: [
    'Emplois',
    'des programmes, qui durent ce jour, sans ceux dits indirects ; comptés où est l’entreprise, sinon la personne',
  ],
  trained: ['Personnes formées', 'avec leur certificat, chacune une fois'],
  funds: ['Fonds versés', 'kits et subventions payés'],
};

export function registerTerritory(desk: Desk): void {
  desk.page(PATH, show);
}

const written = (figure: FigureName, { n }: Pick<Sum, 'n'>): string =>
  figure === 'funds' ? moneyText(n) : formatNumber(n);

/** What lies nowhere on the map has its lists too. */
const NOWHERE = { id: '-', name: 'Lieu pas sur la carte' };

const to = (id: string): string => `${PATH}?lieu=${encodeURIComponent(id)}`;
/** A figure, which opens what is counted. */
const opened = (id: string, figure: FigureName, sum: Sum): Html =>
  sum.n === 0
    ? html`${written(figure, sum)}`
    : html`<a class="num" href="${to(id)}&liste=${figure}">${written(figure, sum)}</a>`;

async function show(visit: Visit, _: object, query: Fields): Promise<View | null> {
  const area = query['lieu'] ?? MALI;
  const place = area === NOWHERE.id ? NOWHERE : placeOf(area);
  if (!place) return null;
  const source = new Gathered();
  for (const type of TERRITORY_TYPES) source.add(await visit.list(type));
  const facts = factsOf(source, dayOf(visit.now));
  const asked = FIGURES.find((figure) => figure === query['liste']);
  if (asked) {
    const found = factsIn(facts, area === NOWHERE.id ? '' : area).filter(({ figure }) => figure === asked);
    const ids = found.flatMap(({ id }) => id ?? []);
    return {
      title: WORDS[asked][0],
      subtitle: `${place.name}, ${WORDS[asked][1]}`,
      entry: 'reseau',
      back: [to(area === NOWHERE.id ? MALI : area), 'Retour au territoire'],
      body: await behind(visit, source, ids, query),
    };
  }
  if (area === NOWHERE.id) return null;
  const sums = sumsIn(facts, area);
  const above = chainOf(area)
    .filter(({ id }) => id !== area)
    .reverse();
  const tile = (figure: FigureName): Html => {
    const [label, what] = WORDS[figure];
    const { n, times, heard } = sums[figure];
    const again =
      figure === 'trained' &&
      n > 0 &&
      `${formatNumber(times)} ${times > 1 ? 'participations' : 'participation'}, une par groupe. `;
    // Sixty here and sixty-seven on the first screen: what lies nowhere on the map is said beside the figure it is not in.
    const apart =
      isAll &&
      nowhere[figure].n > 0 &&
      html`<p>Et ${opened(NOWHERE.id, figure, nowhere[figure])} dont le lieu n’est pas sur la carte.</p>`;
    return html`<div class="card pad"><h2>${label}</h2><p class="big"><b class="num">${opened(area, figure, sums[figure])}</b></p><p class="sm dim">${what}. ${again}${heard > 0 ? `Dernier fait écrit : ${dateWords(heard)}.` : 'Rien d’écrit ici.'}</p>${apart}</div>`;
  };
  const line = (id: string, name: Html | string, of: Sums): Html =>
    html`<tr><th scope="row">${name}</th>${FIGURES.map((figure) => html`<td class="r num">${opened(id, figure, of[figure])}</td>`)}</tr>`;
  const parts = partsWith(facts, area);
  const nowhere = sumsIn(facts, '');
  const isAll = area === MALI;
  const lost = isAll && FIGURES.some((figure) => nowhere[figure].n > 0);
  const body = html`${await heardLine(visit)}<p class="sm dim">Seulement ce que vous pouvez lire.</p>
${above.length > 0 && html`<p class="line wrap">${above.map(({ id, name }) => html`<a class="btn" href="${to(id)}">${name}</a>`)}</p>`}
<div class="tiles told">${FIGURES.map(tile)}</div>
${
  (parts.length > 0 || lost) &&
  html`<section class="stack tight"><h2>Par lieu</h2><div class="card scroll" tabindex="0" role="region" aria-label="Par lieu"><table class="tbl"><thead><tr><th scope="col">Lieu</th>${FIGURES.map((figure) => html`<th scope="col" class="r">${WORDS[figure][0]}</th>`)}</tr></thead><tbody>${parts.map(({ id, name, sums: own }) => line(id, html`<a href="${to(id)}">${name}</a>`, own))}${lost && line(NOWHERE.id, NOWHERE.name, nowhere)}</tbody></table></div></section>`
}
${isAll && before(facts, query)}
<p class="sm dim">Un lieu écrit en mots que la carte ne connaît pas n’est compté dans aucune commune : choisissez-le sur la carte, dans sa fiche.</p>`;
  return {
    title: place.name,
    subtitle: 'Fiche du territoire',
    entry: 'reseau',
    back: ['/admin/reseau', 'Réseau'],
    body,
  };
}

/** The same figures by the regions of before, which older counts are told by. */
function before(facts: readonly Fact[], query: Fields): Html {
  const asked = GEOS.find((geo) => geo !== GEO && geo === query['carte']);
  const ways = GEOS.filter((geo) => geo !== GEO).map(
    (geo) =>
      html`<a class="${geo === asked ? 'btn go' : 'btn'}" href="${PATH}?carte=${geo}#avant"${geo === asked && html` aria-current="true"`}>${MAPS[geo]}</a>`,
  );
  const row = (name: string, n: { readonly [figure in FigureName]: number }): Html =>
    html`<tr><th scope="row">${name}</th>${FIGURES.map((figure) => html`<td class="r num">${written(figure, { n: n[figure] })}</td>`)}</tr>`;
  const table = (geo: (typeof GEOS)[number]): Html => {
    const { regions, left } = olderRegions(facts, geo);
    return html`<div class="card scroll" tabindex="0" role="region" aria-label="Par région d’avant"><table class="tbl"><thead><tr><th scope="col">Région</th>${FIGURES.map((figure) => html`<th scope="col" class="r">${WORDS[figure][0]}</th>`)}</tr></thead><tbody>${regions.map(({ name, n }) => row(name, n))}${FIGURES.some((figure) => left[figure] > 0) && row('Ne peut pas être dit', left)}</tbody></table></div>
<p class="sm dim">Une région créée depuis est comptée dans celle dont elle vient. Ce qui ne peut pas être dit n’est partagé entre aucune.</p>`;
  };
  return html`<section class="stack tight" id="avant"><h2>Par région d’avant</h2><p class="sm dim">Pour comparer avec des chiffres plus anciens.</p><p class="line wrap">${ways}</p>${asked && table(asked)}</section>`;
}

const MAPS: { readonly [geo in (typeof GEOS)[number]]: string } = {
  'ml-2012': 'Huit régions (avant 2016)',
  'ml-2016': 'Dix régions (avant 2023)',
  'ml-2023': 'Dix-neuf régions',
};
