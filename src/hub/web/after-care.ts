/** Who accompanies how many, and who waits for a visit, on the hub; each figure opens its people. */
import { textOf } from '../../kernel/fold.ts';
import type { RecordId } from '../../kernel/types.ts';
import { loadsOn, type Overdue, overdueOn } from '../../modules/followup/rules.ts';
import { formatNumber, t } from '../../ui/i18n.ts';
import type { After } from '../programmes/after.ts';
import type { Behind } from './after-enterprises.ts';
import { dateWords } from './dates.ts';
import type { Fields } from './door.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import type { Visit } from './visit.ts';

/** Lines of a list of the page; the rest is behind its figure. */
const SHOWN = 12;
const LATE = 'attente';

const nameIn = ({ source }: After, id: RecordId): string => {
  const state = source.record(source.resolve(id));
  return state ? textOf(state, 'name') : '';
};
const lateWords = (after: After, { mentor, last }: Overdue): string =>
  last === ''
    ? t('cours.visits.never', { name: nameIn(after, mentor) })
    : t('cours.visits.last', { name: nameIn(after, mentor), on: dateWords(Date.parse(last)) });

/** What an address asks of those who are accompanied; null when it asks nothing of them. */
export function askedCare(visit: Visit, after: After, day: string, query: Fields): Behind | null {
  const row = (id: RecordId, sub: string) => {
    const state = after.source.record(after.source.resolve(id));
    const isRead = state !== null && visit.reads(state);
    return {
      name: (isRead && textOf(state, 'name')) || t('cours.notread'),
      sub,
      ...(isRead && state.type === 'person' && { href: `/admin/personnes/${state.id}` }),
    };
  };
  if (query['visites'] === LATE) {
    const late = overdueOn(after.source, day);
    return {
      title: t('cours.visits'),
      sum: t('after.people', { n: late.length }),
      rows: late.map((one) => row(one.mentee, `${t('delay.day', { n: one.days })} · ${lateWords(after, one)}`)),
    };
  }
  const load = loadsOn(after.source, day).find(({ mentor }) => mentor === query['mentor']);
  if (!load) return null;
  return {
    title: nameIn(after, load.mentor) || t('cours.notread'),
    sum: t('after.load', { n: load.mentees.length }),
    rows: load.mentees.map((id) => row(id, '')),
  };
}

export function carePart(after: After, programme: RecordId, day: string): Html | false {
  const loads = loadsOn(after.source, day);
  if (loads.length === 0) return false;
  const late = overdueOn(after.source, day);
  const page = `/admin/programmes/${programme}/suites`;
  const line = (label: string, value: Html | string, note: string): Html =>
    html`<li><span>${label}</span>${value}${note && html`<small class="dim">${note}</small>`}</li>`;
  return html`<section class="card pad stack tight"><h2>${t('after.loads')}</h2><ul class="mini">${loads
    .slice(0, SHOWN)
    .map(({ mentor, mentees, rule, over }) =>
      line(
        nameIn(after, mentor),
        html`<a class="num" href="${page}?mentor=${mentor}">${formatNumber(mentees.length)}</a>`,
        rule && over
          ? t('after.load.over', { n: mentees.length, limit: rule.limit, source: rule.source })
          : rule
            ? t('after.load.of', { limit: rule.limit })
            : '',
      ),
    )}</ul>
${
  late.length > 0 &&
  html`<h3>${icon('clock', 's')} ${t('cours.visits')}</h3><ul class="mini">${line(t('cours.visits.all'), html`<a class="num" href="${page}?visites=${LATE}">${formatNumber(late.length)}</a>`, '')}${late.slice(0, SHOWN).map((one) => line(nameIn(after, one.mentee) || t('cours.notread'), html`<b class="num">${t('delay.day', { n: one.days })}</b>`, lateWords(after, one)))}</ul>`
}</section>`;
}
