/** One pair: both records beside each other, what differs field by field, and the decision. */
import type { Act } from '../../kernel/author.ts';
import { entriesOf, isVoided, type RecordState, valueOf } from '../../kernel/fold.ts';
import { derivedId, isRecordId } from '../../kernel/ids.ts';
import { type Difference, differences, type MergeSource, mergeActs } from '../../kernel/merging.ts';
import type { Json, RecordId } from '../../kernel/types.ts';
import { pairKey } from '../../modules/directory/candidates.ts';
import { choices, distinctAct, keptOf, keyOf, mayGiveUp, mayWrite } from '../../modules/directory/merges.ts';
import { t } from '../../ui/i18n.ts';
import type { Outcome, View } from './desk.ts';
import type { Fields } from './door.ts';
import {
  cardFacts,
  PATIENCE,
  pairsSeen,
  reasonWords,
  type SeenPair,
  type Side,
  searchOf,
  sourceFor,
} from './doubles-part.ts';
import { type Html, html, trusted } from './html.ts';
import { icon } from './icons.ts';
import { token } from './layout.ts';
import { fieldValueWords } from './values.ts';
import type { Visit } from './visit.ts';
import { fieldWords, placeWords } from './words.ts';

type Params = Readonly<Record<string, string>>;

export const pairPath = ({ a, b }: { readonly a: RecordId; readonly b: RecordId }): string =>
  `/admin/doublons/${a}/${b}`;

interface Case {
  readonly pair: SeenPair;
  readonly source: MergeSource;
  readonly states: readonly [RecordState, RecordState];
  readonly may: Visit['may'];
  readonly branches: Visit['branches'];
}

/**
 * Only pairs that were found, and that this person may decide about, open: an address made up would otherwise show a card of anybody. `gone` when one
 * was decided meanwhile.
 */
async function caseOf(visit: Visit, params: Params): Promise<Case | 'gone' | null> {
  const { a, b } = params;
  if (!isRecordId(a) || !isRecordId(b)) return null;
  const { found } = await searchOf(visit).within(PATIENCE);
  const pair = pairsSeen(visit, found).find((one) => pairKey(one.a, one.b) === pairKey(a, b));
  if (!pair) return null;
  const source = await sourceFor(visit, [pair.a, pair.b]);
  const [one, other] = [source.record(pair.a), source.record(pair.b)];
  if (!one || !other || [one, other].some((state) => isVoided(state) || state.fields[':alias']?.[0]?.value))
    return 'gone';
  return { pair, source, states: [one, other], may: (...asked) => visit.may(...asked), branches: visit.branches };
}

export async function showPair(visit: Visit, params: Params): Promise<View | null> {
  const found = await caseOf(visit, params);
  if (found === null) return null;
  const title = t('doubles.ask');
  const back = ['/admin/doublons', t('bureau.doubles.all')] as const;
  if (found === 'gone')
    return {
      title,
      entry: 'doublons',
      body: html`<p class="card pad">${t('bureau.doubles.gone')}</p>`,
      back,
    };
  const { pair, source, states, may } = found;
  const [one, other] = states;
  const kept = keptOf(source, may, one, other);
  if (!kept) return null;
  const body = html`<div class="note wait">${icon('people')}<p>${reasonWords(pair)}</p></div>
<form method="post" action="${pairPath(pair)}" class="stack loose">${token(visit)}
<fieldset class="stack tight"><legend><h2>${t('doubles.which')}</h2></legend><p class="sm dim">${t('doubles.which.hint')}</p>
<div class="pair">${states.map((state, at) => sideCard(found, state, pair.sides[at] as Side, state === kept))}</div></fieldset>
${differing(found, kept)}
<div class="line wrap acts-row"><button class="btn go" name="choix" value="reunir">${icon('handshake')}${t('bureau.doubles.join')}</button>${
    distinctAct(may, one, other) &&
    html`<button class="btn" name="choix" value="deux">${t('bureau.doubles.two')}</button>`
  }<a class="btn" href="/admin/doublons">${t('doubles.unknown')}</a></div></form>`;
  return { title, subtitle: pair.sides[0].candidate.names[0] ?? '', entry: 'doublons', back, body };
}

/** A record one answers for with its sheet; another branch's reduced. */
function sideCard({ source, states, may, branches }: Case, state: RecordState, side: Side, isKept: boolean): Html {
  const [one, other] = states;
  const able = mayGiveUp(may, state === one ? other : one);
  return html`<div class="card pad stack tight"><h3>${side.candidate.names[0]}</h3>
<p class="sm dim">${side.own ? placeWords(side.home, branches) : cardFacts(side, branches).join(' · ')}</p>${
    side.own
      ? html`<dl class="known">${facts(source, state).map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`
      : html`<p class="sm">${icon('lock', 's')} ${t('bureau.doubles.reduced')}</p>`
  }${
    able
      ? html`<label class="opt"><input type="radio" name="garde" value="${state.id}"${isKept && trusted(' checked')}><span class="grow"><b>${t('doubles.keep')}</b></span></label>`
      : html`<p class="sm dim">${t('doubles.nokeep')}</p>`
  }</div>`;
}

/** What a sheet says, its companions included. */
function facts(source: MergeSource, state: RecordState): readonly (readonly [string, string])[] {
  const { types } = source.decl;
  const companions = Object.values(types).filter(({ companionOf }) => companionOf === state.type);
  const parts = [state, ...companions.flatMap(({ name }) => source.record(derivedId(name, state.id)) ?? [])];
  return parts.flatMap((part) => {
    const type = types[part.type];
    return Object.entries(type?.fields ?? {}).flatMap(([field, decl]) => {
      if (decl.widget === 'hidden' || field === 'name') return [];
      const values: readonly Json[] =
        decl.merge === 'map' ? entriesOf(part, field).map(([, entry]) => entry) : [valueOf(part, field) ?? null];
      const said = values.filter((value) => value !== null).map((value) => fieldValueWords(type, field, value));
      return said.length > 0 ? [[fieldWords(field, part.type), said.join(t('list.semicolon'))] as const] : [];
    });
  });
}

/** Fields in which two records differ, whichever goes on: by key, what each has. */
function differing(found: Case, kept: RecordState): Html | false {
  const { pair, source, states, may, branches } = found;
  const [one, other] = states;
  if (!pair.sides.every(({ own }) => own))
    return (
      !mayWrite(may, kept, kept.type) && html`<div class="note wait">${icon('lock')}<p>${t('doubles.notake')}</p></div>`
    );
  const all = new Map<string, Difference & { readonly left: Json; readonly right: Json }>();
  for (const each of differences(source, one.id, other.id))
    all.set(keyOf(each), { ...each, left: each.kept, right: each.other });
  for (const each of differences(source, other.id, one.id))
    all.set(keyOf(each), { ...each, left: each.other, right: each.kept });
  if (all.size === 0) return html`<p class="dim">${t('doubles.same')}</p>`;
  return html`<section class="stack"><div class="head"><h2>${t('doubles.differ')}</h2><span class="sm dim num">${all.size}</span></div>
<p class="sm dim">${t('bureau.doubles.taken')}</p>${[...all.values()].map(({ type, field, left, right }) => {
    const name = `f:${keyOf({ type, field })}`;
    const words = (value: Json) => fieldValueWords(source.decl.types[type], field, value);
    const choice = (state: RecordState, value: Json, checked: boolean, kind: 'radio' | 'checkbox') =>
      html`<label class="opt"><input type="${kind}" name="${name}" value="${state.id}"${checked && trusted(' checked')}><span class="grow"><b>${words(value)}</b><small>${placeWords(state.home, branches)}</small></span></label>`;
    const both = left !== null && right !== null;
    return html`<fieldset class="field"><legend>${fieldWords(field, type)}</legend><div class="pair">${
      both
        ? [choice(one, left, kept === one, 'radio'), choice(other, right, kept === other, 'radio')]
        : left !== null
          ? choice(one, left, true, 'checkbox')
          : choice(other, right, true, 'checkbox')
    }</div></fieldset>`;
  })}</section>`;
}

export async function decidePair(visit: Visit, params: Params, fields: Fields): Promise<Outcome | null> {
  const found = await caseOf(visit, params);
  if (found === null) return null;
  if (found === 'gone') return { refusal: { code: 'RULE-SETTLED' } };
  const { states, may } = found;
  const [one, other] = states;
  if (fields['choix'] === 'deux') {
    const act = distinctAct(may, one, other);
    return act ? saved(visit, [act], 'deux') : { refusal: { code: 'RIGHT-NONE' } };
  }
  const kept = states.find(({ id }) => id === fields['garde']);
  if (fields['choix'] !== 'reunir' || !kept) return { refusal: { code: 'HUB-REQUEST' } };
  const given = kept === one ? other : one;
  const take = choices(found.source, may, kept, given).filter((field) => fields[`f:${keyOf(field)}`] === given.id);
  return saved(visit, mergeActs(found.source, kept.id, given.id, take), 'reuni');
}

async function saved(visit: Visit, acts: readonly Act[], done: 'deux' | 'reuni'): Promise<Outcome> {
  const acted = await visit.act(acts);
  return acted.ok ? { to: '/admin/doublons', done } : { refusal: acted.error };
}
