/** The aims of a programme on the hub: every indicator with how it is counted, what was done apart from what it changed, each figure with its list. */
import { textOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import type { RecordId } from '../../kernel/types.ts';
import { howText, targetText, verdictText } from '../../modules/training/aim-words.ts';
import { type Aim, byLevel, type Followed, goalsOf } from '../../modules/training/aims.ts';
import { CURVE, curveOf, type Point, pointsOf } from '../../modules/training/aims-over-time.ts';
import { formatNumber, t } from '../../ui/i18n.ts';
import { momentText } from '../../ui/moment.ts';
import { gatherAims } from '../programmes/aims.ts';
import { behind } from './behind.ts';
import type { Desk, View } from './desk.ts';
import type { Fields } from './door.ts';
import { heardLine } from './heard-line.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { funnelFor } from './programme-seen.ts';
import type { Visit } from './visit.ts';

export function registerAims(desk: Desk): void {
  desk.page('/admin/programmes/:id/buts', show);
}

async function show(visit: Visit, { id = '' }: Readonly<Record<string, string>>, query: Fields): Promise<View | null> {
  const found = await funnelFor(visit, id);
  if (!found) return null;
  const { programme, funnel } = found;
  const seen = await gatherAims(visit, programme, funnel, dayOf(visit.now));
  const title = textOf(programme, 'name');
  const asked = seen.aims
    .flatMap(({ indicators }) => indicators)
    .find((one) => one.indicator.id === query['indicateur']);
  if (asked?.counted)
    return {
      title: textOf(asked.indicator, 'name'),
      subtitle: `${formatNumber(asked.counted.value ?? asked.counted.records.length)} ${targetText(asked)}`,
      entry: 'programmes',
      back: [`/admin/programmes/${programme.id}/buts`, t('aims.back')],
      body: html`<p class="sm dim">${howText(programme, asked)}</p>${await behind(visit, seen.source, asked.counted.records, query)}`,
    };
  const line = (aim: Aim['aim'], of: Followed): Html =>
    indicatorPart(of, programme.id, howText(programme, of), pointsOf(aim, of, seen.packs));
  const body = html`${await heardLine(visit)}
${seen.aims.length === 0 ? html`<p class="card pad">${t('aims.none')}. ${t('aims.none.hint')}</p>` : html`<div class="pair">${seen.aims.map((aim, at) => aimPart(aim, at, line))}</div>`}${goalsPart(seen.aims)}`;
  return {
    title,
    subtitle: t('cours.aims'),
    entry: 'programmes',
    back: [`/admin/programmes/${programme.id}`, t('funnel.title')],
    body,
  };
}

const aimPart = ({ aim, indicators }: Aim, at: number, line: (aim: Aim['aim'], of: Followed) => Html): Html =>
  html`<section class="card pad stack tight"><h2>${formatNumber(at + 1)}. ${textOf(aim, 'name')}</h2>${
    indicators.length === 0
      ? html`<p class="dim">${t('aims.noindicator')}</p>`
      : byLevel(indicators).map(
          ([level, list]) =>
            html`<h3 class="sm dim">${t(`indicator.level.${level}`)}</h3><ul class="lines">${list.map((one) => line(aim, one))}</ul>`,
        )
  }</section>`;

function goalsPart(aims: readonly Aim[]): Html | false {
  const goals = goalsOf(aims);
  return (
    goals.length > 0 &&
    html`<section class="card pad stack tight"><h2>${t('aims.goals')}</h2><ul class="mini">${goals.map(
      ([goal, list]) =>
        html`<li><span>${t(`indicator.sdg.${goal}`)}</span><b>${list
          .map(
            ({ indicator, value }) =>
              `${textOf(indicator, 'name')}${t('list.of')}${value === null ? t('aims.nodata').toLowerCase() : formatNumber(value)}`,
          )
          .join(t('list.comma'))}</b></li>`,
    )}</ul></section>`
  );
}

function indicatorPart(of: Followed, programme: RecordId, how: string, points: readonly Point[]): Html {
  const { indicator, counted, what, value, baseline, progress, reached } = of;
  const width = Math.max(0, Math.min(1, progress ?? 0)) * 100;
  return html`<li class="stack tight"><b>${textOf(indicator, 'name')}</b>${
    value === null
      ? html`<p class="sm">${t('aims.nodata')}</p>`
      : html`<p>${
          counted
            ? html`<a class="num" href="/admin/programmes/${programme}/buts?indicateur=${indicator.id}"><b>${formatNumber(value)}</b></a>`
            : html`<b class="num">${formatNumber(value)}</b>`
        } ${targetText(of)} ${reached !== null && html`<span class="st ${reached ? 'ok' : 'wait'}">${icon(reached ? 'check' : 'clock', 's')}${verdictText(reached)}</span>`}</p>${
          progress === null
            ? baseline === null && html`<p class="sm dim">${t('aims.nobaseline')}</p>`
            : html`<svg class="share" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="reached" width="${width.toFixed(2)}" height="4"/></svg>`
        }`
  }<p class="sm dim">${value !== null && icon(what ? 'check' : 'pencil', 's')} ${how}</p>${overTime(points)}</li>`;
}

/** How the figure came there: drawn, and told day by day. */
function overTime(points: readonly Point[]): Html | false {
  const curve = curveOf(points);
  return (
    curve !== null &&
    html`<svg class="curve" viewBox="0 0 ${CURVE.width} ${CURVE.height}" aria-hidden="true">${curve.lines.map(
      (line) => html`<polyline points="${line}"/>`,
    )}${curve.dots.map(([x, y]) => html`<circle cx="${x}" cy="${y}" r="3"/>`)}</svg><details><summary>${t('aims.time', { n: points.length })}</summary><ul class="mini">${points.map(
      ({ on, value }) =>
        html`<li><span>${momentText(on)}</span><b class="num">${value === null ? t('aims.time.hidden') : formatNumber(value)}</b></li>`,
    )}</ul></details>`
  );
}
