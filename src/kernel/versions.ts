/** Which of what two people wrote without seeing each other waits for a choice, and who may make it: the same question on a phone and on a hub. */
import type { Declarations, TypeDecl } from './declare.ts';
import { conflictsOf, isShare, type RecordState, refOf } from './fold.ts';
import { allows, type Grant } from './grant.ts';
import type { RecordId } from './types.ts';

/** Is a choice asked of two versions of this type? Not of what nobody edits: there the latest stands, and of what settles itself. */
export const asksChoice = (type: TypeDecl | undefined): boolean =>
  type !== undefined && type.access.edit.length > 0 && type.settlesItself !== true;

/** Fields of a record, and entries of its maps, that have two versions to choose between; what the program itself keeps in it is nobody's to choose. */
export const toChoose = (decl: Declarations, state: RecordState): readonly string[] =>
  asksChoice(decl.types[state.type])
    ? conflictsOf(state).filter((field) => !field.startsWith(':') && !isShare(field))
    : [];

/**
 * Would an edit of this record by one of these grants pass? Of a type where each writes only their own: on their own, or in the place of others.
 * @param grants those of the person that are in force.
 */
export function mayChoose(decl: Declarations, person: RecordId, grants: readonly Grant[], state: RecordState): boolean {
  const own = decl.types[state.type]?.own;
  return grants.some(
    (grant) =>
      allows(decl, grant, 'edit', state.type, state.home) &&
      (!own || own.but.includes(grant.role) || refOf(state, own.by) === person),
  );
}
