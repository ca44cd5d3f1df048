/** Une liste pour un partenaire: of each list, how many of it may go out, and how many stay because somebody did not say yes. */
import { aliasOf, isErased, isVoided } from '../../kernel/fold.ts';
import { namesPeople } from '../../modules/privacy/partner.ts';
import { formatNumber } from '../../ui/format.ts';
import { partnerFile } from '../answers.ts';
import { manyWords } from '../derived/words.ts';
import type { Desk, View } from './desk.ts';
import { PARTNER } from './files-api.ts';
import { formsOf, PARTNERS, takenTypes } from './files-page.ts';
import { html } from './html.ts';
import { icon } from './icons.ts';
import type { Visit } from './visit.ts';

export function registerPartnerPage(desk: Desk): void {
  desk.page(PARTNERS, showTypes);
  desk.page(`${PARTNERS}/:type`, showType);
}

const offered = (visit: Visit) => takenTypes(visit).filter(({ name }) => namesPeople(visit.decl, name));

async function showTypes(visit: Visit): Promise<View> {
  const body = html`<p>La loi 2013-015 demande l’accord de la personne avant de donner son nom. Il se note sur sa fiche, dans l’onglet « Accords ».</p>
<div class="card rows">${offered(visit).map(
    ({ name }) =>
      html`<a class="row" href="${PARTNERS}/${name}"><b class="grow">${manyWords(name).fr}</b>${icon('next', 's')}</a>`,
  )}</div>`;
  return {
    title: 'Une liste pour un partenaire',
    subtitle: 'Seulement les personnes qui ont dit oui',
    entry: 'fichiers',
    back: ['/admin/fichiers', 'Fichiers'],
    body,
  };
}

async function showType(visit: Visit, params: { readonly [name: string]: string }): Promise<View | null> {
  const type = offered(visit).find(({ name }) => name === params['type']);
  if (!type) return null;
  const given = await partnerFile(visit.network, visit.decl, type.name);
  let [go, stay] = [0, 0];
  for await (const page of visit.each(type.name))
    for (const state of page)
      if (given(state)) go++;
      else if (!isVoided(state) && !isErased(state) && aliasOf(state) === null) stay++;
  const [out, kept] = [formatNumber(go), formatNumber(stay)];
  const body = html`<p class="card pad"><b>${go === 1 ? '1 fiche peut sortir.' : go === 0 ? 'Aucune fiche ne peut sortir.' : `${out} fiches peuvent sortir.`}</b> ${
    stay > 0 &&
    (stay === 1
      ? '1 fiche reste ici : la personne n’a pas dit oui, ou elle a repris son accord.'
      : `${kept} fiches restent ici : ces personnes n’ont pas dit oui, ou elles ont repris leur accord.`)
  }</p>
<p class="sm dim">Les autres personnes nommées dans ces fiches sont enlevées, sauf si elles ont dit oui. Relisez le fichier avant de le donner : un nom écrit à la main dans un texte y reste.</p>
${go > 0 && html`<div class="line wrap files">${formsOf(type.name, `?for=${PARTNER}`)}</div>`}`;
  return {
    title: manyWords(type.name).fr,
    subtitle: 'Pour un partenaire',
    entry: 'fichiers',
    back: [PARTNERS, 'Une liste pour un partenaire'],
    body,
  };
}
