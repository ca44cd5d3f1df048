/**
 * Deux versions: what two people wrote without seeing each other, with who wrote what. Whoever may edit the record chooses here as well as on a phone;
 * the others are led to where it is read, and what is settled in its own place to that place.
 */
import { millisOf } from '../../kernel/clock.ts';
import { mapOf } from '../../kernel/declare.ts';
import { type Head, type RecordState, refOf, textOf } from '../../kernel/fold.ts';
import { isRecordId } from '../../kernel/ids.ts';
import type { Json } from '../../kernel/types.ts';
import { mayChoose } from '../../kernel/versions.ts';
import { catalogue } from '../../modules/catalogue.ts';
import { criterionIn } from '../../modules/training/selection-read.ts';
import { plainLanguage, t } from '../../ui/i18n.ts';
import { ROLL, twoVersions } from '../conflicts.ts';
import { BRANCH, branchTitle, conflictsFor, inBranch, narrowed } from './branches.ts';
import { timeWords } from './dates.ts';
import type { Desk, Outcome, View } from './desk.ts';
import type { Fields } from './door.ts';
import { type Html, html } from './html.ts';
import { token } from './layout.ts';
import { paged } from './paging.ts';
import type { Visit } from './visit.ts';
import { fieldWords, placeWords, valueWords } from './words.ts';

type Params = Readonly<Record<string, string>>;
const PATH = '/admin/versions';

export function registerVersions(desk: Desk): void {
  desk.page(PATH, showVersions);
  desk.form(`${PATH}/:record`, choose, showVersions);
}

async function showVersions(visit: Visit, _params: Params, query: Fields): Promise<View> {
  const code = query[BRANCH];
  // What waits for whoever is reading stands before what waits for others.
  const found = [...inBranch(await conflictsFor(visit), code, ({ home }) => home)].sort(
    (a, b) => Number(isChosenHere(visit, b)) - Number(isChosenHere(visit, a)),
  );
  const { shown, links } = paged(found, query);
  const body = html`${narrowed(branchTitle(visit, code), 'versions')}${
    found.length === 0
      ? html`<p class="card pad">${t('gens.versions.none')}</p>`
      : html`<p>${t('gens.versions.lead')}</p>
<div class="card rows">${await Promise.all(shown.map((state) => versionsRow(visit, state, code)))}</div>${links}`
  }`;
  return { title: t('state.clash'), back: ['/admin/reseau', t('entry.reseau')], entry: 'reseau', body };
}

/** What stands for a record that has no name: who or what it is about. */
const ABOUT = ['of', 'person', 'member', 'organisation', 'programme', 'cohort', 'application', 'session'];
async function nameOf(visit: Visit, state: RecordState): Promise<string> {
  const name = textOf(state, 'name') || textOf(state, 'label');
  const about = ABOUT.map((field) => refOf(state, field)).find((id) => id !== null && id !== undefined);
  const other = name || !about ? null : await visit.record(about);
  return name || (other ? nameOf(visit, other) : '');
}

async function versionsRow(visit: Visit, state: RecordState, code: string | undefined): Promise<Html> {
  const name = await nameOf(visit, state);
  const kind = catalogue[plainLanguage()][`type.${state.type}`] ?? state.type;
  const asked = twoVersions(visit.decl, state);
  const fields = await Promise.all(asked.map((field) => fieldOf(visit, state, field, code)));
  return html`<article class="pad stack tight"><div><b>${name || kind}</b><p class="sm dim">${name ? `${kind} · ` : ''}${placeWords(state.home, visit.branches)}</p></div>${fields}${elsewhere(visit, state)}</article>`;
}

const isChosenHere = (visit: Visit, state: RecordState): boolean =>
  state.type !== ROLL && mayChoose(visit.decl, visit.person, visit.grants, state);

/** Where it is settled, of what this person does not choose here. */
function elsewhere(visit: Visit, state: RecordState): Html | false {
  if (isChosenHere(visit, state)) return false;
  const session = state.type === ROLL ? refOf(state, 'session') : null;
  return session
    ? html`<p class="line wrap"><span class="sm dim">${t('gens.versions.roll')}</span><a class="btn" href="/#/appel/${session}">${t('gens.versions.roll.go')}</a></p>`
    : html`<p class="line wrap"><span class="sm dim">${t('gens.versions.app')}</span><a class="btn" href="/#/versions/${state.id}">${t('gens.versions.app.go')}</a></p>`;
}

async function fieldOf(visit: Visit, state: RecordState, field: string, code: string | undefined): Promise<Html> {
  const heads = state.fields[field] ?? [];
  const mine = isChosenHere(visit, state);
  const rows = await Promise.all(
    heads.map(async (head, at) => {
      const said = await versionWords(visit, state.type, field, head.value);
      const who = `${await visit.nameOf(head.by)}, ${timeWords(millisOf(head.eff), visit.now)}`;
      const act = t(at === 0 ? 'clash.right' : 'clash.take');
      const choice =
        mine &&
        html`<button class="btn" name="version" value="${head.id}" aria-label="${act}${t('list.of')}${said}">${act}</button>`;
      return html`<li class="stack tight"><span>${t('gens.quoted', { text: said })}</span><span class="sm dim">${who}${at === 0 && ` · ${t('gens.versions.kept')}`}</span>${choice}</li>`;
    }),
  );
  const label = await labelOf(visit, state, field);
  if (!mine) return html`<div><b>${label}</b><ul class="lines">${rows}</ul></div>`;
  return html`<form method="post" action="${PATH}/${state.id}">${token(visit)}<input type="hidden" name="champ" value="${field}"><input type="hidden" name="vues" value="${seen(heads)}">${
    code !== undefined && html`<input type="hidden" name="${BRANCH}" value="${code}">`
  }<fieldset class="field"><legend>${label}</legend><ul class="pair even">${rows}</ul></fieldset></form>`;
}

/** The versions a page showed: a choice made without having seen them all is none. */
const seen = (heads: readonly Head[]): string => heads.map(({ id }) => id).join(' ');

/** What the field is called; of a map whose keys say so, whose entry or of what. */
async function labelOf(visit: Visit, state: RecordState, field: string): Promise<string> {
  const map = mapOf(field);
  const label = fieldWords(map ?? field, state.type);
  if (map === null) return label;
  const key = field.slice(map.length + 1);
  const about = isRecordId(key)
    ? await recordWords(visit, key)
    : state.type === 'score'
      ? await criterionWords(visit, state, key)
      : catalogue[plainLanguage()][`${state.type}.${key}`];
  return about ? `${label} · ${about}` : label;
}

async function recordWords(visit: Visit, id: Json | undefined): Promise<string> {
  const state = isRecordId(id) ? await visit.record(id) : null;
  return state ? textOf(state, 'name') : '';
}

/** What a mark of a jury is for. */
async function criterionWords(visit: Visit, score: RecordState, key: string): Promise<string> {
  const of = refOf(score, 'application');
  const application = of && (await visit.record(of));
  const programme = application && refOf(application, 'programme');
  return programme ? criterionIn(await visit.naming('selection', [programme]), key) : '';
}

/** A version in words; an entry that was taken out is one like any other, and records in it go by their names. */
async function versionWords(visit: Visit, type: string, field: string, value: Json): Promise<string> {
  const map = mapOf(field);
  if (map === null) return valueWords(visit, type, field, value);
  if (value === null) return t('gens.versions.gone');
  if (typeof value !== 'object' || Array.isArray(value)) return valueWords(visit, type, field, value);
  const parts = await Promise.all(
    Object.entries(value).map(async ([part, one]) => [
      part,
      isRecordId(one) ? (await recordWords(visit, one)) || t('gens.another') : one,
    ]),
  );
  return valueWords(visit, type, field, Object.fromEntries(parts));
}

async function choose(visit: Visit, { record }: Params, fields: Fields): Promise<Outcome | null> {
  const state = isRecordId(record) ? await visit.record(record) : null;
  if (!state || state.type === ROLL) return null;
  const { champ: field = '', version = '', vues = '' } = fields;
  const heads = twoVersions(visit.decl, state).includes(field) ? (state.fields[field] ?? []) : [];
  const chosen = heads.find(({ id }) => id === version);
  if (!chosen || seen(heads) !== vues) return { refusal: { code: 'HUB-FORM-OLD' } };
  const acted = await visit.act([{ do: 'edit', record: state.id, body: { [field]: chosen.value } }]);
  if (!acted.ok) return { refusal: acted.error };
  const code = fields[BRANCH];
  return { go: `${PATH}?${new URLSearchParams({ fait: 'version', ...(code !== undefined && { [BRANCH]: code }) })}` };
}
