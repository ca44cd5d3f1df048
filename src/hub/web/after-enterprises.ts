/** Enterprises and money of a programme on the hub: how far enterprises came, which go on, what is paid and justified; each figure opens what it is made of. */
import type { RecordState } from '../../kernel/fold.ts';
import { textOf } from '../../kernel/fold.ts';
import type { RecordId } from '../../kernel/types.ts';
import {
  behindFigure,
  behindFunds,
  type Figure,
  FUND_LISTS,
  type FundList,
  figureAt,
  figurePath,
} from '../../modules/followup/enterprise-lists.ts';
import {
  createdTarget,
  FATES,
  PLACES,
  pipelineOf,
  type Survival,
  supportedBy,
  survivalOf,
} from '../../modules/followup/enterprises.ts';
import { domainText, figureText, standingText } from '../../modules/followup/figure-words.ts';
import { SUPPORTS } from '../../modules/followup/life.ts';
import { fundsOf } from '../../modules/followup/reports.ts';
import { named } from '../../modules/followup/rules.ts';
import { domainsOf } from '../../modules/followup/served.ts';
import { moneyText, percentText } from '../../ui/format.ts';
import { formatNumber, t } from '../../ui/i18n.ts';
import type { After } from '../programmes/after.ts';
import type { Fields } from './door.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { paged } from './paging.ts';
import type { Visit } from './visit.ts';

const ALL = 'toutes';
/** Of the parts of an address, in one part of a query. */
const DOT = '.';

/** One line of a list behind a figure. */
interface Row {
  readonly name: string;
  readonly sub: string;
  readonly href?: string;
}

/** What stands behind a figure: its name, how many, and its lines. */
export interface Behind {
  readonly title: string;
  readonly sum: string;
  readonly rows: readonly Row[];
}

/** Lines by name, so many at a time. */
export function behindRows(rows: readonly Row[], none: string, query: Fields): Html {
  const { shown, links } = paged(
    [...rows].sort((a, b) => a.name.localeCompare(b.name, 'fr')),
    query,
  );
  const row = ({ name, sub, href }: Row): Html => {
    const body = html`<span class="grow"><b>${name}</b>${sub !== '' && html`<small>${sub}</small>`}</span>`;
    return href
      ? html`<a class="row" href="${href}">${body}${icon('next', 's')}</a>`
      : html`<div class="row">${body}</div>`;
  };
  return html`${rows.length === 0 ? html`<p class="card pad">${none}</p>` : html`<div class="card rows">${shown.map(row)}</div>`}${links}`;
}

const nameIn = ({ source }: After, state: RecordState, field: string): string => {
  const id = named(source, state, field);
  const of = id && source.record(id);
  return (of && textOf(of, 'name')) || textOf(state, 'name');
};

// ---- enterprises -------------------------------------------------------------------------------------------------------------------------

/** What an address asks of the enterprises; null when it asks nothing of them. */
export function askedEnterprises(after: After, programme: RecordId, day: string, query: Fields): Behind | null {
  const asked = query['entreprises'];
  if (asked === undefined) return null;
  const figure = figureAt(asked === ALL ? [] : asked.split(DOT));
  const found = behindFigure(after.source, programme, day, figure);
  return {
    title: figureText(figure),
    sum: t('after.enterprises.list', { n: found.length }),
    rows: found.map((one) => ({ name: nameIn(after, one, 'organisation'), sub: standingText(one, day) })),
  };
}

const addressOf = (programme: RecordId, figure: Figure): string =>
  `/admin/programmes/${programme}/suites?entreprises=${encodeURIComponent(figurePath(figure).join(DOT) || ALL)}`;
const to = (programme: RecordId, figure: Figure, words: string): Html =>
  html`<a class="num" href="${addressOf(programme, figure)}">${words}</a>`;
/** Words that may go on in the next line. */
const said = (programme: RecordId, figure: Figure, words: Html | string): Html =>
  html`<a href="${addressOf(programme, figure)}">${words}</a>`;
const figureLine = (programme: RecordId, figure: Figure, n: number, label = figureText(figure)): Html =>
  html`<li><span>${label}</span>${to(programme, figure, formatNumber(n))}</li>`;

export function enterprisesPart(after: After, programme: RecordId, day: string): Html {
  const { source } = after;
  const all = supportedBy(source, programme);
  const figures: readonly Figure[] = [...SUPPORTS.map((kind): Figure => ({ of: 'support', kind })), { of: 'running' }];
  return html`<section class="card pad stack tight"><h2>${t('after.enterprises')}</h2><p class="big">${said(programme, { of: 'all' }, t('after.enterprises.n', { n: all.length }))}</p>${
    all.length > 0 &&
    html`<ul class="mini">${figures.map((figure) => figureLine(programme, figure, behindFigure(source, programme, day, figure).length))}</ul>
${coming(after, programme, day)}${survivalOf(source, programme, day)
  .filter((one) => one.all > 0)
  .map((one) => goes(programme, one))}${domains(after, programme)}`
  }</section>`;
}

/** « 7 créées sur 10 », what that word means here, and where each of them is. */
function coming({ source }: After, programme: RecordId, day: string): Html | false {
  const { all, at, how, created, lacking } = pipelineOf(source, programme, day);
  if (all.length === 0) return false;
  const target = createdTarget(source, programme);
  return html`<h3>${t('after.way')}</h3><p>${said(programme, { of: 'created' }, html`<b>${t('after.created.n', { n: created.length })}</b>`)} ${said(programme, { of: 'support', kind: 'created' }, t('after.created.of', { n: all.length }))}${target !== null && ` ${t('after.created.target', { target })}`}</p><p class="sm dim">${t(`after.how.${how}`)}</p>
<ul class="mini">${PLACES.map((place) => (place !== 'ended' || at.ended.length > 0) && figureLine(programme, { of: 'place', place }, at[place].length))}${lacking.length > 0 && figureLine(programme, { of: 'lacking' }, lacking.length)}</ul>`;
}

function goes(programme: RecordId, of: Survival): Html {
  const { months, alive, reached, all } = of;
  const rate = (label: string, whole: number, fate: 'reached' | 'all'): Html =>
    html`<li><span>${label}</span>${to(programme, { of: 'fate', months, fate }, `${t('after.of', { n: alive.length, of: whole })} · ${percentText(alive.length / whole)}`)}</li>`;
  return html`<h3>${t(`after.goes.${months}`)}</h3><ul class="mini">${
    reached > 0
      ? html`${rate(t('after.goes.reached'), reached, 'reached')}${rate(t('after.goes.all'), all, 'all')}`
      : html`<li class="dim">${t('after.goes.nodata')}</li>`
  }${FATES.map((fate) => of[fate].length > 0 && figureLine(programme, { of: 'fate', months, fate }, of[fate].length, t(`after.fate.${fate}`)))}</ul>`;
}

const domains = ({ source }: After, programme: RecordId): Html =>
  html`<ul class="mini">${domainsOf(source, programme).map(
    ({ domain, enterprises, average, months, personMonths }) =>
      html`<li><span>${domainText(domain)}</span>${to(programme, { of: 'domain', domain }, formatNumber(enterprises.length))}<small class="dim">${
        average === null
          ? t('after.users.none')
          : t('after.users', { n: average, months, sum: formatNumber(personMonths) })
      }</small></li>`,
  )}</ul><p class="sm dim">${t('after.users.how')}</p>`;

// ---- money -------------------------------------------------------------------------------------------------------------------------------

/** What an address asks of the money; null when it asks nothing of it. */
export function askedFunds(visit: Visit, after: After, programme: RecordId, query: Fields): Behind | null {
  const list = FUND_LISTS.find((one) => one === query['fonds']);
  if (!list) return null;
  const lines = behindFunds(fundsOf(after.source, programme), list);
  return {
    title: t(`after.funds.${list}`),
    sum: moneyText(lines.reduce((all, { sum }) => all + sum, 0)),
    rows: lines.map(({ request, sum }) => {
      const whose = named(after.source, request, 'of');
      const of = whose && after.source.record(whose);
      const isPerson = of?.type === 'person' && visit.reads(of);
      return {
        name: textOf(request, 'name'),
        sub: [of && visit.reads(of) && textOf(of, 'name'), moneyText(sum)].filter(Boolean).join(' · '),
        ...(isPerson && { href: `/admin/personnes/${of.id}` }),
      };
    }),
  };
}

export function moneyPart({ source }: After, programme: RecordId): Html | false {
  const funds = fundsOf(source, programme);
  if (funds.requests.length === 0) return false;
  const address = (list: FundList): string => `/admin/programmes/${programme}/suites?fonds=${list}`;
  const line = (list: FundList, label: string, value: string): Html =>
    html`<li><span>${label}</span><a class="num" href="${address(list)}">${value}</a></li>`;
  const isLeft = funds.toJustify > 0;
  return html`<section class="card pad stack tight"><h2>${t('after.money')}</h2><p class="big"><a href="${address(isLeft ? 'toJustify' : 'all')}">${
    isLeft ? t('after.head.justify', { sum: moneyText(funds.toJustify) }) : t('after.money.all')
  }</a></p>
<ul class="mini">${(['granted', 'paid', 'justified'] as const).map((sum) => line(sum, t(`after.money.${sum}`), moneyText(funds[sum])))}${funds.undecided.length > 0 && line('undecided', t('after.funds.undecided'), formatNumber(funds.undecided.length))}</ul></section>`;
}
