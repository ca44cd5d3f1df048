/** Mise en route: the first steps of a network as a list in order, each with how it stands and the way to where it is done; and the card of it. */
import { t } from '../../ui/i18n.ts';
import type { Desk, View } from './desk.ts';
import type { WebDeps } from './door.ts';
import { FIRST, firstSteps, maySettle, type Step, WAY } from './first-steps.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import type { Visit } from './visit.ts';

export function registerFirstSteps(desk: Desk, deps: WebDeps): void {
  desk.page(FIRST, (visit) => show(visit, deps));
  desk.page(`${FIRST}/sauvegarde`, async (visit) => {
    if (!(await maySettle(visit))) return null;
    return {
      title: t('setup.backup'),
      entry: 'reseau',
      back: [FIRST, t('setup.title')],
      body: html`<section class="card pad stack tight"><h2>${t('setup.backup.how')}</h2><p>${t('setup.backup.text')}</p><p class="addr">jekulu backup /var/backups/jekulu</p></section>`,
    };
  });
}

async function show(visit: Visit, deps: WebDeps): Promise<View | null> {
  if (!(await maySettle(visit))) return null;
  const steps = await firstSteps(visit, deps);
  const done = steps.filter((step) => step.done).length;
  const next = steps.find((step) => !step.done);
  const body = html`<p>${t('setup.lead')}</p>
<section class="stack tight"><h2>${next ? t('setup.sum', { done, all: steps.length }) : t('setup.all')}</h2><progress class="full" max="${steps.length}" value="${done}" aria-hidden="true"></progress></section>
<ol class="card rows begun">${steps.map((step, i) => row(step, i + 1, step === next))}</ol>`;
  return { title: t('setup.title'), entry: 'reseau', back: ['/admin/reseau', t('entry.reseau')], body };
}

/** The way leads back here: the page it opens knows where one came from. */
const way = ({ to }: Step): string => `${to}?suite=${WAY}`;

const row = (step: Step, n: number, isNext: boolean): Html =>
  html`<li><a class="row${isNext && ' next'}" href="${way(step)}"><span class="sign${step.done && ' done'}">${step.done ? icon('check') : n}</span><span class="grow"><b>${t(`setup.${step.name}`)}</b><small>${t(`setup.${step.name}.why`)}</small><small>${step.now.map(([key, values]) => t(key, values)).join(' ')}</small><span class="st ${step.done ? 'ok' : 'pill'}">${icon(step.done ? 'check' : isNext ? 'next' : 'clock', 's')}${t(step.done ? 'setup.done' : isNext ? 'setup.next' : 'setup.todo')}</span></span>${icon('next', 's')}</a></li>`;

/** On the first page of the office, for whoever may settle things, until all is settled. */
export async function firstCard(visit: Visit, deps: WebDeps): Promise<Html | false> {
  if (!(await maySettle(visit))) return false;
  const steps = await firstSteps(visit, deps);
  const next = steps.find((step) => !step.done);
  const done = steps.filter((step) => step.done).length;
  return (
    next !== undefined &&
    html`<div class="card rows"><a class="row" href="${FIRST}"><span class="sign">${icon('pencil')}</span><span class="grow"><b>${t('setup.card', { done, all: steps.length })}</b><small>${t('setup.card.next', { step: t(`setup.${next.name}`) })}</small></span>${icon('next', 's')}</a></div>`
  );
}
