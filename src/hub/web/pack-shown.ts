/** Whether a pack of figures is shown to anybody: decided by the office that froze it, and taken back as easily. */
import { isVoided, type RecordState, valueOf } from '../../kernel/fold.ts';
import { derivedId, isRecordId } from '../../kernel/ids.ts';
import { t } from '../../ui/i18n.ts';
import type { Desk, Outcome } from './desk.ts';
import type { Fields } from './door.ts';
import { type Html, html } from './html.ts';
import { token } from './layout.ts';
import { said } from './tongue.ts';
import type { Visit } from './visit.ts';
import { fieldWords } from './words.ts';

const TYPE = 'figures_shown';

async function isShown(visit: Visit, pack: RecordState): Promise<boolean> {
  const state = await visit.network.record(derivedId(TYPE, pack.id));
  return (
    state?.created !== undefined && state?.created !== null && !isVoided(state) && valueOf(state, 'shown') === true
  );
}

/** On the page of a pack. */
export async function shownPart(visit: Visit, pack: RecordState, programme: RecordState): Promise<Html> {
  const shown = await isShown(visit, pack);
  const page = `/reseau/${visit.network.card.slug}/programmes/${programme.id}`;
  const may = visit.may('create', TYPE, pack.home);
  return html`<section class="card pad stack tight files"><h2>${fieldWords('shown', TYPE)}</h2><p>${
    shown ? said('cours.shown', { page: html`<a href="${page}">${t('cours.shown.page')}</a>` }) : t('cours.shown.not')
  }</p>${
    may &&
    html`<form method="post" action="/admin/programmes/montrer/${pack.id}">${token(visit)}<input type="hidden" name="montrer" value="${shown ? 'non' : 'oui'}"><button class="btn">${t(shown ? 'cours.shown.stop' : 'cours.shown.go')}</button></form>`
  }</section>`;
}

/** Of two packs of a programme that are shown, the page has the later one. */
async function decide(
  visit: Visit,
  { id = '' }: Readonly<Record<string, string>>,
  fields: Fields,
): Promise<Outcome | null> {
  const pack = isRecordId(id) ? await visit.record(id) : null;
  if (pack?.type !== 'programme_figures') return null;
  const record = derivedId(TYPE, pack.id);
  const shown = fields['montrer'] === 'oui';
  const before = await visit.network.record(record);
  const done = await visit.act([
    before?.created
      ? { do: 'edit', record, body: { shown } }
      : { do: 'create', type: TYPE, home: pack.home, body: { figures: pack.id, shown } },
  ]);
  return done.ok ? { go: `/admin/programmes/dossier/${pack.id}` } : { refusal: done.error };
}

export function registerShown(desk: Desk): void {
  desk.form('/admin/programmes/montrer/:id', decide, async () => null);
}
