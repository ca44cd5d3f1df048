/** A group that has finished: who completed, who did not and why, and their certificates, given in one batch with two signatures. */
import { isVoided, type RecordState, refOf, textOf } from '../../kernel/fold.ts';
import { isRecordId } from '../../kernel/ids.ts';
import type { RecordId } from '../../kernel/types.ts';
import { catalogue } from '../../modules/catalogue.ts';
import { type Learner, refused, takenBack, toGive } from '../../modules/certificates/giving.ts';
import { prints, unprinted, unprintedAround } from '../../modules/certificates/letters.ts';
import { followedText, reasonsOf, ruleText, testsText } from '../../modules/training/reasons.ts';
import { dayText, gatherGroup, giveAll, issuersAgreed, MOST } from '../certificates/giving.ts';
import { followed } from '../programmes/gather.ts';
import { beforeGiving, notPrinted } from './certificate-letters.ts';
import { dateWords } from './dates.ts';
import type { Desk, Outcome, View } from './desk.ts';
import type { Fields } from './door.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { token } from './layout.ts';
import type { Visit } from './visit.ts';

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
  return html`<section class="stack tight"><h2>Certificats demandés</h2><div class="card rows">${waiting
    .slice(0, SHOWN)
    .map(
      (one) =>
        html`<a class="row" href="/admin/certificats/cohorte/${one.id}">${icon('doc')}<span class="grow"><b>${textOf(one, 'name')}</b><small>Cette cohorte a terminé : donnez ses certificats.</small></span></a>`,
    )}</div></section>`;
}

/** Groups whose certificates are asked for, then the others; for the page of certificates. */
export async function groupsPart(visit: Visit): Promise<Html | false> {
  const groups = await groupsOf(visit);
  if (!groups) return false;
  const { sorted, count, waits } = groups;
  const rows = sorted.slice(0, SHOWN).map((one) => {
    const n = count.get(one.id) ?? 0;
    const said = n > 0 ? `${n} ${n > 1 ? 'donnés' : 'donné'}` : waits(one) ? 'Demandés' : '';
    return html`<a class="row" href="/admin/certificats/cohorte/${one.id}"><span class="grow"><b>${textOf(one, 'name')}</b><small>${textOf(one, 'from') && `Commencée en ${textOf(one, 'from').slice(0, 4)}`}</small></span><span class="sm">${said && (waits(one) ? html`<b>${said}</b>` : said)}</span></a>`;
  });
  return html`<section class="stack tight"><h2>Donner à une cohorte</h2><div class="card rows">${rows}</div></section>`;
}

const SIGNING = [
  ['issuer', 'Remis par', 120],
  ['place', 'Fait à', 60],
  ['signer', 'Signe pour le réseau', 120],
  ['partner', 'Le partenaire, comme imprimé', 60],
  ['partnerSigner', 'Signe pour le partenaire', 120],
] as const;
type Signed = (typeof SIGNING)[number][0];
const USUAL: { readonly [field in Signed]?: string } = {
  signer: 'La présidente du conseil d’administration',
};
const HINTS: { readonly [field in Signed]?: string } = {
  issuer: 'Ces noms sont signés : qui vérifie le certificat les lit, même sans réseau.',
  partner: '« la Ville de Bamako » : sur le papier, « Pour la Ville de Bamako ».',
};

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
  const usual = (field: Signed): string => (last ? textOf(last, field) : '') || agreed[field] || USUAL[field] || '';
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
  html`<section class="stack tight"><h2>Ont leur certificat : ${given.length}</h2>
${notPrinted(blank)}
${printed > 0 && html`<p><a class="btn${ready.length === 0 && ' go'}" href="/api/v1/certificates.pdf?groupe=${cohort.id}">Imprimer les ${printed} (un seul PDF)</a></p>`}
<details><summary>Voir la liste</summary><div class="card rows">${given.map(
    ({ name, certificate }) =>
      certificate &&
      html`<a class="row" href="/admin/certificats/${certificate.id}"><span class="grow"><b>${name}</b><small>nº ${textOf(certificate, 'number')}</small></span></a>`,
  )}</div></details></section>`
}
${
  taken.length > again.length &&
  html`<section class="stack tight"><h2>Certificat retiré, et pas terminé : ${taken.length - again.length}</h2><ul class="card pad lines">${taken
    .filter((one) => !again.includes(one))
    .map(gone)}</ul></section>`
}
${
  ready.length + again.length > 0 &&
  html`<form method="post" action="/admin/certificats/cohorte/${cohort.id}" class="stack tight">${token(visit)}
${beforeGiving(foreign, around)}
${ready.length > 0 && html`<h2>Ont terminé : ${ready.length}</h2>`}
${ready.length > MOST && html`<p class="sm dim">Les ${MOST} premiers sont donnés maintenant, les autres à la fois suivante.</p>`}
${ready.length > 0 && html`<details${(ready.length <= 12 || foreign.length > 0) && html` open`}><summary>Choisir les personnes</summary><div class="card pad lines">${some.map(tick)}</div></details>`}
${
  again.length > 0 &&
  html`<fieldset class="card pad stack tight"><legend>Certificat retiré : ${again.length}</legend>
<p class="sm dim">Personne ici n’en reçoit un autre sans que vous le choisissiez. Votre raison reste écrite sur le nouveau.</p>
<div class="lines">${again.map(tickAgain)}</div>
<div class="field"><label for="encore">Pourquoi en donner un autre</label><input class="in" id="encore" name="encore" maxlength="160"></div></fieldset>`
}
<fieldset class="card pad stack tight"><legend>Sur les papiers</legend>${SIGNING.map(
    ([field, label, max]) =>
      html`<div class="field"><label for="${field}">${label}</label><input class="in" id="${field}" name="${field}" maxlength="${max}" value="${usual(field)}"${field !== 'partner' && field !== 'partnerSigner' && html` required`}>${HINTS[field] && html`<p class="hint">${HINTS[field]}</p>`}</div>`,
  )}</fieldset>
<p class="sm dim">Un certificat donné ne se change pas : un nom se corrige par un nouveau certificat, qui remplace l’ancien.</p>
<p><button class="btn go">Donner les certificats</button></p></form>`
}
${
  not.length > 0 &&
  html`<section class="stack tight"><h2>N’ont pas encore terminé : ${not.length}</h2><ul class="card pad lines">${not.map(reason)}</ul></section>`
}
${group.learners.length === 0 && html`<p class="card pad">Personne n’est inscrit dans cette cohorte.</p>`}`;
  const back = ['/admin/certificats', 'Certificats'] as const;
  return { title: textOf(cohort, 'name'), subtitle: 'Certificats de la cohorte', entry: 'fichiers', back, body };
}

/** Where the paper cannot write the name of somebody: how it is printed instead. */
const latin = ({ enrolment, name }: Learner): Html | false =>
  !prints(name) &&
  html`<div class="field"><label for="n.${enrolment.id}">Nom en lettres latines, comme il doit être imprimé</label><input class="in" id="n.${enrolment.id}" name="n.${enrolment.id}" maxlength="120"></div>`;

const tick = (one: Learner): Html =>
  html`<label class="agree"><input type="checkbox" name="e.${one.enrolment.id}" checked><span><b><bdi>${one.name}</bdi></b><br><small class="dim">${[followedText(one.completion), testsText(one.completion)].filter((text) => text !== '').join(' ')}</small></span></label>${latin(one)}`;

const goneWords = ({ withdrawn }: Learner): string =>
  withdrawn
    ? `Retiré le ${dateWords(Date.parse(`${withdrawn.day}T00:00:00Z`))} : ${(catalogue.fr[`certificate_withdrawal.why.${withdrawn.why}`] ?? '').toLowerCase()}.`
    : '';

const gone = (one: Learner): Html =>
  html`<li><b>${one.name || 'Fiche absente'}</b><br><small class="dim">${goneWords(one)} ${reasonsOf(one.completion).join(' ')}</small></li>`;

const tickAgain = (one: Learner): Html =>
  html`<label class="agree"><input type="checkbox" name="r.${one.enrolment.id}"><span><b>${one.name}</b><br><small class="dim">${goneWords(one)} ${followedText(one.completion)}</small></span></label>${latin(one)}`;

const reason = ({ name, completion }: Learner): Html =>
  html`<li><b>${name || 'Fiche absente'}</b><br><small class="dim">${reasonsOf(completion).join(' ')}</small></li>`;

async function decide(visit: Visit, params: Params, fields: Fields): Promise<Outcome | null> {
  const cohort = await cohortOf(visit, params);
  if (!cohort) return null;
  const text = (field: Signed): string => {
    const max = SIGNING.find(([name]) => name === field)?.[2] ?? 60;
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
