/** Annuler l’import: what it would take back, what was used since and whether to keep it. The same page takes a taking-back back. */
import { isUndo } from '../../modules/importing/batch.ts';
import type { Keep, UndoPlan, UndoRow } from '../../modules/importing/undo.ts';
import { Jobs } from '../importing/jobs.ts';
import { planUndo, type Undone, undoOnHub } from '../importing/run.ts';
import type { Desk, Outcome, View } from './desk.ts';
import type { Fields } from './door.ts';
import { type Html, html, trusted } from './html.ts';
import { icon } from './icons.ts';
import { batchFile, runningView, say } from './import-part.ts';
import { token } from './layout.ts';
import type { Visit } from './visit.ts';

type Params = Readonly<Record<string, string>>;
const PATIENCE = 2_500;
const ASKED = 200;

export function registerUndo(desk: Desk): void {
  const jobs = new Jobs<Undone>();
  desk.page('/admin/import/annuler/:batch', show);
  desk.form('/admin/import/annuler/:batch', takeBack, show);

  async function show(visit: Visit, params: Params): Promise<View | null> {
    const batch = params['batch'] ?? '';
    const job = jobs.get(key(visit, batch));
    if (job && !job.outcome) return runningView({ file: batchFile(batch) }, job);
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
    jobs.start(key(visit, batch), 'undo', open.length, (note) => undoOnHub(visit, batch, plan, keepOf(fields), note));
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

function keepOf(fields: Fields): Keep {
  if (fields['garder'] === 'tout') return 'all';
  if (fields['garder'] === 'rien') return 'none';
  return new Set(Object.keys(fields).flatMap((name) => (name.startsWith('g:') ? [name.slice(2)] : [])));
}

async function planView(visit: Visit, batch: string, { rows, asked }: UndoPlan): Promise<View> {
  const open = rows.filter(({ acts }) => acts.length > 0);
  const title = say(isUndo(batch) ? 'import.redo' : 'import.undo');
  if (open.length === 0) return view(title, batch, html`<p class="card pad">${say('import.undo.nothing')}</p>${BACK}`);
  const radio = (value: string, key: string, checked = false): Html =>
    html`<label class="opt"><input type="radio" name="garder" value="${value}"${checked && trusted(' checked')}><span class="grow">${say(key)}</span></label>`;
  const row = async (one: UndoRow): Promise<Html> => {
    const last = one.since.at(-1);
    const facts = [
      one.since.length > 0 && say('import.undo.since', { n: one.since.length }),
      last && (await visit.nameOf(last.change.by)),
      one.links > 0 && say('import.undo.links', { n: one.links }),
    ];
    return html`<label class="row"><input type="checkbox" name="g:${one.id}" value="1" checked><span class="grow"><b>${one.name || one.record}</b><small>${facts.filter(Boolean).join(' · ')}</small></span><span class="sm dim">${say('import.undo.keep.this')}</span></label>`;
  };
  const body = html`<p>${say('import.undo.lead', { n: open.length })}</p>
<form method="post" action="/admin/import/annuler/${batch}" class="stack loose">${token(visit)}${
    asked.length > 0 &&
    html`<section class="stack tight"><div class="head"><h2>${say('import.undo.asked', { n: asked.length })}</h2></div><p>${say('import.undo.asked.lead')}</p>
<div class="opts">${radio('tout', 'import.undo.keep.all', true)}${radio('rien', 'import.undo.keep.none')}${radio('choix', 'import.undo.keep.some')}</div>
<div class="card rows">${await Promise.all(asked.slice(0, ASKED).map(row))}</div></section>`
  }
<div class="line wrap acts-row"><button class="btn go">${icon('undo')}${say('import.undo.go')}</button><a class="btn" href="/admin/import">${say('import.undo.leave')}</a></div></form>`;
  return view(title, batch, body);
}

function doneView(batch: string, { taken, kept, refused }: Undone): View {
  const words = [
    say('import.undone', { n: taken }),
    kept > 0 && say('import.undone.kept', { n: kept }),
    refused > 0 && say('import.undone.refused', { n: refused }),
  ];
  return view(
    say('import.undo'),
    batch,
    html`<div class="note ok" role="status">${icon('check')}<p>${words.filter(Boolean).join(' · ')}</p></div>${BACK}`,
  );
}

const BACK = html`<p><a class="btn" href="/admin/import">${say('import.batches')}</a></p>`;
const view = (title: string, batch: string, body: Html): View => ({
  title,
  subtitle: batchFile(batch),
  entry: 'import',
  body,
});
