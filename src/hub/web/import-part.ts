/** Parts of the pages of an import: its head, its figures, its rows with what is said of them, and imports that were. */

import { fileOf, isUndo, undoName, wayBack } from '../../modules/importing/batch.ts';
import type { Checked } from '../../modules/importing/check.ts';
import { SECTIONS, type Section } from '../../modules/importing/files.ts';
import type { Say } from '../../modules/importing/remarks.ts';
import { remarkWords, sayIn } from '../../modules/importing/words.ts';
import { plainLanguage, t } from '../../ui/i18n.ts';
import { manyWords } from '../derived/words.ts';
import type { Job } from '../importing/jobs.ts';
import type { Report } from '../importing/run.ts';
import type { KeptFile } from '../importing/shelf.ts';
import type { Batch } from '../network.ts';
import { timeWords } from './dates.ts';
import type { View } from './desk.ts';
import { type Html, html, trusted } from './html.ts';
import { icon } from './icons.ts';
import { refusalNote, token } from './layout.ts';
import { own } from './tongue.ts';
import type { Visit } from './visit.ts';
import { refusalWords } from './words.ts';

export const say: Say = (key, values) => sayIn(plainLanguage())(key, values);
export const FILE = '/admin/import/fichier';
export const typeMany = (type: string): string => own(manyWords(type));
/** Rows of one kind on a page; the file beside them has them all. */
const SHOWN = 50;
const BATCHES = 12;

const STEPS = ['file', 'columns', 'check', 'confirm', 'report'] as const;
/** Where one is among the five. */
export const stepHead = (n: 1 | 2 | 3 | 4 | 5): Html =>
  html`<div class="stack tight"><p class="sm dim">${say('import.step', { n })}${t('list.of')}<b class="ink">${say(`import.step.${STEPS[n - 1]}`)}</b></p><div class="steps bare" aria-hidden="true">${STEPS.map(
    (_, at) => html`<i${at < n && trusted(' class="on"')}></i>`,
  )}</div></div>`;

/** The page asks again by itself until the work is done. */
export function runningView(
  kept: Pick<KeptFile, 'file'>,
  job: Pick<Job<unknown>, 'done' | 'all' | 'what'> | null,
): View {
  const { done = 0, all = 0, what = 'check' } = job ?? {};
  const key = what === 'import' ? 'import.running' : `import.running.${what}`;
  const body = html`<meta http-equiv="refresh" content="2">${stepHead(what === 'check' ? 3 : 4)}
<div class="card pad stack tight" role="status"><p>${say(key, { done, all })}</p><progress class="full" max="${Math.max(all, 1)}" value="${done}"></progress></div>`;
  return { title: say('import.title'), subtitle: kept.file, entry: 'import', body };
}

const tile = (n: number, key: string, tone: string, href: string): Html =>
  html`<${trusted(n > 0 ? `a href="${href}"` : 'div')} class="card tile"><span class="fig">${n}</span><span class="line">${icon(tone, 's')}${say(key, { n }).replace(/^[\d\s,\u202f\u00a0]+/, '')}</span></${trusted(n > 0 ? 'a' : 'div')}>`;

export function checkView(visit: Visit, kept: KeptFile, checked: Checked): View {
  const type = visit.decl.types[kept.type];
  if (!type) throw new Error(`no type ${kept.type}`);
  const words = remarkWords(visit.decl, type, plainLanguage());
  const { ready, warned, errors, here, rows } = checked;
  const changes = rows.filter(({ fate }) => fate === 'change').length;
  const at = `${FILE}/${kept.id}`;
  const acts = ready + warned;
  const list = (section: Section, key: string): Html | false => {
    const some = rows.filter(SECTIONS[section]);
    return (
      some.length > 0 &&
      html`<section id="${section}" class="stack tight"><div class="head"><h2>${say(key)}</h2><span class="sm dim num">${some.length}</span></div>
<div class="card rows">${some
        .slice(0, SHOWN)
        .map(
          ({ row, name, remarks }) =>
            html`<div class="row"><span class="age a0">${row.line}</span><span class="grow"><b>${name || say('import.line', { n: row.line })}</b>${remarks.map((remark) => html`<small>${words(remark)}</small>`)}</span></div>`,
        )}</div>${some.length > SHOWN && html`<p class="sm dim">${say('import.lines.more', { n: some.length - SHOWN })}</p>`}
<p><a class="btn" href="${at}/remarques?quoi=${section}" download>${icon('down')}${say('import.lines.take')}</a></p>${
        section === 'erreurs' &&
        html`<p class="sm dim">${say('import.errors.hint', { column: say('import.reason') })}</p>`
      }</section>`
    );
  };
  const body = html`${stepHead(3)}
<div class="tiles">${tile(ready, 'import.sum.ready', 'check', '#importer')}${tile(warned, 'import.sum.warned', 'warning', '#avertissements')}${tile(errors, 'import.sum.errors', 'fix', '#erreurs')}${tile(here, 'import.sum.here', 'coop', '#deja-la')}</div>
<p class="sm dim">${say('import.sum.all', { n: rows.length })}${kept.table.blank > 0 && ` · ${say('import.sum.blank', { n: kept.table.blank })}`}</p>
<section id="importer" class="card pad stack tight">${
    acts === 0
      ? html`<p>${say(here === rows.length ? 'import.do.nothing' : 'import.do.none')}</p>`
      : html`<form method="post" action="${at}/importer" class="line wrap acts-row">${token(visit)}
<button class="btn go" name="lignes" value="valid">${icon('check')}${say('import.do.valid', { n: acts })}</button>${
          warned > 0 &&
          ready > 0 &&
          html`<button class="btn" name="lignes" value="ready">${say('import.do.ready', { n: ready })}</button>`
        }</form>${changes > 0 && html`<p class="sm dim">${say('import.changes', { n: changes })}</p>`}`
  }<form method="post" action="${at}/abandonner" class="line wrap">${token(visit)}<a class="btn" href="${at}">${icon('back')}${say('import.again')}</a><button class="btn">${say('import.drop')}</button></form></section>
${list('erreurs', 'import.lines.errors')}${list('avertissements', 'import.lines.warned')}${list('deja-la', 'import.lines.here')}`;
  return { title: say('import.title'), subtitle: kept.file, entry: 'import', body };
}

/** What came of it, and the way back. @param stopped why it ended before its end. */
export async function reportView(
  visit: Visit,
  kept: KeptFile,
  report: Report | null,
  stopped: string | null,
): Promise<View> {
  const done = report && [
    say('import.done.made', { n: report.made }),
    report.changed > 0 && say('import.done.changed', { n: report.changed }),
    say('import.done.left', { n: kept.table.rows.length - report.made - report.changed }),
  ];
  const face = visit.decl.types[kept.type]?.face;
  const body = html`${stepHead(5)}${
    stopped !== null && html`${refusalNote({ code: stopped })}<p>${say('import.stopped')}</p>`
  }${
    done && html`<div class="note ok" role="status">${icon('check')}<p>${done.filter(Boolean).join(' · ')}</p></div>`
  }${
    report &&
    report.refused.length > 0 &&
    html`<section><div class="head"><h2>${say('import.done.refused', { n: report.refused.length })}</h2></div><div class="card rows">${report.refused
      .slice(0, SHOWN)
      .map(
        ({ line, code }) =>
          html`<div class="row"><span class="age a0">${line}</span><span class="grow">${refusalWords({ code })[0]}</span></div>`,
      )}</div></section>`
  }
<p class="line wrap acts-row">${
    face && html`<a class="btn" href="/#/${face.address}">${say('import.see')}</a>`
  }<a class="btn go" href="/admin/import">${say('import.next')}</a>${
    report && html`<a class="btn" href="/admin/import/annuler/${report.batch}">${icon('undo')}${say('import.undo')}</a>`
  }</p>`;
  return { title: say('import.title'), subtitle: kept.file, entry: 'import', body };
}

/** Imports that this person may see into, with the way back. */
export async function batchesPart(visit: Visit): Promise<Html | false> {
  const all = await visit.network.batches(BATCHES * 3);
  const seen = all.filter(
    (one) => visit.person === one.by || visit.grants.some(({ scope }) => visit.may('void', one.type, scope)),
  );
  if (seen.length === 0) return false;
  const names = new Set(all.map(({ batch }) => batch));
  const isBack = ({ batch }: Batch): boolean => names.has(undoName(batch)) && !names.has(undoName(undoName(batch)));
  const row = async (one: Batch): Promise<Html> =>
    html`<article class="row"><span class="sign own">${icon(isUndo(one.batch) ? 'undo' : 'doc')}</span><span class="grow"><b>${isUndo(one.batch) ? say(wayBack(one.batch) === 'redo' ? 'import.undo' : 'import.redo') + t('list.of') : ''}${fileOf(one.batch)}</b><small>${typeMany(one.type)} · ${say('import.batch.rows', { n: one.rows })} · ${say('import.batch.by', { name: await visit.nameOf(one.by), when: timeWords(one.at, visit.now) })}</small>${
      isBack(one) && html`<span class="st pill">${icon('undo', 's')}${say('import.batch.undone')}</span>`
    }</span>${!isBack(one) && html`<a class="btn" href="/admin/import/annuler/${one.batch}">${icon('undo', 's')}${say(`import.${wayBack(one.batch)}`)}</a>`}</article>`;
  return html`<section><div class="head"><h2>${say('import.batches')}</h2></div><div class="card rows bare">${await Promise.all(seen.slice(0, BATCHES).map(row))}</div></section>`;
}
