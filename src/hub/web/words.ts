/** What the pages call things: roles, places, kinds of records, and a group of changes told in a sentence a person can check. */
import type { Logged } from '../../kernel/admit.ts';
import { type Code, type CodeEntry, codeEntry } from '../../kernel/codes.ts';
import { creates, textOf } from '../../kernel/fold.ts';
import { branchOf, isRecordId, ROOT } from '../../kernel/ids.ts';
import type { Change, Json, Refusal, Scope } from '../../kernel/types.ts';
import { START_CODES } from '../start-codes.ts';
import { WEB_CODES } from './codes.ts';
import type { Visit } from './visit.ts';

const ROLES: Readonly<Record<string, string>> = {
  secretariat: 'Secrétariat permanent',
  auditor: 'Contrôle',
  coordinator: 'Coordination d’antenne',
  animator: 'Animation',
  member: 'Membre',
};
export const roleWords = (role: string): string => ROLES[role] ?? role;

/** Branches whose name has letters that a path cannot hold. */
const BRANCHES: Readonly<Record<string, string>> = {
  segou: 'Ségou',
  koulikoro: 'Koulikoro',
  menaka: 'Ménaka',
  taoudenit: 'Taoudénit',
};

export function placeWords(scope: Scope): string {
  if (scope === ROOT) return 'Tout le réseau';
  const branch = branchOf(scope);
  if (branch === null) return scope;
  return (
    BRANCHES[branch] ??
    branch
      .split('-')
      .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
      .join('-')
  );
}

/** The path name of a branch that somebody typed: « San-Tominian » → `san-tominian`; null when nothing is left of it. */
export function branchName(typed: string): string | null {
  const plain = typed
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain === '' || plain.length > 40 ? null : plain;
}

const TYPES: Readonly<Record<string, { readonly added: string; readonly article: string }>> = {
  organisation: { added: 'Nouvelle organisation', article: 'l’organisation' },
  organisation_contact: { added: 'Nouveau contact', article: 'le contact' },
  person: { added: 'Nouvelle personne', article: 'la personne' },
  grant: { added: 'Nouvel accès', article: 'l’accès' },
  device: { added: 'Nouveau téléphone', article: 'le téléphone' },
  holder: { added: 'Nouvelle inscription sur un téléphone', article: 'l’inscription' },
};
const FIELDS: Readonly<Record<string, string>> = {
  name: 'nom',
  kind: 'sorte',
  place: 'lieu',
  phone: 'téléphone',
  sign: 'signe',
  color: 'couleur',
  role: 'rôle',
  scope: 'lieu',
  from: 'début',
  to: 'fin',
  person: 'personne',
  label: 'nom du téléphone',
  status: 'état',
  steward: 'responsable',
};
const CHOICES: Readonly<Record<string, string>> = {
  scoops: 'coopérative simplifiée',
  'coop-ca': 'coopérative avec conseil d’administration',
  group: 'groupement',
  association: 'association',
  mutual: 'mutuelle',
  gie: 'GIE',
  union: 'union ou fédération',
  other: 'autre',
  active: 'actif',
  ended: 'sorti',
  blocked: 'bloqué',
};
/** Fields that say nothing to a reader. */
const SILENT = new Set(['of', 'device', 'key', 'sign', 'color', 'blockedAfter']);

/** The entry of any code this program can show. */
export const anyCode = (code: string): CodeEntry | undefined =>
  codeEntry(code) ?? (WEB_CODES as Record<string, CodeEntry>)[code] ?? (START_CODES as Record<string, CodeEntry>)[code];

export function refusalEntry(refusal: Refusal): CodeEntry {
  const known = anyCode(refusal.code);
  return known ?? (anyCode('HUB-FAULT' satisfies Code) as CodeEntry);
}

export const fieldWords = (field: string): string => FIELDS[field] ?? field;

async function valueWords(visit: Visit, field: string, value: Json): Promise<string> {
  if (value === null || value === '') return 'vide';
  if (field === 'scope') return placeWords(value as Scope);
  if (field === 'role') return roleWords(String(value));
  if (isRecordId(value)) return visit.nameOf(value);
  if (field === 'phone') return String(value).replaceAll(' ', '\u00a0');
  return CHOICES[String(value)] ?? String(value);
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
        facts.push(`${fieldWords(field)} : ${await valueWords(visit, field, value)}`);
    const name = await nameOf(visit, change);
    told.push({ title: `${deedWords(change)}${name && ` « ${name} »`}`, facts: change.kind === 'set' ? facts : [] });
  }
  return told;
}

function deedWords(change: Change): string {
  const { added, article } = TYPES[change.type] ?? { added: `Nouveau : ${change.type}`, article: change.type };
  if (change.kind === 'settle') return `Régler un retour sur ${article}`;
  if (change.kind === 'void') return `${change.body?.['voided'] === false ? 'Remettre' : 'Masquer'} ${article}`;
  return creates(change) ? added : `Changer ${article}`;
}

/** What the record is called; work that came back has a name too. */
async function nameOf(visit: Visit, change: Change): Promise<string> {
  const state = await visit.network.record(change.record);
  const now = state ? textOf(state, 'name') : '';
  if (now && !creates(change)) return now;
  const history = await visit.network.history(change.record);
  return String(history.findLast((one) => typeof one.change.body?.['name'] === 'string')?.change.body?.['name'] ?? '');
}
