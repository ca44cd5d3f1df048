/** Step two: what each column holds, what stands for an empty cell, and what the file's own words mean. Corrected by hand, and remembered. */
import { type Declarations, refsOf, type TypeDecl } from '../../kernel/declare.ts';
import { isVoided, type RecordState, textOf } from '../../kernel/fold.ts';
import { type Mapping, sharedTargets, type Target, targetLabel, targetsOf } from '../../modules/importing/columns.ts';
import { short } from '../../modules/importing/remarks.ts';
import { unknownWords } from '../../modules/importing/unknown.ts';
import { plainLanguage } from '../../ui/i18n.ts';
import { choiceWords } from '../derived/words.ts';
import type { KeptFile } from '../importing/shelf.ts';
import type { View } from './desk.ts';
import type { Fields } from './door.ts';
import { type Html, html, trusted } from './html.ts';
import { icon } from './icons.ts';
import { FILE, say, stepHead, typeMany } from './import-part.ts';
import { token } from './layout.ts';
import { own } from './tongue.ts';
import type { Visit } from './visit.ts';

const option = (value: string, label: string, chosen: string): Html =>
  html`<option value="${value}"${value === chosen && trusted(' selected')}>${label}</option>`;

export async function columnsView(visit: Visit, kept: KeptFile): Promise<View> {
  const { table, mapping } = kept;
  const type = visit.decl.types[kept.type] as TypeDecl;
  const targets = targetsOf(visit.decl, type);
  const label = (target: Target): string => `${targetLabel(target, plainLanguage())}${target.required ? ' *' : ''}`;
  const column = (heading: string, at: number): Html => {
    const example = table.rows.map(({ cells }) => (cells[at] ?? '').trim()).find((cell) => cell !== '');
    const chosen = mapping.columns[at] ?? '';
    return html`<div class="row"><span class="grow"><b>${heading || say('import.columns.column', { name: String(at + 1) })}</b>${
      example !== undefined && html`<small>${say('import.columns.example', { value: short(example) })}</small>`
    }</span><select class="in mid" name="c${at}" aria-label="${say('import.columns.column', { name: heading })}">${option('', say('import.columns.none'), chosen)}${targets.map((target) => option(target.key, label(target), chosen))}</select></div>`;
  };
  const left = table.heading.filter((_, at) => !mapping.columns[at]).length;
  const shared = sharedTargets(targets);
  const named = await namedBy(visit, shared.beside);
  const fixed = (target: Target): Html =>
    html`<div class="field mid"><label for="f-${target.key}">${say('import.fixed.field', { field: targetLabel({ ...target, key: target.field }, plainLanguage()) })}</label>${fixedInput(target, mapping, named)}</div>`;
  const words = unknownWords(table, targets, mapping);
  const at = `${FILE}/${kept.id}`;
  const body = html`${stepHead(2)}<p>${say('import.columns.lead')}</p>
<form method="post" action="${at}/colonnes" class="stack loose">${token(visit)}
<section class="stack tight"><div class="card rows bare">${table.heading.map(column)}</div>${left > 0 && html`<p class="sm dim">${say('import.columns.left', { n: left })}</p>`}</section>
<section class="card pad stack"><h2>${say('import.fixed')}</h2>${shared.own.map(fixed)}</section>
${
  named.length > 0 &&
  html`<section class="card pad stack"><h2>${typeMany(shared.beside[0]?.type.name ?? '')}</h2><p class="sm dim">${say(`import.beside.${shared.beside[0]?.type.name}`)}</p>${shared.beside.map(fixed)}</section>`
}
${
  words.length > 0 &&
  html`<section class="card pad stack"><h2>${say('import.words')}</h2><p class="sm dim">${say('import.words.lead')}</p>${words.map(
    ({ target, word, plain, times }, n) =>
      html`<div class="field mid"><label for="w${n}">${say('import.words.word', { field: targetLabel(target, plainLanguage()), word: short(word) })} <span class="dim">${say('import.words.times', { n: times })}</span></label><input type="hidden" name="k${n}" value="${target.key}|${plain}"><select class="in" id="w${n}" name="w${n}">${option('', say('import.words.keep'), mapping.words[target.key]?.[plain] ?? '')}${choicesOf(target, mapping.words[target.key]?.[plain] ?? '')}</select></div>`,
  )}</section>`
}
<div class="line wrap acts-row"><button class="btn go">${icon('check')}${say('import.check')}</button><button class="btn" formaction="${at}/abandonner">${say('import.drop')}</button></div></form>`;
  return { title: say('import.title'), subtitle: kept.file, entry: 'import', body };
}

const choicesOf = ({ type, field, part, decl }: Target, chosen: string): readonly Html[] =>
  (decl?.choices ?? []).map(({ value }) =>
    option(value, own(choiceWords(type.name, part ? `${field}.${part}` : field, value)), chosen),
  );

/** Records that one of these targets may name, in the order of their names. */
async function namedBy(visit: Visit, targets: readonly Target[]): Promise<readonly RecordState[]> {
  const types = targets.flatMap(({ decl }) => (decl ? refsOf(decl) : []));
  const lists = await Promise.all(types.map((type) => visit.list(type)));
  return lists
    .flat()
    .filter((state) => !isVoided(state))
    .sort((a, b) => textOf(a, 'name').localeCompare(textOf(b, 'name'), 'fr'));
}

function fixedInput(target: Target, mapping: Mapping, named: readonly RecordState[]): Html {
  const { key, decl } = target;
  const value = mapping.fixed[key] ?? '';
  if (decl?.choices)
    return html`<select class="in" id="f-${key}" name="f-${key}">${option('', say('import.fixed.none'), value)}${choicesOf(target, value)}</select>`;
  if (decl?.ref)
    return html`<select class="in" id="f-${key}" name="f-${key}">${option('', say('import.beside.none'), value)}${named.map((state) => option(state.id, textOf(state, 'name'), value))}</select>`;
  return html`<input class="in" id="f-${key}" name="f-${key}" value="${value}" maxlength="120" autocomplete="off">`;
}

/** The mapping that a form says, of what may be said only; words said before stay said. */
export function mappingOf(decl: Declarations, { table, mapping, type }: KeptFile, fields: Fields): Mapping {
  const targets = targetsOf(decl, decl.types[type] as TypeDecl);
  const known = new Set(targets.map(({ key }) => key));
  const taken = new Set<string>();
  const columns = table.heading.map((_, at): string | null => {
    const key = fields[`c${at}`] ?? '';
    if (!known.has(key) || taken.has(key)) return null;
    taken.add(key);
    return key;
  });
  const fixed = targets.flatMap(({ key }) => {
    const value = (fields[`f-${key}`] ?? '').trim();
    return value === '' ? [] : [[key, value] as const];
  });
  const words: Record<string, Record<string, string>> = {};
  for (const [target, said] of Object.entries(mapping.words)) words[target] = { ...said };
  for (let n = 0; fields[`k${n}`] !== undefined; n++) {
    const [target = '', ...rest] = (fields[`k${n}`] ?? '').split('|');
    const choices = targets.find(({ key }) => key === target)?.decl?.choices;
    const value = fields[`w${n}`] ?? '';
    if (!choices) continue;
    words[target] ??= {};
    if (choices.some((choice) => choice.value === value)) words[target][rest.join('|')] = value;
    else delete words[target][rest.join('|')];
  }
  return { columns, fixed: Object.fromEntries(fixed), words };
}
