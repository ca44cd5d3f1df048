/** Conservation: what is past its declared time. Each line opens what is held, where a person decides. */
import { manyWords } from '../derived/words.ts';
import { overdue } from '../retention.ts';
import { dateWords } from './dates.ts';
import type { Desk, View } from './desk.ts';
import { html } from './html.ts';
import { icon } from './icons.ts';
import type { Visit } from './visit.ts';

const SHOWN = 200;

export function registerRetention(desk: Desk): void {
  desk.page('/admin/conservation', show);
}

async function show(visit: Visit): Promise<View> {
  const late = await overdue(visit);
  const rules = Object.values(visit.decl.types).filter(({ personal }) => personal?.months !== undefined);
  const rows = await Promise.all(
    late
      .slice(0, SHOWN)
      .map(
        async ({ person, what }) =>
          html`<a class="row" href="/admin/personnes/${person}/donnees"><span class="sign">${icon('person')}</span><span class="grow"><b>${await visit.nameOf(person)}</b><small>${what
            .map(({ type, last }) => `${manyWords(type.name).fr}, écrit le ${dateWords(last)}`)
            .join(' · ')}</small></span>${icon('next', 's')}</a>`,
      ),
  );
  const body = html`<p>Ces personnes n’ont plus d’accès, et plus rien n’a été écrit à leur sujet depuis plus longtemps que prévu. Regardez chacune, puis effacez, ou gardez s’il y a une raison. Rien ne s’efface tout seul.</p>
${
  rows.length > 0
    ? html`<section><div class="head"><h2>À regarder</h2><span class="sm dim num">${late.length}</span></div><div class="card rows">${rows}</div></section>`
    : html`<p class="card pad">Rien n’a passé son délai.</p>`
}
<section class="card pad stack tight"><h2>Les délais</h2><ul class="lines">${rules.map(
    ({ name, personal }) =>
      html`<li>${manyWords(name).fr} : ${personal?.months} mois sans écriture. <span class="dim">${personal?.retention}</span></li>`,
  )}</ul></section>
<p><a href="/admin/registre">Registre des données personnelles</a></p>`;
  return { title: 'Conservation', subtitle: 'Ce qui a passé son délai', entry: 'reglages', body };
}
