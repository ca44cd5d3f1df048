/** Mise en route: the first steps of a network as a list in order, each with how it stands and the way to where it is done; and the card of it. */

import type { Language } from '../derived/words.ts';
import { LANGUAGES } from '../derived/words.ts';
import type { Desk, View } from './desk.ts';
import type { Fields, WebDeps } from './door.ts';
import { FIRST, firstSteps, maySettle, type Said, type Step, WAY } from './first-steps.ts';
import { say } from './first-steps-words.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { icon } from './icons.ts';
import type { Visit } from './visit.ts';

export function registerFirstSteps(desk: Desk, deps: WebDeps): void {
  desk.page(FIRST, (visit, _params, query) => show(visit, deps, query));
  desk.page(`${FIRST}/sauvegarde`, async (visit, _params, query) => {
    if (!(await maySettle(visit))) return null;
    const lang = languageOf(query);
    return {
      title: say(lang, 'setup.backup'),
      entry: 'reseau',
      back: [at(FIRST, lang), say(lang, 'setup.back')],
      body: html`<section class="card pad stack tight" lang="${lang}"><h2>${say(lang, 'setup.backup.how')}</h2><p>${say(lang, 'setup.backup.text')}</p><p class="addr">jekulu backup /var/backups/jekulu</p></section>`,
    };
  });
}

const languageOf = (query: Fields): Language => LANGUAGES.find((one) => one === query['langue']) ?? 'fr';
const at = (path: string, lang: Language): string => (lang === 'fr' ? path : `${path}?langue=${lang}`);

const told = (lang: Language, now: readonly Said[]): string =>
  now.map(([key, values]) => say(lang, key, values)).join(' ');

async function show(visit: Visit, deps: WebDeps, query: Fields): Promise<View | null> {
  if (!(await maySettle(visit))) return null;
  const lang = languageOf(query);
  const steps = await firstSteps(visit, deps);
  const done = steps.filter((step) => step.done).length;
  const next = steps.find((step) => !step.done);
  const other = lang === 'fr' ? 'en' : 'fr';
  const body = html`<div class="stack loose" lang="${lang}"><p>${say(lang, 'setup.lead')}</p>
<section class="stack tight"><h2>${next ? say(lang, 'setup.sum', { done, all: steps.length }) : say(lang, 'setup.all')}</h2><progress class="full" max="${steps.length}" value="${done}" aria-hidden="true"></progress></section>
<ol class="card rows begun">${steps.map((step, i) => row(lang, step, i + 1, step === next))}</ol>
<p><a href="${at(FIRST, other)}" lang="${other}">${say(lang, 'setup.language')}</a></p></div>`;
  return {
    title: say(lang, 'setup.title'),
    entry: 'reseau',
    back: ['/admin/reseau', 'Réseau'],
    body,
  };
}

/** The way leads back here: the page it opens knows where one came from. */
const way = ({ to }: Step, lang: Language): string => `${to}?suite=${WAY}${lang === 'fr' ? '' : `&langue=${lang}`}`;

const row = (lang: Language, step: Step, n: number, isNext: boolean): Html =>
  html`<li><a class="row${isNext && ' next'}" href="${way(step, lang)}"><span class="sign${step.done && ' done'}">${step.done ? icon('check') : n}</span><span class="grow"><b>${say(lang, `setup.${step.name}`)}</b><small>${say(lang, `setup.${step.name}.why`)}</small><small>${told(lang, step.now)}</small><span class="st ${step.done ? 'ok' : 'pill'}">${icon(step.done ? 'check' : isNext ? 'next' : 'clock', 's')}${say(lang, step.done ? 'setup.done' : isNext ? 'setup.next' : 'setup.todo')}</span></span>${icon('next', 's')}</a></li>`;

/** On the first page of the office, for whoever may settle things, until all is settled. */
export async function firstCard(visit: Visit, deps: WebDeps): Promise<Html | false> {
  if (!(await maySettle(visit))) return false;
  const steps = await firstSteps(visit, deps);
  const next = steps.find((step) => !step.done);
  const done = steps.filter((step) => step.done).length;
  return (
    next !== undefined &&
    html`<div class="card rows"><a class="row" href="${FIRST}"><span class="sign">${icon('pencil')}</span><span class="grow"><b>${say('fr', 'setup.card', { done, all: steps.length })}</b><small>${say('fr', 'setup.card.next', { step: say('fr', `setup.${next.name}`) })}</small></span>${icon('next', 's')}</a></div>`
  );
}
