/** Effacer: taking out of every copy what is known of a person. Asked for by the person, or because its time is over; it cannot be undone. */
import { isErased, textOf } from '../../kernel/fold.ts';
import { GRANT, grantOf } from '../../kernel/grant.ts';
import { french, t } from '../../ui/i18n.ts';
import { manyWords } from '../derived/words.ts';
import { erasingActs, sheetsOf } from '../held.ts';
import { type FromProgrammes, fromProgrammes } from '../programmes/erasing.ts';
import { type About, gather } from './about-person.ts';
import type { Desk, Outcome, View } from './desk.ts';
import type { Fields } from './door.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { token } from './layout.ts';
import type { SecondNeed } from './second-need.ts';
import { own, said } from './tongue.ts';
import type { Visit } from './visit.ts';

type Params = Readonly<Record<string, string>>;
/** More records about one person than one group may hold are several acts. */
const GROUP = 50;

/** Why; it stands with the change, which outlives what it erased, in French whoever erases. */
const REASONS = ['demande', 'delai', 'erreur'] as const;

export function registerErase(desk: Desk, second: SecondNeed): void {
  const show = async (visit: Visit, params: Params): Promise<View | null> => {
    const about = await gather(visit, params);
    if (!about) return null;
    const { person, held } = about;
    const back = [`/admin/personnes/${person.id}/donnees`, t('gens.erase.back')] as const;
    const view = { title: t('gens.erase.title'), subtitle: textOf(person, 'name'), entry: 'personnes', back } as const;
    if (isErased(person)) return { ...view, body: html`<p class="card pad">${t('gens.erase.done')}</p>` };
    if (held.some(({ state }) => state.type === GRANT && (grantOf(state)?.ends ?? 0) > visit.now))
      return {
        ...view,
        body: html`<p class="card pad">${said('gens.erase.access', { sheet: html`<a href="/admin/personnes/${person.id}">${t('gens.erase.sheet')}</a>` })}</p>`,
      };
    const { acts, ...beside } = await toErase(visit, about);
    const types = new Map<string, number>();
    for (const { state, type } of held)
      if (acts.some((act) => act.do === 'erase' && act.record === state.id))
        types.set(type.name, (types.get(type.name) ?? 0) + 1);
    const body = html`<section class="card pad stack tight"><h2>${t('gens.erase.what')}</h2><ul class="lines">${[
      ...types,
    ].map(([type, count]) => html`<li>${own(manyWords(type))}${t('list.of')}${count}</li>`)}</ul>
<p>${t('gens.erase.text')}</p>
${programmesPart(beside)}
<p><b>${t('gens.erase.final')}</b> ${t('gens.erase.files')}</p></section>
${
  (await second.isMet(visit))
    ? html`<form method="post" action="/admin/personnes/${person.id}/effacer" class="card pad stack">${token(visit)}
<div class="field mid"><label for="why">${t('gens.erase.why')}</label><select class="in" id="why" name="why">${REASONS.map(
        (value) => html`<option value="${value}">${t(`gens.erase.why.${value}`)}</option>`,
      )}</select></div>
<label class="agree"><input type="checkbox" name="sure" value="1" required> ${t('gens.erase.sure')}</label>
<div><button class="btn bad">${icon('x')}${t('gens.erase.go')}</button></div></form>`
    : second.note()
}`;
    return { ...view, body };
  };

  const erase = async (visit: Visit, params: Params, fields: Fields): Promise<Outcome | null> => {
    const about = await gather(visit, params);
    if (!about) return null;
    if (!(await second.isMet(visit))) return { refusal: { code: 'HUB-SECOND-STEP-NEEDED' } };
    const reason = REASONS.find((one) => one === fields['why']);
    const why = reason && french(`gens.erase.why.${reason}`);
    if (!why || fields['sure'] !== '1') return { refusal: { code: 'HUB-REQUEST', fields: ['why'] } };
    const { person, held } = about;
    const ends = held.some(({ state }) => state.type === GRANT && (grantOf(state)?.ends ?? 0) > visit.now);
    if (ends) return { refusal: { code: 'HUB-STILL-IN' } };
    const { acts } = await toErase(visit, about);
    for (let at = 0; at < acts.length; at += GROUP) {
      const done = await visit.act(acts.slice(at, at + GROUP), { witness: why });
      if (!done.ok) return { refusal: done.error };
    }
    return { to: `/admin/personnes/${person.id}/donnees`, done: 'efface' };
  };

  desk.page('/admin/personnes/:id/effacer', show);
  desk.form('/admin/personnes/:id/effacer', erase, show);
}

const toErase = async (visit: Visit, { person, held }: About): Promise<FromProgrammes> => {
  const known = new Map(held.map(({ state }) => [state.id, state]));
  return fromProgrammes(visit, await sheetsOf(visit, person.id), erasingActs(held), known);
};

/** What stands in the rolls and tests of groups, beside what is about the person alone. */
function programmesPart({ reasons, points, elsewhere }: Omit<FromProgrammes, 'acts'>): Html {
  const gone = [
    reasons > 0 && html`<li>${t('gens.erase.reasons', { n: reasons })}</li>`,
    points > 0 && html`<li>${t('gens.erase.points', { n: points })}</li>`,
  ];
  return html`${gone.some(Boolean) && html`<p>${t('gens.erase.also')}</p><ul class="lines">${gone}</ul>`}
<p>${t('gens.erase.counted')}</p>
${elsewhere > 0 && html`<p><b>${t('gens.erase.elsewhere', { n: elsewhere })}</b> ${t('gens.erase.elsewhere.what')}</p>`}`;
}
