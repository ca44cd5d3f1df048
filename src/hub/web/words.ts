/** What the pages call things: roles, places, kinds of records, and a group of changes told in a sentence a person can check. */
import type { Logged } from '../../kernel/admit.ts';
import { type Code, type CodeEntry, codeEntry } from '../../kernel/codes.ts';
import { creates, textOf } from '../../kernel/fold.ts';
import { isRecordId, isScope, ROOT } from '../../kernel/ids.ts';
import { branchOf } from '../../kernel/scopes.ts';
import { orgOf } from '../../kernel/sharing.ts';
import type { Change, ChangeState, Json, Refusal, Scope } from '../../kernel/types.ts';
import { catalogue } from '../../modules/catalogue.ts';
import { branchName } from '../../ui/branch.ts';
import { has, plainLanguage, t } from '../../ui/i18n.ts';
import { START_CODES } from '../start-codes.ts';
import { WEB_CODES } from './codes.ts';
import './messages/index.ts';
import { asWritten, fieldValueWords } from './values.ts';
import type { Visit } from './visit.ts';

/** What the catalogue says of a word from outside, which may be any; the word itself where it says nothing. */
const wordFor = (kind: string, word: string): string =>
  /^\w+$/.test(word) && has(`word.${kind}.${word}`) ? t(`word.${kind}.${word}`) : word;
export const roleWords = (role: string): string => wordFor('role', role);

/** Names of branches by their code, as their cards say them. */
export type BranchNames = ReadonlyMap<string, string>;

/** A place in words; a branch by the name on its card where the caller knows the cards. */
export const placeWords = (scope: Scope, branches?: BranchNames): string =>
  scope === ROOT ? t('word.everywhere') : (branches?.get(branchOf(scope) ?? '') ?? branchName(scope) ?? scope);

/** The same, an organisation by its name. */
export async function whereWords(visit: Pick<Visit, 'nameOf' | 'branches'>, scope: Scope): Promise<string> {
  const organisation = orgOf(scope);
  return organisation ? visit.nameOf(organisation) : placeWords(scope, visit.branches);
}

/** What the app's screens call these things, from their catalogues; the rest is said here. */
const inCatalogue = (key: string): string | undefined => catalogue[plainLanguage()][key];

/** Fields that say nothing to a reader. */
const SILENT = new Set(['of', 'device', 'key', 'sign', 'color', 'blockedAfter']);

/** The entry of any code this program can show. */
export const anyCode = (code: string): CodeEntry | undefined =>
  codeEntry(code) ?? (WEB_CODES as Record<string, CodeEntry>)[code] ?? (START_CODES as Record<string, CodeEntry>)[code];

export const refusalEntry = (refusal: Refusal): CodeEntry =>
  anyCode(refusal.code) ?? (anyCode('HUB-FAULT' satisfies Code) as CodeEntry);

/** What a refusal says, and the way forward. */
export function refusalWords(refusal: Refusal): readonly [said: string, way: string] {
  const { fr, frWay, en, enWay } = refusalEntry(refusal);
  return plainLanguage() === 'en' ? [en, enWay] : [fr, frWay];
}

export const fieldWords = (field: string, type = ''): string =>
  inCatalogue(`${type}.${field}`) ?? wordFor('field', field);

/** A value as the pages say it; a record by its name. */
export async function valueWords(visit: Visit, type: string, field: string, value: Json): Promise<string> {
  if (value === null || value === '') return t('word.empty');
  // What came back to its author may be anything.
  const text = asWritten(value);
  if (field === 'scope' && isScope(value)) return whereWords(visit, value);
  if (field === 'role') return roleWords(text);
  if (isRecordId(value)) return visit.nameOf(value);
  if (field === 'phone') return text.replaceAll(' ', '\u00a0');
  if (field === 'status') return wordFor('status', text);
  return inCatalogue(`${type}.${field}.${text}`) ?? fieldValueWords(visit.decl.types[type], field, value);
}

/** One change told to somebody who decides about it. */
export interface Told {
  readonly title: string;
  readonly facts: readonly string[];
}

/** A group change by change: what was made or changed, in which fields. Only what this visit answers for is told. */
export async function groupWords(visit: Visit, group: readonly Logged[]): Promise<readonly Told[]> {
  const told: Told[] = [];
  for (const { change } of group) {
    if (!visit.answersFor(change)) continue;
    const body = change.body ?? {};
    const facts: string[] = [];
    for (const [field, value] of Object.entries(body))
      if (!SILENT.has(field) && !(field === 'name' && creates(change)))
        facts.push(
          `${fieldWords(field, change.type)}${t('list.of')}${await valueWords(visit, change.type, field, value)}`,
        );
    const name = await nameOf(visit, change);
    told.push({
      title: `${deedWords(change)}${name && ` ${t('gens.quoted', { text: name })}`}`,
      facts: change.kind === 'set' ? facts : [],
    });
  }
  return told;
}

/** What became of work, in a word. */
export const stateWords = (state: ChangeState): string => wordFor('state', state);

export function deedWords(change: Change): string {
  if (change.kind === 'erase') return t('deed.erase');
  if (change.kind === 'settle') return t('deed.settle');
  const shown = change.body?.['voided'] === false ? 'unvoid' : 'void';
  const how = change.kind === 'void' ? shown : creates(change) ? 'create' : 'edit';
  return inCatalogue(`${change.type}.did.${how}`) ?? t(`deed.${how}`);
}

/** What the record is called; work that came back has a name too. */
async function nameOf(visit: Visit, change: Change): Promise<string> {
  const state = await visit.network.record(change.record);
  const now = state ? textOf(state, 'name') : '';
  if (now && !creates(change)) return now;
  const history = await visit.network.history(change.record);
  return String(history.findLast((one) => typeof one.change.body?.['name'] === 'string')?.change.body?.['name'] ?? '');
}
