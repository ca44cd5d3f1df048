/**
 * Record types are declared once. From a declaration the program derives validation, forms, lists, access and registers;
 * nothing here knows any particular type.
 */
import { type GenericSchema, safeParse } from 'valibot';
import { isClosed, isRecordId } from './ids.ts';
import type { Body, Flag, Json, Millis, RecordId, Refusal, Scope } from './types.ts';

export type Action = 'read' | 'create' | 'edit' | 'void';
export const ACTIONS: readonly Action[] = ['read', 'create', 'edit', 'void'];

/** Who may see a field, from widest to narrowest; `restricted` lives only in a companion under `sensitive/`. */
export type FieldClass = 'public' | 'network' | 'branch' | 'restricted';

/**
 * How a value is asked and shown. `choices` is several of the choices; `entries` edits a map, `zone` names areas; `audio` is spoken, never typed;
 * `hidden` is never asked.
 */
export type Widget =
  | 'text'
  | 'long'
  | 'choice'
  | 'choices'
  | 'phone'
  | 'place'
  | 'person'
  | 'record'
  | 'date'
  | 'moment'
  | 'number'
  | 'money'
  | 'yesno'
  | 'email'
  | 'entries'
  | 'zone'
  | 'audio'
  | 'hidden';

export interface FieldDecl {
  /** Shape of a value. What does not fit is returned to its author (RULE-FORMAT). */
  readonly schema: GenericSchema;
  readonly class: FieldClass;
  /** Needed on creation (RULE-REQUIRED when missing or empty), unless `when` says that it does not apply. */
  readonly required?: boolean;
  /**
   * Merge rule. `lww`: one register, the later write is shown; values that only make sense together (amount and currency, a place and its area)
   * are one object in one register. `map`: keyed entries, each a register of its own, so that two people who add entries both keep theirs;
   * entry `k` of field `f` is written as the body key `f.k`, and `null` takes it out.
   */
  readonly merge: 'lww' | 'map';
  /** The value is the id of a record of one of these types; it must be known before the change can be confirmed. */
  readonly ref?: string | readonly string[];
  /** Of a map: the parts of an entry, asked and shown like fields. The schema above is that of one entry. */
  readonly entry?: { readonly [part: string]: FieldDecl };
  /** A remark on a value of the right shape: accepted, and shown to be checked. @param now when it was written. */
  readonly flag?: (value: Json, now: Millis) => string | null;
  /** Another field of the same type says what this one is besides words: a number to call, an address to write to. */
  readonly as?: {
    readonly field: string;
    readonly is: { readonly [value: string]: Pick<FieldDecl, 'widget' | 'flag'> };
  };
  /** How it is asked. Label, hint and choices come from the catalogue: `type.field`, `type.field.hint`, `type.field.choice`. */
  readonly widget: Widget;
  readonly choices?: readonly {
    readonly value: string;
    readonly icon: string;
    /** Chosen in an entry of a map, it says that something is over: it has a day, and lasts no longer. */
    readonly ends?: true;
    /** Choices that can be looked for together, under one word: its label is `type.field.<group>`, as of a choice. */
    readonly group?: string;
  }[];
  /** Asked when the record is first made, or only when somebody completes the sheet. */
  readonly asked?: 'first' | 'later';
  /** Asked and shown only where another field of the same type has one of these values. */
  readonly when?: { readonly field: string; readonly is: readonly string[] };
  /** Asked only where another field of the same form has none of these values. */
  readonly unless?: { readonly field: string; readonly is: readonly string[] };
  /** Of a beginning: it happened then, and without an end it went on no longer. */
  readonly once?: true;
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
  /** Leaves in no table that somebody takes away, whoever may read it: lists for a funder never hold it. Archives of the whole network do. */
  readonly stays?: boolean;
  /** Lives under `sensitive/` without being the companion of one type. */
  readonly closed?: boolean;
  /** How people meet its records by themselves: a list, a sheet, a form. Absent: they show only within others. */
  readonly face?: Face;
  /** Records of other types that stand on its sheet, each list a tab with its count: those whose field `by` names this record. */
  readonly tabs?: readonly { readonly type: string; readonly by: string }[];
  /** Its home is that of the record this field names (under `sensitive/` for closed types). */
  readonly livesWith?: string;
  /** It is made nowhere else: what is said of a record elsewhere would be said by people who do not answer for it. */
  readonly bound?: boolean;
  /** Each record has a scope of its own below its home (`orgScope`), where rights about it alone are given. */
  readonly hasScope?: boolean;
  /** Shared with the own scope of the record this field names, where that one has a scope. */
  readonly sharedWith?: string;
  /** The record this field names is shared there too, as long as this one stands. */
  readonly brings?: string;
  /** Each writes only what names them in the field `by`; these roles also write down what somebody else said. */
  readonly own?: { readonly by: string; readonly but: readonly string[] };
  /** Two versions of it wait for nobody: the next write in its own place closes them. Absent: somebody who may edit it is asked to choose. */
  readonly settlesItself?: boolean;
  /** What a device keeps of it: all its person may read, or only what they wrote, have to decide about, or asked for (`at-hub`). */
  readonly keep: 'always' | 'hub';
  /** Register of personal data: why, on what ground, how long. Absent when no field is personal. */
  readonly personal?: Personal;
}

export interface Personal {
  readonly purpose: string;
  readonly basis: string;
  /** How long, in words, for the register. */
  readonly retention: string;
  /** The same in months since anybody wrote on it: what is older is listed, and a person decides. Absent: it is not for the clock to say. */
  readonly months?: number;
  /** Its time is told only where the record says so (or the one it is about): a request that was refused. */
  readonly when?: { readonly field: string; readonly is: readonly string[] };
  /** The field that names the record whose person it is about. Absent: it is about the first person it names. */
  readonly about?: string;
  /** What an erasure leaves, so that figures stay: nothing that tells who it was. Of entries, the parts (`steps.is`). Absent: its records cannot be erased. */
  readonly left?: readonly string[];
}

export interface Face {
  /** First part of its address on the device, in French. */
  readonly address: string;
  /** Lists of one room stand side by side, one touch from each other. Absent: that of the members. */
  readonly room?: string;
  readonly icon: string;
  /** The field of kind `choice` whose icons stand for the record, where there is one. */
  readonly sign?: string;
  /** Fields under its name in a list. */
  readonly line: readonly string[];
  /** Fields of kind `choice`, `choices` or `place` that filter the list, as chips with their counts; a place by its region and cercle. */
  readonly filters: readonly string[];
  /** The date after which a record is over: the list goes by it, and what is over stands apart. No network is needed for that, only the day. */
  readonly until?: string;
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
      if (decl.class === 'restricted' && !isClosedType(type))
        throw new Error(`${type.name}.${field} is restricted: it belongs in a companion or closed type`);
    }
    for (const [field, { merge, entry, when, ref }] of Object.entries(type.fields)) {
      if ((merge === 'map') !== (entry !== undefined)) throw new Error(`${type.name}.${field}: a map has entries`);
      if (when && !type.fields[when.field]) throw new Error(`${type.name}.${field} looks at an unknown field`);
      for (const other of refsOf({ ...(ref && { ref }) }))
        if (!types[other]) throw new Error(`${type.name}.${field} refers to an unknown type ${other}`);
    }
    if (type.fields['shared']) throw new Error(`${type.name}.shared is the kernel's own word`);
    // Who it belongs to must not depend on which write came first.
    if (type.own && !type.keys?.includes(type.own.by)) throw new Error(`${type.name} is owned by no key`);
    for (const field of [type.livesWith, type.sharedWith, type.brings])
      if (field && !type.fields[field]?.ref) throw new Error(`${type.name} lives with nothing`);
    for (const field of type.personal?.left ?? []) {
      const [name = '', part] = field.split('.');
      const { entry } = type.fields[name] ?? {};
      if (!type.fields[name] || (entry ? !part || !entry[part] : part))
        throw new Error(`${type.name} leaves an unknown field ${field}`);
    }
    const { when, about } = type.personal ?? {};
    const whose = about === undefined ? [type.name] : refsOf(type.fields[about] ?? {});
    if (whose.length === 0 || (when && !whose.every((other) => types[other]?.fields[when.field])))
      throw new Error(`${type.name} goes by what nothing says`);
    for (const { type: other, by } of type.tabs ?? [])
      if (!types[other]?.fields[by]) throw new Error(`${type.name} has a tab of unknown ${other}.${by}`);
    const { line = [], filters = [], until } = type.face ?? {};
    for (const name of [...line, ...filters, ...(until === undefined ? [] : [until])])
      if (!type.fields[name]) throw new Error(`${type.name} shows an unknown field ${name}`);
    for (const roleNames of Object.values(type.access)) {
      for (const role of roleNames) if (!roles[role]) throw new Error(`${type.name} names an unknown role ${role}`);
    }
  }
  return { roles, types };
}

const isEmpty = (value: Json | undefined): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** Does a field apply to a record made of this body? */
const fits = ({ when }: FieldDecl, body: Body): boolean =>
  !when || when.is.includes(String(body[when.field] ?? '').trim());

/**
 * Is a body right for its type? Fields the declaration does not know pass: a newer version wrote them, and they are kept.
 * @param creating whether required fields must be there.
 */
export function checkBody(type: TypeDecl, body: Body, creating: boolean): Refusal | null {
  for (const [name, field] of Object.entries(type.fields)) {
    const value = body[name];
    const given = Object.hasOwn(body, name);
    if (field.required && (given || (creating && fits(field, body))) && isEmpty(value))
      return { code: 'RULE-REQUIRED', fields: [name] };
    if (given && value !== null && (field.merge === 'map' || !safeParse(field.schema, value).success))
      return { code: field.widget === 'audio' ? 'RULE-SOUND' : 'RULE-FORMAT', fields: [name] };
  }
  for (const key of Object.keys(body)) {
    const map = mapOf(key);
    const value = body[key];
    if (map === null || value === null) continue;
    const field = type.fields[map];
    if (field && (field.merge !== 'map' || !safeParse(field.schema, value).success))
      return { code: 'RULE-FORMAT', fields: [map] };
  }
  return null;
}

/** The map field that the body key `field.entry` writes into; null for a plain field. */
export function mapOf(key: string): string | null {
  const dot = key.indexOf('.');
  return dot > 0 ? key.slice(0, dot) : null;
}
/** Body key of one entry of a map field. Entry keys have letters, digits and `~ . _ -`, 64 at most. */
export const entryKey = (field: string, entry: string): string => `${field}.${entry}`;

/** Every reference a body makes, those inside the entries of its maps included: the field, the types it may name, the record it names. */
export function references(
  type: TypeDecl,
  body: Body,
): readonly (readonly [field: string, types: readonly string[], record: RecordId])[] {
  return Object.entries(body).flatMap(([key, value]) => {
    const map = mapOf(key);
    const field = type.fields[map ?? key];
    const parts: readonly (readonly [FieldDecl | undefined, Json | undefined])[] = map
      ? Object.entries(field?.entry ?? {}).map(([part, decl]) => [decl, partOf(value, part)])
      : [[field, value]];
    return parts.flatMap(([decl, id]) =>
      decl?.ref !== undefined && isRecordId(id) ? [[map ?? key, refsOf(decl), id] as const] : [],
    );
  });
}

/** One part of an entry of a map; undefined where it has none. */
export function partOf(entry: Json | undefined, part: string): Json | undefined {
  return typeof entry === 'object' && entry !== null && !Array.isArray(entry)
    ? (entry as { readonly [key: string]: Json })[part]
    : undefined;
}

/** The groups of a field's choices, in their order; looked up once, for a list asks them of every line. */
export function groupsOf(choices: FieldDecl['choices'] = NO_CHOICES): readonly string[] {
  const before = groups.get(choices);
  if (before) return before;
  const found = [...new Set(choices.flatMap(({ group }) => group ?? []))];
  groups.set(choices, found);
  return found;
}
const NO_CHOICES: NonNullable<FieldDecl['choices']> = [];
const groups = new WeakMap<NonNullable<FieldDecl['choices']>, readonly string[]>();

/** Does an entry of a map say that something is over? */
export const isEnding = (field: FieldDecl, entry: Json): boolean =>
  Object.entries(field.entry ?? {}).some(([part, { choices }]) =>
    choices?.some(({ value, ends }) => ends === true && value === partOf(entry, part)),
  );

/** Types that a reference may name. */
export const refsOf = (field: Pick<FieldDecl, 'ref'>): readonly string[] =>
  field.ref === undefined ? [] : typeof field.ref === 'string' ? [field.ref] : field.ref;

/** A field as what the others of its record make of it. */
export function fieldAs(field: FieldDecl, read: (other: string) => Json | undefined): FieldDecl {
  const { as } = field;
  return as ? { ...field, ...as.is[String(read(as.field))] } : field;
}

/** Remarks on a body that is right. @param now when it was written. */
export function flagsOf(type: TypeDecl, body: Body, now: Millis): readonly Flag[] {
  const flags: Flag[] = [];
  for (const [name, field] of Object.entries(type.fields)) {
    const value = body[name];
    if (value === undefined || isEmpty(value)) continue;
    const code = fieldAs(field, (other) => body[other]).flag?.(value, now);
    if (code) flags.push({ code, field: name });
    const chosen = Array.isArray(value) ? value : [value];
    if (field.choices && !chosen.every((one) => field.choices?.some((choice) => choice.value === one)))
      flags.push({ code: 'FLAG-CHOICE', field: name });
  }
  return flags;
}

/** May a record of this type live there? Companions under `sensitive/`, all others not. */
export const fitsScope = (type: TypeDecl, scope: Scope): boolean => isClosed(scope) === isClosedType(type);

/** Do records of this type live under `sensitive/`? */
export const isClosedType = (type: TypeDecl): boolean => type.companionOf !== undefined || type.closed === true;
