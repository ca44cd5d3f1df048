/** Certificats: printed one by one or a whole cohort at once, a name put right, one that no longer counts withdrawn. */
import type { FastifyInstance } from 'fastify';
import { type RecordState, textOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import { isRecordId } from '../../kernel/ids.ts';
import type { RecordId, Refusal } from '../../kernel/types.ts';
import { type Around, correct, nextNumber, withdraw } from '../../modules/certificates/acts.ts';
import { factsOfRecord } from '../../modules/certificates/ledger.ts';
import { prints, unprinted } from '../../modules/certificates/letters.ts';
import { WHY_WITHDRAWN } from '../../modules/certificates/model.ts';
import type { Withdrawal } from '../../modules/certificates/verify.ts';
import { t } from '../../ui/i18n.ts';
import { type Issuer, issuerOf, paperOf, withdrawalFor } from '../certificates/office.ts';
import { certificatesPdf, type Paper } from '../certificates/paper.ts';
import { followed } from '../programmes/gather.ts';
import { isRefusal, refuse } from './api.ts';
import { cannotPrint, goneText, notPrinted } from './certificate-letters.ts';
import { dateWords } from './dates.ts';
import type { Desk, Outcome, View } from './desk.ts';
import { type Fields, visitOf, type WebDeps } from './door.ts';
import { FILES, send } from './files-api.ts';
import { groupsPart } from './giving-page.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { token } from './layout.ts';
import { askedName, isNamed, PAGE_ROWS, paged, searchByName } from './paging.ts';
import type { Visit } from './visit.ts';
import { fieldWords } from './words.ts';

const TYPE = 'certificate';
const WITHDRAWAL = 'certificate_withdrawal';
const AROUND = [
  'person',
  'enrolment',
  'programme',
  'cohort',
  'born',
  'place',
  'signer',
  'partner',
  'partnerSigner',
] as const;
type Params = Readonly<Record<string, string>>;

export function registerCertificates(desk: Desk, app: FastifyInstance, deps: WebDeps): void {
  desk.page('/admin/certificats', showAll);
  desk.page('/admin/certificats/:id', showOne);
  desk.form('/admin/certificats/:id', decide, showOne);
  app.get('/api/v1/certificates.pdf', { config: { rateLimit: FILES } }, async (request, reply) => {
    const visit = await visitOf(request, deps);
    if (isRefusal(visit)) return refuse(reply, visit);
    const { of, cohort, groupe } = request.query as Fields;
    const group = isRecordId(groupe) ? groupe : undefined;
    const wanted = (state: RecordState): boolean =>
      (of === undefined || state.id === of) && (cohort === undefined || textOf(state, 'cohort') === cohort);
    // Nothing is promised before there is something to print.
    const none = await nothingOf(toPrint(visit, wanted, group));
    if (none) return refuse(reply, none);
    const issuer = await issuerOf(visit.network);
    reply.header('cache-control', 'no-store');
    await send(visit, reply, {
      file: 'certificats.pdf',
      media: 'application/pdf',
      how: of ?? cohort ?? group,
      parts: (count) => certificatesPdf(papers(visit, wanted, issuer, count, group, deps.address)),
    });
    return reply;
  });
}

/** Certificates that count, of the places this person answers for: to print is to give. */
async function* toPrint(
  visit: Visit,
  wanted: (state: RecordState) => boolean,
  group?: RecordId,
): AsyncGenerator<RecordState> {
  for await (const page of group ? ofGroup(visit, group) : visit.each(TYPE))
    for (const state of page)
      if (wanted(state) && visit.may('create', TYPE, state.home) && !(await withdrawn(visit, state))) yield state;
}

/** Why nothing comes out: there is none, or the paper can write none of them. */
async function nothingOf(states: AsyncIterable<RecordState>): Promise<Refusal | null> {
  let code = 'HUB-CERTIFICATE';
  for await (const state of states) {
    if (unprinted(state).length === 0) return null;
    code = 'HUB-CERTIFICATE-LETTERS';
  }
  return { code };
}

/** Those of one group, by name. */
async function* ofGroup(visit: Visit, group: RecordId): AsyncGenerator<readonly RecordState[]> {
  const { links } = visit.network;
  await links.bring(followed());
  const enrolments = await links.naming('enrolment', 'cohort', [group]);
  const states = await links.naming(
    TYPE,
    'enrolment',
    enrolments.map(({ id }) => id),
  );
  yield states
    .filter((one) => visit.reads(one))
    .sort((a, b) => textOf(a, 'name').localeCompare(textOf(b, 'name'), 'fr'));
}

async function* papers(
  visit: Visit,
  wanted: (state: RecordState) => boolean,
  issuer: Issuer,
  count: (records: number) => void,
  group?: RecordId,
  address?: string,
): AsyncGenerator<Paper> {
  for await (const state of toPrint(visit, wanted, group)) {
    // Pages that offer to print name those left out.
    if (unprinted(state).length > 0) continue;
    yield await paperOf(state, issuer, visit.network.card, address);
    count(1);
  }
}

const withdrawn = (visit: Visit, state: RecordState): Promise<Withdrawal | null> =>
  withdrawalFor(visit.network, state.id);

async function showAll(visit: Visit, _params: Params, query: Fields): Promise<View> {
  const states = await visit.list(TYPE);
  const asked = askedName(query);
  const found = asked ? states.filter((state) => isNamed(textOf(state, 'name'), asked)) : states;
  const { shown, links } = paged(found, query);
  const search =
    states.length > PAGE_ROWS &&
    searchByName(
      '/admin/certificats',
      asked,
      t('cours.certificates.found', { n: found.length, all: states.length }),
      t('cours.certificates.all'),
    );
  const cohorts = [...new Set(states.map((state) => textOf(state, 'cohort')).filter((one) => one !== ''))];
  const pdf = (query: string, label: string): Html =>
    html`<a class="btn" href="/api/v1/certificates.pdf${query}">${label}</a>`;
  const groups = await groupsPart(visit);
  const blank: RecordState[] = [];
  for (const state of states) if (unprinted(state).length > 0 && !(await withdrawn(visit, state))) blank.push(state);
  const body =
    states.length === 0
      ? html`${groups}<div class="card pad stack tight"><div class="band"></div><p>${t('cours.certificates.none')}</p></div>`
      : html`${groups}<section class="stack tight"><h2>${t('cours.print')}</h2>${notPrinted(blank)}<div class="line wrap">${cohorts.map(
          (cohort) => pdf(`?cohort=${encodeURIComponent(cohort)}`, cohort),
        )}${pdf('', t('cours.print.all'))}</div></section>
<section class="stack tight"><h2>${t('cours.certificates.last')}</h2>${search}<div class="card rows">${await Promise.all(shown.map((state) => row(visit, state)))}</div>${links}</section>`;
  const back = ['/admin/fichiers', t('entry.fichiers')] as const;
  return { title: t('cours.certificates'), subtitle: t('cours.certificates.do'), entry: 'fichiers', back, body };
}

async function row(visit: Visit, state: RecordState): Promise<Html> {
  const facts = factsOfRecord(state);
  return html`<a class="row wrap" href="/admin/certificats/${state.id}"><span class="grow"><b>${facts.name}</b><small>${t('cours.numbered', { name: facts.achievement.name, number: facts.number })}</small></span><span class="sm">${stateWords(await withdrawn(visit, state))}</span>${icon('next', 's')}</a>`;
}

const dayIn = (day: string): string => dateWords(Date.parse(day));

function stateWords(withdrawal: Withdrawal | null): string {
  if (!withdrawal) return t('cours.valid');
  return t(withdrawal.why === 'corrected' ? 'cours.replaced' : 'cours.withdrawn', { on: dayIn(withdrawal.day) });
}

async function certificate(visit: Visit, { id = '' }: Params): Promise<RecordState | null> {
  const state = isRecordId(id) ? await visit.record(id) : null;
  return state?.type === TYPE ? state : null;
}

async function showOne(visit: Visit, params: Params): Promise<View | null> {
  const state = await certificate(visit, params);
  if (!state) return null;
  const facts = factsOfRecord(state);
  const gone = await withdrawn(visit, state);
  const may = !gone && visit.may('create', TYPE, state.home);
  const action = `/admin/certificats/${state.id}`;
  const lines = [
    [fieldWords('title', TYPE), facts.achievement.name],
    [t('cours.followed'), facts.done],
    [fieldWords('issuer', TYPE), facts.issuer],
    [fieldWords('issued', TYPE), dayIn(facts.issued)],
    [fieldWords('number', TYPE), facts.number],
  ] as const;
  const reasons = WHY_WITHDRAWN.filter(({ value }) => value !== 'corrected');
  const body = html`${gone ? goneNote(gone) : html`<p><span class="st ok">${icon('checks', 's')} ${t('cours.valid')}</span></p>`}
<dl class="facts card pad">${lines.map(([name, value]) => value && html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${
  may &&
  html`${
    unprinted(state).length > 0
      ? cannotPrint(state)
      : html`<p><a class="btn go" href="/api/v1/certificates.pdf?of=${encodeURIComponent(state.id)}">${t('cours.print.pdf')}</a></p>`
  }
<form method="post" action="${action}" class="card pad stack tight">${token(visit)}<input type="hidden" name="acte" value="corriger"><h2>${t('cours.correct')}</h2>
<p class="sm dim">${t('cours.correct.how')}</p>
<div class="field"><label for="nom">${t('cours.correct.name')}</label><input class="in" id="nom" name="nom" maxlength="120" required value="${facts.name}"></div><button class="btn">${t('cours.correct.go')}</button></form>
<form method="post" action="${action}" class="card pad stack tight">${token(visit)}<input type="hidden" name="acte" value="retirer"><h2>${t('cours.withdraw')}</h2>
<p class="sm dim">${t('cours.withdraw.how')}</p>
<fieldset class="field"><legend>${fieldWords('why', WITHDRAWAL)}</legend><div class="opts">${reasons.map(
    ({ value }) =>
      html`<label class="opt"><input type="radio" name="pourquoi" value="${value}" required><span class="grow">${fieldWords(`why.${value}`, WITHDRAWAL)}</span></label>`,
  )}</div></fieldset><button class="btn bad">${t('cours.withdraw.go')}</button></form>`
}`;
  const back = ['/admin/certificats', t('cours.certificates')] as const;
  return { title: facts.name, subtitle: t('group.given.no', { number: facts.number }), entry: 'fichiers', back, body };
}

/** What whoever holds the paper must know first. */
function goneNote({ day, why, by }: Withdrawal): Html {
  const how = by ? t('cours.replaced.by', { number: by, on: dayIn(day) }) : goneText(day, why);
  return html`<div class="note fix">${icon('warning')}<div><p><b>${t('cours.gone.title')}</b></p><p>${how}</p></div></div>`;
}

async function decide(visit: Visit, params: Params, fields: Fields): Promise<Outcome | null> {
  const state = await certificate(visit, params);
  if (!state) return null;
  const facts = factsOfRecord(state);
  if (await withdrawn(visit, state)) return { refusal: { code: 'HUB-CERTIFICATE' } };
  const { id: record, home } = state;
  const day = dayOf(visit.now);
  if (fields['acte'] === 'retirer') {
    const why = fields['pourquoi'] ?? '';
    if (!WHY_WITHDRAWN.some(({ value }) => value === why)) return { refusal: { code: 'HUB-REQUEST' } };
    const done = await visit.act([withdraw(record, { number: facts.number, day, why }, home)]);
    return done.ok ? { to: `/admin/certificats/${record}`, done: 'certificatretire' } : { refusal: done.error };
  }
  const name = (fields['nom'] ?? '').trim();
  if (fields['acte'] !== 'corriger' || name === '' || name === facts.name) return { refusal: { code: 'HUB-REQUEST' } };
  if (!prints(name)) return { refusal: { code: 'HUB-CERTIFICATE-LETTERS' } };
  const around: Around = Object.fromEntries(
    AROUND.flatMap((field) => (textOf(state, field) === '' ? [] : [[field, textOf(state, field)]])),
  );
  const next = { ...facts, name, number: nextNumber(facts.number), issued: day };
  const done = await visit.act(correct({ record, number: facts.number, home, around }, next));
  const made = done.ok ? done.value.changes[0]?.record : undefined;
  return done.ok ? { to: `/admin/certificats/${made}`, done: 'certificatcorrige' } : { refusal: done.error };
}
