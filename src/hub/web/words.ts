/** What the pages call things: roles, places, kinds of records, and a group of changes told in a sentence a person can check. */
import type { Logged } from '../../kernel/admit.ts';
import { type Code, type CodeEntry, codeEntry } from '../../kernel/codes.ts';
import { textOf } from '../../kernel/fold.ts';
import { branchOf, isRecordId, ROOT } from '../../kernel/ids.ts';
import type { Body, Json, Refusal, Scope } from '../../kernel/types.ts';
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

const TYPES: Readonly<Record<string, readonly [name: string, article: string]>> = {
  organisation: ['organisation', 'l’organisation'],
  organisation_contact: ['contact d’organisation', 'le contact'],
  person: ['personne', 'la personne'],
  grant: ['accès', 'l’accès'],
  device: ['téléphone', 'le téléphone'],
  holder: ['inscription sur un téléphone', 'l’inscription'],
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
  return CHOICES[String(value)] ?? String(value);
}

/** A group as lines: what was made or changed, in which fields. Only changes this visit answers for are told. */
export async function groupWords(visit: Visit, group: readonly Logged[]): Promise<readonly string[]> {
  const lines: string[] = [];
  const born = new Map<string, Body>();
  for (const { change } of group) {
    if (change.shared !== undefined) born.set(change.record, change.body ?? {});
    if (!visit.answersFor(change)) continue;
    const [noun, article] = TYPES[change.type] ?? [change.type, change.type];
    const state = await visit.network.record(change.record);
    const name = String(born.get(change.record)?.['name'] ?? (state ? textOf(state, 'name') : ''));
    const of = name ? ` « ${name} »` : '';
    const body = change.body ?? {};
    const parts: string[] = [];
    for (const [field, value] of Object.entries(body))
      if (!SILENT.has(field) && field !== 'name')
        parts.push(`${fieldWords(field)} : ${await valueWords(visit, field, value)}`);
    if (change.kind === 'void') lines.push(`${body['voided'] === false ? 'Remettre' : 'Masquer'} ${article}${of}`);
    else if (change.kind === 'settle') lines.push(`Régler un retour sur ${article}${of}`);
    else if (change.shared !== undefined)
      lines.push(`Nouveau : ${noun}${of}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`);
    else {
      if (body['name'] !== undefined) parts.unshift(`nom : ${String(body['name'])}`);
      const before = state ? textOf(state, 'name') : '';
      lines.push(`Changer ${article}${before ? ` « ${before} »` : ''} → ${parts.join(', ')}`);
    }
  }
  return lines;
}
