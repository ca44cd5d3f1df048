/** Réseau: which phones are silent, since when, and what is on its way. */
import { ODD_CLOCK } from '../../kernel/clock.ts';
import { t } from '../../ui/i18n.ts';
import { BRANCH, branchLines, branchRow, branchTitle, inBranch, isSilent, narrowed, SILENT_DAYS } from './branches.ts';
import { dayWords, timeWords } from './dates.ts';
import type { Desk, View } from './desk.ts';
import { agePill, backlogWords, clockWords, type DeviceLine, deviceLines, letsIn, statusMark } from './devices.ts';
import type { Fields, WebDeps } from './door.ts';
import { firstCard } from './first-steps-page.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { paged } from './paging.ts';
import { said } from './tongue.ts';
import type { Visit } from './visit.ts';
import { placeWords } from './words.ts';

export function registerNetwork(desk: Desk, deps: WebDeps): void {
  desk.page('/admin/reseau', (visit, _params, query) => showNetwork(visit, deps, query));
}

async function showNetwork(visit: Visit, deps: WebDeps, query: Fields): Promise<View> {
  const code = query[BRANCH];
  const lines = await deviceLines(visit);
  const [returned, held, toReview] = await Promise.all([
    visit.groups('returned'),
    visit.groups('held'),
    visit.groups('quarantined'),
  ]);
  const active = lines.filter((line) => line.status === 'active');
  const seen = active.filter((line) => !isSilent(line, visit.now));
  const odd = active.filter((line) => Math.abs(line.contact?.skew ?? 0) >= ODD_CLOCK);
  const branch = branchTitle(visit, code);
  if (branch !== null)
    return phonesOf(
      visit,
      branch,
      inBranch(lines, code, ({ state }) => state.home),
      query,
    );
  const { shown, links } = paged(lines, query);
  const branches = await branchLines(visit, lines, returned);
  const body = html`${await firstCard(visit, deps)}<div class="tiles">
<div class="card tile"><span class="fig num">${seen.length} <small>${t('bureau.network.among', { all: active.length })}</small></span><span class="sm">${t('bureau.network.seen')}</span></div>
<a class="card tile" href="/admin/examiner"><span class="fig num">${toReview.length}</span><span class="sm">${t('bureau.network.review', { n: toReview.length })}</span></a>
<a class="card tile" href="/admin/retours"><span class="fig num">${returned.length + held.length}</span><span class="sm">${t('bureau.network.returned', { n: returned.length + held.length })}</span></a>
<div class="card tile"><span class="fig num">${odd.length}</span><span class="sm">${t('bureau.network.clocks', { n: odd.length })}</span></div>
</div>
${
  branches.length > 0 &&
  html`<section><div class="head"><h2>${t('bureau.network.branches', { n: branches.length })}</h2></div><p class="sm dim">${t('bureau.network.silent', { days: SILENT_DAYS })}</p><div class="card rows">${branches.map((one) => branchRow(visit, one))}</div></section>`
}
<div class="card rows"><a class="row" href="/admin/territoire"><span class="sign">${icon('pin')}</span><span class="grow"><b>${t('entry.territoire')}</b><small>${t('entry.territoire.hint')}</small></span>${icon('next', 's')}</a></div>
<section><div class="head"><h2>${t('bureau.network.phones')}</h2></div>
${
  lines.length === 0
    ? html`<p class="card pad">${t('bureau.network.none')}${letsIn(visit) && html` ${said('bureau.network.none.way', { people: html`<a href="/admin/personnes">${t('entry.personnes')}</a>` })}`}</p>`
    : html`<div class="card rows">${shown.map((line) => row(visit, line))}</div>${links}`
}</section>`;
  return {
    title: t('entry.reseau'),
    subtitle: `${visit.network.card.name}, ${dayWords(visit.now, visit.now)}`,
    entry: 'reseau',
    body,
  };
}

/** The telephones of one branch. */
function phonesOf(visit: Visit, branch: string, lines: readonly DeviceLine[], query: Fields): View {
  const { shown, links } = paged(lines, query);
  const body = html`${narrowed(branch, 'reseau')}<section><div class="head"><h2>${t('bureau.network.phones')}</h2></div>${
    lines.length === 0
      ? html`<p class="card pad">${t('bureau.network.none.here')}</p>`
      : html`<div class="card rows">${shown.map((line) => row(visit, line))}</div>${links}`
  }</section>`;
  const title = t('entry.reseau');
  return { title, subtitle: branch, back: ['/admin/reseau', title], entry: 'reseau', body };
}

function row(visit: Visit, line: DeviceLine): Html {
  const { contact } = line;
  const facts = [
    contact ? timeWords(contact.servedAt, visit.now) : t('bureau.network.never'),
    backlogWords(line.backlog),
    clockWords(contact),
    contact && t('bureau.network.version', { version: contact.app }),
  ].filter((one) => one !== null);
  const people = line.names.length > 0 ? line.names.join(', ') : t('bureau.network.nobody');
  return html`<a class="row" href="/admin/appareils/${line.state.id}">${agePill(contact?.servedAt, visit.now)}
<span class="grow"><b>${line.label}</b><small>${placeWords(line.state.home, visit.branches)} · ${people}</small><small>${facts.join(' · ')}</small>${statusMark(line.status)}</span>${icon('next', 's')}</a>`;
}
