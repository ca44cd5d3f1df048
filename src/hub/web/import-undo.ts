/** Annuler l’import: what it would take back, what was used since and whether to keep it. The same page takes a taking-back back. */
import { fileOf, wayBack } from '../../modules/importing/batch.ts';
import type { Keep, UndoPlan, UndoRow } from '../../modules/importing/undo.ts';
import { Jobs } from '../importing/jobs.ts';
import { planUndo, type Undone, undoOnHub } from '../importing/run.ts';
import type { Desk, Outcome, View } from './desk.ts';
import type { Fields } from './door.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { runningView, say } from './import-part.ts';
import { token } from './layout.ts';
import type { Visit } from './visit.ts';

type Params = Readonly<Record<string, string>>;
const PATIENCE = 2_500;
/** Rows asked about on a page; those beyond are kept. */
const ASKED = 200;

export function registerUndo(desk: Desk): void {
  const jobs = new Jobs<Undone>();
  desk.page('/admin/import/annuler/:batch', show);
  desk.form('/admin/import/annuler/:batch', takeBack, show);

  async function show(visit: Visit, params: Params): Promise<View | null> {
    const batch = params['batch'] ?? '';
    const job = jobs.get(key(visit, batch));
    if (job && !job.outcome) return runningView({ file: fileOf(batch) }, job);
    if (job?.outcome?.ok) {
      jobs.forget(key(visit, batch));
      return doneView(batch, job.outcome.value);
    }
    const plan = await planOf(visit, batch);
    return plan && planView(visit, batch, plan);
  }

  async function takeBack(visit: Visit, params: Params, fields: Fields): Promise<Outcome | null> {
    const batch = params['batch'] ?? '';
    const plan = await planOf(visit, batch);
    if (!plan) return null;
    const open = plan.rows.filter(({ acts }) => acts.length > 0);
    const keep = keepOf(plan, fields);
    jobs.start(key(visit, batch), wayBack(batch), open.length, (note) => undoOnHub(visit, batch, plan, keep, note));
    await jobs.within(key(visit, batch), PATIENCE);
    return { go: `/admin/import/annuler/${batch}` };
  }
}

const key = (visit: Visit, batch: string): string => `${visit.person} ${batch}`;

/** Whoever may hide records of the kind somewhere, and reads what the batch wrote; the rules judge each row. */
async function planOf(visit: Visit, batch: string): Promise<UndoPlan | null> {
  if (batch === '' || batch.length > 80) return null;
  const plan = await planUndo(visit, batch);
  const [first] = plan?.rows ?? [];
  const state = first && (await visit.record(first.record));
  return state ? plan : null;
}

/** Kept is what nobody ticked: what was not shown, or has been used only since the page was made, is never taken back unseen. */
const keepOf = ({ asked }: UndoPlan, fields: Fields): Keep =>
  fields['garder'] === 'rien' ? 'none' : new Set(asked.map(({ id }) => id).filter((id) => !fields[`r:${id}`]));

async function planView(visit: Visit, batch: string, { rows, asked }: UndoPlan): Promise<View> {
  const open = rows.filter(({ acts }) => acts.length > 0);
  const how = wayBack(batch);
  const title = say(`import.${how}`);
  if (open.length === 0)
    return view(title, batch, html`<p class="card pad">${say(`import.${how}.nothing`)}</p>${back()}`);
  const row = async (one: UndoRow): Promise<Html> => {
    const last = one.since.at(-1);
    const facts = [
      one.since.length > 0 && say('import.undo.since', { n: one.since.length }),
      last && (await visit.nameOf(last.change.by)),
      one.links > 0 && say('import.undo.links', { n: one.links }),
    ];
    return html`<label class="row"><input type="checkbox" name="r:${one.id}" value="1"><span class="grow"><b>${one.name || one.record}</b><small>${facts.filter(Boolean).join(' · ')}</small></span><span class="sm dim">${say('import.undo.take.this')}</span></label>`;
  };
  const body = html`<p>${say(`import.${how}.lead`, { n: open.length })}</p>
<form method="post" action="/admin/import/annuler/${batch}" class="stack loose">${token(visit)}${
    asked.length > 0 &&
    html`<section class="stack tight"><div class="head"><h2>${say('import.undo.asked', { n: asked.length })}</h2></div><p>${say('import.undo.asked.kept')}</p>
<div class="card rows">${await Promise.all(asked.slice(0, ASKED).map(row))}</div>${
      asked.length > ASKED && html`<p class="sm dim">${say('import.undo.asked.more', { n: asked.length - ASKED })}</p>`
    }</section>`
  }
<div class="line wrap acts-row"><button class="btn go">${icon('undo')}${say(`import.${how}.go`)}</button>${
    asked.length > 0 &&
    html`<button class="btn" name="garder" value="rien">${icon('undo')}${say('import.undo.keep.none')}</button>`
  }<a class="btn" href="/admin/import">${say(`import.${how}.leave`)}</a></div></form>`;
  return view(title, batch, body);
}

function doneView(batch: string, { taken, kept, refused }: Undone): View {
  const words = [
    say(`import.${wayBack(batch)}.done`, { n: taken }),
    kept > 0 && say('import.undone.kept', { n: kept }),
    refused > 0 && say('import.undone.refused', { n: refused }),
  ];
  return view(
    say(`import.${wayBack(batch)}`),
    batch,
    html`<div class="note ok" role="status">${icon('check')}<p>${words.filter(Boolean).join(' · ')}</p></div>${back()}`,
  );
}

const back = (): Html => html`<p><a class="btn" href="/admin/import">${say('import.batches')}</a></p>`;
const view = (title: string, batch: string, body: Html): View => ({
  title,
  subtitle: fileOf(batch),
  entry: 'import',
  body,
});
