/** Programmes on the hub: where their people stand, for all groups a person answers for; every figure opens its list. */
import '../../modules/training/messages/screens/index.ts';
import '../../ui/messages/index.ts';
import { millisOf } from '../../kernel/clock.ts';
import { isVoided, type RecordState, textOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import { isRecordId } from '../../kernel/ids.ts';
import type { RecordId } from '../../kernel/types.ts';
import { ageDayOf } from '../../modules/training/ages.ts';
import { creationIn } from '../../modules/training/created.ts';
import {
  DIMENSIONS,
  type Dimension,
  type Funnel,
  leakOf,
  MANY,
  monthsLeft,
  peopleAt,
  STAGES,
  type Stage,
  type Step,
  slicesOf,
  stepsIn,
} from '../../modules/training/reports.ts';
import { formatNumber, t } from '../../ui/i18n.ts';
import { momentText, spanText } from '../../ui/moment.ts';
import { seesPromises } from './convention-page.ts';
import { timeWords } from './dates.ts';
import type { Desk, View } from './desk.ts';
import type { Fields } from './door.ts';
import { askedPart } from './giving-page.ts';
import { heardLine } from './heard-line.ts';
import { type Html, html, trusted } from './html.ts';
import { icon } from './icons.ts';
import { mayFreeze, packsPart } from './pack-page.ts';
import { paged } from './paging.ts';
import { funnelFor } from './programme-seen.ts';
import type { Visit } from './visit.ts';

type Params = Readonly<Record<string, string>>;
const ICONS: { readonly [stage: string]: string } = {
  applied: 'letter',
  selected: 'check',
  enrolled: 'doc',
  started: 'person',
  completed: 'graduation',
  certified: 'checks',
  mentored: 'handshake',
  financed: 'cauris',
  enterprise: 'stall',
  job6: 'pot',
  job12: 'pot',
  job24: 'pot',
};

export function registerProgrammes(desk: Desk): void {
  desk.page('/admin/programmes', showAll);
  desk.page('/admin/programmes/:id', (visit, params, query) => showOne(visit, params, query));
  desk.page('/admin/programmes/:id/:stage', (visit, params, query) => showPeople(visit, params, query));
}

async function showAll(visit: Visit): Promise<View> {
  const programmes = (await visit.list('programme'))
    .filter((one) => !isVoided(one))
    .sort((a, b) => (textOf(a, 'from') < textOf(b, 'from') ? -1 : textOf(a, 'from') > textOf(b, 'from') ? 1 : 0));
  const body =
    programmes.length === 0
      ? html`<div class="card pad stack tight"><div class="band"></div><p>${t('cours.none')}</p></div>`
      : html`<div class="card rows">${programmes.map(
          (one) =>
            html`<a class="row" href="/admin/programmes/${one.id}">${icon('graduation')}<span class="grow"><b>${textOf(one, 'name')}</b><small>${spanText(textOf(one, 'from'), textOf(one, 'to'))}</small></span>${icon('next', 's')}</a>`,
        )}</div>`;
  const page = html`${await askedPart(visit)}${body}<p><a class="btn" href="/admin/territoire">${icon('pin', 's')}${t('cours.byplace')}</a></p>`;
  return { title: t('entry.programmes'), subtitle: t('funnel.title'), entry: 'programmes', body: page };
}

const stepName = (step: Step): string =>
  t(`funnel.${(STAGES as readonly string[]).includes(step) ? 'stage' : 'after'}.${step}`);

const share = (parts: readonly (readonly [tone: string, n: number])[], all: number): Html => {
  let x = 0;
  return html`<svg class="share" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">${parts.map(
    ([tone, n]) => {
      const width = (n / Math.max(1, all)) * 100;
      x += width;
      return html`<rect class="${tone}" x="${(x - width).toFixed(2)}" width="${width.toFixed(2)}" height="4"/>`;
    },
  )}</svg>`;
};
function sexes(funnel: Funnel, ids: readonly RecordId[]): readonly (readonly [string, number])[] {
  const sums = { f: 0, m: 0, '': 0 };
  for (const id of ids) sums[funnel.person(id).sex]++;
  return [
    ['women', sums.f],
    ['men', sums.m],
    ['unsaid', sums['']],
  ];
}

async function showOne(visit: Visit, { id = '' }: Params, query: Fields): Promise<View | null> {
  const only = query['cohorte'];
  const found = await funnelFor(visit, id, only);
  if (!found) return null;
  const { programme, funnel, all } = found;
  const { stages, trained, target, silent, unfinished, uncounted, after } = funnel;
  const today = dayOf(visit.now);
  const rule = textOf(programme, 'counts') as Stage;
  const counted = STAGES.includes(rule) ? rule : 'completed';
  const [women] = sexes(funnel, trained);
  const left = monthsLeft(programme, today);
  const widest = Math.max(1, stages.applied.length);
  const leak = leakOf(funnel);
  const here = isRecordId(only) ? `?cohorte=${only}` : '';
  const to = (stage: string, more = ''): string =>
    `/admin/programmes/${id}/${stage}${here}${more && (here ? `&${more}` : `?${more}`)}`;
  const by = DIMENSIONS.find((one) => one === query['par']) ?? 'sex';
  const steps = stepsIn(funnel);
  const of = steps.find((one) => one === query['etape']) ?? counted;
  const slices = slicesOf(funnel, peopleAt(funnel, of), by).map(
    ({ key, persons }) =>
      html`<li><span>${sliceName(funnel, by, key)}</span><a class="num" href="${to(of, `par=${by}&cle=${encodeURIComponent(key || '-')}`)}">${formatNumber(persons.length)}</a></li>`,
  );
  const step = (
    stage: string,
    ids: readonly RecordId[],
    words: string,
    said: string,
    base: number,
    note?: Html | false,
    isKnown = true,
  ): Html =>
    html`<li${note && trusted(' class="leak"')}><a class="step" href="${to(stage)}"><span>${icon(ICONS[stage] ?? 'person', 's')} ${words}</span><span>${isKnown && html`<b class="num">${formatNumber(ids.length)}</b>`}${said && html` <small class="dim">${said}</small>`}</span>${share(sexes(funnel, ids), base)}</a>${note}</li>`;
  const body = html`<p class="line wrap"><a class="btn" href="/admin/programmes/${id}/suites">${icon('pot', 's')}${t('after.title')}</a><a class="btn" href="/admin/programmes/${id}/buts">${icon('flag', 's')}${t('cours.aims')}</a><a class="btn" href="/admin/programmes/${id}/actions">${icon('sprout', 's')}${t('actions.title')}</a>${seesPromises(visit) && html`<a class="btn" href="/admin/programmes/${id}/convention">${icon('handshake', 's')}${t('cours.convention')}</a>`}</p>
<section class="stack tight"><p class="big toward"><a class="num" href="${to(counted)}">${t(`funnel.sum.${counted}`, { n: trained.length })}</a> ${t('funnel.sum.of', { target, n: women?.[1] ?? 0 })} ${left !== null && t('funnel.left', { n: left })}</p>
${share([['reached', trained.length]], Math.max(target, trained.length, 1))}
<p class="sm dim">${t(`funnel.rule.${counted}`)}</p>${await heardLine(visit)}</section>
${
  all.length > 1 &&
  html`<form method="get" class="line wrap ends"><div class="field mid"><label for="cohorte">${t('funnel.cohort')}</label><select class="in" id="cohorte" name="cohorte"><option value="">${t('funnel.cohort.all')}</option>${[
    ...all,
  ]
    .sort((a, b) => textOf(a, 'name').localeCompare(textOf(b, 'name'), 'fr', { numeric: true }))
    .map(
      (one) =>
        html`<option value="${one.id}"${one.id === only && trusted(' selected')}>${textOf(one, 'name')}</option>`,
    )}</select></div><button class="btn">${t('cours.show')}</button></form>`
}
${silent.size + unfinished.size + uncounted.size > 0 && missing(visit, funnel)}
<div class="pair two"><section class="card pad stack tight"><h2>${t('cours.stop')}</h2>
<p class="legend">${(['f', 'm', 'x'] as const).map((sex, i) => html`<span><svg viewBox="0 0 1 1" aria-hidden="true"><rect class="${['women', 'men', 'unsaid'][i]}" width="1" height="1"/></svg>${t(`funnel.sex.${sex}`)}</span>`)}</p>
<ol class="funnel">${STAGES.map((stage, i) => {
    const before = STAGES[i - 1];
    const said = before ? t(`funnel.of.${before}`, { n: stages[before].length }) : '';
    const note = leak?.at === stage && html`<p class="sm">${t('funnel.leak', { n: leak.n })}</p>`;
    return step(stage, stages[stage], t(`funnel.stage.${stage}`), said, widest, note);
  })}</ol><p class="sm dim">${t('funnel.further')}</p>
${
  after.length > 0 &&
  stages.certified.length > 0 &&
  html`<h2>${t('funnel.after')}</h2><ol class="funnel">${after.map(({ outcome, persons, known }) =>
    step(
      outcome,
      persons,
      t(`funnel.after.${outcome}`),
      // Of whom nobody was asked, nothing is known: that is no zero.
      known?.length === 0
        ? t('funnel.after.notasked')
        : [
            t('funnel.after.of', { n: stages.certified.length }),
            ...(known ? [t('funnel.after.known', { n: known.length })] : []),
          ].join(', '),
      stages.certified.length,
      false,
      known?.length !== 0,
    ),
  )}</ol><p class="sm dim">${t('funnel.after.hint')} ${t(`funnel.created.${creationIn(programme)}`)}</p>`
}</section>
<section class="stack tight"><h2>${t('funnel.by')}</h2><form method="get" class="line wrap ends">${here && html`<input type="hidden" name="cohorte" value="${only}">`}
<div class="field short"><label for="etape">${t('funnel.by.stage')}</label><select class="in" id="etape" name="etape">${steps.map((one) => html`<option value="${one}"${one === of && trusted(' selected')}>${stepName(one)}</option>`)}</select></div>
<div class="field short"><label for="par">${t('cours.by')}</label><select class="in" id="par" name="par">${DIMENSIONS.map((one) => html`<option value="${one}"${one === by && trusted(' selected')}>${t(`funnel.by.${one}`)}</option>`)}</select></div><button class="btn">${t('cours.show')}</button></form>
<ul class="card pad mini">${slices.slice(0, MANY)}</ul>${slices.length > MANY && html`<details><summary>${t('funnel.by.rest', { n: slices.length - MANY })}</summary><ul class="card pad mini">${slices.slice(MANY)}</ul></details>`}${by === 'cohort' && html`<p class="sm dim">${t('funnel.by.cohort.hint')}</p>`}${by === 'age' && html`<p class="sm dim">${t('funnel.by.age.hint', { on: momentText(ageDayOf(programme)) })}</p>`}</section></div>
${mayFreeze(visit, programme) && (await packsPart(visit, programme))}`;
  return {
    title: textOf(programme, 'name'),
    subtitle: [t('funnel.title'), spanText(textOf(programme, 'from'), textOf(programme, 'to'))]
      .filter((one) => one !== '')
      .join(', '),
    entry: 'programmes',
    back: ['/admin/programmes', t('entry.programmes')],
    body,
  };
}

/** Groups whose rolls have not come, are not whole or count nowhere, each with how many and when the last of it was written. */
function missing(visit: Visit, { silent, unfinished, uncounted, news, cohorts }: Funnel): Html {
  const sum = (of: Funnel['silent']): number => [...of.values()].reduce((all, n) => all + n, 0);
  const told = (key: string, none: number, part: number, off: number): string =>
    Object.entries({ silent: none, unfinished: part, uncounted: off })
      .flatMap(([what, n]) => (n > 0 ? [t(`funnel.${what}${key}`, { n })] : []))
      .join(', ');
  const of = (lists: Funnel['silent'], { id }: RecordState): number => lists.get(id) ?? 0;
  const rows = cohorts
    .map((one) => ({ one, none: of(silent, one), part: of(unfinished, one), off: of(uncounted, one) }))
    .filter(({ none, part, off }) => none + part + off > 0)
    .sort((a, b) => b.none - a.none || b.part - a.part || b.off - a.off);
  return html`<details class="note wait"><summary>${icon('clock')}${told('', sum(silent), sum(unfinished), sum(uncounted))}</summary><ul>${rows.map(
    ({ one, none, part, off }) => {
      const last = news.get(one.id);
      return html`<li>${textOf(one, 'name')}${t('list.of')}${told('.of', none, part, off)}${last !== undefined && `, ${t('cours.lastroll', { when: timeWords(millisOf(last), visit.now) })}`}</li>`;
    },
  )}</ul></details>`;
}

function sliceName(funnel: Funnel, by: Dimension, key: string): string {
  if (key === '') return t('funnel.notsaid');
  if (by === 'sex') return t(`funnel.sex.${key}`);
  if (by === 'status') return t(`funnel.status.${key}`);
  if (by === 'commune') return key;
  if (by === 'cohort') {
    const cohort = funnel.cohorts.find(({ id }) => id === key);
    return cohort ? textOf(cohort, 'name') : t('funnel.notsaid');
  }
  const [from = '', to] = key.split('-');
  return to ? t('funnel.ages', { from, to }) : t('funnel.ages.up', { from });
}

/** The people behind one figure, as far as this person may read their sheets. */
async function showPeople(visit: Visit, { id = '', stage = '' }: Params, query: Fields): Promise<View | null> {
  const found = await funnelFor(visit, id, query['cohorte']);
  const step = found && stepsIn(found.funnel).find((one) => one === stage);
  if (!found || !step) return null;
  const { funnel } = found;
  const by = DIMENSIONS.find((one) => one === query['par']);
  const key = query['cle'] === '-' ? '' : (query['cle'] ?? '');
  const all = peopleAt(funnel, step);
  const ids = by ? (slicesOf(funnel, all, by).find((one) => one.key === key)?.persons ?? []) : all;
  const states = (await visit.network.links.records(ids)).filter((one) => visit.reads(one));
  const people = states
    .map((state) => ({ state, name: textOf(state, 'name') }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  const { shown, links } = paged(people, query);
  const cohortName = new Map(funnel.cohorts.map((one) => [one.id, textOf(one, 'name')]));
  const row = ({ state, name }: (typeof people)[number]): Html => {
    const standing = funnel.standings.get(state.id);
    const groups = (standing?.cohorts ?? []).flatMap((one) => cohortName.get(one) ?? []);
    return html`<a class="row" href="/admin/personnes/${state.id}"><span class="grow"><b>${name}</b><small>${[t(`funnel.person.${standing?.status ?? 'applied'}`), ...groups].join(' · ')}</small></span>${icon('next', 's')}</a>`;
  };
  const body = html`${states.length < ids.length && html`<p class="sm dim">${t('cours.readable', { n: states.length, all: ids.length })}</p>`}
${people.length === 0 ? html`<p class="card pad">${t('funnel.nobody')}</p>` : html`<div class="card rows">${shown.map(row)}</div>`}
${links}`;
  const title = stepName(step);
  return {
    title: by ? `${title} · ${sliceName(funnel, by, key)}` : title,
    subtitle: t('funnel.people', { n: ids.length }),
    back: [
      `/admin/programmes/${id}${isRecordId(query['cohorte']) ? `?cohorte=${query['cohorte']}` : ''}`,
      t('funnel.back.figures'),
    ],
    entry: 'programmes',
    body,
  };
}
