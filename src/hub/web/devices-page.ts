/** Appareils: taking a phone out, blocking a lost one, letting it work again. */

import type { Act } from '../../kernel/author.ts';
import { allows, GRANT, grantOf, isCurrent } from '../../kernel/grant.ts';
import { isRecordId } from '../../kernel/ids.ts';
import type { RecordId } from '../../kernel/types.ts';
import { t } from '../../ui/i18n.ts';
import { typeWords } from '../derived/words.ts';
import { dateWords, timeWords } from './dates.ts';
import type { Desk, Outcome, View } from './desk.ts';
import {
  agePill,
  backlogWords,
  clockWords,
  type DeviceLine,
  deviceLine,
  deviceLines,
  heardWords,
  letsIn,
  statusMark,
} from './devices.ts';
import type { Fields } from './door.ts';
import { type Html, html, trusted } from './html.ts';
import { icon } from './icons.ts';
import { token } from './layout.ts';
import { askedName, isNamed, PAGE_ROWS, paged, searchByName } from './paging.ts';
import { own, said } from './tongue.ts';
import type { Visit } from './visit.ts';
import { fieldWords, placeWords } from './words.ts';

type Params = Readonly<Record<string, string>>;

export function registerDevices(desk: Desk): void {
  desk.page('/admin/appareils', showDevices);
  desk.page('/admin/appareils/:id', showDevice);
  desk.form('/admin/appareils/:id', changeDevice, showDevice);
}

async function showDevices(visit: Visit, _params: Params, query: Fields): Promise<View> {
  const lines = [...(await deviceLines(visit))].sort((a, b) => a.label.localeCompare(b.label, 'fr'));
  const asked = askedName(query);
  const found = lines.filter(
    ({ label, names }) => asked === '' || [label, ...names].some((one) => isNamed(one, asked)),
  );
  const { shown, links } = paged(found, query);
  const search =
    lines.length > PAGE_ROWS &&
    searchByName(
      '/admin/appareils',
      asked,
      t('gens.paging.found', { found: found.length, all: lines.length }),
      t('gens.devices.all'),
    );
  const body =
    lines.length === 0
      ? html`<div class="card pad stack tight"><div class="band"></div><p>${t('gens.devices.none')}${letsIn(visit) && html` ${said('gens.devices.none.code', { people: html`<a href="/admin/personnes">${t('entry.personnes')}</a>` })}`}</p></div>`
      : html`${search}<div class="card rows">${shown.map(
          (
            line,
          ) => html`<a class="row" href="/admin/appareils/${line.state.id}"><span class="sign">${icon('phone')}</span>
<span class="grow"><b>${line.label}</b><small>${placeWords(line.state.home, visit.branches)} · ${line.names.join(', ') || t('gens.devices.nobody')}</small>${statusMark(line.status)}${line.status === 'active' && !isRecordId(line.state.fields['steward']?.[0]?.value) && html`<span class="st pill">${icon('person', 's')}${t('gens.devices.nosteward')}</span>`}</span>${icon('next', 's')}</a>`,
        )}</div>${links}`;
  return { title: t('entry.appareils'), entry: 'appareils', body };
}

async function showDevice(visit: Visit, params: Params): Promise<View | null> {
  const id = params['id'];
  const line = isRecordId(id) ? await deviceLine(visit, id) : null;
  if (!line) return null;
  const { contact, state } = line;
  const born = state.created ? await visit.network.history(state.id) : [];
  const since = born.find((one) => one.change.shared !== undefined)?.received;
  const steward = line.state.fields['steward']?.[0]?.value;
  const facts: readonly (readonly [string, string | null])[] = [
    [own(typeWords('branch')), placeWords(state.home, visit.branches)],
    [t('entry.personnes'), line.names.join(', ') || t('gens.devices.nobody')],
    [fieldWords('steward', 'device'), isRecordId(steward) ? await visit.nameOf(steward) : null],
    [t('gens.devices.since'), since ? dateWords(since) : null],
    [t('gens.devices.last'), contact ? timeWords(contact.servedAt, visit.now) : t('gens.device.never')],
    [t('gens.devices.left'), contact ? (backlogWords(line.backlog) ?? t('gens.devices.left.none')) : null],
    [t('gens.devices.clock'), contact ? (clockWords(contact) ?? t('gens.devices.clock.right')) : null],
    [t('gens.devices.version'), contact?.app ?? null],
    [t('gens.devices.number'), line.device],
  ];
  const body = html`<div class="two"><section class="card pad stack"><div class="line wrap full">${agePill(contact?.servedAt, visit.now)}<p class="grow">${heardWords(contact?.servedAt, visit.now)}</p>${statusMark(line.status)}</div>
<dl class="known">${facts.map(([name, value]) => value !== null && html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></section>
<div class="stack">${visit.may('edit', 'device', state.home) ? acts(visit, line, await stewardsFor(visit, line)) : null}</div></div>`;
  const back = ['/admin/appareils', t('gens.devices.all')] as const;
  return { title: line.label, subtitle: placeWords(state.home, visit.branches), entry: 'appareils', back, body };
}

interface Steward {
  readonly person: RecordId;
  readonly name: string;
}

/** Who may answer for a phone: whoever could block it, by a right in force. */
async function stewardsFor(visit: Visit, { state }: DeviceLine): Promise<readonly Steward[]> {
  const grants = (await visit.list(GRANT)).flatMap((one) => grantOf(one) ?? []);
  const able = grants.filter(
    (grant) => isCurrent(grant, visit.now) && allows(visit.decl, grant, 'edit', 'device', state.home),
  );
  const people = [...new Set(able.map(({ person }) => person))];
  const named = await Promise.all(people.map(async (person) => ({ person, name: await visit.nameOf(person) })));
  return named.sort((a, b) => a.name.localeCompare(b.name, 'fr'));
}

function acts(visit: Visit, line: DeviceLine, stewards: readonly Steward[]): Html {
  const now = line.state.fields['steward']?.[0]?.value;
  const answers = html`<form method="post" action="/admin/appareils/${line.state.id}" class="card pad stack tight">${token(visit)}<input type="hidden" name="etat" value="responsable">
<div class="field mid"><label for="steward">${t('gens.devices.steward')}</label><select class="in" id="steward" name="steward" required><option value="">—</option>${stewards.map(
    ({ person, name }) => html`<option value="${person}"${person === now && trusted(' selected')}>${name}</option>`,
  )}</select><p class="hint">${t('gens.devices.steward.hint')}</p></div><div><button class="btn">${t('gens.devices.note')}</button></div></form>`;
  const form = (to: string, label: string, style: string, sign: string): Html =>
    html`<form method="post" action="/admin/appareils/${line.state.id}">${token(visit)}<input type="hidden" name="etat" value="${to}"><button class="btn ${style}">${icon(sign)}${label}</button></form>`;
  const rename = html`<form method="post" action="/admin/appareils/${line.state.id}" class="card pad stack tight">${token(visit)}<input type="hidden" name="etat" value="nom">
<div class="field mid"><label for="label">${fieldWords('label', 'device')}</label><input class="in" id="label" name="label" maxlength="60" required value="${line.label}"><p class="hint">${t('gens.devices.label.hint')}</p></div><div><button class="btn">${t('gens.devices.rename')}</button></div></form>`;
  if (line.status !== 'active') {
    const blocked = line.status === 'blocked';
    return html`<section class="card pad stack tight"><h2>${t('gens.devices.back')}</h2><p>${t(blocked ? 'gens.devices.back.blocked' : 'gens.devices.back.out')}</p>${form('actif', t(blocked ? 'gens.devices.unblock' : 'gens.devices.again'), 'go', 'check')}</section>${answers}${rename}`;
  }
  return html`${answers}${rename}
<section class="card pad stack tight"><h2>${t('gens.devices.leaves')}</h2><p>${t('gens.devices.leaves.text')}</p>${form('sorti', t('gens.devices.leaves.go'), '', 'x')}</section>
<section class="card pad stack tight"><h2>${t('gens.devices.lost')}</h2><p>${t('gens.devices.lost.text')}</p>${form('bloque', t('gens.devices.lost.go'), 'bad', 'lock')}</section>`;
}

async function changeDevice(visit: Visit, params: Params, fields: Fields): Promise<Outcome | null> {
  const id = params['id'];
  const line = isRecordId(id) ? await deviceLine(visit, id) : null;
  if (!line) return null;
  const edit = (body: Extract<Act, { do: 'edit' }>['body']): Act => ({ do: 'edit', record: line.state.id, body });
  const back = `/admin/appareils/${line.state.id}`;
  const choice = fields['etat'];
  const acts: readonly [Act, 'sorti' | 'bloque' | 'debloque' | 'date'] | null =
    choice === 'sorti'
      ? [edit({ status: 'ended' }), 'sorti']
      : choice === 'bloque'
        ? [edit({ status: 'blocked', blockedAfter: await visit.network.lastSeq(line.device) }), 'bloque']
        : choice === 'actif'
          ? [edit({ status: 'active' }), 'debloque']
          : null;
  if (choice === 'responsable') {
    const steward = (await stewardsFor(visit, line)).find(({ person }) => person === fields['steward']);
    if (!steward) return { refusal: { code: 'RULE-REQUIRED', fields: ['steward'] } };
    const done = await visit.act([edit({ steward: steward.person })]);
    return done.ok ? { to: back, done: 'responsable' } : { refusal: done.error };
  }
  if (choice === 'nom') {
    const done = await visit.act([edit({ label: (fields['label'] ?? '').trim().slice(0, 60) })]);
    return done.ok ? { to: back, done: 'nom' } : { refusal: done.error };
  }
  if (!acts) return { refusal: { code: 'HUB-REQUEST', fields: ['status'] } };
  const done = await visit.act([acts[0]]);
  return done.ok ? { to: back, done: acts[1] } : { refusal: done.error };
}
