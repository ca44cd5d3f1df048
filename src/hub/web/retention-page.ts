/** Conservation: what is past its declared time. Each line opens what is held, where a person decides. */
import { refsOf, type TypeDecl } from '../../kernel/declare.ts';
import { formatNumber, listText } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import { declaredWords } from '../derived/register.ts';
import { choiceWords, manyWords } from '../derived/words.ts';
import { erasingActs, type Held } from '../held.ts';
import { type Parted, partedContacts } from '../parted.ts';
import { oldReasons, overdue } from '../retention.ts';
import { dateWords } from './dates.ts';
import type { Desk, Outcome, View } from './desk.ts';
import type { Fields } from './door.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { token } from './layout.ts';
import { askedName, isNamed, PAGE_ROWS, paged, searchByName } from './paging.ts';
import { own, said } from './tongue.ts';
import type { Visit } from './visit.ts';

const PAGE = '/admin/conservation';

/** Rolls changed by one group of changes. */
const GROUP = 20;

export function registerRetention(desk: Desk): void {
  desk.page(PAGE, (visit, _params, query) => show(visit, query));
  desk.form(`${PAGE}/numeros`, takeContacts, (visit) => show(visit, {}));
  desk.form(`${PAGE}/motifs`, takeReasons, (visit) => show(visit, {}));
}

async function takeReasons(visit: Visit): Promise<Outcome> {
  const old = (await oldReasons(visit)).filter(({ roll }) => visit.may('void', 'roll', roll.home));
  for (let at = 0; at < old.length; at += GROUP) {
    const acts = old.slice(at, at + GROUP).map(({ roll, body }) => ({ do: 'edit' as const, record: roll.id, body }));
    const done = await visit.act(acts);
    if (!done.ok) return { refusal: done.error };
  }
  return { to: PAGE, done: 'motifs' };
}

/** Why people were absent long ago: one line, and one act. */
async function reasonsPart(visit: Visit): Promise<Html | false> {
  const old = (await oldReasons(visit)).filter(({ roll }) => visit.may('void', 'roll', roll.home));
  if (old.length === 0) return false;
  const reasons = old.reduce((all, one) => all + one.reasons, 0);
  return html`<section class="card pad stack tight"><h2>${t('gens.kept.reasons', { n: reasons })}</h2><p>${t('gens.kept.reasons.text', { n: old.length })}</p><form method="post" action="${PAGE}/motifs">${token(visit)}<button class="btn">${icon('x')}${t('gens.kept.reasons.go')}</button></form></section>`;
}

const isErasable =
  (visit: Visit) =>
  ({ state, type }: Held): boolean =>
    visit.may('void', type.name, state.home);

async function takeContacts(visit: Visit, _params: unknown, { organisation = '' }: Fields): Promise<Outcome | null> {
  const found = (await partedContacts(visit)).find((one) => one.organisation === organisation);
  const acts = erasingActs(found?.what.filter(isErasable(visit)) ?? []);
  if (acts.length === 0) return null;
  const done = await visit.act(acts);
  return done.ok ? { to: PAGE, done: 'numeros' } : { refusal: done.error };
}

/** How to reach organisations that left long ago: each opens its sheet, and its numbers go by one act. */
function partedPart(visit: Visit, parted: readonly Parted[], query: Fields): Html | false {
  if (parted.length === 0) return false;
  const { shown, links } = paged(parted, query, PAGE_ROWS, 'parties');
  const rows = shown.map(
    ({ organisation, name, left, what }) =>
      html`<div class="row wrap"><a class="grow" href="/#/membres/${organisation}"><b>${name}</b><small>${t('gens.kept.parted.last', { day: dateWords(Date.parse(`${left}T00:00:00Z`)), n: what.length })}</small></a>${
        what.some(isErasable(visit)) &&
        html`<form method="post" action="${PAGE}/numeros">${token(visit)}<input type="hidden" name="organisation" value="${organisation}"><button class="btn" aria-label="${t('gens.kept.parted.erase', { name })}">${icon('x')}${t('gens.erase.title')}</button></form>`
      }</div>`,
  );
  return html`<section class="stack tight"><div class="head"><h2>${t('gens.kept.parted')}</h2><span class="sm dim num">${formatNumber(parted.length)}</span></div><p>${t('gens.kept.parted.text')}</p><div class="card rows">${rows}</div>${links}</section>`;
}

/** The type whose record says when its time is told. */
const ownerOf = (type: TypeDecl | undefined): string => {
  const about = type?.personal?.about;
  return (about === undefined ? undefined : refsOf(type?.fields[about] ?? {})[0]) ?? type?.name ?? '';
};
const valueWords = (type: string, { field, is }: { readonly field: string; readonly is: readonly string[] }): string =>
  listText(is.map((value) => own(choiceWords(type, field, value))));

async function show(visit: Visit, query: Fields): Promise<View> {
  const late = await overdue(visit);
  const asked = askedName(query);
  const found = asked === '' ? late : late.filter(({ name }) => isNamed(name, asked));
  const { shown, links } = paged(found, query);
  const { types } = visit.decl;
  const rules = Object.values(visit.decl.types).filter(({ personal }) => personal?.months !== undefined);
  const rows = shown.map(
    ({ person, name, what }) =>
      html`<a class="row" href="/admin/personnes/${person}/donnees"><span class="sign">${icon('person')}</span><span class="grow"><b>${name}</b><small>${[
        ...new Set(
          what.map(({ type, last }) =>
            t('gens.kept.written', { what: own(manyWords(type.name)), day: dateWords(last) }),
          ),
        ),
      ].join(' · ')}</small></span>${icon('next', 's')}</a>`,
  );
  const told =
    asked === ''
      ? t('gens.kept.order')
      : found.length === 0
        ? t('gens.kept.unfound')
        : t('gens.paging.people', { found: found.length, all: late.length });
  const body = html`<p>${t('gens.kept.lead')}</p>
${
  late.length > 0
    ? html`${late.length > PAGE_ROWS && searchByName(PAGE, asked, told, t('gens.kept.all'))}
<section class="stack tight"><div class="head"><h2>${t('gens.kept.look')}</h2><span class="sm dim num">${formatNumber(late.length)}</span></div>${
        rows.length > 0 && html`<div class="card rows">${rows}</div>`
      }${links}</section>`
    : html`<p class="card pad">${t('gens.kept.none')}</p>`
}
${partedPart(visit, await partedContacts(visit), query)}
${await reasonsPart(visit)}
<section class="card pad stack tight"><h2>${t('gens.kept.times')}</h2><ul class="lines">${rules.map(
    ({ name, personal }) =>
      html`<li>${said(personal?.when ? 'gens.kept.rule.when' : 'gens.kept.rule', {
        type: own(manyWords(name)),
        months: personal?.months,
        when: personal?.when && valueWords(ownerOf(types[name]), personal.when),
        told: personal && html`<span class="dim">${own(declaredWords(personal.retention))}</span>`,
      })}</li>`,
  )}</ul></section>
<p><a href="/admin/registre">${t('gens.register.link')}</a></p>`;
  return {
    title: t('entry.conservation'),
    subtitle: t('entry.conservation.hint'),
    entry: 'reglages',
    back: ['/admin/reglages', t('entry.reglages')],
    body,
  };
}
