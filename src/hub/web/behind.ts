/** The records behind a figure of the hub's pages: who or what each of them is about, by name. */
import '../../modules/training/messages/screens/index.ts';
import { textOf } from '../../kernel/fold.ts';
import type { LinkSource } from '../../kernel/links.ts';
import type { RecordId } from '../../kernel/types.ts';
import { named } from '../../modules/followup/rules.ts';
import { t } from '../../ui/i18n.ts';
import type { Fields } from './door.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { paged } from './paging.ts';
import type { Visit } from './visit.ts';

/** Fields that say whom a record is about: a person before the place where they work. */
const WHOSE = ['person', 'organisation', 'of'] as const;

/** People, those who have these jobs, enterprises, or who is financed, as far as this person may read their sheets. */
export async function behind(visit: Visit, source: LinkSource, ids: readonly RecordId[], query: Fields): Promise<Html> {
  const states = (await visit.network.links.records(ids)).filter((one) => visit.reads(one));
  const whose = new Map(
    states.map((one) => [one.id, WHOSE.map((field) => named(source, one, field)).find((id) => id) ?? one.id]),
  );
  const names = new Map((await visit.network.links.records([...whose.values()])).map((one) => [one.id, one]));
  const found = states
    .flatMap((state) => {
      const of = names.get(whose.get(state.id) as RecordId);
      return of && visit.reads(of) ? [{ state, of, name: textOf(of, 'name') }] : [];
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  const { shown, links } = paged(found, query);
  const row = ({ state, of, name }: (typeof found)[number]): Html => {
    const body = html`<span class="grow"><b>${name}</b>${state.id !== of.id && textOf(state, 'name') !== '' && html`<small>${textOf(state, 'name')}</small>`}</span>`;
    return of.type === 'person'
      ? html`<a class="row" href="/admin/personnes/${of.id}">${body}${icon('next', 's')}</a>`
      : html`<div class="row">${body}</div>`;
  };
  return html`${found.length < ids.length && html`<p class="sm dim">${t('gens.behind.part', { found: found.length, all: ids.length })}</p>`}
${found.length === 0 ? html`<p class="card pad">${t('funnel.nobody')}</p>` : html`<div class="card rows">${shown.map(row)}</div>`}${links}`;
}
