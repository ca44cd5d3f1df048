/** A place and what the network is in it, for anybody: the figures of a day, and the same of what lies in it. */
import type { PlaceId } from '../../modules/places/place.ts';
import { chainOf, placeOf } from '../../modules/places/rules.ts';
import { type Cell, SMALLEST } from '../../modules/small-cells.ts';
import { looseMoney } from '../../ui/format.ts';
import type { Language } from '../derived/words.ts';
import { FIGURES, type FigureName } from '../programmes/territory.ts';
import { type Html, html } from '../web/html.ts';
import type { Face } from './face.ts';
import { baseOf, type Frame, publicPage, Signs, TABLES_SHEET } from './layout.ts';
import { MALI, type Seen, type Territory } from './territory-shown.ts';
import { momentText, numberText, say } from './words.ts';

const NONE: Seen = { members: 0, enterprises: 0, jobs: 0, trained: 0, funds: 0 };

/** « Commune IV » stays on one line. */
const kept = (name: string): string => name.replace(/ (?=[IVX]+$)/, '\u00a0');

/** Null for a place that is not on the map. */
export function territoryPage(
  lang: Language,
  face: Face,
  { day, received, places }: Territory,
  area: PlaceId,
  frame: Frame,
): string | null {
  const place = placeOf(area);
  if (!place) return null;
  const { seen, parts } = places.get(area) ?? { seen: NONE, parts: [] };
  const home = `${baseOf(lang)}/${face.slug}`;
  const to = (id: PlaceId): string => `${home}/territoire${id === MALI ? '' : `?lieu=${id}`}`;
  const mark = say(lang, 'public.figures.hidden.mark');
  const written = (figure: FigureName, n: Cell): string =>
    n === null ? mark : figure === 'funds' ? say(lang, 'public.territory.money', { n }) : numberText(lang, n);
  const above = chainOf(area)
    .filter(({ id }) => id !== area)
    .reverse();
  const figure = (one: FigureName): Html =>
    html`<div class="card pad"><h2>${say(lang, `public.territory.${one}`)}</h2><p class="big"><b class="fig">${looseMoney(written(one, seen[one]))}</b></p><p class="sm dim">${say(lang, `public.territory.${one}.what`)}</p></div>`;
  const line = ({ id, name }: { readonly id: PlaceId; readonly name: string }): Html => {
    const own = places.get(id)?.seen ?? NONE;
    return html`<tr><th scope="row"><a lang="fr" href="${to(id)}">${kept(name)}</a></th>${FIGURES.map((one) => html`<td class="num">${written(one, own[one])}</td>`)}</tr>`;
  };
  const dated = [
    say(lang, 'public.figures.day', { when: momentText(lang, day) }),
    ...(received > 0
      ? [
          say(lang, 'public.territory.received', {
            when: momentText(lang, new Date(received).toISOString().slice(0, 10)),
          }),
        ]
      : []),
  ];
  return publicPage({
    lang,
    ...frame,
    face,
    title: `${say(lang, 'public.territory')} · ${place.name}`,
    path: `/${face.slug}/territoire${area === MALI ? '' : `?lieu=${area}`}`,
    more: TABLES_SHEET,
    hero: html`<h1 lang="fr">${place.name}</h1><p>${say(lang, 'public.territory')}</p>`,
    main: html`<section class="stack"><p class="sm dim">${dated.join(' ')}</p>${above.length > 0 && html`<p class="head">${above.map(({ id, name }) => html`<a lang="fr" href="${to(id)}">${name}</a>`)}</p>`}
<div class="cards">${FIGURES.map(figure)}</div></section>
${
  parts.length > 0 &&
  html`<section><div class="head"><h2>${say(lang, 'public.territory.parts')}</h2></div><div class="card wide-table" role="region" tabindex="0" aria-label="${say(lang, 'public.territory.parts')}"><table class="cols"><thead><tr><th scope="col">${say(lang, 'public.territory.place')}</th>${FIGURES.map((one) => html`<th scope="col" class="num">${say(lang, `public.territory.${one}`)}</th>`)}</tr></thead><tbody>${parts.map(line)}</tbody></table></div></section>`
}
<p class="sm dim">${say(lang, 'public.territory.words')} ${say(lang, 'public.figures.hidden', { n: SMALLEST, mark })}</p>
<p class="go-on head"><a href="${home}/chiffres">${say(lang, 'public.figures')}</a></p>`,
    signs: new Signs(),
  });
}
