/** A group that has finished: who completed, who did not and why, and their certificates, given in one batch with two signatures. */
import { isVoided, type RecordState, refOf, textOf } from '../../kernel/fold.ts';
import { isRecordId } from '../../kernel/ids.ts';
import type { RecordId } from '../../kernel/types.ts';
import { type Learner, refused, takenBack, toGive } from '../../modules/certificates/giving.ts';
import { prints, unprinted, unprintedAround } from '../../modules/certificates/letters.ts';
import { followedText, reasonsOf, ruleText, testsText } from '../../modules/training/reasons.ts';
import { t } from '../../ui/i18n.ts';
import { dayText, gatherGroup, giveAll, issuersAgreed, MOST, USUALLY } from '../certificates/giving.ts';
import { followed } from '../programmes/gather.ts';
import { beforeGiving, goneText, notPrinted } from './certificate-letters.ts';
import type { Desk, Outcome, View } from './desk.ts';
import type { Fields } from './door.ts';
import { type Html, html, trusted } from './html.ts';
import { icon } from './icons.ts';
import { token } from './layout.ts';
import type { Visit } from './visit.ts';
import { fieldWords } from './words.ts';

type Params = Readonly<Record<string, string>>;
const SHOWN = 60;

export function registerGiving(desk: Desk): void {
  desk.page('/admin/certificats/cohorte/:id', show);
  desk.form('/admin/certificats/cohorte/:id', decide, show);
}

const mayGive = (visit: Visit, cohort: RecordState): boolean => visit.may('create', 'certificate', cohort.home);

async function cohortOf(visit: Visit, { id = '' }: Params): Promise<RecordState | null> {
  const state = isRecordId(id) ? await visit.record(id) : null;
  return state?.type === 'cohort' && !isVoided(state) && mayGive(visit, state) ? state : null;
}

/** Groups this office may give certificates to, how many each has, and whether it waits for those it asked for. */
async function groupsOf(visit: Visit) {
  const cohorts = (await visit.list('cohort', 500)).filter((one) => !isVoided(one) && mayGive(visit, one));
  if (cohorts.length === 0) return null;
  await visit.network.links.bring(followed());
  const ids = cohorts.map(({ id }) => id);
  const [requests, enrolments] = await Promise.all([
    visit.network.links.naming('certificate_request', 'cohort', ids),
    visit.network.links.naming('enrolment', 'cohort', ids),
  ]);
  const given = await visit.network.links.naming(
    'certificate',
    'enrolment',
    enrolments.map(({ id }) => id),
  );
  const groupOf = new Map(enrolments.map((one) => [one.id, refOf(one, 'cohort')]));
  const count = new Map<RecordId, number>();
  for (const one of given) {
    const cohort = groupOf.get(refOf(one, 'enrolment') as RecordId);
    if (cohort) count.set(cohort, (count.get(cohort) ?? 0) + 1);
  }
  const asked = new Map(
    requests.filter((one) => !isVoided(one)).map((one) => [refOf(one, 'cohort'), textOf(one, 'on')]),
  );
  const waits = (one: RecordState): number => Number(asked.has(one.id) && !count.has(one.id));
  const sorted = [...cohorts].sort((a, b) => waits(b) - waits(a) || (textOf(a, 'from') < textOf(b, 'from') ? 1 : -1));
  return { sorted, count, waits };
}

/** Groups that wait for their certificates, where an office looks every day; nothing where none does. */
export async function askedPart(visit: Visit): Promise<Html | false> {
  const groups = await groupsOf(visit);
  const waiting = groups?.sorted.filter(groups.waits) ?? [];
  if (waiting.length === 0) return false;
  return html`<section class="stack tight"><h2>${t('cours.asked')}</h2><div class="card rows">${waiting
    .slice(0, SHOWN)
    .map(
      (one) =>
        html`<a class="row" href="/admin/certificats/cohorte/${one.id}">${icon('doc')}<span class="grow"><b>${textOf(one, 'name')}</b><small>${t('cours.asked.go')}</small></span>${icon('next', 's')}</a>`,
    )}</div></section>`;
}

/** Groups whose certificates are asked for, then the others; for the page of certificates. */
export async function groupsPart(visit: Visit): Promise<Html | false> {
  const groups = await groupsOf(visit);
  if (!groups) return false;
  const { sorted, count, waits } = groups;
  const rows = sorted.slice(0, SHOWN).map((one) => {
    const n = count.get(one.id) ?? 0;
    const told = n > 0 ? t('cours.given', { n }) : waits(one) ? t('cours.given.asked') : '';
    return html`<a class="row" href="/admin/certificats/cohorte/${one.id}"><span class="grow"><b>${textOf(one, 'name')}</b><small>${textOf(one, 'from') && t('cours.began', { year: textOf(one, 'from').slice(0, 4) })}</small></span><span class="sm">${told && (waits(one) ? html`<b>${told}</b>` : told)}</span>${icon('next', 's')}</a>`;
  });
  return html`<section class="stack tight"><h2>${t('cours.give.to')}</h2><div class="card rows">${rows}</div></section>`;
}

const SIGNING = [
  ['issuer', 120],
  ['place', 60],
  ['signer', 120],
  ['partner', 60],
  ['partnerSigner', 120],
] as const;
type Signed = (typeof SIGNING)[number][0];
const labelOf = (field: Signed): string =>
  field === 'partner' ? t('cours.partner') : fieldWords(field, 'certificate');

async function show(visit: Visit, params: Params): Promise<View | null> {
  const cohort = await cohortOf(visit, params);
  if (!cohort) return null;
  const { source, group } = await gatherGroup(visit.network, cohort);
  const [ready, taken, not] = [toGive(group), takenBack(group), refused(group)];
  const again = taken.filter(({ completion, name }) => completion.done && name !== '');
  const given = group.learners.filter(({ certificate }) => certificate);
  // What the last batch said is what the next one begins with.
  const last = source.list('certificate').at(-1);
  const agreed: Partial<Record<Signed, string>> = await issuersAgreed(
    visit.network,
    cohort,
    dayText(visit.now),
    (state) => visit.reads(state),
  );
  const usual = (field: Signed): string => (last ? textOf(last, field) : '') || agreed[field] || USUALLY[field] || '';
  const some = ready.slice(0, MOST);
  const foreign = [...some, ...again].map(({ name }) => name).filter((name) => !prints(name));
  const around = ready.length + again.length > 0 ? unprintedAround(source, cohort) : [];
  const blank = given.flatMap(({ certificate }) =>
    certificate && unprinted(certificate).length > 0 ? [certificate] : [],
  );
  const printed = given.length - blank.length;
  const body = html`<p>${ruleText(group.course)}</p>
${
  given.length > 0 &&
  html`<section class="stack tight"><h2>${t('group.given', { n: given.length })}</h2>
${notPrinted(blank)}
${printed > 0 && html`<p><a class="btn${ready.length === 0 && ' go'}" href="/api/v1/certificates.pdf?groupe=${cohort.id}">${t('cours.print.group', { n: printed })}</a></p>`}
<details><summary>${t('cours.list')}</summary><div class="card rows">${given.map(
    ({ name, certificate }) =>
      certificate &&
      html`<a class="row" href="/admin/certificats/${certificate.id}"><span class="grow"><b>${name}</b><small>${t('cours.number', { number: textOf(certificate, 'number') })}</small></span>${icon('next', 's')}</a>`,
  )}</div></details></section>`
}
${
  taken.length > again.length &&
  html`<section class="stack tight"><h2>${t('cours.gone.not', { n: taken.length - again.length })}</h2><ul class="card pad lines">${taken
    .filter((one) => !again.includes(one))
    .map(gone)}</ul></section>`
}
${
  ready.length + again.length > 0 &&
  html`<form method="post" action="/admin/certificats/cohorte/${cohort.id}" class="stack tight">${token(visit)}
${beforeGiving(foreign, around)}
${ready.length > 0 && html`<h2>${t('group.ready', { n: ready.length })}</h2>`}
${ready.length > MOST && html`<p class="sm dim">${t('cours.most', { most: MOST })}</p>`}
${ready.length > 0 && html`<details${(ready.length <= 12 || foreign.length > 0) && trusted(' open')}><summary>${t('cours.choose')}</summary><div class="card pad lines">${some.map(tick)}</div></details>`}
${
  again.length > 0 &&
  html`<fieldset class="card pad stack tight"><legend>${t('group.gone', { n: again.length })}</legend>
<p class="sm dim">${t('cours.again.how')}</p>
<div class="lines">${again.map(tickAgain)}</div>
<div class="field"><label for="encore">${t('cours.again.why')}</label><input class="in" id="encore" name="encore" maxlength="160"></div></fieldset>`
}
<fieldset class="card pad stack tight"><legend>${t('cours.papers')}</legend>${SIGNING.map(
    ([field, max]) =>
      html`<div class="field"><label for="${field}">${labelOf(field)}</label><input class="in" id="${field}" name="${field}" maxlength="${max}" value="${usual(field)}"${field !== 'partner' && field !== 'partnerSigner' && trusted(' required')}>${(field === 'issuer' || field === 'partner') && html`<p class="hint">${t(`cours.${field}.hint`)}</p>`}</div>`,
  )}</fieldset>
<p class="sm dim">${t('cours.give.how')}</p>
<p><button class="btn go">${t('cours.give')}</button></p></form>`
}
${
  not.length > 0 &&
  html`<section class="stack tight"><h2>${t('cours.not', { n: not.length })}</h2><ul class="card pad lines">${not.map(reason)}</ul></section>`
}
${group.learners.length === 0 && html`<p class="card pad">${t('cours.nobody.enrolled')}</p>`}`;
  const back = ['/admin/certificats', t('cours.certificates')] as const;
  return { title: textOf(cohort, 'name'), subtitle: t('cours.certificates.of'), entry: 'fichiers', back, body };
}

/** Where the paper cannot write the name of somebody: how it is printed instead. */
const latin = ({ enrolment, name }: Learner): Html | false =>
  !prints(name) &&
  html`<div class="field"><label for="n.${enrolment.id}">${t('cours.latin')}</label><input class="in" id="n.${enrolment.id}" name="n.${enrolment.id}" maxlength="120"></div>`;

const tick = (one: Learner): Html =>
  html`<label class="agree"><input type="checkbox" name="e.${one.enrolment.id}" checked><span><b><bdi>${one.name}</bdi></b><br><small class="dim">${[followedText(one.completion), testsText(one.completion)].filter((text) => text !== '').join(' ')}</small></span></label>${latin(one)}`;

const goneWords = ({ withdrawn }: Learner): string => (withdrawn ? goneText(withdrawn.day, withdrawn.why) : '');

const gone = (one: Learner): Html =>
  html`<li><b>${one.name || t('cours.sheet.none')}</b><br><small class="dim">${goneWords(one)} ${reasonsOf(one.completion).join(' ')}</small></li>`;

const tickAgain = (one: Learner): Html =>
  html`<label class="agree"><input type="checkbox" name="r.${one.enrolment.id}"><span><b>${one.name}</b><br><small class="dim">${goneWords(one)} ${followedText(one.completion)}</small></span></label>${latin(one)}`;

const reason = ({ name, completion }: Learner): Html =>
  html`<li><b>${name || t('cours.sheet.none')}</b><br><small class="dim">${reasonsOf(completion).join(' ')}</small></li>`;

async function decide(visit: Visit, params: Params, fields: Fields): Promise<Outcome | null> {
  const cohort = await cohortOf(visit, params);
  if (!cohort) return null;
  const text = (field: Signed): string => {
    const max = SIGNING.find(([name]) => name === field)?.[1] ?? 60;
    return (fields[field] ?? '').trim().slice(0, max);
  };
  if (text('issuer') === '' || text('place') === '' || text('signer') === '')
    return { refusal: { code: 'HUB-REQUEST' } };
  const latin = Object.entries(fields).flatMap(([name, value]): readonly [RecordId, string][] => {
    const [id, written] = [name.slice(2), value.trim().slice(0, 120)];
    return name.startsWith('n.') && isRecordId(id) && written !== '' ? [[id, written]] : [];
  });
  const ticked = (mark: 'e.' | 'r.') =>
    new Set(
      Object.keys(fields).flatMap((name) => {
        const id = name.startsWith(mark) ? name.slice(2) : '';
        return isRecordId(id) ? [id] : [];
      }),
    );
  const chosen = {
    first: ticked('e.'),
    again: ticked('r.'),
    why: (fields['encore'] ?? '').trim().slice(0, 160),
    latin: new Map(latin),
  };
  const signing = {
    issuer: text('issuer'),
    day: dayText(visit.now),
    place: text('place'),
    signer: text('signer'),
    partner: text('partner'),
    partnerSigner: text('partnerSigner'),
  };
  const done = await giveAll(visit.network, cohort, signing, chosen, (acts) => visit.act(acts));
  if (typeof done !== 'number') return { refusal: done };
  return { to: `/admin/certificats/cohorte/${cohort.id}`, done: 'certificatsremis' };
}
