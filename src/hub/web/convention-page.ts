/** Agreements and budget of a programme on the hub: what each side promised and where it stands, what is late first; lines of the budget beside what was paid. */
import '../../modules/training/messages/more/index.ts';
import { partOf } from '../../kernel/declare.ts';
import { entriesOf, type RecordState, refOf, textOf, valueOf } from '../../kernel/fold.ts';
import { dayOf } from '../../kernel/grant.ts';
import { isRecordId } from '../../kernel/ids.ts';
import { type LinkSource, linksTo } from '../../kernel/links.ts';
import type { Day } from '../../kernel/moment.ts';
import type { RecordId } from '../../kernel/types.ts';
import { amendmentsOf, budgetOf, type Promised, promisesOf } from '../../modules/training/convention.ts';
import { LOOKS, receivedText, standingText, wordingText } from '../../modules/training/convention-words.ts';
import { paidIn } from '../../modules/training/counts.ts';
import { looseMoney, moneyText } from '../../ui/format.ts';
import { t } from '../../ui/i18n.ts';
import { momentText, spanText } from '../../ui/moment.ts';
import { gatherPromises, PROMISE_TYPES } from '../programmes/promises.ts';
import type { Desk, View } from './desk.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import type { Visit } from './visit.ts';

export function registerConvention(desk: Desk): void {
  desk.page('/admin/programmes/:id/convention', show);
}

/** Has this person a role that reads any of it somewhere? */
export const seesPromises = (visit: Visit): boolean => PROMISE_TYPES.some((type) => visit.mayAnywhere('read', type));

async function show(visit: Visit, { id = '' }: Readonly<Record<string, string>>): Promise<View | null> {
  const programme = isRecordId(id) && seesPromises(visit) ? await visit.record(id) : null;
  if (programme?.type !== 'programme') return null;
  const source = await gatherPromises(visit.network.links, programme, (state) => visit.reads(state));
  const conventions = [...linksTo(source, 'convention', 'programme', programme.id)].sort((a, b) =>
    textOf(a, 'signed') < textOf(b, 'signed') ? 1 : -1,
  );
  const day = dayOf(visit.now);
  const body = html`${
    conventions.length === 0
      ? html`<p class="card pad">${t('cours.convention.none')}</p>`
      : conventions.map((one) => conventionPart(source, one, day))
  }
${budgetPart(visit, source, programme)}`;
  return {
    title: textOf(programme, 'name'),
    subtitle: t('cours.convention'),
    entry: 'programmes',
    back: [`/admin/programmes/${programme.id}`, t('funnel.title')],
    body,
  };
}

const nameOf = (source: LinkSource, id: RecordId | null): string => {
  const state = id && source.record(source.resolve(id));
  return state ? textOf(state, 'name') : t('cours.notread');
};

function conventionPart(source: LinkSource, convention: RecordState, day: Day): Html {
  const promises = promisesOf(source, convention.id, day);
  const late = promises.filter(({ standing }) => standing === 'late').length;
  const done = promises.filter(({ standing }) => standing === 'done').length;
  // The side that has the most pressing thing to do comes first.
  const sides = new Map<RecordId | null, Promised[]>();
  for (const promised of promises) sides.set(promised.by, [...(sides.get(promised.by) ?? []), promised]);
  const dates = [
    textOf(convention, 'signed') && t('cours.convention.signed', { on: momentText(textOf(convention, 'signed')) }),
    spanText(textOf(convention, 'from'), textOf(convention, 'to')),
  ];
  return html`<section class="stack tight"><div class="head"><h2>${textOf(convention, 'name')}</h2>${
    promises.length > 0 &&
    html`<span class="sm">${
      late > 0
        ? html`<span class="st fix">${icon('warning', 's')}${t('promise.late.count', { n: late })}</span>`
        : t('promise.done.count', { n: done, all: promises.length })
    }</span>`
  }</div><p class="sm dim">${dates.filter(Boolean).join(' · ')}</p>${committeePart(source, convention)}${
    promises.length === 0
      ? html`<p class="card pad">${t('cours.obligation.none')}</p>`
      : html`<div class="pair">${[...sides].map(
          ([by, list]) =>
            html`<section class="stack tight"><h3>${nameOf(source, by)}</h3><ul class="card rows">${list.map(promiseRow)}</ul></section>`,
        )}</div>`
  }${amendmentsPart(source, convention)}<p><a class="btn" href="/#/conventions/${convention.id}">${icon('globe', 's')}${t('cours.open')}</a></p></section>`;
}

/** The date and sum that hold, after those an amendment changed. */
function promiseRow(promised: Promised): Html {
  const { obligation, standing, wordings, now, asked, received } = promised;
  const { icon: sign, tone } = LOOKS[standing];
  const before = wordings.slice(0, wordings.indexOf(now));
  const evidence = textOf(obligation, 'evidence');
  const more = [
    asked !== null && t('promise.asked', { sum: moneyText(asked) }),
    received && receivedText(received),
    evidence !== '' && evidence,
  ];
  return html`<li class="row"><span class="grow"><b>${textOf(obligation, 'name')}</b>${before.map(
    (one) => html`<small><del>${wordingText(one)}</del></small>`,
  )}<small>${wordingText(now)}${now.amendment && ` (${textOf(now.amendment, 'name')})`}</small>${more.map(
    (line) => line && html`<small>${line}</small>`,
  )}<span class="st ${tone}">${icon(sign, 's')}${standingText(promised)}</span></span></li>`;
}

function amendmentsPart(source: LinkSource, convention: RecordState): Html | false {
  const list = amendmentsOf(source, convention.id);
  return (
    list.length > 0 &&
    html`<details><summary>${t('cours.amendments', { n: list.length })}</summary><ul class="card rows">${list.map(
      (one) =>
        html`<li class="row"><span class="grow"><b>${textOf(one, 'name')}</b><small>${t('cours.amendment.signed', { on: momentText(textOf(one, 'signed')) })}</small>${textOf(one, 'why') !== '' && html`<small>${textOf(one, 'why')}</small>`}</span></li>`,
    )}</ul></details>`
  );
}

function committeePart(source: LinkSource, convention: RecordState): Html | false {
  const members = entriesOf(convention, 'committee').map(([, entry]) => {
    const [person, as] = [partOf(entry, 'person'), partOf(entry, 'as')];
    const name = nameOf(source, typeof person === 'string' && isRecordId(person) ? person : null);
    return typeof as === 'string' && as !== '' ? `${name} (${as})` : name;
  });
  return (
    members.length > 0 &&
    html`<p><span class="dim">${t('convention.committee')}${t('list.of')}</span>${members.join(t('list.comma'))}</p>`
  );
}

/** What is planned, what each line says was spent, and what was paid to people: three things that need not be alike. */
function budgetPart(visit: Visit, source: LinkSource, programme: RecordState): Html | false {
  const { lines, planned, spent, told } = budgetOf(source, programme.id);
  // Who may not read all of the payments would be shown a part of them as the sum.
  const paid = visit.may('read', 'payment', programme.home) ? paidIn(source, programme.id) : null;
  if (lines.length === 0 && !paid?.sum) return false;
  const row = (line: RecordState): Html => {
    const [own, used, of] = [valueOf(line, 'planned'), valueOf(line, 'spent'), refOf(line, 'from')];
    return html`<li class="row wrap"><span class="grow"><b>${textOf(line, 'name')}</b>${of !== null && html`<small>${nameOf(source, of)}</small>`}<small>${typeof used === 'number' ? t('aims.spent', { spent: moneyText(used) }) : t('aims.spent.not')}</small></span><b class="num">${typeof own === 'number' ? moneyText(own) : '—'}</b></li>`;
  };
  return html`<section class="stack tight"><h2>${t('programme.tab.budget_line.programme')}</h2>${
    lines.length > 0 &&
    html`<p>${t('aims.budget', { planned: moneyText(planned), spent: moneyText(spent) })} ${told < lines.length && t('aims.budget.unsaid', { n: lines.length - told })}</p><ul class="card rows">${lines.map(row)}</ul>`
  }${paid && html`<p><a class="btn" href="/admin/programmes/${programme.id}/suites?fonds=paid">${t('aims.paid', { paid: looseMoney(moneyText(paid.sum)) })}</a></p><p class="sm dim">${t('cours.paid.how')}</p>`}</section>`;
}
