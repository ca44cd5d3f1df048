/** Fiches en double ? What was found across the branches, and what was merged, with the way back. */
import { millisOf } from '../../kernel/clock.ts';
import { isRecordId } from '../../kernel/ids.ts';
import { partActs } from '../../kernel/merging.ts';
import { t } from '../../ui/i18n.ts';
import type { MergedRecord } from '../doubles.ts';
import { timeWords } from './dates.ts';
import type { Desk, Outcome, View } from './desk.ts';
import { decidePair, pairPath, showPair } from './doubles-pair.ts';
import {
  cardFacts,
  decides,
  isPressing,
  mergesSeen,
  PATIENCE,
  pairsSeen,
  reasonWords,
  type SeenPair,
  searchOf,
  sourceFor,
} from './doubles-part.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { token } from './layout.ts';
import { said } from './tongue.ts';
import type { Visit } from './visit.ts';
import { placeWords } from './words.ts';

type Params = Readonly<Record<string, string>>;
const PAIRS = 50;
const MERGES = 20;
const LEVELS = ['sure', 'likely'] as const;

export function registerDoubles(desk: Desk): void {
  desk.page('/admin/doublons', showDoubles);
  desk.page('/admin/doublons/:a/:b', showPair);
  desk.form('/admin/doublons/:a/:b', decidePair, showPair);
  desk.form('/admin/doublons/:id/separer', part, showDoubles);
}

async function showDoubles(visit: Visit): Promise<View | null> {
  if (!decides(visit)) return null;
  const { found, isCurrent } = await searchOf(visit).within(PATIENCE);
  const pairs = pairsSeen(visit, found);
  const pressing = pairs.filter(isPressing);
  const unlikely = pairs.filter((pair) => !isPressing(pair));
  const merged = mergesSeen(visit, found);
  const body = html`<p>${t('doubles.intro')} ${t('bureau.doubles.short')}</p>
${
  !isCurrent &&
  html`<div class="note wait" role="status">${icon('clock')}<p>${t(found ? 'bureau.doubles.looking.again' : 'bureau.doubles.looking')} <a href="/admin/doublons">${t('bureau.doubles.refresh')}</a></p></div>`
}
${
  pressing.length === 0 && isCurrent
    ? html`<div class="card pad stack tight"><div class="band"></div><p>${t('doubles.none')}</p></div>`
    : LEVELS.map((level) =>
        listed(
          visit,
          t(`doubles.level.${level}`),
          pressing.filter((pair) => pair.level === level),
        ),
      )
}
${
  unlikely.length > 0 &&
  html`<details><summary>${icon('down')}${t('doubles.more', { n: unlikely.length })} <span class="num dim">${unlikely.length}</span></summary>${rows(visit, unlikely)}</details>`
}
${
  merged.length > 0 &&
  html`<section><div class="head"><h2>${t('bureau.doubles.merged')}</h2><span class="sm dim num">${merged.length}</span></div><div class="card rows">${await Promise.all(
    merged.slice(0, MERGES).map((one) => mergedRow(visit, one)),
  )}</div></section>`
}`;
  return { title: t('doubles.title'), entry: 'doublons', body };
}

const listed = (visit: Visit, title: string, pairs: readonly SeenPair[]): Html | false =>
  pairs.length > 0 &&
  html`<section><div class="head"><h2>${title}</h2><span class="sm dim num">${pairs.length}</span></div>${rows(visit, pairs)}</section>`;

const rows = (visit: Visit, pairs: readonly SeenPair[]): Html =>
  html`<div class="card rows">${pairs.slice(0, PAIRS).map((pair) => row(visit, pair))}</div>${
    pairs.length > PAIRS &&
    html`<p class="sm dim">${t('bureau.doubles.first', { shown: PAIRS, all: pairs.length })}</p>`
  }`;

const row = (visit: Visit, pair: SeenPair): Html =>
  html`<a class="row" href="${pairPath(pair)}"><span class="sign own">${icon(pair.sides[0].type === 'person' ? 'person' : 'coop')}</span>
<span class="grow stack tight">${pair.sides.map(
    (side) =>
      html`<span><b>${side.candidate.names[0]}</b><small>${cardFacts(side, visit.branches).join(' · ')}</small></span>`,
  )}<span class="sm">${reasonWords(pair)}</span></span>${icon('next', 's')}</a>`;

async function mergedRow(visit: Visit, one: MergedRecord): Promise<Html> {
  return html`<article class="pad stack tight"><p>${said('bureau.doubles.leads', { name: html`<b>${one.name}</b>`, into: html`<b>${one.intoName}</b>` })}</p>
<p class="sm dim">${t('bureau.doubles.by', { place: placeWords(one.home, visit.branches), name: await visit.nameOf(one.by), when: timeWords(millisOf(one.at), visit.now) })}</p>
<form method="post" action="/admin/doublons/${one.id}/separer">${token(visit)}<button class="btn">${icon('undo')}${t('bureau.doubles.part')}</button></form></article>`;
}

/** Two sheets again; what was written since on either stays. */
async function part(visit: Visit, params: Params): Promise<Outcome | null> {
  const id = params['id'];
  const { found } = await searchOf(visit).within(PATIENCE);
  const merged = isRecordId(id) ? mergesSeen(visit, found).find((one) => one.id === id) : undefined;
  if (!merged) return null;
  const acts = partActs(await sourceFor(visit, [merged.id, merged.into]), merged.id);
  if (!acts) return { refusal: { code: 'RULE-SETTLED' } };
  const done = await visit.act(acts);
  return done.ok ? { to: '/admin/doublons', done: 'separe' } : { refusal: done.error };
}
