/** Une liste pour un partenaire: of each list, how many of it may go out, and how many stay because somebody did not say yes. */
import { aliasOf, isErased, isVoided } from '../../kernel/fold.ts';
import { namesPeople } from '../../modules/privacy/partner.ts';
import { t } from '../../ui/i18n.ts';
import { partnerFile } from '../answers.ts';
import { manyWords } from '../derived/words.ts';
import type { Desk, View } from './desk.ts';
import { PARTNER } from './files-api.ts';
import { formsOf, PARTNERS, takenTypes } from './files-page.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { own } from './tongue.ts';
import type { Visit } from './visit.ts';

export function registerPartnerPage(desk: Desk): void {
  desk.page(PARTNERS, showTypes);
  desk.page(`${PARTNERS}/:type`, showType);
}

const offered = (visit: Visit) => takenTypes(visit).filter(({ name }) => namesPeople(visit.decl, name));

async function showTypes(visit: Visit): Promise<View> {
  const rows = (list: ReturnType<typeof offered>): Html =>
    html`<div class="card rows">${list.map(
      ({ name }) =>
        html`<a class="row" href="${PARTNERS}/${name}"><b class="grow">${own(manyWords(name))}</b>${icon('next', 's')}</a>`,
    )}</div>`;
  // As among all files: what people open by itself comes first.
  const all = offered(visit);
  const [main, beside] = [all.filter(({ face }) => face), all.filter(({ face }) => !face)];
  const body = html`<p>${t('gens.partner.lead')}</p>
<section class="stack tight files">${rows(main)}${beside.length > 0 && html`<details><summary>${t('gens.files.beside')}</summary>${rows(beside)}</details>`}</section>`;
  return {
    title: t('gens.partner.title'),
    subtitle: t('gens.partner.sub'),
    entry: 'fichiers',
    back: ['/admin/fichiers', t('entry.fichiers')],
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
  const body = html`<p class="card pad"><b>${go === 0 ? t('gens.partner.go.none') : t('gens.partner.go', { n: go })}</b> ${stay > 0 && t('gens.partner.stay', { n: stay })}</p>
<p class="sm dim">${t('gens.partner.others')}</p>
${go > 0 && html`<div class="line wrap files">${formsOf(type.name, `?for=${PARTNER}`)}</div>`}`;
  return {
    title: own(manyWords(type.name)),
    subtitle: t('gens.partner.for'),
    entry: 'fichiers',
    back: [PARTNERS, t('gens.partner.title')],
    body,
  };
}
