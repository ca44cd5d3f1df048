/** `jekulu import`: a list brought in, or taken back, with the same rules and the same report as on the pages. */

import { randomBytes } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { checkOnHub, importRows, planUndo, undoOnHub } from '../hub/importing/run.ts';
import { tableOfFile } from '../hub/importing/xlsx.ts';
import { Visit } from '../hub/web/visit.ts';
import { codeEntry } from '../kernel/codes.ts';
import { branchScope, isScope } from '../kernel/ids.ts';
import { batchName, wayBack } from '../modules/importing/batch.ts';
import { chosen } from '../modules/importing/check.ts';
import {
  firstMapping,
  importable,
  isMapping,
  listedAs,
  missingTargets,
  targetLabel,
  targetsOf,
} from '../modules/importing/columns.ts';
import { linesFile } from '../modules/importing/files.ts';
import { HUB_BOUNDS } from '../modules/importing/table.ts';
import { remarkWords, sayIn } from '../modules/importing/words.ts';
import { declarations } from '../modules/index.ts';
import { inside, networkFrom, type Options, personFrom } from './office.ts';
import { CommandError, type Terminal } from './say.ts';
import type { Settings } from './settings.ts';

/** Lines of remarks shown at once; the files of errors and of warnings have them all. */
const SHOWN = 20;

export interface ImportFlags {
  readonly validOnly: boolean;
  readonly dryRun: boolean;
  readonly keepEdited: boolean;
  readonly takeEdited: boolean;
}

/** @returns exit code: 0 when everything asked for was done. */
export async function importList(
  settings: Settings,
  file: string | undefined,
  options: Options,
  flags: ImportFlags,
  terminal: Terminal,
): Promise<number> {
  let code = 0;
  await inside(settings, async (networks) => {
    const network = networkFrom(networks, options);
    const person = await personFrom(network, options);
    const visit = await Visit.begin(network, declarations, { person: person.id, login: '', secret: '' }, Date.now());
    if (!visit)
      throw new CommandError('Cette personne n’a pas d’accès en cours.', 'This person has no access in force.');
    const batch = options['undo'];
    code =
      batch === undefined
        ? await bringIn(visit, file, options, flags, terminal)
        : await takeBack(visit, batch, flags, terminal);
  });
  return code;
}

async function bringIn(
  visit: Visit,
  file: string | undefined,
  options: Options,
  { validOnly, dryRun }: ImportFlags,
  terminal: Terminal,
): Promise<number> {
  if (!file)
    throw new CommandError('Quel fichier ? jekulu import FICHIER --type …', 'Which file? jekulu import FILE --type …');
  const types = importable(visit.decl);
  const asked = types.find(({ name }) => name === options['type']);
  if (!asked) {
    const names = types.map(({ name }) => name).join(', ');
    throw new CommandError(
      `Que contient la liste ? --type, parmi : ${names}`,
      `What is in the list? --type, one of: ${names}`,
    );
  }
  const read = await tableOfFile(bytesOf(file), HUB_BOUNDS);
  if (!read.ok) throw refusal(read.error.code);
  const table = read.value;
  const type = listedAs(visit.decl, asked, table.heading);
  const targets = targetsOf(visit.decl, type);
  const mapping = mappingFrom(options) ?? firstMapping(table.heading, targets, null);
  const missing = missingTargets(targets, mapping).filter(
    ({ key }) => !mapping.columns.includes(':id') || key !== 'name',
  );
  if (missing.length > 0 && !mapping.columns.includes(':id')) {
    const labels = missing.map((target) => targetLabel(target, 'fr')).join(', ');
    throw new CommandError(
      `Colonne nécessaire non reconnue : ${labels}. Nommez-la ainsi dans le fichier.`,
      `A needed column is not recognised: ${labels}. Call it so in the file.`,
    );
  }
  const say = sayIn('fr');
  for (const [at, key] of mapping.columns.entries()) {
    const target = targets.find((one) => one.key === key);
    terminal.out(`  ${table.heading[at]} → ${target ? targetLabel(target, 'fr') : say('import.columns.none')}`);
  }
  const home = homeFrom(visit, options);
  const checked = await checkOnHub(visit, { table, type, mapping, home });
  const { ready, warned, errors, here } = checked;
  const sums = [
    ['ready', ready],
    ['warned', warned],
    ['errors', errors],
    ['here', here],
  ] as const;
  terminal.out(sums.map(([name, n]) => say(`import.sum.${name}`, { n })).join(', '));
  const words = remarkWords(visit.decl, type, 'fr');
  const remarked = checked.rows.filter((row) => row.remarks.some(({ kind }) => kind !== 'here'));
  for (const { row, remarks } of remarked.slice(0, SHOWN))
    terminal.out(`  ${say('import.line', { n: row.line })} : ${remarks.map(words).join(' ')}`);
  if (remarked.length > SHOWN) terminal.out(`  … + ${remarked.length - SHOWN}`);
  for (const [section, to, n] of [
    ['erreurs', options['errors'], errors],
    ['avertissements', options['warnings'], warned],
  ] as const) {
    if (to === undefined || n === 0) continue;
    writeFileSync(to, linesFile(section, table, checked, visit.decl, type, 'fr'));
    terminal.out(`→ ${to}`);
  }
  if (dryRun) return errors > 0 ? 1 : 0;
  if (errors > 0 && !validOnly) {
    terminal.err(
      '✗ Rien n’a été importé : corrigez les erreurs, ou ajoutez --valid-only.\n  Nothing was imported: correct the errors, or add --valid-only.',
    );
    return 1;
  }
  const batch = batchName(basename(file), Date.now(), randomBytes(6).toString('base64url'));
  const report = await importRows(visit, chosen(checked, 'valid'), batch);
  terminal.out(
    `${say('import.done.made', { n: report.made })}, ${say('import.done.changed', { n: report.changed })}, ${say('import.done.left', { n: errors + here })}`,
  );
  for (const { line, code } of report.refused)
    terminal.out(`  ${say('import.line', { n: line })} : ${codeEntry(code)?.fr ?? code}`);
  terminal.out(`jekulu import --undo ${batch} --network ${visit.network.card.slug} --person ${visit.person}`);
  return report.refused.length > 0 ? 1 : 0;
}

async function takeBack(
  visit: Visit,
  batch: string,
  { keepEdited, takeEdited, dryRun }: ImportFlags,
  terminal: Terminal,
): Promise<number> {
  const plan = await planUndo(visit, batch);
  if (!plan) {
    const names = (await visit.network.batches(10)).map((one) => `  ${one.batch}`).join('\n');
    throw new CommandError(
      `Aucun import ne s’appelle ainsi. Les derniers :\n${names || '  –'}`,
      'No import is called that.',
    );
  }
  const say = sayIn('fr');
  const open = plan.rows.filter(({ acts }) => acts.length > 0).length;
  const how = wayBack(batch);
  if (open === 0) {
    terminal.out(say(`import.${how}.nothing`));
    return 0;
  }
  terminal.out(say(`import.${how}.lead`, { n: open }));
  if (plan.asked.length > 0) {
    terminal.out(say('import.undo.asked', { n: plan.asked.length }));
    for (const row of plan.asked.slice(0, SHOWN))
      terminal.out(
        `  ${row.name || row.record} : ${say('import.undo.since', { n: row.since.length })}, ${say('import.undo.links', { n: row.links })}`,
      );
    if (!keepEdited && !takeEdited && !dryRun) {
      terminal.err(
        '✗ Rien n’a été repris : ajoutez --keep-edited pour garder ces fiches, ou --take-edited pour les reprendre aussi.\n  Nothing was taken back: add --keep-edited to keep these records, or --take-edited to take them back too.',
      );
      return 1;
    }
  }
  if (dryRun) return 0;
  const done = await undoOnHub(visit, batch, plan, keepEdited ? 'all' : 'none');
  terminal.out(
    `${say(`import.${how}.done`, { n: done.taken })}, ${say('import.undone.kept', { n: done.kept })}${done.refused > 0 ? `, ${say('import.undone.refused', { n: done.refused })}` : ''}`,
  );
  terminal.out(`jekulu import --undo ${done.batch} --network ${visit.network.card.slug} --person ${visit.person}`);
  return done.refused > 0 ? 1 : 0;
}

function bytesOf(file: string): Uint8Array {
  try {
    if (statSync(file).size > HUB_BOUNDS.bytes) throw refusal('IMPORT-TOO-BIG');
    return readFileSync(file);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`Ce fichier ne peut pas être lu : ${file}`, 'This file cannot be read.');
  }
}

/** A mapping kept in a file, as `--mapping FILE`: `{"columns": […], "fixed": {…}, "words": {…}}`. */
function mappingFrom(options: Options) {
  const file = options['mapping'];
  if (file === undefined) return null;
  const read: unknown = JSON.parse(new TextDecoder().decode(bytesOf(file)));
  if (!isMapping(read))
    throw new CommandError(
      'Ce fichier ne dit pas quelles sont les colonnes.',
      'This file does not say what the columns are.',
    );
  return read;
}

/** Where new records are kept: the branch said, else the widest place where this person works. */
function homeFrom(visit: Visit, options: Options) {
  const branch = options['branch'];
  if (branch === undefined) return [...visit.grants].sort((a, b) => a.scope.length - b.scope.length)[0]!.scope;
  const scope = `n/branch/${branch}/`;
  if (!isScope(scope))
    throw new CommandError(`Cette antenne ne peut pas s’appeler « ${branch} ».`, 'No branch can be called that.');
  return branchScope(branch);
}

function refusal(code: string): CommandError {
  const entry = codeEntry(code);
  return new CommandError(
    `${entry?.fr ?? code} ${entry?.frWay ?? ''} (${code})`,
    `${entry?.en ?? ''} ${entry?.enWay ?? ''}`,
  );
}
