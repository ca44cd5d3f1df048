/** Fiches en double ? What was found across the branches, and what was merged, with the way back. */
import { millisOf } from '../../kernel/clock.ts';
import { isRecordId } from '../../kernel/ids.ts';
import { partActs } from '../../kernel/merging.ts';
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
import type { Visit } from './visit.ts';
import { placeWords } from './words.ts';

type Params = Readonly<Record<string, string>>;
const PAIRS = 50;
const MERGES = 20;
const LEVELS = [
  ['sure', 'Presque sûr'],
  ['likely', 'Probable'],
] as const;

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
  const body = html`<p>Deux fiches se ressemblent ? Dites si c’est la même. Rien n’est réuni tout seul, et tout se défait. Une fiche tenue par une autre antenne n’est montrée qu’en abrégé.</p>
${
  !isCurrent &&
  html`<div class="note wait" role="status">${icon('clock')}<p>${found ? 'La recherche se refait : cette liste date de tout à l’heure.' : 'La recherche est en cours.'} <a href="/admin/doublons">Actualiser</a></p></div>`
}
${
  pressing.length === 0 && isCurrent
    ? html`<div class="card pad stack tight"><div class="band"></div><p>Aucune fiche ne semble en double.</p></div>`
    : LEVELS.map(([level, title]) =>
        listed(
          visit,
          title,
          pressing.filter((pair) => pair.level === level),
        ),
      )
}
${
  unlikely.length > 0 &&
  html`<details><summary>${icon('down')}Peu probables <span class="num dim">${unlikely.length}</span></summary>${rows(visit, unlikely)}</details>`
}
${
  merged.length > 0 &&
  html`<section><div class="head"><h2>Fiches réunies</h2><span class="sm dim num">${merged.length}</span></div><div class="card rows">${await Promise.all(
    merged.slice(0, MERGES).map((one) => mergedRow(visit, one)),
  )}</div></section>`
}`;
  return { title: 'Fiches en double ?', entry: 'doublons', body };
}

const listed = (visit: Visit, title: string, pairs: readonly SeenPair[]): Html | false =>
  pairs.length > 0 &&
  html`<section><div class="head"><h2>${title}</h2><span class="sm dim num">${pairs.length}</span></div>${rows(visit, pairs)}</section>`;

const rows = (visit: Visit, pairs: readonly SeenPair[]): Html =>
  html`<div class="card rows">${pairs.slice(0, PAIRS).map((pair) => row(visit, pair))}</div>${
    pairs.length > PAIRS &&
    html`<p class="sm dim">Les ${PAIRS} premières sur ${pairs.length} : les suivantes viennent quand celles-ci sont décidées.</p>`
  }`;

const row = (visit: Visit, pair: SeenPair): Html =>
  html`<a class="row" href="${pairPath(pair)}"><span class="sign own">${icon(pair.sides[0].type === 'person' ? 'person' : 'coop')}</span>
<span class="grow stack tight">${pair.sides.map(
    (side) =>
      html`<span><b>${side.candidate.names[0]}</b><small>${cardFacts(side, visit.branches).join(' · ')}</small></span>`,
  )}<span class="sm">${reasonWords(pair)}</span></span>${icon('next', 's')}</a>`;

async function mergedRow(visit: Visit, one: MergedRecord): Promise<Html> {
  return html`<article class="pad stack tight"><p><b>${one.name}</b> mène à <b>${one.intoName}</b></p>
<p class="sm dim">${placeWords(one.home, visit.branches)} · réunie par ${await visit.nameOf(one.by)}, ${timeWords(millisOf(one.at), visit.now)}</p>
<form method="post" action="/admin/doublons/${one.id}/separer">${token(visit)}<button class="btn">${icon('undo')}Séparer</button></form></article>`;
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
