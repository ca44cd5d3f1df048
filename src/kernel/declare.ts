/**
 * Record types are declared once. From a declaration the program derives validation, forms, lists, access and registers;
 * nothing here knows any particular type.
 */
import { type GenericSchema, safeParse } from 'valibot';
import { isClosed } from './ids.ts';
import type { Body, Flag, Json, Refusal, Scope } from './types.ts';

export type Action = 'read' | 'create' | 'edit' | 'void';
export const ACTIONS: readonly Action[] = ['read', 'create', 'edit', 'void'];

/** Who may see a field, from widest to narrowest; `restricted` lives only in a companion under `sensitive/`. */
export type FieldClass = 'public' | 'network' | 'branch' | 'restricted';

export interface FieldDecl {
  /** Shape of a value. What does not fit is returned to its author (RULE-FORMAT). */
  readonly schema: GenericSchema;
  readonly class: FieldClass;
  /** Needed on creation (RULE-REQUIRED when missing or empty). */
  readonly required?: boolean;
  /** Merge rule. */
  readonly merge: 'lww';
  /** The value is the id of a record of this type; it must be known before the change can be confirmed. */
  readonly ref?: string;
  /** A remark on a value of the right shape: accepted, and shown to be checked. */
  readonly flag?: (value: Json) => string | null;
  /** How it is asked. Label, hint and choices come from the catalogue: `type.field`, `type.field.hint`, `type.field.choice`. */
  readonly widget: 'text' | 'choice' | 'phone' | 'place' | 'person' | 'date' | 'hidden';
  readonly choices?: readonly { readonly value: string; readonly icon: string }[];
  /** Longest answer in characters; the field on screen is about as wide. */
  readonly max?: number;
}

export interface RoleDecl {
  /** Opens records under `sensitive/` below its scope. */
  readonly closed: boolean;
  /** Sees reasons and contents of returned work below its scope. */
  readonly audits: boolean;
  /** Roles it may give for good, within its scope. */
  readonly grants: readonly string[];
  /** Roles it may give for the provisional delay, offline. */
  readonly enrols: readonly string[];
  /** Where it is usually given. */
  readonly at: 'network' | 'branch' | 'organisation';
}

export interface TypeDecl {
  readonly name: string;
  /** Raised when the meaning of a field changes; adding a field does not raise it. */
  readonly schema: number;
  readonly fields: { readonly [field: string]: FieldDecl };
  /** Roles that may, on records whose home lies below their scope. */
  readonly access: { readonly [action in Action]: readonly string[] };
  /** Roles that may read it when one of its `shared` scopes reaches them. Every role may read `n/shared/`. */
  readonly shareable: boolean;
  /** Key fields from which the id is computed; absent: the id is that of the creating change. */
  readonly keys?: readonly string[];
  /** Holds the sensitive fields of this type; lives under `sensitive/` of the same home; key field `of`. */
  readonly companionOf?: string;
  /** What a device keeps of it. */
  readonly keep: 'always' | 'hub';
  /** Register of personal data: why, on what ground, how long. Absent when no field is personal. */
  readonly personal?: { readonly purpose: string; readonly basis: string; readonly retention: string };
}

export interface Declarations {
  readonly roles: { readonly [role: string]: RoleDecl };
  readonly types: { readonly [type: string]: TypeDecl };
}

/** Joins the declarations of modules. Throws when two declare the same word, or a type contradicts itself: that is a bug. */
export function declare(...parts: readonly Partial<Declarations>[]): Declarations {
  // Asked with names that came over the wire: without a prototype, `constructor` is no type.
  const roles: Record<string, RoleDecl> = Object.create(null);
  const types: Record<string, TypeDecl> = Object.create(null);
  for (const part of parts) {
    for (const [name, role] of Object.entries(part.roles ?? {})) {
      if (roles[name]) throw new Error(`role ${name} is declared twice`);
      roles[name] = role;
    }
    for (const [name, type] of Object.entries(part.types ?? {})) {
      if (types[name]) throw new Error(`type ${name} is declared twice`);
      if (name !== type.name) throw new Error(`type ${name} calls itself ${type.name}`);
      types[name] = type;
    }
  }
  for (const type of Object.values(types)) {
    for (const [field, decl] of Object.entries(type.fields)) {
      if (decl.class === 'restricted' && !type.companionOf)
        throw new Error(`${type.name}.${field} is restricted: it belongs in a companion type`);
    }
    for (const roleNames of Object.values(type.access)) {
      for (const role of roleNames) if (!roles[role]) throw new Error(`${type.name} names an unknown role ${role}`);
    }
  }
  return { roles, types };
}

const isEmpty = (value: Json | undefined): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/**
 * Is a body right for its type? Fields the declaration does not know pass: a newer version wrote them, and they are kept.
 * @param creating whether required fields must be there.
 */
export function checkBody(type: TypeDecl, body: Body, creating: boolean): Refusal | null {
  for (const [name, field] of Object.entries(type.fields)) {
    const value = body[name];
    const given = Object.hasOwn(body, name);
    if (field.required && (creating || given) && isEmpty(value)) return { code: 'RULE-REQUIRED', fields: [name] };
    if (given && value !== null && !safeParse(field.schema, value).success)
      return { code: 'RULE-FORMAT', fields: [name] };
  }
  return null;
}

/** Remarks on a body that is right. */
export function flagsOf(type: TypeDecl, body: Body): readonly Flag[] {
  const flags: Flag[] = [];
  for (const [name, field] of Object.entries(type.fields)) {
    const value = body[name];
    if (value === undefined || isEmpty(value)) continue;
    const code = field.flag?.(value);
    if (code) flags.push({ code, field: name });
    if (field.choices && !field.choices.some((choice) => choice.value === value))
      flags.push({ code: 'FLAG-CHOICE', field: name });
  }
  return flags;
}

/** May a record of this type live there? Companions under `sensitive/`, all others not. */
export const fitsScope = (type: TypeDecl, scope: Scope): boolean =>
  isClosed(scope) === (type.companionOf !== undefined);
