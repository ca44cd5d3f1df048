/** Hours that the people of a programme gave to their quarters, on the hub: by commune and by person; every figure opens what it is made of. */
import '../../modules/community/messages/screens/index.ts';
import '../../modules/places/naming.ts';
import { type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import { isRecordId } from '../../kernel/ids.ts';
import { actionsOf, type Given, givenBy, givenIn, givenTo, thereAt } from '../../modules/community/hours.ts';
import { formatNumber, t } from '../../ui/i18n.ts';
import { momentText } from '../../ui/moment.ts';
import { placeText } from '../../ui/place.ts';
import { type After, gatherAfter } from '../programmes/after.ts';
import { agoWords } from './dates.ts';
import type { Desk, View } from './desk.ts';
import type { Fields } from './door.ts';
import { type Html, html } from './html.ts';
import { paged } from './paging.ts';
import type { Visit } from './visit.ts';

export function registerActions(desk: Desk): void {
  desk.page('/admin/programmes/:id/actions', show);
}

/** In an address, what has no name. */
const NOWHERE = '-';

async function show(visit: Visit, { id = '' }: Readonly<Record<string, string>>, query: Fields): Promise<View | null> {
  const programme = isRecordId(id) ? await visit.record(id) : null;
  if (programme?.type !== 'programme') return null;
  const after = await gatherAfter(visit.network.links, programme, (state) => visit.reads(state));
  const { source } = after;
  const actions = actionsOf(source, programme.id, dayOf(visit.now));
  const to = `/admin/programmes/${programme.id}/actions`;
  const communes = givenTo(source, actions);
  const people = givenBy(source, actions);
  const opened = (title: string, { hours }: Given, body: Html): View => ({
    title,
    subtitle: t('actions.sum', { n: hours }),
    entry: 'programmes',
    back: [to, t('actions.back.sum')],
    body,
  });
  const place = communes.find(([name]) => (name || NOWHERE) === query['commune']);
  if (place) return opened(place[0] || t('actions.place.none'), place[1], list(after, place[1].actions, query));
  const person = people.find(([one]) => one === query['personne']);
  if (person) {
    const name = nameOf(after, visit, person[0]);
    const sheet =
      name !== '' && html`<p><a class="btn" href="/admin/personnes/${person[0]}">${t('cours.sheet')}</a></p>`;
    const body = html`${sheet}${list(after, person[1].actions, query, person[0])}`;
    return opened(name || t('cours.notread'), person[1], body);
  }
  const all = givenIn(source, actions);
  const received = await visit.network.links.received();
  const { shown, links } = paged(people, query);
  const body = html`${received > 0 && html`<p class="sm dim">${t('cours.received', { when: agoWords(received, visit.now) })}</p>`}
${
  actions.length === 0
    ? html`<p class="card pad">${t('actions.none')} ${t('actions.none.hint')}</p>`
    : html`<p class="big"><b>${t('actions.sum', { n: all.hours })}</b></p><p>${t('actions.of', { n: all.actions.length })} · ${t('actions.by', { n: all.people.length })}</p><p class="sm dim">${t('actions.how')}</p>
<div class="pair"><section class="stack tight"><h2>${t('actions.communes')}</h2>${table(
        t('cours.head.commune'),
        communes.map(([name, given]) => [
          html`${name || t('actions.place.none')}`,
          `${to}?commune=${encodeURIComponent(name || NOWHERE)}`,
          given,
        ]),
      )}</section>
<section class="stack tight"><h2>${t('actions.persons')}</h2>${table(
        t('cours.head.person'),
        shown.map(([one, given]) => [
          html`${nameOf(after, visit, one) || t('cours.notread')}`,
          `${to}?personne=${one}`,
          given,
        ]),
        false,
      )}${links}</section></div>`
}`;
  return {
    title: textOf(programme, 'name'),
    subtitle: t('actions.title'),
    entry: 'programmes',
    back: [`/admin/programmes/${programme.id}`, t('funnel.title')],
    body,
  };
}

function nameOf({ source }: After, visit: Visit, id: string): string {
  const state = isRecordId(id) ? source.record(id) : null;
  return state && visit.reads(state) ? textOf(state, 'name') : '';
}

/** @param withPeople of each line, by how many people. */
function table(
  head: string,
  lines: readonly (readonly [name: Html, to: string, given: Given])[],
  withPeople = true,
): Html {
  const row = ([name, to, { hours, actions, people }]: (typeof lines)[number]): Html =>
    html`<tr><th scope="row">${name}</th><td class="r num">${formatNumber(actions.length)}</td>${withPeople && html`<td class="r num">${formatNumber(people.length)}</td>`}<td class="r"><a class="num" href="${to}">${formatNumber(hours)}</a></td></tr>`;
  return html`<div class="card scroll" tabindex="0" role="group" aria-label="${head}"><table class="tbl"><thead><tr><th scope="col">${head}</th><th scope="col" class="r">${t('cours.head.actions')}</th>${withPeople && html`<th scope="col" class="r">${t('cours.head.people')}</th>`}<th scope="col" class="r">${t('cours.head.hours')}</th></tr></thead><tbody>${lines.map(row)}</tbody></table></div>`;
}

/** @param person whose hours; without one those of everybody who was there. */
function list({ source }: After, actions: readonly RecordState[], query: Fields, person?: string): Html {
  const { shown, links } = paged(actions, query);
  const hoursOf = (action: RecordState): number =>
    isRecordId(person) ? (thereAt(source, action).get(person) ?? 0) : givenIn(source, [action]).hours;
  const line = (action: RecordState): Html =>
    html`<div class="row"><span class="grow"><b>${textOf(action, 'name')}</b><small>${[momentText(textOf(action, 'on')), placeText(valueOf(action, 'place')), textOf(action, 'about')].filter((one) => one !== '').join(' · ')}</small></span><b class="num">${t('actions.hours', { n: hoursOf(action) })}</b></div>`;
  return html`<div class="card rows">${shown.map(line)}</div>${links}`;
}
