/** Effacer: taking out of every copy what is known of a person. Asked for by the person, or because its time is over; it cannot be undone. */
import { isErased, textOf } from '../../kernel/fold.ts';
import { GRANT, grantOf } from '../../kernel/grant.ts';
import { formatNumber } from '../../ui/format.ts';
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
import type { Visit } from './visit.ts';

type Params = Readonly<Record<string, string>>;
/** More records about one person than one group may hold are several acts. */
const GROUP = 50;

/** Why; it stands with the change, which outlives what it erased. */
const REASONS: Readonly<Record<string, string>> = {
  demande: 'À la demande de la personne',
  delai: 'Délai de conservation passé',
  erreur: 'Inscrite par erreur',
};

export function registerErase(desk: Desk, second: SecondNeed): void {
  const show = async (visit: Visit, params: Params): Promise<View | null> => {
    const about = await gather(visit, params);
    if (!about) return null;
    const { person, held } = about;
    const back = [`/admin/personnes/${person.id}/donnees`, 'Ne rien effacer'] as const;
    const view = { title: 'Effacer', subtitle: textOf(person, 'name'), entry: 'personnes', back } as const;
    if (isErased(person)) return { ...view, body: html`<p class="card pad">C’est déjà fait.</p>` };
    if (held.some(({ state }) => state.type === GRANT && (grantOf(state)?.ends ?? 0) > visit.now))
      return {
        ...view,
        body: html`<p class="card pad">Cette personne a encore un accès. Mettez-y d’abord fin sur <a href="/admin/personnes/${person.id}">sa fiche</a>.</p>`,
      };
    const { acts, ...beside } = await toErase(visit, about);
    const types = new Map<string, number>();
    for (const { state, type } of held)
      if (acts.some((act) => act.do === 'erase' && act.record === state.id))
        types.set(type.name, (types.get(type.name) ?? 0) + 1);
    const body = html`<section class="card pad stack tight"><h2>Ce qui sera effacé</h2><ul class="lines">${[
      ...types,
    ].map(([type, count]) => html`<li>${manyWords(type).fr} : ${count}</li>`)}</ul>
<p>Le nom, le téléphone et tout ce qui a été écrit disparaissent d’ici, puis de chaque téléphone à son prochain échange. Les comptes restent justes : une femme effacée reste une femme comptée.</p>
${programmesPart(beside)}
<p><b>Cela ne se défait pas.</b> Les fichiers déjà sortis du réseau ne sont pas touchés.</p></section>
${
  (await second.isMet(visit))
    ? html`<form method="post" action="/admin/personnes/${person.id}/effacer" class="card pad stack">${token(visit)}
<div class="field mid"><label for="why">Pourquoi</label><select class="in" id="why" name="why">${Object.entries(
        REASONS,
      ).map(([value, words]) => html`<option value="${value}">${words}</option>`)}</select></div>
<label class="agree"><input type="checkbox" name="sure" value="1" required> J’ai vérifié qu’il s’agit de la bonne personne.</label>
<div><button class="btn bad">${icon('x')}Effacer pour toujours</button></div></form>`
    : second.note()
}`;
    return { ...view, body };
  };

  const erase = async (visit: Visit, params: Params, fields: Fields): Promise<Outcome | null> => {
    const about = await gather(visit, params);
    if (!about) return null;
    if (!(await second.isMet(visit))) return { refusal: { code: 'HUB-SECOND-STEP-NEEDED' } };
    const why = Object.hasOwn(REASONS, fields['why'] ?? '') ? REASONS[fields['why'] as string] : undefined;
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
    reasons > 0 &&
      html`<li>Motifs d’absence dans les appels : ${formatNumber(reasons)}. L’historique de ces appels en garde la trace.</li>`,
    points > 0 &&
      html`<li>Notes aux tests d’une cohorte : ${formatNumber(points)}. L’historique de ces tests en garde la trace.</li>`,
  ];
  return html`${gone.some(Boolean) && html`<p>Seront aussi retirés, sans toucher à ce qui est dit des autres :</p><ul class="lines">${gone}</ul>`}
<p>Dans les formations, ses présences et l’étape atteinte restent comptées, sans son nom.</p>
${elsewhere > 0 && html`<p><b>Dans d’autres antennes, ${elsewhere > 1 ? `${formatNumber(elsewhere)} écrits resteront` : 'un écrit restera'} :</b> inscriptions, motifs d’absence ou notes. Pour que tout parte, demandez au secrétariat d’effacer à votre place.</p>`}`;
}
