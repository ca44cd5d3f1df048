/** Presentation packs of a programme: figures frozen on a day, on a page that prints and as a PDF, in French, English or Spanish. */
import type { FastifyInstance } from 'fastify';
import { isVoided, type RecordState, textOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import { isRecordId } from '../../kernel/ids.ts';
import { jobsToFreeze } from '../../modules/followup/jobs.ts';
import {
  type Line,
  PACK_LANGUAGES,
  type PackLanguage,
  type PackWords,
  packWords,
  type Told,
} from '../../modules/training/pack-words.ts';
import { type Frozen, freeze, frozenOf } from '../../modules/training/snapshot.ts';
import { plainLanguage, t } from '../../ui/i18n.ts';
import { branchesHeard } from '../heard.ts';
import { gatherAims } from '../programmes/aims.ts';
import { followed } from '../programmes/gather.ts';
import { packPdf } from '../programmes/pack-pdf.ts';
import { isRefusal, refuse } from './api.ts';
import { dateWords } from './dates.ts';
import type { Desk, Outcome, View } from './desk.ts';
import { type Fields, visitOf, type WebDeps } from './door.ts';
import { FILES, send } from './files-api.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { token } from './layout.ts';
import { shownPart } from './pack-shown.ts';
import { funnelFor } from './programme-seen.ts';
import type { Visit } from './visit.ts';

const TYPE = 'programme_figures';
type Params = Readonly<Record<string, string>>;

export function registerPacks(desk: Desk, app: FastifyInstance, deps: WebDeps): void {
  desk.form('/admin/programmes/:id/figer', freezeNow, async () => null);
  desk.page('/admin/programmes/dossier/:id', show);
  app.get('/api/v1/programmes/dossier.pdf', { config: { rateLimit: FILES } }, async (request, reply) => {
    const visit = await visitOf(request, deps);
    if (isRefusal(visit)) return refuse(reply, visit);
    const query = request.query as Fields;
    const found = await packOf(visit, query['of'] ?? '');
    if (!found) return refuse(reply, { code: 'HUB-NOTHING-HERE' });
    const language = languageOf(query);
    const words = await packWords(found.frozen, language);
    const { card } = visit.network;
    const pack = { programme: textOf(found.programme, 'name'), network: card.name, demo: card.demo, language };
    reply.header('cache-control', 'no-store');
    await send(visit, reply, {
      file: `dossier-${language}.pdf`,
      media: 'application/pdf',
      how: found.state.id,
      parts: (count) => {
        count(1);
        return packPdf(words, pack);
      },
    });
    return reply;
  });
}

/** The one the address asks for, else the one of the reader. */
const languageOf = ({ langue }: Fields): PackLanguage =>
  PACK_LANGUAGES.find((one) => one === langue) ?? plainLanguage();
export const mayFreeze = (visit: Visit, programme: RecordState): boolean => visit.may('create', TYPE, programme.home);

/** The packs there are, and the way to one more. */
export async function packsPart(visit: Visit, programme: RecordState): Promise<Html> {
  await visit.network.links.bring(followed());
  const packs = (await visit.network.links.naming(TYPE, 'programme', [programme.id]))
    .filter((one) => !isVoided(one) && visit.reads(one))
    .sort((a, b) => (textOf(a, 'on') < textOf(b, 'on') ? 1 : -1));
  return html`<section class="stack tight files"><h2>${t('cours.pack')}</h2>
<p class="sm dim">${t('cours.pack.how')}</p>
${packs.length > 0 && html`<div class="card rows">${packs.map((one) => html`<a class="row" href="/admin/programmes/dossier/${one.id}"><span class="grow"><b>${t('cours.pack.on', { on: dateWords(Date.parse(textOf(one, 'on'))) })}</b><small>${t('cours.pack.print')}</small></span>${icon('next', 's')}</a>`)}</div>`}
<form method="post" action="/admin/programmes/${programme.id}/figer">${token(visit)}<button class="btn">${t('cours.pack.freeze')}</button></form></section>`;
}

async function freezeNow(visit: Visit, { id = '' }: Params): Promise<Outcome | null> {
  const found = await funnelFor(visit, id);
  if (!found) return null;
  const day = dayOf(visit.now);
  const { source, aims } = await gatherAims(visit, found.programme, found.funnel, day);
  const received = await visit.network.links.received();
  const { heard, branches } = await branchesHeard(visit.network, visit.now);
  const jobs = jobsToFreeze(source, found.programme, day);
  const figures = JSON.stringify(freeze(found.funnel, day, received, jobs, aims, [heard, branches]));
  const { id: programme, home } = found.programme;
  const done = await visit.act([{ do: 'create', type: TYPE, home, body: { programme, on: day, figures } }]);
  if (!done.ok) return { view: await refusedView(done.error.code) };
  return { go: `/admin/programmes/dossier/${done.value.changes[0]?.record}` };
}

const refusedView = async (code: string): Promise<View> => ({
  title: t('cours.pack.not'),
  entry: 'programmes',
  body: html`<p>${t('cours.pack.not.why')} (${code})</p>`,
});

async function packOf(
  visit: Visit,
  id: string,
): Promise<{ readonly state: RecordState; readonly frozen: Frozen; readonly programme: RecordState } | null> {
  const state = isRecordId(id) ? await visit.record(id) : null;
  const of = state?.type === TYPE && !isVoided(state) ? textOf(state, 'programme') : '';
  const programme = isRecordId(of) ? await visit.record(of) : null;
  const frozen = state ? frozenOf(textOf(state, 'figures')) : null;
  return state && programme && frozen ? { state, programme, frozen } : null;
}

async function show(visit: Visit, { id = '' }: Params, query: Fields): Promise<View | null> {
  const found = await packOf(visit, id);
  if (!found) return null;
  const language = languageOf(query);
  const words = await packWords(found.frozen, language);
  const others = PACK_LANGUAGES.filter((one) => one !== language);
  const back = [`/admin/programmes/${found.programme.id}`, t('funnel.back.programme')] as const;
  const body = html`<p class="line wrap files"><a class="btn go" href="/api/v1/programmes/dossier.pdf?of=${id}&langue=${language}">PDF</a>${others.map((one) => html`<a class="btn" href="?langue=${one}" lang="${one}">${t(`cours.pack.${one}`)}</a>`)}</p>
<article class="stack loose" lang="${language}"><section class="stack tight"><p class="big"><b>${words.sum}</b>${words.women && `, ${words.women}`}</p><p class="sm dim">${words.rule}</p><p class="sm">${words.received} ${words.frozen}</p></section>
${bars(words, words.path)}${words.after.lines.length > 0 && bars(words, words.after, false)}
${told(words.who)}${words.jobs && told(words.jobs)}${words.aims && aims(words.aims, words.colon)}
${await shownPart(visit, found.state, found.programme)}
<section class="stack tight"><h2>${words.howTitle}</h2><ul class="lines sm">${words.how.map((line) => html`<li>${line}</li>`)}</ul>${visit.network.card.demo && html`<p class="sm"><b>${words.demo}</b></p>`}</section></article>`;
  return { title: textOf(found.programme, 'name'), subtitle: words.title, entry: 'programmes', back, body };
}

const told = ({ title, sum, groups }: Told): Html =>
  html`<section class="stack tight"><h2>${title}</h2>${sum && html`<p class="big"><b>${sum}</b></p>`}<div class="tiles">${groups.map(
    ({ title, rows }) =>
      html`<div class="card pad"><h3>${title}</h3><ul class="mini">${rows.map(({ label, text }) => html`<li><span>${label}</span><b class="num">${text}</b></li>`)}</ul></div>`,
  )}</div></section>`;

const aims = ({ title, pages }: NonNullable<PackWords['aims']>, colon: string): Html =>
  html`<section class="stack tight"><h2>${title}</h2><div class="card pad stack tight">${pages
    .flat()
    .map(({ is, label, text, how }) =>
      is === 'aim'
        ? html`<h3>${label}</h3>`
        : is === 'level'
          ? html`<p class="sm dim"><b>${label}</b></p>`
          : html`<p>${label}${colon}<b>${text}</b>${how !== '' && html`<br><small class="dim">${how}</small>`}</p>`,
    )}</div></section>`;

function bars(words: PackWords, { title, lines, widest }: PackWords['path'], sexes = true): Html {
  const [women, others, hidden] = words.legend;
  const bar = ({ label, n, text, women: f, of }: Line): Html => {
    const width = (count: number): string => ((count / widest) * 100).toFixed(2);
    return html`<li><div class="step"><span>${label}</span><span>${text !== '' && html`<b class="num">${text}</b> `}<small class="dim">${of}</small></span><svg class="share" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="${f !== null ? 'men' : sexes ? 'unsaid' : 'women'}" width="${width(n)}" height="4"/>${f !== null && html`<rect class="women" width="${width(f)}" height="4"/>`}</svg></div></li>`;
  };
  const key = (tone: string, label: string | undefined): Html =>
    html`<span><svg viewBox="0 0 1 1" aria-hidden="true"><rect class="${tone}" width="1" height="1"/></svg>${label}</span>`;
  return html`<section class="card pad stack tight"><h2>${title}</h2>${sexes && html`<p class="legend">${key('women', women)}${key('men', others)}${key('unsaid', hidden)}</p>`}<ol class="funnel">${lines.map(bar)}</ol></section>`;
}
