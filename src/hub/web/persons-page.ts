/** Personnes et accès: who works where, since when, by whom; giving, extending and ending a right; a code for a phone. */

import type { FastifyRequest } from 'fastify';
import { renderSVG } from 'uqr';
import type { Act, Acts } from '../../kernel/author.ts';
import { aliasOf, isVoided, type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import { dayOf, dayStart, delegates, GRANT, type Grant, grantOf, isCurrent } from '../../kernel/grant.ts';
import { branchOf, branchScope, isRecordId, isScope, ROOT } from '../../kernel/ids.ts';
import { resolveIn } from '../../kernel/links.ts';
import { orgOf, orgScope } from '../../kernel/sharing.ts';
import type { RecordId, Refusal, Result, Scope } from '../../kernel/types.ts';
import { fail, ok } from '../../kernel/types.ts';
import { concerning, openingActs } from '../../modules/access/opening.ts';
import { branchCode } from '../../ui/branch-code.ts';
import { t } from '../../ui/i18n.ts';
import { placeText } from '../../ui/place.ts';
import { branchActs } from '../branch-card.ts';
import { manyWords } from '../derived/words.ts';
import type { Desk, Outcome, View } from './desk.ts';
import type { Fields } from './door.ts';
import { grantForm, grantRows, rolesFor, type Shown } from './grants-part.ts';
import { type Html, html, trusted } from './html.ts';
import { icon } from './icons.ts';
import { token } from './layout.ts';
import { askedName, isNamed, paged, searchByName } from './paging.ts';
import { own, said } from './tongue.ts';
import type { Visit } from './visit.ts';
import { fieldWords, placeWords, roleWords, whereWords } from './words.ts';

type Params = Readonly<Record<string, string>>;
/** A code is read out on the telephone or carried on paper; a fortnight leaves time for both. */
const CODE_DAYS = 14;

export function registerPersons(desk: Desk): void {
  desk.page('/admin/personnes', showPersons);
  // An address fills in no form: only what was typed and refused comes back.
  desk.page('/admin/personnes/nouvelle', (visit) => showNew(visit));
  desk.form('/admin/personnes/nouvelle', createPerson, showNew);
  desk.page('/admin/personnes/:id', (visit, params) => showPerson(visit, params));
  desk.form('/admin/personnes/:id/acces', giveGrant, showPerson);
  desk.form('/admin/personnes/:id/acces/:grant', changeGrant, showPerson);
  desk.form('/admin/personnes/:id/code', makeCode, showPerson);
}

/** Grants this visit may read, by person. */
async function grantsByPerson(visit: Visit): Promise<ReadonlyMap<RecordId, readonly Shown[]>> {
  const byPerson = new Map<RecordId, Shown[]>();
  for (const state of await visit.list(GRANT)) {
    const grant = grantOf(state);
    if (!grant) continue;
    const list = byPerson.get(grant.person) ?? [];
    list.push({ state, grant });
    byPerson.set(grant.person, list);
  }
  return byPerson;
}

async function showPersons(visit: Visit, _params: Params, query: Fields): Promise<View> {
  const [all, grants] = await Promise.all([visit.list('person'), grantsByPerson(visit)]);
  const standing = all.filter((state) => !isVoided(state));
  const asked = askedName(query);
  const works = (state: RecordState): boolean =>
    (grants.get(state.id) ?? []).some(({ grant }) => isCurrent(grant, visit.now));
  const isLong = standing.length > FEW;
  const found = asked
    ? standing.filter((state) => isNamed(textOf(state, 'name'), asked))
    : isLong
      ? standing.filter(works)
      : standing;
  const where = new Map<Scope, string>();
  const scopes = [...grants.values()].flatMap((list) => list.map(({ grant }) => grant.scope));
  for (const scope of new Set([...found.map(({ home }) => home), ...scopes]))
    where.set(scope, await whereWords(visit, scope));
  const words = (scope: Scope): string => where.get(scope) ?? '';
  const inOrder = [...found].sort(
    (a, b) =>
      Number(b.home === ROOT) - Number(a.home === ROOT) ||
      words(a.home).localeCompare(words(b.home), 'fr') ||
      textOf(a, 'name').localeCompare(textOf(b, 'name'), 'fr'),
  );
  const { shown, links } = paged(inOrder, query);
  const places = [...new Set(shown.map(({ home }) => home))];
  const at = (list: readonly RecordState[], place: Scope) => list.filter(({ home }) => home === place);
  const row = (state: RecordState): Html => {
    const now = (grants.get(state.id) ?? []).filter(({ grant }) => isCurrent(grant, visit.now));
    const waiting = now.some((one) => one.state.fields['provisional']?.[0]?.value === true);
    const rights = now.map(
      ({ grant }) => `${roleWords(grant.role)}${grant.scope === state.home ? '' : `, ${words(grant.scope)}`}`,
    );
    return html`<a class="row" href="/admin/personnes/${state.id}"><span class="sign ${textOf(state, 'color')}">${icon(textOf(state, 'sign') || 'person')}</span>
<span class="grow"><b>${textOf(state, 'name')}</b><small>${rights.join(' · ') || t('gens.persons.none')}</small>${
      waiting && html`<span class="st pill">${icon('clock', 's')}${fieldWords('provisional', GRANT)}</span>`
    }</span>${icon('next', 's')}</a>`;
  };
  const body = html`${
    givers(visit).length > 0 &&
    html`<p><a class="btn go" href="/admin/personnes/nouvelle">${icon('plus')}${t('gens.persons.enrol')}</a></p>`
  }${isLong && searchByName('/admin/personnes', asked, told(found.length, standing.length, asked !== ''), t('gens.persons.working'))}${places.map(
    (place) =>
      html`<section><div class="head"><h2>${words(place)}</h2><span class="sm dim num">${at(inOrder, place).length}</span></div><div class="card rows">${at(shown, place).map(row)}</div></section>`,
  )}${links}<p><a href="/admin/registre">${t('gens.register.link')}</a></p>`;
  return { title: t('gens.persons.title'), entry: 'personnes', body };
}

/** Up to so many persons, the page lists them all; a longer list is of those who have access, and the others are searched. */
const FEW = 100;

const told = (found: number, all: number, asked: boolean): string =>
  !asked
    ? t('gens.persons.told', { n: found, all })
    : found === 0
      ? t('gens.persons.unfound')
      : t('gens.paging.people', { found, all });

/** Own grants under which this person may give rights for good. */
const givers = (visit: Visit): readonly Grant[] =>
  visit.grants.filter(
    (grant) => (visit.decl.roles[grant.role]?.grants.length ?? 0) > 0 && visit.may('create', GRANT, grant.scope),
  );

async function placesOf(visit: Visit): Promise<readonly Scope[]> {
  const scopes = new Set<Scope>(givers(visit).map((grant) => grant.scope));
  for (const state of await visit.list(GRANT)) {
    const scope = grantOf(state)?.scope;
    if (scope && orgOf(scope) === null && givers(visit).some((own) => scope.startsWith(own.scope))) scopes.add(scope);
  }
  return [...scopes].sort(
    (a, b) =>
      Number(b === ROOT) - Number(a === ROOT) ||
      placeWords(a, visit.branches).localeCompare(placeWords(b, visit.branches), 'fr'),
  );
}

async function showNew(visit: Visit, _params: Params = {}, typed: Fields = {}): Promise<View | null> {
  if (givers(visit).length === 0) return null;
  const body = html`<form method="post" action="/admin/personnes/nouvelle" class="card pad stack">${token(visit)}
<div class="field mid"><label for="name">${t('word.field.name')}</label><input class="in" id="name" name="name" required maxlength="120" autocomplete="off" value="${typed['name'] ?? ''}"><p class="hint">${t('gens.persons.name.hint')}</p></div>
${grantForm(visit, rolesFor(visit, givers(visit)), await placesOf(visit), await organisationLabels(visit), typed)}
<div><button class="btn go">${icon('check')}${t('gens.persons.enrol.go')}</button></div></form>`;
  return {
    title: t('gens.persons.enrol'),
    entry: 'personnes',
    back: ['/admin/personnes', t('gens.persons.all')],
    body,
  };
}

async function showPerson(visit: Visit, params: Params, typed: Fields = {}): Promise<View | null> {
  const state = await personState(visit, params);
  if (!state) return null;
  const shown = (await grantsByPerson(visit)).get(state.id) ?? [];
  const roles = rolesFor(visit, givers(visit));
  const body = html`<section><div class="head"><h2>${own(manyWords(GRANT))}</h2></div>${await grantRows(visit, state.id, shown)}</section>
${
  visit.may('edit', 'person', state.home) &&
  html`<section class="card pad stack tight"><h2>${t('gens.persons.code')}</h2><p>${t('gens.persons.code.text', { days: CODE_DAYS })}</p>
<form method="post" action="/admin/personnes/${state.id}/code">${token(visit)}<button class="btn">${icon('key')}${t('gens.persons.code.go')}</button></form></section>`
}
${
  roles.length > 0 &&
  html`<section class="card pad"><details${typed['role'] !== undefined && trusted(' open')}><summary>${icon('plus')}${t('gens.persons.give')}</summary><form method="post" action="/admin/personnes/${state.id}/acces" class="stack">${token(visit)}${grantForm(visit, roles, await placesOf(visit), await organisationLabels(visit), typed)}<div><button class="btn go">${icon('check')}${t('gens.persons.give.go')}</button></div></form></details></section>`
}
<section class="card pad stack tight"><h2>${t('gens.persons.privacy')}</h2><p>${t('gens.persons.privacy.text')}</p><p><a class="btn" href="/admin/personnes/${state.id}/donnees">${icon('doc')}${t('gens.persons.privacy.go')}</a></p></section>
`;
  return {
    title: textOf(state, 'name'),
    subtitle: await whereWords(visit, state.home),
    entry: 'personnes',
    back: ['/admin/personnes', t('gens.persons.all')],
    body,
  };
}

async function personState(visit: Visit, params: Params): Promise<RecordState | null> {
  const id = params['id'];
  const state = isRecordId(id) ? await visit.record(id) : null;
  return state?.type === 'person' ? state : null;
}

interface Given {
  readonly role: string;
  readonly scope: Scope;
  readonly from: string;
  readonly to: string;
  /** The branch as it was typed, where it was. */
  readonly named?: string;
  /** Whose own account it is. */
  readonly organisation?: RecordId;
}

/** Organisations of which this visit may give accounts, by what they are called: two of one name are told apart by their place or their id. */
async function organisationsOf(visit: Visit): Promise<ReadonlyMap<string, RecordState>> {
  const found = new Map<string, RecordState>();
  for (const state of await visit.list('organisation')) {
    if (isVoided(state) || aliasOf(state) || !givers(visit).some((own) => state.home.startsWith(own.scope))) continue;
    const label = [textOf(state, 'name'), placeText(valueOf(state, 'place'))].filter((part) => part).join(', ');
    found.set(found.has(label) ? `${label} (${state.id})` : label, state);
  }
  return found;
}

const organisationLabels = async (visit: Visit): Promise<readonly string[]> =>
  [...(await organisationsOf(visit)).keys()].sort((a, b) => a.localeCompare(b, 'fr'));

/** The account of an organisation: chosen by its name, given in its own scope. */
async function readOrganisation(visit: Visit, fields: Fields): Promise<Result<Given, Refusal>> {
  const { role = '', organisation = '', from = '', to = '' } = fields;
  const all = await organisationsOf(visit);
  const typed = organisation.trim();
  const named = [...all].filter(([, state]) => textOf(state, 'name') === typed);
  const state = all.get(typed) ?? (named.length === 1 ? named[0]?.[1] : undefined);
  if (!state) return fail({ code: typed ? 'RULE-FORMAT' : 'RULE-REQUIRED', fields: ['organisation'] });
  const scope = orgScope(state.home, state.id);
  return ok({ role, scope, from: from || dayOf(visit.now), to, organisation: state.id });
}

/** Reads role, place and dates from a form. */
async function readGrant(visit: Visit, fields: Fields): Promise<Result<Given, Refusal>> {
  if (visit.decl.roles[fields['role'] ?? '']?.at === 'organisation') return readOrganisation(visit, fields);
  const { role = '', place = '', other = '', from = '', to = '' } = fields;
  const named = other.trim() ? branchCode(other) : null;
  if (other.trim() && !named) return fail({ code: 'RULE-FORMAT', fields: ['scope'] });
  const scope = named ? branchScope(named) : place;
  if (!isScope(scope)) return fail({ code: 'RULE-REQUIRED', fields: ['scope'] });
  // A role made for a branch given on the whole tree, or the reverse, is a slip of the hand more often than a wish.
  const at = visit.decl.roles[role]?.at;
  if ((at === 'network') !== (branchOf(scope) === null)) return fail({ code: 'HUB-ROLE-PLACE' });
  return ok({ role, scope, from: from || dayOf(visit.now), to, ...(named && { named: other }) });
}

/** The card of the branch somebody is let into, where it has none and this person may write it. */
async function cardOf(visit: Visit, { scope, named, organisation }: Given): Promise<readonly Act[]> {
  const isBranch = !organisation && branchOf(scope) !== null;
  return isBranch && visit.may('create', 'branch', scope) ? branchActs(visit.network, named ?? placeWords(scope)) : [];
}

const grantAct = (person: RecordId, given: Given): Act => ({
  do: 'create',
  type: GRANT,
  home: given.scope,
  body: { person, role: given.role, scope: given.scope, from: given.from, ...(given.to && { to: given.to }) },
});

/** What was written about the organisation before there was anybody to share it with. */
async function open(visit: Visit, { organisation }: Given): Promise<void> {
  if (!organisation) return;
  const types = ['organisation', 'person', ...concerning(visit.decl)];
  const lists = new Map(await Promise.all(types.map(async (type) => [type, await visit.list(type)] as const)));
  const all = new Map([...lists.values()].flat().map((state) => [state.id, state]));
  const record = (id: RecordId): RecordState | null => all.get(id) ?? null;
  const source = {
    list: (type: string) => lists.get(type) ?? [],
    record,
    resolve: (id: RecordId) => resolveIn(record, id),
    mayEdit: (type: string, home: Scope) => visit.may('edit', type, home),
  };
  for (const acts of openingActs(visit.decl, source, organisation)) await visit.act(acts);
}

async function createPerson(visit: Visit, _params: Params, fields: Fields): Promise<Outcome> {
  const given = await readGrant(visit, fields);
  if (!given.ok) return { refusal: given.error };
  const card = await cardOf(visit, given.value);
  const color = `p${1 + (visit.now % 6)}`;
  const acts: Acts = (ids) => [
    {
      do: 'create',
      type: 'person',
      home: given.value.scope,
      body: { name: (fields['name'] ?? '').trim(), sign: 'person', color },
    },
    grantAct(ids(0), given.value),
    ...card,
  ];
  const done = await visit.act(acts);
  if (!done.ok) return { refusal: done.error };
  await open(visit, given.value);
  return { to: `/admin/personnes/${done.value.changes[0]?.record ?? ''}`, done: 'personne' };
}

async function giveGrant(visit: Visit, params: Params, fields: Fields): Promise<Outcome | null> {
  const state = await personState(visit, params);
  if (!state) return null;
  const given = await readGrant(visit, fields);
  if (!given.ok) return { refusal: given.error };
  const done = await visit.act([grantAct(state.id, given.value), ...(await cardOf(visit, given.value))]);
  if (done.ok) await open(visit, given.value);
  return done.ok ? { to: `/admin/personnes/${state.id}`, done: 'acces' } : { refusal: done.error };
}

async function changeGrant(visit: Visit, params: Params, fields: Fields): Promise<Outcome | null> {
  const id = params['grant'];
  const state = isRecordId(id) ? await visit.record(id) : null;
  const grant = state ? grantOf(state) : null;
  if (!state || !grant || grant.person !== params['id']) return null;
  const back = `/admin/personnes/${grant.person}`;
  const to = fields['to'] ?? '';
  if (fields['acte'] === 'fin') {
    const done = await visit.act([{ do: 'void', record: state.id, voided: true }]);
    return done.ok ? { to: back, done: 'fin' } : { refusal: done.error };
  }
  if (to !== '' && Number.isNaN(dayStart(to))) return { refusal: { code: 'RULE-FORMAT', fields: ['to'] } };
  const confirming = fields['acte'] === 'confirmer';
  // A provisional right starts when it was made; for good, its written dates count.
  const body = confirming ? { provisional: false, from: dayOf(grant.from), to } : { to };
  const done = await visit.act([{ do: 'edit', record: state.id, body }]);
  return done.ok ? { to: back, done: confirming ? 'confirme' : 'date' } : { refusal: done.error };
}

/** Shown once, on the answer itself: the hub keeps only a hash. */
async function makeCode(
  visit: Visit,
  params: Params,
  _fields: Fields,
  request: FastifyRequest,
): Promise<Outcome | null> {
  const state = await personState(visit, params);
  if (!state) return null;
  const grants = (await visit.network.grantsOf(state.id)).filter((grant) => grant.ends > visit.now);
  // Whoever holds a code holds the rights: nobody makes one for rights they could not give themselves.
  const own = (grant: Grant): boolean =>
    visit.grants.some((outer) => delegates(visit.decl, outer, grant) !== null) || grant.person === visit.person;
  if (!visit.may('edit', 'person', state.home) || !grants.every(own)) return { refusal: { code: 'RIGHT-DELEGATE' } };
  const code = await visit.network.createCode(state.id, { createdBy: visit.person, days: CODE_DAYS });
  const link = `${request.protocol}://${request.host}/#a=${code}`;
  const body = html`<section class="card pad stack"><p>${said('gens.persons.code.for', { name: html`<b>${textOf(state, 'name')}</b>` })}</p>
<p class="spell">${code}</p>
<div class="qr" role="img" aria-label="${t('gens.persons.code.square')}">${trusted(renderSVG(link, { border: 2 }))}</div>
<div class="stack tight"><p>${t('gens.persons.code.how')}</p><p class="addr">${link}</p></div>
<p class="dim">${t('gens.persons.code.days', { days: CODE_DAYS })}</p></section>
<p><a class="btn" href="/admin/personnes/${state.id}">${t('gens.persons.code.done')}</a></p>`;
  return { view: { title: t('gens.persons.code'), subtitle: textOf(state, 'name'), entry: 'personnes', body } };
}
