/** Deux versions: what two people wrote without seeing each other, with who wrote what. Somebody who answers for the sheet chooses, on a phone. */
import { millisOf } from '../../kernel/clock.ts';
import { mapOf } from '../../kernel/declare.ts';
import { type RecordState, refOf, textOf } from '../../kernel/fold.ts';
import { isRecordId } from '../../kernel/ids.ts';
import { catalogue } from '../../modules/catalogue.ts';
import { twoVersions } from '../conflicts.ts';
import { BRANCH, branchTitle, conflictsFor, inBranch, narrowed } from './branches.ts';
import { timeWords } from './dates.ts';
import type { Desk, View } from './desk.ts';
import type { Fields } from './door.ts';
import { type Html, html } from './html.ts';
import { paged } from './paging.ts';
import { fieldValueWords } from './values.ts';
import type { Visit } from './visit.ts';
import { fieldWords, placeWords } from './words.ts';

export function registerVersions(desk: Desk): void {
  desk.page('/admin/versions', showVersions);
}

async function showVersions(visit: Visit, _params: unknown, query: Fields): Promise<View> {
  const code = query[BRANCH];
  const found = inBranch(await conflictsFor(visit), code, ({ home }) => home);
  const { shown, links } = paged(found, query);
  const body = html`${narrowed(branchTitle(visit, code), 'versions')}${
    found.length === 0
      ? html`<p class="card pad">Aucune fiche n’a deux versions.</p>`
      : html`<p>Deux personnes ont écrit la même chose sans se voir. Qui répond de la fiche choisit sur son téléphone, dans «\u00a0À faire\u00a0». Rien n’est perdu\u00a0: l’autre version reste dans l’historique.</p>
<div class="card rows">${await Promise.all(shown.map((state) => versionsRow(visit, state)))}</div>${links}`
  }`;
  return { title: 'Deux versions', back: ['/admin/reseau', 'Réseau'], entry: 'reseau', body };
}

/** What stands for a record that has no name: who or what it is about. */
const ABOUT = ['of', 'person', 'member', 'organisation', 'programme', 'cohort'];
async function nameOf(visit: Visit, state: RecordState): Promise<string> {
  const name = textOf(state, 'name');
  const about = ABOUT.map((field) => refOf(state, field)).find((id) => id !== null && id !== undefined);
  const other = name || !about ? null : await visit.record(about);
  return name || (other ? textOf(other, 'name') : '');
}

async function versionsRow(visit: Visit, state: RecordState): Promise<Html> {
  const type = visit.decl.types[state.type];
  const name = await nameOf(visit, state);
  const kind = catalogue.fr[`type.${state.type}`] ?? state.type;
  const fields = await Promise.all(
    twoVersions(state).map(async (field) => {
      const heads = await Promise.all(
        (state.fields[field] ?? []).map(async ({ value, by, eff }) => {
          const said = isRecordId(value) ? await visit.nameOf(value) : fieldValueWords(type, field, value);
          return html`<li>«\u00a0${said}\u00a0» <span class="sm dim">${await visit.nameOf(by)}, ${timeWords(millisOf(eff), visit.now)}</span></li>`;
        }),
      );
      return html`<div><b>${fieldWords(mapOf(field) ?? field, state.type)}</b><ul class="lines">${heads}</ul></div>`;
    }),
  );
  return html`<article class="pad stack tight"><div><b>${name || kind}</b><p class="sm dim">${name ? `${kind} · ` : ''}${placeWords(state.home, visit.branches)}</p></div>${fields}</article>`;
}
