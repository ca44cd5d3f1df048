/** Who the people of a programme were when they came and what changed a year later, on the hub: each figure opens its people, and what may leave has its own table and file. */
import '../../modules/followup/messages/profile/index.ts';
import type { FastifyInstance } from 'fastify';
import { textOf } from '../../kernel/fold.ts';
import { isRecordId } from '../../kernel/ids.ts';
import type { RecordId } from '../../kernel/types.ts';
import { BYS, type By, type Line, type Profile, profilesOf } from '../../modules/followup/profile.ts';
import { answerWord, isSeveral, publicCounts } from '../../modules/followup/profile-words.ts';
import { BOM, csvLine } from '../../ui/files/csv.ts';
import { formatNumber, t } from '../../ui/i18n.ts';
import { type After, gatherAfter } from '../programmes/after.ts';
import { isRefusal, refuse } from './api.ts';
import { type Fields, visitOf, type WebDeps } from './door.ts';
import { FILES, send } from './files-api.ts';
import { type Html, html } from './html.ts';

const PARTS = ['tous', 'avant', 'apres'] as const;
type Part = (typeof PARTS)[number];

const linesIn = ({ lines, twice }: Profile, part: Part): readonly Line[] =>
  part === 'tous' ? lines : ((part === 'avant' ? twice?.before : twice?.after) ?? []);

/** Who gave one answer: `?profil=<question>&cle=<réponse>&quand=<tous|avant|apres>`; null where nothing of the kind was asked for. */
export function askedProfile(
  { source }: After,
  programme: RecordId,
  query: Fields,
): { readonly title: string; readonly when: string; readonly ids: readonly RecordId[] } | null {
  const by = BYS.find((one) => one === query['profil']);
  if (!by) return null;
  const part = PARTS.find((one) => one === query['quand']) ?? 'tous';
  const key = query['cle'] === '-' ? '' : (query['cle'] ?? '');
  const profile = profilesOf(source, programme).find((one) => one.by === by);
  const line = profile && linesIn(profile, part).find((one) => one.key === key);
  const when = t(part === 'apres' ? 'profile.later' : 'profile.entry');
  return { title: `${t(`profile.${by}`)} : ${answerWord(by, key)}`, when, ids: line?.ids ?? [] };
}

type Count = (by: By, line: Line, part: Part, at: number) => Html | string;

export function profilePart({ source }: After, programme: RecordId): Html | false {
  const profiles = profilesOf(source, programme);
  if (profiles.length === 0) return false;
  const open: Count = (by, { key, ids }, part) =>
    ids.length === 0
      ? '0'
      : html`<a class="num" href="/admin/programmes/${programme}/suites?profil=${by}&cle=${encodeURIComponent(key || '-')}&quand=${part}">${formatNumber(ids.length)}</a>`;
  return html`<section class="stack tight"><h2>${t('profile.title')}</h2><div class="pair">${profiles.map((one) => drawn(one, open))}</div>
<details><summary>Les totaux à publier</summary><div class="stack tight"><p class="sm dim">${t('profile.public.how')}</p><p><a class="btn" href="/api/v1/programmes/profil.csv?of=${programme}">Prendre le fichier des totaux</a></p><div class="pair">${profiles.map((one) => drawn(one, shutIn(one)))}</div></div></details></section>`;
}

/** Counts as they may leave. */
function shutIn(profile: Profile): Count {
  const counts = new Map(PARTS.map((part) => [part, publicCounts(linesIn(profile, part))]));
  return (_by, _line, part, at) => {
    const n = counts.get(part)?.[at];
    return n === null || n === undefined
      ? html`<span aria-hidden="true">…</span><span class="vh">${t('after.hidden')}</span>`
      : formatNumber(n);
  };
}

function drawn(profile: Profile, count: Count): Html {
  const { by, lines, twice } = profile;
  const isShown = (key: string, ...lists: readonly Line[]): boolean =>
    lists.some(({ ids }) => ids.length > 0) || (by === 'towards' && key !== '');
  return html`<article class="card pad stack tight"><h3>${t(`profile.${by}`)}</h3>${by !== 'status' && html`<p class="sm dim">${t('profile.entry')}</p>`}<ul class="mini">${lines.map(
    (line, at) =>
      isShown(line.key, line) &&
      html`<li><span>${answerWord(by, line.key)}</span><b class="num">${count(by, line, 'tous', at)}</b></li>`,
  )}</ul>${by === 'status' && html`<p class="sm dim">${t('profile.status.how')}</p>`}${isSeveral(by) && html`<p class="sm dim">${t('profile.several')}</p>`}${
    twice &&
    html`<h4>${t('profile.twice', { n: twice.n })}</h4><div class="scroll"><table class="tbl"><thead><tr><td></td><th scope="col" class="r">${t('profile.entry')}</th><th scope="col" class="r">${t('profile.later')}</th></tr></thead><tbody>${twice.before.map(
      (line, at) => {
        const later = twice.after[at];
        return (
          later &&
          isShown('', line, later) &&
          html`<tr><th scope="row">${answerWord(by, line.key)}</th><td class="r num">${count(by, line, 'avant', at)}</td><td class="r num">${count(by, later, 'apres', at)}</td></tr>`
        );
      },
    )}</tbody></table></div>`
  }</article>`;
}

/** Totals for a funder: never who, and no small number. */
export function registerProfileFile(app: FastifyInstance, deps: WebDeps): void {
  app.get('/api/v1/programmes/profil.csv', { config: { rateLimit: FILES } }, async (request, reply) => {
    const visit = await visitOf(request, deps);
    if (isRefusal(visit)) return refuse(reply, visit);
    const id = (request.query as Fields)['of'];
    const programme = isRecordId(id) ? await visit.record(id) : null;
    if (programme?.type !== 'programme') return refuse(reply, { code: 'HUB-NOTHING-HERE' });
    const { source } = await gatherAfter(visit.network.links, programme, (state) => visit.reads(state));
    const profiles = profilesOf(source, programme.id);
    reply.header('cache-control', 'no-store');
    await send(visit, reply, {
      file: 'profil.csv',
      media: 'text/csv; charset=utf-8',
      how: textOf(programme, 'name'),
      parts: (counted) => {
        counted(profiles.length);
        return table(profiles);
      },
    });
    return reply;
  });
}

async function* table(profiles: readonly Profile[]): AsyncGenerator<string> {
  yield BOM + csvLine(['Question', 'Réponse', 'Quand', 'Personnes'], ';');
  for (const profile of profiles)
    for (const part of PARTS) {
      const counts = publicCounts(linesIn(profile, part));
      const when = t(part === 'apres' ? 'profile.later' : 'profile.entry');
      for (const [at, { key, ids }] of linesIn(profile, part).entries()) {
        const n = counts[at] ?? null;
        if (ids.length === 0 && part !== 'tous') continue;
        const told = part === 'tous' ? when : `${when} (${t('profile.twice', { n: profile.twice?.n ?? 0 })})`;
        yield csvLine(
          [t(`profile.${profile.by}`), answerWord(profile.by, key), told, n === null ? '…' : String(n)],
          ';',
        );
      }
    }
}
