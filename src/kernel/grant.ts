/**
 * Who may do what, where, until when. A grant gives a person a role on a scope; the role's rights stand in the types' declarations.
 */

import { millisOf } from './clock.ts';
import type { Action, Declarations, RoleDecl, TypeDecl } from './declare.ts';
import { type RecordState, refOf, textOf, valueOf, voidedAt } from './fold.ts';
import { isScope, personScope, reaches, SHARED } from './ids.ts';
import type { Change, Millis, RecordId, Scope } from './types.ts';

export interface Grant {
  readonly id: RecordId;
  readonly person: RecordId;
  readonly role: string;
  readonly scope: Scope;
  /** First instant it counts. */
  readonly from: Millis;
  /** First instant it no longer counts; Infinity when open. */
  readonly ends: Millis;
  /** Given in the field, not confirmed yet: it enrols nobody else. */
  readonly provisional?: boolean;
}

export const DAY = 24 * 3600 * 1000;
export const GRANT = 'grant';

/** `2026-11-22` as the instant that day begins in UTC, which is Mali's time all year; NaN when there is no such day. */
export function dayStart(date: string): Millis {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  // Some engines make March 2nd of February 30th, others nothing: it must be the same everywhere.
  return new Date(time).getUTCDate() === Number(date.slice(8)) ? time : Number.NaN;
}
export const dayOf = (time: Millis): string => new Date(time).toISOString().slice(0, 10);

/**
 * Reads a folded grant record; null when it is not one. A hidden grant ended when it was hidden. A provisional one, given in the field,
 * starts when it was made and lasts as many days as its dates are apart: a wrong clock must not make it worthless or everlasting.
 */
export function grantOf(state: RecordState): Grant | null {
  if (state.type !== GRANT) return null;
  const person = refOf(state, 'person');
  const scope = valueOf(state, 'scope');
  if (!person || !isScope(scope)) return null;
  const hidden = voidedAt(state);
  const from = dayStart(textOf(state, 'from'));
  const to = textOf(state, 'to');
  const until = to === '' ? Number.POSITIVE_INFINITY : dayStart(to) + DAY;
  const made = state.created ? millisOf(state.created.eff) : 0;
  const provisional = valueOf(state, 'provisional') === true;
  const ends = provisional ? made + (until - from) : until;
  return {
    id: state.id,
    person,
    role: textOf(state, 'role'),
    scope,
    // A grant without a readable beginning never begins.
    from: provisional ? made : Number.isNaN(from) ? Number.POSITIVE_INFINITY : from,
    ends: Math.min(Number.isNaN(ends) ? 0 : ends, hidden === null ? Number.POSITIVE_INFINITY : millisOf(hidden)),
    ...(provisional && { provisional }),
  };
}

export const isCurrent = (grant: Grant, at: Millis): boolean => grant.from <= at && at < grant.ends;

/** Does this role on that scope allow the action on a record of this type at home in `home`? Time is not looked at. */
export function allows(
  decl: Declarations,
  grant: Pick<Grant, 'role' | 'scope'>,
  action: Action,
  type: string,
  home: Scope,
): boolean {
  const typeDecl = decl.types[type];
  const role = decl.roles[grant.role];
  if (!typeDecl || !role) return false;
  return typeDecl.access[action].includes(grant.role) && reaches(grant.scope, home, role.closed);
}

/** Is it theirs to write, or do they act in a role that writes down what others said? The key names whose it is, so every copy answers the same. */
export function isOwn(
  change: Pick<Change, 'by' | 'body' | 'grant'>,
  { own }: TypeDecl,
  record: RecordState | null,
  known: { record(id: RecordId): RecordState | null },
): boolean {
  if (!own) return true;
  const cited = known.record(change.grant as RecordId);
  if (own.but.includes((cited && grantOf(cited)?.role) ?? '')) return true;
  return ((record && refOf(record, own.by)) ?? change.body?.[own.by]) === change.by;
}

/**
 * May the holder of `outer` give `inner`: a smaller place, an allowed role. Duration is judged apart. Whoever was enrolled provisionally enrols
 * nobody, otherwise two people could prolong each other for ever.
 */
export function delegates(
  decl: Declarations,
  outer: Grant,
  inner: Pick<Grant, 'role' | 'scope'>,
): 'grants' | 'enrols' | null {
  const role: RoleDecl | undefined = decl.roles[outer.role];
  if (!role || outer.provisional || !inner.scope.startsWith(outer.scope)) return null;
  if (role.grants.includes(inner.role)) return 'grants';
  return role.enrols.includes(inner.role) ? 'enrols' : null;
}

/** What somebody may read, in the form a store can query by prefix. */
export interface Reach {
  readonly prefix: Scope;
  readonly closed: boolean;
  readonly types: readonly string[];
  /** Types whose returned and waiting work is seen too, by who answers for the place or audits it. Absent: none. */
  readonly answers?: readonly string[];
}

/**
 * Everything a person's current grants let them read. A person always reads their own scope; whoever holds any grant
 * reads the shared cards of the network.
 */
export function reachOf(decl: Declarations, person: RecordId, grants: readonly Grant[], at: Millis): readonly Reach[] {
  const parts = partsOf(decl);
  const reach = new Set([parts.of(personScope(person), null)]);
  const current = grants.filter((grant) => isCurrent(grant, at));
  for (const { role, scope } of current) if (decl.roles[role]) reach.add(parts.of(scope, role));
  if (current.length > 0) reach.add(parts.of(SHARED, null));
  // Two grants that open the same are one part, and what lies within another is told with it.
  const all = [...reach];
  return all.filter((one) => !all.some((other) => other !== one && lies(one, other)));
}

/** Most parts remembered: those of a few thousand people. */
const REMEMBERED = 10_000;

/** The same part of a reach is the same object, so that what is known of it (`reachId`) is worked out once. */
class Parts {
  readonly #decl: Declarations;
  readonly #known = new Map<string, Reach>();

  constructor(decl: Declarations) {
    this.#decl = decl;
  }

  get isFull(): boolean {
    return this.#known.size > REMEMBERED;
  }

  /** @param role null for what needs none: one's own scope and the shared cards. */
  of(scope: Scope, role: string | null): Reach {
    const key = `${role ?? ''}|${scope}`;
    const before = this.#known.get(key);
    if (before) return before;
    const made = role === null ? this.#open(scope) : this.#given(scope, role);
    // Another role may open the same.
    const content = JSON.stringify(made);
    const part = this.#known.get(content) ?? made;
    this.#known.set(content, part).set(key, part);
    return part;
  }

  #open(prefix: Scope): Reach {
    const closed = prefix !== SHARED;
    const types = Object.values(this.#decl.types).filter((type) => closed || type.shareable);
    return { prefix, closed, types: types.map((type) => type.name) };
  }

  #given(prefix: Scope, name: string): Reach {
    const role = this.#decl.roles[name] as RoleDecl;
    const types = Object.values(this.#decl.types).filter((type) => type.access.read.includes(name));
    const answers = types.filter((type) => role.audits || type.access.edit.includes(name));
    return {
      prefix,
      closed: role.closed,
      types: types.map((type) => type.name),
      ...(answers.length > 0 && { answers: answers.map((type) => type.name) }),
    };
  }
}

const remembered = new WeakMap<Declarations, Parts>();

function partsOf(decl: Declarations): Parts {
  const before = remembered.get(decl);
  if (before && !before.isFull) return before;
  const parts = new Parts(decl);
  remembered.set(decl, parts);
  return parts;
}

/** Is everything that one part opens opened by the other? */
function lies(one: Reach, other: Reach): boolean {
  const all = (some: readonly string[] = [], more: readonly string[] = []): boolean =>
    some.every((type) => more.includes(type));
  return (
    reaches(other.prefix, one.prefix, other.closed) &&
    (other.closed || !one.closed) &&
    all(one.types, other.types) &&
    all(one.answers, other.answers)
  );
}

/** May somebody read a record of this type that is delivered to these scopes (its home and those it is shared with)? */
export const isReached = (reach: readonly Reach[], type: string, scopes: readonly Scope[]): boolean =>
  reach.some((one) => one.types.includes(type) && scopes.some((scope) => reaches(one.prefix, scope, one.closed)));
