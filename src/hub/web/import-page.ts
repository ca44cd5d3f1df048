/** Importer un fichier: five steps without a script. A file, its columns, its check, what comes in, what came of it. */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TypeDecl } from '../../kernel/declare.ts';
import { textOf } from '../../kernel/fold.ts';
import { branchScope, isScope } from '../../kernel/ids.ts';
import type { Scope } from '../../kernel/types.ts';
import { batchName } from '../../modules/importing/batch.ts';
import { type Checked, type Choice, chosen } from '../../modules/importing/check.ts';
import { firstMapping, headingKey, listedAs, targetLabel, targetsOf, withOf } from '../../modules/importing/columns.ts';
import { isSection, linesFile, templateFile, templateTargets } from '../../modules/importing/files.ts';
import { HUB_BOUNDS } from '../../modules/importing/table.ts';
import { plainLanguage, t } from '../../ui/i18n.ts';
import { workbook } from '../derived/xlsx.ts';
import { Jobs } from '../importing/jobs.ts';
import { checkOnHub, ImportStopped, importRows, type Report } from '../importing/run.ts';
import type { KeptFile } from '../importing/shelf.ts';
import { tableOfFile } from '../importing/xlsx.ts';
import type { Desk, Outcome, View } from './desk.ts';
import { type Fields, visitOf, type WebDeps } from './door.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { columnsView, mappingOf } from './import-columns.ts';
import { typesFor } from './import-may.ts';
import { batchesPart, checkView, FILE, reportView, runningView, say, stepHead, typeMany } from './import-part.ts';
import { registerUndo } from './import-undo.ts';
import { token } from './layout.ts';
import { isUpload } from './upload.ts';
import type { Visit } from './visit.ts';
import { placeWords } from './words.ts';

type Params = Readonly<Record<string, string>>;
const START = '/admin/import';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
async function* noLines(): AsyncGenerator<readonly []> {}
/** Milliseconds a page waits for an answer before it shows how far the work is. */
const PATIENCE = 2_500;

export function registerImport(desk: Desk, app: FastifyInstance, deps: WebDeps): void {
  const checks = new Jobs<Checked>();
  const imports = new Jobs<Report>();
  desk.page(START, showStart);
  desk.form(START, takeFile, showStart);
  desk.page(`${START}/fichier/:id`, showFile);
  desk.form(`${START}/fichier/:id/colonnes`, setColumns, showFile);
  desk.page(`${START}/fichier/:id/verifier`, showCheck);
  desk.form(`${START}/fichier/:id/importer`, bringIn, showCheck);
  desk.form(`${START}/fichier/:id/abandonner`, drop, showFile);
  registerUndo(desk);
  file(`${START}/modele/:type`, async (visit, { type: name = '' }) => {
    const types = typesFor(visit);
    const asked = types.find((one) => `${one.name}.xlsx` === name || `${one.name}.csv` === name);
    if (!asked) return null;
    // What comes in with something else is filled in with it: a person and the place they ask for in one row.
    const whole = withOf(visit.decl, asked);
    const type = whole && types.includes(whole) ? whole : asked;
    if (name.endsWith('.csv')) return { name: `modele-${name}`, body: templateFile(visit.decl, type, plainLanguage()) };
    const columns = templateTargets(visit.decl, type).map((target) => ({
      header: targetLabel(target, plainLanguage()),
    }));
    const made: Uint8Array[] = [];
    for await (const piece of workbook(typeMany(asked.name), columns, noLines(), visit.now)) made.push(piece);
    return { name: `modele-${name}`, body: Buffer.concat(made) };
  });
  file(`${START}/fichier/:id/remarques`, async (visit, params) => {
    const kept = await keptOf(visit, params);
    const type = kept && visit.decl.types[kept.type];
    if (!kept || !type) return null;
    const job = checks.get(jobKey(kept));
    const checked = job?.outcome?.ok ? job.outcome.value : await checkOnHub(visit, { ...kept, type });
    const section = isSection(params['quoi']) ? params['quoi'] : 'erreurs';
    const text = linesFile(section, kept.table, checked, visit.decl, type, plainLanguage());
    return { name: `${kept.file.replace(/\.\w+$/, '')}-${section}.csv`, body: text };
  });

  /** A file that somebody who is signed in takes away. */
  function file(
    path: string,
    make: (visit: Visit, params: Params) => Promise<{ name: string; body: string | Buffer } | null>,
  ): void {
    app.get(path, async (request, reply) => {
      const visit = await visitOf(request, deps);
      if ('code' in visit) return reply.redirect('/admin/connexion', 303);
      const made = await make(visit, { ...(request.params as Params), ...(request.query as Params) });
      if (!made) return reply.redirect(START, 303);
      return reply
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="${made.name.replace(/[^\w.-]/g, '-')}"`)
        .type(made.name.endsWith('.xlsx') ? XLSX : 'text/csv; charset=utf-8')
        .send(made.body);
    });
  }

  async function showFile(visit: Visit, params: Params): Promise<View | null> {
    const kept = await keptOf(visit, params);
    if (!kept) return goneView();
    const job = imports.get(kept.id);
    if (job && job.outcome === null) return runningView(kept, job);
    if (job?.outcome && !job.outcome.ok) return reportView(visit, kept, null, stopCode(job.outcome.error));
    if (kept.report) return reportView(visit, kept, kept.report, null);
    return columnsView(visit, kept);
  }

  async function setColumns(visit: Visit, params: Params, fields: Fields): Promise<Outcome | null> {
    const kept = await keptOf(visit, params);
    if (!kept) return { view: goneView() };
    const mapping = mappingOf(visit.decl, kept, fields);
    await visit.network.imports.map(kept.id, mapping);
    await visit.network.imports.remember(headingKey(kept.type, kept.table.heading), mapping);
    checks.forget(jobKey(kept));
    return { go: `${FILE}/${kept.id}/verifier` };
  }

  async function showCheck(visit: Visit, params: Params): Promise<View | null> {
    const kept = await keptOf(visit, params);
    const type = kept && visit.decl.types[kept.type];
    if (!kept || !type) return goneView();
    if (kept.report || imports.get(kept.id)) return showFile(visit, params);
    const key = jobKey(kept);
    // Once found it stands until the columns change; what is brought in is checked anew.
    if (!checks.get(key))
      checks.start(key, 'check', kept.table.rows.length, (note) => checkOnHub(visit, { ...kept, type }, note));
    const job = await checks.within(key, PATIENCE);
    if (!job?.outcome) return runningView(kept, job);
    if (!job.outcome.ok) {
      checks.forget(key);
      throw job.outcome.error;
    }
    return checkView(visit, kept, job.outcome.value);
  }

  /** Checked again as it is brought in: what was written meanwhile by others counts. */
  async function bringIn(visit: Visit, params: Params, fields: Fields): Promise<Outcome | null> {
    const kept = await keptOf(visit, params);
    const type = kept && visit.decl.types[kept.type];
    if (!kept || !type) return { view: goneView() };
    const choice: Choice = fields['lignes'] === 'ready' ? 'ready' : 'valid';
    if (!kept.report)
      imports.start(kept.id, 'import', kept.table.rows.length, async (note) => {
        const checked = await checkOnHub(visit, { ...kept, type });
        const batch = batchName(kept.file, visit.now, randomBytes(6).toString('hex'));
        const report = await importRows(visit, chosen(checked, choice), batch, note);
        await visit.network.imports.report(kept.id, report);
        checks.forget(jobKey(kept));
        return report;
      });
    await imports.within(kept.id, PATIENCE);
    return { go: `${FILE}/${kept.id}` };
  }
}

/** A check is of the file and of what its columns were said to be. */
const jobKey = (kept: KeptFile): string => kept.id;
const stopCode = (error: unknown): string => (error instanceof ImportStopped ? error.code : 'HUB-FAULT');

const goneView = (): View => ({
  title: say('import.title'),
  entry: 'import',
  body: html`<div class="note wait">${icon('clock')}<p>${say('import.gone')}</p></div><p><a class="btn go" href="${START}">${say('import.next')}</a></p>`,
});

async function keptOf(visit: Visit, params: Params): Promise<KeptFile | null> {
  const id = params['id'] ?? '';
  return /^[\w-]{16}$/.test(id) ? visit.network.imports.find(id, visit.person) : null;
}

async function drop(visit: Visit, params: Params): Promise<Outcome | null> {
  const kept = await keptOf(visit, params);
  if (kept && !kept.report) await visit.network.imports.drop(kept.id);
  return { to: START, done: 'abandonne' };
}

/** Places where this person may make records of one of these types: those of their grants, and the branches below them. */
async function homesFor(visit: Visit, types: readonly TypeDecl[]): Promise<readonly Scope[]> {
  const own = visit.grants.map(({ scope }) => scope);
  const branches = (await visit.list('branch')).map((state) => branchScope(textOf(state, 'code')));
  const below = branches.filter((scope) => own.some((one) => scope.startsWith(one)));
  return [...new Set([...own, ...below])].filter((scope) => types.some(({ name }) => visit.may('create', name, scope)));
}

/** What lists are most often of. */
const FIRST = ['organisation', 'person', 'cohort', 'application'];
const rank = (name: string): number => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
const templates = (types: readonly TypeDecl[], from = `${START}/modele`): Html =>
  html`<p class="line wrap">${types.map(
    ({ name }) => html`<a class="btn" href="${from}/${name}.xlsx" download>${typeMany(name)}</a>`,
  )}</p>`;

async function showStart(visit: Visit): Promise<View | null> {
  const types = [...typesFor(visit)].sort((a, b) => rank(a.name) - rank(b.name));
  const homes = await homesFor(visit, types);
  if (types.length === 0) return null;
  const option = (value: string, label: string): Html => html`<option value="${value}">${label}</option>`;
  const body = html`${stepHead(1)}<p>${say('import.lead')}</p>
<form method="post" action="${START}" enctype="multipart/form-data" class="card pad stack">${token(visit)}
<div class="field mid"><label for="type">${say('import.what')}</label><select class="in" id="type" name="type">${types.map(({ name }) => option(name, typeMany(name)))}</select></div>
<div class="field mid"><label for="fichier">${say('import.file')}</label><input class="in" id="fichier" name="fichier" type="file" required accept=".csv,.tsv,.txt,.xlsx,text/csv"><p class="hint">${say('import.file.hint', { rows: HUB_BOUNDS.rows, mb: HUB_BOUNDS.bytes / 1024 / 1024 })}</p></div>
${
  homes.length > 1
    ? html`<div class="field mid"><label for="ou">${say('import.home')}</label><select class="in" id="ou" name="ou">${homes.map((scope) => option(scope, placeWords(scope, visit.branches)))}</select></div>`
    : html`<input type="hidden" name="ou" value="${homes[0] ?? ''}">`
}<div><button class="btn go">${icon('next')}${say('import.read')}</button></div></form>
<section class="stack tight"><h2>${say('import.template')}</h2><p class="sm dim">${say('import.template.hint')}</p>${templates(types.slice(0, FIRST.length))}${
    types.length > FIRST.length &&
    html`<details><summary>${t('bureau.import.templates')}</summary>${templates(types.slice(FIRST.length))}</details>`
  }<details><summary>${t('bureau.import.forms')}</summary><p class="sm dim">${t('bureau.import.forms.hint')}</p>${templates(types, '/api/v1/forms')}</details></section>${await batchesPart(visit)}`;
  return { title: say('import.title'), entry: 'import', body };
}

async function takeFile(visit: Visit, _: Params, fields: Fields, request: FastifyRequest): Promise<Outcome | null> {
  const upload = (request.body as Readonly<Record<string, unknown>>)['fichier'];
  const types = typesFor(visit);
  const chosen = types.find(({ name }) => name === fields['type']);
  const home = fields['ou'];
  if (!chosen) return { refusal: { code: 'IMPORT-TYPE' } };
  if (!isScope(home)) return { refusal: { code: 'IMPORT-PLACE' } };
  if (!isUpload(upload) || upload.name === '') return { refusal: { code: 'IMPORT-EMPTY' } };
  if (upload.tooBig) return { refusal: { code: 'IMPORT-TOO-BIG' } };
  const read = await tableOfFile(upload.bytes, HUB_BOUNDS);
  if (!read.ok) return { refusal: read.error };
  const table = read.value;
  const listed = listedAs(visit.decl, chosen, table.heading);
  const type = types.includes(listed) ? listed : chosen;
  const remembered = await visit.network.imports.remembered(headingKey(type.name, table.heading));
  const mapping = firstMapping(table.heading, targetsOf(visit.decl, type), remembered);
  const id = randomBytes(12).toString('base64url');
  // Signs that no name has, and that the database takes for the end of a text.
  const name = upload.name.replace(/\p{Cc}/gu, ' ');
  const kept = {
    id,
    person: visit.person,
    at: visit.now,
    file: name.slice(-120),
    type: type.name,
    home,
    table,
    mapping,
  };
  await visit.network.imports.put(kept);
  return { go: `${FILE}/${id}` };
}
