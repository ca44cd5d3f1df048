/** Conservation: what is past its declared time. Each line opens what is held, where a person decides. */
import { formatNumber } from '../../ui/format.ts';
import { manyWords } from '../derived/words.ts';
import { overdue } from '../retention.ts';
import { dateWords } from './dates.ts';
import type { Desk, View } from './desk.ts';
import type { Fields } from './door.ts';
import { html } from './html.ts';
import { icon } from './icons.ts';
import { askedName, isNamed, PAGE_ROWS, paged, searchByName } from './paging.ts';
import type { Visit } from './visit.ts';

const PAGE = '/admin/conservation';

export function registerRetention(desk: Desk): void {
  desk.page(PAGE, (visit, _params, query) => show(visit, query));
}

async function show(visit: Visit, query: Fields): Promise<View> {
  const late = await overdue(visit);
  const asked = askedName(query);
  const found = asked === '' ? late : late.filter(({ name }) => isNamed(name, asked));
  const { shown, links } = paged(found, query);
  const rules = Object.values(visit.decl.types).filter(({ personal }) => personal?.months !== undefined);
  const rows = shown.map(
    ({ person, name, what }) =>
      html`<a class="row" href="/admin/personnes/${person}/donnees"><span class="sign">${icon('person')}</span><span class="grow"><b>${name}</b><small>${what
        .map(({ type, last }) => `${manyWords(type.name).fr}, écrit le ${dateWords(last)}`)
        .join(' · ')}</small></span>${icon('next', 's')}</a>`,
  );
  const told =
    asked === ''
      ? 'Les plus anciennes d’abord.'
      : found.length === 0
        ? 'Personne de ce nom n’a passé son délai. Essayez avec une partie du nom.'
        : `${formatNumber(found.length)} sur ${formatNumber(late.length)} personnes.`;
  const body = html`<p>Ces personnes n’ont plus d’accès, et plus rien n’a été écrit à leur sujet depuis plus longtemps que prévu. Regardez chacune, puis effacez, ou gardez s’il y a une raison. Rien ne s’efface tout seul.</p>
${
  late.length > 0
    ? html`${late.length > PAGE_ROWS && searchByName(PAGE, asked, told, 'Toutes')}
<section class="stack tight"><div class="head"><h2>À regarder</h2><span class="sm dim num">${formatNumber(late.length)}</span></div>${
        rows.length > 0 && html`<div class="card rows">${rows}</div>`
      }${links}</section>`
    : html`<p class="card pad">Rien n’a passé son délai.</p>`
}
<section class="card pad stack tight"><h2>Les délais</h2><ul class="lines">${rules.map(
    ({ name, personal }) =>
      html`<li>${manyWords(name).fr} : ${personal?.months} mois sans écriture. <span class="dim">${personal?.retention}</span></li>`,
  )}</ul></section>
<p><a href="/admin/registre">Registre des données personnelles</a></p>`;
  return {
    title: 'Conservation',
    subtitle: 'Ce qui a passé son délai',
    entry: 'reglages',
    back: ['/admin/reglages', 'Réglages'],
    body,
  };
}
