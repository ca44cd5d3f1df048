/**
 * Membres du réseau: organisations of the directory that are no members yet, many at a time. A list brought in from a file makes organisations; whoever
 * knows since when they belong says it here, and the register counts them.
 */
import type { Act } from '../../kernel/author.ts';
import { entryKey } from '../../kernel/declare.ts';
import { aliasOf, isVoided, type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import { derivedId, SHARED } from '../../kernel/ids.ts';
import { parseMoment } from '../../kernel/moment.ts';
import { EDUCATION } from '../../modules/directory/model.ts';
import { t } from '../../ui/i18n.ts';
import { placeText } from '../../ui/place.ts';
import { entryKeyFor } from '../../ui/records/codec.ts';
import { choiceWords } from '../derived/words.ts';
import { ownOrganisation } from '../own.ts';
import type { Desk, Outcome, View } from './desk.ts';
import type { Fields } from './door.ts';
import { type Html, html, trusted } from './html.ts';
import { icon } from './icons.ts';
import { token } from './layout.ts';
import { OWN_PAGE } from './own-page.ts';
import { askedName, isNamed, PAGE_ROWS, paged, searchByName } from './paging.ts';
import { own as inTongue } from './tongue.ts';
import type { Visit } from './visit.ts';

export const MEMBERS_PAGE = '/admin/reglages/membres';
const TYPE = 'membership';
const KIND = 'member';
/** Who belongs in one of these ways is a member already. */
const BELONGS = [KIND, 'founder'];

export function registerMembers(desk: Desk): void {
  desk.page(MEMBERS_PAGE, (visit, _params, query) => show(visit, query));
  desk.form(MEMBERS_PAGE, enter, (visit, _params, typed) => show(visit, {}, typed));
}

/** What is in the directory and joins no network of the solidarity economy. */
const NEVER: readonly string[] = ['public', ...EDUCATION];

/** Organisations this visit may make members, by name. */
async function outside(visit: Visit, own: RecordState): Promise<readonly RecordState[]> {
  const inside = new Set(
    (await visit.naming(TYPE, [own.id]))
      .filter((one) => !isVoided(one) && refOf(one, 'group') === own.id && BELONGS.includes(textOf(one, 'kind')))
      .map((one) => refOf(one, 'member')),
  );
  return (await visit.list('organisation'))
    .filter((state) => state.id !== own.id && !inside.has(state.id) && !isVoided(state) && !aliasOf(state))
    .filter((state) => !NEVER.includes(textOf(state, 'kind')) && visit.may('create', TYPE, state.home))
    .sort((a, b) => textOf(a, 'name').localeCompare(textOf(b, 'name'), 'fr'));
}

async function show(visit: Visit, query: Fields, typed: Fields = {}): Promise<View | null> {
  const own = await ownOrganisation(visit.network);
  if (!own || !visit.may('create', TYPE, own.home)) return null;
  const all = await outside(visit, own);
  const asked = askedName(query);
  const found = asked ? all.filter((state) => isNamed(textOf(state, 'name'), asked)) : all;
  const { shown, links } = paged(found, query);
  const told = t('bureau.members.found', { found: found.length, all: all.length });
  const body = html`<p>${t('bureau.members.lead', { name: textOf(own, 'name') })}</p>
${all.length > PAGE_ROWS && searchByName(MEMBERS_PAGE, asked, told, t('bureau.members.all'))}${
  shown.length === 0
    ? html`<p class="card pad">${t(all.length > 0 ? 'bureau.members.noname' : 'bureau.members.none')}</p>`
    : form(visit, shown, typed)
}${links}`;
  return {
    title: t('bureau.members'),
    subtitle: textOf(own, 'name'),
    entry: 'reglages',
    back: [OWN_PAGE, t('bureau.own')],
    body,
  };
}

const form = (visit: Visit, shown: readonly RecordState[], typed: Fields): Html =>
  html`<form method="post" action="${MEMBERS_PAGE}" class="stack">${token(visit)}<input type="hidden" name="page" value="${shown.map(({ id }) => id).join(' ')}">
<div class="card pad pair"><div class="field"><label for="from">${t('bureau.members.since')}</label><input class="in" id="from" name="from" required maxlength="40" value="${typed['from'] ?? ''}"><p class="hint">${t('bureau.members.since.hint')}</p></div>
<div class="field"><label for="decision">${t('bureau.members.decision')}</label><input class="in" id="decision" name="decision" maxlength="120" value="${typed['decision'] ?? ''}"><p class="hint">${t('bureau.members.decision.hint')}</p></div></div>
<div class="card pad stack tight">${shown.map(
    (state) =>
      html`<label class="opt"><input type="checkbox" name="m-${state.id}" value="1"${typed[`m-${state.id}`] === '1' && trusted(' checked')}><span class="grow"><b>${textOf(state, 'name')}</b><small>${[inTongue(choiceWords('organisation', 'kind', textOf(state, 'kind'))), placeText(valueOf(state, 'place'))].filter(Boolean).join(' · ')}</small></span></label>`,
  )}</div>
<div class="line wrap acts-row"><button class="btn go">${icon('check')}${t('bureau.members.go')}</button>${
    shown.length > 1 &&
    html`<button class="btn" name="toutes" value="1">${t('bureau.members.page', { count: shown.length })}</button>`
  }</div></form>`;

async function enter(visit: Visit, _params: unknown, fields: Fields): Promise<Outcome | null> {
  const own = await ownOrganisation(visit.network);
  if (!own || !visit.may('create', TYPE, own.home)) return null;
  const from = parseMoment((fields['from'] ?? '').trim());
  if (!from.ok) return { refusal: { code: 'RULE-FORMAT', fields: ['from'] } };
  const page = (fields['page'] ?? '').split(' ');
  const wanted = (id: string): boolean => (fields['toutes'] === '1' ? page.includes(id) : fields[`m-${id}`] === '1');
  const chosen = (await outside(visit, own)).filter(({ id }) => wanted(id)).slice(0, PAGE_ROWS);
  if (chosen.length === 0) return { refusal: { code: 'RULE-REQUIRED', fields: ['organisation'] } };
  const decision = (fields['decision'] ?? '').trim();
  const span = { from: from.value, status: 'active', ...(decision && { decision }) };
  const acts: Act[] = [];
  for (const { id, home } of chosen) {
    const key = entryKey('spans', entryKeyFor(span));
    const record = derivedId(TYPE, id, own.id, KIND);
    const before = await visit.network.record(record);
    if (before?.created)
      acts.push({ do: 'edit', record, body: { [key]: span } }, { do: 'void', record, voided: false });
    else {
      const body = { member: id, group: own.id, kind: KIND, [key]: span };
      acts.push({ do: 'create', type: TYPE, home, shared: [SHARED], body });
    }
  }
  const done = await visit.act(acts);
  return done.ok ? { to: MEMBERS_PAGE, done: 'membres' } : { refusal: done.error };
}
