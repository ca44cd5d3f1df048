/** Vie privée d’une personne: what the network holds about her, as a page and as one file; her agreements; taking them back. */
import type { Act } from '../../kernel/author.ts';
import { type Personal, refsOf } from '../../kernel/declare.ts';
import { isErased, isVoided, type RecordState, textOf, valueOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import { isRecordId } from '../../kernel/ids.ts';
import { resolveIn } from '../../kernel/links.ts';
import type { Json, RecordId } from '../../kernel/types.ts';
import { emptied, SENSITIVE } from '../../modules/privacy/sensitive.ts';
import { soundIn } from '../../modules/voices/notes.ts';
import { has, plainLanguage, t } from '../../ui/i18n.ts';
import { declaredWords } from '../derived/register.ts';
import { fieldWords, manyWords, typeWords } from '../derived/words.ts';
import { type Held, heldAbout, historyOf, isLive, sheetsOf, shownFields, type Told } from '../held.ts';
import { dateWords, timeWords } from './dates.ts';
import type { Desk, Outcome, View } from './desk.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { token } from './layout.ts';
import { own } from './tongue.ts';
import { fieldValueWords } from './values.ts';
import type { Visit } from './visit.ts';
import { deedWords, roleWords, stateWords } from './words.ts';

type Params = Readonly<Record<string, string>>;
const CONSENT = 'consent';

export function registerAboutPerson(desk: Desk): void {
  desk.page('/admin/personnes/:id/donnees', show);
  desk.form('/admin/personnes/:id/accords/:consent', withdraw, show);
  desk.sound('/admin/sons/:id', async (visit, { id }) => soundIn(isRecordId(id) ? await visit.record(id) : null));
  desk.file('/admin/personnes/:id/donnees.html', async (visit, params) => {
    const about = await gather(visit, params);
    if (!about) return null;
    const text = `<!doctype html><html lang="${plainLanguage()}"><meta charset="utf-8"><title>${escapeTitle(about)}</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}dt{color:#555}dd{margin:0 0 .5rem}section{break-inside:avoid;border-top:1px solid #ccc}</style>
${(await wholeText(visit, about)).text}</html>\n`;
    return { file: 'donnees-personne.html', media: 'text/html; charset=utf-8', text, ...notedAs(about) };
  });
  desk.file('/admin/personnes/:id/donnees.json', async (visit, params) => {
    const about = await gather(visit, params);
    if (!about) return null;
    const text = `${JSON.stringify(await asJson(visit, about), null, 2)}\n`;
    return { file: 'donnees-personne.json', media: 'application/json; charset=utf-8', text, ...notedAs(about) };
  });
}

export interface About {
  readonly person: RecordState;
  readonly held: readonly Held[];
}

/** The person of this address, as far as this visit may read, with everything held about her. */
export async function gather(visit: Visit, params: Params): Promise<About | null> {
  const id = params['id'];
  const person = isRecordId(id) ? await visit.record(id) : null;
  return person?.type === 'person' ? { person, held: await heldAbout(visit, person.id) } : null;
}

const notedAs = ({ person, held }: About) => ({ records: held.length, how: `personne ${person.id}` });
const escapeTitle = ({ person }: About): string => html`${t('gens.held.of', { name: textOf(person, 'name') })}`.text;

async function show(visit: Visit, params: Params): Promise<View | null> {
  const about = await gather(visit, params);
  if (!about) return null;
  const { person, held } = about;
  const base = `/admin/personnes/${person.id}`;
  const body = html`<p>${t('gens.held.lead')}</p>
<p class="line wrap files"><a class="btn go" href="${base}/donnees.html">${icon('download')}${t('gens.held.file')}</a><a class="btn" href="${base}/donnees.json">${icon('download')}${t('gens.held.json')}</a>${
    visit.may('void', 'person', person.home) &&
    !isErased(person) &&
    html`<a class="btn bad" href="${base}/effacer">${icon('x')}${t('gens.erase.title')}</a>`
  }</p>
${await consentsPart(visit, person.id, held)}
${await Promise.all(held.map((one) => heldCard(visit, one)))}`;
  const back = [base, t('gens.held.back')] as const;
  return { title: t('gens.held.title'), subtitle: textOf(person, 'name'), entry: 'personnes', back, body };
}

/** Her agreements, with what takes each back. */
async function consentsPart(visit: Visit, person: RecordId, held: readonly Held[]): Promise<Html> {
  const consents = held.filter((one) => one.type.name === CONSENT && isLive(one));
  const rows = consents.map(({ state, type }) => {
    const say = (field: string): string => fieldValueWords(type, field, valueOf(state, field));
    const gone = textOf(state, 'withdrawn');
    const yes = textOf(state, 'answer') === 'yes' && !gone;
    // What a no asks of the network, where something has to be done by hand.
    const follows = `gens.held.follow.${textOf(state, 'purpose')}`;
    const facts = ['way', 'language', 'witness', 'on'].filter((field) => valueOf(state, field)).map(say);
    return html`<div class="pad stack tight"><div class="line wrap"><b>${say('purpose')}</b><span class="st ${yes ? 'ok' : ''}">${icon(yes ? 'check' : 'x', 's')}${
      gone ? t('gens.held.taken', { when: fieldValueWords(type, 'withdrawn', gone) }) : say('answer')
    }</span></div><p class="sm dim">${facts.join(' · ')}</p>${!yes && has(follows) && html`<p class="sm">${t(follows)}</p>`}${
      yes &&
      visit.may('edit', CONSENT, state.home) &&
      html`<form method="post" action="/admin/personnes/${person}/accords/${state.id}">${token(visit)}<button class="btn">${t('gens.held.take')}</button></form>`
    }</div>`;
  });
  return html`<section><div class="head"><h2>${own(manyWords(CONSENT))}</h2></div>${
    rows.length > 0
      ? html`<div class="card rows">${rows}</div>`
      : html`<p class="card pad">${t('gens.held.unasked')}</p>`
  }</section>`;
}

async function withdraw(visit: Visit, params: Params): Promise<Outcome | null> {
  const id = params['consent'];
  const state = isRecordId(id) ? await visit.record(id) : null;
  if (state?.type !== CONSENT || valueOf(state, 'person') !== params['id']) return null;
  const gone = textOf(state, 'purpose') === 'sensitive' ? await emptyingActs(visit, params['id'] as RecordId) : [];
  const done = await visit.act([{ do: 'edit', record: state.id, body: { withdrawn: dayOf(visit.now) } }, ...gone]);
  const back = `/admin/personnes/${params['id']}/donnees`;
  return done.ok ? { to: back, done: gone.length > 0 ? 'reprisvide' : 'repris' } : { refusal: done.error };
}

/** Sensitive answers are kept only under an agreement: what this visit may change of them goes with it. */
async function emptyingActs(visit: Visit, person: RecordId): Promise<readonly Act[]> {
  const same = [...(await sheetsOf(visit, person))];
  const lists = new Map<string, readonly RecordState[]>([['person', await visit.naming('person', same)]]);
  for (const type of Object.keys(SENSITIVE)) {
    const of = visit.decl.types[type]?.fields['of'];
    for (const base of of ? refsOf(of) : []) if (!lists.has(base)) lists.set(base, await visit.naming(base, same));
    const ids = (of ? refsOf(of) : []).flatMap((base) => (lists.get(base) ?? []).map(({ id }) => id));
    lists.set(type, ids.length > 0 ? await visit.naming(type, ids) : []);
  }
  const all = new Map([...lists.values()].flat().map((state) => [state.id, state]));
  const record = (id: RecordId): RecordState | null => all.get(id) ?? null;
  const source = {
    version: 0,
    list: (type: string) => lists.get(type) ?? [],
    record,
    resolve: (id: RecordId) => resolveIn(record, id),
  };
  return emptied(source, source.resolve(person), (type, { home }) => visit.may('edit', type, home));
}

const LATEST = 5;

async function heldCard(visit: Visit, one: Held): Promise<Html> {
  const told = await historyOf(visit, one.state.id);
  const lines = await Promise.all(told.map((each) => toldLine(visit, each)));
  return html`<section class="card pad stack tight"><h2>${titleOf(one)}</h2>
<dl class="known">${await facts(visit, one, ({ id }) => `/admin/sons/${id}`)}</dl>
<ul class="lines sm dim">${lines.slice(0, LATEST).map((line) => html`<li>${line}</li>`)}</ul>${
    lines.length > LATEST &&
    html`<details><summary>${t('gens.held.older')}</summary><ul class="lines sm dim">${lines.slice(LATEST).map((line) => html`<li>${line}</li>`)}</ul></details>`
  }</section>`;
}

async function wholeText(visit: Visit, about: About): Promise<Html> {
  const { person, held } = about;
  const parts: Html[] = [];
  for (const one of held) {
    const told = await historyOf(visit, one.state.id);
    const lines = await Promise.all(told.map((each) => toldLine(visit, each)));
    parts.push(
      html`<section><h2>${titleOf(one)}</h2>${one.type.personal && html`<p>${whyWords(one.type.personal)}</p>`}<dl>${await facts(visit, one, inTheFile)}</dl><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></section>`,
    );
  }
  return html`<h1>${t('gens.held.about', { name: textOf(person, 'name') })}</h1>
<p>${t('gens.held.made', { network: visit.network.card.name, day: dateWords(visit.now), who: await visit.nameOf(visit.person) })}</p>${parts}`;
}

const whyWords = ({ purpose, basis, retention }: Personal): string =>
  t('gens.held.why', {
    purpose: own(declaredWords(purpose)),
    basis: own(declaredWords(basis)),
    retention: own(declaredWords(retention)),
  });

/** @param heardAt the address of a voice, '' for none. */
async function facts(visit: Visit, one: Held, heardAt: (state: RecordState) => string): Promise<readonly Html[]> {
  const { state, type } = one;
  return Promise.all(
    shownFields(one).map(async (field) => {
      const said = await Promise.all((state.fields[field] ?? []).map((head) => wordsOf(visit, one, field, head.value)));
      const sound = type.fields[field]?.widget === 'audio' && heardAt(state);
      return html`<div><dt>${own(fieldWords(type.name, field.split('.')[0] as string))}</dt><dd>${said.join(' / ')}${
        sound && html`<audio controls preload="none" src="${sound}" aria-label="${said.join(' / ')}"></audio>`
      }</dd></div>`;
    }),
  );
}

/** A file is heard without the hub it came from. */
function inTheFile(state: RecordState): string {
  const sound = soundIn(state);
  return sound ? `data:${sound.type};base64,${Buffer.from(sound.bytes).toString('base64')}` : '';
}

const wordsOf = async (visit: Visit, { type }: Held, field: string, value: Json): Promise<string> =>
  isRecordId(value)
    ? (await visit.nameOf(value)) || t('gens.another')
    : field === 'role'
      ? roleWords(String(value))
      : fieldValueWords(type, field, value);
function titleOf({ state, type }: Held): string {
  const title = [own(typeWords(type.name)), textOf(state, 'name')].filter((part) => part).join(t('list.of'));
  return isVoided(state) ? t('gens.held.hidden', { title }) : title;
}

async function toldLine(visit: Visit, { at, by, change, state }: Told): Promise<string> {
  const { source = 'self' } = change;
  const how = `gens.held.source.${source}`;
  return [
    timeWords(at, visit.now),
    deedWords(change),
    await visit.nameOf(by),
    source !== 'self' && (has(how) ? t(how) : source),
    change.witness,
    change.blank && t('gens.held.blank'),
    state !== 'confirmed' && stateWords(state),
  ]
    .filter(Boolean)
    .join(' · ');
}

async function asJson(visit: Visit, { person, held }: About): Promise<Json> {
  const records: Json[] = [];
  for (const { state, type } of held) {
    const told = await historyOf(visit, state.id);
    records.push({
      type: type.name,
      record: state.id,
      hidden: isVoided(state),
      purpose: type.personal?.purpose ?? null,
      basis: type.personal?.basis ?? null,
      retention: type.personal?.retention ?? null,
      values: Object.fromEntries(
        shownFields({ state, type }).map((field) => [field, (state.fields[field] ?? []).map(({ value }) => value)]),
      ),
      history: told.map(({ at, by, change, state: stands }) => ({
        at: new Date(at).toISOString(),
        by,
        kind: change.kind,
        state: stands,
        source: change.source ?? 'self',
        witness: change.witness ?? null,
        body: change.body,
      })),
    });
  }
  return {
    network: visit.network.card.name,
    person: person.id,
    made: new Date(visit.now).toISOString(),
    law: 'Mali, loi n° 2013-015 du 21 mai 2013',
    records,
  };
}
