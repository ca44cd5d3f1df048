/** Who the people of a programme were when they came and what changed a year later, on the hub: each figure opens its people, and what may leave has its own table and file. */
import '../../modules/followup/messages/profile/index.ts';
import type { FastifyInstance } from 'fastify';
import { textOf } from '../../kernel/fold.ts';
import { isRecordId } from '../../kernel/ids.ts';
import type { RecordId } from '../../kernel/types.ts';
import { changeText } from '../../modules/followup/leaving.ts';
import {
  BYS,
  type By,
  isLater,
  type Line,
  linesIn,
  PARTS,
  type Part,
  type Profile,
  partOf,
  profilesOf,
  toldIn,
} from '../../modules/followup/profile.ts';
import { answerWord, isSeveral, publicCounts, publicKnown } from '../../modules/followup/profile-words.ts';
import { BOM, csvLine } from '../../ui/files/csv.ts';
import { percentText } from '../../ui/format.ts';
import { formatNumber, t } from '../../ui/i18n.ts';
import { type After, gatherAfter } from '../programmes/after.ts';
import { isRefusal, refuse } from './api.ts';
import { type Fields, visitOf, type WebDeps } from './door.ts';
import { FILES, send } from './files-api.ts';
import { type Html, html } from './html.ts';

/** Who gave one answer: `?profil=<question>&cle=<réponse>&quand=<tous|plus|avant|apres>`; null where nothing of the kind was asked for. */
export function askedProfile(
  { source }: After,
  programme: RecordId,
  query: Fields,
): { readonly title: string; readonly when: string; readonly ids: readonly RecordId[] } | null {
  const by = BYS.find((one) => one === query['profil']);
  if (!by) return null;
  const part = partOf(query['quand']);
  const key = query['cle'] === '-' ? '' : (query['cle'] ?? '');
  const profile = profilesOf(source, programme).find((one) => one.by === by);
  const line = profile && linesIn(profile, part).find((one) => one.key === key);
  const when = t(isLater(part) ? 'profile.later' : 'profile.entry');
  return { title: `${t(`profile.${by}`)}${t('list.of')}${answerWord(by, key)}`, when, ids: line?.ids ?? [] };
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
<details><summary>${t('cours.totals')}</summary><div class="stack tight"><p class="sm dim">${t('profile.public.how')}</p><p><a class="btn" href="/api/v1/programmes/profil.csv?of=${programme}">${t('cours.totals.take')}</a></p><div class="pair">${profiles.map((one) => drawn(one, shutIn(one)))}</div></div></details></section>`;
}

/** The wish to leave, before and later, each of those who said; the difference on those who answered twice. */
export function leavingPart({ source }: After, programme: RecordId): Html | false {
  const [profile] = profilesOf(source, programme, ['leaving']);
  if (!profile) return false;
  const line = (label: string, part: Part): Html => {
    const { ids, known } = toldIn(profile, part, 'yes');
    const words =
      known > 0 &&
      html`<a class="num" href="/admin/programmes/${programme}/suites?profil=leaving&cle=yes&quand=${part}">${t('after.of', { n: ids.length, of: known })} · ${percentText(ids.length / known)}</a>`;
    return html`<li><span>${label}</span>${words || t('after.nobody.said')}</li>`;
  };
  return html`<section class="card pad stack tight"><h2>${t('after.leaving')}</h2><ul class="mini">${line(t('after.leaving.entry'), 'tous')}${line(t('after.leaving.later'), 'plus')}</ul><p>${changeText(profile)}</p><p class="sm dim">${t('after.leaving.how')}</p></section>`;
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
    // Said before it is streamed: a stream does not know for whom.
    const lines = [...table(profiles)];
    reply.header('cache-control', 'no-store');
    await send(visit, reply, {
      file: 'profil.csv',
      media: 'text/csv; charset=utf-8',
      how: textOf(programme, 'name'),
      async *parts(counted) {
        counted(profiles.length);
        yield* lines;
      },
    });
    return reply;
  });
}

const COLUMNS = ['question', 'answer', 'when', 'people', 'of'] as const;

/** What leaves: everybody at the beginning, and those who answered twice at both moments; with of how many, where no count is hidden. */
function* table(profiles: readonly Profile[]): Generator<string> {
  yield BOM + csvLine([...COLUMNS.map((one) => t(`cours.totals.${one}`)), '%'], ';');
  for (const profile of profiles)
    for (const part of PARTS) {
      if (part === 'plus') continue;
      const lines = linesIn(profile, part);
      const counts = publicCounts(lines);
      const known = publicKnown(lines, profile.by);
      const when = t(isLater(part) ? 'profile.later' : 'profile.entry');
      for (const [at, { key, ids }] of lines.entries()) {
        const n = counts[at] ?? null;
        if (ids.length === 0 && part !== 'tous') continue;
        const told = part === 'tous' ? when : `${when} (${t('profile.twice', { n: profile.twice?.n ?? 0 })})`;
        const share =
          key !== '' && n !== null && known ? [String(known), String(Math.round((n / known) * 100))] : ['', ''];
        yield csvLine(
          [t(`profile.${profile.by}`), answerWord(profile.by, key), told, n === null ? '…' : String(n), ...share],
          ';',
        );
      }
    }
}
