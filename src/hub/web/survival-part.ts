/** Enterprises of a programme on the hub: created, strengthened, and which of them go on, over those reached and over all. */
import type { RecordId } from '../../kernel/types.ts';
import { FATES, supportedBy, survivalOf } from '../../modules/followup/enterprises.ts';
import { isActive, SUPPORTS } from '../../modules/followup/life.ts';
import { percentText } from '../../ui/format.ts';
import { formatNumber, t } from '../../ui/i18n.ts';
import type { After } from '../programmes/after.ts';
import { type Html, html } from './html.ts';

export function survivalPart({ source }: After, programme: RecordId, day: string): Html | false {
  const all = supportedBy(source, programme);
  if (all.length === 0) return false;
  const line = (label: string, value: string): Html => html`<li><span>${label}</span><b class="num">${value}</b></li>`;
  const active = all.filter((one) => isActive(one, day)).length;
  const rate = (label: string, n: number, of: number): Html =>
    line(label, `${t('after.of', { n, of })} · ${percentText(n / of)}`);
  return html`<ul class="mini">${SUPPORTS.map((kind) => line(t(`enterprise.supports.kind.${kind}`), formatNumber(supportedBy(source, programme, kind).length)))}${line(t('after.enterprises.active'), formatNumber(active))}</ul>
${survivalOf(source, programme, day)
  .filter((one) => one.all > 0)
  .map(
    (one) =>
      html`<h3>${t(`after.goes.${one.months}`)}</h3><ul class="mini">${
        one.reached > 0
          ? html`${rate(t('after.goes.reached'), one.alive.length, one.reached)}${rate(t('after.goes.all'), one.alive.length, one.all)}`
          : html`<li class="dim">${t('after.goes.nodata')}</li>`
      }${FATES.map((fate) => fate !== 'alive' && one[fate].length > 0 && line(t(`after.fate.${fate}`), formatNumber(one[fate].length)))}</ul>`,
  )}`;
}
