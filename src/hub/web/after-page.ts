/**
 * What becomes of the people of a programme, on the hub: work over those reached and over those certified, money, enterprises and whom they serve, who
 * accompanies how many and who waits for a visit, and where people come from. Every figure says what it is made of.
 */
import '../../modules/followup/messages/index.ts';
import '../../modules/followup/messages/screens/index.ts';
import type { FastifyInstance } from 'fastify';
import { type RecordState, textOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import { isRecordId } from '../../kernel/ids.ts';
import type { RecordId } from '../../kernel/types.ts';
import {
  DECENT,
  JOB_QUESTIONS,
  type JobQuestion,
  type JobSlice,
  jobsBy,
  jobsTold,
  shareIn,
} from '../../modules/followup/jobs.ts';
import { type Origins, originsOf, publicOrigins } from '../../modules/followup/origins.ts';
import { type Insertion, insertionOf, workOn } from '../../modules/followup/reports.ts';
import { jobsOn, named } from '../../modules/followup/rules.ts';
import { jobPart } from '../../modules/followup/words.ts';
import { communeOfBamako } from '../../modules/places/find-area.ts';
import { percentText } from '../../ui/format.ts';
import { formatNumber, t } from '../../ui/i18n.ts';
import { type After, gatherAfter } from '../programmes/after.ts';
import { regionName, regionOfPlace } from '../public/face.ts';
import { askedCare, carePart } from './after-care.ts';
import { askedEnterprises, askedFunds, behindRows, enterprisesPart, moneyPart } from './after-enterprises.ts';
import { askedProfile, leavingPart, profilePart, registerProfileFile } from './after-profile.ts';
import type { Desk, View } from './desk.ts';
import type { Fields, WebDeps } from './door.ts';
import { heardLine } from './heard-line.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { paged } from './paging.ts';
import type { Visit } from './visit.ts';

type Params = Readonly<Record<string, string>>;
const LISTS = ['inserted', 'not', 'reached', 'unreached', 'unasked', 'certified', 'early'] as const;
type List = (typeof LISTS)[number];

export function registerAfter(desk: Desk, app: FastifyInstance, deps: WebDeps): void {
  desk.page('/admin/programmes/:id/suites', show);
  registerProfileFile(app, deps);
}

async function show(visit: Visit, { id = '' }: Params, query: Fields): Promise<View | null> {
  const programme = isRecordId(id) ? await visit.record(id) : null;
  if (programme?.type !== 'programme') return null;
  const day = dayOf(visit.now);
  const after = await gatherAfter(visit.network.links, programme, (state) => visit.reads(state));
  const { source } = after;
  const insertion = insertionOf(source, programme.id, day);
  const asked = insertion.find(({ months }) => String(months) === query['mois']);
  const list = LISTS.find((one) => one === query['qui']);
  const title = textOf(programme, 'name');
  if (asked && list)
    return {
      title: t(`after.list.${list}`),
      subtitle: `${title}, ${t(`after.at.${asked.months}`)}`,
      entry: 'programmes',
      back: [`/admin/programmes/${programme.id}/suites`, t('after.back.figures')],
      body: people(visit, after, idsOf(asked, list), query),
    };
  const profile = askedProfile(after, programme.id, query);
  if (profile)
    return {
      title: profile.title,
      subtitle: `${title}, ${profile.when}`,
      entry: 'programmes',
      back: [`/admin/programmes/${programme.id}/suites`, t('after.back.figures')],
      body: people(visit, after, profile.ids, query),
    };
  const behind =
    askedEnterprises(after, programme.id, day, query) ??
    askedFunds(visit, after, programme.id, query) ??
    askedCare(visit, after, day, query);
  if (behind)
    return {
      title: behind.title,
      subtitle: `${title}, ${behind.sum}`,
      entry: 'programmes',
      back: [`/admin/programmes/${programme.id}/suites`, t('after.back.figures')],
      body: behindRows(behind.rows, t('after.people.none'), query),
    };
  const by = JOB_QUESTIONS.find((one) => one === query['emplois']);
  if (by || query['emplois'] === 'tous') {
    const key = query['cle'] === '-' ? '' : (query['cle'] ?? '');
    const all = jobsOn(source, programme.id, day);
    const jobs = by ? (jobsBy(source, programme, all, by).find((one) => one.key === key)?.jobs ?? []) : all;
    return {
      title: by ? `${t('after.work')} · ${jobPart(by, key)}` : t('after.work'),
      subtitle: `${title}, ${t('after.jobs', { n: jobs.length })}`,
      back: [`/admin/programmes/${programme.id}/suites`, t('after.back.figures')],
      entry: 'programmes',
      body: jobLines(visit, after, jobs, query),
    };
  }
  const body = html`${await heardLine(visit)}
<section class="stack tight"><h2>${t('after.insertion')}</h2><div class="pair">${insertion.map((one) => inserted(programme.id, one))}</div><p class="sm dim">${t('after.insertion.how')}</p></section>
<div class="pair">${work(after, programme, day)}${enterprisesPart(after, programme.id, day)}${moneyPart(after, programme.id)}${leavingPart(after, programme.id)}${carePart(after, programme.id, day)}</div>
${profilePart(after, programme.id)}
${origins(after, day)}`;
  const back = [`/admin/programmes/${programme.id}`, t('funnel.title')] as const;
  return { title, subtitle: t('after.title'), entry: 'programmes', back, body };
}

const idsOf = (of: Insertion, list: List): readonly RecordId[] =>
  list === 'not' ? of.reached.filter((one) => !of.inserted.includes(one)) : of[list];

function people(visit: Visit, { source }: After, ids: readonly RecordId[], query: Fields): Html {
  const found = ids
    .flatMap((id) => source.record(id) ?? [])
    .filter((state) => visit.reads(state))
    .map((state) => ({ id: state.id, name: textOf(state, 'name') }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  const { shown, links } = paged(found, query);
  return html`${found.length < ids.length && html`<p class="sm dim">${t('cours.readable', { n: found.length, all: ids.length })}</p>`}
${found.length === 0 ? html`<p class="card pad">${t('cours.nobody')}</p>` : html`<div class="card rows">${shown.map(({ id, name }) => html`<a class="row" href="/admin/personnes/${id}"><span class="grow"><b>${name}</b></span>${icon('next', 's')}</a>`)}</div>`}${links}`;
}

/** Jobs by who has them; each opens the sheet of that person. */
function jobLines(visit: Visit, { source }: After, jobs: readonly RecordState[], query: Fields): Html {
  const found = jobs
    .flatMap((job): readonly JobLine[] => {
      const id = named(source, job, 'person');
      if (!id) return visit.reads(job) ? [{ job, person: null, name: t('jobs.nameless') }] : [];
      const person = source.record(id);
      return person?.type === 'person' && visit.reads(person) ? [{ job, person, name: textOf(person, 'name') }] : [];
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  const { shown, links } = paged(found, query);
  return html`${found.length < jobs.length && html`<p class="sm dim">${t('cours.readable', { n: found.length, all: jobs.length })}</p>`}
${found.length === 0 ? html`<p class="card pad">${t('cours.nobody')}</p>` : html`<div class="card rows">${shown.map(jobRow)}</div>`}${links}`;
}

interface JobLine {
  readonly job: RecordState;
  /** Null for a line without a name. */
  readonly person: RecordState | null;
  readonly name: string;
}
function jobRow({ job, person, name }: JobLine): Html {
  const words = html`<span class="grow"><b>${name}</b><small>${textOf(job, 'name')} · ${jobPart('kind', textOf(job, 'kind'))}</small></span>`;
  return person
    ? html`<a class="row" href="/admin/personnes/${person.id}">${words}${icon('next', 's')}</a>`
    : html`<div class="row">${words}</div>`;
}

function inserted(programme: RecordId, of: Insertion): Html {
  const { months, certified, reached, inserted: working, unreached, unasked, early } = of;
  const to = (list: List, n: number, words = formatNumber(n)): Html =>
    html`<a class="num" href="/admin/programmes/${programme}/suites?mois=${months}&qui=${list}">${words}</a>`;
  const rate = (label: string, all: readonly RecordId[], list: List): Html =>
    html`<li><span>${label}</span>${to(list, all.length, `${t('after.of', { n: working.length, of: all.length })} · ${percentText(working.length / all.length)}`)}</li>`;
  const count = (list: List, n: number): Html | false =>
    n > 0 && html`<li><span>${t(`after.list.${list}`)}</span>${to(list, n)}</li>`;
  return html`<article class="card pad stack tight"><h3>${t(`after.at.${months}`)}</h3>${
    certified.length === 0
      ? html`<p class="dim">${t('after.notyet', { n: early.length })}</p>`
      : html`${reached.length === 0 && html`<p>${t('after.nodata')}</p>`}<ul class="mini">${reached.length > 0 && html`${rate(t('after.rate.reached'), reached, 'reached')}${rate(t('after.rate.certified'), certified, 'certified')}`}${count('not', reached.length - working.length)}${count('unreached', unreached.length)}${count('unasked', unasked.length)}${count('early', early.length)}</ul>`
  }</article>`;
}

function work({ source }: After, programme: RecordState, day: string): Html {
  const of = workOn(source, programme.id, day);
  const fte = Math.round(of.fte * 10) / 10;
  const to = (more: string): string => `/admin/programmes/${programme.id}/suites?emplois=${more}`;
  const parts = (by: JobQuestion, slices: readonly JobSlice[]): Html =>
    html`<ul class="mini">${slices.map(({ key, jobs }) => html`<li><span>${jobPart(by, key)}</span><a class="num" href="${to(`${by}&cle=${encodeURIComponent(key || '-')}`)}">${formatNumber(jobs.length)}</a></li>`)}</ul>`;
  const decent = (by: (typeof DECENT)[number]): Html => {
    const slices = jobsBy(source, programme, of.jobs, by);
    const { yes, known } = shareIn(slices);
    return html`<h3>${t(`after.decent.${by}`)}</h3><p class="sm">${known === 0 ? t('after.nobody.said') : t('after.known', { n: yes, of: known })}</p>${parts(by, slices)}`;
  };
  return html`<section class="card pad stack tight"><h2>${t('after.work')}</h2><p class="big"><a href="${to('tous')}">${t('after.jobs', { n: of.jobs.length })}</a> ${t('after.jobs.people', { n: of.persons.length })}${of.nameless > 0 && `, ${t('after.jobs.nameless', { n: of.nameless })}`}</p>
<p><b class="num">${formatNumber(fte)}</b> ${t('after.fte', { n: fte })}</p><p class="sm dim">${t('after.fte.how', { hours: of.fullTime.limit, source: of.fullTime.source })}${!of.fullTime.checked && ` ${t('after.unchecked')}`}</p>
${of.without > 0 && html`<ul class="mini"><li><span>${t('after.fte.without', { n: of.without })}</span><a class="num" href="${to('hours&cle=-')}">${formatNumber(of.without)}</a></li></ul>`}${of.jobs.length > 0 && DECENT.map(decent)}
${jobsTold(source, programme, of.jobs).map(
  ({ by, slices }) => html`<h3>${t(`jobs.by.${by}`)}</h3>${parts(by, slices)}`,
)}</section>`;
}

/** Regions of origin by communes of Bamako: the table, then the same as it may be published. */
function origins({ source, persons }: After, day: string): Html | false {
  const told = source.list('person_path');
  if (told.length === 0) return false;
  const table = originsOf(source, persons, day, { regionOf: regionOfPlace, communeOf: communeOfBamako });
  const shown = publicOrigins(table);
  const sum = (list: readonly number[]): number => list.reduce((all, one) => all + one, 0);
  const columns = table.communes.map((_, x) => sum(table.counts.map((row) => row[x] ?? 0)));
  const whole = drawn(table, {
    cells: table.counts,
    rows: table.counts.map(sum),
    columns,
    total: sum(columns),
  });
  return html`<section class="stack tight"><h2>${t('cours.origins')}</h2><p class="sm dim">${t('cours.origins.kept')}</p>${whole}
<details><summary>${t('cours.origins.publish')}</summary>${drawn(table, shown)}<p class="sm dim">${t('after.publish.how')}</p></details></section>`;
}

type Cells = ReturnType<typeof publicOrigins>;
function drawn({ regions, communes }: Origins, { cells, rows, columns, total }: Cells): Html {
  const cell = (n: number | null | undefined): Html =>
    html`<td class="r num">${n === null || n === undefined ? html`<span aria-hidden="true">…</span><span class="vh">${t('after.hidden')}</span>` : formatNumber(n)}</td>`;
  const known = (name: string, none: string): string => (name === '' ? none : name);
  return html`<div class="card scroll" tabindex="0" role="group" aria-label="${t('cours.origins.table')}"><table class="tbl"><thead><tr><th scope="col">${t('cours.origins.head')}</th>${communes.map((one) => html`<th scope="col" class="r">${known(one, t('cours.origins.elsewhere'))}</th>`)}<th scope="col" class="r">${t('after.all')}</th></tr></thead>
<tbody>${regions.map((region, y) => html`<tr><th scope="row">${region === '' ? t('cours.origins.unsaid') : regionName(region)}</th>${communes.map((_, x) => cell(cells[y]?.[x]))}${cell(rows[y])}</tr>`)}<tr><th scope="row">${t('after.all')}</th>${columns.map(cell)}${cell(total)}</tr></tbody></table></div>`;
}
