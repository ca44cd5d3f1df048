/** « Le réseau en chiffres »: each figure with what it counts, of which day, of whom, and what is missing. */

import priority from '../../modules/directory/priority.json';
import { PRIORITY } from '../../modules/directory/sectors.ts';
import { type Cell, SMALLEST } from '../../modules/small-cells.ts';
import { choiceWords, type Language } from '../derived/words.ts';
import { SILENT_DAYS } from '../heard.ts';
import { type Html, html, type Part, trusted } from '../web/html.ts';
import { type PeopleCount, SEXES } from './count.ts';
import { type Face, regionName } from './face.ts';
import { baseOf, type Frame, publicPage, Signs, TABLES_SHEET } from './layout.ts';
import { resultsPart } from './results.ts';
import { type Key, momentText, numberText, say } from './words.ts';

export function figuresPage(lang: Language, face: Face, people: PeopleCount, frame: Frame): string {
  const home = `${baseOf(lang)}/${face.slug}`;
  return publicPage({
    lang,
    ...frame,
    face,
    title: say(lang, 'public.figures'),
    path: `/${face.slug}/chiffres`,
    hero: html`<h1>${say(lang, 'public.figures')}</h1><p lang="fr">${face.name}${face.full && ` · ${face.full}`}</p>`,
    main: [
      membersPart(lang, face, home),
      peoplePart(lang, people),
      resultsPart(lang, face),
      html`<p class="go-on head"><a href="${home}">${say(lang, 'public.back')}</a><a href="${home}/territoire">${say(lang, 'public.territory')}</a><a href="${home}/donnees">${say(lang, 'public.data')}</a></p>`,
    ],
    signs: new Signs(),
    more: TABLES_SHEET,
  });
}

/** How a figure was reckoned: the same four things under each. */
const reckoned = (lang: Language, lines: readonly (readonly [Key, string])[]): Html =>
  html`<dl class="facts how">${lines.map(([key, said]) => html`<div><dt>${say(lang, key)}</dt><dd>${said}</dd></div>`)}</dl>`;

const named = (lang: Language, region: string): string =>
  region === '' ? say(lang, 'public.elsewhere') : regionName(region);

interface Line {
  readonly name: string;
  readonly n: number;
  readonly href?: string;
  /** Called as the network calls it, whatever the language of the page. */
  readonly own?: true;
}
/** A list of counts; the longest bar is the largest count. */
function bars(lang: Language, title: Key, lines: readonly Line[]): Part {
  const most = Math.max(1, ...lines.map(({ n }) => n));
  return (
    lines.length > 0 &&
    html`<section class="card pad"><h3>${say(lang, title)}</h3><table class="bars"><tbody>${lines.map(
      ({ name, n, href, own }) =>
        html`<tr><th scope="row"${own && trusted(' lang="fr"')}>${href ? html`<a href="${href}">${name}</a>` : name}</th><td aria-hidden="true"><progress max="${most}" value="${n}"></progress></td><td class="num">${numberText(lang, n)}</td></tr>`,
    )}</tbody></table></section>`
  );
}

function membersPart(lang: Language, face: Face, home: string): Part {
  const { count, poles, day } = face;
  if (!count) return html`<p class="card pad">${say(lang, 'public.figures.members.none')}</p>`;
  const isVague = count.atLeast !== count.atMost;
  return html`<section class="stack"><div class="head"><h2>${say(lang, 'public.figures.members')}</h2></div>
<p class="big"><b class="fig">${numberText(lang, count.total)}</b> ${say(lang, count.total === 1 ? 'public.figures.members.one' : 'public.figures.members.other')}</p>
${reckoned(lang, [
  ['public.figures.what', say(lang, 'public.figures.members.what')],
  ['public.figures.when', say(lang, 'public.figures.day', { when: momentText(lang, day) })],
  ['public.figures.whom', say(lang, 'public.figures.whole', { name: face.name })],
  [
    'public.figures.missing',
    isVague
      ? say(lang, 'public.figures.vague', { from: count.atLeast, to: count.atMost })
      : say(lang, 'public.figures.nothing'),
  ],
])}
<div class="cards">${bars(
    lang,
    'public.poles',
    poles.map(({ name, number }, at) => ({
      name: `${number}. ${name}`,
      own: true,
      n: count.byPole[at] ?? 0,
      href: `${home}?pole=${number}`,
    })),
  )}${bars(
    lang,
    'public.regions',
    count.byRegion.map(([region, n]) => ({
      name: named(lang, region),
      n,
      ...(region !== '' && { href: `${home}/territoire?lieu=${region}` }),
    })),
  )}${bars(
    lang,
    'public.figures.kinds',
    count.byKind.map(([kind, n]) => ({
      name: kind === '' ? say(lang, 'public.figures.unsaid') : choiceWords('organisation', 'kind', kind)[lang],
      n,
    })),
  )}${bars(lang, 'public.figures.priority', count.bySector.filter(([sector]) => PRIORITY.includes(sector)).map(sectorLine(lang, home)))}${bars(
    lang,
    'public.figures.sectors',
    count.bySector.filter(([sector]) => !PRIORITY.includes(sector)).map(sectorLine(lang, home)),
  )}</div>
<p class="sm dim">${say(lang, 'public.figures.poles.note')}</p>
<p class="sm dim">${say(lang, 'public.figures.priority.note', { n: numberText(lang, count.priority), when: momentText(lang, priority.read) })}</p></section>`;
}

const sectorLine =
  (lang: Language, home: string) =>
  ([sector, n]: readonly [string, number]): Line =>
    sector === ''
      ? { name: say(lang, 'public.figures.unsaid'), n }
      : { name: choiceWords('organisation', 'sectors', sector)[lang], n, href: `${home}?sector=${sector}` };

const SEX_WORDS: Readonly<Record<(typeof SEXES)[number], Key>> = {
  f: 'public.figures.women',
  m: 'public.figures.men',
  '': 'public.figures.unsaid',
};

function peoplePart(lang: Language, people: PeopleCount): Part {
  const { regions, cells, rows, columns, total, heard, branches, day } = people;
  const cell = (value: Cell): Html =>
    value === null
      ? html`<td class="num dim">${say(lang, 'public.figures.hidden.mark')}</td>`
      : html`<td class="num">${numberText(lang, value)}</td>`;
  const all = say(lang, 'public.figures.all');
  return html`<section class="stack"><div class="head"><h2>${say(lang, 'public.figures.people')}</h2></div>
<p class="big"><b class="fig">${total === null ? say(lang, 'public.figures.hidden.mark') : numberText(lang, total)}</b> ${say(lang, 'public.figures.people.registered')}</p>
${reckoned(lang, [
  ['public.figures.what', say(lang, 'public.figures.people.what')],
  ['public.figures.when', say(lang, 'public.figures.day', { when: momentText(lang, day) })],
  ['public.figures.whom', say(lang, 'public.figures.people.whom')],
  [
    'public.figures.missing',
    branches === 0
      ? say(lang, 'public.figures.nothing')
      : say(lang, 'public.figures.heard', { heard, branches, days: SILENT_DAYS }),
  ],
])}
${
  regions.length > 0 &&
  html`<div class="card wide-table" role="region" tabindex="0" aria-label="${say(lang, 'public.figures.people')}"><table class="cols"><thead><tr><th scope="col">${say(lang, 'public.filter.region')}</th>${SEXES.map(
    (sex) => html`<th scope="col" class="num">${say(lang, SEX_WORDS[sex])}</th>`,
  )}<th scope="col" class="num">${all}</th></tr></thead><tbody>${regions.map(
    (region, y) =>
      html`<tr><th scope="row">${named(lang, region)}</th>${(cells[y] ?? []).map(cell)}${cell(rows[y] ?? null)}</tr>`,
  )}</tbody><tfoot><tr><th scope="row">${all}</th>${columns.map(cell)}${cell(total)}</tr></tfoot></table></div>`
}
<p class="sm dim">${say(lang, 'public.figures.hidden', { n: SMALLEST, mark: say(lang, 'public.figures.hidden.mark') })}</p></section>`;
}
