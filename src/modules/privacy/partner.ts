/**
 * What of the records may be given to a partner: those about people who agreed that their name is given. Whoever else is named in one, a trainer, a
 * member of a committee, is left out of it unless they agreed too.
 */
import { type Declarations, type FieldDecl, mapOf, partOf, refsOf, type TypeDecl } from '../../kernel/declare.ts';
import { aliasOf, isErased, isVoided, type RecordState, refOf } from '../../kernel/fold.ts';
import { isRecordId } from '../../kernel/ids.ts';
import type { Json, RecordId } from '../../kernel/types.ts';

const PERSON = 'person';

/** What has to be known to tell. */
export interface Giving {
  readonly decl: Declarations;
  record(id: RecordId): RecordState | null;
  /** Did they say yes, and not take it back? */
  agrees(person: RecordId): boolean;
}

/** Fields that say whom or what a record is about; without `personal.about`, those it cannot be without, and `person`. */
function aboutFields(type: TypeDecl): readonly string[] {
  const about = type.personal?.about;
  if (about !== undefined) return [about];
  return Object.entries(type.fields).flatMap(([name, field]) =>
    refsOf(field).length > 0 && (field.required || name === PERSON) ? [name] : [],
  );
}

/** Types that records of this one are about, near and far; empty where no person stands at any end. */
export function aboutTypes(decl: Declarations, name: string, before: readonly string[] = []): readonly string[] {
  const type = decl.types[name];
  if (!type || name === PERSON || before.includes(name)) return [];
  const found = aboutFields(type).flatMap((field) => {
    const types = refsOf(type.fields[field] ?? {});
    const far = types.flatMap((other) => aboutTypes(decl, other, [...before, name]));
    return types.includes(PERSON) || far.length > 0 ? [...types, ...far] : [];
  });
  return [...new Set(found)];
}
const isAbout = (decl: Declarations, name: string): boolean => name === PERSON || aboutTypes(decl, name).length > 0;

/** Does a file of this type look different when it is for a partner? */
export const namesPeople = (decl: Declarations, name: string): boolean =>
  isAbout(decl, name) ||
  Object.values(decl.types[name]?.fields ?? {}).some((field) =>
    [field, ...Object.values(field.entry ?? {})].some((one) => refsOf(one).includes(PERSON)),
  );

/** Did everybody this record is about agree? What cannot be told here counts as no. */
function mayGive(giving: Giving, state: RecordState): boolean {
  const { decl, record, agrees } = giving;
  const type = decl.types[state.type];
  if (!type) return false;
  if (type.name === PERSON) return agrees(state.id);
  return aboutFields(type).every((name) => {
    const types = refsOf(type.fields[name] ?? {});
    if (!types.some((one) => isAbout(decl, one))) return true;
    const id = refOf(state, name);
    if (!id) return false;
    const other = record(id);
    return other ? mayGive(giving, other) : types.includes(PERSON) && agrees(id);
  });
}

/** A value without the people named in it who did not agree. */
function without({ agrees }: Giving, decl: FieldDecl | undefined, value: Json): Json {
  const keeps = (one: FieldDecl | undefined, id: Json | undefined): boolean =>
    !one || !refsOf(one).includes(PERSON) || !isRecordId(id) || agrees(id);
  if (!decl?.entry) return keeps(decl, value) ? value : null;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([part]) => keeps(decl.entry?.[part], partOf(value, part))));
}

/** The record as a partner may have it; null for one that stays. Hidden ones stay, and the second sheet of somebody who has two. */
export function forPartner(giving: Giving, state: RecordState): RecordState | null {
  if (isVoided(state) || isErased(state) || aliasOf(state) !== null || !mayGive(giving, state)) return null;
  const type = giving.decl.types[state.type];
  const fields = Object.entries(state.fields).map(([name, heads]) => {
    const field = type?.fields[mapOf(name) ?? name];
    return [name, heads.map((head) => ({ ...head, value: without(giving, field, head.value) }))] as const;
  });
  return { ...state, fields: Object.fromEntries(fields) };
}
