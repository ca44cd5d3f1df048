/** The sheet of a territory: what the network is in a commune, a cercle or a region, with the day of each figure. For those who may read what it counts. */
import { dayOf } from '../../kernel/grant.ts';
import { GEO, GEOS } from '../../modules/places/place.ts';
import { chainOf, placeOf } from '../../modules/places/rules.ts';
import { moneyText } from '../../ui/format.ts';
import { formatNumber, t } from '../../ui/i18n.ts';
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
import { type Html, html, trusted } from './html.ts';
import { said } from './tongue.ts';
import type { Visit } from './visit.ts';

const PATH = '/admin/territoire';
const MALI = 'ml';
const labelOf = (figure: FigureName): string => t(`cours.place.${figure}`);
const whatOf = (figure: FigureName): string => t(`cours.place.${figure}.what`);

export function registerTerritory(desk: Desk): void {
  desk.page(PATH, show);
}

const written = (figure: FigureName, { n }: Pick<Sum, 'n'>): string =>
  figure === 'funds' ? moneyText(n) : formatNumber(n);

/** What lies nowhere on the map has its lists too. */
const NOWHERE = '-';

const to = (id: string): string => `${PATH}?lieu=${encodeURIComponent(id)}`;
/** A figure, which opens what is counted. */
const opened = (id: string, figure: FigureName, sum: Sum): Html =>
  sum.n === 0
    ? html`${written(figure, sum)}`
    : html`<a class="num" href="${to(id)}&liste=${figure}">${written(figure, sum)}</a>`;

async function show(visit: Visit, _: object, query: Fields): Promise<View | null> {
  const area = query['lieu'] ?? MALI;
  const place = area === NOWHERE ? { name: t('cours.place.nowhere') } : placeOf(area);
  if (!place) return null;
  const source = new Gathered();
  for (const type of TERRITORY_TYPES) source.add(await visit.list(type));
  const facts = factsOf(source, dayOf(visit.now));
  const asked = FIGURES.find((figure) => figure === query['liste']);
  if (asked) {
    const found = factsIn(facts, area === NOWHERE ? '' : area).filter(({ figure }) => figure === asked);
    const ids = found.flatMap(({ id }) => id ?? []);
    return {
      title: labelOf(asked),
      subtitle: `${place.name}, ${whatOf(asked)}`,
      entry: 'reseau',
      back: [to(area === NOWHERE ? MALI : area), t('cours.place.back')],
      body: await behind(visit, source, ids, query),
    };
  }
  if (area === NOWHERE) return null;
  const sums = sumsIn(facts, area);
  const above = chainOf(area)
    .filter(({ id }) => id !== area)
    .reverse();
  const tile = (figure: FigureName): Html => {
    const { n, times, heard } = sums[figure];
    const again = figure === 'trained' && n > 0 && `${t('cours.place.times', { n: times })} `;
    // Sixty here and sixty-seven on the first screen: what lies nowhere on the map is said beside the figure it is not in.
    const apart =
      isAll &&
      nowhere[figure].n > 0 &&
      html`<p>${said('cours.place.apart', { figure: opened(NOWHERE, figure, nowhere[figure]) })}</p>`;
    return html`<div class="card pad"><h2>${labelOf(figure)}</h2><p class="big"><b class="num">${opened(area, figure, sums[figure])}</b></p><p class="sm dim">${whatOf(figure)}. ${again}${heard > 0 ? t('cours.place.last', { on: dateWords(heard) }) : t('cours.place.nothing')}</p>${apart}</div>`;
  };
  const line = (id: string, name: Html | string, of: Sums): Html =>
    html`<tr><th scope="row">${name}</th>${FIGURES.map((figure) => html`<td class="r num">${opened(id, figure, of[figure])}</td>`)}</tr>`;
  const parts = partsWith(facts, area);
  const nowhere = sumsIn(facts, '');
  const isAll = area === MALI;
  const lost = isAll && FIGURES.some((figure) => nowhere[figure].n > 0);
  const body = html`${await heardLine(visit)}<p class="sm dim">${t('cours.place.yours')}</p>
${above.length > 0 && html`<p class="line wrap">${above.map(({ id, name }) => html`<a class="btn" href="${to(id)}">${name}</a>`)}</p>`}
<div class="tiles told">${FIGURES.map(tile)}</div>
${
  (parts.length > 0 || lost) &&
  html`<section class="stack tight"><h2>${t('cours.place.parts')}</h2><div class="card scroll" tabindex="0" role="region" aria-label="${t('cours.place.parts')}"><table class="tbl"><thead><tr><th scope="col">${t('funnel.by.commune')}</th>${FIGURES.map((figure) => html`<th scope="col" class="r">${labelOf(figure)}</th>`)}</tr></thead><tbody>${parts.map(({ id, name, sums: own }) => line(id, html`<a href="${to(id)}">${name}</a>`, own))}${lost && line(NOWHERE, t('cours.place.nowhere'), nowhere)}</tbody></table></div></section>`
}
${isAll && before(facts, query)}
<p class="sm dim">${t('cours.place.words')}</p>`;
  return {
    title: place.name,
    subtitle: t('cours.place.sheet'),
    entry: 'reseau',
    back: ['/admin/reseau', t('entry.reseau')],
    body,
  };
}

/** The same figures by the regions of before, which older counts are told by. */
function before(facts: readonly Fact[], query: Fields): Html {
  const asked = GEOS.find((geo) => geo !== GEO && geo === query['carte']);
  const ways = GEOS.filter((geo) => geo !== GEO).map(
    (geo) =>
      html`<a class="${geo === asked ? 'btn go' : 'btn'}" href="${PATH}?carte=${geo}#avant"${geo === asked && trusted(' aria-current="true"')}>${t(`cours.map.${geo}`)}</a>`,
  );
  const row = (name: string, n: { readonly [figure in FigureName]: number }): Html =>
    html`<tr><th scope="row">${name}</th>${FIGURES.map((figure) => html`<td class="r num">${written(figure, { n: n[figure] })}</td>`)}</tr>`;
  const table = (geo: (typeof GEOS)[number]): Html => {
    const { regions, left } = olderRegions(facts, geo);
    return html`<div class="card scroll" tabindex="0" role="region" aria-label="${t('cours.map')}"><table class="tbl"><thead><tr><th scope="col">${t('cours.map.region')}</th>${FIGURES.map((figure) => html`<th scope="col" class="r">${labelOf(figure)}</th>`)}</tr></thead><tbody>${regions.map(({ name, n }) => row(name, n))}${FIGURES.some((figure) => left[figure] > 0) && row(t('cours.map.left'), left)}</tbody></table></div>
<p class="sm dim">${t('cours.map.how')}</p>`;
  };
  return html`<section class="stack tight" id="avant"><h2>${t('cours.map')}</h2><p class="sm dim">${t('cours.map.why')}</p><p class="line wrap">${ways}</p>${asked && table(asked)}</section>`;
}
