/**
 * Scopes: stored paths in one tree, and the few questions asked of them. Apart from the ids because a first screen asks where people are without
 * needing to hash anything.
 */
import type { RecordId, Scope } from './types.ts';

/** A segment begins with a letter, a digit or `~`: whoever turns a scope into a path must never meet `..`. */
const SCOPE = /^n\/([a-z0-9~][a-z0-9~.-]{0,39}\/){0,10}$/;
export const isScope = (value: unknown): value is Scope => typeof value === 'string' && SCOPE.test(value);

export const ROOT = 'n/' as Scope;
/** Cards that every member of the network may read. */
export const SHARED = 'n/shared/' as Scope;

/** Appends segments: `within(ROOT, 'branch', 'sikasso')` is `n/branch/sikasso/`. Throws on a segment that is not a path name. */
export function within(scope: Scope, ...segments: readonly string[]): Scope {
  const path = `${scope}${segments.map((segment) => `${segment}/`).join('')}`;
  if (!isScope(path) || segments.some((segment) => segment.includes('/'))) throw new Error(`not a scope: ${path}`);
  return path;
}

export const branchScope = (branch: string): Scope => within(ROOT, 'branch', branch);
export const personScope = (person: RecordId): Scope => within(ROOT, 'person', person);

/** The branch a scope lies in, or null for what belongs to the whole network. */
export function branchOf(scope: Scope): string | null {
  return /^n\/branch\/([^/]+)\//.exec(scope)?.[1] ?? null;
}

/** Segments whose content a grant further up the tree does not open by itself. */
const CLOSED = /\/(sensitive|person)\//;
export const isClosed = (scope: Scope): boolean => CLOSED.test(scope);
/** Home of the companion record that holds the sensitive fields of a record. */
export const sensitiveScope = (home: Scope): Scope => within(home, 'sensitive');

/**
 * Does standing at `at` reach `scope`? Prefix test; what lies in a person's own scope is reached from that scope alone,
 * what lies under `sensitive/` only by those who may open closed records.
 */
export function reaches(at: Scope, scope: Scope, opensClosed: boolean): boolean {
  if (!scope.startsWith(at)) return false;
  const below = `/${scope.slice(at.length)}`;
  if (below.includes('/person/')) return false;
  return opensClosed || !below.includes('/sensitive/');
}
