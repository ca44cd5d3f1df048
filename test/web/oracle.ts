/**
 * Who may do what where, worked out anew from the declarations alone, in the plainest way: by comparing paths piece by piece. Nothing of the
 * kernel's own reasoning is used, so that a fault in it shows.
 */
import type { Action, Declarations } from '../../src/kernel/declare.ts';

const pieces = (scope: string): readonly string[] => scope.split('/').filter((piece) => piece !== '');

/** Does a role standing at `at` reach what lives at `home`? */
export function covers(decl: Declarations, role: string, at: string, home: string): boolean {
  const [above, whole] = [pieces(at), pieces(home)];
  if (!above.every((piece, i) => whole[i] === piece)) return false;
  const below = whole.slice(above.length);
  if (below.includes('person')) return false;
  return !below.includes('sensitive') || decl.roles[role]?.closed === true;
}

export interface Cell {
  readonly role: string;
  /** Where the role was given. */
  readonly at: string;
  readonly type: string;
  readonly home: string;
  readonly shared: readonly string[];
}

export function mayRead(decl: Declarations, { role, at, type, home, shared }: Cell): boolean {
  const declared = decl.types[type];
  if (declared?.access.read.includes(role) && [home, ...shared].some((scope) => covers(decl, role, at, scope)))
    return true;
  return declared?.shareable === true && shared.some((scope) => scope.startsWith('n/shared/'));
}

/** @param given the role that a grant or an enrolment on a phone is about. */
export function mayWrite(decl: Declarations, action: Action, cell: Cell, given: string): boolean {
  const declared = decl.types[cell.type];
  const sensitive = pieces(cell.home).includes('sensitive') || pieces(cell.home).includes('person');
  const apart = declared?.companionOf !== undefined || declared?.closed === true;
  if (!declared || sensitive !== apart) return false;
  const beyond = cell.shared.some((scope) => !pieces(scope).includes('org'));
  if (action === 'create' && beyond && !declared.shareable) return false;
  if (!declared.access[action].includes(cell.role) || !covers(decl, cell.role, cell.at, cell.home)) return false;
  // What is tried here names somebody else: only who writes down what others said may.
  if (declared.own && !declared.own.but.includes(cell.role)) return false;
  const gives = decl.roles[cell.role]?.grants.includes(given) === true;
  const enrols = decl.roles[cell.role]?.enrols.includes(given) === true;
  // A right for good needs somebody who may give it for good; a place on a phone only somebody who may enrol.
  if (cell.type === 'grant') return gives;
  return cell.type !== 'holder' || gives || enrols;
}

/** How far one role may give another at a place: for good, for the provisional delay, or not at all. */
export function mayGive(
  decl: Declarations,
  role: string,
  at: string,
  given: string,
  where: string,
): 'good' | 'time' | 'no' {
  const outer = decl.roles[role];
  const writes = decl.types['grant']?.access.create.includes(role) && covers(decl, role, at, where);
  if (!outer || !writes) return 'no';
  return outer.grants.includes(given) ? 'good' : outer.enrols.includes(given) ? 'time' : 'no';
}

/** Work of somebody else that came back: seen by those who audit there, and by those who could have written it. */
export const seesReturned = (decl: Declarations, { role, at, type, home }: Cell): boolean =>
  covers(decl, role, at, home) &&
  (decl.roles[role]?.audits === true || decl.types[type]?.access.edit.includes(role) === true);
